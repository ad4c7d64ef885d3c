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
    <message>
      <source>北</source>
      <translation>N</translation>
    </message>
    <message>
      <source>比例尺 1:{scale}</source>
      <translation>Scale 1:{scale}</translation>
    </message>
    <message>
      <source>画面中心处约 1:{scale}，远近不同</source>
      <translation>About 1:{scale} at the middle of the picture</translation>
    </message>
    <message>
      <source>{length} 公里</source>
      <translation>{length} km</translation>
    </message>
    <message>
      <source>{length} 米</source>
      <translation>{length} m</translation>
    </message>
    <message>
      <source>保存地图</source>
      <translation>Save map</translation>
    </message>
    <message>
      <source>地图已保存到 {file}。</source>
      <translation>The map was saved to {file}.</translation>
    </message>
    <message>
      <source> · 警情 {first} 至 {last}</source>
      <translation> · cases {first} to {last}</translation>
    </message>
    <message>
      <source>坐标系 WGS-84 · 中心 {lon}, {lat}</source>
      <translation>WGS-84 · centre {lon}, {lat}</translation>
    </message>
    <message>
      <source>{who} 制图于 {when} · 编号 {number}</source>
      <translation>Made by {who}, {when} · number {number}</translation>
    </message>
    <message>
      <source>PDF 写不到 {file}：{why}</source>
      <translation>The PDF cannot be written to {file}: {why}</translation>
    </message>
    <message>
      <source>请换一个能写的位置</source>
      <translation>choose a place that can be written to</translation>
    </message>
    <message>
      <source>出图…</source>
      <translation>Picture or PDF…</translation>
    </message>
    <message>
      <source>出图</source>
      <translation>Picture or PDF</translation>
    </message>
    <message>
      <source>这个站还没有建筑，先导入建筑再步行</source>
      <translation>This station has no buildings yet. Import some first, then walk</translation>
    </message>
    <message>
      <source>{when} 的样子</source>
      <translation>as it was on {when}</translation>
    </message>
    <message>
      <source>左图：{when}</source>
      <translation>Left: {when}</translation>
    </message>
    <message>
      <source>分屏对比</source>
      <translation>Split view</translation>
    </message>
    <message>
      <source>还有 {n} 个图层没有列出</source>
      <translation>{n} more layers are not listed</translation>
    </message>
  </context>
</TS>
