<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
<context>
    <name>app</name>
    <message>
        <source>{why}：{options}。</source>
        <translation>{why}: {options}.</translation>
    </message>
</context>
<context>
    <name>widgets</name>
    <message>
        <source>{where} · 导入时是 {datum}</source>
        <translation>{where} · came in as {datum}</translation>
    </message>
</context>
<context>
    <name>data.exchange.tables</name>
    <message>
        <source>坐标 {x}, {y} 不在“{datum}”的范围内</source>
        <translation>The coordinates {x}, {y} lie outside {datum}</translation>
    </message>
    <message>
        <source>应为度数（31.24 或 31°14′23″）或米数</source>
        <translation>Expected degrees (31.24 or 31°14′23″) or metres</translation>
    </message>
</context>
<context>
    <name>data.exchange.datum</name>
    <message>
        <source>{share} 在本站范围内</source>
        <translation>{share} lie in or near this station</translation>
    </message>
    <message>
        <source>{share} 的已有记录位置不变</source>
        <translation>{share} of the records that are here already stay where they are</translation>
    </message>
    <message numerus="yes">
        <source>离地址所写的楼 {metres} 米（{n} 行）</source>
        <translation><numerusform>{metres} m from the building that the address names ({n} row)</numerusform><numerusform>{metres} m from the building that the address names ({n} rows)</numerusform></translation>
    </message>
    <message>
        <source>{share} 的点落在建筑里（随便挪个位置，也会有 {chance}）</source>
        <translation>{share} of the points lie in buildings ({chance} would anywhere else)</translation>
    </message>
    <message>
        <source>WGS-84（GPS）</source>
        <translation>WGS-84 (GPS)</translation>
    </message>
    <message>
        <source>GCJ-02（高德、腾讯）</source>
        <translation>GCJ-02 (Amap, Tencent)</translation>
    </message>
    <message>
        <source>BD-09（百度）</source>
        <translation>BD-09 (Baidu)</translation>
    </message>
    <message>
        <source>CGCS2000 经纬度</source>
        <translation>CGCS2000 degrees</translation>
    </message>
    <message>
        <source>百度墨卡托</source>
        <translation>Baidu Mercator</translation>
    </message>
    <message>
        <source>GCJ-02 百度米制</source>
        <translation>GCJ-02 in Baidu's metres</translation>
    </message>
    <message>
        <source>高德墨卡托</source>
        <translation>GCJ-02 in Web Mercator</translation>
    </message>
    <message>
        <source>Web 墨卡托</source>
        <translation>Web Mercator</translation>
    </message>
    <message>
        <source>度分秒连写</source>
        <translation>degrees, minutes and seconds run together</translation>
    </message>
    <message>
        <source>X 为北、Y 为东</source>
        <translation>x is north, y is east</translation>
    </message>
    <message>
        <source>纬度在前</source>
        <translation>latitude first</translation>
    </message>
    <message>
        <source>按数值范围只能是它，或各种坐标系在这里没有差别</source>
        <translation>By their range the numbers can be nothing else, or the datums do not differ here</translation>
    </message>
    <message>
        <source>看不准 {file} 的坐标系：{why}，最多相差 {apart} 米。{said}。请指明坐标系后再导入</source>
        <translation>The datum of {file} is unclear: {why}, up to {apart} m apart. {said}. Name the datum and import again</translation>
    </message>
    <message>
        <source>看不准 {file} 的坐标系：{why}。{said}。请指明坐标系后再导入</source>
        <translation>The datum of {file} is unclear: {why}. {said}. Name the datum and import again</translation>
    </message>
    <message>
        <source>站里还没有东西可以对照，按 WGS-84 处理</source>
        <translation>There is nothing in the station yet to compare with; taken for WGS-84</translation>
    </message>
    <message>
        <source>只有它落在本站范围内</source>
        <translation>Only this one leads into the station</translation>
    </message>
    <message>
        <source>落在建筑内或路上，远多于随机</source>
        <translation>The points lie inside buildings or on roads far more often than chance would have it</translation>
    </message>
    <message>
        <source>文件写的是 {said}，落点却像 {found}</source>
        <translation>The file says {said}, but by where the points fall it is {found}</translation>
    </message>
    <message>
        <source>几种坐标系都说得通</source>
        <translation>several datums are possible</translation>
    </message>
    <message>
        <source>已有的记录位置不变</source>
        <translation>The records that are here already stay where they are</translation>
    </message>
    <message>
        <source>落在地址所写的楼上</source>
        <translation>The points lie at the buildings that the addresses name</translation>
    </message>
    <message>
        <source>均匀散布在地址所写的楼周围</source>
        <translation>The points scatter evenly around the buildings that the addresses name</translation>
    </message>
    <message>
        <source>认不出 {file} 里的坐标是什么坐标系（{why}），请指明</source>
        <translation>The datum of the coordinates in {file} cannot be told ({why}); name it</translation>
    </message>
    <message>
        <source>这些数不能是坐标</source>
        <translation>These numbers cannot be coordinates</translation>
    </message>
    <message>
        <source>文件写明了坐标系</source>
        <translation>The file names its datum</translation>
    </message>
    <message>
        <source>按这种文件的规定</source>
        <translation>As this type of file prescribes</translation>
    </message>
    <message>
        <source>文件 {file} 的坐标 {x:.10g}, {y:.10g} 不是经纬度（经度 ±180，纬度 ±90），请指明坐标系（EPSG:代号）</source>
        <translation>The coordinates {x:.10g}, {y:.10g} of {file} are no degrees (longitude ±180, latitude ±90); name the reference system (EPSG:code)</translation>
    </message>
    <message>
        <source>怎么读都不在本站范围内</source>
        <translation>none of the readings leads into this station</translation>
    </message>
    <message>
        <source>这些数不能是“{datum}”</source>
        <translation>these numbers cannot be {datum}</translation>
    </message>
    <message>
        <source>经度在前还是纬度在前看不出来，按经度在前处理</source>
        <translation>nothing tells whether longitude or latitude stands first; longitude is taken to</translation>
    </message>
    <message>
        <source>坐标按“{datum}”处理：{why}</source>
        <translation>Coordinates taken as {datum}: {why}</translation>
    </message>
    <message>
        <source>{n} 千米</source>
        <translation>{n} km</translation>
    </message>
    <message>
        <source>{code}，离本站 {far}</source>
        <translation>{code}, {far} from the station</translation>
    </message>
    <message>
        <source>{code}，落在本站</source>
        <translation>{code}, falls on the station</translation>
    </message>
    <message>
        <source>{code}，放不下这些坐标</source>
        <translation>{code}, cannot have these coordinates</translation>
    </message>
    <message>
        <source>{system} 高斯，中央经线 {degrees}°</source>
        <translation>{system} Gauss-Krüger, central meridian {degrees}°</translation>
    </message>
    <message>
        <source>UTM 北半球第 {zone} 带（WGS-84）</source>
        <translation>UTM zone {zone} north (WGS-84)</translation>
    </message>
    <message>
        <source>{system} 高斯 {width} 度带第 {zone} 带</source>
        <translation>{system} Gauss-Krüger {width}°, zone {zone}</translation>
    </message>
    <message>
        <source>西安 80</source>
        <translation>Xi'an 1980</translation>
    </message>
    <message>
        <source>北京 54</source>
        <translation>Beijing 1954</translation>
    </message>
    <message>
        <source>离本站 {far}</source>
        <translation>{far} from the station</translation>
    </message>
</context>
</TS>
