"""A ledger as a virtual table: it knows how many rows there are and reads only the pages that are looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from data.i18n import tr
from data.kinds import Kind
from data.kinds.masking import COVERED, may_show
from data.kinds.moments import show_time
from data.query import Query, Where
from data.records import ChangeSet, Place, Record
from data.store.station import Station
from data.workspace import Selection
from widgets.background import ask, on_its_way
from widgets.parts.hint import plain_hint
from widgets.records.lines import LINE_ROLE, Line
from widgets.records.pages import Pages
from widgets.records.shown import Titles, link_titles, record_text, titles_of

Index = QModelIndex | QPersistentModelIndex
PAGE = 100  # rows read at once
KEPT = 60  # pages kept


@dataclass(frozen=True, slots=True)
class Row:
    """One record as it is shown: a text for each column."""

    kind: str
    id: int
    title: str
    texts: tuple[str, ...]
    tone: str = ""
    home: str = ""  # where one lives, of people


class LedgerModel(QAbstractTableModel):
    """Rows of a query; ``counted`` with the number of rows once it is known."""

    counted = Signal(int)

    def __init__(self, station: Station, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.station = station
        self.query: Query | None = None
        self._columns: tuple[str, ...] = ()
        self._total = 0
        self._age = 0
        self._pages: Pages[Row] = Pages(self, PAGE, KEPT, self._ask_page)

    @property
    def kind(self) -> Kind | None:
        """The kind listed."""
        return self.station.kinds[self.query.kind] if self.query else None

    @property
    def total(self) -> int:
        """The number of rows of the query."""
        return self._total

    def ask_for(self, query: Query) -> None:
        """List another query; the rows appear when they have been counted, and those of another kind go at once."""
        before, self.query = self.query, query
        if before is None or before.kind != query.kind:
            self.beginResetModel()
            self._columns = self.station.kinds[query.kind].columns
            self._pages.clear()
            self._total = 0
            self.endResetModel()
        self.reload()

    def reload(self) -> None:
        """Read everything again."""
        if self.query is None:
            return
        query = self.query
        self._age += 1
        age = self._age
        ask(self, self.station, lambda: (age, self.station.count(query), self._read_page(query, 0)), self._show_first, "first")

    def touched_by(self, changes: ChangeSet) -> bool:
        """Whether a change set concerns what is listed: people with where they live."""
        kind = self.kind
        return kind is not None and bool({kind.name, kind.place.through} & changes.kinds)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of rows of the query."""
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of columns of the kind."""
        return 0 if parent.isValid() else max(1, len(self._columns))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's heading."""
        kind = self.kind
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal or kind is None:
            return None
        return kind.fields[self._columns[section]].label if section < len(self._columns) else kind.label

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, or the whole row as a `Line`."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, LINE_ROLE):
            return None
        row = self.row(index.row())
        if row is None:
            return "…" if role == Qt.ItemDataRole.DisplayRole else None
        if role == LINE_ROLE:
            return self._line(row)
        text = row.texts[index.column()] if index.column() < len(row.texts) else row.title
        return plain_hint(text) if role == Qt.ItemDataRole.ToolTipRole else text

    def row(self, number: int) -> Row | None:
        """Return a row, or None while its page is being read."""
        return self._pages.row(number)

    def _line(self, row: Row) -> Line:
        kind = self.station.kinds[row.kind]
        named = {name for name in self._columns if f"{{{name}}}" in kind.title}  # the title says them already
        told = (t for name, t in zip(self._columns, row.texts, strict=False) if name not in named)
        rest = [t for t in told if t and t not in (row.title, COVERED)]
        state = kind.layer.state if kind.layer else ""
        trailing = row.texts[self._columns.index(state)] if state in self._columns else ""
        detail = " · ".join(t for t in (row.home, *rest) if t and t != trailing)
        layer = kind.layer
        people = row.kind in ("person", "force")
        glyph = row.title[:1] if people else layer.glyph if layer else kind.label[:1]
        badge = "" if people or layer is None else layer.colour
        return Line(row.title, detail, trailing, glyph, badge, row.tone, target=Selection(row.kind, row.id))

    def _ask_page(self, page: int) -> None:
        query, age = self.query, self._age
        key = f"page {page} of {age}"
        if query is not None and not on_its_way(self, key):  # a row that is painted again while it is read asks again
            ask(self, self.station, lambda: (age, page, self._read_page(query, page)), self._show_page, key)

    def _read_page(self, query: Query, page: int) -> list[Row]:
        return read_rows(self.station, replace(query, limit=PAGE, offset=query.offset + page * PAGE))

    def _show_first(self, answer: tuple[int, int, list[Row]]) -> None:
        age, total, rows = answer
        if age != self._age:
            return
        self.beginResetModel()
        self._pages.clear()
        self._pages.put(0, rows)
        self._total = total
        self.endResetModel()
        self.counted.emit(total)

    def _show_page(self, answer: tuple[int, int, list[Row]]) -> None:
        age, page, rows = answer
        if age != self._age:
            return
        self._pages.put(page, rows)
        last = min(self._total, (page + 1) * PAGE) - 1
        self.dataChanged.emit(self.index(page * PAGE, 0), self.index(last, self.columnCount() - 1))


