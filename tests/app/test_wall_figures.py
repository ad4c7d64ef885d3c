"""What the wall writes: counts that agree with the records, and nothing that is personal."""

from __future__ import annotations

from data.insight.wall import wall_figures
from data.query import Query


def test_counts_agree_with_the_records(demo):
    figures = wall_figures(demo)
    forces = demo.columns(Query("force"), ("duty",))["duty"]
    assert (figures.on_duty, figures.forces) == (sum(d not in (None, "off") for d in forces), len(forces))
    states = demo.columns(Query("camera"), ("state",))["state"]
    assert (figures.cameras_working, figures.cameras) == (states.count("working"), len(states))
    assert figures.hours.shape == (7, 24)
    assert sum(count for _, count in figures.tiers) == figures.on_duty


def test_a_case_is_placed_by_its_building_or_grid_and_never_by_what_was_typed(demo):
    houses = demo.columns(Query("building"), ("name", "address"))
    grids = demo.columns(Query("grid"), ("name",))["name"]
    assert {case.where for case in wall_figures(demo).newest} <= {*houses["name"], *houses["address"], *grids, ""}


def test_the_newest_come_first(demo):
    newest = demo.columns(Query("case", order=("-reported_at",), limit=1), ("type",))["type"][0]
    label = demo.kinds["case"].field("type").choice(newest).label
    assert wall_figures(demo).newest[0].type == label
