<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>widgets.background</name>
    <message>
        <source>程序出错，已记入日志：{why}</source>
        <translation>Something went wrong and was written to the log: {why}</translation>
    </message>
</context>
<context>
    <name>widgets.day_words</name>
    <message>
        <source>{month}月{day}日</source>
        <translation>{day}/{month}</translation>
    </message>
</context>
<context>
    <name>widgets.drawer</name>
    <message>
        <source>收起</source>
        <translation>Fold</translation>
    </message>
    <message>
        <source>展开</source>
        <translation>Unfold</translation>
    </message>
</context>
<context>
    <name>widgets.hud_compass</name>
    <message>
        <source>转到正北朝上</source>
        <translation>Turn north up</translation>
    </message>
    <message>
        <source>北</source>
        <translation>N</translation>
    </message>
    <message>
        <source>指北针，当前朝向 {degrees}°</source>
        <translation>Compass, looking to {degrees}°</translation>
    </message>
</context>
<context>
    <name>widgets.hud_scale</name>
    <message>
        <source>{length} 米</source>
        <translation>{length} m</translation>
    </message>
    <message>
        <source>比例尺 {length}</source>
        <translation>Scale {length}</translation>
    </message>
    <message>
        <source>{length} 公里</source>
        <translation>{length} km</translation>
    </message>
</context>
<context>
    <name>widgets.hud_storeys</name>
    <message>
        <source>楼层</source>
        <translation>Storeys</translation>
    </message>
    <message>
        <source>顶</source>
        <translation>Roof</translation>
    </message>
</context>
<context>
    <name>widgets.hud_views</name>
    <message>
        <source>三维</source>
        <translation>3D</translation>
    </message>
    <message>
        <source>平面</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>街景</source>
        <translation>Street</translation>
    </message>
    <message>
        <source>放大</source>
        <translation>Nearer</translation>
    </message>
    <message>
        <source>缩小</source>
        <translation>Farther</translation>
    </message>
</context>
<context>
    <name>widgets.jobs_view</name>
    <message>
        <source>停止：{what}</source>
        <translation>Stop: {what}</translation>
    </message>
    <message>
        <source>正在停止</source>
        <translation>Stopping</translation>
    </message>
    <message>
        <source>显示所有进行中的工作</source>
        <translation>Show all work under way</translation>
    </message>
    <message>
        <source>进行中的工作：{count} 项</source>
        <translation>Work under way: {count}</translation>
    </message>
</context>
<context>
    <name>widgets.kind_file</name>
    <message>
        <source>已添加“{file}”里的类别，图层和台账里都有了。</source>
        <translation>The kind in “{file}” was added; it is among layers and ledgers now.</translation>
    </message>
    <message>
        <source>读不了 {file}：{why}。请选择 UTF-8 编码的类别文件（.toml）。</source>
        <translation>{file} cannot be read: {why}. Choose a kind file (.toml) in UTF-8.</translation>
    </message>
</context>
<context>
    <name>widgets.layer_row</name>
    <message>
        <source>显示{layer}</source>
        <translation>Show {layer}</translation>
    </message>
    <message>
        <source>点一下设置样式和筛选，上下拖动调整顺序</source>
        <translation>Click for style and filters, drag up or down to change the order</translation>
    </message>
    <message>
        <source>显示 {shown}，共 {total}</source>
        <translation>{shown} shown of {total}</translation>
    </message>
</context>
<context>
    <name>widgets.layer_section</name>
    <message>
        <source>显示全部</source>
        <translation>Show all</translation>
    </message>
    <message>
        <source>不透明度</source>
        <translation>Opacity</translation>
    </message>
    <message>
        <source>在图上标注文字</source>
        <translation>Labels on the map</translation>
    </message>
    <message>
        <source>颜色</source>
        <translation>Colour</translation>
    </message>
    <message>
        <source>颜色 {number}</source>
        <translation>Colour {number}</translation>
    </message>
    <message>
        <source>按{field}筛选</source>
        <translation>Filter by {field}</translation>
    </message>
