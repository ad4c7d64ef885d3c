<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
<context>
    <name>app.incidents</name>
    <message><source>还有 {n} 名，都写在处置报告里</source><translation>{n} more are in the debrief</translation></message>
    <message>
        <source>处警预案</source>
        <translation>Protocol card</translation>
    </message>
    <message>
        <source>接警…</source>
        <translation>Take a call…</translation>
    </message>
    <message>
        <source>警情看板</source>
        <translation>Board of cases</translation>
    </message>
    <message>
        <source>下一起待派警情</source>
        <translation>Next case that waits</translation>
    </message>
    <message>
        <source>派警…</source>
        <translation>Send forces…</translation>
    </message>
    <message>
        <source>添加处警预案…</source>
        <translation>Add a protocol card…</translation>
    </message>
    <message>
        <source>报警地点</source>
        <translation>Place of the call</translation>
    </message>
    <message>
        <source>查看警情</source>
        <translation>Show a case</translation>
    </message>
    <message>
        <source>没有等着派警的警情</source>
        <translation>No case waits for anybody</translation>
    </message>
    <message>
        <source>先选一起警情</source>
        <translation>Choose a case first</translation>
    </message>
    <message>
        <source>选择处警预案</source>
        <translation>Choose a protocol card</translation>
    </message>
    <message>
        <source>处警预案 (*.toml)</source>
        <translation>Protocol cards (*.toml)</translation>
    </message>
    <message>
        <source>已保存“{type}”的处警预案</source>
        <translation>The protocol card for “{type}” is kept</translation>
    </message>
    <message>
        <source>这起警情现在不能{verb}；可以：{can}</source>
        <translation>“{verb}” is not possible for this case now; possible: {can}</translation>
    </message>
    <message>
        <source>警情：出发</source>
        <translation>Case: left</translation>
    </message>
    <message>
        <source>警情：到场</source>
        <translation>Case: on scene</translation>
    </message>
    <message>
        <source>警情：处置完毕</source>
        <translation>Case: cleared</translation>
    </message>
    <message>
        <source>警情：办结</source>
        <translation>Case: close</translation>
    </message>
    <message>
        <source>警情：召回</source>
        <translation>Case: call off</translation>
    </message>
    <message>
        <source>警情：重新打开</source>
        <translation>Case: open again</translation>
    </message>
    <message>
        <source>还没有派人</source>
        <translation>Nobody sent yet</translation>
    </message>
    <message>
        <source>{title} · {where}</source>
        <translation>{title} · {where}</translation>
    </message>
    <message>
        <source>地点不明</source>
        <translation>Place unknown</translation>
    </message>
    <message>
        <source>超时 {time}</source>
        <translation>Late, {time}</translation>
    </message>
    <message>
        <source>{n}（超时 {late}）</source>
        <translation>{n} ({late} late)</translation>
    </message>
    <message>
        <source>没有警情</source>
        <translation>No cases</translation>
    </message>
    <message>
        <source>警情资料：查看全部字段、修改</source>
        <translation>All fields of the case: look, change</translation>
    </message>
    <message>
        <source>路上 {time}</source>
        <translation>{time} on the road</translation>
    </message>
    <message>
        <source>出处置报告…</source>
        <translation>Debrief as PDF…</translation>
    </message>
    <message>
        <source>正在按路程算…</source>
        <translation>Working out ways by road…</translation>
    </message>
    <message>
        <source>预案：{title}</source>
        <translation>Protocol: {title}</translation>
    </message>
    <message>
        <source>派</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>问</source>
        <translation>Ask</translation>
    </message>
    <message>
        <source>做</source>
        <translation>Do</translation>
    </message>
    <message>
        <source>报</source>
        <translation>Tell</translation>
    </message>
    <message>
        <source>还有 {time}</source>
        <translation>{time} left</translation>
    </message>
    <message>
        <source>超 {time}</source>
        <translation>{time} over</translation>
    </message>
    <message>
        <source>{time}，还在计时</source>
        <translation>{time}, running</translation>
    </message>
    <message>
        <source>{label} {time}</source>
        <translation>{label} {time}</translation>
    </message>
    <message>
        <source>处警</source>
        <translation>Response</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>经过</source>
        <translation>Times</translation>
    </message>
    <message>
        <source>另有 {n} 个来电</source>
        <translation>{n} more calls</translation>
    </message>
    <message>
        <source>并入 {case}</source>
        <translation>Part of {case}</translation>
    </message>
    <message>
        <source>已派力量</source>
        <translation>Forces sent</translation>
    </message>
    <message>
        <source>应在 {n} 分钟内到场：还有 {time}</source>
        <translation>Somebody there within {n} min: {time} left</translation>
    </message>
    <message>
        <source>应在 {n} 分钟内到场：已超 {time}</source>
        <translation>Somebody there within {n} min: {time} over</translation>
    </message>
    <message>
        <source>打开这一层</source>
        <translation>Open the storey</translation>
    </message>
    <message>
        <source>周边</source>
        <translation>Around</translation>
    </message>
    <message>
        <source>这个地方还没有登记别的资料</source>
        <translation>Nothing else is known of this place yet</translation>
    </message>
    <message>
        <source>警情进度：{state}（{times}）</source>
        <translation>Case: {state} ({times})</translation>
    </message>
    <message>
        <source>接警用时 {n} 秒</source>
        <translation>Taking the call: {n} seconds</translation>
    </message>
    <message>
        <source>先问：{questions}</source>
        <translation>Ask first: {questions}</translation>
    </message>
    <message>
        <source>地点、什么事、电话、称呼，一句话写完：金沙小区3栋402打架 139…</source>
        <translation>Place, what happened, number, name in one line: block 3, room 402, fight, 139…</translation>
    </message>
    <message>
        <source>接警内容</source>
        <translation>What the caller says</translation>
    </message>
    <message>
        <source>可能的地点</source>
        <translation>Places it may be</translation>
    </message>
    <message>
        <source>称呼</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>登记并派警</source>
        <translation>Keep and send</translation>
    </message>
    <message>
        <source>在图上点</source>
        <translation>Point on the map</translation>
    </message>
    <message>
        <source>先放下（Esc），写的内容留着</source>
        <translation>Put aside (Esc); what is typed stays</translation>
    </message>
    <message>
        <source>没认出地点：可先登记，问清后再补</source>
        <translation>No place recognised: keep the call and add it later</translation>
    </message>
    <message>
        <source>写地址、店名、小区、路口或坐标；也可以在地图上点</source>
        <translation>Type an address, shop, compound, crossing or coordinates, or click on the map</translation>
    </message>
    <message>
        <source>可能与 {case} 是同一警情（{why}）</source>
        <translation>May be the same as {case} ({why})</translation>
    </message>
    <message>
        <source>接警</source>
        <translation>Take a call</translation>
    </message>
    <message>
        <source>↑↓ 换地点 · Alt+←→ 换类型 · Ctrl+1/2/3 等级 · Ctrl+0 地点不明 · Ctrl+D 并案</source>
        <translation>↑↓ place · Alt+←→ type · Ctrl+1/2/3 severity · Ctrl+0 place unknown · Ctrl+D same case</translation>
    </message>
    <message>
        <source>登记并并案</source>
        <translation>Keep as the same case</translation>
    </message>
    <message>
        <source>等级</source>
        <translation>Severity</translation>
    </message>
    <message>
        <source>报警人</source>
        <translation>Caller</translation>
    </message>
    <message>
        <source>将采用</source>
        <translation>Taken</translation>
    </message>
    <message>
        <source>✓ 并入 {case}</source>
        <translation>✓ Part of {case}</translation>
    </message>
    <message>
        <source>建议派谁（空格选，回车派）</source>
        <translation>Whom to send (Space chooses, Enter sends)</translation>
    </message>
    <message>
        <source>派警</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>派谁去</source>
        <translation>Whom to send</translation>
    </message>
    <message>
        <source>空格选 · 回车派</source>
        <translation>Space chooses · Enter sends</translation>
    </message>
    <message>
        <source>没有在岗的力量</source>
        <translation>Nobody is on duty</translation>
    </message>
    <message>
        <source>派警（{n} 人）</source>
        <translation>Send ({n})</translation>
    </message>
    <message>
        <source>{doubts}。确定要派，再按一次回车</source>
        <translation>{doubts}. To send all the same, press Enter again</translation>
    </message>
    <message>
        <source>点一栋楼、一家店就改成那里</source>
        <translation>Click a building or shop to take that instead</translation>
    </message>
    <message>
        <source>在地图上点出事的地方</source>
        <translation>Click where it happened</translation>
    </message>
    <message>
        <source>处警讲评.pdf</source>
        <translation>Debrief of the shift.pdf</translation>
    </message>
    <message>
        <source>处置报告.pdf</source>
        <translation>Debrief of a case.pdf</translation>
    </message>
    <message>
        <source>保存报告</source>
        <translation>Save the report</translation>
    </message>
    <message>
        <source>处置报告</source>
        <translation>Debrief</translation>
    </message>
    <message>
        <source>处置报告…</source>
        <translation>Debrief of the case…</translation>
    </message>
    <message>
        <source>近 12 小时处警讲评…</source>
        <translation>Debrief of the last 12 hours…</translation>
    </message>
    <message>
        <source>报告已保存到 {file}。</source>
        <translation>The report is saved to {file}.</translation>
    </message>
    <message>
        <source>增派谁</source>
        <translation>Whom to send as well</translation>
    </message>
</context>
</TS>
