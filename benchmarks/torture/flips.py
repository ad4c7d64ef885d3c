"""Bytes flipped in a station file: each is noticed by opening or `verify`, or it changes nothing that anybody can read.

One process opens, verifies and reads each flipped copy, which lies in memory where the system has such a place. What a sound file
tells is compared in two ways: every row of every table, those of the indexes included, each time (if all rows are as they were, and
`verify` found tables and indexes in agreement, nothing that is read from them can differ); and all that the station's own questions
answer, where a row differs and at every tenth copy besides.

Half of the bytes flipped are anywhere; the other half are none that is zero, for much of a plain file is room not used yet. Half
of the copies look to the machine as it left them (`data.store.known`), as after a fault of the disk: those are not looked through
when they are opened. The other half come from elsewhere and are.
"""

from __future__ import annotations

import hashlib
import random
import re
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import shapely
from sqlcipher3 import dbapi2

from benchmarks.torture.work import PASSPHRASE, WHO, Work, in_memory, quick_keys, told
from data.actors import PROGRAM
from data.errors import WatchroomError
from data.query import Area, Query
from data.records import Edit
from data.store import Station, known

TYPED = ("张伟", "zw", "人", "139", "金沙", "5栋")  # what is looked for before and after
HOUSES, CROWD = 24, 200
FRACTION = re.compile(r"\d+\.\d+")
EVERYWHERE = Area(bbox=(121.0, 31.0, 122.0, 32.0))


@dataclass
class Flips:
    """What came of the flips: how many at opening, how many by `verify`, how many in bytes that mean nothing, and faults."""

    done: int = 0
    at_opening: int = 0
    by_verify: int = 0
    harmless: int = 0
    read_whole: int = 0  # of those, by every question
    believed: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def run(count: int, seed: int = 1, first: int = 0) -> Flips:
    """Flip a byte so many times, half of them in an encrypted file; ``first`` is the number of the first."""
    found = Flips()
    with tempfile.TemporaryDirectory(prefix="watchroom-flips-", dir=in_memory()) as name, quick_keys():
        files = [Flipped.of(Path(name) / f"{encrypted}.station", PASSPHRASE if encrypted else None) for encrypted in (False, True)]
        for number in range(first, first + count):
            files[number % 2].flip(random.Random(f"{seed}/{number}"), number, found)
    return found


