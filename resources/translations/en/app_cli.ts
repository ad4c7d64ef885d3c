<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
<context>
    <name>app.cli</name>
    <message><source>值班一张图：一个派出所，一张图。</source><translation>Watchroom: one police station, one map.</translation></message>
    <message><source>说明和消息用的语言</source><translation>language of help and messages</translation></message>
    <message><source>新建一个空站；不加 --plain 就加密。</source><translation>Make a new, empty station; encrypted unless --plain.</translation></message>
    <message><source>站的名称</source><translation>name of the station</translation></message>
    <message><source>不加密</source><translation>without encryption</translation></message>
    <message><source>核对文件、关联和整条日志链。</source><translation>Check file, links and the whole journal chain.</translation></message>
    <message><source>写一份一致的备份；控制台开着也可以。</source><translation>Write a consistent copy, also while the console runs.</translation></message>
    <message><source>把备份恢复成站文件。</source><translation>Bring a backup back as a station file.</translation></message>
    <message><source>标准输出只给一个 JSON 值</source><translation>one JSON value on standard output</translation></message>
    <message><source>导入一个文件；没有指明的都自己认。</source><translation>Bring a file in; what is not given is found by itself.</translation></message>
    <message><source>里面是哪一类记录</source><translation>kind of the records in it</translation></message>
    <message><source>读哪张工作表</source><translation>sheet to read</translation></message>
    <message><source>哪一列是哪个字段，可写多次</source><translation>which column is which field; may be repeated</translation></message>
    <message><source>文字编码，例如 gb18030</source><translation>text encoding, such as gb18030</translation></message>
    <message><source>坐标系的名称或代号</source><translation>datum, by name or code</translation></message>
    <message><source>只看会怎样，不写入</source><translation>tell what would be done and write nothing</translation></message>
    <message><source>拒收的行写到这个文件，改好可再导入</source><translation>file for the refused rows, to be mended and imported again</translation></message>
    <message><source>整批撤销最近一次（或指明的一次）改动或导入。</source><translation>Take back the last (or that) change set or import, whole.</translation></message>
    <message><source>哪一批</source><translation>which batch</translation></message>
    <message><source>列出类别和字段。</source><translation>The kinds and their fields.</translation></message>
    <message><source>名称、范围、是否加密、各类记录数、日志长度。</source><translation>Name, extent, encryption, records of each kind, journal length.</translation></message>
    <message><source>像搜索框那样查找。</source><translation>Search as in the search bar.</translation></message>
    <message><source>只找这一类</source><translation>only this kind</translation></message>
    <message><source>最多几条</source><translation>how many at most</translation></message>
    <message><source>按字段和位置查记录。</source><translation>Records by field and place.</translation></message>
    <message><source>字段等于某值，可写多次</source><translation>a field has this value; may be repeated</translation></message>
    <message><source>在这个范围里：西,南,东,北</source><translation>inside west, south, east, north</translation></message>
    <message><source>离这一点多少米以内</source><translation>within so many metres of a point</translation></message>
    <message><source>在这个文件的面里</source><translation>inside the polygons of this file</translation></message>
    <message><source>写成什么格式</source><translation>format of the output</translation></message>
    <message><source>写到哪个文件</source><translation>file to write to</translation></message>
    <message><source>打开控制台；不写站文件就打开上次的，或选演示站、新建、打开。</source><translation>Open the console; without a station it offers the last one, the demo, a new one, or another file.</translation></message>
    <message><source>生成（只一次）并打开演示站。</source><translation>Make (once) and open the demo station.</translation></message>
    <message><source>规模：1 是一个派出所的辖区</source><translation>size: 1 is one police station's area</translation></message>
    <message><source>种子：同一个数生成同一个站</source><translation>seed: the same number makes the same town</translation></message>
    <message><source>只生成，不打开</source><translation>make it and do not open it</translation></message>
    <message><source>把屏幕上会看到的画面写成图片。</source><translation>Write the picture that the screen would show.</translation></message>
    <message><source>宽x高，像素</source><translation>width and height in pixels</translation></message>
    <message><source>哪种画面</source><translation>which view</translation></message>
    <message><source>选中的楼栋编号</source><translation>id of the chosen building</translation></message>
    <message><source>打开的楼层</source><translation>the open storey</translation></message>
    <message><source>显示哪些图层</source><translation>layers to show</translation></message>
    <message><source>打开大屏。</source><translation>Open the wall display.</translation></message>
    <message><source>第几块屏幕，从 0 数起；不写就用第二块</source><translation>number of the screen, from 0; the second one if not given</translation></message>
    <message><source>任务：列出、新建、分派、签收、反馈、核验、办结、退回。</source><translation>Tasks: list, add, assign, sign, feedback, verify, close, return.</translation></message>
    <message><source>没办结的任务，最急的在前。</source><translation>Open tasks, the most pressing first.</translation></message>
    <message><source>只列这种状态，可写多次</source><translation>only this state; may be repeated</translation></message>
    <message><source>力量成员的姓名或编号</source><translation>name or id of a force member</translation></message>
    <message><source>办结的也列</source><translation>closed ones too</translation></message>
    <message><source>新建一个任务并下发。</source><translation>Create a task and hand it out.</translation></message>
    <message><source>标题</source><translation>title</translation></message>
    <message><source>要做什么</source><translation>what is to be done</translation></message>
    <message><source>针对什么</source><translation>what it is about</translation></message>
    <message><source>地图上的一点</source><translation>a point on the map</translation></message>
    <message><source>期限：2026-11-22 18:00，或 4h，或 2d</source><translation>due: 2026-11-22 18:00, or 4h, or 2d</translation></message>
    <message><source>缓急</source><translation>priority</translation></message>
    <message><source>先不下发</source><translation>do not hand it out yet</translation></message>
    <message><source>有同类任务未办结也要建</source><translation>even if one with the same purpose is open</translation></message>
    <message><source>把任务交给一名力量成员。</source><translation>Give a task to a force member.</translation></message>
    <message><source>力量成员的姓名、警号或编号</source><translation>name, number or id of a force member</translation></message>
    <message><source>发现了什么，或为什么</source><translation>what was found, or why</translation></message>
    <message><source>用法：</source><translation>Usage:</translation></message>
    <message><source>选项</source><translation>Options</translation></message>
    <message><source>显示这段说明。</source><translation>Show this message and exit.</translation></message>
    <message><source>默认：{default}</source><translation>default: {default}</translation></message>
    <message><source>必填</source><translation>required</translation></message>
    <message><source>错误：{message}</source><translation>Error: {message}</translation></message>
    <message><source>用法见“{command} {option}”。</source><translation>Try '{command} {option}' for help.</translation></message>
    <message><source>值不对：{message}</source><translation>Invalid value: {message}</translation></message>
    <message><source>{param_hint} 的值不对：{message}</source><translation>Invalid value for {param_hint}: {message}</translation></message>
    <message><source>缺少参数</source><translation>Missing argument</translation></message>
    <message><source>缺少选项</source><translation>Missing option</translation></message>
    <message><source>缺少 {param_type}</source><translation>Missing {param_type}</translation></message>
    <message><source>缺少命令。</source><translation>Missing command.</translation></message>
    <message><source>没有选项 {name!r}。</source><translation>No such option {name!r}.</translation></message>
    <message><source>没有选项：{name}</source><translation>No such option: {name}</translation></message>
    <message><source>没有命令 {name!r}。</source><translation>No such command {name!r}.</translation></message>
    <message><source>可以是：
	{choices}</source><translation>Choose from:
	{choices}</translation></message>
    <message><source>{value!r} 不是数（{number_type}）。</source><translation>{value!r} is not a valid {number_type}.</translation></message>
    <message><source>{value} 超出范围 {range}。</source><translation>{value} is not in the range {range}.</translation></message>
    <message><source>{value!r} 不是 {choice}。</source><translation>{value!r} is not {choice}.</translation></message>
    <message><source>{value!r} 不在可选的 {choices} 之中。</source><translation>{value!r} is not one of {choices}.</translation></message>
    <message><source>参数 {name!r} 要 {nargs} 个值。</source><translation>Argument {name!r} takes {nargs} values.</translation></message>
    <message><source>选项 {name!r} 不带值。</source><translation>Option {name!r} does not take a value.</translation></message>
    <message><source>选项 {name!r} 后面要有一个值。</source><translation>Option {name!r} requires an argument.</translation></message>
    <message><source>选项 {name!r} 后面要有 {nargs} 个值。</source><translation>Option {name!r} requires {nargs} arguments.</translation></message>
    <message><source>多了参数：{args}</source><translation>Got unexpected extra argument ({args})</translation></message>
    <message><source>是不是 {possibility}？</source><translation>Did you mean {possibility}?</translation></message>
    <message><source>（是不是其中一个：{possibilities}？）</source><translation>(Did you mean one of: {possibilities}?)</translation></message>
    <message><source>要 {nargs} 个值，只给了 1 个。</source><translation>Takes {nargs} values but 1 was given.</translation></message>
    <message><source>要 {nargs} 个值，给了 {len} 个。</source><translation>Takes {nargs} values but {len} were given.</translation></message>
    <message><source>再输一遍</source><translation>Repeat for confirmation</translation></message>
    <message><source>两次输入不一样。</source><translation>Error: The two entered values do not match.</translation></message>
    <message><source>输入不对</source><translation>Error: invalid input</translation></message>
</context>
</TS>
