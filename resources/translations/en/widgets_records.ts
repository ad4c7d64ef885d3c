<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>widgets.records.around</name>
    <message><source>督办过</source><translation>Was supervised</translation></message>
    <message>
        <source>周边搜索</source>
        <translation>Nearby</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>{n} 米</source>
        <translation>{n} m</translation>
    </message>
    <message>
        <source>楼内</source>
        <translation>Inside</translation>
    </message>
    <message>
        <source>这个范围内没有记录，选大一些的范围试试</source>
        <translation>Nothing within this distance; try a larger one</translation>
    </message>
    <message>
        <source>住址未匹配</source>
        <translation>Address not matched</translation>
    </message>
</context>
<context>
    <name>widgets.records.attachments</name>
    <message>
        <source>附件</source>
        <translation>Attachments</translation>
    </message>
    <message>
        <source>还没有附件。把照片或文件拖到这里，或点“添加附件”。</source>
        <translation>No attachments yet. Drop photos or files here, or press “Attach”.</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>添加附件</source>
        <translation>Attach</translation>
    </message>
    <message>
        <source>已添加 {n} 个附件</source>
        <translation>Attachments added: {n}</translation>
    </message>
    <message>
        <source>没有能打开 {name} 的程序</source>
        <translation>No program can open {name}</translation>
    </message>
    <message>
        <source>{file} 超过 64 MB，请压缩后再添加</source>
        <translation>{file} is larger than 64 MB; pack it smaller and try again</translation>
    </message>
    <message>
        <source>读不了文件 {file}：{why}</source>
        <translation>Cannot read {file}: {why}</translation>
    </message>
    <message>
        <source>附件已删除，可按 Ctrl+Z 撤销</source>
        <translation>Attachment removed; Ctrl+Z brings it back</translation>
    </message>
</context>
<context>
    <name>widgets.records.building_page</name>
    <message>
        <source>还没有房屋登记</source>
        <translation>No dwellings recorded yet</translation>
    </message>
    <message>
        <source>导入房屋或人口表格后，这里按楼层和单元列出每一间。</source>
        <translation>Import a table of dwellings or people, and every room appears here by storey and stairwell.</translation>
    </message>
    <message>
        <source>导入表格</source>
        <translation>Import a table</translation>
    </message>
    <message>
        <source>楼栋资料：查看、修改、附件</source>
        <translation>Building record: read, edit, attachments</translation>
    </message>
    <message>
        <source>布置任务</source>
        <translation>Assign task</translation>
    </message>
    <message>
        <source>楼盘</source>
        <translation>Rooms</translation>
    </message>
    <message>
        <source>人员</source>
        <translation>People</translation>
    </message>
    <message>
        <source>商铺</source>
        <translation>Shops</translation>
    </message>
    <message>
        <source>历史</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>这栋楼已经删除</source>
        <translation>This building was deleted</translation>
    </message>
    <message>
        <source>点后退回到上一处，或按 Ctrl+Z 撤销删除。</source>
        <translation>Go back to where you were, or press Ctrl+Z to undo.</translation>
    </message>
    <message>
        <source>未命名的建筑</source>
        <translation>Unnamed building</translation>
    </message>
</context>
<context>
    <name>widgets.records.cases_panel</name>
    <message>
        <source>{type}（{severity}）</source>
        <translation>{type} ({severity})</translation>
    </message>
    <message>
        <source>全部类型</source>
        <translation>All types</translation>
    </message>
    <message>
        <source>全部等级</source>
        <translation>All levels</translation>
    </message>
    <message>
        <source>搜索警情</source>
        <translation>Search cases</translation>
    </message>
    <message>
        <source>{n} 起</source>
        <translation>Cases: {n}</translation>
    </message>
    <message>
        <source>没有这样的警情，放宽条件试试</source>
        <translation>No such cases; try wider conditions</translation>
    </message>
    <message>
        <source>未结</source>
        <translation>Open</translation>
    </message>
