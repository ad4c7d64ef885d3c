"""Work on a station that tells what it is about to do and what was confirmed, so that another process can check both.

What a station holds is written as one flat dict, its *state*: ``person:NAME`` to a text, ``file:NAME`` to a digest,
``setting:NAME`` to a value. A step says beforehand how the state will differ (None for what goes), and afterwards that it was
confirmed. Whoever looks at the file then must find all that was confirmed, and of the step under way either all or nothing.
"""

from __future__ import annotations

import csv
import hashlib
import os
import random
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.exchange.importer import import_file
from data.query import Query, Where
from data.records import Edit
from data.store import Station, connect

WHO = "王警官"
PASSPHRASE = "金沙 station 2026"
MEMORY = Path("/dev/shm")
MADE = "之"  # in the name of everybody whom this work adds; others may have what links to them
MANY = 2_200  # records in a large set: its search tokens are made after the commit
State = dict[str, Any]
Difference = dict[str, Any]
Told = Callable[[dict[str, Any]], None]


def in_memory() -> str | None:
    """Return a folder that lies in memory, None where the system has none: what is tried is not how fast a disk is."""
    return str(MEMORY) if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) else None


@contextmanager
def quick_keys() -> Iterator[None]:
    """Derive keys of new files in no time: Argon2id is slow and large on purpose, and is not what is tried here."""
    usual = connect.DERIVATIONS[connect.DERIVATION]
    connect.DERIVATIONS[connect.DERIVATION] = (1, 8, 1)
    try:
        yield
    finally:
        connect.DERIVATIONS[connect.DERIVATION] = usual


def told(error: BaseException) -> str:
    """Return what an error says and where it arose, for whoever mends it."""
    places = [f"{Path(step.filename).name}:{step.lineno}" for step in traceback.extract_tb(error.__traceback__)[-4:]]
    return f"{type(error).__name__}: {str(error)[:300]} ({' > '.join(places)})"


def state_of(station: Station) -> State:
    """Return what a station holds, as far as this work touches it."""
    people = station.columns(Query("person"), ["name", "work"])
    files = station.columns(Query("attachment"), ["file_name", "digest"])
    state: State = {f"person:{n}": w or "" for n, w in zip(people["name"], people["work"], strict=True)}
    state |= {f"file:{n}": d for n, d in zip(files["file_name"], files["digest"], strict=True)}
    said = station.setting("torture")
    return state if said is None else {**state, "setting:torture": said}


def after(state: State, difference: Difference) -> State:
    """Return the state that a difference leads to."""
    return {k: v for k, v in {**state, **difference}.items() if v is not None}


