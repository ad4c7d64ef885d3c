import numpy as np
import pytest
import shapely

from scene3d.build import build_finish, build_solid
from scene3d.light import rgb, shade, theme_rgb
from scene3d.meshes.buildings import building_meshes, prisms, triangles_of
from scene3d.meshes.facade import FACADES, MEAN, picture
from scene3d.meshes.mesh import join, mesh, normals
from scene3d.meshes.prisms import edges, level, raised, triangulated

SQUARE = shapely.box(0, 0, 10, 6)
RING = shapely.Polygon([(0, 0), (20, 0), (20, 20), (0, 20)], [[(5, 5), (15, 5), (15, 15), (5, 15)]])


def area(of):
    a, b, c = (of.points[of.faces[:, i]].astype(float) for i in range(3))
    return np.linalg.norm(np.cross(b - a, c - a), axis=1) / 2


def shapes(*of):
    found = np.empty(len(of), object)
    found[:] = of
    return found


@pytest.mark.parametrize("polygon", [SQUARE, RING, RING.reverse(), shapely.Polygon(SQUARE.exterior.coords[::-1])])
def test_walls_look_outwards_whatever_the_order_of_the_ring(polygon):
    found = edges(shapes(polygon))
    right = np.column_stack([(found.b - found.a)[:, 1], -(found.b - found.a)[:, 0]])
    beside = (found.a + found.b) / 2 + right / np.linalg.norm(right, axis=1)[:, None] * 0.01
    assert not shapely.contains_xy(polygon, beside[:, 0], beside[:, 1]).any()


def test_a_roof_with_a_courtyard_has_the_area_of_its_footprint():
    points, faces = triangulated(RING)
    found = mesh(np.column_stack([points, np.zeros(len(points))]), faces, (0, 0, 0))
    assert area(found).sum() == pytest.approx(RING.area)


def test_level_surfaces_look_up():
    found = level(shapes(RING, SQUARE), np.array([3.0, 4.0]), np.zeros((2, 3)), np.array([0, 1], np.int32))
    assert (normals(found.points, found.faces)[:, 2] > 0.99).all()


def test_a_building_is_closed(small):
    """Every edge of the solid is walked once each way, when corners that lie on each other count as one."""
    solids = prisms(small, np.array([0]))
    found = join(raised(solids, "light", parapets=False).values())
    _, corner = np.unique(np.round(found.points, 3), axis=0, return_inverse=True)
    faces = corner.reshape(-1)[found.faces]
    directed = {(int(f[i]), int(f[(i + 1) % 3])) for f in faces for i in range(3)}
    floor = {p for p in directed if (p[1], p[0]) not in directed}
    low = found.points[[np.flatnonzero(corner.reshape(-1) == n)[0] for pair in floor for n in pair]]
    assert len(low) > 0
    assert (low[:, 2] == 0).all()


def test_walls_have_the_area_of_outline_times_height(small):
    solids = prisms(small, np.array([0]))
    found = join(raised(solids, "light", parapets=False).values())
    upright = np.abs(normals(found.points, found.faces)[:, 2]) < 0.01
    polygon = small.buildings.footprints[0]
    assert area(found)[upright].sum() == pytest.approx(polygon.length * small.buildings.height[0], rel=1e-5)


def test_every_triangle_knows_its_building(small):
    for found in building_meshes(small, "light").values():
        for row in np.unique(found.rows):
            at = found.points[np.unique(found.faces[found.rows == row])]
            west, south, east, north = small.buildings.footprints[row].bounds
            assert (at[:, 0] > west - 0.01).all()
            assert (at[:, 0] < east + 0.01).all()
            assert (at[:, 1] > south - 0.01).all()
            assert (at[:, 1] < north + 0.01).all()


def test_a_storey_of_wall_shows_one_storey_of_the_picture(small):
    found = building_meshes(small, "light", np.array([0]))["dwelling"]
    heights, v = found.points[:, 2].astype(float), found.uv[:, 1].astype(float) * 8
    storeys = (v - v.min()) * float(small.buildings.storey_height[0])
    assert storeys == pytest.approx(heights, abs=1e-3)


