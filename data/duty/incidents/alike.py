"""Calls about the same thing, and places that call again and again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from data.clock import format_utc
from data.duty.incidents.spots import Spot
from data.i18n import tr
from data.query import Area, Query, Where
from data.records import Record
from data.store.station import Station

SAME_WITHIN = timedelta(hours=2)  # two calls about one thing come in together
SAME_NEAR = 80.0  # metres
REPEAT_DAYS = 30
REPEAT_NEAR = 30.0  # metres, for a place that is no building
MOST = 200


@dataclass(frozen=True, slots=True)
class Alike:
    """Earlier cases that have to do with a call.

    ``same`` may be about the same thing, the likeliest first, with the reason of each; ``earlier`` are those at this place within
    30 days, newest first, and ``in_room`` how many of them are in the same dwelling.
    """

    same: tuple[tuple[Record, str], ...] = ()
    earlier: tuple[Record, ...] = ()
    in_room: int = 0

    @property
    def repeat_said(self) -> str:
        """What is told of a place that calls again; "" where it does not."""
        count = len(self.earlier) + 1
        if count < 2:
            return ""
        if self.in_room:
            return tr("这一户 {days} 天内第 {n} 起，全楼第 {all} 起", days=REPEAT_DAYS, n=self.in_room + 1, all=count)
        return tr("这里 {days} 天内第 {n} 起", days=REPEAT_DAYS, n=count)


def alike(station: Station, spot: Spot | None, type: str = "", phone: str = "", *, at: datetime | None = None,
          but: int | None = None) -> Alike:  # fmt: skip
    """Return the earlier cases that have to do with a call at a place, of a type, by a number; ``but`` is the case itself.

    The same place, time and kind make two calls one; the same number within two hours does too. Without a place only the number
    tells.
    """
    moment = at or station.clock.now()
    here = [r for r in (_here(station, spot, moment) if spot is not None else []) if r.id != but]
    recent = format_utc(moment - SAME_WITHIN)
    near = [r for r in (_near(station, spot, moment) if spot is not None else []) if r.id != but]
    same: dict[int, tuple[Record, str]] = {}
    for record in near:
        if type and record["type"] == type and record["duplicate_of"] is None:
            at_it = spot is not None and spot.building is not None and record["building"] == spot.building
            same[record.id] = record, tr("同一地点、同一类型") if at_it else tr("就在旁边、同一类型")
    for record in _by_phone(station, phone, recent):
        if record.id != but and record["duplicate_of"] is None:
            same.setdefault(record.id, (record, tr("同一号码刚报过")))
    dwelling = spot.dwelling if spot is not None else None
    in_room = sum(1 for r in here if dwelling is not None and r["dwelling"] == dwelling)
    return Alike(tuple(same.values()), tuple(here), in_room)


def _here(station: Station, spot: Spot, moment: datetime) -> list[Record]:
    """Return the cases of 30 days at a place: in its building, or within 30 metres of a point."""
    when = _between(moment - timedelta(days=REPEAT_DAYS), moment)
    order = ("-reported_at",)
    if spot.building is not None:
        where = (*when, Where("building", "is", spot.building), Where("duplicate_of", "is", None))
        return station.read(Query("case", where, order=order, limit=MOST))
    if spot.lon is None or spot.lat is None or spot.sort in ("compound", "street"):
        return []
    area = Area(near=(spot.lon, spot.lat, REPEAT_NEAR))
    return station.read(Query("case", (*when, Where("duplicate_of", "is", None)), area=area, order=order, limit=MOST))


def _near(station: Station, spot: Spot, moment: datetime) -> list[Record]:
    """Return the cases of the last two hours within 80 metres."""
    if spot.lon is None or spot.lat is None:
        return []
    when = _between(moment - SAME_WITHIN, moment)
    near = Area(near=(spot.lon, spot.lat, SAME_NEAR))
    return station.read(Query("case", when, area=near, order=("-reported_at",), limit=MOST))


def _between(start: datetime, end: datetime) -> tuple[Where, Where]:
    return Where("reported_at", ">=", format_utc(start)), Where("reported_at", "<=", format_utc(end))


def _by_phone(station: Station, phone: str, since: str) -> list[Record]:
    if not phone:
        return []
    where = (Where("caller_phone", "is", phone), Where("reported_at", ">=", since))
    return station.read(Query("case", where, order=("-reported_at",), limit=5))


def calls_of(station: Station, case: int) -> list[Record]:
    """Return the further calls that were linked to a case, oldest first."""
    return station.read(Query("case", (Where("duplicate_of", "is", case),), order=("reported_at",)))
