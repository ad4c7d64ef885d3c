"""Labelled point sets in every datum: none that is wrong is ever called sure, and what can be known is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.exchange.datum import Hypothesis, Sample, Surroundings, judge
from data.town.datum import convert

from .conftest import make
from .labelled import packed, points, puts_right, sample, written

ANY = st.floats(allow_nan=False, allow_infinity=False)
NUMBERS = st.one_of(st.floats(-181, 181), st.floats(-5e7, 5e7), ANY, st.integers(-(10**9), 10**9))
DATUMS = ["WGS84", "GCJ02", "BD09", "BD09MC", "GCJ02WM", "EPSG:3857", "EPSG:4528", "EPSG:4549", "EPSG:4499"]


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    with make(tmp_path_factory.mktemp("town") / "town.station", 121.47, 31.23) as station:
        yield station


@pytest.fixture(scope="module")
def around(town):
    return Surroundings(town)


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


@pytest.mark.parametrize("inside", [True, False])
@pytest.mark.parametrize("count", [1, 4, 9, 25, 80])
@pytest.mark.parametrize("datum", ["WGS84", "GCJ02", "BD09"])
def test_no_wrong_datum_is_ever_sure(town, around, datum, count, inside):
    for seed, noise in enumerate((0.0, 20.0, 120.0)):
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


def test_metres_that_lead_nowhere_near_the_station_are_asked_about(around):
    x, y = convert([113.2, 113.3], [23.1, 23.2], "WGS84", "EPSG:4526")
    verdict = judge(sample(x, y), around)
    assert (verdict.sure, verdict.asks) == (False, True)


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


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=30), st.sampled_from(["", "WGS84", "BD09", "EPSG:4549"]))
def test_any_numbers_end_in_a_verdict(around, pairs, said):
    x, y = np.array(pairs, float).T
    verdict = judge(sample(x, y), around, said)
    assert verdict.guess().chosen
    assert not (verdict.sure and verdict.asks)


def test_a_datum_that_the_numbers_cannot_be_in_is_refused(town, around):
    _, lon, lat = points(town, 5, 5.0, seed=2)
    verdict = judge(sample(lon, lat), around, "BD09MC")
    assert (verdict.sure, verdict.asks, verdict.ranked) == (False, True, ())


@pytest.mark.parametrize("datum", ["WGS84", "GCJ02", "BD09"])
def test_the_edge_of_the_station_tells_no_datums_apart(town, around, datum):
    _, _, east, north = around.bounds
    for metres in range(2000, 4200, 200):
        x, y = written(np.array([east + metres / 95_000] * 3), np.array([north, north + 1e-4, north + 2e-4]), datum)
        verdict = judge(sample(x, y), around)
        assert (verdict.sure, verdict.asks) == (False, True), metres


def test_a_pair_in_an_order_that_nothing_tells_is_not_sure(empty):
    x, y = np.array([52.37, 52.38]), np.array([4.9, 4.91])
    assert judge(sample(x, y), Surroundings(empty)).sure
    verdict = judge(sample(x, y, ordered=False), Surroundings(empty))
    assert (verdict.sure, verdict.asks) == (False, False)
