"""The place index filled in one go is a sound R*Tree that finds what one filled box by box finds."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from sqlcipher3 import dbapi2

from data.query import Area, Query
from data.records import Edit
from data.store.bulk import Part
from data.store.indexing import PLACE
from data.store.schema import SYSTEM
from data.store.tree import Placed, fill, worth_packing

TABLE = next(line for line in SYSTEM.splitlines() if "rtree" in line)


@pytest.fixture
def connection():
    connection = dbapi2.connect(":memory:", isolation_level=None)
    connection.execute(TABLE)
    yield connection
    connection.close()


def boxes(count, seed=1):
    rng = np.random.default_rng(seed)
    w, s = rng.uniform(-74.2, -73.8, count), rng.uniform(40.6, 40.9, count)
    return np.column_stack([w, w + rng.uniform(0, 3e-4, count), s, s + rng.uniform(0, 3e-4, count)])


def packed(connection, ids, given, kind="building"):
    fill(connection, [Placed(kind, np.array(ids, dtype=np.int64), given)], lambda rows, _: rows)


def sound(connection):
    return connection.execute("SELECT rtreecheck('_place')").fetchone()[0] == "ok"


@pytest.mark.parametrize("count", [1, 40, 41, 42, 1700, 5000])  # one node, the first with two, three levels
def test_it_is_sound(connection, count):
    packed(connection, np.random.default_rng(2).permutation(count) + 5, boxes(count))
    assert sound(connection)


def test_it_stays_sound_when_boxes_come_and_go(connection):
    packed(connection, range(1, 2001), boxes(2000))
    connection.executemany("DELETE FROM _place WHERE id = ?", ((id,) for id in range(1, 1500)))
    connection.executemany(PLACE, ((id, -74, -73.9, 40.7, 40.71, "camera") for id in range(5000, 5500)))
    assert sound(connection)
    assert connection.execute("SELECT count(*) FROM _place").fetchone()[0] == 2000 - 1499 + 500


def test_it_finds_all_that_touches_a_box_and_little_else(connection):
    given = boxes(2000)
    packed(connection, range(2000), given)
    asked = "SELECT id FROM _place WHERE w <= -74 AND e >= -74.02 AND s <= 40.8 AND n >= 40.79"
    found = {row[0] for row in connection.execute(asked)}
    touching = (given[:, 0] <= -74) & (given[:, 1] >= -74.02) & (given[:, 2] <= 40.8) & (given[:, 3] >= 40.79)
    nearly = (given[:, 0] <= -73.99999) & (given[:, 1] >= -74.02001) & (given[:, 2] <= 40.80001) & (given[:, 3] >= 40.78999)
    assert set(np.flatnonzero(touching).tolist()) <= found <= set(np.flatnonzero(nearly).tolist())
    assert found


def test_what_was_there_stays(connection):
    connection.executemany(PLACE, ((id, -74, -73.9, 40.7, 40.71, "camera") for id in range(5000, 5100)))
    packed(connection, range(300), boxes(300))
    counts = dict(connection.execute("SELECT kind, count(*) FROM _place GROUP BY kind").fetchall())
    assert counts == {"camera": 100, "building": 300}
    assert sound(connection)


def test_a_few_among_many_are_not_worth_it(connection):
    packed(connection, range(300), boxes(300))
    assert not worth_packing(connection, 299)
    assert worth_packing(connection, 300)


def test_a_station_finds_what_came_in_bulk(station):
    before = station.apply([Edit("camera", None, {"code": "k", "geometry": shapely.Point(121.7, 31.4)})], who="a", why="b")
    points = [shapely.Point(121.5 + n * 1e-4, 31.2) if n % 3 else None for n in range(200)]
    columns = {"code": [f"c{n}" for n in range(200)], "geometry": points}
    with station.editing(who="a", why="b") as draft:
        first = draft.add_many("camera", [Part(120, lambda: {n: c[:120] for n, c in columns.items()}),
                                          Part(80, lambda: {n: c[120:] for n, c in columns.items()})])  # fmt: skip
    found = station.read(Query("camera", area=Area(bbox=(121.5001, 31.1, 121.5101, 31.3))))
    assert {r.id - first for r in found} == {n for n in range(1, 102) if n % 3}
    assert [r.id for r in station.read(Query("camera", area=Area(near=(121.7, 31.4, 5))))] == [before.changes[0].id]
    assert station.verify().sound
