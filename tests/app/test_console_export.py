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


def test_without_a_list_it_says_what_to_do(desk):
    desk.fresh()
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
