"""The page of what lies in the searched part of the map."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely
from PySide6.QtWidgets import QWidget

from data.query import Area
from data.records import Edit
from data.workspace import Sought
from widgets.records.inside_page import InsidePage


@pytest.fixture
def page(demo, workspace, qtbot):
    made = InsidePage(demo, workspace)
    qtbot.addWidget(made)
    made.resize(1200, 300)
    made.show()
    yield made
    made.dispose()


def circle(demo, metres):
    here = (demo.frame.lon, demo.frame.lat)
    shape = demo.frame.geometry_to_degrees(shapely.Point(0, 0).buffer(metres))
    return Sought(Area(near=(*here, metres)), f"半径 {metres:g} 米", shape)


def count_of(page, kind):
    return next((c.count for c in page.counts if c.kind == kind), 0)


def test_without_a_search_it_says_what_to_do(page):
    assert "工具" in page.empty.text()
    assert page.table.isHidden()


def test_kinds_are_told_with_their_counts_and_the_first_is_listed(page, demo, workspace, qtbot):
    with qtbot.waitSignal(page.model.counted):
        workspace.seek(circle(demo, 150.0))
    assert page.title.text() == "半径 150 米"
    assert page.chips[page.kind].text() == f"{demo.kinds[page.kind].plural} {count_of(page, page.kind):,}"
    assert page.model.total == count_of(page, page.kind) > 0


def test_a_change_of_the_shape_counts_again_and_keeps_the_kind(page, demo, workspace, qtbot):
    with qtbot.waitSignal(page.model.counted):
        workspace.seek(circle(demo, 100.0))
    with qtbot.waitSignal(page.model.counted):
        page.chips["building"].click()
    before = count_of(page, "building")
    workspace.seek(circle(demo, 300.0))
    qtbot.waitUntil(lambda: count_of(page, "building") > before)
    assert (page.kind, page.chips["building"].isChecked()) == ("building", True)


def test_rows_of_one_kind_never_stand_under_the_headings_of_another(page, demo, workspace, qtbot):
    with qtbot.waitSignal(page.model.counted):
        workspace.seek(circle(demo, 150.0))
    assert page.model.rowCount() > 0
    page.show_kind("building")
    assert page.model.rowCount() == 0
    with qtbot.waitSignal(page.model.counted):
        pass
    assert page.model.row(0).kind == "building"


def test_a_change_of_the_station_counts_again(page, demo, workspace, qtbot):
    with qtbot.waitSignal(page.model.counted):
        workspace.seek(circle(demo, 100.0))
    before = count_of(page, "camera")
    place = shapely.Point(demo.frame.lon, demo.frame.lat)
    demo.apply([Edit("camera", None, {"code": "新探头", "geometry": place})], who="a", why="b")
    qtbot.waitUntil(lambda: count_of(page, "camera") == before + 1)


def test_a_short_page_folds_kinds_into_one_line_and_lists_rows(page, demo, workspace, qtbot):
    page.resize(576, 246)
    with qtbot.waitSignal(page.model.counted):
        workspace.seek(circle(demo, 400.0))
    folded = [kind for kind, chip in page.chips.items() if chip.isHidden()]
    assert folded and page.kind not in folded and str(len(folded)) in page.more.text()
    qtbot.waitUntil(lambda: page.kinds.height() < 2 * page.more.height())
    assert page.table.height() > 3 * page.table.verticalHeader().defaultSectionSize()
    with qtbot.waitSignal(page.model.counted):
        page.show_kind(folded[-1])
    assert not page.chips[folded[-1]].isHidden()
    page.resize(576, 700)
    assert not any(chip.isHidden() for chip in page.chips.values()) and page.more.isHidden()


def test_the_filter_narrows_the_list_and_the_export(page, demo, workspace, qtbot):
    asked = []
    workspace.command.connect(lambda id, arguments: asked.append((id, arguments)))
    with qtbot.waitSignal(page.model.counted):
        workspace.seek(circle(demo, 300.0))
    page.export_all()
    with qtbot.waitSignal(page.model.counted):
        page.show_kind("building")
    with qtbot.waitSignal(page.model.counted):
        page.filter.setText("金沙")
    assert page.chips["building"].text().endswith(f"{page.model.total:,} / {count_of(page, 'building'):,}")
    page.export_all()
    (_, everything), (_, narrowed) = asked
    assert [q.kind for q in everything["queries"]] == [c.kind for c in page.counts]
    (query,) = narrowed["queries"]
    assert (query.kind, query.text, query.area) == ("building", "金沙", page.sought.area)


def test_a_task_is_handed_out_on_all_of_it(page, demo, workspace, qtbot):
    asked = []
    workspace.command.connect(lambda id, arguments: asked.append((id, arguments)))
    with qtbot.waitSignal(page.model.counted):
        workspace.seek(circle(demo, 150.0))
    page.task()
    qtbot.waitUntil(lambda: bool(asked))
    ((command, arguments),) = asked
    assert command == "new_task"
    assert (arguments["lon"], arguments["lat"]) == pytest.approx((demo.frame.lon, demo.frame.lat), abs=1e-4)
    assert arguments["where"].endswith("一带（半径 150 米）")
    assert arguments["text"].startswith(f"范围：{arguments['where']}\n")


def test_a_road_is_where_a_task_on_it_is_and_no_house_beside_it(page, demo, workspace, qtbot):
    asked = []
    workspace.command.connect(lambda id, arguments: asked.append((id, arguments)))
    with qtbot.waitSignal(page.model.counted):
        workspace.seek(replace(circle(demo, 150.0), words="望江巷 1.10 公里", named=True))
    page.task()
    qtbot.waitUntil(lambda: bool(asked))
    assert asked[0][1]["where"] == "望江巷 1.10 公里"


def test_the_end_of_the_search_empties_it(page, demo, workspace, qtbot):
    with qtbot.waitSignal(page.model.counted):
        workspace.seek(circle(demo, 150.0))
    page.leave()
    assert workspace.sought is None
    assert page.table.isHidden()
    assert page.kinds.isHidden()


def test_a_filter_that_leaves_nothing_says_so_and_offers_no_export(page, demo, workspace, qtbot):
    with qtbot.waitSignal(page.model.counted):
        workspace.seek(circle(demo, 300.0))
    export = page._buttons[0]
    all_kinds = export.text()
    page.filter.setText("世上没有这个词")
    qtbot.waitUntil(page.empty.isVisible)
    assert (page.table.isVisible(), export.isEnabled()) == (False, False)
    assert "换个词" in page.empty.text()
    assert export.text() != all_kinds
    page.filter.clear()
    qtbot.waitUntil(page.table.isVisible)
    assert (page.empty.isVisible(), export.isEnabled(), export.text()) == (False, True, all_kinds)


@pytest.mark.parametrize("width", [560, 700, 1200])
def test_no_word_is_cut_in_any_width(demo, workspace, qtbot, width):
    drawer = QWidget()  # a page in it gets the room that there is, however little that is
    qtbot.addWidget(drawer)
    page = InsidePage(demo, workspace, drawer)
    page.resize(width, 300)
    drawer.show()
    with qtbot.waitSignal(page.model.counted):
        workspace.seek(circle(demo, 150.0))
    qtbot.wait(1)
    for widget in (page.title, page.total, *page._buttons):
        assert widget.width() >= widget.sizeHint().width()
        assert widget.geometry().right() < width
    page.dispose()


def test_the_next_search_begins_without_the_filter_of_the_last(page, demo, workspace, qtbot):
    with qtbot.waitSignal(page.model.counted):
        workspace.seek(circle(demo, 300.0))
    page.filter.setText("世上没有这个词")
    qtbot.waitUntil(page.empty.isVisible)
    workspace.seek(None)
    with qtbot.waitSignal(page.model.counted):
        workspace.seek(circle(demo, 200.0))
    assert page.model.total == count_of(page, page.kind) > 0
