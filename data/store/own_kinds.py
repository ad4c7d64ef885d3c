"""Kinds that a station adds for itself, by a declaration in TOML."""

from __future__ import annotations

from data.clock import format_utc
from data.errors import BadInput
from data.i18n import tr
from data.kinds import Kind, Kinds, builtin_kinds
from data.kinds.load import parse_kind
from data.store import journal, migrate
from data.store.engine import Engine


def add(engine: Engine, toml: str, who: str) -> None:
    """Make the kind's table at once, journal it, and keep the declaration in the file; a changed declaration is followed.

    Raises
    ------
    BadInput
        If the declaration makes no sense, takes a built-in name, or links to a kind that is not there.
    """
    kind = parse_kind(toml, tr("新类别"), own=True)
    if kind.name in builtin_kinds():
        raise BadInput(tr("“{name}”是内置类别的名称，请换一个", name=kind.name))
    _check_links(engine.kinds, kind)
    kinds = Kinds({**engine.kinds, kind.name: kind})
    with engine.writing() as connection:
        stored = migrate.stored_kinds(connection).get(kind.name)
        group = migrate.add(connection, kind, toml) if stored is None else migrate.alter(connection, kind, stored, toml)
        at = format_utc(engine.clock.now())
        journal.append(connection, [group], at=at, who=who, why=tr("添加类别“{kind}”", kind=kind.label), command="add_kind")
    engine.kinds = kinds


def _check_links(kinds: Kinds, kind: Kind) -> None:
    for field in kind.links:
        unknown = [n for n in field.to if n not in kinds and n != kind.name]
        if unknown:
            raise BadInput(tr("字段“{field}”指向没有的类别 {unknown}", field=field.label, unknown=", ".join(unknown)))
    through = kind.place.through
    if through and through not in kinds:
        raise BadInput(tr("place.through 提到没有的类别 {unknown}", unknown=through))