</context>
<context>
    <name>widgets.layers_panel</name>
    <message>
        <source>类别文件 ({pattern})</source>
        <translation>Kind files ({pattern})</translation>
    </message>
    <message>
        <source>添加</source>
        <translation>Add</translation>
    </message>
    <message>
        <translation>Add a ledger and layer of your own from a kind file (TOML)</translation>
    </message>
    <message>
        <source>选择类别文件</source>
        <translation>Choose a kind file</translation>
    </message>
    <message>
        <source>图层</source>
        <translation>Layers</translation>
    </message>
</context>
<context>
    <name>widgets.legend</name>
    <message>
        <source>时限充裕</source>
        <translation>Enough time</translation>
    </message>
    <message>
        <source>即将到期</source>
        <translation>Due soon</translation>
    </message>
    <message>
        <source>已超期</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>户籍</source>
        <translation>Household</translation>
    </message>
    <message>
        <source>流动</source>
        <translation>Floating</translation>
    </message>
    <message>
        <source>商用</source>
        <translation>Business</translation>
    </message>
    <message>
        <source>空置</source>
        <translation>Vacant</translation>
    </message>
    <message>
        <source>打开一个图层，这里就说明它的颜色。</source>
        <translation>Switch a layer on and its colours are explained here.</translation>
    </message>
    <message>
        <source>图例</source>
        <translation>Legend</translation>
    </message>
    <message>
        <source>任务时限</source>
        <translation>Time left of tasks</translation>
    </message>
    <message>
        <source>住户</source>
        <translation>Residents</translation>
    </message>
</context>
<context>
    <name>widgets.notice</name>
    <message>
        <source>提示</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>注意</source>
        <translation>Warning</translation>
    </message>
    <message>
        <source>出错</source>
        <translation>Error</translation>
    </message>
</context>
<context>
    <name>widgets.notice_list</name>
    <message>
        <source>通知</source>
        <translation>Notices</translation>
    </message>
    <message>
        <source>没有通知</source>
        <translation>No notices</translation>
    </message>
    <message>
        <source>任务到期、导入结果和出错都会在这里。</source>
        <translation>Tasks falling due, results of imports and errors will be here.</translation>
    </message>
</context>
<context>
    <name>widgets.notice_toasts</name>
    <message numerus="yes">
        <source>此前还有 {n} 条超期提醒，都在铃铛里</source>
        <translation><numerusform>{n} earlier overdue reminder is under the bell</numerusform><numerusform>{n} earlier overdue reminders are under the bell</numerusform></translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
</context>
<context>
    <name>widgets.palette</name>
    <message>
        <source>要做什么？输入中文、拼音首字母或英文</source>
        <translation>What would you like to do? Type Chinese, initials or English</translation>
    </message>
    <message>
        <source>命令</source>
        <translation>Command</translation>
    </message>
    <message>
        <source>没有这样的命令</source>
        <translation>No such command</translation>
    </message>
</context>
<context>
    <name>widgets.rail</name>
    <message>
        <source>台账</source>
        <translation>Ledgers</translation>
    </message>
    <message>
        <source>任务</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>警情</source>
        <translation>Cases</translation>
    </message>
    <message>
        <source>力量</source>
        <translation>Forces</translation>
    </message>
    <message>
        <source>统计</source>
        <translation>Figures</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
</context>
<context>
    <name>widgets.search_bar</name>
    <message>
        <source>搜索姓名、地址、店铺、警情、拼音首字母…</source>
        <translation>Search names, addresses, shops, cases…</translation>
    </message>
    <message>
        <source>搜索</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>清空</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>换个写法试试：姓名的一两个字、拼音首字母（zw）、完整的手机号、路名加门牌号。</source>
        <translation>Try it another way: one or two characters of a name, initials (zw), a whole phone number, a road with a house number.</translation>
    </message>
    <message>
        <source>没有找到“{text}”</source>
        <translation>Nothing found for “{text}”</translation>
    </message>
    <message>
        <source>可以搜什么</source>
        <translation>What can be searched</translation>
    </message>
    <message>
        <source>最近搜索</source>
        <translation>Recent searches</translation>
    </message>
