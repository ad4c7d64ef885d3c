"""What the wall writes: counts that agree with the records, and nothing that is personal."""

from __future__ import annotations

from types import SimpleNamespace

from PySide6.QtGui import QFontMetricsF

from data.insight.wall import WallCase, wall_figures
from data.query import Query
from widgets.wall.cards import NewestCard
from widgets.wall.scale import WallScale


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


def test_the_place_of_a_case_is_whole_where_a_card_is_narrow(qapp, qtbot, monkeypatch):
    figures = SimpleNamespace(newest=(WallCase("Traffic accident", "Jinsha commercial street", "21:47", "On scene", "late"),) * 9)
    card = NewestCard(WallScale(1366, 768))
    qtbot.addWidget(card)
    cut = []

    def look(painter, box, text, size, *_, **__):
        wide = QFontMetricsF(card.scale.font(size)).horizontalAdvance(text)
        cut.extend([text] if wide > box.width() + 1 else [])
        return wide

    monkeypatch.setattr(card, "words", look)
    for width in (330, 900):
        card.resize(width, 500)
        card.figures = figures
        card.grab()
    assert not cut
