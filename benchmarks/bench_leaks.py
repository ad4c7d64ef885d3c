"""A hundred times: a station opened on a map, houses imported, taken back, the map closed; what stays in memory and scene."""

from __future__ import annotations

import ctypes
import gc
import json
import tempfile
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent

from app.start import application
from benchmarks.figure import tell
from benchmarks.window import measured, wait
from data.demo import make_demo
from data.exchange.importer import import_file
from data.store import Station
from data.workspace import Workspace
from scene3d.view import MapView

ROUNDS = 100
WARM = 20  # rounds after which everything that is loaded once is loaded
HOUSES = 60
MOST = 1.03  # times the memory after the warm rounds


def main() -> bool:
    """Print memory and what is left in the scene after all rounds."""
    left, warm, after = measured("benchmarks.bench_leaks")
    ok = tell("100 opens, imports, deletes, closes: actors left in the scene", left, "count", goal=0)
    peer = f"after {WARM} rounds"
    return ok & tell("100 opens, imports, deletes, closes: memory", after, "MB", goal=MOST, peer=peer, peer_value=warm)


def rounds() -> tuple[int, float, float]:
    """Return how many actors were left in all, and the megabytes after the warm rounds and after all."""
    application()
    left, warm = 0, 0.0
    with tempfile.TemporaryDirectory() as folder:
        path, houses = Path(folder) / "demo.station", Path(folder) / "houses.geojson"
        make_demo(path).close()
        with Station.open(path, read_only=True) as station:
            houses.write_text(json.dumps(_houses(station.frame.lon, station.frame.lat)), encoding="utf-8")
        for number in range(ROUNDS):
            left += _round(path, houses)
            if number + 1 == WARM:
                warm = _memory()
    return left, warm, _memory()


def _houses(lon: float, lat: float) -> dict[str, object]:
    """Return footprints in a row far from the town's."""
    step = 0.0004
    found = []
    for number in range(HOUSES):
        west, south = lon + 0.02 + step * number, lat + 0.02
        east, north = west + step / 2, south + step / 2
        ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
        geometry = {"type": "Polygon", "coordinates": [ring]}
        found.append({"type": "Feature", "properties": {"id": f"L{number}", "height": 12 + number}, "geometry": geometry})
    return {"type": "FeatureCollection", "features": found}


def _round(path: Path, houses: Path) -> int:
    """Do it once; return how many actors are left when the map is closed."""
    station = Station.open(path)
    view = MapView(station, Workspace(station.kinds))
    view.resize(800, 500)
    view.show()
    wait(lambda: view.town is not None)
    assert view.town is not None
    before = len(view.town.buildings.ids)
    report = import_file(station, houses, who="bench")
    wait(lambda: view.town is not None and len(view.town.buildings.ids) == before + HOUSES)
    station.undo(report.batch, who="bench")
    wait(lambda: view.town is not None and len(view.town.buildings.ids) == before)
    scene = view.scene
    view.close()
    view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    station.close()
    gc.collect()
    return len(scene.names())


def _memory() -> float:
    """Return the megabytes that the process holds now; what the allocator keeps for next time is given back first."""
    with suppress(OSError, AttributeError):  # glibc only
        ctypes.CDLL("libc.so.6").malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


if __name__ == "__main__":
    print(json.dumps(rounds()))
