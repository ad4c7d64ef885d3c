"""Systems to choose from: found by code or name, the zones at the station's place first, each with how far it would be."""

from __future__ import annotations

import numpy as np
import pytest

from data.exchange.datum.offers import away, distance_words, found_by, offers, placed
from data.exchange.datum.zones import ALL, zone_label
from data.town.datum import convert

HERE = (121.48, 31.22, 121.52, 31.26)


@pytest.fixture(scope="module")
def gauss():
    return convert([121.49, 121.51], [31.23, 31.25], "WGS84", "EPSG:4549")


def test_zones_at_the_stations_place_come_first_and_fit(gauss):
    first = [o.said for o in offers(*gauss, HERE)[:3]]
    assert first == ["EPSG:4549", "EPSG:2385", "EPSG:2437"]  # CGCS2000, Xian 80, Beijing 54: each at 120 degrees


def test_a_zone_number_in_front_is_seen(gauss):
    x, y = convert([121.49, 121.51], [31.23, 31.25], "WGS84", "EPSG:4528")
    assert offers(x, y, HERE)[0].said == "EPSG:4528"


def test_a_wrong_zone_tells_how_far_off_it_is(gauss):
    wrong = placed("EPSG:4548", *gauss, HERE)
    assert not wrong.fits
    assert wrong.metres == pytest.approx(285_000, rel=0.05)  # three degrees of longitude at this latitude
    assert "千米" in wrong.words


def test_what_a_system_cannot_have_is_said(gauss):
    assert placed("WGS84", *gauss, HERE).metres == float("inf")
    assert "放不下" in placed("WGS84", *gauss, HERE).words


def test_degrees_are_offered_the_datums_of_degrees():
    said = {o.said for o in offers(np.array([121.5]), np.array([31.24]), HERE)}
    assert said == {"WGS84", "GCJ02", "BD09", "CGCS2000"}


def test_an_empty_station_has_nothing_to_be_far_from(gauss):
    assert offers(*gauss, None)[0].metres is None


@pytest.mark.parametrize(("text", "said"), [
    ("4549", "EPSG:4549"), ("EPSG:28992", "EPSG:28992"), ("西安80 120", "EPSG:2385"), ("cgcs2000 120", "EPSG:4549"),
    ("amersfoort new", "EPSG:28992"), ("百度墨卡托", "BD09MC"), ("4490", "CGCS2000"), ("UTM 51", "EPSG:32651"),
])  # fmt: skip
def test_a_system_is_found_by_code_or_name(text, said):
    assert said in found_by(text)[:3]


def test_what_is_no_system_finds_nothing():
    assert found_by("没有这种坐标系") == []


def test_every_zone_has_the_meridian_that_proj_says():
    from pyproj import CRS

    for series in ALL:
        for code in (series.first, series.first + series.count - 1):
            system = CRS.from_epsg(code)
            assert system.name.startswith(series.system)
            assert f"{series.width}-degree" in system.name or series.width == 6
            meridian = next(p.value for p in system.coordinate_operation.params if p.name == "Longitude of natural origin")
            assert meridian == series.meridian(code)


def test_only_zones_have_a_label():
    assert zone_label(4549)
    assert zone_label(32651)
    assert not zone_label(28992)


def test_what_reaches_into_the_station_is_not_away():
    assert away(np.array([121.0, 122.0]), np.array([31.0, 32.0]), HERE) == 0


@pytest.mark.parametrize(("metres", "words"), [(7.4, "7 米"), (444, "440 米"), (2_345, "2.3 千米"), (301_234, "301 千米")])
def test_distances_are_said_as_people_say_them(metres, words):
    assert distance_words(metres) == words
