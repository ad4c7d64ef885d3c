"""Reading of records, columns and counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlcipher3.dbapi2 import Connection

from data.kinds import Kind, Kinds
from data.query import Area, Query
from data.records import Place, Record
from data.store import places, rows
from data.store.sql import PLACE, Asker


def read(connection: Connection, kinds: Kinds, query: Query) -> list[Record]:
    """Return the records asked for."""
    asker = Asker(connection, kinds, query)
    kind = asker.kind
    names = list(query.fields) or [n for n, f in kind.fields.items() if f.type != "solid"]
    expressions = ["t.id", *(asker.own(n) for n in names)]
    if query.placed:
        expressions += [asker.place(n) for n in PLACE]
    statement = asker.select(expressions)
    found = connection.execute(statement.text, statement.values).fetchall()
    return _records(kind, names, found, query.placed)


def _records(kind: Kind, names: Sequence[str], found: list[tuple[Any, ...]], placed: bool) -> list[Record]:
    if not found:
        return []
    columns = list(zip(*found, strict=True))
    given = [converted(kind, n, c) for n, c in zip(names, columns[1:], strict=False)]
    values = [dict(zip(names, row, strict=True)) for row in zip(*given, strict=True)] if names else [{} for _ in found]
    if not placed:
        return [Record(kind.name, id, v) for id, v in zip(columns[0], values, strict=True)]
    places = zip(*columns[1 + len(names) :], strict=True)
    return [Record(kind.name, id, v, Place(*p)) for id, v, p in zip(columns[0], values, places, strict=True)]


def converted(kind: Kind, name: str, column: Sequence[Any]) -> Sequence[Any]:
    """Return a column as values: shapes and yes-or-no made of what SQL gives."""
    field = kind.fields.get(name)
    if name == "geometry" or (field is not None and field.type == "solid"):
        return rows.from_wkb(column)
    if field is not None and field.type == "bool":
        return [None if v is None else bool(v) for v in column]
    return column


def columns(connection: Connection, kinds: Kinds, query: Query, fields: Sequence[str]) -> dict[str, list[Any]]:
    """Return the columns of the records asked for; a part of the place is a column too."""
    asker = Asker(connection, kinds, query)
    statement = asker.select([asker.column(n) for n in fields] or ["t.id"])
    found = connection.execute(statement.text, statement.values).fetchall()
    if not found:
        return {n: [] for n in fields}
    return {n: list(converted(asker.kind, n, c)) for n, c in zip(fields, zip(*found, strict=True), strict=False)}


def count(connection: Connection, kinds: Kinds, query: Query) -> int:
    """Return how many records are asked for."""
    statement = Asker(connection, kinds, query).count()
    return int(connection.execute(statement.text, statement.values).fetchone()[0])


def inside(connection: Connection, kinds: Kinds, area: Area, names: Sequence[str]) -> dict[str, list[int]]:
    """Return the ids of all records of some kinds in an area, by kind; kinds that have none there are left out."""
    own = places.all_inside(connection, area)
    buildings = places.anchored(connection, "building", area)
    found: dict[str, list[int]] = {}
    for name in names:
        asker = Asker(connection, kinds, Query(name))
        ids = own.get(name, []) if asker.kind.place.own else []
        if asker.stands_in_buildings:
            statement = asker.standing_in(buildings)
            ids = sorted({*ids, *(row[0] for row in connection.execute(statement.text, statement.values))})
        if ids:
            found[name] = ids
    return found


def tally(connection: Connection, kinds: Kinds, query: Query, by: Sequence[str], minutes: int) -> dict[tuple[Any, ...], int]:
    """Return how many records there are in each group."""
    asker = Asker(connection, kinds, query)
    statement = asker.tally(by, minutes)
    found = connection.execute(statement.text, statement.values).fetchall()
    makers = [_maker(asker.kind, name) for name in by]
    return {tuple(m(v) for m, v in zip(makers, row, strict=False)): row[-1] for row in found}


def _maker(kind: Kind, name: str) -> Callable[[Any], Any]:
    field = kind.fields.get(name)
    if field is not None and field.type == "bool":
        return lambda v: None if v is None else bool(v)
    return lambda v: v


def zone_minutes(zone: str, now: datetime) -> int:
    """Return the zone's offset from UTC in minutes as it is now.

    Tallies use it for all times; it is exact for zones without summer time, such as Asia/Shanghai.
    """
    offset = now.astimezone(ZoneInfo(zone)).utcoffset()
    return int(offset.total_seconds() // 60) if offset else 0
