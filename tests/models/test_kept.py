"""What becomes of a model: kept with its colours, journalled, taken back; drawn instead of the block."""

import numpy as np
import pytest
import trimesh
from PIL import Image

from data.errors import Cancelled
from data.progress import Progress
from data.query import equals
from data.town.load import load_town
from tests.models.conftest import box, house


def colours_of(station, id):
    return station.get("building", id)["model_colours"]


def test_report(put, save):
    report = put(save(house()))
    assert (report.kind, report.rows, report.updated, report.matched) == ("building", 1, 1, 1)


def test_undo_gives_the_block_back(town, tower, put, save):
    town.undo(put(save(house())).batch, who="t")
    assert town.columns(equals("building", id=tower), ("model", "lod", "model_colours")) == {
        "model": [None], "lod": [None], "model_colours": [None],
    }  # fmt: skip


def test_the_same_again_changes_nothing(put, save):
    path = save(house())
    put(path)
    report = put(path)
    assert (report.unchanged, report.batch) == (1, None)


def test_another_model_takes_its_place(town, tower, put, save):
    put(save(house()))
    assert put(save(house(high=20))).updated == 1
    assert town.get("building", tower)["height"] == 30


def test_dry_run_writes_nothing(town, tower, put, save):
    report = put(save(house()), dry_run=True)
    assert (report.updated, report.batch, town.get("building", tower)["lod"]) == (1, None, None)


def test_cancel_leaves_nothing(town, tower, put, save):
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        put(save(house()), progress=stopped)
    assert town.get("building", tower)["lod"] is None


def test_colours_of_materials(town, tower, put, save):
    put(save(house()))
    words = dict(w.split(":") for w in colours_of(town, tower).split())
    assert sum(map(int, words.values())) == 24
    red, blue = (np.array([int(w[i : i + 2], 16) for i in (1, 3, 5)]) for w in sorted(words, key=lambda w: int(w[1:3], 16))[::-1])
    assert red[0] > red[2]
    assert blue[2] > blue[0]


def test_colours_of_an_obj(town, tower, put, tmp_path):
    (tmp_path / "楼.mtl").write_bytes("newmtl 红\nKd 0.8 0.2 0.1\n".encode("gb18030"))
    corners = [(x, y, z) for y in (0, 30) for z in (0, 33) for x in (0, 48)]
    quads = ["1 3 4 2", "5 6 8 7", "1 2 6 5", "2 4 8 6", "4 3 7 8", "3 1 5 7"]
    points, faces = "".join(f"v {x} {y} {z}\n" for x, y, z in corners), "".join(f"f {q}\n" for q in quads)
    text = f"mtllib 楼.mtl\n{points}usemtl 红\n{faces}"
    (tmp_path / "B8.obj").write_bytes(text.encode("gb18030"))
    put(tmp_path / "B8.obj")
    assert colours_of(town, tower) == "#cc331a:12"


def test_texture_becomes_its_mean_colour(town, tower, put, save):
    made = box((47, 30, 33), (0, 15, 0))
    pixels = np.zeros((8, 8, 3), np.uint8)
    pixels[:4] = (200, 100, 0)
    material = trimesh.visual.material.PBRMaterial(baseColorTexture=Image.fromarray(pixels))
    made.visual = trimesh.visual.TextureVisuals(uv=np.zeros((len(made.vertices), 2)), material=material)
    put(save(trimesh.Scene(made)))
    assert colours_of(town, tower).startswith("#643200")


def test_without_colours(town, tower, put, tmp_path):
    (tmp_path / "B8.obj").write_text("v 0 0 0\nv 48 0 0\nv 48 0 33\nv 0 30 0\nf 1 2 3\nf 1 2 4\nf 2 3 4\nf 3 1 4\n")
    put(tmp_path / "B8.obj")
    assert colours_of(town, tower) is None


def test_both_sides_of_a_face_count_once(town, tower, put, save):
    scene = trimesh.Scene()
    one = trimesh.creation.box((47, 30, 33))
    other = one.copy()
    other.invert()
    scene.add_geometry(one)
    scene.add_geometry(other)
    put(save(scene))
    assert len(town.columns(equals("building", id=tower), ("model",))["model"][0].geoms) == 12


def test_town_has_model_and_colours(town, tower, put, save):
    put(save(house()))
    buildings = load_town(town).buildings
    row = buildings.ids.tolist().index(tower)
    assert row in buildings.models
    assert buildings.model_colours[row].startswith("#")


def test_model_is_drawn_in_its_colours_by_day_and_darker_by_night(town, tower, put, save):
    from scene3d.meshes.buildings import building_meshes
    from scene3d.meshes.prisms import PLAIN

    put(save(house()))
    whole = load_town(town)
    row = whole.buildings.ids.tolist().index(tower)
    day, night = (building_meshes(whole, theme, np.array([row]))[PLAIN] for theme in ("light", "dark"))
    assert set(building_meshes(whole, "light", np.array([row]))) == {PLAIN}
    red = day.colours[:, 0].astype(int) - day.colours[:, 2]
    assert (red > 60).any()
    assert (red < -60).any()
    assert night.colours.mean() < day.colours.mean() * 0.6


def test_parts_of_a_modelled_building_are_not_drawn(town, tower, put, save):
    from shapely.geometry import box as rectangle

    from scene3d.meshes.buildings import prisms

    with town.editing(who="t", why="setup") as draft:
        place = town.columns(equals("building", id=tower), ("geometry",))["geometry"][0]
        west, south, east, north = place.bounds
        draft.add("building_part", {"building": tower, "height": 50, "geometry": rectangle(west, south, (west + east) / 2, north)})
    put(save(house()))
    whole = load_town(town)
    row = whole.buildings.ids.tolist().index(tower)
    assert row not in prisms(whole).rows
    assert row in prisms(whole, bodies=True).rows  # its shadow


def test_a_plain_box_over_many_faces_is_quick_enough_to_keep(town, tower, put, save):
    """Many faces are kept as they are; too many are refused."""
    ball = trimesh.creation.icosphere(subdivisions=5, radius=22)
    put(save(trimesh.Scene(ball)))
    assert len(town.columns(equals("building", id=tower), ("model",))["model"][0].geoms) == 20480
