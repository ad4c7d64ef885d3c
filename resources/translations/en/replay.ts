<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
  <context>
    <name>app.replay</name>
    <message><source>这起警情</source><translation>This case</translation></message>
    <message><source>回放一段时间…</source><translation>Replay a period…</translation></message>
    <message><source>回放这起警情</source><translation>Replay this case</translation></message>
    <message><source>回放：播放或暂停</source><translation>Replay: play or pause</translation></message>
    <message><source>回放：下一件事</source><translation>Replay: next event</translation></message>
    <message><source>回放：上一件事</source><translation>Replay: previous event</translation></message>
    <message><source>回放：加快</source><translation>Replay: faster</translation></message>
    <message><source>回放：放慢</source><translation>Replay: slower</translation></message>
    <message><source>结束回放</source><translation>End replay</translation></message>
    <message><source>出复盘报告…</source><translation>Debrief…</translation></message>
    <message><source>先回放一段时间</source><translation>Replay a period first</translation></message>
    <message><source>回放</source><translation>Replay</translation></message>
  </context>
  <context>
    <name>widgets.replay</name>
    <message><source>这段时间里发生的事</source><translation>What happened in this time</translation></message>
    <message><source>事后补记</source><translation>entered later</translation></message>
    <message><source>回放时间线：左右键到上一件、下一件事，空格播放，加减号换快慢</source><translation>Time line of the replay: left and right go to the previous and next event, Space plays, plus and minus change the speed</translation></message>
    <message><source>上一件事（左方向键）</source><translation>Previous event (Left)</translation></message>
    <message><source>下一件事（右方向键）</source><translation>Next event (Right)</translation></message>
    <message><source>快慢：现在的一秒是那时的多久</source><translation>Speed: how long then is one second now</translation></message>
    <message><source>自定时段</source><translation>Own period</translation></message>
    <message><source>回放哪段时间</source><translation>Which period to replay</translation></message>
    <message><source>开始回放</source><translation>Start replay</translation></message>
    <message><source>正在读取这段时间…</source><translation>Reading this period…</translation></message>
    <message><source>快慢 {speed}</source><translation>Speed {speed}</translation></message>
    <message><source>暂停（空格）</source><translation>Pause (Space)</translation></message>
    <message><source>播放（空格）</source><translation>Play (Space)</translation></message>
    <message><source>最近 1 小时</source><translation>Last hour</translation></message>
    <message><source>最近 4 小时</source><translation>Last 4 hours</translation></message>
    <message><source>最近 8 小时</source><translation>Last 8 hours</translation></message>
    <message><source>最近 24 小时</source><translation>Last 24 hours</translation></message>
    <message><source>从，写作 2026-11-21 13:00</source><translation>From, written 2026-11-21 13:00</translation></message>
    <message><source>到，写作 2026-11-21 21:00</source><translation>To, written 2026-11-21 21:00</translation></message>
    <message><source>看不懂时段，请写成 2026-11-21 13:00</source><translation>This is no period: write it as 2026-11-21 13:00</translation></message>
    <message><source>选一段时间，按“开始回放”：地图、面板和时间线都回到那时</source><translation>Choose a period and press “Start replay”: map, panels and time line go back to it</translation></message>
    <message><source>选一段时间，按“开始回放”</source><translation>Choose a period and press “Start replay”</translation></message>
    <message><source>{when} 起才有记录</source><translation>Known from {when} on</translation></message>
    <message><source>这段时间里没有更多的事了</source><translation>Nothing more happened in this time</translation></message>
  </context>
  <context>
    <name>data.duty.replay</name>
    <message><source>站文件从 {when} 起才有记录：地图是那一刻的样子，警情按报警时间出现</source><translation>The station file knows of nothing before {when}: the map is as it was then, cases appear when they were reported</translation></message>
    <message><source>{title}，{place}</source><translation>{title}, {place}</translation></message>
    <message><source>派了谁，谁会更快</source><translation>Who was sent, who would have been faster</translation></message>
    <message><source>报警</source><translation>Reported</translation></message>
    <message><source>签到</source><translation>Clocked in</translation></message>
    <message><source>签退</source><translation>Clocked out</translation></message>
    <message><source>通报</source><translation>Reports</translation></message>
    <message><source>等 {n} 人</source><translation> and more, {n} in all</translation></message>
    <message><source>回放时段的开头要早于结尾，也要早于现在</source><translation>The period must begin before it ends, and before now</translation></message>
    <message><source>先选一个过去的时刻</source><translation>Choose a past moment first</translation></message>
      <message><source>报警：{title}</source><translation>Reported: {title}</translation></message>
    <message><source>未办完的警情 {n} 起</source><translation>Cases not done: {n}</translation></message>
    <message><source>没有未办完的警情</source><translation>No case undone</translation></message>
    <message><source>{who} {state}</source><translation>{who} {state}</translation></message>
    <message><source>{names} 等 {n} 人</source><translation>{names} and others, {n} in all</translation></message>
    <message><source>{step}：{who}</source><translation>{step}: {who}</translation></message>
    <message><source>开始</source><translation>Beginning</translation></message>
    <message><source>中间</source><translation>Middle</translation></message>
    <message><source>结束</source><translation>End</translation></message>
    <message><source>已删除的力量</source><translation>A force that was deleted</translation></message>
    <message><source>现在：{state}</source><translation>Now: {state}</translation></message>
    <message><source>{when}：{what}</source><translation>{when}: {what}</translation></message>
</context>
</TS>
