"""Files changed at random, given to every reader by the one way in: each ends in records or in a sentence, in time.

The readers run in processes like the console's; one that ends by itself, or takes longer than the limit, is a fault with the file
that did it. What runs apart (`data.isolated`) may crash there: the console must only say so.
"""

from __future__ import annotations

import io
import multiprocessing as mp
import random
import shutil
import struct
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from benchmarks.torture.seeds import make_seeds
from data.errors import WatchroomError
from data.exchange.importer import import_file
from data.exchange.models.read import read_model
from data.store import Station

LIMIT = 60.0  # seconds that a small file may take on a machine that does other work too
BATCH = 500  # files that one process is given
CONTEXT: Any = mp.get_context("fork" if "fork" in mp.get_all_start_methods() else "spawn")
NUMBERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)
WORDS = (b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"../../../../etc/passwd", b"/vsicurl/http://127.0.0.1/", b"=cmd|'/c calc'!A1",
         b"{0.__class__}", b"1e999", b"NaN", b"-1", b"99999999999999999999", b"\xff\xfe\x00\xd8", b"%s%n",
         b"[" * 400, b"<a>" * 400)  # fmt: skip
UNPACKED = (".xlsx", ".ods", ".kmz", ".zip")  # mutated inside as often as outside


@dataclass
class Fuzz:
    """What came of the files: how many were taken, refused with a sentence, and each fault found."""

    done: int = 0
    taken: int = 0
    refused: int = 0
    stopped_apart: int = 0  # of those refused: the reader apart crashed or went over its limits
    slowest: float = 0.0
    faults: list[str] = field(default_factory=list)


def run(count: int, seed: int = 1, first: int = 0) -> Fuzz:
    """Give so many files to the readers, all formats in turn."""
    found = Fuzz()
    with tempfile.TemporaryDirectory(prefix="watchroom-fuzz-") as name:
        folder = Path(name)
        seeds = make_seeds(folder / "seeds")
        for start in range(first, first + count, BATCH):
            _batch(folder, seeds, range(start, min(start + BATCH, first + count)), seed, found)
    return found


def _batch(folder: Path, seeds: list[Path], numbers: range, seed: int, found: Fuzz) -> None:
    """Have a process read some files; one that ends is followed by another, which goes on after the file that ended it."""
    at = numbers.start
    while at < numbers.stop:
        ours, theirs = CONTEXT.Pipe(duplex=False)
        process = CONTEXT.Process(target=_read_some, args=(theirs, folder, seeds, range(at, numbers.stop), seed))
        process.start()
        theirs.close()
        while at < numbers.stop:
            said, hangs = _next(ours)
            at += 1
            found.done += 1
            if said is None:
                process.kill()
                process.join()
                how = "hangs" if hangs else f"ended the process ({process.exitcode})"
                found.faults.append(f"{seeds[(at - 1) % len(seeds)].name} (number {at - 1}): {how}")
                break
            _count(said, found)
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


def _count(said: tuple[str, float, str], found: Fuzz) -> None:
    how, seconds, what = said
    found.slowest = max(found.slowest, round(seconds, 2))
    if how == "taken":
        found.taken += 1
    elif how == "refused":
        found.refused += 1
        found.stopped_apart += "中途停止" in what or "已经停止" in what
    else:
        found.faults.append(what)


def _read_some(pipe: Connection, folder: Path, seeds: list[Path], numbers: range, seed: int) -> None:
    where = Path(tempfile.mkdtemp(dir=folder))
    station = Station.create(where / "a.station", "金沙", origin=(121.5, 31.2))
    for number in numbers:
        rng = random.Random(f"{seed}/{number}")
        file = _mutated(seeds[number % len(seeds)], where, rng)
        start = time.perf_counter()
        how, what = "taken", ""
        try:
            _read(station, file)
        except WatchroomError as error:
            how, what = "refused", error.message
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is what this looks for
            how, what = "fault", f"{file.name} (number {number}): {type(error).__name__}: {str(error)[:200]}"
        pipe.send((how, time.perf_counter() - start, what))
        for left in where.glob(f"{file.name.split('.')[0]}.*"):
            left.unlink()
    station.close()
    shutil.rmtree(where, ignore_errors=True)


def _read(station: Station, file: Path) -> None:
    """Give a file to its reader with all that a person would be asked for."""
    ending = file.suffix.lower()
    if ending in (".glb", ".obj"):  # what stands before it needs a building; the reader is meant here
        read_model(file)
        return
    datum = "EPSG:4326" if ending in (".jpg", ".png", ".tif") else None
    kind = {"点": "place", "楼": "building"}.get(file.stem) if ending in (".shp", ".fgb", ".tab", ".kml", ".kmz") else None
    import_file(station, file, kind=kind, datum=datum, who="a", dry_run=True)


def _mutated(seed: Path, folder: Path, rng: random.Random) -> Path:
    """Write a changed copy of a file, with what lies beside it."""
    for beside in seed.parent.glob(f"{seed.name.split('.')[0]}.*"):
        if beside.suffix in (".jgw", ".pgw", ".shx", ".dbf", ".prj", ".cpg", ".dat", ".map", ".id"):
            content = beside.read_bytes()
            (folder / beside.name).write_bytes(_changed(content, rng) if rng.random() < 0.3 else content)
    out = folder / seed.name
    content = seed.read_bytes()
    out.write_bytes(_changed_inside(content, rng) if seed.suffix in UNPACKED and rng.random() < 0.7 else _changed(content, rng))
    return out


def _changed_inside(content: bytes, rng: random.Random) -> bytes:
    """Change a part of a zip and pack it again, so that what lies behind the packing is reached."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as again:
        names = packed.namelist()
        chosen = rng.choice(names)
        for name in names:
            part = packed.read(name)
            again.writestr(name, _changed(part, rng) if name == chosen else part)
    return out.getvalue()


def _changed(content: bytes, rng: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(rng.choice((1, 1, 2, 4, 16))):
        rng.choice(_WAYS)(changed, rng)
    return bytes(changed)


def _flip(content: bytearray, rng: random.Random) -> None:
    if content:
        content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)


def _byte(content: bytearray, rng: random.Random) -> None:
    if content:
        content[rng.randrange(len(content))] = rng.randrange(256)


def _number(content: bytearray, rng: random.Random) -> None:
    """Put a number that is often forgotten into four bytes, either way round."""
    if len(content) > 4:
        at = rng.randrange(len(content) - 4)
        content[at : at + 4] = struct.pack(rng.choice("<>") + "I", rng.choice(NUMBERS))


def _cut(content: bytearray, rng: random.Random) -> None:
    del content[rng.randrange(len(content) + 1) :]


def _remove(content: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(content) + 1)
    del content[at : at + rng.randint(1, 64)]


def _repeat(content: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(content) + 1)
    piece = content[at : at + rng.randint(1, 200)]
    content[at:at] = piece * rng.choice((1, 2, 50, 1000))


def _insert(content: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(content) + 1)
    content[at:at] = rng.choice(WORDS)


def _swap(content: bytearray, rng: random.Random) -> None:
    a, b = sorted(rng.randrange(len(content) + 1) for _ in range(2))
    piece = bytes(content[a : a + 32])
    content[b : b + 32] = piece


_WAYS: tuple[Callable[[bytearray, random.Random], None], ...] = (
    _flip,
    _flip,
    _byte,
    _number,
    _cut,
    _remove,
    _repeat,
    _insert,
    _swap,
)
