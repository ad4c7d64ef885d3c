<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>journal</name>
    <message><source>打开记录</source><translation>Opened a record</translation></message>
    <message><source>查看名单</source><translation>Looked at a list</translation></message>
    <message><source>导出图片</source><translation>Saved a picture</translation></message>
    <message><source>登录</source><translation>Signed in</translation></message>
    <message><source>退出登录</source><translation>Signed out</translation></message>
    <message><source>锁定</source><translation>Locked</translation></message>
    <message><source>解锁</source><translation>Unlocked</translation></message>
    <message><source>账号变动</source><translation>Changed an account</translation></message>
    <message><source>批准</source><translation>Approved</translation></message>
    <message><source>登录失败</source><translation>Sign-in failed</translation></message>
    <message><source>不批准</source><translation>Not approved</translation></message>
    <message><source>被拒绝</source><translation>Refused</translation></message>
    <message><source>出错</source><translation>Failed</translation></message>
    <message><source>更换口令或密钥</source><translation>Changed passphrase or key</translation></message>
    <message><source>恢复备份</source><translation>Restored a backup</translation></message>
    <message><source>查看日志</source><translation>Read the journal</translation></message>
    <message><source>出具本人信息报告</source><translation>Made a report to a person about their data</translation></message>
    <message><source>日志不认识动作“{name}”</source><translation>The journal knows no act “{name}”</translation></message>
    <message><source>日志第 {entry} 条是插进来的</source><translation>Journal entry {entry} was put in</translation></message>
    <message><source>日志第 {entry} 条被挪到了第 {other} 条</source><translation>Journal entry {entry} was moved to {other}</translation></message>
    <message><source>日志从第 {entry} 条起读不出来</source><translation>The journal cannot be read from entry {entry} on</translation></message>
    <message><source>日志封签（第 {entry} 条）的签名不对</source><translation>The signature of the journal's head at entry {entry} is wrong</translation></message>
    <message><source>日志第 {entry} 条与签过名的封签不符：之间的日志被重写过</source><translation>Journal entries {entry} do not fit the signed head: they were written anew</translation></message>
    <message><source>日志与另存的封签（第 {entry} 条）不符：日志被重写过</source><translation>The journal does not fit the head kept elsewhere (entry {entry}): it was written anew</translation></message>
    <message><source>另存的封签签到第 {entry} 条，日志只到第 {other} 条：末尾被截掉了</source><translation>The head kept elsewhere is of entry {entry}, the journal ends with {other}: its end was cut off</translation></message>
    <message><source>另存的封签（第 {entry} 条）是另一个站的，或本站的签名密钥被换过</source><translation>The head kept elsewhere (entry {entry}) is of another station, or this station's signing key was exchanged</translation></message>
    <message><source>{file} 里没有日志封签</source><translation>{file} holds no signed head of a journal</translation></message>
    <message><source>{file} 里的日志封签签名不对，可能被改过</source><translation>The signature of the journal's head in {file} is wrong; it may have been changed</translation></message>
</context>
</TS>
