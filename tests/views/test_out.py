"""The page: where things lie on it, and lengths that are true."""

from __future__ import annotations

import pytest

from data.layers import StyleClass, StyleRule
from data.views.legend import LegendEntry, Sign, legend_of
from data.views.legend_lines import HEADING, LegendSet, set_legend
from data.views.out import PAPERS, OutWish, bar_metres, half_height, page_of, tidy_scale
from data.workspace import Workspace

DEMO = [LegendEntry("图", "#000000", f"图层 {n}", (Sign("甲", "#ff0000"),) * (6 if n % 3 == 0 else 0)) for n in range(9)]


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


def everything(found: LegendSet, entries):
    """Whether each layer stands there with all that its colours mean."""
    named = [line.entry for line in found.lines if line.entry is not None]
    return named == entries and sum(line.sign is not None for line in found.lines) == sum(len(e.signs) for e in entries)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("landscape", [True, False])
@pytest.mark.parametrize("times", [1, 2, 3])
def test_every_layer_stands_in_the_legend(paper, landscape, times):
    entries = DEMO * times
    _, _, wide, tall = page_of(OutWish("pdf", paper=paper, landscape=landscape), entries).legend
    found = set_legend(entries, wide, tall - HEADING)
    assert everything(found, entries) and not found.left_out
    assert all((line.left + line.width) * found.share <= wide and line.top * found.share <= tall - HEADING for line in found.lines)
    at = [(line.left, line.top) for line in found.lines]
    assert len(set(at)) == len(at)


def test_a_legend_below_the_map_is_as_tall_as_it_must_be():
    few, many = (page_of(OutWish("pdf", landscape=False), DEMO[:n]) for n in (1, 9))
    assert few.legend[3] < many.legend[3] and few.map[3] > many.map[3]
    found = set_legend(DEMO, many.legend[2], many.legend[3] - HEADING)
    assert found.share == 1.0
    columns = [next(line.left for line in found.lines[:n + 1][::-1] if line.entry) for n in range(len(found.lines))]
    assert columns == [line.left for line in found.lines]  # no layer goes on in another column


def test_what_finds_no_room_is_counted():
    found = set_legend(DEMO * 9, 40, 60)
    assert found.left_out == 81 - sum(line.entry is not None for line in found.lines) > 0