</context>
<context>
    <name>widgets.records.editors</name>
    <message>
        <source>例如 2026-11-21</source>
        <translation>e.g. 2026-11-21</translation>
    </message>
    <message>
        <source>例如 2026-11-21 21:47</source>
        <translation>e.g. 2026-11-21 21:47</translation>
    </message>
    <message>
        <source>11 位手机号，或带区号的固定电话</source>
        <translation>11-digit mobile, or landline with area code</translation>
    </message>
    <message>
        <source>18 位身份证号</source>
        <translation>18-digit identity number</translation>
    </message>
    <message>
        <source>例如 rtsp://192.168.1.20:554/1</source>
        <translation>e.g. rtsp://192.168.1.20:554/1</translation>
    </message>
    <message>
        <source>日历</source>
        <translation>Calendar</translation>
    </message>
    <message>
        <source>从日历中选</source>
        <translation>Choose from a calendar</translation>
    </message>
    <message>
        <source>未填</source>
        <translation>Not given</translation>
    </message>
    <message>
        <source>{masked}（不改就留空）</source>
        <translation>{masked} (leave empty to keep)</translation>
    </message>
</context>
<context>
    <name>widgets.records.figure_charts</name>
    <message>
        <source>{day} {hour}:00：{n} 起</source>
        <translation>{day} {hour}:00: {n} cases</translation>
    </message>
    <message>
        <source>近 {days} 天每天的警情</source>
        <translation>Cases a day over the last {days} days</translation>
    </message>
    <message>
        <source>{day}：{n} 起</source>
        <translation>{day}: {n} cases</translation>
    </message>
    <message>
        <source>警情按星期和小时</source>
        <translation>Cases by weekday and hour</translation>
    </message>
</context>
<context>
    <name>widgets.records.figures_panel</name>
    <message>
        <source>与上周同日此时持平</source>
        <translation>As many as a week ago by now</translation>
    </message>
    <message>
        <source>比上周同日此时多 {n}%</source>
        <translation>{n}% more than a week ago by now</translation>
    </message>
    <message>
        <source>比上周同日此时少 {n}%</source>
        <translation>{n}% fewer than a week ago by now</translation>
    </message>
    <message>
        <source>每天警情（起，近 30 天）</source>
        <translation>Cases a day, last 30 days</translation>
    </message>
    <message>
        <source>警情时段（起，近 30 天）</source>
        <translation>Cases by hour, last 30 days</translation>
    </message>
    <message>
        <source>警情类型（起，近 30 天）</source>
        <translation>Cases by type, last 30 days</translation>
    </message>
    <message>
        <source>任务（项）</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>在岗力量（人）</source>
        <translation>People on duty</translation>
    </message>
    <message>
        <source>今日警情（起）</source>
        <translation>Cases today</translation>
    </message>
    <message>
        <source>未办结任务（项）</source>
        <translation>Open tasks</translation>
    </message>
    <message>
        <source>超期任务（项）</source>
        <translation>Late tasks</translation>
    </message>
    <message>
        <source>在岗（人）</source>
        <translation>On duty</translation>
    </message>
    <message>
        <source>近 30 天按期办结 {n}%</source>
        <translation>Closed on time in the last 30 days: {n}%</translation>
    </message>
    <message>
        <source>近 30 天没有办结有期限的任务</source>
        <translation>No tasks with a due time were closed in the last 30 days</translation>
    </message>
</context>
<context>
    <name>widgets.records.forces_panel</name>
    <message>
        <source>搜索姓名、岗位、班组</source>
        <translation>Search name, role or team</translation>
    </message>
    <message>
        <source>没有这样的人，换个条件试试</source>
        <translation>Nobody like that; try other conditions</translation>
    </message>
    <message>
        <source>在岗</source>
        <translation>On duty</translation>
    </message>
    <message>
        <source>可派</source>
        <translation>Free</translation>
    </message>
    <message>
        <source>{n} 人</source>
        <translation>People: {n}</translation>
    </message>
</context>
<context>
    <name>widgets.records.history_view</name>
    <message>
        <source>登记</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>查看敏感信息</source>
        <translation>saw sensitive fields</translation>
    </message>
    <message>
        <source>{label}：{before} → {after}</source>
        <translation>{label}: {before} → {after}</translation>
    </message>
    <message>
        <source>{who} {verb} {what}</source>
        <translation>{who} · {verb} {what}</translation>
    </message>
    <message>
        <source>已撤销 {n} 处改动</source>
        <translation>Undone: {n} changes</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>还没有改动记录。之后的每次修改都会留在这里，可以撤销。</source>
        <translation>No changes yet. Every later change is kept here and can be undone.</translation>
    </message>
    <message>
        <source>空</source>
        <translation>empty</translation>
    </message>
    <message>
        <source>撤销这次改动</source>
        <translation>Undo this change</translation>
    </message>
