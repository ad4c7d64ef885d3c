"""Names on the ground that a house in front would be written over: they stand elsewhere, or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from math import cos, radians, sin
from typing import Protocol

import numpy as np
import numpy.typing as npt

from scene3d.camera import Projection
from scene3d.overlay.arrange import arrange
from scene3d.overlay.items import Items
from scene3d.overlay.memory import LabelKey, Memory
from scene3d.overlay.placed import PlacedLabel

Place = tuple[LabelKey, int]
Floats = npt.NDArray[np.float64]
ON_GROUND = ("road", "water", "green")  # styles of what is written on the ground
ROUNDS = 6  # places of a name that are looked at
SHARES = (-0.42, 0.0, 0.42)  # of the words' width, where it is looked
MOST = 60  # names looked at in one round


class Target(Protocol):
    """The town that rays are cast at."""

    def hidden(self, points: Floats, eye: Floats) -> npt.NDArray[np.bool_]:
        """Whether something stands between the eye and each of the points."""
        ...


def on_ground(placed: Iterable[PlacedLabel]) -> set[Place]:
    """Return the places on the ground at which names are written."""
    return {p.place for p in placed if p.label.style in ON_GROUND and p.place is not None}


def places_behind(projection: Projection, items: Items, target: Target | None, scale: float, memory: Memory,
                  known: dict[Place, bool] | None = None) -> frozenset[Place]:  # fmt: skip
    """Return the places of names that houses hide from this eye; too slow for each frame, done when the eye rests.

    ``known`` are the places looked at from this eye before, and whether they are hidden; those looked at now are put to them.
    """
    if target is None or projection.eye.parallel:
        return frozenset()
    known = {} if known is None else known
    tried, found = copy(memory), {place for place, hidden in known.items() if hidden}
    for number in range(ROUNDS):
        tried.behind = frozenset(found)
        placed = arrange(projection, items, scale, tried).labels
        new = [p for p in placed if p.label.style in ON_GROUND and p.place is not None and p.place not in known][:MOST]
        seen = zip(new, _hidden(projection, new, target), strict=True)
        known.update((p.place, hidden) for p, hidden in seen if p.place is not None)
        more = {place for place, hidden in known.items() if hidden} - found
        if not more:
            break
        found |= more
        if number == ROUNDS - 1:  # it has been looked for long enough
            found |= {(key, n) for one in new if one.place in more for key in (one.place[0],) for n in range(len(one.label.places))}
    return frozenset(found)


def _hidden(projection: Projection, placed: list[PlacedLabel], target: Target) -> list[bool]:
    """Return for each name whether any part of it lies behind a house."""
    points, owner = [], []
    for number, one in enumerate(placed):
        turn = radians(one.angle)
        for share in SHARES:
            spot = projection.on_plane(one.x + share * one.width * cos(turn), one.y + share * one.width * sin(turn))
            if spot is not None:
                points.append((float(spot[0]), float(spot[1]), 0.0))
                owner.append(number)
    if not points:
        return [False] * len(placed)
    hidden = target.hidden(np.array(points), projection.eye.position)
    lies = np.bincount(np.array(owner)[hidden], minlength=len(placed)) > 0
    return [bool(one) for one in lies]
