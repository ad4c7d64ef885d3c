"""Labelled addresses as people write them, made from a station's own buildings and rooms and from nothing that reads addresses."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from data.query import Query
from data.store import Station

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


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with what it means. ``expect`` is "found", "outside" (nothing here) or "unsure" (more than one, or none plainly).

    Of a found one ``dwelling`` is the room that it names plainly, None where it names none; ``storey`` None is not asked.
    """

    text: str
    style: str
    expect: str = "found"
    building: int | None = None
    dwelling: int | None = None
    storey: int | None = None


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


def _n(h: Home) -> str | None:
    return chinese(int(h.number)) if h.number.isdecimal() else None


def _joined(h: Home, between: str) -> str:
    return between.join(p for p in (h.number, h.unit_said, h.room) if p)


def _unit(h: Home, word: str = "单元") -> str:
    return f"{h.unit_said}{word}" if h.unit_said else ""


def _say(h: Home, number: str | None, word: str, unit: str = "单元", room: str = "") -> str | None:
    return None if number is None else f"{h.compound}{number}{word}{_unit(h, unit)}{h.room}{room}"


def _spoken(h: Home) -> str | None:
    n = _n(h)
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
    "带层": lambda h, d: f"{h.compound}{h.number}栋{_unit(h)}{h.storey}层{h.room}室",
    "带楼": lambda h, d: f"{h.compound}{h.number}幢{_unit(h)}{h.storey}楼{h.room}",
    "带F": lambda h, d: f"{h.compound}{h.number}号楼{_unit(h)}{h.storey}F-{h.room}",
    "层号": lambda h, d: f"{h.compound}{h.number}栋{_unit(h)}{h.storey}楼{int(h.door)}号",
    "汉字层号": lambda h, d: f"{h.compound}{h.number}栋{_unit(h)}{chinese(h.storey)}楼{chinese(int(h.door))}号",
    "层横线号": lambda h, d: f"{h.compound}{h.number}栋{_unit(h)}{h.storey}-{int(h.door)}",
    "四段": lambda h, d: f"{h.compound}{h.number}-{h.unit_said}-{h.storey}-{h.room}" if h.unit_said else None,
    "汉字": lambda h, d: _spoken(h),
    "汉字栋": lambda h, d: _say(h, _n(h), "栋"),
    "大写": lambda h, d: _financial(h),
    "第": lambda h, d: f"{h.compound}第{h.number}栋" + (f"第{h.unit_said}单元" if h.unit_said else "") + h.room,
    "补零": lambda h, d: _say(h, h.number.zfill(2), "栋"),
    "全角": lambda h, d: wide(f"{h.compound}{h.number}栋{_unit(h)}{h.room}"),
    "全角横线": lambda h, d: wide(f"{h.compound}{_joined(h, '-')}"),
    "逐段空格": lambda h, d: f"{h.compound} {h.number} 栋 {_unit(h)} {h.room} 室",
    "逗号": lambda h, d: f"{h.compound}，{h.number}栋，{_unit(h)}，{h.room}",
    "省市区": lambda h, d: f"{d.choice(HERE)}{h.street}{h.house}号{h.compound}{h.number}栋{_unit(h)}{h.room}",
    "省市区无路": lambda h, d: f"{d.choice(HERE)}{h.compound}{h.number}栋{_unit(h)}{h.room}室",
    "省市区空格": lambda h, d: f"{d.choice(HERE)} {h.street}{h.house}号 {h.compound} {h.number}栋 {_unit(h)}{h.room}",
    "路号小区": lambda h, d: f"{h.street}{h.house}号{h.compound}{h.number}幢{_unit(h)}{h.room}室",
    "路号括号": lambda h, d: f"{h.street}{h.house}号（{h.compound}）{h.number}栋{_unit(h)}{h.room}",
    "路号栋": lambda h, d: f"{h.street}{h.house}号{h.number}栋{_unit(h)}{h.room}",
    "路号院": lambda h, d: f"{h.street}{h.house}号院{h.number}号楼{_unit(h)}{h.room}室",
    "汉字路号": lambda h, d: f"{h.street}{chinese(int(h.house))}号{h.compound}{h.number}栋{_unit(h)}{h.room}",
    "路横线": lambda h, d: f"{h.street}{h.house}号{_joined(h, '-')}",
    "省小区": lambda h, d: f"{_bare(h)}{h.number}栋{_unit(h)}{h.room}" if _bare(h) != h.compound else None,
    "备注": lambda h, d: f"{h.compound}{h.number}栋{_unit(h)}{h.room}{d.choice(REMARKS)}",
    "句号": lambda h, d: f" {h.compound}{h.number}栋{_unit(h)}{h.room}室。",
    "小写": lambda h, d: f"{h.compound}{h.number.lower()}栋{_unit(h)}{h.room}" if h.number.isalpha() else None,
    "重复": lambda h, d: f"昆明市昆明市五华区{h.compound}{h.compound}{h.number}栋{_unit(h)}{h.room}",
    "栋括号": lambda h, d: f"{h.compound}（{h.number}栋）{_unit(h)}{h.room}室",
    "波浪": lambda h, d: f"{h.compound}{_joined(h, '～')}",
    "号结尾": lambda h, d: f"{h.compound}{h.number}栋{_unit(h)}{h.room}号",
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


