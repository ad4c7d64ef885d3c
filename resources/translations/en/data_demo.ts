<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
<context>
    <name>data.demo</name>
    <message>
        <source>正在生成演示片区</source>
        <translation>Making demo districts</translation>
    </message>
    <message>
        <source>演示片区 {number}</source>
        <translation>Demo district {number}</translation>
    </message>
    <message>
        <source>片区数应在 1 到 400 之间</source>
        <translation>The number of districts must be between 1 and 400</translation>
    </message>
</context>
</TS>
