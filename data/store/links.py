"""Links between records: what is filled in from them, and the refusal to leave one pointing at nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson
from sqlcipher3.dbapi2 import Connection

from data.errors import Conflict, InvalidValue
from data.i18n import tr
from data.kinds import Field, Kind, Kinds
from data.store.schema import quote


def as_json(ids: Iterable[int]) -> str:
    """Return ids as the text that ``json_each`` reads."""
    return orjson.dumps(list(ids)).decode()


def fill(connection: Connection, kinds: Kinds, kind: Kind, columns: dict[str, list[Any]]) -> None:
    """Fill in what follows from links of rows to be added: the building of a dwelling, the kind of a target."""
    if takes_building(kind):
        columns["building"] = _buildings(connection, columns["building"], columns["dwelling"])
    for field in many_kinded(kind):
        companion = f"{field.name}_kind"
        columns[companion] = _target_kinds(connection, kinds, field, columns[field.name], columns[companion])


def completed(
    connection: Connection, kinds: Kinds, kind: Kind, current: Mapping[str, Any], given: dict[str, Any]
) -> dict[str, Any]:
    """Return the changes to one record with what follows from changed links."""
    values = dict(given)
    if takes_building(kind) and given.get("dwelling") and given.get("building", current.get("building")) is None:
        values["building"] = _buildings(connection, [None], [given["dwelling"]])[0]
    elif takes_building(kind) and given.get("dwelling") and "building" not in given:
        values["building"] = _buildings(connection, [None], [given["dwelling"]])[0] or current.get("building")
    for field in many_kinded(kind):
        companion = f"{field.name}_kind"
        if field.name in given and companion not in given:
            values[companion] = _target_kinds(connection, kinds, field, [given[field.name]], [None])[0]
    return values


def following(connection: Connection, kinds: Kinds, moved: Mapping[int, int]) -> dict[str, dict[int, int]]:
    """Return what moves along when dwellings go to other buildings: by kind, the records' new buildings by their ids.

    ``moved`` are new buildings by dwelling. Parts of a dwelling move with it, and so does what is placed in it; what stood
    in another building than its dwelling stays.
    """
    found: dict[str, dict[int, int]] = {}
    wave, seen = dict(moved), dict(moved)
    while wave:
        for kind in kinds.values():
            if kind.name == "dwelling" or takes_building(kind):
                found.setdefault(kind.name, {}).update(_placed_in(connection, kind, wave))
        wave = {id: new for id, new in found.get("dwelling", {}).items() if id not in seen}
        seen |= wave
    return {name: rows for name, rows in found.items() if rows}


def _placed_in(connection: Connection, kind: Kind, moved: Mapping[int, int]) -> dict[int, int]:
    rows = connection.execute(
        f"SELECT t.id, t.dwelling FROM {quote(kind.name)} t JOIN dwelling d ON d.id = t.dwelling "
        "WHERE t.dwelling IN (SELECT value FROM json_each(?)) AND (t.building IS NULL OR t.building = d.building)",
        (as_json(moved),),
    )
    return {id: moved[dwelling] for id, dwelling in rows}


def takes_building(kind: Kind) -> bool:
    """Whether a record's building follows from its dwelling."""
    return kind.place.belongs and kind.name != "dwelling" and {"building", "dwelling"} <= kind.fields.keys()


def many_kinded(kind: Kind) -> list[Field]:
    """Return the links that may point to several kinds."""
    return [f for f in kind.links if len(f.to) > 1]


def _buildings(connection: Connection, buildings: Sequence[int | None], dwellings: Sequence[int | None]) -> list[int | None]:
    wanted = {d for b, d in zip(buildings, dwellings, strict=True) if b is None and d is not None}
    if not wanted:
        return list(buildings)
    found = connection.execute("SELECT id, building FROM dwelling WHERE id IN (SELECT value FROM json_each(?))", (as_json(wanted),))
    of = dict(found.fetchall())
    return [of.get(d) if b is None and d is not None else b for b, d in zip(buildings, dwellings, strict=True)]


def _target_kinds(
    connection: Connection, kinds: Kinds, field: Field, targets: Sequence[int | None], given: Sequence[str | None]
) -> list[str | None]:
    """Return the kind of each target, found where it was not given; a target that is not there is refused."""
    wanted = {t for t in targets if t is not None}
    if not wanted:
        return [None] * len(targets)
    of: dict[int, str] = {}
    for name in field.to:
        if name in kinds:
            ids = connection.execute(
                f"SELECT id FROM {quote(name)} WHERE id IN (SELECT value FROM json_each(?))", (as_json(wanted),)
            )
            of.update((i[0], name) for i in ids)
    for target, said in zip(targets, given, strict=True):
        if target is not None and of.get(target) != (said or of.get(target, "")):
            raise InvalidValue(tr("“{label}”指向的记录（编号 {id}）不存在", label=field.label, id=target), field=field.name)
    return [None if t is None else of[t] for t in targets]


def check_targets(connection: Connection, kinds: Kinds, touched: Iterable[str]) -> None:
    """Complain of the first broken link among these kinds; called when the file refuses to commit."""
    for name in touched:
        for table, row, target, key in connection.execute(f"PRAGMA foreign_key_check({quote(name)})").fetchall():
            columns = connection.execute(f"PRAGMA foreign_key_list({quote(table)})").fetchall()
            field = next(kinds[table].fields[c[3]] for c in columns if c[0] == key)
            value = connection.execute(f"SELECT {quote(field.name)} FROM {quote(table)} WHERE id = ?", (row,)).fetchone()[0]
            raise InvalidValue(
                tr("{kind}（编号 {row}）的“{label}”指向的{target}（编号 {id}）不存在", kind=kinds[table].label, row=row,
                   label=field.label, target=kinds[target].label, id=value), field=field.name)  # fmt: skip


def pointing(connection: Connection, kinds: Kinds, kind: str, ids: Sequence[int]) -> tuple[Kind, Field, int, int] | None:
    """Return kind, field, record and target of one record that points to any of these; None if there is none."""
    for source, field in kinds.linking_to(kind):
        condition = f" AND {quote(field.name + '_kind')} = ?" if len(field.to) > 1 else ""
        found = connection.execute(
            f"SELECT id, {quote(field.name)} FROM {quote(source.name)} "
            f"WHERE {quote(field.name)} IN (SELECT value FROM json_each(?)){condition} LIMIT 1",
            (as_json(ids), *((kind,) if condition else ())),
        ).fetchone()
        if found:
            return source, field, found[0], found[1]
    return None


def refuse_pointing(connection: Connection, kinds: Kinds, kind: str, ids: Sequence[int]) -> None:
    """Refuse to remove what other records still point to.

    Raises
    ------
    Conflict
        That names the record that still points there.
    """
    found = pointing(connection, kinds, kind, ids)
    if found is not None:
        source, field, record, target = found
        raise Conflict(
            tr("不能删除{kind}（编号 {id}）：{other}（编号 {record}）的“{label}”还指向它，请先改掉那一条",
               kind=kinds[kind].label, id=target, other=source.label, record=record, label=field.label))  # fmt: skip
