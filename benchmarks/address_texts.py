"""Labelled addresses as people write them, made from a station's own buildings and rooms and from nothing that reads addresses."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from benchmarks.address_styles import (
    BLOCKS,
    ELSEWHERE,
    HERE,
    NAMED,
    REMARKS,
    ROADS,
    SLIPS,
    STYLES,
    UNITS,
    UNKNOWN,
    Home,
    Style,
    chinese,
    spelled,
    spoken_number,
    unit_of,
    wide,
)
from data.query import Query
from data.store import Station


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
            tail = f"{h.number}栋{unit_of(h)}{h.room}"
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
            within = f"{h.compound}{h.number}栋{unit_of(h)}{h.room}" if h.number else h.room
            yield Labelled(f"{town}{h.street}{h.house}号{within}", "外地同名", "outside")
            if h.number:
                yield Labelled(f"{town}{h.compound}{h.number}栋{unit_of(h)}{h.room}", "外地同名", "outside")

    def _not_here(self, most: int) -> Iterator[Labelled]:
        for h in self.dice.sample(self.homes, min(most, len(self.homes))):
            inside = f"{self.dice.randint(1, 30)}栋{self.dice.randint(1, 4)}单元{h.room}"
            yield Labelled(self.dice.choice(UNKNOWN) + inside, "别的小区", "outside")
            yield Labelled(f"{self.dice.choice(ROADS)}{self.dice.randint(1, 300)}号{inside}", "别的路", "outside")
            yield Labelled(f"{self.dice.choice(ROADS)}{self.dice.randint(1, 300)}号", "别的路", "outside")
            yield Labelled(f"{h.street}{self.dice.randint(400, 900)}号{h.room}", "没有的门牌", "outside")
            if h.number:
                yield Labelled(f"{h.compound}{self.dice.randint(40, 90)}栋{unit_of(h)}{h.room}", "没有的栋", "outside")
                yield Labelled(f"{self._told_apart(h.compound)}{h.number}栋{unit_of(h)}{h.room}", "一字之差", "outside")

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
            n = pick((h.number, h.number, spoken_number(h) or h.number, wide(h.number)))
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
            tail = f"{h.compound}{h.number}栋{unit_of(h)}{h.room}"
            yield Labelled(tail, "同名小区", "unsure")
            yield Labelled(f"{h.street}{h.house}号{tail}", "同名小区带路", building=h.building, dwelling=h.dwelling)
        for b in self.buildings:
            said = f"{b.street}{b.house}号"
            if said in self.of_name and next(o for o in self.buildings if o.name == said).building != b.building:
                yield Labelled(said, "楼名即别的门牌", "unsure")
