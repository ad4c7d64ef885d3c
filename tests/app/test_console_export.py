"""A list leaves the console: asked for, written by a job, told; and the town as a model."""

from __future__ import annotations

import json

import pytest
from PySide6.QtWidgets import QFileDialog

from data.query import Query
from widgets.records.export_page import ExportPage

pytestmark = pytest.mark.screen


def page_of(desk):
    pages = [p for p in desk.window.findChildren(ExportPage) if p.isVisible()]
    assert len(pages) == 1
    return pages[0]


def test_a_list_is_written_where_the_officer_says(desk, tmp_path, monkeypatch):
    out = tmp_path / "人.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    desk.workspace.run("export", query=Query("person"))
    page = page_of(desk)
    desk.choose(page.format, "csv")
    desk.click(page.save)
    desk.wait(lambda: any(str(out) in sentence for _, sentence in desk.told))
    assert out.read_text(encoding="utf-8-sig").count("\n") == desk.station.count(Query("person")) + 1


def test_what_is_chosen_can_be_exported(desk):
    desk.fresh()
    building = desk.building("金沙小区1栋")
    desk.workspace.select("building", building.id)
    desk.console.run("export")
    page = page_of(desk)
    desk.wait(lambda: bool(page.count.text()))
    assert "1" in page.count.text()
    desk.keys("Esc")


def test_the_ledger_in_sight_is_exported_though_nothing_is_chosen(desk):
    desk.fresh()
    desk.window.show_panel("ledgers")
    ledger = desk.window.side.page("ledgers")
    ledger.show_kind("shop")
    desk.wait(lambda: ledger.model.query is not None and ledger.model.query.kind == "shop")
    desk.console.run("export")
    page = page_of(desk)
    desk.wait(lambda: f"{desk.station.count(Query('shop')):,}" in page.count.text())
    desk.keys("Esc")
    desk.window.show_panel("layers")


def test_the_wide_table_in_sight_is_exported(desk):
    desk.fresh()
    desk.workspace.run("show_ledger", query=Query("camera"))
    desk.wait(lambda: desk.window.pages.results.model.total > 0)
    desk.console.run("export")
    page = page_of(desk)
    desk.wait(lambda: str(desk.station.count(Query("camera"))) in page.count.text())
    desk.keys("Esc")
    desk.window.drawer.show_tab("tasks")


def test_without_a_list_it_says_what_to_do(desk):
    desk.fresh()
    desk.window.drawer.show_tab("tasks")
    desk.window.show_panel("layers")
    desk.console.run("export")
    desk.wait(lambda: any("台账" in sentence for _, sentence in desk.told))


def test_the_town_is_written_as_cityjson(desk, tmp_path, monkeypatch):
    out = tmp_path / "town.city.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    desk.console.run("export_town")
    desk.wait(lambda: any(str(out) in sentence for _, sentence in desk.told))
    assert json.loads(out.read_bytes())["version"] == "2.0"


def test_who_chooses_gltf_gets_it_under_the_name_that_was_offered(desk, tmp_path, monkeypatch):
    """The dialog leaves the name as it is when another sort of file is chosen."""
    offered = tmp_path / "金沙.city.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(offered), "glTF (*.glb)"))
    desk.console.run("export_town")
    out = tmp_path / "金沙.glb"
    desk.wait(lambda: any(str(out) in sentence for _, sentence in desk.told))
    assert out.read_bytes()[:4] == b"glTF"
    assert not offered.exists()
