"""OpenDocument spreadsheets (.ods) in: looked through first, because their cells may repeat without end, then read by calamine."""

from __future__ import annotations

from pathlib import Path

from data.exchange.tables import refuse
from data.exchange.tables.native import SheetFacts, read_with_calamine
from data.exchange.tables.package import Package, guarded
from data.exchange.tables.room import Room
from data.exchange.tables.safe_xml import local, stream
from data.exchange.tables.sheet_xml import LAST_COLUMN, LAST_ROW, Extent
from data.exchange.tables.table import Merge, Table
from data.i18n import tr
from data.progress import Progress

LARGEST = 512 << 20  # bytes of XML; 100,000 rows of twelve cells take a quarter of it
REPEATED = 100  # times that the cells of a large sheet may stand for others
HIDDEN = ("collapse", "filter")
CELLS = ("table-cell", "covered-table-cell")
MOST_HIDDEN = 1 << 20


def read_opendocument(path: Path, progress: Progress) -> list[Table]:
    """Return the sheets of an .ods.

    Raises
    ------
    BadInput
        If it is broken, locked, or built to harm.
    """
    with Package(path) as package:
        _must_be_open(package)
        content = package.find("content.xml")
        if not content:
            raise refuse.broken(path, tr("里面没有 {part}", part="content.xml"))
        look = _Look(progress)
        with guarded(path, content):
            stream(package.chunks(content, LARGEST), look.start, look.end)
    room = Room(path)
    for sheet in look.sheets:
        _must_fit(path, sheet, room)
    facts = {s.name: SheetFacts(frozenset(s.hidden_rows), frozenset(s.hidden_columns), tuple(s.merges)) for s in look.sheets}
    return read_with_calamine(path, facts, progress)


def _must_be_open(package: Package) -> None:
    manifest = package.find("META-INF/manifest.xml")
    if manifest and any(tag == "encryption-data" for tag, _ in package.elements(manifest)):
        raise refuse.locked(package.path)


def _must_fit(path: Path, sheet: _Sheet, room: Room) -> None:
    if sheet.row > 2 * LAST_ROW:
        raise refuse.hostile(path, tr("工作表“{sheet}”有单元格在表格之外", sheet=sheet.name))
    room.take(sheet.name, Extent(sheet.last_row, sheet.last_column, sheet.cells))
    if sheet.cells > room.LARGEST and sheet.cells > REPEATED * sheet.written:
        said = tr("工作表“{sheet}”的 {written} 格重复成 {cells} 格", sheet=sheet.name, written=sheet.written, cells=sheet.cells)
        raise refuse.hostile(path, said)


class _Sheet:
    """How far a sheet reaches, counted while its elements pass by."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.row = self.column = self.heading = 0
        self.last_row = self.last_column = self.cells = self.written = 0
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.merges: list[Merge] = []


class _Look:
    """Listens to the elements of content.xml; tables inside of cells are passed over."""

    def __init__(self, progress: Progress) -> None:
        self.sheets: list[_Sheet] = []
        self._progress = progress
        self._inside = 0
        self._repeat = self._across = 1
        self._filled = self._row_filled = False

    def start(self, tag: str, said: dict[str, str]) -> None:
        name = local(tag)
        if name == "table":
            self._inside += 1
            if self._inside == 1:
                self.sheets.append(_Sheet(said.get("table:name", "")))
        elif self._inside != 1:
            return
        elif name == "p":
            self._filled = True
        elif name in CELLS:
            self._cell(said)
        elif name == "table-row":
            self._progress.check()
            self._row(said)
        elif name == "table-column":
            self._column(said)

    def end(self, tag: str) -> None:
        name = local(tag)
        if name == "table":
            self._inside -= 1
        elif self._inside == 1 and name in CELLS:
            self._close_cell()
        elif self._inside == 1 and name == "table-row":
            sheet = self.sheets[-1]
            sheet.row += self._repeat
            if self._row_filled:
                sheet.last_row = sheet.row

    def _row(self, said: dict[str, str]) -> None:
        sheet = self.sheets[-1]
        self._repeat = _count(said.get("table:number-rows-repeated"))
        self._row_filled = False
        sheet.column = 0
        if said.get("table:visibility") in HIDDEN and sheet.row < LAST_ROW:
            sheet.hidden_rows.update(range(sheet.row, min(sheet.row + self._repeat, LAST_ROW)))

    def _column(self, said: dict[str, str]) -> None:
        sheet = self.sheets[-1]
        repeat = _count(said.get("table:number-columns-repeated"))
        if said.get("table:visibility") in HIDDEN:
            sheet.hidden_columns.update(range(sheet.heading, min(sheet.heading + repeat, LAST_COLUMN)))
        sheet.heading += repeat

    def _cell(self, said: dict[str, str]) -> None:
        sheet = self.sheets[-1]
        self._across = _count(said.get("table:number-columns-repeated"))
        self._filled = "office:value-type" in said or "table:formula" in said
        wide, high = _count(said.get("table:number-columns-spanned")), _count(said.get("table:number-rows-spanned"))
        if wide * high > 1 and wide <= LAST_COLUMN and high <= LAST_ROW:
            sheet.merges.append(Merge(sheet.row, sheet.column, sheet.row + high - 1, sheet.column + wide - 1))

    def _close_cell(self) -> None:
        sheet = self.sheets[-1]
        sheet.column += self._across
        if self._filled:
            sheet.last_column = max(sheet.last_column, sheet.column)
            sheet.cells += self._across * self._repeat
            sheet.written += 1
            self._row_filled = True
        self._filled = False


def _count(text: str | None) -> int:
    """Return a number of repetitions; nonsense is one."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 12 else 1
