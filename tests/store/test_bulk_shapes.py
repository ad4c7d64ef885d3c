"""Shapes of very many additions lie in the journal as they are, and come back from it."""

from __future__ import annotations

import pytest
import shapely

from data.query import Query
from data.store.bulk import Part
from tests.store.conftest import box

COUNT = 1203  # two rows of the journal, and a third that is not full
WHERE = [None if n % 7 == 0 else box(121.5 + n * 1e-3, 31.2) for n in range(COUNT)]
SOLID = shapely.MultiPolygon([shapely.Polygon([(121.5, 31.2, 1), (121.6, 31.2, 2), (121.6, 31.3, 3)])])


def columns_of(start, stop):
    solids = [SOLID if n % 100 == 1 else None for n in range(start, stop)]
    return {"code": [f"k{n}" for n in range(start, stop)], "geometry": WHERE[start:stop], "model": solids}


@pytest.fixture
def first(station):
    """The id of the first of many buildings."""
    with station.editing(who="a", why="b") as draft:
        parts = [Part(800, lambda: columns_of(0, 800)), Part(COUNT - 800, lambda: columns_of(800, COUNT))]
        return draft.add_many("building", parts)


@pytest.mark.parametrize("n", [0, 1, 499, 500, 801, 1202])
def test_history_has_them(station, first, n):
    (entry,) = station.history("building", first + n)
    after = entry.after
    assert (after["code"], after.get("geometry"), after.get("model")) == (f"k{n}", WHERE[n], SOLID if n % 100 == 1 else None)


def test_they_are_as_they_are_in_a_row_of_its_own(station):
    with station.editing(who="a", why="b") as draft:
        id = draft.add_many("building", [Part(1, lambda: columns_of(1, 2))])
    assert station.history("building", id)[0].after["geometry"] == WHERE[1]


def test_what_is_undone_and_done_again_is_the_same(station, first):
    before = station.columns(Query("building", order=("id",)), ("id", "code", "geometry", "model"))
    station.undo(who="a")
    station.redo(who="a")
    assert station.columns(Query("building", order=("id",)), ("id", "code", "geometry", "model")) == before
    assert station.verify().sound
