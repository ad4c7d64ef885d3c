import numpy as np
import pytest
import shapely

from data.layers.columns import Coded, column_of
from data.query import Query, Where
from data.records import Edit
from data.store import Station

CASES = (
    {"type": "theft", "severity": "major", "reported_at": "2026-11-20T01:00:00Z", "storey": 3, "address": "金沙路1号",
     "geometry": shapely.Point(102.7412345678, 25.05)},
    {"type": "noise", "reported_at": "2026-11-20T02:00:00Z", "address": "金沙路1号"},
    {"type": "theft", "reported_at": "2026-11-20T03:00:00Z", "geometry": shapely.Point(102.75, 25.06)},
)  # fmt: skip


@pytest.fixture
def station(tmp_path):
    with Station.create(tmp_path / "a.station", "a", origin=(102.74, 25.05)) as made:
        made.apply([Edit("case", None, values) for values in CASES], who="t", why="t")
        yield made


def test_places_come_to_a_millimetre_and_nan_where_there_is_none(station):
    found = station.arrays(Query("case"), ("lon", "lat"))
    assert found["lon"] == pytest.approx([102.7412345678, np.nan, 102.75], abs=1.1e-8, nan_ok=True)
    assert found["id"].tolist() == [r.id for r in station.read(Query("case"))]


def test_choices_and_words_come_as_codes_and_numbers_as_numbers(station):
    found = station.arrays(Query("case"), ("type", "address", "storey"))
    assert [found["type"].value(n) for n in range(3)] == ["theft", "noise", "theft"]
    assert [found["address"].value(n) for n in range(3)] == ["金沙路1号", "金沙路1号", None]
    assert found["address"].values == ("金沙路1号",)
    assert found["storey"] == pytest.approx([3, np.nan, np.nan], nan_ok=True)


def test_only_the_records_asked_for_are_read_whatever_the_order(station):
    found = station.arrays(Query("case", (Where("type", "is", "theft"),), order=("-reported_at",)), ("address",))
    assert len(found["id"]) == 2
    assert np.all(np.diff(found["id"]) > 0)
    assert [found["address"].value(n) for n in range(2)] == ["金沙路1号", None]


def test_where_there_is_nothing_there_are_empty_columns(station):
    found = station.arrays(Query("shop"), ("lon", "name", "trade"))
    assert {name: len(column) for name, column in found.items()} == {"id": 0, "lon": 0, "name": 0, "trade": 0}


def test_a_column_is_made_of_values():
    assert column_of([1, None, 2.5], numbers=True) == pytest.approx([1, np.nan, 2.5], nan_ok=True)
    words = column_of(["a", None, "b", "a"], numbers=False)
    assert isinstance(words, Coded)
    assert [words.value(n) for n in range(4)] == ["a", None, "b", "a"]
