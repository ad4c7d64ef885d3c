"""What is solid is drawn without mixing where there is no graphics card; nothing looks another way for it."""

import gc
import weakref

import numpy as np
import pytest
from vtkmodules.vtkCommonCore import vtkCommand

from data.town.load import load_town
from scene3d.actors import mesh_actor
from scene3d.build import build_finish, build_solid
from scene3d.camera import Eye
from scene3d.meshes.mesh import mesh
from scene3d.mixing import GL_BLEND, Mixing
from scene3d.plotters import end_plotter, new_plotter
from scene3d.scene import TownScene
from scene3d.shot import pixels

pytestmark = pytest.mark.screen
SIZE = (320, 180)
OVER_THE_HOUSES = Eye(distance=420.0, pitch=35.0)


@pytest.fixture
def scene(demo):
    plotter, town = new_plotter(*SIZE), load_town(demo)
    made = TownScene(plotter, "light")
    made.show_solid(town, build_solid(town, "light"), "light")
    made.show_finish(build_finish(town, "light"))
    made.place(OVER_THE_HOUSES)
    made.look_closer(SIZE)
    yield made
    made.clear()
    end_plotter(plotter)


def told(scene, tile):
    """What a tile's drawing is asked to do, and what the sheet of shadows after it."""
    state = scene.plotter.render_window.GetState()
    heard = {}
    for name, actor in (("house", tile.actor), ("shadow", scene._actors["shadow"][0])):
        actor.GetMapper().AddObserver(vtkCommand.EndEvent, lambda *_, name=name: heard.update({name: state.GetEnumState(GL_BLEND)}))
    scene.plotter.render_window.Render()
    return heard


def shown(scene):
    return next(tile for tile in scene.tiles.all if tile.actor.GetVisibility())


def test_the_picture_is_the_same_with_and_without_mixing(scene):
    mixed = pixels(scene.plotter).copy()
    scene._mixing.begin(scene.plotter.render_window)
    assert np.array_equal(pixels(scene.plotter), mixed)
    assert len(np.unique(mixed.reshape(-1, 3), axis=0)) > 100  # houses, their shadows and the fading ground are in it


def test_houses_are_not_mixed_and_shadows_are(scene):
    scene._mixing.begin(scene.plotter.render_window)
    assert told(scene, shown(scene)) == {"house": False, "shadow": True}


def test_with_a_graphics_card_all_stays_as_it_is(scene):
    assert told(scene, shown(scene)) == {"house": True, "shadow": True}


def test_an_actor_that_is_shown_again_is_told_of_once(scene):
    made, calls = Mixing(), []
    made._on = lambda *_: calls.append(1)
    actor = mesh_actor(mesh([[0, 0, 0], [1, 0, 0], [0, 1, 0]], [[0, 1, 2]], (9, 9, 9)))
    for _ in range(3):
        made.clear(actor)
    actor.GetMapper().InvokeEvent(vtkCommand.StartEvent)
    assert calls == [1]


def test_what_an_actor_was_told_goes_with_it(scene):
    made, actor = Mixing(), mesh_actor(mesh([[0, 0, 0], [1, 0, 0], [0, 1, 0]], [[0, 1, 2]], (9, 9, 9)))
    made.solid(actor)
    gone = weakref.ref(made)
    del made, actor
    gc.collect()
    assert gone() is None