@dataclass(frozen=True, slots=True)
class Flipped:
    """A station file as it is, and all that it tells."""

    file: Path
    passphrase: str | None
    whole: bytes
    used: list[int]  # places of bytes that are not zero
    rows: str
    said: dict[str, Any]

    @classmethod
    def of(cls, file: Path, passphrase: str | None) -> Flipped:
        """Make a station and read it."""
        make_station(file, passphrase)
        whole = file.read_bytes()
        with Station.open(file, passphrase=passphrase) as station:
            rows, said = all_rows(station), everything(station)
        return cls(file, passphrase, whole, [n for n, byte in enumerate(whole) if byte], rows, said)

    def flip(self, rng: random.Random, number: int, found: Flips) -> None:
        """Flip a byte and see what comes of it."""
        at = rng.choice(self.used) if number // 2 % 2 else rng.randrange(len(self.whole))
        to = rng.randrange(1, 256)
        for leftover in ("-wal", "-shm"):
            Path(f"{self.file}{leftover}").unlink(missing_ok=True)
        self.file.write_bytes(self.whole[:at] + bytes([self.whole[at] ^ to]) + self.whole[at + 1 :])
        if number // 4 % 2:
            known.left(self.file)
        where = f"{'encrypted ' if self.passphrase else ''}byte {at} ^ {to} (number {number})"
        self._look(where, found, read_all=number // 2 % 10 == 0)

    def _look(self, where: str, found: Flips, *, read_all: bool) -> None:
        """Open, verify and read the file, and count what came of it."""
        found.done += 1
        try:
            with Station.open(self.file, passphrase=self.passphrase) as station:
                if not station.verify().sound:
                    found.by_verify += 1
                    return
                same = all_rows(station) == self.rows
                other = self.said if same and not read_all else everything(station)
        except WatchroomError:
            found.at_opening += 1
            return
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what this looks for
            found.faults.append(f"{where}: {told(error)}")
            return
        differing = _differing(self.said, other)
        found.read_whole += other is not self.said
        if differing:
            found.believed.append(f"{where}: {', '.join(differing)}")
        else:
            found.harmless += 1


def _differing(said: dict[str, Any], other: dict[str, Any]) -> list[str]:
    """Return what is told otherwise and not told to be so."""
    differing = [k for k in said if said[k] != other.get(k)]
    if differing == ["shelf"] and not other["shelf"]:
        return []  # it is worked out anew
    if differing == ["info", "batches"] and other["batches"][0][2] == PROGRAM:
        return []  # a declaration was not as it should be and was put right, which the journal tells
    return differing


def all_rows(station: Station) -> str:
    """Return a digest of every row of every table, and of what the file's head says of it; "" where one cannot be read.

    That happens where nobody asks for it: in the figures that SQLite keeps to judge how to ask.
    """
    try:
        return _digest(station)
    except dbapi2.Error:
        return ""


def _digest(station: Station) -> str:
    digest = hashlib.sha256()
    with station._engine.readers.lend() as connection:
        for pragma in ("user_version", "application_id", "encoding"):
            digest.update(repr(connection.execute(f"PRAGMA {pragma}").fetchone()).encode())
        schema = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY rowid").fetchall()
        digest.update(repr(schema).encode())
        for name in (name for sort, name, _, sql in schema if sort == "table" and not sql.startswith("CREATE VIRTUAL")):
            for row in connection.execute(f'SELECT * FROM "{name}"'):
                digest.update(repr(row).encode())
    return digest.hexdigest()


def make_station(file: Path, passphrase: str | None) -> None:
    """Make a station with something of everything: houses, people, files, settings, a large set, changes and an undo."""
    with Station.create(file, "金沙派出所", origin=(121.5, 31.2), passphrase=passphrase) as station:
        with station.editing(who=WHO, why="登记") as draft:
            for n in range(HOUSES):
                shape = shapely.box(121.5 + n * 1e-3, 31.2, 121.5005 + n * 1e-3, 31.2005)
                house = draft.add("building", {"name": f"金沙小区{n}栋", "compound": "金沙小区", "geometry": shape})
                home = draft.add("dwelling", {"building": house, "storey": 3, "unit": "2", "room": "301"})
                person = draft.add("person", {"name": f"张伟{n}", "phone": f"139012345{n:02d}", "gender": "male"})
                draft.add("residence", {"person": person, "dwelling": home, "since": "2020-05-01"})
        Work(station, file.parent, random.Random(0), lambda _said: None).run(30, "edits")
        station.apply([Edit("person", None, {"name": f"众人{n}", "work": "众"}) for n in range(CROWD)], who=WHO, why="登记")
        station.set_setting("一个设置", {"值": [1, 2, 3]})
        station.shelf.keep({"town": ("stamp", b"kept" * 500)})


def everything(station: Station) -> dict[str, Any]:
    """Return all that a station tells: records, files, history, places, finds, settings."""
    tells: dict[str, Any] = {"name": station.name, "zone": station.zone, "info": station.info()}
    tells["setting"] = station.setting("一个设置")
    for name, kind in station.kinds.items():
        shape = ("geometry",) if kind.place.own else ()
        tells[name] = _meant(repr(station.read(Query(name, placed=True, fields=(*kind.fields, *shape)))))
    files = station.read(Query("attachment"))
    tells["files"] = [hashlib.sha256(station.content(f.id)).hexdigest() for f in files]
    tells["found"] = {text: _meant(repr(station.find(text, limit=50))) for text in TYPED}
    tells["inside"] = station.inside(EVERYWHERE)
    tells["shelf"] = station.shelf.read(["town"])
    tells["batches"] = [(s.id, s.at, s.who, s.why, repr(list(s.changes))) for s in station.batches(limit=500, changes=20)]
    return tells


def _meant(told: str) -> str:
    """Return what is told with degrees to a tenth of a millimetre: so near to its shape a point is where `verify` wants it."""
    return FRACTION.sub(lambda number: f"{float(number[0]):.9f}", told)


def summary(found: Flips) -> Counter[str]:
    """Return what was believed, counted by what it was."""
    return Counter(b.partition(": ")[2] for b in found.believed)
