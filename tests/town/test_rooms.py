"""Rooms of a storey: inside the outline, apart from each other, each there."""

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import affinity

from data.town.rooms import storey_rooms, storey_span

SLAB = shapely.box(0, 0, 60, 12)
COURT = shapely.Polygon([(0, 0), (30, 0), (30, 20), (22, 20), (22, 8), (8, 8), (8, 20), (0, 20)])
CORNER = shapely.Polygon([(0, 0), (40, 0), (40, 10), (12, 10), (12, 30), (0, 30)])


def rooms(units, each):
    return [(u * 100 + r, str(u), f"3{r:02d}") for u in range(1, units + 1) for r in range(1, each + 1)]


@st.composite
def outlines(draw):
    shape = draw(st.sampled_from([SLAB, COURT, CORNER]))
    turned = affinity.rotate(shape, draw(st.floats(0, 360)))
    return affinity.translate(turned, draw(st.floats(-5e3, 5e3)), draw(st.floats(-5e3, 5e3)))


@settings(max_examples=40, deadline=None)
@given(outlines(), st.integers(1, 6), st.integers(1, 8))
def test_rooms_are_disjoint_inside_and_cover_most(outline, units, each):
    laid = storey_rooms(outline, rooms(units, each))
    shapes = [room.polygon for room in laid]
    union = shapely.union_all(shapes)
    assert len(laid) == units * each
    assert all(shape.area > 0 for shape in shapes)
    assert sum(shape.area for shape in shapes) == pytest.approx(union.area, rel=1e-6)
    assert union.difference(outline.buffer(1e-6)).area == pytest.approx(0, abs=1e-6)
    assert union.area > 0.5 * outline.area


def test_stairwells_lie_one_after_another_along_the_long_side():
    laid = storey_rooms(SLAB, rooms(4, 2), 4)
    assert [r.unit for r in sorted(laid, key=lambda r: r.polygon.centroid.x)] == ["1", "1", "2", "2", "3", "3", "4", "4"]


def test_numbers_sort_by_value():
    laid = storey_rooms(SLAB, [(1, "10", "301"), (2, "2", "301")])
    assert [r.unit for r in laid] == ["2", "10"]


def test_a_stairwell_without_rooms_here_keeps_its_place():
    (only,) = storey_rooms(SLAB, [(7, "3", "301")], ["1", "2", "3", "4"])
    assert 30 < only.polygon.centroid.x < 45


def test_many_rooms_lie_on_both_sides_of_a_corridor():
    laid = storey_rooms(shapely.box(0, 0, 24, 16), rooms(1, 6))
    assert len({round(r.polygon.centroid.y) for r in laid}) == 2


def test_rooms_of_equal_stairwells_are_equally_large():
    areas = [r.polygon.area for r in storey_rooms(SLAB, rooms(3, 2))]
    assert max(areas) == pytest.approx(min(areas), rel=0.01)


def test_no_rooms_no_shapes():
    assert storey_rooms(SLAB, []) == []


@pytest.mark.parametrize(("storey", "span"), [(1, (0, 3)), (6, (15, 18)), (-1, (-3, 0)), (-2, (-6, -3))])
def test_storeys_count_from_the_ground_without_a_zero(storey, span):
    assert storey_span(0.0, 18.0, 6, storey) == pytest.approx(span)


def test_there_is_no_storey_zero():
    with pytest.raises(ValueError, match="storey 0"):
        storey_span(0.0, 18.0, 6, 0)
