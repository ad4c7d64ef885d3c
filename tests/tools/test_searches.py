"""Shapes that are searched: what they ask for, and that every change of them asks anew."""

from __future__ import annotations

import numpy as np
import pytest
import shapely


@pytest.fixture
def sought(host):
    """All that was sought, newest last."""
    found = []
    host.workspace.sought_changed.connect(found.append)
    return found


def local(host, shape):
    return host.station.frame.geometry_to_local(shape)


@pytest.mark.parametrize("by", ["drag", "clicks"])
def test_a_rectangle(hand, host, sought, by):
    it = hand("search_rectangle")
    if by == "drag":
        assert it.drag((0, 0), (50, 20), (100, 50))
    else:
        it.click(0, 0)
        it.click(100, 50)
    assert len(sought) == 1
    assert local(host, sought[-1].area.within).bounds == pytest.approx((0, 0, 100, 50), abs=1e-6)
    assert sought[-1].words == "矩形 100.0 米 × 50.0 米"


def test_every_corner_of_a_rectangle_can_be_pulled(hand, host, sought):
    it = hand("search_rectangle")
    it.drag((0, 0), (100, 50))
    assert it.drag((100, 0), (200, -30))  # a corner that was not set
    assert local(host, sought[-1].area.within).bounds == pytest.approx((0, -30, 200, 50), abs=1e-6)
    assert len(sought) > 2  # while it was pulled too


def test_a_circle_asks_for_metres_around_its_middle(hand, host, sought):
    it = hand("search_circle")
    it.drag((0, 0), (30, 40))
    lon, lat, metres = sought[-1].area.near
    assert (lon, lat, metres) == pytest.approx((102.74, 25.05, 50.0))


def test_the_middle_takes_the_rim_along(hand, host, sought):
    it = hand("search_circle")
    it.drag((0, 0), (0, 80))
    it.drag((0, 0), (60, 0), (100, 0))
    assert sought[-1].area.near[2] == pytest.approx(80)
    assert it.tool.points[1].tolist() == [100, 80, 0]


def test_a_polygon_that_crosses_itself_is_what_it_encloses(hand, host, sought):
    it = hand("search_polygon")
    for place in ((0, 0), (100, 100), (100, 0), (0, 100)):
        it.click(*place)
    it.tool.finish()
    assert local(host, sought[-1].area.within).area == pytest.approx(5000, rel=1e-6)


def test_a_strip_has_a_handle_for_its_width(hand, host, sought):
    it = hand("search_line")
    it.click(0, 0)
    it.double(90, 0)
    line, metres = sought[-1].area.beside
    assert (local(host, line).length, metres) == (pytest.approx(90), 30.0)
    assert it.drag((30, 30), (30, 55))
    assert sought[-1].area.beside[1] == pytest.approx(55)
    assert sought[-1].words == "沿线 90.0 米，两侧各 55.0 米"


def test_a_road_is_taken_by_a_click_near_it(hand, host, sought):
    it = hand("search_road")
    it.click(20, 300)  # no road there
    assert sought == []
    it.click(20, -45)
    line, _ = sought[-1].area.beside
    assert local(host, line).length == pytest.approx(400, rel=1e-6)
    assert sought[-1].words == "南路 400.0 米，两侧各 30.0 米"
    assert sought[-1].named


def test_a_click_beside_a_finished_shape_is_for_the_map(hand):
    it = hand("search_rectangle")
    it.drag((0, 0), (100, 50))
    assert it.tool.click(it.spot(300, 300)) is False
    assert not it.tool.busy


def test_drawing_again_and_laying_down_end_the_search(hand, sought):
    it = hand("search_circle")
    it.drag((0, 0), (0, 80))
    it.tool.act("renew")
    assert sought[-1] is None
    it.drag((0, 0), (0, 90))
    assert sought[-1] is not None
    it.tool.close()
    assert sought[-1] is None


def test_a_searched_shape_is_kept_as_a_note(hand, host):
    it = hand("search_line")
    it.click(0, 0)
    it.double(90, 0)
    it.tool.act("keep")
    ((command, note),) = host.asked
    assert (command, note["measure"]) == ("keep_measure", "search")
    assert local(host, note["geometry"]).area == pytest.approx(shapely.LineString([(0, 0), (90, 0)]).buffer(30).area, rel=1e-3)


def test_a_drag_that_goes_nowhere_waits_for_a_second_click(hand, sought):
    it = hand("search_circle")
    spot = it.spot(0, 0)
    assert it.tool.press(spot)
    it.tool.release(spot)
    assert sought == []
    assert it.tool.drawing
    it.click(0, 40)
    assert sought[-1].area.near[2] == pytest.approx(40)


def test_the_side_lies_along_the_screen_when_the_map_is_turned(hand, host, monkeypatch):
    from scene3d.camera import Eye, Projection

    turned = Projection(Eye(distance=700.0, pitch=90.0, bearing=45.0, parallel=True), 1000, 800)
    object.__setattr__(host, "projection", lambda: turned)
    it = hand("search_rectangle")
    it.drag((0, 0), (100, 0))
    corners = it.tool.shape()[:, :2]
    side = corners[1] - corners[0]
    assert abs(np.degrees(np.arctan2(side[0], side[1])) % 90 - 45) < 1e-6
    assert np.linalg.norm(side) == pytest.approx(100 / np.sqrt(2))
