"""Workbooks of Office Open XML (.xlsx .xlsm .xlsb) in: looked through first, then read by calamine."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from data.errors import BadInput
from data.exchange.tables import refuse
from data.exchange.tables.binary_sheets import extent_of_records, sheet_names, strings_claimed
from data.exchange.tables.native import SheetFacts, read_with_calamine
from data.exchange.tables.package import MEMORY_PART, SMALL, Package, guarded, workbook_part
from data.exchange.tables.room import Room
from data.exchange.tables.shared_texts import PlacedTexts, placed_texts
from data.exchange.tables.sheet_xml import Extent, OddXml, exact_extent, extent_of
from data.exchange.tables.table import Table
from data.i18n import tr
from data.progress import Progress
from data.waiting import wait_for

CLAIMED = re.compile(rb'niqueCount\s*=\s*["\'](\d{1,19})')
SHORTEST_STRING = 5  # bytes, <si/>
FEW_STRINGS = 100_000  # of which a wrong claim does no harm
KEPT_IN_MEMORY = ("sharedstrings", "styles", "workbook", "theme")


def read_office(path: Path, kind: str, progress: Progress) -> list[Table]:
    """Return the sheets of an .xlsx, .xlsm or .xlsb.

    Raises
    ------
    BadInput
        If it is broken, locked, or built to harm.
    """
    facts, placed = wait_for(lambda: _looked_through(path, kind), progress)
    try:
        return read_with_calamine(path, facts, progress, placed)
    except BadInput:
        if not placed:
            raise
    return read_with_calamine(path, facts, progress)  # what is odd about it, the reader sees in the whole


def _looked_through(path: Path, kind: str) -> tuple[dict[str, SheetFacts], dict[str, PlacedTexts]]:
    """Return what the reader does not tell of each sheet, once nothing speaks against reading, and texts that it need not read."""
    with Package(path) as package:
        book = workbook_part(package)
        if any("macrosheets/" in target for target in package.targets(book).values()):
            raise refuse.macro_sheets(path)
        for name in package.parts:
            if any(word in name.lower() for word in KEPT_IN_MEMORY) and not _holds_strings(name):
                package.measure(name)
                _no_entities(package, name)
        checked: set[str] = set()

        def check_strings(name: str) -> None:
            _must_hold_its_strings(package, name)
            checked.add(name)

        placed = placed_texts(package, check_strings) if kind != "xlsb" else {}
        for name in filter(_holds_strings, package.parts.keys() - checked):
            _must_hold_its_strings(package, name)
        return (_binary_facts(package, book) if kind == "xlsb" else _xml_facts(package, book, placed)), placed


def _holds_strings(part: str) -> bool:
    return "sharedstrings" in part.lower()


def _no_entities(package: Package, name: str) -> None:
    """Refuse a part that declares a document type: the reader ignores such, but no table program writes it."""
    if name.endswith(".xml"):
        head = next(package.chunks(name), b"")[:4096]
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
            raise refuse.hostile(package.path, tr("{part} 里有自定义实体、过深的嵌套或过长的元素", part=name))


def _must_hold_its_strings(package: Package, name: str) -> None:
    """The reader makes room for as many strings as are claimed, before it has read one; and it keeps all of them in memory."""
    _no_entities(package, name)
    size = 0
    claimed = 0
    chunks: list[bytes] = []
    for n, chunk in enumerate(package.chunks(name, MEMORY_PART)):
        size += len(chunk)
        if size <= SMALL:
            chunks.append(chunk)
        else:  # too much to be held for whom it may concern
            chunks.clear()
        if n == 0 and name.endswith(".xml"):
            claimed = max((int(c) for c in CLAIMED.findall(chunk[:4096])), default=0)
    if size <= SMALL:
        package.keep(name, b"".join(chunks))
    if name.endswith(".bin"):
        try:
            claimed = strings_claimed(package.chunks(name))
        except ValueError as error:
            raise refuse.broken(package.path, tr("{part} 损坏或不完整", part=name)) from error
    if claimed * SHORTEST_STRING > size + FEW_STRINGS * SHORTEST_STRING:
        raise refuse.hostile(package.path, tr("{part} 自称有 {n} 条文字，其实没有", part=name, n=claimed))


def _xml_facts(package: Package, book: str, placed: Mapping[str, PlacedTexts]) -> dict[str, SheetFacts]:
    targets = package.targets(book)
    facts: dict[str, SheetFacts] = {}
    room = Room(package.path)
    for tag, said in package.elements(book):
        part = targets.get(said.get("id", "")) if tag == "sheet" else ""
        if part and "worksheet" in part.lower():
            extent = _extent(package, part, placed.get(said.get("name", "")))
            room.take(said.get("name", ""), extent)
            facts[said.get("name", "")] = SheetFacts(extent.hidden_rows, extent.hidden_columns, notes=_notes(extent))
    return facts


def _notes(extent: Extent) -> tuple[str, ...]:
    """Programs that write workbooks leave the results of formulas to the program that opens them."""
    if not extent.unanswered:
        return ()
    said = tr("有 {n} 格公式没有计算结果，按空白处理；请用表格软件打开后保存一次，再导入", n=extent.unanswered)
    return (said,)


def _extent(package: Package, part: str, placed: PlacedTexts | None) -> Extent:
    """Return the extent of a sheet; of one whose texts are placed, the rest has to be looked through only."""

    def chunks() -> Iterator[bytes]:
        return package.chunks(part) if placed is None else iter((placed.sheet,))

    with guarded(package.path, part):
        try:
            extent = extent_of(chunks())
        except OddXml:
            extent = exact_extent(chunks())
        if extent.area > Room.LARGEST and extent.cells < 0:
            extent = exact_extent(chunks())
    if placed is not None:
        extent.rows, extent.columns = max(extent.rows, placed.last[0]), max(extent.columns, placed.last[1])
        extent.cells += len(placed.rows) if extent.cells >= 0 else 0
    return extent


def _binary_facts(package: Package, book: str) -> dict[str, SheetFacts]:
    """The order of names is not needed: what is hidden is told of each sheet by its part, in the workbook's order."""
    facts: dict[str, SheetFacts] = {}
    room = Room(package.path)
    for name, part in _binary_sheets(package, book):
        if part and "worksheet" in part.lower():
            try:
                extent = extent_of_records(package.chunks(part))
            except ValueError as error:
                raise refuse.broken(package.path, tr("{part} 损坏或不完整", part=part)) from error
            room.take(name, extent)
            facts[name] = SheetFacts(extent.hidden_rows, extent.hidden_columns, extent.merges)
    return facts


def _binary_sheets(package: Package, book: str) -> list[tuple[str, str]]:
    targets = package.targets(book)
    try:
        return [(name, targets.get(relation, "")) for name, relation in sheet_names(package.chunks(book))]
    except ValueError as error:
        raise refuse.broken(package.path, tr("{part} 损坏或不完整", part=book)) from error
