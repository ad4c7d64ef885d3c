"""What speaks for a hypothesis and against it, in numbers and in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import shapely

from data.exchange.datum.hypothesis import Hypothesis
from data.exchange.datum.sample import Flags, Floats, Sample
from data.exchange.datum.surroundings import Surroundings, distances
from data.i18n import tr

MARGIN = 3000.0  # metres around the station in which points still count as its own
SOFT = 6.0  # metres over which nearness to a wall or a road fades
TURNS, RADII = 12, (180.0, 260.0, 380.0, 550.0, 800.0)  # of the shifts that show what chance would give, metres
FEWEST_WITNESSES = 8  # places without which nothing is said of chance
CELL = 40.0  # metres: points this close together are one witness
ENOUGH = 150  # points that are shifted about
TOGETHER = 4.0  # metres: a stored record that is the same one is this near


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near points lie to shapes of one sort, 0 to 1, and what the same points give when they are shifted at random."""

    score: float = 0.0
    chance: float = 0.0
    most: float = 0.0  # the best of the shifted ones
    spread: float = 1.0  # standard deviation that chance explains

    @property
    def surprise(self) -> float:
        """Standard deviations above what chance gives."""
        return (self.score - self.chance) / self.spread


@dataclass(frozen=True)
class Evidence:
    """What a hypothesis comes to over the points tried.

    ``valid`` and ``extent`` are shares of the points that can be coordinates, and that lie in or near the station.
    ``inside`` is the share inside footprints. ``named`` counts the rows whose address names a building, ``metres`` is the
    median distance to it, ``bias`` the length of the median offset from its middle, ``error`` what that offset may be wrong
    by. ``stored`` counts the rows that are records of the station already, ``again`` is the share of them in the same place.
    """

    hypothesis: Hypothesis
    points: int
    valid: float
    extent: float
    inside: float = 0.0
    named: int = 0
    metres: float = float("inf")
    bias: float = float("inf")
    error: float = 0.0
    stored: int = 0
    again: float = 0.0
    buildings: Nearness = Nearness()
    roads: Nearness = Nearness()
    witnesses: int = 0  # places that are far enough apart to speak for themselves
    lon: tuple[float, ...] = ()  # where the points come to lie, WGS-84 degrees; NaN where nowhere
    lat: tuple[float, ...] = ()

    @property
    def in_words(self) -> str:
        """What speaks for it, in one sentence."""
        if self.stored and self.again:
            return tr("{share} 的已有记录位置不变", share=f"{self.again:.0%}")
        if self.named and np.isfinite(self.metres):
            return tr("离地址所写的楼 {metres} 米（{n} 行）", metres=f"{self.metres:.0f}", n=self.named)
        if self.extent and self.witnesses >= FEWEST_WITNESSES:
            share, chance = f"{self.inside:.0%}", f"{self.buildings.chance:.0%}"
            return tr("{share} 的点落在建筑里（随便挪个位置，也会有 {chance}）", share=share, chance=chance)
        return tr("{share} 在本站范围内", share=f"{self.extent:.0%}")

    def as_dict(self) -> dict[str, Any]:
        """Return the numbers as `watchroom import --json` shows them."""
        found: dict[str, Any] = {"extent": round(self.extent, 3), "inside": round(self.inside, 3)}
        if self.named:
            found |= {"metres": round(self.metres, 1) if np.isfinite(self.metres) else None, "named": self.named}
        if self.stored:
            found |= {"stored": self.stored, "again": round(self.again, 3)}
        return found | {"words": self.in_words}


def place(hypothesis: Hypothesis, sample: Sample, around: Surroundings) -> Evidence:
    """Return where a hypothesis puts the points, and how many of them in or near the station."""
    lon, lat = hypothesis.place(sample.x, sample.y, sample.fixed, sample.spelt)
    here = _near_station(lon, lat, around)
    return Evidence(hypothesis, len(sample), float(np.isfinite(lon).mean()), float(here.mean()), lon=tuple(lon.tolist()),
                    lat=tuple(lat.tolist()))  # fmt: skip


