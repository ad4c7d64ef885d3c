"""A ledger made from a file is removed in the window, and comes back: menu, question, panels, search, past, another console."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from data.clock import format_utc
from data.exchange.importer import import_file
from data.exchange.places.own_kind import declaration, propose
from data.layers.state import LayerState
from data.query import Query
from data.store import Station
from data.views import Camera, LayerTheme, SavedView, save_theme, save_view

pytestmark = pytest.mark.screen

NAME, WHO = "公交站", "张警官"


def take_in(station, folder):
    """Take a file in as a ledger of its own, as the import does; return its kind."""
    west, south, east, north = station.info().extent
    places = [(west + (east - west) * (n % 6 + 1) / 7, south + (north - south) * (n // 6 + 1) / 6) for n in range(30)]
    features = [{"type": "Feature", "properties": {"站名": f"镜湖{n}站", "线路": f"{n % 3}路"},
                 "geometry": {"type": "Point", "coordinates": place}} for n, place in enumerate(places)]  # fmt: skip
    file = folder / f"{NAME}.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False), encoding="utf-8")
    station.add_kind(declaration(propose(station, file), NAME, station.kinds), who=WHO)
    kind = next(k.name for k in station.kinds.values() if k.label == NAME)
    assert import_file(station, file, kind=kind, datum="WGS84", who=WHO).added == 30
    return kind


class Stops:
    """A desk with the ledger, styled by the officer."""

    def __init__(self, desk, folder):
        self.desk, self.live = desk, desk.console.live
        self.kind = take_in(self.live, folder)
        desk.wait(lambda: self.kind in desk.workspace.layers)
        desk.workspace.set_layer(self.kind, colour="#c13584", labelled=True)
        desk.workspace.add_layer(LayerState(self.kind, True, key=f"{self.kind}.1", name="一路的站"))
        desk.settle()
        self.look = dict(desk.workspace.layers)

    @property
    def row(self):
        return self.desk.window.side.page("layers").rows.get(self.kind)

    @property
    def ledgers(self):
        return self.desk.window.side.page("ledgers")

    @property
    def question(self):
        from widgets.records.retire_page import RetirePage

        return next((page for page in self.desk.window.findChildren(RetirePage) if page.isVisible()), None)

    def ask(self, action):
        """Choose the entry of a menu, and wait until the question says what goes."""
        action.trigger()
        self.desk.wait(lambda: self.question is not None and self.question.uses is not None)
        return self.question

    def gone(self):
        desk, kind = self.desk, self.kind
        shown = kind in desk.workspace.layers or f"{kind}.1" in desk.workspace.layers or kind in desk.map.layers.layers
        return not shown and self.row is None and self.ledgers.kinds.findData(kind) < 0

    def back(self):
        desk, kind = self.desk, self.kind
        return desk.workspace.layers == self.look and kind in desk.map.layers.layers and self.ledgers.kinds.findData(kind) >= 0


@pytest.fixture
def stops(desk, tmp_path):
    desk.fresh()
    desk.window.show_panel("ledgers")
    desk.window.show_panel("layers")
    made = Stops(desk, tmp_path)
    yield made
    desk.station.show(None)
    if made.kind in desk.station.kinds:
        made.live.retire_kind(made.kind, who=WHO)
    desk.settle()


def entry(menu, words):
    return next(a for a in menu.actions() if a.text() == words)


def test_it_is_removed_by_its_layers_menu_and_undo_brings_it_back_as_it_was(stops):
    desk = stops.desk
    menu = stops.row.menu()
    page = stops.ask(entry(menu, "删除台账…"))
    menu.deleteLater()
    assert page.what.text() == "删除台账“公交站”和里面的 30 条记录"
    assert (page.uses.layers, page.go.hasFocus()) == (["一路的站"], True)
    desk.keys("Return")
    desk.wait(stops.gone)
    assert stops.question is None
    assert desk.station.find("镜湖1站") == []
    desk.settle()
    desk.window.take_focus()
    desk.keys("Ctrl+Z")
    desk.wait(stops.back)
    desk.settle()
    assert desk.station.count(Query(stops.kind)) == 30
    assert stops.row.count.text() == "30"
    desk.keys("Ctrl+Shift+Z")
    desk.wait(stops.gone)


def test_cancel_leaves_it(stops):
    menu = stops.row.menu()
    page = stops.ask(entry(menu, "删除台账…"))
    menu.deleteLater()
    stops.desk.click(page.leave)
    assert stops.question is None
    assert stops.back()


def test_its_section_offers_it_too_and_a_copy_or_a_built_in_layer_does_not(stops):
    rows = stops.desk.window.side.page("layers").rows
    for id, there in ((stops.kind, True), (f"{stops.kind}.1", False), ("camera", False)):
        rows[id].open_section(True)
        assert (rows[id].section.place.retire is not None) == there
        rows[id].open_section(False)


def test_the_ledgers_page_removes_it_with_its_wide_list(stops):
    desk, ledgers = stops.desk, stops.ledgers
    desk.window.show_panel("ledgers")
    ledgers.show_kind("person")
    desk.wait(lambda: not ledgers.more.isVisible())
    ledgers.show_kind(stops.kind)
    desk.wait(ledgers.more.isVisible)
    desk.settle()
    desk.console.run("show_ledger", query=ledgers.query)
    desk.settle()
    menu = ledgers.more_menu()
    page = stops.ask(entry(menu, "删除台账…"))
    menu.deleteLater()
    desk.settle()
    desk.click(page.go)
    desk.wait(stops.gone)
    desk.wait(desk.window.pages.results.nothing.isVisible)
    assert ledgers.kind.name == "person"


def test_without_a_ledger_meant_the_command_asks_which(stops):
    desk = stops.desk
    assert desk.console.commands["retire_kind"].listed
    desk.console.run("retire_kind")
    desk.wait(lambda: stops.question is not None and stops.question.uses is not None)
    assert stops.question.kind == stops.kind
    desk.keys("Esc")


def test_the_past_shows_it_as_it_was_and_offers_no_removal(stops):
    desk, clock = stops.desk, stops.live.clock
    before = format_utc(clock.now())
    clock.set(clock.now() + timedelta(hours=1))
    stops.live.retire_kind(stops.kind, who=WHO)
    desk.wait(stops.gone)
    desk.station.show(desk.station.look_back(before))
    desk.wait(stops.back)
    desk.settle()
    assert stops.row.count.text() == "30"
    menu = stops.row.menu()
    assert "删除台账…" not in [a.text() for a in menu.actions()]
    menu.deleteLater()
    desk.station.show(None)
    desk.wait(stops.gone)


def test_what_another_program_removes_and_brings_back_is_followed(stops):
    desk = stops.desk
    with Station.open(stops.live.path) as other:
        other.retire_kind(stops.kind, who="李警官")
        desk.console.beside.begin()
        desk.console.beside.look()
        desk.wait(stops.gone)
        other.undo(who="李警官")
        desk.settle()
        desk.console.beside.look()
        desk.wait(stops.back)


def test_a_theme_and_a_view_that_show_it_bring_no_ghost_of_it(stops):
    desk, live = stops.desk, stops.live
    theme = save_theme(live, "公交", LayerTheme.of(desk.workspace), who=WHO)
    camera = Camera(102.74, 25.05, 0, 500, 0, 45)
    view = save_view(live, "公交", SavedView.of(desk.workspace, camera, live.clock.now()), b"", who=WHO)
    row, views = desk.window.side.page("layers").themes, desk.window.views
    desk.wait(lambda: any(t.id == theme for t in row.themes) and any(v.id == view for v in views.kept))
    menu = stops.row.menu()
    page = stops.ask(entry(menu, "删除台账…"))
    menu.deleteLater()
    assert (page.uses.views, page.uses.themes) == (["公交"], ["公交"])
    desk.click(page.go)
    desk.wait(stops.gone)
    desk.settle()
    row.apply(next(t for t in row.themes if t.id == theme))
    views.recall(id=view)
    desk.settle()
    assert stops.gone()


def test_a_file_of_the_same_name_makes_another_ledger(stops, tmp_path):
    first = stops.kind
    stops.live.retire_kind(first, who=WHO)
    stops.desk.wait(stops.gone)
    second = take_in(stops.live, tmp_path)
    assert second != first
    assert stops.live.count(Query(second)) == 30
    stops.live.retire_kind(second, who=WHO)
    assert stops.live.verify().problems == ()


def test_its_style_waits_in_the_file_for_its_return(stops):
    from data.layers.keep import keep_layers, restore_layers
    from data.workspace import Workspace

    desk, live = stops.desk, stops.live
    live.retire_kind(stops.kind, who=WHO)
    desk.wait(stops.gone)
    keep_layers(live, (*desk.workspace.layers.values(), *desk.workspace.away.values()))
    fresh = Workspace(live.kinds)
    restore_layers(live, fresh)
    assert stops.kind not in fresh.layers
    live.undo(who=WHO)
    fresh.follow_kinds(live.kinds)
    assert fresh.layers[stops.kind] == stops.look[stops.kind]
    assert f"{stops.kind}.1" in fresh.layers


def test_what_a_ledger_holds_that_was_made_since_the_first_search_is_found(desk, tmp_path):
    desk.fresh()
    desk.keys("Ctrl+F")
    desk.type("zzzz")
    desk.settle()
    desk.keys("Esc")
    made = Stops(desk, tmp_path)
    desk.keys("Ctrl+F")
    desk.type("镜湖7站")
    desk.wait(lambda: [row.title for row in desk.window.top.search.found()] == ["镜湖7站"])
    desk.window.top.search.popup.grab()  # drawn with the ledger's name and colour
    desk.keys("Esc")
    desk.keys("Esc")
    made.live.retire_kind(made.kind, who=WHO)
    desk.wait(made.gone)
