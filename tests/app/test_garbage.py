"""Garbage is collected on the Qt thread, from when the town is shown."""

from __future__ import annotations

import gc
import subprocess
import sys
from weakref import ref

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest

from app import garbage
from data.resting import resting

WINDOW = """
import gc, sys, threading
from PySide6.QtCore import QTimer
from app import garbage
from app.start import application
app = application(offscreen=True)
print(gc.isenabled())
class Node:
    def __init__(self): self.me = self
    def __del__(self): print(threading.current_thread() is threading.main_thread()); app.quit()
garbage.wake()
hold = []
def fill():
    Node()
    hold.extend([] for _ in range(100_000))  # kept: what is freed at once is nothing to look through
threading.Thread(target=fill).start()
QTimer.singleShot(30_000, app.quit)
app.exec()
"""


@pytest.fixture
def collector(qapp):
    was = gc.isenabled()
    made = garbage.Collector(QObject(qapp))
    yield made
    made.parent().deleteLater()
    gc.unfreeze()
    (gc.enable if was else gc.disable)()


def test_python_itself_collects_no_more(collector):
    assert not gc.isenabled()


def test_it_begins_when_it_is_woken(collector):
    assert not collector.findChild(QTimer).isActive()
    garbage.wake()
    assert collector.findChild(QTimer).isActive()


def test_what_a_long_collection_went_through_is_not_gone_through_again(collector, monkeypatch):
    monkeypatch.setattr(garbage, "LONG", -1.0)
    held = [[] for _ in range(garbage.MANY[0] + 1000)]
    before = gc.get_freeze_count()
    collector.collect()
    assert gc.get_freeze_count() >= before + len(held)


def test_it_looks_when_there_is_much_that_is_new(collector):
    gc.collect()
    held = [[] for _ in range(garbage.MANY[0] + 1000)]
    collector.collect()
    assert gc.get_count()[0] < len(held) < garbage.MANY[0] + 2000


def test_it_rests_while_a_large_import_makes_its_values(collector):
    held = [[] for _ in range(garbage.MANY[0] + 1000)]
    with resting():
        before = gc.get_count()[0]
        collector.collect()
        assert gc.get_count()[0] >= before > garbage.MANY[0]
    assert held


def rest_seen(collector):
    """Let it see that values were made, and that they are."""
    with resting():
        collector.collect()
    collector.collect()


def test_what_was_made_while_it_rested_is_looked_through_no_more(collector):
    gc.collect()
    with resting():
        collector.collect()
        made = [[] for _ in range(5000)]
    before = gc.get_freeze_count()
    collector.collect()
    assert gc.get_freeze_count() >= before + len(made)


@pytest.fixture
def forgotten(collector):
    """A cycle that was taken for none, so long ago that all is to be looked through."""
    cycle = Node()
    rest_seen(collector)
    gone = ref(cycle)
    cycle.me = cycle
    del cycle
    for _ in range(garbage.FROZEN):
        rest_seen(collector)
    return gone


def test_a_cycle_that_was_taken_for_none_goes_when_nobody_is_there(collector, forgotten, qtbot):
    assert forgotten() is not None
    collector._still.start(0)
    qtbot.waitUntil(lambda: forgotten() is None)
    assert not collector._still.isActive()


def test_it_waits_anew_while_somebody_types(collector, forgotten, qtbot):
    collector._still.stop()
    QTest.keyClick(QWindow(), Qt.Key.Key_A)
    assert collector._still.isActive()
    assert forgotten() is not None
    collector._look_through_all()
    collector._still.stop()


class Node:
    """Something that can hold itself."""


def test_a_cycle_left_by_another_thread_is_collected_on_the_qt_thread():
    done = subprocess.run([sys.executable, "-c", WINDOW], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
