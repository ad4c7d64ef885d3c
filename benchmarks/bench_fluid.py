"""How long an event waits in the real window while 100,000 rows are imported through it, beside the same window at rest."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.bench_import import ROWS, rooms_of, write_csv
from benchmarks.bench_start import demo
from benchmarks.figure import tell_bound
from benchmarks.window import measured, opened, rest, wait

GOAL_MS = 50.0
REST_SECONDS = 10
STEP_MS = 5  # between two looks at how late the window is


def main() -> bool:
    """Import through the window and tell the longest waits."""
    with tempfile.TemporaryDirectory() as folder:
        station, file = demo(Path(folder)), Path(folder) / "居民.csv"
        write_csv(file, ROWS, rooms_of(station))
        at_rest, shown, looked, wrote = measured("benchmarks.bench_fluid", station, file)
    good = True
    tell_bound("event in the window at rest, longest wait", at_rest["waits"][-1] * 1000, "ms", goal=GOAL_MS)
    for name, part in (("reads and compares", looked), ("writes and makes searchable", wrote)):
        tell_bound(f"event in the window while it {name} {ROWS} rows ({part['seconds']:.1f} s), p99", _p99(part["waits"]), "ms",
                   goal=GOAL_MS, peer="only a bar moves in it, p99", peer_value=_p99(shown["waits"]))  # fmt: skip
        good &= tell_bound(f"event in the window while it {name} {ROWS} rows, longest wait", part["waits"][-1] * 1000, "ms",
                           goal=GOAL_MS, peer="only a bar moves in it", peer_value=shown["waits"][-1] * 1000)  # fmt: skip
        tell_bound(f"the same without what other programs kept the window's thread from a core while it {name}",
                   part["apart"] * 1000, "ms", goal=GOAL_MS)  # fmt: skip
    return good


def _p99(waits: list[float]) -> float:
    return waits[int(len(waits) * 0.99)] * 1000


class Watch:
    """Asks the event loop for a turn every few milliseconds, and keeps by how many seconds each came late."""

    def __init__(self, late: Callable[[float], None] | None = None) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._timer = QTimer(interval=STEP_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._late = late
        self._last = self._kept = 0.0
        self._waits: list[float] = []
        self._apart: list[float] = []  # the same without the time that the thread waited for a core

    def during(self, work: Callable[[], None]) -> dict[str, Any]:
        """Return the waits while work is done, the longest last, and how long it took."""
        self._waits, self._apart = [], []
        start, self._kept = perf_counter(), kept_waiting()
        self._last = start
        self._timer.start()
        work()
        self._timer.stop()
        return {"waits": sorted(self._waits), "apart": max(self._apart), "seconds": perf_counter() - start}

    def _beat(self) -> None:
        now, kept = perf_counter(), kept_waiting()
        self._waits.append(now - self._last - STEP_MS / 1000)
        self._apart.append(self._waits[-1] - (kept - self._kept))
        self._last, self._kept = now, kept
        if self._late is not None:
            self._late(self._waits[-1])
            self._last = perf_counter()


def kept_waiting() -> float:
    """Return for how many seconds this thread was ready and had no core; 0 where the system does not tell."""
    told = Path("/proc/thread-self/schedstat")
    return int(told.read_text().split()[1]) / 1e9 if told.exists() else 0.0


def import_through(station_path: Path, file: Path, late: Callable[[float], None] | None = None) -> list[dict[str, Any]]:
    """Return the waits at rest, while only the bar of an import moves, while it reads and compares, and while it writes."""
    from PySide6.QtCore import QTimer

    console = opened(station_path)
    window, station, watch = console.window, console.station, Watch(late)
    importing = window.importing
    talk = importing.talk
    rest(1.0)

    def shown() -> None:  # the sheet open and its bar moving as in an import: what is painted anew takes its time too
        window.show_import([])
        importing._busy("...")
        bar = QTimer(interval=100)
        bar.timeout.connect(lambda: importing._tick(int(perf_counter() * 10) % 100, 100, "..."))
        bar.start()
        rest(REST_SECONDS)
        bar.stop()
        importing._busy("")

    def looked() -> None:
        window.show_import([file])
        wait(lambda: talk.idle and importing.parcel is not None and importing.parcel.whole)

    def wrote() -> None:
        importing.carry_out()
        wait(lambda: talk.idle and importing.parcel is not None and importing.parcel.batch is not None)
        found: list[bool] = []
        station.background(lambda: station.find("zz")).add_done_callback(lambda _: found.append(True))  # waits for the search index
        wait(lambda: bool(found))

    told = [watch.during(work) for work in (lambda: rest(REST_SECONDS), shown, looked, wrote)]
    console.close()
    return told


if __name__ == "__main__":
    if sys.argv[1:]:
        print(json.dumps(import_through(Path(sys.argv[1]), Path(sys.argv[2]))))
    else:
        main()
