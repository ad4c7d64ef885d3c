"""Pictures made without a window: what lies where has its colour."""

import pytest
from PySide6.QtGui import QColor
from shapely.geometry import LineString, box

from data.duty.plan_picture import Ground, Spot
from data.duty.plan_picture import Picture as Plan
from data.errors import WrongUsage
from data.town.storeys import floor_height
from data.workspace import Selection, Workspace
from scene3d.build import build_finish
from scene3d.camera import Projection
from scene3d.light import ARCHITECT, theme_rgb
from scene3d.shot import Picture, eye_for, render
from tests.scene3d.conftest import town_of

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


def wide_town():
    """A small town on ground so wide that VTK would keep it shifted on the graphics card."""
    far = [(LineString([(x, -900), (x, 900)]), 6.0, "minor_road", "") for x in (-900, 900)]
    return town_of([box(270, 190, 330, 210)], [21.0], [7], ["residential"], roads=far)


def test_the_ground_opens_over_a_storey_below_it_when_it_was_shown_closed_before(station):
    town = wide_town()
    eye = eye_for(town, 101, "3d", SIZE, (0, 0, 0, 0))
    picture = Picture(station, town, Workspace(station.kinds), SIZE, "light", eye)
    try:
        shown = {storey: picture.take(0, Selection("building", 101, storey), 1.0, (0, 0, 0, 0)) for storey in (None, 3, -1)}
        picture.scene.show_finish(build_finish(town, "light", ARCHITECT))  # trees and shadows come later, and anew with the hour
        after = picture.take(0, Selection("building", 101, -1), 1.0, (0, 0, 0, 0))
    finally:
        picture.close()
    at, beside = (300.0, 200.0, floor_height(-1, 0.0, 3.0)), (300.0, 180.0, 0.0)
    assert colour_at(shown[-1], town, at, building=101) == pytest.approx(tuple(theme_rgb("light", "panel")), abs=24)
    assert colour_at(shown[-1], town, beside, building=101) == colour_at(shown[3], town, beside, building=101)
    assert after == shown[-1]


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


def test_a_plan_of_the_workspace_is_on_the_picture(station, small):
    workspace = Workspace(station.kinds)
    middle, wide = (250.0, 170.0), box(230, 150, 270, 190)
    plain = render(station, small, workspace, SIZE, "plan", "light", layers=())
    workspace.show_picture("plan", Plan((Ground(wide, "late", 220),), spots=(Spot(middle, "post"),)))
    drawn = render(station, small, workspace, SIZE, "plan", "light", layers=())
    beside = (238.0, 158.0, 0.0)
    assert colour_at(plain, small, beside, "plan") == pytest.approx(tuple(theme_rgb("light", "water")), abs=14)
    red, _green, blue = colour_at(drawn, small, beside, "plan")
    assert red > blue + 60
    assert colour_at(drawn, small, (*middle, 0.0), "plan") == pytest.approx(tuple(theme_rgb("light", "post")), abs=14)
