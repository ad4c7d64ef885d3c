"""A station with two grids, a building in each and a person in each building, and accounts in every role."""

from __future__ import annotations

from datetime import UTC, datetime

import orjson
import pytest
from shapely.geometry import box

from data.accounts import passwords
from data.clock import FixedClock
from data.records import Edit
from data.store import Station

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
PASSWORD = "晚风轻轻吹过江面"
ROLES = ("duty", "community", "commander", "clerk", "auditor", "administrator")
WEST, EAST = 104.000, 104.010  # of the two grids' middles; they meet half way


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    """Hash at the least cost: what is tested here is who gets in, not how long it takes."""
    monkeypatch.setattr(passwords, "COST", [(1, 8, 1)])


@pytest.fixture
def clock():
    return FixedClock(NOW)


def fill(station):
    """Return the ids of what stands in the two grids, by name."""
    ids = {}
    with station.editing(who="建站", why="录入") as draft:
        for side, lon in (("west", WEST), ("east", EAST)):
            grid = {"name": f"{side}网格", "geometry": box(lon - 0.005, 30.0, lon + 0.005, 30.01)}
            ids[f"grid_{side}"] = draft.add("grid", grid)
            house = box(lon - 0.0002, 30.004, lon + 0.0002, 30.0044)
            ids[f"house_{side}"] = draft.add("building", {"name": f"{side}楼", "geometry": house})
            ids[f"person_{side}"] = draft.add("person", {"name": f"王{side}", "phone": "13800000000"})
            ids[f"home_{side}"] = draft.add("residence", {"person": ids[f"person_{side}"], "building": ids[f"house_{side}"]})
            quarrel = {"number": f"D-{side}", "text": "楼道堆物", "building": ids[f"house_{side}"], "type": "neighbour",
                       "reported_at": "2026-11-22T08:00:00Z"}  # fmt: skip
            ids[f"dispute_{side}"] = draft.add("dispute", quarrel)
            party = {"dispute": ids[f"dispute_{side}"], "role": "applicant", "name": f"李{side}"}
            ids[f"party_{side}"] = draft.add("dispute_party", party)
        ids["stranger"] = draft.add("person", {"name": "王未登记住址"})
    return ids


@pytest.fixture
def station(tmp_path, clock):
    with Station.create(tmp_path / "金沙.station", "金沙所", clock=clock) as made:
        yield made


@pytest.fixture
def ids(station):
    return fill(station)


@pytest.fixture
def staffed(station, ids):
    """The station with an account in each role; the administrator is signed in."""
    people = station.people
    people.found(login="admin", name="管理员甲", badge="000001", password=PASSWORD)
    for number, role in enumerate(r for r in ROLES if r != "administrator"):
        grids = (ids["grid_west"],) if role == "community" else ()
        _, once = people.add(login=role, name=f"{role}甲", badge=f"10000{number}", roles=(role,), grids=grids)
        people.sign_in(role, once)
        people.change_own_password(once, PASSWORD)
        people.sign_in("admin", PASSWORD)
    return station


def sit_down(station, role):
    """Let the account of a role sign in."""
    return station.people.sign_in("admin" if role == "administrator" else role, PASSWORD)


def add(station, kind, **values):
    return station.apply([Edit(kind, None, values)], who="某人", why="登记").changes[0].id


def told(station):
    """Return command, person and words of every set in the journal, oldest first."""
    with station._engine.readers.lend() as connection:
        bodies = connection.execute("SELECT CAST(body AS BLOB) FROM _journal WHERE action = 'begin' ORDER BY entry").fetchall()
    heads = [orjson.loads(body[0]) for body in bodies]
    return [(h["command"], h["who"], h["why"]) for h in heads]
