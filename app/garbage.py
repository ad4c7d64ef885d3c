"""When and where cycles of garbage are collected: on the Qt thread, and not while the program starts.

A widget is destroyed on the thread that collects it, and Python collects on whichever thread happens to ask for memory: a
reader that met a forgotten widget would end the program. While the program starts nothing is garbage, and looking through
all modules some dozen times would be a tenth of the time until the town can be clicked.
"""

from __future__ import annotations

import gc
from time import perf_counter

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

from data.resting import anybody_rests

LONGEST = 10_000  # milliseconds after which it works though no town was shown
PAUSE = 250  # milliseconds: short, so that one collection has little to look through
FROZEN = 1000  # times that what was made is taken for no garbage, before all is looked through after all: that takes 0.3 s,
STILL = 60_000  # and waits for so many milliseconds in which nobody touches mouse or keys
PAGES = 5_000  # milliseconds after the first showing until the pages that nobody asked for yet are made
LONG = 0.01  # seconds that a collection may take before what it went through is taken for no garbage
TOUCHES = (QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.KeyPress, QEvent.Type.TouchBegin)
MANY = (2000, 10, 20)  # new objects, young collections, middle collections after which each generation is looked through


class Collector(QObject):
    """Collects in place of Python itself, from `wake` on."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._rested = False
        self._frozen = 0
        self._timer = QTimer(self, interval=PAUSE)
        self._timer.timeout.connect(self.collect)
        self._pages = QTimer(self, interval=PAGES, singleShot=True)
        self._pages.timeout.connect(gc.freeze)
        self._still = QTimer(self, interval=STILL, singleShot=True)
        self._still.timeout.connect(self._look_through_all)

    def begin(self) -> None:
        """Collect from now on, among what is made from now on."""
        if not self._timer.isActive():
            gc.freeze()
            self._timer.start()
            self._pages.start()

    def collect(self) -> None:
        """Look through the oldest generation that is due, unless very many values are being made."""
        if anybody_rests():
            self._rested = True
            return
        if self._rested:
            self._rested = False
            self._keep()
            return
        counts = gc.get_count()
        due = [age for age in (2, 1, 0) if counts[age] > MANY[age]]
        if due:
            begun = perf_counter()
            gc.collect(due[0])
            if perf_counter() - begun > LONG:
                self._keep()

    def _keep(self) -> None:
        """Look no more through what is there: of a long table or many positions that takes 50 ms, and an event would wait."""
        gc.freeze()
        self._frozen += 1
        if self._frozen >= FROZEN and not self._still.isActive():
            self._still.start()
            _application().installEventFilter(self)  # only now: it is asked about every event

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Begin to wait anew when somebody touches mouse or keys."""
        if event.type() in TOUCHES:
            self._still.start()
        return False

    def _look_through_all(self) -> None:
        _application().removeEventFilter(self)
        self._frozen = 0
        gc.unfreeze()
        gc.collect()
        gc.freeze()


def _application() -> QCoreApplication:
    app = QCoreApplication.instance()
    assert app is not None, "a collector is made by the application, and goes with it"
    return app


def rest() -> None:
    """Let Python not collect; the Qt application, when it is made, brings a `Collector`."""
    gc.disable()


def wake() -> None:
    """Let the application's collector begin."""
    app = QCoreApplication.instance()
    for collector in app.findChildren(Collector) if app is not None else ():
        collector.begin()
