"""Everything that points to a record, as groups of rows: a person's homes, a grid's buildings, a force member's tasks."""

from __future__ import annotations

from collections.abc import Iterable

from data.i18n import tr
from data.kinds import Field, Kind
from data.query import Query, Where
from data.records import Record
from data.store.station import Station
from data.workspace import Selection
from widgets.records.lines import Line
from widgets.records.shown import is_companion, link_target, link_titles, record_text

SHOWN = 20  # rows of each group
LEFT_OUT = {"attachment"}  # has a tab of its own


def related_lines(station: Station, kind: str, id: int) -> list[Line]:
    """Return the rows of every kind that links to a record, each group under its heading; on a reader thread."""
    lines: list[Line] = []
    for other, field in station.kinds.linking_to(kind):
        if other.name not in LEFT_OUT and field.sensitivity != "sensitive":  # who is party to what shows on its own page only
            lines += _group(station, other, field, kind, id)
    return lines


def joining_records(station: Station, kind: str, id: int) -> list[Record]:
    """Return the records that only join this one to others, like residences and attachments, and are nothing without it."""
    found: list[Record] = []
    for other, field in station.kinds.linking_to(kind):
        if (not other.ledger and field.required) or other.name in LEFT_OUT:
            found += station.read(_linking(other, field, kind, id))
    return found


def _linking(other: Kind, field: Field, kind: str, id: int) -> Query:
    where = [Where(field.name, "is", id)]
    if len(field.to) > 1:
        where.append(Where(f"{field.name}_kind", "is", kind))
    return Query(other.name, tuple(where))


def _group(station: Station, other: Kind, field: Field, kind: str, id: int) -> list[Line]:
    query = _linking(other, field, kind, id)
    count = station.count(query)
    if not count:
        return []
    order = (f"-{other.layer.time}",) if other.layer and other.layer.time else ()
    records = station.read(Query(other.name, query.where, order=order, limit=SHOWN))
    said = (tr("{n} 条", n=count), station.session.own_only(other.name))
    heading = Line(other.plural, trailing=" · ".join(t for t in said if t), heading=True)
    return [heading, *record_lines(station, records, skip=field.name)]


def record_lines(station: Station, records: Iterable[Record], *, skip: str = "", where: str = "overview") -> list[Line]:
    """Return records of one kind as rows; a record that only joins two others opens the other one."""
    records = list(records)
    titles = link_titles(station, records)
    return [record_line(station, record, titles, skip, where) for record in records]


def record_line(
    station: Station, record: Record, titles: dict[tuple[str, int], str], skip: str = "", where: str = "overview"
) -> Line:
    """Return a record as a row."""
    kind = station.kinds[record.kind]
    names = [n for n in kind.columns if n != skip and not is_companion(kind, n)]
    texts = [t for n in names if (t := record_text(station, record, n, titles, where))]
    title = station.title(record) or kind.label
    target = Selection(record.kind, record.id)
    joined = _joined(kind, record, skip)
    if joined:
        title, target = titles.get(joined, title), Selection(*joined)
    rest = [t for t in texts if t != title]
    layer = kind.layer or station.kinds[target.kind].layer
    return Line(
        title, " · ".join(rest), glyph=layer.glyph if layer else kind.label[:1], badge=layer.colour if layer else "", target=target
    )


def _joined(kind: Kind, record: Record, skip: str) -> tuple[str, int] | None:
    """Return what a joining record (one that is no ledger, like a residence) leads to."""
    if kind.ledger:
        return None
    for field in kind.links:
        target = link_target(kind, field, record) if field.name != skip and field.sensitivity != "sensitive" else None
        if target:
            return target
    return None
