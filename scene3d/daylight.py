"""The light of the hour: where the sun stands at the station, the colours of sky, sun and air, and how many windows are lit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from data.look import daylight
from data.town.sun import sun_at
from scene3d.light import ARCHITECT, LIGHTS, Lighting, mixed, rgb, towards

Floats = npt.NDArray[np.float64]

LOWEST_SHADOW = 7.0  # degrees: shadows of a lower sun would cover the town whole
SHADOWLESS = 1.0  # degrees; under it the sun throws none
# Which windows are lit is a matter of the clock alone, drawn by lot for the whole town: it tells nothing of who is at home.
LATE, DEEP, EARLY, MORNING = 22.5, 0.75, 5.0, 7.5  # hours


@dataclass(frozen=True, slots=True)
class Daylight:
    """What the town is lit by. ``lighting`` shades surfaces; ``top`` and ``bottom`` are the sky's colours 0..255."""

    theme: str
    lighting: Lighting
    top: Floats
    bottom: Floats
    windows: str = ""  # "", "late" or "deep": how far into the night it is

    @property
    def tone(self) -> Floats:
        """Factors (3,) on the colours of all that lies level, against the light that was baked into them."""
        up = np.array([[0.0, 0.0, 1.0]])
        return np.asarray(self.lighting.shade(up, self.theme)[0] / ARCHITECT.shade(up, self.theme)[0])

    @property
    def step(self) -> tuple[object, ...]:
        """What shadows and walls are worked out for anew when it changes: the sun's place to some degrees, theme and windows."""
        sun = self.lighting.to_sun
        return (self.theme, self.windows, *np.round(sun * 18).astype(int).tolist())


def daylight_at(lon: float, lat: float, moment: datetime, zone: str) -> Daylight:
    """Return the light at a place (WGS-84 degrees) and a moment."""
    sun = sun_at(lon, lat, moment)
    steps = daylight()
    heights = [s["height"] for s in steps]
    above = max((i for i, h in enumerate(heights) if h >= sun.height), default=0)
    a, b = steps[above], steps[min(above + 1, len(steps) - 1)]
    if a["theme"] != b["theme"]:
        b = a
    span = a["height"] - b["height"]
    share = min(max((a["height"] - sun.height) / span, 0.0), 1.0) if span else 0.0
    theme = str(a["theme"])
    key = _direction(sun.bearing, sun.height, theme)
    lighting = Lighting(key, _mixed(a["sun"], b["sun"], share), _mixed(a["air"], b["air"], share), _shadow(sun.height, theme))
    top, bottom = (mixed(rgb(a[end]), rgb(b[end]), share) for end in ("top", "bottom"))
    return Daylight(theme, lighting, top, bottom, _windows(moment.astimezone(ZoneInfo(zone))) if theme == "dark" else "")


def _direction(bearing: float, height: float, theme: str) -> Floats:
    """Return the unit vector to what lights the town: the sun, never quite level; by night the architect's lamp."""
    return ARCHITECT.to_sun if theme == "dark" else towards(bearing, max(height, LOWEST_SHADOW))


def _shadow(height: float, theme: str) -> float:
    """Return the opacity of shadows on the ground: fading out as the sun sets, faint by night."""
    usual = LIGHTS[theme].shadow
    return usual * 0.5 if theme == "dark" else usual * 1.25 * min(max((height - SHADOWLESS) / 6, 0.0), 1.0)


def _mixed(a: list[float], b: list[float], share: float) -> Floats:
    return mixed(np.array(a, float), np.array(b, float), share)


def _windows(local: datetime) -> str:
    hour = local.hour + local.minute / 60
    if DEEP <= hour < EARLY:
        return "deep"
    return "late" if hour >= LATE or hour < DEEP or EARLY <= hour < MORNING else ""