@dataclass
class Work:
    """Steps on one station. ``tell`` gets ``{"will": difference}`` before a step, ``{"did": ...}`` when it is confirmed."""

    station: Station
    folder: Path
    rng: random.Random
    tell: Told
    number: int = 0
    undoable: list[Difference] = field(default_factory=list)

    def run(self, steps: int, sort: str) -> None:
        """Do some steps of a sort: "edits", "imports" or "backups"."""
        self.state = state_of(self.station)
        for _ in range(steps):
            self.number += 1
            self._step(self._chosen(sort))

    def _chosen(self, sort: str) -> Callable[[], Iterator[Difference]]:
        if sort == "imports":
            return self.rng.choice((self.import_table, self.import_table, self.import_table, self.large, self.edit))
        if sort == "backups":
            return self.rng.choice((self.back_up, self.back_up, self.edit))
        return self.rng.choice((self.edit, self.edit, self.edit, self.undo, self.attach, self.set, self.reveal))

    def _step(self, step: Callable[[], Iterator[Difference]]) -> None:
        """A step yields its difference first; going on with it does the work."""
        doing = step()
        difference = next(doing)
        self.tell({"will": difference})
        for _ in doing:
            raise AssertionError("a step yields once")
        self.state = after(self.state, difference)
        self.tell({"did": self.number})

    def _people(self) -> list[str]:
        return sorted(k.removeprefix("person:") for k in self.state if k.startswith("person:"))

    def _some(self, most: int) -> list[str]:
        people = self._people()
        return self.rng.sample(people, min(self.rng.randint(0, most), len(people)))

    def _id(self, name: str) -> int:
        found = self.station.first(Query("person", (Where("name", "is", name),)))
        assert found is not None
        return found.id

    def edit(self) -> Iterator[Difference]:
        """Add, change and remove a few in one change set."""
        new = {f"人{self.number}之{n}": f"第{self.number}步" for n in range(self.rng.randint(1, 4))}
        changed, removed = dict.fromkeys(self._some(3), f"改于{self.number}"), [n for n in self._some(1) if MADE in n]
        held = {k.split(":")[1] for k in self.state if k.startswith("file:")}
        removed = [n for n in removed if n not in changed and n not in held]
        difference: Difference = {f"person:{n}": w for n, w in {**new, **changed}.items()} | {f"person:{n}": None for n in removed}
        edits = [Edit("person", None, {"name": n, "work": w}) for n, w in new.items()]
        edits += [Edit("person", self._id(n), {"work": w}) for n, w in changed.items()]
        edits += [Edit("person", self._id(n), None) for n in removed]
        back = {k: self.state.get(k) for k in difference}
        yield difference
        self.station.apply(edits, who=WHO, why="折腾")
        self.undoable = [back]

    def undo(self) -> Iterator[Difference]:
        """Take back the edit that was last, if nothing came between; else set something."""
        if not self.undoable:
            yield from self.edit()
            return
        yield self.undoable.pop()
        self.station.undo(who=WHO)

    def attach(self) -> Iterator[Difference]:
        """Attach a file to a person; it is named by the person, who then stays."""
        people = [n for n in self._people() if f"file:{n}:" not in "".join(self.state)]
        if not people:
            yield from self.edit()
            return
        name = self.rng.choice(people)
        content = self.rng.randbytes(self.rng.randint(1, 60_000))
        id = self._id(name)
        yield {f"file:{name}:{self.number}": hashlib.sha256(content).hexdigest()}
        self.station.attach("person", id, f"{name}:{self.number}", content, who=WHO)
        self.undoable = []

    def set(self) -> Iterator[Difference]:
        """Keep a setting."""
        yield {"setting:torture": self.number}
        self.station.set_setting("torture", self.number)

    def reveal(self) -> Iterator[Difference]:
        """Look at somebody: an entry in the journal, and nothing else."""
        people = self._people()
        if not people:
            yield from self.edit()
            return
        id = self._id(self.rng.choice(people))
        yield {}
        self.station.reveal("person", id, ["phone"], who=WHO, reason="核实")
        self.undoable = []

    def large(self) -> Iterator[Difference]:
        """Add very many in one change set."""
        names = [f"众{self.number}之{n}" for n in range(MANY)]
        yield {f"person:{n}": "众" for n in names}
        self.station.apply([Edit("person", None, {"name": n, "work": "众"}) for n in names], who=WHO, why="折腾")
        self.undoable = []

    def import_table(self) -> Iterator[Difference]:
        """Import a table of people."""
        count = self.rng.choice((20, 20, 400, MANY))
        names = [f"表{self.number}之{n}" for n in range(count)]
        path = self.folder / f"{self.number}.csv"
        with path.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([["姓名", "工作单位"], *([n, "表"] for n in names)])
        yield {f"person:{n}": "表" for n in names}
        report = import_file(self.station, path, kind="person", who=WHO)
        assert report.added == count, report
        self.undoable = []

    def back_up(self) -> Iterator[Difference]:
        """Write a backup; it is told with the state that it must hold."""
        out = self.folder / f"backup-{self.number}.station"
        yield {}
        self.station.backup(out)
        self.tell({"backup": out.name, "state": self.state})
