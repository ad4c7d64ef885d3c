<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>data.duty.each</name>
    <message>
        <source>没有需要布置任务的{kind}</source>
        <translation>There is no {kind} left to hand out a task on</translation>
    </message>
    <message>
        <source>一次最多布置 {most} 项任务，这里有 {n} 条；请缩小范围或加筛选</source>
        <translation>At most {most} tasks can be handed out at once, and here are {n} records: make the area smaller or filter</translation>
    </message>
    <message>
        <source>给 {n} 条{kind}各布置一项任务</source>
        <translation>One task on each of {n} records: {kind}</translation>
    </message>
</context>
<context>
    <name>widgets.records.task_each</name>
    <message>
        <source>正在数有多少条…</source>
        <translation>Counting…</translation>
    </message>
    <message>
        <source>给 {n} 条{kind}各布置一项，共 {n} 项任务</source>
        <translation>{n} tasks, one on each: {kind}</translation>
    </message>
    <message>
        <source>另有 {n} 条已有同类任务没有办结，不重复布置</source>
        <translation>{n} more have an open task of this type and are left out</translation>
    </message>
    <message>
        <source>一次最多布置 {most} 项：请缩小范围或加筛选</source>
        <translation>At most {most} at once: make the area smaller or filter</translation>
    </message>
    <message>
        <source>下发 {n} 项</source>
        <translation>Hand out {n}</translation>
    </message>
    <message>
        <source>已布置 {n} 项任务，可按 Ctrl+Z 一起撤销</source>
        <translation>{n} tasks handed out; Ctrl+Z takes them back together</translation>
    </message>
</context>
<context>
    <name>widgets.records.inside_page</name>
    <message>
        <source>就整个范围布置一项，或给列出的每一条各布置一项</source>
        <translation>One task for the whole area, or one for each record listed</translation>
    </message>
    <message>
        <source>就整个范围布置一项任务</source>
        <translation>One task for the whole area</translation>
    </message>
    <message>
        <source>给列出的 {n} 条{kind}各布置一项…</source>
        <translation>One for each of the {n} listed ({kind})…</translation>
    </message>
    <message>
        <source>{kind}不能作为任务的对象</source>
        <translation>Tasks cannot be on a record of this kind: {kind}</translation>
    </message>
</context>
<context>
    <name>app.actions.task</name>
    <message>
        <source>逐条布置任务…</source>
        <translation>Hand out a task on each…</translation>
    </message>
</context>
<context>
    <name>scene3d.tools.lay_plan</name>
    <message>
        <source>转 {turn}°，{scale}%</source>
        <translation>{turn}° turned, {scale}%</translation>
    </message>
    <message>
        <source>拖中点移动，拖角缩放，拖顶上的圆点转动（Shift 每 15°）</source>
        <translation>Drag the middle to move, a corner to scale, the dot on top to turn (Shift: by 15°)</translation>
    </message>
    <message>
        <source>摆放平面图</source>
        <translation>Place the floor plan</translation>
    </message>
    <message>
        <source>重新套合</source>
        <translation>Fit again</translation>
    </message>
</context>
</TS>
