"""Showing what is masked, for a stated reason, with an entry in the journal."""

from __future__ import annotations

from collections.abc import Sequence

from data.clock import format_utc
from data.errors import InvalidValue
from data.i18n import tr
from data.query import Query, Where
from data.records import Values
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
    if not reason.strip():
        raise InvalidValue(tr("查看敏感信息要写明理由"), field="reason")
    for name in fields:
        engine.kinds[kind].field(name)
    with engine.writing() as connection:
        found = reading.read(connection, engine.kinds, Query(kind, (Where("id", "is", id),), fields=tuple(fields)))
        if not found:
            raise missing(engine.kinds[kind], id)
        group = journal.Group("reveal", kind, [id], [{"fields": list(fields), "reason": reason.strip()}])
        journal.append(connection, [group], at=format_utc(engine.clock.now()), who=who, why=reason.strip(), command="reveal")
    return found[0].values
