"""Reference systems: a picture that names none asks in the window, layers are answered one by one or all at once."""

from __future__ import annotations

import numpy as np
import pyogrio
import pytest
import rasterio
import shapely
from rasterio.transform import from_bounds

from data.query import Query
from data.town.datum import convert
from tests.widgets_records.importing.hands import LONG, buttons, go, press, press_button

GAUSS = "EPSG:4543"  # CGCS2000 at 102 degrees, near to which the demo station lies


@pytest.fixture
def houses(demo):
    columns = demo.columns(Query("building"), ("lon", "lat"))
    spots = np.array([columns["lon"], columns["lat"]], float)
    return spots[:, np.isfinite(spots).all(axis=0)]


@pytest.fixture
def picture(tmp_path, houses):
    """A picture over the demo station in metres that says nothing of its system."""
    (west, east), (south, north) = convert(*[(v.min(), v.max()) for v in houses], "WGS84", GAUSS)
    path = tmp_path / "航拍.tif"
    with rasterio.open(path, "w", driver="GTiff", count=3, width=200, height=160, dtype="uint8",
                       transform=from_bounds(west, south, east, north, 200, 160)) as out:  # fmt: skip
        out.write(np.full((3, 160, 200), 90, np.uint8))
    return path


@pytest.fixture
def elsewhere(tmp_path):
    """A picture of another town, in degrees as it says."""
    path = tmp_path / "外地.tif"
    with rasterio.open(path, "w", driver="GTiff", count=3, width=40, height=40, dtype="uint8", crs="EPSG:4326",
                       transform=from_bounds(116.3, 39.9, 116.4, 40.0, 40, 40)) as out:  # fmt: skip
        out.write(np.full((3, 40, 40), 90, np.uint8))
    return path


@pytest.fixture
def layers(tmp_path, houses):
    """A GeoPackage of two layers that both say WGS-84 and are in BD-09 and GCJ-02."""
    path = tmp_path / "places.gpkg"
    for at, (layer, datum) in enumerate((("one", "BD09"), ("two", "GCJ02"))):
        x, y = convert(*houses[:, at * 40 : at * 40 + 40], "WGS84", datum)
        names = np.array([f"{layer}{n}" for n in range(len(x))], dtype=object)
        pyogrio.raw.write(path, shapely.to_wkb(shapely.points(x, y)), [names], ["name"], geometry_type="Point", crs="EPSG:4326",
                          layer=layer, driver="GPKG", append=bool(at))  # fmt: skip
    return path


def cards(page):
    return [w.text() for w in page.part.datum.findChildren(type(page.trouble)) if w.isVisibleTo(page)]


def test_a_picture_without_a_system_is_placed_by_a_press(page, picture, until, qtbot):
    page.take_files([picture])
    until(lambda: bool(page.parcel.parts) and page.parcel.parts[0].asked)
    assert page.waits.text() == "请先选坐标系"
    qtbot.waitUntil(lambda: any(GAUSS in text and "落在本站" in text for text in cards(page)), timeout=LONG)
    press_button(page.part.datum, "就用它", qtbot)
    until(lambda: page.parcel.writes == 1)
    assert page.parcel.parts[0].report.datum.chosen == GAUSS
    press(page.apply)
    until(lambda: bool(page.parcel.done))
    assert page.station.count(Query("ground_picture")) == 1


def test_a_wrong_system_tells_how_far_off_the_picture_falls(page, picture, until, qtbot):
    page.take_files([picture])
    until(lambda: bool(page.parcel.parts) and page.parcel.parts[0].asked)
    page.part.datum.search.setText("4549")
    qtbot.waitUntil(lambda: any("EPSG:4549" in text for text in cards(page)), timeout=LONG)
    assert any("EPSG:4549，离本站 1,8" in text for text in cards(page))
    press_button(page.part.datum, "就用它", qtbot)
    until(lambda: "离本站 1,8" in page.part.trouble.text())
    assert not page.apply.isEnabled()


def test_a_picture_whose_system_is_known_but_lies_elsewhere_says_so(page, elsewhere, until):
    page.take_files([elsewhere])
    until(lambda: bool(page.parcel.parts) and bool(page.parcel.parts[0].far))
    guesses = page.part.guesses
    assert "请选择" not in [guesses.datum.itemText(n) for n in range(guesses.datum.count())]
    assert guesses.datum.currentData() == "EPSG:4326"
    assert "在站外" in guesses._made["datum"].evidence.text()
    assert "不在本站" in page.part.trouble.text()
    assert page.waits.text() == "不在本站范围内：换一个文件，或另选坐标系"
    assert not page.apply.isEnabled()


