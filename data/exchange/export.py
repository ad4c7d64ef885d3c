"""Records out: JSON, CSV, GeoJSON, workbook and GeoPackage, with what may not be seen still covered."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import shapely

from data.clock import format_utc
from data.errors import BadInput, WrongUsage
from data.exchange.columns_out import Column, Outgoing, columns_of, own_geometry, plain_cell
from data.exchange.formats import FORMATS
from data.exchange.layers_out import write_geopackage
from data.exchange.safe_cells import defuse
from data.exchange.workbook_out import write_workbook
from data.i18n import tr
from data.kinds.masking import PLACES, masked_values
from data.query import Query, Where
from data.records import Record
from data.store.station import Station

__all__ = ["FORMATS", "export", "records_json"]

IN_FILES = ("xlsx", "gpkg")
PLACE_KEYS = ("lon", "lat", "building", "storey", "room")


def records_json(station: Station, records: Sequence[Record], *, where: str = "desk") -> list[dict[str, Any]]:
    """Return records as the command line prints them: fields, then where each stands; ``where`` says who sees them.

    Records that were read without their place are given it.
    """
    placed = _placed(station, records)
    return [_record_json(replace(r, values=masked_values(station.kinds[r.kind], r.values, where))) for r in placed]


def export(station: Station, query: Query, format: str, out: Path | None, *, where: str = "desk") -> str | None:
    """Write what a query finds to a file, or return it as text where ``out`` is None.

    ``format`` is one of `FORMATS`; ``where`` is one of `data.kinds.masking.PLACES` and decides what is covered.

    Raises
    ------
    WrongUsage
        If the format is unknown, or can only be written to a file.
    BadInput
        If the file cannot be written.
    """
    if format not in FORMATS:
        raise WrongUsage(tr("不能导出 {format} 格式，可以用：{known}", format=format, known=", ".join(FORMATS)))
    if where not in PLACES:
        raise ValueError(f"no such place: {where}")
    if out is None and format in IN_FILES:
        raise WrongUsage(tr("{format} 要写到文件里，请给出文件名", format=format))
    found = _gather(station, query, where)
    try:
        return _write(found, format, out)
    except OSError as error:
        raise BadInput(tr("写不了 {file}：{why}", file=out, why=error.strerror or error), file=out) from error


def _write(found: Outgoing, format: str, out: Path | None) -> str | None:
    writer = FILE_WRITERS.get(format)
    if writer is not None and out is not None:
        writer(found, out)
        return None
    text = TEXT_WRITERS[format](found)
    if out is None:
        return text
    # Table programs take a .csv without the mark for the system's own encoding and spoil the Chinese.
    out.write_text(text, encoding="utf-8-sig" if format == "csv" else "utf-8", newline="")
    return None


def _gather(station: Station, query: Query, where: str) -> Outgoing:
    kind = station.kinds[query.kind]
    fields = query.fields or tuple(f.name for f in kind.fields.values() if f.type != "solid")
    named = tuple(dict.fromkeys([*fields, "geometry"])) if kind.place.own else fields
    records = station.read(replace(query, placed=True, fields=named))
    covered = [replace(r, values=masked_values(kind, r.values, where)) for r in records]
    now = format_utc(station.clock.now())
    about = {tr("站点"): station.name, tr("导出时间"): now, tr("类别"): kind.label, tr("记录数"): str(len(records))}
    return Outgoing(kind, tuple(covered), columns_of(kind, fields), station.zone, about)


def _placed(station: Station, records: Sequence[Record]) -> list[Record]:
    """Return the records with their places, read by kind for those that lack one."""
    lacking: dict[str, list[int]] = {}
    for r in records:
        if r.place is None:
            lacking.setdefault(r.kind, []).append(r.id)
    known = {}
    for kind, ids in lacking.items():
        asked = Query(kind, (Where("id", "in", tuple(ids)),), placed=True)
        known.update({r.id: r.place for r in station.read(asked)})
    return [r if r.place is not None else replace(r, place=known.get(r.id)) for r in records]


def _record_json(record: Record) -> dict[str, Any]:
    """Return a record whose values are covered already."""
    plain = {n: _plain(v) for n, v in record.values.items() if n != "geometry"}
    return {"kind": record.kind, "id": record.id, **plain, **_place(record, plain)}


def _place(record: Record, values: dict[str, Any]) -> dict[str, Any]:
    """Return where a record stands; its own fields of these names go first."""
    place = record.place
    at = {n: getattr(place, n, None) for n in PLACE_KEYS}
    return {n: v for n, v in at.items() if values.get(n) is None}


def _plain(value: Any) -> Any:
    return shapely.to_geojson(value) if isinstance(value, shapely.Geometry) else value


def _json(found: Outgoing) -> str:
    rows = [_record_json(r) for r in found.records]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def _csv(found: Outgoing) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([c.heading for c in found.columns])
    for record in found.records:
        writer.writerow([_csv_cell(c, record, found.zone) for c in found.columns])
    return text.getvalue()


def _csv_cell(column: Column, record: Record, zone: str) -> str:
    value = plain_cell(column, record, zone)
    return "" if value is None else defuse(str(value)) if isinstance(value, str) else str(value)


def _geojson(found: Outgoing) -> str:
    features = [_feature(r) for r in found.records]
    return json.dumps({"type": "FeatureCollection", "name": found.kind.name, "features": features}, ensure_ascii=False)


def _feature(record: Record) -> dict[str, Any]:
    shape = own_geometry(record)
    geometry = json.loads(shapely.to_geojson(shape)) if shape is not None else None
    return {"type": "Feature", "id": record.id, "geometry": geometry, "properties": _record_json(record)}


TEXT_WRITERS: dict[str, Callable[[Outgoing], str]] = {"json": _json, "csv": _csv, "geojson": _geojson}
FILE_WRITERS: dict[str, Callable[[Outgoing, Path], None]] = {"xlsx": write_workbook, "gpkg": write_geopackage}
