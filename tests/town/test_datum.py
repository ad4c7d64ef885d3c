"""Datums against the published points, and inverses against the forward formulas."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import BadInput
from data.town.datum import DATUMS, convert, parse_datum, to_wgs84

LON, LAT = st.floats(73.5, 135.0), st.floats(18.2, 53.5)


@pytest.fixture
def cities(shared_data):
    rows = json.loads((shared_data / "vectors" / "china_cities_datums.json").read_text(encoding="utf-8"))
    return {name: np.array([row["coords"][name] for row in rows]).T for name in DATUMS}


@pytest.mark.parametrize(("source", "target"), [("WGS84", "GCJ02"), ("WGS84", "BD09"), ("GCJ02", "BD09")])
def test_forward_agrees_with_published_points(cities, source, target):
    assert np.abs(np.array(convert(*cities[source], source, target)) - cities[target]).max() < 1e-5


@pytest.mark.parametrize("source", ["GCJ02", "BD09"])
def test_backward_agrees_with_published_points(cities, source):
    assert np.abs(np.array(convert(*cities[source], source, "WGS84")) - cities["WGS84"]).max() < 1e-5


@given(LON, LAT, st.sampled_from(["GCJ02", "BD09"]))
def test_there_and_back_is_where_it_was(lon, lat, datum):
    back = convert(*convert(lon, lat, "WGS84", datum), datum, "WGS84")
    assert np.abs(np.array(back) - (lon, lat)).max() < 1e-6


def test_nothing_moves_outside_china():
    assert convert(4.9, 52.4, "WGS84", "GCJ02") == (4.9, 52.4)


def test_the_shift_in_shanghai_is_some_hundred_metres():
    lon, lat = convert(121.5, 31.23, "WGS84", "GCJ02")
    assert 300 < np.hypot((lon - 121.5) * 95_000, (lat - 31.23) * 111_000) < 700


@pytest.mark.parametrize(("said", "datum"), [
    ("gcj-02", "GCJ02"), ("百度", "BD09"), ("WGS-84", "WGS84"), ("EPSG:4326", "WGS84"), ("火星坐标", "GCJ02"),
])  # fmt: skip
def test_datums_are_known_by_what_people_write(said, datum):
    assert parse_datum(said) == datum


def test_an_unknown_datum_is_named_with_those_there_are():
    with pytest.raises(BadInput, match="GCJ02"):
        parse_datum("平面")


def test_any_epsg_code_east_first():
    lon, lat, z = to_wgs84(28992, [155000.0], [463000.0], [7.0])
    assert (round(lon[0], 3), round(lat[0], 3), z[0]) == (5.387, 52.155, 7.0)


def test_chinese_grids_are_read_east_first_though_their_axes_say_north_first():
    lon, lat, _ = to_wgs84(4549, [547_000.0], [3_456_000.0], [0.0])
    assert (round(lon[0]), round(lat[0])) == (120, 31)


def test_an_unknown_epsg_code_is_told():
    with pytest.raises(BadInput, match="999999"):
        to_wgs84(999999, [0.0], [0.0], [0.0])


def test_nothing_to_convert_is_nothing():
    assert convert([], [], "BD09", "WGS84")[0].size == 0