</context>
<context>
    <name>widgets.search_rows</name>
    <message>
        <source>{unit}单元</source>
        <translation>Unit {unit}</translation>
    </message>
    <message>
        <source>{unit}单元{room}</source>
        <translation>Unit {unit}, {room}</translation>
    </message>
    <message>
        <source>{room}室</source>
        <translation>Room {room}</translation>
    </message>
</context>
<context>
    <name>widgets.settings_page</name>
    <message>
        <source>色觉友好配色</source>
        <translation>Colour-blind safe colours</translation>
    </message>
    <message>
        <source>例：张警官</source>
        <translation>e.g. Officer Zhang</translation>
    </message>
    <message>
        <source>语言</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>界面文字；记录里的内容不变。</source>
        <translation>Words of the program; records stay as they are.</translation>
    </message>
    <message>
        <source>主题</source>
        <translation>Theme</translation>
    </message>
    <message>
        <source>夜班用深色，不刺眼。</source>
        <translation>Dark is easier on the eyes at night.</translation>
    </message>
    <message>
        <source>文字大小</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>界面随文字一起放大。</source>
        <translation>Everything grows with the text.</translation>
    </message>
    <message>
        <source>状态改用蓝、黄、深红，形状和文字照旧。</source>
        <translation>States in blue, yellow and dark red; shapes and words stay.</translation>
    </message>
    <message>
        <source>打开时的视图</source>
        <translation>First view</translation>
    </message>
    <message>
        <source>打开辖区时先看到的画面。</source>
        <translation>What is seen first when a station is opened.</translation>
    </message>
    <message>
        <source>大屏</source>
        <translation>Wall display</translation>
    </message>
    <message>
        <source>按 F11 时在哪块屏幕上显示。</source>
        <translation>The screen that F11 uses.</translation>
    </message>
    <message>
        <source>坐席姓名</source>
        <translation>Name at the desk</translation>
    </message>
    <message>
        <source>写进每次修改的记录里。</source>
        <translation>Written into the journal with every change.</translation>
    </message>
    <message>
        <source>第二块屏幕（如果有）</source>
        <translation>Second screen, if there is one</translation>
    </message>
    <message>
        <source>屏幕 {number}：{name}</source>
        <translation>Screen {number}: {name}</translation>
    </message>
    <message>
        <source>充裕</source>
        <translation>In time</translation>
    </message>
    <message>
        <source>将到期</source>
        <translation>Soon</translation>
    </message>
    <message>
        <source>超期</source>
        <translation>Late</translation>
    </message>
    <message>
        <source>浅色</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>深色</source>
        <translation>Dark</translation>
    </message>
</context>
<context>
    <name>widgets.shortcuts_page</name>
    <message>
        <source>地图</source>
        <translation>Map</translation>
    </message>
    <message>
        <source>按名称查找</source>
        <translation>Find by name</translation>
    </message>
    <message>
        <source>选中</source>
        <translation>Select</translation>
    </message>
    <message>
        <source>单击</source>
        <translation>Click</translation>
    </message>
    <message>
        <source>飞到</source>
        <translation>Fly there</translation>
    </message>
    <message>
        <source>双击</source>
        <translation>Double click</translation>
    </message>
    <message>
        <source>平移</source>
        <translation>Move</translation>
    </message>
    <message>
        <source>左键拖动</source>
        <translation>Left drag</translation>
    </message>
    <message>
        <source>转动</source>
        <translation>Turn</translation>
    </message>
    <message>
        <source>右键拖动</source>
        <translation>Right drag</translation>
    </message>
    <message>
        <source>缩放</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>滚轮</source>
        <translation>Wheel</translation>
    </message>
    <message>
        <source>俯仰</source>
        <translation>Tilt</translation>
    </message>
    <message>
        <source>看全景</source>
        <translation>Whole town</translation>
    </message>
    <message>
        <source>正北朝上</source>
        <translation>North up</translation>
    </message>
    <message>
        <source>返回上一步</source>
        <translation>Go back</translation>
    </message>
    <message>
        <source>没有这样的快捷键</source>
        <translation>No such shortcut</translation>
    </message>
