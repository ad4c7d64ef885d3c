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
</context>
</TS>
