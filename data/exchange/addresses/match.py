"""Which building and room an address names; an address that names none is said to be outside and never forced."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache

from rapidfuzz import fuzz, process

from data.exchange.addresses.book import Reading, key, number_key, read_places, short
from data.exchange.addresses.parse import AddressParts, parse_address, storey_of_room
from data.i18n import tr

SURE = 0.8  # from here on a match is taken without asking
ALIKE = 85  # of 100, for a compound's name
LEAD = 8  # how far the best must be ahead of the next
SHOWN = 5
# What is beside a building is not in it.
NEAR = re.compile(r"(?:附近|旁边?|隔壁|对面|路口|交叉口|周边|一带|之间|[东南西北]侧|以[东南西北])\Z")
# Names that differ in one of these name different places: 金沙一期 and 金沙二期, 东苑 and 西苑.
TELLING = re.compile(r"[0-9A-Z一二三四五六七八九十东南西北中新老上下前后大小]")


@dataclass(frozen=True, slots=True)
class Match:
    """What an address was found to name; ``sure`` is 0 to 1, ``alternatives`` are buildings it could also be.

    ``missing_room`` says that the building is known and the text names a room that is not recorded there. ``impossible``
    is a sentence where that room cannot be in the building: it has fewer units or storeys.
    """

    building: int | None = None
    dwelling: int | None = None
    unit: str | None = None
    storey: int | None = None
    room: str | None = None
    sure: float = 0.0
    why: str = ""
    alternatives: tuple[int, ...] = ()
    missing_room: bool = False
    impossible: str = ""

    @property
    def found(self) -> bool:
        """Whether it names a building beyond reasonable doubt."""
        return self.building is not None and self.sure >= SURE


class AddressBook:
    """Finds addresses in a station; made once, asked many times."""

    def __init__(self, station: Reading) -> None:
        self._places = read_places(station)
        self._known: dict[str, Match] = {}
        self._compounds: dict[str, tuple[str | None, float, str]] = {}

    def match(self, text: str) -> Match:
        """Return what a text names; an address seen before costs nothing."""
        found = self._known.get(text)
        if found is None:
            found = self._match_text(text)
            if not found.missing_room:  # an import may be about to add that room
                self._known[text] = found
        return found

    def match_parts(self, parts: AddressParts) -> Match:
        """Return what an address in columns (compound, building, unit, room) names."""
        if not parts.named:
            return Match(why=tr("没有写明楼栋"))
        return self._inside(self._building(parts), parts)

    def remember(self, building: int, unit: str, room: str, dwelling: int, storey: int | None) -> None:
        """Enter a dwelling that an import is about to add, so that its other rows find it."""
        row = {"id": dwelling, "building": building, "unit": unit or None, "room": room, "storey": storey}
        self._places.add_dwelling(row)

    def has_units(self, building: int) -> bool:
        """Whether the recorded rooms of a building lie in units, so that a room without one is not told plainly."""
        return building in self._places.with_units

    def title(self, building: int) -> str:
        """Return what a building is called."""
        return self._places.titles.get(building, f"#{building}")

    def place_of(self, dwelling: int) -> int | None:
        """Return the building of a dwelling."""
        return self._places.dwelling_building.get(dwelling)

    def _match_text(self, text: str) -> Match:
        if not text or not text.strip():
            return Match(why=tr("地址为空"))
        whole = self._places.by_name.get(key(text), [])
        if len(whole) == 1:
            return Match(whole[0], sure=1.0, why=tr("与“{name}”一字不差", name=self.title(whole[0])))
        found = self.match_parts(parse_address(text))
        if found.building is not None and NEAR.search(text.strip()):
            near = tr("只说在“{name}”附近", name=self.title(found.building))
            return Match(why=near, alternatives=(found.building,))
        return found

    def _building(self, parts: AddressParts) -> Match:
        """Return the building alone; the ways of naming one, most telling first."""
        tries = (self._by_compound(parts), self._by_street(parts), self._by_name(parts))
        for found in tries:
            if found.building is not None:
                return found
        return max(tries, key=lambda m: (len(m.alternatives), len(m.why)))

    def _by_compound(self, parts: AddressParts) -> Match:
        if not parts.number:
            return self._compound_alone(parts)
        compound, sure, why = self._compound(parts)
        if compound is None:
            return self._number_alone(parts) if not parts.compound and not parts.street else Match(why=why)
        ids = self._places.by_number.get((compound, number_key(parts.number)), [])
        if not ids:
            return Match(why=tr("“{compound}”没有 {number} 栋", compound=parts.compound or compound, number=parts.number))
        return self._only(ids, sure, why or tr("小区和栋号都相符"))

    def _compound_alone(self, parts: AddressParts) -> Match:
        ids = self._places.compounds.get(key(parts.compound), set()) if parts.compound else set()
        if len(ids) == 1 and (parts.room or parts.unit):
            return Match(next(iter(ids)), sure=0.9, why=tr("小区里只有这一栋"))
        if not ids:
            return Match(why=self._outside(parts))
        return Match(why=tr("只写了小区，没有写栋号"), alternatives=tuple(sorted(ids)[:SHOWN]))

    def _compound(self, parts: AddressParts) -> tuple[str | None, float, str]:
        """Return the known compound that the text means, how surely, and why if not plainly."""
        raw = key(parts.compound)
        if raw in self._places.compounds:
            return raw, 1.0, ""
        head = key(parts.head) or raw
        found = self._compounds.get(head)
        if found is None:
            found = self._compounds[head] = self._look_for_compound(raw, head, parts)
        return found

    def _look_for_compound(self, raw: str, head: str, parts: AddressParts) -> tuple[str | None, float, str]:
        if not raw:
            return None, 0.0, self._outside(parts)
        endings = [c for c in self._places.compounds if len(c) >= 2 and head.endswith(c)]
        if endings:
            return max(endings, key=len), 0.97, tr("小区和栋号都相符")
        shorter = self._places.short_names.get(short(raw), set())
        if len(shorter) == 1:
            name = next(iter(shorter))
            return name, 0.92, tr("小区名省写，应为“{name}”", name=name)
        return self._alike(raw, parts)

    def _alike(self, raw: str, parts: AddressParts) -> tuple[str | None, float, str]:
        """Return the one compound whose name sounds the same, or is nearly the same: a slip of the pen, not another place."""
        sounding = [c for c in self._places.compounds if len(c) == len(raw) >= 3 and _sound(c) == _sound(raw)]
        if len(sounding) == 1:
            return sounding[0], 0.9, tr("小区名同音，应为“{name}”", name=sounding[0])
        near = process.extract(raw, list(self._places.compounds), scorer=fuzz.ratio, score_cutoff=ALIKE - LEAD, limit=3)
        lone = len(near) == 1 or (len(near) > 1 and near[0][1] - near[1][1] >= LEAD)
        if len(raw) < 3 or not lone or near[0][1] < ALIKE or _tells_apart(raw, near[0][0]):
            return None, 0.0, self._outside(parts)
        return near[0][0], 0.8, tr("小区名相近，应为“{name}”", name=near[0][0])

    def _number_alone(self, parts: AddressParts) -> Match:
        """A number without a compound is sure only where the station has a single compound."""
        number = number_key(parts.number)
        ids = sorted({i for i, n in self._places.numbers.items() if n == number})
        if len(ids) == 1 and len(self._places.compounds) == 1:
            return Match(ids[0], sure=0.85, why=tr("辖区只有一个小区，栋号相符"))
        return Match(why=tr("只写了栋号，没有写小区"), alternatives=tuple(ids[:SHOWN]))

    def _by_street(self, parts: AddressParts) -> Match:
        if not (parts.street and parts.house_number):
            return Match()
        house = number_key(parts.house_number)
        ids = self._places.by_street.get((key(parts.street), house), [])
        if not ids:
            return Match(why=self._outside(parts))
        if parts.number:
            numbered = [i for i in ids if self._places.numbers.get(i) == number_key(parts.number)]
            if not numbered and (len(ids) > 1 or self._places.numbers.get(ids[0])):
                return Match(why=tr("“{street}{house}号”没有 {number} 栋", street=parts.street, house=house, number=parts.number),
                             alternatives=tuple(ids[:SHOWN]))  # fmt: skip
            ids = numbered or ids
        return self._only(ids, 0.97, tr("路名和门牌号相符"))

    def _by_name(self, parts: AddressParts) -> Match:
        """The name of a building stands before storey and room: 上海中心大厦32层."""
        for name in dict.fromkeys((key(parts.compound), key(parts.head))):
            ids = self._places.by_name.get(name, []) if name and not parts.number else []
            if ids:
                return self._only(ids, 0.97, tr("建筑名称相符"))
        return Match(why=self._outside(parts))

    def _only(self, ids: Iterable[int], sure: float, why: str) -> Match:
        listed = list(ids)
        if len(listed) == 1:
            return Match(listed[0], sure=sure, why=why)
        return Match(why=tr("有 {n} 栋楼都叫这个", n=len(listed)), alternatives=tuple(listed[:SHOWN]))

    def _outside(self, parts: AddressParts) -> str:
        name = parts.compound or f"{parts.street}{parts.house_number}" or parts.number
        return tr("辖区里没有“{name}”", name=name)

    def _inside(self, match: Match, parts: AddressParts) -> Match:
        """Return the match with unit, storey and room, and the dwelling where it is recorded."""
        room, unit = number_key(parts.room) or None, number_key(parts.unit) or None
        if match.building is None:
            return replace(match, unit=unit, room=room, storey=parts.storey)
        dwelling = self._dwelling(match.building, unit or "", room) if room else None
        storey = parts.storey
        if dwelling is not None:
            storey = self._places.dwelling_storey.get(dwelling) or storey
            unit = self._places.dwelling_unit.get(dwelling) or unit
        if storey is None and room:
            storey = storey_of_room(room)
        if dwelling is None and (impossible := self._impossible(match.building, unit, storey)):
            return replace(match, unit=unit, storey=parts.storey, room=room, impossible=impossible)
        missing = bool(room) and dwelling is None and match.found
        return replace(match, dwelling=dwelling, unit=unit, storey=storey, room=room, missing_room=missing)

    def _dwelling(self, building: int, unit: str, room: str) -> int | None:
        exact = self._places.dwellings.get((building, unit, room))
        if exact is not None:
            return exact
        same = self._places.rooms.get((building, room), [])
        # Without a unit the room must be the only one of its number; with one, a record without a unit may be it.
        fitting = same if not unit else [d for d in same if not self._places.dwelling_unit.get(d)]
        return fitting[0] if len(fitting) == 1 else None

    def _impossible(self, building: int, unit: str | None, storey: int | None) -> str:
        """Return why a building cannot have this unit or storey, "" where it can or nobody knows."""
        units, highest = self._places.units.get(building), self._places.storeys.get(building)
        if units and unit and unit.isdecimal() and int(unit) > units:
            return tr("没有 {unit} 单元，“{name}”只有 {most} 个单元", name=self.title(building), most=units, unit=unit)
        if highest and storey is not None and storey > highest:
            return tr("没有 {storey} 层，“{name}”只有 {most} 层", name=self.title(building), most=highest, storey=storey)
        return ""


@lru_cache(maxsize=4096)
def _sound(name: str) -> str:
    from pypinyin import lazy_pinyin  # reads its dictionaries when loaded

    return " ".join(lazy_pinyin(name))


def _tells_apart(one: str, other: str) -> bool:
    """Whether two names differ in a word that tells places apart."""
    for action, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if action != "equal" and TELLING.search(one[a:b] + other[c:d]):
            return True
    return False
