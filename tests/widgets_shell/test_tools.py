"""The strip, the button and the scale's menu for the tools of the map."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from data.workspace import ToolAct, ToolState
from widgets.hud import HudLayer
from widgets.tool_button import ToolButton, ToolEntry, ToolSection
from widgets.tool_strip import ToolStrip

DRAWING = ToolState("measure_distance", "量距离", "继续点", "12 米", drawing=True, can_undo=True, can_finish=True, snaps=True)
ACTS = (ToolAct("keep", "留作标注"), ToolAct("walk", "步行", True))
DONE = ToolState("measure_distance", "量距离", "拖动圆点", "12 米", snaps=False, acts=ACTS)


@pytest.fixture
def ground(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    return made


@pytest.fixture
def strip(ground):
    made = ToolStrip(ground)
    made.heard = []
    made.acted.connect(made.heard.append)
    return made


def test_the_bare_hand_has_no_strip(strip):
    assert strip.isHidden()
    strip.set_state(DRAWING)
    assert strip.isVisible()
    strip.set_state(ToolState())
    assert strip.isHidden()


def test_it_tells_name_hint_and_reading(strip):
    strip.set_state(DRAWING)
    assert (strip.name.text(), strip.hint.text(), strip.reading.text()) == ("量距离", "继续点", "12 米")
    assert [b.isVisible() for b in (strip.undo, strip.finish)] == [True, True]
    assert (strip.snap.isChecked(), strip.cancel.text()) == (True, "取消")
    strip.set_state(DONE)
    assert [b.isVisible() for b in (strip.undo, strip.finish)] == [False, False]
    assert (strip.snap.isChecked(), strip.cancel.text()) == (False, "关闭")


def test_its_buttons_tell_what_is_wanted(strip):
    strip.set_state(DRAWING)
    for button in (strip.snap, strip.undo, strip.finish, strip.cancel):
        button.click()
    strip.set_state(DONE)
    for button in strip.own_buttons():
        button.click()
    assert strip.heard == ["snap", "undo", "finish", "leave", "keep", "walk"]


def test_the_tools_own_acts_are_buttons_that_show_what_is_on(strip):
    strip.set_state(DONE)
    assert [(b.text(), b.isChecked()) for b in strip.own_buttons()] == [("留作标注", False), ("步行", True)]
    strip.set_state(DRAWING)
    assert strip.own_buttons() == []


def test_buttons_of_a_tool_that_was_laid_down_are_not_offered_with_the_next(qtbot):
    strip = ToolStrip()
    qtbot.addWidget(strip)
    strip.set_state(ToolState("measure_road", acts=(ToolAct("walk", "步行", on=True),)))
    strip.set_state(ToolState())
    strip.set_state(ToolState("measure_distance"))
    assert strip.own_buttons() == []


def test_where_room_is_short_all_words_are_to_be_read_and_the_buttons_lie_below(ground):
    hud = HudLayer(ground)
    strip = hud.strip
    ground.resize(612, 700)
    acts = ToolAct("walk", "Walk", on=True), ToolAct("car", "By car")
    strip.set_state(ToolState("measure_road", "Measure along roads", "Click on; a double click, a right click or Enter ends",
                              "581.6 m along roads, 665.5 m with the ways off them", True, True, True, True, acts))  # fmt: skip
    hud.settle()
    strip.layout().activate()
    for label in (strip.name, strip.reading, strip.hint):
        metrics = label.fontMetrics()
        lines = max(label.height() // metrics.height(), 1)
        assert metrics.size(0, label.text()).width() <= lines * label.width(), f"{label.text()} is cut off"
    assert strip.snap.geometry().top() >= strip.hint.geometry().bottom()
    ground.resize(1400, 700)
    hud.settle()
    strip.layout().activate()
    assert strip.snap.geometry().left() >= strip.hint.geometry().right()


def test_the_strip_keeps_off_the_other_pieces(ground):
    hud = HudLayer(ground)
    for state in (DRAWING, DONE):
        hud.strip.set_state(state)
        for size in (QSize(1200, 800), QSize(760, 800)):
            ground.resize(size)
            hud.settle()
            card = hud.strip.geometry().marginsRemoved(hud.strip.contentsMargins())
            for other in (hud.views, hud.tools, hud.compass):
                assert not card.intersects(other.geometry().marginsRemoved(other.contentsMargins()))
            assert ground.rect().contains(card)


def test_the_menu_has_a_section_for_each_sort(ground):
    made = ToolButton(ground)
    heard = []
    made.chosen.connect(heard.append)
    sections = (ToolSection("测量", (ToolEntry("a", "量距离", "Alt+D", "ruler"), ToolEntry("b", "量高度", enabled=False))),)
    made.about_to_open.connect(lambda: setattr(made, "sections", sections))
    made.about_to_open.emit()
    menu = made.menu()
    (part,) = (action.menu() for action in menu.actions())
    first, second = part.actions()
    first.trigger()
    assert (part.title(), first.text(), second.isEnabled(), heard) == ("测量", "量距离", False, ["a"])
    menu.deleteLater()


def test_another_system_of_coordinates_is_chosen_at_the_scale(ground):
    card = HudLayer(ground).coordinates
    heard = []
    card.chosen.connect(heard.append)
    menu = card.menu()
    menu.actions()[1].trigger()
    assert heard == ["GCJ02"]
    card.set_lonlat(102.7423, 25.0561)
    card.set_system("GCJ02")
    assert card.lonlat_text() == "102.743784, 25.053154"
    menu.deleteLater()
