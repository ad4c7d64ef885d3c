"""Tracks in time: which ones the period shown touches, and how far each was walked at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import shapely
import shapely.ops
from shapely.geometry.base import BaseGeometry

from data.clock import parse_utc
from data.records import Record
from data.workspace import Period

LASTING = {"track": ("started_at", "ended_at")}  # kinds that last, with the fields of their beginning and end


def shown_in(records: Sequence[Record], period: Period) -> list[Record]:
    """Return the records that the period touches, their lines cut off where they were at its end.

    Between beginning and end the pace is taken to be even: a stored line carries no times of its own. What has no beginning,
    such as a planned route, is shown always and whole.
    """
    found = []
    for record in records:
        began, ended = (record[name] for name in LASTING[record.kind])
        if began is None:
            found.append(record)
        elif not _outside(began, ended or began, period):
            shape = walked(record["geometry"], began, ended, period.end)
            if shape is not None:
                found.append(replace(record, values={**record.values, "geometry": shape}))
    return found


def _outside(began: str, ended: str, period: Period) -> bool:
    late = period.end is not None and began >= period.end
    return late or (period.start is not None and ended < period.start)


def walked(line: BaseGeometry | None, began: str, ended: str | None, moment: str | None) -> BaseGeometry | None:
    """Return the part of a line that was walked at a moment (UTC as stored); None where nothing was."""
    if line is None or moment is None or ended is None or moment >= ended:
        return line
    start, end = parse_utc(began).timestamp(), parse_utc(ended).timestamp()
    share = (parse_utc(moment).timestamp() - start) / max(end - start, 1.0)
    return _part(line, share) if share > 0 else None


def _part(line: BaseGeometry, share: float) -> BaseGeometry:
    """Return the first part of a line, or of lines one after the other, by a share of the length."""
    left, kept = line.length * share, []
    for piece in getattr(line, "geoms", [line]):
        if left <= 0:
            break
        kept.append(piece if piece.length <= left else shapely.ops.substring(piece, 0, left))
        left -= piece.length
    lines = [p for p in kept if isinstance(p, shapely.LineString)]
    return lines[0] if len(lines) == 1 else shapely.MultiLineString(lines)
