"""The columns of an export: what each is called, and a record's value in it as a person reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import shapely

from data.clock import parse_utc
from data.exchange.out.mark import Mark
from data.exchange.out.names import Names
from data.i18n import tr
from data.kinds.model import Field, Kind
from data.kinds.values import show
from data.records import Record, Values

NUMBERS = ("int", "real")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``name`` of the field, or of a part of the place; ``heading`` is what an import understands again.

    ``carried`` says that the field is of the record that carries the place: of the residence of a person.
    """

    name: str
    heading: str
    field: Field | None = None
    carried: bool = False


@dataclass(frozen=True)
class Outgoing:
    """What is written of one kind: records with covered values and places, columns, and the lines that say where it came from.

    Shapes and places are in ``datum``.
    """

    kind: Kind
    records: tuple[Record, ...]
    columns: tuple[Column, ...]
    zone: str
    about: Mapping[str, str]
    datum: str = "WGS84"
    names: Names = field(default_factory=dict)  # of the records that these link to
    labels: Mapping[str, str] = field(default_factory=dict)  # what kinds are called
    carriers: Mapping[int, Values] = field(default_factory=dict)  # by the record's id: its open residence
    mark: Mark | None = None  # who takes it out, in a file


def columns_of(kind: Kind, fields: Sequence[str], datum: str = "WGS84", carrier: Kind | None = None) -> tuple[Column, ...]:
    """Return the columns of a kind's export: number, fields, then where the record stands, with the datum in the heading.

    What stands in a building is said by the building's name, unit, storey and room, which an import understands.
    """
    inside = kind.place.belongs or bool(kind.place.through)
    shown = [f for n in fields if n != "geometry" and (f := kind.field(n)).type != "solid"]
    own = [Column(f.name, f.label, f) for f in shown if not (inside and f.name in ("building", "dwelling"))]
    east, north = (tr("东坐标"), tr("北坐标")) if datum.startswith("EPSG:") else (tr("经度"), tr("纬度"))
    within = {"building": tr("楼栋"), "unit": tr("单元"), "storey": tr("所在楼层"), "room": tr("房号")}
    carried = [f for f in (carrier.fields.values() if carrier else ()) if f.type != "link"]
    own += [Column(f.name, f.label, f, carried=True) for f in carried]
    places = {"lon": f"{east}({datum})", "lat": f"{north}({datum})", **(within if inside else {})}
    names = {c.name for c in own}
    return (Column("id", tr("记录号")), *own, *(Column(n, label) for n, label in places.items() if n not in names))


def plain_cell(column: Column, record: Record, found: Outgoing) -> Any:
    """Return a value for a text cell: numbers as numbers, choices by label, links by name, times in the station's zone."""
    value = _value(column, record, found)
    if value is None or column.field is None or _is_covered(column.field, value):
        return value
    if column.field.type in NUMBERS:
        return value
    if column.field.type == "link":
        return _linked(column.field, record, found)
    if column.field.type == "time":
        return _local(value, found.zone).strftime("%Y-%m-%d %H:%M:%S")
    return value if column.field.type in ("date", "note") else show(column.field, value, zone=found.zone, unit=False)


def typed_cell(column: Column, record: Record, found: Outgoing) -> Any:
    """Return a value for a workbook: dates and times as such, in the station's zone."""
    value = _value(column, record, found)
    if value is None or column.field is None or _is_covered(column.field, value):
        return value
    if column.field.type == "time":
        return _local(value, found.zone).replace(tzinfo=None)
    if column.field.type == "date":
        return date.fromisoformat(value)
    return plain_cell(column, record, found)


def _linked(field: Field, record: Record, found: Outgoing) -> Any:
    """Return the name of the record that a link points to, with its kind where the field takes several."""
    value = record.values[field.name]
    kind = str(record.values.get(f"{field.name}_kind") or field.to[0])
    name = found.names.get((kind, value))
    label = found.labels.get(kind) if len(field.to) > 1 else None
    return value if name is None else f"{label}：{name}" if label else name


def own_geometry(record: Record) -> Any:
    """Return a record's own shape, else the point where it stands, else None."""
    shape = record.values.get("geometry")
    if shape is not None:
        return shape
    place = record.place
    if place is None or place.lon is None or place.lat is None:
        return None
    return shapely.Point(place.lon, place.lat)


def _value(column: Column, record: Record, found: Outgoing) -> Any:
    if column.name == "id":
        return record.id
    if column.field is not None:
        values = found.carriers.get(record.id, {}) if column.carried else record.values
        return values.get(column.name)
    at = getattr(record.place, column.name, None)
    return found.names.get(("building", at)) if column.name == "building" and at is not None else at


def _is_covered(field: Field, value: Any) -> bool:
    """Whether a value was masked: it is a text where its type says otherwise, or holds the covering marks."""
    return isinstance(value, str) and field.type in ("date", "time", *NUMBERS) and not value[:1].isdigit()


def _local(value: str, zone: str) -> datetime:
    return parse_utc(value).astimezone(ZoneInfo(zone))
