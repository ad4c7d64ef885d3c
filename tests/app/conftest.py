"""The real executable, as a person or a script starts it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = [str(Path(sys.executable).with_name("watchroom"))]


@pytest.fixture
def watchroom(tmp_path):
    """Run ``watchroom`` with arguments; returns the finished process with text output."""

    def run(*arguments: object, passphrase: str | None = None, **more: str) -> subprocess.CompletedProcess[str]:
        env = {**os.environ, **more}
        env.pop("WATCHROOM_PASSPHRASE", None)
        if passphrase is not None:
            env["WATCHROOM_PASSPHRASE"] = passphrase
        return subprocess.run(
            [*PROGRAM, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", env=env, cwd=tmp_path,
            stdin=subprocess.DEVNULL, check=False,
        )  # fmt: skip

    return run


@pytest.fixture
def json_of():
    """Return the one JSON value that a successful run printed."""

    def read(done: subprocess.CompletedProcess[str]):
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return read
