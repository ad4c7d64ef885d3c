<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
<context>
    <name>data.exchange.conversation</name>
    <message>
        <source>{fields}与第 {id} 号记录相同</source>
        <translation>Same {fields} as record {id}</translation>
    </message>
    <message>
        <source>，但{fields}不同</source>
        <translation>, but other {fields}</translation>
    </message>
    <message>
        <source>住处</source>
        <translation>place of living</translation>
    </message>
    <message>
        <source>所在的房屋</source>
        <translation>room</translation>
    </message>
    <message>
        <source>所在的楼栋</source>
        <translation>building</translation>
    </message>
    <message>
        <source>{field}与第 {id} 号记录相同，也在同一栋楼，但有一方没有写明房号</source>
        <translation>Same {field} as record {id} and in the same building, but one of the two names no room</translation>
    </message>
    <message>
        <source>由使用者决定不导入</source>
        <translation>Left out as you decided</translation>
    </message>
    <message>
        <source>由使用者决定：就是第 {id} 号记录</source>
        <translation>The same as record {id}, as you decided</translation>
    </message>
    <message>
        <source>要人来定是不是同一条：{why}</source>
        <translation>People must say whether it is the same: {why}</translation>
    </message>
    <message>
        <source>由使用者决定：新增</source>
        <translation>New, as you decided</translation>
    </message>
    <message>
        <source>没有第 {id} 号记录，说不上相同</source>
        <translation>There is no record {id} that it could be the same as</translation>
    </message>
    <message>
        <source>同 {id}</source>
        <translation>same as {id}</translation>
    </message>
    <message>
        <source>和上次一样</source>
        <translation>As last time</translation>
    </message>
    <message>
        <source>拒收 {kind}</source>
        <translation>Rejected {kind}</translation>
    </message>
    <message>
        <source>选一项再导入：</source>
        <translation>Choose one, then import again:</translation>
    </message>
    <message>
        <source>{file} 里没有能导入的文件</source>
        <translation>There is no file in {file} that could be imported</translation>
    </message>
    <message>
        <source>{file} 是压缩包里的压缩包，没有打开；请先解压</source>
        <translation>{file} is a packed file inside a packed file and was not opened; unpack it first</translation>
    </message>
    <message>
        <source>不认识 {file} 这种文件，没有读</source>
        <translation>{file} is of an unknown type and was not read</translation>
    </message>
    <message>
        <source>还没有核对完 {file}，请等一等再导入</source>
        <translation>{file} has not been compared to its end yet; wait a moment before you import it</translation>
    </message>
    <message>
        <source>{value}（遮住的部分不同）</source>
        <translation>{value} (the covered part differs)</translation>
    </message>
    <message>
        <source>所在位置</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>这次新建的{kind}</source>
        <translation>new {kind} of this import</translation>
    </message>
    <message>
        <source>第 {id} 号记录</source>
        <translation>record {id}</translation>
    </message>
    <message>
        <source>第 {n} 个要素</source>
        <translation>Feature {n}</translation>
    </message>
    <message>
        <source>列的含义和上次导入“{file}”时一样</source>
        <translation>The columns mean what they meant when “{file}” was imported</translation>
    </message>
    <message>
        <source>{file} 不能装在压缩包里导入，请单独导入</source>
        <translation>{file} cannot be imported from inside a packed file; import it by itself</translation>
    </message>
    <message>
        <source>日期，例如 2026-11-21 或 2026年11月21日</source>
        <translation>Date, such as 2026-11-21</translation>
    </message>
    <message>
        <source>日期和时间，例如 2026-11-21 13:45</source>
        <translation>Date and time, such as 2026-11-21 13:45</translation>
    </message>
    <message>
        <source>从列表里选</source>
        <translation>Choose from the list</translation>
    </message>
    <message>
        <source>是或否</source>
        <translation>Yes or no</translation>
    </message>
    <message>
        <source>电话号码，写成文本</source>
        <translation>Telephone number, as text</translation>
    </message>
    <message>
        <source>18 位身份证号，写成文本，末位校验码会核对</source>
        <translation>Identity number of 18 digits, as text; the last one is checked</translation>
    </message>
    <message>
        <source>整数</source>
        <translation>Whole number</translation>
    </message>
    <message>
        <source>数字</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>写名称或编号，要已经录入</source>
        <translation>Name or number of a record that is there already</translation>
    </message>
    <message>
        <source>{low} 到 {high}</source>
        <translation>{low} to {high}</translation>
    </message>
    <message>
        <source>写到室，例如 金沙小区5栋2单元301；路名加门牌号也可以</source>
        <translation>Down to the room: compound, building, unit and room; street and house number do too</translation>
    </message>
    <message>
        <source>度，例如 104.06；高德、百度的坐标也能认</source>
        <translation>Degrees, such as 104.06; coordinates of Amap and Baidu are recognised too</translation>
    </message>
    <message>
        <source>示例{kind}</source>
        <translation>Example {kind}</translation>
    </message>
    <message>
        <source>在前面的表里从第 2 行往下填，一行一条；黄色的列必填，其余可以空着。</source>
        <translation>Fill in the sheets before this one from row 2 on, one record a row; yellow columns are required, others may stay empty.</translation>
    </message>
    <message>
        <source>列可以调换次序、删去，也可以添上别的列；鼠标停在列名上看怎么写。</source>
        <translation>Columns can be moved, taken out, or added; rest the pointer on a heading to see how to write it.</translation>
    </message>
    <message>
        <source>填好后拖到值班一张图的窗口里：先看会改什么，再导入。</source>
        <translation>Then drop the file on the window: see first what would change, then import.</translation>
    </message>
    <message>
        <source>各类</source>
        <translation>Several kinds</translation>
    </message>
    <message>
        <source>{kinds}模板.xlsx</source>
        <translation>{kinds} template.xlsx</translation>
    </message>
    <message>
        <source>也认得：{names}</source>
        <translation>Also known as: {names}</translation>
    </message>
    <message>
        <source>列</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>怎么写</source>
        <translation>How to write it</translation>
    </message>
    <message>
        <source>金沙小区5栋2单元301</source>
        <translation>Jinsha Compound, building 5, unit 2, room 301</translation>
    </message>
    <message>
        <source>不能撤销“{why}”：后来有 {n} 次改动建立在它上面——{told}{more}。请先撤销后来的改动，再撤销这一次</source>
        <translation>“{why}” cannot be undone: {n} later change sets build on it: {told}{more}. Undo those first, then this one</translation>
    </message>
    <message>
        <source>；另有 {n} 次</source>
        <translation>; and {n} more</translation>
    </message>
    <message>
        <source>改动 {batch}（{who}，{at}，{why}）：{records}{several}</source>
        <translation>change set {batch} ({who}, {at}, {why}): {records}{several}</translation>
    </message>
    <message>
        <source>{kind}“{title}”</source>
        <translation>{kind} “{title}”</translation>
    </message>
    <message>
        <source>{kind}（编号 {id}）</source>
        <translation>{kind} (number {id})</translation>
    </message>
    <message>
        <source>等 {n} 条</source>
        <translation> and others, {n} in all</translation>
    </message>
</context>
</TS>