def read_rows(station: Station, query: Query) -> list[Row]:
    """Return a page of rows; people's data is covered unless the rows were searched for."""
    kind = station.kinds[query.kind]
    where = "desk" if query.text else "overview"
    records = station.read(query)
    titles = link_titles(station, records, kind.columns)
    found = [_row(station, kind, record, titles, where) for record in records]
    if not kind.place.through:
        return found
    return [replace(row, home=home) for row, home in zip(found, _homes(station, kind, records), strict=True)]


def _homes(station: Station, kind: Kind, records: Sequence[Record]) -> list[str]:
    """Return where each record lives, by building, unit and room; "" where nobody knows.

    Places are asked for the page alone: with the query itself they would be found for every record that is sorted.
    """
    page = Where("id", "in", tuple(r.id for r in records))
    placed = {r.id: r.place for r in station.read(Query(kind.name, (page,), fields=kind.columns[:1], placed=True))}
    places = [placed.get(r.id) or Place() for r in records]
    titles = titles_of(station, {"building": {p.building for p in places if p.building is not None}})
    return [_home(place, titles, record) for place, record in zip(places, records, strict=True)]


def _home(place: Place, titles: Titles, record: Record) -> str:
    if place.building is None:
        return tr("住址未匹配") if record["address"] else ""
    unit, room = (place.unit or "").removesuffix("单元"), place.room or ""
    within = tr("{unit}单元{room}", unit=unit, room=room) if unit and room else tr("{unit}单元", unit=unit) if unit else room
    parts = (titles.get(("building", place.building), ""), within)
    return " ".join(p for p in parts if p)


def _row(station: Station, kind: Kind, record: Any, titles: dict[tuple[str, int], str], where: str) -> Row:
    texts = tuple(_text(station, record, name, titles, where) for name in kind.columns)
    title = station.title(record, masked=where != "desk") or f"{kind.label} {record.id}"
    return Row(record.kind, record.id, title, texts, state_tone(kind, record))


def _text(station: Station, record: Any, name: str, titles: dict[tuple[str, int], str], where: str) -> str:
    """Return one cell; times of this year go without the year, so that there is room for them."""
    field, value = station.kinds[record.kind].fields[name], record[name]
    if field.type == "time" and value and may_show(field, where):
        return show_time(value, station.zone, station.clock.now())
    return record_text(station, record, name, titles, where)


def state_tone(kind: Kind, record: Any) -> str:
    """Return the colour of a record's state, "" where its kind has none."""
    state = kind.layer.state if kind.layer else ""
    choice = kind.fields[state].choice(record[state]) if state else None
    return choice.colour if choice else ""


def sort_orders(kind: Kind) -> Sequence[tuple[str, ...]]:
    """Return the orders offered: newest first where there is a time, else by the first column."""
    time = kind.layer.time if kind.layer else ""
    first = kind.columns[:1]
    return ((f"-{time}",), first) if time else (first,)