</context>
<context>
    <name>widgets.records.import_done</name>
    <message>
        <source>拒收-{file}</source>
        <translation>rejected-{file}</translation>
    </message>
    <message>
        <source>撤销这次导入</source>
        <translation>Undo this import</translation>
    </message>
    <message>
        <source>已导入 {file}</source>
        <translation>Imported {file}</translation>
    </message>
</context>
<context>
    <name>widgets.records.import_mapping</name>
    <message>
        <source>不导入</source>
        <translation>Leave out</translation>
    </message>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
    <message>
        <source>还缺必填的列：{what}</source>
        <translation>Required columns missing: {what}</translation>
    </message>
</context>
<context>
    <name>widgets.records.import_window</name>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>把文件拖到这里</source>
        <translation>Drop files here</translation>
    </message>
    <message>
        <source>选择文件</source>
        <translation>Choose files</translation>
    </message>
    <message>
        <source>选择要导入的文件</source>
        <translation>Choose files to import</translation>
    </message>
    <message>
        <source>可导入的文件 ({pattern})</source>
        <translation>Files that can be imported ({pattern})</translation>
    </message>
    <message>
        <source>正在读 {file}</source>
        <translation>Reading {file}</translation>
    </message>
    <message>
        <source>正在导入 {file}</source>
        <translation>Importing {file}</translation>
    </message>
    <message numerus="yes">
        <source>已导入 {n} 行，可以整体撤销</source>
        <translation><numerusform>Imported {n} row; it can be undone as a whole</numerusform><numerusform>Imported {n} rows; it can be undone as a whole</numerusform></translation>
    </message>
    <message>
        <source>能读的文件：{known}</source>
        <translation>Files it reads: {known}</translation>
    </message>
    <message>
        <source>导入为</source>
        <translation>Import as</translation>
    </message>
    <message numerus="yes">
        <source>导入 {n} 行</source>
        <translation><numerusform>Import {n} row</numerusform><numerusform>Import {n} rows</numerusform></translation>
    </message>
    <message>
        <source>没有要写入的</source>
        <translation>Nothing to write</translation>
    </message>
    <message>
        <source>列的含义</source>
        <translation>Columns</translation>
    </message>
</context>
<context>
    <name>widgets.records.import_work</name>
    <message>
        <source>新增</source>
        <translation>New</translation>
    </message>
    <message>
        <source>更新</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>未变</source>
        <translation>Same</translation>
    </message>
    <message>
        <source>拒收</source>
        <translation>Rejected</translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
</context>
<context>
    <name>widgets.records.insight_lines</name>
    <message>
        <source>近 30 天本楼和周边 150 米没有警情。</source>
        <translation>No cases here or within 150 m in the last 30 days.</translation>
    </message>
    <message>
        <source>没有登记住在这里的人。导入人口表格，或在房间里登记住户。</source>
        <translation>Nobody is recorded here. Import a table of people, or add residents in a room.</translation>
    </message>
    <message>
        <source>没有登记在这里的商铺和单位。</source>
        <translation>No shops or organisations are recorded here.</translation>
    </message>
    <message>
        <source>没有未办结的任务。点“布置任务”派人去办。</source>
        <translation>No open tasks. Press “Assign task” to send somebody.</translation>
    </message>
    <message>
        <source>本楼，近 30 天</source>
        <translation>This building, last 30 days</translation>
    </message>
    <message>
        <source>看得到这栋楼的探头</source>
        <translation>Cameras that see this building</translation>
    </message>
    <message>
        <source>周边 150 米，近 30 天</source>
        <translation>Within 150 m, last 30 days</translation>
    </message>
