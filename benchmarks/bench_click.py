"""From a click on a building in the real window to its panel filled and painted, for sixty buildings of the demo town."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.bench_start import demo, environment
from benchmarks.figure import p95, tell_bound

CLICKS = 60
GOAL_MS = 50.0

WINDOW = """
import json, sys, time
from pathlib import Path
from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from app.console import Console
from app.settings import Settings
from app.start import application
from data.query import Query
from data.store import Station

def wait(done, seconds=20.0):  # the event loop sleeps between events, as in the program, so that readers have the interpreter
    loop, clock = QEventLoop(), QTimer(interval=1)
    end = time.perf_counter() + seconds
    clock.timeout.connect(lambda: loop.quit() if done() or time.perf_counter() > end else None)
    clock.start()
    loop.exec()
    clock.stop()
    if not done():
        sys.exit("the window does not answer")

def rest(seconds):
    end = time.perf_counter() + seconds
    wait(lambda: time.perf_counter() >= end)

app = application()
station = Station.open(Path(sys.argv[1]))
console = Console(station, Settings())
window = console.window
window.resize(1920, 1080)
finished = []
window.map.town_finished.connect(lambda: finished.append(True))
console.show()
wait(lambda: finished)
rest(2.0)
page = window.inspector.building

class Painted(QObject):  # tells when the page was painted, and the window is done with it
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and "filled" in at:
            QTimer.singleShot(0, lambda: at.setdefault("painted", time.perf_counter()))
        return False

at = {}
painted = Painted()
page.installEventFilter(painted)
page.filled.connect(lambda: at.setdefault("filled", time.perf_counter()))
buildings = station.columns(Query("building", order=("id",)), ("id",))["id"]
step = max(1, len(buildings) // int(sys.argv[2]))
times = []
for building in buildings[::step][: int(sys.argv[2])]:
    at.clear()
    start = time.perf_counter()
    console.workspace.select("building", building)  # what a click does once the ray has met a building
    wait(lambda: "painted" in at)
    if page.view is None or page.view.id != building:
        sys.exit("the panel shows another building")
    times.append((at["filled"] - start, at["painted"] - start))
    rest(0.9)  # the house opens in the map before the next click
print(json.dumps(times))
console.close()
"""


def main() -> bool:
    """Click through the town."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", WINDOW, str(demo(Path(folder))), str(CLICKS)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment())
    times = json.loads(done.stdout.splitlines()[-1])
    filled, painted = zip(*times, strict=True)
    tell_bound("click to filled and painted building panel, p95", p95(painted) * 1000, "ms", goal=100.0)
    return tell_bound("click to filled building panel, p95", p95(filled) * 1000, "ms", goal=GOAL_MS)
