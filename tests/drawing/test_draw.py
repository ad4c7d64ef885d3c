"""Drawing records on the map: lines, outlines, points, notes and buildings."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from scene3d.tools.draw import Draw, DrawNote, DrawPoint
from scene3d.tools.marks import Line
from scene3d.tools.raise_building import RaiseBuilding

SQUARE = [(-60, -60), (-20, -60), (-20, -20), (-60, -20)]


def drawn(hand):
    """Return what the program was asked to keep, its shape in local metres, rounded."""
    (id, asked), = hand.asked
    assert id == "keep_drawing"
    return asked, hand.station.frame.geometry_to_local(asked["geometry"])


def test_back_at_the_first_point_ends_an_outline(hand):
    tool = Draw(hand.host, "grid")
    hand.clicks(tool, *SQUARE, SQUARE[0])
    asked, shape = drawn(hand)
    assert (asked["kind"], round(shape.area), hand.left) == ("grid", 1600, 1)


def test_an_end_that_comes_too_soon_ends_nothing(hand):
    tool = Draw(hand.host, "grid")
    hand.clicks(tool, *SQUARE[:2])
    tool.finish()
    assert (hand.asked, tool.drawing) == ([], True)


def test_an_outline_that_crosses_itself_is_not_kept_until_it_is_pulled_apart(hand):
    tool = Draw(hand.host, "grid")
    hand.clicks(tool, SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3])
    tool.finish()
    assert (hand.asked, tool.hint()) == ([], "轮廓自己交叉了：拖动圆点把它拉开")
    assert hand.drags(tool, SQUARE[2], (-20, -90))
    _, shape = drawn(hand)
    assert shape.is_valid


def test_a_route_is_a_line(hand):
    tool = Draw(hand.host, "track")
    hand.clicks(tool, (0, -40), (30, -40), (30, -80))
    tool.double(hand.spot(30, -80))
    _, shape = drawn(hand)
    assert (shape.geom_type, round(shape.length)) == ("LineString", 70)


def test_the_side_that_was_drawn_is_told_until_the_pointer_goes_on(hand):
    tool = Draw(hand.host, "track")
    hand.clicks(tool, (0, -40))
    tool.move(hand.spot(0, -40))
    assert tool.words() == ()
    hand.clicks(tool, (30, -40))
    tool.move(hand.spot(30, -40))
    assert [word.text for word in tool.words()] == ["30.0 米"]
    tool.move(hand.spot(30, -50))
    assert [word.text for word in tool.words()] == ["10.0 米"]


@pytest.mark.parametrize(
    ("points", "kind"), [([(0, -40)], "Point"), ([(0, -40), (20, -40)], "LineString"), ([*SQUARE, SQUARE[0]], "Polygon")]
)
def test_a_note_is_what_was_clicked(hand, points, kind):
    tool = DrawNote(hand.host)
    hand.clicks(tool, *points)
    tool.finish()
    assert drawn(hand)[1].geom_type == kind


def test_a_place_is_one_click(hand):
    DrawPoint(hand.host, "place").click(hand.spot(5, -50))
    (id, asked), = hand.asked
    east, north = hand.station.frame.to_local(asked["lon"], asked["lat"])
    assert (id, asked["kind"], round(float(east), 2), round(float(north), 2)) == ("new_record", "place", 5, -50)


class TestBuilding:
    @pytest.fixture
    def outlined(self, hand):
        tool = RaiseBuilding(hand.host)
        hand.clicks(tool, *SQUARE)
        tool.finish()
        assert tool.pulling
        return tool

    def test_nearly_square_sides_are_made_square(self, hand):
        tool = RaiseBuilding(hand.host)
        hand.clicks(tool, (0, -60), (40, -60), (41.5, -30))
        assert tool.points[-1][0] == pytest.approx(40)

    def test_with_shift_they_stay_as_they_are(self, hand):
        tool = RaiseBuilding(hand.host)
        hand.clicks(tool, (0, -60), (40, -60))
        tool.click(hand.spot(41.5, -30, shift=True))
        assert tool.points[-1][0] != pytest.approx(40, abs=0.5)

    def test_the_roof_follows_the_pointer(self, hand, outlined):
        x, y, _ = hand.projection.pixels([[-40.0, -40.0, 27.0]])[0]
        outlined.move(hand.spot_at(x, y))
        assert outlined.storeys == 9

    def test_a_corner_of_a_roof_that_caught_it_lifts_no_foot(self, outlined):
        outlined.points[1] = outlined.points[1] + (0.0, 0.0, 12.0)
        foot, roof = (m.points for m in outlined.marks() if isinstance(m, Line) and m.closed)
        assert (foot[:, 2] == 0).all()
        assert (roof[:, 2] == outlined.height).all()

    def test_digits_say_the_storeys(self, outlined):
        for key in (Qt.Key.Key_1, Qt.Key.Key_8):
            outlined.key(key)
        assert (outlined.storeys, outlined.height) == (18, 54)

    def test_arrows_change_one_storey(self, outlined):
        before = outlined.storeys
        outlined.key(Qt.Key.Key_Up)
        assert outlined.storeys == before + 1

    def test_it_is_never_lower_than_one_storey(self, outlined):
        outlined.key(Qt.Key.Key_0)
        assert outlined.storeys == 1

    def test_a_click_takes_the_height(self, hand, outlined):
        outlined.key(Qt.Key.Key_7)
        outlined.click(hand.spot(0, 0))
        asked, shape = drawn(hand)
        assert (asked["values"], round(shape.area)) == ({"height": 21.0, "storeys": 7}, 1600)

    def test_undo_goes_back_to_the_outline(self, outlined):
        outlined.undo()
        assert (outlined.pulling, len(outlined.points)) == (False, 4)
