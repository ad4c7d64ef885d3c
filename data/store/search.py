"""The search box: the few best records of each kind for what has been typed so far."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlcipher3.dbapi2 import Connection

from data.accounts.session import OPEN, Session
from data.kinds import Field, Kind, Kinds
from data.kinds.masking import may_show
from data.query import Query, Where
from data.records import Record
from data.store import addresses, limits, ranking, reading
from data.store.guarded import answered, guarded, told_by
from data.store.schema import quote, search_table, searched
from data.store.sql import like
from data.store.terms import Term, match_of, terms_of
from data.store.tokens import SHORT

ORDER = (
    "person",
    "building",
    "dwelling",
    "shop",
    "organisation",
    "camera",
    "case",
    "task",
    "force",
    "place",
    "grid",
    "road",
    "address",
)


@dataclass(frozen=True, slots=True)
class Found:
    """A record and the field that matched."""

    record: Record
    why: str


def find(
    connection: Connection, kinds: Kinds, text: str, wanted: Sequence[str], limit: int, session: Session = OPEN
) -> list[Found]:
    """Return up to ``limit`` records of each kind that the session may see, the best first, kind after kind.

    An address that goes down to a room means the room: it comes before the building that the address names on the way.
    """
    terms = terms_of(text)
    if not terms:
        return []
    names = list(wanted) or sorted(kinds, key=lambda n: (ORDER.index(n) if n in ORDER else len(ORDER), n))
    seen = [n for n in names if searched(kinds[n]) and session.may_read(n)]
    found = {name: _of_kind(connection, kinds, kinds[name], terms, limit, session) for name in seen}
    order = sorted(seen, key=lambda name: not (name == "dwelling" and found[name][1]))
    return [f for name in order for f in found[name][0]]


def _of_kind(
    connection: Connection, kinds: Kinds, kind: Kind, terms: list[Term], limit: int, session: Session
) -> tuple[list[Found], bool]:
    """Return records of a kind, and whether they were found by where they are and not by what they say."""
    ids: dict[int, None] = {}
    seen = limits.narrowed(connection, kinds, kind.name, session)
    for match in _questions(terms):
        found = _matching(connection, kind, match, terms, max(limit, ranking.POOL), seen)
        for id in ranking.best_first(connection, kind, found, terms[0]) if len(found) > 1 else found:
            ids.setdefault(id)
        if len(ids) >= limit:
            break
    by_address = not ids and kind.name in ("building", "dwelling")
    if by_address:
        at = _at_address(connection, kinds, kind.name, terms, limit)
        ids.update(dict.fromkeys(limits.visible(connection, kinds, session, kind.name, at) if seen[0] else at))
    return (_load(connection, kinds, kind, list(ids)[:limit], terms) if ids else []), by_address


def _at_address(connection: Connection, kinds: Kinds, kind: str, terms: list[Term], limit: int) -> list[int]:
    if kind == "building":
        return addresses.buildings(connection, terms, limit)
    return addresses.dwellings(connection, kinds, terms, limit)


def _questions(terms: list[Term]) -> Iterator[str]:
    """Yield what the index is asked, best first: the whole name, names that begin so, whole words, anything."""
    first, rest = terms[0], terms[1:]
    also = "".join(f" AND {t.match()}" for t in rest)
    yield from (f"{named}{also}" for named in (first.match_name(), first.match_start()) if named)
    if first.sort == "latin" and len(first.text) > SHORT:
        yield match_of(terms, whole=True)
    yield match_of(terms)


def _matching(
    connection: Connection, kind: Kind, match: str, terms: list[Term], limit: int, seen: tuple[str, list[Any]] = ("", [])
) -> list[int]:
    """Return the ids that match; ``seen`` is the condition of who asks, with its values."""
    table = search_table(kind.name)
    tests, values = _together(kind, terms)
    tests, values = " AND ".join(t for t in (tests, seen[0]) if t), [*values, *seen[1]]
    if not tests:
        found = connection.execute(f"SELECT rowid FROM {table} WHERE {table} MATCH ? LIMIT ?", (match, limit))
    else:
        found = connection.execute(
            f"SELECT t.id FROM {table} s CROSS JOIN {quote(kind.name)} t ON t.id = s.rowid "
            f"WHERE {table} MATCH ? AND {tests} LIMIT ?",
            (match, *values, limit),
        )
    return [row[0] for row in found]


def _together(kind: Kind, terms: list[Term]) -> tuple[str, list[Any]]:
    """Return the condition that the pieces of longer terms stand together in one field."""
    tests: list[str] = []
    values: list[Any] = []

    def take(value: str) -> str:
        values.append(value)
        return "?"

    for term in terms:
        if term.sort in ("digits", "mixed") and guarded(kind):
            tests.append(answered(kind, term, take))
        elif term.loose and term.sort != "mixed":
            columns = [f"t.{quote(f.name)} LIKE ? ESCAPE '\\'" for f in searched(kind)]
            tests.append(f"({' OR '.join(columns)})")
            values += [like(term.text)] * len(columns)
    return " AND ".join(tests), values


def _load(connection: Connection, kinds: Kinds, kind: Kind, ids: list[int], terms: list[Term]) -> list[Found]:
    query = Query(kind.name, (Where("id", "in", tuple(ids)),), placed=True)
    by_id = {r.id: r for r in reading.read(connection, kinds, query)}
    spelt = [t for t in terms if t.spelt]
    kept = (by_id[id] for id in ids if id in by_id and all(_answers_any(kind, by_id[id], t) for t in spelt))
    return [Found(record, matched(kind, record, terms)) for record in kept]


def matched(kind: Kind, record: Record, terms: Sequence[Term]) -> str:
    """Return the field that answered: the one that answers the last typed term, the earliest declared if several do."""
    fields = searched(kind)
    for term in reversed(terms):
        for field in fields:
            if _answers(field, record, term):
                return field.name
    return fields[0].name


def _answers_any(kind: Kind, record: Record, term: Term) -> bool:
    return any(_answers(field, record, term) for field in searched(kind))


def _answers(field: Field, record: Record, term: Term) -> bool:
    value = record[field.name]
    if value is not None and term.sort in ("digits", "mixed") and not may_show(field, "desk"):
        return told_by(field, value, term)
    return value is not None and term.found_in(field.search, value)
