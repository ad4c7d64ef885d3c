"""Gates with hours: what people write is understood, and who gets through when, and how late."""

from __future__ import annotations

from datetime import datetime

import pytest
import shapely

from data.duty.dispatch.gates import Gate
from data.duty.dispatch.hours import Hours, parse_hours
from data.errors import InvalidValue
from tests.duty.dispatch.roads import NOW, travel_on


def at(day, hour, minute=0):
    return datetime(2026, 11, 16 + day, hour, minute)


@pytest.mark.parametrize(
    ("text", "opened", "closed"),
    [
        ("06:00-23:00", [(0, 6), (6, 22, 59)], [(0, 5, 59), (3, 23)]),
        ("6:00～23:00", [(2, 12)], [(2, 1)]),
        ("22:00-06:00", [(0, 23), (1, 5), (0, 5)], [(0, 6), (0, 21)]),
        ("Mo-Fr 06:00-22:00; Sa,Su 08:00-20:00", [(4, 21), (5, 8), (6, 19)], [(5, 7), (6, 20), (4, 22)]),
        ("周一至周五 6点到22点", [(0, 6), (4, 21)], [(5, 12), (0, 22)]),
        ("周六、周日 9:00-17:00", [(5, 9), (6, 16)], [(0, 12)]),
        ("工作日 7:30-19:00；周末 关闭", [(0, 7, 30)], [(5, 12), (0, 19)]),
        ("07:00-09:00, 16:00-18:00", [(0, 8), (0, 17)], [(0, 12)]),
        ("每天 8点30分到20点", [(6, 8, 30)], [(6, 8, 29)]),
        ("Fr-Mo 10:00-11:00", [(4, 10), (0, 10)], [(2, 10)]),
        ("关闭", [], [(0, 12)]),
    ],
)
def test_hours_are_understood_as_people_write_them(text, opened, closed):
    hours = parse_hours(text)
    assert [hours.open_at(at(*when)) for when in opened] == [True] * len(opened)
    assert [hours.open_at(at(*when)) for when in closed] == [False] * len(closed)


@pytest.mark.parametrize("text", ["", "24/7", "全天"])
def test_no_hours_are_always_open(text):
    assert parse_hours(text) is None


@pytest.mark.parametrize("text", ["早上开", "周八 6:00-7:00", "6:00", "99:00-100:00"])
def test_hours_that_nobody_can_read_are_refused_with_an_example(text):
    with pytest.raises(InvalidValue) as told:
        parse_hours(text)
    assert text in told.value.message


ROUND = [[(0, 0), (100, 0)], [(0, 0), (0, 300), (100, 300), (100, 0)]]
NIGHT = Gate(9, "西门", hours=Hours(()), wait=25.0)


def seconds(gate, mode, *, force=True, shape=None):
    travel = travel_on(*ROUND, gates=[gate], gate_shapes=[shape or shapely.Point(50, 3)])
    reach = travel.from_point((20, 0), mode, NOW, force=force)
    return travel.way(reach, (80, 0)).cost


def test_a_closed_gate_is_opened_for_forces_and_costs_them_the_wait():
    assert seconds(NIGHT, "foot") == pytest.approx(60 / 5 * 3.6 + 25, abs=0.01)


def test_everybody_else_goes_round_a_closed_gate():
    assert seconds(NIGHT, "foot", force=False) == pytest.approx((20 + 300 + 100 + 300 + 20) / 5 * 3.6, abs=0.01)


def test_a_gate_for_people_on_foot_stops_cars_at_any_hour():
    gate = Gate(9, "小门", passes="foot")
    assert seconds(gate, "car") == pytest.approx(740 / 20 * 3.6, abs=0.01)
    assert seconds(gate, "foot") == pytest.approx(60 / 5 * 3.6, abs=0.01)


def test_a_gate_that_is_not_opened_for_forces_is_gone_round():
    assert seconds(Gate(9, "铁门", hours=Hours(()), for_forces=False), "foot") > 500


def test_a_gate_drawn_across_two_roads_closes_both():
    lines = [[(-500, 0), (600, 0)], [(-500, 10), (600, 10)], [(0, 0), (0, 10)], [(100, 0), (100, 10)]]
    gate = Gate(9, "围挡", passes="nobody")
    travel = travel_on(*lines, gates=[gate], gate_shapes=[shapely.LineString([(50, -5), (50, 15)])])
    reach = travel.from_point((10, 0), "foot", NOW)
    assert travel.way(reach, (90, 0)) is None
    assert travel.way(reach, (45, 10)) is not None
    assert travel.worst("foot").snap((90, 0)) is not None


def test_somebody_beyond_a_locked_gate_cannot_be_reached_backwards_either():
    gate = Gate(9, "门", passes="nobody")
    travel = travel_on([(-500, 0), (600, 0)], gates=[gate], gate_shapes=[shapely.Point(50, 0)])
    back = travel.from_point((90, 0), "foot", NOW, back=True)
    assert travel.way(back, (10, 0)) is None
    assert travel.way(back, (70, 0)).cost == pytest.approx(20 / 5 * 3.6, abs=0.01)
