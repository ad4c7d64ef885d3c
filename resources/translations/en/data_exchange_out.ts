<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
<context>
    <name>data.exchange.out</name>
    <message><source>楼栋</source><translation>Building</translation></message>
    <message><source>单元</source><translation>Stairwell</translation></message>
    <message><source>东坐标</source><translation>Easting</translation></message>
    <message><source>北坐标</source><translation>Northing</translation></message>
    <message><source>导出人</source><translation>Exported by</translation></message>
    <message><source>导出敏感信息的理由</source><translation>Reason for exporting sensitive fields</translation></message>
    <message><source>{format} 只装得下一类记录，请改用：{known}</source><translation>{format} holds records of one kind only; use one of: {known}</translation></message>
    <message><source>{format} 规定用 WGS84 坐标</source><translation>{format} is always in WGS84</translation></message>
    <message><source>不能用 {encoding} 编码写，可以用：{known}</source><translation>Cannot write in {encoding}; use one of: {known}</translation></message>
</context>
</TS>
