"""Records out: JSON, CSV, GeoJSON, KML, workbook and GeoPackage, with what may not be seen still covered."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import shapely

from data.disk_words import why_not
from data.errors import BadInput
from data.exchange.formats import FORMATS
from data.exchange.out.columns import Column, Outgoing, own_geometry, plain_cell
from data.exchange.out.gather import gather
from data.exchange.out.layers import write_geopackage, write_kml
from data.exchange.out.mark import NAME, mark_of, quoted, spaced
from data.exchange.out.wish import Wish
from data.exchange.out.workbook import write_workbook
from data.exchange.safe_cells import defuse
from data.exchange.tables.words import MARK
from data.i18n import choose, tr
from data.kinds.masking import masked_values
from data.query import Query, Where
from data.records import Record
from data.store.notes import Act
from data.store.station import Station

__all__ = ["FORMATS", "Wish", "export", "records_json", "write_out"]

PLACE_KEYS = ("lon", "lat", "building", "storey", "room")
_TURN = threading.Lock()  # two lists asked for at once would each be told that nothing was taken yet


def records_json(station: Station, records: Sequence[Record], *, where: str = "desk") -> list[dict[str, Any]]:
    """Return records as the command line prints them: fields, then where each stands; ``where`` says who sees them.

    Records that were read without their place are given it.
    """
    placed = _placed(station, records)
    return [_record_json(replace(r, values=masked_values(station.kinds[r.kind], r.values, where))) for r in placed]


def export(station: Station, query: Query, format: str, out: Path | None, *, where: str = "desk", who: str = "") -> str | None:
    """Write what one query finds to a file, or return it as text where ``out`` is None; see `write_out`."""
    return write_out(station, Wish((query,), format, out, where=where, who=who))


def write_out(station: Station, wish: Wish) -> str | None:
    """Write what is wished to its file, or return it as text where it names none.

    Raises
    ------
    WrongUsage
        If the format is unknown, can only be written to a file, or does not go with the rest of the wish.
    BadInput
        If the file cannot be written, or the datum does not exist.
    NotAllowed
        If the roles do not allow it, or no second person agreed to a bulk export (`data.accounts.approval`).
    """
    wish.check()
    with _TURN:
        wish, found = _taken(station, wish)
    try:
        return _write(found, wish)
    except OSError as error:
        raise BadInput(tr("写不了 {file}：{why}", file=wish.out, why=why_not(error)), file=wish.out) from error


def _taken(station: Station, wish: Wish) -> tuple[Wish, list[Outgoing]]:
    """Return what may leave and what is said of it, once the journal says so."""
    wish = replace(wish, second=_allowed(station, wish))
    if wish.out is not None:
        wish = replace(wish, mark=mark_of(station, wish.who, *(query.kind for query in wish.queries)))
    found = [gather(station, query, wish) for query in wish.queries]
    _note(station, wish, found)  # where it is looked at once more: another process may have taken its part meanwhile
    return wish, found


def _note(station: Station, wish: Wish, found: Sequence[Outgoing]) -> None:
    """Write into the journal who takes which records out, before it is done; what is printed is a list that was looked at.

    What is printed of people at a station with accounts is an export as well, or printing would not count for a second person.
    """
    session, why = station.session, wish.reason.strip()
    if not (wish.who or session.who):
        return
    exports = []
    for query, one in zip(wish.queries, found, strict=True):
        told = {"format": wish.format, "uncovered": bool(why) or None, "second": wish.second or None}
        fields = sorted({where.field for where in query.where}) or None
        ids = [r.id for r in one.records]
        if wish.out is not None:
            said = {**told, "file": wish.out.name, "mark": wish.mark.number if wish.mark is not None else None}
            exports.append(Act("export", one.kind.name, ids, said, why, "export"))
        elif one.kind.personal and not session.open:
            exports.append(Act("export", one.kind.name, ids, {**told, "fields": fields}, why, "query"))
        else:
            station.note("list", one.kind.name, said={"fields": fields}, who=wish.who, command="query")
    if exports:
        station.note_together(exports, lambda: _still_allowed(station, wish, found), who=wish.who)


def _allowed(station: Station, wish: Wish) -> str:
    """Refuse what the roles do not allow, and much of people without a second person who agreed; return who did."""
    session = station.session
    if session.open:
        return ""
    kinds = [station.kinds[query.kind] for query in wish.queries]
    for kind in kinds:
        if not (session.may_export and session.may_read(kind.name)):
            raise session.refusal(tr("导出{kind}", kind=kind.plural))
    count = sum(station.count(query) for query in wish.queries)
    return station.people.demand_second("export", kinds, count, uncovered=bool(wish.reason.strip()))


def _still_allowed(station: Station, wish: Wish, found: Sequence[Outgoing]) -> None:
    """Refuse what was allowed before it was gathered, where more was taken meanwhile; these records count once."""
    which = {(one.kind.name, r.id) for one in found for r in one.records}
    kinds = [one.kind for one in found]
    station.people.demand_second("export", kinds, len(which), uncovered=bool(wish.reason.strip()), which=which)


def _write(found: Sequence[Outgoing], wish: Wish) -> str | None:
    writer = FILE_WRITERS.get(wish.format)
    if writer is not None and wish.out is not None:
        writer(found, wish.out)
        return None
    text = TEXT_WRITERS[wish.format](found)
    if wish.out is None:
        return text
    # Table programs take a .csv without the mark for the system's own encoding and spoil the Chinese.
    wish.out.write_text(text, encoding=wish.encoding if wish.format == "csv" else "utf-8", newline="")
    return None


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


def _json(found: Sequence[Outgoing]) -> str:
    rows = [{**_datum(part), **_record_json(r)} for part in found for r in part.records]
    mark = found[0].mark if found else None
    if mark is None:
        return json.dumps(rows, ensure_ascii=False, indent=1)
    if rows:  # what reads a list of records goes on to find one
        rows[0] = {**rows[0], "exported": mark.line}
    return spaced(json.dumps(rows, ensure_ascii=False, indent=1), mark.bits())


def _datum(part: Outgoing) -> dict[str, str]:
    """Return what says in each record which datum it is in; WGS-84 is understood."""
    return {} if part.datum == "WGS84" else {"datum": part.datum}


def _csv(found: Sequence[Outgoing]) -> str:
    (only,) = found
    bits = only.mark.bits() if only.mark is not None else None
    headings, told = [c.heading for c in only.columns], [""]
    if only.mark is not None:
        headings, told = [*headings, choose(MARK)], [only.mark.line]
    lines = [quoted(headings, bits)]
    for n, record in enumerate(only.records):
        cells = [_csv_cell(c, record, only) for c in only.columns]
        lines.append(quoted([*cells, *(told if n == 0 else [""])] if only.mark is not None else cells, bits))
    return "".join(lines)


def _csv_cell(column: Column, record: Record, found: Outgoing) -> str:
    value = plain_cell(column, record, found)
    return "" if value is None else defuse(str(value)) if isinstance(value, str) else str(value)


def _geojson(found: Sequence[Outgoing]) -> str:
    features = [_feature(r) for part in found for r in part.records]
    collection: dict[str, Any] = {"type": "FeatureCollection", "name": found[0].kind.name}
    if found[0].datum != "WGS84":  # no standard has a place for it, but a person and the import will look
        collection["datum"] = found[0].datum
    mark = found[0].mark
    if mark is not None:  # in sight for people, and once more where only programs look
        said = mark.said
        return json.dumps({**collection, "exported": said["exported"], "features": features, NAME: said[NAME]}, ensure_ascii=False)
    return json.dumps({**collection, "features": features}, ensure_ascii=False)


def _feature(record: Record) -> dict[str, Any]:
    shape = own_geometry(record)
    geometry = json.loads(shapely.to_geojson(shape)) if shape is not None else None
    return {"type": "Feature", "id": record.id, "geometry": geometry, "properties": _record_json(record)}


TEXT_WRITERS: dict[str, Callable[[Sequence[Outgoing]], str]] = {"json": _json, "csv": _csv, "geojson": _geojson}
FILE_WRITERS: dict[str, Callable[[Sequence[Outgoing], Path], None]] = {
    "xlsx": write_workbook, "gpkg": write_geopackage, "kml": write_kml,
}  # fmt: skip
