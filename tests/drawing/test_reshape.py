"""Changing shapes, moving records, turning cameras."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from data.records import Change, ChangeSet
from scene3d.tools.marks import Handle
from scene3d.tools.move import Move
from scene3d.tools.outlines import Outlines
from scene3d.tools.reshape import Reshape
from scene3d.tools.spot import Spot

RING = shapely.Polygon([(-60, -60), (0, -60), (0, -20), (-60, -20)], [[(-40, -50), (-40, -40), (-30, -40)]])


@pytest.fixture
def grid(station):
    with station.editing(who="t", why="t") as draft:
        return draft.add("grid", {"name": "一网格", "geometry": station.frame.geometry_to_degrees(RING)})


@pytest.fixture
def tool(hand, grid):
    return Reshape(hand.host, "grid", grid)


@pytest.fixture
def camera(station):
    lon, lat = station.frame.to_degrees(0, -40)
    with station.editing(who="t", why="t") as draft:
        values = {"code": "T1", "bearing": 90.0, "range": 60.0, "view_angle": 60.0, "height": 0.0}
        return draft.add("camera", {**values, "geometry": shapely.Point(float(lon), float(lat))})


def kept(hand):
    (id, asked), = hand.asked
    assert id in ("keep_shape", "keep_moved")
    return asked


def test_a_corner_is_dragged_and_the_yard_stays(hand, tool):
    hand.drags(tool, (-60, -60), (-80, -60))
    tool.finish()
    shape = hand.station.frame.geometry_to_local(kept(hand)["geometry"])
    assert (round(shape.area), len(shape.interiors)) == (round(RING.area + 400), 1)


def test_the_middle_of_a_side_becomes_a_corner(hand, tool):
    hand.drags(tool, (-30, -60), (-30, -90))
    assert tool.shape.area == pytest.approx(RING.area + 900, rel=1e-3)


def test_the_inside_moves_the_whole(hand, tool):
    hand.drags(tool, (-50, -30), (-40, -10))
    assert tool.shape.equals_exact(shapely.affinity.translate(RING, 10, 20), 0.01)


def test_a_right_click_takes_a_corner_out(hand, tool):
    tool.second(hand.spot(-60, -60))
    assert len(tool.shape.exterior.coords) == 4


def test_a_triangle_keeps_its_corners(hand, tool):
    assert tool.second(hand.spot(-40, -50))
    assert len(tool.shape.interiors[0].coords) == 4


def test_undo_brings_back_what_was(hand, tool):
    hand.drags(tool, (-60, -60), (-80, -60))
    tool.undo()
    assert tool.shape.equals_exact(RING, 0.01)


def test_nothing_changed_writes_nothing(hand, tool):
    tool.finish()
    assert (hand.asked, hand.left) == ([], 1)


def test_a_record_without_a_shape_is_told(hand, station):
    with station.editing(who="t", why="t") as draft:
        id = draft.add("grid", {"name": "没画过"})
    told = []
    hand.workspace.notice.connect(lambda level, sentence: told.append(sentence))
    Reshape(hand.host, "grid", id)
    assert (told, hand.left) == (["这条记录在图上没有形状"], 1)


@given(st.integers(1, 3), st.integers(0, 2), st.booleans())
def test_outlines_go_back_into_the_shape_they_came_from(pieces, holes, closed):
    made = []
    for n in range(pieces):
        box = shapely.box(n * 100, 0, n * 100 + 50, 50)
        yards = [shapely.box(n * 100 + 5 + 15 * h, 5, n * 100 + 15 + 15 * h, 15) for h in range(holes)]
        made.append(shapely.Polygon(box.exterior, [y.exterior for y in yards]) if closed else shapely.LineString(box.exterior))
    shape = shapely.union_all(made) if pieces == 1 else (shapely.MultiPolygon(made) if closed else shapely.MultiLineString(made))
    assert Outlines.of(shape).shape().equals(shape)


@pytest.fixture
def roofed(hand):
    """A cordon on the roof of the first house, and that house's footprint and height."""
    houses = hand.host.town().buildings
    roof, height = houses.footprints[0], float(houses.height[0])
    shape = shapely.box(*shapely.buffer(roof, -3.0).bounds)
    with hand.station.editing(who="t", why="t") as draft:
        id = draft.add("cordon", {"name": "楼顶", "geometry": hand.station.frame.geometry_to_degrees(shape)})
    return Reshape(hand.host, "cordon", id), shape, height


def test_on_a_roof_the_handles_lie_where_the_corners_are_seen(hand, roofed):
    tool, _, height = roofed
    assert height < tool.level < height + 2
    handles = np.array([mark.point for mark in tool.marks() if isinstance(mark, Handle)])
    assert (handles[:, 2] == tool.level).all()
    x, y, _ = hand.projection.pixels(handles[:1])[0]
    spot = hand.spot_at(x, y, tool.level)
    assert tool.press(spot)
    there = hand.projection.on_plane(x - 10, y, tool.level)
    tool.drag(hand.spot_at(x - 10, y, tool.level))
    assert np.allclose(tool.outlines.points[0], there[:2])


