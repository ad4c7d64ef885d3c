"""Every datum there and back, against published points and by property."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import BadInput
from data.town.datum import convert, parse_datum

# The names of the published points, and the tolerance of forward conversion in the system's own unit.
PUBLISHED = {"GCJ02": 1e-5, "BD09": 1e-5, "BD09MC": 1.0, "GCJ02MC": 1.0, "EPSG3857": 1e-2}
CHINESE = ["GCJ02", "BD09", "BD09MC", "GCJ02MC", "GCJ02WM", "CGCS2000", "EPSG:3857"]
LON, LAT = st.floats(73.5, 135.0), st.floats(18.2, 53.5)


@pytest.fixture
def cities(shared_data):
    rows = json.loads((shared_data / "vectors" / "china_cities_datums.json").read_text(encoding="utf-8"))
    return {name: np.array([row["coords"][name] for row in rows]).T for name in ("WGS84", *PUBLISHED)}


@pytest.mark.parametrize("name", PUBLISHED)
def test_forward_agrees_with_published_points(cities, name):
    found = np.array(convert(*cities["WGS84"], "WGS84", name.replace("EPSG", "EPSG:")))
    assert np.abs(found - cities[name]).max() < PUBLISHED[name]


@pytest.mark.parametrize("name", ["BD09MC", "GCJ02MC", "GCJ02", "BD09", "EPSG3857"])
def test_backward_agrees_with_published_points(cities, name):
    assert np.abs(np.array(convert(*cities[name], name.replace("EPSG", "EPSG:"), "WGS84")) - cities["WGS84"]).max() < 1e-5


@settings(deadline=None)
@given(LON, LAT, st.sampled_from(CHINESE))
def test_there_and_back_is_where_it_was(lon, lat, datum):
    back = convert(*convert(lon, lat, "WGS84", datum), datum, "WGS84")
    assert np.abs(np.array(back) - (lon, lat)).max() < 1e-6


@settings(deadline=None)
@given(st.integers(0, 20), st.floats(-1.6, 1.6), st.floats(18.2, 53.5))
def test_gauss_zones_there_and_back(zone, off, lat):
    lon, datum = 75 + 3 * zone + off, f"EPSG:{4534 + zone}"
    assert np.abs(np.array(convert(*convert(lon, lat, "WGS84", datum), datum, "WGS84")) - (lon, lat)).max() < 1e-6


def test_from_one_to_another_takes_the_shortest_way(cities):
    assert np.abs(np.array(convert(*cities["GCJ02"], "GCJ02", "BD09")) - cities["BD09"]).max() < 1e-6
    assert np.abs(np.array(convert(*cities["BD09MC"], "BD09MC", "BD09")) - cities["BD09"]).max() < 1e-6


def test_many_points_are_what_each_is_alone():
    lon, lat = np.linspace(75, 134, 50), np.linspace(19, 53, 50)
    whole = np.array(convert(lon, lat, "WGS84", "BD09MC")).T
    alone = [convert(x, y, "WGS84", "BD09MC") for x, y in zip(lon, lat, strict=True)]
    assert np.abs(whole - np.array(alone)).max() < 1e-6


@pytest.mark.parametrize("datum", [*CHINESE, "EPSG:4549"])
def test_what_is_no_number_stays_none_and_harms_no_other(datum):
    x, y = convert([121.5, np.nan, 121.5], [31.2, 31.2, np.nan], "WGS84", datum)
    lon, lat = convert(x, y, datum, "WGS84")
    assert (round(float(lon[0]), 6), round(float(lat[0]), 6)) == (121.5, 31.2)
    assert np.isnan(lon[1]) or np.isnan(lat[1])
    assert np.isnan(lon[2]) or np.isnan(lat[2])


@pytest.mark.parametrize("datum", ["GCJ02", "BD09", "BD09MC", "EPSG:4549"])
def test_nothing_to_convert_is_nothing(datum):
    assert convert([], [], datum, "WGS84")[0].size == 0


@settings(deadline=None)
@given(st.floats(-180, 60), st.floats(-70, 70))
def test_gcj02_is_wgs84_outside_china(lon, lat):
    assert convert(lon, lat, "WGS84", "GCJ02") == (lon, lat)


@pytest.mark.parametrize(("said", "datum"), [
    ("国家2000坐标系", "CGCS2000"), ("2000国家大地坐标系", "CGCS2000"), ("百度墨卡托", "BD09MC"), ("Web 墨卡托", "EPSG:3857"),
    ("EPSG:900913", "EPSG:3857"), ("epsg:4549", "EPSG:4549"), ("CGCS2000_3_Degree_GK_Zone_40", "EPSG:4528"),
    ("CGCS2000 / 3-degree Gauss-Kruger CM 120E", "EPSG:4549"), ("6度带21带", "EPSG:4499"), ("CGCS2000 3度带 第40带", "EPSG:4528"),
    ("EPSG:4490", "CGCS2000"), ("高德坐标系", "GCJ02"),
])  # fmt: skip
def test_datums_are_known_by_what_people_write(said, datum):
    assert parse_datum(said) == datum


@pytest.mark.parametrize("said", ["西安80 3度带40带", "Xian_1980_3_Degree_GK_Zone_40", "北京54", "平面", "", "3度带20带"])
def test_what_is_not_known_exactly_is_not_guessed(said):
    with pytest.raises(BadInput):
        parse_datum(said)
