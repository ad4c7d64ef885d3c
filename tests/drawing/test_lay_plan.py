"""The plan of a storey is placed by its handles."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from data.exchange.plans import add_floor_plan
from data.query import Query, equals
from scene3d.tools.lay_plan import MIDDLE, STEM, LayPlan

STOREY = 3
AWAY = np.array((4.0, -3.0, 0.0))  # metres


@pytest.fixture
def building(station, tmp_path):
    """A building with a plan on its third storey."""
    path = tmp_path / "三层.png"
    image = Image.new("RGB", (500, 300), "white")
    ImageDraw.Draw(image).rectangle((100, 80, 400, 180), outline="black", width=5)
    image.save(path)
    found = station.first(Query("building")).id
    add_floor_plan(station, found, STOREY, path, who="李警官")
    return found


@pytest.fixture
def tool(hand, building):
    return LayPlan(hand.host, building, STOREY)


def pull(hand, tool, handle, to, **more):
    """Drag a handle to a point on the floor; return what is asked to be written."""
    x, y, _ = hand.projection.pixels(tool._handles()[handle])[0]
    assert tool.press(hand.spot_at(x, y))
    x, y, _ = hand.projection.pixels(np.array([*to[:2], tool._floor]))[0]
    spot = hand.spot_at(x, y)
    tool.drag(type(spot)(spot.x, spot.y, spot.point, spot.ground, **more))
    tool.release(spot)
    return hand.asked[-1][1]


def test_the_middle_moves_it(hand, tool):
    to = tool._handles()[MIDDLE] + AWAY
    asked = pull(hand, tool, MIDDLE, to)
    assert asked["kind"] == "floor_plan"
    assert (asked["values"]["east"], asked["values"]["north"]) == pytest.approx((4.0, -3.0), abs=0.1)
    assert tool._handles()[MIDDLE] == pytest.approx(to, abs=0.1)


def test_a_corner_scales_it_around_its_middle(hand, tool):
    middle, corner = tool._handles()[MIDDLE], tool._handles()[2]
    asked = pull(hand, tool, 2, middle + (corner - middle) * 0.5)
    assert asked["values"]["scale"] == pytest.approx(0.5, abs=0.02)
    assert tool._handles()[MIDDLE] == pytest.approx(middle, abs=1e-6)


def test_the_stem_turns_it_to_where_it_is_dragged(hand, tool):
    middle, stem = tool._handles()[MIDDLE], tool._handles()[STEM]
    away = stem - middle
    to = middle + np.array((away[1], -away[0], 0.0))  # a quarter clockwise
    asked = pull(hand, tool, STEM, to, shift=True)
    assert asked["values"]["turn"] == pytest.approx(90.0, abs=0.1)
    assert tool._handles()[STEM] == pytest.approx(to, abs=0.2)


def test_it_is_fitted_again(hand, tool):
    pull(hand, tool, MIDDLE, tool._handles()[MIDDLE] + AWAY)
    tool.act("fit")
    assert hand.asked[-1][1]["values"] == {"turn": 0.0, "scale": 1.0, "east": 0.0, "north": 0.0}


def test_a_storey_without_a_plan_says_so(hand, building):
    told = []
    hand.workspace.notice.connect(lambda level, _sentence: told.append(level))
    LayPlan(hand.host, building, STOREY + 1)
    assert (told, hand.left) == (["info"], 1)
    assert hand.station.first(equals("floor_plan", storey=STOREY + 1)) is None