</context>
<context>
    <name>widgets.records.inspector</name>
    <message>
        <source>后退（Alt+←）</source>
        <translation>Back (Alt+←)</translation>
    </message>
    <message>
        <source>前进（Alt+→）</source>
        <translation>Forward (Alt+→)</translation>
    </message>
    <message>
        <source>登记{kind}</source>
        <translation>Add {kind}</translation>
    </message>
    <message>
        <source>从哪里开始</source>
        <translation>Where to begin</translation>
    </message>
    <message>
        <source>在地图上点一栋楼，看它的楼层、房间和住户；双击飞过去。</source>
        <translation>Click a building on the map to see its storeys, rooms and residents; double click flies there.</translation>
    </message>
    <message>
        <source>搜索姓名、地址、店铺、警情，拼音首字母也行。</source>
        <translation>Search names, addresses, shops and cases; pinyin initials work too.</translation>
    </message>
    <message>
        <source>搜索（Ctrl+F）</source>
        <translation>Search (Ctrl+F)</translation>
    </message>
    <message>
        <source>把人口、房屋、商铺的表格拖到窗口里就能导入。</source>
        <translation>Drop a table of people, dwellings or shops onto the window to import it.</translation>
    </message>
</context>
<context>
    <name>widgets.records.ledger_panel</name>
    <message>
        <source>人</source>
        <translation>People</translation>
    </message>
    <message>
        <source>地</source>
        <translation>Places</translation>
    </message>
    <message>
        <source>物</source>
        <translation>Things</translation>
    </message>
    <message>
        <source>事</source>
        <translation>Events</translation>
    </message>
    <message>
        <source>组织</source>
        <translation>Organisations</translation>
    </message>
    <message>
        <source>在台账中搜索</source>
        <translation>Search this ledger</translation>
    </message>
    <message>
        <source>{n} 条</source>
        <translation>{n} records</translation>
    </message>
    <message>
        <source>宽表</source>
        <translation>Wide table</translation>
    </message>
    <message>
        <source>导出</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>导出这些</source>
        <translation>Export these</translation>
    </message>
    <message>
        <source>把筛选后列出的存成一张表</source>
        <translation>Save what the filter leaves as a table</translation>
    </message>
    <message>
        <source>{kind}等 {n} 类</source>
        <translation>{kind} and more ({n} kinds)</translation>
    </message>
    <message>
        <source>没有找到，换个词试试</source>
        <translation>Nothing found; try another word</translation>
    </message>
    <message>
        <source>还没有{kind}。点“登记”逐条添加，或把表格拖到窗口里导入。</source>
        <translation>{kind}: none yet. Press “Add”, or drop a table onto the window to import it.</translation>
    </message>
    <message>
        <source>在下方抽屉中打开宽表</source>
        <translation>Open as a wide table in the drawer below</translation>
    </message>
    <message>
        <source>把列出的记录存成表格</source>
        <translation>Save the records listed as a table</translation>
    </message>
</context>
<context>
    <name>widgets.records.link_editor</name>
    <message>
        <source>输入名称、编号或拼音首字母来找</source>
        <translation>Type a name, number or pinyin initials</translation>
    </message>
    <message>
        <source>“{label}”：请从找到的记录中选一条</source>
        <translation>“{label}”: choose one of the records found</translation>
    </message>
    <message>
        <source>已删除的记录</source>
        <translation>Deleted record</translation>
    </message>
</context>
<context>
    <name>widgets.records.member_picker</name>
    <message>
        <source>输入姓名、班组；在岗的排在前面</source>
        <translation>Type a name or team; those on duty come first</translation>
    </message>
    <message>
        <source>承办人</source>
        <translation>Assignee</translation>
    </message>
    <message>
        <source>没有这样的人，换个词试试</source>
        <translation>Nobody like that; try another word</translation>
    </message>
</context>
<context>
    <name>widgets.records.panel</name>
    <message>
        <source>值班员</source>
        <translation>Duty officer</translation>
    </message>
</context>
<context>
    <name>widgets.records.record_form</name>
    <message>
        <source>{label}（{unit}）</source>
        <translation>{label} ({unit})</translation>
    </message>
    <message>
        <source>{label}（必填）</source>
        <translation>{label} (required)</translation>
    </message>
    <message>
        <source>经度, 纬度</source>
        <translation>Longitude, latitude</translation>
    </message>
    <message>
        <source>修改{kind}</source>
        <translation>Edit {kind}</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>经度应在 ±180、纬度应在 ±90 之内；先写经度</source>
        <translation>Longitude lies within ±180 and latitude within ±90; longitude first</translation>
    </message>
    <message>
        <source>{who}刚刚修改了这条记录，保存会盖过相同的字段</source>
        <translation>{who} has just changed this record; saving overwrites the same fields</translation>
    </message>
    <message>
        <source>应写作“经度, 纬度”，例如 102.7423, 25.0561</source>
        <translation>Write “longitude, latitude”, e.g. 102.7423, 25.0561</translation>
    </message>
