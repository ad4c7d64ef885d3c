"""A place index whose boxes are not those of the shapes is noticed; what rounding makes of them is not."""

from __future__ import annotations

import sqlite3

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from data.errors import Damaged
from data.records import Edit
from data.store import Station, compared
from data.store.tree import _rounded

CELL = 24  # bytes: an id and four numbers in single precision
HEAD = 4


@pytest.fixture
def path(tmp_path):
    found = tmp_path / "plain.station"
    with Station.create(found, "测试", origin=(121.5, 31.2)) as station:
        shapes = [shapely.box(121.5 + n * 1e-3, 31.2, 121.5005 + n * 1e-3, 31.2005) for n in range(20)]
        station.apply([Edit("building", None, {"name": str(n), "geometry": s}) for n, s in enumerate(shapes)], who="a", why="b")
    return found


def problems(path):
    """What is wrong, as opening or `verify` tells."""
    try:
        with Station.open(path) as station:
            return station.verify().problems
    except Damaged as fault:  # a box whose west lies east of its east
        return (str(fault),)


def flip(path, number):
    """Change a bit of a number of the first box, so that its edge moves by degrees."""
    with sqlite3.connect(path) as file:
        node, data = file.execute("SELECT nodeno, data FROM _place_node").fetchone()
        changed = bytearray(data)
        changed[HEAD + 8 + 4 * number + 1] ^= 0x10
        file.execute("UPDATE _place_node SET data = ? WHERE nodeno = ?", (bytes(changed), node))
    file.close()


def test_a_sound_place_index_is_no_problem(path):
    assert problems(path) == ()


@pytest.mark.parametrize("number", range(4))
def test_a_box_that_was_changed_is_noticed(path, number):
    flip(path, number)
    assert problems(path)


def test_a_box_of_another_kind_is_noticed(path):
    with sqlite3.connect(path) as file:
        file.execute("UPDATE _place_rowid SET a0 = 'camera' WHERE rowid = (SELECT min(rowid) FROM _place_rowid)")
    file.close()
    assert problems(path)


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90), st.floats(0, 0.5), st.floats(0, 0.5)), min_size=1, max_size=20))
def test_what_packing_rounds_is_held(found):
    bounds = np.array([(x, y, x + w, y + h) for x, y, w, h in found])
    packed = _rounded(bounds[:, [0, 2, 1, 3]])[:, [0, 2, 1, 3]].astype(float)
    assert compared._held(packed, bounds).all()


@given(st.floats(-180, 179), st.floats(-90, 89))
def test_what_sqlite_rounds_is_held(x, y):
    file = sqlite3.connect(":memory:")
    file.execute("CREATE VIRTUAL TABLE place USING rtree(id, w, e, s, n)")
    file.execute("INSERT INTO place VALUES (1, ?, ?, ?, ?)", (x, x + 0.01, y, y + 0.01))
    box = np.array(file.execute("SELECT w, s, e, n FROM place").fetchall())
    file.close()
    assert compared._held(box, np.array([[x, y, x + 0.01, y + 0.01]])).all()
