"""What lies flat on the map is drawn in the order of the list."""

import numpy as np
import pytest
import pyvista
from shapely.geometry import box

from data.workspace import Workspace
from scene3d.actors import mesh_actor
from scene3d.camera import Eye
from scene3d.meshes.prisms import level
from scene3d.scene import OVER_LAYER, TownScene

pytestmark = pytest.mark.screen


def square(colour):
    polygons = np.array([box(-50, -50, 50, 50)], object)
    return mesh_actor(level(polygons, np.array([OVER_LAYER]), np.array([[*colour, 200]], float), np.array([-1], np.int32)))


@pytest.fixture
def scene():
    plotter = pyvista.Plotter(off_screen=True, window_size=[64, 64], lighting="none")
    made = TownScene(plotter, "light")
    made.place(Eye(distance=60.0, pitch=89.0))
    yield made
    made.clear()
    plotter.close()


def middle(scene):
    scene.plotter.render()
    red, _, blue = scene.plotter.screenshot(return_img=True)[32, 32, :3].astype(int)
    return "red" if red > blue else "blue"


def test_the_last_of_the_stack_lies_over_the_others(scene):
    scene.put("layer grid", [square((255, 0, 0))])
    scene.put("layer cordon", [square((0, 0, 255))])
    assert scene.stack(("layer cordon", "layer grid"))
    assert middle(scene) == "red"
    assert scene.stack(("layer grid", "layer cordon"))
    assert middle(scene) == "blue"


def test_what_is_put_later_still_lies_where_the_stack_says(scene):
    scene.stack(("layer grid", "layer cordon"))
    scene.put("layer cordon", [square((0, 0, 255))])
    scene.put("layer grid", [square((255, 0, 0))])
    assert middle(scene) == "blue"


def test_layers_are_arranged_together():
    from data.kinds import builtin_kinds

    workspace = Workspace(builtin_kinds())
    told, ids = [], list(workspace.layers)
    workspace.layers_changed.connect(lambda: told.append([s.order for s in workspace.layers.values()]))
    workspace.arrange_layers(reversed(ids))
    assert told == [[float(n) for n in reversed(range(len(ids)))]]


@pytest.mark.parametrize("name", ["layer grid", "plan rings", "tool cordon"])
def test_what_lies_on_the_ground_is_no_metres_above_it(scene, name):
    actor = square((255, 0, 0))
    scene.put(name, [actor])
    assert actor.GetBounds()[5] < 0.5


def test_rooms_of_a_ground_floor_lie_over_the_shadow_and_those_above_stay(scene):
    scene.floor, room = 0.0, square((0, 0, 255))
    scene.put("rooms", [room])
    scene.put("shadow", [shadow := square((255, 0, 0))])
    assert room.GetPosition()[2] > shadow.GetBounds()[5]
    scene.floor = 9.0
    scene.place(Eye(distance=60.0, pitch=89.0))
    assert room.GetPosition()[2] == 0