def test_ground_floors_of_shops_are_shop_fronts(small):
    shops = [r for r, use in enumerate(small.buildings.uses) if use == "mixed"]
    assert set(np.unique(building_meshes(small, "light")["shop"].rows)) >= set(shops)


def test_a_building_with_parts_is_drawn_by_them(small):
    from dataclasses import replace

    part = replace(
        small.parts, ids=np.array([9]), building=np.array([0], np.int32), footprints=shapes(shapely.box(-210, -120, -200, -110)),
        base=np.array([8.0]), height=np.array([12.0]),
    )  # fmt: skip
    has = small.buildings.has_parts.copy()
    has[0] = True
    solids = prisms(replace(small, buildings=replace(small.buildings, has_parts=has), parts=part), np.array([0]))
    assert (solids.base.tolist(), solids.top.tolist()) == ([8.0], [12.0])


def test_faces_of_a_model_are_triangulated_in_their_plane():
    sloped = shapely.Polygon([(0, 0, 0), (4, 0, 0), (4, 3, 4), (0, 3, 4)])
    corners = triangles_of(sloped)
    sides = corners.reshape(-1, 3, 3)
    found = np.linalg.norm(np.cross(sides[:, 1] - sides[:, 0], sides[:, 2] - sides[:, 0]), axis=1).sum() / 2
    assert found == pytest.approx(20.0)


def test_roofs_are_brighter_than_walls_away_from_the_sun():
    up, away = shade(np.array([[0, 0, 1.0], [0.6, 0.8, 0.0]]), "light")
    assert up > away


def test_themes_differ(small):
    light, dark = (building_meshes(small, t)[""].colours.mean() for t in ("light", "dark"))
    assert light > dark + 60


def test_painted_buildings_take_the_colour(small):
    found = building_meshes(small, "light", np.array([0]), rgb("#0000ff"))[""]
    assert (found.colours[:, 2] > found.colours[:, 0]).all()


def test_water_is_drawn_in_its_colour(small):
    found = build_solid(small, "light").ground
    assert (found.colours == theme_rgb("light", "water").astype(np.uint8)).all(axis=1).any()


def test_no_tree_stands_in_a_house_or_on_a_road(small):
    from scene3d.meshes.trees import plant

    at = shapely.points(plant(small).at)
    roads = shapely.union_all(shapely.buffer(small.roads.lines, small.roads.width / 2))
    houses = shapely.union_all(small.buildings.footprints)
    assert len(at) > 50
    assert not (shapely.contains(roads, at) | shapely.contains(houses, at)).any()


def test_trees_are_always_the_same(small):
    from scene3d.meshes.trees import plant

    assert np.array_equal(plant(small).at, plant(small).at)


def test_the_ground_is_darker_in_a_shadow_and_at_the_foot_of_a_house(small):
    found = build_finish(small, "light").shadow
    west, south, east, _north = found.extent
    pixel = (east - west) / found.opacity.shape[1]

    def opacity(x, y):
        return int(found.opacity[int((y - south) / pixel), int((x - west) / pixel)])

    assert opacity(84 + 10, 84 + 12) > 30  # north-east of a tower, away from the sun
    assert opacity(100, 10) < 8  # open ground


def test_an_empty_town_can_be_built():
    from data.town.model import Buildings, Grounds, Parts, Roads, Town

    none, numbers = np.zeros(0, object), np.zeros(0)
    ids = np.zeros(0, np.int64)
    buildings = Buildings(ids, none, numbers, numbers, ids.astype(np.int32), ids.astype(np.int32), [], [], {}, np.zeros(0, bool))
    town = Town(buildings, Parts(ids, ids.astype(np.int32), none, numbers, numbers), Roads(ids, none, numbers, [], []),
                Grounds(ids, none, [], []), (-250.0, -250.0, 250.0, 250.0))  # fmt: skip
    assert build_solid(town, "light").buildings == ()
    assert build_finish(town, "light").trees.empty


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", FACADES)
def test_a_facade_seen_from_far_away_has_the_mean_of_its_picture(name, theme):
    assert picture(name, theme).mean(axis=(0, 1)) == pytest.approx(MEAN[theme][name], abs=0.06)
