"""Labelled point sets in every datum: none that is wrong is ever called sure, and what can be known is."""

from __future__ import annotations

import numpy as np
import pytest

from data.exchange.datum import Hypothesis, Sample, Surroundings, judge
from data.query import Query
from data.town.datum import convert

DATUMS = ["WGS84", "GCJ02", "BD09", "BD09MC", "GCJ02WM", "EPSG:3857", "EPSG:4528", "EPSG:4549", "EPSG:4499"]


def points(station, count, noise, seed, *, inside=True):
    """Return ids of buildings and points in them (or anywhere in town), WGS-84 degrees, off by ``noise`` metres."""
    columns = station.columns(Query("building"), ["id", "geometry"])
    rng = np.random.default_rng(seed)
    chosen = rng.choice(len(columns["id"]), size=min(count, len(columns["id"])), replace=False)
    middles = np.array([columns["geometry"][i].centroid.coords[0] for i in chosen])
    if not inside:
        low, high = middles.min(axis=0), middles.max(axis=0)
        middles = rng.uniform(low, high, middles.shape)
    off = rng.normal(0, noise, middles.shape) / (111_195 * np.array([np.cos(np.radians(middles[0, 1])), 1.0]))
    return np.array([columns["id"][i] for i in chosen]), *(middles + off).T


def packed(degrees):
    """Return degrees as DD.MMSSss, to a ten-thousandth of a second."""
    whole = np.floor(degrees)
    minutes = np.floor((degrees - whole) * 60)
    return np.round(whole + minutes / 100 + ((degrees - whole) * 3600 - minutes * 60) / 10000, 10)


def written(lon, lat, datum, *, swapped=False):
    """Return the two numbers of each point as a file in this datum has them."""
    x, y = convert(lon, lat, "WGS84", datum)
    return (y, x) if swapped else (x, y)


def sample(x, y, named=None, **more):
    count = len(x)
    nothing, nowhere = np.zeros(count, bool), np.full(count, np.nan)
    ids = np.full(count, -1, dtype=np.int64) if named is None else named
    return Sample(x, y, nothing, nothing, ids, nowhere, nowhere, **more)


@pytest.fixture
def around(town):
    return Surroundings(town)


def puts_right(verdict, x, y, lon, lat):
    """Whether the hypothesis taken puts most points where they are, within two metres."""
    found = verdict.best.hypothesis.place(x, y)
    return np.median(np.hypot((found[0] - lon) * 95_000, (found[1] - lat) * 111_195)) < 2.0


@pytest.mark.parametrize("swapped", [False, True])
@pytest.mark.parametrize("noise", [0.0, 15.0, 60.0])
@pytest.mark.parametrize("datum", DATUMS)
def test_rows_that_name_their_building_tell(town, around, datum, noise, swapped):
    ids, lon, lat = points(town, 60, noise, seed=3)
    x, y = written(lon, lat, datum, swapped=swapped)
    verdict = judge(sample(x, y, ids), around)
    assert verdict.sure
    assert puts_right(verdict, x, y, lon, lat)


@pytest.mark.parametrize("swapped", [False, True])
@pytest.mark.parametrize("datum", DATUMS)
def test_points_in_buildings_tell_without_any_address(town, around, datum, swapped):
    _, lon, lat = points(town, 80, 2.0, seed=4)
    x, y = written(lon, lat, datum, swapped=swapped)
    verdict = judge(sample(x, y), around)
    assert verdict.sure
    assert puts_right(verdict, x, y, lon, lat)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("inside", [True, False])
@pytest.mark.parametrize("count", [1, 2, 4, 9, 25, 80])
@pytest.mark.parametrize("datum", ["WGS84", "GCJ02", "BD09"])
def test_no_wrong_datum_is_ever_sure(town, around, datum, count, inside, seed):
    for noise in (0.0, 20.0, 120.0):
        _, lon, lat = points(town, count, noise, seed=seed, inside=inside)
        x, y = written(lon, lat, datum)
        verdict = judge(sample(x, y), around)
        assert not verdict.sure or puts_right(verdict, x, y, lon, lat)
        assert verdict.sure or verdict.asks


@pytest.mark.parametrize("wrong", [0.1, 0.3])
@pytest.mark.parametrize("datum", ["WGS84", "GCJ02", "BD09"])
def test_some_wrong_addresses_do_not_mislead(town, around, datum, wrong):
    ids, lon, lat = points(town, 60, 10.0, seed=5)
    mixed = np.random.default_rng(1).random(len(ids)) < wrong
    ids[mixed] = np.roll(ids[mixed], 1)
    x, y = written(lon, lat, datum)
    verdict = judge(sample(x, y, ids), around)
    assert (verdict.sure, verdict.best.hypothesis) == (True, Hypothesis(datum))


def test_addresses_at_random_tell_nothing(town, around):
    ids, lon, lat = points(town, 60, 0.0, seed=6, inside=False)
    x, y = written(lon, lat, "GCJ02")
    verdict = judge(sample(x, y, np.random.default_rng(2).permutation(ids)), around)
    assert not verdict.sure
    assert verdict.asks


