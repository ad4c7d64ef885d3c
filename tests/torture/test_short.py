"""`make torture` in short: a few of each, in a process of its own, with nothing that went wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHORT = {"kills": 7, "cuts": 5, "flips": 30, "fuzz": 50}

pytestmark = pytest.mark.skipif(os.name == "nt", reason="processes are copied and the disk is recorded by means of POSIX")


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What came of each."""
    counts = [text for name, count in SHORT.items() for text in (f"--{name}", str(count))]
    home = {**os.environ, "WATCHROOM_HOME": str(tmp_path_factory.mktemp("home"))}
    command = [sys.executable, "-m", "benchmarks.torture", *counts]
    done = subprocess.run(command, cwd=ROOT, env=home, capture_output=True, text=True, check=False)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert found, done.stderr[-2000:]
    return {line["name"]: line for line in found}


@pytest.mark.parametrize("name", SHORT)
def test_nothing_is_lost_believed_or_brought_down(told, name):
    assert told[name]["shown"] == []
    assert told[name]["done"] == SHORT[name]


def test_the_kills_hit_work_under_way(told):
    assert sum(told["kills"]["sorts"].values()) == SHORT["kills"]
    assert told["kills"]["confirmed"] > 0


def test_the_cuts_lose_what_was_not_synced(told):
    assert told["cuts"]["lost_writes"] > 0


def test_flips_are_noticed(told):
    assert told["flips"]["at_opening"] > SHORT["flips"] / 4
