"""Where the sun stands: bearing and height over the horizon for a place and a moment.

The equations are those of the NOAA solar calculator, which follow J. Meeus, "Astronomical Algorithms" (2nd edition 1998), chapters
22, 25 and 28: true to about 0.01 degree between the years 1900 and 2100.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime

_J2000 = datetime(2000, 1, 1, 12, tzinfo=UTC)
_CENTURY = 36525.0  # days


@dataclass(frozen=True, slots=True)
class Sun:
    """Compass bearing (0 north, 90 east) and height above the horizon, both in degrees; height has refraction in it."""

    bearing: float
    height: float


def sun_at(lon: float, lat: float, moment: datetime) -> Sun:
    """Return where the sun stands at a place (WGS-84 degrees) and a moment (aware)."""
    days = (moment.astimezone(UTC) - _J2000).total_seconds() / 86400
    t = days / _CENTURY
    declination, equation = _declination(t), _equation_of_time(t)
    minutes = (days + 0.5) % 1 * 1440  # since midnight UTC
    hour_angle = math.radians((minutes + equation + 4 * lon) % 1440 / 4 - 180)
    phi = math.radians(lat)
    up = math.sin(phi) * math.sin(declination) + math.cos(phi) * math.cos(declination) * math.cos(hour_angle)
    height = math.degrees(math.asin(max(-1.0, min(1.0, up))))
    across = math.sin(hour_angle)
    ahead = math.cos(hour_angle) * math.sin(phi) - math.tan(declination) * math.cos(phi)
    return Sun((math.degrees(math.atan2(across, ahead)) + 180) % 360, height + _refraction(height))


def _mean(t: float) -> tuple[float, float, float]:
    """Return the sun's mean longitude and mean anomaly in radians, and the eccentricity of the earth's orbit (Meeus 25.2-25.4)."""
    longitude = (280.46646 + t * (36000.76983 + t * 0.0003032)) % 360
    anomaly = 357.52911 + t * (35999.05029 - 0.0001537 * t)
    return math.radians(longitude), math.radians(anomaly), 0.016708634 - t * (0.000042037 + 0.0000001267 * t)


def _obliquity(t: float) -> float:
    """Return the tilt of the ecliptic in radians, corrected for nutation (Meeus 22.2)."""
    seconds = 21.448 - t * (46.815 + t * (0.00059 - t * 0.001813))
    omega = math.radians(125.04 - 1934.136 * t)
    return math.radians(23 + (26 + seconds / 60) / 60 + 0.00256 * math.cos(omega))


def _declination(t: float) -> float:
    longitude, m, _ = _mean(t)
    centre = (
        math.sin(m) * (1.914602 - t * (0.004817 + 0.000014 * t))
        + math.sin(2 * m) * (0.019993 - 0.000101 * t)
        + math.sin(3 * m) * 0.000289
    )
    omega = math.radians(125.04 - 1934.136 * t)
    apparent = longitude + math.radians(centre - 0.00569 - 0.00478 * math.sin(omega))
    return math.asin(math.sin(_obliquity(t)) * math.sin(apparent))


def _equation_of_time(t: float) -> float:
    """Return apparent minus mean time in minutes (Meeus 28.3)."""
    longitude, m, e = _mean(t)
    y = math.tan(_obliquity(t) / 2) ** 2
    found = (
        y * math.sin(2 * longitude)
        - 2 * e * math.sin(m)
        + 4 * e * y * math.sin(m) * math.cos(2 * longitude)
        - 0.5 * y * y * math.sin(4 * longitude)
        - 1.25 * e * e * math.sin(2 * m)
    )
    return 4 * math.degrees(found)


def _refraction(height: float) -> float:
    """Return by how many degrees the air lifts the sun (the NOAA calculator's approximation)."""
    if height > 85:
        return 0.0
    tan = math.tan(math.radians(height)) if height != 0 else 1e-9
    if height > 5:
        seconds = 58.1 / tan - 0.07 / tan**3 + 0.000086 / tan**5
    elif height > -0.575:
        seconds = 1735 + height * (-518.2 + height * (103.4 + height * (-12.79 + height * 0.711)))
    else:
        seconds = -20.774 / tan
    return seconds / 3600
