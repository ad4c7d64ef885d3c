"""A layer's filters and the period become one question."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from data.insight import LayerCount, layer_counts, layer_query
from data.insight.layers import opening_period
from data.kinds import builtin_kinds
from data.query import Where
from data.workspace import LayerState, Period, Workspace

WEEK = Period("2026-11-14T16:00:00Z", "2026-11-21T16:00:00Z")
KINDS = builtin_kinds()


def test_filters_and_period_are_conditions():
    query = layer_query(KINDS["case"], LayerState("case", True, chosen={"type": ("theft", "fraud")}), WEEK)
    assert query.placed
    assert query.where == (
        Where("type", "in", ("theft", "fraud")),
        Where("reported_at", ">=", WEEK.start),
        Where("reported_at", "<", WEEK.end),
    )


def test_the_period_leaves_kinds_without_a_time_alone():
    assert layer_query(KINDS["camera"], LayerState("camera", True), WEEK).where == ()


def test_tasks_are_those_not_closed_whatever_the_period():
    (only,) = layer_query(KINDS["task"], LayerState("task", True), WEEK).where
    assert only.field == "state"
    assert "closed" not in only.value


def test_closed_tasks_are_shown_when_chosen_and_follow_the_period():
    query = layer_query(KINDS["task"], LayerState("task", True, chosen={"state": ("closed",)}), WEEK)
    assert [w.field for w in query.where] == ["state", "due_at", "due_at"]


@pytest.mark.parametrize(
    ("kind", "chosen", "said"),
    [
        ("case", {}, "2 / 5"),
        ("camera", {}, "3"),
        ("camera", {"state": ("faulty",)}, "1 / 3"),
        ("person", {}, "5"),
        ("task", {}, "4"),
        ("task", {"state": ("closed",)}, "2 / 4"),
        ("force", {}, "3 在岗"),
        ("force", {"tier": ("core",)}, "1 在岗"),
    ],
)
def test_counts_as_the_panel_writes_them(small, kind, chosen, said):
    layers = {kind: LayerState(kind, True, chosen=chosen)}
    assert layer_counts(small.station, layers, WEEK)[kind].said == said


def test_every_layer_of_the_workspace_has_a_count(small):
    workspace = Workspace(small.station.kinds)
    counts = layer_counts(small.station, workspace.layers, Period())
    assert set(counts) == set(workspace.layers)
    assert all(c.shown == c.total for c in counts.values())


def test_large_numbers_have_separators():
    assert LayerCount(41, 3006).said == "41 / 3,006"
    assert replace(LayerCount(5012, 5012)).said == "5,012"


def test_the_question_can_be_asked(small):
    found = small.station.read(layer_query(small.station.kinds["case"], LayerState("case", True), WEEK))
    assert {r.id for r in found} == {small["here"], small["near"]}
    assert all(r.place is not None and r.place.lon for r in found)


def test_a_station_opens_on_the_last_week_or_on_everything(demo):
    week = opening_period(demo)
    assert week.start is not None
    demo.clock.set(demo.clock.now() + timedelta(days=4000))
    assert opening_period(demo) == Period()