</context>
<context>
    <name>widgets.records.record_page</name>
    <message>
        <source>删除{kind}</source>
        <translation>Delete {kind}</translation>
    </message>
    <message>
        <source>{value}（推定）</source>
        <translation>{value} (assumed)</translation>
    </message>
    <message>
        <source>显示{what}</source>
        <translation>Show {what}</translation>
    </message>
    <message>
        <source>已删除</source>
        <translation>Deleted</translation>
    </message>
    <message>
        <source>没有关联的记录</source>
        <translation>Nothing is linked to it</translation>
    </message>
    <message>
        <source>位置 {lon}, {lat}</source>
        <translation>At {lon}, {lat}</translation>
    </message>
    <message>
        <source>资料</source>
        <translation>Facts</translation>
    </message>
    <message>
        <source>关联</source>
        <translation>Linked</translation>
    </message>
    <message><source>那时没有这条记录</source><translation>There was no such record then</translation></message>
    <message><source>它是后来才有的，或已不在；回到现在再看，或点后退。</source><translation>It came later, or had gone by then; go back to now, or back to where you were.</translation></message>
    <message>
        <source>这条记录已经删除</source>
        <translation>This record was deleted</translation>
    </message>
    <message>
        <source>还没有上图：修改时填写所在建筑或经纬度</source>
        <translation>Not on the map yet: edit it and give a building or coordinates</translation>
    </message>
    <message>
        <source>已保存</source>
        <translation>Saved</translation>
    </message>
</context>
<context>
    <name>widgets.records.reveals</name>
    <message>
        <source>处警需要</source>
        <translation>Responding to a case</translation>
    </message>
    <message>
        <source>入户走访核对</source>
        <translation>Checking on a visit</translation>
    </message>
    <message>
        <source>群众求助</source>
        <translation>Call for help</translation>
    </message>
    <message>
        <source>案件办理</source>
        <translation>Working on a case</translation>
    </message>
    <message>
        <source>信息更正</source>
        <translation>Correcting the record</translation>
    </message>
    <message>
        <source>查看理由</source>
        <translation>Reason for looking</translation>
    </message>
    <message>
        <source>选择或输入理由</source>
        <translation>Choose or type a reason</translation>
    </message>
    <message>
        <source>显示</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>为什么要看？理由会记入操作日志，3 分钟后重新遮住</source>
        <translation>Why do you need it? The reason goes into the journal; covered again after 3 minutes</translation>
    </message>
</context>
<context>
    <name>widgets.records.room_card</name>
    <message>
        <source>遮住</source>
        <translation>Cover</translation>
    </message>
    <message>
        <source>这间房没有登记住户。</source>
        <translation>No residents are recorded in this room.</translation>
    </message>
    <message>
        <source>房屋资料</source>
        <translation>Dwelling</translation>
    </message>
    <message>
        <source>曾有 {n} 人居住。</source>
        <translation>Former residents: {n}.</translation>
    </message>
    <message>
        <source>另有 {n} 人，见“人员”。</source>
        <translation>{n} more, see “People”.</translation>
    </message>
    <message>
        <source>登记住户</source>
        <translation>Add resident</translation>
    </message>
    <message>
        <source>{date} 起</source>
        <translation>since {date}</translation>
    </message>
</context>
<context>
    <name>widgets.records.room_grid</name>
    <message>
        <source>{room} 室</source>
        <translation>Room {room}</translation>
    </message>
    <message>
        <source>楼盘表</source>
        <translation>Rooms by storey and stairwell</translation>
    </message>
    <message>
        <source>{unit} 单元</source>
        <translation>Unit {unit}</translation>
    </message>
</context>
<context>
    <name>widgets.records.shown</name>
    <message>
        <source>{n} 分钟前</source>
        <translation>{n} min ago</translation>
    </message>
    <message>
        <source>今天 {time}</source>
        <translation>today {time}</translation>
    </message>
    <message>
        <source>昨天 {time}</source>
        <translation>yesterday {time}</translation>
    </message>
