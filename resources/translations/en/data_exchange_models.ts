<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
<context>
    <name>data.exchange.ground</name>
    <message>
        <source>底图 {file} 比一个站的范围大得多，而本站还没有建筑；请先导入建筑，底图会自动裁到本站范围</source>
        <translation>The ground picture {file} is far larger than a station's area, and the station has no buildings yet; import the buildings first, and the picture is cut to them</translation>
    </message>
    <message>
        <source>底图 {file} 在本站范围内全是空白</source>
        <translation>The ground picture {file} is blank all over the station's area</translation>
    </message>
    <message>
        <source>底图 {file} 没有说明坐标系，请指明坐标系（EPSG:代号）</source>
        <translation>The ground picture {file} does not name its reference system; name it (EPSG:code)</translation>
    </message>
    <message>
        <source>底图 {file} 的坐标不在它的坐标系里，请指明正确的坐标系（EPSG:代号）</source>
        <translation>The coordinates of the ground picture {file} lie outside its reference system; name the right one (EPSG:code)</translation>
    </message>
    <message>
        <source>底图的像素值是 {low:g} 到 {high:g}，已按亮度拉伸显示</source>
        <translation>The picture's values run from {low:g} to {high:g}; they were stretched to black and white</translation>
    </message>
    <message>
        <source>底图 {file} 有 {width}×{height} 像素，太大了；请先裁到本站范围</source>
        <translation>The ground picture {file} has {width}×{height} pixels, which is too much; cut it to the station's area first</translation>
    </message>
    <message>
        <source>底图 {file} 的坐标系看不懂，请指明坐标系（EPSG:代号）：{why}</source>
        <translation>The reference system of the ground picture {file} is not understood; name it (EPSG:code): {why}</translation>
    </message>
    <message>
        <source>底图的坐标系可以指明为 {known} 或 EPSG:代号，不能是 {said}</source>
        <translation>The datum of a ground picture may be {known} or EPSG:code, not {said}</translation>
    </message>
    <message>
        <source>底图 {width}×{height} 像素，每像素 {metres:g} 米</source>
        <translation>Ground picture of {width}×{height} pixels, {metres:g} m a pixel</translation>
    </message>
    <message>
        <source>用了第 {zoom} 级瓦片（最细 {finest} 级），再细就太大了</source>
        <translation>Tiles of zoom {zoom} were used (the finest is {finest}); finer ones would make too large a picture</translation>
    </message>
    <message>
        <source>MBTiles 总是 Web 墨卡托瓦片，{file} 的坐标系只能指明为 wgs84、gcj02 或 bd09</source>
        <translation>MBTiles are always Web Mercator tiles; the datum of {file} can only be wgs84, gcj02 or bd09</translation>
    </message>
    <message>
        <source>{file} 是矢量瓦片，不是图片；请导出为图片（PNG 或 JPG）瓦片再导入</source>
        <translation>{file} holds vector tiles and no pictures; export it as picture tiles (PNG or JPG) and import those</translation>
    </message>
    <message>
        <source>底图 {file} 里没有瓦片</source>
        <translation>There are no tiles in the ground picture {file}</translation>
    </message>
    <message>
        <source>{file} 的瓦片不是 PNG、JPG 或 WebP 图片；矢量瓦片请先导出为图片瓦片</source>
        <translation>The tiles of {file} are no PNG, JPG or WebP pictures; export vector tiles as picture tiles first</translation>
    </message>
    <message>
        <source>读不了底图 {file}，文件已损坏或不是 MBTiles：{why}</source>
        <translation>The ground picture {file} cannot be read; it is damaged or no MBTiles: {why}</translation>
    </message>
    <message>
        <source>底图 {file} 第 {zoom} 级的瓦片编号不对，文件已损坏</source>
        <translation>The tiles of zoom {zoom} in the ground picture {file} are numbered wrongly; the file is damaged</translation>
    </message>
    <message>
        <source>底图 {file} 里有一块瓦片已损坏：{why}</source>
        <translation>A tile in the ground picture {file} is damaged: {why}</translation>
    </message>
    <message>
        <source>底图 {file} 太粗：一个像素 {metres:.0f} 米，在本站范围内看不出东西；请换一张更清晰的</source>
        <translation>The ground picture {file} is too coarse: a pixel of {metres:.0f} m shows nothing of the station's area; take a sharper one</translation>
    </message>
