"""Rail, side panel and drawer."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from data.i18n import set_language
from widgets import style
from widgets.drawer import Drawer
from widgets.parts.card import SHADOW, SolidStack
from widgets.parts.tabs import TabStrip
from widgets.rail import KEYS, Rail, words
from widgets.side_panel import SidePanel


@pytest.fixture
def rail(window):
    made = Rail(window)
    made.resize(64, 600)
    made.show()
    return made


def test_a_second_click_folds_the_panel_away(rail, qtbot):
    seen = []
    rail.chosen.connect(seen.append)
    for _ in range(2):
        qtbot.mouseClick(rail.buttons["tasks"], Qt.MouseButton.LeftButton)
    assert seen == ["tasks", ""]


def test_only_one_is_pressed(rail):
    rail.press("layers")
    rail.press("cases")
    assert [key for key, button in rail.buttons.items() if button.isChecked()] == ["cases"]


@pytest.mark.parametrize(("number", "key"), list(enumerate(KEYS, 1)))
def test_ctrl_and_a_number_press_it(rail, window, qtbot, number, key):
    window.setFocus()
    qtbot.keyClick(window, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.ControlModifier)
    assert rail.value == key


def test_every_key_has_a_word(qapp):
    assert tuple(words()) == KEYS


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_rail_takes_english_words_whole(qapp, qtbot, scale):
    set_language("en")
    style.apply(qapp, "light", scale)
    rail = Rail()
    qtbot.addWidget(rail)
    widest = max(button.sizeHint().width() for button in rail.buttons.values())
    assert rail.sizeHint().width() >= widest


class Page(QWidget):
    def __init__(self):
        super().__init__()
        self.header_widgets = [QPushButton("添加", self)]
        self.disposed = False

    def dispose(self):
        self.disposed = True


def test_pages_are_made_when_they_are_first_wanted(window):
    side, made = SidePanel(window), []
    side.add_page("a", "甲", lambda: made.append(1) or QWidget())
    assert made == []
    for _ in range(2):
        side.show_page("a")
    assert made == [1]


def test_the_panel_follows_the_rail_and_tells_it(window, rail):
    side = SidePanel(window)
    side.add_page("layers", "图层", QWidget)
    side.follow(rail)
    rail.press("layers")
    assert not side.isHidden()
    side._fold()
    assert (side.isHidden(), rail.value) == (True, "")


def test_a_pages_buttons_stand_beside_its_heading(window):
    side = SidePanel(window)
    side.add_page("a", "甲", Page)
    side.add_page("b", "乙", lambda: QLabel("x"))
    side.show_page("a")
    button = side.page("a").header_widgets[0]
    assert button.isVisibleTo(side)
    side.show_page("b")
    assert not button.isVisibleTo(side)


def test_disposing_the_panel_disposes_its_pages(window):
    side = SidePanel(window)
    side.add_page("a", "甲", Page)
    side.show_page("a")
    side.dispose()
    assert side.page("a").disposed


@pytest.fixture
def drawer(window):
    made = Drawer(window)
    made.add_tab("tasks", "任务", QWidget)
    made.add_tab("time", "时间", QWidget)
    made.lie_over(QRect(352, 52, 800, 700))
    made.show()
    return made


def test_the_drawer_lies_along_the_bottom_of_the_map(drawer):
    box = drawer.geometry()
    assert QRect(352, 52, 800, 700).contains(box)
    assert box.bottom() > 752 - 20


def test_the_drawer_grows_with_the_text(drawer, window, qapp):
    plain = drawer.covered()
    style.apply(qapp, "light", 1.5)
    larger = Drawer(window)
    larger.lie_over(QRect(352, 52, 800, 700))
    larger.show()
    assert larger.covered() > plain * 1.3
    style.apply(qapp, "light")


def test_what_moves_under_the_drawer_paints_neither_its_tabs_nor_its_pages(drawer, window, qtbot, monkeypatch):
    painted = []
    for part in (TabStrip, SolidStack, Drawer):
        monkeypatch.setattr(part, "paintEvent", lambda self, event, of=part.paintEvent: painted.append(self) or of(self, event))
    map_ = QWidget(window)
    map_.setGeometry(drawer.geometry())
    map_.lower()
    map_.show()
    qtbot.waitUntil(lambda: drawer in painted)
    painted.clear()
    map_.repaint()
    assert painted == [drawer]  # for its edge, through which the map is seen


def test_a_tab_that_is_not_offered_is_not_there(drawer):
    keys = [key for key, _words in drawer.tabs.tabs()]
    drawer.show_tab(keys[0])
    drawer.offer(lambda key: key != keys[0])
    assert [key for key, _words in drawer.tabs.tabs()] == keys[1:]
    assert drawer.tabs.value == keys[1]
    drawer.show_tab(keys[0])
    assert drawer.tabs.value == keys[1]
    drawer.offer(lambda _key: True)
    assert [key for key, _words in drawer.tabs.tabs()] == keys


def test_a_click_on_the_chosen_tab_opens_a_folded_drawer(drawer, qtbot):
    drawer.show_tab("tasks")
    drawer.set_open(False, glide=False)
    at = drawer.tabs.boxes()[0].center().toPoint()
    qtbot.mouseClick(drawer.tabs, Qt.MouseButton.LeftButton, pos=at)
    assert drawer.is_open()
    assert drawer.tabs.value == "tasks"


def test_folding_leaves_the_tabs(drawer):
    tall = drawer.covered()
    drawer.set_open(False, glide=False)
    assert 0 < drawer.covered() < tall
    assert drawer.tabs.isVisible()


def test_a_tab_opens_a_folded_drawer(drawer):
    opened = []
    drawer.set_open(False, glide=False)
    drawer.opened.connect(opened.append)
    drawer.show_tab("time")
    assert drawer.is_open()
    assert opened == ["time"]


def test_the_drawer_tells_what_it_covers(drawer):
    covered = []
    drawer.raised.connect(covered.append)
    drawer.set_height(300)
    assert covered[-1] == drawer.covered() == drawer.height()


def test_it_never_covers_more_than_two_thirds(drawer):
    drawer.set_height(5000)
    assert drawer.covered() < 700 * 0.75


def test_the_glide_ends_where_it_should(drawer, qtbot):
    drawer.set_open(False)
    qtbot.waitUntil(lambda: drawer.geometry().height() == drawer.covered())


def test_a_page_that_needs_room_has_it_while_it_is_shown(drawer):
    before = drawer.covered()
    drawer.add_tab("wide", "调度", QWidget, tall=330)
    drawer.show_tab("wide")
    assert drawer.covered() == drawer.height() > before
    drawer.drag_to(200)
    assert drawer.covered() < before
    drawer.show_tab("time")
    drawer.set_height(before - 2 * SHADOW)
    assert drawer.covered() == before
