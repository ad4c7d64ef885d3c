"""Language, theme and text size changed at the desk while work goes on."""

from __future__ import annotations

import json
import re

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget

from data import look
from data.paths import user_folder
from data.query import Query
from widgets.parts.label import ElidedLabel
from widgets.parts.segmented import Segmented
from widgets.parts.tabs import TabStrip
from widgets.rail import KEYS
from widgets.records.record_form import RecordForm
from widgets.sheet import Sheet

pytestmark = pytest.mark.screen

CHINESE = re.compile(r"[\u4e00-\u9fff]")
OWN_NAME = {"中文"}  # a language is called by its own name in every language


def settings(desk):
    """Open the settings by their key and return their page."""
    from widgets.settings_page import SettingsPage

    desk.window.take_focus()
    desk.keys("Ctrl+,")
    (page,) = [p for p in desk.window.findChildren(SettingsPage) if p.isVisible()]
    return page


def wait_for_town(desk):
    """Wait until the (new) window shows the town."""
    desk.wait(lambda: desk.map.town is not None and desk.map.scene.town is desk.map.town)
    desk.settle()


def rebuilt(desk, change):
    """Do what builds the window anew and wait for it."""
    before = desk.window
    change()
    desk.wait(lambda: desk.window is not before and desk.window.isVisible())
    wait_for_town(desk)


@pytest.fixture(scope="module")
def english(desk):
    """The desk in English, switched in the settings."""
    page = settings(desk)
    rebuilt(desk, lambda: desk.choose(page.language, "en"))
    return desk


def furniture(window, seen):
    """Return every text of the window's furniture as (where, text); data such as names is painted from models."""
    told = []
    for widget in window.findChildren(QWidget):
        if (seen and not widget.isVisible()) or type(widget.parent()).__name__ == "Shift":
            continue  # the shift's name is the station's own word
        texts = [widget.toolTip(), widget.accessibleName()]
        if isinstance(widget, (QLabel, QAbstractButton)):
            texts.append(widget.text())
        if isinstance(widget, QLineEdit):
            texts.append(widget.placeholderText())
        if isinstance(widget, QComboBox):
            texts += [widget.itemText(i) for i in range(widget.count())]
        if isinstance(widget, Segmented):
            texts += [words for _, words in widget._choices]
        if isinstance(widget, TabStrip):
            texts += [words for _, words in widget.tabs()]
        told += [(type(widget).__name__, t) for t in texts]
    return told


def chinese(desk, told):
    """Return the texts that have Chinese in them, names that the station gave left out."""
    grids = desk.station.columns(Query("grid"), ("name",))["name"]
    own = {desk.station.name, desk.console.who, *grids}
    found = []
    for where, text in told:
        rest = text
        for name in own:
            rest = rest.replace(name, "")
        if CHINESE.search(rest) and text not in OWN_NAME:
            found.append((where, text))
    return found


