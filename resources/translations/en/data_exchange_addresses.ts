<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
<context>
    <name>data.exchange.addresses</name>
    <message>
        <source>记住地址别名：{say}</source>
        <translation>Keep an address alias: {say}</translation>
    </message>
    <message>
        <source>“{text}”指“{name}”</source>
        <translation>“{text}” means “{name}”</translation>
    </message>
    <message>
        <source>请指明这个地址是哪栋建筑，或者哪个小区</source>
        <translation>Say which building or which compound this address means</translation>
    </message>
    <message>
        <source>没有叫“{name}”的小区</source>
        <translation>There is no compound called “{name}”</translation>
    </message>
    <message>
        <source>“{text}”里没有小区、楼或路的名称，记不成别名</source>
        <translation>“{text}” names no compound, building or street, so it cannot be kept as an alias</translation>
    </message>
    <message>
        <source>“{alias}”是“{name}”的别名</source>
        <translation>“{alias}” is an alias of “{name}”</translation>
    </message>
    <message>
        <source>{why}；{note}</source>
        <translation>{why}; {note}</translation>
    </message>
    <message>
        <source>没有这个小区，相近的有“{name}”</source>
        <translation>There is no such compound; a similar one is “{name}”</translation>
    </message>
    <message>
        <source>横线前后哪些是门牌号，有不同的读法</source>
        <translation>It can be read in more than one way which numbers around the dash are the house number</translation>
    </message>
    <message>
        <source>路名、门牌号、小区和栋号都相符</source>
        <translation>Street, house number, compound and building number agree</translation>
    </message>
    <message>
        <source>路名、门牌号和楼名都相符</source>
        <translation>Street, house number and name of the building agree</translation>
    </message>
    <message>
        <source>写的是“{region}”，不是本辖区</source>
        <translation>It is in “{region}”, which is not here</translation>
    </message>
    <message>
        <source>名称同音，应为“{name}”</source>
        <translation>The name sounds the same: it should be “{name}”</translation>
    </message>
    <message>
        <source>名称有笔误，应为“{name}”</source>
        <translation>The name has a slip: it should be “{name}”</translation>
    </message>
    <message>
        <source>写的是“{said}”，辖区里只有“{name}”</source>
        <translation>It says “{said}”; here is only “{name}”</translation>
    </message>
    <message>
        <source>“{name}”可以是 {n} 个小区</source>
        <translation>“{name}” could be {n} compounds</translation>
    </message>
    <message>
        <source>没有地下 {storey} 层，“{name}”地下只有 {most} 层</source>
        <translation>There is no basement level {storey}: “{name}” has {most} below ground</translation>
    </message>
    <message>
        <source>楼顶按最高的 {n} 层算</source>
        <translation>the roof counts as the highest storey, {n}</translation>
    </message>
    <message>
        <source>最高是 {n} 层</source>
        <translation>the highest storey is {n}</translation>
    </message>
    <message>
        <source>“{name}”不在“{street}”</source>
        <translation>“{name}” is not at “{street}”</translation>
    </message>
    <message>
        <source>{why}；门牌号“{street}”没有登记</source>
        <translation>{why}; the house number “{street}” is not recorded</translation>
    </message>
    <message>
        <source>门牌号在登记的号段里</source>
        <translation>The house number lies in a recorded range</translation>
    </message>
    <message>
        <source>栋、单元、房号连写</source>
        <translation>Building, unit and room are written as one number</translation>
    </message>
    <message>
        <source>“{name}”登记在“{building}”</source>
        <translation>“{name}” is recorded in “{building}”</translation>
    </message>
    <message>
        <source>拼音与“{name}”相符</source>
        <translation>It is “{name}” in Latin letters</translation>
    </message>
    <message>
        <source>不知道“{town}”是不是本辖区</source>
        <translation>It is not known whether “{town}” is here</translation>
    </message>
</context>
</TS>
