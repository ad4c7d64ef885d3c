"""What speaks so clearly for one hypothesis that nobody has to be asked."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from data.exchange.datum.evidence import FEWEST_WITNESSES, Evidence
from data.i18n import tr

NEAR = 60.0  # metres: a point that belongs to a building is this near to it
APART = 150.0  # metres: and another hypothesis puts it this far away
AHEAD = 3.0  # how many times nearer the best must be than the next
FEWEST_NAMED, FEWEST_OFFSETS = 2, 8
SURPRISE = 5.0  # standard deviations above chance
LEAD = 4.0  # standard errors above the next
HERE = 0.5  # share of points that must lie in or near the station

Clue = Callable[[list[Evidence]], tuple[Evidence, str] | None]


def by_stored(groups: list[Evidence]) -> tuple[Evidence, str] | None:
    """Records that the station has already lie where they lay, under one hypothesis alone."""
    best = max(groups, key=lambda e: e.again * e.stored)
    others = max((e.again for e in groups if e is not best), default=0.0)
    if best.stored and best.again >= HERE and others <= best.again / AHEAD:
        return best, tr("已有的记录位置不变")
    return None


def by_named(groups: list[Evidence]) -> tuple[Evidence, str] | None:
    """Points lie at the buildings that their rows name."""
    best = min(groups, key=lambda e: e.metres)
    next_best = min((e.metres for e in groups if e is not best), default=float("inf"))
    if best.named >= FEWEST_NAMED and best.metres <= NEAR and next_best >= max(APART, AHEAD * best.metres):
        return best, tr("落在地址所写的楼上")
    return _by_offsets(groups)


def _by_offsets(groups: list[Evidence]) -> tuple[Evidence, str] | None:
    """Points scatter around the buildings that their rows name, evenly under one hypothesis alone."""
    best = min(groups, key=lambda e: e.bias)
    next_best = min((e.bias for e in groups if e is not best), default=float("inf"))
    clear = float(np.hypot(20.0, 3.0 * best.error))
    if best.named >= FEWEST_OFFSETS and best.bias <= clear and next_best >= max(APART, AHEAD * clear):
        return best, tr("均匀散布在地址所写的楼周围")
    return None


def by_ground(groups: list[Evidence]) -> tuple[Evidence, str] | None:
    """Points lie in buildings, or on roads, far more often than chance and than under any other hypothesis."""
    found = [w for what in ("buildings", "roads") if (w := _standing_out(groups, what)) is not None]
    if not found or any(w is not found[0] for w in found):
        return None
    return found[0], tr("落在建筑内或路上，远多于随机")


def _standing_out(groups: list[Evidence], what: str) -> Evidence | None:
    here = [e for e in groups if e.extent >= HERE]
    if not here:
        return None
    best = max(here, key=lambda e: getattr(e, what).surprise)
    near = getattr(best, what)
    if best.witnesses < FEWEST_WITNESSES or near.surprise < SURPRISE or near.score <= near.most:
        return None
    error = float(np.sqrt(0.5 / best.witnesses))
    others = [getattr(e, what).score for e in here if e is not best]
    return best if not others or near.score - max(others) >= LEAD * error * 0.5 else None


CLUES: tuple[Clue, ...] = (by_stored, by_named, by_ground)
