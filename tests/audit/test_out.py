"""What is kept elsewhere: the page of a signed head, and a report as PDF with its signature."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtGui import QPainter

from app.actions import audit
from app.head_page import write_head_page
from app.pdf import keep_words, page_font, pdf_writer
from data.audit.report import ENDING, check_report, report_of
from data.errors import BadInput
from data.exchange.out.mark import mark_of, read_mark
from data.store import heads
from data.store.audit import Filter
from data.store.heads import as_text
from tests.pdf_text import text_of


@pytest.fixture
def console(town):
    """As much of a console as these commands need; what it tells is kept."""
    told = []
    workspace = SimpleNamespace(tell=lambda level, sentence: told.append((level, sentence)))
    return SimpleNamespace(live=town, station=town, who="审计员", workspace=workspace, told=told,
                           job=lambda _title, work, done: done(work(None)))  # fmt: skip


def exports(station):
    """Return what the journal says of the files that left, oldest first."""
    return [line.said for line in reversed(station.journal_page(Filter(acts=("export",))).lines)]


def test_a_head_becomes_a_page(qapp, town, tmp_path):
    out = tmp_path / "封签.pdf"
    mark = mark_of(town, "审计员")
    write_head_page(out, town.head(), town.name, town.zone, mark)
    assert read_mark(out) == mark.number
    copied = "".join(text_of(out.read_bytes()).split())
    assert as_text(town.head()).replace(" ", "") in copied
    assert mark.number in copied


@pytest.mark.parametrize("letters", ["ffaaff00", "office ffl fi", "0ff1ce 报告 ff"])
def test_letters_copied_from_a_page_are_those_that_were_written(qapp, tmp_path, letters):
    out = tmp_path / "页.pdf"
    writer = pdf_writer(out, "页")
    painter = QPainter(writer)
    painter.setFont(page_font(10))
    painter.drawText(200, 400, letters)
    painter.end()
    keep_words(out)
    assert "".join(text_of(out.read_bytes()).split()) == letters.replace(" ", "")


def test_a_report_is_written_with_its_signature(qapp, console, tmp_path):
    out = tmp_path / "日志报告.pdf"
    audit.write_report(console, report_of(console.live, Filter()), out)
    assert out.read_bytes().startswith(b"%PDF")
    assert "日志报告.pdf" in check_report(out.with_name(out.name + ENDING), console.live.public_key)
    assert read_mark(out) == exports(console.live)[-1]["mark"]


def test_a_head_is_kept_and_checked(console, tmp_path):
    out = tmp_path / "封签.json"
    audit.keep_head(console, str(out))
    audit.check(console, str(out))
    assert [level for level, _ in console.told] == ["done", "done"]
    assert "审计员" in out.read_text(encoding="utf-8")
    assert read_mark(out) == exports(console.live)[-1]["mark"]


def test_a_head_of_another_station_is_told(console, tmp_path, town):
    out = tmp_path / "封签.json"
    audit.keep_head(console, str(out))
    out.write_bytes(out.read_bytes().replace(heads.read(out.read_bytes()).station.encode(), b"0" * 32))
    with pytest.raises(BadInput):
        audit.check(console, str(out))


def test_a_workbook_that_is_broken_has_no_mark(tmp_path):
    broken = tmp_path / "a.xlsx"
    broken.write_bytes(b"PK\x03\x04 cut off")
    assert read_mark(broken) == ""
