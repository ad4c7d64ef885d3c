<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>safety</name>
    <message><source>{file} 正由电脑“{computer}”使用（自 {since}）。两台电脑不能同时打开同一个站文件：请在那台电脑上看，或等它退出。</source><translation>{file} is in use on the computer "{computer}" (since {since}). Two computers cannot have one station file open at once: look at it there, or wait until it is closed.</translation></message>
    <message><source>{file} 需要先升级，但另一个控制台正在使用它；请先关闭那个控制台</source><translation>{file} has to be brought up to date first, but another console is using it; close that console first</translation></message>
</context>
</TS>