def homes(station: Station) -> list[Home]:
    """Return every recorded room with its building."""
    names = ("id", "name", "compound", "number", "street", "house_number", "storeys", "storeys_below")
    columns = station.columns(Query("building"), names)
    rooms = station.columns(Query("dwelling"), ("id", "building", "unit", "room", "storey"))
    units: dict[int, set[str]] = defaultdict(set)
    for building, unit in zip(rooms["building"], rooms["unit"], strict=True):
        units[building].add(unit or "")
    of = {row[0]: _home(row, len(units[row[0]])) for row in zip(*(columns[n] for n in names), strict=True)}
    inside = zip(*(rooms[n] for n in ("id", "building", "unit", "room", "storey")), strict=True)
    return [replace(of[b], dwelling=i, unit=u or "", room=r, storey=s or 0) for i, b, u, r, s in inside]


def _home(row: tuple[Any, ...], units: int) -> Home:
    id, name, compound, number, street, house, storeys, below = row
    return Home(id, name, compound or "", number or "", street or "", house or "", storeys or 0, below or 0, units)


class Variants:
    """All labelled texts of a station; the same seed makes the same texts."""

    def __init__(self, station: Station, seed: int = 1) -> None:
        self.dice = random.Random(seed)
        self.homes = homes(station)
        names = ("id", "name", "compound", "number", "street", "house_number", "storeys", "storeys_below")
        columns = station.columns(Query("building"), names)
        units = {h.building: h.units for h in self.homes}
        self.buildings = [_home(row, units.get(row[0], 0)) for row in zip(*(columns[n] for n in names), strict=True)]
        self.of_compound = Counter((b.compound, b.number) for b in self.buildings if b.number)
        self.of_street = Counter((b.street, b.house) for b in self.buildings)
        self.compounds = {b.compound for b in self.buildings if b.compound}
        self.of_name = Counter(b.name for b in self.buildings)
        self.rooms = Counter((h.building, h.room) for h in self.homes)

    def make(self, of_style: int) -> Iterator[Labelled]:
        """Yield up to ``of_style`` texts of every style, then the traps."""
        in_compound = [h for h in self.homes if h.number and self.of_compound[h.compound, h.number] == 1 and h.door.isdecimal()]
        alone = [h for h in self.homes if not h.compound and h.units == 1 and self._plain(h) and h.door.isdecimal()]
        for style, write in STYLES.items():
            yield from self._styled(style, write, in_compound, of_style)
        for style, write in NAMED.items():
            yield from self._styled(style, write, alone, of_style)
        traps = (
            self._blocks, self._tails, self._misspelt, self._below_and_roof, self._numbers_alone, self._elsewhere,
            self._not_here, self._near, self._two_units, self._twins, self._unit_glued, self._mixed, self._digits_only,
        )  # fmt: skip
        for trap in traps:
            yield from trap(of_style)

    def _plain(self, h: Home) -> bool:
        """Whether nothing else is called by the street and number of a building, and its name is no other's street and number."""
        said = {b.building for b in self.buildings if f"{b.street}{b.house}号" == h.name}
        alone = self.of_street[h.street, h.house] == 1 and self.of_name[h.name] == 1
        return alone and f"{h.street}{h.house}号" not in self.of_name and said <= {h.building}

    def _styled(self, style: str, write: Style, among: list[Home], most: int) -> Iterator[Labelled]:
        made = 0
        for h in self.dice.sample(among, len(among)):
            text = write(h, self.dice)
            if text is not None and made < most:
                made += 1
                yield Labelled(text, style, building=h.building, dwelling=h.dwelling)

    def _blocks(self, most: int) -> Iterator[Labelled]:
        """Buildings alone: 12栋 and 1栋2单元 must not be taken for each other."""
        numbered = [b for b in self.buildings if b.number and self.of_compound[b.compound, b.number] == 1]
        for b in self.dice.sample(numbered, min(most, len(numbered))):
            word = self.dice.choice(("栋", "幢", "号楼", "#", "座"))
            yield Labelled(f"{b.compound}{b.number}{word}", "只到栋", building=b.building)
            yield Labelled(f"{b.compound}{b.number}{word}2单元" if b.units > 1 else f"{b.compound}{b.number}{word}", "只到单元",
                           building=b.building)  # fmt: skip
        for b in self.buildings:
            if not b.number and self._plain(b):
                yield Labelled(b.name, "只有楼名", building=b.building)
                yield Labelled(f"{b.street}{b.house}号", "只有门牌", building=b.building)

    def _tails(self, most: int) -> Iterator[Labelled]:
        """A house number of a street and the number of a building in a compound are not the same number."""
        for b in self.buildings:
            if b.number and b.number.isdecimal() and b.compound and b.house:
                other = f"{b.street}{b.number}号"
                if (b.street, b.number) not in self.of_street and b.street:
                    yield Labelled(other, "门牌不是栋号", "outside")

    def _misspelt(self, most: int) -> Iterator[Labelled]:
        numbered = [h for h in self.homes if h.number and self.of_compound[h.compound, h.number] == 1 and len(h.compound) >= 3]
        made: Counter[str] = Counter()
        for h in self.dice.sample(numbered, len(numbered)):
            tail = f"{h.number}栋{_unit(h)}{h.room}"
            for style, name in self._slips(h.compound):
                if name in self.compounds or made[style] >= most:
                    continue
                made[style] += 1
                yield Labelled(name + tail, style, building=h.building, dwelling=h.dwelling)

    def _slips(self, name: str) -> Iterator[tuple[str, str]]:
        at = self.dice.randrange(len(name))
        if name[at] in SLIPS:
            yield "同音字", name[:at] + SLIPS[name[at]] + name[at + 1 :]
        if len(name) >= 4:
            yield "多字", name[:at] + name[at] + name[at:]
            at = self.dice.randrange(1, len(name) - 1)
            swapped = name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :]
            if swapped != name:
                yield "颠倒", swapped

    def _below_and_roof(self, most: int) -> Iterator[Labelled]:
        below = [b for b in self.buildings if b.below and (b.number or self._plain(b))]
        for b in below:
            for text in ("地下一层", "B1", "-1层", "负一楼", "负1层", "-1F", "地下1楼", "地下室一层"):
                yield Labelled(f"{b.name}{text}", "地下", building=b.building, storey=-1)
            if b.below > 1:
                yield Labelled(f"{b.name}B2", "地下", building=b.building, storey=-2)
                yield Labelled(f"{b.name}地下二层", "地下", building=b.building, storey=-2)
        for b in self.dice.sample(self.buildings, len(self.buildings))[:most]:
            if b.number and self.of_compound[b.compound, b.number] == 1:
                text = self.dice.choice(("楼顶", "天台", "屋顶", "顶楼", "顶层", "天面"))
                yield Labelled(f"{b.compound}{b.number}栋{text}", "楼顶", building=b.building, storey=b.storeys)

    def _numbers_alone(self, most: int) -> Iterator[Labelled]:
        """Without a compound a building's number means many buildings."""
        for n in range(1, 13):
            yield Labelled(f"{n}号楼", "只有栋号", "unsure")
            yield Labelled(f"{n}栋2单元301", "只有栋号", "unsure")
            yield Labelled(f"{n}-1-{n}01", "只有栋号", "unsure")
        for compound in sorted(self.compounds):
            yield Labelled(compound, "只有小区", "unsure")
            yield Labelled(f"{compound}301", "只有小区", "unsure")

    def _elsewhere(self, most: int) -> Iterator[Labelled]:
        for h in self.dice.sample(self.homes, min(most * 2, len(self.homes))):
            town = self.dice.choice(ELSEWHERE)
            within = f"{h.compound}{h.number}栋{_unit(h)}{h.room}" if h.number else h.room
            yield Labelled(f"{town}{h.street}{h.house}号{within}", "外地同名", "outside")
            if h.number:
                yield Labelled(f"{town}{h.compound}{h.number}栋{_unit(h)}{h.room}", "外地同名", "outside")

    def _not_here(self, most: int) -> Iterator[Labelled]:
        for h in self.dice.sample(self.homes, min(most, len(self.homes))):
            inside = f"{self.dice.randint(1, 30)}栋{self.dice.randint(1, 4)}单元{h.room}"
            yield Labelled(self.dice.choice(UNKNOWN) + inside, "别的小区", "outside")
            yield Labelled(f"{self.dice.choice(ROADS)}{self.dice.randint(1, 300)}号{inside}", "别的路", "outside")
            yield Labelled(f"{self.dice.choice(ROADS)}{self.dice.randint(1, 300)}号", "别的路", "outside")
            yield Labelled(f"{h.street}{self.dice.randint(400, 900)}号{h.room}", "没有的门牌", "outside")
            if h.number:
                yield Labelled(f"{h.compound}{self.dice.randint(40, 90)}栋{_unit(h)}{h.room}", "没有的栋", "outside")
                yield Labelled(f"{self._told_apart(h.compound)}{h.number}栋{_unit(h)}{h.room}", "一字之差", "outside")

    def _told_apart(self, name: str) -> str:
        """Return the name of another place that differs in a telling word."""
        for one, others in {"东": "南北", "西": "南北", "一": "四五", "二": "四六", "三": "四七", "新": "老旧"}.items():
            if one in name[1:]:
                at = name.index(one, 1)
                made = name[:at] + self.dice.choice(others) + name[at + 1 :]
                return made if made not in self.compounds else f"{name}北区"
        return f"{name}{self.dice.choice(('二期', '南区', '西苑', '新区'))}"

    def _near(self, most: int) -> Iterator[Labelled]:
        for b in self.dice.sample(self.buildings, min(most, len(self.buildings))):
            yield Labelled(f"{b.name}{self.dice.choice(('附近', '旁边', '对面', '门口路边', '东侧', '路口'))}", "附近", "unsure")

    def _mixed(self, most: int) -> Iterator[Labelled]:
        """Every part written in any of its ways, as in a table that many hands filled."""
        among = [h for h in self.homes if h.number and self.of_compound[h.compound, h.number] == 1 and h.door.isdecimal()]
        for h in self.dice.choices(among, k=most * 15):
            pick = self.dice.choice
            n = pick((h.number, h.number, _n(h) or h.number, wide(h.number)))
            block = pick(BLOCKS).format(n)
            u = h.unit_said
            unit = pick(UNITS).format(pick((u, u, wide(u)))) if u else ""
            level = h.storey
            storey = pick(("", "", f"{level}层", f"{level}楼", f"{chinese(level)}楼", f"{level}F", f"第{level}层"))
            ways = (h.room, h.room, f"{h.room}室", f"{h.room}号", f"{h.room}房", wide(h.room), f"{spelled(h.room)}室", f"-{h.room}")
            road = f"{h.street}{h.house}号"
            head = pick(("", "", pick(HERE), road, f"{pick(HERE)}{road}", f"{pick(HERE)} "))
            room, after = pick(ways), pick(("", "", "", pick(REMARKS), "。", " "))
            text = f"{head}{h.compound}{block}{unit}{storey}{room}{after}"
            yield Labelled(text, "混写", building=h.building, dwelling=h.dwelling)

    def _digits_only(self, most: int) -> Iterator[Labelled]:
        """Building, unit and room as one number, where it can be cut in one way only."""
        cuts: dict[str, set[int]] = defaultdict(set)
        among = [h for h in self.homes if h.number.isdecimal() and h.compound]
        for h in among:
            for text in {f"{h.compound}{h.number}{h.unit}{h.room}", f"{h.compound}{h.number}{h.room}"}:
                cuts[text].add(h.dwelling or 0)
        for h in self.dice.sample(among, min(len(among), most * 3)):
            text = f"{h.compound}{h.number}{h.unit_said}{h.room}"
            if len(cuts[text]) == 1:
                yield Labelled(text, "全部连写", building=h.building, dwelling=h.dwelling)

    def _two_units(self, most: int) -> Iterator[Labelled]:
        """A room without its unit, where several units have one of that number: the building is sure, the room is not."""
        doubled = [h for h in self.homes if h.number and self.rooms[h.building, h.room] > 1
                   and self.of_compound[h.compound, h.number] == 1]  # fmt: skip
        for h in self.dice.sample(doubled, min(most, len(doubled))):
            yield Labelled(f"{h.compound}{h.number}栋{h.room}", "缺单元", building=h.building)

    def _unit_glued(self, most: int) -> Iterator[Labelled]:
        """2301 in a house of six storeys is unit 2, room 301; in a tower it is a room."""
        for h in self.dice.sample(self.homes, len(self.homes))[: most * 4]:
            if not (h.number and h.unit_said and len(h.room) == 3 and self.of_compound[h.compound, h.number] == 1):
                continue
            if int(f"{h.unit}{h.room}"[:2]) > h.storeys:
                yield Labelled(f"{h.compound}{h.number}栋{h.unit}{h.room}", "单元连房号", building=h.building, dwelling=h.dwelling)

    def _twins(self, most: int) -> Iterator[Labelled]:
        """Two compounds of one name: only the street tells them apart."""
        twins = [h for h in self.homes if h.number and self.of_compound[h.compound, h.number] > 1]
        for h in self.dice.sample(twins, min(most, len(twins))):
            tail = f"{h.compound}{h.number}栋{_unit(h)}{h.room}"
            yield Labelled(tail, "同名小区", "unsure")
            yield Labelled(f"{h.street}{h.house}号{tail}", "同名小区带路", building=h.building, dwelling=h.dwelling)
        for b in self.buildings:
            said = f"{b.street}{b.house}号"
            if said in self.of_name and next(o for o in self.buildings if o.name == said).building != b.building:
                yield Labelled(said, "楼名即别的门牌", "unsure")
