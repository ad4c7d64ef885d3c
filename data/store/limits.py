"""What somebody may see of a kind, as a condition of the one statement that reads it; and the same for what was written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import orjson
import shapely
from shapely.geometry.base import BaseGeometry
from sqlcipher3.dbapi2 import Connection

from data.accounts.session import Session
from data.errors import NotAllowed
from data.i18n import tr
from data.kinds import Kind, Kinds
from data.query import Area, Query
from data.records import Change, ChangeSet
from data.store import rows
from data.store.changes import Run
from data.store.links import as_json
from data.store.schema import quote

if TYPE_CHECKING:
    from data.store.sql import Asker

ATTACHMENT = "attachment"


def condition(asker: Asker, session: Session) -> str:
    """Return the condition on ``t`` that lets through what the session may see of the kind; "" where that is all of it."""
    kind = asker.kind
    if session.open:
        return ""
    if not session.may_read(kind.name):
        return "0"
    if kind.name == ATTACHMENT:
        return _attachments(asker, session)
    return _in_grids(asker, session) if session.limited(kind.name) else ""


def _in_grids(asker: Asker, session: Session) -> str:
    """Return the condition that a record stands in the account's grids, belongs to one that does, or has no place at all."""
    kind = asker.kind
    parent = None if kind.place.own or asker.stands_in_buildings else _parent(kind, session)
    if parent:
        return f"t.{quote(parent[0])} IN ({_visible(asker, parent[1], session)})"
    if not (kind.place.own or asker.stands_in_buildings):
        return ""
    area = grids_area(asker.connection, session)
    inside = asker.in_area(Area(within=area)) if area is not None else "0"
    return f"({inside} OR {_nowhere(asker)})"


def _parent(kind: Kind, session: Session) -> tuple[str, str] | None:
    """Return the required link to a limited kind, for what has no place but through it: a party's dispute."""
    return next(((f.name, k) for f in kind.links if f.required for k in f.to if session.limited(k)), None)


def _nowhere(asker: Asker) -> str:
    """Return the condition that a record never had a place: nobody's grid, so everybody may find it one."""
    kind = asker.kind
    if kind.place.through and not kind.place.belongs:
        return asker.never_carried()
    parts = [f"t.{quote(n)} IS NULL" for n in ("lon", "building", "dwelling") if n == "lon" or n in kind.fields]
    return f"({' AND '.join(parts)})"


def _visible(asker: Asker, kind: str, session: Session) -> str:
    """Return the statement that reads the ids of what may be seen of another kind; its values go to the asker."""
    inner = asker.beside(Query(kind))
    test = condition(inner, session)
    return f"SELECT t.id FROM {quote(kind)} t" + (f" WHERE {test}" if test else "")


def _attachments(asker: Asker, session: Session) -> str:
    """Return the condition that a file belongs to a record that may be seen."""
    owners = [k for k in asker.kind.field("record").to if session.may_read(k)]
    tests = [f"t.record_kind IN (SELECT value FROM json_each({asker.take(orjson.dumps(owners).decode())}))"]
    for owner in owners:
        if session.limited(owner):
            tests.append(f"(t.record_kind != {asker.take(owner)} OR t.record IN ({_visible(asker, owner, session)}))")
    return f"({' AND '.join(tests)})"


def grids_area(connection: Connection, session: Session) -> BaseGeometry | None:
    """Return the account's grids as one shape in WGS-84 degrees, None where none of them is drawn any more."""
    grids = session.account.grids if session.account is not None else ()
    found = connection.execute(
        "SELECT geometry FROM grid WHERE geometry IS NOT NULL AND id IN (SELECT value FROM json_each(?))", (as_json(list(grids)),)
    ).fetchall()
    shapes = [s for s in rows.from_wkb([r[0] for r in found]) if s is not None]
    return shapely.union_all(shapes) if shapes else None


