"""What encryption and journal cost together: import, search and opening, against a plain station that keeps no journal.

The peer is the same program on a plain file whose change sets write their rows and nothing else. Opening is what somebody waits for
who starts the console on a file: from the start of its process until the town is in the window and the window closed again, with
the key made from the passphrase (Argon2id, 64 MiB).
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

import shapely

from benchmarks.bench_store import TYPED, people
from benchmarks.figure import tell
from data.exchange.importer import import_file
from data.records import Edit
from data.store import Station, journal

ROWS = 50_000
HOUSES = 4_000
ROUNDS = 3
GOAL = 1.3
PASSPHRASE = "金沙 station 2026"
OPENING = """
import sys
from pathlib import Path
from app.console import Console
from app.settings import Settings
from app.start import application
from data.store import Station
app = application()
console = Console(Station.open(Path(sys.argv[1]), passphrase=sys.argv[2] or None), Settings())
console.window.map.town_shown.connect(app.quit)
console.show()
app.exec()
console.close()
"""
FIELDS = {"name": "姓名", "gender": "性别", "birth": "出生日期", "id_number": "身份证号", "phone": "联系电话", "work": "工作单位"}


def main() -> bool:
    """Print the figures; False when a goal is missed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table = folder / "人.csv"
        _write(table)
        rounds = [(_times(folder, table, n, None), _times(folder, table, n, PASSPHRASE)) for n in range(ROUNDS)]
    told = []
    names = (f"import of {ROWS} people", "search as you type", f"opening a town of {HOUSES} houses")
    for at, what in enumerate(names):
        peer, ours = (min(times[side][at] for times in rounds) for side in (0, 1))
        told.append(tell(f"encrypted and journalled: {what}", ours, "s", goal=GOAL, peer="plain, no journal", peer_value=peer))
    return all(told)


def _write(table: Path) -> None:
    with table.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(FIELDS.values())
        said = {"male": "男", "female": "女"}
        writer.writerows([said.get(row[f], row[f]) for f in FIELDS] for row in people(ROWS))


def _times(folder: Path, table: Path, number: int, passphrase: str | None) -> tuple[float, float, float]:
    """Return the seconds of import, search and opening."""
    file = folder / f"{number}-{passphrase is not None}.station"
    made = partial(Station.create, file, "bench", origin=(121.5, 31.2), passphrase=passphrase)
    with _journalled(passphrase is not None), made() as station:
        houses = ((121.5 + n % 60 * 1e-3, 31.2 + n // 60 * 1e-3) for n in range(HOUSES))
        shapes = [{"name": f"{n}栋", "geometry": shapely.box(x, y, x + 4e-4, y + 4e-4)} for n, (x, y) in enumerate(houses)]
        station.apply([Edit("building", None, shape) for shape in shapes], who="bench", why="bench")
        start = perf_counter()
        import_file(station, table, kind="person", who="bench")
        imported = perf_counter() - start
        station.find("张伟")  # waits for the tokens
        texts = [text[:n] for text in TYPED for n in range(1, len(text) + 1)]
        start = perf_counter()
        for text in texts:
            station.find(text)
        searched = perf_counter() - start
    start = perf_counter()
    home = {**os.environ, "WATCHROOM_HOME": str(folder / "home"), "PYTHONPATH": str(Path(__file__).parents[1])}
    subprocess.run([sys.executable, "-c", OPENING, str(file), passphrase or ""], check=True, env=home)
    return imported, searched, perf_counter() - start


@contextmanager
def _journalled(wanted: bool) -> Iterator[None]:
    """Let change sets write rows only."""
    append_all = journal.append_all
    if not wanted:
        journal.append_all = _rows_only
    try:
        yield
    finally:
        journal.append_all = append_all


def _rows_only(_connection: Any, groups: Iterable[Any], _count: int, **_heading: Any) -> int:
    for _ in groups:  # rows of a large set are written while their entries are made
        pass
    return 1


if __name__ == "__main__":
    main()
