"""One position as a device reports it, and whether it makes sense."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

from data.duty.forces.packing import Fix
from data.duty.forces.positions import metres_between
from data.store import Station

AHEAD = 120.0  # seconds that a device's clock may be fast
OLDEST = 7 * 86_400.0  # seconds; phones keep positions while they have no network
WIDEST = 100_000.0  # metres of an accuracy that says anything at all
FASTEST = 400.0  # metres a second


class Report(NamedTuple):
    """What a message says: seconds since 1970, degrees, metres; None where it does not say."""

    at: float
    lon: float
    lat: float
    accuracy: float | None = None
    speed: float | None = None
    course: float | None = None
    battery: int | None = None


class NotUnderstood(Exception):
    """A message that is no position; ``reason`` is one of `data.gateway.counts.REASONS`."""

    def __init__(self, reason: str = "garbage", detail: str = "") -> None:
        super().__init__(reason)
        self.reason, self.detail = reason, detail


@dataclass(frozen=True, slots=True)
class Judge:
    """What makes sense for a station: places not further away than ``reach`` metres from its middle, if it has one."""

    lon: float | None
    lat: float | None
    reach: float

    @classmethod
    def of(cls, station: Station, reach_km: float) -> Judge:
        """Return the judge of a station."""
        extent = station.info().extent
        if extent is None:
            return cls(None, None, math.inf)
        west, south, east, north = extent
        half = metres_between(west, south, east, north) / 2
        return cls((west + east) / 2, (south + north) / 2, reach_km * 1000 + half)

    def fault(self, report: Report, now: float) -> str:
        """Return why a position is refused ("" if it is not): one of "place", "far", "future", "old"."""
        if not (math.isfinite(report.lon) and math.isfinite(report.lat) and math.isfinite(report.at)):
            return "place"
        if not (-180 <= report.lon <= 180 and -90 <= report.lat <= 90) or (report.lon == 0 and report.lat == 0):
            return "place"
        if report.at > now + AHEAD:
            return "future"
        if report.at < now - OLDEST:
            return "old"
        if self.lon is None or self.lat is None:
            return ""
        return "far" if metres_between(self.lon, self.lat, report.lon, report.lat) > self.reach else ""


def fix_of(report: Report, carrier: int, source: str, now: float) -> Fix:
    """Return a sound position as it is kept: a clock that is a little fast is set right, values beyond all sense left out."""
    battery = report.battery if report.battery is not None and 0 <= report.battery <= 100 else None
    course = report.course % 360 if report.course is not None and math.isfinite(report.course) else None
    return Fix(carrier, min(report.at, now), report.lon, report.lat, _within(report.accuracy, WIDEST),
               _within(report.speed, FASTEST), course, battery, source)  # fmt: skip


def _within(value: float | None, most: float) -> float | None:
    return value if value is not None and math.isfinite(value) and 0 <= value <= most else None
