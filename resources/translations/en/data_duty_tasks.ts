<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
<context>
    <name>data.duty.tasks</name>
    <message><source>协调</source><translation>Coordination</translation></message>
    <message><source>研判</source><translation>Analysis</translation></message>
    <message><source>督办</source><translation>Supervision</translation></message>
    <message><source>质量</source><translation>Quality</translation></message>
    <message><source>等我办</source><translation>Waiting for me</translation></message>
    <message><source>反馈没有照片</source><translation>Fed back without a picture</translation></message>
    <message><source>还没人承办</source><translation>No assignee yet</translation></message>
    <message><source>待下发</source><translation>To be issued</translation></message>
    <message><source>退回待处理</source><translation>Returned</translation></message>
    <message><source>待受理纠纷</source><translation>New disputes</translation></message>
    <message><source>按规则更新纠纷的风险迹象</source><translation>Signs of risk of disputes brought up to date by rule</translation></message>
    <message><source>任务模板：{name}</source><translation>Task template: {name}</translation></message>
    <message><source>没有代号为“{code}”的模板，可用的有：{known}</source><translation>There is no template with the code “{code}”; there are: {known}</translation></message>
    <message><source>部门逾期未答复</source><translation>No answer in time</translation></message>
    <message><source>下发 4 小时未签收</source><translation>Not signed for after 4 h</translation></message>
    <message><source>24 小时内到期</source><translation>Due within 24 h</translation></message>
    <message><source>常规任务在办</source><translation>Routine tasks in hand</translation></message>
    <message><source>风险突出的纠纷</source><translation>Disputes of high risk</translation></message>
    <message><source>需要留意的纠纷</source><translation>Disputes to watch</translation></message>
    <message><source>事故多发处</source><translation>Repeated accidents</translation></message>
    <message><source>较大和重大隐患</source><translation>Serious and major hazards</translation></message>
    <message><source>风险防控任务在办</source><translation>Risk prevention in hand</translation></message>
    <message><source>督办中</source><translation>Under supervision</translation></message>
    <message><source>已升级</source><translation>Escalated</translation></message>
    <message><source>超期纠纷</source><translation>Late disputes</translation></message>
    <message><source>超期未整改隐患</source><translation>Hazards not mended in time</translation></message>
    <message><source>待核验</source><translation>To verify</translation></message>
    <message><source>核对单没答全</source><translation>Check list incomplete</translation></message>
    <message><source>反馈位置离对象 200 米以上</source><translation>Fed back over 200 m away</translation></message>
    <message><source>{title}：{ask} — 否</source><translation>{title}: {ask} — no</translation></message>
    <message><source>居住情况要逐人回答</source><translation>who lives here is answered one by one</translation></message>
    <message><source>模板里没有 {items} 这一项</source><translation>The template does not ask for {items}</translation></message>
    <message><source>答是或否</source><translation>answer yes or no</translation></message>
    <message><source>核对单还有没答的：{items}</source><translation>Not answered yet on the check list: {items}</translation></message>
    <message><source>模板“{name}”要 {wanted} 张照片，现有 {there} 张</source><translation>The template “{name}” wants {wanted} pictures; there are {there}</translation></message>
    <message><source>从列出的答案中选</source><translation>choose one of the answers listed</translation></message>
    <message><source>写成日期，如 {day}</source><translation>write a date such as {day}</translation></message>
    <message><source>写成数字</source><translation>write a number</translation></message>
    <message><source>反馈：{template}</source><translation>Feedback: {template}</translation></message>
    <message><source>按核对单办理</source><translation>Done by the check list</translation></message>
    <message><source>这项任务没有核对单</source><translation>This task has no check list</translation></message>
    <message><source>存核对单</source><translation>Keep the check list</translation></message>
    <message><source>无人居住</source><translation>nobody lives here</translation></message>
    <message numerus="yes"><source>{n} 人在住</source><translation><numerusform>{n} lives here</numerusform><numerusform>{n} live here</numerusform></translation></message>
    <message><source>{n} 人迁出</source><translation>{n} moved out</translation></message>
    <message><source>{n} 人未见到</source><translation>{n} not met</translation></message>
    <message><source>新增 {n} 人</source><translation>{n} new</translation></message>
    <message><source>{id} 号房屋不在这次走访里</source><translation>Room {id} is not part of this visit</translation></message>
    <message><source>居住记录 {id} 不在这间房里，或写法不对</source><translation>Residence {id} is not in this room, or its state is not known</translation></message>
    <message><source>{id} 写了两次</source><translation>{id} stands there twice</translation></message>
    <message><source>answer 只能是 {known}</source><translation>answer can only be {known}</translation></message>
    <message><source>{id} 没有写可选的答案</source><translation>{id} has no answers to choose from</translation></message>
    <message><source>{id} 没有写是哪个字段</source><translation>{id} does not say which field</translation></message>
    <message><source>代号“{code}”不可用：用小写英文字母、数字和下划线</source><translation>The code “{code}” cannot be used: take small letters, digits and underscores</translation></message>
    <message><source>不认识 {unknown}</source><translation>unknown: {unknown}</translation></message>
    <message><source>任务模板 {name} 不是有效的 TOML：{why}</source><translation>The task template {name} is not valid TOML: {why}</translation></message>
    <message><source>任务模板 {name} 缺了 {key}</source><translation>The task template {name} lacks {key}</translation></message>
    <message><source>任务模板 {name} 的声明有误：{why}</source><translation>The task template {name} makes no sense: {why}</translation></message>
    <message><source>{title}{state}，现在不能{verb}；可以：{possible}</source><translation>{title} is “{state}” and cannot take “{verb}” now; possible: {possible}</translation></message>
    <message><source>登记一次调解</source><translation>Record a mediation</translation></message>
    <message><source>移交</source><translation>Hand over</translation></message>
    <message><source>登记答复</source><translation>Record the answer</translation></message>
    <message><source>收回自办</source><translation>Take back</translation></message>
    <message><source>没有“{verb}”这一步</source><translation>There is no step “{verb}”</translation></message>
    <message><source>{step}：{text}</source><translation>{step}: {text}</translation></message>
    <message><source>先选一位调解员</source><translation>Choose a mediator first</translation></message>
    <message><source>核实</source><translation>Confirm</translation></message>
    <message><source>受理</source><translation>Accept</translation></message>
    <message><source>整改完成</source><translation>Mended</translation></message>
    <message><source>已化解</source><translation>Settled</translation></message>
    <message><source>销号</source><translation>Strike off</translation></message>
    <message><source>归档</source><translation>File</translation></message>
    <message><source>移交要写明交给哪个部门、什么时候答复</source><translation>Say which department it is handed to and when the answer is due</translation></message>
    <message><source>手上 {n} 件</source><translation>{n} in hand</translation></message>
    <message><source>手上没有纠纷</source><translation>none in hand</translation></message>
    <message><source>会说当事人的{language}</source><translation>speaks the parties' {language}</translation></message>
    <message><source>与当事人同乡（{home}）</source><translation>from the same home town as a party ({home})</translation></message>
    <message><source>擅长这类纠纷</source><translation>good at this kind of dispute</translation></message>
    <message><source>就在这个网格</source><translation>works in this grid</translation></message>
    <message numerus="yes"><source>已为这件调解过 {n} 次</source><translation><numerusform>has mediated here once</numerusform><numerusform>has mediated here {n} times</numerusform></translation></message>
    <message><source>已满 {n} 件</source><translation>has {n} already, which is the most</translation></message>
    <message><source>事故多发处：{name}</source><translation>Repeated accidents: {name}</translation></message>
    <message><source>{days} 天内 {total} 起，近 30 天 {last} 起，之前 30 天 {before} 起；{across} 米内归为一处，{least} 起以上列出。</source><translation>{total} in {days} days, {last} in the last 30 days, {before} in the 30 before; cases within {across} m are one place, places with {least} or more are listed.</translation></message>
    <message><source>没有名字的地方</source><translation>a place without a name</translation></message>
    <message><source>{road}路段</source><translation>a stretch of {road}</translation></message>
    <message><source>{roads}路口</source><translation>crossing of {roads}</translation></message>
    <message><source>{road}岔路口</source><translation>junction on {road}</translation></message>
    <message><source>{name}事故多发</source><translation>Repeated accidents: {name}</translation></message>
    <message><source>与</source><translation> and </translation></message>
    <message><source>登记纠纷 {number}</source><translation>Record dispute {number}</translation></message>
    <message><source>规则：同一处所 {days} 天内第 {reports} 次报警、提到凶器、有儿童在场，各算一个迹象；提到凶器或有两个迹象为突出，有一个为留意。只看记录里写的，不给任何人打分。</source><translation>Rule: report number {reports} or more at the same place within {days} days, a weapon named, and children present are a sign each; a weapon or two signs make the risk high, one sign is to be watched. Only what the record says counts; nobody is scored.</translation></message>
    <message><source>登记时勾选了“提到凶器”</source><translation>“a weapon was named” is ticked on the record</translation></message>
    <message><source>经过里提到“{word}”</source><translation>what happened names “{word}”</translation></message>
    <message><source>登记时勾选了“有儿童在场”</source><translation>“children present” is ticked on the record</translation></message>
    <message><source>同一处所 {days} 天内第 {count} 次报警</source><translation>report number {count} at the same place within {days} days</translation></message>
    <message><source>任务超期了：{title}</source><translation>Task is late: {title}</translation></message>
    <message><source>任务快到期了：{title}</source><translation>Task is due soon: {title}</translation></message>
    <message><source>{late} 项任务刚超期，{soon} 项快到期</source><translation>{late} tasks just became late, {soon} are due soon</translation></message>
    <message numerus="yes"><source>{n} 项任务刚超期</source><translation><numerusform>{n} task just became late</numerusform><numerusform>{n} tasks just became late</numerusform></translation></message>
    <message numerus="yes"><source>{n} 项任务快到期</source><translation><numerusform>{n} task is due soon</numerusform><numerusform>{n} tasks are due soon</numerusform></translation></message>
    <message><source>按规则“{rule}”生成到期任务</source><translation>Due tasks by the rule “{rule}”</translation></message>
    <message><source>{rule} {n} 项</source><translation>{rule}: {n}</translation></message>
    <message><source>规则“{rule}”的条件“{line}”不对：写成 字段=值，字段如 {known}</source><translation>The rule “{rule}” has a condition that makes no sense, “{line}”: write field=value, with fields such as {known}</translation></message>
    <message><source>及时率</source><translation>Timeliness</translation></message>
    <message><source>按期反馈的任务 ÷ 已到期或已反馈的任务</source><translation>tasks fed back in time ÷ tasks that are due or fed back</translation></message>
    <message><source>完整率</source><translation>Completeness</translation></message>
    <message><source>核对单已答的必答项 ÷ 必答项；没有核对单的，写了反馈算 1，没写算 0</source><translation>required items answered ÷ required items; without a check list 1 where words were fed back, else 0</translation></message>
    <message><source>核验率</source><translation>Verified</translation></message>
    <message><source>已核验的任务 ÷ 已反馈的任务</source><translation>tasks verified ÷ tasks fed back</translation></message>
    <message><source>得分</source><translation>Score</translation></message>
    <message><source>100 ×（{t} × 及时率 + {c} × 完整率 + {v} × 核验率）÷ {sum}；没有可算的项不计入</source><translation>100 × ({t} × timeliness + {c} × completeness + {v} × verified) ÷ {sum}; a share with nothing to count is left out</translation></message>
    <message><source>{who}：{text}</source><translation>{who}: {text}</translation></message>
    <message><source>任务“{title}”已办结，不用督办</source><translation>The task “{title}” is closed and needs no supervision</translation></message>
    <message><source>督办：{text}</source><translation>Supervision: {text}</translation></message>
    <message><source>解除督办</source><translation>End supervision</translation></message>
    <message><source>超期任务按规则升级</source><translation>Late tasks escalated by rule</translation></message>
    <message><source>并入任务：{title}</source><translation>Merged into: {title}</translation></message>
    <message><source>{officer} {day} 走访</source><translation>{officer}, visits of {day}</translation></message>
    <message><source>与另一项任务同对象同目的，已并入</source><translation>Same subject and purpose as another task; merged into it</translation></message>
    <message><source>没有可以合成走访单的任务：要有承办人和地点、还没开始、也不在别的走访单上</source><translation>No task can go on a visit list: it needs an assignee and a place, must not be begun, and not be on another list</translation></message>
    <message><source>只有还没开始的任务能并入另一项没办结的任务</source><translation>Only a task that is not begun can be merged into another open one</translation></message>
    <message numerus="yes"><source>走访单上还有 {n} 项任务没有反馈</source><translation><numerusform>{n} task on the visit list is not fed back yet</numerusform><numerusform>{n} tasks on the visit list are not fed back yet</numerusform></translation></message>
    <message><source>下发走访单：{name}</source><translation>Issue visit list: {name}</translation></message>
    <message><source>拆开走访单</source><translation>Take the visit list apart</translation></message>
    <message><source>走访单走完</source><translation>Walk done</translation></message>
    <message><source>按步行路网逐一比较过所有次序，没有更短的走法。</source><translation>All orders were compared over the walking network: none is shorter.</translation></message>
    <message><source>按步行路网先就近排，再反复调换（2-opt、Or-opt）直到换不短；不保证是最短。</source><translation>Nearest first over the walking network, then changed (2-opt, Or-opt) until no change shortens it; not proven to be the shortest.</translation></message>
    <message><source>有 {n} 段路网不通，按直线距离的 1.4 倍估算。</source><translation> For {n} legs the network has no way; 1.4 times the straight line is taken.</translation></message>
    <message><source>时间按每分钟 70 米、每项任务 6 分钟估算。</source><translation> Time at 70 m a minute and 6 minutes a task.</translation></message>
    <message><source>{ask}：{answer}</source><translation>{ask}: {answer}</translation></message>
    <message><source>没有编号为 {id} 的走访单</source><translation>There is no visit list with the number {id}</translation></message>
    <message><source>这张走访单已经走完，次序不能再改</source><translation>This walk is done; its order cannot be changed any more</translation></message>
    <message><source>走访单的地点刚有变动，请再排一次</source><translation>The stops of this walk have just changed; put them in order once more</translation></message>
    <message><source>改走访次序：{name}</source><translation>Order of a walk changed: {name}</translation></message>
    <message><source>次序由人排定。</source><translation>The order was set by hand.</translation></message>
</context>
</TS>
