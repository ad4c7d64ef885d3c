"""The drawn plan: nothing stands on anything else, and everything lies where it belongs."""

from __future__ import annotations

import pytest
import shapely

from data.demo.district import draw_district, names_of, sites

SEEDS = (1, 2, 7)


@pytest.fixture(scope="module", params=SEEDS)
def plan(request):
    return draw_district(sites(1)[0], request.param)


def overlap(first, second):
    """Pairs of two lists of shapes that share more than a few square centimetres."""
    tree = shapely.STRtree(second)
    left, right = tree.query(first, predicate="intersects")
    area = shapely.area(shapely.intersection([first[i] for i in left], [second[i] for i in right]))
    return {(int(i), int(j)) for i, j, a in zip(left, right, area, strict=True) if a > 0.05}


def test_buildings_do_not_overlap(plan):
    shapes = [h.shape for h in plan.houses]
    assert not {(i, j) for i, j in overlap(shapes, shapes) if i != j}


def test_buildings_keep_off_roads(plan):
    roads = [s.line.buffer(s.width / 2, cap_style="flat") for s in plan.streets]
    assert not {(plan.houses[i].name, plan.streets[j].name) for i, j in overlap([h.shape for h in plan.houses], roads)}


def test_buildings_keep_off_water(plan):
    water = [g.shape for g in plan.grounds if g.cover == "water"]
    assert not overlap([h.shape for h in plan.houses], water)


def test_lawns_keep_clear_of_buildings(plan):
    green = [g.shape for g in plan.grounds if g.cover in ("green", "sport")]
    assert not overlap(green, [h.shape for h in plan.houses])


def test_grounds_do_not_overlap(plan):
    shapes = [g.shape for g in plan.grounds]
    assert not {(plan.grounds[i].name, plan.grounds[j].name) for i, j in overlap(shapes, shapes) if i != j}


def test_footprints_are_sound(plan):
    assert all(h.shape.is_valid and h.shape.area > 10 for h in plan.houses)


def test_many_footprints_are_more_than_rectangles(plan):
    assert sum(len(h.shape.exterior.coords) > 5 for h in plan.houses) > len(plan.houses) * 0.4


def test_about_130_buildings(plan):
    assert 120 <= len(plan.houses) <= 150


def test_six_to_ten_towers_of_18_to_33_storeys(plan):
    towers = [h for h in plan.houses if h.role == "tower"]
    assert 6 <= len(towers) <= 10
    assert all(18 <= h.storeys <= 33 for h in towers)


def test_the_landmarks_are_there(plan):
    roles = {h.role for h in plan.houses}
    assert {"market", "police", "school", "clinic", "hotel", "office", "shed", "guard", "garage", "slab", "old"} <= roles


def test_the_river_is_bridged(plan):
    assert sum(s.bridge for s in plan.streets) >= 3


def test_a_running_track_has_a_green_infield(plan):
    tracks = [g.shape for g in plan.grounds if g.name == "金沙小学操场"]
    infield = [g.shape for g in plan.grounds if g.name == "金沙小学足球场"]
    assert tracks[0].envelope.contains(infield[0])


def test_beats_cover_the_district_without_overlap(plan):
    assert len(plan.beats) == 4
    assert sum(b.area for b in plan.beats) == pytest.approx(plan.outline.area, rel=1e-6)
    assert shapely.union_all(plan.beats).area == pytest.approx(plan.outline.area, rel=1e-6)


def test_names_of_buildings_are_unique(plan):
    names = [h.name for h in plan.houses]
    assert len(names) == len(set(names))


def test_districts_have_names_of_their_own():
    bases = [names_of(s).base for s in sites(150)]
    assert len(set(bases)) == 150


def test_neighbouring_districts_do_not_overlap():
    first, second = (draw_district(s, 1) for s in sites(2))
    assert first.outline.intersection(second.outline).area < 1
    assert not overlap([h.shape for h in first.houses], [h.shape for h in second.houses])


def test_the_same_seed_draws_the_same_plan():
    first, second = (draw_district(sites(3)[2], 5) for _ in range(2))
    assert [(h.name, h.shape.wkt) for h in first.houses] == [(h.name, h.shape.wkt) for h in second.houses]


def test_another_seed_draws_another_plan():
    first, second = (draw_district(sites(1)[0], seed) for seed in (1, 2))
    assert [h.shape.wkt for h in first.houses] != [h.shape.wkt for h in second.houses]


