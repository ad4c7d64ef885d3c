<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
<context>
    <name>data.exchange.places</name>
    <message>
        <source>图层“{layer}”的坐标按“{datum}”处理</source>
        <translation>Coordinates of the layer “{layer}” were taken for {datum}</translation>
    </message>
    <message>
        <source>没有采用：{why}</source>
        <translation>Left out: {why}</translation>
    </message>
    <message>
        <source>还有 {count} 个这样的名字</source>
        <translation>{count} more names like these</translation>
    </message>
    <message>
        <source>没有导入；请在“{column}”里写明“同 {id}”、“新增”或“不导入”</source>
        <translation>Not imported: write “same as {id}”, “new” or “leave out” into “{column}”</translation>
    </message>
    <message>
        <source>没有导入；请在“{column}”里写明“新增”或“不导入”</source>
        <translation>Not imported: write “new” or “leave out” into “{column}”</translation>
    </message>
    <message>
        <source>轮廓重合 {share}%，是同一栋建筑吗？</source>
        <translation>: {share} % of the outline is the same. Is it the same building?</translation>
    </message>
    <message>
        <source>与这次另一个文件里的“{name}”</source>
        <translation>“{name}” of another file of this import</translation>
    </message>
    <message>
        <source>与“{name}”（第 {id} 号记录）</source>
        <translation>“{name}” (record {id})</translation>
    </message>
    <message>
        <source>就在同一点，是改了名字吗？</source>
        <translation> stands at this very point. Was its name changed?</translation>
    </message>
    <message>
        <source>{count} 个{kind}可能与已有的是同一个，没有导入：请在窗口里逐个确认，或写出拒收表（--rejects），填好“{column}”再导入</source>
        <translation>{kind}: {count} may be stored already and were not imported. Confirm them one by one in the window, or write the rejects (--rejects), fill in “{column}” and import that</translation>
    </message>
    <message>
        <source>表“{layer}”没有图形，没有导入</source>
        <translation>The table "{layer}" has no shapes and was not imported</translation>
    </message>
    <message>
        <source>文件 {file}：没有坐标系 {system}</source>
        <translation>{file}: there is no reference system {system}</translation>
    </message>
    <message>
        <source>{count} 段文字中有 {read} 段读得通</source>
        <translation>{read} of {count} texts can be read so</translation>
    </message>
    <message>
        <source>坐标系“{system}”换算不到经纬度，请指明坐标系（EPSG:代号）</source>
        <translation>The reference system "{system}" cannot be turned into degrees; name the system (EPSG:code)</translation>
    </message>
    <message>
        <source>第 {row} 个要素的 {column} 里有读不通的文字，没有采用</source>
        <translation>{column} of feature {row} holds text that cannot be read and was left out</translation>
    </message>
    <message>
        <source>全部文字都读得通</source>
        <translation>all texts can be read so</translation>
    </message>
    <message>
        <source>{one}；或者{other}</source>
        <translation>{one}; or: {other}</translation>
    </message>
    <message>
        <source>属性文件 {table} 里的文字看不出是什么编码，请指明编码（如 gb18030、utf-8、big5）</source>
        <translation>The encoding of the texts in {table} cannot be told; name it (such as gb18030, utf-8, big5)</translation>
    </message>
    <message>
        <source>文件 {file} 只是指向别的表，请导入那些表</source>
        <translation>{file} only points to other tables; import those</translation>
    </message>
    <message>
        <source>文件 {file} 里没有地图图层</source>
        <translation>{file} holds no map layers</translation>
    </message>
    <message>
        <source>文件 {file} 是数据库，但不是 GeoPackage</source>
        <translation>{file} is a database but no GeoPackage</translation>
    </message>
    <message>
        <source>文件 {file} 里没有要素</source>
        <translation>{file} holds no features</translation>
    </message>
    <message>
        <source>图层“{layer}”：第 {first} 到第 {last} 个要素</source>
        <translation>Layer "{layer}": features {first} to {last}</translation>
    </message>
    <message>
        <source>轨迹只有 {count} 个点，连不成线</source>
        <translation>The track has only {count} point(s), which make no line</translation>
    </message>
    <message>
        <source>航点</source>
        <translation>Waypoints</translation>
    </message>
    <message>
        <source>路线</source>
        <translation>Routes</translation>
    </message>
    <message>
        <source>轨迹</source>
        <translation>Tracks</translation>
    </message>
    <message>
        <source>“{name}”有 {count} 段只有一个点，没有画出</source>
        <translation>{count} segment(s) of "{name}" have a single point and are not drawn</translation>
    </message>
    <message>
        <source>看起来是 {width} 度带第 {zone} 带的高斯坐标；若是 CGCS2000，代号是 EPSG:{code}</source>
        <translation>They look like Gauss-Krueger coordinates of {width}-degree zone {zone}; in CGCS2000 that is EPSG:{code}</translation>
    </message>
    <message>
        <source>看起来是不带带号的高斯坐标；若是 CGCS2000 的 3 度带，中央经线 114° 是 EPSG:4547，117° 是 4548，120° 是 4549</source>
        <translation>They look like Gauss-Krueger coordinates without a zone number; in CGCS2000 with 3-degree zones, central meridian 114° is EPSG:4547, 117° is 4548, 120° is 4549</translation>
    </message>
    <message>
        <source>看起来是 Web 墨卡托，代号是 EPSG:3857</source>
        <translation>They look like Web Mercator, which is EPSG:3857</translation>
    </message>
    <message>
        <source>坐标先写了北后写了东，已换过来</source>
        <translation>The coordinates gave north before east and were exchanged</translation>
    </message>
    <message>
        <source>坐标带的是 {zone} 带的带号，与坐标系 {system}（中央经线 {meridian:g}°）不符，请核对后指明坐标系（EPSG:代号）</source>
        <translation>The coordinates carry the number of zone {zone}, which is not that of {system} (central meridian {meridian:g}°); check, and name the system (EPSG:code)</translation>
    </message>
    <message>
        <source>坐标带有带号 {zone}，坐标系 {system} 不带带号，已去掉</source>
        <translation>The coordinates carry the zone number {zone}, {system} has none; it was taken off</translation>
    </message>
    <message>
        <source>坐标没有带号，坐标系 {system} 带有带号 {zone}，已加上</source>
        <translation>The coordinates carry no zone number, {system} has the number {zone}; it was added</translation>
    </message>
    <message>
        <source>几何读不懂</source>
        <translation>The geometry cannot be read</translation>
    </message>
    <message>
        <source>几何读不懂（{why}）</source>
        <translation>The geometry cannot be read ({why})</translation>
    </message>
    <message>
        <source>文件 {file} 的内容与它的名字不符（看起来是 {format}），没有导入</source>
        <translation>The content of {file} is not what its name says (it looks like {format}); it was not imported</translation>
    </message>
    <message>
        <source>文件 {file} 的内容与它的名字不符，没有导入</source>
        <translation>The content of {file} is not what its name says; it was not imported</translation>
    </message>
    <message>
        <source>文件 {file} 已损坏或不完整，读不了（{why}）。请重新导出该文件</source>
        <translation>{file} is damaged or incomplete and cannot be read ({why}). Export it again</translation>
    </message>
    <message>
        <source>文件 {file} 声明的编码是 {encoding}，但内容不是，请重新导出为 UTF-8</source>
        <translation>{file} declares the encoding {encoding}, but its content is not that; export it again as UTF-8</translation>
    </message>
    <message>
        <source>文件 {file} 不是有效的 XML：第 {line} 行第 {column} 列有误（{why}）。请重新导出该文件</source>
        <translation>{file} is not sound XML: error in line {line}, column {column} ({why}). Export it again</translation>
    </message>
    <message>
        <source>文件 {file} 里有自定义实体或过深的嵌套，这样的文件可能有害，没有打开</source>
        <translation>{file} declares entities of its own or nests too deep; such files can do harm, and it was not opened</translation>
    </message>
    <message>
        <source>文件 {file} 里没有建筑、道路、商铺、地点、门牌或探头</source>
        <translation>{file} holds no buildings, roads, shops, places, addresses or cameras</translation>
    </message>
    <message>
        <source>文件里没有它的位置</source>
        <translation>The file does not hold its position</translation>
    </message>
    <message>
        <source>文件里缺少它的 {count} 个节点，连不成线</source>
        <translation>The file lacks {count} of its nodes; the rest make no line</translation>
    </message>
    <message>
        <source>文件里缺少它的成员，或它的成员围不成面</source>
        <translation>The file lacks members of it, or its members enclose no area</translation>
    </message>
    <message>
        <source>文件里缺少它的 {count} 个节点，轮廓不完整</source>
        <translation>The file lacks {count} of its nodes; the outline is incomplete</translation>
    </message>
    <message>
        <source>文件 {file} 已损坏或不完整，读不了（{why}）。请重新下载或导出该文件</source>
        <translation>{file} is damaged or incomplete and cannot be read ({why}). Download or export it again</translation>
    </message>
    <message>
        <source>{count} 条线在数据的边缘被裁断，只取现有的部分：{some}</source>
        <translation>{count} line(s) are cut off at the edge of the data, what is there was taken: {some}</translation>
    </message>
    <message>
        <source>道路中有 {count} 条是轨道</source>
        <translation>{count} of the roads are railways</translation>
    </message>
    <message>
        <source>没有名称的座椅、垃圾桶、停车位等 {count} 个没有导入</source>
        <translation>{count} benches, waste baskets, parking spaces and the like without a name were not imported</translation>
    </message>
    <message>
        <source>压缩文件 {file} 里没有能导入的地图文件</source>
        <translation>The archive {file} holds no map file that can be imported</translation>
    </message>
    <message>
        <source>缺少 .dbf 属性文件，只有形状，没有属性</source>
        <translation>The .dbf file with the attributes is missing: there are shapes only</translation>
    </message>
    <message>
        <source>.cpg 写的编码 {said} 读不通这些文字</source>
        <translation>The texts cannot be read in the encoding {said} that the .cpg file names</translation>
    </message>
    <message>
        <source>缺少 .cpg 编码说明</source>
        <translation>The .cpg file that names the encoding is missing</translation>
    </message>
    <message>
        <source>{lead}，按 {encoding} 读取（{evidence}）</source>
        <translation>{lead}; read as {encoding} ({evidence})</translation>
    </message>
    <message>
        <source>缺少 .shx 索引文件，已由 .shp 重建</source>
        <translation>The .shx index is missing and was rebuilt from the .shp</translation>
    </message>
    <message>
        <source>{file} 只是附属文件，请导入同名的 {whole} 文件</source>
        <translation>{file} is only a companion file; import the {whole} file of the same name</translation>
    </message>
    <message>
        <source>坐标不是有限的数</source>
        <translation>The coordinates are not finite numbers</translation>
    </message>
    <message>
        <source>文件 {file} 没有说明坐标系（Shapefile 缺少 .prj），坐标 {x:.10g}, {y:.10g} 不是经纬度，请指明坐标系（EPSG:代号）</source>
        <translation>{file} does not say its reference system (a shapefile without .prj), and the coordinates {x:.10g}, {y:.10g} are not degrees; name the system (EPSG:code)</translation>
    </message>
    <message>
        <source>文件 {file} 没有说明坐标系，坐标都是经纬度，当作 WGS-84</source>
        <translation>{file} does not say its reference system; all coordinates are degrees and were taken for WGS-84</translation>
    </message>
    <message>
        <source>文件 {file} 没有说明坐标系，坐标是先纬度后经度，已换过来，当作 WGS-84</source>
        <translation>{file} does not say its reference system; the coordinates give latitude before longitude, were exchanged and taken for WGS-84</translation>
    </message>
    <message>
        <source>{ask}。{hint}</source>
        <translation>{ask}. {hint}</translation>
    </message>
    <message>
        <source>{system} 的精确转换参数没有公布，换算后的位置可能差几米到上百米，请在图上核对</source>
        <translation>The exact parameters of {system} are not published: positions may be off by metres to over a hundred metres; check them on the map</translation>
    </message>
    <message>
        <source>文件 {file} 里写有 {written} 个要素，只读出 {read} 个，没有导入。请重新导出该文件</source>
        <translation>{file} has {written} features written in it, of which only {read} could be read; it was not imported. Export it again</translation>
    </message>
    <message>
        <source>属性文件 {table} 不完整（应有 {count} 行），没有导入 {file}。请重新复制或导出</source>
        <translation>The attribute file {table} is incomplete (it should hold {count} rows); {file} was not imported. Copy or export it again</translation>
    </message>
    <message>
        <source>坐标先写了纬度后写了经度，已换过来</source>
        <translation>The coordinates gave latitude before longitude and were exchanged</translation>
    </message>
    <message>
        <source>压缩文件 {file} 解开后大得不合常理（超过 {size} MB），没有继续</source>
        <translation>The packed file {file} swells beyond reason (over {size} MB) and was not unpacked further</translation>
    </message>
    <message>
        <source>压缩文件 {file} 里有 {count} 个文件，太多了（最多 {most} 个）</source>
        <translation>The archive {file} holds {count} files, which is too many (at most {most})</translation>
    </message>
    <message>
        <source>压缩文件 {file} 里的“{name}”想写到别处去，没有打开</source>
        <translation>"{name}" in the archive {file} wants to be written elsewhere; it was not opened</translation>
    </message>
    <message>
        <source>压缩文件 {file} 里的“{name}”是链接，没有打开</source>
        <translation>"{name}" in the archive {file} is a link; it was not opened</translation>
    </message>
    <message>
        <source>压缩文件 {file} 有密码，请先解压再导入</source>
        <translation>The archive {file} has a password; unpack it first</translation>
    </message>
    <message><source>请给新台账起个名称</source><translation>Please give the new ledger a name</translation></message>
    <message><source>已经有“{name}”了：在“导入为”里选它，或换一个名称</source><translation>There is “{name}” already: choose it under “Import as”, or take another name</translation></message>
    <message><source>“{kind}”必须有“{label}”，文件里没有这样的属性：把属性改成这个名字再导入，或在“导入为”里另选一类、照文件的属性建新台账</source><translation>A {kind} must have “{label}”, and no property of the file means it: rename the property and import again, or choose another kind under “Import as”, or make a new ledger from the file's properties there</translation></message>
</context>
</TS>
