<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
<context>
    <name>forces</name>
    <message><source>0.0.0.0（所有网卡）</source><translation>0.0.0.0 (all networks)</translation></message>
    <message><source>127.0.0.1（只限本机）</source><translation>127.0.0.1 (this machine only)</translation></message>
    <message><source>ATAK、WinTAK 的流式连接，双向：它们也看得到这里的力量和警情。</source><translation>Streaming connections of ATAK and WinTAK, both ways: they see the forces and cases of this station.</translation></message>
    <message><source>HTTP；空着不开。</source><translation>HTTP; leave empty to keep it closed.</translation></message>
    <message><source>OwnTracks / Traccar 端口</source><translation>Port for OwnTracks and Traccar</translation></message>
    <message><source>TAK 的 UDP 端口</source><translation>UDP port for TAK</translation></message>
    <message><source>TAK 端口</source><translation>Port for TAK</translation></message>
    <message><source>{file} 里没有本站力量的名字：先选中一个人再回放，或在 CSV 里加“姓名”一列</source><translation>{file} names no force of this station: choose one first, or add a column “name” to the CSV</translation></message>
    <message><source>{holder} · 已停用</source><translation>{holder} · off</translation></message>
    <message><source>{name} {day}</source><translation>{name} {day}</translation></message>
    <message><source>{name}在这段时间没有连得成线的定位</source><translation>{name} has no positions in that time that make a line</translation></message>
    <message><source>{name}现在在这里</source><translation>{name} is here now</translation></message>
    <message><source>{name}还没有定位：在地图上右击现在的位置，选“{name}现在在这里”</source><translation>{name} has no position yet: right-click the place on the map and choose “{name} is here now”</translation></message>
    <message><source>{now} · {passed}</source><translation>{now} · {passed}</translation></message>
    <message numerus="yes"><source>{n} 个网格没有可派力量</source><translation><numerusform>{n} grid without a free force</numerusform><numerusform>{n} grids without a free force</numerusform></translation></message>
    <message><source>{n} 分钟后出发</source><translation>Starts in {n} min</translation></message>
    <message><source>{n} 小时</source><translation>{n} h</translation></message>
    <message><source>{start} 至 {end}</source><translation>{start} to {end}</translation></message>
    <message><source>{state}（{since}起）</source><translation>{state} (since {since})</translation></message>
    <message><source>{time} 签到</source><translation>in at {time}</translation></message>
    <message><source>“{text}”不是数字</source><translation>“{text}” is no number</translation></message>
    <message><source>“{text}”不是端口号；写一个数字，或空着</source><translation>“{text}” is no port: write a number, or leave it empty</translation></message>
    <message><source>不开</source><translation>closed</translation></message>
    <message><source>什么时候出发</source><translation>When it starts</translation></message>
    <message><source>仅当监听的地址在 VPN 等已加密的网络里才勾选：此时不再另外加密。</source><translation>Only where the address lies in a VPN or the like: nothing is encrypted again then.</translation></message>
    <message><source>位置不明</source><translation>place not known</translation></message>
    <message><source>信任证书已写到 {file}，导入时的密码是 {passphrase}。</source><translation>The trust store was written to {file}; its password is {passphrase}.</translation></message>
    <message><source>停用</source><translation>Switch off</translation></message>
    <message><source>先在“力量”面板的“巡逻”里选一条巡逻</source><translation>Choose a patrol first, in the panel “Forces” under “Patrols”</translation></message>
    <message><source>先在地图或“力量”面板里选一个人</source><translation>Choose somebody first, on the map or in the panel “Forces”</translation></message>
    <message><source>先选线路和巡逻的人</source><translation>Choose the route and who goes first</translation></message>
    <message><source>共 {n} 人</source><translation>{n} in all</translation></message>
    <message><source>到岗 {here} / {all}</source><translation>{here} of {all} there</translation></message>
    <message><source>前一天</source><translation>The day before</translation></message>
    <message><source>力量出发</source><translation>Force sets off</translation></message>
    <message><source>力量到场</source><translation>Force on scene</translation></message>
    <message><source>力量资料：查看全部字段、修改</source><translation>All fields of this force, edit</translation></message>
    <message><source>发放口令</source><translation>Issue token</translation></message>
    <message><source>口令只显示这一次</source><translation>The token is shown this once</translation></message>
    <message><source>可派 {n}</source><translation>{n} free</translation></message>
    <message><source>可能已在 {far}外</source><translation>may be {far} away by now</translation></message>
    <message><source>后一天</source><translation>The day after</translation></message>
    <message><source>向外发送到</source><translation>Send the picture to</translation></message>
    <message><source>启用</source><translation>Switch on</translation></message>
    <message><source>回放轨迹</source><translation>Replay tracks</translation></message>
    <message><source>回放轨迹…</source><translation>Replay tracks…</translation></message>
    <message><source>在办警情</source><translation>On case</translation></message>
    <message><source>在地图上画出近来走过的路，再按一次收起</source><translation>Draw where they went lately; again to put it away</translation></message>
    <message><source>在岗 {n}</source><translation>{n} on duty</translation></message>
    <message><source>在岗 {on} · 可派 {free}</source><translation>{on} on duty · {free} free</translation></message>
    <message><source>存成轨迹</source><translation>Keep as track</translation></message>
    <message><source>存成轨迹：{name}</source><translation>Kept as track: {name}</translation></message>
    <message><source>存盘间隔（秒）</source><translation>Stored every (seconds)</translation></message>
    <message><source>安排巡逻</source><translation>Plan a patrol</translation></message>
    <message><source>安排巡逻…</source><translation>Plan a patrol…</translation></message>
    <message><source>定位终端</source><translation>Device</translation></message>
    <message><source>定位网关…</source><translation>Gateway…</translation></message>
    <message><source>定位网关（已开）</source><translation>Gateway (open)</translation></message>
    <message><source>定位网关（未开）</source><translation>Gateway (closed)</translation></message>
    <message><source>实 {time}</source><translation>came {time}</translation></message>
    <message><source>密码（口令）</source><translation>Password (token)</translation></message>
    <message><source>导出 TAK 信任证书</source><translation>Export trust store for TAK</translation></message>
    <message><source>导出 TAK 信任证书…</source><translation>Export trust store for TAK…</translation></message>
    <message><source>巡逻</source><translation>Patrols</translation></message>
    <message><source>巡逻线路</source><translation>Patrol route</translation></message>
    <message><source>已存成轨迹；打开时间轴可以回放</source><translation>Kept as a track; open the time line to play it</translation></message>
    <message><source>已抄好，收起</source><translation>Noted, put away</translation></message>
    <message><source>应 {time}</source><translation>due {time}</translation></message>
    <message><source>应用</source><translation>Apply</translation></message>
    <message><source>手上没有任务</source><translation>No tasks in hand</translation></message>
    <message><source>手上的任务</source><translation>Tasks in hand</translation></message>
    <message><source>手机、车载终端和 TAK 的位置从这里进来。默认关闭。</source><translation>Positions of phones, trackers and TAK come in here. Closed by default.</translation></message>
    <message><source>手机和终端的位置从这里进来</source><translation>Positions of phones and trackers come in here</translation></message>
    <message><source>打开定位网关</source><translation>Opening the gateway</translation></message>
    <message><source>打开或关闭定位网关</source><translation>Gateway on or off</translation></message>
    <message><source>把力量和警情用 UDP 发到这个地址，如组播。</source><translation>Forces and cases go to this address by UDP, such as a multicast group.</translation></message>
    <message><source>按层级</source><translation>By tier</translation></message>
    <message><source>按时到点</source><translation>Visited in time</translation></message>
    <message><source>按状态</source><translation>By state</translation></message>
    <message><source>换口令</source><translation>New token</translation></message>
    <message><source>排一个班</source><translation>Add a shift</translation></message>
    <message><source>排班</source><translation>Shifts</translation></message>
    <message><source>接收范围（公里）</source><translation>Range (kilometres)</translation></message>
    <message><source>无人到过</source><translation>nobody was there</translation></message>
    <message><source>最近的拒收</source><translation>Refused lately</translation></message>
    <message><source>服务器地址</source><translation>Server address</translation></message>
    <message><source>未到</source><translation>Not yet</translation></message>
    <message><source>未定</source><translation>open</translation></message>
    <message><source>未编入</source><translation>None</translation></message>
    <message><source>标定位置…</source><translation>Set position…</translation></message>
    <message><source>标定位置：在地图上移到现在的地方</source><translation>Set the position: move it on the map to where they are now</translation></message>
    <message><source>模式</source><translation>Mode</translation></message>
    <message numerus="yes"><source>正在回放 {n} 条轨迹；再按一次“回放轨迹”停止</source><translation><numerusform>Replaying {n} track; “Replay tracks” again ends it</numerusform><numerusform>Replaying {n} tracks; “Replay tracks” again ends it</numerusform></translation></message>
    <message><source>正在接收：{doors}</source><translation>Open: {doors}</translation></message>
    <message numerus="yes"><source>{n} 个网格的可派力量位置不明</source><translation><numerusform>{n} grid has free forces only whose place is not known</numerusform><numerusform>{n} grids have free forces only whose place is not known</numerusform></translation></message>
    <message><source>每个网格都有可派力量</source><translation>Every grid has a free force</translation></message>
    <message><source>每台终端一个口令，只显示一次；站文件里只存它的摘要。</source><translation>Each device has a token that is shown once; the station keeps only its digest.</translation></message>
    <message><source>每隔这么久把收到的定位一次存入站文件。</source><translation>What came in is stored into the station file together this often.</translation></message>
    <message><source>没有加密，只能在本机或已加密的网络里用。</source><translation>Not encrypted: only for this machine, or a network that is encrypted by itself.</translation></message>
    <message><source>没有可派力量</source><translation>nobody free</translation></message>
    <message><source>没有可派力量的网格</source><translation>Grids without a free force</translation></message>
    <message><source>没有可派力量的网格：{grids}</source><translation>Grids without a free force: {grids}</translation></message>
    <message><source>没有巡逻。先在台账里画好巡逻线路和巡逻点，再“安排巡逻”。</source><translation>No patrols. Draw routes and points from the ledgers, then plan a patrol.</translation></message>
    <message><source>没有排班</source><translation>No shift planned</translation></message>
    <message><source>没有；在“定位网关”里发放口令</source><translation>None; issue a token under “Gateway”</translation></message>
    <message><source>添加终端</source><translation>Add device</translation></message>
    <message><source>漏点</source><translation>Missed</translation></message>
    <message><source>现在就出发</source><translation>Starts now</translation></message>
    <message><source>班次</source><translation>Shift</translation></message>
    <message><source>用户名</source><translation>User name</translation></message>
    <message><source>监听地址</source><translation>Listens on</translation></message>
    <message><source>离本站更远的定位拒收。</source><translation>Positions further away from the station are refused.</translation></message>
    <message><source>端口</source><translation>Port</translation></message>
    <message><source>线路</source><translation>Route</translation></message>
    <message><source>终端</source><translation>Devices</translation></message>
    <message><source>终端名称，如“王警官的手机”</source><translation>Name of the device, such as “Officer Wang's phone”</translation></message>
    <message><source>给所选力量布置任务…</source><translation>Task for the chosen force…</translation></message>
    <message><source>网关没有打开</source><translation>The gateway is closed</translation></message>
    <message><source>网络已加密</source><translation>Network is encrypted</translation></message>
    <message><source>设备标识（口令）</source><translation>Device identifier (token)</translation></message>
    <message><source>证书指纹 {fingerprint}</source><translation>Fingerprint of the certificate {fingerprint}</translation></message>
    <message><source>谁去</source><translation>Who goes</translation></message>
    <message><source>走过 {share}%</source><translation>{share}% passed</translation></message>
    <message><source>轨迹 ({patterns})</source><translation>Tracks ({patterns})</translation></message>
    <message><source>轨迹回放已停止</source><translation>The replay was ended</translation></message>
    <message><source>轨迹：{name}</source><translation>Track: {name}</translation></message>
    <message><source>近 {hours} 小时 {length}，{n} 个定位</source><translation>{length} in {hours} h, {n} positions</translation></message>
    <message><source>近 {hours} 小时没有定位</source><translation>No positions in {hours} h</translation></message>
    <message><source>近 {n} 小时</source><translation>{n} h</translation></message>
    <message><source>近来的轨迹</source><translation>Recent track</translation></message>
    <message><source>还没有巡逻线路：在台账里新增“巡逻线路”，在地图上画线，再加巡逻点</source><translation>No patrol routes yet: add one from the ledgers, draw its line on the map, then add its points</translation></message>
    <message><source>还没有终端</source><translation>No devices yet</translation></message>
    <message><source>还没有网格。在台账里画出网格，或导入网格图。</source><translation>No grids yet. Draw them from the ledgers, or import a map of grids.</translation></message>
    <message><source>这一天没有排班。用“排班”添加，或把排班表拖进窗口导入。</source><translation>No shifts on this day. Add one, or drop a table of shifts onto the window.</translation></message>
    <message><source>这台终端可以看到其他力量和警情</source><translation>This device sees the other forces and the cases</translation></message>
    <message><source>进行中 {n} 条</source><translation>{n} under way</translation></message>
    <message><source>迟到</source><translation>Late</translation></message>
    <message><source>选这台终端是谁带着的</source><translation>Choose who carries this device</translation></message>
    <message><source>默认只限本机；对外开放时自动加密（TLS）。</source><translation>This machine only by default; beyond that it is encrypted by itself (TLS).</translation></message>
    <message><source>，漏点 {n}</source><translation>, {n} missed</translation></message>
    <message><source>，缺 {n}</source><translation>, {n} missing</translation></message>
    <message><source>定位网关自己停了：打开定位网关的页面，按“应用”再打开它</source><translation>The position gateway stopped by itself: open its page and press Apply to open it again</translation></message>
    <message><source>定位网关没有打开</source><translation>Gateway not open</translation></message>
    <message numerus="yes"><source>定位丢弃 {n} 个</source><translation><numerusform>{n} position dropped</numerusform><numerusform>{n} positions dropped</numerusform></translation></message>
    <message numerus="yes"><source>定位拒收 {n} 条</source><translation><numerusform>{n} position refused</numerusform><numerusform>{n} positions refused</numerusform></translation></message>
    <message numerus="yes"><source>定位 {n} 台</source><translation><numerusform>{n} device</numerusform><numerusform>{n} devices</numerusform></translation></message>
    <message><source>定位网关已开</source><translation>Gateway open</translation></message>
    <message><source>{n} 台终端在报位置，每分钟 {m} 个</source><translation>{n} devices report, {m} positions a minute</translation></message>
    <message><source>近五分钟拒收 {n} 条</source><translation>{n} refused in the last five minutes</translation></message>
    <message><source>近五分钟来不及存而丢弃 {n} 个</source><translation>{n} dropped in the last five minutes, faster than they could be stored</translation></message>
    <message><source>点一下打开定位网关的页面</source><translation>Click for the page of the gateway</translation></message>
</context>
</TS>
