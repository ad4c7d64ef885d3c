<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
<context>
    <name>data.exchange.reading</name>
    <message>
        <source>{file} 的编码认不出来：第 {line} 行不是 UTF-8、GB18030 或 Big5；请另存为 UTF-8，或指明编码</source>
        <translation>The encoding of {file} is not known: line {line} is neither UTF-8 nor GB18030 nor Big5; save the file as UTF-8, or name the encoding</translation>
    </message>
    <message numerus="yes">
        <source>文件里已有 {n} 个丢失的字（�），含有它的格不会导入</source>
        <translation><numerusform>{n} character was lost before the file came here (�); the cell that holds it is not imported</numerusform><numerusform>{n} characters were lost before the file came here (�); cells that hold one are not imported</numerusform></translation>
    </message>
    <message>
        <source>{one}；{other}</source>
        <translation>{one}; {other}</translation>
    </message>
    <message>
        <source>{one}（如 {characters}）</source>
        <translation>{one} (such as {characters})</translation>
    </message>
    <message>
        <source>也可能是 {name}：如果预览里的字不对，请改选</source>
        <translation>it could also be {name}: choose that if the characters in the preview are wrong</translation>
    </message>
    <message>
        <source>不认识编码“{name}”；可用 utf-8、gb18030、gbk、utf-16、big5</source>
        <translation>There is no encoding “{name}”; use utf-8, gb18030, gbk, utf-16 or big5</translation>
    </message>
    <message>
        <source>内容太大，内存放不下</source>
        <translation>its content does not fit into memory</translation>
    </message>
    <message>
        <source>工作表“{sheet}”有单元格在表格之外</source>
        <translation>sheet “{sheet}” has cells beyond the last row or column that a sheet can have</translation>
    </message>
    <message>
        <source>{part} 里有自定义实体、过深的嵌套或过长的元素</source>
        <translation>{part} declares entities, nests too deep or has elements without end</translation>
    </message>
    <message>
        <source>{part} 损坏或不完整</source>
        <translation>{part} is damaged or cut off</translation>
    </message>
    <message>
        <source>内容不完整：{why}</source>
        <translation>its content is not whole: {why}</translation>
    </message>
    <message>
        <source>工作表“{sheet}”的 {written} 格重复成 {cells} 格</source>
        <translation>sheet “{sheet}” repeats {written} cells until they are {cells}</translation>
    </message>
    <message>
        <source>里面没有 {part}</source>
        <translation>it has no {part}</translation>
    </message>
    <message numerus="yes">
        <source>里面有 {n} 个部件</source>
        <translation><numerusform>it has {n} part</numerusform><numerusform>it has {n} parts</numerusform></translation>
    </message>
    <message>
        <source>压缩方法不认识</source>
        <translation>its way of compression is not known</translation>
    </message>
    <message>
        <source>{part} 是压缩炸弹：{n} 倍以上的膨胀</source>
        <translation>{part} is a compression bomb: it unpacks to more than {n} times its size</translation>
    </message>
    <message>
        <source>{part} 不是有效的 XML：{why}</source>
        <translation>{part} is not well-formed XML: {why}</translation>
    </message>
    <message>
        <source>压缩包不完整</source>
        <translation>the container is not whole</translation>
    </message>
    <message>
        <source>部件名 {name} 指向文件夹之外</source>
        <translation>the part name {name} leads out of the folder</translation>
    </message>
    <message>
        <source>部件 {name} 出现了两次</source>
        <translation>the part {name} is there twice</translation>
    </message>
    <message>
        <source>{file} 里没有认得出的表格；请用表格软件打开后另存为 .xlsx</source>
        <translation>No table is found in {file}; open it in a spreadsheet program and save it as .xlsx</translation>
    </message>
    <message>
        <source>{file} 是 {program} 文档，不是表格；请把其中的表格复制到工作簿里再导入</source>
        <translation>{file} is a {program} document and no table; copy its table into a workbook and import that</translation>
    </message>
    <message>
        <source>{file} 是压缩文件，不是工作簿；请先解压再导入</source>
        <translation>{file} is a compressed file and no workbook; unpack it first</translation>
    </message>
    <message>
        <source>{file} 的内容不正常，没有读取（{why}）；如果文件来源可靠，请用表格软件打开后另存为 .xlsx 再试</source>
        <translation>The content of {file} is not normal and was not read ({why}); if you trust where it comes from, open it in a spreadsheet program, save it as .xlsx and try again</translation>
    </message>
    <message>
        <source>{file} 里的 {part} 解压后超过 {size}，没有读取；请在表格软件里删去多余的空行空列，或分成几个文件再导入</source>
        <translation>{part} in {file} unpacks to more than {size} and was not read; delete empty rows and columns in a spreadsheet program, or split the file</translation>
    </message>
    <message>
        <source>{file} 的工作表“{sheet}”一直伸到 {corner}，却只有 {cells} 格有内容；请删去多余的行和列后另存，再导入</source>
        <translation>Sheet “{sheet}” of {file} reaches to {corner}, but only {cells} of its cells hold something; delete the rows and columns that are not needed, save it and import it again</translation>
    </message>
    <message>
        <source>是网页，里面没有表格</source>
        <translation>it is a web page without a table</translation>
    </message>
    <message>
        <source>表 {n}</source>
        <translation>Table {n}</translation>
    </message>
    <message>
        <source>网页自己写明编码是 {name}</source>
        <translation>the page itself says that its encoding is {name}</translation>
    </message>
    <message>
        <source>文件其实是网页，读的是其中的表格</source>
        <translation>the file is a web page; the tables in it were read</translation>
    </message>
    <message>
        <source>表格一层套一层</source>
        <translation>tables lie in tables without end</translation>
    </message>
    <message>
        <source>表格太宽或格子太多</source>
        <translation>a table is too wide or has too many cells</translation>
    </message>
    <message>
        <source>分组标题行</source>
        <translation>title of a group of rows</translation>
    </message>
    <message>
        <source>{file} 里只有隐藏的工作表有数据（{sheets}）；请先在表格程序里取消隐藏，再导入</source>
        <translation>Only hidden sheets of {file} hold anything ({sheets}); unhide them in the spreadsheet program, then import it</translation>
    </message>
    <message numerus="yes">
        <source>有 {n} 行是隐藏的（第 {rows} 行），没有导入</source>
        <translation><numerusform>{n} row is hidden (row {rows}) and was not imported</numerusform><numerusform>{n} rows are hidden (row {rows}) and were not imported</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>有 {n} 列是隐藏的（{columns}），没有导入</source>
        <translation><numerusform>{n} column is hidden ({columns}) and was not imported</numerusform><numerusform>{n} columns are hidden ({columns}) and were not imported</numerusform></translation>
    </message>
    <message>
        <source>有隐藏的工作表（{sheets}），没有导入</source>
        <translation>There are hidden sheets ({sheets}), which were not imported</translation>
    </message>
    <message>
        <source>里面有丢失的字（�），原来的字已找不回来；请从原始资料重新填写</source>
        <translation>characters are lost in it (�) and cannot be brought back; fill it in again from where it came from</translation>
    </message>
    <message>
        <source>{part} 自称有 {n} 条文字，其实没有</source>
        <translation>{part} claims to hold {n} texts and does not</translation>
    </message>
    <message>
        <source>文字按 GB18030 读：文件写明的编码不对</source>
        <translation>the texts were read as GB18030: the encoding that the file names is wrong</translation>
    </message>
    <message>
        <source>{file} 里有 Excel 4 宏表，没有读取；请在表格软件里另存为不带宏的 .xlsx，再导入</source>
        <translation>{file} has sheets of Excel 4 macros and was not read; save it in a spreadsheet program as an .xlsx without macros and import that</translation>
    </message>
    <message>
        <source>有 {n} 格公式没有计算结果，按空白处理；请用表格软件打开后保存一次，再导入</source>
        <translation>{n} cells hold formulas without a result and count as empty; open and save the file once in a spreadsheet program, then import it</translation>
    </message>
    <message>
        <source>{file} 第 {line} 行的引号没有配对，后面的 {n} 行都成了一格；请补上或去掉这个引号</source>
        <translation>The quotation mark in line {line} of {file} has no other half, so that the {n} lines after it became one cell; add it or take it away</translation>
    </message>
    <message>
        <source>有一行超过 {size}</source>
        <translation>one line is longer than {size}</translation>
    </message>
    <message numerus="yes">
        <source>第 {row} 行有 {n} 列</source>
        <translation><numerusform>row {row} has {n} column</numerusform><numerusform>row {row} has {n} columns</numerusform></translation>
    </message>
</context>
</TS>
