"""Where a text is cut into pages: a row of a table stays whole, its head is said again, and no heading stands alone at a foot.

Qt's own pages part the lines of a row wherever one ends, and leave headings behind. So a text is laid out as one long page, and
cut here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextTable

Span = tuple[float, float]  # top and bottom in the text's own dots
BELOW_LINE = 0.4  # of the room between two rows: there a cut is below the line under the upper one


@dataclass(frozen=True, slots=True)
class Piece:
    """What no page parts, unless it is taller than one: then ``lines`` are what is not.

    ``head`` is said again where a page begins with it; one that ``leads`` is never last on a page, ``blank`` never first.
    """

    top: float
    bottom: float
    head: Span | None = None
    leads: bool = False
    blank: bool = False
    lines: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Cut:
    """A page: a stretch of the text, and what is said again above it."""

    top: float
    bottom: float
    head: Span | None = None


def pages_of(document: QTextDocument, high: float) -> list[Cut]:
    """Return how a text that was laid out without pages is cut into pages of a height."""
    return cut(list(_pieces(document, high)), high)


def cut(pieces: Sequence[Piece], high: float) -> list[Cut]:
    """Return pages of pieces that stand below each other."""
    pages: list[Cut] = []
    left = list(reversed(pieces))
    while left:
        if left[-1].blank:
            left.pop()
            continue
        first = left[-1]
        room = high - (first.head[1] - first.head[0] if first.head else 0.0)
        taken: list[Piece] = []
        while left and left[-1].bottom - first.top <= room:
            taken.append(left.pop())
        if left and taken:
            _give_back(taken, left)
        if not taken:
            taken, rest = _parted(left.pop(), room)
            left += rest
        pages.append(Cut(first.top, taken[-1].bottom, first.head))
    return pages


def _give_back(taken: list[Piece], left: list[Piece]) -> None:
    """Put what leads to what the page has no room for on the next page, unless that is all of this one."""
    leading = 0
    while leading < len(taken) and taken[-1 - leading].leads:
        leading += 1
    if leading < len(taken):
        for _ in range(leading):
            left.append(taken.pop())


def _parted(piece: Piece, room: float) -> tuple[list[Piece], list[Piece]]:
    """Return a piece that no page has room for in two, between lines where there are any."""
    limit = piece.top + room
    ends = [y for _, y in piece.lines if piece.top < y <= limit and not any(a < y < b for a, b in piece.lines)]
    at = max(ends, default=limit)
    return [replace(piece, bottom=at)], [replace(piece, top=at)]


def _pieces(document: QTextDocument, high: float) -> Iterator[Piece]:
    layout = document.documentLayout()
    block = document.begin()
    while block.isValid():
        table = QTextCursor(block).currentTable()
        if table is not None:
            yield from _rows(document, table, high)
            block = document.findBlock(table.lastPosition()).next()
            continue
        box = layout.blockBoundingRect(block)
        tall = box.height() > high
        yield Piece(
            box.top(), box.bottom(), leads=block.blockFormat().headingLevel() > 0, blank=not block.text().strip(),
            lines=tuple(_lines(document, block)) if tall else (),
        )  # fmt: skip
        block = block.next()


def _rows(document: QTextDocument, table: QTextTable, high: float) -> Iterator[Piece]:
    layout, cells = document.documentLayout(), range(table.columns())
    box = layout.frameBoundingRect(table)
    texts = []
    for row in range(table.rows()):
        top = layout.blockBoundingRect(table.cellAt(row, 0).firstCursorPosition().block()).top()
        ends = (layout.blockBoundingRect(table.cellAt(row, n).lastCursorPosition().block()).bottom() for n in cells)
        texts.append((top, max(ends)))
    between = [below[0] - BELOW_LINE * (below[0] - above[1]) for above, below in pairwise(texts)]
    edges = [box.top(), *between, box.bottom()]
    heads = table.format().headerRowCount()
    head = (edges[0], edges[heads]) if heads else None
    for row, (top, bottom) in enumerate(pairwise(edges)):
        lines = tuple(_lines_of_row(document, table, row)) if bottom - top > high - (head[1] - head[0] if head else 0) else ()
        yield Piece(top, bottom, None if row < heads else head, leads=row < heads, lines=lines)


def _lines_of_row(document: QTextDocument, table: QTextTable, row: int) -> Iterator[Span]:
    for column in range(table.columns()):
        cell = table.cellAt(row, column)
        block, last = cell.firstCursorPosition().block(), cell.lastCursorPosition().block()
        while block.isValid() and block.position() <= last.position():
            yield from _lines(document, block)
            block = block.next()


def _lines(document: QTextDocument, block: QTextBlock) -> Iterator[Span]:
    top, layout = document.documentLayout().blockBoundingRect(block).top(), block.layout()
    for n in range(layout.lineCount()):
        line = layout.lineAt(n)
        yield top + line.y(), top + line.y() + line.height()
