"""Waiting for code that cannot be stopped, so that a person who cancels need not wait with us."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import Any, TypeVar

from data.progress import Progress
from data.resting import resting

T = TypeVar("T")
LOOK = 0.05  # seconds between two looks at whether to stop


def wait_for(work: Callable[[], T], progress: Progress) -> T:
    """Return what work returns, which must only read.

    Raises
    ------
    Cancelled
        If the person stopped it: at once, though the work goes on unseen to its end.
    """
    done: Future[T] = Future()
    threading.Thread(target=_run, args=([work, done],), name="native work", daemon=True).start()
    del work
    while not wait((done,), timeout=LOOK).done:
        progress.check()
    return done.result()


def _run(task: list[Any]) -> None:
    """Do the work; the collector rests until it is done, also where nobody waits for it any more."""
    with resting():
        done = task.pop()
        _settle(task.pop(), done)
        del done  # and with it all that was made, where nobody wants it


def _settle(work: Callable[[], Any], done: Future[Any]) -> None:
    try:
        result = work()
    except BaseException as error:  # noqa: BLE001 - a panic of native code is none of the usual ones; it goes to who waits
        done.set_exception(error)
    else:
        done.set_result(result)
