"""Storeys under the ground and the roof are storeys as well: pits, plans at the right height, what is cut and what stays."""

import numpy as np
import pytest
import shapely

from data.town.storeys import BELOW_STEP, floor_height, roof_storey
from scene3d.meshes.mesh import normals
from scene3d.meshes.storeys import SELECTED, open_building


@pytest.fixture(scope="module")
def cellar(small):
    return open_building(small, 0, -2, (), None, "light")


def test_a_storey_below_ground_lies_as_deep_as_its_number_says(cellar):
    assert cellar.floor == pytest.approx(-2 * BELOW_STEP)
    plan = cellar.rooms.points[cellar.rooms.faces[cellar.rooms.rows == SELECTED]]
    assert plan[..., 2].min() == pytest.approx(cellar.floor, abs=0.2)


def test_the_hole_holds_the_whole_outline(small, cellar):
    hole = cellar.hole
    inside = shapely.Polygon(hole.corners(hole.inner, 0.0)[:, :2])
    assert inside.covers(small.buildings.footprints[0])
    assert shapely.Polygon(hole.corners(hole.half, 0.0)[:, :2]).covers(inside)


def test_no_neighbour_is_undermined(small, cellar):
    hole = shapely.Polygon(cellar.hole.corners(cellar.hole.half, 0.0)[:, :2])
    others = np.delete(small.buildings.footprints, 0)
    assert not shapely.intersects(hole, others).any()


def test_one_looks_into_the_pit_from_above(cellar):
    assert (normals(cellar.pit.points, cellar.pit.faces)[:, 2] > 0.05).all()
    assert cellar.pit.points[:, 2].max() == pytest.approx(0.0)


def test_over_a_cellar_the_whole_building_is_lifted(small, cellar):
    assert cellar.roofless and not cellar.solid
    assert cellar.ghost.points[:, 2].min() > 0


def test_the_roof_is_a_storey_on_the_whole_building(small):
    number = roof_storey(int(small.buildings.storeys[0]))
    roof = open_building(small, 0, number, (), None, "light")
    top = float(small.buildings.height[0])
    assert roof.floor == pytest.approx(top) and not roof.roofless and roof.ghost is None
    assert max(m.points[:, 2].max() for m in roof.solid.values()) == pytest.approx(top)


@pytest.mark.parametrize(("storey", "height"), [(1, 0.5), (3, 6.5), (-1, -3.6), (-3, -10.8)])
def test_where_floors_lie(storey, height):
    assert floor_height(storey, 0.5, 3.0) == pytest.approx(height)


def test_a_camera_stands_on_the_roof_or_storey_that_it_names(small):
    from scene3d.layers.cameras import mounted
    from scene3d.layers.host import Ground

    b = small.buildings
    top = float(roof_storey(int(b.storeys[0])))
    columns = {"height": np.array([4.0, 4.0, 4.0]), "building": np.full(3, float(b.ids[0])), "storey": np.array([top, 1.0, np.nan])}
    on_roof, on_first, on_pole = mounted(columns, Ground.of(small))
    assert on_roof > float(b.height[0]) and on_first < float(b.storey_height[0]) and on_pole == 4.0
