"""Coordinates written in four systems, and read from what people type."""

from __future__ import annotations

import pytest

from data.exchange.coordinates import SHOWN, read_coordinates, sought_coordinates, system_label, written, zone_of

HERE = (102.7423, 25.0561)


@pytest.mark.parametrize("system", SHOWN)
def test_what_is_written_is_read_again(system):
    text = written(*HERE, system)
    named = text if system == "CGCS2000_3" else f"{system_label(system)} {text}"
    assert (read_coordinates(named, HERE)[0].lon, read_coordinates(named, HERE)[0].lat) == pytest.approx(HERE, abs=2e-6)


def test_metres_lead_with_the_zone():
    assert zone_of(HERE[0]) == 34
    east, north = (float(part) for part in written(*HERE, "CGCS2000_3").split(","))
    assert (east, north) == (pytest.approx(34_574_902.5, abs=1), pytest.approx(2_772_474.1, abs=1))


def test_outside_the_zones_there_are_degrees():
    assert written(2.35, 48.85, "CGCS2000_3") == "2.350000, 48.850000"


@pytest.mark.parametrize("text", [
    "102.7423,25.0561", "25.0561 102.7423", "102.7423， 25.0561", "N25°3′21.96″ E102°44′32.28″",
    "东经102°44′32.28″，北纬25°3′21.96″",
    "25°3′21.96″N 102°44′32.28″E", "WGS84: 102.7423,25.0561", "102.7423, 25.0561（WGS-84）", "lat:25.0561, lng:102.7423",
    "EPSG:4522 34574902.54, 2772474.05", "34574902.54 2772474.05", "2772474.05, 574902.54", "CGCS2000 34574902.54, 2772474.05",
])  # fmt: skip
def test_all_ways_to_write_a_place(text):
    best = read_coordinates(text, HERE)[0]
    assert (best.lon, best.lat) == pytest.approx(HERE, abs=2e-5)


def test_degrees_without_a_name_are_of_the_system_shown_and_of_the_others_after_it():
    found = read_coordinates("102.7423,25.0561", HERE, "GCJ02")
    assert [r.system for r in found] == ["GCJ02", "WGS84", "BD09"]
    assert [r.system for r in read_coordinates("BD-09 102.75,25.06", HERE, "GCJ02")] == ["BD09"]


def test_a_far_place_says_how_far():
    assert "公里" in read_coordinates("37.5,-122.3", HERE)[0].label


@pytest.mark.parametrize("text", ["张伟", "12栋", "2024-05-06", "13800001111", "12-3-401", "金沙路 12", "12 301", "1 2", ""])
def test_what_people_search_for_is_no_place(text):
    assert sought_coordinates(text, HERE) == []
