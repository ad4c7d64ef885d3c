"""Kinds that a station has given up: their tables stay, empty, with names and fields, for the journal and the past tell of them.

Retiring a kind is an entry of its change set, and so is regaining it. Which kinds were retired, and at which entries, also stands
in the file by itself, so that opening it reads no journal; `unlike_journal` holds one against the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlcipher3.dbapi2 import Connection

from data.errors import Conflict
from data.i18n import tr
from data.kinds import Kind, Kinds
from data.kinds.model import Spans
from data.store import journal, meta
from data.store.changes import Run
from data.store.journal import Group

NAME = "retired"  # in the file: by kind, pairs of entries
RETIRE, REGAIN = journal.OF_KINDS


def spans(connection: Connection) -> Spans:
    """Return between which entries of the journal there was no such kind: before its beginning, and while it was retired.

    A pair is the first entry without it, and the first with it again. Of kinds that never were retired nothing is kept.
    """
    return {
        str(name): tuple((int(start), None if end is None else int(end)) for start, end in pairs)
        for name, pairs in dict(meta.get(connection, NAME, {})).items()
    }


def retire(connection: Connection, kinds: Kinds, kind: Kind) -> Group:
    """Mark a kind as retired from the change set on that is being written; return what the journal is to hold."""
    refuse_pointed(kinds, kind)
    before = spans(connection).get(kind.name) or [(0, _born(connection, kind.name))]  # the past has it from its beginning on
    _put(connection, kind.name, [*before, (_next(connection), None)])
    return Group(RETIRE, kind.name, [0], [{}])


def refuse_pointed(kinds: Kinds, kind: Kind) -> None:
    """Refuse to give up a kind that others are declared to lean on.

    Raises
    ------
    Conflict
        That names the other one.
    """
    pointing = next(((k, f) for k, f in kinds.linking_to(kind.name) if k.name != kind.name), None)
    through = next((k for k in kinds.values() if k.place.through == kind.name), None)
    if pointing is not None:
        raise Conflict(tr("不能删除台账“{kind}”：“{other}”的字段“{field}”指向它，请先删除那本台账", kind=kind.plural,
                          other=pointing[0].plural, field=pointing[1].label))  # fmt: skip
    if through is not None:
        raise Conflict(tr("不能删除台账“{kind}”：“{other}”靠它定位置，请先删除那本台账", kind=kind.plural, other=through.plural))


def regain(connection: Connection, kinds: Kinds, kind: Kind) -> Group | None:
    """Take the mark from a kind; return what the journal is to hold, None where it is not retired.

    Raises
    ------
    Conflict
        If a kind that it points to is retired itself.
    """
    held = spans(connection).get(kind.name, ())
    if not held or held[-1][1] is not None:
        return None
    gone = next((n for f in kind.links for n in f.to if kinds.retired(n) and n != kind.name), None)
    if gone is not None:
        raise Conflict(tr("不能恢复台账“{kind}”：它指向的台账“{other}”也已删除，请先恢复那一本", kind=kind.plural,
                          other=kinds[gone].plural))  # fmt: skip
    _put(connection, kind.name, [*held[:-1], (held[-1][0], _next(connection))])
    return Group(REGAIN, kind.name, [0], [{}])


def _born(connection: Connection, kind: str) -> int:
    """Return the change set that declared a kind."""
    asked = "SELECT min(batch) FROM _journal WHERE count = 1 AND record = 0 AND kind = ? AND action = 'declare'"
    return int(connection.execute(asked, (kind,)).fetchone()[0] or 0)


def _next(connection: Connection) -> int:
    """Return the number of the change set that is being written."""
    return journal.tip(connection)[0] + 1


def _put(connection: Connection, kind: str, pairs: Sequence[tuple[int, int | None]]) -> None:
    meta.put(connection, NAME, {**{n: list(p) for n, p in spans(connection).items()}, kind: list(pairs)})


def refuse_written(connection: Connection, kinds: Kinds, runs: Iterable[Run]) -> None:
    """Refuse to leave records in a kind that is retired, also where another program has retired it just now.

    Raises
    ------
    Conflict
        That names the kind.
    """
    written = {run.kind for run in runs if run.after is not None and kinds[run.kind].own}
    held = spans(connection) if written else {}
    gone = next((name for name in sorted(written) if held.get(name) and held[name][-1][1] is None), None)
    if gone is not None:
        raise refusal(kinds[gone])


def refusal(kind: Kind) -> Conflict:
    """Return the refusal to write records of a retired kind."""
    return Conflict(tr("台账“{kind}”已经删除，不能再往里写；要用它，请先撤销那次删除", kind=kind.plural))


def unlike_journal(connection: Connection) -> list[str]:
    """Return a sentence for each kind of which the file says otherwise than the journal when it was retired."""
    told: dict[str, list[tuple[int, int | None]]] = {}
    found: Iterable[tuple[Any, ...]] = connection.execute(
        f"SELECT batch, action, kind FROM _journal WHERE action IN ('{RETIRE}', '{REGAIN}') ORDER BY entry"
    ).fetchall()
    for batch, action, kind in found:
        pairs = told.setdefault(kind, [(0, _born(connection, kind))])
        if action == RETIRE:
            pairs.append((batch, None))
        elif pairs:
            pairs[-1] = (pairs[-1][0], batch)
    held = spans(connection)
    wrong = sorted(n for n in told.keys() | held.keys() if tuple(told.get(n, ())) != tuple(held.get(n, ())))
    return [tr("类别“{kind}”是否已删除，与日志所记的不同", kind=name) for name in wrong]
