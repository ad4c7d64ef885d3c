<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
<context>
    <name>data.town</name>
    <message>
        <source>不认识坐标系“{datum}”，可以写：{known}</source>
        <translation>Unknown datum "{datum}"; it may be one of: {known}</translation>
    </message>
    <message>
        <source>坐标超出 EPSG:{epsg} 的范围：{why}</source>
        <translation>The coordinates lie outside EPSG:{epsg}: {why}</translation>
    </message>
    <message>
        <source>没有坐标系 EPSG:{epsg}</source>
        <translation>There is no reference system EPSG:{epsg}</translation>
    </message>
</context>
</TS>
