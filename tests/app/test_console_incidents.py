"""Calls at the desk: taken, sent, followed and closed with the keyboard alone; every moment and interval kept."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.clock import format_utc
from data.duty.incidents import intervals, sent_to

pytestmark = pytest.mark.screen


@pytest.fixture
def quiet(desk):
    """The desk as a call comes in; afterwards its clock says again what it did."""
    desk.fresh()
    begun = desk.station.clock.now()
    yield desk
    desk.station.clock.set(begun)


def pass_time(desk, seconds):
    """Let time pass and return the moment as stored."""
    desk.station.clock.set(desk.station.clock.now() + timedelta(seconds=seconds))
    return format_utc(desk.station.clock.now())


def take(desk, text):
    """Take a call with the keyboard, and return the case that it became."""
    before = desk.selection
    desk.keys("F3")
    for part in text.split(" "):
        desk.type(part)
        desk.type(" ")
    desk.keys("Return")
    desk.wait(lambda: desk.selection != before and desk.selection.kind == "case")
    id = desk.selection.id
    desk.wait(lambda: desk.inspector.case.view is not None and desk.inspector.case.view.record.id == id)
    return desk.station.get("case", id)


def state_of(desk, id):
    return desk.station.get("case", id)["state"]


def test_keys_of_the_card_are_not_taken_by_commands_of_the_window(quiet):
    desk = quiet
    desk.keys("F3")
    desk.type("金沙小区2栋 dj")
    card = desk.window.calls.card
    desk.wait(lambda: card.understood is not None and len(card.types._choices) > 0)
    panel = desk.window.rail.value
    for key, value in (("Ctrl+3", "major"), ("Ctrl+1", "normal"), ("Ctrl+2", "urgent")):
        desk.keys(key)
        desk.wait(lambda value=value: card.severity.value == value)
    desk.keys("Ctrl+0")
    desk.wait(lambda: card.spot is None)
    assert desk.window.rail.value == panel
    desk.keys("Escape")


def test_a_case_lives_from_call_to_end_by_keys_alone(quiet):
    desk = quiet
    case = take(desk, "金沙小区2栋 dj 13912345678")
    assert (case["type"], case["caller_phone"], case["taken_by"]) == ("assault", "13912345678", "张警官")
    assert desk.building("金沙小区2栋").id == case["building"]
    desk.wait(desk.inspector.case.forces.list.hasFocus)
    assert desk.inspector.case.forces.chosen
    told = {"reported_at": case["reported_at"], "sent_at": pass_time(desk, 30)}
    desk.keys("Return")
    desk.wait(lambda: state_of(desk, case.id) == "sent")
    before = "sent"
    for key, name, state in (("L", "left_at", "on_the_way"), ("D", "arrived_at", "on_scene"), ("C", "cleared_at", "cleared"),
                             ("J", "ended_at", "closed")):  # fmt: skip
        desk.wait(lambda before=before: desk.inspector.case.view.state == before)
        told[name] = pass_time(desk, 60)
        desk.keys(key)
        desk.wait(lambda state=state: state_of(desk, case.id) == state)
        before = state
    ended = desk.station.get("case", case.id)
    assert {name: ended[name] for name in told} == told
    found = {i.name: i.seconds for i in intervals(ended, desk.station.clock.now())}
    assert found == {"waiting": 30, "turnout": 60, "travel": 60, "response": 150, "handling": 60, "closing": 60, "whole": 270}
    assert all(d["state"] == "cleared" for d in sent_to(desk.station, case.id))
    assert desk.station.verify().sound
