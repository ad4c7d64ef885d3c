<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>widgets.layers</name>
    <message><source>收起这一组</source><translation>Fold this group</translation></message>
    <message><source>显示“{group}”里的全部图层</source><translation>Show all layers of “{group}”</translation></message>
    <message><source>展开这一组</source><translation>Unfold this group</translation></message>
    <message><source>上移（画在更上面，Alt+↑）</source><translation>Move up (lies above, Alt+↑)</translation></message>
    <message><source>下移（Alt+↓）</source><translation>Move down (Alt+↓)</translation></message>
    <message><source>分组</source><translation>Group</translation></message>
    <message><source>另存为新图层</source><translation>Duplicate</translation></message>
    <message><source>按现在的筛选和样式另做一个图层</source><translation>Make another layer with the filter and style of this one</translation></message>
    <message><source>图层名称</source><translation>Name of the layer</translation></message>
    <message><source>顺序</source><translation>Order</translation></message>
    <message><source>删除图层</source><translation>Delete</translation></message>
    <message><source>{low} 及以上</source><translation>{low} and more</translation></message>
    <message><source>不到 {high}</source><translation>under {high}</translation></message>
    <message><source>按字段设样式</source><translation>Style by field</translation></message>
    <message><source>都一样</source><translation>All alike</translation></message>
    <message><source>符号</source><translation>Symbol</translation></message>
    <message><source>在图上显示</source><translation>Show on the map</translation></message>
    <message><source>大小：{size}</source><translation>Size: {size}</translation></message>
    <message><source>同图层</source><translation>As the layer</translation></message>
    <message><source>小</source><translation>Small</translation></message>
    <message><source>中</source><translation>Medium</translation></message>
    <message><source>大</source><translation>Large</translation></message>
    <message><source>标注的字段</source><translation>Field written on the map</translation></message>
    <message><source>符号大小</source><translation>Size</translation></message>
    <message><source>符号的含义</source><translation>What the signs mean</translation></message>
    <message><source>{layer} {number}</source><translation>{layer} {number}</translation></message>
    <message><source>添加一个图层：选一类记录，再设筛选和样式；或用类别文件（TOML）添加一种台账</source><translation>Add a layer: choose a kind of record, then its filter and style; or add a ledger of your own from a kind file (TOML)</translation></message>
    <message><source>用类别文件添加台账…</source><translation>Add a ledger from a kind file…</translation></message>
    <message><source>新图层：{kind}</source><translation>New layer: {kind}</translation></message>
    <message><source>新图层：某次导入的记录…</source><translation>New layer: the records of an import…</translation></message>
    <message><source>{what}：{kind} {count} 条 · {when}</source><translation>{what}: {kind}, {count} · {when}</translation></message>
    <message><source>还没有导入过能画在图上的记录</source><translation>No import has brought records for the map yet</translation></message>
</context>
</TS>
