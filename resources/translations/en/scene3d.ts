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
</context>
</TS>
