"""Work on the file as a whole: a backup put back, another passphrase, erasing with its sweep; told as `work` tells its steps.

With a passphrase in it, ``will`` says under which one the file may be from now on, and ``did`` under which one it is. What a
backup is told with is the passphrase that opens it.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.torture.work import WHO, State, Told, Work, after, state_of
from data.backups.back import put_back
from data.keeping.erase import erase
from data.keeping.plan import make_plan
from data.query import Query, Where
from data.store import Station
from data.store.rekey import change_passphrase

OURS = "人"  # names of people whom a step of `Work` made, each a name that no other begins with


@dataclass
class Errands:
    """Errands on one station file, each after some edits."""

    file: Path
    passphrase: str | None
    rng: random.Random
    tell: Told
    number: int = 1000

    def run(self, times: int, sort: str) -> None:
        """Do an errand of a sort so many times: "restores", "keys" or "erasing"."""
        for _ in range(times):
            self._sorts()[sort]()

    def _sorts(self) -> dict[str, Callable[[], None]]:
        return {"restores": self.restore, "keys": self.change_key, "erasing": self.erase}

    def _edits(self, station: Station, steps: int = 2) -> State:
        work = Work(station, self.file.parent, self.rng, self.tell, number=self.number)
        work.run(steps, "edits")
        self.number = work.number + 1
        return work.state

    def restore(self) -> None:
        """Back up, go on, and put the backup back; what was there before is kept aside."""
        copy = self.file.with_name(f"backup-{self.number}.station")
        with Station.open(self.file, passphrase=self.passphrase) as station:
            then = self._edits(station)
            station.backup(copy)
            self._told(copy, then)
            now = self._edits(station)
            key, moment, zone, session = station._engine.door.key, station.clock.now(), station.zone, station.session
        back = dict.fromkeys(now.keys() - then.keys()) | {k: v for k, v in then.items() if now.get(k) != v}
        self.tell({"will": back})
        aside = put_back(copy, self.file, key, moment, zone, session=session)
        self.tell({"did": self.number})
        assert aside is not None
        self._told(aside, now)

    def _told(self, backup: Path, state: State) -> None:
        self.tell({"backup": backup.name, "state": state, "passphrase": self.passphrase})

    def change_key(self) -> None:
        """Give the file another passphrase; a plain one becomes encrypted."""
        with Station.open(self.file, passphrase=self.passphrase) as station:
            self._edits(station)
        new = f"金沙 station {self.number}"
        self.tell({"will": {}, "passphrase": new})
        change_passphrase(self.file, self.passphrase, new, who=WHO)
        self.passphrase = new
        self.tell({"did": self.number, "passphrase": new})

    def erase(self) -> None:
        """Erase somebody with all that is nothing without them; all pages are written anew behind it."""
        with Station.open(self.file, passphrase=self.passphrase) as station:
            state = self._edits(station, 3)
            people = sorted(k.removeprefix("person:") for k in state if k.startswith(f"person:{OURS}"))
            if not people:
                return
            name = self.rng.choice(people)
            found = station.first(Query("person", (Where("name", "is", name),)))
            assert found is not None
            plan = make_plan(station, {"person": [found.id]}, needed=True)
            difference = {k: None for k in state if k == f"person:{name}" or k.startswith(f"file:{name}:")}
            self.tell({"will": difference})
            erase(station, plan, who=WHO, basis="保存期满")
            self.tell({"did": self.number, "erased": name})
            assert after(state, difference) == state_of(station)
