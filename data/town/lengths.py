"""Lengths, areas and slopes of shapes in local metres, and the words for them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from data.i18n import tr

Floats = npt.NDArray[np.float64]


def level_length(points: Floats) -> float:
    """Return the length of a line (n, 2 or 3) on the plan, in metres."""
    return float(np.hypot(*np.diff(points[:, :2], axis=0).T).sum()) if len(points) > 1 else 0.0


def true_length(points: Floats) -> float:
    """Return the length of a line (n, 3) through space, in metres."""
    return float(np.linalg.norm(np.diff(points, axis=0), axis=1).sum()) if len(points) > 1 else 0.0


def area(ring: Floats) -> float:
    """Return the area on the plan within a ring (n, 2 or 3) that does not cross itself, in square metres."""
    if len(ring) < 3:
        return 0.0
    x, y = ring[:, 0] - ring[0, 0], ring[:, 1] - ring[0, 1]
    return float(abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2)


def slope(start: Floats, end: Floats) -> tuple[float, float]:
    """Return how steep the way between two points (3,) is: in degrees and in per cent; straight up is 90 degrees, infinite."""
    level, rise = float(np.hypot(*(end - start)[:2])), float(end[2] - start[2])
    percent = rise / level * 100 if level > 1e-9 else float(np.copysign(np.inf, rise)) if rise else 0.0
    return float(np.degrees(np.arctan2(rise, level))), percent


def bearing(start: Floats, end: Floats) -> float:
    """Return the compass direction from one point to another in degrees."""
    east, north = (end - start)[:2]
    return float(np.degrees(np.arctan2(east, north)) % 360)


def length_words(metres: float) -> str:
    """Return a length as it is said: centimetres near by, kilometres from one on."""
    if abs(metres) >= 1000:
        return tr("{length} 公里", length=f"{metres / 1000:.2f}")
    return tr("{length} 米", length=f"{metres:.2f}" if abs(metres) < 10 else f"{metres:.1f}")


def area_words(square_metres: float) -> str:
    """Return an area as it is said: hectares (10,000 m²) from one on, square kilometres from one on."""
    if square_metres >= 1e6:
        return tr("{area} 平方公里", area=f"{square_metres / 1e6:.3f}")
    if square_metres >= 1e4:
        return tr("{area} 公顷", area=f"{square_metres / 1e4:.2f}")
    return tr("{area} 平方米", area=f"{square_metres:.1f}" if square_metres < 100 else f"{square_metres:.0f}")
