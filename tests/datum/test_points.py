"""Coordinates as people write them into cells."""

from __future__ import annotations

import numpy as np
import pytest

from data.exchange.datum.hypothesis import unpacked
from data.exchange.tables.points import Pair, read_coordinate, read_pair

HERE = 31 + 14 / 60 + 23.5 / 3600


@pytest.mark.parametrize("cell", [
    "31°14′23.5″", "31°14'23.5\"", "31 14 23.5", "31-14-23.5", "31:14:23.5", "31度14分23.5秒", "N31°14′23.5″", "31°14′23.5″N",
    "北纬31°14′23.5″", "３１°１４′２３．５″",
])  # fmt: skip
def test_degrees_minutes_seconds(cell):
    found = read_coordinate(cell)
    assert found.value == pytest.approx(HERE, abs=1e-9)
    assert found.spelt


@pytest.mark.parametrize(("cell", "value", "axis"), [
    ("121.5", 121.5, ""), (121.5, 121.5, ""), ("121.5E", 121.5, "lon"), ("W 73.5", -73.5, "lon"), ("南纬 33.9", -33.9, "lat"),
    ("-33.9", -33.9, ""), ("3456000.12", 3456000.12, ""), ("31.24°", 31.24, ""),
])  # fmt: skip
def test_numbers_and_sides_of_the_world(cell, value, axis):
    found = read_coordinate(cell)
    assert (found.value, found.axis) == (pytest.approx(value), axis)


NONE = ["", "东门", "31°75′", "31 14 61", True, None, float("nan"), float("inf"), "9" * 100, "1e999", "abc"]


@pytest.mark.parametrize("cell", NONE)
def test_what_says_no_number(cell):
    assert read_coordinate(cell) is None


@pytest.mark.parametrize("cell", [
    "121.5,31.2", "31.2 121.5", "31.2，121.5", "POINT(121.5 31.2)", "POINT Z (121.5 31.2 4)", "SRID=4326;POINT(121.5 31.2)",
    "[121.5, 31.2]", "31.2/121.5", "121.5;31.2", "经度:121.5 纬度:31.2", "东经121.5度，北纬31.2度", '{"lng":121.5,"lat":31.2}',
    "lat:31.2, lng:121.5", "121.5,31.2,4.0", "N31.2 E121.5", "N31°12′ E121°30′", "31°12′0″N121°30′0″E",
])  # fmt: skip
def test_both_in_one_cell(cell):
    found = read_pair(cell)
    assert (found.first, found.second, found.fixed) == (pytest.approx(121.5), pytest.approx(31.2), True)


def test_an_order_that_nothing_tells_is_left_open():
    assert read_pair("52.37 4.9") == Pair(52.37, 4.9)
    assert read_pair("31 14 23.5, 21 30 8") == Pair(pytest.approx(HERE), pytest.approx(21.50222, abs=1e-5), spelt=True)


@pytest.mark.parametrize("cell", ["", "121.5", "31 14 23", "东门", "N31.2 N121.5", 121.5, None, "a,b", "1,2,3,4"])
def test_what_is_no_point(cell):
    assert read_pair(cell) is None


def test_packed_degrees():
    assert unpacked([31.142350, 311423.5, -31.142350, 121.3]) == pytest.approx([HERE, HERE, -HERE, 121.5], abs=1e-7)


def test_sixty_minutes_are_not_packed():
    assert np.isnan(unpacked([31.75, 31.1475, 547000.0, 40_547_000.0])).all()
