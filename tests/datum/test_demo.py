"""The demo station's own records, written in every datum: how many are recognised, and that none is taken for another."""

from __future__ import annotations

import shutil
from collections import Counter

import numpy as np
import pytest

from data.exchange.datum import Surroundings, judge
from data.query import Query
from data.store.station import Station

from .labelled import puts_right, sample, written

DATUMS = ("WGS84", "GCJ02", "BD09", "BD09MC", "EPSG:3857", "EPSG:4522")
KINDS = ("shop", "camera", "case")  # in buildings, along the streets, anywhere
SIZES = (1, 3, 10, 60)


@pytest.fixture(scope="module")
def around(demo_file, tmp_path_factory):
    path = tmp_path_factory.mktemp("datum") / "demo.station"
    shutil.copy(demo_file, path)
    with Station.open(path) as station:
        yield Surroundings(station)


@pytest.fixture(scope="module")
def outcomes(around):
    """What became of each trial: kind, whether rows name their building, how many points, datum, outcome."""
    return [(kind, named, *o) for kind in KINDS for named in (True, False) for o in trials(around, kind, named=named)]


def records(station, kind):
    """Return longitude, latitude and the building (-1 for none) of all records of a kind that have a point."""
    fields = ["geometry", "building"] if "building" in station.kinds[kind].fields else ["geometry"]
    columns = station.columns(Query(kind), fields)
    links = columns.get("building", [None] * len(columns["geometry"]))
    pairs = zip(columns["geometry"], links, strict=True)
    return np.array([(g.x, g.y, b or -1) for g, b in pairs if g is not None and g.geom_type == "Point"], float)


def trials(around, kind, *, named):
    """Yield the outcome of judging points of a kind: how many there were, in which datum, and "right", "asks" or "wrong"."""
    every = records(around.station, kind)
    rng = np.random.default_rng(11)
    for turn, datum in enumerate(DATUMS):
        for size in SIZES:
            lon, lat, building = every[rng.choice(len(every), min(size, len(every)), replace=False)].T
            noise = (0.0, 12.0, 40.0)[turn % 3] / 111_195
            there = lon + rng.normal(0, noise, len(lon)), lat + rng.normal(0, noise, len(lat))
            x, y = written(*there, datum, swapped=turn % 2 == 1)
            verdict = judge(sample(x, y, building.astype(np.int64) if named else None), around)
            yield size, datum, "asks" if not verdict.sure else "right" if puts_right(verdict, x, y, *there) else "wrong"


def test_no_datum_is_taken_for_another(outcomes):
    assert [o for o in outcomes if o[-1] == "wrong"] == []


def test_with_addresses_every_datum_is_recognised_from_three_rows_on(outcomes):
    found = Counter(o[-1] for o in outcomes if o[:2] == ("shop", True) and o[2] >= 3)
    assert found == {"right": 18}


def test_shops_are_recognised_by_their_buildings_alone(outcomes):
    found = {o[3]: o[-1] for o in outcomes if o[:3] == ("shop", False, 60)}
    assert found.pop("BD09") == "asks"  # points 40 m off fall anywhere
    assert set(found.values()) == {"right"}


def test_one_point_alone_never_tells_a_datum_of_degrees(outcomes):
    found = {o[-1] for o in outcomes if o[:3] == ("shop", False, 1) and o[3] in DATUMS[:3]}
    assert found == {"asks"}
