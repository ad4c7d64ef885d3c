"""Forces of a replay stand where their positions say that they were."""

from __future__ import annotations

import numpy as np
import pytest

from data.duty.replay.whereabouts import Places
from data.layers.columns import column_of
from data.query import Query
from data.town.frame import LocalFrame
from scene3d.layers.forces import standing_at
from scene3d.layers.table import Table, Wanted

FRAME = LocalFrame(102.74, 25.05)
SEEN = 1_795_000_000.0  # 2026-11-18T10:26:40Z


@pytest.fixture
def table():
    columns = {
        "id": np.array([7.0, 8.0]), "seen_at": column_of([None, "2026-11-21T13:00:00Z"], numbers=False),
        "accuracy": np.array([np.nan, 30.0]),
    }  # fmt: skip
    return Table(Wanted(Query("force"), ()), columns, np.zeros((2, 2), np.float32), np.zeros(2, np.float32))


@pytest.fixture
def moved(table):
    east = FRAME.to_degrees(100.0, 50.0)
    places = Places(np.array([7]), np.array([east[0]]), np.array([east[1]]), np.array([SEEN]), np.array([9.0]))
    return standing_at(table, places, FRAME)


def test_who_was_seen_stands_there(moved):
    assert moved.at[0].tolist() == pytest.approx([100.0, 50.0], abs=0.01)


def test_who_was_not_seen_stays(moved):
    assert (moved.at[1].tolist(), moved.columns["seen_at"].value(1)) == ([0.0, 0.0], "2026-11-21T13:00:00Z")


def test_age_and_accuracy_are_those_of_the_position(moved):
    assert (moved.columns["seen_at"].value(0), moved.columns["accuracy"].tolist()) == ("2026-11-18T11:06:40Z", [9.0, 30.0])


def test_the_table_that_is_kept_is_not_touched(table, moved):
    assert table.at.tolist() == [[0.0, 0.0], [0.0, 0.0]]
