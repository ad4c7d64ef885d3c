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
    <message>
        <source>沿路量距</source>
        <translation>Measure along roads</translation>
    </message>
    <message>
        <source>框选查找</source>
        <translation>Find in a rectangle</translation>
    </message>
    <message>
        <source>圆形查找</source>
        <translation>Find in a circle</translation>
    </message>
    <message>
        <source>多边形查找</source>
        <translation>Find in a polygon</translation>
    </message>
    <message>
        <source>沿线查找</source>
        <translation>Find along a line</translation>
    </message>
    <message>
        <source>沿路查找</source>
        <translation>Find along a road</translation>
    </message>
    <message>
        <source>周围查找</source>
        <translation>Find around</translation>
    </message>
    <message>
        <source>楼内或网格内查找</source>
        <translation>Find inside a building or grid</translation>
    </message>
    <message>
        <source>查找</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>这个范围里没有记录</source>
        <translation>There are no records in this area</translation>
    </message>
    <message>
        <source>导出全部</source>
        <translation>Export all</translation>
    </message>
    <message>
        <source>范围查找</source>
        <translation>Find by area</translation>
    </message>
    <message>
        <source>从地图上的“工具”里选一种查找，画出范围</source>
        <translation>Choose a way to find from Tools on the map, and draw an area</translation>
    </message>
    <message>
        <source>在{kind}中筛选</source>
        <translation>Filter {kind}</translation>
    </message>
    <message>
        <source>把范围内的每一类各存成一张表</source>
        <translation>Save each kind in the area as a table</translation>
    </message>
    <message>
        <source>在“结果”里打开所选的一类</source>
        <translation>Open the chosen kind under Results</translation>
    </message>
    <message>
        <source>沿路 {length}，连同离路 {whole}</source>
        <translation>{length} along roads, {whole} with the ways off them</translation>
    </message>
    <message>
        <source>有一段没有路相通</source>
        <translation>No road leads from one point to another</translation>
    </message>
    <message>
        <source>正在找路…</source>
        <translation>Finding the way…</translation>
    </message>
    <message>
        <source>步行</source>
        <translation>On foot</translation>
    </message>
    <message>
        <source>驾车</source>
        <translation>By car</translation>
    </message>
    <message>
        <source>按住拖出一个框，或点两个对角</source>
        <translation>Drag a box, or click two opposite corners</translation>
    </message>
    <message>
        <source>矩形 {wide} × {deep}</source>
        <translation>Rectangle {wide} × {deep}</translation>
    </message>
    <message>
        <source>沿线 {length}，两侧各 {wide}</source>
        <translation>Line {length}, {wide} to each side</translation>
    </message>
    <message>
        <source>拖动圆点可以改，结果在下方</source>
        <translation>Drag the dots to change it; the results are below</translation>
    </message>
    <message>
        <source>从圆心按住拖出，或点圆心再点边上</source>
        <translation>Drag from the middle, or click the middle and then the rim</translation>
    </message>
    <message>
        <source>点边上</source>
        <translation>Click the rim</translation>
    </message>
    <message>
        <source>半径 {radius}</source>
        <translation>Radius {radius}</translation>
    </message>
    <message>
        <source>多边形 {area}</source>
        <translation>Polygon {area}</translation>
    </message>
    <message>
        <source>重画</source>
        <translation>Draw again</translation>
    </message>
    <message>
        <source>{road} {length}，两侧各 {wide}</source>
        <translation>{road} {length}, {wide} to each side</translation>
    </message>
    <message>
        <source>拖动圆点改宽度，点别的路换一条</source>
        <translation>Drag the dot for the width; click another road to take that</translation>
    </message>
    <message>
        <source>点一条路</source>
        <translation>Click a road</translation>
    </message>
    <message>
        <source>拖动圆点改远近，点别的楼换一处</source>
        <translation>Drag the dot for the distance; click another building to take that</translation>
    </message>
    <message>
        <source>点一栋楼，或地图上任意一点</source>
        <translation>Click a building, or any point of the map</translation>
    </message>
    <message>
        <source>{what}周围 {metres}</source>
        <translation>{metres} around {what}</translation>
    </message>
    <message>
        <source>点别的楼或网格换一处</source>
        <translation>Click another building or grid to take that</translation>
    </message>
    <message>
        <source>点一栋楼，或点楼外看所在网格</source>
        <translation>Click a building, or beside buildings for the grid</translation>
    </message>
    <message>
        <source>{what}内</source>
        <translation>Inside {what}</translation>
    </message>
    <message>
        <source>无名路</source>
        <translation>Unnamed road</translation>
    </message>
    <message>
        <source>此处</source>
        <translation>this point</translation>
    </message>
    <message>
        <source>这里既不是楼，也没有划网格</source>
        <translation>There is neither a building nor a grid here</translation>
    </message>
    <message>
        <source>{name}一带（{words}）</source>
        <translation>Near {name} ({words})</translation>
    </message>
    <message>
        <source>范围：{where}</source>
        <translation>Area: {where}</translation>
    </message>
    <message>
        <source>{kind} {n} 条</source>
        <translation>{kind}: {n}</translation>
    </message>
    <message>
        <source>范围</source>
        <translation>Area</translation>
    </message>
    <message>
        <source>坐标</source>
        <translation>Coordinates</translation>
    </message>
    <message>
        <source>看坐标</source>
        <translation>Read coordinates</translation>
    </message>
    <message>
        <source>复制指针处的坐标</source>
        <translation>Copy coordinates under the pointer</translation>
    </message>
    <message>
        <source>去某个坐标…</source>
        <translation>Go to coordinates…</translation>
    </message>
    <message>
        <source>换坐标系</source>
        <translation>Next coordinate system</translation>
    </message>
    <message>
        <source>视线</source>
        <translation>Sight</translation>
    </message>
    <message>
        <source>从这里看得见哪里</source>
        <translation>What is seen from here</translation>
    </message>
    <message>
        <source>哪些探头看得见这里</source>
        <translation>Cameras that see this point</translation>
    </message>
    <message>
        <source>先把鼠标移到地图上要复制的位置。</source>
        <translation>Move the pointer to the place on the map that is to be copied.</translation>
    </message>
    <message>
        <source>已复制坐标 {words}（{system}）</source>
        <translation>Coordinates copied: {words} ({system})</translation>
    </message>
    <message>
        <source>输入坐标：经纬度、度分秒或 CGCS2000 米都行，前面可以写坐标系，如 GCJ-02 102.74,25.05</source>
        <translation>Type coordinates: degrees, degrees-minutes-seconds or CGCS2000 metres, with the system before them if you like, as in GCJ-02 102.74,25.05</translation>
    </message>
    <message>
        <source>复制为</source>
        <translation>Copy as</translation>
    </message>
    <message>
        <source>换坐标系，复制坐标，去某个坐标</source>
        <translation>Change the system, copy coordinates, go to coordinates</translation>
    </message>
    <message>
        <source>CGCS2000 米</source>
        <translation>CGCS2000 m</translation>
    </message>
    <message>
        <source>{system}，离本站 {km} 公里</source>
        <translation>{system}, {km} km from the station</translation>
    </message>
    <message>
        <source>按 {system} 飞到</source>
        <translation>Fly there, read as {system}</translation>
    </message>
    <message>
        <source>姓名、拼音首字母、完整的电话或证件号、地址、店名、警情编号、探头编号，或一个坐标</source>
        <translation>Name, pinyin initials, a whole phone or identity number, address, shop, case number, camera code, or coordinates</translation>
    </message>
    <message>
        <source>点一处看它的坐标</source>
        <translation>Click a point for its coordinates</translation>
    </message>
    <message>
        <source>复制</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>另点一处</source>
        <translation>Another point</translation>
    </message>
    <message>
        <source>右下角可以换坐标系</source>
        <translation>Change the system at the lower right</translation>
    </message>
    <message>
        <source>从这里看</source>
        <translation>Seen from here</translation>
    </message>
    <message>
        <source>高 {eye}，{reach} 内看得见 {area}（{share}%）</source>
        <translation>From {eye}, within {reach}: {area} seen ({share}%)</translation>
    </message>
    <message>
        <source>点一处：地面、楼顶或窗口，看从那里看得见哪里</source>
        <translation>Click the ground, a roof or a window to see what is seen from there</translation>
    </message>
    <message>
        <source>高 {height} 米</source>
        <translation>{height} m up</translation>
    </message>
    <message>
        <source>蓝色的地面看得见；拖圆点改远近，点别处换一处</source>
        <translation>Blue ground is seen; drag the dot for the reach, click elsewhere to look from there</translation>
    </message>
    <message>
        <source>谁看得见这里</source>
        <translation>Who sees this</translation>
    </message>
    <message>
        <source>{n} 个探头看得见</source>
        <translation>Seen by {n} cameras</translation>
    </message>
    <message>
        <source>没有探头看得见这里</source>
        <translation>No camera sees this point</translation>
    </message>
    <message>
        <source>点一处，看哪些探头看得见它</source>
        <translation>Click a point to find the cameras that see it</translation>
    </message>
    <message>
        <source>点别处换一处</source>
        <translation>Click elsewhere for another point</translation>
    </message>
    <message>
        <source>列出探头</source>
        <translation>List cameras</translation>
    </message>
    <message>
        <source>范围只能用 bbox、near、within、beside 中的一种来说明</source>
        <translation>An area is said by one of bbox, near, within and beside</translation>
    </message>
    <message>
        <source>范围是空的</source>
        <translation>The area is empty</translation>
    </message>
</context>
</TS>
