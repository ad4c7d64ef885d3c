<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>app.roles</name>
    <message><source>{kinds}：{own}</source><translation>{kinds}: {own}</translation></message>
    <message><source>只含本网格</source><translation>own grids only</translation></message>
    <message><source>{name} · {role}：锁定、换班、退出登录、改密码</source><translation>{name} · {role}: lock, change of shift, sign out, password</translation></message>
    <message><source>纠纷{own}</source><translation>Disputes: {own}</translation></message>
    <message><source>住户和提示{own}</source><translation>residents and notices: {own}</translation></message>
    <message><source>{layers}：{own}</source><translation>{layers}: {own}</translation></message>
    <message><source>本网格里没有登记住在这里的人；别的网格的人这里不列出。</source><translation>Nobody of your own grids is registered here; people of other grids are not listed.</translation></message>
    <message><source>探头</source><translation>Cameras</translation></message>
    <message><source>住户{own}</source><translation>residents: {own}</translation></message>
    <message><source>本网格里没有登记住在这间房的人。</source><translation>Nobody of your own grids is registered in this room.</translation></message>
    <message><source>人员、纠纷只搜本网格的</source><translation>Of people and disputes only those of your own grids are searched</translation></message>
    <message><source>编号 {number}</source><translation>number {number}</translation></message>
    <message><source>{n} 个字</source><translation>{n} characters</translation></message>
    <message><source>{file} 在不能写入的地方，登录和查看记不进日志；请复制到能写的磁盘上再打开</source><translation>{file} lies where nothing can be written, so that signing in and looking cannot be noted in the journal; copy it to a disk that can be written and open it there</translation></message>
    <message><source>退出我的登录</source><translation>Sign out</translation></message>
    <message><source>显示姓名</source><translation>Show names</translation></message>
    <message><source>搜索地址、店铺、探头、拼音首字母…</source><translation>Search addresses, shops, cameras, initials…</translation></message>
    <message><source>换个写法试试：拼音首字母、路名加门牌号。</source><translation>Try it another way: initials, a road with a house number.</translation></message>
    <message><source>拼音首字母、地址、店名、探头编号，或一个坐标</source><translation>initials, an address, a shop, a camera’s number, or a coordinate</translation></message>
    <message><source>没有看得到的住户</source><translation>nobody that you may see</translation></message>
    <message><source>删除附件</source><translation>Remove an attachment</translation></message>
</context>
</TS>
