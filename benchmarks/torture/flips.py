"""Bytes flipped in a station file: each is noticed by opening or `verify`, or it changes nothing that anybody can read."""

from __future__ import annotations

import hashlib
import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import shapely

from benchmarks.torture.kills import PASSPHRASE
from benchmarks.torture.work import WHO, Work
from data.errors import WatchroomError
from data.query import Area, Query
from data.records import Edit
from data.store import Station, connect
from data.store.opening import PROGRAM

TYPED = ("张伟", "zw", "人", "139", "金沙", "5栋")  # what is looked for before and after
EVERYWHERE = Area(bbox=(121.0, 31.0, 122.0, 32.0))


@dataclass
class Flips:
    """What came of the flips: how many at opening, how many by `verify`, how many in bytes that mean nothing, and faults."""

    done: int = 0
    at_opening: int = 0
    by_verify: int = 0
    harmless: int = 0
    believed: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def run(count: int, seed: int = 1) -> Flips:
    """Flip a byte so many times, half of them in an encrypted file."""
    found = Flips()
    with tempfile.TemporaryDirectory(prefix="watchroom-flips-") as name, _one_derivation():
        for encrypted in (False, True):
            passphrase = PASSPHRASE if encrypted else None
            file = Path(name) / f"{encrypted}.station"
            make_station(file, passphrase)
            whole, said = file.read_bytes(), everything(file, passphrase)
            rng = random.Random(f"{seed}/{encrypted}")
            for _ in range(count // 2 + (count % 2 and encrypted)):
                at, to = rng.randrange(len(whole)), rng.randrange(1, 256)
                file.write_bytes(whole[:at] + bytes([whole[at] ^ to]) + whole[at + 1 :])
                _look(file, passphrase, said, f"{'encrypted ' if encrypted else ''}byte {at} ^ {to}", found)
                for leftover in ("-wal", "-shm"):
                    Path(f"{file}{leftover}").unlink(missing_ok=True)
    return found


@contextmanager
def _one_derivation() -> Iterator[None]:
    """Derive each key once: Argon2id is slow on purpose."""
    derive = connect.derive_key
    connect.derive_key = cache(derive)
    try:
        yield
    finally:
        connect.derive_key = derive


def make_station(file: Path, passphrase: str | None) -> None:
    """Make a station with something of everything: houses, people, files, settings, a large set, changes and an undo."""
    with Station.create(file, "金沙派出所", origin=(121.5, 31.2), passphrase=passphrase) as station:
        with station.editing(who=WHO, why="登记") as draft:
            for n in range(60):
                shape = shapely.box(121.5 + n * 1e-3, 31.2, 121.5005 + n * 1e-3, 31.2005)
                house = draft.add("building", {"name": f"金沙小区{n}栋", "compound": "金沙小区", "geometry": shape})
                home = draft.add("dwelling", {"building": house, "storey": 3, "unit": "2", "room": "301"})
                person = draft.add("person", {"name": f"张伟{n}", "phone": f"139012345{n:02d}", "gender": "male"})
                draft.add("residence", {"person": person, "dwelling": home, "since": "2020-05-01"})
        Work(station, file.parent, random.Random(0), lambda _said: None).run(30, "edits")
        station.apply([Edit("person", None, {"name": f"众人{n}", "work": "众"}) for n in range(300)], who=WHO, why="登记")
        station.set_setting("一个设置", {"值": [1, 2, 3]})
        station.shelf.keep({"town": ("stamp", b"kept" * 500)})


def everything(file: Path, passphrase: str | None) -> dict[str, Any]:
    """Return all that a station tells: records, files, history, places, finds, settings."""
    with Station.open(file, passphrase=passphrase) as station:
        return _all_of(station)


def _all_of(station: Station) -> dict[str, Any]:
    told: dict[str, Any] = {"name": station.name, "zone": station.zone, "info": station.info()}
    told["setting"] = station.setting("一个设置")
    for name, kind in station.kinds.items():
        shape = ("geometry",) if kind.place.own else ()
        told[name] = repr(station.read(Query(name, placed=True, fields=(*kind.fields, *shape))))
    files = station.read(Query("attachment"))
    told["files"] = [hashlib.sha256(station.content(f.id)).hexdigest() for f in files]
    told["found"] = {text: repr(station.find(text, limit=50)) for text in TYPED}
    told["inside"] = station.inside(EVERYWHERE)
    told["shelf"] = station.shelf.read(["town"])
    told["batches"] = [(s.id, s.at, s.who, s.why, repr(list(s.changes))) for s in station.batches(limit=500, changes=20)]
    return told


def _look(file: Path, passphrase: str | None, said: dict[str, Any], where: str, found: Flips) -> None:
    """Open, verify and read a file, and count what came of it."""
    found.done += 1
    try:
        with Station.open(file, passphrase=passphrase) as station:
            if not station.verify().sound:
                found.by_verify += 1
                return
            other = _all_of(station)
    except WatchroomError:
        found.at_opening += 1
        return
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what this looks for
        found.faults.append(f"{where}: {type(error).__name__}: {error}")
        return
    differing = [k for k in said if said[k] != other.get(k)]
    if differing == ["shelf"] and not other["shelf"]:
        differing = []  # it is worked out anew
    if differing == ["info", "batches"] and other["batches"][0][2] == PROGRAM:
        differing = []  # a declaration was not as it should be and was put right, which the journal tells
    if differing:
        found.believed.append(f"{where}: {', '.join(differing)}")
    else:
        found.harmless += 1


def summary(found: Flips) -> Counter[str]:
    """Return what was believed, counted by what it was."""
    return Counter(b.partition(": ")[2] for b in found.believed)
