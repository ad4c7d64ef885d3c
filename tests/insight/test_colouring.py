"""What the colours of buildings tell: classes, counts that change with the records, colours that can be told apart."""

from __future__ import annotations

import numpy as np
import pytest

from data.insight.colouring import building_colours, class_ends, sources, way, ways
from data.look import code_colours, ramp
from data.query import Query
from data.records import Edit
from data.workspace import Colouring, Period


@pytest.mark.parametrize("count", [3, 5, 7])
def test_classes_of_numbers_hold_about_as_many_buildings_each(count):
    values = np.random.default_rng(4).uniform(3, 300, 700)
    ends = class_ends(values, count)
    held = np.bincount(np.searchsorted(ends, values), minlength=count)
    assert len(ends) == count and held.min() >= 0.9 * 700 / count


def test_few_different_values_are_a_class_each():
    assert class_ends(np.array([2.0, 2.0, 9.0, 4.0]), 5).tolist() == [2.0, 4.0, 9.0]


def test_a_value_that_repeats_falls_into_one_class():
    ends = class_ends(np.array([1.0] * 90 + [2.0, 3.0, 4.0, 5.0, 6.0, 7.0]), 5)
    assert len(ends) == len(set(ends.tolist())) and ends[0] == 1.0


def test_the_greatest_value_is_in_the_last_class():
    values = np.arange(1.0, 51.0)
    assert class_ends(values, 4)[-1] == 50.0


ALWAYS = Period()


def told(small, by, period=ALWAYS, **more):
    return building_colours(small.station, Colouring(by, **more), period)


def class_of(colours, building):
    return colours.classes[colours.of[building]]


def test_every_building_is_in_one_class_and_counted_there(small):
    for each in ways(small.station.kinds):
        colours = told(small, each.name)
        assert set(colours.of) == set(small.station.columns(Query("building"), ("id",))["id"])
        held = np.bincount(list(colours.of.values()), minlength=len(colours.classes)).tolist()
        assert [c.buildings for c in colours.classes] == held, each.name


def test_residents_are_those_who_live_there_now(small):
    before = class_of(told(small, "residents"), small["building"]).label
    people = small.station.read(Query("residence", (), fields=("building", "until")))
    here = [p for p in people if p["building"] == small["building"] and p["until"] is None]
    assert before == f"{len(here)} 人"
    small.station.apply([Edit("residence", here[0].id, {"until": "2026-11-20"})], who="t", why="搬走")
    assert class_of(told(small, "residents"), small["building"]).label == f"{len(here) - 1} 人"


def test_cases_are_those_of_the_period(small):
    all_of_them, none = told(small, "cases"), told(small, "cases", Period("1990-01-01T00:00:00Z", "1990-02-01T00:00:00Z"))
    assert not class_of(all_of_them, small["building"]).outside
    assert class_of(none, small["building"]).outside == "none"


def test_an_unknown_value_is_told_apart_from_zero(small):
    small.station.apply([Edit("building", small["building"], {"use": None})], who="t", why="x")
    assert class_of(told(small, "use"), small["building"]).outside == "unknown"


def test_what_is_not_there_tells_nothing(small):
    assert told(small, "no such thing") is None and told(small, "") is None


def test_counts_follow_their_own_records_only():
    assert "task" in sources("tasks") and "case" not in sources("tasks") and sources("") == frozenset()


def test_nothing_counts_or_ranks_a_person(small):
    """The only count of people is how many live in a building."""
    assert {w.name for w in ways(small.station.kinds) if w.counts} == {"residents", "tasks", "cases"}
    assert not way(small.station.kinds, "residents").label.startswith("风险")


def lightness(colour):
    """CIE L* of "#rrggbb"."""
    coded = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    y = float(((coded + 0.055) / 1.055) ** 2.4 @ (0.2126, 0.7152, 0.0722))
    return 116 * y ** (1 / 3) - 16


@pytest.mark.parametrize(("theme", "sign"), [("light", -1), ("dark", 1)])
def test_a_ramp_can_be_read_without_seeing_colours(theme, sign):
    steps = np.diff([lightness(c) for c in ramp(theme, 7)]) * sign
    assert steps.min() > 5


def as_seen_without_red(colour):
    """Protanopia after Vienot, Brettel and Mollon (1999)."""
    linear = np.array([(int(colour[i : i + 2], 16) / 255) ** 2.2 for i in (1, 3, 5)])
    turn = np.array([[0.11238, 0.88762, 0.0], [0.11238, 0.88762, 0.0], [0.00401, -0.00401, 1.0]])
    return np.clip(turn @ linear, 0, 1) ** (1 / 2.2) * 255


def test_codes_can_be_told_apart_without_seeing_red():
    seen = [as_seen_without_red(c) for c in code_colours()]
    apart = [np.linalg.norm(a - b) for i, a in enumerate(seen) for b in seen[:i]]
    assert min(apart) > 25
