"""Following declarations: a station file gets the tables of its kinds, and follows when a declaration has changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import orjson
from sqlcipher3.dbapi2 import Connection

from data.errors import BadInput
from data.i18n import tr
from data.kinds import Field, Kind, Kinds, builtin_kinds
from data.kinds.load import parse_kind
from data.store import deferred, heads, indexing, old_words, retired
from data.store.journal import Group
from data.store.schema import (
    FORMAT,
    column_definition,
    column_type,
    create_accounts,
    create_indexes,
    create_kind,
    create_search,
    drop_index,
    drop_search,
    indexes,
    quote,
    searched,
)


def _search_anew(connection: Connection) -> list[Group]:
    """Let all search tokens be made anew, in the background; the records themselves are searched as soon as theirs are."""
    for name, toml in connection.execute("SELECT name, toml FROM _kinds").fetchall():
        known = builtin_kinds()
        kind = known[name] if name in known else parse_kind(toml, name, own=True) if toml else None
        drop_search(connection, name)
        if kind is None or not searched(kind):
            continue
        create_search(connection, kind)
        first, last = connection.execute(f"SELECT min(id), max(id) FROM {quote(name)}").fetchone()
        if first is not None:
            deferred.put_off(connection, name, [first, last])
    return []


def _accounts(connection: Connection) -> list[Group]:
    """Make room for accounts; there are none yet."""
    create_accounts(connection)
    return []


def _heads(connection: Connection) -> list[Group]:
    """Make the key that signs the journal, and room for its heads."""
    heads.prepare(connection)
    return []


# Steps between formats of the file, by the format that they lead to; each runs in the transaction that records it, and returns
# what it changed in records.
FORMAT_STEPS: dict[int, Callable[[Connection], list[Group]]] = {
    2: _search_anew,
    3: old_words.case_states,
    4: _accounts,
    5: _heads,
}


def declaration(kind: Kind) -> str:
    """Return what of a kind matters to its table and indexes, as text that can be compared."""
    fields = {
        n: {"type": f.type, "to": list(f.to), "search": f.search, "index": f.index or f.type == "link"}
        for n, f in kind.fields.items()
    }
    return orjson.dumps({"fields": fields, "own": kind.place.own}, option=orjson.OPT_SORT_KEYS).decode()


@dataclass(frozen=True, slots=True)
class Stored:
    """A kind as the file knows it."""

    name: str
    declaration: str
    toml: str | None


def stored_kinds(connection: Connection) -> dict[str, Stored]:
    """Return the kinds that the file has tables for."""
    return {r[0]: Stored(*r) for r in connection.execute("SELECT name, declaration, toml FROM _kinds")}


def station_kinds(connection: Connection) -> Kinds:
    """Return the built-in kinds and the station's own; those that it gave up are looked up only."""
    kinds = dict(builtin_kinds())
    for stored in stored_kinds(connection).values():
        if stored.toml is not None and stored.name not in kinds:
            kinds[stored.name] = parse_kind(stored.toml, stored.name, own=True)
    return Kinds(kinds, retired.spans(connection))


def kinds_as_stored(connection: Connection) -> Kinds:
    """Return the kinds whose tables in the file are as they are declared now: a copy that was made before may lack some."""
    stored = stored_kinds(connection)
    kinds = station_kinds(connection).ever
    return Kinds({n: k for n, k in kinds.items() if n in stored and stored[n].declaration == declaration(k)})


def check_format(connection: Connection, file: object) -> int:
    """Return the file's format.

    Raises
    ------
    BadInput
        If a newer program wrote it.
    """
    found = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if found > FORMAT:
        raise BadInput(tr("{file} 是由更新版本的程序写成的，请升级程序后再打开", file=file))
    return found


def pending(connection: Connection, kinds: Kinds) -> bool:
    """Whether the file has yet to follow a declaration or a format."""
    stored = stored_kinds(connection)
    behind = int(connection.execute("PRAGMA user_version").fetchone()[0]) < FORMAT
    return behind or any(n not in stored or stored[n].declaration != declaration(k) for n, k in kinds.ever.items())


