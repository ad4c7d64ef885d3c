"""Processes killed at random moments of imports, edits, backups and migrations; what they had confirmed must be in the file."""

from __future__ import annotations

import contextlib
import multiprocessing as mp
import random
import shutil
import tempfile
import time
from dataclasses import dataclass, field
from functools import cache, partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from benchmarks.torture.work import PASSPHRASE, Told, Work, after, state_of
from data.store import Station

SORTS = ("edits", "imports", "backups", "migrations")
STEPS = {"edits": 40, "imports": 6, "backups": 16, "migrations": 10}
# Where there is no fork (Windows) each victim takes a second to start, and is killed all the same.
CONTEXT: Any = mp.get_context("fork" if "fork" in mp.get_all_start_methods() else "spawn")


@dataclass
class Kills:
    """What came of the kills: how many, at which work, and each fault found."""

    done: int = 0
    in_the_middle: int = 0  # those that hit a step under way
    confirmed: int = 0  # steps confirmed before the kill, all of them found again
    backups: int = 0
    faults: list[str] = field(default_factory=list)


def run(count: int, seed: int = 1, first: int = 0) -> Kills:
    """Kill so many processes, the sorts of work in turn, half the files encrypted."""
    found = Kills()
    with tempfile.TemporaryDirectory(prefix="watchroom-kills-") as name:
        folder = Path(name)
        prepared = cache(partial(_prepare, folder))
        for number in range(first, first + count):
            sort, encrypted = SORTS[number % len(SORTS)], number // len(SORTS) % 2 == 1
            where = folder / str(number)
            where.mkdir()
            _one(where, prepared(sort, encrypted), random.Random(f"{seed}/{number}"), found)
            shutil.rmtree(where)
    return found


@dataclass(frozen=True, slots=True)
class Prepared:
    """A station that victims work on, each on a copy: its state, and what is told and how long it takes when nobody kills it."""

    sort: str
    encrypted: bool
    file: Path
    state: dict[str, Any]
    steps: int
    span: float  # seconds


def _prepare(folder: Path, sort: str, encrypted: bool) -> Prepared:
    file = folder / f"{sort}-{encrypted}.station"
    with Station.create(file, "金沙", origin=(121.5, 31.2), passphrase=PASSPHRASE if encrypted else None) as station:
        Work(station, folder, random.Random(0), lambda _said: None).run(3, "edits")
        if sort == "migrations":
            Work(station, folder, random.Random(0), lambda _said: None, number=100).run(2, "imports")
        state = state_of(station)
        door = station._engine.door
    if sort == "migrations":
        old = door.bare()
        old.execute("PRAGMA user_version = 1")
        old.close()
    where = folder / f"{sort}-{encrypted}"
    where.mkdir()
    shutil.copy(file, where / "a.station")
    began = time.perf_counter()
    told: list[dict[str, Any]] = []
    _carry_out(told.append, where, sort, encrypted, 0)  # here, so that what loads late is loaded when the victims begin
    return Prepared(sort, encrypted, file, state, len(told), time.perf_counter() - began)


def _victim(where: Path, sort: str, encrypted: bool, seed: int, at: tuple[int, float]) -> tuple[list[dict[str, Any]], bool]:
    """Run the work in a process of its own, and return what it had told, and whether it came to its end.

    It is killed when it has told so many things and some seconds have gone by.
    """
    ours, theirs = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=_work, args=(theirs, where, sort, encrypted, seed), daemon=False)
    process.start()
    theirs.close()
    told: list[dict[str, Any]] = []
    deadline = None
    while True:
        if deadline is None and len(told) > at[0]:
            deadline = time.monotonic() + at[1]
        if not ours.poll(None if deadline is None else max(deadline - time.monotonic(), 0.0)):
            process.kill()
            break
        try:
            told.append(ours.recv())
        except (EOFError, OSError):
            break
    told += _rest(ours)
    process.join()
    ours.close()
    return told, process.exitcode == 0


def _rest(ours: Connection) -> list[dict[str, Any]]:
    """Return what lay in the pipe when the process ended; it was told before, so it counts."""
    told = []
    with contextlib.suppress(EOFError, OSError):  # the end of the pipe, which is what is waited for
        while ours.poll(5):
            told.append(ours.recv())
    return told


def _work(pipe: Connection, where: Path, sort: str, encrypted: bool, seed: int) -> None:
    """What the victim does."""
    pipe.send({"ready": True})
    _carry_out(pipe.send, where, sort, encrypted, seed)
    pipe.send({"closed": True})


def _carry_out(tell: Told, where: Path, sort: str, encrypted: bool, seed: int) -> None:
    with Station.open(where / "a.station", passphrase=PASSPHRASE if encrypted else None) as station:
        doing = Work(station, where, random.Random(seed), tell, number=1000)
        doing.run(STEPS[sort], "edits" if sort == "migrations" else sort)


def _one(where: Path, ready: Prepared, rng: random.Random, found: Kills) -> None:
    shutil.copy(ready.file, where / "a.station")
    at = (rng.randrange(0, ready.steps + 1), rng.uniform(0, 2 * ready.span / ready.steps))
    told, ended = _victim(where, ready.sort, ready.encrypted, rng.randrange(1 << 30), at)
    found.done += 1
    found.in_the_middle += not ended
    try:
        _check(where, dict(ready.state), told, ready.encrypted, found)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what this looks for
        found.faults.append(f"{ready.sort}{' encrypted' if ready.encrypted else ''}: {type(error).__name__}: {error}")


def _check(where: Path, state: dict[str, Any], told: list[dict[str, Any]], encrypted: bool, found: Kills) -> None:
    """Raise if anything confirmed is missing, a step was half done, or a file is not sound."""
    will: dict[str, Any] = {}
    for said in told:
        if "will" in said:
            will = said["will"]
        elif "did" in said:
            state, will = after(state, will), {}
            found.confirmed += 1
        elif "backup" in said:
            _check_file(where / said["backup"], [said["state"]], encrypted)
            found.backups += 1
    _check_file(where / "a.station", [state, after(state, will)], encrypted)
    for other in where.glob("backup-*.station"):  # the one under way is whole, or it is not there
        _check_file(other, None, encrypted)


def _check_file(file: Path, states: list[dict[str, Any]] | None, encrypted: bool) -> None:
    with Station.open(file, passphrase=PASSPHRASE if encrypted else None) as station:
        sound = station.verify()
        assert sound.sound, sound.problems[:3]
        held = state_of(station)
    if states is None or any(held == s for s in states):
        return
    lost = {k: v for k, v in states[0].items() if held.get(k) != v}
    more = {k: v for k, v in held.items() if states[0].get(k) != v}
    raise AssertionError(f"{file.name}: {len(lost)} of {len(states[0])} not as confirmed: {list(lost)[:3]}; else {list(more)[:3]}")

