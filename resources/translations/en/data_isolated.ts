<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>data.isolated</name>
    <message><source>{file} 里有不是本程序写的内容（{name}），没有打开。来历不明的文件请勿使用；本站的文件请用备份恢复</source><translation>{file} holds what this program did not write ({name}) and was not opened. Do not use a file of unknown origin; bring a file of your own back from a backup</translation></message>
    <message><source>{file} 里的类别声明太多或太长，没有打开</source><translation>{file} declares too many kinds, or kinds that are too long, and was not opened</translation></message>
    <message><source>站文件的设置“{name}”被改动</source><translation>The setting "{name}" of the station file was changed from outside</translation></message>
    <message><source>{kind}（编号 {id}）与日志所记的不同</source><translation>{kind} (number {id}) is not as the journal tells it</translation></message>
    <message><source>核对记录</source><translation>Checking records</translation></message>
    <message><source>读 {file} 用的时间太长，已经停止。文件可能已损坏，或是有意做成这样的；请重新导出，或分成几份</source><translation>Reading {file} took too long and was stopped. The file may be damaged, or made so on purpose; export it again, or in several parts</translation></message>
    <message><source>读 {file} 需要的内存太多，已经停止。文件可能已损坏，或是有意做成这样的；请重新导出，或分成几份</source><translation>Reading {file} needed too much memory and was stopped. The file may be damaged, or made so on purpose; export it again, or in several parts</translation></message>
    <message><source>{file} 读出来的内容太多，没有采用；请分成几份</source><translation>{file} came to too much and was not taken; split it into several parts</translation></message>
    <message><source>读 {file} 的程序中途停止了，文件已损坏，或是有意做成这样的。本程序不受影响；请重新导出该文件</source><translation>The reader of {file} broke off: the file is damaged, or made so on purpose. The console is not affected; export the file again</translation></message>
    <message><source>{file} 不会打开：只打开内容与扩展名相符的图片、文档、录音和录像；程序、脚本和压缩文件一律不打开</source><translation>{file} is not opened: only pictures, documents, sound and film are, and only if content and name agree; programs, scripts and archives never are</translation></message>
    <message><source>{file} 不会打开：里面有宏或会自己运行的内容</source><translation>{file} is not opened: it holds macros or something else that runs by itself</translation></message>
    <message><source>{name} 的写法不对：{value}</source><translation>{name} is not written as it should be: {value}</translation></message>
    <message><source>读不了底图 {file}：{why}</source><translation>The ground picture {file} cannot be read: {why}</translation></message>
    <message><source>读不了底图 {file}：内容不对</source><translation>The ground picture {file} cannot be read: its content is not what it should be</translation></message>
</context>
</TS>
