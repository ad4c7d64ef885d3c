"""A model stands on its building: whichever axis is up, whatever its unit, however it is turned."""

import numpy as np
import pytest
import shapely
import trimesh
from pyproj import Transformer

from data.errors import BadInput, WrongUsage
from data.exchange.models.place import overlap
from tests.models.conftest import DEEP, WIDE, footprint_of, house, model_of


def covered(station, id):
    """How much of the building's footprint its model covers."""
    triangles = model_of(station, id)[..., :2]
    flat = shapely.polygons(triangles)
    return overlap(shapely.union_all(flat[shapely.area(flat) > 1e-3]), footprint_of(station, id))


def tower_side(station, id):
    """Where the tower on the roof stands, from the building's middle, in metres east and north."""
    points = model_of(station, id).reshape(-1, 3)
    top = points[points[:, 2] > 39]
    middle = footprint_of(station, id).centroid
    return top[:, 0].mean() - middle.x, top[:, 1].mean() - middle.y


def test_model_lies_on_the_footprint(town, tower, put, save):
    put(save(house()))
    assert covered(town, tower) > 0.98


def test_east_stays_east(town, tower, put, save):
    put(save(house()))
    east, north = tower_side(town, tower)
    assert east == pytest.approx(WIDE * 3 / 8, abs=0.5)
    assert north == pytest.approx(0, abs=0.5)


def test_it_stands_on_the_ground(town, tower, put, save):
    put(save(house(at=(0, 500, 0))))
    heights = model_of(town, tower)[..., 2]
    assert (heights.min(), heights.max()) == pytest.approx((0, 40))


def test_height_of_the_building_follows(town, tower, put, save):
    put(save(house()))
    assert town.get("building", tower)["height"] == 40


def test_height_that_the_station_knows_stays(town, tower, put, save):
    with town.editing(who="t", why="setup") as draft:
        draft.change("building", tower, height=33.0, height_assumed=False)
    report = put(save(house()))
    assert town.get("building", tower)["height"] == 33.0
    assert any("33" in note for note in report.notes)


@pytest.mark.parametrize(("unit", "by"), [("cm", 100), ("mm", 1000), ("in", 1 / 0.0254), ("ft", 1 / 0.3048)])
def test_units_are_found_by_size(town, tower, put, save, unit, by):
    report = put(save(house(by=by)))
    assert any(f"单位 {unit}" in note for note in report.notes)
    assert town.get("building", tower)["height"] == pytest.approx(40, rel=0.01)


def test_unit_that_was_said(town, tower, put, save):
    with pytest.raises(BadInput, match="不像"):
        put(save(house(by=1)), mapping={"unit": "mm"})


def test_size_that_fits_no_unit(put, save):
    with pytest.raises(BadInput, match="单位"):
        put(save(house(wide=9, deep=6)))


@pytest.mark.parametrize("turn", [20, 45, 90, -60])
def test_turned_model_is_laid_along_the_footprint(town, tower, put, save, turn):
    put(save(house(turn=turn)))
    assert covered(town, tower) > 0.95


def test_turn_that_was_said(town, tower, put, save):
    put(save(house()), mapping={"turn": "180"})
    assert tower_side(town, tower)[0] == pytest.approx(-WIDE * 3 / 8, abs=0.5)


def test_clockwise_is_clockwise(town, tower, put, save):
    put(save(house(wide=DEEP, deep=DEEP)), mapping={"turn": "90"})
    east, north = tower_side(town, tower)
    assert (east, north) == pytest.approx((0, -DEEP * 3 / 8), abs=0.5)


def test_obj_with_z_up(town, tower, put, save):
    report = put(save(house(up="z"), "B8.obj"))
    assert any("z 轴" in note for note in report.notes)
    assert town.get("building", tower)["height"] == pytest.approx(40)


def test_obj_with_y_up(town, tower, put, save):
    put(save(house(), "B8.obj"))
    assert tower_side(town, tower)[0] == pytest.approx(WIDE * 3 / 8, abs=0.5)


def test_axis_that_was_said(town, tower, put, save):
    put(save(house(up="z")), mapping={"up": "z"})
    assert town.get("building", tower)["height"] == pytest.approx(40)


def test_poor_fit_is_told(put, save):
    report = put(save(house(wide=60, deep=12)))
    assert any("核对" in note for note in report.notes)


