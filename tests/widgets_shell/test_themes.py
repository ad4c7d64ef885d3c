"""The row of layer themes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget

from data.views import kept_themes
from data.workspace import Workspace
from widgets.background import waiting
from widgets.views_themes import ThemeRow


@pytest.fixture
def workspace(town):
    made = Workspace(town.kinds)
    made.who = "王警官"
    return made


@pytest.fixture
def row(qtbot, town, workspace):
    made = ThemeRow(town, workspace)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: not waiting(made))
    yield made
    made.dispose()


def named(qtbot, row, name):
    """Write a name into the box and press Enter."""
    row.name.clear()
    qtbot.keyClicks(row.name, name)
    qtbot.keyClick(row.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(t.name == name for t in row.themes))


def entry(menu, words):
    return next(a for a in menu.actions() if a.text() == words)


def test_what_is_shown_is_kept_and_comes_back(qtbot, town, workspace, row):
    entry(row.menu(), "把现在的图层存成主题…").trigger()
    named(qtbot, row, "night")
    before = dict(workspace.layers)
    workspace.set_layer("case", visible=not workspace.layers["case"].visible, opacity=0.3)
    assert row.button.text() == "主题"
    entry(row.menu(), "night").trigger()
    assert workspace.layers == before
    assert row.button.text() == "主题：night"
    assert town.batches()[0].who == "王警官"


def test_a_theme_is_renamed(qtbot, town, row):
    row.begin_naming()
    named(qtbot, row, "night")
    row.rename(row.themes[0])
    named(qtbot, row, "day")
    assert [t.name for t in kept_themes(town)] == ["day"]


def test_a_theme_is_deleted(qtbot, town, row):
    row.begin_naming()
    named(qtbot, row, "night")
    row.remove(row.themes[0])
    qtbot.waitUntil(lambda: not row.themes)
    assert kept_themes(town) == []


def test_a_theme_goes_to_a_file_and_comes_back(qtbot, town, workspace, row, tmp_path):
    row.begin_naming()
    named(qtbot, row, "night")
    file, theme = tmp_path / "night.theme.json", row.themes[0]
    row.export(theme, file)
    qtbot.waitUntil(file.exists)
    row.remove(theme)
    qtbot.waitUntil(lambda: not row.themes)
    workspace.set_layer("case", visible=not workspace.layers["case"].visible)
    with qtbot.waitSignal(row.applied):
        row.take_file(file)
    qtbot.waitUntil(lambda: bool(row.themes))
    assert {s.id: s for s in theme.theme.layers} == workspace.layers


def test_a_file_that_is_no_theme_is_told(qtbot, town, workspace, row, tmp_path):
    told = []
    workspace.notice.connect(lambda level, sentence: told.append((level, sentence)))
    (tmp_path / "a.theme.json").write_text("{}")
    row.take_file(tmp_path / "a.theme.json")
    qtbot.waitUntil(lambda: bool(told))
    assert told[0][0] == "error" and "不是主题文件" in told[0][1]


def test_saving_a_theme_does_not_scroll_the_panel(qtbot, town, workspace):
    """The field that was hidden with the keyboard handed it on to what comes after it, far below."""
    area, inner, row = QScrollArea(), QWidget(), ThemeRow(town, workspace)
    column = QVBoxLayout(inner)
    column.addWidget(row)
    column.addSpacing(2000)
    column.addWidget(QLineEdit())
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.resize(300, 300)
    qtbot.addWidget(area, before_close_func=lambda _area: row.dispose())
    area.show()
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    row.begin_naming()
    qtbot.waitUntil(row.name.hasFocus)
    named(qtbot, row, "night")
    assert row.button.hasFocus()
    assert area.verticalScrollBar().value() == 0
