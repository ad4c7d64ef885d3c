"""Where somebody was, kept as a track of the station: it stands on the map and is played on the time line."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import shapely

from data.clock import format_utc
from data.duty.forces.packing import Fixes
from data.duty.forces.view import track_of
from data.duty.forces.ways import FURTHEST, LONGEST
from data.errors import BadInput
from data.i18n import tr
from data.kinds.moments import zone_of
from data.records import Edit
from data.store import Station


def keep(station: Station, kind: str, id: int, hours: float, *, who: str) -> int:
    """Write the last hours of a force or vehicle as a record of kind ``track`` and return its id.

    Raises
    ------
    BadInput
        If there is no such record, or it was not seen at two places in that time.
    """
    record = station.get(kind, id)
    if record is None:
        raise BadInput(tr("没有编号为 {id} 的力量或车辆", id=id))
    fixes = track_of(station, id, hours)
    line = line_of(fixes)
    if line is None:
        raise BadInput(tr("{name}在这段时间没有连得成线的定位", name=record["name"]))
    began, ended = (datetime.fromtimestamp(float(t), UTC) for t in (fixes.at[0], fixes.at[-1]))
    day = began.astimezone(zone_of(station.zone))
    values = {
        "name": tr("{name} {day}", name=record["name"], day=f"{day:%m-%d %H:%M}"), "category": "track", "points": len(fixes),
        "started_at": format_utc(began), "ended_at": format_utc(ended), "geometry": line, "source": str(record["name"]),
    }  # fmt: skip
    why = tr("存成轨迹：{name}", name=values["name"])
    return station.apply([Edit("track", None, values)], who=who, why=why, command="track.keep").changes[0].id


def line_of(fixes: Fixes) -> shapely.LineString | shapely.MultiLineString | None:
    """Return the positions of one carrier as lines (WGS-84 degrees), parted where nobody knows the way; None for no way."""
    if len(fixes) < 2:
        return None
    at = np.column_stack([fixes.lon, fixes.lat])
    steps = np.hypot(np.diff(at[:, 0]) * 111_320 * np.cos(np.radians(at[:-1, 1])), np.diff(at[:, 1]) * 110_574)
    cuts = np.flatnonzero((np.diff(fixes.at) > LONGEST) | (steps > FURTHEST)) + 1
    lines = [shapely.LineString(p) for p in np.split(at, cuts) if len(p) > 1 and np.ptp(p, axis=0).any()]
    if not lines:
        return None
    return lines[0] if len(lines) == 1 else shapely.MultiLineString(lines)
