"""A small station with somebody whose retention is over, and much that tells of her."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.clock import FixedClock
from data.records import Edit
from data.store import Station

NOW = datetime(2026, 11, 21, 13, 47, tzinfo=UTC)
NAME, PHONE, OLD_PHONE, IDENTITY = "欧阳芷若", "13977778888", "13655554444", "990101199003074518"
ATTACHED = "她的合同正文，一式两份，谁也不给看。"
WORDS = (  # all that tells of her: values of now and before, parts of them as the search has them, and how they are typed
    NAME, "芷若", "ouyangzhiruo", "zhiruo", PHONE, "77778888", OLD_PHONE, IDENTITY, "19900307", ATTACHED, "澄江纺织厂", "合同芷若",
)  # fmt: skip


@pytest.fixture
def clock():
    return FixedClock(NOW)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "金沙.station"


def filled(file: Path, clock: FixedClock, passphrase: str | None = None) -> tuple[Station, dict[str, int]]:
    """Return a station in which one person is due, another one still lives, and their ids."""
    station = Station.create(file, "金沙派出所", origin=(121.5, 31.2), clock=clock, passphrase=passphrase)
    with station.editing(who="王警官", why="导入人口表") as draft:
        house = draft.add("building", {"name": "金沙小区5栋"})
        people = [
            draft.add("person", {"name": f"住户{chr(0x4E00 + n)}", "phone": f"1371234{n:04d}", "checked_at": "2026-01-01"})
            for n in range(40)
        ]
        her = draft.add("person", {"name": NAME, "phone": OLD_PHONE, "id_number": IDENTITY, "work": "澄江纺织厂",
                                   "checked_at": "2023-01-01"})  # fmt: skip
        home = draft.add("residence", {"person": her, "building": house, "since": "2019-01-01"})
        other = draft.add("person", {"name": "赵敏行", "checked_at": "2023-01-01"})
        draft.add("residence", {"person": other, "building": house, "since": "2019-01-01"})
    station.apply([Edit("person", her, {"phone": PHONE})], who="王警官", why=f"改{NAME}的电话")
    station.apply([Edit("residence", home, {"until": "2023-02-01"})], who="王警官", why="搬走")
    file_id = station.attach("person", her, "合同芷若.txt", ATTACHED.encode(), who="王警官")
    task = station.apply(
        [Edit("task", None, {"title": "入户走访", "type": "visit", "state": "closed", "subject": her})], who="王警官", why="派任务"
    ).changes[0].id  # fmt: skip
    station.note("search", said={"text": NAME, "personal": True}, who="王警官")
    station.reveal("person", her, ["id_number"], who="王警官", reason=f"核对{NAME}")
    station.find(NAME)
    ids = {"her": her, "other": other, "home": home, "file": file_id, "task": task, "house": house, "neighbour": people[0]}
    return station, ids


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    """The station, made once and closed, and its ids."""
    path = tmp_path_factory.mktemp("kept") / "kept.station"
    station, ids = filled(path, FixedClock(NOW))
    station.close()
    return path, ids


@pytest.fixture
def closed(template, file):
    """A copy of it, and its ids."""
    shutil.copy(template[0], file)
    return file, template[1]


@pytest.fixture
def kept(closed, clock):
    """A copy of it, open, and its ids."""
    file, ids = closed
    station = Station.open(file, clock=clock)
    yield station, ids
    station.close()


def raw(file: Path) -> bytes:
    """Return all that lies on the disk of a station."""
    return b"".join(path.read_bytes() for path in file.parent.iterdir() if path.name.startswith(file.name) and path.is_file())
