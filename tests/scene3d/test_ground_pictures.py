"""Ground pictures on the map: under roads and shadows, see-through as the panel says, gone when switched off."""

import numpy as np
import pytest
import shapely
from PySide6.QtGui import QImage

from data.exchange.ground.picture import encoded
from data.store.station import Station
from data.town.pictures import read_pictures
from data.workspace import Workspace
from scene3d.light import rgb
from scene3d.picture_actors import TILE, picture_actors
from scene3d.shot import render

pytestmark = pytest.mark.screen
AT = (104.0, 30.6)
SIZE = (320, 240)


def lay(station, pixels, name="图", half=0.004):
    """Keep a picture around the middle of the station."""
    content, ending = encoded(pixels)
    import hashlib

    box = shapely.box(AT[0] - half, AT[1] - half, AT[0] + half, AT[1] + half)
    with station.editing(who="t", why="t") as draft:
        id = draft.add("ground_picture", {"name": name, "digest": hashlib.sha256(content).hexdigest(), "geometry": box})
        draft.attach("ground_picture", id, name + ending, content)
    return id


@pytest.fixture
def station(tmp_path, qapp):
    made = Station.create(tmp_path / "here.station", "这里", origin=AT)
    with made.editing(who="t", why="t") as draft:
        draft.add("building", {"name": "楼", "height": 12.0, "geometry": shapely.box(104.0010, 30.6010, 104.0012, 30.6012)})
        line = shapely.LineString([(103.998, 30.5995), (104.002, 30.5995)])
        draft.add("road", {"class": "major_road", "width": 60.0, "geometry": line})
    yield made
    made.close()


def plain(colour, side=64):
    return np.tile(np.array(colour, np.uint8), (side, side, 1))


def at(image: QImage, x=0.5, y=0.5):
    """The colour at a share of width and height."""
    found = image.pixelColor(int(image.width() * x), int(image.height() * y))
    return np.array([found.red(), found.green(), found.blue()])


def shown(station, theme="light", **layer):
    workspace = Workspace(station.kinds, theme=theme)
    for name in workspace.layers:
        workspace.set_layer(name, visible=name == "ground_picture")
    workspace.set_layer("ground_picture", **layer)
    return render(station, None, workspace, SIZE, "plan", theme)


def middle_of_nothing(image):
    """A place without road and house."""
    return at(image, 0.35, 0.25)


def test_it_is_on_the_ground(station):
    lay(station, plain((200, 40, 40)))
    red, green, _ = middle_of_nothing(shown(station))
    assert red > 150
    assert green < 90


def test_north_is_up_and_east_is_right(station):
    pixels = plain((30, 160, 30))
    pixels[:32, :32] = (200, 40, 40)  # the north-west
    lay(station, pixels)
    picture = read_pictures(station)[0]
    assert picture.pixels[-1, 0, 0] > 150
    corner = picture.corners(station.frame, 0, 1)[0]
    assert corner[0] < 0 < corner[1]


def test_roads_lie_on_it(station):
    lay(station, plain((200, 40, 40)))
    road = at(shown(station), 0.4, 0.82)
    assert road.min() > 200


def test_switched_off_it_is_gone(station):
    lay(station, plain((200, 40, 40)))
    found = middle_of_nothing(shown(station, visible=False))
    assert np.abs(found - rgb("#e6e8e6")[:3]).max() < 16


def test_half_see_through(station):
    lay(station, plain((200, 40, 40)))
    whole, half = middle_of_nothing(shown(station)), middle_of_nothing(shown(station, opacity=0.5))
    ground = rgb("#e6e8e6")[:3]
    assert half == pytest.approx((whole + ground) / 2, abs=16)


def test_holes_show_the_ground(station):
    pixels = np.dstack([plain((200, 40, 40)), np.zeros((64, 64, 1), np.uint8)])
    pixels[:4, :4, 3] = 255
    lay(station, pixels)
    assert np.abs(middle_of_nothing(shown(station)) - rgb("#e6e8e6")[:3]).max() < 16


def test_by_night_it_does_not_shine(station):
    lay(station, plain((240, 240, 240)))
    assert middle_of_nothing(shown(station, theme="dark")).max() < 150


def test_a_later_picture_lies_on_an_earlier_one(station):
    lay(station, plain((200, 40, 40)), "一")
    lay(station, plain((40, 40, 200)), "二")
    red, _, blue = middle_of_nothing(shown(station))
    assert blue > red


def test_a_large_picture_is_laid_in_tiles(station):
    lay(station, np.zeros((TILE + 10, 2 * TILE + 10, 3), np.uint8))
    (picture,) = read_pictures(station)
    actors = picture_actors(picture, station.frame, "light")
    assert len(actors) == 6
    west = min(a.GetBounds()[0] for a in actors)
    east = max(a.GetBounds()[1] for a in actors)
    corners = picture.corners(station.frame, [0, 1], [0, 1])
    assert (west, east) == pytest.approx((corners[0, 0], corners[1, 0]), abs=0.5)


def test_opacity_reads_and_lays_nothing_again(station):
    from scene3d.layers.host import Ground, Host
    from scene3d.layers.pictures import PictureLayer
    from scene3d.scene import TownScene
    from scene3d.shot import _AtOnce

    lay(station, plain((200, 40, 40)))
    import pyvista

    plotter = pyvista.Plotter(off_screen=True, window_size=[64, 64], lighting="none")
    scene = TownScene(plotter, "light")
    workspace = Workspace(station.kinds)
    host = Host(station, workspace, _AtOnce(), scene, Ground, lambda: None, lambda: None)
    layer = PictureLayer(host, station.kinds["ground_picture"])
    try:
        layer.refresh()
        before = list(layer._actors)
        workspace.set_layer("ground_picture", opacity=0.9)
        workspace.set_layer("ground_picture", opacity=0.4)
        once = list(layer._actors)
        workspace.set_layer("ground_picture", opacity=0.6)
        assert before
        assert layer._actors == once
        assert {a.GetProperty().GetOpacity() for a in layer._actors} == {0.6}
        workspace.set_layer("ground_picture", visible=False)
        assert "layer ground_picture" not in scene.names()
    finally:
        layer.close()
        plotter.close()
