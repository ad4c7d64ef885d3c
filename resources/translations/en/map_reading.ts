<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
<context>
    <name>map.reading</name>
    <message>
        <source>建筑按什么着色</source>
        <translation>What the buildings are coloured by</translation>
    </message>
    <message>
        <source>分成几级</source>
        <translation>Number of classes</translation>
    </message>
    <message>
        <source>分级</source>
        <translation>Classes</translation>
    </message>
    <message>
        <source>本色</source>
        <translation>Own colours</translation>
    </message>
    <message>
        <source>栋数</source>
        <translation>Buildings</translation>
    </message>
    <message>
        <source>建筑</source>
        <translation>Buildings</translation>
    </message>
    <message>
        <source>按{field}着色</source>
        <translation>Colour by {field}</translation>
    </message>
    <message>
        <source>没有可以分级的数据。</source>
        <translation>There is nothing to divide into classes.</translation>
    </message>
    <message>
        <source>层</source>
        <translation>storeys</translation>
    </message>
    <message>
        <source>项</source>
        <translation>tasks</translation>
    </message>
    <message>
        <source>起</source>
        <translation>cases</translation>
    </message>
    <message>
        <source>居住人数</source>
        <translation>residents</translation>
    </message>
    <message>
        <source>未办结任务</source>
        <translation>open tasks</translation>
    </message>
    <message>
        <source>所选时段警情</source>
        <translation>cases in the period</translation>
    </message>
    <message>
        <source>没有</source>
        <translation>None</translation>
    </message>
    <message>
        <source>未填写</source>
        <translation>Not filled in</translation>
    </message>
    <message>
        <source>其余</source>
        <translation>All others</translation>
    </message>
    <message>
        <source>固定</source>
        <translation>Fixed</translation>
    </message>
    <message>
        <source>随日夜</source>
        <translation>By day and night</translation>
    </message>
    <message>
        <source>地图光线</source>
        <translation>Light on the map</translation>
    </message>
    <message>
        <source>固定的光线处处看得清；随日夜的光线跟着本地的太阳走。</source>
        <translation>A fixed light shows every front well; by day and night it follows the sun over the station.</translation>
    </message>
    <message>
        <source>光线固定或随日夜</source>
        <translation>Fixed light or day and night</translation>
    </message>
    <message>
        <source>整栋</source>
        <translation>All</translation>
    </message>
    <message>
        <source>屋顶</source>
        <translation>Roof</translation>
    </message>
    <message>
        <source>地下第 {count} 层</source>
        <translation>Basement {count}</translation>
    </message>
    <message>
        <source>第 {count} 层</source>
        <translation>Storey {count}</translation>
    </message>
</context>
</TS>
