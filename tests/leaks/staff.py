"""An account in each role, and what is secret from each."""

from __future__ import annotations

from data.accounts.account import Account
from data.accounts.session import session_of
from data.query import Query
from data.store.station import Station
from tests.leaks.secrets import Secrets

PASSWORD = "晚风轻轻吹过江面"
ROLES = ("duty", "community", "commander", "clerk", "auditor", "administrator")


def staff(station: Station) -> None:
    """Give a station without accounts one in each role, the community officer's in one grid; the administrator is signed in."""
    grid = station.first(Query("grid", order=("id",)))
    station.people.found(login="administrator", name="管理员甲", badge="000001", password=PASSWORD)
    for number, role in enumerate(ROLES[:-1]):
        grids = (grid.id,) if role == "community" and grid is not None else ()
        _, once = station.people.add(login=role, name=f"{role}甲", badge=f"10000{number}", roles=(role,), grids=grids)
        station.people.sign_in(role, once)
        station.people.change_own_password(once, PASSWORD)
        station.people.sign_in("administrator", PASSWORD)


def secrets_of(station: Station, role: str) -> Secrets:
    """Return what is secret from a role at the desk, read as somebody who may see all: a station without accounts."""
    grid = station.first(Query("grid", order=("id",)))
    grids = (grid.id,) if role == "community" and grid is not None else ()
    session = session_of(Account(0, role, role, roles=(role,), grids=grids))
    hidden = [k.name for k in station.kinds.values() if not session.may_read(k.name)]
    outside = {}
    for kind in (k.name for k in station.kinds.values() if session.limited(k.name)):
        every = set(station.columns(Query(kind), ("id",))["id"])
        outside[kind] = every - set(station.columns(Query(kind, by=session), ("id",))["id"])
    return Secrets(station, "desk", hidden, outside)
