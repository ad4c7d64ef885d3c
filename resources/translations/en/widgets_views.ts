<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
  <context>
    <name>widgets.views</name>
    <message>
      <source>站点文件的改动，点一下看那时的样子；左右键到前一次、后一次改动</source>
      <translation>Changes of the station file. Click to see it as it was; left and right go to the change before and after</translation>
    </message>
    <message>
      <source>前一次改动</source>
      <translation>Change before</translation>
    </message>
    <message>
      <source>后一次改动</source>
      <translation>Change after</translation>
    </message>
    <message>
      <source>看哪个时刻，写作 2026-11-21 21:47</source>
      <translation>The moment to look at, written 2026-11-21 21:47</translation>
    </message>
    <message>
      <source>写一个时刻再按回车，例如 2026-11-21 21:47</source>
      <translation>Write a moment and press Enter, such as 2026-11-21 21:47</translation>
    </message>
    <message>
      <source>回到现在</source>
      <translation>Back to now</translation>
    </message>
    <message>
      <source>这是 {when} 的样子</source>
      <translation>As it was on {when}</translation>
    </message>
    <message>
      <source>正在还原…</source>
      <translation>Rebuilding…</translation>
    </message>
    <message>
      <source>看不懂这个时刻，请写成 2026-11-21 21:47</source>
      <translation>That is no moment. Write it as 2026-11-21 21:47</translation>
    </message>
    <message>
      <source>站点文件那时还没有记录</source>
      <translation>The station file held no records then</translation>
    </message>
    <message>
      <source>只能看，不能改 · 最后一次改动：{when} {who} {why}</source>
      <translation>To look at, not to change · last change: {when} {who} {why}</translation>
    </message>
  </context>
</TS>
