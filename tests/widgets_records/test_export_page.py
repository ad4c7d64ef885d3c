"""The page that asks how a list is to be written."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from data.exchange.formats import LIST_FORMATS
from data.query import Query
from widgets.records.export_page import ExportPage


@pytest.fixture
def page(qtbot, demo):
    made = ExportPage(demo, [Query("person")], "张警官")
    qtbot.addWidget(made)
    made.wishes = []
    made.wanted.connect(made.wishes.append)
    made.show()
    qtbot.waitUntil(lambda: bool(made.count.text()))
    return made


@pytest.fixture
def many(qtbot, demo):
    made = ExportPage(demo, [Query(kind.name) for kind in demo.kinds.ledgers()], "张警官")
    qtbot.addWidget(made)
    made.resize(718, 400)
    made.show()
    qtbot.waitUntil(lambda: bool(made.count.text()))
    return made


def test_it_says_how_many_records_go_out(page, demo):
    assert f"{demo.count(Query('person')):,}" in page.count.text()


def test_a_plain_workbook_is_what_one_gets_without_choosing(page):
    page.take(Path("a.xlsx"))
    wish = page.wishes[0]
    assert (wish.format, wish.datum, wish.reason, wish.who) == ("xlsx", "WGS84", "", "张警官")


def test_what_is_chosen_is_wished(page):
    page.format.set_value("csv")
    page._fit()
    page.encoding.set_value("gb18030")
    page.datum.setCurrentIndex(1)
    page.take(Path("a"))
    wish = page.wishes[0]
    assert (wish.out, wish.encoding, wish.datum) == (Path("a.csv"), "gb18030", "GCJ02")


def test_nothing_is_uncovered_without_a_reason(page):
    page.uncover.setChecked(True)
    assert not page.save.isEnabled()
    page.reason.setEditText("上级核查")
    assert page.save.isEnabled()
    page.take(Path("a.xlsx"))
    assert page.wishes[0].reason == "上级核查"


def test_a_datum_that_does_not_exist_is_told(page):
    page.datum.setEditText("火星")
    page.take(Path("a.xlsx"))
    page.datum.setEditText("土星")
    page.take(Path("a.xlsx"))
    assert (len(page.wishes), "土星" in page.trouble.text()) == (1, True)
    page.datum.setEditText("EPSG:99999")
    page.take(Path("a.xlsx"))
    assert (len(page.wishes), "99999" in page.trouble.text()) == (1, True)


def test_a_wrong_datum_is_told_before_a_file_is_asked_for(page, monkeypatch):
    asked = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: asked.append(args) or ("", ""))
    page.datum.setEditText("土星")
    page.save.click()
    assert (asked, "土星" in page.trouble.text()) == ([], True)
    page.datum.setEditText("WGS84")
    page.save.click()
    assert (len(asked), page.trouble.text()) == (1, "")


def test_rows_that_do_not_belong_to_the_format_are_not_shown(page):
    page.format.set_value("kml")
    page._fit()
    assert (page.datum.isEnabled(), page._encoding_row.isVisible()) == (False, False)


def test_the_button_stays_where_it_is_whichever_format_is_chosen(page, qtbot):
    """It went up and down by a line, and who had aimed at it pressed beside it."""
    page.resize(720, 600)
    places = set()
    for format in LIST_FORMATS:
        page.format.set_value(format)
        page._fit()
        qtbot.wait(20)
        places.add(page.save.mapTo(page, page.save.rect().topLeft()).y())
    assert len(places) == 1


def test_several_kinds_go_only_into_what_holds_them(qtbot, demo):
    page = ExportPage(demo, [Query("person"), Query("shop")], "张警官")
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: bool(page.count.text()))
    assert "csv" not in [value for value, _ in page.format._choices]


def test_no_room_is_kept_for_what_several_kinds_never_ask(qtbot, demo):
    page = ExportPage(demo, [Query("person"), Query("shop")], "张警官")
    qtbot.addWidget(page)
    assert not page._encoding_row.sizePolicy().retainSizeWhenHidden()


def test_however_many_kinds_go_out_all_choices_are_in_reach(many):
    inside = many.viewport()
    for widget in (many.format, many.datum, many.uncover, many.count):
        assert widget.mapTo(inside, widget.rect().topRight()).x() <= inside.width()


def test_a_file_of_many_kinds_has_a_name_that_disks_take(many, monkeypatch, demo):
    asked = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: asked.append(args[2]) or ("", ""))
    many.save.click()
    assert len(asked[0].encode()) < 120
    assert str(len(many._queries)) in asked[0] and asked[0].endswith(".xlsx")