</context>
<context>
    <name>widgets.side_panel</name>
    <message>
        <source>收起面板</source>
        <translation>Fold the panel away</translation>
    </message>
</context>
<context>
    <name>widgets.time_strip</name>
    <message>
        <source>每天的警情数，拖动选择时间</source>
        <translation>Cases a day; drag to choose a time</translation>
    </message>
    <message>
        <source>{day}：{count} 起</source>
        <translation>{day}: {count} cases</translation>
    </message>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>24 小时</source>
        <translation>24 h</translation>
    </message>
    <message>
        <source>7 天</source>
        <translation>7 days</translation>
    </message>
    <message>
        <source>30 天</source>
        <translation>30 days</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>近 24 小时</source>
        <translation>Last 24 hours</translation>
    </message>
    <message>
        <source>近 7 天</source>
        <translation>Last 7 days</translation>
    </message>
    <message>
        <source>近 30 天</source>
        <translation>Last 30 days</translation>
    </message>
    <message>
        <source>全部时间</source>
        <translation>All time</translation>
    </message>
</context>
<context>
    <name>widgets.topbar</name>
    <message>
        <source>菜单</source>
        <translation>Menu</translation>
    </message>
    <message>
        <source>通知，{count} 条未看</source>
        <translation>Notices, {count} not seen</translation>
    </message>
    <message>
        <source>例：夜班 B 组</source>
        <translation>e.g. Night shift B</translation>
    </message>
    <message>
        <source>当班</source>
        <translation>On duty</translation>
    </message>
    <message>
        <source>点一下修改当班班组</source>
        <translation>Click to change the shift on duty</translation>
    </message>
    <message>
        <source>值班一张图</source>
        <translation>Watchroom</translation>
    </message>
    <message>
        <source>值班：{shift}</source>
        <translation>On duty: {shift}</translation>
    </message>
    <message>
        <source>填写当班班组</source>
        <translation>Enter the shift</translation>
    </message>
</context>
<context>
    <name>widgets.welcome</name>
    <message>
        <source>看演示</source>
        <translation>See the demo</translation>
    </message>
    <message>
        <source>一个虚构的老城片区：约 130 栋楼、5,000 名住户，全部功能都能试。</source>
        <translation>An invented old district: about 130 buildings and 5,000 residents, with everything to try.</translation>
    </message>
    <message>
        <source>新建辖区</source>
        <translation>New station</translation>
    </message>
    <message>
        <source>从空白开始，导入建筑底图和台账表格。</source>
        <translation>Begin empty, then import buildings and your tables.</translation>
    </message>
    <message>
        <source>一个 .station 文件就是一个派出所的全部资料。</source>
        <translation>One .station file holds everything of one police station.</translation>
    </message>
    <message>
        <source>辖区里的楼、人、店、探头、警情和任务，都在一张三维图上。不联网也能用。</source>
        <translation>Buildings, people, shops, cameras, cases and tasks of the area on one 3D map. Works without a network.</translation>
    </message>
    <message>
        <source>最近打开</source>
        <translation>Opened last</translation>
    </message>
    <message>
        <source>{day}起</source>
        <translation>since {day}</translation>
    </message>
    <message>
        <source>到 {day}</source>
        <translation>until {day}</translation>
    </message>
</context>
</TS>