</context>
<context>
    <name>widgets.records.task_board</name>
    <message>
        <source>未指派</source>
        <translation>Unassigned</translation>
    </message>
    <message>
        <source>已反馈，待核验</source>
        <translation>To verify</translation>
    </message>
    <message>
        <source>已核验，待办结</source>
        <translation>To close</translation>
    </message>
    <message>
        <source>退回与草稿</source>
        <translation>Not issued</translation>
    </message>
    <message>
        <source>没有任务</source>
        <translation>No tasks</translation>
    </message>
</context>
<context>
    <name>widgets.records.task_form</name>
    <message>
        <source>2 小时</source>
        <translation>2 hours</translation>
    </message>
    <message>
        <source>明天</source>
        <translation>Tomorrow</translation>
    </message>
    <message>
        <source>3 天</source>
        <translation>3 days</translation>
    </message>
    <message>
        <source>不填则按类型和对象起名</source>
        <translation>Left empty, it is named by type and subject</translation>
    </message>
    <message>
        <source>要做什么、注意什么</source>
        <translation>What to do, what to mind</translation>
    </message>
    <message>
        <source>存为草稿</source>
        <translation>Save draft</translation>
    </message>
    <message>
        <source>类型</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>期限</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>优先级</source>
        <translation>Priority</translation>
    </message>
    <message>
        <source>要求</source>
        <translation>Instructions</translation>
    </message>
    <message>
        <source>任务名称</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>先选一位承办人</source>
        <translation>Choose an assignee first</translation>
    </message>
    <message>
        <source>这里已有 {n} 项同类任务没有办结，确认不重复再下发：</source>
        <translation>Open tasks of the same type here: {n}. Make sure it is not a double before issuing:</translation>
    </message>
    <message>
        <source>任务已布置，可按 Ctrl+Z 撤销</source>
        <translation>Task assigned; Ctrl+Z takes it back</translation>
    </message>
    <message>
        <source>地图上的一点 {lon}, {lat}</source>
        <translation>A point on the map {lon}, {lat}</translation>
    </message>
    <message>
        <source>不针对某个对象</source>
        <translation>Not on any record</translation>
    </message>
</context>
<context>
    <name>widgets.records.task_list</name>
    <message>
        <source>搜索任务</source>
        <translation>Search tasks</translation>
    </message>
    <message>
        <source>{n} 项</source>
        <translation>Tasks: {n}</translation>
    </message>
    <message>
        <source>没有任务。点一栋楼、一家店或一条警情，再点“布置任务”。</source>
        <translation>No tasks. Click a building, a shop or a case, then “Assign task”.</translation>
    </message>
    <message>
        <source>看板</source>
        <translation>Board</translation>
    </message>
    <message>
        <source>未办结</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>我的</source>
        <translation>Mine</translation>
    </message>
    <message>
        <source>没有超期的任务</source>
        <translation>No late tasks</translation>
    </message>
    <message>
        <source>没有你布置或承办的任务</source>
        <translation>No tasks that you handed out or have in hand</translation>
    </message>
</context>
<context>
    <name>widgets.records.task_page</name>
    <message>
        <source>补充说明（可不填）</source>
        <translation>Remark (optional)</translation>
    </message>
    <message>
        <source>删除任务</source>
        <translation>Delete task</translation>
    </message>
    <message>
        <source>改派</source>
        <translation>Reassign</translation>
    </message>
    <message>
        <source>交给谁？</source>
        <translation>Who gets it?</translation>
    </message>
    <message>
        <source>办理情况、看到了什么</source>
        <translation>What was done and found</translation>
    </message>
    <message>
        <source>为什么退回</source>
        <translation>Why it is returned</translation>
    </message>
    <message>
        <source>已删除，可按 Ctrl+Z 撤销</source>
        <translation>Deleted; Ctrl+Z brings it back</translation>
    </message>
</context>
<context>
    <name>widgets.records.task_track</name>
    <message>
        <source>任务进度：{state}</source>
        <translation>Progress of the task: {state}</translation>
    </message>
</context>
<context>
    <name>widgets.records.undo_strip</name>
    <message>
        <source>已撤销</source>
        <translation>Undone</translation>
    </message>
    <message>
        <source>住址</source>
        <translation>Lives at</translation>
    </message>
    <message>
        <source>待办结</source>
        <translation>To close</translation>
    </message>
    <message>
        <source>还有 {n} 类</source>
        <translation>{n} more kinds</translation>
    </message>
    <message><source>本楼和周边 60 米的隐患</source><translation>Hazards here and within 60 m</translation></message>
</context>
</TS>