def test_what_is_moved_off_a_roof_has_its_handles_on_the_ground(hand, roofed):
    tool, shape, _ = roofed
    middle = shape.centroid
    start = np.array([middle.x, middle.y, tool.level])
    assert tool.press(Spot(-99, -99, start, start))
    end = start + np.array([300.0, 0.0, 0.0])
    tool.drag(Spot(-99, -99, end, end))
    tool.release(Spot(-99, -99, end, end))
    assert tool.level == 0
    tool.undo()
    assert tool.level > 0


def test_a_house_is_reshaped_on_the_ground(hand):
    tool = Reshape(hand.host, "building", int(hand.host.town().buildings.ids[0]))
    assert tool.level == 0


class TestMove:
    def test_a_place_goes_where_the_pointer_shows_and_stands_on_the_roof(self, hand, station):
        lon, lat = station.frame.to_degrees(0, -40)
        with station.editing(who="t", why="t") as draft:
            id = draft.add("place", {"name": "T", "geometry": shapely.Point(float(lon), float(lat))})
        tool, houses = Move(hand.host, "place", id), hand.host.town().buildings
        assert tool.surface == "solid"
        roof = houses.footprints[0].representative_point()
        tool.press(hand.spot_at(*hand.projection.pixels(tool.at[None, :])[0][:2]))
        tool.drag(hand.spot(roof.x, roof.y))
        assert tool.at[2] > houses.height[0]

    def test_a_camera_is_dragged_at_its_height(self, hand, camera):
        with hand.station.editing(who="t", why="t") as draft:
            draft.change("camera", camera, height=12.0)
        tool = Move(hand.host, "camera", camera)
        x, y, _ = hand.projection.pixels(tool.at[None, :])[0]
        tool.press(hand.spot_at(x, y))
        assert tool.level == 12
        tool.drag(hand.spot_at(x + 40, y, tool.level))
        assert np.allclose(hand.projection.pixels(tool.at[None, :])[0][:2], (x + 40, y), atol=0.5)
        tool.release(hand.spot_at(x + 40, y, tool.level))
        assert tool.level == 0

    def test_where_it_is_let_go_it_stays(self, hand, camera):
        hand.drags(Move(hand.host, "camera", camera), (0, -40), (25, -70))
        at = kept(hand)["values"]["geometry"]
        assert np.allclose(np.ravel(hand.station.frame.to_local(at.x, at.y)), (25, -70), atol=0.01)

    def test_the_handle_in_the_middle_turns_it(self, hand, camera):
        hand.drags(Move(hand.host, "camera", camera), (33, -40), (0, -80))
        assert kept(hand)["values"] == {"bearing": 180.0}

    def test_with_shift_it_turns_by_steps(self, hand, camera):
        hand.drags(Move(hand.host, "camera", camera), (33, -40), (20, -22), shift=True)
        assert kept(hand)["values"] == {"bearing": 45.0}

    def test_the_far_handle_is_the_range(self, hand, camera):
        hand.drags(Move(hand.host, "camera", camera), (60, -40), (85, -40))
        assert kept(hand)["values"] == {"range": 85.0}

    def test_a_press_beside_the_handles_is_for_the_map(self, hand, camera):
        assert not hand.drags(Move(hand.host, "camera", camera), (-50, -80), (0, 0))
        assert not hand.asked

    def test_a_click_that_moves_nothing_writes_nothing(self, hand, camera):
        tool = Move(hand.host, "camera", camera)
        tool.press(hand.spot(0, -40))
        tool.release(hand.spot(0, -40))
        assert not hand.asked

    def test_delete_is_not_taken(self, hand, camera):
        assert not Move(hand.host, "camera", camera).key(Qt.Key.Key_Delete)

    def test_its_handles_go_where_an_undo_puts_the_record(self, hand, camera):
        tool = Move(hand.host, "camera", camera)
        hand.drags(tool, (33, -40), (0, -80))
        before = hand.station.get("camera", camera)["bearing"]
        assert (before, tool.looks["bearing"]) == (90.0, 180.0)
        tool.records_changed(ChangeSet(1, "", "", "", "", (Change("camera", camera + 1, {}, {}),)))
        assert tool.looks["bearing"] == 180.0
        tool.records_changed(ChangeSet(1, "", "", "", "", (Change("camera", camera, {}, {}),)))
        assert tool.looks["bearing"] == before

    def test_it_is_laid_down_with_a_record_that_was_taken_away(self, hand, camera):
        tool = Move(hand.host, "camera", camera)
        tool.id = camera + 10_000
        tool.records_changed(ChangeSet(1, "", "", "", "", (Change("camera", tool.id, {}, None),)))
        assert hand.left == 1
