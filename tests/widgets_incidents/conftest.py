"""A small station with a house, a shop, roads and forces, and widgets on it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shapely.geometry import LineString, Point, box

from data.clock import FixedClock, format_utc
from data.i18n import set_language
from data.store import Station
from data.workspace import Workspace
from widgets import style
from widgets.background import waiting

NOW = datetime(2026, 11, 21, 13, 47, tzinfo=UTC)


@dataclass(frozen=True)
class Town:
    """The ids of what is in the station."""

    building: int
    shop: int
    wang: int
    li: int
    case: int


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    path = tmp_path_factory.mktemp("incidents") / "town.station"
    station = Station.create(path, "金沙派出所", origin=(102.74, 25.05), clock=FixedClock(NOW))
    now = format_utc(NOW)
    with station.editing(who="测试", why="建站") as draft:
        building = draft.add("building", {"name": "金沙小区3栋", "compound": "金沙小区", "number": "3", "storeys": 7, "units": 3,
                                          "geometry": box(102.74, 25.05, 102.7405, 25.0501)})  # fmt: skip
        shop = draft.add("shop", {"name": "好又来便利店", "building": building})
        street = LineString([(102.739, 25.0495), (102.745, 25.0495)])
        draft.add("road", {"name": "金沙路", "class": "minor_road", "geometry": street})
        wang = draft.add("force", {"name": "王警官", "tier": "core", "role": "officer", "duty": "free", "seen_at": now,
                                   "geometry": Point(102.741, 25.0496)})  # fmt: skip
        li = draft.add("force", {"name": "李辅警", "tier": "close", "role": "auxiliary", "duty": "busy", "seen_at": now,
                                 "geometry": Point(102.743, 25.0496)})  # fmt: skip
        case = draft.add("case", {"number": "JQ20261121-0001", "type": "noise", "reported_at": now, "building": building,
                                  "text": "楼上吵"})  # fmt: skip
    station.close()
    return path, Town(building, shop, wang, li, case)


@pytest.fixture
def town(made):
    return made[1]


@pytest.fixture
def station(made, tmp_path):
    copy = tmp_path / "town.station"
    shutil.copy(made[0], copy)
    opened = Station.open(copy, clock=FixedClock(NOW))
    yield opened
    opened.close()


@pytest.fixture
def workspace(station, qapp):
    set_language("zh")
    style.apply(qapp, "light")
    made = Workspace(station.kinds)
    made.who = "测试员"
    return made


@pytest.fixture
def ground(qtbot):
    """A window in which widgets lie."""
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(1200, 900)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


@pytest.fixture
def settled(qtbot):
    """Wait until widgets have no question open."""

    def wait(*owners):
        qtbot.waitUntil(lambda: not any(waiting(o) for o in owners), timeout=10_000)

    return wait


@pytest.fixture
def write():
    """Type into what has the keyboard; Chinese comes as an input method brings it."""

    def typed(widget, text):
        if text.isascii():
            QTest.keyClicks(widget, text)
            return
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(widget, event)

    return typed


@pytest.fixture
def press():
    """Press one key on a widget."""

    def pressed(widget, key, held=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(widget, key, held)

    return pressed
