"""Kinds that a station adds for itself, by a declaration in TOML, and gives up again."""

from __future__ import annotations

from data.clock import format_utc
from data.errors import BadInput, NotAllowed
from data.i18n import tr
from data.kinds import Kind, Kinds, builtin_kinds
from data.kinds.load import parse_kind
from data.progress import Progress
from data.records import ChangeSet
from data.store import journal, limits, migrate, retired
from data.store.engine import Engine, Purpose
from data.store.schema import quote
from data.store.writer import Writer

RIGHT = "add_kind"  # who may make a ledger may remove one
COMMAND = "retire_kind"


def add(engine: Engine, toml: str, who: str) -> None:
    """Make the kind's table at once, journal it, and keep the declaration in the file; a changed declaration is followed.

    A kind that was given up comes back with it, empty: what it held comes back when giving it up is undone.

    Raises
    ------
    BadInput
        If the declaration makes no sense, takes a built-in name, or links to a kind that is not there.
    """
    kind = parse_kind(toml, tr("新类别"), own=True)
    if kind.name in builtin_kinds():
        raise BadInput(tr("“{name}”是内置类别的名称，请换一个", name=kind.name))
    _check_links(engine.kinds, kind)
    with engine.writing() as connection:
        stored = migrate.stored_kinds(connection).get(kind.name)
        group = migrate.add(connection, kind, toml) if stored is None else migrate.alter(connection, kind, stored, toml)
        back = retired.regain(connection, engine.kinds, kind)
        groups = [group] if back is None else [group, back]
        at = format_utc(engine.clock.now())
        journal.append(connection, groups, at=at, who=who, why=tr("添加类别“{kind}”", kind=kind.label), command="add_kind")
        kinds = migrate.station_kinds(connection)
    engine.kinds = kinds


def _check_links(kinds: Kinds, kind: Kind) -> None:
    for field in kind.links:
        unknown = [n for n in field.to if n not in kinds and n != kind.name]
        if unknown:
            raise BadInput(tr("字段“{field}”指向没有的类别 {unknown}", field=field.label, unknown=", ".join(unknown)))
    through = kind.place.through
    if through and through not in kinds:
        raise BadInput(tr("place.through 提到没有的类别 {unknown}", unknown=through))


def refuse(engine: Engine, kind: Kind) -> None:
    """Refuse to give up a kind that is not the station's own, that others lean on, or of which somebody sees a part only.

    Raises
    ------
    NotAllowed
        With a sentence that says why.
    Conflict
        If other kinds are declared to point to it.
    """
    session, kinds = engine.acting, engine.kinds
    session.demand(RIGHT, tr("删除台账"))
    if not kind.own:
        raise NotAllowed(tr("“{kind}”是内置的台账，不能删除；可以在图层里关掉它", kind=kind.plural))
    if kinds.retired(kind.name):
        raise NotAllowed(tr("台账“{kind}”已经删除了", kind=kind.plural))
    limits.check_kinds(kinds, session, [kind.name])
    if session.limited(kind.name):
        raise NotAllowed(tr("您只看得到台账“{kind}”在本网格的部分，不能删除整本；请找管得着全部的人", kind=kind.plural))
    retired.refuse_pointed(kinds, kind)


def retire(engine: Engine, name: str, who: str, progress: Progress | None = None) -> ChangeSet:
    """Remove all records of a kind of the station's own and give the kind up, in one change set."""
    kind = engine.kinds[name]
    refuse(engine, kind)

    def work(writer: Writer) -> None:
        ids = [row[0] for row in writer.connection.execute(f"SELECT id FROM {quote(kind.name)} ORDER BY id")]
        if ids:
            writer.remove(kind, ids)
        writer.retire(kind)

    return engine.commit(work, Purpose(who, tr("删除台账“{kind}”", kind=kind.plural), COMMAND), progress)
