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
    <message>
      <source>视图只能放在 1 到 9 键上，没有 {slot} 键</source>
      <translation>Views go on keys 1 to 9; there is no key {slot}</translation>
    </message>
    <message>
      <source>更新视图</source>
      <translation>Update view</translation>
    </message>
    <message>
      <source>视图 {number}</source>
      <translation>View {number}</translation>
    </message>
    <message>
      <source>保存视图</source>
      <translation>Save view</translation>
    </message>
    <message>
      <source>视图改名</source>
      <translation>Rename view</translation>
    </message>
    <message>
      <source>视图换键</source>
      <translation>Change key of view</translation>
    </message>
    <message>
      <source>删除视图</source>
      <translation>Delete view</translation>
    </message>
    <message>
      <source>保存主题“{name}”</source>
      <translation>Save theme "{name}"</translation>
    </message>
    <message>
      <source>主题改名为“{name}”</source>
      <translation>Rename theme to "{name}"</translation>
    </message>
    <message>
      <source>删除主题</source>
      <translation>Delete theme</translation>
    </message>
    <message>
      <source>主题写不到 {file}：{why}</source>
      <translation>The theme cannot be written to {file}: {why}</translation>
    </message>
    <message>
      <source>读不了主题文件 {file}：{why}</source>
      <translation>The theme file {file} cannot be read: {why}</translation>
    </message>
    <message>
      <source>{file} 不是主题文件：请选择由“导出主题”写出的 .theme.json</source>
      <translation>{file} is no theme file. Choose a .theme.json that "Export theme" wrote</translation>
    </message>
    <message>
      <source>{file} 是由更新版本的程序写成的，请升级程序后再导入</source>
      <translation>{file} was written by a newer version of the program. Update the program and import again</translation>
    </message>
  </context>
</TS>
