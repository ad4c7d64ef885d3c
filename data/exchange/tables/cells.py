"""A row's cells read into values: those of the kind, of the residence, the address and the point, with each fault."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from shapely import points as make_points

from data.errors import InvalidValue
from data.exchange.addresses.book import number_key
from data.exchange.datum.hypothesis import Hypothesis, is_metres
from data.exchange.report import DatumGuess
from data.exchange.tables.column_rows import ColumnRows
from data.exchange.tables.damaged import Watched, holds_codes, went_through_numbers
from data.exchange.tables.links import LinkBook
from data.exchange.tables.points import is_empty, read_coordinate, read_pair
from data.exchange.tables.table import Cell, cell_text
from data.exchange.tables.targets import PLACE_WORDS, Target
from data.exchange.tables.understand import Understanding
from data.i18n import tr
from data.kinds.complaints import lost_characters
from data.kinds.values import read
from data.kinds.writing import is_lost, one_line

# What people write in a cell to say that there is nothing.
NOTHING = frozenset({"无", "暂无", "不详", "未知", "-", "--", "/", "\\", "na", "n/a", "null", "none", "nan", "#n/a", "空", "——"})
LOOKED_AT = 20_000  # rows of a column of codes, to see whether it went through numbers
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
    """What a row says. ``lon`` and ``lat`` are the two numbers of its point as the file writes them, until `place_points`.

    ``fixed`` says that the row itself names their axes, ``spelt`` that they are in degrees, minutes and seconds.
    """

    index: int
    values: dict[str, Any] = field(default_factory=dict)
    residence: dict[str, Any] = field(default_factory=dict)
    address: str = ""
    written: str = ""  # the address as it stands in the file
    lon: float | None = None
    lat: float | None = None
    fixed: bool = False
    spelt: bool = False
    faults: list[Fault] = field(default_factory=list)


Reader = Callable[[RowValues, Cell], None]


class RowReader:
    """Reads the rows of an understood table; equal texts in a column are read once."""

    def __init__(self, known: Understanding, links: LinkBook) -> None:
        self._known = known
        self._links = links
        self._place: list[tuple[str, int]] = []
        self.columns: list[tuple[int, Target, Reader]] = []
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
        for i, _, reader in self.columns:
            cell = cells[i] if i < len(cells) else None
            if cell is not None:
                reader(row, cell)
        if self._place:
            row.address, row.written = self.address_of(cells)
            if is_lost(row.address) or is_lost(row.written):
                row.faults.append(Fault(lost_characters(), self.place_name, row.written))
        return row

    @property
    def place_columns(self) -> tuple[int, ...]:
        """The indexes of the columns that make up the address."""
        return tuple(i for _, i in self._place)

    @property
    def place_name(self) -> str:
        """The name of the first column of the address."""
        first = self._place[0][1]
        return next((g.column.name for g in self._known.columns if g.column.index == first), "")

    def address_of(self, cells: Sequence[Cell]) -> tuple[str, str]:
        """Return the address of a row as one text, and as it stands in the file."""
        address = self._address(cells)
        return address, self._written(cells, address)

    def _add(self, target: Target, index: int, column: str) -> None:
        kind = self._known.kind
        places = (kind.place.belongs or kind.place.through) and target.name in PLACE_WORDS
        if places:
            self._place.append((target.name, index))
        if target.role == "point":
            self.columns.append((index, target, _point_reader(target.name, column)))
        elif target.field is not None:
            self.columns.append((index, target, self._watched(self._field_reader(target, column), target, index, column)))

    def _watched(self, reader: Reader, target: Target, index: int, column: str) -> Reader:
        """Return the reader of a column of codes so that it takes none that a spreadsheet has rounded."""
        assert target.field is not None
        if target.role != "field" or not holds_codes(self._known.kind, target.field):
            return reader
        table = self._known.table.rows
        rows = self._known.rows[:LOOKED_AT]
        if isinstance(table, ColumnRows) and isinstance(rows, range):
            return Watched(reader, column, went_through_numbers(table.column(index, rows)))
        return Watched(reader, column, went_through_numbers(r[index] for i in rows if index < len(r := table[i])))

    def _field_reader(self, target: Target, column: str) -> Reader:
        assert target.field is not None
        wanted, zone = replace(target.field, required=False), self._known.zone
        links = self._links  # not through this reader, which holds the function: a cycle keeps the whole table
        numbered = self._known.kind.name == "dwelling" and target.name in ("unit", "room")
        name = wanted.name
        known: dict[str, Any] = {}

        def value_of(cell: Cell) -> Any:
            if wanted.type == "link":
                return links.find(wanted, cell)
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
            if name in ("building", "compound"):  # the address may name it already, with what lies beside or behind it
                said = "" if text.startswith(said) else said.partition(text)[0]
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
            row.lon, row.lat, row.fixed, row.spelt = found.first, found.second, found.fixed, found.spelt
        elif not is_empty(cell):
            row.faults.append(Fault(tr("坐标应写作“经度,纬度”，例如 104.06,30.67"), column, cell))

    def one(row: RowValues, cell: Cell) -> None:
        if is_empty(cell):
            return
        found = read_coordinate(cell)
        if found is None:
            row.faults.append(Fault(tr("应为度数（31.24 或 31°14′23″）或米数"), column, cell))
            return
        row.spelt = row.spelt or found.spelt
        row.fixed = row.fixed or bool(found.axis)
        if (found.axis or name) == "lon":
            row.lon = found.value
        else:
            row.lat = found.value

    return pair if name == "location" else one


def place_points(rows: Sequence[RowValues], datum: DatumGuess, columns: Mapping[str, str]) -> None:
    """Give each row that has a point its ``geometry`` in WGS-84; a half point is a fault, 0,0 is none.

    ``columns`` names the columns of "lon", "lat" and "location", for faults.
    """
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
    meaning = Hypothesis(datum.chosen, datum.swapped, datum.packed)
    written = np.array([(r.lon, r.lat) for r in full], float)
    flags = np.array([(r.fixed, r.spelt) for r in full], bool)
    lon, lat = meaning.place(written[:, 0], written[:, 1], flags[:, 0], flags[:, 1])
    good = np.isfinite(lon) & np.isfinite(lat)
    shapes = np.atleast_1d(np.asarray(make_points(lon, lat), dtype=object))
    for row, shape, placed in zip(full, shapes, good.tolist(), strict=True):
        if placed:
            row.values["geometry"] = shape
        else:
            row.faults.append(_no_point(row, meaning, columns))


def _no_point(row: RowValues, meaning: Hypothesis, columns: Mapping[str, str]) -> Fault:
    """Say which of the two numbers cannot be, by its column."""
    lon, lat = (row.lat, row.lon) if meaning.swapped and not row.fixed else (row.lon, row.lat)
    if not is_metres(meaning.datum) and not meaning.packed and lon is not None and lat is not None:
        wrong, value, limit = ("lon", lon, 180) if abs(lon) > 180 else ("lat", lat, 90)
        shown = {"lon": "lat", "lat": "lon"}[wrong] if meaning.swapped and not row.fixed else wrong
        column = columns.get(shown) or columns.get("location", "")
        return Fault(tr("应为 -{limit} 到 {limit} 之间的度数", limit=limit), column, value)
    column = columns.get("lon") or columns.get("location", "")
    words = tr("坐标 {x}, {y} 不在“{datum}”的范围内", x=f"{row.lon:.12g}", y=f"{row.lat:.12g}", datum=meaning.label)
    return Fault(words, column, row.lon)
