<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>journal</name>
    <message><source>打开记录</source><translation>Opened record</translation></message>
    <message><source>查看名单</source><translation>Opened list</translation></message>
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
    <message><source>日志第 {entry} 条应有的封签不在了</source><translation>The signed heads that belong to entries {entry} of the journal are gone</translation></message>
    <message><source>日志封签（第 {entry} 条）的签名不对</source><translation>The signature of the journal's head at entry {entry} is wrong</translation></message>
    <message><source>日志第 {entry} 条与签过名的封签不符：之间的日志被重写过</source><translation>Journal entries {entry} do not fit the signed head: they were written anew</translation></message>
    <message><source>日志与另存的封签（第 {entry} 条）不符：日志被重写过</source><translation>The journal does not fit the head kept elsewhere (entry {entry}): it was written anew</translation></message>
    <message><source>另存的封签签到第 {entry} 条，日志只到第 {other} 条：末尾被截掉了</source><translation>The head kept elsewhere is of entry {entry}, the journal ends with {other}: its end was cut off</translation></message>
    <message><source>另存的封签（第 {entry} 条）是另一个站的，或本站的签名密钥被换过</source><translation>The head kept elsewhere (entry {entry}) is of another station, or this station's signing key was exchanged</translation></message>
    <message><source>{file} 里没有日志封签</source><translation>{file} holds no signed head of a journal</translation></message>
    <message><source>{file} 里的日志封签签名不对，可能被改过</source><translation>The signature of the journal's head in {file} is wrong; it may have been changed</translation></message>
    <message><source>封签文件 (*.json);;打印页 (*.pdf)</source><translation>Signed head (*.json);;Page to print (*.pdf)</translation></message>
    <message><source>第 {entry} 条的封签已存到 {file}。请放到别处，以后用它核对日志。</source><translation>The head of entry {entry} is in {file}. Keep it elsewhere and hold the journal against it later.</translation></message>
    <message><source>封签或报告签名 (*.json *.txt)</source><translation>Signed head or signature of a report (*.json *.txt)</translation></message>
    <message><source>日志报告</source><translation>Journal report</translation></message>
    <message><source>报告已保存到 {file}，签名在旁边的 {beside}。</source><translation>The report is in {file}, its signature beside it in {beside}.</translation></message>
    <message><source>日志与审计</source><translation>Journal and audit</translation></message>
    <message><source>出日志签名报告…</source><translation>Signed report of the journal…</translation></message>
    <message><source>另存日志封签…</source><translation>Keep a signed head of the journal…</translation></message>
    <message><source>核对日志封签或报告…</source><translation>Check a signed head or report…</translation></message>
    <message><source>站文件里没有签名密钥：请用可写方式打开一次</source><translation>The station file has no signing key: open it once to write</translation></message>
    <message><source>日志封签</source><translation>Signed head of the journal</translation></message>
    <message><source>日志与第 {entry} 条的封签相符，{count} 条全部相连。</source><translation>The journal fits the head of entry {entry}; all {count} entries are chained.</translation></message>
    <message><source>报告写不到 {file}</source><translation>The report cannot be written to {file}</translation></message>
    <message><source>另存封签</source><translation>Keep a signed head</translation></message>
    <message><source>核对封签或报告</source><translation>Check a head or report</translation></message>
    <message><source>{file} 读不出来</source><translation>{file} cannot be read</translation></message>
    <message><source>封签写不到 {file}</source><translation>The head cannot be written to {file}</translation></message>
    <message><source>第 {entry} 条，{when}</source><translation>Entry {entry}, {when}</translation></message>
    <message><source>放到别处保存。以后用“核对日志封签或报告”核对：日志末尾被截掉，或整本被重写，都会发现。</source><translation>Keep this elsewhere. “Check a signed head or report” then notices when the journal was cut off at its end or written anew.</translation></message>
    <message><source>所有人</source><translation>Anyone</translation></message>
    <message><source>所有动作</source><translation>Any act</translation></message>
    <message><source>所有类别</source><translation>Any kind</translation></message>
    <message><source>对象的类别</source><translation>Kind of record</translation></message>
    <message><source>记录编号</source><translation>Number of the record</translation></message>
    <message><source>从何时</source><translation>From (date)</translation></message>
    <message><source>从什么时候，写成 2026-11-21 13:00</source><translation>Since when, as 2026-11-21 13:00</translation></message>
    <message><source>到何时</source><translation>To (date)</translation></message>
    <message><source>到什么时候，写成 2026-11-21 21:00</source><translation>Until when, as 2026-11-21 21:00</translation></message>
    <message><source>命令的名称，如 undo</source><translation>Name of the command, such as undo</translation></message>
    <message><source>搜过什么</source><translation>Searched for</translation></message>
    <message><source>输入完整的证件号、电话或姓名；日志里只存遮住的样子和标记</source><translation>Type the whole number or name; the journal itself keeps it only covered, with a mark</translation></message>
    <message><source>清空条件</source><translation>Clear filters</translation></message>
    <message><source>全部查看与搜索</source><translation>All looks and searches</translation></message>
    <message><source>全部改动</source><translation>All changes</translation></message>
    <message><source>条</source><translation>Entry</translation></message>
    <message><source>对象</source><translation>About</translation></message>
    <message><source>回放这一班</source><translation>Play sitting</translation></message>
    <message><source>此人从登录到退出，一步一步在地图上看（回车）</source><translation>This person from signing in to signing out, step by step on the map (Enter)</translation></message>
    <message><source>核对封签或报告有没有被改过</source><translation>Check whether a head or report was changed</translation></message>
    <message><source>签名报告…</source><translation>Signed report…</translation></message>
    <message><source>存封签…</source><translation>Keep head…</translation></message>
    <message><source>核对…</source><translation>Check…</translation></message>
    <message><source>正在读日志…</source><translation>Reading the journal…</translation></message>
    <message><source>看不懂时间或编号，请写成 2026-11-21 13:00</source><translation>Cannot read the time or number; write 2026-11-21 13:00</translation></message>
    <message><source>没有符合条件的日志。换个条件，或清空条件。</source><translation>Nothing in the journal fits. Change the filters or clear them.</translation></message>
    <message><source>最近 {n} 行，往下滚动接着读</source><translation>The latest {n} lines; scroll down for more</translation></message>
    <message><source>上一步（左方向键）</source><translation>Step back (Left)</translation></message>
    <message><source>下一步（右方向键）</source><translation>Next step (Right)</translation></message>
    <message><source>声明类别</source><translation>Declared a kind</translation></message>
    <message><source>升级文件</source><translation>Upgraded the file</translation></message>
    <message><source>看的是 {when} 的样子</source><translation>As of {when}</translation></message>
    <message><source>“{text}”，找到 {n} 条</source><translation>“{text}”, {n} found</translation></message>
    <message><source>{kind} {title}（编号 {id}）</source><translation>{kind} {title} (no. {id})</translation></message>
    <message><source>报告 {file} 与签名相符：{name}，{who}，公钥 {key}</source><translation>The report {file} fits its signature: {name}, {who}, public key {key}</translation></message>
    <message><source>站：{name}</source><translation>Station: {name}</translation></message>
    <message><source>条件：{words}</source><translation>Asked: {words}</translation></message>
    <message><source>日志封签：第 {entry} 条，{hash}</source><translation>Signed head: entry {entry}, {hash}</translation></message>
    <message><source>编号 {id}</source><translation>No. {id}</translation></message>
    <message><source>从 {when}</source><translation>from {when}</translation></message>
    <message><source>到 {when}</source><translation>to {when}</translation></message>
    <message><source>谁搜过某个号码或姓名</source><translation>who searched for a number or name</translation></message>
    <message><source>{file} 不是本站签的：它的公钥是 {key}</source><translation>{file} was not signed by this station: its public key is {key}</translation></message>
    <message><source>{file} 和签名不符：报告被改过</source><translation>{file} does not fit its signature: the report was changed</translation></message>
    <message><source>（只列最近的 {n} 行）</source><translation> (only the latest {n} lines)</translation></message>
    <message><source>{file} 或它旁边的报告读不出来</source><translation>{file} or the report beside it cannot be read</translation></message>
    <message><source>{file} 的签名不对：它或报告被改过</source><translation>The signature in {file} is wrong: it or the report was changed</translation></message>
    <message><source>日志封签或报告签名的文件，另存在别处的；日志要与它相符</source><translation>A signed head of the journal, or a report's signature, kept elsewhere: the journal must fit it</translation></message>
    <message numerus="yes"><source>共 {n} 行</source><translation><numerusform>{n} line</numerusform><numerusform>{n} lines</numerusform></translation></message>
    <message numerus="yes"><source>又 {n} 次</source><translation><numerusform>{n} more time</numerusform><numerusform>{n} more times</numerusform></translation></message>
    <message><source>日志</source><translation>Journal</translation></message>
    <message><source>详情</source><translation>Details</translation></message>
</context>
</TS>
