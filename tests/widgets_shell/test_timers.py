"""The look for timers that a test left running finds them whenever they were made or started."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QTimer

from tests.timers import Timers


@pytest.fixture
def timer(qapp):
    made = QTimer(interval=60_000)
    yield made
    made.stop()


@pytest.fixture
def timers(timer):
    """A look that was taken once already, with the timer at rest."""
    found = Timers()
    assert timer not in found.running()
    return found


def test_one_that_is_started_later_is_found(timers, timer):
    timer.start()
    assert timer in timers.running()


def test_one_that_was_made_since_is_found(timers):
    made = QTimer(interval=60_000)
    made.start()
    assert made in timers.running()
    made.stop()


def test_one_that_was_made_before_a_collection_is_found(timers):
    made = QTimer(interval=60_000)
    made.start()
    gc.collect()
    assert made in timers.running()
    made.stop()


def test_one_that_was_stopped_is_not(timers, timer):
    timer.start()
    timer.stop()
    assert timer not in timers.running()