</context>
<context>
    <name>data.exchange.models</name>
    <message>
        <source>模型 {file} 太复杂，请先在建模软件里简化</source>
        <translation>The model {file} is too complex; simplify it in the modelling program first</translation>
    </message>
    <message>
        <source>模型 {file} 不是有效的 glTF：{part} 有误</source>
        <translation>The model {file} is no valid glTF: {part} is wrong</translation>
    </message>
    <message>
        <source>模型 {file} 太大，最多 {limit} MB；请先简化</source>
        <translation>The model {file} is too large, at most {limit} MB; simplify it first</translation>
    </message>
    <message>
        <source>模型 {file} 用了压缩或扩展 {names}，请导出为不压缩的 glTF 2.0</source>
        <translation>The model {file} uses compression or extensions ({names}); export it as plain glTF 2.0</translation>
    </message>
    <message>
        <source>模型 {file} 是 glTF {version}，请导出为 glTF 2.0</source>
        <translation>The model {file} is glTF {version}; export it as glTF 2.0</translation>
    </message>
    <message>
        <source>模型 {file} 的数据在文件夹之外（{uri}），不读取；请导出为单个 .glb 文件</source>
        <translation>The data of the model {file} lies outside its folder ({uri}) and is not read; export it as one .glb file</translation>
    </message>
    <message>
        <source>模型 {file} 不是有效的 glTF，文件不完整或已损坏：{why}</source>
        <translation>The model {file} is no valid glTF; the file is incomplete or damaged: {why}</translation>
    </message>
    <message>
        <source>模型 {file} 的顶点是压缩写法，请导出为不压缩的 glTF 2.0</source>
        <translation>The points of the model {file} are compressed; export it as plain glTF 2.0</translation>
    </message>
    <message>
        <source>模型放在“{title}”（按{by}），单位 {unit}，{up} 轴向上，顺时针转 {turn:.0f}°，与占地轮廓重合 {share:.0%}</source>
        <translation>The model stands on "{title}" (found by {by}): unit {unit}, {up} axis up, turned {turn:.0f}° clockwise, {share:.0%} of the footprint in common</translation>
    </message>
    <message>
        <source>模型按坐标放在“{title}”，与占地轮廓重合 {share:.0%}</source>
        <translation>The model stands on "{title}" by its coordinates, {share:.0%} of the footprint in common</translation>
    </message>
    <message>
        <source>摆放 {file}</source>
        <translation>Setting up {file}</translation>
    </message>
    <message>
        <source>模型与“{title}”的占地轮廓只重合 {share:.0%}，请核对朝向和位置；不对就撤销，在模型程序里转好、移好再导入</source>
        <translation>The model has only {share:.0%} in common with the footprint of "{title}"; check direction and place. If they are wrong, undo, turn and move it in the modelling program, and import it again</translation>
    </message>
    <message>
        <source>模型 {file} 的大小与建筑“{title}”的占地对不上，用米、厘米、毫米、英寸、英尺都不合；请指明单位（unit）或核对是不是这栋楼</source>
        <translation>The size of the model {file} does not fit the footprint of "{title}" in metres, centimetres, millimetres, inches or feet; name its unit (unit), or check that this is the building</translation>
    </message>
    <message>
        <source>模型 {file} 的所有面都是竖直的，得不出占地</source>
        <translation>All faces of the model {file} are upright; they give no footprint</translation>
    </message>
    <message>
        <source>模型 {file} 在经度 {lon:.5f}、纬度 {lat:.5f}，那里没有建筑；请核对坐标系，或指明建筑的编号（code）</source>
        <translation>The model {file} stands at longitude {lon:.5f}, latitude {lat:.5f}, where there is no building; check the reference system, or name the building's code (code)</translation>
    </message>
    <message>
        <source>模型 {file} 按坐标离建筑“{title}”有 {metres:.0f} 米；请核对坐标系和建筑</source>
        <translation>By its coordinates the model {file} is {metres:.0f} m away from the building "{title}"; check the reference system and the building</translation>
    </message>
    <message>
        <source>模型 {file} 的坐标不在 {datum} 里，请指明正确的坐标系</source>
        <translation>The coordinates of the model {file} lie outside {datum}; name the right reference system</translation>
    </message>
    <message>
        <source>模型 {file} 里没有面</source>
        <translation>There are no faces in the model {file}</translation>
    </message>
    <message>
        <source>模型 {file} 高 {height:g} 米，不像一栋楼；请指明向上的轴（up）或单位（unit）</source>
        <translation>The model {file} is {height:g} m high, which is no building; say which axis is up (up) or the unit (unit)</translation>
    </message>
    <message>
        <source>模型向上的轴只能是 {known}，这里是 {said}</source>
        <translation>The axis of a model that is up can be {known}, not {said}</translation>
    </message>
    <message>
        <source>模型的单位只能是 {known}，这里是 {said}</source>
        <translation>The unit of a model can be {known}, not {said}</translation>
    </message>
    <message>
        <source>模型的转角应是度数，这里是 {said}</source>
        <translation>The turn of a model is a number of degrees, not {said}</translation>
    </message>
    <message>
        <source>没有找到模型引用的 {name}，颜色按默认</source>
        <translation>{name}, which the model refers to, was not found; colours are the usual ones</translation>
    </message>
    <message>
        <source>模型 {file} 缺少数据文件 {name}；请把它放在同一文件夹，或导出为单个 .glb 文件</source>
        <translation>The model {file} lacks its data file {name}; put it into the same folder, or export one .glb file</translation>
    </message>
    <message>
        <source>读不了模型 {file}，文件不完整或已损坏：{why}</source>
        <translation>The model {file} cannot be read; the file is incomplete or damaged: {why}</translation>
    </message>
    <message>
        <source>不知道模型 {file} 是哪栋建筑：请把文件名改成建筑的编号或名称，或指明建筑的编号（code），或指明模型坐标的坐标系（EPSG:代号）</source>
        <translation>Which building the model {file} is of is not known: name the file after the building's code or name, or say the building's code (code), or the reference system of the model's coordinates (EPSG:code)</translation>
    </message>
    <message>
        <source>模型文件可以指明 {known}，没有“{unknown}”</source>
        <translation>Of a model one can say {known}; there is no "{unknown}"</translation>
    </message>
    <message>
        <source>本站还没有建筑；请先导入建筑，再导入模型 {file}</source>
        <translation>The station has no buildings yet; import the buildings before the model {file}</translation>
    </message>
    <message>
        <source>模型 {file} 可能是几栋建筑：{titles}；请指明建筑的编号（id）</source>
        <translation>The model {file} may be of several buildings: {titles}; say the building's record number (id)</translation>
    </message>
    <message>
        <source>建筑“{title}”没有占地轮廓，放不了模型</source>
        <translation>The building "{title}" has no footprint to put a model on</translation>
    </message>
    <message>
        <source>模型高 {model:g} 米，建筑登记高 {known:g} 米；保留登记的高度</source>
        <translation>The model is {model:g} m high, the building's record says {known:g} m; the record's height stays</translation>
    </message>
    <message>
        <source>指明</source>
        <translation>what was said</translation>
    </message>
    <message>
        <source>文件名</source>
        <translation>file name</translation>
    </message>
    <message>
        <source>位置</source>
        <translation>place</translation>
    </message>
    <message>
        <source>记录号</source>
        <translation>Record number</translation>
    </message>
    <message>
        <source>本站没有{field}为“{value}”的建筑</source>
        <translation>The station has no building whose {field} is "{value}"</translation>
    </message>
