"""Which building and room an address names; an address that names none is said to be outside and never forced."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from data.exchange.addresses.book import LONGEST_NAME, Places, Reading, key, number_key, read_places
from data.exchange.addresses.divisions import Surroundings, divisions
from data.exchange.addresses.naming import CompoundNames, Named, alike
from data.exchange.addresses.normal import normalise
from data.exchange.addresses.parse import STREET, AddressParts, inside, readings
from data.exchange.addresses.rooms import Rooms
from data.i18n import tr

SURE = 0.8  # from here on a match is taken without asking
SHOWN = 5
# What is beside a building is not in it.
NEAR = re.compile(
    r"(?:附近|旁边?|隔壁|对面|斜对面|路口|交叉口|周边|一带|之间|门口|门前|路边|楼下|[前后]面|背后|[东南西北]侧|[东南西北]边|以[东南西北])"
)


@dataclass(frozen=True, slots=True)
class Match:
    """What an address was found to name; ``sure`` is 0 to 1, ``alternatives`` are buildings it could also be.

    ``missing_room`` says that the building is known and the text names a room that is not recorded there. ``impossible``
    is a sentence where that room cannot be in the building: it has fewer units or storeys. ``outside`` says that the
    text names a place and nothing here is called so.
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
    outside: bool = False

    @property
    def found(self) -> bool:
        """Whether it names a building beyond reasonable doubt."""
        return self.building is not None and self.sure >= SURE


