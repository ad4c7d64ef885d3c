"""The console opens whole: every command, panel and kind is there, and at rest it does nothing."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QKeySequence

from app.actions import all_commands
from app.panels import panel_makers
from data.i18n import read_catalogue
from data.kinds import builtin_kinds
from widgets.rail import KEYS

pytestmark = pytest.mark.screen

COMMANDS = [c.id for c in all_commands()]


def live(milliseconds):
    """Let the event loop run for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def test_the_town_is_shown_and_can_be_clicked(desk):
    assert desk.map.town is not None
    assert len(desk.map.town.buildings.ids) == desk.station.info().kinds["building"]
    assert desk.map.renders > 0


@pytest.mark.parametrize("id", COMMANDS)
def test_a_command_says_what_it_does_in_both_languages(id):
    command, english = all_commands()[id], read_catalogue("en")
    assert command.title
    assert english.get(command.source), f"no English for {command.source}"
    assert english.get(command.group), f"no English for {command.group}"
    assert callable(command.run)


def test_no_two_commands_share_a_key():
    keys = Counter(QKeySequence(key).toString() for c in all_commands() if c.shortcut for key in c.keys)
    assert not [key for key, count in keys.items() if count > 1]
    assert "" not in keys, "a shortcut that Qt does not understand"


@pytest.mark.parametrize("id", [c.id for c in all_commands() if c.listed])
def test_a_listed_command_is_in_the_menu_with_its_key(desk, id):
    command = desk.console.commands[id]
    found = [a for part in desk.window.top._menu.actions() for a in part.menu().actions() if a.text() == command.title]
    assert len(found) == 1
    assert found[0].shortcut() == QKeySequence(command.keys[0])


def test_the_menu_opens_by_its_button(desk):
    menu = desk.window.top._menu
    desk.click(desk.window.top.menu_button)
    desk.wait(menu.isVisible)
    menu.close()


def test_every_listed_command_is_in_the_palette(desk):
    desk.window.show_palette()
    shown = {entry.id for entry in desk.window._palette.shown()}
    desk.keys("Esc")
    assert shown == {c.id for c in desk.console.commands if c.listed and c.offered(desk.console)} - {"palette"}


@pytest.mark.parametrize("key", KEYS)
def test_a_panel_opens_by_its_button_and_fills(desk, key):
    desk.click(desk.window.rail.buttons[key])
    if desk.window.rail.value != key:  # it was open, and a click folds it away
        desk.click(desk.window.rail.buttons[key])
    desk.settle()
    assert desk.window.side.value == key
    assert desk.window.side.page(key).isVisible()


def test_the_rail_has_every_panel(desk):
    assert tuple(panel_makers(desk.console)) == KEYS


@pytest.mark.parametrize("kind", [k.name for k in builtin_kinds().values()])
def test_every_kind_has_a_form_and_a_list(desk, kind):
    from data.query import Query

    desk.console.run("new_record", kind=kind)
    form = desk.inspector.record.form
    assert form is not None
    assert form.isVisible()
    desk.console.run("show_ledger", query=Query(kind))
    desk.settle()
    assert desk.window.pages.results.isVisible()
    assert not [s for level, s in desk.told if level == "error"]


def test_at_rest_nothing_is_rendered(desk):
    desk.fresh()
    live(800)  # trees, shadows and the first pictures of symbols arrive
    before = desk.map.renders
    live(1200)
    assert desk.map.renders == before
