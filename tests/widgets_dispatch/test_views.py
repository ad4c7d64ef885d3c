"""The views of dispatch in the drawer: what they show of a station, what they put on the map, and what they ask for."""

from __future__ import annotations

import math

import pytest
from PySide6.QtWidgets import QWidget

from data.workspace import Workspace
from tests.duty.dispatch.test_station import at, station  # noqa: F401 - the fixture
from widgets import style
from widgets.dispatch.page import DispatchPage
from widgets.dispatch.plan_view import LEFT
from widgets.dispatch.share_page import SharePage

LONG = 30_000  # milliseconds; a busy machine takes its time over a cordon


@pytest.fixture
def page(qtbot, station):  # noqa: F811
    """The page, shown; its workspace is told who asked for what."""
    workspace = Workspace(station.kinds)
    made = DispatchPage(station, workspace)
    made.asked = []
    workspace.command.connect(lambda id, arguments: made.asked.append((id, arguments)))
    qtbot.addWidget(made)
    made.resize(1200, 300)
    made.show()
    yield made
    made.dispose()


def titles(view):
    return [line.title for line in view.list.lines()]


def test_rings_of_all_forces_are_listed_and_drawn(page, qtbot):
    qtbot.waitUntil(lambda: "rings" in page.workspace.pictures, timeout=LONG)
    assert titles(page.rings)[:3] == ["1 分钟内", "3 分钟内", "5 分钟内"]
    assert "2 名空闲力量" in page.rings.summary.text()


def test_who_gets_here_lists_forces_and_draws_their_ways(page, qtbot, station):  # noqa: F811
    page.show_view("who")
    page.arrivals.show_place(at(station, 0, 0))
    qtbot.waitUntil(lambda: "who" in page.workspace.pictures, timeout=LONG)
    assert titles(page.arrivals)[:2] == ["乙", "甲"]
    assert len(page.workspace.pictures["who"].paths) == 2
    assert "rings" not in page.workspace.pictures


def test_a_cordon_tells_who_holds_what_and_can_be_carried_out(page, qtbot, station):  # noqa: F811
    page.show_view("cordon")
    page.cordon.within.set_value(300)
    page.cordon.ago.set_value(0)
    flights = []
    page.workspace.flight.connect(flights.append)
    page.cordon.show_place(at(station, 450, 0))
    qtbot.waitUntil(lambda: "cordon" in page.workspace.pictures, timeout=LONG)
    assert [(f.lon, f.lat) for f in flights] == [at(station, 450, 0)]  # the map may have looked elsewhere
    plan = page.cordon.plan
    assert flights[0].distance > 2 * max(math.dist(plan.escape.at, post.at) for post in plan.posts)
    assert any("→" in title for title in titles(page.cordon))
    assert page.cordon.keep.isEnabled()
    page.cordon.carry_out()
    assert page.asked[-1][0] == "carry_out_cordon"
    assert page.asked[-1][1]["plan"] is page.cordon.plan
    assert not page.cordon.keep.isEnabled()  # a second press would hand out everything twice
    page.cordon.plan_now()
    qtbot.waitUntil(page.cordon.keep.isEnabled, timeout=LONG)
    assert len(flights) == 1


def test_the_front_moves_with_the_clock(page, qtbot, station):  # noqa: F811
    page.show_view("cordon")
    page.cordon.show_place(at(station, 450, 0))
    qtbot.waitUntil(lambda: "cordon" in page.workspace.pictures, timeout=LONG)
    before = page.workspace.pictures["cordon"]
    page.cordon.clock.setValue(240)
    qtbot.waitUntil(lambda: _front(page.workspace.pictures.get("cordon", before)) > _front(before), timeout=LONG)


def test_posts_are_compared_with_today(page, qtbot):
    page.show_view("posting")
    qtbot.waitUntil(lambda: "posting" in page.workspace.pictures, timeout=LONG)
    assert any("今天" in title for title in titles(page.posting))


def test_everything_goes_off_the_map(page, qtbot):
    qtbot.waitUntil(lambda: "rings" in page.workspace.pictures, timeout=LONG)
    page.leave()
    assert page.workspace.pictures == {}


def test_a_shared_place_changes_with_the_map(qtbot):
    from data.duty.dispatch.share import share_place

    shown = SharePage(lambda app: share_place(121.49, 31.24, "南京路", app))
    qtbot.addWidget(shown)
    first = shown.text.toPlainText()
    shown.show_app("amap")
    assert "GCJ-02" in shown.text.toPlainText() != first
    assert not shown.code.pixmap().isNull()


def _front(picture):
    return next(ground.shape.area for ground in picture.grounds if ground.colour == "front")


def test_the_way_of_the_quickest_or_of_the_chosen_can_be_handed_on(page, qtbot, station):  # noqa: F811
    page.show_view("who")
    assert not page.arrivals.way.isEnabled()
    page.arrivals.show_place(at(station, 0, 0))
    qtbot.waitUntil(lambda: "who" in page.workspace.pictures, timeout=LONG)
    names = {line.title: line for line in page.arrivals.list.lines()}
    assert page.arrivals.way.text() == "把路线发给乙"
    page.arrivals.line_opened(names["甲"])
    qtbot.waitUntil(lambda: page.arrivals.way.text() == "把路线发给甲", timeout=LONG)
    page.arrivals.way.click()
    assert page.asked[-1][0] == "share_way"
    assert page.asked[-1][1]["force"] == names["甲"].target.id


def test_in_a_narrow_window_the_list_still_has_room_for_names_and_times(page, qtbot, station):  # noqa: F811
    page.resize(578, 220)  # the drawer of a window of 1366 pixels
    for name, view in (("who", page.arrivals), ("rings", page.rings), ("cordon", page.cordon), ("posting", page.posting)):
        page.show_view(name)
        qtbot.waitUntil(view.isVisible)
        qtbot.waitUntil(lambda view=view: view.list.width() >= style.scaled(170))
        area = view._left
        assert view._inner.minimumSize().width() <= area.width(), name
    page.show_view("cordon")
    page.cordon._inner.addWidget(wide := QWidget())
    wide.setMinimumWidth(430)  # as wide as the controls are in English: then the list has its room under them
    page.resize(579, 220)
    qtbot.waitUntil(lambda: page.cordon.list.parent() is not page.cordon and page.cordon.list.width() > style.scaled(400))
    page.resize(1200, 300)
    qtbot.waitUntil(lambda: page.cordon.list.parent() is page.cordon)
    qtbot.waitUntil(lambda: page.posting._left.width() == style.scaled(LEFT))
