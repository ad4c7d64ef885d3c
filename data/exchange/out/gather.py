"""Reading what is to be written: covered or revealed, with places, in the datum that is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import shapely

from data.clock import format_utc
from data.exchange.out.columns import Outgoing, columns_of
from data.exchange.out.names import names_of_links
from data.exchange.out.wish import Wish
from data.i18n import tr
from data.kinds.masking import masked_values, may_show
from data.kinds.model import Kind
from data.query import Query, Where
from data.records import Record, Values
from data.store.station import Station
from data.town.datum import convert, parse_datum


def gather(station: Station, query: Query, wish: Wish) -> Outgoing:
    """Return what a query finds, ready to be written."""
    kind = station.kinds[query.kind]
    fields = query.fields or tuple(f.name for f in kind.fields.values() if f.type != "solid" and not f.live)
    named = tuple(dict.fromkeys([*fields, "geometry"])) if kind.place.own else fields
    records = station.read(replace(query, placed=True, fields=named))
    shown = _revealed(station, kind, records, wish) if wish.reason.strip() else _covered(kind, records, wish.where)
    datum = parse_datum(wish.datum)
    moved = shown if datum == "WGS84" else [in_datum(r, datum) for r in shown]
    about = {
        tr("站点"): station.name, tr("导出时间"): format_utc(station.clock.now()), tr("类别"): kind.label,
        tr("记录数"): str(len(records)), tr("坐标系"): datum,
    }  # fmt: skip
    if wish.who:
        about[tr("导出人")] = wish.who
    if wish.mark is not None:
        about[tr("导出编号")] = wish.mark.number
    if wish.reason.strip():
        about[tr("导出敏感信息的理由")] = wish.reason.strip()
    carrier = station.kinds[kind.place.through] if kind.place.through else None
    carriers = _carriers(station, carrier, kind, records, wish.where) if carrier else {}
    names = names_of_links(station, kind, records, wish.where)
    columns = columns_of(kind, fields, datum, carrier)
    labels = {k.name: k.label for k in station.kinds.values()}
    return Outgoing(kind, tuple(moved), columns, station.zone, about, datum, names, labels, carriers, wish.mark)


def in_datum(record: Record, datum: str) -> Record:
    """Return a record with its shape and its place moved from WGS-84."""
    values, place = record.values, record.place
    shape = values.get("geometry")
    if shape is not None:
        values = {**values, "geometry": moved(shape, datum)}
    if place is not None and place.lon is not None and place.lat is not None:
        lon, lat = convert([place.lon], [place.lat], "WGS84", datum)
        place = replace(place, lon=float(lon[0]), lat=float(lat[0]))
    return replace(record, values=values, place=place)


def moved(shape: shapely.Geometry, datum: str) -> shapely.Geometry:
    """Return a shape moved from WGS-84 to another datum."""

    def move(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return np.column_stack(convert(points[:, 0], points[:, 1], "WGS84", datum))

    return shapely.transform(shape, move)


def _carriers(station: Station, carrier: Kind, kind: Kind, records: Sequence[Record], where: str) -> dict[int, Values]:
    """Return the record that says where each of these stands now, by their ids: the open residence of a person."""
    back = next(f.name for f in carrier.fields.values() if f.type == "link" and kind.name in f.to)
    asked = Query(carrier.name, (Where(back, "in", tuple(r.id for r in records)),), order=("id",))
    found = station.read(asked.and_where("until", "is", None) if "until" in carrier.fields else asked)
    return {r[back]: masked_values(carrier, r.values, where) for r in reversed(found)}


def _covered(kind: Kind, records: Sequence[Record], where: str) -> list[Record]:
    return [replace(r, values=masked_values(kind, r.values, where)) for r in records]


def _revealed(station: Station, kind: Kind, records: Sequence[Record], wish: Wish) -> list[Record]:
    """Uncover what may be revealed for a reason; the station writes it into the journal."""
    hidden = tuple(n for n in (records[0].values if records else ()) if (f := kind.fields.get(n)) and not may_show(f, wish.where))
    if not hidden:
        return list(records)
    ids = [r.id for r in records]
    station.reveal_list(kind.name, ids, hidden, who=wish.who, reason=wish.reason, command="export", second=wish.second)
    return list(records)
