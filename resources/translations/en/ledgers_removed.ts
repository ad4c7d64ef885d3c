<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>ledgers_removed</name>
    <message><source>删除台账</source><translation>Remove ledger</translation></message>
    <message><source>删除台账…</source><translation>Remove ledger…</translation></message>
    <message><source>没有可以删除的自建台账；内置的台账可以在图层里关掉。</source><translation>There is no ledger of your own to remove; built-in ones can be switched off in the layers.</translation></message>
    <message><source>移除导入的台账</source><translation>Take away an imported ledger</translation></message>
    <message><source>连同里面的记录一起删除；会先问一次，也可以撤销</source><translation>With the records in it; you are asked first, and it can be undone</translation></message>
    <message><source>样式和筛选</source><translation>Style and filter</translation></message>
    <message><source>更多</source><translation>More</translation></message>
    <message><source>它的图层、筛选和样式一起收起，台账列表、搜索和统计里不再有它。</source><translation>Its layer goes with filter and style; it is no longer in ledgers, search and figures.</translation></message>
    <message><source>{names}等 {n} 个</source><translation>{names} and others, {n} in all</translation></message>
    <message><source>正在查看“{kind}”里有什么…</source><translation>Looking what is in “{kind}”…</translation></message>
    <message><source>按它另存的图层一起收起：{names}</source><translation>Layers saved from it go along: {names}</translation></message>
    <message><source>这些视图里不再显示它：{names}</source><translation>Views that will no longer show it: {names}</translation></message>
    <message><source>这些图层主题里不再显示它：{names}</source><translation>Layer themes that will no longer show it: {names}</translation></message>
    <message><source>有 {n} 份填了没保存的表单，台账回来之前打不开</source><translation>Forms filled in and not saved, out of reach until the ledger is back: {n}</translation></message>
    <message><source>“{name}”</source><translation>“{name}”</translation></message>
    <message><source>日志、记录的历史和过去的时刻里仍查得到它；删错了按 Ctrl+Z，台账、记录和图层样式整个回来。</source><translation>Journal, histories and past moments still know it. Ctrl+Z brings it back whole: ledger, records and the layer's style.</translation></message>
    <message><source>删除台账“{kind}”和里面的 {n} 条记录</source><translation>Remove the ledger “{kind}” with {n} records</translation></message>
    <message><source>删除台账“{kind}”，里面没有记录</source><translation>Remove the ledger “{kind}”, which holds no records</translation></message>
    <message><source>恢复台账</source><translation>Bring back ledger</translation></message>
    <message><source>台账“{kind}”（{name}）已经删除；它的记录只在日志和过去的时刻里</source><translation>The ledger “{kind}” ({name}) was removed; its records are in the journal and in past moments only</translation></message>
    <message><source>“{kind}”是内置的台账，不能删除；可以在图层里关掉它</source><translation>“{kind}” is a built-in ledger and cannot be removed; switch it off in the layers</translation></message>
    <message><source>台账“{kind}”已经删除了</source><translation>The ledger “{kind}” was removed already</translation></message>
    <message><source>您只看得到台账“{kind}”在本网格的部分，不能删除整本；请找管得着全部的人</source><translation>You only see your grid's part of the ledger “{kind}” and cannot remove all of it; ask somebody who sees the whole</translation></message>
    <message><source>删除台账“{kind}”</source><translation>Remove ledger “{kind}”</translation></message>
    <message><source>台账“{kind}”已经删除，不能再往里写；要用它，请先撤销那次删除</source><translation>The ledger “{kind}” was removed and takes no more records; to use it, undo its removal first</translation></message>
    <message><source>类别“{kind}”是否已删除，与日志所记的不同</source><translation>Whether the kind “{kind}” was removed is not what the journal says</translation></message>
    <message><source>不能删除台账“{kind}”：“{other}”的字段“{field}”指向它，请先删除那本台账</source><translation>The ledger “{kind}” cannot be removed: the field “{field}” of “{other}” points to it; remove that ledger first</translation></message>
    <message><source>不能删除台账“{kind}”：“{other}”靠它定位置，请先删除那本台账</source><translation>The ledger “{kind}” cannot be removed: “{other}” takes its place on the map from it; remove that ledger first</translation></message>
    <message><source>不能恢复台账“{kind}”：它指向的台账“{other}”也已删除，请先恢复那一本</source><translation>The ledger “{kind}” cannot come back: the ledger “{other}”, to which it points, was removed too; bring that back first</translation></message>
</context>
</TS>
