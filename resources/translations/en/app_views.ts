<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
  <context>
    <name>app.views</name>
    <message>
      <source>时间</source>
      <translation>Time</translation>
    </message>
    <message>
      <source>那时的样子／回到现在</source>
      <translation>As it was / back to now</translation>
    </message>
    <message>
      <source>看某个时刻</source>
      <translation>Look at a moment</translation>
    </message>
    <message>
      <source>时间轴</source>
      <translation>Timeline</translation>
    </message>
    <message>
      <source>播放或暂停</source>
      <translation>Play or pause</translation>
    </message>
  </context>
</TS>
