"""What is looked at again and again: what one look found is told, however soon the next is asked for."""

from __future__ import annotations

import threading
from datetime import timedelta
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject

from app import task_watch
from app.forces_watch import ForcesWatch
from app.task_watch import TaskWatch
from app.ways_watch import WaysWatch
from data.duty.dispatch.follow import Follower
from data.duty.reminders import Reminder
from data.workspace import Workspace
from widgets.background import waiting


@pytest.fixture
def workspace(demo):
    return Workspace(demo.kinds)


@pytest.fixture
def gate():
    """What a look waits for, and how many there are at once, and were."""
    made = SimpleNamespace(open=threading.Event(), begun=threading.Event(), now=0, most=0, all=0)
    yield made
    made.open.set()


def through(gate, found):
    """Look slowly; each look finds what it is given with its number."""
    gate.now += 1
    gate.all += 1
    number, gate.most = gate.all, max(gate.most, gate.now)
    gate.begun.set()
    gate.open.wait()
    gate.now -= 1
    return found(number)


def test_what_a_look_at_the_forces_found_is_told_though_another_is_asked_for(demo, workspace, qtbot, gate):
    told, watch = [], ForcesWatch(demo, workspace)
    workspace.notice.connect(lambda _level, sentence: told.append(sentence))
    watch._watch = SimpleNamespace(look=lambda: through(gate, lambda n: [("warning", f"第 {n} 次")]))
    watch.look()
    gate.begun.wait()
    watch.look()
    watch.look()
    gate.open.set()
    qtbot.waitUntil(lambda: not waiting(watch))
    assert (told, gate.most) == (["第 1 次", "第 2 次"], 1)
    watch.close()


def test_a_reminder_is_told_though_the_next_minute_is_there_before_its_answer(demo, workspace, qtbot, gate, monkeypatch):
    told, asked = [], []
    workspace.notice.connect(lambda _level, sentence: told.append(sentence))
    console = SimpleNamespace(workspace=workspace, live=demo, settings=SimpleNamespace(reminder_sound="never"))
    begun = demo.clock.now()

    def look(_station, before, now):
        asked.append((before, now))
        return through(gate, lambda _n: [Reminder(1, "查消防", "late")] if before == begun else [])

    monkeypatch.setattr(task_watch, "reminders", look)
    monkeypatch.setattr(task_watch, "escalate_late", lambda _station: [])
    watch = TaskWatch(console)
    watch._day = demo.clock.now().date()
    for minutes in (1, 2):
        demo.clock.set(begun + timedelta(minutes=minutes))
        watch.look()
        gate.begun.wait()
    gate.open.set()
    qtbot.waitUntil(lambda: not waiting(watch))
    assert told == ["任务超期了：查消防"]
    demo.clock.set(begun + timedelta(minutes=3))
    watch.look()
    qtbot.waitUntil(lambda: not waiting(watch))
    assert asked[-1] == (begun + timedelta(minutes=2), begun + timedelta(minutes=3))
    watch.close()


def test_those_on_their_way_are_followed_one_question_at_a_time(demo, workspace, qtbot, gate, monkeypatch):
    monkeypatch.setattr(Follower, "look", lambda _self, _station: through(gate, lambda _n: ()))
    arrivals = []
    sent = SimpleNamespace(show_arrivals=lambda case, _arrivals: arrivals.append(case))
    window = SimpleNamespace(inspector=SimpleNamespace(case=SimpleNamespace(sent=sent)))
    console, parent = SimpleNamespace(workspace=workspace, station=demo, window=window), QObject()
    watch = WaysWatch(console, parent)
    workspace.select("case", 1)
    gate.begun.wait()
    workspace.select("case", 2)
    watch._look()
    gate.open.set()
    qtbot.waitUntil(lambda: not waiting(watch))
    assert (gate.most, gate.all, arrivals) == (1, 2, [2])
    watch.close()
