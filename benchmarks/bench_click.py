"""From a click on a building in the real window to its panel filled and painted, for sixty buildings of the demo town."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from benchmarks.bench_start import demo
from benchmarks.figure import p95, tell_bound
from benchmarks.window import measured, opened, rest, wait

CLICKS = 60
GOAL_MS = 50.0
PAUSE_SECONDS = 0.9  # the house opens in the map before the next click


def main() -> bool:
    """Click through the town."""
    with tempfile.TemporaryDirectory() as folder:
        times = measured("benchmarks.bench_click", demo(Path(folder)), CLICKS)
    filled, painted = zip(*times, strict=True)
    tell_bound("click to filled and painted building panel, p95", p95(painted) * 1000, "ms", goal=100.0)
    return tell_bound("click to filled building panel, p95", p95(filled) * 1000, "ms", goal=GOAL_MS)


def click_through(station: Path, clicks: int) -> list[tuple[float, float]]:
    """Return the seconds from each click until the panel was filled, and until it was painted."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    from data.query import Query

    class Painted(QObject):
        """Tells when the page was painted, and the window is done with it."""

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and "filled" in at:
                QTimer.singleShot(0, lambda: at.setdefault("painted", perf_counter()))
            return False

    console = opened(station)
    page = console.window.inspector.building
    at: dict[str, float] = {}
    painted = Painted()
    page.installEventFilter(painted)
    page.filled.connect(lambda: at.setdefault("filled", perf_counter()))
    buildings = console.station.columns(Query("building", order=("id",)), ("id",))["id"]
    times = []
    for building in buildings[:: max(1, len(buildings) // clicks)][:clicks]:
        at.clear()
        start = perf_counter()
        console.workspace.select("building", building)  # what a click does once the ray has met a building
        wait(lambda: "painted" in at, seconds=20.0, look_ms=1)
        if page.view is None or page.view.id != building:
            sys.exit("the panel shows another building")
        times.append((at["filled"] - start, at["painted"] - start))
        rest(PAUSE_SECONDS)
    console.close()
    return times


if __name__ == "__main__":
    if sys.argv[1:]:
        print(json.dumps(click_through(Path(sys.argv[1]), int(sys.argv[2]))))
    else:
        main()
