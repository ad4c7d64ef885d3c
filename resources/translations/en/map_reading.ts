<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
<context>
    <name>map.reading</name>
    <message>
        <source>建筑按什么着色</source>
        <translation>What the buildings are coloured by</translation>
    </message>
    <message>
        <source>分成几级</source>
        <translation>Number of classes</translation>
    </message>
    <message>
        <source>分级</source>
        <translation>Classes</translation>
    </message>
    <message>
        <source>本色</source>
        <translation>Own colours</translation>
    </message>
    <message>
        <source>栋数</source>
        <translation>Buildings</translation>
    </message>
    <message>
        <source>建筑</source>
        <translation>Buildings</translation>
    </message>
    <message>
        <source>按{field}着色</source>
        <translation>Colour by {field}</translation>
    </message>
    <message>
        <source>没有可以分级的数据。</source>
        <translation>There is nothing to divide into classes.</translation>
    </message>
    <message>
        <source>层</source>
        <translation>storeys</translation>
    </message>
    <message>
        <source>项</source>
        <translation>tasks</translation>
    </message>
    <message>
        <source>起</source>
        <translation>cases</translation>
    </message>
    <message>
        <source>居住人数</source>
        <translation>residents</translation>
    </message>
    <message>
        <source>未办结任务</source>
        <translation>open tasks</translation>
    </message>
    <message>
        <source>所选时段警情</source>
        <translation>cases in the period</translation>
    </message>
    <message>
        <source>没有</source>
        <translation>None</translation>
    </message>
    <message>
        <source>未填写</source>
        <translation>Not filled in</translation>
    </message>
    <message>
        <source>其余</source>
        <translation>All others</translation>
    </message>
    <message>
        <source>固定</source>
        <translation>Fixed</translation>
    </message>
    <message>
        <source>随日夜</source>
        <translation>By day and night</translation>
    </message>
    <message>
        <source>地图光线</source>
        <translation>Light on the map</translation>
    </message>
    <message>
        <source>固定的光线处处看得清；随日夜的光线跟着本地的太阳走。</source>
        <translation>A fixed light shows every front well; by day and night it follows the sun over the station.</translation>
    </message>
    <message>
        <source>光线固定或随日夜</source>
        <translation>Fixed light or day and night</translation>
    </message>
    <message>
        <source>整栋</source>
        <translation>All</translation>
    </message>
    <message>
        <source>屋顶</source>
        <translation>Roof</translation>
    </message>
    <message>
        <source>地下第 {count} 层</source>
        <translation>Basement {count}</translation>
    </message>
    <message>
        <source>第 {count} 层</source>
        <translation>Storey {count}</translation>
    </message>
    <message>
        <source>平面图铺在{where}</source>
        <translation>Floor plan of {where}</translation>
    </message>
    <message>
        <source>{building}，{storey}</source>
        <translation>{building}, {storey}</translation>
    </message>
    <message>
        <source>铺平面图…</source>
        <translation>Lay a floor plan…</translation>
    </message>
    <message>
        <source>平面图转 90°</source>
        <translation>Turn the floor plan by 90°</translation>
    </message>
    <message>
        <source>选择平面图：{where}</source>
        <translation>Choose the floor plan: {where}</translation>
    </message>
    <message>
        <source>平面图 ({pattern})</source>
        <translation>Floor plans ({pattern})</translation>
    </message>
    <message>
        <source>这一层还没有平面图；先用“铺平面图…”选一个文件</source>
        <translation>This storey has no floor plan yet; choose a file with “Lay a floor plan…” first</translation>
    </message>
    <message>
        <source>先在地图上选一栋楼的一层，再铺平面图</source>
        <translation>Choose a storey of a building on the map first, then lay its floor plan</translation>
    </message>
    <message>
        <source>{count} 个房间按轮廓导入，选中楼层时画在楼里</source>
        <translation>{count} rooms came in with their outlines; they are drawn when their storey is chosen</translation>
    </message>
    <message>
        <source>文件 {file} 不是平面图：可用图片（PNG、JPEG、TIFF、WebP）或 DXF</source>
        <translation>The file {file} is no floor plan: pictures (PNG, JPEG, TIFF, WebP) and DXF can be used</translation>
    </message>
    <message>
        <source>文件 {file} 是空白的，看不到平面图</source>
        <translation>The file {file} is blank: no floor plan can be seen</translation>
    </message>
    <message>
        <source>图片 {file} 已损坏，读不了（{why}）</source>
        <translation>The picture {file} is damaged and cannot be read ({why})</translation>
    </message>
    <message>
        <source>图纸 {file} 里没有线</source>
        <translation>The drawing {file} has no lines</translation>
    </message>
    <message>
        <source>图纸 {file} 已损坏，读不了（{why}）</source>
        <translation>The drawing {file} is damaged and cannot be read ({why})</translation>
    </message>
    <message>
        <source>楼层平面图 {file}</source>
        <translation>Floor plan {file}</translation>
    </message>
    <message>
        <source>车库入口</source>
        <translation>Garage entrance</translation>
    </message>
</context>
</TS>
