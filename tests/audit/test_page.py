"""The auditor's page: filters ask anew, a long journal comes page by page, and a sitting is gone through by keys."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt

from app.actions.audit import furnish
from data.store.audit import Filter
from data.workspace import Workspace
from widgets.audit.page import AuditPage


@pytest.fixture
def page(qtbot, town):
    for minute in range(450):
        town.note("sign_in", who=("王警官", "李警官")[minute % 2])
    made = AuditPage(town, Workspace(town.kinds))
    made.resize(1500, 420)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: bool(made.list.lines) and made.filters.who.count() > 2)
    yield made
    made.dispose()


def test_a_long_journal_is_read_page_by_page(page, qtbot):
    first = len(page.list.lines)
    page.list.scrollToBottom()
    qtbot.waitUntil(lambda: len(page.list.lines) > first)
    assert first == 200


def test_a_filter_asks_anew(page, qtbot):
    with qtbot.waitSignal(page.asked) as asked:
        page.filters.who.setCurrentIndex(page.filters.who.findData("李警官"))
    assert asked.args[0].who == "李警官"
    qtbot.waitUntil(lambda: {t.who for t in page.list.lines} == {"李警官"})


def test_a_time_that_makes_no_sense_is_told(page, qtbot):
    page.filters.start.setText("昨天下午")
    page.filters.ask_now()
    assert "2026-11-21" in page.count.text()


def test_a_sitting_is_gone_through_by_keys(page, qtbot):
    page.play(page.list.lines[0])
    qtbot.waitUntil(lambda: page.bar.session is not None)
    at = page.bar.session.at
    with qtbot.waitSignal(page.step):
        qtbot.keyClick(page, Qt.Key.Key_Left)
    qtbot.keyClick(page, Qt.Key.Key_Right)
    assert page.bar.session.at == at
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.bar.session is None


@pytest.fixture
def readings(page, town):
    """Furnish the page as the drawer does; return whose entries each reading of the journal asked for."""
    furnish(SimpleNamespace(live=town, who="审计员", run=None), page)
    return lambda: [line.said.get("of") for line in town.journal_page(Filter(acts=("read_journal",))).lines]


def test_opening_the_journal_is_an_entry_of_it(readings):
    assert readings() == [None]


def test_going_through_a_sitting_is_one_too(page, readings, qtbot):
    told = page.list.lines[0]  # the list follows what is written meanwhile
    assert told.who not in readings()
    page.play(told)
    qtbot.waitUntil(lambda: page.bar.session is not None)
    qtbot.waitUntil(lambda: told.who in readings())  # written beside the reading; the list may ask for itself once more meanwhile


def test_on_a_small_screen_every_column_is_in_sight(page):
    page.resize(560, 420)
    header, room = page.list.horizontalHeader(), page.list.viewport().width()
    assert page.list.model().columnCount() == header.count()
    assert header.sectionViewportPosition(header.count() - 1) + header.sectionSize(header.count() - 1) <= room
    assert header.sectionSize(header.count() - 1) >= 60
    assert page.list.model().index(0, 1).data() == page.list.lines[0].when[len("2026-"):]


def test_there_is_something_to_clear_only_where_something_is_asked(page):
    page.filters.command.setText("undo")
    assert not page.filters.clear.isHidden()
    page.filters.clear.click()
    assert page.filters.clear.isHidden()
