"""What was built on a change set since: which records, changed by which later change sets, so that its undo can say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlcipher3.dbapi2 import Connection

from data.actors import said as by_whom
from data.errors import Conflict
from data.i18n import tr
from data.kinds import Kind, Kinds, moments
from data.query import Query, Where
from data.store import journal, links, meta, reading, rows, titles
from data.store.journal import Entry, Header
from data.store.schema import quote
from data.store.writer import current_rows

RECORD_ACTIONS = ("add", "change", "remove")
MOST = 500  # records that are looked up in the journal
TOLD_SETS = 3  # change sets named in the sentence
TOLD_RECORDS = 3  # records named of each

Touched = tuple[str, int]  # kind and id


@dataclass(frozen=True, slots=True)
class Later:
    """One later change set in force, with the records by which it builds on the one that is to be taken back."""

    batch: int
    at: str
    who: str
    why: str
    records: tuple[Touched, ...]


class BuiltOn(Conflict):
    """The refusal to take a change set back; ``later`` are the sets to take back first, newest first."""

    def __init__(self, message: str, later: Sequence[Later]) -> None:
        super().__init__(message)
        self.later = tuple(later)


def built_on(connection: Connection, kinds: Kinds, header: Header) -> list[Later]:
    """Return the change sets in force that changed or point to what this one wrote, newest first."""
    taken_back = _taken_back(connection, header.batch)
    found: dict[int, list[Touched]] = {}
    for kind, id in islice(_touched(connection, kinds, header), MOST):
        batch = _last(connection, kind, id, header, taken_back)
        if batch is not None:
            found.setdefault(batch, []).append((kind, id))
    return [_later(connection, batch, found[batch]) for batch in sorted(found, reverse=True)]


def refusal(connection: Connection, kinds: Kinds, header: Header, otherwise: Conflict) -> Conflict:
    """Return the refusal that says what was built on a change set; ``otherwise`` where the journal does not tell."""
    later = built_on(connection, kinds, header)
    if not later:
        return otherwise
    zone = str(meta.get(connection, "zone", "Asia/Shanghai"))
    told = tr("；").join(_said(connection, kinds, one, zone) for one in later[:TOLD_SETS])
    more = tr("；另有 {n} 次", n=len(later) - TOLD_SETS) if len(later) > TOLD_SETS else ""
    message = tr("不能撤销“{why}”：后来有 {n} 次改动建立在它上面——{told}{more}。请先撤销后来的改动，再撤销这一次",
                 why=header.why, n=len(later), told=told, more=more)  # fmt: skip
    return BuiltOn(message, later)


def _said(connection: Connection, kinds: Kinds, one: Later, zone: str) -> str:
    named = tr("、").join(_titles(connection, kinds, one.records[:TOLD_RECORDS], zone))
    several = tr("等 {n} 条", n=len(one.records)) if len(one.records) > TOLD_RECORDS else ""
    return tr("改动 {batch}（{who}，{at}，{why}）：{records}{several}", batch=one.batch, who=by_whom(one.who),
              at=moments.show_time(one.at, zone), why=one.why, records=named, several=several)  # fmt: skip


def _titles(connection: Connection, kinds: Kinds, records: Iterable[Touched], zone: str) -> Iterator[str]:
    for name, id in records:
        kind = kinds[name]
        there = reading.read(connection, kinds, Query(name, (Where("id", "is", id),)))
        title = titles.of(kinds, there[0], zone, masked=True) if there else ""
        yield tr("{kind}“{title}”", kind=kind.label, title=title) if title else tr("{kind}（编号 {id}）", kind=kind.label, id=id)


def _later(connection: Connection, batch: int, records: Sequence[Touched]) -> Later:
    header = journal.read_header(connection, batch)
    assert header is not None  # an entry has named it
    return Later(batch, header.at, header.who, header.why, tuple(records))


def _touched(connection: Connection, kinds: Kinds, header: Header) -> Iterator[Touched]:
    """Yield the records that are not as the set left them, and those that point to what it added."""
    grouped: dict[tuple[str, str], list[Entry]] = {}
    for entry in journal.entries_of(connection, header):
        if entry.action in RECORD_ACTIONS and kinds.knows(entry.kind):
            grouped.setdefault((entry.action, entry.kind), []).append(entry)
    added = {(kind, e.record) for (action, kind), group in grouped.items() if action == "add" for e in group}
    for (action, kind), group in grouped.items():
        yield from ((kind, id) for id in _differing(connection, kinds[kind], action, group))
        if action == "add":
            yield from (p for p in _pointing(connection, kinds, kind, [e.record for e in group]) if p not in added)


def _differing(connection: Connection, kind: Kind, action: str, group: Sequence[Entry]) -> Iterator[int]:
    current = current_rows(connection, kind, [e.record for e in group])
    for entry in group:
        row = current.get(entry.record)
        if action == "remove":
            changed = row is not None
        elif action == "add":
            changed = row != rows.from_body(kind, entry.body)
        else:
            after = rows.from_body(kind, entry.body[1])
            known = {n: v for n, v in after.items() if n in kind.fields or n == "geometry"}
            changed = row is None or any(row.get(n) != v for n, v in known.items())
        if changed:
            yield entry.record


def _pointing(connection: Connection, kinds: Kinds, kind: str, ids: Sequence[int]) -> Iterator[Touched]:
    for source, field in kinds.linking_to(kind):
        condition = f" AND {quote(field.name + '_kind')} = ?" if len(field.to) > 1 else ""
        found = connection.execute(
            f"SELECT id FROM {quote(source.name)} WHERE {quote(field.name)} IN (SELECT value FROM json_each(?)){condition}",
            (links.as_json(ids), *((kind,) if condition else ())),
        )
        yield from ((source.name, row[0]) for row in found.fetchall())


def _last(connection: Connection, kind: str, id: int, header: Header, taken_back: set[int]) -> int | None:
    """Return the last change set in force that wrote a record after this one."""
    end = header.batch + header.count
    later = [batch for batch, e in journal.entries_about(connection, kind, id) if e.number > end and e.action in RECORD_ACTIONS]
    return next((b for b in reversed(later) if b not in taken_back), None)


def _taken_back(connection: Connection, since: int) -> set[int]:
    """Return the later change sets that are no longer in force, with the undoing ones themselves."""
    gone: set[int] = set()
    undoing: set[int] = set()
    for one in journal.changing_backwards(connection):
        if one.batch <= since:
            break
        if one.undoes is not None and one.batch not in gone:
            gone.add(one.undoes)
            undoing.add(one.batch)
    return gone | {b for b in undoing if b not in gone}
