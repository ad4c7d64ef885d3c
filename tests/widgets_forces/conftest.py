"""Panels of forces on a small station: two grids, five members, a patrol."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from shapely.geometry import LineString, Point, box

from data.clock import FixedClock
from data.workspace import Workspace
from tests.fresh import new_station
from widgets import style
from widgets.background import waiting

NOW = datetime(2026, 11, 21, 13, 47, tzinfo=UTC)


@pytest.fixture
def station(tmp_path):
    made = new_station(tmp_path / "post.station", "金沙派出所", origin=(102.74, 25.05), clock=FixedClock(NOW))
    with made.editing(who="测试", why="建站") as draft:
        west = draft.add("grid", {"name": "第一网格", "geometry": box(102.730, 25.045, 102.740, 25.055)})
        draft.add("grid", {"name": "第二网格", "geometry": box(102.740, 25.045, 102.750, 25.055)})
        here = {"geometry": Point(102.735, 25.05), "seen_at": "2026-11-21T13:42:00Z", "accuracy": 8.0}
        wang = draft.add("force", {"name": "王警官", "tier": "core", "duty": "free", "team": "值班A组", "grid": west, **here})
        draft.add("force", {"name": "李辅警", "tier": "close", "duty": "busy", "team": "巡防一队"})
        sun = draft.add("force", {"name": "孙大姐", "tier": "loose", "duty": "off", "team": "义警队"})
        draft.add("shift", {"force": sun, "starts_at": "2026-11-21T13:00:00Z", "ends_at": "2026-11-21T21:00:00Z", "post": "夜巡"})
        draft.add("shift", {"force": wang, "starts_at": "2026-11-21T06:00:00Z", "in_at": "2026-11-21T05:58:00Z",
                            "ends_at": "2026-11-21T18:00:00Z"})  # fmt: skip
        route = draft.add("patrol_route", {"name": "金沙路夜巡", "geometry": LineString([(102.735, 25.05), (102.738, 25.05)])})
        for n, lon in enumerate((102.735, 102.738)):
            draft.add("patrol_point", {"route": route, "order": n + 1, "name": f"点{n + 1}", "after": 5 * n, "within": 3,
                                       "geometry": Point(lon, 25.05)})  # fmt: skip
        draft.add("patrol", {"name": "夜巡 · 王警官", "route": route, "force": wang, "state": "under_way",
                             "starts_at": "2026-11-21T13:30:00Z"})  # fmt: skip
    yield made
    made.close()


@pytest.fixture
def workspace(station, qapp):
    style.apply(qapp, "light")
    made = Workspace(station.kinds)
    made.who = "值班长"
    return made


@pytest.fixture
def shown(station, workspace, qtbot):
    """Make a panel, show it, wait until it has read, and end it after the test."""

    def make(panel, *arguments, size=(288, 900), **named):
        widget = panel(station, workspace, *arguments, **named)
        qtbot.addWidget(widget, before_close_func=lambda w: w.dispose())
        widget.resize(*size)
        widget.show()
        qtbot.waitUntil(lambda: not waiting(widget), timeout=10_000)
        return widget

    return make


@pytest.fixture
def settled(qtbot):
    """Wait until panels have no question open."""

    def wait(*owners):
        qtbot.waitUntil(lambda: not any(waiting(o) for o in owners), timeout=10_000)

    return wait
