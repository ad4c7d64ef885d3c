"""The page: where things lie on it, and lengths that are true."""

from __future__ import annotations

import pytest

from data.layers import StyleClass, StyleRule
from data.views.legend import legend_of
from data.views.out import PAPERS, OutWish, bar_metres, half_height, page_of, tidy_scale
from data.workspace import Workspace


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("landscape", [True, False])
@pytest.mark.parametrize("legend", [True, False])
def test_nothing_on_the_page_overlaps_or_leaves_it(paper, landscape, legend):
    page = page_of(OutWish("pdf", paper=paper, landscape=landscape, legend=legend))
    boxes = [page.map, *([page.legend] if page.legend else [])]
    for left, top, wide, tall in boxes:
        assert left >= 5 and top >= 20 and left + wide <= page.width - 5 and top + tall <= page.height - 15
    if page.legend:
        (l1, t1, w1, h1), (l2, t2, _, _) = page.map, page.legend
        assert l2 >= l1 + w1 or t2 >= t1 + h1
    assert (page.width > page.height) == landscape


@pytest.mark.parametrize(("metres_per_mm", "metres"), [(1.0, 50), (0.5, 20), (2.0, 100), (0.02, 1), (25.0, 1000)])
def test_the_bar_is_round_and_fits(metres_per_mm, metres):
    assert bar_metres(metres_per_mm) == metres
    assert metres / metres_per_mm <= 60


def test_a_plan_has_the_scale_that_was_asked_for():
    """A map 150 mm tall at 1:2000 shows 300 m."""
    assert half_height(2000, 150.0) == 150.0
    assert tidy_scale(2 * half_height(2000, 150.0) / 150.0) == 2000


@pytest.mark.parametrize(("metres_per_mm", "scale"), [(2.0, 2000), (2.149, 2100), (0.4999, 500), (12.6, 13_000)])
def test_a_scale_is_said_with_two_digits(metres_per_mm, scale):
    assert tidy_scale(metres_per_mm) == scale


def test_the_legend_lists_what_is_shown(town):
    workspace = Workspace(town.kinds)
    for id in workspace.layers:
        workspace.set_layer(id, visible=id in ("case", "camera"))
    entries = legend_of(town.kinds, workspace)
    assert {e.title for e in entries} == {town.kinds["case"].plural, town.kinds["camera"].plural}
    assert all(e.signs for e in entries)


def test_the_legend_tells_the_classes_of_a_rule(town):
    workspace = Workspace(town.kinds)
    rule = StyleRule("type", (StyleClass(("theft",), colour="#ff0000"), StyleClass(("assault",), colour="#00ff00", shown=False)))
    workspace.set_layer("case", visible=True, rule=rule)
    entry = next(e for e in legend_of(town.kinds, workspace) if e.title == town.kinds["case"].plural)
    assert [(s.words, s.colour) for s in entry.signs] == [(town.kinds["case"].field("type").choice("theft").label, "#ff0000")]
