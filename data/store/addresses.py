"""Addresses typed into the search box: 金沙小区5栋2单元301 is held whole by no record, and finds building and dwelling."""

from __future__ import annotations

from collections.abc import Iterator

from sqlcipher3.dbapi2 import Connection

from data.kinds import Kinds
from data.store.links import as_json
from data.store.schema import search_table
from data.store.sql import like
from data.store.terms import Term, match_of

MOST_HOUSES = 200
LONGEST_UNIT = 2  # digits
LONGEST_ROOM = 4


def readings(terms: list[Term]) -> Iterator[tuple[list[Term], str | None, str | None]]:
    """Yield how terms can be read as house, unit and room, the fullest first."""
    last = terms[-1]
    if len(terms) < 2 or last.sort != "digits" or len(last.text) > LONGEST_ROOM:
        return
    before = terms[-2]
    if len(terms) > 2 and before.sort == "digits" and len(before.text) <= LONGEST_UNIT:
        yield terms[:-2], before.text, last.text
    yield terms[:-1], None, last.text


def buildings(connection: Connection, terms: list[Term], limit: int) -> list[int]:
    """Return buildings that the first terms name, where the rest names a dwelling in them."""
    found: dict[int, None] = {}
    for house, unit, room in readings(terms):
        for _, building in _dwellings(connection, house, unit, room):
            found.setdefault(building)
        if found:
            break
    return list(found)[:limit]


def dwellings(connection: Connection, kinds: Kinds, terms: list[Term], limit: int) -> list[int]:
    """Return dwellings whose building the first terms name and whose unit and room are the last."""
    if "dwelling" not in kinds or "building" not in kinds:
        return []
    for house, unit, room in readings(terms):
        found = _dwellings(connection, house, unit, room)
        if found:
            return [dwelling for dwelling, _ in found][:limit]
    return []


def _dwellings(connection: Connection, house: list[Term], unit: str | None, room: str | None) -> list[tuple[int, int]]:
    table = search_table("building")
    asked = connection.execute(f"SELECT rowid FROM {table} WHERE {table} MATCH ? LIMIT {MOST_HOUSES}", (match_of(house),))
    houses = [row[0] for row in asked]
    if not houses:
        return []
    of_unit = "AND (unit = ? OR unit = ? || '单元')" if unit else ""
    found = connection.execute(
        f"SELECT id, building FROM dwelling WHERE building IN (SELECT value FROM json_each(?)) {of_unit} AND room LIKE ? "
        "ORDER BY room <> ?, length(room), building, room LIMIT 100",
        (as_json(houses), *((unit, unit) if unit else ()), like(room or "")[1:], room),
    )
    return list(found.fetchall())
