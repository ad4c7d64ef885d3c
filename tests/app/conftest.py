"""The real executable, and the real window, as a person or a script meets them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

PROGRAM = [str(Path(sys.executable).with_name("watchroom"))]
LONG = 30_000  # ms to wait for what takes its time on a slow machine


def environment(passphrase: str | None) -> dict[str, str]:
    """Return the variables that the program is started with."""
    env = {**os.environ}
    env.pop("WATCHROOM_PASSPHRASE", None)
    return env if passphrase is None else {**env, "WATCHROOM_PASSPHRASE": passphrase}


@pytest.fixture
def executable(tmp_path):
    """Start the executable with arguments; returns the finished process with text output."""

    def run(*arguments: object, passphrase: str | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*PROGRAM, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", env=environment(passphrase),
            cwd=tmp_path, stdin=subprocess.DEVNULL, check=False,
        )  # fmt: skip

    return run


@pytest.fixture(scope="session")
def standing():
    """The program in a process that stays."""
    from tests.app.standing import Standing

    made = Standing()
    yield made
    made.close()


@pytest.fixture
def watchroom(standing, tmp_path):
    """Carry out what follows ``watchroom`` on a command line, as `executable` does, in a process that is there already."""

    def run(*arguments: object, passphrase: str | None = None) -> subprocess.CompletedProcess[str]:
        return standing.run([*map(str, arguments)], environment(passphrase), tmp_path)

    return run


@pytest.fixture
def json_of():
    """Return the one JSON value that a successful run printed."""

    def read(done: subprocess.CompletedProcess[str]):
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return read


class Desk:
    """A console on a demo station, and the hands of the officer at it: every click goes through the window."""

    def __init__(self, console, bot):
        self.console, self.bot = console, bot
        self.station, self.workspace = console.station, console.workspace
        self.told = []
        self.workspace.notice.connect(lambda level, sentence: self.told.append((level, sentence)))

    @property
    def window(self):
        return self.console.window

    @property
    def map(self):
        return self.console.window.map

    @property
    def inspector(self):
        return self.console.window.inspector

    @property
    def selection(self):
        return self.workspace.selection

    def wait(self, condition, timeout=LONG):
        """Let the window live until something is so."""
        self.bot.waitUntil(condition, timeout=timeout)

    def settle(self):
        """Wait until every question is answered, and the camera stands still."""
        from widgets.background import all_answered

        self.wait(lambda: not (self.map.navigator.moving or self.map.chosen.behind or self.window.map_hud.behind))
        self.wait(all_answered)

    def fresh(self):
        """Bring the window back to where a day begins: nothing chosen, whole town, panel of layers."""
        self.workspace.select()
        if self.window.rail.value != "layers":
            self.window.show_panel("layers")
        self.workspace.set_view("3d")
        self.map.navigator.set_bearing(0.0)
        self.map.navigator.overview(at_once=True)
        self.window.take_focus()
        self.console.notices.toasts.clear()  # what was told before lies over the map for some seconds
        self.told.clear()
        self.settle()

    # Hands

    def at(self, widget, spot=None):
        """Return a spot of a widget (its middle) in the window's pixels; fails where something lies over it."""
        from PySide6.QtCore import QPoint

        place = widget.mapTo(self.window, QPoint(*spot) if isinstance(spot, tuple) else spot or widget.rect().center())
        assert widget.isVisible(), f"{widget} is not to be seen"
        top = self.window.childAt(place)
        assert top is widget or widget.isAncestorOf(top), f"{top} lies over {widget}"
        return place

    def click(self, widget, spot=None, *, double=False, modifier=None):
        """Click a widget where it lies in the window."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        self.wait(widget.isVisible)  # what was just made is shown with the next turn of the loop
        act = QTest.mouseDClick if double else QTest.mouseClick
        held = modifier or Qt.KeyboardModifier.NoModifier
        act(self.window.windowHandle(), Qt.MouseButton.LeftButton, held, self.at(widget, spot))

    def drag(self, widget, start, end):
        """Press at one spot of a widget, move with the button down, and let go at another."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        window, left, none = self.window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        first, last = self.at(widget, start), self.at(widget, end)
        QTest.mousePress(window, left, none, first)
        for share in (0.3, 0.7, 1.0):
            QTest.mouseMove(window, first + (last - first) * share)
        QTest.mouseRelease(window, left, none, last)

    def keys(self, text):
        """Press keys such as "Ctrl+F" on what has the keyboard."""
        from PySide6.QtGui import QKeySequence
        from PySide6.QtTest import QTest

        combined = QKeySequence(text)[0]
        QTest.keyClick(self.window.windowHandle(), combined.key(), combined.keyboardModifiers())

    def type(self, text):
        """Type ASCII on the keyboard; Chinese comes as an input method brings it."""
        from PySide6.QtGui import QInputMethodEvent
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication

        if text.isascii():
            for letter in text:
                QTest.keyClick(self.window.windowHandle(), letter)
            return
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(QApplication.focusWidget(), event)

    def choose(self, widget, value):
        """Click one of the choices side by side."""
        index = [v for v, _ in widget._choices].index(value)
        self.click(widget, widget.boxes()[index].center().toPoint())

    def button(self, words, within=None):
        """Return the one visible button with these words."""
        from PySide6.QtWidgets import QAbstractButton

        found = [b for b in (within or self.window).findChildren(QAbstractButton) if b.isVisible() and b.text().strip() == words]
        assert len(found) == 1, f"{len(found)} buttons say {words}"
        return found[0]

    # The map

    def pixel(self, row):
        """Return a pixel of the map that shows a building (its row in the town) and nothing over it, or None."""
        town, projection = self.map.town, self.map.navigator.projection
        ring = np.array(town.buildings.footprints[row].exterior.coords)[:-1]
        middle, tall = ring.mean(axis=0), float(town.buildings.height[row])
        for share in (0.0, 0.3, 0.5, 0.7, 0.85):
            for corner in ring:
                for up in (1.0, 0.7, 0.4):
                    x, y, _ = projection.pixels([[*(middle + (corner - middle) * share), tall * up]])[0]
                    if self.shows(int(x), int(y), row):
                        return int(x), int(y)
        return None

    def shows(self, x, y, row):
        """Whether a pixel of the map shows a building with no symbol and no furniture over it."""
        from PySide6.QtCore import QPoint

        if not self.map.canvas.rect().contains(x, y) or self.map.symbol_at(x, y) is not None:
            return False
        found = self.map.found_at(x, y)
        if found is None or found.row != row:
            return False
        return self.window.childAt(self.map.canvas.mapTo(self.window, QPoint(x, y))) is self.map.canvas

    def building(self, name):
        """Return the building with a name."""
        from data.query import equals

        return self.station.first(equals("building", name=name))

    def click_building(self, record, **how):
        """Click a building on the map."""
        spot = self.pixel(self.map.row_of(record.id))
        assert spot is not None, f"no free pixel shows {record['name']}"
        self.click(self.map.canvas, spot, **how)

    def wheel(self, x, y, steps):
        """Turn the wheel over a pixel of the map."""
        from PySide6.QtCore import QPoint, QPointF, Qt
        from PySide6.QtGui import QWheelEvent
        from PySide6.QtWidgets import QApplication

        canvas = self.map.canvas
        spot = QPointF(x, y)
        event = QWheelEvent(
            spot, QPointF(canvas.mapToGlobal(QPoint(x, y))), QPoint(), QPoint(0, 120 * steps), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(canvas, event)


def open_desk(demo_file, folder, bot):
    """Open the console on a copy of the demo station, as large as a usual screen, and wait for its town."""
    from app.console import Console
    from app.settings import Settings
    from data.clock import FixedClock
    from data.store import Station

    path = folder / "demo.station"
    shutil.copy(demo_file, path)
    station = Station.open(path, clock=FixedClock(datetime(2026, 11, 21, 13, 47, tzinfo=UTC)))
    desk = Desk(Console(station, Settings(user="张警官")), bot)
    desk.window.resize(1920, 1080)
    with bot.waitSignal(desk.map.town_finished, timeout=LONG):
        desk.console.show()
    bot.waitExposed(desk.window)
    desk.window.activateWindow()
    desk.settle()
    return desk


def close_desk(desk):
    """Close the console and give language and look back."""
    from PySide6.QtWidgets import QApplication

    from app.start import translate_qt
    from data.i18n import set_language
    from widgets import style

    desk.console.close()
    set_language("zh")
    style.apply(QApplication.instance(), "light")
    translate_qt(QApplication.instance(), "zh")


@pytest.fixture(autouse=True)
def no_faults(request):
    """No fault of the program's own was told at the desk."""
    if "desk" not in request.fixturenames:
        yield
        return
    told = request.getfixturevalue("desk").told
    yield
    faults = [sentence for _, sentence in told if "程序出了差错" in sentence or "An error occurred" in sentence]
    told.clear()
    assert not faults


@pytest.fixture(scope="module")
def desk(request, demo_file, qapp, tmp_path_factory, nothing_left):
    """A console that the tests of a module share; each begins with `Desk.fresh` where it matters."""
    from pytestqt.qtbot import QtBot

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WATCHROOM_HOME", str(tmp_path_factory.mktemp("home")))
        threads = set(threading.enumerate())
        patch.setattr("scene3d.navigator.FLIGHT_MS", 30)  # software OpenGL needs a second for a dozen pictures
        made = open_desk(demo_file, tmp_path_factory.mktemp("desk"), QtBot(request))
        yield made
        close_desk(made)
        nothing_left(threads)
