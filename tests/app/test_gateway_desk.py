"""The gateway of a console, set otherwise while its doors are still being opened: what was wanted last holds."""

from __future__ import annotations

import socket
import threading

import pytest
from PySide6.QtCore import QObject, Signal

from app.gateway_desk import GatewayDesk
from app.jobs import Jobs
from data.gateway.gateway import Gateway
from data.gateway.wish import Wish, kept_wish
from data.workspace import Workspace


class Console(QObject):
    """What of a console the desk needs."""

    told_elsewhere = Signal(str, str)

    def __init__(self, station):
        super().__init__()
        self.live, self.workspace, self.jobs = station, Workspace(station.kinds), Jobs(self)


@pytest.fixture
def slow(monkeypatch):
    """Let doors open only when it is said; returns the events of having begun and of going on."""
    begun, goes_on, start = threading.Event(), threading.Event(), Gateway.start

    def slowly(gateway):
        begun.set()
        goes_on.wait()
        return start(gateway)

    monkeypatch.setattr(Gateway, "start", slowly)
    return begun, goes_on


@pytest.fixture
def door_desk(qtbot, town):
    console = Console(town)
    made = GatewayDesk(console)
    told = []
    console.workspace.notice.connect(lambda _level, sentence: told.append(sentence))
    yield made
    made.close()
    assert console.jobs.close()
    assert not [t for t in threading.enumerate() if t.name.startswith("gateway")]
    assert told == []


def over(door_desk):
    return not door_desk.console.jobs.running


def wish(port=0):
    return Wish(on=True, http_port=port, cot_port=None, udp_port=None)


def test_switched_off_while_it_is_opened_it_stays_off(door_desk, slow, qtbot):
    begun, goes_on = slow
    door_desk.carry_out(wish())
    begun.wait()
    door_desk.carry_out(Wish())
    goes_on.set()
    qtbot.waitUntil(lambda: over(door_desk))
    assert (door_desk.gateway, kept_wish(door_desk.console.live).on) == (None, False)


def test_asked_for_twice_it_does_not_find_its_own_doors_taken(door_desk, slow, qtbot):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    begun, goes_on = slow
    door_desk.carry_out(wish(port))
    begun.wait()
    door_desk.carry_out(wish(port))
    door_desk.begin()  # as a window does that is made anew
    goes_on.set()
    qtbot.waitUntil(lambda: over(door_desk) and door_desk.gateway is not None)
    assert [door.port for door in door_desk.gateway.doors] == [port]


def test_closed_while_it_is_opened_it_leaves_nothing_behind(door_desk, slow):
    begun, goes_on = slow
    door_desk.carry_out(wish())
    begun.wait()
    door_desk.close()
    goes_on.set()
