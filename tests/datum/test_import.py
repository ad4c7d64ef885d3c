"""Files with coordinates through the whole import: found, asked for, remembered."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from shapely import Point

from data.exchange.datum import DatumUnclear
from data.exchange.importer import apply_import, import_file, preview, understand
from data.exchange.tables.datums import hypotheses
from data.query import Query
from data.records import Edit
from data.town.datum import convert

HEAD = ["店名", "行业", "地址", "经度", "纬度"]


def shops(town, datum, count=12):
    """Return rows of shops, each in the building that its address names, in a datum."""
    columns = town.columns(Query("building", limit=count), ["name", "geometry"])
    rows = []
    for name, shape in zip(columns["name"], columns["geometry"], strict=True):
        x, y = convert(shape.centroid.x, shape.centroid.y, "WGS84", datum)
        rows.append([f"{name}小店", "其他", name, float(x), float(y)])
    return rows


def stored(town):
    columns = town.columns(Query("shop", order=("name",)), ["lon", "lat", "source_datum"])
    return np.array([columns["lon"], columns["lat"]]), columns["source_datum"]


def right_places(rows, datum):
    rows = sorted(rows)
    return np.array(convert([r[3] for r in rows], [r[4] for r in rows], datum, "WGS84"))


@pytest.mark.parametrize("datum", ["WGS84", "GCJ02", "BD09", "BD09MC", "EPSG:3857", "EPSG:4528"])
def test_points_come_to_lie_where_they_are_and_remember_their_datum(town, write, datum):
    rows = shops(town, datum)
    report = import_file(town, write("商铺.csv", [HEAD, *rows]), who="t")
    assert (report.added, report.datum.chosen, report.datum.sure) == (12, datum, True)
    places, source = stored(town)
    assert np.abs(places - right_places(rows, datum)).max() < 1e-7
    assert set(source) == {datum}


def test_the_same_file_again_changes_nothing_though_no_address_is_left(town, write):
    rows = [[r[0], r[1], "别处", r[3], r[4]] for r in shops(town, "GCJ02", 3)]
    path = write("商铺.csv", [HEAD, *rows])
    import_file(town, path, who="t", datum="gcj02")
    again = import_file(town, path, who="t")
    assert (again.datum.chosen, again.unchanged, again.batch) == ("GCJ02", 3, None)


def test_what_cannot_be_told_is_asked_and_nothing_written(town, write):
    rows = [[f"摊{n}", "其他", "", 121.47 + n / 1000, 31.23] for n in range(3)]
    path, before = write("商铺.csv", [HEAD, *rows]), town.info()
    with pytest.raises(DatumUnclear, match=r"商铺\.csv.*GCJ-02") as told:
        import_file(town, path, who="t")
    assert told.value.candidates == ("WGS84", "GCJ02", "BD09")
    assert town.info() == before


def test_a_dry_run_says_it_instead(town, write):
    rows = [[f"摊{n}", "其他", "", 121.47 + n / 1000, 31.23] for n in range(3)]
    found = import_file(town, write("商铺.csv", [HEAD, *rows]), who="t", dry_run=True).datum
    assert (found.sure, found.asks, found.evidence["candidates"]) == (False, True, ["WGS84", "GCJ02", "BD09"])


HEADINGS = [("百度经度", "BD09"), ("高德经度", "GCJ02"), ("GPS经度", "WGS84"), ("经度(GCJ-02)", "GCJ02"),
            ("BD09坐标系经度", "BD09"), ("经度_wgs84", "WGS84"), ("CGCS2000经度", "CGCS2000")]  # fmt: skip


@pytest.mark.parametrize(("heading", "datum"), HEADINGS)
def test_the_heading_may_say_it(town, write, heading, datum):
    head = [heading if h == "经度" else heading.replace("经度", "纬度") if h == "纬度" else h for h in HEAD]
    path = write("商铺.csv", [head, *([*r[:2], "", *r[3:]] for r in shops(town, datum, 2))])
    report = import_file(town, path, who="t", kind="shop")
    assert (report.datum.chosen, report.datum.sure) == (datum, True)


def test_of_points_in_several_datums_those_are_read_that_need_no_conversion(town, write):
    both = zip(shops(town, "WGS84"), shops(town, "BD09"), strict=True)
    rows = [[*wgs[:2], "", *bd[3:], *wgs[3:]] for wgs, bd in both]
    path = write("商铺.csv", [["店名", "行业", "地址", "百度经度", "百度纬度", "WGS84经度", "WGS84纬度"], *rows])
    report = import_file(town, path, who="t", kind="shop")
    assert {c: t for c, t in report.mapping.items() if t in ("lon", "lat")} == {"WGS84经度": "lon", "WGS84纬度": "lat"}


def test_a_column_may_say_it(town, write):
    rows = [[*r[:2], "", *r[3:], "火星坐标系"] for r in shops(town, "GCJ02", 2)]
    report = import_file(town, write("商铺.csv", [[*HEAD, "坐标系"], *rows]), who="t")
    assert (report.datum.chosen, report.datum.sure) == ("GCJ02", True)


def test_latitude_first_in_one_cell(town, write):
    rows = [[r[0], r[1], r[2], f"{r[4]:.7f} {r[3]:.7f}"] for r in shops(town, "GCJ02")]
    report = import_file(town, write("商铺.csv", [[*HEAD[:3], "坐标"], *rows]), who="t")
    assert (report.datum.chosen, report.added) == ("GCJ02", 12)
    assert np.abs(stored(town)[0] - right_places(shops(town, "GCJ02"), "GCJ02")).max() < 2e-7


def test_columns_of_surveyors_with_x_to_the_north(town, write):
    rows = [[r[0], r[1], r[2], r[4], r[3]] for r in shops(town, "EPSG:4549")]
    report = import_file(town, write("商铺.csv", [[*HEAD[:3], "X坐标", "Y坐标"], *rows]), who="t")
    assert (report.datum.chosen, report.added) == ("EPSG:4549", 12)
    assert np.abs(stored(town)[0] - right_places(shops(town, "EPSG:4549"), "EPSG:4549")).max() < 1e-7


def test_degrees_minutes_and_seconds(town, write):
    def spelt(degrees):
        minutes = (degrees - int(degrees)) * 60
        return f"{int(degrees)}°{int(minutes)}′{(minutes - int(minutes)) * 60:.4f}″"

    rows = [[*r[:3], spelt(r[3]) + "E", spelt(r[4]) + "N"] for r in shops(town, "BD09")]
    report = import_file(town, write("商铺.csv", [HEAD, *rows]), who="t")
    assert (report.datum.chosen, report.added) == ("BD09", 12)
    assert np.abs(stored(town)[0] - right_places(shops(town, "BD09"), "BD09")).max() < 1e-6


def test_a_slip_in_one_row_refuses_that_row(town, write):
    rows = shops(town, "GCJ02")
    rows[4][3] = 921.47
    report = import_file(town, write("商铺.csv", [HEAD, *rows]), who="t")
    assert (report.added, report.rejected, report.datum.chosen) == (11, 1, "GCJ02")
    assert (report.rejects[0].row, report.rejects[0].column) == (6, "经度")


def test_nothing_is_asked_outside_china(abroad, write):
    rows = [["Winkel", "其他", "", 4.9001, 52.3702], ["Bakker", "其他", "", 4.9002, 52.3703]]
    report = import_file(abroad, write("shops.csv", [HEAD, *rows]), who="t", kind="shop")
    assert (report.added, report.datum.chosen, report.datum.sure) == (2, "WGS84", True)


def test_a_point_that_is_moved_forgets_where_it_came_from(town, write):
    import_file(town, write("商铺.csv", [HEAD, *shops(town, "GCJ02")]), who="t")
    shop = town.first(Query("shop", fields=("name", "geometry", "source_datum")))
    town.apply([Edit("shop", shop.id, {"name": "改名"})], who="t", why="t")
    assert town.get("shop", shop.id)["source_datum"] == "GCJ02"
    batch = town.apply([Edit("shop", shop.id, {"geometry": Point(121.47, 31.23)})], who="t", why="t").id
    assert town.get("shop", shop.id)["source_datum"] is None
    town.undo(batch, who="t")
    assert town.get("shop", shop.id)["source_datum"] == "GCJ02"


def test_the_window_gets_every_hypothesis_with_points_to_show(town, write):
    known = understand(write("商铺.csv", [HEAD, *shops(town, "GCJ02")]), town)
    choices = hypotheses(known, town)
    assert [c.datum for c in choices] == ["GCJ02", "WGS84", "BD09"]
    first, second = choices[:2]
    assert (first.sure, second.sure) == (True, False)
    assert first.metres < 5
    assert second.metres > 100
    assert first.inside > 0.9
    assert len(first.lon) == len(first.lat) == 12
    assert "GCJ-02" in first.label


def test_a_chosen_hypothesis_is_what_is_written(town, write):
    known = understand(write("商铺.csv", [HEAD, *shops(town, "GCJ02")]), town)
    other = next(c for c in hypotheses(known, town) if c.datum == "BD09")
    apply_import(preview(replace(known, datum=other.guess), town), town, "t")
    assert set(stored(town)[1]) == {"BD09"}


def test_a_datum_that_the_numbers_cannot_be_in_writes_nothing(town, write):
    path, before = write("商铺.csv", [HEAD, *shops(town, "WGS84", 3)]), town.info()
    with pytest.raises(DatumUnclear, match="百度墨卡托"):
        import_file(town, path, who="t", datum="BD09MC")
    assert town.info() == before


def test_the_report_says_what_the_coordinates_were_taken_for_and_why(town, write):
    report = import_file(town, write("商铺.csv", [HEAD, *shops(town, "GCJ02")]), who="t")
    assert report.notes[0] == "坐标按“GCJ-02（高德、腾讯）”处理：落在地址所写的楼上"


def test_of_plain_wgs84_nothing_is_said(town, write):
    report = import_file(town, write("商铺.csv", [HEAD, *shops(town, "WGS84")]), who="t")
    assert not [n for n in report.notes if "坐标" in n]


def test_in_an_empty_station_the_report_says_that_nothing_bears_it_out(empty, write):
    rows = [[f"摊{n}", "其他", "", 121.47 + n / 1000, 31.23] for n in range(3)]
    report = import_file(empty, write("商铺.csv", [HEAD, *rows]), who="t")
    assert (report.added, report.datum.sure) == (3, False)
    assert "WGS-84" in report.notes[0]


def test_records_far_from_every_building_are_known_again_too(town, write):
    rows = [[f"摊{n}", "其他", "", 121.60 + n / 1000, 31.23] for n in range(3)]
    path = write("商铺.csv", [HEAD, *rows])
    import_file(town, path, who="t", datum="bd09")
    again = import_file(town, path, who="t")
    assert (again.datum.chosen, again.unchanged) == ("BD09", 3)