def cut(window):
    """Return the visible texts for which there is not enough room."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, ElidedLabel):
            continue
        if isinstance(widget, (QAbstractButton, Segmented)) and widget.sizeHint().width() > widget.width():
            found.append((type(widget).__name__, getattr(widget, "text", str)(), widget.sizeHint().width(), widget.width()))
        elif isinstance(widget, QLabel) and widget.text():
            needed = widget.heightForWidth(widget.width()) if widget.wordWrap() else widget.sizeHint().height()
            wide = 0 if widget.wordWrap() else widget.sizeHint().width()
            if wide > widget.width() or needed > widget.height() + 1:
                found.append(("QLabel", widget.text(), (wide, needed), (widget.width(), widget.height())))
    return found


def settled_cut(desk):
    """Return what is cut once new texts have been laid out."""
    desk.settle()
    try:
        desk.wait(lambda: not cut(desk.window), timeout=3000)
    except desk.bot.TimeoutError:
        return cut(desk.window)
    return []


def test_the_choice_is_kept(english):
    english.console.change_settings(colour_safe=True)
    kept = json.loads((user_folder() / "settings.json").read_text(encoding="utf-8"))
    assert (kept["language"], kept["colour_safe"]) == ("en", True)
    english.console.change_settings(colour_safe=False)


def test_the_menu_speaks_english(english):
    told = [("QAction", action.text()) for action in english.window.findChildren(QAction)]
    assert told
    assert not chinese(english, told)


def test_the_window_at_the_start_speaks_english(english):
    english.fresh()
    assert not chinese(english, furniture(english.window, seen=True))
    assert not settled_cut(english)


@pytest.mark.parametrize("key", KEYS)
def test_a_panel_speaks_english_and_nothing_is_cut(english, key):
    english.workspace.select()
    english.window.show_panel(key)
    english.settle()
    english.wait(lambda: english.window.side.page(key).isVisible())
    assert not chinese(english, furniture(english.window, seen=True))
    assert not settled_cut(english)


def test_the_palette_speaks_english(english):
    english.keys("Ctrl+Shift+P")
    told = [("palette", e.title + e.group) for e in english.window._palette.shown()]
    english.keys("Esc")
    assert told
    assert not chinese(english, told)


@pytest.mark.parametrize("key", ["Ctrl+,", "F1"])
def test_a_sheet_speaks_english_and_nothing_is_cut(english, key):
    english.fresh()
    english.keys(key)
    english.settle()
    assert [s for s in english.window.findChildren(Sheet) if s.isVisible()]
    told, short = furniture(english.window, seen=True), settled_cut(english)
    english.keys("Esc")
    assert not chinese(english, told)
    assert not short


def test_the_building_page_has_room_for_its_english(english):
    english.fresh()
    english.workspace.select("building", english.building("金沙小区1栋").id)
    english.wait(lambda: english.inspector.building.view is not None)
    english.settle()
    page = english.inspector.building
    buttons = [("Button", b.text() + b.toolTip()) for b in page.findChildren(QAbstractButton) if b.isVisible()]
    assert not chinese(english, [*buttons, *(("tab", words) for _, words in page.tabs.tabs())])
    assert not settled_cut(english)


def test_the_form_for_a_task_has_room_for_its_english(english):
    english.fresh()
    english.keys("Ctrl+T")
    english.wait(lambda: english.inspector.task_form is not None and english.inspector.task_form.isVisible())
    english.settle()
    assert not chinese(english, furniture(english.inspector.task_form, seen=True))
    assert not settled_cut(english)


@pytest.mark.parametrize("kind", ["person", "shop", "camera", "case", "force", "residence"])
def test_a_form_has_room_for_its_english(english, kind):
    english.fresh()
    english.console.run("new_record", kind=kind)
    english.settle()
    (form,) = [f for f in english.inspector.findChildren(RecordForm) if f.isVisible()]
    assert not chinese(english, furniture(form, seen=True))
    assert not settled_cut(english)


def pixel(desk, x, y):
    """Return the colour of a pixel of the window."""
    return desk.window.grab().toImage().pixelColor(x, y).name()


def test_dark_changes_page_and_scene(desk):
    desk.fresh()
    day, sky = pixel(desk, 400, 8), desk.map.canvas.renderer.GetBackground()
    desk.keys("Ctrl+Shift+L")
    desk.wait(lambda: desk.map.scene.theme == "dark")
    desk.settle()
    assert desk.workspace.theme == "dark"
    night = pixel(desk, 400, 8)
    assert night != day
    assert night == look.colours("dark")["panel"]
    assert desk.map.canvas.renderer.GetBackground() != sky
    desk.keys("Ctrl+Shift+L")
    desk.wait(lambda: desk.map.scene.theme == "light")
    assert pixel(desk, 400, 8) == day


def test_larger_text_makes_the_window_larger_and_keeps_the_choice(desk):
    desk.fresh()
    desk.workspace.select("building", desk.building("金沙小区1栋").id)
    desk.settle()
    before = desk.window.top.search.height()
    page = settings(desk)
    rebuilt(desk, lambda: desk.choose(page.font_scale, 1.3))
    assert desk.window.top.search.height() > before
    assert desk.selection.id == desk.building("金沙小区1栋").id
    desk.wait(desk.inspector.building.isVisible)
    assert not settled_cut(desk)
    rebuilt(desk, lambda: desk.console.change_settings(font_scale=1.0))


def test_back_in_chinese_every_word_is_chinese_again(desk):
    desk.fresh()
    if desk.console.settings.language == "en":
        rebuilt(desk, lambda: desk.console.run("language"))
    assert desk.window.rail.buttons["layers"].text() == "图层"
    assert not settled_cut(desk)


def test_after_a_crash_the_window_is_where_it_was(desk):
    """What is kept a moment after the last move is what the next window begins with."""
    desk.fresh()
    where, chosen = desk.window.where, desk.station.first(Query("building")).id
    desk.workspace.select("building", chosen)
    desk.window.show_panel("cases")
    desk.map.navigator.set_bearing(77.0)
    desk.settle()
    texts = where._texts()
    desk.fresh()
    desk.console.live.unsaved.keep(*where._key, texts)
    desk.console.after_crash, where._begun = True, False
    where.begin()
    desk.wait(lambda: desk.selection.id == chosen)
    desk.settle()
    assert (desk.window.rail.value, round(desk.map.bearing())) == ("cases", 77)
    assert any("没有正常退出" in sentence for _, sentence in desk.told)
    desk.fresh()


def test_the_settings_lead_to_the_backups(desk):
    from widgets.backups.page import BackupsPage

    page = settings(desk)
    desk.click(page.backups)
    desk.wait(lambda: any(p.isVisible() for p in desk.window.findChildren(BackupsPage)))
    desk.keys("Esc")
    desk.fresh()
