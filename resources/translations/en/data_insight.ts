<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
<context>
    <name>data.insight</name>
    <message>
        <source>没有编号为 {id} 的建筑</source>
        <translation>There is no building with id {id}</translation>
    </message>
    <message>
        <source>1 层</source>
        <translation>1 storey</translation>
    </message>
    <message>
        <source>{count} 层</source>
        <translation>{count} storeys</translation>
    </message>
    <message>
        <source>地下 {count} 层</source>
        <translation>{count} below ground</translation>
    </message>
    <message>
        <source>1 个单元</source>
        <translation>1 stairwell</translation>
    </message>
    <message>
        <source>{count} 个单元</source>
        <translation>{count} stairwells</translation>
    </message>
    <message>
        <source>1 户</source>
        <translation>1 dwelling</translation>
    </message>
    <message>
        <source>{count} 户</source>
        <translation>{count} dwellings</translation>
    </message>
    <message>
        <source>1 人</source>
        <translation>1 person</translation>
    </message>
    <message>
        <source>{count} 人</source>
        <translation>{count} people</translation>
    </message>
    <message>
        <source>{year} 年建</source>
        <translation>Built {year}</translation>
    </message>
    <message>
        <source>近 {days} 天警情 {count} 起</source>
        <translation>Cases in {days} days: {count}</translation>
    </message>
    <message>
        <source>层数为推定</source>
        <translation>Storeys assumed</translation>
    </message>
    <message>
        <source>高度为推定</source>
        <translation>Height assumed</translation>
    </message>
    <message>
        <source>{count} 在岗</source>
        <translation>{count} on duty</translation>
    </message>
    <message>
        <source>{unit} 单元 {room}</source>
        <translation>Stairwell {unit}, {room}</translation>
    </message>
    <message>
        <source>没有编号为 {id} 的房屋</source>
        <translation>There is no dwelling with id {id}</translation>
    </message>
    <message>
        <source>待签收</source>
        <translation>Issued</translation>
    </message>
    <message>
        <source>进行中</source>
        <translation>In progress</translation>
    </message>
    <message>
        <source>已反馈</source>
        <translation>Fed back</translation>
    </message>
    <message>
        <source>已超期</source>
        <translation>Late</translation>
    </message>
</context>
</TS>
