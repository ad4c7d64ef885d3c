"""An encrypted station leaves nothing in plain: not in its folder, not in temporary ones, not in the person's own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from data.scratch import in_memory

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What came of the main jobs in a process of its own, whose opening of files is watched."""
    if sys.platform != "linux":
        pytest.skip("files that native code makes are watched by inotify")
    if in_memory() is None:
        pytest.skip("this system has no file system in memory")
    base = tmp_path_factory.mktemp("outside")
    for name in ("station", "out", "given", "tmp", "home"):
        (base / name).mkdir()
    env = {**os.environ, "TMPDIR": str(base / "tmp"), "WATCHROOM_HOME": str(base / "home"), "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "keeping" / "outside.py"), str(base)], env=env, capture_output=True, check=False
    )
    assert ended.returncode == 0, ended.stderr.decode()
    return json.loads(ended.stdout.decode().splitlines()[-1])


def test_the_jobs_were_done(told):
    assert (told["found"], told["sound"]) == (["欧阳芷若"], True)


def test_sqlite_keeps_what_is_temporary_in_memory(told):
    assert told["temp_store"] == [2, 2]


def test_no_file_holds_a_value_while_the_station_is_open(told):
    assert told["before"] == []


def test_the_file_of_the_past_holds_none(told):
    assert told["past"] == []


def test_no_file_holds_a_value_afterwards(told):
    assert told["after"] == []


def test_only_the_past_makes_a_temporary_file_on_the_disk(told):
    assert [name for name in told["made"] if not name.startswith("watchroom-past-")] == []


def test_nothing_is_left_among_temporary_files(told):
    assert told["left"] == []


def test_python_writes_nowhere_else(told):
    allowed = ("/home/", "/dev/shm", "/run/")
    strange = [path for path in told["written"] if not any(place in path for place in allowed) and "watchroom-past-" not in path]
    assert strange == []