@pytest.mark.parametrize("swapped", [False, True])
@pytest.mark.parametrize("datum", ["WGS84", "GCJ02", "BD09"])
def test_packed_degrees_are_found(town, around, datum, swapped):
    ids, lon, lat = points(town, 40, 5.0, seed=8)
    x, y = written(lon, lat, datum, swapped=swapped)
    verdict = judge(sample(packed(x), packed(y), ids), around)
    assert (verdict.sure, verdict.best.hypothesis) == (True, Hypothesis(datum, swapped, packed=True))


def test_a_grid_of_the_old_datum_is_never_sure(town, around):
    ids, lon, lat = points(town, 60, 3.0, seed=9)
    x, y = convert(lon, lat, "WGS84", "EPSG:4549")
    verdict = judge(sample(x + 95.0, y - 60.0, ids), around)  # Xian 1980 lies about this far off
    assert verdict.best.metres > 50


def test_outside_china_nothing_is_asked(abroad):
    _, lon, lat = points(abroad, 3, 30.0, seed=1)
    verdict = judge(sample(lon, lat), Surroundings(abroad))
    assert (verdict.sure, verdict.asks, verdict.best.hypothesis) == (True, False, Hypothesis("WGS84"))


def test_outside_china_latitude_first_is_found_by_where_the_station_is(abroad):
    _, lon, lat = points(abroad, 3, 30.0, seed=1)
    verdict = judge(sample(lat, lon), Surroundings(abroad))
    assert (verdict.sure, verdict.best.hypothesis) == (True, Hypothesis("WGS84", swapped=True))


def test_few_points_without_an_address_ask(town, around):
    _, lon, lat = points(town, 3, 5.0, seed=2)
    verdict = judge(sample(lon, lat), around)
    assert not verdict.sure
    assert verdict.asks
    assert [e.hypothesis.datum for e in verdict.open] == ["WGS84", "GCJ02", "BD09"]
    assert verdict.apart > 400


def test_an_empty_station_takes_degrees_as_they_are_and_is_not_sure(empty):
    verdict = judge(sample(np.array([121.5, 121.6]), np.array([31.2, 31.3])), Surroundings(empty))
    assert (verdict.sure, verdict.asks, verdict.best.hypothesis) == (False, False, Hypothesis("WGS84"))


def test_an_empty_station_knows_a_zone_that_names_itself(empty):
    x, y = convert([121.47, 121.48], [31.23, 31.24], "WGS84", "EPSG:4528")
    verdict = judge(sample(y, x), Surroundings(empty))
    assert (verdict.sure, verdict.best.hypothesis) == (True, Hypothesis("EPSG:4528", swapped=True))


def test_an_empty_station_asks_for_the_meridian(empty):
    x, y = convert([121.47, 121.48], [31.23, 31.24], "WGS84", "EPSG:4549")
    verdict = judge(sample(x, y), Surroundings(empty))
    assert (verdict.sure, verdict.asks) == (False, True)


def test_what_the_file_says_is_taken(town, around):
    _, lon, lat = points(town, 3, 5.0, seed=2)
    verdict = judge(sample(*written(lon, lat, "BD09"), said="BD09"), around)
    assert (verdict.sure, verdict.best.hypothesis) == (True, Hypothesis("BD09"))


def test_what_the_file_says_against_the_ground_is_asked(town, around):
    ids, lon, lat = points(town, 40, 5.0, seed=2)
    verdict = judge(sample(*written(lon, lat, "GCJ02"), ids, said="WGS84"), around)
    assert (verdict.sure, verdict.asks) == (False, True)
    assert {e.hypothesis.datum for e in verdict.open} == {"GCJ02", "WGS84"}


MEANT = [("WGS84", "WGS84"), ("BD09", "BD09MC"), ("CGCS2000", "EPSG:4549"), ("WGS84", "EPSG:3857")]


@pytest.mark.parametrize(("given", "datum"), MEANT)
def test_what_the_person_says_covers_all_that_it_can_mean(town, around, given, datum):
    _, lon, lat = points(town, 3, 5.0, seed=2)
    x, y = written(lon, lat, datum, swapped=True)
    verdict = judge(sample(x, y), around, given)
    assert (verdict.sure, verdict.best.hypothesis) == (True, Hypothesis(datum, swapped=True))


def test_records_that_are_here_already_tell(town, around):
    _, lon, lat = points(town, 2, 200.0, seed=11)
    x, y = written(lon, lat, "GCJ02")
    known = sample(x, y)
    again = Sample(x, y, known.fixed, known.spelt, known.named, lon, lat)
    verdict = judge(again, around)
    assert (verdict.sure, verdict.best.hypothesis) == (True, Hypothesis("GCJ02"))


def test_numbers_that_are_no_coordinates(around):
    verdict = judge(sample(np.array([1e9, 2e9]), np.array([5e9, 7e9])), around)
    assert (verdict.sure, verdict.ranked) == (False, ())
