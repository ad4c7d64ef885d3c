<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
<context>
    <name>data.gateway</name>
    <message><source>UDP 没有加密，只能在本机使用；网络本身已加密（如 VPN）时请勾选“网络已加密”，否则请用 TAK 的 TLS 端口</source><translation>UDP is not encrypted and only for this machine. Where the network itself is encrypted (a VPN), tick “Network is encrypted”; else use the TLS port of TAK</translation></message>
    <message><source>{file} 不是完好的 GPX：{why}</source><translation>{file} is no sound GPX: {why}</translation></message>
    <message><source>{file} 太大（超过 200 MB），请分成几份</source><translation>{file} is too large (more than 200 MB): split it</translation></message>
    <message><source>{file} 的编码认不出来，请另存为 UTF-8</source><translation>The encoding of {file} is not known: save it as UTF-8</translation></message>
    <message><source>{file} 第 {row} 行的时间或坐标不对：{text}</source><translation>{file}, row {row}: time or coordinates are not right: {text}</translation></message>
    <message><source>{file} 第 {row} 行读不了：{why}</source><translation>{file}, row {row} cannot be read: {why}</translation></message>
    <message><source>{file} 缺少这些列：{columns}；表头写成 时间、经度、纬度（可加 姓名、精度）</source><translation>{file} lacks these columns: {columns}. Head them time, longitude, latitude (and name, accuracy if there are)</translation></message>
    <message><source>{file} 里没有带时间的定位，无法回放</source><translation>{file} has no positions with a time and cannot be replayed</translation></message>
    <message><source>“{address}”不是网络地址；写 127.0.0.1（只限本机）、0.0.0.0（所有网卡）或本机的一个地址</source><translation>“{address}” is no network address: write 127.0.0.1 (this machine only), 0.0.0.0 (all networks) or an address of this machine</translation></message>
    <message><source>“{text}”应写成 地址:端口，如 239.2.3.1:6969</source><translation>“{text}” should be written address:port, such as 239.2.3.1:6969</translation></message>
    <message><source>两个入口不能用同一个端口 {port}</source><translation>Two doors cannot share port {port}</translation></message>
    <message><source>停用终端：{name}</source><translation>Device switched off: {name}</translation></message>
    <message><source>内容加了密，网关没有密钥</source><translation>encrypted, and the gateway has no key</translation></message>
    <message><source>内容太长</source><translation>too long</translation></message>
    <message><source>发放终端口令：{name}</source><translation>Token issued for device: {name}</translation></message>
    <message><source>向 {target} 发送没有加密：只有“网络已加密”（如 VPN）时才能发出</source><translation>Sending to {target} is not encrypted: that is possible only where “Network is encrypted” (a VPN)</translation></message>
    <message><source>启用终端：{name}</source><translation>Device switched on: {name}</translation></message>
    <message><source>坐标不对</source><translation>no sound coordinates</translation></message>
    <message><source>存盘间隔应在 {low} 到 {high} 秒之间</source><translation>The time between two batches must be {low} to {high} seconds</translation></message>
    <message><source>定位暂时存不进去：{why}</source><translation>Positions cannot be stored for now: {why}</translation></message>
    <message numerus="yes"><source>定位来得太快，丢弃了 {n} 个；其余照常</source><translation><numerusform>Positions came too fast: {n} was dropped, all others were taken</numerusform><numerusform>Positions came too fast: {n} were dropped, all others were taken</numerusform></translation></message>
    <message><source>定位网关</source><translation>Gateway</translation></message>
    <message><source>{why} {n} 条</source><translation>{why}: {n}</translation></message>
    <message numerus="yes"><source>定位网关拒收了 {n} 条：{why}（{sender}）</source><translation><numerusform>The gateway refused {n} message: {why} ({sender})</numerusform><numerusform>The gateway refused {n} messages: {why} ({sender})</numerusform></translation></message>
    <message><source>已有叫“{name}”的终端，换个名字，或给它换口令</source><translation>There is a device called “{name}” already: take another name, or give that one a new token</translation></message>
    <message><source>打不开 {address} 的端口 {port}：{why}。换一个端口，或关掉占用它的程序</source><translation>Port {port} on {address} cannot be opened: {why}. Take another port, or close the program that uses it</translation></message>
    <message><source>拒收 {n} 条</source><translation>{n} refused</translation></message>
    <message><source>接收范围应在 1 到 20000 公里之间</source><translation>The range must be 1 to 20,000 kilometres</translation></message>
    <message numerus="yes"><source>收到 {n} 个定位</source><translation><numerusform>{n} position received</numerusform><numerusform>{n} positions received</numerusform></translation></message>
    <message><source>时间在未来，终端的钟不准</source><translation>from the future: the device's clock is wrong</translation></message>
    <message><source>更换终端口令：{name}</source><translation>New token for device: {name}</translation></message>
    <message><source>来不及存而丢弃 {n} 个</source><translation>{n} dropped, too fast to be stored</translation></message>
    <message><source>来处不明</source><translation>sender unknown</translation></message>
    <message><source>正在存入轨迹</source><translation>Storing the track</translation></message>
    <message><source>没有口令或口令不对</source><translation>no token, or a wrong one</translation></message>
    <message><source>没有编号为 {id} 的终端</source><translation>There is no device with number {id}</translation></message>
    <message><source>没有这个文件：{file}</source><translation>There is no such file: {file}</translation></message>
    <message><source>看不懂的内容</source><translation>not understood</translation></message>
    <message><source>离本站太远</source><translation>too far from the station</translation></message>
    <message><source>端口应在 0 到 65535 之间，这里是 {port}</source><translation>A port must be 0 to 65535, here it is {port}</translation></message>
    <message><source>终端已停用</source><translation>the device is switched off</translation></message>
    <message><source>给终端起个名字，如“王警官的手机”</source><translation>Give the device a name, such as “Officer Wang's phone”</translation></message>
    <message><source>证书和私钥要一起给出</source><translation>Certificate and key must be given together</translation></message>
    <message><source>证书或私钥不能用：{why}</source><translation>Certificate or key cannot be used: {why}</translation></message>
    <message><source>读不了 {file}：{why}</source><translation>{file} cannot be read: {why}</translation></message>
    <message><source>超过七天的旧定位</source><translation>older than seven days</translation></message>
    <message><source>轨迹回放</source><translation>Replayed track</translation></message>
    <message><source>连接太多</source><translation>too many connections</translation></message>
    <message><source>{reason} {n} 个定位</source><translation>{reason}: {n} positions</translation></message>
    <message><source>本站没有叫这些名字的力量：{names}</source><translation>no force of this station has these names: {names}</translation></message>
    <message><source>没有回放：{what}</source><translation>Not played: {what}</translation></message>
    <message><source>{file} 里没有能回放的定位：{why}</source><translation>Nothing in {file} can be played: {why}</translation></message>
</context>
</TS>
