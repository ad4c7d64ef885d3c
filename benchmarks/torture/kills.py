"""Processes killed at random moments of their work on a station; what they had confirmed must be in the file.

The work is edits (with undo, attachments, looks), imports, backups, files of every earlier format being brought up to date, backups
being put back, passphrases being changed, and erasing with the sweep that writes all pages anew. A victim tells through a pipe what
it is about to do and what was confirmed; it gets SIGKILL at a random moment of a random step. Then the file is opened as ever: it
must be sound, and hold all that was confirmed and of the step under way all or nothing. So must every backup that was finished, and
what was there before a backup was put back; and of somebody whose erasing was confirmed no byte may be left in a plain file.

Files lie in memory where the system has such a place: a killed process loses nothing that it gave to the system.
"""

from __future__ import annotations

import contextlib
import multiprocessing as mp
import random
import shutil
import tempfile
import time
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from benchmarks.torture.errands import Errands
from benchmarks.torture.old_files import OldFiles
from benchmarks.torture.work import PASSPHRASE, State, Told, Work, after, in_memory, quick_keys, state_of
from benchmarks.torture.work import told as told_of
from data.errors import NotAllowed
from data.store import Station

# Each twentieth kill hits the same sort of work; the first seven are one of each.
ORDER = ("edits", "imports", "migrations", "backups", "restores", "keys", "erasing", "migrations", "edits", "imports",
         "migrations", "edits", "restores", "migrations", "imports", "keys", "backups", "migrations", "edits",
         "erasing")  # fmt: skip
STEPS = {"edits": 30, "imports": 4, "backups": 12, "migrations": 4}
ERRANDS = {"restores": 3, "keys": 3, "erasing": 3}
# What each sort tells when nobody kills it, about: the beginning, two things a step, the end.
TELLS = {**{sort: 2 * steps for sort, steps in STEPS.items()}, "restores": 33, "keys": 18, "erasing": 24}
LONG = ("migrations", 0.15)  # half of these victims are killed while the file is opened: seconds that this takes, about
FIRST_GUESS = 0.01  # seconds between two things told
# Where there is no fork (Windows) each victim takes a second to start, and is killed all the same.
CONTEXT: Any = mp.get_context("fork" if "fork" in mp.get_all_start_methods() else "spawn")


@dataclass
class Kills:
    """What came of the kills: how many, at which work, and each fault found."""

    done: int = 0
    too_late: int = 0  # victims that came to their end before they were killed; looked at like the others, and not counted
    confirmed: int = 0  # steps confirmed before the kill, all of them found again
    backups: int = 0
    erased: int = 0  # people of whom no byte was left
    sorts: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Victim:
    """What is killed: a copy of a station at work of a sort; ``old`` is the stored file that it began as."""

    sort: str
    file: Path
    passphrase: str | None
    state: State
    old: str = ""


def run(count: int, seed: int = 1, first: int = 0) -> Kills:
    """Kill so many processes, the sorts of work in turn, half the files encrypted; ``first`` is the number of the first."""
    found = Kills()
    with tempfile.TemporaryDirectory(prefix="watchroom-kills-", dir=in_memory()) as name, quick_keys():
        killer = _Killer(Path(name), found)
        for number in range(first, first + count):
            killer.kill(number, random.Random(f"{seed}/{number}"))
    return found


class _Killer:
    """Prepares stations once, and kills work on copies of them."""

    def __init__(self, folder: Path, found: Kills) -> None:
        self._folder, self._found = folder, found
        self._old = OldFiles(folder)
        self._made: dict[bool, tuple[Path, State]] = {}
        self._pauses: dict[str, float] = {}  # mean seconds between two things told, by sort
        self._tells = dict(TELLS)

    def kill(self, number: int, rng: random.Random) -> None:
        """Kill one process and look at what it left; one that was quicker is followed by another."""
        while self._try_to(number, rng):
            self._found.too_late += 1
        self._found.done += 1

    def _try_to(self, number: int, rng: random.Random) -> bool:
        """Have a process work, try to kill it, and look at what it left; returns whether it had come to its end."""
        sort, encrypted = ORDER[number % len(ORDER)], number // len(ORDER) % 2 == 1
        where = self._folder / str(number)
        where.mkdir()
        victim = self._victim(where, sort, encrypted, number)
        told, ended = self._killed(victim, rng)
        found = self._found
        if ended:
            self._tells[sort] = max(min(self._tells[sort], len(told)) - 1, 1)
        else:
            found.sorts[sort] = found.sorts.get(sort, 0) + 1
        try:
            _check(victim, told, found)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what this looks for
            name = f"number {number}: {sort} {victim.old}{' encrypted' if encrypted else ''}"
            found.faults.append(f"{name} after {len(told)}: {told_of(error)}")
        shutil.rmtree(where)
        return ended

    def _victim(self, where: Path, sort: str, encrypted: bool, number: int) -> Victim:
        passphrase, file = PASSPHRASE if encrypted else None, where / "a.station"
        if sort == "migrations":
            old = self._old.chosen(number, passphrase)
            shutil.copy(old.file, file)
            return Victim(sort, file, passphrase, old.state, old.name)
        if encrypted not in self._made:
            self._made[encrypted] = _prepared(self._folder, passphrase)
        made, state = self._made[encrypted]
        shutil.copy(made, file)
        return Victim(sort, file, passphrase, state)

    def _killed(self, victim: Victim, rng: random.Random) -> tuple[list[dict[str, Any]], bool]:
        """Have the work done by a process and kill it; return what it had told, and whether it came to its end before."""
        pause = self._pauses.get(victim.sort, FIRST_GUESS)
        at, wait = rng.randrange(self._tells[victim.sort]), rng.uniform(0, 2 * pause)
        if victim.sort == LONG[0] and rng.random() < 0.5:
            at, wait = 0, rng.uniform(0, LONG[1])
        told, ended, lasted = _run_until(victim, rng.randrange(1 << 30), at, wait)
        self._pauses[victim.sort] = (3 * pause + lasted / max(len(told), 1)) / 4
        return told, ended


