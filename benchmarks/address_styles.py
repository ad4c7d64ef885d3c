"""The ways in which one room of one building is written, each as a function of what the station has of it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

DIGITS = "零一二三四五六七八九"
FINANCIAL = "零壹贰叁肆伍陆柒捌玖"
HERE = (
    "云南省昆明市五华区", "云南昆明", "昆明市盘龙区", "昆明市", "云南省昆明市盘龙区拓东街道",
    "云南省昆明市五华区莲华街道办事处江岸社区", "中国云南省昆明市五华区", "五华区", "昆明五华区",
)  # fmt: skip
ELSEWHERE = (
    "四川省成都市青羊区", "北京市海淀区", "上海市浦东新区", "云南省大理白族自治州大理市", "广东省深圳市南山区",
    "曲靖市麒麟区", "湖北武汉", "上海", "浙江杭州西湖区", "江苏省昆山市", "重庆", "贵州省贵阳市", "武侯区", "福建厦门",
)  # fmt: skip
UNKNOWN = (
    "碧水云天",
    "紫荆花园",
    "凤凰山庄",
    "上岛名苑",
    "铁道家属院",
    "盛世嘉园",
    "锦绣江南",
    "翰林世家",
    "东方明珠花园",
    "长青公寓",
)
ROADS = ("人民西路", "龙泉路", "滇池路", "白云大道", "学院街", "长江东路", "环湖南路")
BLOCKS = ("{}栋", "{}幢", "{}号楼", "{}#", "{}座", "第{}栋", "{}#楼", "{} 栋", "{}号栋")
UNITS = ("{}单元", "{}单元", "第{}单元", "{}门", "{}梯", " {} 单元 ", "{}-", "-{}-", "{}/")
REMARKS = ("（租住）", "(房东自住)", "【已核】", "（三人）", "(2023年入住)")
SLIPS = dict(zip("沙望里新城盘苑村河滨金厦龙福园江", "砂旺理欣诚磐院邨和宾今夏隆富元疆", strict=True))


@dataclass(frozen=True, slots=True)
class Home:
    """A building with one of its rooms as the station has them; ``room`` "" stands for the building alone."""

    building: int
    name: str
    compound: str
    number: str
    street: str
    house: str
    storeys: int
    below: int
    units: int  # recorded units of its rooms
    dwelling: int | None = None
    unit: str = ""
    room: str = ""
    storey: int = 0

    @property
    def door(self) -> str:
        """The room's number on its storey, without the storey."""
        return self.room.removeprefix(str(self.storey))

    @property
    def unit_said(self) -> str:
        """The unit where the building has several."""
        return self.unit if self.units > 1 else ""


Style = Callable[[Home, random.Random], str | None]


def chinese(number: int) -> str:
    """Return a number below 1000 as it is spoken."""
    if number < 10:
        return DIGITS[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")
    return "".join(DIGITS[int(d)] for d in str(number))


def spelled(digits: str) -> str:
    """Return digits spoken one by one: 301 is 三〇一."""
    return "".join("〇" if d == "0" else DIGITS[int(d)] for d in digits)


def wide(text: str) -> str:
    """Return the text with full-width letters and digits."""
    return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and (c.isalnum() or c in "-#/") else c for c in text)


def spoken_number(h: Home) -> str | None:
    return chinese(int(h.number)) if h.number.isdecimal() else None


def _joined(h: Home, between: str) -> str:
    return between.join(p for p in (h.number, h.unit_said, h.room) if p)


def unit_of(h: Home, word: str = "单元") -> str:
    return f"{h.unit_said}{word}" if h.unit_said else ""


def _say(h: Home, number: str | None, word: str, unit: str = "单元", room: str = "") -> str | None:
    return None if number is None else f"{h.compound}{number}{word}{unit_of(h, unit)}{h.room}{room}"


