<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
<context>
    <name>data.exchange.conversation</name>
    <message>
        <source>{fields}与第 {id} 号记录相同</source>
        <translation>Same {fields} as record {id}</translation>
    </message>
    <message>
        <source>，但{fields}不同</source>
        <translation>, but other {fields}</translation>
    </message>
    <message>
        <source>住处</source>
        <translation>place of living</translation>
    </message>
    <message>
        <source>所在的房屋</source>
        <translation>room</translation>
    </message>
    <message>
        <source>所在的楼栋</source>
        <translation>building</translation>
    </message>
    <message>
        <source>{field}与第 {id} 号记录相同，也在同一栋楼，但有一方没有写明房号</source>
        <translation>Same {field} as record {id} and in the same building, but one of the two names no room</translation>
    </message>
    <message>
        <source>由使用者决定不导入</source>
        <translation>Left out as you decided</translation>
    </message>
    <message>
        <source>由使用者决定：就是第 {id} 号记录</source>
        <translation>The same as record {id}, as you decided</translation>
    </message>
    <message>
        <source>要人来定是不是同一条：{why}</source>
        <translation>People must say whether it is the same: {why}</translation>
    </message>
</context>
</TS>
