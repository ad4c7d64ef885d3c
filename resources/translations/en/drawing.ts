<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
<context>
    <name>drawing</name>
    <message>
        <source>在图上画{kind}</source>
        <translation>Drawn on the map: {kind}</translation>
    </message>
    <message>
        <source>{kind} {n}</source>
        <translation>{kind} {n}</translation>
    </message>
    <message>
        <source>在图上改{kind}的形状</source>
        <translation>Shape changed on the map: {kind}</translation>
    </message>
    <message>
        <source>在图上移动{kind}</source>
        <translation>Moved on the map: {kind}</translation>
    </message>
    <message>
        <source>画网格</source>
        <translation>Draw a grid</translation>
    </message>
    <message>
        <source>画巡逻路线</source>
        <translation>Draw a patrol route</translation>
    </message>
    <message>
        <source>画警戒区</source>
        <translation>Draw a cordon</translation>
    </message>
    <message>
        <source>标地点</source>
        <translation>Mark a place</translation>
    </message>
    <message>
        <source>画标注</source>
        <translation>Draw a note</translation>
    </message>
    <message>
        <source>建一栋楼</source>
        <translation>Model a building</translation>
    </message>
    <message>
        <source>移动或改形状</source>
        <translation>Move or reshape</translation>
    </message>
    <message>
        <source>在图上画</source>
        <translation>Draw on the map</translation>
    </message>
    <message>
        <source>保存画的</source>
        <translation>Keep what was drawn</translation>
    </message>
    <message>
        <source>保存形状</source>
        <translation>Keep the shape</translation>
    </message>
    <message>
        <source>保存位置</source>
        <translation>Keep the place</translation>
    </message>
    <message>
        <source>{kind}在图上没有自己的位置：修改它所属的楼和房间</source>
        <translation>{kind} has no place of its own on the map: change the building and room it belongs to</translation>
    </message>
    <message>
        <source>移动或改形状：{kind}</source>
        <translation>Move or reshape: {kind}</translation>
    </message>
    <message>
        <source>到图上画…</source>
        <translation>Draw it on the map…</translation>
    </message>
    <message>
        <source>形状已在图上画好，保存时一起存</source>
        <translation>Its shape is drawn and is saved with the rest</translation>
    </message>
    <message>
        <source>关上这张表，在图上画出它的形状，再填别的</source>
        <translation>Close this form, draw the shape on the map, then fill in the rest</translation>
    </message>
    <message>
        <source>轮廓自己交叉了：拖动圆点把它拉开</source>
        <translation>The outline crosses itself: drag its points apart</translation>
    </message>
    <message>
        <source>回车留在这一点；再点画成线，点回第一点画成面</source>
        <translation>Enter keeps this point; go on for a line, back to the first for an area</translation>
    </message>
    <message>
        <source>点第一个点；按住 Shift 方向每 15° 一档</source>
        <translation>Click the first point; Shift turns in steps of 15°</translation>
    </message>
    <message>
        <source>继续点，点回第一点、双击或回车结束</source>
        <translation>Go on; the first point, a double click or Enter ends it</translation>
    </message>
    <message>
        <source>点一处</source>
        <translation>Click a place</translation>
    </message>
    <message>
        <source>点它所在的地方</source>
        <translation>Click where it is</translation>
    </message>
    <message>
        <source>画{kind}</source>
        <translation>Draw: {kind}</translation>
    </message>
    <message>
        <source>拖圆点移动位置</source>
        <translation>Drag the point to move it</translation>
    </message>
    <message>
        <source>朝向 {bearing}°，{range}</source>
        <translation>Bearing {bearing}°, {range}</translation>
    </message>
    <message>
        <source>拖探头移动位置，拖中间的手柄转朝向（Shift 每 15°），拖远端改可视距离</source>
        <translation>Drag the camera to move it, the middle handle to turn it (Shift: 15° steps), the far end for its range</translation>
    </message>
    <message>
        <source>移动：{title}</source>
        <translation>Move: {title}</translation>
    </message>
    <message>
        <source>这条记录还没有位置：在图上右击它该在的地方登记</source>
        <translation>This record has no place yet: right-click where it belongs</translation>
    </message>
    <message>
        <source>{n} 层，高 {height} 米，占地 {area}</source>
        <translation>{n} storeys, {height} m high, {area}</translation>
    </message>
    <message>
        <source>上下移动拉出高度，或键入层数；单击或回车确定</source>
        <translation>Move up and down for the height or type the storeys; click or Enter takes it</translation>
    </message>
    <message>
        <source>沿楼的外轮廓点一圈；接近直角时自动取直，按住 Shift 不取直</source>
        <translation>Click around the building; nearly square corners are made square, not with Shift</translation>
    </message>
    <message>
        <source>{n} 层</source>
        <translation>{n} storeys</translation>
    </message>
    <message>
        <source>拖圆点改形，拖小点加一个角，右击圆点去掉，拖里面整个移动</source>
        <translation>Drag points, pull a small one for a new corner, right-click removes, drag inside moves all</translation>
    </message>
    <message>
        <source>改形状：{title}</source>
        <translation>Reshape: {title}</translation>
    </message>
    <message>
        <source>这条记录在图上没有形状</source>
        <translation>This record has no shape on the map</translation>
    </message>
    <message>
        <source>绘制</source>
        <translation>Draw</translation>
    </message>
</context>
</TS>
