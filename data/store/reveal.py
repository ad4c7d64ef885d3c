"""Showing what is masked, for a stated reason, with an entry in the journal for each record."""

from __future__ import annotations

from collections.abc import Sequence

from sqlcipher3.dbapi2 import Connection

from data.accounts import approval
from data.clock import format_utc
from data.errors import InvalidValue
from data.i18n import tr
from data.query import Query, Where
from data.records import Record, Values
from data.store import journal, reading
from data.store.engine import Engine
from data.store.writer import missing


def reveal(engine: Engine, kind: str, id: int, fields: Sequence[str], who: str, reason: str) -> Values:
    """Return the fields unmasked; the journal gets who, which fields and why, never the values.

    Raises
    ------
    InvalidValue
        If no reason is given.
    """
    found = reveal_list(engine, kind, [id], fields, who, reason)
    if id not in found:
        raise missing(engine.kinds[kind], id)
    return found[id]


def reveal_list(engine: Engine, kind: str, ids: Sequence[int], fields: Sequence[str], who: str, reason: str,
                command: str = "reveal", second: str = "") -> dict[int, Values]:  # fmt: skip
    """Return the fields unmasked of those records that are there, by id; each has an entry.

    Raises
    ------
    InvalidValue
        If no reason is given.
    NotAllowed
        If the roles do not allow it, or it is a whole list and no second person agreed (`data.accounts.approval`).
    """
    check(engine, kind, fields, reason)
    with engine.writing() as connection:  # nobody takes anything in between, on any thread or in any process
        if command != "export":  # which asked for its second person itself, before it read anything, and says who agreed
            second = approval.demand(engine, "reveal", [engine.kinds[kind]], len(set(ids)), which={(kind, id) for id in ids})
        asked = Query(kind, (Where("id", "in", tuple(ids)),), fields=tuple(fields), by=engine.acting)
        found = reading.read(connection, engine.kinds, asked)
        note(engine, connection, found, fields, who, reason, command, second=second)
    return {r.id: r.values for r in found}


def check(engine: Engine, kind: str, fields: Sequence[str], reason: str) -> None:
    """Refuse to show fields without a reason, or that there are not."""
    if not reason.strip():
        raise InvalidValue(tr("查看敏感信息要写明理由"), field="reason")
    for name in fields:
        field = engine.kinds[kind].field(name)
        if not engine.acting.may_reveal(engine.kinds[kind], name):
            raise engine.acting.refusal(tr("查看{kind}的{field}", kind=engine.kinds[kind].label, field=field.label))


def note(engine: Engine, connection: Connection, found: Sequence[Record], fields: Sequence[str], who: str, reason: str,
         command: str, moment: str | None = None, second: str = "") -> None:  # fmt: skip
    """Write into the journal that fields of records are shown; ``moment`` is the past one (UTC as stored) as of which they are.

    ``second`` is who agreed to it, where somebody had to.
    """
    if not found:
        return
    why = reason.strip()
    said = {"fields": list(fields), "reason": why, "moment": moment, "second": second or None}
    said = {name: value for name, value in said.items() if value is not None}
    group = journal.Group("reveal", found[0].kind, [r.id for r in found], [said] * len(found))
    journal.append(connection, [group], at=format_utc(engine.clock.now()), who=who, why=why, command=command)
