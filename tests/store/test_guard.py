"""What is open stays locked for other processes whatever else this process does with the file: a file dialog looks into it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from data.errors import NotAllowed
from data.query import Query
from data.records import Edit
from data.store import Station
from tests.store.conftest import add

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has locks of an open file description")

ADDS = """
import sys
from pathlib import Path
from data.records import Edit
from data.store import Station
with Station.open(Path(sys.argv[1]), hold="command") as station:
    station.apply([Edit("place", None, {"name": "从命令行"})], who="x", why="y")
"""
WRITES = """
import sys
from pathlib import Path
from data.store import Station
with Station.open(Path(sys.argv[1]), hold="command") as station, station._engine.writing() as connection:
    Path(sys.argv[1] + "-shm").read_bytes()  # and with that the locks of this process are gone
    print("writing", flush=True)
    sys.stdin.readline()
"""


def look_into(file):
    """Read all that lies there, as a file dialog does."""
    for one in file.parent.iterdir():
        with one.open("rb") as open_:
            open_.read(16)


def names(station):
    return [r.values["name"] for r in station.read(Query("place"))]


def run_beside(file):
    subprocess.run([sys.executable, "-c", ADDS, str(file)], check=True)


def test_another_program_leaves_the_log_of_a_station_whose_files_were_looked_into(station, file, clock):
    add(station, "place", name="先有的")
    log = file.with_name(f"{file.name}-wal")
    before = log.stat().st_ino
    look_into(file)
    run_beside(file)
    assert log.stat().st_ino == before
    assert names(station) == ["先有的", "从命令行"]
    add(station, "place", name="后来的")
    station.close()
    with Station.open(file, clock=clock) as again:
        assert names(again) == ["先有的", "从命令行", "后来的"]
        assert again.verify().sound


def test_so_does_it_with_one_that_is_only_read(station, file, clock):
    add(station, "place", name="先有的")
    with Station.open(file, read_only=True, clock=clock) as reading:
        station.close()
        look_into(file)
        run_beside(file)
        run_beside(file)
        assert names(reading) == ["先有的", "从命令行", "从命令行"]


def test_nothing_is_written_while_another_process_writes_that_lost_its_locks(station, file):
    process = subprocess.Popen([sys.executable, "-c", WRITES, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline().strip() == "writing"
    with pytest.raises(NotAllowed, match="另一个程序"):
        station.apply([Edit("place", None, {"name": "同时"})], who="x", why="y")
    process.communicate("\n")
    add(station, "place", name="之后")
    assert names(station) == ["之后"]
    assert station.verify().sound


def test_the_last_to_close_leaves_no_log(station, file, clock):
    """What guards the file does not keep SQLite from tidying up."""
    add(station, "place", name="先有的")
    with Station.open(file, clock=clock) as second:
        assert names(second) == ["先有的"]
    station.close()
    assert sorted(one.name for one in file.parent.iterdir()) == [file.name]
