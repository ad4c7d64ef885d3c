"""A town whose houses stand irregularly, and files with their points in any datum."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from shapely.geometry import box

from data.clock import FixedClock
from data.store.station import Station

NOON = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
HOUSES = 160


def houses(lon, lat, seed=7):
    """Return name and footprint (degrees) of houses that stand irregularly around a point, about 1.6 km wide."""
    rng = np.random.default_rng(seed)
    taken, made = [], []
    high = np.cos(np.radians(lat))
    while len(made) < HOUSES:
        east, north = rng.uniform(-800, 800, 2)
        wide, deep = rng.uniform(10, 45), rng.uniform(9, 20)
        if any(abs(east - e) < 55 and abs(north - n) < 38 for e, n in taken):
            continue
        taken.append((east, north))
        w, s = lon + east / (111_195 * high), lat + north / 111_195
        shape = box(w, s, w + wide / (111_195 * high), s + deep / 111_195)
        made.append((f"青岚苑{len(made) + 1}栋", shape))
    return made


def make(path, lon, lat):
    """Return a station with such a town."""
    station = Station.create(path, "测试", origin=(lon, lat), clock=FixedClock(NOON))
    with station.editing(who="t", why="setup") as draft:
        for number, (name, shape) in enumerate(houses(lon, lat), start=1):
            draft.add("building", {"name": name, "compound": "青岚苑", "number": str(number), "storeys": 6, "geometry": shape})
    return station


@pytest.fixture
def town(tmp_path):
    with make(tmp_path / "town.station", 121.47, 31.23) as station:
        yield station


@pytest.fixture
def abroad(tmp_path):
    with make(tmp_path / "abroad.station", 4.9, 52.37) as station:
        yield station


@pytest.fixture
def empty(tmp_path):
    with Station.create(tmp_path / "empty.station", "测试", clock=FixedClock(NOON)) as station:
        yield station


@pytest.fixture
def write(tmp_path):
    """Return a function that writes rows to a .csv file."""

    def to(name, rows):
        text = io.StringIO(newline="")
        csv.writer(text).writerows(rows)
        path = tmp_path / name
        path.write_text(text.getvalue(), encoding="utf-8")
        return path

    return to


@pytest.fixture
def shared_data():
    folder = Path(__file__).parents[2] / ".." / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the public test data is not here")
    return folder
