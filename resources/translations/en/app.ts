<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
<context>
    <name>app</name>
    <message>
        <source>帮助</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>快捷键</source>
        <translation>Keyboard shortcuts</translation>
    </message>
    <message>
        <source>记录</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>删除{kind}：{title}</source>
        <translation>Delete {kind}: {title}</translation>
    </message>
    <message>
        <source>新增记录…</source>
        <translation>New record…</translation>
    </message>
    <message>
        <source>修改</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>飞到所选</source>
        <translation>Fly to selection</translation>
    </message>
    <message>
        <source>台账列表</source>
        <translation>Ledger list</translation>
    </message>
    <message>
        <source>站</source>
        <translation>Station</translation>
    </message>
    <message>
        <source>站文件 ({pattern})</source>
        <translation>Station files ({pattern})</translation>
    </message>
    <message>
        <source>备份到</source>
        <translation>Back up to</translation>
    </message>
    <message>
        <source>检查站文件</source>
        <translation>Check the station file</translation>
    </message>
    <message>
        <source>重做</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>打开站文件…</source>
        <translation>Open station…</translation>
    </message>
    <message>
        <source>新建站文件…</source>
        <translation>New station…</translation>
    </message>
    <message>
        <source>导入文件…</source>
        <translation>Import files…</translation>
    </message>
    <message>
        <source>导出名单…</source>
        <translation>Export list…</translation>
    </message>
    <message>
        <source>备份…</source>
        <translation>Back up…</translation>
    </message>
    <message>
        <source>退出</source>
        <translation>Quit</translation>
    </message>
    <message>
        <source>备份</source>
        <translation>Back up</translation>
    </message>
    <message>
        <source>打开站文件</source>
        <translation>Open a station file</translation>
    </message>
    <message>
        <source>已导出到 {file}。</source>
        <translation>Exported to {file}.</translation>
    </message>
    <message>
        <source>发现 {count} 处问题：{first}</source>
        <translation>{count} problems found: {first}</translation>
    </message>
    <message>
        <source>站文件完好，日志 {count} 条全部相连。</source>
        <translation>The station file is sound; all {count} journal entries are linked.</translation>
    </message>
    <message>
        <source>已备份到 {file}。</source>
        <translation>Backed up to {file}.</translation>
    </message>
    <message>
        <source>布置任务…</source>
        <translation>Assign task…</translation>
    </message>
    <message>
        <source>任务看板</source>
        <translation>Task board</translation>
    </message>
    <message>
        <source>视图</source>
        <translation>View</translation>
    </message>
    <message>
        <source>任务列表</source>
        <translation>Task list</translation>
    </message>
    <message>
        <source>警情列表</source>
        <translation>Case list</translation>
    </message>
    <message>
        <source>力量列表</source>
        <translation>Force list</translation>
    </message>
    <message>
        <source>统计图表</source>
        <translation>Figures</translation>
    </message>
    <message>
        <source>导入面板</source>
        <translation>Import panel</translation>
    </message>
    <message>
        <source>命令面板</source>
        <translation>Command palette</translation>
    </message>
    <message>
        <source>三维视图</source>
        <translation>3D view</translation>
    </message>
    <message>
        <source>平面视图</source>
        <translation>Plan view</translation>
    </message>
    <message>
        <source>街景视图</source>
        <translation>Street view</translation>
    </message>
    <message>
        <source>全景</source>
        <translation>Whole town</translation>
    </message>
    <message>
        <source>正北朝上</source>
        <translation>North up</translation>
    </message>
    <message>
        <source>后退</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>前进</source>
        <translation>Forward</translation>
    </message>
    <message>
        <source>--storey 要和 --building 一起给，写明是哪栋楼的楼层。</source>
        <translation>Give --storey together with --building, to say whose storey it is.</translation>
    </message>
    <message>
        <source>{building} 没有第 {storey} 层：地上 {top} 层，地下 {below} 层（写作 -1、-2）。</source>
        <translation>{building} has no storey {storey}: {top} above ground, {below} below (written -1, -2).</translation>
    </message>
    <message>
        <source>退出一步</source>
        <translation>Step out</translation>
    </message>
    <message>
        <source>取消选择</source>
        <translation>Clear selection</translation>
    </message>
    <message>
        <source>收起或展开右侧</source>
        <translation>Fold or unfold the right side</translation>
    </message>
    <message>
        <source>收起或展开底部</source>
        <translation>Fold or unfold the drawer</translation>
    </message>
    <message>
        <source>浅色或深色</source>
        <translation>Light or dark</translation>
    </message>
    <message>
        <source>中文或英文</source>
        <translation>Chinese or English</translation>
    </message>
    <message>
        <source>大屏跟随选择</source>
        <translation>Wall follows the selection</translation>
    </message>
    <message>
        <source>已取消。</source>
        <translation>Cancelled.</translation>
    </message>
    <message>
        <source>已取消，没有写入任何内容。</source>
        <translation>Cancelled; nothing was written.</translation>
    </message>
    <message>
        <source>程序出了差错，已记入日志。</source>
        <translation>Something went wrong in the program; it is in the log.</translation>
    </message>
    <message>
        <source>已新建 {file}。</source>
        <translation>{file} was made.</translation>
    </message>
    <message>
        <source>已从 {backup} 恢复到 {file}。</source>
        <translation>Restored {backup} to {file}.</translation>
    </message>
    <message>
        <source>{file} 已存在：换一个文件名，或先移走它。</source>
        <translation>{file} exists: choose another name, or move it away first.</translation>
    </message>
    <message>
        <source>完好：日志 {count} 条，全部相连。</source>
        <translation>Sound: {count} journal entries, all linked.</translation>
    </message>
    <message>
        <source>这个站文件需要口令：请设置环境变量 {name}，或在终端里运行。</source>
        <translation>This station file needs its passphrase: set the environment variable {name}, or run in a terminal.</translation>
    </message>
    <message>
        <source>口令</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>{kind}：{rows} 行，新增 {added}，更新 {updated}，未变 {unchanged}，拒收 {rejected}</source>
        <translation>{kind}: {rows} rows, {added} added, {updated} updated, {unchanged} unchanged, {rejected} rejected</translation>
    </message>
    <message>
        <source>这是预演，没有写入。</source>
        <translation>This was a dry run; nothing was written.</translation>
    </message>
    <message>
        <source>已撤销第 {batch} 批，共 {count} 处改动。</source>
        <translation>Batch {batch} was undone: {count} changes.</translation>
    </message>
    <message>
        <source>--map 要写成 列名=字段名，这里是“{pair}”。</source>
        <translation>--map is written COLUMN=FIELD; this is “{pair}”.</translation>
    </message>
    <message>
        <source>第 {row} 行 {column}：{why}</source>
        <translation>Row {row} {column}: {why}</translation>
    </message>
    <message>
        <source>日志 {count} 条</source>
        <translation>Journal: {count} entries</translation>
    </message>
    <message>
        <source>--where 要写成 字段=值，这里是“{given}”。</source>
        <translation>--where is written FIELD=VALUE; this is “{given}”.</translation>
    </message>
    <message>
        <source>--bbox、--near、--within 只能给一个。</source>
        <translation>Give only one of --bbox, --near and --within.</translation>
    </message>
    <message>
        <source>{file} 里没有面：--within 需要多边形。</source>
        <translation>{file} has no area: --within needs a polygon.</translation>
    </message>
    <message>
        <source>{what} 需要 {count} 个用逗号隔开的数，这里是“{given}”。</source>
        <translation>{what} needs {count} numbers with commas between; this is “{given}”.</translation>
    </message>
    <message>
        <source>{form} 要写到文件里：请加 --out 文件名。</source>
        <translation>{form} goes into a file: add --out NAME.</translation>
    </message>
    <message>
        <source>{file} 不是可用的 GeoJSON 面：{why}</source>
        <translation>{file} is no GeoJSON polygon that can be used: {why}</translation>
    </message>
    <message>
        <source>已加密</source>
        <translation>encrypted</translation>
    </message>
    <message>
        <source>未加密</source>
        <translation>Not encrypted</translation>
    </message>
    <message>
        <source>演示站：{file}（虚构，未加密）</source>
        <translation>Demo station: {file} (invented, not encrypted)</translation>
    </message>
    <message>
        <source>图已写到 {file}。</source>
        <translation>The picture is in {file}.</translation>
    </message>
    <message>
        <source>正在生成演示站……</source>
        <translation>Making the demo station…</translation>
    </message>
    <message>
        <source>这里没有屏幕，打不开窗口；可以用 watchroom shot 生成一张图。</source>
        <translation>There is no screen here, so no window can open; `watchroom shot` makes a picture.</translation>
    </message>
    <message>
        <source>--size 要写成 宽x高，例如 1920x1080。</source>
        <translation>--size is written WIDTHxHEIGHT, for example 1920x1080.</translation>
    </message>
    <message>
        <source>图的宽和高要在 200 到 16384 之间。</source>
        <translation>A picture is 200 to 16384 pixels wide and high.</translation>
    </message>
    <message>
        <source>没有叫“{name}”的力量成员。</source>
        <translation>No force member is called “{name}”.</translation>
    </message>
    <message>
        <source>请写明交给谁：姓名、警号或编号。</source>
        <translation>Say to whom: name, number or id.</translation>
    </message>
    <message>
        <source>--subject 要写成 类别:编号，例如 building:12。</source>
        <translation>--subject is written KIND:ID, for example building:12.</translation>
    </message>
    <message>
        <source>{kind} 里没有编号 {id}。</source>
        <translation>There is no {kind} with id {id}.</translation>
    </message>
    <message>
        <source>同一对象已有同类任务 #{id}“{title}”未办结；确要再布置请加 --anyway。</source>
        <translation>Task #{id} “{title}” with the same purpose is still open on this object; add --anyway to assign another.</translation>
    </message>
    <message>
        <source>叫“{name}”的有 {count} 人，请改用警号或编号：{ids}</source>
        <translation>{count} force members are called “{name}”; use number or id: {ids}</translation>
    </message>
    <message>
        <source>--at 要写成 经度,纬度。</source>
        <translation>--at is written LON,LAT.</translation>
    </message>
    <message>
        <source>程序出了差错，已记入日志，可以继续工作。</source>
        <translation>Something went wrong in the program. It is in the log, and you can go on.</translation>
    </message>
    <message>
        <source>大屏 · {name}</source>
        <translation>Wall · {name}</translation>
    </message>
    <message>
        <source>{name} · 值班一张图</source>
        <translation>{name} · Watchroom</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Results</translation>
    </message>
    <message>
        <source>图写不到 {file}：请换一个能写的位置，扩展名用 .png。</source>
        <translation>The picture cannot be written to {file}: choose a place that can be written to, and the suffix .png.</translation>
    </message>
    <message>
        <translation>Passphrase (at least 8 characters; empty for no encryption)</translation>
    </message>
    <message>
        <source>两次输入不一样，请重来。</source>
        <translation>The two differ; please try again.</translation>
    </message>
    <message>
        <source>新建站文件</source>
        <translation>New station file</translation>
    </message>
    <message>
        <source>派出所名称</source>
        <translation>Name of the station</translation>
    </message>
    <message>
        <source>再输一次口令</source>
        <translation>Passphrase once more</translation>
    </message>
    <message>
        <source>任务</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>值班一张图</source>
        <translation>Watchroom</translation>
    </message>
    <message>
        <source>搜索</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>大屏</source>
        <translation>Wall</translation>
    </message>
    <message>
        <source>图层</source>
        <translation>Layers</translation>
    </message>
    <message>
        <source>台账</source>
        <translation>Ledgers</translation>
    </message>
    <message>
        <source>{count} 行的地址没有找到对应的楼栋。</source>
        <translation>{count} row(s) with an address for which no building was found.</translation>
    </message>
    <message>
        <source>布置任务：{kind}</source>
        <translation>Assign task: {kind}</translation>
    </message>
    <message>
        <source>飞到{kind}</source>
        <translation>Fly to the {kind}</translation>
    </message>
    <message>
        <source>在此布置任务</source>
        <translation>Assign a task here</translation>
    </message>
    <message>
        <source>在此登记{kind}</source>
        <translation>Record a {kind} here</translation>
    </message>
    <message>
        <source>复制坐标</source>
        <translation>Copy coordinates</translation>
    </message>
    <message>
        <source>位置：</source>
        <translation>Look in:</translation>
    </message>
    <message>
        <source>文件类型：</source>
        <translation>Files of type:</translation>
    </message>
    <message>
        <source>文件夹</source>
        <translation>Folder</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>File</translation>
    </message>
    <message>
        <source>磁盘</source>
        <translation>Drive</translation>
    </message>
    <message>
        <source>快捷方式</source>
        <translation>Shortcut</translation>
    </message>
    <message>
        <source>不明</source>
        <translation>Unknown</translation>
    </message>
    <message>
        <source>%1 文件</source>
        <translation>%1 file</translation>
    </message>
<message><source>“{what}”没有做：先关掉打开着的这一页。</source><translation>“{what}” was not done: close the page that lies open first.</translation></message>
    <message>
        <source>故障日志</source>
        <translation>Fault log</translation>
    </message>
    <message>
        <source>崩溃记录</source>
        <translation>Crash records</translation>
    </message>
</context>
</TS>
