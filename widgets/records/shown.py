"""Values as a panel shows them: masked as the place demands, links by the title of what they point to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from data.clock import parse_utc
from data.i18n import tr
from data.kinds import Field, Kind
from data.kinds.masking import masked, may_show, visible
from data.kinds.model import SOURCE_DATUM
from data.kinds.moments import show_date, zone_of
from data.query import Query, Where
from data.records import Record
from data.store.station import Station

Titles = Mapping[tuple[str, int], str]


def own_fields(kind: Kind) -> list[Field]:
    """Return the fields that people see: not the companions that say a link's kind, an assumption, or where a shape came from."""
    return [f for f in kind.fields.values() if not is_companion(kind, f.name)]


def is_companion(kind: Kind, name: str) -> bool:
    """Whether the field only stands beside another one."""
    beside = any(name.endswith(ending) and name.removesuffix(ending) in kind.fields for ending in ("_kind", "_assumed"))
    return beside or name == SOURCE_DATUM


def link_target(kind: Kind, field: Field, record: Record) -> tuple[str, int] | None:
    """Return kind and id of what a link of a record points to."""
    id = record[field.name]
    if not id:
        return None
    to = record[f"{field.name}_kind"] if len(field.to) > 1 else field.to[0]
    return (to, int(id)) if to else None


def link_titles(station: Station, records: Iterable[Record], fields: Iterable[str] | None = None) -> dict[tuple[str, int], str]:
    """Return the titles of everything that the records link to: one read per kind linked to."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for record in records:
        kind = station.kinds[record.kind]
        for field in kind.links:
            target = link_target(kind, field, record) if fields is None or field.name in fields else None
            if target:
                wanted[target[0]].add(target[1])
    return titles_of(station, wanted)


def titles_of(station: Station, wanted: Mapping[str, Iterable[int]]) -> dict[tuple[str, int], str]:
    """Return masked titles of records by kind and id."""
    found = {}
    for kind, ids in wanted.items():
        query = Query(kind, (Where("id", "in", tuple(ids)),))
        for record in station.read(query):
            found[kind, record.id] = station.title(record)
    return found


def shown(field: Field, value: Any, zone: str, *, where: str = "desk", revealed: bool = False) -> str:
    """Return a value as text for a place (see `data.kinds.masking.PLACES`)."""
    return visible(field, value, where, revealed=revealed, zone=zone)


def needs_reveal(field: Field, value: Any, where: str) -> bool:
    """Whether something is covered there that could be revealed."""
    return value not in (None, "") and not may_show(field, where)


def record_text(station: Station, record: Record, name: str, titles: Titles, where: str) -> str:
    """Return one field of a record as text; a link as the title of its target."""
    kind = station.kinds[record.kind]
    field = kind.fields[name]
    if field.type == "link":
        target = link_target(kind, field, record)
        return titles.get(target, tr("已删除的记录")) if target else ""
    return shown(field, record[name], station.zone, where=where)


def ago(station: Station, stored: str | None) -> str:
    """Return a past moment as it is said: 刚刚, 5 分钟前, 今天 08:10, 11-20 21:47, 2025-11-20."""
    if not stored:
        return ""
    moment, now = parse_utc(stored), station.clock.now()
    local, today = moment.astimezone(zone_of(station.zone)), now.astimezone(zone_of(station.zone))
    minutes = (now - moment).total_seconds() / 60
    if 0 <= minutes < 1:
        return tr("刚刚")
    if 1 <= minutes < 60:
        return tr("{n} 分钟前", n=round(minutes))
    return _day(local, today)


def _day(local: datetime, today: datetime) -> str:
    if local.date() == today.date():
        return tr("今天 {time}", time=f"{local:%H:%M}")
    if (today.date() - local.date()).days == 1:
        return tr("昨天 {time}", time=f"{local:%H:%M}")
    return f"{local:%m-%d %H:%M}" if local.year == today.year else f"{local:%Y-%m-%d}"


def month_of(day: str | None) -> str:
    """Return year and month of a stored date."""
    return day[:7] if day else ""


def masked_name(field: Field, value: Any) -> str:
    """Return a name as overviews show it."""
    return masked(field, value) if field.sensitivity != "open" else str(value or "")


__all__ = [
    "ago",
    "is_companion",
    "link_target",
    "link_titles",
    "masked_name",
    "month_of",
    "needs_reveal",
    "own_fields",
    "record_text",
    "show_date",
    "shown",
    "titles_of",
]
