"""A look through the records of an .xlsb sheet: how far it reaches, what is hidden, what is merged ([MS-XLSB] 2.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from struct import unpack_from

from data.exchange.tables.sheet_xml import LAST_COLUMN, Extent
from data.exchange.tables.table import Merge

ROW, COLUMNS, MERGED, SHEET = 0, 60, 176, 156  # BrtRowHdr, BrtColInfo, BrtMergeCell, BrtBundleSh
BLANK = 1
# Cells, from BrtCellBlank (1) to BrtFmlaError (11) and BrtCellRString, with the fewest bytes of each: what a shorter one
# lacks, the reader takes from the record before it.
SHORTEST = {1: 8, 2: 12, 3: 9, 4: 9, 5: 16, 6: 12, 7: 12, 8: 12, 9: 16, 10: 9, 11: 9, 62: 12}
SHORTEST_ROW = 12
STRINGS = 159  # BrtBeginSst
LARGEST = 1 << 24  # bytes of one record


def extent_of_records(chunks: Iterable[bytes]) -> Extent:
    """Return the extent of a sheet.

    Raises
    ------
    ValueError
        If the records make no sense.
    """
    found = Extent()
    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    merges: list[Merge] = []
    row = 0
    for kind, data in _records(chunks):
        if len(data) < (SHORTEST_ROW if kind == ROW else SHORTEST.get(kind, 0)):
            raise ValueError("a record is too short")
        if kind == ROW:
            row = unpack_from("<I", data)[0]
            if data[11] & 0x10:  # fDyZero
                hidden_rows.add(row)
        elif kind in SHORTEST:
            if kind != BLANK:
                found.cells += 1
                found.rows = max(found.rows, row + 1)
                found.columns = max(found.columns, unpack_from("<I", data)[0] + 1)
        elif kind == COLUMNS and len(data) >= 18:
            first, last, flags = *unpack_from("<II", data), unpack_from("<H", data, 16)[0]
            if flags & 1:
                hidden_columns.update(range(first, min(last, LAST_COLUMN) + 1))
        elif kind == MERGED and len(data) >= 16:
            top, bottom, left, right = unpack_from("<IIII", data)
            merges.append(Merge(top, left, bottom, right))
    found.hidden_rows, found.hidden_columns, found.merges = frozenset(hidden_rows), frozenset(hidden_columns), tuple(merges)
    return found


def strings_claimed(chunks: Iterable[bytes]) -> int:
    """Return how many strings the part of shared strings says that it holds.

    Raises
    ------
    ValueError
        If the records make no sense.
    """
    kind, data = next(_records(chunks), (0, b""))
    return max(unpack_from("<II", data)) if kind == STRINGS and len(data) >= 8 else 0


def sheet_names(chunks: Iterable[bytes]) -> list[tuple[str, str]]:
    """Return the name and relation id of each sheet of the workbook part.

    Raises
    ------
    ValueError
        If the records make no sense.
    """
    found = []
    for kind, data in _records(chunks):
        if kind == SHEET:
            relation, at = _wide(data, 8)
            found.append((_wide(data, at)[0], relation))
    return found


def _wide(data: bytes, at: int) -> tuple[str, int]:
    if at + 4 > len(data):
        raise ValueError("a name is cut")
    count = unpack_from("<I", data, at)[0]
    if count == 0xFFFFFFFF:
        return "", at + 4
    end = at + 4 + 2 * count
    if end > len(data):
        raise ValueError("a name is cut")
    return data[at + 4 : end].decode("utf-16-le", "replace"), end


def _records(chunks: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield type and content of each record; both type and length are written in groups of seven bits."""
    held, at = b"", 0
    for chunk in chunks:
        held, at = held[at:] + chunk, 0
        while True:
            place = _head(held, at)
            if place is None or place[1] + place[2] > len(held):
                break
            kind, begin, length = place
            at = begin + length
            yield kind, held[begin:at]
    if at < len(held):
        raise ValueError("a record is cut")


def _head(data: bytes, at: int) -> tuple[int, int, int] | None:
    """Return type, place and length of the content of the record here; None where its head is not all there."""
    if at + 6 > len(data) and not _whole_head(data, at):
        return None
    kind = data[at]
    at += 1
    if kind & 0x80:
        kind = (kind & 0x7F) | (data[at] << 7)
        at += 1
    length = shift = 0
    while True:
        group = data[at]
        at += 1
        length |= (group & 0x7F) << shift
        shift += 7
        if not group & 0x80:
            break
        if shift > 21:
            raise ValueError("a length without end")
    if length > LARGEST:
        raise ValueError("a record of megabytes")
    return kind, at, length


def _whole_head(data: bytes, at: int) -> bool:
    if at >= len(data):
        return False
    at += 2 if data[at] & 0x80 else 1
    for _ in range(4):
        if at >= len(data):
            return False
        if not data[at] & 0x80:
            return True
        at += 1
    return True
