"""Forces on the map: pins that fade and say their age, rings of accuracy, grids without anybody free."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import numpy as np
import pytest
from shapely.geometry import box

from data.clock import FixedClock, format_utc
from data.layers.columns import column_of
from scene3d.layers.forces import Ages
from scene3d.layers.grids import GridLayer
from scene3d.light import rgb


@pytest.fixture
def members(view, station, qtbot, workspace, make_record):
    """Members seen 1, 5, 30 and 180 minutes ago, each known within 12 metres, shown with their names."""
    now = station.clock.now()

    def force(n, minutes):
        east, north = 300.0 * (n % 2), 300.0 * (n // 2)
        return make_record("force", 800 + n, east, north, name=f"员{minutes}", tier="core", duty="free", accuracy=12.0,
                           seen_at=format_utc(now - timedelta(minutes=minutes)))  # fmt: skip

    station.records["force"] = [force(n, minutes) for n, minutes in enumerate((1, 5, 30, 180))]
    workspace.set_layer("force", visible=True, labelled=True)
    layer = view.layers.layers["force"]
    qtbot.waitUntil(lambda: layer.drawn is not None, timeout=10_000)
    projection = view.navigator.projection
    found = {s.title.split(" ")[0]: s for s in layer.symbols(projection) if s.count == 1}
    assert found, [(s.count, s.title) for s in layer.symbols(projection)]
    return found


@pytest.mark.screen
def test_pins_fade_and_say_their_age(members):
    assert [members[n].opacity for n in ("员1", "员5", "员30", "员180")] == [1.0, 0.75, 0.5, 0.3]
    assert [members[n].title for n in ("员1", "员5", "员180")] == ["员1", "员5 · 5 分钟前", "员180 · 3 小时前"]
    assert {s.ring for s in members.values()} == {12.0}


@pytest.fixture
def ages():
    """Ages of two members, the first of whom was seen again: their row of before lies in the table and is not drawn."""
    clock = FixedClock(datetime(2026, 11, 21, 13, 47, tzinfo=UTC))
    seen = [format_utc(clock.now() - timedelta(seconds=age)) for age in (9_000, 30, 5)]
    columns = {"seen_at": column_of(seen, numbers=False), "accuracy": np.array([50.0, np.nan, 8.0])}
    table = SimpleNamespace(columns=columns, ids=np.array([1, 2, 1]))
    return Ages(SimpleNamespace(table=table, tree=SimpleNamespace(rows=np.array([1, 2]))), clock), clock


def test_of_a_member_who_was_seen_again_the_last_place_counts(ages):
    found, _ = ages
    assert [(found[id].age, found[id].accuracy) for id in (1, 2)] == [(5.0, 8.0), (30.0, None)]
    assert found[3] is None


def test_pins_are_outworn_when_one_that_was_looked_at_has_grown_old(ages):
    found, clock = ages
    assert found[2] is not None
    assert not found.outworn
    clock.set(clock.now() + timedelta(seconds=200))
    assert found.outworn


def test_a_grid_without_anybody_free_wears_the_colour_of_what_is_late(town):
    with town.editing(who="a", why="b") as draft:
        grid = draft.add("grid", {"name": "空网格", "geometry": box(0.001, 0.001, 0.002, 0.002)})
    colours, titles = GridLayer.dressed(town, "light", [grid], [np.zeros(3)], ["空网格"])
    assert titles == ["空网格 · 没有可派力量"]
    assert colours[0].tolist() == rgb("#d93025")[:3].tolist()
