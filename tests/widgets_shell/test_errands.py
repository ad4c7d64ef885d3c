"""What a reader does for a widget leaves the widget to the Qt thread, to the last hold on it."""

from __future__ import annotations

import sys
import threading
from concurrent.futures import CancelledError, ThreadPoolExecutor

import pytest
from PySide6.QtCore import QObject

from data.errands import Errands
from data.errors import BadInput
from widgets import background


class Watched(QObject):
    """Remembers on which thread it ended."""

    def __init__(self, ended: list[str]) -> None:
        super().__init__()
        self.ended = ended

    def work(self) -> None:
        """Be held by the reader while the Qt thread lets go."""

    def fail(self) -> None:
        """Be held by a traceback."""
        raise BadInput("of the work")

    def hear(self, _answer: object) -> None:
        """Be held by the answer."""

    def __del__(self) -> None:
        self.ended.append(threading.current_thread().name)


@pytest.fixture
def hasty():
    """Let threads take turns as often as they can, so that each is cut off in the worst of moments."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("what", ["work", "fail"])
def test_a_widget_that_only_its_question_holds_ends_on_the_qt_thread(demo, qtbot, what):
    ended: list[str] = []
    for _ in range(200):
        owner = Watched(ended)
        background.ask(owner, demo, getattr(owner, what), owner.hear)
        del owner
    qtbot.waitUntil(lambda: len(ended) == 200, timeout=30_000)
    assert set(ended) == {threading.main_thread().name}


def test_an_errand_that_cannot_be_sent_is_forgotten():
    errands = Errands(lambda _number: None)

    def refuse(_work):
        raise RuntimeError("closed")

    with pytest.raises(RuntimeError, match="closed"):
        errands.send(refuse, lambda: 1, "about")
    assert len(errands) == 0


def test_what_was_never_done_is_cancelled():
    back: list[int] = []
    errands = Errands(back.append)
    gate = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        errands.send(pool.submit, lambda: gate.wait(10), "first")
        errands.send(pool.submit, lambda: 1, "second").cancel()
        gate.set()
    found = {errand.about: errand for errand in map(errands.take, back)}
    assert found["first"].result() is True
    with pytest.raises(CancelledError):
        found["second"].result()
