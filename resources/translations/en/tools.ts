<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
<context>
    <name>tools</name>
    <message>
        <source>地图工具</source>
        <translation>Map tools</translation>
    </message>
    <message>
        <source>留下标注：{text}</source>
        <translation>Note kept: {text}</translation>
    </message>
    <message>
        <source>留下标注</source>
        <translation>Keep a note</translation>
    </message>
    <message>
        <source>已留作标注：{text}</source>
        <translation>Kept as a note: {text}</translation>
    </message>
    <message>
        <source>量距离</source>
        <translation>Measure distance</translation>
    </message>
    <message>
        <source>量高度</source>
        <translation>Measure height</translation>
    </message>
    <message>
        <source>量面积</source>
        <translation>Measure area</translation>
    </message>
    <message>
        <source>量坡度</source>
        <translation>Measure slope</translation>
    </message>
    <message>
        <source>测量</source>
        <translation>Measure</translation>
    </message>
    <message>
        <source>工具</source>
        <translation>Tools</translation>
    </message>
    <message>
        <source>测量、查找、视线、绘制</source>
        <translation>Measure, find, look, draw</translation>
    </message>
    <message>
        <source>吸附</source>
        <translation>Snap</translation>
    </message>
    <message>
        <source>点被房角和边线吸住（S；按住 Alt 暂时不吸）</source>
        <translation>Points are caught by corners and edges (S; hold Alt to let go)</translation>
    </message>
    <message>
        <source>撤一点</source>
        <translation>Undo point</translation>
    </message>
    <message>
        <source>去掉最后一个点（退格键或 Ctrl+Z）</source>
        <translation>Take the last point back (Backspace or Ctrl+Z)</translation>
    </message>
    <message>
        <source>结束（双击、右击或回车）</source>
        <translation>End (double click, right click or Enter)</translation>
    </message>
    <message>
        <source>放下工具（Esc）</source>
        <translation>Lay the tool down (Esc)</translation>
    </message>
    <message>
        <source>面积 {area}，周长 {length}</source>
        <translation>Area {area}, perimeter {length}</translation>
    </message>
    <message>
        <source>坡度 {degrees}°（{percent}%）</source>
        <translation>Slope {degrees}° ({percent}%)</translation>
    </message>
    <message>
        <source>{slope}，升 {rise}，平距 {run}</source>
        <translation>{slope}, rise {rise}, run {run}</translation>
    </message>
    <message>
        <source>水平 {level}，空间 {through}</source>
        <translation>Level {level}, in space {through}</translation>
    </message>
    <message>
        <source>，方位 {bearing}°</source>
        <translation>, bearing {bearing}°</translation>
    </message>
    <message>
        <source>点别处量另一处</source>
        <translation>Click elsewhere to measure another</translation>
    </message>
    <message>
        <source>点一栋楼量它的高，或点地面再点一处量高差</source>
        <translation>Click a building for its height, or the ground and then another point</translation>
    </message>
    <message>
        <source>点第二处</source>
        <translation>Click the second point</translation>
    </message>
    <message>
        <source>高差 {height}</source>
        <translation>Height {height}</translation>
    </message>
    <message>
        <source>边线交叉了，挪开一个点</source>
        <translation>The outline crosses itself: move a point</translation>
    </message>
    <message>
        <source>点低处</source>
        <translation>Click the lower point</translation>
    </message>
    <message>
        <source>点高处</source>
        <translation>Click the upper point</translation>
    </message>
    <message>
        <source>共 {length}</source>
        <translation>Total {length}</translation>
    </message>
    <message>
        <source>留作标注</source>
        <translation>Keep as note</translation>
    </message>
    <message>
        <source>继续点，双击或回车结束</source>
        <translation>Click on; double click or Enter ends</translation>
    </message>
    <message>
        <source>拖动圆点可以改，点别处重新开始</source>
        <translation>Drag the dots to change it; click elsewhere to begin again</translation>
    </message>
    <message>
        <source>点第一个点</source>
        <translation>Click the first point</translation>
    </message>
    <message>
        <source>{area} 平方米</source>
        <translation>{area} m²</translation>
    </message>
    <message>
        <source>{area} 平方公里</source>
        <translation>{area} km²</translation>
    </message>
    <message>
        <source>{area} 公顷</source>
        <translation>{area} ha</translation>
    </message>
</context>
</TS>
