<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
<context>
    <name>widgets.dispatch</name>
    <message><source>调度</source><translation>Dispatch</translation></message>
    <message><source>布控</source><translation>Cordon</translation></message>
    <message numerus="yes"><source>已留存警戒区，布置设卡任务 {n} 项</source><translation><numerusform>The cordon is kept and {n} task handed out</numerusform><numerusform>The cordon is kept and {n} tasks handed out</numerusform></translation></message>
    <message><source>把地点发给力量</source><translation>Share the place</translation></message>
    <message><source>把路线发给{name}</source><translation>Share the way with {name}</translation></message>
    <message><source>地图上的位置</source><translation>Place on the map</translation></message>
    <message><source>谁先到这里</source><translation>Who gets here first</translation></message>
    <message><source>从这里看几分钟圈</source><translation>Rings of minutes from here</translation></message>
    <message><source>全部空闲力量几分钟圈</source><translation>Rings of all free forces</translation></message>
    <message><source>从这里布控</source><translation>Cordon from here</translation></message>
    <message><source>比较驻点</source><translation>Compare posts</translation></message>
    <message><source>收起调度图</source><translation>Clear plans off the map</translation></message>
    <message><source>把路线发给力量</source><translation>Share the way with a force</translation></message>
    <message><source>留存并派人设卡</source><translation>Keep and hand out</translation></message>
    <message><source>先在地图上选一个地点，或把鼠标移到那里</source><translation>Choose a place on the map first, or point at it</translation></message>
    <message><source>这名力量没有定位，只能发地点</source><translation>This force has no position: only the place can be shared</translation></message>
    <message><source>从这名力量所在的地方没有路通到那里</source><translation>No road leads there from where this force is</translation></message>
    <message><source>把包围圈存成警戒区，每个卡点给守卡人布置一项任务</source><translation>Keeps the ring as a cordon, and hands each who holds a post a task</translation></message>
    <message><source>{time}后</source><translation>in {time}</translation></message>
    <message><source>前沿在多少秒后</source><translation>The front in how many seconds</translation></message>
    <message><source>重新算</source><translation>Work out again</translation></message>
    <message><source>谁守哪里</source><translation>Who holds what</translation></message>
    <message><source>对方</source><translation>They go</translation></message>
    <message><source>几分钟前</source><translation>Minutes ago</translation></message>
    <message><source>几分钟合围</source><translation>Close within</translation></message>
    <message><source>正在算前沿和卡点…</source><translation>Working out front and posts…</translation></message>
    <message><source>前沿：{when}</source><translation>Front: {when}</translation></message>
    <message><source>在地图上右键选案发地，再选“从这里布控”</source><translation>Right-click the scene on the map and choose “Cordon from here”</translation></message>
    <message><source>还没有布控</source><translation>No cordon yet</translation></message>
    <message numerus="yes"><source>边上有 {n} 个探头可以看</source><translation><numerusform>{n} camera by the posts</numerusform><numerusform>{n} cameras by the posts</numerusform></translation></message>
    <message><source>没有要守的路口</source><translation>Nothing has to be held</translation></message>
    <message><source>比对方早 {slack}</source><translation>{slack} before them</translation></message>
    <message><source>{time}后对方可能到这里</source><translation>they may be here in {time}</translation></message>
    <message><source>对方可能已经过去</source><translation>they may be past it</translation></message>
    <message numerus="yes"><source>探头 {n}</source><translation><numerusform>{n} camera</numerusform><numerusform>{n} cameras</numerusform></translation></message>
    <message><source>没有探头</source><translation>no camera</translation></message>
    <message><source>守卡（{n}）</source><translation>Held ({n})</translation></message>
    <message><source>{force} → {place}</source><translation>{force} → {place}</translation></message>
    <message><source>还敞开的出路（{n}）</source><translation>Still open ({n})</translation></message>
    <message><source>应已到位</source><translation>should be there</translation></message>
    <message><source>谁先到</source><translation>Who is first</translation></message>
    <message><source>几分钟圈</source><translation>Rings</translation></message>
    <message><source>驻点</source><translation>Posts</translation></message>
    <message><source>从地图上收起</source><translation>Clear off the map</translation></message>
    <message><source>摩托</source><translation>Motorcycle</translation></message>
    <message><source>单车</source><translation>Bicycle</translation></message>
    <message><source>汽车</source><translation>Car</translation></message>
    <message><source>这样算的</source><translation>How it is worked out</translation></message>
    <message><source>几处驻点</source><translation>Posts</translation></message>
    <message><source>怎么走</source><translation>Moves</translation></message>
    <message><source>几分钟内到</source><translation>Minutes</translation></message>
    <message><source>看多久</source><translation>Cases of</translation></message>
    <message><source>正在比较驻点…</source><translation>Comparing posts…</translation></message>
    <message><source>比较的是最近的警情，不预测以后</source><translation>Compared on past cases; nothing is forecast</translation></message>
    <message><source>候选位置是警情附近的路口，每约 90 米取一个</source><translation>Candidates are crossings near cases, about one every 90 metres</translation></message>
    <message><source>多覆盖 {n} 起，累计 {total} 起</source><translation>{n} cases more, {total} in all</translation></message>
    <message numerus="yes"><source>今天全部 {n} 个空闲位置</source><translation><numerusform>Today's {n} free position</numerusform><numerusform>All {n} free positions today</numerusform></translation></message>
    <message numerus="yes"><source>覆盖 {n} 起</source><translation><numerusform>reaches {n} case</numerusform><numerusform>reach {n} cases</numerusform></translation></message>
    <message><source>其中最好的 {n} 个</source><translation>The best {n} of them</translation></message>
    <message><source>90 天</source><translation>90 days</translation></message>
    <message><source>一年</source><translation>A year</translation></message>
    <message><source>{minutes} 分钟圈覆盖 {share}% 的道路</source><translation>{share}% of the roads lie within {minutes} min</translation></message>
    <message><source>这里没有路</source><translation>There is no road here</translation></message>
    <message numerus="yes"><source>{n} 名空闲力量 {minutes} 分钟内能到 {share}% 的道路</source><translation><numerusform>{n} free force reaches {share}% of the roads within {minutes} min</numerusform><numerusform>{n} free forces reach {share}% of the roads within {minutes} min</numerusform></translation></message>
    <message><source>按道路、单行、门禁开放时间和各等级道路的车速算；有轨迹的路用实际车速</source><translation>By roads, one-ways, opening hours of gates and the speed of each class of road; where there are tracks, the speeds really driven</translation></message>
    <message><source>圈是沿路能到的地方，画到路边约 18 米</source><translation>A ring is what roads lead to, drawn to about 18 m beside them</translation></message>
    <message><source>谁的圈</source><translation>Of whom</translation></message>
    <message><source>方向</source><translation>Direction</translation></message>
    <message><source>各圈能到的道路</source><translation>Roads within each ring</translation></message>
    <message><source>只算空闲、有定位的力量，各按自己的方式走</source><translation>Only forces that are free and have a position, each moving in their own way</translation></message>
    <message><source>在地图上右键选一个地点，再选“从这里看几分钟圈”</source><translation>Right-click a place on the map and choose “Rings of minutes from here”</translation></message>
    <message><source>没有道路，先导入道路</source><translation>There are no roads: import roads first</translation></message>
    <message><source>{n} 分钟内</source><translation>Within {n} min</translation></message>
    <message><source>能到 {metres}道路</source><translation>{metres} of road</translation></message>
    <message><source>全部空闲力量</source><translation>All free forces</translation></message>
    <message><source>这个地点</source><translation>This place</translation></message>
    <message><source>赶到这里</source><translation>Getting here</translation></message>
    <message><source>从这里出发</source><translation>From here</translation></message>
    <message><source>{n} 分钟内到不了</source><translation>Beyond {n} min</translation></message>
    <message><source>还有 {metres}道路，地图上标为红色</source><translation>{metres} of road, red on the map</translation></message>
    <message><source>要发的文字</source><translation>The message</translation></message>
    <message><source>二维码</source><translation>QR code</translation></message>
    <message><source>已复制</source><translation>Copied</translation></message>
    <message><source>对方用哪种地图？坐标会换成那种地图的坐标系</source><translation>Which map do they use? Coordinates are given in its datum</translation></message>
    <message><source>复制文字</source><translation>Copy text</translation></message>
    <message><source>复制链接</source><translation>Copy link</translation></message>
    <message><source>没有空闲的力量能到</source><translation>Nobody who is free can get here</translation></message>
    <message><source>在此登记警情</source><translation>Register a case here</translation></message>
    <message><source>最快是{name}：{time}</source><translation>{name} is first: {time}</translation></message>
    <message><source>消息文字、链接和二维码</source><translation>Message, link and QR code</translation></message>
    <message><source>在地图上右键选一个地点，再选“谁先到这里”</source><translation>Right-click a place on the map and choose “Who gets here first”</translation></message>
    <message><source>路线：{way}</source><translation>Way: {way}</translation></message>
    <message><source>按路程时间排；忙的照样列出，但不自动派</source><translation>Ordered by time over the roads; the busy are listed but never proposed</translation></message>
    <message><source>还没有选地点</source><translation>No place chosen yet</translation></message>
    <message><source>把路线发给他</source><translation>Send the way</translation></message>
    <message><source>选中的那一位，没有选时最快的那一位</source><translation>Of the one who is chosen, else of the quickest</translation></message>
    <message><source>布控单</source><translation>Cordon order</translation></message>
    <message><source>发给守卡人</source><translation>Messages to those who hold it</translation></message>
    <message><source>布控单…</source><translation>Cordon order…</translation></message>
    <message><source>发给守卡人…</source><translation>Messages to forces…</translation></message>
    <message><source>先选一个警戒区</source><translation>Choose a cordon first</translation></message>
    <message><source>保存布控单</source><translation>Save the cordon order</translation></message>
    <message><source>布控单.pdf</source><translation>cordon order.pdf</translation></message>
    <message><source>现在的地图</source><translation>The map as it is now</translation></message>
    <message><source>已复制 {n} 条</source><translation>{n} copied</translation></message>
    <message><source>复制全部</source><translation>Copy all</translation></message>
    <message><source>{place}：{clock} 起对方可能到这里 · {cameras}</source><translation>{place}: they may be here from {clock} · {cameras}</translation></message>
    <message><source>{place}：对方可能已经过去 · {cameras}</source><translation>{place}: they may be past it already · {cameras}</translation></message>
    <message><source>{clock} 前到位（路上约 {time}），盘查离开的人和车，未接到通知不撤。</source><translation>Be in place before {clock} (about {time} on the way); check people and vehicles that leave; stay until you are told.</translation></message>
    <message><source>布控单：{name}</source><translation>Cordon order: {name}</translation></message>
    <message><source>往外的出路 {n} 条：切断 {cut} 条，还敞开 {left} 条</source><translation>Ways out: {n}; cut {cut}, still open {left}</translation></message>
    <message><source>为：{cordon}</source><translation>For: {cordon}</translation></message>
    <message><source>要守的地方，号码和下表一致</source><translation>Places to be held, numbered as in the table below</translation></message>
    <message><source>{what} {time}</source><translation>{what} {time}</translation></message>
    <message><source>{name}：{title}</source><translation>{name}: {title}</translation></message>
    <message><source>还没有人</source><translation>nobody yet</translation></message>
    <message><source>没有编号为 {id} 的警戒区</source><translation>There is no cordon with the number {id}</translation></message>
    <message><source>还敞开的出路</source><translation>Ways still open</translation></message>
    <message><source>发给每人的话（可裁开）</source><translation>What each is told (may be cut apart)</translation></message>
    <message><source>还没有给这个警戒区布置任务，没有人守</source><translation>No task has been handed out for this cordon: nobody holds it</translation></message>
    <message><source>还没有给这个警戒区布置任务，没有人可发</source><translation>No task has been handed out for this cordon: there is nobody to send to</translation></message>
    <message><source>序号</source><translation>No.</translation></message>
    <message><source>坐标（WGS-84）</source><translation>Place (WGS-84)</translation></message>
    <message><source>哪里，从几点起，有没有探头</source><translation>Where, from when, and whether a camera sees it</translation></message>
    <message><source>话</source><translation>Message</translation></message>
    <message><source>对方离开</source><translation>They left</translation></message>
    <message><source>设立</source><translation>Set</translation></message>
    <message><source>撤除</source><translation>Lifted</translation></message>
    <message><source>边上的探头：{cameras}</source><translation>Cameras by it: {cameras}</translation></message>
    <message><source>这样算的：{why}</source><translation>How it is counted: {why}</translation></message>
    <message><source>发给：{name}</source><translation>To: {name}</translation></message>
</context>
</TS>
