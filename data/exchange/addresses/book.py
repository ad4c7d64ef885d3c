"""What a station's buildings and dwellings are called, gathered once so that an address is found without a query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from data.exchange.addresses.parse import AddressParts, normalise, parse_address
from data.query import Query

BUILDING_FIELDS = ("id", "name", "compound", "number", "address", "street", "house_number", "alias", "storeys",
                   "storeys_assumed", "units")  # fmt: skip
DWELLING_FIELDS = ("id", "building", "unit", "room", "storey")
# What people leave off a compound's name when they write an address.
GENERIC = ("小区", "社区", "住宅区", "大院", "宿舍")


class Reading(Protocol):
    """The part of a station that the book reads."""

    def columns(self, query: Query, fields: Sequence[str]) -> dict[str, list[Any]]:
        """Return columns of the records that a query finds."""


def key(text: str | None) -> str:
    """Return a name of a place made comparable."""
    return normalise(text).replace("-", "") if text else ""


def number_key(text: str | None) -> str:
    """Return a building, unit or room number made comparable: 05栋 is 5."""
    plain = normalise(text or "")
    for ending in ("号楼", "单元", "号", "栋", "幢", "座", "楼", "室", "房", "#"):
        plain = plain.removesuffix(ending) or plain
    plain = plain.replace("/", "-")
    return plain.lstrip("0") or plain


def short(compound: str) -> str:
    """Return a compound's key without the generic word at its end."""
    for word in GENERIC:
        if compound.endswith(word) and len(compound) > len(word) + 1:
            return compound[: -len(word)]
    return compound


class Places:
    """Buildings and dwellings by each of their names; every value lists ids, more than one where a name is not unique."""

    def __init__(self) -> None:
        self.by_name: dict[str, list[int]] = defaultdict(list)
        self.by_number: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.by_street: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.compounds: dict[str, set[int]] = defaultdict(set)
        self.short_names: dict[str, set[str]] = defaultdict(set)
        self.numbers: dict[int, str] = {}
        self.titles: dict[int, str] = {}
        self.storeys: dict[int, int | None] = {}  # None where nobody counted them
        self.units: dict[int, int | None] = {}
        self.dwellings: dict[tuple[int, str, str], int] = {}
        self.rooms: dict[tuple[int, str], list[int]] = defaultdict(list)
        self.with_units: set[int] = set()
        self.dwelling_storey: dict[int, int | None] = {}
        self.dwelling_unit: dict[int, str | None] = {}
        self.dwelling_building: dict[int, int] = {}

    def add_building(self, row: Mapping[str, Any]) -> None:
        """Enter a building under every name that it has."""
        id = row["id"]
        self.titles[id] = row["name"] or row["address"] or f"#{id}"
        self.storeys[id] = None if row["storeys_assumed"] else row["storeys"]
        self.units[id] = row["units"]
        for name in (row["name"], row["alias"], row["address"]):
            _enter(self.by_name, key(name), id)
        for text in (row["name"], row["alias"], row["address"]):
            if text:
                self._enter_parts(parse_address(text), id)
        self._enter_number(key(row["compound"]), number_key(row["number"]), id)
        _enter(self.by_street, (key(row["street"]), number_key(row["house_number"])), id)
        if row["number"]:
            self.numbers[id] = number_key(row["number"])

    def _enter_parts(self, parts: AddressParts, id: int) -> None:
        if parts.unit or parts.room:
            return
        if parts.number:
            self._enter_number(key(parts.compound), number_key(parts.number), id)
            self.numbers.setdefault(id, number_key(parts.number))
        if parts.street and parts.house_number:
            _enter(self.by_street, (key(parts.street), number_key(parts.house_number)), id)

    def _enter_number(self, compound: str, number: str, id: int) -> None:
        if compound:
            self.compounds[compound].add(id)
            self.short_names[short(compound)].add(compound)
        _enter(self.by_number, (compound, number), id)

    def add_dwelling(self, row: Mapping[str, Any]) -> None:
        """Enter a dwelling under its building, unit and room."""
        building, id = row["building"], row["id"]
        room = number_key(row["room"])
        self.dwellings.setdefault((building, number_key(row["unit"]), room), id)
        self.rooms[building, room].append(id)
        if row["unit"]:
            self.with_units.add(building)
        self.dwelling_storey[id] = row["storey"]
        self.dwelling_unit[id] = row["unit"]
        self.dwelling_building[id] = building

    def add_address_point(self, street: str | None, house_number: str | None, building: int | None) -> None:
        """Enter a building under the street number of an address point that stands on it."""
        if building is not None:
            _enter(self.by_street, (key(street), number_key(house_number)), building)


def read_places(station: Reading) -> Places:
    """Return all names of a station's buildings, dwellings and address points."""
    places = Places()
    for row in _rows(station.columns(Query("building"), BUILDING_FIELDS)):
        places.add_building(row)
    for row in _rows(station.columns(Query("dwelling"), DWELLING_FIELDS)):
        places.add_dwelling(row)
    points = station.columns(Query("address"), ("street", "house_number", "building"))
    for street, house, building in zip(points["street"], points["house_number"], points["building"], strict=True):
        places.add_address_point(street, house, building)
    return places


def _rows(columns: Mapping[str, list[Any]]) -> Iterable[dict[str, Any]]:
    names = list(columns)
    return (dict(zip(names, values, strict=True)) for values in zip(*columns.values(), strict=True))


def _enter(index: dict[Any, list[int]], name: str | tuple[str, str], id: int) -> None:
    """Add an id under a name; a name of which a part is empty is none."""
    if name and (isinstance(name, str) or all(name)) and id not in index[name]:
        index[name].append(id)
