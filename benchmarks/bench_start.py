"""Process start to a clickable demo town, against the bare libraries showing an empty 3D view; and the idle console."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.figure import tell, tell_bound

RUNS = 8
KEEPING_MS = 6000  # until the town lies in the file
IDLE_SECONDS = 10

BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import pyvista
from pyvistaqt import QtInteractor
app = QApplication([])
view = QtInteractor(auto_update=False)
view.resize(1920, 1080)
view.show()
QTimer.singleShot(0, lambda: (print("ready", flush=True), QTimer.singleShot(50, app.quit)))
app.exec()
view.close()
"""

CONSOLE = """
import sys
from pathlib import Path
from app import loading
loading.load_fast()
from app import run
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
def say(word):
    print(word, flush=True)
class Console(run.Console):
    def show(self):
        self.window.resize(1920, 1080)
        self.canvas = self.window.map.canvas
        self.window.map.town_shown.connect(self.shown)
        super().show()
    def shown(self):
        say("ready")
        drawn = self.canvas.drawn
        def once(milliseconds):
            self.canvas.drawn = drawn
            drawn(milliseconds)
            say("drawn")
            QTimer.singleShot(STAY, QApplication.quit)
        self.canvas.drawn = once
run.Console = Console
STAY = int(sys.argv[2])
run.run_console(Path(sys.argv[1]))
"""

IDLE = """
import os, sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from app.console import Console
from app.settings import Settings
from app.start import application
from data.store import Station
app = application()
console = Console(Station.open(Path(sys.argv[1])), Settings())
console.show()
marks = []
def begin():
    marks.append((time.perf_counter(), sum(os.times()[:2]), console.window.map.renders))
    QTimer.singleShot(int(float(sys.argv[2]) * 1000), end)
def end():
    wall, used, renders = marks[0]
    print((sum(os.times()[:2]) - used) / (time.perf_counter() - wall), console.window.map.renders - renders, flush=True)
    app.quit()
QTimer.singleShot(8000, begin)
app.exec()
console.close()
"""


def told(script: str, *arguments: str) -> list[float]:
    """Return the seconds from process start until each line that the script says."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", script, *arguments], stdout=subprocess.PIPE, text=True, env=environment())
    assert process.stdout is not None
    seconds = [time.perf_counter() - start for _ in process.stdout]
    process.wait(60)
    return seconds


def environment() -> dict[str, str]:
    """Return the environment of the measured processes: a home of their own, the project importable and compiled once.

    What is installed was compiled when it was installed; ours is at its first start, unless Python is told to keep nothing.
    """
    root = Path(__file__).resolve().parent.parent
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(root), "WATCHROOM_HOME": tempfile.mkdtemp()}


def demo(folder: Path) -> Path:
    """Return a demo station of size 1."""
    from data.demo import make_demo

    path = folder / "demo.station"
    make_demo(path).close()
    return path


def main() -> bool:
    """Measure start and rest."""
    with tempfile.TemporaryDirectory() as folder:
        station = str(demo(Path(folder)))
        told(CONSOLE, station, str(KEEPING_MS))  # warms the caches, and the file keeps its town, as after any day
        runs = [(*told(CONSOLE, station, "50"), *told(BARE)) for _ in range(RUNS)]
        clickable, drawn, bare = (min(times) for times in zip(*runs, strict=True))  # a machine can only add to them
        peer = "bare PySide6+pyvista+pyvistaqt view"
        ok = tell("start to clickable demo town", clickable, "s", goal=1.5, peer=peer, peer_value=bare)
        tell("start to demo town on the screen", drawn, "s", goal=2.0, peer=peer, peer_value=bare)
        done = subprocess.run([sys.executable, "-c", IDLE, station, str(IDLE_SECONDS)], capture_output=True, text=True, check=True,
                              env=environment())  # fmt: skip
        share, renders = done.stdout.split()
        ok &= tell_bound("idle console: share of a core", float(share), "core", goal=0.01)
        return ok & tell_bound("idle console: renderings", float(renders), "count", goal=0)