class AddressBook:
    """Finds addresses in a station; made once, asked many times."""

    def __init__(self, station: Reading) -> None:
        self._places: Places = read_places(station)
        self._names = CompoundNames(self._places)
        self._rooms = Rooms(self._places)
        middle = self._places.middle
        self._around = Surroundings(*middle, divisions().middles) if middle else None
        self._known: dict[str, Match] = {}
        self._buildings: dict[tuple[object, ...], Match] = {}

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
        found = self._building(parts)
        if found.building is None and parts.room and not (parts.number or parts.unit):
            return self._run_together(parts) or self._inside(found, parts)
        return self._inside(found, parts)

    def remember(self, building: int, unit: str, room: str, dwelling: int, storey: int | None) -> None:
        """Enter a dwelling that an import is about to add, so that its other rows find it."""
        row = {"id": dwelling, "building": building, "unit": unit or None, "room": room, "storey": storey}
        self._places.add_dwelling(row)

    def has_units(self, building: int) -> bool:
        """Whether the recorded rooms of a building lie in units, so that a room without one is not told plainly."""
        return bool(self._places.unit_names.get(building))

    def title(self, building: int) -> str:
        """Return what a building is called."""
        return self._places.titles.get(building, f"#{building}")

    def place_of(self, dwelling: int) -> int | None:
        """Return the building of a dwelling."""
        return self._places.dwelling_building.get(dwelling)

    def _match_text(self, text: str) -> Match:
        whole = normalise(text) if text else ""
        if not whole:
            return Match(why=tr("地址为空"))
        region, here = self.region(whole)
        if region:
            alias = self._places.alias_buildings.get(key(region + next(readings(here)).place))
            if alias is None:
                return Match(why=tr("写的是“{region}”，不是本辖区", region=region), outside=True)
        return self._named(region + here) or self._best(here)

    def region(self, whole: str) -> tuple[str, str]:
        """Return the divisions at the head of a normalised text where the station cannot lie in them, and the rest."""
        region, here = divisions().peel(whole, self._places.begins_known)
        away = bool(region.names) and self._around is not None and bool(self._around.elsewhere(region))
        return (region.text if away else ""), here

    def learn(self, text: str, *, compound: str = "", building: int | None = None) -> None:
        """Take in an alias, so that what is asked next is found by it."""
        self._places.add_alias(text, compound, building)
        self._names = CompoundNames(self._places)
        self._known.clear()
        self._buildings.clear()

    def _best(self, here: str) -> Match:
        """Return what the first reading that names a building says, else what comes nearest.

        Readings that only guess where the house number ends must agree.
        """
        tried: list[Match] = []
        guessed: list[Match] = []
        for parts in readings(here):
            found = self._beside(self.match_parts(parts), parts.rest, here)
            if found.building is None:
                tried.append(found)
            elif parts.firm:
                return found
            else:
                guessed.append(found)
        if guessed:
            return self._agreed(guessed, marked="号" in here)
        return max(tried, key=lambda m: (len(m.alternatives) > 0, len(m.why)))

    def _agreed(self, guessed: list[Match], *, marked: bool) -> Match:
        """Return what readings of a house number with a dash agree on; with 号 it would have to be recorded so."""
        ids = tuple(dict.fromkeys(m.building for m in guessed if m.building is not None))
        if len(ids) > 1 or marked:
            return Match(why=tr("横线前后哪些是门牌号，有不同的读法"), alternatives=ids[:SHOWN])
        return replace(guessed[0], sure=min(guessed[0].sure, 0.85))

    def _beside(self, found: Match, rest: str, here: str) -> Match:
        ends = any(m.end() == len(here) for m in NEAR.finditer(here))
        if found.building is None or not (ends or NEAR.match(rest)):
            return found
        return Match(why=tr("只说在“{name}”附近", name=self.title(found.building)), alternatives=(found.building,))

    def _named(self, here: str) -> Match | None:
        """Return the building whose whole name stands first, where the rest tells no more than its inside."""
        for name, tail in self._prefixes(here):
            alias = self._places.alias_buildings.get(name)
            at: list[tuple[int, int | None]] = self._places.named(name) if alias is None else [(alias, None)]
            if not at:
                continue
            parts = inside(AddressParts(), tail)
            if len({b for b, _ in at}) > 1 or (parts.rest and not NEAR.match(parts.rest)):
                return None
            return self._beside(self._at(at, name, parts, alias is not None), parts.rest, tail)
        return None

    def _at(self, at: list[tuple[int, int | None]], name: str, parts: AddressParts, by_alias: bool) -> Match:
        building, dwelling = at[0]
        title = self.title(building)
        if by_alias:
            why = tr("“{alias}”是“{name}”的别名", alias=name, name=title)
        elif name in self._places.by_name:
            why = tr("与“{name}”一字不差", name=title)
        else:
            why = tr("“{name}”登记在“{building}”", name=name, building=title)
        found = self._inside(Match(building, sure=0.97 if by_alias else 1.0, why=why), parts)
        if dwelling is not None and len(at) == 1 and found.dwelling is None and not found.room:
            unit, storey = self._places.dwelling_unit.get(dwelling), self._places.dwelling_storey.get(dwelling)
            room = self._places.dwelling_room.get(dwelling)
            return replace(found, dwelling=dwelling, unit=number_key(unit) or None, room=room, storey=found.storey or storey)
        return found

    def _prefixes(self, here: str) -> Iterator[tuple[str, str]]:
        """Yield the keys of the beginnings of a text, longest first, with what follows; numbers are not cut in two."""
        for length in range(min(len(here), LONGEST_NAME), 1, -1):
            name = here[:length].replace("-", "")
            if name not in self._places.names or here[length - 1] == "-":
                continue
            if not (_alnum(here[length - 1]) and _alnum(here[length : length + 1])):
                yield name, here[length:]

    def _building(self, parts: AddressParts) -> Match:
        """Return the building alone; what was asked before costs nothing."""
        said = (
            parts.compound,
            parts.street,
            parts.house_number,
            parts.number,
            parts.head,
            parts.place,
            bool(parts.room or parts.unit),
        )
        found = self._buildings.get(said)
        if found is None:
            found = self._buildings[said] = self._look(parts)
        return found

    def _look(self, parts: AddressParts) -> Match:
        """Return the building alone; the ways of naming one, most telling first."""
        tried: list[Match] = []
        for way in (self._by_alias, self._by_street_and_name, self._by_compound, self._by_street, self._by_name):
            found = way(parts)
            if found.building is not None or found.alternatives:
                return found
            tried.append(found)
        best = max(tried, key=lambda m: len(m.why))
        return best if best.why else Match(why=self._outside(parts), outside=True)

    def _by_alias(self, parts: AddressParts) -> Match:
        alias = self._places.alias_buildings.get(key(parts.place)) if parts.place else None
        if alias is None:
            return Match()
        return Match(alias, sure=0.97, why=tr("“{alias}”是“{name}”的别名", alias=parts.place, name=self.title(alias)))

    def _by_compound(self, parts: AddressParts) -> Match:
        if not parts.number:
            return self._compound_alone(parts)
        named = self._names.find(key(parts.compound), key(parts.head) or key(parts.compound))
        number = number_key(parts.number)
        if named.name is None:
            if not parts.compound and not parts.street:
                return self._number_alone(parts)
            return self._unsure(named, number)
        ids = self._places.by_number.get((named.name, number), [])
        if not ids:
            said = parts.compound or named.name
            return Match(why=tr("“{compound}”没有 {number} 栋", compound=said, number=parts.number), outside=True)
        return self._with_street(ids, named, parts)

    def _unsure(self, named: Named, number: str) -> Match:
        """Return the buildings that an unclear name could mean, to be asked about."""
        ids = [i for name in named.others for i in self._places.by_number.get((name, number), [])]
        why = named.why or (tr("没有这个小区，相近的有“{name}”", name=named.others[0]) if named.others else "")
        return Match(why=why, alternatives=tuple(ids[:SHOWN])) if ids else Match()

    def _with_street(self, ids: list[int], named: Named, parts: AddressParts) -> Match:
        """Hold compound and number, or a name, against the street and house number of the same text."""
        plain = tr("小区和栋号都相符") if parts.number else tr("建筑名称相符")
        if not (parts.street and parts.house_number):
            return self._only(ids, named.sure, named.why or plain)
        there = self._places.at(parts.street, parts.house_number)
        both = [i for i in ids if i in there]
        if both:
            agreed = tr("路名、门牌号、小区和栋号都相符") if parts.number else tr("路名、门牌号和楼名都相符")
            return self._only(both, max(named.sure, 0.97), named.why or agreed)
        said = f"{parts.street}{parts.house_number}"
        if there or self._strange(key(parts.street), ids):
            found = tr("“{name}”不在“{street}”", name=self.title(ids[0]), street=said)
            return Match(why=found, alternatives=tuple(dict.fromkeys([*ids, *there]))[:SHOWN])
        return self._only(ids, min(named.sure, 0.85), tr("{why}；门牌号“{street}”没有登记", why=named.why or plain, street=said))

    def _strange(self, street: str, ids: Iterable[int]) -> bool:
        """Whether a street is none of the station's, though it knows streets: what is called so stands in another town."""
        known = any(street.endswith(self._places.street_of.get(i) or street) for i in ids if i in self._places.street_of)
        return bool(self._places.streets) and not known and not any(street.endswith(s) for s in self._places.streets)

    def _compound_alone(self, parts: AddressParts) -> Match:
        named = self._names.find(key(parts.compound), key(parts.head)) if parts.compound else Named()
        ids = self._places.compounds.get(named.name, set()) if named.name else set()
        if not ids or named.name is None:
            return Match()
        if len(ids) == 1 and (parts.room or parts.unit):
            return Match(next(iter(ids)), sure=min(named.sure, 0.9), why=tr("小区里只有这一栋"))
        return Match(why=tr("只写了小区，没有写栋号"), alternatives=tuple(sorted(ids)[:SHOWN]))

    def _run_together(self, parts: AddressParts) -> Match | None:
        """Building, unit and room without a mark between: 52301 is 5栋2单元301 where no other way of cutting it is recorded."""
        named = self._names.find(key(parts.compound), key(parts.head)) if parts.compound else Named()
        signs, found = parts.room, {}
        for first in (1, 2) if named.name else ():
            for building in self._places.by_number.get((named.name or "", signs[:first]), ()):
                for second in (0, 1) if len(self._places.unit_names.get(building, ())) > 1 else (0,):
                    unit, room = signs[first : first + second], signs[first + second :]
                    dwelling = self._rooms.recorded(building, unit, room) if len(room) >= 3 else None
                    if dwelling is not None:
                        found[dwelling] = building, unit, room
        if len(found) != 1:
            return None
        building, unit, room = next(iter(found.values()))
        match = Match(building, sure=min(named.sure, 0.85), why=tr("栋、单元、房号连写"))
        return self._inside(match, replace(parts, unit=unit, room=room))

    def _number_alone(self, parts: AddressParts) -> Match:
        """A number without a compound is sure only where the station has a single compound."""
        number = number_key(parts.number)
        ids = sorted({i for i, n in self._places.numbers.items() if n == number})
        if len(ids) == 1 and len(self._places.compounds) == 1:
            return Match(ids[0], sure=0.85, why=tr("辖区只有一个小区，栋号相符"))
        return Match(why=tr("只写了栋号，没有写小区"), alternatives=tuple(ids[:SHOWN]))

    def _by_street(self, parts: AddressParts) -> Match:
        if not (parts.street and parts.house_number) or (parts.number and parts.compound):
            return Match()
        ids, sure, why = self._places.at(parts.street, parts.house_number, parts.number), 0.97, tr("路名和门牌号相符")
        if not ids:
            ids, sure = self._places.spanning(parts.street, parts.house_number), 0.85
            why = tr("门牌号在登记的号段里")
        if not ids:
            return Match()
        if parts.number:
            numbered = [i for i in ids if self._places.numbers.get(i) == number_key(parts.number)]
            if not numbered and (len(ids) > 1 or self._places.numbers.get(ids[0])):
                house = number_key(parts.house_number)
                return Match(why=tr("“{street}{house}号”没有 {number} 栋", street=parts.street, house=house, number=parts.number),
                             alternatives=tuple(ids[:SHOWN]))  # fmt: skip
            ids = numbered or ids
        return self._only(ids, sure, why)

    def _by_street_and_name(self, parts: AddressParts) -> Match:
        """The name of a building behind its street and house number: 南门路36号盘龙大厦."""
        found = STREET.match(parts.place) if parts.street and parts.house_number else None
        ids = list(dict.fromkeys(b for b, _ in self._places.named(key(parts.place[found.end() :])))) if found else []
        there = self._places.at(parts.street, parts.house_number) if ids else []
        both = [i for i in ids if i in there]
        if len(both) == 1:
            return Match(both[0], sure=1.0, why=tr("路名、门牌号和楼名都相符"))
        if len(ids) == 1 and ids[0] not in self._places.street_of and key(parts.street) in self._places.streets:
            return Match(ids[0], sure=0.9, why=tr("建筑名称相符"))
        return Match()

    def _by_name(self, parts: AddressParts) -> Match:
        """The name of a building stands before storey and room: 上海中心大厦32层."""
        names = dict.fromkeys(n for n in (key(parts.compound), key(parts.head)) if n) if not parts.number else {}
        for name in names:
            ids = list(dict.fromkeys(b for b, _ in self._places.named(name))) if name in self._places.names else []
            if ids:
                return self._with_street(ids, Named(name, 0.97), parts)
        for name in names:
            named = alike(name, self._places.names, strict=True)
            ids = list(dict.fromkeys(b for b, _ in self._places.named(named.name))) if named.name else []
            if ids:
                return self._with_street(ids, Named(named.name, min(named.sure, 0.85), named.why), parts)
        return Match(why=self._outside(parts), outside=True)

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
        if match.building is None:
            return replace(match, unit=number_key(parts.unit) or None, room=number_key(parts.room) or None, storey=parts.storey)
        found = self._rooms.find(match.building, parts)
        missing = bool(found.room) and found.dwelling is None and match.found and not found.impossible
        why = tr("{why}；{note}", why=match.why, note=found.note) if found.note else match.why
        return replace(match, dwelling=found.dwelling, unit=found.unit, storey=found.storey, room=found.room,
                       missing_room=missing, impossible=found.impossible, why=why)  # fmt: skip


def _alnum(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()