</context>
<context>
    <name>data.exchange.places.dxf</name>
    <message>
        <source>图 {file} 里的图元太多（块里套块？），请只导出建筑图层</source>
        <translation>There is too much in the drawing {file} (blocks in blocks?); export the building layers only</translation>
    </message>
    <message>
        <source>图 {file} 里没有闭合的轮廓（闭合多段线、填充或块）；建筑轮廓请画成闭合多段线</source>
        <translation>There are no closed outlines in the drawing {file} (closed polylines, hatches or blocks); draw buildings as closed polylines</translation>
    </message>
    <message>
        <source>图 {file} 有 {count} 处损坏，已尽量修复</source>
        <translation>The drawing {file} is damaged in {count} places; it was mended as far as that goes</translation>
    </message>
    <message>
        <source>读不了 {file}，文件不完整或不是 DXF：{why}</source>
        <translation>{file} cannot be read; it is incomplete or no DXF: {why}</translation>
    </message>
    <message>
        <source>图 {file} 太大，最多 {limit} MB；请只导出建筑图层</source>
        <translation>The drawing {file} is too large, at most {limit} MB; export the building layers only</translation>
    </message>
    <message>
        <source>{file} 是 DWG 图，请在 CAD 里另存为 DXF 再导入</source>
        <translation>{file} is a DWG drawing; save it as DXF in the CAD program and import that</translation>
    </message>
    <message>
        <source>只取了建筑图层：{layers}</source>
        <translation>Only building layers were taken: {layers}</translation>
    </message>
    <message>
        <source>{count} 个图框没有导入</source>
        <translation>{count} sheet frames were not imported</translation>
    </message>
    <message>
        <source>图 {file} 没有说明坐标系，坐标 {x:.10g}, {y:.10g} 是平面坐标；请指明坐标系（如 CGCS2000 高斯投影的 EPSG:代号）。地方独立坐标系请先转换到国家坐标系</source>
        <translation>The drawing {file} does not name its reference system, and {x:.10g}, {y:.10g} are plane coordinates; name the system (such as the EPSG:code of a CGCS2000 Gauss-Krueger zone). Convert a local system of a town to the national one first</translation>
    </message>
    <message>
        <source>图里写的单位与坐标不符，坐标按米计</source>
        <translation>The unit that the drawing names does not fit its coordinates; they were taken as metres</translation>
    </message>
    <message>
        <source>图 {file} 的坐标（{x:.10g}, {y:.10g}）不在 {system} 的范围里，请核对坐标系</source>
        <translation>The coordinates of the drawing {file} ({x:.10g}, {y:.10g}) lie outside {system}; check the reference system</translation>
    </message>
    <message>
        <source>{count} 个 {type} 没有导入：只导入闭合的轮廓</source>
        <translation>{count} {type} were not imported: only closed outlines are</translation>
    </message>
    <message>
        <source>图里取了 {count} 个闭合的轮廓作为建筑</source>
        <translation>{count} closed outlines of the drawing were taken as buildings</translation>
    </message>