def narrowed(connection: Connection, kinds: Kinds, kind: str, session: Session) -> tuple[str, list[Any]]:
    """Return the condition on ``t`` that lets through what may be seen of a kind, with its values; "" where that is all."""
    from data.store.sql import Asker

    asker = Asker(connection, kinds, Query(kind))
    return condition(asker, session), asker.values


def visible(connection: Connection, kinds: Kinds, session: Session, kind: str, ids: Sequence[int]) -> list[int]:
    """Return those of some ids that may be seen."""
    test, values = narrowed(connection, kinds, kind, session)
    among = "t.id IN (SELECT value FROM json_each(?))" + (f" AND {test}" if test else "")
    found = connection.execute(f"SELECT t.id FROM {quote(kind)} t WHERE {among}", [as_json(list(ids)), *values])
    return [row[0] for row in found]


def sees(connection: Connection, kinds: Kinds, session: Session, kind: str, id: int) -> bool:
    """Whether one record may be seen; one that is not there any more, where its kind may be."""
    if session.open or not session.may_read(kind):
        return session.open
    if not session.limited(kind) and kind != ATTACHMENT:
        return True
    there = connection.execute(f"SELECT 1 FROM {quote(kind)} WHERE id = ?", (id,)).fetchone()
    return bool(visible(connection, kinds, session, kind, [id])) if there else not session.limited(kind)


def seen_of(connection: Connection, kinds: Kinds, session: Session, found: Mapping[str, list[int]]) -> dict[str, list[int]]:
    """Return what may be seen of ids by kind; kinds of which nothing is left are left out."""
    if session.open:
        return dict(found)
    some: dict[str, list[int]] = {}
    for kind, ids in found.items():
        if session.may_read(kind):
            special = session.limited(kind) or kind == ATTACHMENT
            some[kind] = visible(connection, kinds, session, kind, ids) if special else ids
    return {kind: ids for kind, ids in some.items() if ids}


def told(session: Session, sets: Sequence[ChangeSet]) -> list[ChangeSet]:
    """Return change sets without what may not be seen: changes of such kinds, and what is in records that go by grid."""
    if session.open:
        return list(sets)

    def shown(change: Change) -> Change:
        return Change(change.kind, change.id, None, None) if session.limited(change.kind) else change

    return [replace(s, changes=tuple(shown(c) for c in s.changes if session.may_read(c.kind))) for s in sets]


def check_kinds(kinds: Kinds, session: Session, written: Iterable[str]) -> None:
    """Refuse to write kinds that the roles do not allow.

    Raises
    ------
    NotAllowed
        With a sentence that names role and kind.
    """
    if session.open:
        return
    for name in written:
        if not session.may_write(name):
            raise session.refusal(tr("修改{kind}", kind=kinds[name].label))


def check_ids(connection: Connection, kinds: Kinds, session: Session, kind: str, ids: Sequence[int]) -> None:
    """Refuse to touch records outside of the account's grids.

    Raises
    ------
    NotAllowed
        If one of them stands elsewhere.
    """
    if not session.limited(kind) and (session.open or kind != ATTACHMENT):
        return
    there = connection.execute(
        f"SELECT count(*) FROM {quote(kind)} WHERE id IN (SELECT value FROM json_each(?))", (as_json(list(ids)),)
    ).fetchone()[0]
    if len(visible(connection, kinds, session, kind, list(ids))) < there:
        raise NotAllowed(tr("这条{kind}不在您的网格里，不能改", kind=kinds[kind].label))


def check_written(connection: Connection, kinds: Kinds, session: Session, runs: Sequence[Run]) -> None:
    """Look at what a transaction has written, before it is kept: all of it must be allowed, and stand in the account's grids."""
    if session.open:
        return
    check_kinds(kinds, session, dict.fromkeys(run.kind for run in runs))
    for run in runs:
        if run.after is not None:
            check_ids(connection, kinds, session, run.kind, run.ids)
