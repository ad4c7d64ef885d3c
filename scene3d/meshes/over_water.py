"""Where roads that are told to be no bridge cross water: what of them is a deck, and what of them stays on the ground."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely.ops import substring

from data.town.model import Grounds, Roads

Floats = npt.NDArray[np.float64]
Geometries = npt.NDArray[np.object_]

SHORTEST = 3.0  # metres of water; less is a bank that was drawn a little beside the road
APPROACH = 9.0  # metres on the land at both ends of a deck, for its ramps
MOST = 4000  # pieces; with more of them roads stay on the ground
UNSEEN = ("ferry",)  # classes that are not drawn


@dataclass(frozen=True, slots=True)
class OverWater:
    """The ``pieces`` (m,) of roads over water with the rows (m,) of their roads, and the lines (n,) of all roads without them."""

    rows: npt.NDArray[np.int64]
    pieces: Geometries
    rest: Geometries


def over_water(roads: Roads, grounds: Grounds) -> OverWater:
    """Return what of the roads on the ground lies over water."""
    spans = _spans(roads, _water(grounds))
    if not spans or sum(map(len, spans.values())) > MOST:
        return OverWater(np.zeros(0, np.int64), np.zeros(0, object), roads.lines)
    rows, pieces, rest = [], [], roads.lines.copy()
    for row, its in spans.items():
        line = roads.lines[row]
        rows += [row] * len(its)
        pieces += [_part(line, a, b) for a, b in its]
        edges = [0.0, *(edge for span in its for edge in span), float(line.length)]
        dry = [_part(line, a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a > 0.01]
        rest[row] = shapely.MultiLineString(dry)
    found = np.empty(len(pieces), object)
    found[:] = pieces
    return OverWater(np.array(rows, np.int64), found, rest)


def _water(grounds: Grounds) -> Geometries:
    wet = np.array([cover == "water" for cover in grounds.covers], bool)
    shapes = grounds.shapes[wet] if len(wet) else grounds.shapes
    return shapes[shapely.get_dimensions(shapes) == 2] if len(shapes) else shapes


def _spans(roads: Roads, water: Geometries) -> dict[int, list[tuple[float, float]]]:
    """Return by road the stretches over water with their approaches, in metres along its line."""
    rows = np.setdiff1d(np.flatnonzero(~np.isin(np.array(roads.classes, object).astype(str), UNSEEN)), roads.raised)
    if not len(rows) or not len(water):
        return {}
    rows = rows[[line.geom_type == "LineString" for line in roads.lines[rows]]]  # one line, not in pieces
    number, wet = shapely.STRtree(water).query(roads.lines[rows], predicate="intersects")
    under = shapely.intersection(roads.lines[rows[number]], water[wet])
    found: dict[int, list[tuple[float, float]]] = {}
    for row, shape in zip(rows[number].tolist(), under, strict=True):
        line = roads.lines[row]
        for part in (p for p in shapely.get_parts(shape) if p.length >= SHORTEST):
            ends = sorted(line.project(shapely.Point(part.coords[end])) for end in (0, -1))
            if ends[1] - ends[0] >= SHORTEST:
                found.setdefault(row, []).append((max(ends[0] - APPROACH, 0.0), min(ends[1] + APPROACH, line.length)))
    return {row: _merged(its) for row, its in found.items()}


def _merged(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for a, b in sorted(spans):
        if found and a <= found[-1][1] + 1.0:
            found[-1] = found[-1][0], max(found[-1][1], b)
        else:
            found.append((a, b))
    return found


def _part(line: shapely.LineString, a: float, b: float) -> Any:
    return substring(line, a, b)
