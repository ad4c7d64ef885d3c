from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QPoint, Qt

from data.i18n import set_language
from data.query import Query, Where, equals
from widgets.records.ledger_model import PAGE
from widgets.records.ledger_panel import LedgerPanel
from widgets.records.ledger_table import SHARES, LedgerTable, shared
from widgets.records.lines import LINE_ROLE


@pytest.fixture
def english():
    """Speak English, in which words are longer."""
    set_language("en")
    yield
    set_language("zh")


@pytest.fixture
def panel(shown, settled):
    made = shown(LedgerPanel, size=(288, 900))
    settled(made.model)
    return made


def test_every_ledger_is_offered(panel, demo):
    offered = {panel.kinds.itemData(i) for i in range(panel.kinds.count())}
    assert offered == {k.name for k in demo.kinds.ledgers()}


def test_all_records_are_counted_and_only_the_first_page_read(panel, demo):
    assert panel.model.rowCount() == demo.count(Query("person"))
    assert panel.model._pages.held == [0]


def test_the_end_is_read_when_it_is_scrolled_to(panel, settled, qtbot):
    last = panel.model.rowCount() - 1
    panel.view.scrollToBottom()
    qtbot.waitUntil(lambda: panel.model.row(last) is not None)
    held = panel.model._pages.held
    assert len(held) <= 4
    assert last // PAGE in held


def test_a_row_that_is_painted_again_and_again_while_it_is_read_still_comes(panel, demo, qtbot, monkeypatch):
    last, read, goes_on = panel.model.rowCount() - 1, panel.model._read_page, threading.Event()
    reads = []
    monkeypatch.setattr(panel.model, "_read_page", lambda query, page: reads.append(page) or (goes_on.wait() and read(query, page)))
    with qtbot.waitSignal(panel.model.dataChanged):
        for _ in range(3):
            assert panel.model.row(last) is None
            qtbot.wait(1)
        goes_on.set()
        panel.model.row(last)
        panel.model._pages._read_wanted()  # as when it is painted once more before the answer is there
    assert panel.model.row(last) is not None
    assert reads == [last // PAGE]


def test_names_are_masked_until_one_searches(panel, demo, qtbot, settled):
    assert "*" in panel.model.row(0).title
    person = demo.first(Query("person"))
    panel.search.setText(person["name"])
    panel.refresh()
    qtbot.waitUntil(lambda: 0 < panel.model.rowCount() < PAGE)
    assert person["name"] in {panel.model.row(i).title for i in range(panel.model.rowCount())}
    assert all(person["phone"] not in row.texts for row in map(panel.model.row, range(panel.model.rowCount())) if person["phone"])


def test_people_are_told_apart_by_where_they_live(panel, demo):
    lines = [panel.model.index(i, 0).data(LINE_ROLE) for i in range(PAGE)]
    housed = demo.first(Query("person", (Where("id", "in", tuple(x.target.id for x in lines)),), placed=True))
    house = demo.get("building", housed.place.building)
    line = next(x for x in lines if x.target.id == housed.id)
    assert line.detail.startswith(f"{house['name']} {housed.place.unit}单元{housed.place.room} · ")


def test_an_address_that_was_not_matched_is_said_and_not_shown(panel, demo, qtbot):
    with demo.editing(who="别人", why="登记") as draft:
        id = draft.add("person", {"name": "阿阿阿", "address": "外省某地"})
    panel.search.setText("阿阿阿")
    panel.refresh()
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1 and panel.model.row(0).id == id)
    assert panel.model.index(0, 0).data(LINE_ROLE).detail == "住址未匹配"


def test_who_moves_in_is_listed_there_at_once(panel, demo, slab, qtbot, settled):
    with demo.editing(who="别人", why="登记") as draft:
        person = draft.add("person", {"name": "阿阿阿"})
    panel.search.setText("阿阿阿")
    panel.refresh()
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1)
    with demo.editing(who="别人", why="入住") as draft:
        draft.add("residence", {"person": person, "building": slab.id})
    qtbot.waitUntil(lambda: panel.model.row(0).home == slab["name"])


def test_a_click_selects(panel, workspace, qtbot):
    box = panel.view.visualRect(panel.model.index(2, 0))
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, box.center().y()))
    assert workspace.selection.id == panel.model.row(2).id


def test_a_kind_without_records_says_what_to_do(panel, settled):
    panel.show_kind("address")
    settled(panel.model)
    assert panel.empty.isVisible()
    assert "导入" in panel.empty.text()


def test_a_new_record_appears(panel, demo, qtbot):
    before = panel.model.rowCount()
    with demo.editing(who="别人", why="登记") as draft:
        draft.add("person", {"name": "新来的"})
    qtbot.waitUntil(lambda: panel.model.rowCount() == before + 1)


