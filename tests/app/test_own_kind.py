"""A kind of one's own by one TOML file: table, search, form, layer, import and export follow without code."""

from __future__ import annotations

import csv
import io

import pytest

from data.exchange.export import export
from data.exchange.importer import import_file
from data.query import Query
from data.store import Station
from data.town.load import load_town
from data.workspace import Workspace

DOG = """
name = "dog"
label = { zh = "犬只", en = "Dog" }
title = "{name}"
ledger = "things"
keys = [["tag"]]
columns = ["name", "tag", "breed"]
aliases = ["犬只", "养犬"]
place = { shape = "point", belongs = true }
layer = { glyph = "犬", colour = "#7a5c00", visible = true, label = "name", filter = ["breed"] }

[fields]
name = { type = "text", label = { zh = "犬名", en = "Name" }, required = true, search = "name" }
tag = { type = "text", label = { zh = "犬证号", en = "Tag" }, search = "digits" }
breed = { type = "choice", label = { zh = "品种", en = "Breed" }, choices = [
  { value = "large", zh = "大型犬", en = "Large" }, { value = "small", zh = "小型犬", en = "Small" } ] }
keeper_phone = { type = "phone", label = { zh = "养犬人电话", en = "Keeper" }, sensitivity = "sensitive", mask = "phone" }
"""


@pytest.fixture
def station(tmp_path):
    made = Station.create(tmp_path / "own.station", "自有台账", origin=(102.74, 25.05))
    made.add_kind(DOG, who="测试")
    rows = [["犬名", "犬证号", "品种", "养犬人电话", "经度", "纬度"],
            ["大黄", "990001", "大型犬", "16900001234", "102.7401", "25.0501"],
            ["小黑", "990002", "小型犬", "16900005678", "102.7402", "25.0502"]]  # fmt: skip
    path = tmp_path / "养犬登记.csv"
    path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8-sig")
    report = import_file(made, path, who="测试")
    assert (report.kind, report.added, report.rejected) == ("dog", 2, 0)
    yield made
    made.close()


def test_table_and_search(station):
    assert [r["name"] for r in station.read(Query("dog", order=("tag",)))] == ["大黄", "小黑"]
    for text in ("大黄", "dahuang", "dh", "0001"):
        assert [h.title for h in station.find(text, kinds=("dog",))] == ["大黄"], text


def test_it_survives_reopening(station):
    path = station.path
    station.close()
    with Station.open(path) as again:
        assert again.kinds["dog"].own
        assert again.count(Query("dog")) == 2
        assert again.verify().sound


def test_export_masks_what_it_declares_sensitive(station):
    rows = list(csv.DictReader(io.StringIO((export(station, Query("dog", order=("tag",)), "csv", None) or "").lstrip("\ufeff"))))
    assert [row.get("name") or row.get("犬名") for row in rows] == ["大黄", "小黑"]
    assert "16900001234" not in str(rows)
    assert "169****1234" in str(rows)


def test_form(qtbot, station):
    from widgets.records.record_form import RecordForm

    form = RecordForm(station, Workspace(station.kinds), "dog")
    qtbot.addWidget(form)
    assert {"name", "tag", "breed", "keeper_phone", "geometry"} <= set(form.rows)
    form.dispose()


@pytest.mark.screen
def test_layer(qapp, station):
    from PySide6.QtGui import QColor

    from scene3d.shot import render

    town, colour = load_town(station), QColor("#7a5c00").rgb()
    with_dogs = render(station, town, Workspace(station.kinds), size=(640, 480))
    without = render(station, town, Workspace(station.kinds), size=(640, 480), layers=())
    count = [sum(image.pixelColor(x, y).rgb() == colour for x in range(640) for y in range(480)) for image in (with_dogs, without)]
    assert count[0] > 50
    assert count[1] == 0


@pytest.mark.screen
def test_a_map_that_is_open_shows_a_kind_added_later(qtbot, tmp_path):
    from scene3d.view import MapView
    from widgets.layers_panel import LayersPanel

    with Station.create(tmp_path / "later.station", "后来", origin=(102.74, 25.05)) as later:
        workspace = Workspace(later.kinds)
        view, panel = MapView(later, workspace), LayersPanel(later, workspace)
        qtbot.addWidget(panel)
        qtbot.addWidget(view)
        later.add_kind(DOG, who="测试")
        qtbot.waitUntil(lambda: "dog" in workspace.layers)
        workspace.set_layer("dog", visible=False)
        assert "dog" in view.layers.layers
        panel.dispose()
        view.close()
