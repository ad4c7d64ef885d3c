"""Pitched roofs: closed over the walls, as high as they are said to be, on houses with wings too."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from shapely.geometry import box

from data.town.model import Roof
from data.town.roofs import MOST, PITCHED, RoofColumns, pitched_roofs
from data.town.wings import wings
from scene3d.meshes.buildings import building_meshes, prisms
from scene3d.meshes.mesh import normals
from scene3d.meshes.roofs import FACETS, roof_triangles
from scene3d.meshes.storeys import LIFT, ghost_edges, open_building
from scene3d.sheet import building_outline

LONG = box(0, 0, 24, 10)
ELL = shapely.Polygon([(0, 0), (24, 0), (24, 10), (9, 10), (9, 26), (0, 26)])


def with_roof(town, shape, footprint=LONG, rise=3.0, bearing=None):
    footprints = town.buildings.footprints.copy()
    footprints[0] = footprint
    buildings = replace(town.buildings, footprints=footprints, roofs={0: Roof(shape, rise, bearing)})
    return replace(town, buildings=buildings)


def triangles(town):
    points = roof_triangles(town)[0][0].astype(np.float32)
    return points, np.arange(len(points)).reshape(-1, 3)


@pytest.mark.parametrize("shape", PITCHED)
@pytest.mark.parametrize("footprint", [LONG, ELL, shapely.Point(0, 0).buffer(8)], ids=["long", "with a wing", "round"])
def test_a_roof_ends_at_the_height_of_its_building(small, shape, footprint):
    town = with_roof(small, shape, footprint)
    points, _ = triangles(town)
    assert points[:, 2].max() == pytest.approx(float(town.buildings.height[0]), abs=0.7)


@pytest.mark.parametrize("shape", FACETS)
@pytest.mark.parametrize("footprint", [LONG, ELL], ids=["long", "with a wing"])
def test_nothing_of_a_house_is_left_open(small, shape, footprint):
    """Seen from above, slopes cover the whole footprint."""
    points, faces = triangles(with_roof(small, shape, footprint))
    up = faces[normals(points, faces)[:, 2] > 0.05]
    cover = shapely.union_all([shapely.Polygon(points[f][:, :2]) for f in up], grid_size=1e-3)
    assert footprint.difference(cover.buffer(0.01)).area < 0.05


@pytest.mark.parametrize("shape", ["gabled", "gambrel", "round", "skillion"])
def test_gables_close_the_ends(small, shape):
    points, faces = triangles(with_roof(small, shape))
    facing = normals(points, faces)
    upright = faces[np.abs(facing[:, 2]) < 0.05]
    ends = points[upright].reshape(-1, 3)
    assert {0.0, 24.0} <= set(np.round(ends[:, 0], 3).tolist())
    assert (facing[np.abs(facing[:, 2]) < 0.05] @ (1, 0, 0) * np.sign(points[upright].mean(axis=1)[:, 0] - 12) > -0.01).all()


def test_walls_end_where_the_roof_begins(small):
    town = with_roof(small, "gabled", rise=2.5)
    solids = prisms(town, np.array([0]))
    assert solids.top.max() == pytest.approx(float(town.buildings.height[0]) - 2.5)


def test_the_roof_is_no_storey(small):
    town = with_roof(small, "gabled", rise=3.0)
    b = town.buildings
    assert b.storey_height[0] == pytest.approx((float(b.height[0]) - 3.0) / b.storeys[0])


def test_a_lean_to_falls_to_its_bearing(small):
    points, _ = triangles(with_roof(small, "skillion", bearing=180.0))
    south, north = points[points[:, 1] < 1][:, 2].max(), points[points[:, 1] > 9][:, 2].max()
    assert south < north - 2


def test_a_house_with_a_wing_has_two_ridges():
    assert len(wings(ELL)) == 2 and len(wings(LONG)) == 1


def test_a_chosen_house_keeps_its_roof(small):
    town = with_roof(small, "hipped")
    whole = building_meshes(town, "light", np.array([0]), np.array((10.0, 20.0, 200.0)))
    assert max(m.points[:, 2].max() for m in whole.values()) == pytest.approx(float(town.buildings.height[0]), abs=0.05)


def columns(shapes, height=None):
    return RoofColumns(shapes, [height] * len(shapes), [None] * len(shapes))


def test_only_roofs_that_are_not_flat_are_told():
    found = pitched_roofs(columns(["flat", None, "gabled", "other"]), np.array([LONG] * 4, object), np.zeros(4), np.full(4, 9.0))
    assert list(found) == [2] and found[2].rise == pytest.approx(10 / 2 * np.tan(np.radians(27)))


def test_a_roof_never_takes_the_whole_house():
    found = pitched_roofs(columns(["gabled"], 50.0), np.array([LONG], object), np.zeros(1), np.full(1, 6.0))
    assert found[0].rise < 6.0


def test_of_very_many_the_largest_are_drawn():
    shapes = np.array([box(0, 0, 4, 4 + i % 7) for i in range(MOST + 70)], object)
    found = pitched_roofs(columns(["gabled"] * len(shapes)), shapes, np.zeros(len(shapes)), np.full(len(shapes), 9.0))
    assert len(found) == MOST and min(shapes[row].area for row in found) >= 16.0


def test_what_is_lifted_of_an_opened_house_has_its_roof(small):
    town = with_roof(small, "gabled")
    opened = open_building(town, 0, 1, (), None, "light")
    top, lift = float(town.buildings.height[0]), LIFT * float(town.buildings.storey_height[0])
    points = opened.ghost.points
    ridge = points[points[:, 2] > top + lift - 0.05]
    assert len(ridge) and np.abs(ridge[:, 1] - 5).max() < 0.1
    assert ghost_edges(town, opened)[..., 2].max() == pytest.approx(float(points[:, 2].max()), abs=0.01)


def test_the_outline_of_a_house_follows_its_roof(small):
    outline = building_outline(with_roof(small, "gabled"), 0)
    assert outline.slopes[..., 2].max() == pytest.approx(float(small.buildings.height[0]))
    assert max(top for _, _, top in outline.solids) == pytest.approx(float(small.buildings.height[0]) - 3.0)
