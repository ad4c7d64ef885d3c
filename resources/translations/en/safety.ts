<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>safety</name>
    <message><source>{file} 正由电脑“{computer}”使用（自 {since}）。两台电脑不能同时打开同一个站文件：请在那台电脑上看，或等它退出。</source><translation>{file} is in use on the computer "{computer}" (since {since}). Two computers cannot have one station file open at once: look at it there, or wait until it is closed.</translation></message>
    <message><source>{file} 需要先升级，但另一个控制台正在使用它；请先关闭那个控制台</source><translation>{file} has to be brought up to date first, but another console is using it; close that console first</translation></message>
    <message><source>对方退出后，这里接着写</source><translation>Go on writing here when it has ended</translation></message>
    <message><source>在这里写</source><translation>Write here</translation></message>
    <message><source>只能看：现在没有别人在用这个站文件了</source><translation>Reading only: nobody else is using this station file any more</translation></message>
    <message><source>可以在这里接着写；打开的页面和选中的内容都还在</source><translation>You can go on writing here; the open page and what is chosen stay</translation></message>
    <message><source>只能看：站文件所在的文件夹不能写入</source><translation>Reading only: the folder of the station file cannot be written</translation></message>
    <message><source>要修改，请把站文件移到可以写的地方再打开</source><translation>To change something, move the station file to where it can be written and open it there</translation></message>
    <message><source>只能看：一条命令正在写这个站文件</source><translation>Reading only: a command is writing this station file</translation></message>
    <message><source>自 {when} 起 · 它改了什么，这里马上看得到</source><translation>Since {when} · what it changes shows here at once</translation></message>
    <message><source>只能看：这台电脑上另一个控制台正在使用这个站文件</source><translation>Reading only: another console on this computer is using this station file</translation></message>
    <message><source>只能看：“{computer}”正在使用这个站文件</source><translation>Reading only: "{computer}" is using this station file</translation></message>
</context>
</TS>
