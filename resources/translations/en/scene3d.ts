<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
<context>
    <name>scene3d</name>
    <message>
        <source>没有图层 {unknown}，可用的有：{known}</source>
        <translation>There is no layer {unknown}; there are: {known}</translation>
    </message>
    <message>
        <source>没有编号为 {id} 的建筑</source>
        <translation>There is no building with the id {id}</translation>
    </message>
    <message>
        <source>正在读取地图…</source>
        <translation>Reading the map…</translation>
    </message>
    <message>
        <source>还没有地图</source>
        <translation>No map yet</translation>
    </message>
    <message>
        <source>导入建筑底图后显示</source>
        <translation>Import building footprints to see it here</translation>
    </message>
    <message>
        <source>图层“{layer}”记录太多，地图上只显示其中 {count} 条：缩短时段或加筛选可看到其余的</source>
        <translation>The layer “{layer}” has too many records; the map shows {count} of them: shorten the period or filter to see the rest</translation>
    </message>
    <message>
        <source>那时还没有地图</source>
        <translation>There was no map yet</translation>
    </message>
    <message>
        <source>选一个晚一点的时刻</source>
        <translation>Choose a later moment</translation>
    </message>
</context>
</TS>
