"""Pages of a report: rows stay whole, heads are said again, headings stand with what they head; and words that can be copied."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextCursor, QTextDocument

from app.debriefs import html_of, write_debrief
from app.page_cuts import Cut, Piece, cut, pages_of
from data.duty.incidents.debrief import Debrief, Table
from tests.pdf_text import text_of

HIGH = 400.0


def laid_out(*tables):
    """Return a document without pages, of tables one below the other."""
    document = QTextDocument()
    document.setTextWidth(600)
    document.setDocumentMargin(0)
    document.setHtml(html_of(Debrief("报告", ("甲",), tuple(tables))))
    return document


def rows_of(document, title):
    """Return top and bottom of the texts of each row of the table below a heading, the head first."""
    table, layout = QTextCursor(document.find(title).block().next()).currentTable(), document.documentLayout()
    boxes = []
    for row in range(table.rows()):
        cells = [table.cellAt(row, n) for n in range(table.columns())]
        tops = [layout.blockBoundingRect(c.firstCursorPosition().block()).top() for c in cells]
        boxes.append((min(tops), max(layout.blockBoundingRect(c.lastCursorPosition().block()).bottom() for c in cells)))
    return boxes


def page_of(pages, top, bottom):
    """Return the number of the page on which something stands whole."""
    return next(n for n, page in enumerate(pages) if page.top <= top and bottom <= page.bottom)


def long_table(name, rows):
    return Table(name, ("号", "说"), tuple((str(n), "\n".join(["一行"] * (1 + n % 4))) for n in range(rows)))


def test_no_row_stands_on_two_pages_and_heads_are_said_again(qapp):
    document = laid_out(long_table("上", 60))
    pages = pages_of(document, HIGH)
    assert len(pages) > 5
    rows = rows_of(document, "上")
    where = [page_of(pages, *row) for row in rows]  # fails where a row stands on none
    assert where == sorted(where)
    assert pages[0].head is None
    for page in pages[1:]:
        assert page.head is not None
        assert page.head[0] <= rows[0][0] < rows[0][1] <= page.head[1]
    assert all(p.bottom - p.top + (p.head[1] - p.head[0] if p.head else 0) <= HIGH for p in pages)


@pytest.mark.parametrize("rows", range(6, 22))
def test_a_table_begins_on_the_page_of_its_heading(qapp, rows):
    document = laid_out(long_table("上", rows), long_table("下", 5))
    pages = pages_of(document, HIGH)
    box = document.documentLayout().blockBoundingRect(document.find("下").block())
    head, first = rows_of(document, "下")[:2]
    assert len({page_of(pages, *span) for span in ((box.top(), box.bottom()), head, first)}) == 1


def test_a_row_taller_than_a_page_is_parted_between_lines(qapp):
    document = laid_out(Table("长", ("号", "说"), (("1", "\n".join(f"第{n}行" for n in range(80))), ("2", "短"))))
    pages = pages_of(document, HIGH)
    cell = QTextCursor(document.find("长").block().next()).currentTable().cellAt(1, 1).firstCursorPosition().block()
    top = document.documentLayout().blockBoundingRect(cell).top()
    lines = [cell.layout().lineAt(n) for n in range(cell.layout().lineCount())]
    found = [page_of(pages, top + line.y(), top + line.y() + line.height()) for line in lines]  # each line is whole on one
    assert found == sorted(found)
    assert len(set(found)) > 1


def test_a_page_of_headings_alone_goes_on():
    pieces = [Piece(0, 90, leads=True), Piece(90, 180)]
    assert cut(pieces, 100) == [Cut(0, 90), Cut(90, 180)]
    assert cut([Piece(0, 50), Piece(50, 100), Piece(100, 110, blank=True)], 100) == [Cut(0, 100)]


def test_nothing_is_written_twice(qapp, tmp_path):
    """What a cut leaves out was written all the same, where nobody sees it but whoever copies from the page."""
    out = tmp_path / "a.pdf"
    tables = tuple(Table(f"<{n}>", ("头",), tuple((f"[{n}.{row}]",) for row in range(25 + n))) for n in range(8))
    write_debrief(out, Debrief("题", (), tables), [], "")
    text = text_of(out.read_bytes())
    assert text.count(" / ") > 3  # pages
    said = [table.title for table in tables] + [row[0] for table in tables for row in table.rows]
    assert {one: text.count(one) for one in said if text.count(one) != 1} == {}


def test_what_is_on_a_page_can_be_copied_and_found(qapp, tmp_path):
    out = tmp_path / "a.pdf"
    table = Table("金沙路口", ("编号", "说"), (("JQ20261122-0013", "用时 9 分 30 秒，车与龙"),))
    write_debrief(out, Debrief("人行道：2026年11月23日", ("no. 42",), (table,)), [], "made by A12 · 4567890123")
    text = text_of(out.read_bytes())
    for said in (
        "人行道：2026年11月23日", "no. 42", "金沙路口", "JQ20261122-0013", "9 分 30 秒，车与龙", "A12 · 4567890123", "1 / 1",
    ):  # fmt: skip
        assert "".join(said.split()) in "".join(text.split())
    assert not {"�", "\t"} & set(text)
