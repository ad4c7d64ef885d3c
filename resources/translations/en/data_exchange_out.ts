<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
<context>
    <name>data.exchange.out</name>
    <message>
        <source>这种格式存不下其中的内容，请换一种格式导出</source>
        <translation>this format cannot hold what is in it; export it in another one</translation>
    </message>
    <message><source>楼栋</source><translation>Building</translation></message>
    <message><source>单元</source><translation>Stairwell</translation></message>
    <message><source>东坐标</source><translation>Easting</translation></message>
    <message><source>北坐标</source><translation>Northing</translation></message>
    <message><source>导出人</source><translation>Exported by</translation></message>
    <message><source>导出敏感信息的理由</source><translation>Reason for exporting sensitive fields</translation></message>
    <message><source>{format} 只装得下一类记录，请改用：{known}</source><translation>{format} holds records of one kind only; use one of: {known}</translation></message>
    <message><source>{format} 规定用 WGS84 坐标</source><translation>{format} is always in WGS84</translation></message>
    <message><source>不能用 {encoding} 编码写，可以用：{known}</source><translation>Cannot write in {encoding}; use one of: {known}</translation></message>
    <message><source>Excel 工作簿：列有类型，附一页来源说明</source><translation>Excel workbook: typed columns and a page that says where it came from</translation></message>
    <message><source>纯文本表格，什么程序都能打开</source><translation>A table as plain text that any program opens</translation></message>
    <message><source>地图数据，网页地图和 GIS 通用</source><translation>Map data for web maps and GIS</translation></message>
    <message><source>QGIS 等 GIS 软件用，一个文件装下图形和字段</source><translation>For QGIS and other GIS programs: shapes and fields in one file</translation></message>
    <message><source>在 Google Earth 等三维地图里看</source><translation>To look at in Google Earth and other globes</translation></message>
    <message><source>给其他程序用</source><translation>For other programs</translation></message>
    <message><source>在高德、腾讯、百度地图上用时选它们的坐标系；也可以写 EPSG 代号，例如 EPSG:4549。</source><translation>For use on Amap, Tencent or Baidu maps choose their datum; an EPSG code may be typed, such as EPSG:4549.</translation></message>
    <message><source>默认遮住：{fields}。写出原文要有理由，每条记录都记入操作日志。</source><translation>Covered unless you say otherwise: {fields}. Writing them out needs a reason, and each record is entered in the journal.</translation></message>
    <message><source>写出遮住的字段</source><translation>Write covered fields</translation></message>
    <message><source>导出理由</source><translation>Reason for the export</translation></message>
    <message><source>导出到文件…</source><translation>Export to file…</translation></message>
    <message><source>格式</source><translation>Format</translation></message>
    <message><source>敏感信息</source><translation>Sensitive fields</translation></message>
    <message><source>理由</source><translation>Reason</translation></message>
    <message><source>{names} · {count} 条</source><translation>{names} · {count}</translation></message>
    <message><source>导出到文件</source><translation>Export to file</translation></message>
    <message><source>旧版 Excel 打开是乱码时选 GB18030。</source><translation>Choose GB18030 where an old Excel shows garbled text.</translation></message>
    <message><source>写明用途，例如上级核查、案件办理。</source><translation>Say what it is for, such as an inspection or a case.</translation></message>
    <message><source>先打开一份台账，或在地图上选中一条记录，再导出。</source><translation>Open a ledger, or choose a record on the map, and export then.</translation></message>
    <message><source>导出名单</source><translation>Export a list</translation></message>
    <message><source>导出城市模型</source><translation>Export the town</translation></message>
    <message><source>导出城市模型…</source><translation>Export the town…</translation></message>
    <message><source>{count} 个对象已导出到 {file}。</source><translation>{count} objects were written to {file}.</translation></message>
    <message><source>站里还没有建筑、道路和地面，没有可导出的城市模型</source><translation>The station has no buildings, roads or grounds yet: there is no town to export</translation></message>
    <message><source>坐标系</source><translation>Datum</translation></message>
    <message><source>{file} 里认得的列只有 {columns}，看不出是哪类记录（可能是 {kinds}）；请指明类别</source><translation>Only {columns} of {file} are known, which does not tell what its records are (they may be: {kinds}); please name the kind</translation></message>
    <message>
        <source>没有写入的权限，请换一个文件夹</source>
        <translation>no permission to write there: choose another folder</translation>
    </message>
    <message>
        <source>这个盘只能读，请换一个文件夹</source>
        <translation>this disk is read-only: choose another folder</translation>
    </message>
    <message>
        <source>没有这个文件夹</source>
        <translation>there is no such folder</translation>
    </message>
    <message>
        <source>这是文件夹，请给出文件名</source>
        <translation>this is a folder: give a file name</translation>
    </message>
    <message>
        <source>磁盘满了</source>
        <translation>the disk is full</translation>
    </message>
    <message>
        <source>别的程序正在用它，请先关掉</source>
        <translation>another program is using it: close that first</translation>
    </message>
    <message>
        <source>文件名太长</source>
        <translation>the file name is too long</translation>
    </message>
    <message><source>解开 {file} 时写不了临时文件：{why}</source><translation>While {file} was unpacked a temporary file could not be written: {why}</translation></message>
    <message><source>{station} · {who} 于 {when} 导出 · 编号 {number}</source><translation>{station} · exported by {who} at {when} · number {number}</translation></message>
    <message><source>未署名</source><translation>nobody named</translation></message>
    <message><source>导出编号</source><translation>Export number</translation></message>
    <message><source>{format} 规定用 WGS-84 坐标，不用选。</source><translation>{format} is always in WGS-84: nothing to choose.</translation></message>
    <message><source>{name}（{n}）</source><translation>{name} ({n})</translation></message>
</context>
</TS>
