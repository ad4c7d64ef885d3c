"""Taking back a change set, whole, and bringing it back; refused where something was built on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlcipher3.dbapi2 import Connection

from data.actors import said as by_whom
from data.errors import Conflict, NotAllowed, WrongUsage
from data.i18n import tr
from data.kinds import Kind
from data.records import ChangeSet
from data.store import erased, journal, links, retired, rows
from data.store.acts import ACTS
from data.store.built_on import refusal
from data.store.engine import Engine, Purpose
from data.store.journal import Entry, Header
from data.store.writer import Writer, current_rows

RECORD_ACTIONS = ("add", "change", "remove")
LOOKS = tuple(ACTS)  # sets that undo goes past without looking into them


def undo(engine: Engine, batch: int | None, who: str) -> ChangeSet:
    """Take back the last change set of people, or this one."""

    def work(writer: Writer) -> None:
        take_back(writer, header)

    with engine.lock:
        header = last_to_undo(engine.connection) if batch is None else to_undo(engine.connection, batch)
        try:
            return engine.commit(work, Purpose(who, tr("撤销：{why}", why=header.why), "undo", header.batch))
        except Conflict as conflict:
            raise refusal(engine.connection, engine.kinds, header, conflict) from conflict


def redo(engine: Engine, who: str) -> ChangeSet:
    """Bring back what the last undo took."""

    def work(writer: Writer) -> None:
        take_back(writer, header)

    with engine.lock:
        header = last_to_redo(engine.connection)
        done = journal.read_header(engine.connection, header.undoes) if header.undoes is not None else None
        return engine.commit(work, Purpose(who, tr("重做：{why}", why=(done or header).why), "redo", header.batch))


def last_to_undo(connection: Connection) -> Header:
    """Return the newest change set of people that is in force and can be taken back.

    Raises
    ------
    NotAllowed
        If there is none.
    """
    taken_back: set[int] = set()
    for header in journal.headers_backwards(connection, without=LOOKS):
        if header.batch in taken_back or header.command in journal.DEVICES:
            continue
        if header.command == erased.COMMAND:
            raise NotAllowed(tr("最近一次是清除个人信息，清除不能撤销"))
        if header.undoes is not None:
            taken_back.add(header.undoes)
        elif _changes_records(connection, header):
            return header
    raise NotAllowed(tr("没有可以撤销的改动"))


def last_to_redo(connection: Connection) -> Header:
    """Return the newest undo that is in force and after which nothing else was changed.

    Raises
    ------
    NotAllowed
        If there is none.
    """
    taken_back: set[int] = set()
    for header in journal.headers_backwards(connection, without=LOOKS):
        if header.batch in taken_back or header.command in journal.DEVICES:
            continue
        if header.undoes is None:
            if _changes_records(connection, header):
                break
        elif _is_redo(connection, header):
            taken_back.add(header.undoes)
        else:
            return header
    raise NotAllowed(tr("没有可以重做的改动"))


def _is_redo(connection: Connection, header: Header) -> bool:
    target = journal.read_header(connection, header.undoes or 0)
    return target is not None and target.undoes is not None


def _changes_records(connection: Connection, header: Header) -> bool:
    """Whether a set changed records, or gave up a kind that had none; one sort of entry fills a set, so the first tells."""
    first = connection.execute("SELECT action FROM _journal WHERE entry = ?", (header.batch + 1,)).fetchone()
    return header.count > 0 and first is not None and first[0] in (*RECORD_ACTIONS, *journal.OF_KINDS)


def to_undo(connection: Connection, batch: int) -> Header:
    """Return the change set of this number, if it is in force and can be taken back."""
    header = journal.read_header(connection, batch)
    if header is None:
        raise WrongUsage(tr("没有编号为 {batch} 的改动", batch=batch))
    if not _changes_records(connection, header):
        raise NotAllowed(tr("改动 {batch} 没有改记录，不能撤销", batch=batch))
    if batch in undone(connection, batch):
        raise NotAllowed(tr("改动 {batch} 已经撤销过了", batch=batch))
    if header.command == erased.COMMAND:
        raise NotAllowed(tr("改动 {batch} 是清除个人信息，清除不能撤销", batch=batch))
    return header


def undone(connection: Connection, since: int = 0) -> set[int]:
    """Return the change sets from this one on that are taken back and not brought back."""
    taken_back: set[int] = set()
    for header in journal.headers_backwards(connection, without=LOOKS):
        if header.batch < since:
            break
        if header.undoes is not None and header.batch not in taken_back:
            taken_back.add(header.undoes)
    return taken_back


def take_back(writer: Writer, header: Header) -> None:
    """Write the opposite of a change set: last things first."""
    connection, kinds = writer.connection, writer.kinds
    entries = journal.entries_of(connection, header)
    if any(entry.erased for entry in entries):
        raise NotAllowed(tr("改动 {batch} 涉及的个人信息已到期清除，不能再撤销或重做", batch=header.batch))
    grouped: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        grouped.setdefault((entry.action, entry.kind), []).append(entry)
    for (action, kind), group in reversed(grouped.items()):
        if action in journal.OF_KINDS and kinds.knows(kind):
            (writer.regain if action == retired.RETIRE else writer.retire)(kinds[kind])
        elif action in RECORD_ACTIONS and kinds.knows(kind):
            _OPPOSITES[action](writer, kinds[kind], group)
    for (action, kind), group in grouped.items():
        if action == "add":
            _refuse_built_on(writer, kinds[kind], [e.record for e in group])


def _take_back_added(writer: Writer, kind: Kind, group: Sequence[Entry]) -> None:
    left = {e.record: rows.from_body(kind, e.body) for e in group}
    current = current_rows(writer.connection, kind, list(left))
    for id, row in left.items():
        if current.get(id) != row:
            raise _built_on(writer.connection, kind, id, group[0].number)
    writer.remove(kind, list(left))


def _take_back_changed(writer: Writer, kind: Kind, group: Sequence[Entry]) -> None:
    current = current_rows(writer.connection, kind, [e.record for e in group])
    wanted = {}
    for entry in group:
        id = entry.record
        before, after = (rows.from_body(kind, side) for side in entry.body)
        row = current.get(id)
        if row is None or any(row.get(n) != v for n, v in after.items() if n in kind.fields or n == "geometry"):
            raise _built_on(writer.connection, kind, id, entry.number)
        wanted[id] = {n: v for n, v in before.items() if n in kind.fields or n == "geometry"}
    writer.update(kind, current, wanted)


def _take_back_removed(writer: Writer, kind: Kind, group: Sequence[Entry]) -> None:
    ids = [e.record for e in group]
    there = current_rows(writer.connection, kind, ids)
    if there:
        raise _built_on(writer.connection, kind, next(iter(there)), group[0].number)
    values = [rows.to_values(kind, rows.from_body(kind, e.body)) for e in group]
    columns: dict[str, list[Any]] = {n: [v.get(n) for v in values] for n in (*kind.fields, "geometry")}
    writer.insert(kind, ids, columns)


_OPPOSITES = {"add": _take_back_added, "change": _take_back_changed, "remove": _take_back_removed}


def _refuse_built_on(writer: Writer, kind: Kind, ids: Sequence[int]) -> None:
    found = links.pointing(writer.connection, writer.kinds, kind.name, ids)
    if found is not None:
        source, _, record, _ = found
        raise _built_on(writer.connection, source, record, 0)


def _built_on(connection: Connection, kind: Kind, id: int, after: int) -> Conflict:
    """Return the refusal that names who last changed the record, and when."""
    later = [
        batch for batch, e in journal.entries_about(connection, kind.name, id) if e.number > after and e.action in RECORD_ACTIONS
    ]
    header = journal.read_header(connection, later[-1]) if later else None
    if header is None:
        return Conflict(tr("不能撤销：{kind}（编号 {id}）后来被改动过", kind=kind.label, id=id))
    return Conflict(
        tr("不能撤销：{kind}（编号 {id}）后来由 {who} 于 {at} 改动过（改动 {batch}），请先撤销那一次",
           kind=kind.label, id=id, who=by_whom(header.who), at=header.at, batch=header.batch))  # fmt: skip