def weigh(placed: Evidence, sample: Sample, around: Surroundings) -> Evidence:
    """Return the evidence of a hypothesis with what the ground says of it."""
    lon, lat = np.array(placed.lon), np.array(placed.lat)
    here = _near_station(lon, lat, around)
    east, north = around.frame.to_local(lon, lat)
    found: dict[str, Any] = {**_named(sample, east, north, around), **_stored(sample, east, north, around)}
    if not here.any():
        return replace(placed, **found)
    spread_east, spread_north = east[here], north[here]
    points = _points(spread_east, spread_north)
    witnesses = len({(int(e // CELL), int(n // CELL)) for e, n in zip(spread_east, spread_north, strict=True)})
    if around.to_buildings is not None:
        found["inside"] = float((distances(around.to_buildings, points) <= 0.5).sum() / len(sample))
        found["buildings"] = nearness(around.to_buildings, spread_east, spread_north, witnesses)
    if around.to_roads is not None:
        found["roads"] = nearness(around.to_roads, spread_east, spread_north, witnesses)
    return replace(placed, **found, witnesses=witnesses)


def nearness(tree: shapely.STRtree, east: Floats, north: Floats, witnesses: int) -> Nearness:
    """Return how near points lie to shapes, held against the same points shifted by some hundred metres every way."""
    east, north = east[:: len(east) // ENOUGH + 1], north[:: len(north) // ENOUGH + 1]
    score = _closeness(tree, east, north)
    turns = np.arange(TURNS) * 2 * np.pi / TURNS
    shifted = [_closeness(tree, east + r * np.cos(t), north + r * np.sin(t)) for r in RADII for t in turns]
    chance = float(np.mean(shifted))
    drawn = max(chance * (1 - chance), 0.01) / max(witnesses, 1)
    return Nearness(score, chance, float(np.max(shifted)), float(np.sqrt(np.var(shifted) + drawn)))


def _closeness(tree: shapely.STRtree, east: Floats, north: Floats) -> float:
    return float(np.exp(-distances(tree, _points(east, north)) / SOFT).mean())


def _points(east: Floats, north: Floats) -> Any:
    return np.atleast_1d(np.asarray(shapely.points(east, north), dtype=object))


def _near_station(lon: Floats, lat: Floats, around: Surroundings) -> Flags:
    """Tell which points lie in the station or near it; none where the station is empty."""
    if around.bounds is None:
        return np.zeros(lon.shape, dtype=bool)
    west, south, east, north = around.bounds
    high = MARGIN / 111_000.0
    wide = high / max(float(np.cos(np.radians((south + north) / 2))), 0.05)
    return np.asarray((lon >= west - wide) & (lon <= east + wide) & (lat >= south - high) & (lat <= north + high))


def _named(sample: Sample, east: Floats, north: Floats, around: Surroundings) -> dict[str, Any]:
    """Return how far points are from the buildings that their rows name."""
    asked = np.flatnonzero(sample.named >= 0)
    pairs = [(i, shape) for i in asked.tolist() if (shape := around.footprint(int(sample.named[i]))) is not None]
    if not pairs:
        return {}
    placed = [(i, shape) for i, shape in pairs if np.isfinite(east[i]) and np.isfinite(north[i])]
    if len(placed) < len(pairs) / 2:
        return {"named": len(pairs)}
    rows = np.array([i for i, _ in placed])
    shapes = np.array([shape for _, shape in placed], dtype=object)
    away = [*shapely.distance(_points(east[rows], north[rows]), shapes), *[np.inf] * (len(pairs) - len(placed))]
    middles = shapely.centroid(shapes)
    off_east, off_north = east[rows] - shapely.get_x(middles), north[rows] - shapely.get_y(middles)
    bias = float(np.hypot(np.median(off_east), np.median(off_north)))
    spread = [float(np.median(np.abs(v - np.median(v)))) * 1.4826 for v in (off_east, off_north)]
    error = 1.2533 * float(np.hypot(spread[0], spread[1])) / float(np.sqrt(len(placed)))
    return {"named": len(pairs), "metres": float(np.median(away)), "bias": bias, "error": error}


def _stored(sample: Sample, east: Floats, north: Floats, around: Surroundings) -> dict[str, Any]:
    """Return how many points lie where the station has the same record already."""
    known = np.isfinite(sample.stored_lon)
    if not known.any():
        return {}
    there_east, there_north = around.frame.to_local(sample.stored_lon[known], sample.stored_lat[known])
    away = np.hypot(east[known] - there_east, north[known] - there_north)
    return {"stored": int(known.sum()), "again": float((np.nan_to_num(away, nan=np.inf) <= TOGETHER).mean())}
