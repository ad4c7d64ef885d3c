<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>data.isolated</name>
    <message><source>{file} 里有不是本程序写的内容（{name}），没有打开。来历不明的文件请勿使用；本站的文件请用备份恢复</source><translation>{file} holds what this program did not write ({name}) and was not opened. Do not use a file of unknown origin; bring a file of your own back from a backup</translation></message>
    <message><source>{file} 里的类别声明太多或太长，没有打开</source><translation>{file} declares too many kinds, or kinds that are too long, and was not opened</translation></message>
</context>
</TS>