def test_other_kinds_do_not_make_it_read_again(panel, demo, qtbot, slab):
    asked = panel.model._age
    with demo.editing(who="别人", why="改名") as draft:
        draft.change("building", slab.id, name="改了名")
    qtbot.wait(1)
    assert panel.model._age == asked


def test_export_and_add_are_asked_for(panel, workspace):
    asked = []
    workspace.command.connect(lambda id, arguments: asked.append((id, arguments)))
    panel._export()
    panel.add.click()
    assert [id for id, _ in asked] == ["export", "new_record"]
    assert asked[0][1]["query"] == panel.query


def test_the_wide_table_needs_no_sideways_scroll(shown, settled):
    table = shown(LedgerTable, Query("force"), size=(900, 300))
    settled(table.model)
    widths = [table.table.columnWidth(i) for i in range(table.model.columnCount())]
    assert sum(widths) <= table.table.viewport().width()


def test_a_heading_sorts_and_sorts_back(shown, settled, demo):
    table = shown(LedgerTable, Query("force"), size=(900, 300))
    settled(table.model)
    names = sorted(r["name"] for r in demo.read(equals("force")))
    column = demo.kinds["force"].columns.index("name")
    table.table.horizontalHeader().sectionClicked.emit(column)
    settled(table.model)
    assert table.model.row(0).texts[column] == names[0]
    table.table.horizontalHeader().sectionClicked.emit(column)
    settled(table.model)
    assert table.model.row(0).texts[column] == names[-1]


def test_a_kind_of_the_stations_own_is_offered_at_once(panel, demo, qtbot):
    toml = """
name = "manhole"
label = { zh = "井盖", en = "Manhole" }
title = "{name}"
ledger = "things"
columns = ["name"]
place = { shape = "point" }
[fields]
name = { type = "text", label = { zh = "名称", en = "Name" }, required = true, search = "name" }
"""
    demo.add_kind(toml, who="测试员")
    qtbot.waitUntil(lambda: panel.kinds.findData("manhole") >= 0)


def test_a_wide_table_without_a_list_says_how_to_get_one(shown, settled):
    table = shown(LedgerTable, size=(900, 300))
    assert (table.nothing.isVisible(), table.table.isVisible(), table.head.isVisible()) == (True, False, False)
    table.show_query(Query("force"))
    settled(table.model)
    assert (table.nothing.isVisible(), table.table.isVisible(), table.head.isVisible()) == (False, True, True)


def test_headings_are_whole_where_there_is_room_for_all_of_them():
    assert shared(600, (2.6, 1.4, 1.6, 1.6, 2.6), (70, 80, 120, 70, 80)) == [152, 81, 120, 93, 152]
    assert shared(300, (2.0, 1.0), (50, 150)) == [150, 150]
    assert shared(200, (1.0, 1.0), (150, 150)) == [100, 100]


def test_a_narrow_table_shows_its_headings_whole(shown):
    page = shown(LedgerTable, Query("person"), size=(570, 300))
    header = page.table.horizontalHeader()
    assert sum(header.sectionSize(i) for i in range(header.count())) <= page.table.viewport().width()
    assert all(header.sectionSize(i) >= header.sectionSizeHint(i) for i in range(header.count()))


@pytest.mark.parametrize("kind", ["deployment", "dispute"])
def test_a_narrow_table_says_what_is_short_whole_in_one_line_or_two(shown, settled, english, kind):
    page = shown(LedgerTable, Query(kind), size=(574, 300))
    settled(page.model)
    table, fields = page.table, page.model.kind.fields
    words, whole = table._widths(len(page.model.kind.columns))
    for i, name in enumerate(page.model.kind.columns):
        if fields[name].type in SHARES:
            lines = 2 if table.wordWrap() else 1
            assert table.columnWidth(i) >= (words if lines == 2 else whole)[i]
            assert table.columnWidth(i) * lines >= whole[i]
    assert table.rowHeight(0) >= table.fontMetrics().height() * (2 if table.wordWrap() else 1)


def test_what_the_title_says_is_not_said_again(panel, settled):
    panel.show_kind("dispute")
    settled(panel.model)
    line = panel.model.index(0, 0).data(LINE_ROLE)
    number = panel.model.row(0).texts[0]
    assert number in line.title
    assert number not in line.detail
    assert line.detail


def test_times_of_this_year_go_without_the_year(shown, settled, demo):
    page = shown(LedgerTable, Query("deployment"), size=(570, 300))
    settled(page.model)
    at = page.model.kind.columns.index("sent_at")
    said = page.model.row(0).texts[at]
    assert "月" in said
    assert "年" not in said
