<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
  <context>
    <name>data.views</name>
    <message>
      <source>现在看的是 {when} 的样子，不能修改。请先“回到现在”</source>
      <translation>You are looking at {when}, which cannot be changed. Go back to now first</translation>
    </message>
    <message>
      <source>{kind}（编号 {id}）那时还不存在</source>
      <translation>{kind} (number {id}) did not exist at that time</translation>
    </message>
  </context>
</TS>
