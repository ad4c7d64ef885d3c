"""Bridges and roads above the ground: decks that rise from where they meet it, with edges, parapets and piers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np
import numpy.typing as npt
import shapely
from shapely.ops import substring

from data.town.model import Roads, Town
from scene3d.light import mixed, shade, theme_rgb
from scene3d.meshes.mesh import Mesh, join, mesh, normals, nothing, quads
from scene3d.meshes.over_water import OverWater, over_water

Floats = npt.NDArray[np.float64]

CLEAR = 4.8  # metres of height a level: what passes under a road
OVER_WATER = 1.5  # metres over the bank where nothing passes under it but water
SLOPE = 0.11  # of a ramp at most: steeper than built, as the approaches outside of the bridge stay on the ground
STEP = 4.0  # metres along a deck between two corners
THICK, PARAPET, PARAPET_WIDTH = 0.9, 0.9, 0.3  # metres
PIERS, PIER = 26.0, 0.8  # metres between piers, half a pier
LEAST = 0.12  # metres over the ground where a deck begins, so that no road shows through it
NODE = 0.5  # metres; ends nearer than that meet
MOST = 6000  # parts of roads; more of them stay on the ground


@dataclass(frozen=True, slots=True)
class Deck:
    """One piece of a raised road: its centre line (n, 2) and heights (n,) in local metres, its width and class."""

    line: Floats
    height: Floats
    width: float
    kind: str


def decks(town: Town) -> list[Deck]:
    """Return the decks of all raised roads, and of those that cross water without being told to be bridges."""
    rows = town.roads.raised
    lines, owner = shapely.get_parts(town.roads.lines[rows], return_index=True) if len(rows) else (np.zeros(0, object), rows)
    if len(lines) > MOST:
        lines, owner = lines[:0], owner[:0]
    over = over_water(town.roads, town.grounds)
    if not len(lines) and not len(over.rows):
        return []
    wanted = np.concatenate([_wanted(town, lines, rows[owner]), np.full(len(over.rows), OVER_WATER)])
    lines, rows = np.concatenate([lines, over.pieces]), np.concatenate([rows[owner], over.rows])
    ends = [_ends(line) for line in lines]
    from_ground = _from_ground(town.roads, over, lines, ends)
    heights = defaultdict(list)
    for (a, b), height in zip(ends, wanted, strict=True):
        heights[a].append(height)
        heights[b].append(height)
    met = {node: float(np.mean(its)) for node, its in heights.items()}
    found = []
    for line, row, (a, b), height in zip(lines, rows.tolist(), ends, wanted, strict=True):
        fine = shapely.get_coordinates(shapely.segmentize(line, STEP))
        along = np.r_[0.0, np.cumsum(np.hypot(*np.diff(fine, axis=0).T))]
        up = _profile(along, (from_ground.get(a, 1e9), from_ground.get(b, 1e9)), (met[a], met[b]), float(height))
        found.append(Deck(fine, up, max(float(town.roads.width[row]), 2.0), town.roads.classes[row]))
    return found


def _ends(line: shapely.LineString) -> tuple[tuple[int, int], tuple[int, int]]:
    points = shapely.get_coordinates(line)
    first, last = np.round(points[[0, -1]] / NODE).astype(int).tolist()
    return (first[0], first[1]), (last[0], last[1])


def _wanted(town: Town, lines: npt.NDArray[np.object_], rows: npt.NDArray[np.int64]) -> Floats:
    """Return how high each part would be where its ramps are long enough: over roads by its level, over water low."""
    roads = town.roads
    level = np.maximum(roads.level[rows], 1).astype(float)
    ground = np.setdiff1d(np.arange(len(roads.ids)), roads.raised)
    middles = np.array([substring(line, 0.15, 0.85, normalized=True) for line in lines], object)
    crosses = np.zeros(len(lines), bool)
    if len(ground):
        crosses[np.unique(shapely.STRtree(roads.lines[ground]).query(middles, predicate="crosses")[0])] = True
    others = shapely.STRtree(middles).query(middles, predicate="crosses")
    lower = level[others[1]] < level[others[0]]
    crosses[others[0][lower]] = True
    return np.where(crosses | (level > 1), level * CLEAR, OVER_WATER)


def _from_ground(roads: Roads, over: OverWater, lines: npt.NDArray[np.object_],
                 ends: list[tuple[tuple[int, int], tuple[int, int]]]) -> dict[tuple[int, int], float]:  # fmt: skip
    """Return the way along raised roads from each of their ends to the nearest end that lies on the ground, in metres."""
    touching = _nodes_of_ground(roads, over)
    joints: dict[tuple[int, int], list[tuple[tuple[int, int], float]]] = defaultdict(list)
    for (a, b), line in zip(ends, lines, strict=True):
        joints[a].append((b, float(line.length)))
        joints[b].append((a, float(line.length)))
    grounded = [node for node, its in joints.items() if node in touching or len(its) == 1]
    best: dict[tuple[int, int], float] = {}
    waiting = [(0.0, node) for node in grounded]
    while waiting:
        way, node = heappop(waiting)
        if node in best:
            continue
        best[node] = way
        for other, length in joints[node]:
            if other not in best:
                heappush(waiting, (way + length, other))
    return best


def _nodes_of_ground(roads: Roads, over: OverWater) -> set[tuple[int, int]]:
    ground = np.setdiff1d(np.arange(len(roads.ids)), roads.raised)
    points = np.round(shapely.get_coordinates(over.rest[ground]) / NODE).astype(int)
    return {(x, y) for x, y in points.tolist()}


def _profile(along: Floats, ground: tuple[float, float], met: tuple[float, float], height: float) -> Floats:
    """Return the height of each point: a smooth ramp from either end that lies on the ground."""
    length = float(along[-1])
    blend = min(20.0, length / 2)
    top = np.interp(along, [0.0, blend, length - blend, length], [met[0], height, height, met[1]])
    way = np.minimum(ground[0] + along, ground[1] + length - along)
    ramp = np.maximum(top / SLOPE * 1.5, 1.0)  # a smooth ramp is one and a half times as steep in its middle
    longest = max(float(way.max()), 1.0)
    top = np.minimum(top, longest * SLOPE / 1.5)
    share = np.clip(way / np.minimum(ramp, longest), 0, 1)
    return np.asarray(LEAST + top * share * share * (3 - 2 * share))


def bridge_mesh(found: Iterable[Deck], theme: str) -> Mesh:
    """Return all decks as one mesh."""
    parts = [_deck(deck, theme) for deck in found]
    return join(parts) if parts else nothing()


def _deck(deck: Deck, theme: str) -> Mesh:
    side = _sides(deck.line)
    half = deck.width / 2
    road, edge = theme_rgb(theme, "path" if deck.kind == "path" else "road"), theme_rgb(theme, "road_edge")
    if deck.kind == "rail":
        road = mixed(edge, theme_rgb(theme, "quiet"), 0.35)
    wall = mixed(theme_rgb(theme, "wall"), edge, 0.55)
    found = [_strip(deck, side, -half, half, 0.0, 0.0, road, theme)]
    out = half + PARAPET_WIDTH
    for sign in (-1.0, 1.0):
        right, left = min(sign * half, sign * out), max(sign * half, sign * out)
        found.append(_strip(deck, side, right, left, PARAPET, PARAPET, wall, theme))
        found.append(_upright(deck, side, sign * half, 0.0, PARAPET, -sign, wall, theme))
        found.append(_upright(deck, side, sign * out, -THICK, PARAPET, sign, wall, theme))
    found.append(_strip(deck, side, out, -out, -THICK, -THICK, wall * 0.6, theme))
    return join([*found, *_piers(deck, side, wall * 0.92, theme)])


def _sides(line: Floats) -> Floats:
    """Return the unit vectors (n, 2) to the left of a line at its points."""
    run = np.diff(line, axis=0)
    run /= np.maximum(np.hypot(*run.T), 1e-9)[:, None]
    mean = np.vstack([run[:1], run[:-1] + run[1:], run[-1:]])
    mean /= np.maximum(np.hypot(*mean.T), 1e-9)[:, None]
    return np.column_stack([-mean[:, 1], mean[:, 0]])


def _strip(deck: Deck, side: Floats, right: float, left: float, low: float, high: float, colour: Floats, theme: str) -> Mesh:
    """Return a band along the deck between two distances to its left, at heights over its top."""
    near = np.column_stack([deck.line + side * right, deck.height + low])
    far = np.column_stack([deck.line + side * left, deck.height + high])
    corners = np.stack([near[:-1], near[1:], far[1:], far[:-1]], axis=1)
    return _shaded(corners, colour, theme)


def _upright(deck: Deck, side: Floats, out: float, low: float, high: float, sign: float, colour: Floats, theme: str) -> Mesh:
    """Return a band that stands along the deck; never under the ground."""
    at = deck.line + side * out
    foot = np.column_stack([at, np.maximum(deck.height + low, 0.0)])
    head = np.column_stack([at, deck.height + high * np.clip(deck.height / 0.5, 0.15, 1.0)])
    a, b = (foot[:-1], foot[1:]) if sign < 0 else (foot[1:], foot[:-1])
    c, d = (head[1:], head[:-1]) if sign < 0 else (head[:-1], head[1:])
    return _shaded(np.stack([a, b, c, d], axis=1), colour, theme)


def _shaded(corners: Floats, colour: Floats, theme: str) -> Mesh:
    points, faces = quads(corners)
    bright = shade(normals(points, faces)[::2], theme)
    return mesh(points, faces, np.repeat(bright, 4)[:, None] * colour)


def _piers(deck: Deck, side: Floats, colour: Floats, theme: str) -> list[Mesh]:
    """Square piers under what is high enough to be walked under."""
    along = np.r_[0.0, np.cumsum(np.hypot(*np.diff(deck.line, axis=0).T))]
    wanted = np.arange(PIERS / 2, float(along[-1]), PIERS)
    found = []
    for number in np.searchsorted(along, wanted).tolist():
        up = float(deck.height[number]) - THICK
        if up < 2.0:
            continue
        across, ahead = side[number] * deck.width * 0.32, np.array([side[number][1], -side[number][0]]) * PIER
        ring = deck.line[number] + np.array([-across - ahead, -across + ahead, across + ahead, across - ahead])
        if (across[0] * ahead[1] - across[1] * ahead[0]) > 0:
            ring = ring[::-1]
        after = np.roll(ring, -1, axis=0)
        low, high = np.zeros((4, 1)), np.full((4, 1), up)
        corners = [np.hstack([ring, low]), np.hstack([after, low]), np.hstack([after, high]), np.hstack([ring, high])]
        found.append(_shaded(np.stack(corners, axis=1), colour, theme))
    return found


def deck_outlines(found: Iterable[Deck]) -> list[tuple[shapely.Polygon, float]]:
    """Return pieces of decks as outlines with the height of their tops, for their shadows."""
    pieces = []
    for deck in found:
        side = _sides(deck.line) * (deck.width / 2 + PARAPET_WIDTH)
        for first in range(0, len(deck.line) - 1, 6):
            last = min(first + 6, len(deck.line) - 1)
            ring = np.vstack([(deck.line + side)[first : last + 1], (deck.line - side)[first : last + 1][::-1]])
            shape = shapely.Polygon(ring)
            up = float(deck.height[first : last + 1].mean())
            if shape.is_valid and up > 1.0:
                pieces.append((shape, up))
    return pieces
