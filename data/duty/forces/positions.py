"""Positions into the station and out of it: batches as one record each, the newest place of each force on its own record.

A position is not a change that somebody decided on, and there are very many. So a batch of some seconds is one change set: one
record of kind ``fixes`` with all positions packed, and the newest place of those whose stored one has grown wrong or old.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np
from shapely.geometry import Point

from data.clock import format_utc, parse_utc
from data.duty.forces.packing import Fix, Fixes, fixes_of, joined, no_fixes, pack, unpack
from data.errors import BadInput, InvalidValue
from data.i18n import tr
from data.query import Query, Where
from data.records import ChangeSet, Edit, Record
from data.store import Station

COMMAND = "positions"  # of change sets that devices cause: undo goes past them, and no stop in the past is made of them
CARRIERS = ("force", "vehicle")
MOVED = 15.0  # metres from where the record says, after which it is written anew
OLD = 60.0  # seconds after which it is written anew in any case


def store(station: Station, found: Sequence[Fix], *, who: str) -> ChangeSet | None:
    """Write positions as one change set, None where there are none; those of carriers that are gone are left out.

    The record of a carrier is changed when it moved `MOVED` metres or its place is `OLD` seconds old. All positions are kept.
    """
    newest = _newest(found)
    kinds = {r.id: r for kind in CARRIERS for r in station.read(Query(kind, (Where("id", "in", tuple(newest)),), placed=True))}
    kept = [f for f in found if f.carrier in kinds]
    if not kept:
        return None
    edits = [_edit(kinds[id], fix) for id, fix in newest.items() if id in kinds and _due(kinds[id], fix)]
    edits += [Edit("fixes", None, batch_values(day)) for day in _by_day(kept)]
    return station.apply(edits, who=who, why=tr("定位 {n} 个", n=len(kept)), command=COMMAND)


def set_by_hand(station: Station, kind: str, id: int, lon: float, lat: float, *, who: str) -> ChangeSet:
    """Put a force or vehicle where somebody says it is, as of now; this is a change like any other and can be undone.

    Raises
    ------
    BadInput
        If there is no such record, or the place is none.
    """
    record = station.get(kind, id) if kind in CARRIERS else None
    if record is None:
        raise BadInput(tr("没有编号为 {id} 的力量或车辆", id=id))
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise InvalidValue(tr("坐标（{lon}, {lat}）不在经纬度范围内", lon=lon, lat=lat), field="geometry")
    fix = Fix(id, station.clock.now().timestamp(), lon, lat, source="hand")
    edits = [_edit(record, fix), Edit("fixes", None, batch_values([fix]))]
    why = tr("人工标定位置：{name}", name=record["name"])
    return station.apply(edits, who=who, why=why, command="force.place")


def tracks(station: Station, start: str, end: str, carriers: Iterable[int] | None = None) -> Fixes:
    """Return all positions of a period (UTC as stored, ``end`` not included), of these carriers or of all, by carrier and time."""
    query = Query("fixes", (Where("until", ">=", start), Where("since", "<", end)), order=("since",))
    wanted = None if carriers is None else np.array(sorted(set(carriers)), np.int64)
    first, last = parse_utc(start).timestamp(), parse_utc(end).timestamp()
    parts = []
    for text in station.columns(query, ("packed",))["packed"]:
        part = _unpacked(text)
        chosen = (part.at >= first) & (part.at < last)
        if wanted is not None:
            chosen &= np.isin(part.carrier, wanted)
        if chosen.any():
            parts.append(part.where(chosen))
    return joined(parts)


def batch_values(found: Sequence[Fix] | Fixes) -> dict[str, Any]:
    """Return the values of the record of kind ``fixes`` that holds positions of one day."""
    fixes = found if isinstance(found, Fixes) else fixes_of(found)
    return {
        "since": _stored(float(fixes.at.min())), "until": _stored(float(fixes.at.max())), "count": len(fixes),
        "carriers": len(np.unique(fixes.carrier)), "packed": pack(fixes),
    }  # fmt: skip


def metres_between(lon: float, lat: float, lon2: float, lat2: float) -> float:
    """Return the metres between two places that are not far from each other (WGS-84 degrees; true within 1% over 100 km)."""
    east = (lon2 - lon) * 111_320 * math.cos(math.radians((lat + lat2) / 2))
    return math.hypot(east, (lat2 - lat) * 110_574)


def _unpacked(text: str | None) -> Fixes:
    """Return a batch; one that is damaged is left out, `verify` tells of it."""
    try:
        return unpack(text or "")
    except ValueError:
        return no_fixes()


def _newest(found: Sequence[Fix]) -> dict[int, Fix]:
    newest: dict[int, Fix] = {}
    for fix in found:
        before = newest.get(fix.carrier)
        if before is None or fix.at >= before.at:
            newest[fix.carrier] = fix
    return newest


def _due(record: Record, fix: Fix) -> bool:
    """Whether a record's place is to be written anew; a position older than the one there never is."""
    place, seen = record.place, record["seen_at"]
    if place is None or place.lon is None or place.lat is None or seen is None:
        return True
    age = fix.at - parse_utc(seen).timestamp()
    if age < 0:
        return False
    return age >= OLD or metres_between(place.lon, place.lat, fix.lon, fix.lat) >= MOVED


def _edit(record: Record, fix: Fix) -> Edit:
    values = {
        "geometry": Point(round(fix.lon, 7), round(fix.lat, 7)), "seen_at": _stored(fix.at), "source": fix.source,
        "accuracy": _rounded(fix.accuracy), "speed": _rounded(fix.speed), "course": _rounded(fix.course),
    }  # fmt: skip
    if fix.battery is not None:
        values["battery"] = fix.battery
    return Edit(record.kind, record.id, values)


def _by_day(found: Sequence[Fix]) -> list[list[Fix]]:
    days: dict[int, list[Fix]] = defaultdict(list)
    for fix in found:
        days[int(fix.at // 86_400)].append(fix)
    return [days[day] for day in sorted(days)]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _stored(seconds: float) -> str:
    return format_utc(datetime.fromtimestamp(seconds, UTC))
