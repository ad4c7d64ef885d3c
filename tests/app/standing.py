"""The program in a process that stays: command lines come as JSON on standard input, what came of each goes back.

Starting the program anew for each of a hundred command lines takes longer than what they do; the fixture `executable` starts it.
"""

from __future__ import annotations

import io
import json
import logging
import os
import subprocess
import sys
import traceback
from pathlib import Path

ROOT = Path(__file__).parents[2]


class Standing:
    """Carries out command lines one after another; that the process ended is told, and the next call starts another."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def run(self, words: list[str], env: dict[str, str], folder: Path) -> subprocess.CompletedProcess[str]:
        """Carry out one command line in a folder, with these variables of the environment and nothing on standard input."""
        if self._process is None:
            command = [sys.executable, "-m", "tests.app.standing"]
            pipe = subprocess.PIPE
            self._process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True, encoding="utf-8")
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps([words, env, str(folder)]) + "\n")
        process.stdin.flush()
        line = process.stdout.readline()
        if not line:
            self.close()
            raise AssertionError(f"the program ended with {process.returncode} at {words}")
        return subprocess.CompletedProcess(words, *json.loads(line))

    def close(self) -> None:
        """Let the process end."""
        process, self._process = self._process, None
        if process is not None:
            process.communicate()


def carry_out(words: list[str]) -> tuple[int, str, str]:
    """Do what the executable does; return its status, standard output and standard error."""
    from app.main import main

    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    sys.argv, sys.stdout, sys.stderr = ["watchroom", *words], out, err
    logging.getLogger().handlers.clear()  # the log of the home folder of before
    try:
        main()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # as the interpreter does with what nobody caught
        traceback.print_exc()
        status = 1
    else:
        status = 0
    finally:
        sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
    return status, *(read(stream) for stream in (out, err))


def read(stream: io.TextIOWrapper) -> str:
    """Return what was written, with one sign for the end of a line."""
    stream.flush()
    said = stream.detach()
    assert isinstance(said, io.BytesIO)
    return said.getvalue().decode("utf-8").replace(os.linesep, "\n")


def stand() -> None:
    """Carry out what comes until the other side closes; whatever else writes to standard output does not get between."""
    asked, answers = os.fdopen(os.dup(0), encoding="utf-8"), os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    sys.stdin = os.fdopen(os.open(os.devnull, os.O_RDONLY), encoding="utf-8")
    for line in asked:
        words, env, folder = json.loads(line)
        os.environ.clear()
        os.environ.update(env)
        os.chdir(folder)
        print(json.dumps(carry_out(words)), file=answers, flush=True)


if __name__ == "__main__":
    stand()
