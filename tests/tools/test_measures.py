"""Distance, height, area and slope by hand, and what becomes of them."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from PySide6.QtCore import Qt

from scene3d.tools.marks import Fill, Handle, Line, Word


def words(tool):
    return [mark.text for mark in tool.marks() if isinstance(mark, Word)]


def test_a_distance_is_the_sum_of_its_legs(hand):
    it = hand("measure_distance")
    it.click(0, 0)
    it.click(30, 40)
    it.double(30, 100)
    assert it.tool.done
    assert it.tool.state().reading == "110.0 米"
    assert words(it.tool) == ["50.0 米", "60.0 米", "共 110.0 米"]


def test_the_line_to_the_pointer_counts_while_drawing(hand):
    it = hand("measure_distance")
    it.click(0, 0)
    it.tool.move(it.spot(0, 1200))
    assert it.tool.state().reading == "1.20 公里，方位 0°"


def test_a_way_that_rises_is_told_on_the_plan_and_through_space(hand):
    it = hand("measure_distance")
    it.click(0, 0)
    it.double(30, 0)
    it.tool.points[1] = np.array([30.0, 0.0, 40.0])
    assert it.tool.state().reading == "水平 30.0 米，空间 50.0 米，方位 90°"


def test_a_double_click_sets_no_point_twice(hand):
    it = hand("measure_distance")
    it.click(0, 0)
    it.double(10, 0)
    assert len(it.tool.points) == 2


def test_the_last_point_is_taken_back(hand):
    it = hand("measure_distance")
    it.click(0, 0)
    it.click(10, 0)
    it.tool.undo()
    assert len(it.tool.points) == 1
    it.tool.undo()
    assert not it.tool.drawing
    it.tool.undo()  # nothing is left: nothing happens
    assert it.tool.points == []


def test_what_can_be_done_is_told_as_it_stands(hand):
    it = hand("measure_distance")
    assert not it.tool.state().drawing
    it.click(0, 0)
    state = it.tool.state()
    assert (state.drawing, state.can_undo, state.can_finish) == (True, True, False)
    it.click(10, 0)
    assert it.tool.state().can_finish
    it.tool.finish()
    state = it.tool.state()
    assert (state.drawing, state.can_undo, state.can_finish, [a.id for a in state.acts]) == (False, False, False, ["keep"])


def test_one_point_is_no_line_to_finish(hand):
    it = hand("measure_distance")
    it.click(0, 0)
    it.tool.finish()
    assert not it.tool.done


def test_shift_keeps_to_steps_of_15_degrees(hand):
    it = hand("measure_distance")
    it.click(0, 0)
    it.click(100, 3, shift=True)
    assert it.tool.points[1] == pytest.approx([100, 0, 0])


def test_a_point_is_pulled_when_the_line_stands(hand):
    it = hand("measure_distance")
    it.click(0, 0)
    it.double(100, 0)
    assert it.drag((100, 0), (100, 50), (0, 50))
    assert it.tool.state().reading == "50.0 米，方位 0°"


def test_a_middle_becomes_a_point(hand):
    it = hand("measure_distance")
    it.click(0, 0)
    it.double(100, 0)
    assert it.drag((50, 0), (50, 50))
    assert [p[:2].tolist() for p in it.tool.points] == [[0, 0], [50, 50], [100, 0]]


@pytest.mark.parametrize("how", ["right", "delete"])
def test_a_point_is_taken_away(hand, how):
    it = hand("measure_distance")
    for place in ((0, 0), (50, 50), (100, 0)):
        it.click(*place)
    it.tool.finish()
    it.tool.move(it.spot(50, 50))
    assert it.tool.second(it.spot(50, 50)) if how == "right" else it.tool.key(Qt.Key.Key_Delete)
    assert len(it.tool.points) == 2
    assert not it.tool.second(it.spot(0, 0))  # two points are the least


def test_a_click_elsewhere_begins_anew(hand):
    it = hand("measure_distance")
    it.click(0, 0)
    it.double(100, 0)
    it.click(0, 200)
    assert len(it.tool.points) == 1
    assert it.tool.drawing


def test_what_was_measured_is_kept_as_a_note(hand, host):
    it = hand("measure_distance")
    it.click(0, 0)
    it.double(30, 40)
    it.tool.act("keep")
    ((command, note),) = host.asked
    assert (command, note["measure"], note["text"]) == ("keep_measure", "measure_distance", "50.0 米，方位 37°")
    local = host.station.frame.geometry_to_local(note["geometry"])
    assert shapely.get_coordinates(local) == pytest.approx(np.array([[0, 0], [30, 40]]), abs=1e-6)
    assert it.tool.points == []


def test_a_click_on_a_building_measures_its_height(hand):
    it = hand("measure_height")
    it.click(3, 4, 30.0, row=0)
    assert it.tool.done
    assert it.tool.state().reading == "高差 30.0 米"
    assert it.tool.geometry().equals(shapely.Point(3, 4))


def test_two_points_give_the_difference_in_height(hand):
    it = hand("measure_height")
    it.click(100, 100)
    it.click(45, 0, 6.0, row=1)
    assert it.tool.state().reading == "高差 6.00 米"
    assert it.tool.shape().tolist() == [[100, 100, 0], [45, 0, 0], [45, 0, 6]]


def test_an_area_has_a_perimeter(hand):
    it = hand("measure_area")
    for place in ((0, 0), (100, 0), (100, 50)):
        it.click(*place)
    it.double(0, 50)
    assert it.tool.state().reading == "面积 5000 平方米，周长 300.0 米"
    assert any(isinstance(m, Fill) for m in it.tool.marks())


def test_an_outline_is_closed_by_a_click_on_its_first_point(hand):
    it = hand("measure_area")
    for place in ((0, 0), (100, 0), (100, 50), (0, 0)):
        it.click(*place)
    assert it.tool.done
    assert len(it.tool.points) == 3


def test_an_outline_that_crosses_itself_has_no_area(hand):
    it = hand("measure_area")
    for place in ((0, 0), (100, 100), (100, 0), (0, 90)):
        it.click(*place)
    it.tool.finish()
    assert it.tool.state().reading == "边线交叉了，挪开一个点"
    assert it.tool.state().acts == ()


def test_a_slope_is_told_in_degrees_and_percent(hand):
    it = hand("measure_slope")
    it.click(0, 0)
    it.click(100, 0, 10.0)
    assert it.tool.state().reading == "坡度 5.7°（10.0%），升 10.0 米，平距 100.0 米"


def test_straight_up_is_no_number_of_percent(hand):
    it = hand("measure_slope")
    it.click(0, 0)
    it.click(0, 0, 10.0)
    assert "90.0°（∞%）" in it.tool.state().reading


def test_handles_stand_at_every_point(hand):
    it = hand("measure_distance")
    for place in ((0, 0), (50, 50), (100, 0)):
        it.click(*place)
    corners = [m for m in it.tool.marks() if isinstance(m, Handle) and m.shape == "corner"]
    assert len(corners) == 3
    assert len([m for m in it.tool.marks() if isinstance(m, Line)]) == 1


def test_nothing_is_kept_in_a_station_that_cannot_be_written(hand, host):
    host.station.read_only = True
    it = hand("measure_distance")
    it.click(0, 0)
    it.double(100, 0)
    assert it.tool.state().acts == ()
