<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
<context>
    <name>widgets.records.import</name>
    <message>
        <source>楼名、编号或地址，回车</source>
        <translation>Name, code or address of the building, then Enter</translation>
    </message>
    <message>
        <source>是哪栋楼的模型</source>
        <translation>Model of the building</translation>
    </message>
    <message>
        <source>空白模板…</source>
        <translation>Empty templates…</translation>
    </message>
    <message>
        <source>没对上的地址</source>
        <translation>Unmatched addresses</translation>
    </message>
    <message>
        <source>搜索楼栋：名称、小区、路名</source>
        <translation>Search buildings: name, compound, street</translation>
    </message>
    <message numerus="yes">
        <source>{n} 行</source>
        <translation><numerusform>{n} row</numerusform><numerusform>{n} rows</numerusform></translation>
    </message>
    <message>
        <source>每个地址都找到了楼栋</source>
        <translation>Every address found its building</translation>
    </message>
    <message>
        <source>“{address}”是哪栋楼？</source>
        <translation>Which building is “{address}”?</translation>
    </message>
    <message>
        <source>就是这里</source>
        <translation>This one</translation>
    </message>
    <message>
        <source>各种坐标系下这些点落在哪里</source>
        <translation>Where each datum puts the points</translation>
    </message>
    <message>
        <source>正在比较各种坐标系…</source>
        <translation>Comparing the datums…</translation>
    </message>
    <message>
        <source>看这些点</source>
        <translation>Show the points</translation>
    </message>
    <message>
        <source>这些行没有能用的坐标</source>
        <translation>These rows have no usable coordinates</translation>
    </message>
    <message>
        <source>就用它</source>
        <translation>Use this one</translation>
    </message>
    <message>
        <source> · 现在按它处理</source>
        <translation> · in use</translation>
    </message>
    <message>
        <source>保存没导入的行，改好再导入</source>
        <translation>Save what was left out, to mend and import again</translation>
    </message>
    <message>
        <source>在地图上看</source>
        <translation>Show on the map</translation>
    </message>
    <message>
        <source>再导入文件</source>
        <translation>Import more files</translation>
    </message>
    <message>
        <source>保存没导入的行</source>
        <translation>Save what was left out</translation>
    </message>
    <message>
        <source>{file} 的导入已撤销</source>
        <translation>The import of {file} was undone</translation>
    </message>
    <message>
        <source>没有导入</source>
        <translation>Left out</translation>
    </message>
    <message numerus="yes">
        <source>已把 {n} 行没导入的行存到 {file}</source>
        <translation><numerusform>{n} row that was left out was saved to {file}</numerusform><numerusform>{n} rows that were left out were saved to {file}</numerusform></translation>
    </message>
    <message>
        <source>不能导入</source>
        <translation>Cannot be imported</translation>
    </message>
    <message>
        <source>等待核对</source>
        <translation>Waiting to be compared</translation>
    </message>
    <message>
        <source>要定坐标系</source>
        <translation>Datum to be chosen</translation>
    </message>
    <message numerus="yes">
        <source>{n} 行存疑</source>
        <translation><numerusform>{n} doubtful row</numerusform><numerusform>{n} doubtful rows</numerusform></translation>
    </message>
    <message>
        <source>可以导入</source>
        <translation>Ready</translation>
    </message>
    <message>
        <source>要导入的文件</source>
        <translation>Files to import</translation>
    </message>
    <message>
        <source>正在读</source>
        <translation>Reading</translation>
    </message>
    <message>
        <source>正在核对</source>
        <translation>Comparing</translation>
    </message>
    <message>
        <source>正在导入</source>
        <translation>Importing</translation>
    </message>
    <message>
        <source>已导入</source>
        <translation>Imported</translation>
    </message>
    <message>
        <source>还没有文件</source>
        <translation>No files yet</translation>
    </message>
    <message numerus="yes">
        <source>{kind} · {n} 行</source>
        <translation><numerusform>{kind} · {n} row</numerusform><numerusform>{kind} · {n} rows</numerusform></translation>
    </message>
    <message>
        <source>自动</source>
        <translation>Automatic</translation>
    </message>
    <message>
        <source>忘掉，重新认</source>
        <translation>Forget, guess anew</translation>
    </message>
    <message>
        <source>看不准，也可能是{others}</source>
        <translation>Unsure, it could also be {others}</translation>
    </message>
    <message>
        <source>{ending} · {sheet}</source>
        <translation>{ending} · {sheet}</translation>
    </message>
    <message numerus="yes">
        <source>{n} 行数据</source>
        <translation><numerusform>{n} row of data</numerusform><numerusform>{n} rows of data</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>，{n} 行不是数据</source>
        <translation><numerusform>, {n} row is not</numerusform><numerusform>, {n} rows are not</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>表头占 {n} 行</source>
        <translation><numerusform>Header of {n} row</numerusform><numerusform>Header of {n} rows</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{n} 列</source>
        <translation><numerusform>{n} column</numerusform><numerusform>{n} columns</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{n} 行找到楼栋</source>
        <translation><numerusform>{n} row found its building</numerusform><numerusform>{n} rows found their building</numerusform></translation>
    </message>
    <message>
        <source>列名认不出来，请选是哪一类</source>
        <translation>Headings not recognised: choose what it is</translation>
    </message>
    <message>
        <source>请先选“导入为”哪一类</source>
        <translation>First choose under “Import as” what it is</translation>
    </message>
    <message>
        <source>请选择</source>
        <translation>Choose</translation>
    </message>
    <message>
        <source>要选类别</source>
        <translation>Choose what it is</translation>
    </message>
    <message>
        <source>等</source>
        <translation> and more</translation>
    </message>
    <message>
        <source>{kind} · {n} 个</source>
        <translation>{kind} · {n}</translation>
    </message>
    <message>
        <source>请先选坐标系</source>
        <translation>First choose the coordinate system</translation>
    </message>
    <message>
        <source>由您指定</source>
        <translation>Chosen by you</translation>
    </message>
    <message>
        <source>分不清，请在下面选一种</source>
        <translation>Not certain: choose one below</translation>
    </message>
    <message>
        <source>证据充分</source>
        <translation>Well supported</translation>
    </message>
    <message>
        <source>没有旁证，按此处理</source>
        <translation>Assumed, nothing speaks for it</translation>
    </message>
    <message>
        <source>文件类型与工作表</source>
        <translation>File type and sheet</translation>
    </message>
    <message>
        <source>表头在第几行</source>
        <translation>Header row</translation>
    </message>
    <message>
        <source>文字编码</source>
        <translation>Encoding</translation>
    </message>
    <message>
        <source>地址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>和上次导入“{file}”时一样理解</source>
        <translation>Understood as when “{file}” was imported</translation>
    </message>
    <message>
        <source>，{n} 行没找到</source>
        <translation>, {n} did not</translation>
    </message>
    <message>
        <source>按内容分</source>
        <translation>By content</translation>
    </message>
    <message>
        <source>第 {row} 行：{why}</source>
        <translation>Row {row}: {why}</translation>
    </message>
    <message>
        <source>由列名认出</source>
        <translation>Told by the headings</translation>
    </message>
    <message>
        <source>文件里的列</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>例子</source>
        <translation>Samples</translation>
    </message>
    <message>
        <source>含义</source>
        <translation>Meaning</translation>
    </message>
    <message>
        <source>依据</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>（空）</source>
        <translation>(empty)</translation>
    </message>
    <message>
        <source>没有认出来</source>
        <translation>Not recognised</translation>
    </message>
    <message>
        <source>{when} · {who}</source>
        <translation>{when} · {who}</translation>
    </message>
    <message>
        <source>把文件拖到窗口里</source>
        <translation>Drop files on the window</translation>
    </message>
    <message>
        <source>Excel、CSV、地图文件，或 zip</source>
        <translation>Excel, CSV, maps, or a zip</translation>
    </message>
    <message>
        <source>最近的导入</source>
        <translation>Latest imports</translation>
    </message>
    <message>
        <source>还没有导入过</source>
        <translation>Nothing imported yet</translation>
    </message>
    <message>
        <source>{file} 里的 {part}</source>
        <translation>{part} in {file}</translation>
    </message>
    <message numerus="yes">
        <source>先看前 {n} 行，其余正在核对</source>
        <translation><numerusform>First row, the rest is being compared</numerusform><numerusform>First {n} rows, the rest is being compared</numerusform></translation>
    </message>
    <message>
        <source>导入这张表</source>
        <translation>Import this table</translation>
    </message>
    <message>
        <source>坐标系的依据</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>是另一条，新增</source>
        <translation>Another one: add it</translation>
    </message>
    <message>
        <source>不导入这一行</source>
        <translation>Leave this row out</translation>
    </message>
    <message>
        <source>第 {n} 行</source>
        <translation>Row {n}</translation>
    </message>
    <message>
        <source>文件里的这一行</source>
        <translation>The row in the file</translation>
    </message>
    <message>
        <source>已决定：{what}</source>
        <translation>Decided: {what}</translation>
    </message>
    <message>
        <source>改主意</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>{n} 行都新增</source>
        <translation>Add all {n}</translation>
    </message>
    <message>
        <source>{n} 行都不导入</source>
        <translation>Leave all {n} out</translation>
    </message>
    <message>
        <source>就是这一条</source>
        <translation>It is this one</translation>
    </message>
    <message>
        <source>存疑</source>
        <translation>Doubtful</translation>
    </message>
    <message>
        <source>第 {n} 个</source>
        <translation>Feature {n}</translation>
    </message>
    <message>
        <source>{label} {before} → {after}</source>
        <translation>{label} {before} → {after}</translation>
    </message>
    <message>
        <source>将要发生的改动</source>
        <translation>What would change</translation>
    </message>
    <message>
        <source>模板已存到 {file}</source>
        <translation>The template was saved to {file}</translation>
    </message>
    <message>
        <source>保存模板…</source>
        <translation>Save template…</translation>
    </message>
    <message>
        <source>保存模板</source>
        <translation>Save template</translation>
    </message>
    <message>
        <source>每类一张空表：带下拉选项、批注和填写说明。填好拖回窗口就能导入。</source>
        <translation>An empty sheet for each kind, with lists to choose from, notes and a guide. Fill it in and drop it on the window.</translation>
    </message>
    <message>
        <source>表里的文字</source>
        <translation>Language of the sheets</translation>
    </message>
    <message>
        <source>Excel、CSV 表格，地图文件，或装着它们的 zip，可以一次多个。先看会改什么，再导入；导入后随时可以整体撤销。</source>
        <translation>Excel or CSV tables, maps, or a zip of them, several at once. See first what would change, then import; an import can be undone whole at any time.</translation>
    </message>
    <message>
        <source>{n} 个文件都导入</source>
        <translation>Import all {n} files</translation>
    </message>
    <message>
        <source>{what} {done} / {total}</source>
        <translation>{what} {done} / {total}</translation>
    </message>
    <message>
        <source>添加文件</source>
        <translation>Add files</translation>
    </message>
    <message>
        <source>正在核对 {file}</source>
        <translation>Comparing {file}</translation>
    </message>
    <message>
        <source>正在重新理解</source>
        <translation>Reading it anew</translation>
    </message>
    <message>
        <source>坐标属于</source>
        <translation>Coordinates are</translation>
    </message>
    <message>
        <source>空白模板</source>
        <translation>Empty templates</translation>
    </message>
    <message>
        <source>隐藏的也读</source>
        <translation>Read what is hidden too</translation>
    </message>
    <message>
        <source>继续核对</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>没有要改的</source>
        <translation>Nothing to change</translation>
    </message>
    <message>
        <source>正在读。读完这里会写明：把它当成了什么、每一列是什么意思、会改哪些记录；要改的都能改，确认之前不写入。</source>
        <translation>Reading. When it is done this says what the file was taken for, what each column means and which records would change; you can correct all of it, and nothing is written before you say so.</translation>
    </message>
    <message>
        <source>还没有读完，随时可以接着来。</source>
        <translation>It was not read to its end; you can go on at any time.</translation>
    </message>
    <message>
        <source>正在核对…</source>
        <translation>Comparing…</translation>
    </message>
    <message>
        <source>还没有核对</source>
        <translation>Not compared yet</translation>
    </message>
    <message>
        <source>要定</source>
        <translation>to be chosen</translation>
    </message>
    <message>
        <source>还没读</source>
        <translation>not read yet</translation>
    </message>
    <message>
        <source>哪个图层</source>
        <translation>Layer</translation>
    </message>
    <message>
        <source>其他坐标系：代号或名称，例如 4549、西安 80</source>
        <translation>Another system: code or name, such as 4549, UTM 51</translation>
    </message>
    <message>
        <source>按代号或名称找坐标系</source>
        <translation>Find a reference system by code or name</translation>
    </message>
    <message>
        <source>看它落在哪里</source>
        <translation>See where it falls</translation>
    </message>
    <message>
        <source>全部图层</source>
        <translation>All layers</translation>
    </message>
    <message>
        <source>{layer}：{datum}</source>
        <translation>{layer}: {datum}</translation>
    </message>
    <message>
        <source>没有这样的坐标系</source>
        <translation>There is no such reference system</translation>
    </message>
    <message>
        <source>所有图层都用它</source>
        <translation>Use it for all layers</translation>
    </message>
    <message>
        <source>所有表都用它</source>
        <translation>Use it for all tables</translation>
    </message>
    <message>
        <source>其他：按代号或名称找…</source>
        <translation>Another: find by code or name…</translation>
    </message>
    <message>
        <source>各图层不同</source>
        <translation>Differs by layer</translation>
    </message>
    <message>
        <source>还没有定，请在下面选一种</source>
        <translation>Open: please choose below</translation>
    </message>
    <message>
        <source>看不出来，请选是哪一类</source>
        <translation>Not clear: please choose the kind</translation>
    </message>
    <message><source>在站外，离本站 {far}</source><translation>Outside, {far} from the station</translation></message>
    <message><source>不在本站</source><translation>Not of this station</translation></message>
    <message><source>不在本站范围内：换一个文件，或另选坐标系</source><translation>Outside of the station: take another file or another reference system</translation></message>
    <message><source>{n} 个在楼里</source><translation>{n} in a building</translation></message>
    <message><source>{n} 个在楼外</source><translation>{n} outside of buildings</translation></message>
    <message><source>名称</source><translation>Name</translation></message>
    <message><source>新台账：按文件里的属性…</source><translation>New ledger, from the file's properties…</translation></message>
    <message><source>建好后在“图层”和“台账”里都有，可以按属性设样式、筛选、标注；不要了，在那里删除台账。</source><translation>It will be among layers and ledgers, to be styled, filtered and labelled by its properties. When it is no longer wanted it can be removed there.</translation></message>
    <message><source>{name}（{sort}）</source><translation>{name} ({sort})</translation></message>
    <message><source>没有属性，只有图形</source><translation>No properties, shapes only</translation></message>
    <message><source>等 {n} 个属性</source><translation> and more, {n} in all</translation></message>
    <message><source>；不是单个值、不收的：{keys}</source><translation>; not taken, as they are no single values: {keys}</translation></message>
    <message><source>是否</source><translation>yes or no</translation></message>
    <message><source>长文字</source><translation>long text</translation></message>
    <message><source>遮住的文字</source><translation>covered text</translation></message>
    <message><source>新台账的名称</source><translation>Name of the new ledger</translation></message>
    <message><source>建台账</source><translation>Make the ledger</translation></message>
    <message><source>正在看文件里有哪些属性…</source><translation>Looking at the file's properties…</translation></message>
    <message><source>文字</source><translation>text</translation></message>
    <message><source>不建了</source><translation>Leave it</translation></message>
    <message><source>还没有打开名单</source><translation>No list is open</translation></message>
    <message><source>在“台账”或“范围”里点“宽表”，名单就列在这里。</source><translation>Click “Wide table” in a ledger or in “Area”, and its list stands here.</translation></message>
    <message><source>看不出来，请选是哪一类；都不是就建新台账</source><translation>Cannot tell: choose what it is, or make a new ledger if it is none of these</translation></message>
</context>
</TS>
