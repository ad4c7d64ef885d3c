<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
<context>
    <name>data.exchange.conversation</name>
    <message>
        <source>{fields}与第 {id} 号记录相同</source>
        <translation>Same {fields} as record {id}</translation>
    </message>
    <message>
        <source>，但{fields}不同</source>
        <translation>, but other {fields}</translation>
    </message>
    <message>
        <source>住处</source>
        <translation>place of living</translation>
    </message>
    <message>
        <source>所在的房屋</source>
        <translation>room</translation>
    </message>
    <message>
        <source>所在的楼栋</source>
        <translation>building</translation>
    </message>
    <message>
        <source>{field}与第 {id} 号记录相同，也在同一栋楼，但有一方没有写明房号</source>
        <translation>Same {field} as record {id} and in the same building, but one of the two names no room</translation>
    </message>
    <message>
        <source>由使用者决定不导入</source>
        <translation>Left out as you decided</translation>
    </message>
    <message>
        <source>由使用者决定：就是第 {id} 号记录</source>
        <translation>The same as record {id}, as you decided</translation>
    </message>
    <message>
        <source>要人来定是不是同一条：{why}</source>
        <translation>People must say whether it is the same: {why}</translation>
    </message>
    <message>
        <source>由使用者决定：新增</source>
        <translation>New, as you decided</translation>
    </message>
    <message>
        <source>没有第 {id} 号记录，说不上相同</source>
        <translation>There is no record {id} that it could be the same as</translation>
    </message>
    <message>
        <source>同 {id}</source>
        <translation>same as {id}</translation>
    </message>
    <message>
        <source>新增</source>
        <translation>new</translation>
    </message>
    <message>
        <source>不导入</source>
        <translation>leave out</translation>
    </message>
    <message>
        <source>和上次一样</source>
        <translation>As last time</translation>
    </message>
    <message>
        <source>拒收 {kind}</source>
        <translation>Rejected {kind}</translation>
    </message>
    <message>
        <source>选一项再导入：</source>
        <translation>Choose one, then import again:</translation>
    </message>
    <message>
        <source>{file} 里没有能导入的文件</source>
        <translation>There is no file in {file} that could be imported</translation>
    </message>
    <message>
        <source>{file} 是压缩包里的压缩包，没有打开；请先解压</source>
        <translation>{file} is a packed file inside a packed file and was not opened; unpack it first</translation>
    </message>
    <message>
        <source>不认识 {file} 这种文件，没有读</source>
        <translation>{file} is of an unknown type and was not read</translation>
    </message>
    <message>
        <source>还没有核对完 {file}，请等一等再导入</source>
        <translation>{file} has not been compared to its end yet; wait a moment before you import it</translation>
    </message>
    <message>
        <source>{value}（遮住的部分不同）</source>
        <translation>{value} (the covered part differs)</translation>
    </message>
    <message>
        <source>位置</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>这次新建的{kind}</source>
        <translation>new {kind} of this import</translation>
    </message>
    <message>
        <source>第 {id} 号记录</source>
        <translation>record {id}</translation>
    </message>
    <message>
        <source>第 {n} 个要素</source>
        <translation>Feature {n}</translation>
    </message>
    <message>
        <source>列的含义和上次导入“{file}”时一样</source>
        <translation>The columns mean what they meant when “{file}” was imported</translation>
    </message>
    <message>
        <source>{file} 不能装在压缩包里导入，请单独导入</source>
        <translation>{file} cannot be imported from inside a packed file; import it by itself</translation>
    </message>
</context>
</TS>
