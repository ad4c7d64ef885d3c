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
    <message>
      <source>视图存在 {slot} 键上</source>
      <translation>View saved on key {slot}</translation>
    </message>
    <message>
      <source>视图已保存</source>
      <translation>View saved</translation>
    </message>
    <message>
      <source>已删除视图“{name}”</source>
      <translation>View "{name}" deleted</translation>
    </message>
    <message>
      <source>{slot} 键上还没有视图：按 Ctrl+Alt+{slot} 把现在的画面存在这里</source>
      <translation>There is no view on key {slot}: press Ctrl+Alt+{slot} to keep what is shown now</translation>
    </message>
    <message>
      <source>保存的视图</source>
      <translation>Saved views</translation>
    </message>
    <message>
      <source>去某个视图</source>
      <translation>Go to a view</translation>
    </message>
  </context>
</TS>
