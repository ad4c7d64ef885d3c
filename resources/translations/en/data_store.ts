<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
<context>
    <name>data.store</name>
    <message>
        <source>place.through 提到没有的类别 {unknown}</source>
        <translation>place.through names kinds that do not exist: {unknown}</translation>
    </message>
    <message>
        <source>{file} 不是站文件，请选择扩展名为 .station 的文件</source>
        <translation>{file} is not a station file; choose a file that ends in .station</translation>
    </message>
    <message>
        <source>{file} 已经存在，请换一个文件名</source>
        <translation>{file} exists already; choose another name</translation>
    </message>
    <message>
        <source>{file} 已经存在：换一个文件名，或先移走它。</source>
        <translation>{file} exists already: choose another name, or move it away first.</translation>
    </message>
    <message>
        <source>{file} 是以只读方式打开的，不能修改</source>
        <translation>{file} was opened read-only and cannot be changed</translation>
    </message>
    <message>
        <source>{file} 是只读的，没有改动</source>
        <translation>{file} is read-only; nothing was changed</translation>
    </message>
    <message>
        <source>{file} 是由更新版本的程序写成的，请升级程序后再打开</source>
        <translation>{file} was written by a newer version of the program; upgrade the program and open it again</translation>
    </message>
    <message>
        <source>{file} 正被另一个程序写入，请稍后再试</source>
        <translation>Another program is writing to {file}; try again in a moment</translation>
    </message>
    <message>
        <source>{file} 需要先升级；请用可写方式打开一次</source>
        <translation>{file} has to be upgraded first; open it once so that it can be written</translation>
    </message>
    <message>
        <source>{kind}没有自己的位置，不能带坐标；请填所在建筑</source>
        <translation>{kind}: records of this kind have no place of their own and take no coordinates; give the building</translation>
    </message>
    <message>
        <source>{kind}的位置应是 shapely 图形</source>
        <translation>{kind}: the place has to be a shapely geometry</translation>
    </message>
    <message>
        <source>{kind}的位置应是 {wanted}，这里是 {given}</source>
        <translation>{kind}: the place has to be {wanted}, this is {given}</translation>
    </message>
    <message>
        <source>{kind}的位置索引与记录不一致</source>
        <translation>{kind}: the place index does not agree with the records</translation>
    </message>
    <message>
        <source>{kind}的坐标（{where}）不在经纬度范围内，请检查坐标系</source>
        <translation>{kind}: the coordinates ({where}) are no longitude and latitude; check the coordinate system</translation>
    </message>
    <message>
        <source>{kind}的搜索索引与记录不一致</source>
        <translation>{kind}: the search index does not agree with the records</translation>
    </message>
    <message>
        <source>{kind}（编号 {id}）不存在，可能已被删除；请刷新后再试</source>
        <translation>{kind} (id {id}) does not exist; it may have been removed. Refresh and try again</translation>
    </message>
    <message>
        <source>{kind}（编号 {id}）指向的{target}不存在</source>
        <translation>{kind} (id {id}) points to a record of kind {target} that does not exist</translation>
    </message>
    <message>
        <source>{kind}（编号 {row}）的“{label}”指向的{target}（编号 {id}）不存在</source>
        <translation>{kind} (id {row}): “{label}” points to {target} {id}, which does not exist</translation>
    </message>
    <message>
        <source>{through}没有指向{kind}的字段</source>
        <translation>{through} has no field that points to {kind}</translation>
    </message>
    <message>
        <source>“{field}”不是时间，不能按 {part} 统计</source>
        <translation>“{field}” is not a time and cannot be counted by {part}</translation>
    </message>
    <message>
        <source>“{label}”指向的记录（编号 {id}）不存在</source>
        <translation>“{label}” points to record {id}, which does not exist</translation>
    </message>
    <message>
        <source>“{name}”是内置类别的名称，请换一个</source>
        <translation>“{name}” is the name of a built-in kind; choose another</translation>
    </message>
    <message>
        <source>不能删除{kind}（编号 {id}）：{other}（编号 {record}）的“{label}”还指向它，请先改掉那一条</source>
        <translation>{kind} (id {id}) cannot be removed: “{label}” of {other} (id {record}) still points to it; change that one first</translation>
    </message>
    <message>
        <source>不能在此处新建 {file}：{why}</source>
        <translation>{file} cannot be made here: {why}</translation>
    </message>
    <message>
        <source>不能撤销：{kind}（编号 {id}）后来由 {who} 于 {at} 改动过（改动 {batch}），请先撤销那一次</source>
        <translation>Cannot undo: {kind} (id {id}) was changed afterwards by {who} at {at} (change set {batch}); undo that one first</translation>
    </message>
    <message>
        <source>不能撤销：{kind}（编号 {id}）后来被改动过</source>
        <translation>Cannot undo: {kind} (id {id}) was changed afterwards</translation>
    </message>
    <message>
        <source>写不了备份 {file}：{why}</source>
        <translation>The backup {file} cannot be written: {why}</translation>
    </message>
    <message>
        <source>另一个程序刚刚也在写这个站文件，请再试一次</source>
        <translation>Another program has just written to this station file; try again</translation>
    </message>
    <message>
        <source>同一次改动里，编号 {id} 的记录先被删除又被修改</source>
        <translation>In one change set, record {id} is removed and then changed</translation>
    </message>
    <message>
        <source>备份</source>
        <translation>Backing up</translation>
    </message>
    <message>
        <source>备份 {file} 不完好：{why}</source>
        <translation>The backup {file} is not sound: {why}</translation>
    </message>
    <message>
        <source>字段“{field}”指向没有的类别 {unknown}</source>
        <translation>The field “{field}” points to kinds that do not exist: {unknown}</translation>
    </message>
    <message>
        <source>打不开 {file}：口令不对，或文件已损坏</source>
        <translation>{file} cannot be opened: the passphrase is wrong, or the file is damaged</translation>
    </message>
    <message>
        <source>打不开 {file}：文件或文件夹没有读写权限</source>
        <translation>{file} cannot be opened: no right to read and write the file or its folder</translation>
    </message>
    <message>
        <source>撤销：{why}</source>
        <translation>Undo: {why}</translation>
    </message>
    <message>
        <source>改动 {batch} 已经撤销过了</source>
        <translation>Change set {batch} has been undone already</translation>
    </message>
    <message>
        <source>改动 {batch} 没有改记录，不能撤销</source>
        <translation>Change set {batch} changed no records and cannot be undone</translation>
    </message>
    <message>
        <source>改动里既没有编号也没有内容</source>
        <translation>An edit has neither an id nor values</translation>
    </message>
    <message>
        <source>文件已损坏：{why}</source>
        <translation>The file is damaged: {why}</translation>
    </message>
    <message>
        <source>新建站点</source>
        <translation>New station</translation>
    </message>
    <message>
        <source>新类别</source>
        <translation>new kind</translation>
    </message>
    <message>
        <source>日志在第 {entry} 条之后被截断</source>
        <translation>The journal is cut off after entry {entry}</translation>
    </message>
    <message>
        <source>日志第 {entry} 条的内容被改动</source>
        <translation>The content of journal entry {entry} has been altered</translation>
    </message>
    <message>
        <source>日志第 {entry} 条缺失</source>
        <translation>Journal entry {entry} is missing</translation>
    </message>
    <message>
        <source>日志链在第 {entry} 条断开</source>
        <translation>The journal chain breaks at entry {entry}</translation>
    </message>
    <message>
        <source>时间只能按 {known} 来统计，没有“{part}”</source>
        <translation>Times can be counted by {known}, not by “{part}”</translation>
    </message>
    <message>
        <source>查看敏感信息要写明理由</source>
        <translation>State a reason for looking at sensitive information</translation>
    </message>
    <message>
        <source>位置索引</source>
        <translation>Index of places</translation>
    </message>
    <message>
        <source>核对日志</source>
        <translation>Checking the journal</translation>
    </message>
    <message>
        <source>没有“{op}”这种比较，可用的有：{known}</source>
        <translation>There is no comparison “{op}”; there are: {known}</translation>
    </message>
    <message>
        <source>没有可以撤销的改动</source>
        <translation>There is nothing to undo</translation>
    </message>
    <message>
        <source>没有可以重做的改动</source>
        <translation>There is nothing to redo</translation>
    </message>
    <message>
        <source>没有编号为 {batch} 的改动</source>
        <translation>There is no change set {batch}</translation>
    </message>
    <message>
        <source>没有编号为 {id} 的附件</source>
        <translation>There is no attachment with id {id}</translation>
    </message>
    <message>
        <source>没有这个站文件：{file}</source>
        <translation>There is no such station file: {file}</translation>
    </message>
    <message>
        <source>添加类别“{kind}”</source>
        <translation>Added the kind “{kind}”</translation>
    </message>
    <message>
        <source>磁盘已满，{file} 没有改动；请腾出空间后再试</source>
        <translation>The disk is full; {file} was not changed. Free some space and try again</translation>
    </message>
    <message>
        <source>站文件 {file} 不完整（可能复制中断），请用备份恢复</source>
        <translation>The station file {file} is incomplete (perhaps copying was cut short); restore it from a backup</translation>
    </message>
    <message>
        <source>站文件 {file} 已加密，请输入口令</source>
        <translation>The station file {file} is encrypted; enter the passphrase</translation>
    </message>
    <message>
        <source>站文件 {file} 已损坏，请用备份恢复</source>
        <translation>The station file {file} is damaged; restore it from a backup</translation>
    </message>
    <message>
        <source>站文件里有形状读不出来，文件已损坏，请用备份恢复</source>
        <translation>A shape in the station file cannot be read: the file is damaged; restore it from a backup</translation>
    </message>
    <message>
        <source>站文件 {file} 的开头已损坏，请用备份恢复</source>
        <translation>The beginning of the station file {file} is damaged; restore it from a backup</translation>
    </message>
    <message>
        <source>站文件已经关闭</source>
        <translation>The station file has been closed</translation>
    </message>
    <message>
        <source>类别声明有变化</source>
        <translation>Declarations of kinds have changed</translation>
    </message>
    <message>
        <source>范围应按“西,南,东,北”的顺序写，且西小于东、南小于北</source>
        <translation>An area is written “west,south,east,north”, with west below east and south below north</translation>
    </message>
    <message>
        <source>范围应是一个多边形</source>
        <translation>The area has to be a polygon</translation>
    </message>
    <message>
        <source>请给站点起个名字</source>
        <translation>Give the station a name</translation>
    </message>
    <message>
        <source>读不了站文件 {file}：{why}</source>
        <translation>The station file {file} cannot be read: {why}</translation>
    </message>
    <message>
        <source>距离不能是负数</source>
        <translation>A distance cannot be negative</translation>
    </message>
    <message>
        <source>重做：{why}</source>
        <translation>Redo: {why}</translation>
    </message>
    <message>
        <source>附件 {file} 太大，最多 {limit} MB</source>
        <translation>The attachment {file} is too large; the limit is {limit} MB</translation>
    </message>
    <message>
        <source>附件 {file} 的内容与登记时不同</source>
        <translation>The content of the attachment {file} is not what it was</translation>
    </message>
    <message>
        <source>附件 {file} 的内容丢失</source>
        <translation>The content of the attachment {file} is missing</translation>
    </message>
    <message>
        <source>附件 {file} 的内容丢失，请用备份恢复</source>
        <translation>The content of the attachment {file} is missing; restore the station from a backup</translation>
    </message>
    <message><source>站文件 {file} 里的表“{table}”少了“{column}”这一列：文件被改动或损坏过，请用备份恢复</source><translation>Table "{table}" of the station file {file} has lost its column "{column}": the file was changed or damaged. Please restore a backup</translation></message>
</context>
</TS>
