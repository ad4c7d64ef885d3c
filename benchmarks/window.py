"""The real window of a station in a process of its own, for benchmarks that work in it."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, sleep
from typing import TYPE_CHECKING, Any

from benchmarks.bench_start import environment

if TYPE_CHECKING:
    from app.console import Console

LONGEST_LOOK = 2.0  # seconds between two looks that count as waiting
TICK = 0.02  # seconds between two looks of `Going` at whether the process goes on
SETTLE_SECONDS = 3.0  # after the town is whole: pages that are made beforehand


class Going:
    """A clock that stands still while the process is stopped; it looks on a thread of its own, so that a busy window counts."""

    def __init__(self) -> None:
        self._gone, self._last = 0.0, perf_counter()
        self._lock = threading.Lock()
        threading.Thread(target=self._look, daemon=True).start()

    def seconds(self) -> float:
        """Return for how long the process has gone on since the clock was made."""
        with self._lock:
            now = perf_counter()
            self._gone, self._last = self._gone + min(now - self._last, LONGEST_LOOK), now
            return self._gone

    def _look(self) -> None:
        while True:
            self.seconds()
            sleep(TICK)


def measured(module: str, *words: object, **variables: str) -> Any:
    """Run ``python -m MODULE WORDS``, which works in a window, and return what its last line says as JSON.

    ``variables`` are of the environment, beside those of this process.
    """
    command = [sys.executable, "-m", module, *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**environment(), **variables})
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def opened(path: Path) -> Console:
    """Return the console of a station, its window on the screen and its town whole, as the program opens it."""
    from app import garbage

    garbage.rest()
    from app.console import Console
    from app.settings import Settings
    from app.start import application
    from data.store import Station

    application()
    console = Console(Station.open(path), Settings())
    console.window.resize(1920, 1080)
    finished: list[bool] = []
    console.window.map.town_finished.connect(lambda: finished.append(True))
    console.show()
    garbage.wake()
    wait(lambda: bool(finished))
    rest(SETTLE_SECONDS)
    return console


def wait(done: Callable[[], bool], *, seconds: float = 300.0, look_ms: int = 20) -> None:
    """Let the event loop work, and sleep between events as in the program, until something is done."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop, clock, waited, last = QEventLoop(), QTimer(interval=look_ms), 0.0, perf_counter()

    def look() -> None:
        nonlocal waited, last
        now = perf_counter()
        waited, last = waited + min(now - last, LONGEST_LOOK), now  # a process that was stopped for minutes has not waited
        if done() or waited > seconds:
            loop.quit()

    clock.timeout.connect(look)
    clock.start()
    loop.exec()
    clock.stop()
    if not done():
        sys.exit("the window does not come to an end")


def rest(seconds: float) -> None:
    """Let the event loop work for a time."""
    end = perf_counter() + seconds
    wait(lambda: perf_counter() >= end)
