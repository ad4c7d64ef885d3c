<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
<context>
    <name>data.duty.incidents</name>
    <message>
        <source>这里 {days} 天内第 {n} 起</source>
        <translation>Case no. {n} here in {days} days</translation>
    </message>
    <message>
        <source>这一户 {days} 天内第 {n} 起，全楼第 {all} 起</source>
        <translation>Case no. {n} in this dwelling in {days} days, no. {all} in the building</translation>
    </message>
    <message>
        <source>同一地点、同一类型</source>
        <translation>same place, same type</translation>
    </message>
    <message>
        <source>就在旁边、同一类型</source>
        <translation>close by, same type</translation>
    </message>
    <message>
        <source>同一号码刚报过</source>
        <translation>the same number has just called</translation>
    </message>
    <message>
        <source>派警：{names}</source>
        <translation>Sent: {names}</translation>
    </message>
    <message>
        <source>{name}：{case}</source>
        <translation>{name}: {case}</translation>
    </message>
    <message>
        <source>“{title}”{state}，现在不能{verb}；可以：{can}</source>
        <translation>“{title}” is {state}: “{verb}” is not possible now; possible: {can}</translation>
    </message>
    <message>
        <source>{name}{verb}</source>
        <translation>{name}: {verb}</translation>
    </message>
    <message>
        <source>{said}：{text}</source>
        <translation>{said}: {text}</translation>
    </message>
    <message>
        <source>还没有选派谁去</source>
        <translation>Nobody is chosen yet</translation>
    </message>
    <message>
        <source>没有编号为 {id} 的出警记录</source>
        <translation>There is no deployment number {id}</translation>
    </message>
    <message>
        <source>警情没有“{verb}”这一步，可用的有：{known}</source>
        <translation>Cases have no step “{verb}”; there are: {known}</translation>
    </message>
    <message>
        <source>改派到另一起警情</source>
        <translation>Sent to another case instead</translation>
    </message>
    <message>
        <source>“{title}”{state}，不能再{verb}</source>
        <translation>“{title}” is {state}: “{verb}” is not possible any more</translation>
    </message>
    <message>
        <source>{name}已经在这起警情上</source>
        <translation>{name} is on this case already</translation>
    </message>
    <message>
        <source>{name}已下班；要派他请选“改派”</source>
        <translation>{name} is off duty; to send them all the same, confirm it</translation>
    </message>
    <message>
        <source>{name}正在处理另一起警情；要改派请选“改派”</source>
        <translation>{name} is on another case; to send them here instead, confirm it</translation>
    </message>
    <message>
        <source>接警：{text}</source>
        <translation>Call taken: {text}</translation>
    </message>
    <message>
        <source>与 {number} 为同一警情</source>
        <translation>The same as {number}</translation>
    </message>
    <message>
        <source>还没有写报警内容</source>
        <translation>Nothing was typed yet</translation>
    </message>
    <message>
        <source>不能与自己合并</source>
        <translation>A case cannot be joined to itself</translation>
    </message>
    <message>
        <source>没有“{type}”这一类警情</source>
        <translation>There is no type of case “{type}”</translation>
    </message>
    <message>
        <source>细类“{subtype}”不属于“{type}”</source>
        <translation>The detailed type “{subtype}” does not belong to “{type}”</translation>
    </message>
    <message>
        <source>看得到 {doors}</source>
        <translation>sees {doors}</translation>
    </message>
    <message>
        <source>这起警情还没有落到地图上：问清地点，再改“所在建筑”或在图上点</source>
        <translation>This case is not on the map yet: ask for the place, then set its building or point on the map</translation>
    </message>
    <message>
        <source>到场提示</source>
        <translation>Notices</translation>
    </message>
    <message>
        <source>出入口</source>
        <translation>Doors and gates</translation>
    </message>
    <message>
        <source>钥匙</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>商铺与单位</source>
        <translation>Shops and organisations</translation>
    </message>
    <message>
        <source>危险与隐患</source>
        <translation>Hazards</translation>
    </message>
    <message>
        <source>看得到的探头</source>
        <translation>Cameras that see it</translation>
    </message>
    <message>
        <source>近 {n} 天警情</source>
        <translation>Cases of {n} days</translation>
    </message>
    <message>
        <source>不在任何一栋楼里</source>
        <translation>In no building</translation>
    </message>
    <message>
        <source>地下 {n} 层</source>
        <translation>{n} below ground</translation>
    </message>
    <message numerus="yes">
        <source>{n} 个单元</source>
        <translation><numerusform>{n} stairwell</numerusform><numerusform>{n} stairwells</numerusform></translation>
    </message>
    <message>
        <source>高 {n} 米</source>
        <translation>{n} m high</translation>
    </message>
    <message>
        <source>坐标 {lon}, {lat}</source>
        <translation>Coordinates {lon}, {lat}</translation>
    </message>
    <message>
        <source>有效至 {day}</source>
        <translation>until {day}</translation>
    </message>
    <message>
        <source>处警预案：{name}</source>
        <translation>Protocol card: {name}</translation>
    </message>
    <message>
        <source>缺少 type（警情类型）</source>
        <translation>type (of case) is missing</translation>
    </message>
    <message>
        <source>不认识 {unknown}，可用的有：{known}</source>
        <translation>unknown: {unknown}; there are: {known}</translation>
    </message>
    <message>
        <source>处警预案 {file} 不是有效的 TOML：{why}</source>
        <translation>The protocol card {file} is no valid TOML: {why}</translation>
    </message>
    <message>
        <source>处警预案 {file} 有误：{why}</source>
        <translation>The protocol card {file} is wrong: {why}</translation>
    </message>
    <message>
        <source>“{subtype}”不是这一类的细类</source>
        <translation>“{subtype}” is no detailed type of this type</translation>
    </message>
    <message>
        <source>等级只能是 {known}</source>
        <translation>severity can only be {known}</translation>
    </message>
    <message>
        <source>{building} {storey} 层</source>
        <translation>{building}, storey {storey}</translation>
    </message>
    <message>
        <source>小区，{n} 栋；没有说哪一栋</source>
        <translation>compound of {n} buildings; which one was not said</translation>
    </message>
    <message>
        <source>地图上选的</source>
        <translation>chosen on the map</translation>
    </message>
    <message>
        <source>地图上点的</source>
        <translation>pointed at on the map</translation>
    </message>
    <message>
        <source>来电号码登记在这里</source>
        <translation>the number is registered here</translation>
    </message>
    <message>
        <source>来电号码的登记住址（{name}）</source>
        <translation>where the number's owner lives ({name})</translation>
    </message>
    <message>
        <source>路口</source>
        <translation>crossing</translation>
    </message>
    <message>
        <source>{one}与{other}路口</source>
        <translation>{one} and {other}</translation>
    </message>
    <message>
        <source>只说了路名，先放在路的中段</source>
        <translation>only the street was said: put at its middle</translation>
    </message>
    <message>
        <source>这个号码上次报警的地点</source>
        <translation>where this number called from before</translation>
    </message>
    <message>
        <source>处置完毕</source>
        <translation>Cleared</translation>
    </message>
    <message>
        <source>办结警情</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>召回</source>
        <translation>Call off</translation>
    </message>
    <message>
        <source>重新打开</source>
        <translation>Open again</translation>
    </message>
    <message>
        <source>派警</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>派警用时</source>
        <translation>Until sent</translation>
    </message>
    <message>
        <source>出动用时</source>
        <translation>Turnout</translation>
    </message>
    <message>
        <source>路上用时</source>
        <translation>On the road</translation>
    </message>
    <message>
        <source>到场用时</source>
        <translation>Until on scene</translation>
    </message>
    <message>
        <source>处置用时</source>
        <translation>Handling</translation>
    </message>
    <message>
        <source>办结用时</source>
        <translation>Until closed</translation>
    </message>
    <message>
        <source>全程用时</source>
        <translation>In all</translation>
    </message>
    <message>
        <source>{name}正在处警</source>
        <translation>{name} is on a case</translation>
    </message>
    <message>
        <source>处置报告：{type}</source>
        <translation>Debrief: {type}</translation>
    </message>
    <message>
        <source>时刻</source>
        <translation>Moments</translation>
    </message>
    <message>
        <source>间隔</source>
        <translation>Interval</translation>
    </message>
    <message>
        <source>用时</source>
        <translation>Took</translation>
    </message>
    <message>
        <source>预案要求</source>
        <translation>By the card</translation>
    </message>
    <message>
        <source>派出的力量</source>
        <translation>Forces sent</translation>
    </message>
    <message>
        <source>力量</source>
        <translation>Force</translation>
    </message>
    <message>
        <source>预计</source>
        <translation>Expected</translation>
    </message>
    <message>
        <source>路上</source>
        <translation>On the road</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>派警时谁更快</source>
        <translation>Who would have been faster</translation>
    </message>
    <message>
        <source>比较</source>
        <translation>Compared when sent</translation>
    </message>
    <message>
        <source>谁</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>做了什么</source>
        <translation>What</translation>
    </message>
    <message>
        <source>{n} 分钟内</source>
        <translation>within {n} min</translation>
    </message>
    <message>
        <source>{kept}，超 {time}</source>
        <translation>{kept}, {time} over</translation>
    </message>
    <message>
        <source>{kept}，做到</source>
        <translation>{kept}, kept</translation>
    </message>
    <message>
        <source>（还在计时）</source>
        <translation> (running)</translation>
    </message>
    <message>
        <source>{start} 至 {end}</source>
        <translation>{start} to {end}</translation>
    </message>
    <message>
        <source>警情 {n} 起，来电 {calls} 个</source>
        <translation>{n} cases, {calls} calls</translation>
    </message>
    <message>
        <source>按预案时间到场 {kept} / {judged} 起</source>
        <translation>On scene in time by the card: {kept} of {judged}</translation>
    </message>
    <message>
        <source>中位</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>起数</source>
        <translation>Cases</translation>
    </message>
    <message>
        <source>九成以内</source>
        <translation>Nine in ten within</translation>
    </message>
    <message>
        <source>逐起</source>
        <translation>Each case</translation>
    </message>
    <message>
        <source>处警讲评：{span}</source>
        <translation>Debrief of the shift: {span}</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>{name}正忙；要派他请选“改派”</source>
        <translation>{name} is busy; to send them all the same, confirm it</translation>
    </message>
    <message><source>{name} 里没有这一类：{unknown}</source><translation>{name} has no type of that name: {unknown}</translation></message>
</context>
</TS>