def _prepared(folder: Path, passphrase: str | None) -> tuple[Path, State]:
    """Make a small station, and do everything once here, so that what loads late is loaded when the victims begin."""
    file = folder / f"{passphrase is not None}.station"
    with Station.create(file, "金沙", origin=(121.5, 31.2), passphrase=passphrase) as station:
        work = Work(station, folder, random.Random(0), lambda _said: None)
        work.run(3, "edits")
        if passphrase is None:
            work.run(2, "imports")
        return file, state_of(station)


def _run_until(victim: Victim, seed: int, at: int, wait: float) -> tuple[list[dict[str, Any]], bool, float]:
    """Run the work in a process of its own until it has told more than ``at`` things, and some seconds longer.

    Returns what it had told, whether it came to its end, and how long it was at work.
    """
    ours, theirs = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=_work, args=(theirs, victim, seed), daemon=False)
    process.start()
    theirs.close()
    told: list[dict[str, Any]] = []
    began, deadline = time.monotonic(), None
    while True:
        if deadline is None and len(told) > at:
            deadline = time.monotonic() + wait
        if not ours.poll(None if deadline is None else max(deadline - time.monotonic(), 0.0)):
            process.kill()
            break
        try:
            told.append(ours.recv())
        except (EOFError, OSError):
            break
    lasted = time.monotonic() - began
    told += _rest(ours)
    process.join()
    ours.close()
    return told, process.exitcode == 0, lasted


def _rest(ours: Connection) -> list[dict[str, Any]]:
    """Return what lay in the pipe when the process ended; it was told before, so it counts."""
    told = []
    with contextlib.suppress(EOFError, OSError):  # the end of the pipe, which is what is waited for
        while ours.poll(5):
            told.append(ours.recv())
    return told


def _work(pipe: Connection, victim: Victim, seed: int) -> None:
    """What the victim does."""
    pipe.send({"ready": True})
    _carry_out(pipe.send, victim, random.Random(seed))
    pipe.send({"closed": True})


def _carry_out(tell: Told, victim: Victim, rng: random.Random) -> None:
    if victim.sort in ERRANDS:
        Errands(victim.file, victim.passphrase, rng, tell).run(ERRANDS[victim.sort], victim.sort)
        return
    with Station.open(victim.file, passphrase=victim.passphrase) as station:
        doing = Work(station, victim.file.parent, rng, tell, number=1000)
        doing.run(STEPS[victim.sort], "edits" if victim.sort == "migrations" else victim.sort)


class Followed:
    """What was told: the state as confirmed and as with the step under way, passphrases likewise; backups; who was erased."""

    def __init__(self, state: State, passphrase: str | None) -> None:
        self.states = [state, state]
        self.passphrases = [passphrase, passphrase]
        self.backups: dict[str, tuple[State, str | None]] = {}  # by name: what it holds, and what opens it
        self.erased: list[str] = []
        self.confirmed = 0

    def take(self, said: dict[str, Any]) -> None:
        """Go on by one thing told."""
        if "will" in said:
            self.states[1] = after(self.states[0], said["will"])
            self.passphrases[1] = said.get("passphrase", self.passphrases[0])
        elif "did" in said:
            self.states[0], self.passphrases[0] = self.states[1], self.passphrases[1]
            self.confirmed += 1
            self.erased += [said["erased"]] if "erased" in said else []
        elif "backup" in said:
            self.backups[said["backup"]] = said["state"], said.get("passphrase", self.passphrases[0])


def check_whole(file: Path, states: list[State] | None, passphrases: list[str | None]) -> None:
    """Raise if a file is not sound, or holds none of the states (None: any will do)."""
    with _opened(file, passphrases) as station:
        sound = station.verify()
        assert sound.sound, (file.name, *sound.problems[:3])
        held = state_of(station)
    if states is None or held in states:
        return
    lost = {k: v for k, v in states[0].items() if held.get(k) != v}
    more = {k: v for k, v in held.items() if states[0].get(k) != v}
    which = f"{len(lost)} of {len(states[0])} not as confirmed: {list(lost)[:3]}; else {list(more)[:3]}"
    raise AssertionError(f"{file.name}: {which}")


def _opened(file: Path, passphrases: list[str | None]) -> Station:
    """Open a file with the first passphrase that it takes."""
    try:
        return Station.open(file, passphrase=passphrases[0])
    except NotAllowed:
        if passphrases[-1] == passphrases[0]:
            raise
        return Station.open(file, passphrase=passphrases[-1])


def _check(victim: Victim, told: list[dict[str, Any]], found: Kills) -> None:
    """Raise if anything that a victim had confirmed is not there."""
    followed, file = Followed(victim.state, victim.passphrase), victim.file
    for said in told:
        followed.take(said)
    check_whole(file, followed.states, followed.passphrases)  # first: opening it finishes what a restore had begun
    for name, (state, passphrase) in followed.backups.items():
        check_whole(file.with_name(name), [state], [passphrase])
    for other in file.parent.glob("*.station"):  # a copy under way is whole, or it is not there
        if other != file and other.name not in followed.backups:
            check_whole(other, followed.states if other.name.startswith(file.stem) else None, followed.passphrases)
    found.confirmed += followed.confirmed
    found.backups += len(followed.backups)
    if followed.erased and followed.passphrases == [None, None]:
        left = [name for name in followed.erased if name.encode() in file.read_bytes()]
        assert not left, f"erased and still there: {left}"
        found.erased += len(followed.erased)
