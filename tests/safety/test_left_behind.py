"""What a program that was killed left in folders for a moment goes when the next one makes its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

import pytest

from data import scratch
from data.processes import left_in, runs
from data.store import Station, past

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="whether a process runs is not told there")


@pytest.fixture
def ended():
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_a_process_that_has_ended_does_not_run(ended):
    assert (runs(ended), runs(os.getpid()), runs(os.getppid())) == (False, True, True)


def test_only_what_ended_processes_left_is_found(tmp_path, ended):
    for name in (f"trial-{ended}.station", f"trial-{ended}.station-wal", f"trial-{os.getpid()}.station", "trial-x.station",
                 f"other-{ended}.station"):  # fmt: skip
        (tmp_path / name).touch()
    assert {p.name for p in left_in(tmp_path, "trial-")} == {f"trial-{ended}.station", f"trial-{ended}.station-wal"}


def test_a_folder_of_a_killed_program_goes_with_the_next_one(tmp_path, monkeypatch, ended):
    monkeypatch.setattr(scratch, "in_memory", lambda _need=0: tmp_path)
    left = tmp_path / f"{scratch.PREFIX}{ended}-abc"
    left.mkdir()
    (left / "名单.xlsx").write_bytes(b"x")
    with scratch.scratch() as first, scratch.scratch() as second:
        assert (left.exists(), first.is_dir(), second.is_dir()) == (False, True, True)


def test_the_past_that_a_killed_program_showed_goes_when_another_is_shown(tmp_path, monkeypatch, ended):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left = tmp_path / f"{past.BEGINNING}{ended}-abc"
    left.mkdir()
    (left / "past").write_bytes(b"x")
    with Station.create(tmp_path / "a.station", "金沙派出所") as station:
        made = past.Shadow(station._engine.door, station.kinds, station.info().journal)
        there = left.exists()
        made.release()
    assert not there
