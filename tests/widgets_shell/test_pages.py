"""Palette, sheets, settings, shortcuts, welcome."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from data.i18n import set_language
from widgets.palette import Palette, key_text
from widgets.palette_match import Entry, likely, ranked
from widgets.parts import Button
from widgets.parts.controls import Number
from widgets.settings_page import SettingsPage
from widgets.sheet import Sheet
from widgets.shortcuts_page import ShortcutsPage
from widgets.welcome import Welcome

ENTRIES = [
    Entry("open", "打开站文件", "文件", "Ctrl+O", also=("Open station file",)),
    Entry("new_task", "布置任务", "任务", "Ctrl+T", also=("Hand out a task",)),
    Entry("undo", "撤销", "编辑", "Ctrl+Z", also=("Undo",)),
    Entry("wall", "大屏", "视图", "F11", also=("Wall display",)),
    Entry("gone", "没法做的事", "编辑", enabled=False),
]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("任务", "new_task"), ("bzrw", "new_task"), ("buzhi", "new_task"), ("hand", "new_task"), ("undo", "undo"), ("cx", "undo"),
        ("wal", "wall"), ("dp", "wall"), ("op st", "open"), ("wall dispaly", "wall"),
    ],
)  # fmt: skip
def test_a_command_is_found_by(typed, first):
    assert ranked(ENTRIES, typed)[0].id == first


def test_nothing_typed_shows_all_in_order():
    assert ranked(ENTRIES, " ") == ENTRIES


@pytest.mark.parametrize(("typed", "meant"), [("任务", True), ("op st", True), (" ", True), ("wall dispaly", False)])
def test_what_is_only_like_what_was_typed_is_not_meant(typed, meant):
    assert likely(ranked(ENTRIES, typed)[0], typed) is meant


def test_nonsense_finds_nothing():
    assert ranked(ENTRIES, "qqqqxx") == []


@pytest.mark.parametrize(
    ("shortcut", "keys"), [("Ctrl+Shift+P", "Ctrl Shift P"), ("F11", "F11"), ("Ctrl++", "Ctrl +"), ("Ctrl+,", "Ctrl ,"), ("", "")]
)
def test_keys_are_written_apart(shortcut, keys):
    assert key_text(shortcut) == keys


@pytest.fixture
def palette(window, qtbot):
    made = Palette(window)
    made.open(ENTRIES)
    qtbot.waitUntil(made.edit.hasFocus)
    return made


def test_enter_chooses_the_best(palette, qtbot):
    palette.edit.setText("bzrw")
    with qtbot.waitSignal(palette.chosen) as chosen:
        qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    assert chosen.args == ["new_task"]
    assert palette.isHidden()


def test_arrows_move_and_go_around(palette, qtbot):
    qtbot.keyClick(palette.edit, Qt.Key.Key_Down)
    qtbot.keyClick(palette.edit, Qt.Key.Key_Down)
    qtbot.keyClick(palette.edit, Qt.Key.Key_Up)
    with qtbot.waitSignal(palette.chosen) as chosen:
        qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    assert chosen.args == ["new_task"]


def test_a_disabled_command_is_seen_and_not_run(palette, qtbot):
    chosen = []
    palette.chosen.connect(chosen.append)
    palette.edit.setText("没法")
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    assert (chosen, [e.id for e in palette.shown()]) == ([], ["gone"])


def test_the_command_used_last_comes_first(palette, qtbot):
    palette.edit.setText("大屏")
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    palette.open(ENTRIES)
    assert palette.shown()[0].id == "wall"


def test_esc_closes_the_palette(palette, qtbot):
    with qtbot.waitSignal(palette.closed):
        qtbot.keyClick(palette.edit, Qt.Key.Key_Escape)
    assert palette.isHidden()


def test_a_sheet_closes_by_esc_and_goes(window, qtbot):
    sheet = Sheet(window, "设置", QLabel("x"))
    with qtbot.waitSignal(sheet.closed):
        qtbot.keyClick(sheet, Qt.Key.Key_Escape)


def test_a_sheet_that_grows_keeps_its_head_where_it_is(window, qtbot):
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.addWidget(QLabel("一"))
    more = QLabel("二\n三\n四")
    layout.addWidget(more)
    more.hide()
    sheet = Sheet(window, "设置", page)
    before = sheet._card.geometry()
    more.show()
    qtbot.waitUntil(lambda: sheet._card.height() > before.height())
    assert sheet._card.geometry().top() == before.top()


def test_the_keyboard_stays_on_a_sheet(window, qtbot):
    page = QWidget()
    layout = QVBoxLayout(page)
    first, last = QPushButton("一"), QPushButton("二")
    for button in (first, last):
        layout.addWidget(button)
    sheet = Sheet(window, "设置", page)
    last.setFocus()
    for _ in range(4):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert sheet.isAncestorOf(window.focusWidget())
    last.setFocus()
    last.hide()
    assert sheet.isAncestorOf(window.focusWidget())


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_tab_leaves_a_box_with_steps_on_a_sheet(window, qtbot, key):
    page = QWidget()
    layout = QVBoxLayout(page)
    boxes = [Number(), Number(), Number()]
    for box in boxes:
        layout.addWidget(box)
    Sheet(window, "设置", page)
    boxes[1].setFocus()
    qtbot.keyClick(boxes[1], key)
    assert window.focusWidget() is boxes[2 if key == Qt.Key.Key_Tab else 0]


def test_what_qt_made_outlives_a_sheet_on_which_the_keyboard_went_round(window, qtbot):
    menu = QMenu(window)
    part = menu.addMenu("记录")
    page = QWidget()
    layout = QVBoxLayout(page)
    for words in ("一", "二"):
        layout.addWidget(QPushButton(words))
    sheet = Sheet(window, "设置", page)
    for key in (Qt.Key.Key_Tab,) * 4 + (Qt.Key.Key_Backtab,) * 4:
        qtbot.keyClick(window.focusWidget(), key)
    ended = sheet.destroyed
    with qtbot.waitSignal(ended):
        sheet.close_sheet()
    assert part.title() == "记录"


def test_the_keyboard_passes_what_was_disabled_under_it(window, qtbot):
    page = QWidget()
    layout = QVBoxLayout(page)
    first, second, third = (QPushButton(words) for words in "一二三")
    for button in (first, second, third):
        layout.addWidget(button)
    Sheet(window, "设置", page)
    second.setFocus()
    second.setEnabled(False)
    assert window.focusWidget() is third


def test_a_click_beside_a_sheet_closes_it_and_one_on_it_does_not(window, qtbot):
    sheet = Sheet(window, "设置", QLabel("x"))
    closed = []
    sheet.closed.connect(lambda: closed.append(1))
    qtbot.mouseClick(sheet._card, Qt.MouseButton.LeftButton, pos=QPoint(30, 12))
    assert closed == []
    qtbot.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    assert closed == [1]


def test_a_sheet_stays_inside_a_small_window(window):
    window.resize(500, 400)
    sheet = Sheet(window, "设置", SettingsPage({}))
    assert window.rect().contains(sheet._card.geometry())


VALUES = {"language": "zh", "theme": "light", "font_scale": 1.0, "colour_safe": False, "view": "3d", "wall_screen": -1, "user": ""}


@pytest.fixture
def settings(qtbot):
    page = SettingsPage(VALUES, ["HDMI-1", "HDMI-2"])
    qtbot.addWidget(page)
    page.resize(640, 600)
    page.show()
    return page


@pytest.mark.parametrize(
    ("control", "at", "change"),
    [
        ("language", 1, {"language": "en"}), ("theme", 1, {"theme": "dark"}), ("font_scale", 3, {"font_scale": 1.3}),
        ("view", 1, {"view": "plan"}),
    ],
)  # fmt: skip
def test_a_choice_is_told_at_once(settings, qtbot, control, at, change):
    row = getattr(settings, control)
    with qtbot.waitSignal(settings.changed) as told:
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.boxes()[at].center().toPoint())
    assert told.args == [change]


def test_switch_screen_and_name_are_told(settings, qtbot):
    told = []
    settings.changed.connect(told.append)
    settings.colour_safe.click()
    settings.wall_screen.setCurrentIndex(2)
    settings.user.setText(" 张警官 ")
    qtbot.keyClick(settings.user, Qt.Key.Key_Return)
    assert told == [{"colour_safe": True}, {"wall_screen": 1}, {"user": "张警官"}]


def test_leaving_a_line_as_it_was_tells_nothing(settings, qtbot):
    told = []
    settings.changed.connect(told.append)
    qtbot.keyClick(settings.user, Qt.Key.Key_Return)
    assert told == []


def test_shortcuts_list_what_has_keys(qtbot):
    page = ShortcutsPage(ENTRIES)
    qtbot.addWidget(page)
    rows = dict(page.rows())
    assert rows["布置任务"] == "Ctrl T"
    assert "没法做的事" not in rows
    assert rows["选中"] == "单击"


def test_shortcuts_can_be_searched(qtbot):
    page = ShortcutsPage(ENTRIES)
    qtbot.addWidget(page)
    page.edit.setText("布置任务")
    assert page.rows() == [("布置任务", "Ctrl T")]


@pytest.fixture
def welcome(qtbot):
    page = Welcome([Path("/a/金沙派出所.station")])
    qtbot.addWidget(page)
    page.resize(1000, 640)
    page.show()
    return page


@pytest.mark.parametrize(("way", "signal"), [("demo", "demo_wanted"), ("new", "new_wanted"), ("open", "open_wanted")])
@pytest.mark.parametrize("how", ["mouse", "enter"])
def test_the_ways_in(welcome, qtbot, way, signal, how):
    button = getattr(welcome, way)
    with qtbot.waitSignal(getattr(welcome, signal)):
        if how == "mouse":
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        else:
            qtbot.keyClick(button, Qt.Key.Key_Return)


def test_the_last_stations_are_offered(welcome, qtbot):
    button = next(b for b in welcome.findChildren(Button) if b.text() == "金沙派出所")
    with qtbot.waitSignal(welcome.file_chosen) as chosen:
        button.click()
    assert chosen.args == [Path("/a/金沙派出所.station")]


@pytest.mark.parametrize(("name", "taken"), [("a.station", True), ("a.xlsx", False)])
def test_only_station_files_are_taken_when_dropped(welcome, name, taken):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(f"/x/{name}")])
    chosen = []
    welcome.file_chosen.connect(chosen.append)
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    welcome.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, buttons, keys))
    assert chosen == ([Path(f"/x/{name}")] if taken else [])


def test_the_welcome_has_room_for_english(qapp, qtbot):
    set_language("en")
    page = Welcome()
    qtbot.addWidget(page)
    assert page.demo.text() == "See the demo"
    assert page.demo.sizeHint().height() >= page.new.sizeHint().height()
