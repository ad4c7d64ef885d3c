"""Threads that can wait give way while the window is put together, and are never held up for long."""

import threading
from time import monotonic

from PySide6.QtCore import QCoreApplication, QEvent

from data.window_first import WindowFirst, window_first


def waits(first):
    begun = monotonic()
    first.give_way()
    return monotonic() - begun


def test_nobody_waits_while_nothing_is_painted():
    assert waits(WindowFirst(most=600.0)) < 600.0


def test_who_can_wait_goes_on_when_the_window_stands():
    first, came = WindowFirst(most=10.0), threading.Event()

    def work():
        first.give_way()
        came.set()

    with first.putting_together():
        worker = threading.Thread(target=work)
        worker.start()
        assert not came.wait(0.05)
    came.wait()
    worker.join()


def test_nobody_waits_longer_than_the_most():
    first = WindowFirst(most=0.02)
    with first.putting_together():
        assert waits(first) >= 0.02


def test_nobody_is_held_up_again_at_once():
    first = WindowFirst(most=0.01, rest=60.0)
    with first.putting_together():
        first.give_way()
        first.most = 600.0
        assert waits(first) < 600.0


def test_the_window_tells_that_it_is_put_together(desk, monkeypatch):
    seen = []
    monkeypatch.setattr(window_first, "_busy", False)
    paint = desk.window.top.paintEvent
    monkeypatch.setattr(desk.window.top, "paintEvent", lambda event: (seen.append(window_first._busy), paint(event)))
    desk.window.top.update()
    QCoreApplication.sendPostedEvents(desk.window, QEvent.Type.UpdateRequest)
    assert seen == [True]
    assert not window_first._busy
