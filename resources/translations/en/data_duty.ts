<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
<context>
    <name>data.duty</name>
    <message><source>{s} 秒</source><translation>{s} s</translation></message>
    <message><source>{m} 分 {s} 秒</source><translation>{m} min {s} s</translation></message>
    <message><source>{m} 分钟</source><translation>{m} min</translation></message>
    <message><source>{h} 小时</source><translation>{h} h</translation></message>
    <message><source>{h} 小时 {m} 分</source><translation>{h} h {m} min</translation></message>
    <message><source>{d} 天</source><translation>{d} d</translation></message>
    <message><source>{d} 天 {h} 小时</source><translation>{d} d {h} h</translation></message>
    <message>
        <source>手上 {tasks} 项</source>
        <translation>{tasks} in hand</translation>
    </message>
    <message>
        <source>手上无任务</source>
        <translation>Nothing in hand</translation>
    </message>
    <message>
        <source>手上 {tasks} 项，超期 {late} 项</source>
        <translation>{tasks} in hand, {late} late</translation>
    </message>
    <message>
        <source>布置</source>
        <translation>Assign</translation>
    </message>
    <message>
        <source>下发</source>
        <translation>Issue</translation>
    </message>
    <message>
        <source>签收</source>
        <translation>Sign for</translation>
    </message>
    <message>
        <source>开始办理</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>反馈</source>
        <translation>Feed back</translation>
    </message>
    <message>
        <source>核验</source>
        <translation>Verify</translation>
    </message>
    <message>
        <source>办结</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>退回</source>
        <translation>Return</translation>
    </message>
    <message>
        <source>布置任务：{title}</source>
        <translation>Task handed out: {title}</translation>
    </message>
    <message>
        <source>任务“{title}”{state}，现在不能{verb}；可以：{possible}</source>
        <translation>The task “{title}” is in the state “{state}”; “{verb}” is not possible now. Possible: {possible}</translation>
    </message>
    <message>
        <source>{purpose}：{subject}</source>
        <translation>{purpose}: {subject}</translation>
    </message>
    <message>
        <source>任务没有“{verb}”这一步，可用的有：{known}</source>
        <translation>A task has no step “{verb}”; there are: {known}</translation>
    </message>
    <message>
        <source>没有编号为 {id} 的任务</source>
        <translation>There is no task with id {id}</translation>
    </message>
    <message>
        <source>“{verb}”要写明情况</source>
        <translation>“{verb}” needs words: say what was found, or why</translation>
    </message>
    <message>
        <source>任务还没有承办人，先选一位再下发</source>
        <translation>The task has no assignee yet; choose one, then issue it</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>任务“{title}”{state}，不能再{verb}</source>
        <translation>The task “{title}” is in the state “{state}”; “{verb}” is no longer possible</translation>
    </message>
    <message>
        <source>没有编号为 {id} 的力量</source>
        <translation>There is no force member with id {id}</translation>
    </message>
    <message>
        <source>任务不能以{kind}为对象</source>
        <translation>A task cannot have this kind as its subject: {kind}</translation>
    </message>
    <message>
        <source>没有编号为 {id} 的{kind}</source>
        <translation>There is no {kind} with id {id}</translation>
    </message>
    <message>
        <source>退回：{why}</source>
        <translation>Returned: {why}</translation>
    </message>
    <message>
        <source>无期限</source>
        <translation>No due time</translation>
    </message>
    <message>
        <source>剩 {count} 分钟</source>
        <translation>{count} min left</translation>
    </message>
    <message>
        <source>剩 {count} 小时</source>
        <translation>{count} h left</translation>
    </message>
    <message>
        <source>剩 {count} 天</source>
        <translation>{count} d left</translation>
    </message>
    <message>
        <source>超 {count} 分钟</source>
        <translation>{count} min over</translation>
    </message>
    <message>
        <source>超 {count} 小时</source>
        <translation>{count} h over</translation>
    </message>
    <message>
        <source>超 {count} 天</source>
        <translation>{count} d over</translation>
    </message>
</context>
</TS>
