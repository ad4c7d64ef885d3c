<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
<context>
    <name>data.kinds</name>
    <message>
        <source>不能大于 {high}</source>
        <translation>cannot be more than {high}</translation>
    </message>
    <message>
        <source>应为“是”或“否”</source>
        <translation>should be yes or no</translation>
    </message>
    <message>
        <source>应为文字</source>
        <translation>should be text</translation>
    </message>
    <message>
        <source>应为整数</source>
        <translation>should be a whole number</translation>
    </message>
    <message>
        <source>数字太大</source>
        <translation>the number is too large</translation>
    </message>
    <message>
        <source>应为数字</source>
        <translation>should be a number</translation>
    </message>
    <message>
        <source>应在 {low} 到 {high} 之间</source>
        <translation>should be between {low} and {high}</translation>
    </message>
    <message>
        <source>不能小于 {low}</source>
        <translation>cannot be less than {low}</translation>
    </message>
    <message>
        <source>应为世界时，写作 2026-11-21T13:47:00Z</source>
        <translation>should be a time in UTC, written 2026-11-21T13:47:00Z</translation>
    </message>
    <message>
        <source>应为一条记录的编号</source>
        <translation>should be the id of a record</translation>
    </message>
    <message>
        <source>应为网址，例如 rtsp://192.168.1.20:554/1</source>
        <translation>should be an address such as rtsp://192.168.1.20:554/1</translation>
    </message>
    <message>
        <source>应为带高度的多面体</source>
        <translation>should be surfaces with heights</translation>
    </message>
    <message>
        <source>应为其中之一：{known}</source>
        <translation>should be one of: {known}</translation>
    </message>
    <message>
        <source>应为年月日俱全的日期，写作 2026-11-21</source>
        <translation>should be a full date, written 2026-11-21</translation>
    </message>
    <message>
        <source>应为 11 位手机号，或带区号的固定电话</source>
        <translation>should be a mobile number of 11 digits, or a landline with its area code</translation>
    </message>
    <message>
        <source>“{label}”的“{value}”不对：{why}</source>
        <translation>{label} “{value}” is not right: {why}</translation>
    </message>
    <message>
        <source>“{label}”不对：{why}</source>
        <translation>{label} is not right: {why}</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>表格把它当成数字，末几位已丢失；请把该列设为文本后重新填写</source>
        <translation>the spreadsheet took it for a number and lost its last digits; format the column as text and enter it again</translation>
    </message>
    <message>
        <source>应为 18 位，前 17 位是数字，末位是数字或 X</source>
        <translation>should be 18 characters: 17 digits, then a digit or X</translation>
    </message>
    <message>
        <source>第 7 到 14 位不是有效的出生日期</source>
        <translation>digits 7 to 14 are not a possible date of birth</translation>
    </message>
    <message>
        <source>末位校验码不对，请核对是否抄错</source>
        <translation>the check character at the end does not fit; look for a slip in copying</translation>
    </message>
    <message>
        <source>名称“{name}”不可用：用小写英文字母、数字和下划线</source>
        <translation>the name “{name}” cannot be used: take small letters, digits and underscores</translation>
    </message>
    <message>
        <source>{where} 里不认识 {unknown}</source>
        <translation>unknown in {where}: {unknown}</translation>
    </message>
    <message>
        <source>place.shape 只能是 {known}</source>
        <translation>place.shape can only be one of {known}</translation>
    </message>
    <message>
        <source>字段 {name} 的类型“{type}”不认识</source>
        <translation>field {name} has an unknown type “{type}”</translation>
    </message>
    <message>
        <source>字段 {name} 的 sensitivity 只能是 {known}</source>
        <translation>the sensitivity of field {name} can only be one of {known}</translation>
    </message>
    <message>
        <source>提到了没有声明的字段：{missing}</source>
        <translation>fields are named that are not declared: {missing}</translation>
    </message>
    <message>
        <source>读不了类别文件 {file}：{why}</source>
        <translation>Cannot read the kind file {file}: {why}</translation>
    </message>
    <message>
        <source>类别文件 {file} 不是有效的 TOML：{why}</source>
        <translation>The kind file {file} is not valid TOML: {why}</translation>
    </message>
    <message>
        <source>类别文件 {file} 的声明有误：{why}</source>
        <translation>The kind file {file} has a mistake: {why}</translation>
    </message>
    <message>
        <source>{kind}没有字段“{field}”，可用的有：{known}</source>
        <translation>{kind} has no field “{field}”; there are: {known}</translation>
    </message>
    <message>
        <source>没有“{kind}”这一类，可用的有：{known}</source>
        <translation>There is no kind “{kind}”; there are: {known}</translation>
    </message>
    <message>
        <source>{day} {time}</source>
        <translation>{day}, {time}</translation>
    </message>
    <message>
        <source>{month}{day}日</source>
        <translation>{day} {month}</translation>
    </message>
    <message>
        <source>{year}年{month}{day}日</source>
        <translation>{day} {month} {year}</translation>
    </message>
    <message>
        <source>1月</source>
        <translation>Jan</translation>
    </message>
    <message>
        <source>2月</source>
        <translation>Feb</translation>
    </message>
    <message>
        <source>3月</source>
        <translation>Mar</translation>
    </message>
    <message>
        <source>4月</source>
        <translation>Apr</translation>
    </message>
    <message>
        <source>5月</source>
        <translation>May</translation>
    </message>
    <message>
        <source>6月</source>
        <translation>Jun</translation>
    </message>
    <message>
        <source>7月</source>
        <translation>Jul</translation>
    </message>
    <message>
        <source>8月</source>
        <translation>Aug</translation>
    </message>
    <message>
        <source>9月</source>
        <translation>Sep</translation>
    </message>
    <message>
        <source>10月</source>
        <translation>Oct</translation>
    </message>
    <message>
        <source>11月</source>
        <translation>Nov</translation>
    </message>
    <message>
        <source>12月</source>
        <translation>Dec</translation>
    </message>
    <message>
        <source>应为时间，写作 2026-11-21 21:47</source>
        <translation>should be a time, written 2026-11-21 21:47</translation>
    </message>
    <message>
        <source>表格把它当成了日期；请把该列设为文本后重新填写</source>
        <translation>the spreadsheet took it for a date; format the column as text and enter it again</translation>
    </message>
    <message>
        <source>三维模型</source>
        <translation>3D model</translation>
    </message>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>否</source>
        <translation>No</translation>
    </message>
    <message>
        <source>“{label}”不能为空</source>
        <translation>{label} cannot be empty</translation>
    </message>
    <message>
        <source>米</source>
        <translation>m</translation>
    </message>
    <message>
        <source>平方米</source>
        <translation>m²</translation>
    </message>
    <message>
        <source>米/秒</source>
        <translation>m/s</translation>
    </message>
    <message>
        <source>公里/小时</source>
        <translation>km/h</translation>
    </message>
    <message>
        <source>小时</source>
        <translation>h</translation>
    </message>
    <message>
        <source>分钟</source>
        <translation>min</translation>
    </message>
    <message>
        <source>秒</source>
        <translation>s</translation>
    </message>
    <message>
        <source>天</source>
        <translation>d</translation>
    </message>
    <message>
        <source>像素</source>
        <translation>px</translation>
    </message>
</context>
</TS>
