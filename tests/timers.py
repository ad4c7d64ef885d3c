"""Which timers of Qt run: all that Python has, without going through every object after every test."""

from __future__ import annotations

import gc
import weakref

from PySide6.QtCore import QTimer
from shiboken6 import isValid


class Timers:
    """Knows the timers of before; what was made since lies in the youngest generation, unless there was a collection."""

    def __init__(self) -> None:
        self._known: weakref.WeakSet[QTimer] = weakref.WeakSet()
        self._collections = -1

    def running(self) -> list[QTimer]:
        """Return those that run, whoever made them and whenever."""
        collections = sum(generation["collections"] for generation in gc.get_stats())
        new = gc.get_objects(generation=0) if collections == self._collections else gc.get_objects()
        self._collections = collections
        for thing in new:
            if issubclass(type(thing), QTimer):  # a dead proxy answers no question of isinstance
                self._known.add(thing)
        return [timer for timer in self._known if isValid(timer) and timer.isActive()]
