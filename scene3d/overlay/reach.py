"""How far away symbols and names still show."""

from __future__ import annotations

from scene3d.camera import Projection

STREET_PITCH = 15.0  # degrees; with a lower look all that is far away piles up along the horizon
STREET_REACH = 250.0  # metres, or this many times the distance to what is looked at:
STREET_TIMES = 1.6


def reach(projection: Projection) -> float:
    """Return how far away, in metres, symbols and names still show."""
    if projection.eye.parallel or projection.eye.pitch > STREET_PITCH:
        return float("inf")
    return max(STREET_REACH, projection.eye.distance * STREET_TIMES)
