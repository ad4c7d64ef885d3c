<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
<context>
    <name>widgets.duty</name>
    <message><source>升级规则</source><translation>Escalation rules</translation></message>
    <message><source>调解员库</source><translation>Mediators</translation></message>
    <message><source>岗位看板</source><translation>Duty boards</translation></message>
    <message><source>合成走访单</source><translation>Plan visits</translation></message>
    <message><source>合成走访单…</source><translation>Plan visits…</translation></message>
    <message><source>生成到期任务</source><translation>Create due tasks</translation></message>
    <message><source>任务规则</source><translation>Task rules</translation></message>
    <message><source>任务模板</source><translation>Task templates</translation></message>
    <message><source>登记纠纷…</source><translation>Record a dispute…</translation></message>
    <message><source>登记隐患…</source><translation>Record a hazard…</translation></message>
    <message><source>矛盾纠纷台账</source><translation>Ledger of disputes</translation></message>
    <message><source>隐患台账</source><translation>Ledger of hazards</translation></message>
    <message><source>没有这本台账</source><translation>There is no such ledger</translation></message>
    <message><source>一年内的交通警情里没有找到</source><translation>None found among the traffic cases of a year</translation></message>
    <message><source>已登记为隐患，可按 Ctrl+Z 撤销</source><translation>Recorded as a hazard; Ctrl+Z takes it back</translation></message>
    <message><source>谁手上太多</source><translation>Who has too much in hand</translation></message>
    <message><source>事故多发、还没登记的地方</source><translation>Repeated accidents, not on record yet</translation></message>
    <message><source>工作得分</source><translation>Scores of work</translation></message>
    <message><source>没有人手上有 8 项以上、或超期 3 项以上。</source><translation>Nobody has 8 tasks in hand or 3 late ones.</translation></message>
    <message><source>{days} 天 {total} 起，近 30 天 {last} 起</source><translation>{total} in {days} days, {last} in the last 30</translation></message>
    <message><source>另有 {n} 处，登记一处就列出下一处。</source><translation>{n} more; each one put on record makes room for the next.</translation></message>
    <message><source>提交后登记隐患：{name}</source><translation>Will be put on record as a hazard: {name}</translation></message>
    <message><source>{ask}（可不答）</source><translation>{ask} (optional)</translation></message>
    <message><source>仍是 {value}</source><translation>Still: {value}</translation></message>
    <message><source>日期，如 2026-11-22</source><translation>Date such as 2026-11-22</translation></message>
    <message><source>改为</source><translation>Changed to</translation></message>
    <message><source>已登记隐患：{name}</source><translation>Put on record as a hazard: {name}</translation></message>
    <message><source>填写</source><translation>Fill in</translation></message>
    <message><source>已经反馈；答案在下面。</source><translation>Fed back; the answers stand below.</translation></message>
    <message><source>还看到什么（可不填）</source><translation>What else was seen (optional)</translation></message>
    <message><source>提交反馈</source><translation>Feed back</translation></message>
    <message><source>暂存</source><translation>Keep for now</translation></message>
    <message><source>照片</source><translation>Pictures</translation></message>
    <message><source>签收后就可以逐项回答。</source><translation>Sign for the task first, then answer item by item.</translation></message>
    <message><source>已答 {n} / {all} 项</source><translation>{n} of {all} answered</translation></message>
    <message><source>核对单已暂存</source><translation>Check list kept</translation></message>
    <message><source>已反馈，核对结果写进了相关记录，可按 Ctrl+Z 撤销</source><translation>Fed back, and the findings are in the records; Ctrl+Z takes it back</translation></message>
    <message><source>照片 {n} / {all} 张</source><translation>{n} of {all} pictures</translation></message>
    <message><source>承办人没有可用的定位</source><translation>no fresh position of the assignee</translation></message>
    <message><source>这项任务没有核对单；布置时选一个模板就有。</source><translation>This task has no check list; choose a template when you hand one out.</translation></message>
    <message><source>这里没有登记的住户</source><translation>Nobody is registered here</translation></message>
    <message><source>不登记这一位</source><translation>Leave this one out</translation></message>
    <message><source>都在住</source><translation>All live here</translation></message>
    <message><source>有人新住进来</source><translation>Somebody is new here</translation></message>
    <message><source>新住进来的人要写姓名</source><translation>Write the name of who is new</translation></message>
    <message><source>{day} 核实过</source><translation>confirmed {day}</translation></message>
    <message><source>没有登记的住户</source><translation>Nobody is registered here</translation></message>
    <message><source>在住</source><translation>Here</translation></message>
    <message><source>迁出</source><translation>Left</translation></message>
    <message><source>未见</source><translation>Not met</translation></message>
    <message><source>{department} 答复 {left}</source><translation>Answer of {department}: {left}</translation></message>
    <message><source>风险：{level}</source><translation>Risk: {level}</translation></message>
    <message><source>当事人</source><translation>Parties</translation></message>
    <message><source>是谁要写明理由才显示</source><translation>Who it is shows for a stated reason only</translation></message>
    <message><source>调解经过</source><translation>Attempts at mediation</translation></message>
    <message><source>还没有登记当事人</source><translation>No party on record yet</translation></message>
    <message><source>{stops} 处 {tasks} 项</source><translation>Places: {stops} · tasks: {tasks}</translation></message>
    <message><source>谁去走</source><translation>Who walks</translation></message>
    <message><source>下发走访单</source><translation>Issue visit list</translation></message>
    <message><source>步行 {metres} 米</source><translation>{metres} m on foot</translation></message>
    <message><source>约 {time}</source><translation>about {time}</translation></message>
    <message><source>走访单已下发，可按 Ctrl+Z 撤销</source><translation>Visit list issued; Ctrl+Z takes it back</translation></message>
    <message><source>有任务待走的人</source><translation>Who has tasks to walk to</translation></message>
    <message><source>同一栋楼的任务并成一处，同对象同目的的只走一次；次序按步行最短。</source><translation>Tasks at one building are one stop, the same purpose is done once, and the order is the shortest on foot.</translation></message>
    <message><source>没有待走的任务：布置后还没开始、也不在走访单上的才在这里</source><translation>Nothing to walk to: tasks that are assigned, not begun and on no list stand here</translation></message>
    <message><source>并掉 {n} 项重复的</source><translation>{n} doubles merged</translation></message>
    <message><source>{n} 项没有地点，不在单上</source><translation>{n} without a place left out</translation></message>
    <message><source>室外</source><translation>In the open</translation></message>
    <message><source>走 {n} 米</source><translation>{n} m</translation></message>
    <message><source>{part} ÷ {of}</source><translation>{part} ÷ {of}</translation></message>
    <message><source>任务数</source><translation>Tasks</translation></message>
    <message><source>班组</source><translation>Unit</translation></message>
    <message><source>网格</source><translation>Grid</translation></message>
    <message><source>只算工作：按班组或网格合计，不给个人和居民打分；并入别的任务不计。</source><translation>Of work only: summed by unit or grid, never of one person or of residents; merged tasks do not count.</translation></message>
    <message><source>按班组</source><translation>By unit</translation></message>
    <message><source>按网格</source><translation>By grid</translation></message>
    <message><source>{n} 天</source><translation>{n} days</translation></message>
    <message><source>这段时间没有任务</source><translation>No tasks in this period</translation></message>
    <message><source>{name} = {formula}</source><translation>{name} = {formula}</translation></message>
    <message><source>情况</source><translation>What is the case</translation></message>
    <message><source>移交给哪个部门</source><translation>To which department</translation></message>
    <message><source>调解员</source><translation>Mediators</translation></message>
    <message><source>在哪里谈</source><translation>Where</translation></message>
    <message><source>{prompt}（可不填）</source><translation>{prompt} (optional)</translation></message>
    <message><source>什么时候答复</source><translation>Answer due</translation></message>
    <message><source>谁来调解（合适的在前，写明为什么）</source><translation>Who mediates (those who fit first, with reasons)</translation></message>
    <message><source>调解员库是空的：在台账“调解员”里登记</source><translation>The pool is empty: register mediators in their ledger</translation></message>
    <message><source>对方答复了什么</source><translation>What was answered</translation></message>
    <message><source>谈了什么、差在哪里</source><translation>What was said, where they differ</translation></message>
    <message><source>办到什么时候</source><translation>Due</translation></message>
    <message><source>这张走访单上没有任务了</source><translation>No task is left on this list</translation></message>
    <message><source>看路线</source><translation>Show the way</translation></message>
    <message><source>第 {n} 处 · {place}</source><translation>Stop {n} · {place}</translation></message>
    <message><source>走完</source><translation>Walk done</translation></message>
    <message><source>拆开</source><translation>Take apart</translation></message>
    <message><source>任务留给走访人，一项一项办</source><translation>The tasks stay with the officer, each for itself</translation></message>
    <message><source>{type}：{place}</source><translation>{type}: {place}</translation></message>
    <message><source>不用模板</source><translation>No template</translation></message>
    <message><source>模板（带核对单）</source><translation>Template (with a check list)</translation></message>
    <message><source>这类对象还没有模板；在台账“任务模板”里可以自己写</source><translation>There is no template for this kind of subject; write one in the ledger of task templates</translation></message>
    <message><source>按规则生成到期的任务；同一天再运行不会重复。</source><translation>Make the tasks that rules made due; a second time on the same day makes nothing.</translation></message>
    <message><source>一项任务的核对单：问什么、已答什么；用 --answers 交一份 JSON 就反馈。</source><translation>A task's check list: what is asked and answered; --answers with a JSON file feeds it back.</translation></message>
    <message><source>答案的 JSON 文件</source><translation>JSON file with the answers</translation></message>
    <message><source>照片，可写多次</source><translation>Picture, may be given several times</translation></message>
    <message><source>在哪里反馈的</source><translation>Where feedback is given</translation></message>
    <message><source>还看到什么</source><translation>What else was seen</translation></message>
    <message><source>把一个人还没开始的任务合成一张走访单，次序按步行最短；加 --issue 下发。</source><translation>Put a member's tasks that are not begun on one visit list, in the shortest order on foot; --issue hands it out.</translation></message>
    <message><source>从哪里出发；不写则从他的定位</source><translation>Where the walk begins; else at the member's position</translation></message>
    <message><source>把一项还没开始的任务并入另一项。</source><translation>Merge a task that is not begun into another one.</translation></message>
    <message><source>把一项任务列为督办。</source><translation>Put a task under supervision.</translation></message>
    <message><source>超期任务按升级规则报给下一位。</source><translation>Raise late tasks to the next in line by the rules of escalation.</translation></message>
    <message><source>一个岗位的看板：coordination、tasks、analysis、supervision、quality。</source><translation>The board of a post: coordination, tasks, analysis, supervision, quality.</translation></message>
    <message><source>坐席姓名，列出等他办的</source><translation>Name at the desk, for what waits there</translation></message>
    <message><source>班组或网格的工作得分，公式写在后面；不给个人和居民打分。</source><translation>Scores of work of units or grids, with their formulas; never of persons or residents.</translation></message>
    <message><source>按班组还是按网格</source><translation>By unit or by grid</translation></message>
    <message><source>最近几天</source><translation>Of the last days</translation></message>
    <message><source>{file} 不是核对单的答案：写成 {{"said": {{…}}, "residents": […]}}</source><translation>{file} holds no answers of a check list: write {{"said": {{…}}, "residents": […]}}</translation></message>
    <message><source>模板代号，带核对单</source><translation>Code of a template with a check list</translation></message>
    <message><source>打印一个任务模板的 TOML；不写代号列出全部；--from 存成本站的模板。</source><translation>Print the TOML of a task template; without a code list all; --from keeps one of the station's own.</translation></message>
    <message><source>模板的 TOML 文件</source><translation>TOML file of a template</translation></message>
    <message><source>添加照片</source><translation>Add pictures</translation></message>
    <message><source>登记纠纷</source><translation>Record a dispute</translation></message>
    <message><source>今后 {days} 天到期 {n} 项</source><translation>{n} fall due in {days} days</translation></message>
    <message><source>现有 {subjects} 个对象；今后 {days} 天到期 {n} 项</source><translation>{subjects} records now; {n} fall due in the next {days} days</translation></message>
    <message><source>手上已有同类任务的、近期核查过的，到时会跳过。</source><translation>What is in hand for the same purpose or was checked lately will be left out.</translation></message>
    <message><source>生成今天到期的</source><translation>Make what is due today</translation></message>
    <message><source>任务类别</source><translation>Family</translation></message>
    <message><source>各类任务</source><translation>All families</translation></message>
    <message><source>走访单</source><translation>Visits</translation></message>
    <message><source>要求什么、什么时候办完</source><translation>What is wanted, and until when</translation></message>
    <message><source>核对单</source><translation>Check list</translation></message>
    <message><source>升到第 {n} 级</source><translation>Level {n}</translation></message>
    <message><source>提醒声音</source><translation>Sound of reminders</translation></message>
    <message><source>任务快到期、刚超期时响一声；白天是 7 点到 22 点，夜里只亮颜色。</source><translation>Heard when a task is due soon or late; by day is 7:00 to 22:00, at night there is colour only.</translation></message>
    <message><source>不响</source><translation>Off</translation></message>
    <message><source>白天响</source><translation>By day</translation></message>
    <message><source>都响</source><translation>Always</translation></message>
    <message><source>按规则生成了到期任务：{what}</source><translation>Due tasks made by rule: {what}</translation></message>
    <message><source>今天没有新到期的常规任务</source><translation>No routine task fell due today</translation></message>
    <message><source>这台电脑没有声音输出：提醒只亮颜色、写在通知里，听不到</source><translation>This computer has no sound output: reminders show in colour and as notices, and are not heard</translation></message>
    <message><source>超期任务已升到第 {n} 级：{title}</source><translation>A late task went up to level {n}: {title}</translation></message>
    <message numerus="yes"><source>{n} 项超期任务已按规则升级</source><translation><numerusform>{n} late task went up by rule</numerusform><numerusform>{n} late tasks went up by rule</numerusform></translation></message>
    <message><source>位置取承办人 {n} 分钟前的定位</source><translation>place: the assignee's position of {n} min ago</translation></message>
    <message><source>位置取承办人现在的定位</source><translation>place: the assignee's position now</translation></message>
    <message><source>恢复最短次序</source><translation>Back to the shortest order</translation></message>
    <message><source>拖动一处可以改次序，键盘用 Alt+↑ 和 Alt+↓。</source><translation>Drag a stop to change the order, or use Alt+↑ and Alt+↓.</translation></message>
    <message numerus="yes"><source>{name}还有 {n} 项没开始的任务，可以合成一张走访单</source><translation><numerusform>{name} has {n} more task that is not begun; they can become one walk</numerusform><numerusform>{name} has {n} more tasks that are not begun; they can become one walk</numerusform></translation></message>
</context>
</TS>