@pytest.fixture
def asked(page, layers, until):
    page.take_files([layers])
    until(lambda: bool(page.parcel.parts) and page.parcel.parts[0].places is not None)
    return page


def test_a_map_of_which_nothing_tells_the_kind_offers_the_kinds(page, layers, until):
    page.take_files([layers.rename(layers.with_name("甲.gpkg"))])
    until(lambda: bool(page.parcel.parts) and page.parcel.parts[0].unknown)
    kind = page.part.guesses.kind
    assert kind.currentText() == "请选择"
    kind.setCurrentIndex(kind.findData("place"))
    kind.activated.emit(kind.currentIndex())
    until(lambda: page.parcel.parts[0].places is not None)


def test_layers_are_answered_one_by_one(asked, until, qtbot):
    answered = []
    for _ in range(2):
        answered.append(asked.part.datum.layer)
        press_button(asked.part.datum, "就用它", qtbot)
        until(lambda: len(asked.parcel.parts[0].datums) == len(answered) and asked.parcel.whole)
    assert sorted(answered) == ["one", "two"]
    assert set(asked.parcel.parts[0].datums) == {"one", "two"}
    assert asked.apply.isEnabled()


def test_one_answer_for_all_layers(asked, until, qtbot):
    press_button(asked.part.datum, "所有图层都用它", qtbot)
    until(lambda: bool(asked.parcel.parts[0].datum) and asked.parcel.whole)
    assert asked.parcel.parts[0].datums == {}
    assert asked.apply.isEnabled()


def test_one_answer_for_all_tables_of_a_workbook(page, houses, tmp_path, until, qtbot):
    import xlsxwriter

    path = tmp_path / "点位.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name, heading in (("商铺", "店名"), ("监控", "摄像机编号")):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, [heading, "行业" if name == "商铺" else "名称", "经度", "纬度"])
            for n in range(12):
                sheet.write_row(n + 1, 0, [f"{name}{n}", "餐饮" if name == "商铺" else f"机{n}", *houses[:, n].tolist()])
    page.take_files([path])
    until(lambda: len(page.parcel.used) == 2 and page.parcel.whole)
    page.part.above.set_value("datum")
    page.part.above.chosen.emit("datum")
    qtbot.waitUntil(lambda: bool(buttons(page.part.datum, "所有表都用它")), timeout=LONG)
    press(buttons(page.part.datum, "所有表都用它")[1])
    until(lambda: page.parcel.whole)
    chosen = {part.known.datum.chosen for part in page.parcel.parts}
    assert len(chosen) == 1
    assert all(part.known.datum.evidence.get("given") for part in page.parcel.parts)


@pytest.fixture
def bare(tmp_path, houses):
    """A Shapefile of two houses beside the station, of which nothing but shapes and values came."""
    x, y = convert(houses[0].min(), houses[1].min(), "WGS84", GAUSS)
    shapes = [shapely.box(x - 60 - n * 40, y, x - 40 - n * 40, y + 12) for n in (0, 1)]
    path = tmp_path / "新村.shp"
    names = np.array(["东风新村一栋", "东风新村二栋"], dtype=object)
    pyogrio.raw.write(path, shapely.to_wkb(np.array(shapes)), [names, np.array([6, 8])], ["名称", "storeys"], crs=GAUSS,
                      geometry_type="Polygon", encoding="GB18030")  # fmt: skip
    for ending in (".prj", ".shx", ".cpg"):
        path.with_suffix(ending).unlink()
    return path


def test_what_is_missing_beside_a_shapefile_is_told_before_it_is_imported(page, bare, until):
    page.take_files([bare])
    until(lambda: page.parcel is not None and page.parcel.whole and bool(page.parcel.parts))
    notes = page.part.guesses.notes
    assert notes.isVisible()
    assert all(said in notes.text() for said in (".cpg", ".shx", "只有它落在本站范围内"))


def test_a_feature_is_counted_as_one_and_not_as_a_row(page, bare, until, qtbot):
    page.take_files([bare])
    until(lambda: page.parcel is not None and page.parcel.whole and bool(page.parcel.parts))
    go(page, "add", qtbot)
    headings = [w.text() for w in page.part.detail.findChildren(type(page.trouble))]
    assert "第 1 个" in headings
