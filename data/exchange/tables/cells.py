"""A row's cells read into values: those of the kind, of the residence, the address and the point, with each fault."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from shapely import points as make_points

from data.errors import InvalidValue
from data.exchange.addresses.book import number_key
from data.exchange.tables.links import LinkBook
from data.exchange.tables.points import is_empty, read_degrees, read_pair
from data.exchange.tables.table import Cell, cell_text
from data.exchange.tables.targets import PLACE_WORDS, Target
from data.exchange.tables.understand import Understanding
from data.i18n import tr
from data.kinds.values import read
from data.kinds.writing import one_line
from data.town.datum import convert

# What people write in a cell to say that there is nothing.
NOTHING = frozenset({"无", "暂无", "不详", "未知", "-", "--", "/", "\\", "na", "n/a", "null", "none", "nan", "#n/a", "空", "——"})
NAMING = ("address", "compound", "building")  # columns that can name a building
COUNTED = {"building": "栋", "unit": "单元", "storey": "层", "room": "室"}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row; ``column`` "" means the row as a whole."""

    why: str
    column: str = ""
    value: Cell = None


@dataclass(slots=True)
class RowValues:
    """What a row says. ``point`` is in the file's datum until `place_points` has moved it."""

    index: int
    values: dict[str, Any] = field(default_factory=dict)
    residence: dict[str, Any] = field(default_factory=dict)
    address: str = ""
    written: str = ""  # the address as it stands in the file
    lon: float | None = None
    lat: float | None = None
    faults: list[Fault] = field(default_factory=list)


Reader = Callable[[RowValues, Cell], None]


class RowReader:
    """Reads the rows of an understood table; equal texts in a column are read once."""

    def __init__(self, known: Understanding, links: LinkBook) -> None:
        self._known = known
        self._links = links
        self._place: list[tuple[str, int]] = []
        self._readers: list[tuple[int, Reader]] = []
        for guess in known.columns:
            if guess.target:
                self._add(known.targets[guess.target], guess.column.index, guess.column.name)
        order = list(PLACE_WORDS)
        self._place.sort(key=lambda p: order.index(p[0]))

    @property
    def placed(self) -> bool:
        """Whether rows say where they are by an address."""
        return bool(self._place)

    def read(self, index: int, cells: Sequence[Cell]) -> RowValues:
        """Return what the row with this index in the table says."""
        row = RowValues(index)
        for i, reader in self._readers:
            cell = cells[i] if i < len(cells) else None
            if cell is not None:
                reader(row, cell)
        if self._place:
            row.address = self._address(cells)
            row.written = self._written(cells, row.address)
        return row

    def _add(self, target: Target, index: int, column: str) -> None:
        kind = self._known.kind
        places = (kind.place.belongs or kind.place.through) and target.name in PLACE_WORDS
        if places:
            self._place.append((target.name, index))
        if target.role == "point":
            self._readers.append((index, _point_reader(target.name, column)))
        elif target.field is not None:
            self._readers.append((index, self._field_reader(target, column)))

    def _field_reader(self, target: Target, column: str) -> Reader:
        assert target.field is not None
        wanted, zone = replace(target.field, required=False), self._known.zone
        numbered = self._known.kind.name == "dwelling" and target.name in ("unit", "room")
        name = wanted.name
        known: dict[str, Any] = {}

        def value_of(cell: Cell) -> Any:
            if wanted.type == "link":
                return self._links.find(wanted, cell)
            value = read(wanted, cell, zone)
            return number_key(value) if numbered and value else value

        def reader(row: RowValues, cell: Cell) -> None:
            value = known.get(cell) if type(cell) is str else None
            if value is None:
                try:
                    value = value_of(cell)
                except InvalidValue as error:
                    if _says_nothing(cell):
                        return
                    row.faults.append(Fault(error.message, column, cell))
                    return
                if type(cell) is str:
                    known[cell] = value
            if value is not None:
                (row.residence if target.role == "residence" else row.values)[name] = value

        return reader

    def _address(self, cells: Sequence[Cell]) -> str:
        """Return the address columns as one text, each number with its word."""
        said = ""
        for name, i in self._place:
            cell = cells[i] if i < len(cells) else None
            text = cell_text(cell)
            if not text or _says_nothing(text):
                continue
            if name in ("building", "compound") and text.startswith(said):
                said = ""
            if name in COUNTED and text in said and not text.isdigit():
                continue
            word = COUNTED.get(name, "")
            bare = text.lstrip("-").isascii() and text[-1].isalnum()
            said += text + word if word and bare else text
        return said

    def _written(self, cells: Sequence[Cell], address: str) -> str:
        """Return the one address cell that is filled word for word, several together as they were joined.

        Storey and room alone, as an export has them, are no address.
        """
        filled = [(n, cells[i]) for n, i in self._place if i < len(cells) and cell_text(cells[i])]
        if not address or not any(n in NAMING for n, _ in filled):
            return ""
        return one_line(str(filled[0][1]) if len(filled) == 1 else address)


def _says_nothing(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.strip().casefold() in NOTHING


def _point_reader(name: str, column: str) -> Reader:
    def pair(row: RowValues, cell: Cell) -> None:
        found = read_pair(cell)
        if found is not None:
            row.lon, row.lat = found
        elif not is_empty(cell):
            row.faults.append(Fault(tr("坐标应写作“经度,纬度”，例如 104.06,30.67"), column, cell))

    def one(row: RowValues, cell: Cell) -> None:
        if is_empty(cell):
            return
        value = read_degrees(cell)
        limit = 180.0 if name == "lon" else 90.0
        if value is None or not -limit <= value <= limit:
            row.faults.append(Fault(tr("应为 -{limit} 到 {limit} 之间的度数", limit=f"{limit:g}"), column, cell))
        elif name == "lon":
            row.lon = value
        else:
            row.lat = value

    return pair if name == "location" else one


def place_points(rows: Sequence[RowValues], datum: str) -> None:
    """Give each row that has a point its ``geometry`` in WGS-84; a half point is a fault, 0,0 is none."""
    full: list[RowValues] = []
    for row in rows:
        if row.faults or (row.lon is None and row.lat is None) or (row.lon == 0 and row.lat == 0):
            continue
        if row.lon is None or row.lat is None:
            row.faults.append(Fault(tr("经度和纬度只写了一个")))
        else:
            full.append(row)
    if not full:
        return
    lon, lat = np.array([r.lon for r in full], float), np.array([r.lat for r in full], float)
    if datum != "WGS84":
        lon, lat = convert(lon, lat, datum, "WGS84")
    for row, shape in zip(full, np.atleast_1d(np.asarray(make_points(lon, lat), dtype=object)), strict=True):
        row.values["geometry"] = shape
