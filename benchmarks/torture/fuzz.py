"""Inputs changed at random, given to every reader by its door: each ends in something read or in a sentence, in time.

The doors (`doors.DOORS`) are opened in processes like the console's; one that ends by itself, or takes longer than the limit for
one input, is a fault with the input that did it, and another goes on behind it. What the program reads apart (`data.isolated`) is
read apart here too: that process may crash or be stopped, the console must only say so.

How many inputs came to which door is told; those whose readers run apart take fifty times as long as a message of the gateway and
are fewer. Each input is made from its number alone, so that one that did something can be made again.
"""

from __future__ import annotations

import multiprocessing as mp
import random
import shutil
import tempfile
import time
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from benchmarks.torture import doors
from benchmarks.torture.mutate import changed, changed_inside
from benchmarks.torture.seeds import Seed, a_round, make_seeds
from benchmarks.torture.work import in_memory, quick_keys, told
from data.errors import WatchroomError
from data.isolated import apart
from data.store import Station

LIMIT = 60.0  # seconds that a small input may take on a machine that does other work too
BATCH = 2_000  # inputs that one process is given
CONTEXT: Any = mp.get_context("fork" if "fork" in mp.get_all_start_methods() else "spawn")


@dataclass
class Fuzz:
    """What came of the inputs: how many were taken, refused with a sentence, and each fault found."""

    done: int = 0
    taken: int = 0
    refused: int = 0
    stopped_apart: int = 0  # of those refused: the reader apart crashed or went over its limits
    slowest: float = 0.0
    slowest_was: str = ""
    doors: dict[str, int] = field(default_factory=dict)
    taken_by: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def run(count: int, seed: int = 1, first: int = 0) -> Fuzz:
    """Give so many inputs to the doors, all sorts mixed; ``first`` is the number of the first."""
    found = Fuzz()
    with tempfile.TemporaryDirectory(prefix="watchroom-fuzz-", dir=in_memory()) as name, quick_keys():
        folder = Path(name)
        seeds = a_round(make_seeds(folder / "seeds"))
        doors.prepare(folder / "a.station")
        for start in range(first, first + count, BATCH):
            _batch(folder, seeds, range(start, min(start + BATCH, first + count)), seed, found)
    return found


def _batch(folder: Path, seeds: list[Seed], numbers: range, seed: int, found: Fuzz) -> None:
    """Have a process read some inputs; one that ends is followed by another, which goes on after the input that ended it."""
    at = numbers.start
    while at < numbers.stop:
        ours, theirs = CONTEXT.Pipe(duplex=False)
        process = CONTEXT.Process(target=_read_some, args=(theirs, folder, seeds, range(at, numbers.stop), seed))
        process.start()
        theirs.close()
        while at < numbers.stop:
            said, hangs = _next(ours)
            given = seeds[at % len(seeds)]
            found.done += 1
            found.doors[given.door] = found.doors.get(given.door, 0) + 1
            if said is None:
                process.kill()
                process.join()
                how = "hangs" if hangs else f"ended the process ({process.exitcode})"
                found.faults.append(f"{given.door} {given.name} (number {at}): {how}")
                at += 1
                break
            _count(said, given, found)
            at += 1
        process.join(5)
        process.kill()
        process.join()
        ours.close()


def _next(pipe: Connection) -> tuple[Any, bool]:
    """Return what the process says next; None where it said nothing, and whether it still runs."""
    try:
        return (pipe.recv(), False) if pipe.poll(LIMIT) else (None, True)
    except (EOFError, OSError):
        return None, False


def _count(said: tuple[str, float, str], given: Seed, found: Fuzz) -> None:
    how, seconds, what = said
    if seconds > found.slowest:
        found.slowest, found.slowest_was = round(seconds, 2), f"{given.door} {given.name}"
    if how == "taken":
        found.taken += 1
        found.taken_by[given.door] = found.taken_by.get(given.door, 0) + 1
    elif how == "refused":
        found.refused += 1
        found.stopped_apart += "中途停止" in what or "已经停止" in what
    else:
        found.faults.append(what)


def _read_some(pipe: Connection, folder: Path, seeds: list[Seed], numbers: range, seed: int) -> None:
    where = Path(tempfile.mkdtemp(dir=folder))
    shutil.copy(folder / "a.station", where / "a.station")
    room = doors.Room(where, Station.open(where / "a.station"))
    for number in numbers:
        given = seeds[number % len(seeds)]
        file = _written(given, where, random.Random(f"{seed}/{number}"))
        start = time.perf_counter()
        how, what = "taken", ""
        try:
            doors.DOORS[given.door](room, file)
        except WatchroomError as error:
            how, what = "refused", error.message
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is what this looks for
            how, what = "fault", f"{given.door} {given.name} (number {number}): {told(error)}"
        pipe.send((how, time.perf_counter() - start, what))
        shutil.rmtree(file.parent)
    room.close()
    apart.close_all()
    shutil.rmtree(where, ignore_errors=True)


def _written(given: Seed, where: Path, rng: random.Random) -> Path:
    """Write a changed copy of an input, with what lies beside it, into a folder of its own."""
    folder = where / "in"
    folder.mkdir()
    for name, content in given.beside.items():
        (folder / name).write_bytes(changed(content, rng) if rng.random() < 0.3 else content)
    file = folder / given.name
    inside = given.packed and rng.random() < 0.7
    file.write_bytes(changed_inside(given.content, rng) if inside else changed(given.content, rng))
    return file
