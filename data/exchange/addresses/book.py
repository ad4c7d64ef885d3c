"""What a station's buildings and dwellings are called, gathered once so that an address is found without a query."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from statistics import median
from typing import Any, Protocol

from data.exchange.addresses.normal import key, normalise, undashed
from data.exchange.addresses.parse import GENERIC_PLACE, AddressParts, parse_address
from data.kinds import Kinds
from data.query import Query

BUILDING_FIELDS = ("id", "name", "compound", "number", "address", "street", "house_number", "alias", "storeys",
                   "storeys_assumed", "storeys_below", "units", "lon", "lat")  # fmt: skip
DWELLING_FIELDS = ("id", "building", "unit", "room", "storey")
# Whose names people give for an address: 金沙农贸市场, 好又来便利店.
LANDMARKS = ("organisation", "place", "shop")
# What people leave off a compound's name, and what they put after it although it is not in the name.
GENERIC = ("小区", "社区", "住宅区", "大院", "宿舍")
LEFT_OFF = (*GENERIC, "新村", "花园", "家园", "公寓", "苑", "新城", "家属院", "小镇")
LONGEST_NAME = 30
ADDRESSES = 2000  # of buildings, that tell in which town the station is
GENERIC_NAME = re.compile(rf"(?:{GENERIC_PLACE})\Z")
RANGE = re.compile(r"(\d{1,4})-(\d{1,4})")


class Reading(Protocol):
    """The part of a station that the book reads."""

    @property
    def kinds(self) -> Kinds:
        """The kinds that it keeps."""

    def columns(self, query: Query, fields: Sequence[str]) -> dict[str, list[Any]]:
        """Return columns of the records that a query finds."""


@lru_cache(maxsize=65536)
def number_key(text: str | None) -> str:
    """Return a building, unit or room number made comparable: 05栋 is 5."""
    plain = normalise(text or "")
    for ending in ("号楼", "单元", "号", "栋", "幢", "座", "楼", "室", "房", "#"):
        plain = plain.removesuffix(ending) or plain
    plain = plain.replace("/", "-").replace("号附", "-").replace("附", "-").replace("之", "-")
    return plain.lstrip("0") or plain


def short(compound: str, words: Sequence[str] = GENERIC) -> str:
    """Return a compound's key without the generic word at its end."""
    for word in words:
        if compound.endswith(word) and len(compound) > len(word) + 1:
            return compound[: -len(word)]
    return compound


