"""The way between positions: what lies between two of them, and where it came near a place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.duty.forces.packing import Fixes
from data.town.frame import LocalFrame

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

LONGEST = 180.0  # seconds between two positions of which the way between is taken as straight
FURTHEST = 500.0  # metres
COARSE = 200.0  # metres of accuracy; what is off by more tells no way


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """Pieces of way (n): from (east, north) to (east, north) in metres, from time to time in seconds since 1970, and whose."""

    carrier: Whole
    start: Floats  # (n, 2)
    end: Floats  # (n, 2)
    began: Floats
    ended: Floats

    def __len__(self) -> int:
        return len(self.began)


def ways_of(fixes: Fixes, frame: LocalFrame) -> Ways:
    """Return the pieces of way of positions; a position without neighbours is a piece of no length."""
    good = fixes.where(~(fixes.accuracy > COARSE))
    if not len(good):
        return Ways(np.zeros(0, np.int64), np.zeros((0, 2)), np.zeros((0, 2)), np.zeros(0), np.zeros(0))
    at = np.column_stack(frame.to_local(good.lon, good.lat))
    follows = np.zeros(len(good), bool)  # whether the next position is of the same walk
    near = np.hypot(*np.diff(at, axis=0).T) <= FURTHEST
    follows[:-1] = (np.diff(good.carrier) == 0) & (np.diff(good.at) <= LONGEST) & near
    after = np.where(follows, np.arange(len(good)) + 1, np.arange(len(good)))
    lonely = ~follows & ~np.concatenate([[False], follows[:-1]])
    kept = np.flatnonzero(follows | lonely)
    return Ways(good.carrier[kept], at[kept], at[after[kept]], good.at[kept], good.at[after[kept]])


def passed(ways: Ways, place: tuple[float, float], radius: float) -> Floats:
    """Return when each piece that came within ``radius`` metres of a place (east, north) was nearest to it, in order of time."""
    if not len(ways):
        return np.zeros(0)
    along = ways.end - ways.start
    long = np.einsum("ij,ij->i", along, along)
    share = np.einsum("ij,ij->i", np.asarray(place) - ways.start, along) / np.where(long > 0, long, 1.0)
    share = np.clip(share, 0.0, 1.0)
    off = np.hypot(*(ways.start + along * share[:, None] - np.asarray(place)).T)
    near = off <= radius
    return np.sort((ways.began + (ways.ended - ways.began) * share)[near])


def steps(ways: Ways, every: float) -> tuple[Floats, Floats]:
    """Return points (n, 2) along the ways, no further apart than ``every`` metres, and when each was passed."""
    if not len(ways):
        return np.zeros((0, 2)), np.zeros(0)
    along = ways.end - ways.start
    counts = np.maximum(np.ceil(np.hypot(*along.T) / every), 1).astype(np.int64) + 1
    piece = np.repeat(np.arange(len(ways)), counts)
    within = np.arange(len(piece)) - np.repeat(np.cumsum(counts) - counts, counts)
    share = within / (counts[piece] - 1)
    at = ways.start[piece] + along[piece] * share[:, None]
    return at, ways.began[piece] + (ways.ended - ways.began)[piece] * share
