"""Drawing, moving and modelling at the desk, with mouse and keys."""

from __future__ import annotations

import numpy as np
import pytest

from data.query import Query, equals


@pytest.fixture(autouse=True)
def from_above(desk):
    desk.fresh()
    desk.workspace.set_view("plan")
    desk.settle()
    yield
    desk.workspace.use_tool()


def free(desk, share_x, share_y):
    """Return a pixel of the map by its share of width and height."""
    return int(desk.map.canvas.width() * share_x), int(desk.map.canvas.height() * share_y)


def draw(desk, command, *shares):
    desk.console.run(command)
    for share in shares:
        desk.click(desk.map.canvas, free(desk, *share))


SQUARE = [(0.40, 0.40), (0.46, 0.40), (0.46, 0.50), (0.40, 0.50)]


def test_a_beat_is_drawn_named_and_taken_back(desk):
    before = desk.station.count(Query("grid"))
    draw(desk, "draw_grid", *SQUARE, SQUARE[0])
    desk.wait(lambda: desk.inspector.record is not None and desk.inspector.record.form is not None)
    made = desk.station.first(Query("grid", order=("-id",), fields=("name", "geometry")))
    assert desk.station.count(Query("grid")) == before + 1
    assert made["geometry"].area > 0
    assert desk.selection.kind == "grid"
    desk.console.run("undo")
    desk.wait(lambda: desk.station.count(Query("grid")) == before)


def test_a_house_is_modelled_and_stands_on_the_map(desk):
    ids = set(desk.map.town.buildings.ids.tolist())
    draw(desk, "draw_building", *SQUARE, SQUARE[0])
    desk.keys("9")
    desk.keys("Return")
    desk.wait(lambda: bool(set(desk.map.town.buildings.ids.tolist()) - ids))
    (made,) = set(desk.map.town.buildings.ids.tolist()) - ids
    assert (desk.station.get("building", made)["storeys"], desk.station.get("building", made)["height"]) == (9, 27)


def test_a_camera_is_moved_by_hand(desk):
    camera = desk.station.first(Query("camera", fields=("code", "geometry", "height")))
    east, north = (float(v) for v in desk.station.frame.to_local(camera["geometry"].x, camera["geometry"].y))
    desk.console.run("move_record", kind="camera", id=camera.id)
    desk.wait(lambda: desk.workspace.tool.name == "move" and desk.map.tools.tool.at is not None)
    x, y, _ = desk.map.navigator.projection.pixels([[east, north, camera["height"]]])[0]
    desk.drag(desk.map.canvas, (int(x), int(y)), (int(x) + 30, int(y)))
    moved = Query("camera", equals("camera", code=camera["code"]).where, fields=("geometry",))
    desk.wait(lambda: desk.station.first(moved)["geometry"].distance(camera["geometry"]) > 1e-5)


def test_escape_lays_the_tool_down_and_writes_nothing(desk):
    before = desk.station.count(Query("cordon"))
    draw(desk, "draw_cordon", *SQUARE[:2])
    desk.keys("Escape")
    assert (desk.workspace.tool.name, desk.station.count(Query("cordon"))) == ("", before)


def test_the_strip_calls_a_drawing_what_the_command_calls_it(desk):
    for name in ("draw_grid", "draw_track", "draw_cordon", "draw_note"):
        desk.console.run(name)
        desk.wait(lambda name=name: desk.workspace.tool.name == name)
        assert desk.workspace.tool.title == desk.console.commands[name].title
        desk.keys("Escape")


def test_a_place_that_is_put_on_the_map_is_seen_there(desk):
    assert not desk.workspace.layers["place"].visible
    draw(desk, "draw_place", SQUARE[0])
    desk.wait(lambda: desk.workspace.layers["place"].visible)


def test_who_draws_on_a_roof_means_the_roof(desk):
    desk.workspace.set_view("3d")
    town = desk.map.town
    areas = np.array([shape.area for shape in town.buildings.footprints])
    row = int(np.argmax(areas * (town.buildings.height < 30)))  # large, and nothing stands before it
    house, top = town.buildings.footprints[row], float(town.buildings.height[row])
    middle = np.array([house.centroid.x, house.centroid.y, 0.0])
    desk.map.navigator.fly_to(middle, 400.0)
    desk.settle()
    ring = np.array(house.exterior.coords)[:-1]
    inside = np.column_stack([ring + (middle[:2] - ring) * 0.2, np.full(len(ring), top)])
    pixels = desk.map.navigator.projection.pixels(inside)[:, :2].round().astype(int).tolist()
    desk.console.run("draw_cordon")
    for spot in (*pixels, pixels[0]):
        desk.click(desk.map.canvas, tuple(spot))
    desk.wait(lambda: desk.station.count(Query("cordon")) == 1)
    made = desk.station.first(Query("cordon", fields=("geometry",)))["geometry"]
    assert house.buffer(0.01).covers(desk.station.frame.geometry_to_local(made))
    desk.console.run("undo")
    desk.wait(lambda: desk.station.count(Query("cordon")) == 0)
