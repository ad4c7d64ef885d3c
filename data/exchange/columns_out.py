"""The columns of an export: what each is called, and a record's value in it as a person reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import shapely

from data.clock import parse_utc
from data.i18n import tr
from data.kinds.model import Field, Kind
from data.kinds.values import show
from data.records import Record

NUMBERS = ("int", "real")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``name`` of the field, or of a part of the place; ``heading`` is what an import understands again."""

    name: str
    heading: str
    field: Field | None = None


@dataclass(frozen=True)
class Outgoing:
    """What is written: records with covered values and places, columns, and the lines that say where it came from."""

    kind: Kind
    records: tuple[Record, ...]
    columns: tuple[Column, ...]
    zone: str
    about: Mapping[str, str]


def columns_of(kind: Kind, fields: Sequence[str]) -> tuple[Column, ...]:
    """Return the columns of a kind's export: number, fields, then where the record stands."""
    shown = [f for n in fields if n != "geometry" and (f := kind.field(n)).type != "solid"]
    own = [Column(f.name, f.label, f) for f in shown]
    places = {"lon": tr("经度"), "lat": tr("纬度"), "storey": tr("所在楼层"), "room": tr("房号")}
    names = {c.name for c in own}
    return (Column("id", tr("记录号")), *own, *(Column(n, label) for n, label in places.items() if n not in names))


def plain_cell(column: Column, record: Record, zone: str) -> Any:
    """Return a value for a text cell: numbers as numbers, choices by label, times in the station's zone."""
    value = _value(column, record)
    if value is None or column.field is None or _is_covered(column.field, value):
        return value
    if column.field.type in NUMBERS or column.field.type == "link":
        return value
    if column.field.type == "time":
        return _local(value, zone).strftime("%Y-%m-%d %H:%M:%S")
    return value if column.field.type in ("date", "note") else show(column.field, value, zone=zone, unit=False)


def typed_cell(column: Column, record: Record, zone: str) -> Any:
    """Return a value for a workbook: dates and times as such, in the station's zone."""
    value = _value(column, record)
    if value is None or column.field is None or _is_covered(column.field, value):
        return value
    if column.field.type == "time":
        return _local(value, zone).replace(tzinfo=None)
    if column.field.type == "date":
        return date.fromisoformat(value)
    return plain_cell(column, record, zone)


def own_geometry(record: Record) -> Any:
    """Return a record's own shape, else the point where it stands, else None."""
    shape = record.values.get("geometry")
    if shape is not None:
        return shape
    place = record.place
    if place is None or place.lon is None or place.lat is None:
        return None
    return shapely.Point(place.lon, place.lat)


def _value(column: Column, record: Record) -> Any:
    if column.name == "id":
        return record.id
    if column.field is not None:
        return record.values.get(column.name)
    return getattr(record.place, column.name, None)


def _is_covered(field: Field, value: Any) -> bool:
    """Whether a value was masked: it is a text where its type says otherwise, or holds the covering marks."""
    return isinstance(value, str) and field.type in ("date", "time", *NUMBERS) and not value[:1].isdigit()


def _local(value: str, zone: str) -> datetime:
    return parse_utc(value).astimezone(ZoneInfo(zone))
