<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
<context>
    <name>data.duty.dispatch</name>
    <message><source>{address}（{title}）</source><translation>{address} ({title})</translation></message>
    <message><source>方式不明，每段路按最快的走法</source><translation>Way of moving unknown: the quickest that each road allows</translation></message>
    <message><source>对方的走法：{mode}</source><translation>Way of moving: {mode}</translation></message>
    <message><source>已过 {time}，按最坏情况算</source><translation>{time} have passed; the worst case is taken</translation></message>
    <message><source>{how}，比平常快 {percent}%</source><translation>{how}, {percent}% quicker than usual</translation></message>
    <message><source>不守单行，关着的门也能过；不走道路以外的地方</source><translation>They heed no one-way and get through closed gates; they keep to roads and paths</translation></message>
    <message><source>每个卡点至少提前 {margin}到位；{within}内要合围</source><translation>Each post is held at least {margin} before them; the ring closes within {within}</translation></message>
    <message><source>只用空闲且有定位的力量，每人守一处</source><translation>Only forces that are free and have a position; each holds one place</translation></message>
    <message><source>还没有道路，无法布控：请先导入道路</source><translation>There are no roads yet, so no cordon can be planned: import roads first</translation></message>
    <message><source>没有空闲且有定位的力量</source><translation>Nobody is free and has a position</translation></message>
    <message><source>{force} 到 {place}：{time}到位，比对方早 {slack}</source><translation>{force} to {place}: there in {time}, {slack} before them</translation></message>
    <message numerus="yes"><source>合不上：{n} 处设卡能切断 {cut} 条出路，还有 {open} 条敞开</source><translation><numerusform>Cannot be closed: {n} post cuts {cut} ways out, {open} stay open</numerusform><numerusform>Cannot be closed: {n} posts cut {cut} ways out, {open} stay open</numerusform></translation></message>
    <message><source>方式不明，按每段路上最快的算</source><translation>way of moving unknown, the quickest on each road</translation></message>
    <message><source>没有路通往外面，不必设卡</source><translation>No road leads out: no post is needed</translation></message>
    <message numerus="yes"><source>{n} 处设卡可合围{how}，{time}内全部到位</source><translation><numerusform>{n} post closes it{how}, held within {time}</numerusform><numerusform>{n} posts close it{how}, all held within {time}</numerusform></translation></message>
    <message><source>来不及合围：{open} 条出路都赶不上</source><translation>Too late to close: none of the {open} ways out can be reached in time</translation></message>
    <message><source>（已证明最少）</source><translation> (proved the fewest)</translation></message>
    <message><source>{said}（已证明不能更少）</source><translation>{said} (proved the fewest)</translation></message>
    <message><source>（至少 {least} 处）</source><translation> (at least {least} are needed)</translation></message>
    <message><source>派了{name}（{time}，由值班员选定）</source><translation>{name} was sent ({time}, chosen by the duty officer)</translation></message>
    <message><source>{name}本可早到 {by}：{why}</source><translation>{name} could have been there {by} sooner: {why}</translation></message>
    <message><source>路程未知</source><translation>way unknown</translation></message>
    <message><source>派了{name}（{time}，按建议）</source><translation>{name} was sent ({time}, as suggested)</translation></message>
    <message><source>理由：{why}</source><translation>Reason: {why}</translation></message>
    <message><source>当时空闲，但没有选</source><translation>was free and not chosen</translation></message>
    <message><source>看不懂开放时间“{text}”，请写成 {example} 这样</source><translation>The opening hours “{text}” cannot be read; write them like {example}</translation></message>
    <message><source>开放时间“{text}”里没有这样的钟点</source><translation>The opening hours “{text}” name a time that there is not</translation></message>
    <message><source>{place}（靠近{road}）</source><translation>{place} (near {road})</translation></message>
    <message><source>{place}（西）</source><translation>{place} (west)</translation></message>
    <message><source>{place}（东）</source><translation>{place} (east)</translation></message>
    <message><source>{place}（北）</source><translation>{place} (north)</translation></message>
    <message><source>{place}（南）</source><translation>{place} (south)</translation></message>
    <message><source>{place}（从西数第 {n} 个）</source><translation>{place} (no. {n} from the west)</translation></message>
    <message><source>{place}（从北数第 {n} 个）</source><translation>{place} (no. {n} from the north)</translation></message>
    <message><source>无名路口</source><translation>Crossing without a name</translation></message>
    <message><source>{one}与{other}路口</source><translation>{one} and {other}</translation></message>
    <message><source>门</source><translation>Gate</translation></message>
    <message><source>{road}路口</source><translation>Crossing on {road}</translation></message>
    <message numerus="yes"><source>{n} 处驻点能让 {percent}% 的警情在 {minutes} 分钟内到场；今天的 {n} 处最好位置是 {now}%</source><translation><numerusform>{n} post reaches {percent}% of the cases within {minutes} min; the best {n} of today's positions reaches {now}%</numerusform><numerusform>{n} posts reach {percent}% of the cases within {minutes} min; the best {n} of today's positions reach {now}%</numerusform></translation></message>
    <message><source>最大覆盖，逐个选增益最大的位置，不低于最优的 {percent}%</source><translation>Maximal covering, each time the place that adds most: at least {percent}% of the best</translation></message>
    <message><source>这段时间没有带位置的警情</source><translation>There are no cases with a place in that time</translation></message>
    <message><source>最大覆盖，整数规划求得，已证明最优</source><translation>Maximal covering by an integer programme, proved the best</translation></message>
    <message><source>{mode} {time}</source><translation>{mode} {time}</translation></message>
    <message><source>{mode} {time}，{distance}</source><translation>{mode} {time}, {distance}</translation></message>
    <message><source>{way}（含上楼 {climb}）</source><translation>{way} (with {climb} for the storeys)</translation></message>
    <message><source>空闲</source><translation>Free</translation></message>
    <message><source>已派往另一警情</source><translation>sent to another case</translation></message>
    <message><source>正赶往另一警情</source><translation>on the way to another case</translation></message>
    <message><source>正在现场处置</source><translation>on scene</translation></message>
    <message><source>忙，没有空</source><translation>busy</translation></message>
    <message><source>已下班</source><translation>off duty</translation></message>
    <message><source>{need}还缺 {n} 个</source><translation>{need}: {n} more wanted</translation></message>
    <message><source>定位：{said}</source><translation>Position: {said}</translation></message>
    <message><source>担任：{need}</source><translation>As: {need}</translation></message>
    <message><source>可以担任：{needs}</source><translation>Could be: {needs}</translation></message>
    <message><source>不具备：{skills}</source><translation>Lacks: {skills}</translation></message>
    <message><source>不在预案要的力量之内</source><translation>Not among those that the card wants</translation></message>
    <message><source>{name} {state}，改派须由您决定</source><translation>{name} is {state}: sending them here is for you to decide</translation></message>
    <message><source>{name} 没有定位，请先问清在哪里</source><translation>{name} has no position: ask first where they are</translation></message>
    <message><source>{name} 的设备时钟快了 {time}，定位时间不可信</source><translation>The clock of {name}'s device is {time} fast: the time of the position cannot be trusted</translation></message>
    <message><source>{short}；最近的是{name}（{state}，{time}）</source><translation>{short}; the nearest is {name} ({state}, {time})</translation></message>
    <message><source>还没有道路，不能按路程排序：请先导入道路</source><translation>There are no roads yet, so nobody can be ranked by road: import roads first</translation></message>
    <message numerus="yes"><source>{n} 处门禁的开放时间看不懂，按常开计算：{names}</source><translation><numerusform>The opening hours of {n} gate cannot be read, it is taken as open: {names}</numerusform><numerusform>The opening hours of {n} gates cannot be read, they are taken as open: {names}</numerusform></translation></message>
    <message><source>这个地方没有路与任何力量相通</source><translation>No road leads from any force to this place</translation></message>
    <message><source>没有定位，算不出路程</source><translation>No position, so the way is unknown</translation></message>
    <message><source>从所在位置没有路通到这里</source><translation>No road leads here from where they are</translation></message>
    <message><source>{name} 的定位是{age}的，可能已不在原处</source><translation>{name}'s position is of {age}; they may have moved on</translation></message>
    <message><source>坐标（{datum}）：{lon}, {lat}</source><translation>Coordinates ({datum}): {lon}, {lat}</translation></message>
    <message><source>约 {time}，{distance}</source><translation>About {time}, {distance}</translation></message>
    <message><source>预计 {clock} 到</source><translation>there at {clock}</translation></message>
    <message><source>路线：{roads}</source><translation>Way: {roads}</translation></message>
    <message><source> → </source><translation> → </translation></message>
    <message><source>骑摩托</source><translation>By motorcycle</translation></message>
    <message><source>骑车</source><translation>By bicycle</translation></message>
    <message><source>{name} 现在不能派</source><translation>{name} cannot be sent now</translation></message>
    <message><source>{time}，{distance}</source><translation>{time}, {distance}</translation></message>
    <message><source>还有 {time}（{distance}）</source><translation>{time} left ({distance})</translation></message>
    <message><source>应已到</source><translation>should be there</translation></message>
    <message><source>晚了 {time}</source><translation>{time} late</translation></message>
    <message><source>{way}：{roads}</source><translation>{way}: {roads}</translation></message>
    <message><source>已到</source><translation>there</translation></message>
    <message><source>偏离路线 {off}，正在重算</source><translation>{off} off the way, finding a new one</translation></message>
    <message><source>到不了</source><translation>out of reach</translation></message>
    <message><source>{metres} 米</source><translation>{metres} m</translation></message>
    <message numerus="yes"><source>布控：{n} 处设卡</source><translation><numerusform>Cordon: {n} post</numerusform><numerusform>Cordon: {n} posts</numerusform></translation></message>
    <message><source>布控 {time}</source><translation>Cordon {time}</translation></message>
    <message><source>设卡：{place}</source><translation>Hold {place}</translation></message>
    <message><source>{n} 号驻点 +{cases} 起</source><translation>Post {n}: +{cases} cases</translation></message>
    <message><source>案发地</source><translation>Scene</translation></message>
    <message><source>{road}附近</source><translation>near {road}</translation></message>
    <message><source>路尽头</source><translation>End of a road</translation></message>
    <message><source>{road}附近的路口</source><translation>Crossing near {road}</translation></message>
    <message><source>{road}附近的路尽头</source><translation>End of a road near {road}</translation></message>
    <message><source>乘{vehicle}</source><translation>on {vehicle}</translation></message>
    <message><source>{name}（{along}）</source><translation>{name} ({along})</translation></message>
    <message><source>{name}（{plate}）</source><translation>{name} ({plate})</translation></message>
    <message><source>{said}，车上 {n} 人：{crew}</source><translation>{said}, {n} on it: {crew}</translation></message>
    <message><source>{said}，车在{near}</source><translation>{said}, it is {near}</translation></message>
    <message><source>{said}，车在维修</source><translation>{said}, which is under repair</translation></message>
    <message><source>班组：{team}</source><translation>team: {team}</translation></message>
    <message><source>{need}：{who}</source><translation>{need}: {who}</translation></message>
    <message><source>{need}：待用而无人的车有 {names}</source><translation>{need}: ready with nobody on them: {names}</translation></message>
    <message><source>{name}（{near}）</source><translation>{name} ({near})</translation></message>
    <message><source>地点不明，算不出谁最近：请先补上地点，或直接选人先派出去</source><translation>The place is not known, so nobody can tell who is nearest: add the place, or choose whom to send at once</translation></message>
    <message><source>定位在 {distance}以外，不在辖区</source><translation>the position is more than {distance} away</translation></message>
    <message><source>警情地点不明，算不出路程</source><translation>the place of the case is not known, no time by road</translation></message>
    <message><source>{name} 的定位在外地（可能定位有误），请先问清在哪里</source><translation>{name} has a position in another town, which may be wrong: ask where they are</translation></message>
    <message><source>{name} 所在的路与这里不相通（路网断开），请先核对道路</source><translation>No road leads here from where {name} is (the road network is in pieces): check the roads</translation></message>
    <message><source>路网断成几块：有 {n} 名力量与这里不相通，算不出路程，请核对道路</source><translation>The road network is in pieces: no road leads here from {n} forces, whose time is not known; check the roads</translation></message>
    <message>
        <source>{n} 名空闲力量守着别的卡点，没有算进去：要调用，先收回他们的设卡任务</source>
        <translation>{n} free forces hold places of another cordon and were not counted: to call them off, take back their tasks first</translation>
    </message>
    <message><source>{n} 名空闲力量没有定位或定位已失效，没有算进去</source><translation>{n} free forces have no position, or too old a one, and were left out</translation></message>
    <message><source>案发地的路与其他道路不相通（路网断开），结果不可信：请核对道路</source><translation>The road at the place hangs together with no others (the network is in pieces): do not rely on this, check the roads</translation></message>
    <message><source>在岗的 {n} 名力量都没有定位，排不出谁先到：先问清在哪里，或直接选人派</source><translation>None of the {n} forces on duty has a position, so nobody can say who is first: ask where they are, or choose whom to send</translation></message>
    <message><source>{n} 名力量没有定位，不知道多久能到，列在后面</source><translation>Forces without a position, listed last as nobody knows how soon they are here: {n}</translation></message>
    <message><source>没有人有定位，不知道谁先到</source><translation>Nobody has a position: who is first is not known</translation></message>
</context>
</TS>
