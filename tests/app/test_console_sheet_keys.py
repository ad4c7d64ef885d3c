"""Keys of the window after what lay over it is closed: pages in every way in which they are closed, palette and menu."""

import pytest

from data.query import Query
from widgets.parts.button import IconButton
from widgets.sheet import Cover

pytestmark = pytest.mark.screen

PAGES = {"F1": "Escape", "Ctrl+,": "cross", "Ctrl+P": "Escape", "Ctrl+I": "Escape", "Ctrl+Shift+G": "cross"}
FAMILY = {
    "Alt+Shift+R": "search_rectangle", "Alt+Shift+C": "search_circle", "Alt+Shift+P": "search_polygon",
    "Alt+Shift+L": "search_line", "Alt+Shift+S": "search_road", "Alt+Shift+B": "search_inside",
    "Alt+D": "measure_distance", "Alt+C": "place_mark",
}  # fmt: skip


def covers(desk):
    return [cover for cover in desk.window.findChildren(Cover) if cover.isVisible()]


def close(desk, how):
    """Close what is open by Esc or by its cross."""
    if how == "cross":
        desk.click(covers(desk)[0].findChildren(IconButton)[0])
    else:
        desk.keys("Escape")
    desk.wait(lambda: not covers(desk))


def takes_every_key(desk):
    """Press each key of the family once, and give back what it took in hand."""
    for key, tool in FAMILY.items():
        desk.keys(key)
        desk.wait(lambda tool=tool: desk.workspace.tool.name == tool)
        desk.workspace.use_tool()
        assert not desk.workspace.tool


@pytest.mark.parametrize("before", ["map", "tools", "rail"])
@pytest.mark.parametrize("key", PAGES)
def test_after_a_page(desk, monkeypatch, key, before):
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getOpenFileNames", lambda *_a, **_k: ([], ""))
    desk.fresh()
    {"map": desk.map, "tools": desk.window.map_hud.hud.tools.button, "rail": desk.window.rail.buttons["layers"]}[before].setFocus()
    desk.keys(key)
    desk.settle()
    if covers(desk):
        close(desk, PAGES[key])
    takes_every_key(desk)


def test_after_the_palette(desk):
    desk.fresh()
    desk.keys("Ctrl+Shift+P")
    desk.settle()
    desk.keys("Escape")
    takes_every_key(desk)


def test_a_menu_that_was_looked_at_leaves_keys_alone(desk):
    desk.fresh()
    for part in desk.window.offered._parts:  # nothing is chosen: what needs a choice is pale
        part.aboutToShow.emit()
        part.aboutToHide.emit()
    takes_every_key(desk)
    house = desk.station.first(Query("building"))
    desk.workspace.select("building", house.id)
    desk.settle()
    flown = []
    desk.workspace.flight.connect(lambda *_: flown.append(True))
    desk.keys("Ctrl+G")
    desk.wait(lambda: bool(flown))
