<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
<context>
    <name>data.duty.forces</name>
    <message><source>{grid}又有可派力量（{said}）</source><translation>Somebody free in {grid} again ({said})</translation></message>
    <message><source>{grid}没有可派力量了（{said}）</source><translation>Nobody free in {grid} any more ({said})</translation></message>
    <message><source>{name}在这段时间已经有班次（{post}）</source><translation>{name} already has a shift at that time ({post})</translation></message>
    <message><source>{name}手上还有警情，先“归队待命”再签退</source><translation>{name} still has a case in hand: release first, then clock out</translation></message>
    <message><source>{name}现在{state}，不能{verb}；可以：{possible}</source><translation>{name} is “{state}” now, so “{verb}” is not possible. Possible: {possible}</translation></message>
    <message><source>{n} 分钟前</source><translation>{n} min ago</translation></message>
    <message numerus="yes"><source>{n} 天前</source><translation><numerusform>{n} day ago</numerusform><numerusform>{n} days ago</numerusform></translation></message>
    <message><source>{n} 小时前</source><translation>{n} h ago</translation></message>
    <message><source>{route} · {who}</source><translation>{route} · {who}</translation></message>
    <message><source>±{metres} 米</source><translation>±{metres} m</translation></message>
    <message><source>人工标定位置：{name}</source><translation>Place set by hand: {name}</translation></message>
    <message><source>出发</source><translation>Set off</translation></message>
    <message><source>刚刚</source><translation>just now</translation></message>
    <message><source>到场</source><translation>On scene</translation></message>
    <message><source>到点 {n}/{all}</source><translation>{n} of {all} points</translation></message>
    <message><source>力量没有“{verb}”这一步，可用的有：{known}</source><translation>Forces have no step “{verb}”; known are: {known}</translation></message>
    <message><source>取消巡逻</source><translation>Cancel patrol</translation></message>
    <message><source>可派 {free} 人，在岗 {on} 人</source><translation>{free} free, {on} on duty</translation></message>
    <message><source>可派 {n} 人但位置不明</source><translation>{n} free, place not known</translation></message>
    <message><source>坐标（{lon}, {lat}）不在经纬度范围内</source><translation>The coordinates ({lon}, {lat}) are not within longitude and latitude</translation></message>
    <message><source>安排巡逻：{name}</source><translation>Patrol planned: {name}</translation></message>
    <message numerus="yes"><source>定位 {n} 个</source><translation><numerusform>{n} position</numerusform><numerusform>{n} positions</numerusform></translation></message>
    <message><source>巡逻“{name}”{state}，现在不能这样做</source><translation>Patrol “{name}” is “{state}”: that is not possible now</translation></message>
    <message><source>巡逻漏点：{point}（{patrol}）</source><translation>Patrol point missed: {point} ({patrol})</translation></message>
    <message><source>已签退</source><translation>Clocked out</translation></message>
    <message><source>开始巡逻</source><translation>Begin patrol</translation></message>
    <message><source>归队待命</source><translation>Release</translation></message>
    <message><source>待上岗</source><translation>To come</translation></message>
    <message><source>排班：{names}</source><translation>Shift planned: {names}</translation></message>
    <message><source>改派</source><translation>Send elsewhere</translation></message>
    <message><source>无人在岗</source><translation>Nobody on duty</translation></message>
    <message><source>时间不明</source><translation>time not known</translation></message>
    <message><source>未签到</source><translation>Not clocked in</translation></message>
    <message><source>本班无人到过</source><translation>Nobody was there in this shift</translation></message>
    <message><source>标为忙碌</source><translation>Mark busy</translation></message>
    <message><source>没有可派力量，在岗 {on} 人</source><translation>Nobody free, {on} on duty</translation></message>
    <message><source>没有定位</source><translation>No position</translation></message>
    <message><source>没有编号为 {id} 的力量或车辆</source><translation>There is no force member or vehicle with number {id}</translation></message>
    <message><source>没有编号为 {id} 的巡逻</source><translation>There is no patrol with number {id}</translation></message>
    <message><source>没有编号为 {id} 的巡逻线路</source><translation>There is no patrol route with number {id}</translation></message>
    <message><source>没有编号为 {id} 的警情</source><translation>There is no case with number {id}</translation></message>
    <message><source>派出</source><translation>Send</translation></message>
    <message><source>漏 {n}</source><translation>{n} missed</translation></message>
    <message><source>班次的结束要晚于开始</source><translation>A shift must end after it begins</translation></message>
    <message><source>签到上岗</source><translation>Clock in</translation></message>
    <message><source>签到上岗：{names}</source><translation>Clock in: {names}</translation></message>
    <message><source>签退下班</source><translation>Clock out</translation></message>
    <message><source>签退下班：{names}</source><translation>Clock out: {names}</translation></message>
    <message><source>线路“{name}”还没有巡逻点，先加上再安排</source><translation>Route “{name}” has no points yet: add some first</translation></message>
    <message><source>结束巡逻</source><translation>End patrol</translation></message>
    <message><source>缺勤</source><translation>Absent</translation></message>
    <message><source>误差约 {metres} 米，仅供参考</source><translation>within about {metres} m, a hint only</translation></message>
    <message><source>走过 {share}% 的道路，有人 {time}</source><translation>{share}% of the roads passed, somebody there for {time}</translation></message>
    <message><source>超时在岗</source><translation>Over time</translation></message>
</context>
</TS>
