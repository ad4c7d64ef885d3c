"""Reading the journal as an auditor does: newest first, page by page, by who, what, record, time, command, or text searched for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from sqlcipher3.dbapi2 import Connection

from data.actors import one_each, stored_names
from data.store.covered import answers, asked
from data.store.notes import mark_key

AT_ONCE = 2_000  # rows of the journal that are read in one go
LONG = 4_000  # bytes of a body that is not read for a list: looks are short
ALONE = ("view", "list", "search")  # acts that are told one by one
ALIKE = ("export", "reveal")  # acts on many records that say the same of each


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked of the journal; what is empty is not asked. ``start`` and ``end`` are UTC as stored, both included.

    ``searched`` asks for searches for a number or name, which the journal itself does not hold.
    """

    who: str = ""
    acts: tuple[str, ...] = ()
    kind: str = ""
    record: int = 0
    start: str = ""
    end: str = ""
    command: str = ""
    searched: str = ""


@dataclass(frozen=True, slots=True)
class JournalLine:
    """Entries of one change set with the same act on the same kind, as one line; ``record`` is the only or first one.

    ``said`` is what a single entry of an act that changes nothing says, or each of many that say the same.
    """

    entry: int
    last: int
    at: str
    who: str
    act: str
    kind: str
    record: int
    count: int
    why: str
    command: str
    said: Mapping[str, Any] = field(default_factory=dict)
    back: int = 0  # seconds that the clock had been set back just before this change set


@dataclass(frozen=True, slots=True)
class JournalPage:
    """Lines, newest first; ``before`` continues behind them, None at the beginning of the journal."""

    lines: tuple[JournalLine, ...]
    before: int | None


def read_page(connection: Connection, wanted: Filter, acts: Sequence[str], before: int | None, most: int) -> JournalPage:
    """Return the next lines. ``acts`` are those whose bodies may be told: they hold no values of records."""
    marks = _marks(connection, wanted)
    lines: list[JournalLine] = []
    for line in _lines(connection, wanted, frozenset(acts), before):
        if marks is not None and not answers(line.said.get("marks", ()), marks):
            continue
        if len(lines) == most:
            return JournalPage(tuple(lines), lines[-1].entry)
        lines.append(line)
    return JournalPage(tuple(lines), None)


def _marks(connection: Connection, wanted: Filter) -> set[str] | None:
    if not wanted.searched.strip():
        return None
    key = mark_key(connection)
    return asked(wanted.searched, key) if key else set()


def _lines(connection: Connection, wanted: Filter, acts: frozenset[str], before: int | None) -> Iterator[JournalLine]:
    """Yield lines, newest first; rows of the same change set, act and kind that follow each other make one."""
    held: JournalLine | None = None
    for row in _rows(connection, wanted, before):
        line = _line(row, acts)
        if held is not None and _joined(held, line):
            held = _together(line, held)
            continue
        if held is not None:
            yield held
        held = line
    if held is not None:
        yield held


def _joined(held: JournalLine, line: JournalLine) -> bool:
    """Whether two lines are told as one: parts of one change; looks are told one by one."""
    same = (held.act, held.kind, held.at, held.who) == (line.act, line.kind, line.at, line.who)
    return same and line.last + 1 == held.entry and line.act not in ALONE


def _together(first: JournalLine, rest: JournalLine) -> JournalLine:
    said = first.said if first.said == rest.said else {}
    return JournalLine(first.entry, rest.last, first.at, first.who, first.act, first.kind, first.record, first.count + rest.count,
                       first.why, first.command, said, first.back)  # fmt: skip


def _rows(connection: Connection, wanted: Filter, before: int | None) -> Iterator[tuple[Any, ...]]:
    """Yield rows of the journal with the header of their change set, newest first."""
    tests, values = _tests(wanted)
    at = before if before is not None else 1 << 62
    while True:
        rows = connection.execute(
            "SELECT n.entry, n.action, n.kind, n.record, n.last, n.count, "
            f"CASE WHEN n.count = 1 AND length(n.body) < {LONG} THEN n.body "
            f"WHEN n.action IN {ALIKE} THEN json_extract(CAST(n.body AS TEXT), '$[1][0]') END, b.body "
            "FROM _journal n CROSS JOIN _journal b ON b.entry = n.batch "
            f"WHERE n.entry < ? AND n.action <> 'begin'{tests} ORDER BY n.entry DESC LIMIT {AT_ONCE}",
            (at, *values),
        ).fetchall()
        yield from rows
        if len(rows) < AT_ONCE:
            return
        at = rows[-1][0]


def _tests(wanted: Filter) -> tuple[str, list[Any]]:
    tests: list[str] = []
    values: list[Any] = []
    acts = ("search",) if wanted.searched.strip() else wanted.acts
    if acts:
        tests.append(f"n.action IN ({', '.join('?' * len(acts))})")
        values += acts
    if wanted.kind:
        tests.append("n.kind = ?")
        values.append(wanted.kind)
    if wanted.record:
        tests.append("n.record <= ? AND n.last >= ?")
        values += [wanted.record, wanted.record]
    for name, given in (("who", stored_names(wanted.who)), ("command", (wanted.command,))):
        if any(given):
            tests.append(f"json_extract(CAST(b.body AS TEXT), '$.{name}') IN ({', '.join('?' * len(given))})")
            values += given
    for moment, sign in ((wanted.start, ">="), (wanted.end, "<=")):
        if moment:
            tests.append(f"json_extract(CAST(b.body AS TEXT), '$.at') {sign} ?")
            values.append(moment)
    return "".join(f" AND {t}" for t in tests), values


def _line(row: Sequence[Any], acts: frozenset[str]) -> JournalLine:
    entry, act, kind, record, _last, count, body, header = row
    head = orjson.loads(header)
    said = orjson.loads(body) if body is not None and act in acts else None
    told = said if isinstance(said, dict) else {}
    return JournalLine(entry, entry + count - 1, str(told.get("at") or head["at"]), head["who"], act, kind, record, count,
                       head["why"], head["command"], told, head.get("back", 0))  # fmt: skip


def people(connection: Connection) -> list[str]:
    """Return everybody whom the journal names, in order; one of the names that mean the same."""
    found = connection.execute(
        "SELECT DISTINCT json_extract(CAST(body AS TEXT), '$.who') FROM _journal WHERE action = 'begin' ORDER BY 1"
    )
    return one_each([str(row[0]) for row in found.fetchall() if row[0]])