def follow(connection: Connection, kinds: Kinds) -> list[Group]:
    """Bring the file up to its kinds and return what the journal is to hold; the caller holds the transaction."""
    format = int(connection.execute("PRAGMA user_version").fetchone()[0])
    groups: list[Group] = []
    for step in range(format + 1, FORMAT + 1):
        if format and step in FORMAT_STEPS:  # a new file is made as it is today
            groups.append(Group("format", "", [0], [{"format": step}]))
            groups += FORMAT_STEPS[step](connection)
    connection.execute(f"PRAGMA user_version = {FORMAT}")
    stored = stored_kinds(connection)
    for name, kind in kinds.ever.items():
        if name not in stored:
            groups.append(add(connection, kind, None))
        elif stored[name].declaration != declaration(kind):
            groups.append(alter(connection, kind, stored[name], stored[name].toml))
    return groups


def add(connection: Connection, kind: Kind, toml: str | None) -> Group:
    """Make a kind's tables and return what the journal is to hold."""
    create_kind(connection, kind)
    _remember(connection, kind, toml)
    return Group("declare", kind.name, [0], [orjson.loads(declaration(kind))])


def _remember(connection: Connection, kind: Kind, toml: str | None) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO _kinds (name, declaration, toml) VALUES (?, ?, ?)", (kind.name, declaration(kind), toml)
    )


def alter(connection: Connection, kind: Kind, stored: Stored, toml: str | None) -> Group:
    """Let a kind's table and indexes follow its declaration and return what the journal is to hold."""
    before = orjson.loads(stored.declaration)
    for field in kind.fields.values():
        _follow_field(connection, kind, field)
    for field in kind.fields.values():
        if field not in indexes(kind).values():
            drop_index(connection, kind, field)
    create_indexes(connection, kind)
    if _search_of(before) != _search_of(orjson.loads(declaration(kind))):
        drop_search(connection, kind.name)
        create_search(connection, kind)
        indexing.rebuild_search(connection, kind)
    _remember(connection, kind, toml)
    return Group("declare", kind.name, [0], [{"before": before, "after": orjson.loads(declaration(kind))}])


def _search_of(declared: dict[str, Any]) -> dict[str, str]:
    return {n: f["search"] for n, f in declared["fields"].items() if f["search"]}


def _follow_field(connection: Connection, kind: Kind, field: Field) -> None:
    """Give the table a field's column. A field that is no longer declared keeps its column: nothing is thrown away."""
    columns = {r[1]: r[2] for r in connection.execute(f"PRAGMA table_info({quote(kind.name)})")}
    wanted = column_type(field)
    if columns.get(field.name) == wanted:
        return
    table = quote(kind.name)
    if field.name in columns:
        aside = _free_name(f"_was_{field.name}", columns)
        drop_index(connection, kind, field)
        connection.execute(f"ALTER TABLE {table} RENAME COLUMN {quote(field.name)} TO {quote(aside)}")
        connection.execute(f"ALTER TABLE {table} ADD COLUMN {column_definition(field)}")
        _convert(connection, table, aside, field, wanted)
    else:
        connection.execute(f"ALTER TABLE {table} ADD COLUMN {column_definition(field)}")


def _free_name(wish: str, taken: dict[str, str]) -> str:
    name, n = wish, 2
    while name in taken:
        name, n = f"{wish}_{n}", n + 1
    return name


def _convert(connection: Connection, table: str, aside: str, field: Field, wanted: str) -> None:
    """Carry over the values that mean the same in the new type; the others stay in the column put aside."""
    old, new = quote(aside), quote(field.name)
    if wanted in ("INTEGER", "REAL") and field.type != "link":
        condition = f"CAST(CAST({old} AS {wanted}) AS TEXT) = CAST({old} AS TEXT) OR CAST({old} AS {wanted}) = {old}"
        connection.execute(f"UPDATE {table} SET {new} = CAST({old} AS {wanted}) WHERE {old} IS NOT NULL AND ({condition})")
    elif wanted == "TEXT":
        connection.execute(f"UPDATE {table} SET {new} = CAST({old} AS TEXT) WHERE {old} IS NOT NULL")
