"""A record's title in one line, from its kind's template."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from sqlcipher3.dbapi2 import Connection

from data.kinds import Kind, Kinds
from data.kinds.masking import visible
from data.records import Record
from data.store.links import as_json

PIECES = re.compile(r"\{(\w+)\}([^{]*)")  # a field and the words up to the next one
INSTEAD = ("name", "address", "number", "code", "title", "type")  # where the template comes out empty


def of(kinds: Kinds, record: Record, zone: str, *, masked: bool, buildings: Mapping[int, str] | None = None) -> str:
    """Return the title; ``buildings`` gives titles of buildings, put before those of dwellings."""
    kind = kinds[record.kind]
    where = "overview" if masked else "desk"
    title = _filled(kind, record, where, zone) or _instead(kind, record, where, zone) or f"{kind.label} #{record.id}"
    house = (buildings or {}).get(record["building"] or 0, "") if kind.name == "dwelling" else ""
    return f"{house} {title}" if house else title


def fields_of(kind: Kind, *without: str) -> tuple[str, ...]:
    """Return the fields that a record's title may be made of."""
    named = [m.group(1) for m in PIECES.finditer(kind.title)]
    wanted = dict.fromkeys([*named, "compound", "number", "street", "house_number", *INSTEAD])
    return tuple(n for n in wanted if n in kind.fields and n not in without)


def _filled(kind: Kind, record: Record, where: str, zone: str) -> str:
    first = PIECES.search(kind.title)
    parts = [kind.title[: first.start()] if first else kind.title]
    for match in PIECES.finditer(kind.title):
        shown = _shown(kind, record, match.group(1), where, zone)
        parts.append(shown + match.group(2) if shown else "")
    return "".join(parts).strip()


def _instead(kind: Kind, record: Record, where: str, zone: str) -> str:
    house = "".join(_shown(kind, record, n, where, zone) for n in ("compound", "number"))
    if house:
        return house
    road = "".join(_shown(kind, record, n, where, zone) for n in ("street", "house_number"))
    return road or next((s for s in (_shown(kind, record, n, where, zone) for n in INSTEAD) if s), "")


def _shown(kind: Kind, record: Record, name: str, where: str, zone: str) -> str:
    field = kind.fields.get(name)
    return visible(field, record[name], where, zone=zone) if field is not None and record[name] is not None else ""


def buildings(connection: Connection, records: Iterable[Record]) -> dict[int, str]:
    """Return the titles of the buildings that dwellings among the records stand in."""
    ids = {r["building"] for r in records if r.kind == "dwelling"} - {None}
    if not ids:
        return {}
    found = connection.execute(
        "SELECT id, COALESCE(name, COALESCE(compound, '') || COALESCE(number, ''), address, '') FROM building "
        "WHERE id IN (SELECT value FROM json_each(?))",
        (as_json(ids),),
    )
    return dict(found.fetchall())
