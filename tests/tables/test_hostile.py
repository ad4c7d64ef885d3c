"""Files that are built to harm end in a clear refusal, soon and in little memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tables.hostile_files import HOSTILE

ROOT = Path(__file__).resolve().parents[2]
MEGABYTES = 500
SECONDS = 10  # of computing, so that a busy machine fails nothing
READER = """
import json, resource, sys, time
from pathlib import Path
from data.errors import BadInput
from data.exchange.tables.read import read_tables
resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
for name in sys.argv[1:]:
    begun = time.process_time()
    try:
        said = "read: " + str([len(t.rows) for t in read_tables(Path(name))])
    except BadInput as error:
        said = error.message
    # Not ru_maxrss: that of a process begins with what its parent held.
    peak = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM")) // 1024
    print(json.dumps([Path(name).name, said, time.process_time() - begun, peak]), flush=True)
"""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """What a process of its own says of each file, with the seconds that it computed and the megabytes that it held."""
    folder = tmp_path_factory.mktemp("hostile")
    paths = [folder / name for name in HOSTILE]
    for path in paths:
        HOSTILE[path.name][1](path)
    done = subprocess.run([sys.executable, "-c", READER, *map(str, paths)], cwd=ROOT, capture_output=True, text=True, check=False)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, done.stderr[-2000:]
    return {name: (said, seconds, peak) for name, said, seconds, peak in lines}


@pytest.mark.parametrize("name", HOSTILE)
def test_is_refused_in_words(outcomes, name):
    said = outcomes[name][0]
    assert HOSTILE[name][0] in said
    assert name in said


@pytest.mark.parametrize("name", HOSTILE)
def test_soon(outcomes, name):
    assert outcomes[name][1] < SECONDS


@pytest.mark.parametrize("name", HOSTILE)
def test_in_little_memory(outcomes, name):
    assert outcomes[name][2] < MEGABYTES