def test_georeferenced_model_finds_its_building(town, tower, put, save):
    middle = footprint_of(town, tower).centroid
    lon, lat = town.frame.to_degrees(middle.x, middle.y)
    east, north = Transformer.from_crs(4326, 4544, always_xy=True).transform(float(lon), float(lat))
    scene = house(up="z", at=(east, north, 480.0))
    report = put(save(scene, "city.obj"), datum="EPSG:4544")
    assert report.datum.as_json()["chosen"] == "EPSG:4544"
    assert covered(town, tower) > 0.9


def test_georeferenced_model_where_nothing_stands(put, save):
    scene = house(up="z", at=(500_000.0, 3_386_000.0, 0))
    with pytest.raises(BadInput, match="没有建筑"):
        put(save(scene, "city.obj"), datum="EPSG:4544")


def test_georeferenced_model_far_from_the_building_that_was_said(put, save):
    scene = house(up="z", at=(500_000.0, 3_386_000.0, 0))
    with pytest.raises(BadInput, match="米"):
        put(save(scene, "B8.obj"), datum="EPSG:4544")


@pytest.mark.parametrize(("name", "said"), [
    ("B8.glb", {}), ("银杏大厦.glb", {}), ("x.glb", {"code": "B8"}), ("x.glb", {"name": "银杏大厦"}),
])  # fmt: skip
def test_which_building(town, tower, put, save, name, said):
    put(save(house(), name), mapping=said)
    assert len(model_of(town, tower))


def test_building_by_its_record_number(town, tower, put, save):
    put(save(house(), "x.glb"), mapping={"id": str(tower)})
    assert len(model_of(town, tower))


def test_unknown_building_is_asked_for(put, save):
    with pytest.raises(BadInput, match="code"):
        put(save(house(), "某楼.glb"))


def test_code_that_is_not_there(put, save):
    with pytest.raises(BadInput, match="B99"):
        put(save(house()), mapping={"code": "B99"})


def test_one_name_of_two_buildings(town, put, save):
    from shapely.geometry import box

    with town.editing(who="t", why="setup") as draft:
        draft.add("building", {"name": "银杏大厦", "geometry": box(104.1, 30.6, 104.1005, 30.6003)})
    with pytest.raises(BadInput, match="几栋"):
        put(save(house(), "银杏大厦.glb"))


@pytest.mark.parametrize("said", [{"up": "x"}, {"unit": "li"}, {"turn": "left"}, {"colour": "red"}])
def test_words_that_mean_nothing(put, save, said):
    with pytest.raises(WrongUsage):
        put(save(house()), mapping=said)


def test_flat_model_is_refused(put, save):
    scene = trimesh.Scene(trimesh.Trimesh([[0, 0, 0], [40, 0, 0], [40, 0, 30], [0, 0, 30]], [[0, 1, 2], [0, 2, 3]]))
    with pytest.raises(BadInput, match="不像"):
        put(save(scene))


def test_nodes_put_their_meshes_in_place(town, tower, put, save):
    """The same mesh twice, once mirrored: both stand where their nodes say, and face outwards."""
    half = trimesh.creation.box((WIDE / 2, 20, DEEP))
    scene = trimesh.Scene()
    scene.add_geometry(half, geom_name="half", transform=trimesh.transformations.translation_matrix((-WIDE / 4, 10, 0)))
    mirrored = np.diag([-1.0, 1, 1, 1])
    mirrored[:3, 3] = (WIDE / 4, 10, 0)
    scene.graph.update("other", matrix=mirrored, geometry="half")
    put(save(scene))
    triangles = model_of(town, tower)
    middles = {-1: -WIDE / 4, 1: WIDE / 4}
    centre = footprint_of(town, tower).centroid
    across = np.cross(triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0])
    at = triangles.mean(axis=1) - (centre.x, centre.y, 10)
    side = np.where(at[:, 0] < 0, middles[-1], middles[1])
    outwards = np.einsum("ij,ij->i", across, at - np.column_stack([side, np.zeros((len(at), 2))]))
    assert len(triangles) >= 22
    assert (outwards > 0).all()


def test_kind_that_a_model_cannot_be(put, save):
    with pytest.raises(WrongUsage):
        put(save(house()), kind="shop")


def test_kind_that_a_model_is(put, save):
    assert put(save(house()), kind="building").updated == 1
