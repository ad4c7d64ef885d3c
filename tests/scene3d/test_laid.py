"""Areas and lines as they lie: on the roof that they were drawn on, and fine where the eye is near."""

import numpy as np
import pytest
import shapely

from data.records import Record
from data.workspace import Selection
from scene3d.camera import Eye, Projection
from scene3d.layers.host import Ground
from scene3d.layers.laid import CLEAR, WIDE, lay, roofs_under
from scene3d.scene import OVER_LAYER, _takes_light
from tests.scene3d.conftest import FRAME
from tests.scene3d.on_screen import settle

LINE = shapely.LineString([(102.74, 25.05), (102.7403, 25.05)])
AREA = shapely.box(102.74, 25.05, 102.7403, 25.0502)
RED = [np.array([200.0, 0.0, 0.0])]


def shapes(*of):
    found = np.empty(len(of), object)
    found[:] = of
    return found


@pytest.fixture(scope="module")
def ground(small):
    return Ground.of(small)


def test_what_was_drawn_on_a_roof_lies_on_it_and_all_else_on_the_ground(small, ground):
    house = small.buildings.footprints[0]
    of = shapes(house.buffer(-2.0), house.buffer(30.0), shapely.LineString([(-300, -300), (-290, -300)]))
    heights = roofs_under(of, ground)
    assert heights[0] == small.buildings.height[0]
    assert np.isnan(heights[1:]).all()
    flat, up = lay(of, RED * 3, 1.0, heights)
    assert up.fills.points[:, 2].min() == pytest.approx(small.buildings.height[0] + CLEAR)
    assert flat.fills.points[:, 2].max() < OVER_LAYER + 1


def test_what_is_set_at_the_very_wall_stands_before_it(small, ground):
    corner = np.array(small.buildings.footprints[0].exterior.coords[0])
    middle = np.array(small.buildings.footprints[0].centroid.coords[0])
    at = np.array([corner, corner + (middle - corner) * 1e-7, corner + (middle - corner) * 0.2]).T
    low, same, roof = ground.heights(*at)
    assert low == same == 0.5
    assert roof > small.buildings.height[0]


def test_shapes_that_are_nowhere_lie_on_no_roof_and_each_other_on_its_own(small, ground):
    house = small.buildings.footprints[0].buffer(-2.0)
    heights = roofs_under(shapes(None, shapely.Polygon(), house, house), ground)
    assert np.isnan(heights[:2]).all()
    assert heights[2:].tolist() == [small.buildings.height[0]] * 2


def test_what_lies_on_a_roof_is_read_by_day_and_by_night_as_on_the_ground():
    assert not _takes_light("layer cordon")
    assert not _takes_light("roof layer cordon")
    assert _takes_light("layer ground_picture")


def test_rims_and_lines_have_no_width_in_metres_and_are_one_actor(ground):
    line = shapely.LineString([(-300, -300), (-250, -300), (-250, -280)])
    of = shapes(line, shapely.box(-300, -300, -200, -200))
    colours = [np.array([200.0, 0.0, 0.0]), np.array([0.0, 0.0, 200.0])]
    laid, _ = lay(of, colours, 0.5, roofs_under(of, ground))
    assert laid.lines.shape == (6, 2, 3)
    assert (laid.colours[:2, 0] == 200).all()
    assert (laid.colours[2:, 2] == 200).all()
    assert (laid.colours[:, 3] < 128).all()
    assert laid.fills.points[:, :2].min() == -300  # the fill is the shape: no ribbon round it
    _fill, lines = laid.actors()
    assert lines.GetMapper().GetInput().GetNumberOfLines() == 6
    assert lines.GetProperty().GetLineWidth() == pytest.approx(WIDE)


@pytest.mark.screen
@pytest.mark.parametrize(("kind", "shape"), [("note", LINE), ("patrol_route", LINE), ("grid", AREA), ("cordon", AREA)])
def test_what_lies_on_the_map_has_lines_as_wide_from_near_as_from_afar(qtbot, view, workspace, station, kind, shape):
    station.records[kind] = [Record(kind, 700, {"geometry": shape})]
    workspace.set_layer(kind, visible=True)
    qtbot.waitUntil(lambda: bool(view.scene._actors.get(f"layer {kind}")), timeout=10_000)
    lines = view.scene._actors[f"layer {kind}"][-1]
    assert lines.GetMapper().GetInput().GetNumberOfLines() == (1 if shape is LINE else 4)
    view.set_symbol_scale(2.0)  # on a wall, as symbols and words
    assert lines.GetProperty().GetLineWidth() == pytest.approx(2 * WIDE)


def pinned(view):
    """Return the ids of the shops that an eye sees, of all layers."""
    seen = view.layers.symbols(Projection(Eye(140.0, 20.0, 0.0, 120.0, 0.0, 60.0), 900, 600))
    return sorted(id for symbol in seen if symbol.kind == "shop" for id in symbol.ids)


@pytest.mark.screen
def test_the_chosen_record_is_marked_though_its_layer_is_off(qtbot, view, workspace, station, make_record):
    station.records["shop"] = [make_record("shop", 500 + n, 110.0 + 60 * n, 20.0, name="店") for n in range(2)]
    workspace.select("shop", 501)
    qtbot.waitUntil(lambda: pinned(view) == [501], timeout=10_000)
    workspace.set_layer("shop", visible=True)
    qtbot.waitUntil(lambda: pinned(view) == [500, 501], timeout=10_000)
    workspace.set_layer("shop", visible=False)
    qtbot.waitUntil(lambda: pinned(view) == [501], timeout=10_000)
    workspace.select()
    qtbot.waitUntil(lambda: pinned(view) == [], timeout=10_000)


@pytest.mark.screen
def test_a_chosen_area_of_a_layer_that_is_off_shows_its_outline(qtbot, view, workspace, station):
    west, south = (float(v) for v in FRAME.to_degrees(-300.0, -300.0))
    station.records["grid"] = [Record("grid", 600, {"geometry": shapely.box(west, south, west + 0.001, south + 0.001)})]
    workspace.select("grid", 600)
    qtbot.waitUntil(lambda: "layer chosen" in view.scene.names(), timeout=10_000)
    assert workspace.selection == Selection("grid", 600)
    workspace.select()
    settle(qtbot, view)
    assert "layer chosen" not in view.scene.names()
