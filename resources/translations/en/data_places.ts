<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
<context>
    <name>data.exchange.places</name>
    <message>
        <source>文件 {file} 的坐标系“{system}”看不懂，请指明坐标系（EPSG:代号）</source>
        <translation>The reference system "{system}" of {file} is not understood; name the system (EPSG:code)</translation>
    </message>
    <message>
        <source>文件 {file} 没有说明坐标系（metadata.referenceSystem），坐标也不是经纬度；请指明坐标系（EPSG:代号）</source>
        <translation>{file} does not say its reference system (metadata.referenceSystem), and the coordinates are not degrees; name the system (EPSG:code)</translation>
    </message>
    <message>
        <source>文件 {file} 的坐标（{x:.2f}, {y:.2f}）不在 EPSG:{epsg} 的适用范围内，请指明正确的坐标系</source>
        <translation>The coordinates of {file} ({x:.2f}, {y:.2f}) lie outside the area of EPSG:{epsg}; name the right system</translation>
    </message>
    <message>
        <source>文件 {file}：没有坐标系 EPSG:{epsg}</source>
        <translation>{file}: there is no reference system EPSG:{epsg}</translation>
    </message>
    <message>
        <source>{count} 个 {type} 没有导入：只导入建筑</source>
        <translation>{count} {type} not imported: only buildings are</translation>
    </message>
    <message>
        <source>文件 {file} 里没有一栋建筑可用，第一个问题：{why}</source>
        <translation>None of the buildings in {file} can be taken; the first problem: {why}</translation>
    </message>
    <message>
        <source>{name}：{why}</source>
        <translation>{name}: {why}</translation>
    </message>
    <message>
        <source>文件 {file} 不是有效的 CityJSON：缺少 CityObjects</source>
        <translation>{file} is not valid CityJSON: CityObjects is missing</translation>
    </message>
    <message>
        <source>文件 {file} 不是有效的 CityJSON：vertices 或 transform 不是三个一组的数字</source>
        <translation>{file} is not valid CityJSON: vertices or transform are not numbers in threes</translation>
    </message>
    <message>
        <source>{count} 个 BuildingPart 并入所属建筑</source>
        <translation>{count} BuildingParts became part of their buildings</translation>
    </message>
    <message>
        <source>没有可用的几何</source>
        <translation>it has no usable geometry</translation>
    </message>
    <message>
        <source>所有表面都是竖直的，得不出占地轮廓</source>
        <translation>all surfaces are upright, so there is no footprint</translation>
    </message>
    <message>
        <source>文件 {file} 不是有效的 CityJSON：对象 {name} 没有 type</source>
        <translation>{file} is not valid CityJSON: object {name} has no type</translation>
    </message>
    <message>
        <source>文件 {file} 不是有效的 CityJSON：对象 {name} 引用的 {other} 不存在</source>
        <translation>{file} is not valid CityJSON: object {name} names {other}, which does not exist</translation>
    </message>
    <message>
        <source>面取了其中一点</source>
        <translation>a point in the area was taken</translation>
    </message>
    <message>
        <source>{kind}在地图上应是{wanted}，这里是{given}</source>
        <translation>On the map, {kind} should be {wanted}; here it is {given}</translation>
    </message>
    <message>
        <source>线取了中点</source>
        <translation>the middle of the line was taken</translation>
    </message>
    <message>
        <source>几个点取了中心</source>
        <translation>the centre of several points was taken</translation>
    </message>
    <message>
        <source>闭合的线当作面</source>
        <translation>the closed line was taken as an area</translation>
    </message>
    <message>
        <source>点</source>
        <translation>a point</translation>
    </message>
    <message>
        <source>线</source>
        <translation>a line</translation>
    </message>
    <message>
        <source>面</source>
        <translation>an area</translation>
    </message>
    <message>
        <source>文件 {file} 里没有一个要素可用（共 {count} 个）。第 {row} 个要素：{why}</source>
        <translation>None of the {count} features in {file} can be taken. Feature {row}: {why}</translation>
    </message>
    <message>
        <source>文件 {file} 不是 GeoJSON：顶层的 type 是“{type}”，应为 {known} 之一</source>
        <translation>{file} is not GeoJSON: its type is "{type}" and should be one of {known}</translation>
    </message>
    <message>
        <source>不是 GeoJSON 要素（type 应为 Feature）</source>
        <translation>Not a GeoJSON feature (type should be Feature)</translation>
    </message>
    <message>
        <source>properties 应为对象</source>
        <translation>properties should be an object</translation>
    </message>
    <message>
        <source>坐标 {x:.6g}, {y:.6g} 不是经纬度（经度 ±180，纬度 ±90）；若是投影坐标，请指明坐标系（EPSG:代号）</source>
        <translation>{x:.6g}, {y:.6g} are no longitude and latitude (±180, ±90); if the coordinates are projected, name their system (EPSG:code)</translation>
    </message>
    <message>
        <source>文件 {file} 不是有效的 GeoJSON：FeatureCollection 缺少 features 列表</source>
        <translation>{file} is not valid GeoJSON: the FeatureCollection has no list of features</translation>
    </message>
    <message>
        <source>第 {row} 个要素的轮廓没有闭合，已闭合</source>
        <translation>Feature {row}: the outline was open and has been closed</translation>
    </message>
    <message>
        <source>第 {row} 个要素的轮廓自相交，已修正</source>
        <translation>Feature {row}: the outline crossed itself and has been mended</translation>
    </message>
    <message>
        <source>没有位置（geometry 为空）</source>
        <translation>It has no place (geometry is empty)</translation>
    </message>
    <message>
        <source>geometry 应为对象</source>
        <translation>geometry should be an object</translation>
    </message>
    <message>
        <source>不认识的几何类型“{type}”，GeoJSON 的写法是：{known}</source>
        <translation>Unknown geometry type "{type}"; GeoJSON has: {known}</translation>
    </message>
    <message>
        <source>几何缺少 coordinates</source>
        <translation>The geometry has no coordinates</translation>
    </message>
    <message>
        <source>几何集合里没有几何</source>
        <translation>The geometry collection is empty</translation>
    </message>
    <message>
        <source>{type} 的坐标嵌套层数不对</source>
        <translation>The coordinates of the {type} are nested to the wrong depth</translation>
    </message>
    <message>
        <source>线至少要有两个点</source>
        <translation>A line needs at least two points</translation>
    </message>
    <message>
        <source>坐标嵌套层数不对：应为 [经度, 纬度]，却是 {value}</source>
        <translation>The coordinates are nested to the wrong depth: expected [longitude, latitude], found {value}</translation>
    </message>
    <message>
        <source>坐标嵌套层数不对：嵌套得太深</source>
        <translation>The coordinates are nested too deeply</translation>
    </message>
    <message>
        <source>坐标应有经度和纬度两个数</source>
        <translation>A position needs two numbers, longitude and latitude</translation>
    </message>
    <message>
        <source>坐标里有不是数字的内容：{value}</source>
        <translation>The coordinates hold something that is no number: {value}</translation>
    </message>
    <message>
        <source>面的边界至少要有三个不同的点</source>
        <translation>The outline of an area needs at least three different points</translation>
    </message>
    <message>
        <source>线的所有点都在同一处</source>
        <translation>All points of the line are in one place</translation>
    </message>
    <message>
        <source>面没有面积</source>
        <translation>The polygon has no area</translation>
    </message>
    <message>
        <source>轮廓自相交，看不出原来的形状</source>
        <translation>The outline crosses itself, and what was meant cannot be told</translation>
    </message>
    <message>
        <source>读取 {file}</source>
        <translation>Reading {file}</translation>
    </message>
    <message>
        <source>核对 {count} 个要素</source>
        <translation>Checking {count} features</translation>
    </message>
    <message>
        <source>写入 {file}</source>
        <translation>Writing {file}</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>导入 {file}</source>
        <translation>Import {file}</translation>
    </message>
    <message>
        <source>文件 {file}：{why}</source>
        <translation>{file}: {why}</translation>
    </message>
    <message>
        <source>拒收的要素只能写成 {known}，这里是 {file}</source>
        <translation>Refused features can only be written as {known}; here it is {file}</translation>
    </message>
    <message>
        <source>拒收表不能覆盖正在导入的文件 {file}</source>
        <translation>The table of rejects must not overwrite the file being imported, {file}</translation>
    </message>
    <message>
        <source>要素序号</source>
        <translation>Feature</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>写不了 {file}：{why}</source>
        <translation>Cannot write {file}: {why}</translation>
    </message>
    <message>
        <source>与第 {row} 个要素完全相同</source>
        <translation>The same as feature {row}</translation>
    </message>
    <message>
        <source>核对{kind}</source>
        <translation>Checking {kind}</translation>
    </message>
    <message>
        <source>第 {row} 个要素：{word}</source>
        <translation>Feature {row}: {word}</translation>
    </message>
    <message>
        <source>“{label}”不能为空</source>
        <translation>"{label}" must not be empty</translation>
    </message>
    <message>
        <source>第 {row} 个要素的 {column} 没有采用：{why}</source>
        <translation>Feature {row}: {column} was left out: {why}</translation>
    </message>
    <message>
        <source>几何缺少 boundaries</source>
        <translation>The geometry has no boundaries</translation>
    </message>
    <message>
        <source>boundaries 嵌套层数不对</source>
        <translation>boundaries is nested to the wrong depth</translation>
    </message>
    <message>
        <source>引用了不存在的顶点 {index}（文件有 {count} 个顶点）</source>
        <translation>names vertex {index}, which does not exist (the file has {count} vertices)</translation>
    </message>
    <message>
        <source>文件 {file} 是空的</source>
        <translation>{file} is empty</translation>
    </message>
    <message>
        <source>文件 {file} 不是有效的 JSON：第 {line} 行第 {column} 列有误（{why}）。请重新导出该文件</source>
        <translation>{file} is not valid JSON: mistake in line {line}, column {column} ({why}). Please export the file again</translation>
    </message>
    <message>
        <source>压缩文件 {file} 已损坏，解不开：{why}</source>
        <translation>The packed file {file} is damaged and cannot be unpacked: {why}</translation>
    </message>
    <message>
        <source>找不到文件 {file}</source>
        <translation>File {file} is not found</translation>
    </message>
    <message>
        <source>读不了文件 {file}：{why}</source>
        <translation>{file} cannot be read: {why}</translation>
    </message>
    <message>
        <source>看不出文件 {file} 的编码，它不是文本文件吗？</source>
        <translation>The encoding of {file} cannot be told. Is it not a text file?</translation>
    </message>
    <message>
        <source>看不出文件 {file} 的第 {row} 个要素是什么，请指明它是哪一类</source>
        <translation>Nothing tells what feature {row} of {file} is; name its kind</translation>
    </message>
    <message>
        <source>“{kind}”没有自己的位置，不能从地图文件 {file} 导入</source>
        <translation>"{kind}" has no place of its own and cannot be imported from the map file {file}</translation>
    </message>
</context>
</TS>
