"""Power cuts: a day's work is recorded write by write, and the power goes at random points of it, again and again.

A day begins with a stored file of an earlier format that a new version of the program brings up to date, plain or encrypted; then
there are edits, imports, backups, a backup is put back, the passphrase changes, and somebody is erased, with the sweep behind it.
Half of the cuts come at any moment; the other half while a file gets its name, which is a handful of moments among thousands of
writes: a backup that was written, one that takes the station's place, the file under its new passphrase.

Each cut leaves the files as `disk` says. Opened as ever, the station must be sound and hold all that was confirmed, and of the step
under way all or nothing; each finished backup must be there, whole. A copy that was found whole is not looked at twice.
"""

from __future__ import annotations

import hashlib
import random
import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.torture.disk import Disk, Recorder
from benchmarks.torture.errands import Errands
from benchmarks.torture.kills import Followed, check_whole
from benchmarks.torture.old_files import FILES, OldFile, OldFiles
from benchmarks.torture.work import PASSPHRASE, Work, in_memory, quick_keys, told
from data.store import Station
from data.store.replacing import NOTE

FILE = "a.station"
Parts = tuple[tuple[str, int], ...]  # of a day: a sort of work, and how many steps
EACH = 12  # cuts of one day, at least
NEAR = 4  # events before and after a file is given a name at which the power goes in half of the cuts
DAY = (("edits", 15), ("imports", 3), ("backups", 3), ("restores", 1), ("keys", 1), ("erasing", 1), ("edits", 6))
SHORT_DAY = (("edits", 5), ("backups", 1), ("restores", 1), ("keys", 1), ("erasing", 1))  # where few cuts are asked for


@dataclass
class Cuts:
    """What came of the cuts: how many, on how many days, within how many writes, and each fault found."""

    done: int = 0
    days: int = 0
    writes: int = 0
    lost_writes: int = 0  # not yet synced when the power went, all cuts together
    renaming: int = 0  # cuts at which some name was not yet sure to last
    replacing: int = 0  # of those, while one file took the place of a station
    backups: int = 0
    faults: list[str] = field(default_factory=list)


def run(count: int, seed: int = 1, first: int = 0) -> Cuts:
    """Cut the power so many times, on as many days as there are stored files, half of them encrypted."""
    found = Cuts()
    days = [(stored, locked) for locked in (False, True) for stored in FILES]
    days = days[:: max(1, len(days) * EACH // max(count, 1))] if count < len(days) * EACH else days
    with tempfile.TemporaryDirectory(prefix="watchroom-cuts-", dir=in_memory()) as name, quick_keys():
        old = OldFiles(Path(name))
        for number, (stored, locked) in enumerate(days):
            share = count // len(days) + (number < count % len(days))
            passphrase = PASSPHRASE if locked else None
            rng = random.Random(f"{seed}/{first}/{number}")
            parts = DAY if count >= EACH else SHORT_DAY
            day = _Day(Path(name) / f"{number}", old.unpacked(stored, passphrase), passphrase, rng, parts)
            found.days += 1
            found.writes += Counter(e.sort for e in day.events)["write"]
            day.cut(share, found)
    return found


class _Day:
    """What was written over a day, and what cuts of it leave."""

    def __init__(self, folder: Path, old: OldFile, passphrase: str | None, rng: random.Random, parts: Parts) -> None:
        self._folder, self._old, self._passphrase, self._rng = folder, old, passphrase, rng
        self._whole: set[str] = set()  # digests of copies that were found to hold what they must
        folder.mkdir()
        shutil.copy(old.file, folder / FILE)
        self._start = {FILE: (folder / FILE).read_bytes()}
        recorder = Recorder(folder.resolve())
        with recorder.installed():
            self._work(recorder, parts)
        self.events = recorder.events

    def _work(self, recorder: Recorder, parts: Parts) -> None:
        passphrase, number = self._passphrase, 1000
        for sort, steps in parts:
            if sort in ("restores", "keys", "erasing"):
                errands = Errands(self._folder / FILE, passphrase, self._rng, recorder.mark, number)
                errands.run(steps, sort)
                passphrase = errands.passphrase
            else:
                with Station.open(self._folder / FILE, passphrase=passphrase) as station:  # closing is part of the day
                    Work(station, self._folder, self._rng, recorder.mark, number=number).run(steps, sort)
            number += 100

    def cut(self, count: int, found: Cuts) -> None:
        """Cut the power so many times, one time after the other on the same day."""
        points = sorted(self._anywhere(count - count // 2) + self._near_names(count // 2))
        disk, followed, at = Disk(self._start), Followed(self._old.state, self._passphrase), 0
        for point in points:
            for event in self.events[at:point]:
                disk.take(event)
                if event.mark is not None:
                    followed.take(event.mark)
            at = point
            found.done += 1
            found.lost_writes += sum(map(len, disk.since.values()))
            found.renaming += disk.renaming
            found.replacing += any(name.endswith(NOTE) for name in disk.names)
            try:
                found.backups += self._check(disk.cut(self._rng), followed)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is what this looks for
                name = f"{self._old.name}{' encrypted' if self._passphrase else ''}"
                found.faults.append(f"{name}, event {point} of {len(self.events)}: {told(error)}")

    def _anywhere(self, count: int) -> list[int]:
        """Return moments of the day, as numbers of events that have happened by then."""
        return self._rng.choices(range(1, len(self.events) + 1), k=count)

    def _near_names(self, count: int) -> list[int]:
        """Return moments at which a file is given the name that it is known by, or just was, or is about to be."""
        named = [n for n, event in enumerate(self.events, 1) if event.sort in ("rename", "link")]
        if not named:
            return self._anywhere(count)
        near = [self._rng.choice(named) + self._rng.randint(-NEAR, NEAR) for _ in range(count)]
        return [min(max(moment, 1), len(self.events)) for moment in near]

    def _check(self, files: dict[str, bytes], followed: Followed) -> int:
        """Raise if the files that a cut has left do not hold what was confirmed; return how many backups they hold."""
        where = self._folder / "cut"
        shutil.rmtree(where, ignore_errors=True)
        where.mkdir()
        for name, content in files.items():
            (where / name).write_bytes(content)
        check_whole(where / FILE, followed.states, followed.passphrases)
        for name, (state, passphrase) in followed.backups.items():
            assert (where / name).exists(), f"{name} was confirmed and is not there"
            digest = hashlib.sha256(b"".join((where / f"{name}{ending}").read_bytes() for ending in ("", "-wal")
                                             if (where / f"{name}{ending}").exists())).hexdigest()  # fmt: skip
            if digest not in self._whole:
                check_whole(where / name, [state], [passphrase])
                self._whole.add(digest)
        return len(followed.backups)