def _spoken(h: Home) -> str | None:
    n = spoken_number(h)
    unit = f"{chinese(int(h.unit_said))}单元" if h.unit_said else ""
    return None if n is None else f"{h.compound}{n}栋{unit}{spelled(h.room)}室"


def _financial(h: Home) -> str | None:
    if not h.number.isdecimal() or int(h.number) > 9 or not h.unit_said:
        return None
    return f"{h.compound}{FINANCIAL[int(h.number)]}栋{FINANCIAL[int(h.unit_said)]}单元{h.room}"


def _bare(h: Home) -> str:
    return h.compound.removesuffix("小区").removesuffix("社区")


# Each way of writing the same room; None where a building cannot be written so.
STYLES: dict[str, Style] = {
    "栋单元": lambda h, d: _say(h, h.number, "栋"),
    "幢单元室": lambda h, d: _say(h, h.number, "幢", room="室"),
    "号楼单元室": lambda h, d: _say(h, h.number, "号楼", room="室"),
    "座": lambda h, d: _say(h, h.number, "座"),
    "井号": lambda h, d: _say(h, h.number, "#"),
    "井号楼": lambda h, d: _say(h, h.number, "#楼", room="室"),
    "楼单元": lambda h, d: _say(h, h.number, "楼") if h.unit_said else None,
    "号单元": lambda h, d: _say(h, h.number, "号") if h.unit_said else None,
    "号栋": lambda h, d: _say(h, h.number, "号栋"),
    "门": lambda h, d: _say(h, h.number, "号楼", "门", "号") if h.unit_said else None,
    "梯": lambda h, d: _say(h, h.number, "栋", "梯") if h.unit_said else None,
    "单元缩写": lambda h, d: _say(h, h.number, "栋", "单", "房") if h.unit_said else None,
    "英文": lambda h, d: _say(h, h.number, "栋", "unit") if h.unit_said else None,
    "户": lambda h, d: _say(h, h.number, "栋", room="户"),
    "横线": lambda h, d: f"{h.compound}{_joined(h, '-')}",
    "斜线": lambda h, d: f"{h.compound}{_joined(h, '/')}",
    "点": lambda h, d: f"{h.compound}{_joined(h, '.')}",
    "空格": lambda h, d: f"{h.compound} {_joined(h, ' ')}",
    "长横线": lambda h, d: f"{h.compound}{_joined(h, '—')}",
    "栋横线": lambda h, d: f"{h.compound}{h.number}栋{'-'.join(p for p in (h.unit_said, h.room) if p)}",
    "带层": lambda h, d: f"{h.compound}{h.number}栋{unit_of(h)}{h.storey}层{h.room}室",
    "带楼": lambda h, d: f"{h.compound}{h.number}幢{unit_of(h)}{h.storey}楼{h.room}",
    "带F": lambda h, d: f"{h.compound}{h.number}号楼{unit_of(h)}{h.storey}F-{h.room}",
    "层号": lambda h, d: f"{h.compound}{h.number}栋{unit_of(h)}{h.storey}楼{int(h.door)}号",
    "汉字层号": lambda h, d: f"{h.compound}{h.number}栋{unit_of(h)}{chinese(h.storey)}楼{chinese(int(h.door))}号",
    "层横线号": lambda h, d: f"{h.compound}{h.number}栋{unit_of(h)}{h.storey}-{int(h.door)}",
    "四段": lambda h, d: f"{h.compound}{h.number}-{h.unit_said}-{h.storey}-{h.room}" if h.unit_said else None,
    "汉字": lambda h, d: _spoken(h),
    "汉字栋": lambda h, d: _say(h, spoken_number(h), "栋"),
    "大写": lambda h, d: _financial(h),
    "第": lambda h, d: f"{h.compound}第{h.number}栋" + (f"第{h.unit_said}单元" if h.unit_said else "") + h.room,
    "补零": lambda h, d: _say(h, h.number.zfill(2), "栋"),
    "全角": lambda h, d: wide(f"{h.compound}{h.number}栋{unit_of(h)}{h.room}"),
    "全角横线": lambda h, d: wide(f"{h.compound}{_joined(h, '-')}"),
    "逐段空格": lambda h, d: f"{h.compound} {h.number} 栋 {unit_of(h)} {h.room} 室",
    "逗号": lambda h, d: f"{h.compound}，{h.number}栋，{unit_of(h)}，{h.room}",
    "省市区": lambda h, d: f"{d.choice(HERE)}{h.street}{h.house}号{h.compound}{h.number}栋{unit_of(h)}{h.room}",
    "省市区无路": lambda h, d: f"{d.choice(HERE)}{h.compound}{h.number}栋{unit_of(h)}{h.room}室",
    "省市区空格": lambda h, d: f"{d.choice(HERE)} {h.street}{h.house}号 {h.compound} {h.number}栋 {unit_of(h)}{h.room}",
    "路号小区": lambda h, d: f"{h.street}{h.house}号{h.compound}{h.number}幢{unit_of(h)}{h.room}室",
    "路号括号": lambda h, d: f"{h.street}{h.house}号（{h.compound}）{h.number}栋{unit_of(h)}{h.room}",
    "路号栋": lambda h, d: f"{h.street}{h.house}号{h.number}栋{unit_of(h)}{h.room}",
    "路号院": lambda h, d: f"{h.street}{h.house}号院{h.number}号楼{unit_of(h)}{h.room}室",
    "汉字路号": lambda h, d: f"{h.street}{chinese(int(h.house))}号{h.compound}{h.number}栋{unit_of(h)}{h.room}",
    "路横线": lambda h, d: f"{h.street}{h.house}号{_joined(h, '-')}",
    "省小区": lambda h, d: f"{_bare(h)}{h.number}栋{unit_of(h)}{h.room}" if _bare(h) != h.compound else None,
    "备注": lambda h, d: f"{h.compound}{h.number}栋{unit_of(h)}{h.room}{d.choice(REMARKS)}",
    "句号": lambda h, d: f" {h.compound}{h.number}栋{unit_of(h)}{h.room}室。",
    "小写": lambda h, d: f"{h.compound}{h.number.lower()}栋{unit_of(h)}{h.room}" if h.number.isalpha() else None,
    "重复": lambda h, d: f"昆明市昆明市五华区{h.compound}{h.compound}{h.number}栋{unit_of(h)}{h.room}",
    "栋括号": lambda h, d: f"{h.compound}（{h.number}栋）{unit_of(h)}{h.room}室",
    "波浪": lambda h, d: f"{h.compound}{_joined(h, '～')}",
    "号结尾": lambda h, d: f"{h.compound}{h.number}栋{unit_of(h)}{h.room}号",
}
# Buildings that stand for themselves: a name, or a street with a number.
NAMED: dict[str, Style] = {
    "楼名": lambda h, d: f"{h.name}{h.room}",
    "楼名层室": lambda h, d: f"{h.name}{h.storey}层{h.room}室",
    "楼名楼": lambda h, d: f"{h.name}{h.storey}楼{h.room}",
    "楼名横线": lambda h, d: f"{h.name}-{h.room}",
    "门牌": lambda h, d: f"{h.street}{h.house}号{h.room}室",
    "门牌楼名": lambda h, d: f"{h.street}{h.house}号{h.name}{h.room}",
    "省市门牌": lambda h, d: f"{d.choice(HERE)}{h.street}{h.house}号{h.room}",
    "门牌汉字": lambda h, d: f"{h.street}{chinese(int(h.house))}号{h.room}室",
    "门牌全角": lambda h, d: wide(f"{h.street}{h.house}号{h.room}室"),
    "门牌层": lambda h, d: f"{h.street}{h.house}号{h.storey}楼{h.room}号",
    "门牌铺": lambda h, d: f"{h.street}{h.house}号{h.room}铺",
}
