<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
<context>
    <name>data.exchange</name>
    <message>
        <source>导入 {file}</source>
        <translation>Import {file}</translation>
    </message>
    <message>
        <source>第 {row} 行没有导入：{why}</source>
        <translation>Row {row} was not imported: {why}</translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
    <message>
        <source>类别看不准，按“{kind}”处理，也可能是 {others}；不对就撤销，再指明类别</source>
        <translation>The kind is uncertain: taken as {kind}, it could also be {others}; if it is wrong, undo and choose the kind</translation>
    </message>
    <message numerus="yes">
        <source>新建了 {n} 间没有登记过的房屋</source>
        <translation><numerusform>{n} dwelling that was not recorded has been added</numerusform><numerusform>{n} dwellings that were not recorded have been added</numerusform></translation>
    </message>
    <message>
        <source>{n} 人在别处还有没填离开日期的居住记录，已另加一条；搬走的请在旧记录上填离开日期</source>
        <translation>{n} people have a residence elsewhere without an end date; another was added. Give the old one an end date if they have moved</translation>
    </message>
    <message>
        <source>没有用到的列：{columns}</source>
        <translation>Columns not used: {columns}</translation>
    </message>
    <message>
        <source>还有工作表没有导入：{sheets}</source>
        <translation>Sheets that were not imported: {sheets}</translation>
    </message>
    <message>
        <source>写入</source>
        <translation>Writing</translation>
    </message>
    <message>
        <source>{file} 不是文字表格（里面有二进制内容）；请用表格软件另存为 .xlsx 或 .csv</source>
        <translation>{file} is no text table (it holds binary data); save it as .xlsx or .csv in a spreadsheet program</translation>
    </message>
    <message>
        <source>{file} 里没有数据</source>
        <translation>{file} holds no data</translation>
    </message>
    <message>
        <source>{file} 第 {line} 行读不了（{why}）；请检查这一行的引号和分隔符</source>
        <translation>Line {line} of {file} cannot be read ({why}); check its quotes and delimiters</translation>
    </message>
    <message>
        <source>读取 {file}</source>
        <translation>Reading {file}</translation>
    </message>
    <message>
        <source>与{where}相同</source>
        <translation>Same as {where}</translation>
    </message>
    <message>
        <source>第 {row} 行</source>
        <translation>row {row}</translation>
    </message>
    <message>
        <source>工作表“{sheet}”第 {row} 行</source>
        <translation>row {row} of sheet “{sheet}”</translation>
    </message>
    <message>
        <source>几张工作表都有拒收的行，请把拒收表写成 .xlsx</source>
        <translation>Several sheets have rejected rows; write the table of rejects as .xlsx</translation>
    </message>
    <message>
        <source>“{label}”不能为空</source>
        <translation>{label} cannot be empty</translation>
    </message>
    <message>
        <source>{file} 没有“{fields}”这一列，不能作为{kind}导入；请指明哪一列是“{field}”，或换一个类别</source>
        <translation>{file} has no column for “{fields}” and cannot be imported as {kind}; say which column is “{field}”, or choose another kind</translation>
    </message>
    <message>
        <source>与{where}是同一条（{fields}），但“{column}”不一致</source>
        <translation>Means the same record as {where} ({fields}), but “{column}” differs</translation>
    </message>
    <message>
        <source>找不到所在的楼栋；请先录入建筑，或把地址写成“小区+栋号”</source>
        <translation>The building is not found; record the building first, or write the address as compound and building number</translation>
    </message>
    <message>
        <source>没有一列对应{kind}的字段；请指明列的含义</source>
        <translation>No column means a field of {kind}; say what the columns mean</translation>
    </message>
    <message>
        <source>核对</source>
        <translation>Checking</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>读取</source>
        <translation>Reading</translation>
    </message>
    <message>
        <source>这一行没有可用的内容</source>
        <translation>This row holds nothing that can be used</translation>
    </message>
    <message>
        <source>应为 -{limit} 到 {limit} 之间的度数</source>
        <translation>Should be degrees between -{limit} and {limit}</translation>
    </message>
    <message>
        <source>经度和纬度只写了一个</source>
        <translation>Only one of longitude and latitude is given</translation>
    </message>
    <message>
        <source>坐标应写作“经度,纬度”，例如 104.06,30.67</source>
        <translation>Coordinates are written as longitude,latitude, for example 104.06,30.67</translation>
    </message>
    <message>
        <source>没有叫“{name}”的{kind}；请先录入，或不导入“{column}”这一列</source>
        <translation>There is no {kind} called “{name}”; record it first, or leave the column “{column}” out</translation>
    </message>
    <message>
        <source>有 {n} 条{kind}都叫“{name}”，请写编号</source>
        <translation>{n} records of {kind} are called “{name}”; write the number instead</translation>
    </message>
    <message>
        <source>由使用者指定</source>
        <translation>Given by the user</translation>
    </message>
    <message>
        <source>没有“{field}”这个字段，可用的有：{known}</source>
        <translation>There is no field “{field}”; there are: {known}</translation>
    </message>
    <message>
        <source>列名就是“{label}”</source>
        <translation>The heading is “{label}”</translation>
    </message>
    <message>
        <source>列名与“{label}”相近</source>
        <translation>The heading is close to “{label}”</translation>
    </message>
    <message>
        <source>表里没有“{column}”这一列，有：{known}</source>
        <translation>The table has no column “{column}”; it has: {known}</translation>
    </message>
    <message>
        <source>“{one}”和“{other}”两列不能都对应 {field}</source>
        <translation>Columns “{one}” and “{other}” cannot both mean {field}</translation>
    </message>
    <message>
        <source>{file} 的列（{columns}）没有一列认得出来；请指明类别和列的含义</source>
        <translation>None of the columns of {file} ({columns}) is understood; choose the kind and say what the columns mean</translation>
    </message>
    <message>
        <source>没有指明坐标系，按 WGS84 处理；高德、百度的坐标请指明坐标系</source>
        <translation>No datum was given, WGS84 was assumed; name the datum of coordinates from Amap or Baidu</translation>
    </message>
    <message>
        <source>拒收表只能写成 .xlsx 或 .csv，这里是 {file}</source>
        <translation>The table of rejects can be written as .xlsx or .csv only; this is {file}</translation>
    </message>
    <message>
        <source>拒收</source>
        <translation>Rejected</translation>
    </message>
    <message>
        <source>写不了 {file}：{why}</source>
        <translation>Cannot write {file}: {why}</translation>
    </message>
    <message>
        <source>{file} 里找不到表头：需要一行列名（如 姓名、地址、电话）和下面的数据行</source>
        <translation>No header row is found in {file}: a row of column names (such as name, address, phone) with rows of data below is needed</translation>
    </message>
    <message>
        <source>合计行</source>
        <translation>a row of totals</translation>
    </message>
    <message>
        <source>表尾说明</source>
        <translation>a remark below the table</translation>
    </message>
    <message>
        <source>重复的表头</source>
        <translation>the header again</translation>
    </message>
    <message>
        <source>第 {letter} 列</source>
        <translation>Column {letter}</translation>
    </message>
    <message>
        <source>不支持 {file} 这种文件；表格支持 {known}</source>
        <translation>Files such as {file} are not supported; tables may be {known}</translation>
    </message>
    <message>
        <source>{file} 打不开，文件已损坏或不是表格（{why}）；请用表格软件打开后另存为 .xlsx 再试</source>
        <translation>{file} cannot be opened, it is damaged or no table ({why}); open it in a spreadsheet program, save it as .xlsx and try again</translation>
    </message>
    <message>
        <source>{file} 有密码保护；请在表格软件里去掉密码后另存，再导入</source>
        <translation>{file} is protected by a password; remove the password in a spreadsheet program, save it and import it again</translation>
    </message>
    <message>
        <source>{file} 是压缩文件，请先解压再导入；支持 {known}</source>
        <translation>{file} is a packed file; unpack it first; supported: {known}</translation>
    </message>
    <message>
        <source>{file} 其实是网页或 XML，不是工作簿；请用表格软件打开后另存为 .xlsx</source>
        <translation>{file} is a web page or XML and no workbook; open it in a spreadsheet program and save it as .xlsx</translation>
    </message>
    <message>
        <source>{file} 里没有数据，所有工作表都是空的</source>
        <translation>{file} holds no data, all its sheets are empty</translation>
    </message>
    <message>
        <source>{file} 是空文件</source>
        <translation>{file} is an empty file</translation>
    </message>
    <message>
        <source>{file} 里没有工作表“{sheet}”，有：{known}</source>
        <translation>{file} has no sheet “{sheet}”; it has: {known}</translation>
    </message>
    <message>
        <source>找不到文件 {file}</source>
        <translation>File {file} is not found</translation>
    </message>
    <message>
        <source>读不了文件 {file}：{why}</source>
        <translation>Cannot read {file}: {why}</translation>
    </message>
    <message>
        <source>文件头不对</source>
        <translation>its first bytes are wrong</translation>
    </message>
    <message>
        <source>所有内容相同</source>
        <translation>all values are the same</translation>
    </message>
    <message>
        <source>{fields}相同</source>
        <translation>same {fields}</translation>
    </message>
    <message>
        <source>{file} 第 {line} 行不是有效的 {name} 文字，可能文件被截断或编码不对；请另存为 UTF-8 或指明编码，再导入</source>
        <translation>Line {line} of {file} is no valid {name} text; the file may be cut off or in another encoding; save it as UTF-8 or name the encoding, and import again</translation>
    </message>
    <message>
        <source>{file} 的编码认不出来；请另存为 UTF-8，或指明编码</source>
        <translation>The encoding of {file} is not recognised; save it as UTF-8, or name the encoding</translation>
    </message>
    <message>
        <source>奇数</source>
        <translation>odd</translation>
    </message>
    <message>
        <source>偶数</source>
        <translation>even</translation>
    </message>
    <message>
        <source>没有标记，但零字节只出现在{side}位，是 {name}</source>
        <translation>No mark, but zero bytes stand at {side} positions only: {name}</translation>
    </message>
    <message>
        <source>整个文件都是有效的 UTF-8</source>
        <translation>The whole file is valid UTF-8</translation>
    </message>
    <message>
        <source>文件开头有 {name} 标记（BOM）</source>
        <translation>The file begins with the mark of {name} (BOM)</translation>
    </message>
    <message>
        <source>整个文件都是有效的 {name}，其中 {share}% 是常用汉字</source>
        <translation>The whole file is valid {name}, {share}% of it common Chinese characters</translation>
    </message>
    <message>
        <source>辖区里没有“{name}”</source>
        <translation>“{name}” is not in this area</translation>
    </message>
    <message>
        <source>路名和门牌号相符</source>
        <translation>street and house number agree</translation>
    </message>
    <message>
        <source>小区和栋号都相符</source>
        <translation>compound and building number agree</translation>
    </message>
    <message>
        <source>只写了小区，没有写栋号</source>
        <translation>only the compound is given, without a building number</translation>
    </message>
    <message>
        <source>小区名省写，应为“{name}”</source>
        <translation>the compound is shortened, “{name}” is meant</translation>
    </message>
    <message>
        <source>只写了栋号，没有写小区</source>
        <translation>only a building number is given, without a compound</translation>
    </message>
    <message>
        <source>有 {n} 栋楼都叫这个</source>
        <translation>{n} buildings are called this</translation>
    </message>
    <message>
        <source>只说在“{name}”附近</source>
        <translation>only said to be near “{name}”</translation>
    </message>
    <message>
        <source>没有写明楼栋</source>
        <translation>no building is given</translation>
    </message>
    <message>
        <source>地址为空</source>
        <translation>the address is empty</translation>
    </message>
    <message>
        <source>与“{name}”一字不差</source>
        <translation>exactly “{name}”</translation>
    </message>
    <message>
        <source>“{compound}”没有 {number} 栋</source>
        <translation>“{compound}” has no building {number}</translation>
    </message>
    <message>
        <source>小区里只有这一栋</source>
        <translation>the only building of the compound</translation>
    </message>
    <message>
        <source>辖区只有一个小区，栋号相符</source>
        <translation>the only compound of the area, and the building number agrees</translation>
    </message>
    <message>
        <source>建筑名称相符</source>
        <translation>the name of the building agrees</translation>
    </message>
    <message>
        <source>“{street}{house}号”没有 {number} 栋</source>
        <translation>No. {house} {street} has no building {number}</translation>
    </message>
    <message>
        <source>站点</source>
        <translation>Station</translation>
    </message>
    <message>
        <source>导出时间</source>
        <translation>Exported at</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>记录数</source>
        <translation>Records</translation>
    </message>
    <message>
        <source>不能导出 {format} 格式，可以用：{known}</source>
        <translation>Cannot export as {format}; there are: {known}</translation>
    </message>
    <message>
        <source>{format} 要写到文件里，请给出文件名</source>
        <translation>{format} is written to a file; give a file name</translation>
    </message>
    <message>
        <source>已加入类别“{kind}”</source>
        <translation>Kind “{kind}” has been added</translation>
    </message>
    <message>
        <source>已更新类别“{kind}”</source>
        <translation>Kind “{kind}” has been updated</translation>
    </message>
    <message>
        <source>不支持 {file} 这种文件；支持 {known}</source>
        <translation>Files such as {file} are not supported; supported: {known}</translation>
    </message>
    <message>
        <source>拒收表不能覆盖正在导入的文件 {file}</source>
        <translation>The table of rejects must not overwrite the file being imported, {file}</translation>
    </message>
    <message>
        <source>读不了类别文件 {file}：{why}</source>
        <translation>Cannot read the kind file {file}: {why}</translation>
    </message>
    <message>
        <source>{file} 解压失败，文件不完整或不是 gzip：{why}</source>
        <translation>{file} cannot be unpacked, it is incomplete or no gzip: {why}</translation>
    </message>
    <message>
        <source>经度</source>
        <translation>Longitude</translation>
    </message>
    <message>
        <source>纬度</source>
        <translation>Latitude</translation>
    </message>
    <message>
        <source>所在楼层</source>
        <translation>Storey</translation>
    </message>
    <message>
        <source>房号</source>
        <translation>Room</translation>
    </message>
    <message>
        <source>记录号</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>About</translation>
    </message>
    <message>
        <source>记录太多（{n} 条），一张工作表放不下；请先缩小范围，或导出为 csv</source>
        <translation>Too many records ({n}) for one sheet; narrow the query, or export as csv</translation>
    </message>
    <message numerus="yes">
        <source>{n} 行的住址没有对上房屋，原文已保留在“住址（原文）”里</source>
        <translation><numerusform>The address of {n} row led to no dwelling; it is kept under “Address as written”</numerusform><numerusform>The addresses of {n} rows led to no dwelling; they are kept under “Address as written”</numerusform></translation>
    </message>
    <message>
        <source>住址未匹配：原文已保留（{why}）</source>
        <translation>Address not matched: kept as written ({why})</translation>
    </message>
    <message>
        <source>地址未匹配（{why}）</source>
        <translation>Address not matched ({why})</translation>
    </message>
    <message>
        <source>只找到楼栋：{why}；住址原文已保留</source>
        <translation>Only the building was found: {why}; the address is kept as written</translation>
    </message>
    <message>
        <source>没有这样的楼栋</source>
        <translation>no such building</translation>
    </message>
    <message>
        <source>没有写房号</source>
        <translation>no room is given</translation>
    </message>
    <message>
        <source>没有写是哪个单元</source>
        <translation>no stairwell is given</translation>
    </message>
    <message>
        <source>没有这样的房屋</source>
        <translation>no such dwelling</translation>
    </message>
    <message>
        <source>没有 {unit} 单元，“{name}”只有 {most} 个单元</source>
        <translation>there is no stairwell {unit}, “{name}” has only {most}</translation>
    </message>
    <message>
        <source>没有 {storey} 层，“{name}”只有 {most} 层</source>
        <translation>there is no storey {storey}, “{name}” has only {most}</translation>
    </message>
</context>
</TS>
