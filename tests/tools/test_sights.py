"""What is seen from a point, and the place that coordinates point at."""

from __future__ import annotations

import pytest
import shapely


def test_what_is_seen_lies_on_the_ground_until_the_tool_is_laid_down(hand, host):
    it = hand("viewshed")
    it.click(100, 0)
    assert not it.tool.seen.covers(shapely.Point(-100, 0))  # behind the tower
    assert it.tool.seen.covers(shapely.Point(150, 0))
    assert host.laid["viewshed"] is it.tool.seen
    it.tool.close()
    assert host.laid["viewshed"] is None


def test_from_higher_up_more_is_seen(hand):
    it = hand("viewshed")
    it.click(100, 0)
    before = it.tool.seen.area
    it.tool.act("height 20")
    assert it.tool.seen.area > before
    assert [a.on for a in it.tool.state().acts if a.id == "height 20"] == [True]


def test_the_reach_has_a_handle(hand):
    it = hand("viewshed")
    it.click(100, 100)
    assert it.drag((300, 100), (220, 100))
    assert it.tool.reach == pytest.approx(120)
    assert "120.0 米 内" in it.tool.state().reading


def test_it_may_begin_at_coordinates(hand):
    assert hand("viewshed", lon=102.74, lat=25.06).tool.seen is not None


def test_a_place_is_told_in_the_system_shown(hand, host):
    it = hand("place_mark")
    it.click(0, 0)
    assert it.tool.state().reading == "WGS-84 102.740000, 25.050000"
    host.workspace.show_coordinates("GCJ02")
    assert it.tool.state().reading == "GCJ-02 102.741481, 25.047053"


def test_a_place_is_copied_and_kept(hand, host):
    it = hand("place_mark", lon=102.75, lat=25.06)
    it.tool.act("copy")
    it.tool.act("keep")
    (copied, where), (kept, note) = host.asked
    assert (copied, where) == ("copy_coordinates", {"lon": 102.75, "lat": 25.06})
    assert (kept, note["measure"], note["geometry"]) == ("keep_measure", "coordinates", shapely.Point(102.75, 25.06))
