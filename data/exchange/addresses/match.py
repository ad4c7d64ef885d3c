"""Which building and room an address names; an address that names none is said to be outside and never forced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from data.exchange.addresses.book import LONGEST_NAME, Places, Reading, key, number_key, read_places
from data.exchange.addresses.buildings import Buildings
from data.exchange.addresses.divisions import Surroundings, divisions, unknown_town
from data.exchange.addresses.found import SHOWN, Match
from data.exchange.addresses.normal import normalise, undashed
from data.exchange.addresses.parse import STREET, AddressParts, inside, readings, said_plainly
from data.exchange.addresses.rooms import Rooms
from data.i18n import tr

LONGEST_ROOM = 6  # digits that no room has any more
# What is beside a building is not in it.
NEAR = re.compile(
    r"(?:附近|旁边?|隔壁|对面|斜对面|路口|交叉口|周边|一带|之间|门口|门前|路边|楼下|[前后]面|背后|[东南西北]侧|[东南西北]边|以[东南西北])"
)
# The end of most addresses: unit, storey and room behind a building that is marked as one. Texts that share what stands
# before it share their building, so that it is looked for once.
TAIL = re.compile(r"[-/]?(?:(\d{1,2})(?:单元|[-/#]))?[-/]?(?:(\d{1,2})[层楼])?[-/]?(\d{3,4})[室号房户]?\Z")
MARKED = re.compile(r"(?<![0-9A-Z栋幢座#楼-])[0-9A-Z]{1,4}(?:[栋幢座#]|号楼)\Z")
DASHED = re.compile(r"[^路街巷道同条弄号\d/-][0-9]{1,3}\Z")  # before -2-301


class AddressBook:
    """Finds addresses in a station; made once, asked many times."""

    def __init__(self, station: Reading) -> None:
        self._places: Places = read_places(station)
        self._buildings = Buildings(self._places)
        self._rooms = Rooms(self._places)
        self._around, self._towns = self._surroundings()
        self._known: dict[str, Match] = {}
        self._heads: dict[str, Match] = {}  # of texts without unit, storey and room

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
        found = self._inside(self._buildings.find(parts), parts)
        if found.dwelling is None and parts.room and not (parts.number or parts.unit):
            run = self._buildings.run_together(parts, self._rooms)
            return self._inside(*run) if run else found
        return found

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
        return self._by_head(whole) or self._whole(whole)

    def _by_head(self, whole: str) -> Match | None:
        """Return what a text names whose building was named by others before it; None where it must be read whole."""
        tail = TAIL.search(whole)
        if tail is None:
            return None
        head = whole[: tail.start()]
        if not MARKED.search(head):
            if whole[tail.start()] != "-" or not tail[1] or not DASHED.search(head):
                return None
            head += "栋"
        found = self._heads.get(head)
        if found is None:
            found = self._heads[head] = self._whole(head)
        if found.building is None or found.unit or found.room or found.storey is not None:
            return None
        return self._inside(found, AddressParts(unit=tail[1] or "", storey=int(tail[2]) if tail[2] else None, room=tail[3]))

    def _whole(self, whole: str) -> Match:
        region, here = self.region(whole)
        alias = self._places.alias_buildings.get(key(whole))
        if alias is None and region:
            alias = self._places.alias_buildings.get(key(region + said_plainly(next(readings(here)))))
            if alias is None:
                return Match(why=tr("写的是“{region}”，不是本辖区", region=region), outside=True)
        if alias is not None:
            why = tr("“{alias}”是“{name}”的别名", alias=whole, name=self.title(alias))
            return self._inside(Match(alias, sure=0.97, why=why), next(readings(here)))
        found = self._named(here) or self._best(here)
        town = "" if self._places.begins_known(here) else unknown_town(here)
        if not (town and found.found) or town in self._towns or self._on_its_street(found, here):
            return found
        why = tr("不知道“{town}”是不是本辖区", town=town)
        return replace(found, building=None, dwelling=None, sure=0.0, why=why, alternatives=(found.building or 0,))

    def _on_its_street(self, found: Match, here: str) -> bool:
        """Whether a text also names the street and house number of the building that was found."""
        return any(found.building in self._places.at(p.street, p.house_number) for p in readings(here) if p.street)

    def _surroundings(self) -> tuple[Surroundings | None, set[str]]:
        """Return where the station lies, by its buildings and by what their own addresses say."""
        around = Surroundings(*self._places.middle, divisions().middles) if self._places.middle else None
        towns: set[str] = set()
        for text in self._places.addresses:
            region, here = divisions().peel(text, self._places.begins_known)
            if around is not None and region.names:
                around.admit(region)
            towns.add(unknown_town(here))
        return around, towns - {""}

    def region(self, whole: str) -> tuple[str, str]:
        """Return the divisions at the head of a normalised text where the station cannot lie in them, and the rest."""
        region, here = divisions().peel(whole, self._places.begins_known)
        away = bool(region.names) and self._around is not None and bool(self._around.elsewhere(region))
        return (region.text if away else ""), here

    def learn(self, text: str, *, compound: str = "", building: int | None = None) -> None:
        """Take in an alias, so that what is asked next is found by it."""
        self._places.add_alias(text, compound, building)
        self._forget()

    def _forget(self) -> None:
        """Drop what was found before the names changed."""
        self._buildings = Buildings(self._places)
        self._known.clear()
        self._heads.clear()

    def trial(self, text: str, alias: str, compound: str, building: int | None) -> int | None:
        """Return the building to which a text would lead if an alias were known; nothing is learnt."""
        before = dict(self._places.alias_buildings), dict(self._places.alias_compounds), set(self._places.names)
        self.learn(alias, compound=compound, building=building)
        found = self.match(text)
        self._places.alias_buildings, self._places.alias_compounds, self._places.names = before
        self._forget()
        return found.building if found.found else None

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
            alias = self._places.alias_buildings.get(name) if name not in self._places.compounds or not tail else None
            at: list[tuple[int, int | None]] = self._places.named(name) if alias is None else [(alias, None)]
            if not at:
                continue
            at += [(i, None) for i in self._same_number(name, at)]
            parts = inside(AddressParts(), tail)
            if len({b for b, _ in at}) > 1 or (parts.rest and not NEAR.match(parts.rest)):
                return None
            return self._beside(self._at(at, name, parts, alias is not None), parts.rest, tail)
        return None

    def _same_number(self, name: str, at: list[tuple[int, int | None]]) -> list[int]:
        """Return the other buildings of a name that is a street with a number, so that one is not taken for all."""
        said = STREET.fullmatch(name)
        there = self._places.at(said["street"], said["house"]) if said else []
        return [i for i in there if all(i != b for b, _ in at)]

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
            name = undashed(here[:length])
            if name not in self._places.names or here[length - 1] == "-":
                continue
            if not (_alnum(here[length - 1]) and _alnum(here[length : length + 1])):
                yield name, here[length:]

    def _inside(self, match: Match, parts: AddressParts) -> Match:
        """Return the match with unit, storey and room, and the dwelling where it is recorded."""
        if match.building is None:
            return replace(match, unit=number_key(parts.unit) or None, room=number_key(parts.room) or None, storey=parts.storey)
        if len(parts.room) >= LONGEST_ROOM and parts.room.isdecimal():
            parts = replace(parts, room="")  # a postcode or a telephone number
        found = self._rooms.find(match.building, parts)
        missing = bool(found.room) and found.dwelling is None and match.found and not found.impossible
        why = tr("{why}；{note}", why=match.why, note=found.note) if found.note else match.why
        return Match(match.building, found.dwelling, found.unit, found.storey, found.room, match.sure, why, match.alternatives,
                     missing, found.impossible, match.outside)  # fmt: skip


def _alnum(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()
