"""Which building the parts of an address name: by alias, street and name, compound and number, street and number, or name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from data.exchange.addresses.book import Places, key, number_key
from data.exchange.addresses.found import SHOWN, Match
from data.exchange.addresses.naming import CompoundNames, Named, alike
from data.exchange.addresses.parse import STREET, AddressParts, said_plainly
from data.exchange.addresses.rooms import Rooms
from data.i18n import tr


class Buildings:
    """The buildings of a station by all that an address can say of them."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._names = CompoundNames(places)
        self._seen: dict[tuple[object, ...], Match] = {}

    def find(self, parts: AddressParts) -> Match:
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
        found = self._seen.get(said)
        if found is None:
            found = self._seen[said] = self._look(parts)
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
        said = said_plainly(parts)
        alias = self._places.alias_buildings.get(key(said)) or self._places.alias_buildings.get(key(parts.place))
        if alias is None:
            return Match()
        return Match(alias, sure=0.97, why=tr("“{alias}”是“{name}”的别名", alias=said, name=self._title(alias)))

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
            found = tr("“{name}”不在“{street}”", name=self._title(ids[0]), street=said)
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

    def run_together(self, parts: AddressParts, rooms: Rooms) -> tuple[Match, AddressParts] | None:
        """Building, unit and room without a mark between: 52301 is 5栋2单元301 where no other way of cutting it is recorded."""
        named = self._names.find(key(parts.compound), key(parts.head)) if parts.compound else Named()
        signs = parts.room
        found: dict[int, tuple[int, str, str]] = {}
        for first in (1, 2) if named.name else ():
            for building in self._places.by_number.get((named.name or "", signs[:first]), ()):
                for second in (0, 1) if len(self._places.unit_names.get(building, ())) > 1 else (0,):
                    unit, room = signs[first : first + second], signs[first + second :]
                    dwelling = rooms.recorded(building, unit, room) if len(room) >= 3 else None
                    if dwelling is not None:
                        found[dwelling] = building, unit, room
        if len(found) != 1:
            return None
        building, unit, room = next(iter(found.values()))
        match = Match(building, sure=min(named.sure, 0.85), why=tr("栋、单元、房号连写"))
        return match, replace(parts, unit=unit, room=room)

    def _title(self, building: int) -> str:
        return self._places.titles.get(building, f"#{building}")
