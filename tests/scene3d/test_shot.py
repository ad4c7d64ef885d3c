"""Pictures made without a window: what lies where has its colour."""

import pytest
from PySide6.QtGui import QColor

from data.errors import WrongUsage
from data.workspace import Workspace
from scene3d.camera import Projection
from scene3d.light import theme_rgb
from scene3d.shot import eye_for, render

pytestmark = pytest.mark.usefixtures("qapp")
SIZE = (640, 400)


def colour_at(image, town, point, view="3d", building=None):
    x, y, _ = Projection(eye_for(town, building, view, SIZE, (0, 0, 0, 0)), *SIZE).pixels(point)[0]
    colour = QColor(image.pixel(round(x), round(y)))
    return colour.red(), colour.green(), colour.blue()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("view", ["3d", "plan"])
def test_water_has_the_colour_of_water(station, small, theme, view):
    image = render(station, small, None, SIZE, view, theme, layers=())
    found = colour_at(image, small, (250.0, 170.0, 0.0), view)
    assert found == pytest.approx(tuple(theme_rgb(theme, "water")), abs=14)


def test_an_opened_storey_has_its_floor_and_the_walls_below_are_blue(station, small):
    image = render(station, small, None, SIZE, "3d", "light", building=101, storey=4, layers=())
    floor = colour_at(image, small, (-181.0, -116.0, 9.0), building=101)
    wall = colour_at(image, small, (-181.0, -120.0, 4.0), building=101)
    assert min(floor) > 200
    assert wall[2] > wall[0] + 40


def test_a_picture_leaves_theme_and_listeners_as_they_were(station, small):
    workspace = Workspace(station.kinds, theme="light")
    before = len(workspace.layer_changed)
    render(station, small, workspace, SIZE, "plan", "dark", layers=())
    assert (workspace.theme, len(workspace.layer_changed)) == ("light", before)


def test_symbols_are_painted_on_the_picture(station, small, make_record):
    station.records["shop"] = [make_record("shop", 500, 110.0, 20.0, name="店")]
    without = render(station, small, None, SIZE, layers=())
    assert render(station, small, None, SIZE, layers=("shop",)) != without


@pytest.mark.parametrize("wish", [{"layers": ("nonsense",)}, {"building": 987654}])
def test_what_is_not_there_is_said(station, small, wish):
    with pytest.raises(WrongUsage):
        render(station, small, None, SIZE, **wish)