</context>
<context>
    <name>data.exchange.importer.whole</name>
    <message>
        <source>{file} 这种文件导入的是{wanted}，不能当作{given}</source>
        <translation>A file such as {file} brings in: {wanted}; it cannot be taken as: {given}</translation>
    </message>
    <message>
        <source>底图 {file} 按“{datum}”在经度 {lon:.4f}、纬度 {lat:.4f} 一带，离本站 {far}，请另选坐标系（EPSG:代号）</source>
        <translation>In "{datum}" the ground picture {file} lies near longitude {lon:.4f}, latitude {lat:.4f}, {far} from the station; choose another reference system (EPSG:code)</translation>
    </message>
    <message>
        <source>底图 {file} 不在本站：文件写明的坐标系是“{datum}”，位于经度 {lon:.4f}、纬度 {lat:.4f} 一带，离本站 {far}，没有能用的部分。请换一张覆盖本站的底图；如果是文件的坐标系写错了，请指明（EPSG:代号）</source>
        <translation>The ground picture {file} is not of this station: the file says that it is in "{datum}", so it lies near longitude {lon:.4f}, latitude {lat:.4f}, {far} from the station, and no part of it can be used. Take a picture that covers the station; if the file names the wrong reference system, name the right one (EPSG:code)</translation>
    </message>
    <message>
        <source>{file} 是导出的“{kind}”名单，地图文件装不下它所在的楼和房间；请导出为 Excel 或 CSV 再导入</source>
        <translation>{file} is an exported list ("{kind}"), and a map file does not hold the buildings and rooms of its records; export it to Excel or CSV and import that</translation>
    </message>
    <message>
        <source>图片 {file} 没有地理位置：里面没有坐标，旁边也没有同名的坐标文件（{world}）；请把两个文件放在一起</source>
        <translation>The picture {file} has no place: no coordinates inside, and no world file of its name ({world}) beside it; put the two files together</translation>
    </message>
    <message>
        <source>{question}；会落在本站的有{systems}</source>
        <translation>{question}; these would put it on the station: {systems}</translation>
    </message>
    <message>
        <source>读不了底图 {file}，文件已损坏或不是 {form}：{why}</source>
        <translation>The ground picture {file} cannot be read; it is damaged or no {form}: {why}</translation>
    </message>
    <message>
        <source>{label}（{code}）</source>
        <translation>{label} ({code})</translation>
    </message>
</context>
</TS>
