from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from data.clock import FixedClock
from data.i18n import set_language
from widgets import style
from widgets.clock_face import ClockFace
from widgets.parts import Label
from widgets.topbar import TopBar


@pytest.fixture
def bar(demo, workspace, window):
    made = TopBar(demo, workspace, window)
    made.resize(1280, 52)
    made.show()
    yield made
    made.dispose()


def test_time_and_day_are_those_of_the_station(bar):
    assert (bar.clock.time.text(), bar.clock.day.text()) == ("21:47", "11月21日 周六")


def test_the_day_in_english(qapp, qtbot):
    set_language("en")
    face = ClockFace(FixedClock(datetime(2026, 11, 21, 13, 47, tzinfo=UTC)), "Asia/Shanghai")
    qtbot.addWidget(face)
    assert face.day.text() == "Sat 21 Nov"


def test_the_clock_waits_for_the_full_minute(qapp, qtbot):
    clock = FixedClock(datetime(2026, 11, 21, 13, 47, 59, 900_000, tzinfo=UTC))
    face = ClockFace(clock, "Asia/Shanghai")
    qtbot.addWidget(face)
    with qtbot.waitSignal(face.minute, timeout=3000):
        clock.set(datetime(2026, 11, 21, 13, 48, tzinfo=UTC))
    assert face.time.text() == "21:48"


def test_the_station_is_named(bar, demo):
    assert demo.name in [label.text() for label in bar.findChildren(Label)]


def test_the_shift_is_typed_and_kept_in_the_station(bar, demo, qtbot):
    qtbot.mouseClick(bar.shift.button, Qt.MouseButton.LeftButton)
    bar.shift.line.setText("夜班 B 组")
    qtbot.keyClick(bar.shift.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bar.shift.text == "夜班 B 组")
    assert demo.setting("shift") == "夜班 B 组"
    assert bar.shift.button.text() == "值班：夜班 B 组"


def test_an_empty_shift_looks_like_a_link(bar, demo):
    bar.shift.show_text("")
    assert bar.shift.button.property("role") == "link"
    bar.shift.show_text("白班")
    assert bar.shift.button.property("role") == "ghost"


def test_esc_leaves_the_shift_as_it_was(bar, demo, qtbot):
    bar.shift.show_text("白班")
    bar.shift.edit()
    bar.shift.line.setText("别的")
    qtbot.keyClick(bar.shift.line, Qt.Key.Key_Escape)
    assert bar.shift.text == "白班"
    assert bar.shift.currentWidget() is bar.shift.button


def test_the_kept_shift_is_read_when_opened(demo, workspace, window, qtbot):
    demo.set_setting("shift", "早班 A 组")
    bar = TopBar(demo, workspace, window)
    qtbot.waitUntil(lambda: bar.shift.text == "早班 A 组")
    bar.dispose()


def test_the_bell_tells_how_many(bar):
    bar.bell.set_count(3)
    assert bar.bell.accessibleName() == "通知，3 条未看"


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_opens(bar, qtbot):
    menu = QMenu(bar)
    menu.addAction("设置")
    bar.set_menu(menu)
    bar.menu_button.click()
    assert menu.isVisible()
    menu.close()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("scale", "width"), [(1.0, 1200), (1.3, 1600)])
def test_nothing_is_cut_in_a_narrow_bar(demo, workspace, qapp, window, language, scale, width):
    set_language(language)
    style.apply(qapp, "light", scale)
    holder = QWidget(window)
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    bar = TopBar(demo, workspace)
    bar.shift.show_text("夜班 B 组")
    column.addWidget(bar)
    holder.resize(width, 80)
    holder.show()
    column.activate()
    for label in (bar.clock.time, bar.clock.day, bar.shift.button):
        assert label.width() >= label.sizeHint().width() - 1, label.text()
    assert bar.search.width() >= style.scaled(200)
    bar.dispose()
