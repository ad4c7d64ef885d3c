"""A process killed in the midst of an import leaves all of it or nothing, and a sound file."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time

import pytest

from data.exchange.importer import import_file
from data.query import Query
from data.store import Station

ROWS = 3000
KILLS = 4  # `make torture` kills as often as it is told
# Says when it starts to import and, by progress, how far it is; then waits to be killed where it is told to.
PROGRAM = """
import sys
from pathlib import Path
from data.exchange.importer import import_file
from data.progress import Progress
from data.store import Station

turns = 0
def tell(done, total, what):
    global turns
    turns += 1
    print(turns, flush=True)

with Station.open(Path(sys.argv[1])) as station:
    import_file(station, Path(sys.argv[2]), who="t", progress=Progress(tell))
    print("done", flush=True)
    station.find("x")
"""


@pytest.fixture
def table(write):
    """Three thousand people at one house, some with a room of their own that is not recorded yet."""
    people = [[f"张{n:04d}", f"139{n:08d}", f"金沙小区5栋2单元{n % 17 + 1}0{n % 7 + 1}室", "流动"] for n in range(ROWS)]
    return write("人口.csv", [["姓名", "电话", "现住址", "登记类型"], *people])


def state(path):
    """Return how much is in the file after it was opened again, once it is sound."""
    with Station.open(path) as station:
        assert station.verify().sound
        kinds = station.info().kinds
        return kinds["person"], kinds["residence"], kinds["dwelling"]


def killed(path, table, turn, after):
    """Kill an import ``after`` seconds past its report number ``turn``, and return the lines that it told."""
    told = []
    with subprocess.Popen([sys.executable, "-c", PROGRAM, str(path), str(table)], stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            told.append(line.strip())
            if len(told) >= turn:
                time.sleep(after)  # not a wait for anything: any moment will do
                process.kill()
                break
        told += [line.strip() for line in process.stdout]
    return told


def test_all_or_nothing_and_sound(town, table, tmp_path):
    path, fresh = town.path, tmp_path / "fresh.station"
    rooms = town.count(Query("dwelling"))
    town.close()
    shutil.copy(path, fresh)
    dice = random.Random(11)
    turns = 4
    for _ in range(KILLS):
        shutil.copy(fresh, path)
        told = killed(path, table, dice.randint(1, turns + 1), dice.random() * 0.06)
        turns = max(turns, len(told))
        people, homes, dwellings = state(path)
        assert (people, homes) in ((0, 0), (ROWS, ROWS))
        assert (dwellings > rooms) == bool(people)
    with Station.open(path) as station:
        import_file(station, table, who="t")
        assert station.count(Query("person")) == ROWS
        assert import_file(station, table, who="t").batch is None
        assert len(station.find("张2999")) == 1
        assert station.verify().sound
