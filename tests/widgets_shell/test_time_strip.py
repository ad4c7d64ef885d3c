from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt

from data.query import Query
from data.workspace import Period
from widgets.day_words import day_of
from widgets.time_strip import DAYS, TimeSection


@pytest.fixture
def section(demo, workspace, window, qtbot):
    made = TimeSection(demo, workspace, window)
    made.resize(272, 160)
    made.show()
    qtbot.waitUntil(lambda: len(made.strip.days) == DAYS)
    yield made
    made.dispose()


def middle(strip, bar):
    return QPoint(round((bar + 0.5) * strip.width() / len(strip.days)), 20)


def test_the_bars_are_the_cases_of_the_last_thirty_days(section, demo):
    days = [day_of(m, demo.zone) for m in demo.columns(Query("case"), ["reported_at"])["reported_at"]]
    assert section.strip.days[-1] == date(2026, 11, 21)
    assert section.strip.counts == [days.count(day) for day in section.strip.days]


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [("2026-11-11T16:00:00Z", None, "11月12日起"), (None, "2026-11-14T16:00:00Z", "到 11月14日"),
     ("2026-11-11T16:00:00Z", "2026-11-12T16:00:00Z", "11月12日")],
)  # fmt: skip
def test_a_period_with_one_end_is_said_in_words(section, workspace, first, last, said):
    workspace.set_period(first, last)
    assert section.words.text() == said


def test_dragging_chooses_whole_days_of_the_station(section, workspace, qtbot):
    strip = section.strip
    qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=middle(strip, 20))
    qtbot.mouseMove(strip, middle(strip, 22))
    qtbot.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=middle(strip, 22))
    # 12 to 14 November in Shanghai, as UTC
    assert workspace.period == Period("2026-11-11T16:00:00Z", "2026-11-14T16:00:00Z")
    assert section.words.text() == "11月12日 – 11月14日"
    assert section.presets.value is None
    assert strip.chosen == (20, 22)


def test_dragging_backwards_is_the_same(section, workspace, qtbot):
    strip = section.strip
    qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=middle(strip, 22))
    qtbot.mouseMove(strip, middle(strip, 20))
    qtbot.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=middle(strip, 20))
    assert workspace.period == Period("2026-11-11T16:00:00Z", "2026-11-14T16:00:00Z")


@pytest.mark.parametrize(
    ("preset", "start", "bars"), [("24h", "2026-11-20T13:47:00Z", (28, 29)), ("7d", "2026-11-14T13:47:00Z", (22, 29))]
)
def test_presets_reach_back_from_now(section, workspace, preset, start, bars):
    section.presets.chosen.emit(preset)
    assert workspace.period == Period(start, None)
    assert section.strip.chosen == bars


def test_all_is_open_at_both_ends(section, workspace):
    workspace.set_period("2026-11-14T13:47:00Z")
    section.presets.chosen.emit("all")
    assert workspace.period == Period()
    assert section.strip.chosen == (0, DAYS - 1)


def test_a_period_set_elsewhere_is_shown(section, workspace):
    workspace.set_period("2026-10-22T13:47:00Z")
    assert section.presets.value == "30d"
    assert section.words.text() == "近 30 天"


def test_keys_move_and_stretch_the_days(section, workspace, qtbot):
    strip = section.strip
    strip.choose(10, 10)
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    assert strip.chosen == (11, 11)
    qtbot.keyClick(strip, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert strip.chosen == (11, 12)
    assert workspace.period.start is not None


def test_a_new_case_raises_todays_bar(section, demo, qtbot):
    before = section.strip.counts[-1]
    with demo.editing(who="t", why="t") as draft:
        draft.add("case", {"type": "noise", "reported_at": "2026-11-21T13:40:00Z"})
    qtbot.waitUntil(lambda: section.strip.counts[-1] == before + 1)
