"""Power cuts: a day's work is recorded write by write, and the power goes at random points of it, again and again."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.torture.disk import Disk, Event, Recorder
from benchmarks.torture.work import PASSPHRASE, Work, after, state_of
from data.store import Station

FILE = "a.station"


@dataclass
class Cuts:
    """What came of the cuts: how many, within how many writes, and each fault found."""

    done: int = 0
    writes: int = 0
    lost_writes: int = 0  # not yet synced when the power went, all cuts together
    backups: int = 0
    faults: list[str] = field(default_factory=list)


def run(count: int, seed: int = 1, first: int = 0) -> Cuts:
    """Cut the power so many times, half of them over an encrypted station."""
    found = Cuts()
    for encrypted in (False, True):
        with tempfile.TemporaryDirectory(prefix="watchroom-cuts-") as name:
            folder = Path(name)
            rng = random.Random(f"{seed}/{first}/{encrypted}")
            start, state, events = _recorded(folder / "day", rng, encrypted)
            found.writes += Counter(e.sort for e in events)["write"]
            points = sorted(rng.choices(range(1, len(events) + 1), k=count // 2 + (count % 2 and encrypted)))
            _cut_all(folder, start, state, events, points, encrypted, rng, found)
    return found


def _recorded(folder: Path, rng: random.Random, encrypted: bool) -> tuple[dict[str, bytes], dict[str, Any], list[Event]]:
    """Return the files at the beginning, the state that they hold, and all that was written over the day."""
    folder.mkdir()
    passphrase = PASSPHRASE if encrypted else None
    with Station.create(folder / FILE, "金沙", origin=(121.5, 31.2), passphrase=passphrase) as station:
        Work(station, folder, random.Random(0), lambda _said: None).run(3, "edits")
        door = station._engine.door
        state = state_of(station)
    old = door.bare()
    old.execute("PRAGMA user_version = 1")  # the day begins with a new version of the program
    old.close()
    start = {p.name: p.read_bytes() for p in folder.iterdir()}
    recorder = Recorder(folder.resolve())
    with recorder.installed():
        number = 1000
        for sort, steps in (("edits", 25), ("imports", 4), ("backups", 6), ("edits", 15)):
            with Station.open(folder / FILE, passphrase=passphrase) as station:  # closing is part of the day
                Work(station, folder, rng, recorder.mark, number=number).run(steps, sort)
                number += 100
    return start, state, recorder.events


def _cut_all(folder: Path, start: dict[str, bytes], state: dict[str, Any], events: list[Event], points: list[int], encrypted: bool,
             rng: random.Random, found: Cuts) -> None:  # fmt: skip
    disk, will, at = Disk(start), {}, 0
    backups: dict[str, dict[str, Any]] = {}
    for point in points:
        for event in events[at:point]:
            disk.take(event)
            said = event.mark or {}
            if "will" in said:
                will = said["will"]
            elif "did" in said:
                state, will = after(state, will), {}
            elif "backup" in said:
                backups[said["backup"]] = said["state"]
        at = point
        found.done += 1
        found.lost_writes += sum(map(len, disk.since.values()))
        files = disk.cut(rng)
        try:
            _check(folder / "cut", files, [state, after(state, will)], backups, encrypted)
            found.backups += len(backups)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what this looks for
            where = f"event {point} of {len(events)}{' encrypted' if encrypted else ''}"
            found.faults.append(f"{where}: {type(error).__name__}: {error}")


def _check(where: Path, files: dict[str, bytes], states: list[dict[str, Any]], backups: dict[str, dict[str, Any]],
           encrypted: bool) -> None:  # fmt: skip
    """Raise if the files that a cut has left do not hold what was confirmed."""
    if where.exists():
        shutil.rmtree(where)
    where.mkdir()
    for name, content in files.items():
        (where / name).write_bytes(content)
    _check_file(where / FILE, states, encrypted)
    for name, state in backups.items():
        assert (where / name).exists(), f"{name} was confirmed and is not there"
        _check_file(where / name, [state], encrypted)


def _check_file(file: Path, states: list[dict[str, Any]], encrypted: bool) -> None:
    with Station.open(file, passphrase=PASSPHRASE if encrypted else None) as station:
        sound = station.verify()
        assert sound.sound, sound.problems[:3]
        held = state_of(station)
    lost = [k for k, v in states[0].items() if held.get(k) != v]
    assert held in states, f"{file.name}: {len(lost)} of {len(states[0])} not as confirmed: {lost[:3]}"
