"""What every test stands on: no leaks, no real home folder, real data where it is there."""

from __future__ import annotations

import gc
import logging
import threading
import time
from functools import cache
from logging.handlers import RotatingFileHandler
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.screen import Screen, has_opengl

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "data"

SCREEN = Screen()
LONG_FIRST = ("torture", "app", "leaks", "scene3d")  # folders of long files: short ones last, so that no process waits
UNCOLLECTED = 50_000  # objects after which a test is followed by a collection

# Properties are tried on the same examples each time, and as long as a busy machine needs.
settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


def pytest_configure(config: pytest.Config) -> None:
    """Give this process a screen of its own; the process that only hands out tests needs none."""
    hands_out = config.getoption("numprocesses", None) and not hasattr(config, "workerinput")
    if not hands_out:
        SCREEN.start()

    gc.disable()  # as in the program: a widget that a reader's thread collects is destroyed there, see app.garbage


def pytest_unconfigure() -> None:
    """Give the screen back."""
    SCREEN.stop()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put long files first; tests of the 3D view need OpenGL, which the offscreen platform does not have."""
    items.sort(key=lambda item: item.path.relative_to(ROOT / "tests").parts[0] not in LONG_FIRST)
    if has_opengl():
        return
    skip = pytest.mark.skip(reason="needs a display with OpenGL: install Xvfb")
    for item in items:
        if "screen" in item.keywords:
            item.add_marker(skip)


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory, monkeypatch):
    """No test reads or writes the person's own settings, or leaves a log open that those after it would write to."""
    monkeypatch.setenv("WATCHROOM_HOME", str(tmp_path_factory.mktemp("home")))
    root = logging.getLogger()
    before = list(root.handlers)
    yield
    for handler in [h for h in root.handlers if h not in before and isinstance(h, RotatingFileHandler)]:
        root.removeHandler(handler)
        handler.close()


@pytest.fixture
def shared_data() -> Path:
    """The folder of real data, where it is present."""
    if not SHARED.is_dir():
        pytest.skip("real test data (../shared/data) is not here")
    return SHARED


@pytest.fixture
def town(tmp_path):
    """The small station of `tests.small_town`; folders that test the store have a town of their own."""
    from tests.small_town import make_town

    station = make_town(tmp_path / "town.station")
    yield station
    station.close()


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory) -> Path:
    """The demo station of size 1, made once for a test process; read it, never write it."""
    from datetime import UTC, datetime

    from data.clock import FixedClock
    from data.demo import make_demo

    path = tmp_path_factory.mktemp("demo") / "demo.station"
    make_demo(path, size=1, seed=1, clock=FixedClock(datetime(2026, 11, 21, 13, 47, tzinfo=UTC))).close()
    return path


@pytest.fixture
def demo(demo_file, tmp_path):
    """A demo station of one's own, at 21:47 on 21 November 2026."""
    import shutil
    from datetime import UTC, datetime

    from data.clock import FixedClock
    from data.store import Station

    path = tmp_path / "demo.station"
    shutil.copy(demo_file, path)
    station = Station.open(path, clock=FixedClock(datetime(2026, 11, 21, 13, 47, tzinfo=UTC)))
    yield station
    station.close()


@pytest.fixture(scope="session")
def qapp_args():
    """What the program sets before its QApplication, the tests' one needs too: the 3D view stays black without."""
    from app.start import prepare_gl

    prepare_gl()
    return ["watchroom"]


@pytest.fixture
def qtbot(qapp, request):
    """pytest-qt's bot, but one that a busy machine does not make impatient."""
    from tests.patience import PatientBot

    return PatientBot(request)


@pytest.fixture(autouse=True)
def no_leaks(request):
    """A test leaves no thread behind, and one that opens windows leaves no widget and no running timer.

    A window that the tests of a module share (fixture ``desk``) is checked when the module ends.
    """
    if "desk" in request.fixturenames:
        yield
        return
    threads = set(threading.enumerate())
    yield
    if "qtbot" in request.fixturenames or "qapp" in request.fixturenames:
        check_widgets()
    check_threads(threads)
    if gc.get_count()[0] > UNCOLLECTED:
        gc.collect()


@pytest.fixture(scope="session")
def nothing_left():
    """What a fixture that closes a shared window calls with the threads that were there before it."""

    def check(threads: set[threading.Thread]) -> None:
        check_widgets()
        check_threads(threads)

    return check


def check_threads(before: set[threading.Thread]) -> None:
    """Fail when a thread outlives its test by two seconds."""
    end = time.monotonic() + 2
    left = extra_threads(before)
    while left and time.monotonic() < end:
        left[0].join(0.05)
        left = extra_threads(before)
    assert not left, f"threads left behind: {[t.name for t in left]}"


def extra_threads(before: set[threading.Thread]) -> list[threading.Thread]:
    """Threads that were not there before; Qt's own pool threads show as dummies and are not ours to join."""
    return [t for t in threading.enumerate() if t not in before and t.is_alive() and not t.name.startswith(("Dummy", "execnet"))]


@cache
def known_timers():
    """Return the look for timers of this process; Qt is loaded only where a test opens windows."""
    from tests.timers import Timers

    return Timers()


def check_widgets() -> None:
    """Fail when a top-level widget or a running timer is left."""
    import shiboken6
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    if QApplication.instance() is None:
        return
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
    widgets = [w for w in QApplication.topLevelWidgets() if shiboken6.isValid(w)]
    if widgets:
        gc.collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        widgets = [w for w in QApplication.topLevelWidgets() if shiboken6.isValid(w)]
    timers = known_timers().running()
    names = [f"{type(w).__name__} {w.objectName()!r}" for w in widgets]
    for widget in widgets:
        widget.deleteLater()
    running = [f"{t.interval()} ms of {type(t.parent()).__name__} {t.objectName()!r}" for t in timers]
    for timer in timers:
        timer.stop()
    assert not names, f"widgets left behind: {names}"
    assert not running, f"timers left running: {running}"
