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
<context>
    <name>data.demo.past</name>
    <message>
        <source>探头离线：{code}</source>
        <translation>Camera offline: {code}</translation>
    </message>
    <message>
        <source>接班：{n} 人到岗</source>
        <translation>Shift begins: {n} on duty</translation>
    </message>
    <message>
        <source>办结：{name}</source>
        <translation>Closed: {name}</translation>
    </message>
    <message>
        <source>推进：{name}</source>
        <translation>Goes on: {name}</translation>
    </message>
    <message>
        <source>接警：{name}</source>
        <translation>Call taken: {name}</translation>
    </message>
    <message>
        <source>布置任务：{title}</source>
        <translation>Task: {title}</translation>
    </message>
    <message>
        <source>上传轨迹：{name}</source>
        <translation>Track recorded: {name}</translation>
    </message>
    <message>
        <source>登记{kind}</source>
        <translation>Add {kind}</translation>
    </message>
    <message>
        <source>解除警戒：煤气泄漏处置完毕</source>
        <translation>Cordon lifted: the gas leak is dealt with</translation>
    </message>
    <message>
        <source>煤气泄漏警戒区</source>
        <translation>Cordon of the gas leak</translation>
    </message>
    <message>
        <source>设立警戒：{name}煤气泄漏</source>
        <translation>Cordon set: gas leak at {name}</translation>
    </message>
    <message><source>签收：{title}</source><translation>Signed for: {title}</translation></message>
    <message><source>反馈：{title}</source><translation>Fed back: {title}</translation></message>
    <message><source>核验：{title}</source><translation>Verified: {title}</translation></message>
</context>
</TS>
