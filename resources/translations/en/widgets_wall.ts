<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
<context>
    <name>widgets.wall</name>
    <message>
        <source>周一</source>
        <translation>Mon</translation>
    </message>
    <message>
        <source>周二</source>
        <translation>Tue</translation>
    </message>
    <message>
        <source>周三</source>
        <translation>Wed</translation>
    </message>
    <message>
        <source>周四</source>
        <translation>Thu</translation>
    </message>
    <message>
        <source>周五</source>
        <translation>Fri</translation>
    </message>
    <message>
        <source>周六</source>
        <translation>Sat</translation>
    </message>
    <message>
        <source>周日</source>
        <translation>Sun</translation>
    </message>
    <message>
        <source>在岗力量</source>
        <translation>Forces on duty</translation>
    </message>
    <message>
        <source>任务闭环</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>最新警情</source>
        <translation>Newest cases</translation>
    </message>
    <message>
        <source>监控探头</source>
        <translation>Cameras</translation>
    </message>
    <message>
        <source>% 按时办结</source>
        <translation>% closed on time</translation>
    </message>
    <message>
        <source>/ {total} 正常，{faulty} 个待修</source>
        <translation>/ {total} working, {faulty} to repair</translation>
    </message>
    <message>
        <source>还没有警情</source>
        <translation>No cases yet</translation>
    </message>
    <message>
        <source>今日警情</source>
        <translation>Cases today</translation>
    </message>
    <message>
        <source>较上周同日 {change}%</source>
        <translation>{change}% on last week</translation>
    </message>
    <message>
        <source>警情时段 · 近 30 天</source>
        <translation>Cases by hour · 30 days</translation>
    </message>
    <message>
        <source>上周同日此时 {count} 起</source>
        <translation>{count} at this time last week</translation>
    </message>
    <message>
        <source>{hour}时</source>
        <translation>{hour}:00</translation>
    </message>
    <message>
        <source>待签收</source>
        <translation>To sign for</translation>
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
        <translation>Overdue</translation>
    </message>
</context>
</TS>