class Places:
    """Buildings and dwellings by each of their names; every value lists ids, more than one where a name is not unique."""

    def __init__(self) -> None:
        self.by_name: dict[str, list[int]] = defaultdict(list)
        self.by_number: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.by_street: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.ranges: dict[str, list[tuple[int, int, int]]] = defaultdict(list)  # of house numbers: first, last, building
        self.landmarks: dict[str, list[tuple[int, int | None]]] = defaultdict(list)  # buildings with dwellings
        self.alias_buildings: dict[str, int] = {}
        self.alias_compounds: dict[str, str] = {}
        self.compounds: dict[str, set[int]] = defaultdict(set)
        self.short_names: dict[str, set[str]] = defaultdict(set)
        self.bare_names: dict[str, set[str]] = defaultdict(set)
        self.streets: set[str] = set()
        self.street_of: dict[int, str] = {}
        self.numbers: dict[int, str] = {}
        self.titles: dict[int, str] = {}
        self.storeys: dict[int, int | None] = {}  # None where nobody counted them
        self.highest: dict[int, int | None] = {}  # counted or guessed
        self.below: dict[int, int | None] = {}
        self.units: dict[int, int | None] = {}
        self.dwellings: dict[tuple[int, str, str], int] = {}
        self.rooms: dict[tuple[int, str], list[int]] = defaultdict(list)
        self.unit_names: dict[int, set[str]] = defaultdict(set)
        self.dwelling_storey: dict[int, int | None] = {}
        self.dwelling_unit: dict[int, str | None] = {}
        self.dwelling_room: dict[int, str] = {}
        self.dwelling_building: dict[int, int] = {}
        self.addresses: list[str] = []  # normalised, of some buildings
        self.middle: tuple[float, float] | None = None  # longitude and latitude
        self.names: set[str] = set()  # keys of all streets, compounds, buildings, landmarks and aliases

    def add_building(self, row: Mapping[str, Any]) -> None:
        """Enter a building under every name that it has."""
        id = row["id"]
        self.titles[id] = row["name"] or row["address"] or f"#{id}"
        self.storeys[id] = None if row["storeys_assumed"] else row["storeys"]
        self.highest[id], self.below[id], self.units[id] = row["storeys"], row["storeys_below"], row["units"]
        for text in (row["name"], row["alias"], row["address"]):
            if text:
                self._enter_text(text, id)
        if row["address"] and len(self.addresses) < ADDRESSES:
            self.addresses.append(normalise(row["address"]))
        self._enter_number(key(row["compound"]), number_key(row["number"]), id)
        self._enter_street(row["street"], row["house_number"], id)
        if row["number"]:
            self.numbers[id] = number_key(row["number"])

    def _enter_text(self, text: str, id: int) -> None:
        if text.isascii():  # the ways of writing that are read are Chinese
            _enter(self.by_name, key(text), id)
            self.names.add(key(text))
            return
        parts = parse_address(text)
        if parts.compound or parts.street or not parts.number:  # 1号楼 alone is a number and no name
            _enter(self.by_name, key(text), id)
            if not GENERIC_NAME.match(key(text)):
                self.names.add(key(text))
        if parts.unit or parts.room:
            return
        if parts.number:
            self._enter_number(key(parts.compound), number_key(parts.number), id)
            self.numbers.setdefault(id, number_key(parts.number))
        if parts.street and parts.house_number:
            self._enter_street(parts.street, parts.house_number, id)

    def _enter_number(self, compound: str, number: str, id: int) -> None:
        if compound and not compound.isascii():
            self.compounds[compound].add(id)
            self.short_names[short(compound)].add(compound)
            self.bare_names[short(compound, LEFT_OFF)].add(compound)
            self.names.add(compound)
        _enter(self.by_number, (compound, number), id)

    def _enter_street(self, street: str | None, house: str | None, id: int) -> None:
        name = key(street)
        _enter(self.by_street, (name, number_key(house)), id)
        span = RANGE.fullmatch(number_key(house))
        if name and span and int(span[1]) < int(span[2]):
            self.ranges[name].append((int(span[1]), int(span[2]), id))
        if name:
            self.add_street(name)
            self.street_of.setdefault(id, name)

    def add_dwelling(self, row: Mapping[str, Any]) -> None:
        """Enter a dwelling under its building, unit and room."""
        building, id = row["building"], row["id"]
        room = number_key(row["room"])
        self.dwellings.setdefault((building, number_key(row["unit"]), room), id)
        self.rooms[building, room].append(id)
        if row["unit"]:
            self.unit_names[building].add(number_key(row["unit"]))
        self.dwelling_storey[id] = row["storey"]
        self.dwelling_unit[id] = row["unit"]
        self.dwelling_room[id] = room
        self.dwelling_building[id] = building

    def add_address_point(self, street: str | None, house_number: str | None, building: int | None) -> None:
        """Enter a building under the street number of an address point that stands on it."""
        if building is not None:
            self._enter_street(street, house_number, building)

    def add_street(self, name: str) -> None:
        """Enter a street by its key."""
        self.streets.add(name)
        self.names.add(name)

    def add_landmark(self, name: str, building: int, dwelling: int | None) -> None:
        """Enter a building under the name of a shop, body or place in it."""
        at = (building, dwelling)
        if len(name) >= 3 and at not in self.landmarks[name]:
            self.landmarks[name].append(at)
            self.names.add(name)

    def add_alias(self, text: str, compound: str | None, building: int | None) -> None:
        """Enter what people write for a compound or a building."""
        if building is not None:
            self.alias_buildings[key(text)] = building
        elif compound:
            self.alias_compounds[key(text)] = key(compound)
        self.names.add(key(text))

    def at(self, street: str, house: str, number: str = "") -> list[int]:
        """Return the buildings at a house number of a street; ``number`` is the one within a lane (弄)."""
        name, of, within = key(street), number_key(house), number_key(number)
        ways = ((name, of), (name + of, within), (name, of + within)) if number else ((name, of),)
        return next((found for way in ways if (found := self.by_street.get(way))), [])

    def spanning(self, street: str, house: str) -> list[int]:
        """Return the buildings whose range of house numbers (51-59) holds a number: odd ones and even ones are two sides."""
        if not house.isdecimal():
            return []
        said = int(house)
        return [i for first, last, i in self.ranges.get(key(street), ())
                if first <= said <= last and (first % 2 != last % 2 or said % 2 == first % 2)]  # fmt: skip

    def named(self, name: str) -> list[tuple[int, int | None]]:
        """Return the buildings (with a dwelling, for a shop in a room) that are called by a name."""
        buildings: list[tuple[int, int | None]] = [(i, None) for i in self.by_name.get(name, ())]
        return buildings or self.landmarks.get(name, [])

    def begins_known(self, text: str) -> bool:
        """Whether a normalised text begins with the name of a street, compound, building or landmark."""
        plain = undashed(text[:LONGEST_NAME])
        return any(plain[:n] in self.names for n in range(2, len(plain) + 1))


def read_places(station: Reading) -> Places:
    """Return all names of a station's buildings, dwellings, address points, streets, landmarks and aliases."""
    places = Places()
    buildings = station.columns(Query("building"), BUILDING_FIELDS)
    for row in _rows(buildings):
        places.add_building(row)
    located = [(x, y) for x, y in zip(buildings["lon"], buildings["lat"], strict=True) if x is not None and y is not None]
    if located:
        places.middle = median(x for x, _ in located), median(y for _, y in located)
    for row in _rows(station.columns(Query("dwelling"), DWELLING_FIELDS)):
        places.add_dwelling(row)
    for row in _rows(station.columns(Query("address"), ("street", "house_number", "building"))):
        places.add_address_point(row["street"], row["house_number"], row["building"])
    for name in set(station.columns(Query("road"), ("name",))["name"]):
        if name:
            places.add_street(key(name))
    for kind in LANDMARKS:
        for row in _rows(station.columns(Query(kind), ("name", "building", "dwelling"))):
            if row["name"] and row["building"] is not None:
                places.add_landmark(key(row["name"]), row["building"], row["dwelling"])
    if "alias" in station.kinds:
        for row in _rows(station.columns(Query("alias"), ("text", "compound", "building"))):
            places.add_alias(row["text"], row["compound"], row["building"])
    return places


def _rows(columns: Mapping[str, list[Any]]) -> Iterable[dict[str, Any]]:
    names = list(columns)
    return (dict(zip(names, values, strict=True)) for values in zip(*columns.values(), strict=True))


def _enter(index: dict[Any, list[int]], name: str | tuple[str, str], id: int) -> None:
    """Add an id under a name; a name of which a part is empty is none."""
    if name and (isinstance(name, str) or all(name)) and id not in index[name]:
        index[name].append(id)


__all__ = ["AddressParts", "Places", "Reading", "key", "number_key", "read_places", "short"]
