"""What a ray meets in a town of packed tiles: exact, from walls and roofs themselves, with nothing to be built first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scene3d.pick import FAR, Hit
from scene3d.tiles.pack import Pack

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int32]

LEVEL = 1e-12  # what stands for a ray that is level or runs along a wall


@dataclass(slots=True)
class _Tile:
    """One pack made ready for rays at the first that comes by: boxes of solids and of models, (n, 6) low and high corners."""

    pack: Pack
    boxes: Floats
    firsts: npt.NDArray[np.int32]  # the first corner of each solid, and the end
    after: npt.NDArray[np.int32]
    model_boxes: Floats
    models: npt.NDArray[np.int64]  # the first triangle of each model, and the end


class TilesTarget:
    """The town that rays are cast at; tiles far from a ray are not looked at.

    Parameters
    ----------
    boxes
        The boxes (n, 6) of tiles: west, south, foot, east, north, top in local metres.
    pack
        Returns a tile by its number.
    """

    def __init__(self, boxes: Floats, pack: Callable[[int], Pack]) -> None:
        self._boxes, self._pack = boxes, pack
        self._ready: dict[int, _Tile] = {}

    def cast(self, origin: Floats, towards: Floats, *, skip: int = -2) -> Hit | None:
        """Return the nearest hit of a ray, or None; the building of the row ``skip`` is passed through."""
        return self._nearest(np.asarray(origin, float), np.asarray(towards, float), FAR, skip)

    def hidden(self, points: Floats, eye: Floats, own: npt.NDArray[np.int64] | None = None) -> npt.NDArray[np.bool_]:
        """Whether something stands between the eye and each of the points (n, 3); a point's ``own`` row does not count."""
        found = np.zeros(len(points), bool)
        for number, point in enumerate(points):
            way = np.asarray(point - eye, float)
            length = float(np.linalg.norm(way))
            skip = -2 if own is None else int(own[number])
            found[number] = length > 3 and self._nearest(np.asarray(eye, float), way / length, length - 1.5, skip) is not None
        return found

    def _nearest(self, origin: Floats, towards: Floats, reach: float, skip: int) -> Hit | None:
        near, met = _slabs(self._boxes, origin, towards, reach)
        best, row = reach, -2
        for number in met[np.argsort(near[met], kind="stable")].tolist():
            if near[number] > best:
                break
            found = _in_tile(self._tile(number), origin, towards, best, skip)
            if found is not None:
                best, row = found
        return None if row == -2 else Hit(row, origin + towards * best, best)

    def _tile(self, number: int) -> _Tile:
        found = self._ready.get(number)
        if found is None:
            found = self._ready[number] = _made_ready(self._pack(number))
        return found


def _made_ready(pack: Pack) -> _Tile:
    firsts = pack.ring_at[pack.solid_at]
    at = pack.corners.astype(float)
    boxes = np.zeros((0, 6))
    if pack.count:
        low, high = (f.reduceat(at, firsts[:-1], axis=0) for f in (np.minimum, np.maximum))
        boxes = np.column_stack([low, pack.base, high, pack.top])
    models = np.r_[0, np.flatnonzero(np.diff(pack.model_ids)) + 1, len(pack.model)] if len(pack.model) else np.zeros(1, np.int64)
    model_boxes = np.zeros((0, 6))
    if len(pack.model):
        points = pack.model.astype(float)
        low = np.minimum.reduceat(points.min(axis=1), models[:-1], axis=0)
        model_boxes = np.column_stack([low, np.maximum.reduceat(points.max(axis=1), models[:-1], axis=0)])
    return _Tile(pack, boxes, firsts, pack.after, model_boxes, models)


def _slabs(boxes: Floats, origin: Floats, towards: Floats, reach: float) -> tuple[Floats, npt.NDArray[np.int64]]:
    """Return where a ray enters each box, and the numbers of those that it meets (Kay and Kajiya 1986)."""
    if not len(boxes):
        return np.zeros(0), np.zeros(0, np.int64)
    run = np.where(np.abs(towards) < LEVEL, LEVEL, towards)
    a, b = (boxes[:, :3] - origin) / run, (boxes[:, 3:] - origin) / run
    enters, leaves = np.minimum(a, b).max(axis=1), np.maximum(a, b).min(axis=1)
    slack = 1e-6
    return enters, np.flatnonzero((leaves >= np.maximum(enters, 0.0) - slack) & (enters <= reach))


def _in_tile(tile: _Tile, origin: Floats, towards: Floats, reach: float, skip: int) -> tuple[float, int] | None:
    _, solids = _slabs(tile.boxes, origin, towards, reach)
    solids = solids[tile.pack.rows[solids] != skip]
    found = _in_solids(tile, solids, origin, towards, reach) if len(solids) else None
    _, models = _slabs(tile.model_boxes, origin, towards, reach)
    if len(models):
        other = _in_models(tile, models, origin, towards, found[0] if found else reach, skip)
        found = other or found
    return found


def _in_solids(tile: _Tile, solids: npt.NDArray[np.int64], origin: Floats, towards: Floats,
               reach: float) -> tuple[float, int] | None:  # fmt: skip
    """Return distance and row of the nearest wall or roof of some solids."""
    pack = tile.pack
    counts = tile.firsts[solids + 1] - tile.firsts[solids]
    of = np.repeat(np.arange(len(solids)), counts)
    corner = np.repeat(tile.firsts[solids] - np.r_[0, np.cumsum(counts)[:-1]], counts) + np.arange(len(of))
    a, b = pack.corners[corner].astype(float), pack.corners[tile.after[corner]].astype(float)
    base, top = pack.base[solids].astype(float), pack.top[solids].astype(float)
    walls = _walls(a, b, base[of], top[of], origin, towards)
    roofs = _roofs(a, b, of, top, origin, towards)
    wall, roof = int(np.argmin(walls)), int(np.argmin(roofs))
    best, solid = min((float(walls[wall]), int(of[wall])), (float(roofs[roof]), roof))
    return (best, int(pack.rows[solids[solid]])) if best < reach else None


def _walls(a: Floats, b: Floats, base: Floats, top: Floats, origin: Floats, towards: Floats) -> Floats:
    """Return the distance to each wall from a to b (n, 2); inf where the ray misses it."""
    run, from_eye = b - a, a - origin[:2]
    across = towards[0] * run[:, 1] - towards[1] * run[:, 0]
    safe = np.where(np.abs(across) < LEVEL, np.nan, across)
    away = (from_eye[:, 0] * run[:, 1] - from_eye[:, 1] * run[:, 0]) / safe
    share = (from_eye[:, 0] * towards[1] - from_eye[:, 1] * towards[0]) / safe
    height = origin[2] + away * towards[2]
    met = (away > 0) & (share >= -1e-9) & (share <= 1 + 1e-9) & (height >= base - 1e-9) & (height <= top + 1e-9)
    return np.where(met, away, np.inf)


def _roofs(a: Floats, b: Floats, of: npt.NDArray[np.int64], top: Floats, origin: Floats, towards: Floats) -> Floats:
    """Return the distance to each solid's roof; inf where the ray goes by: it is inside where it crosses an odd number of edges."""
    away = (top - origin[2]) / (towards[2] if abs(towards[2]) > LEVEL else LEVEL)
    x, y = (origin[axis] + away * towards[axis] for axis in (0, 1))
    spans = (a[:, 1] > y[of]) != (b[:, 1] > y[of])
    with np.errstate(divide="ignore", invalid="ignore"):
        crossing = a[:, 0] + (y[of] - a[:, 1]) / (b[:, 1] - a[:, 1]) * (b[:, 0] - a[:, 0])
    inside = np.bincount(of, spans & (x[of] < crossing), minlength=len(top)) % 2 == 1
    return np.where(inside & (away > 0), away, np.inf)


def _in_models(tile: _Tile, models: npt.NDArray[np.int64], origin: Floats, towards: Floats, reach: float,
               skip: int) -> tuple[float, int] | None:  # fmt: skip
    """Return distance and row of the nearest triangle of some models (Moeller and Trumbore 1997)."""
    which = np.concatenate([np.arange(tile.models[m], tile.models[m + 1]) for m in models.tolist()])
    which = which[tile.pack.model_rows[which] != skip]
    corners = tile.pack.model[which].astype(float)
    a, ab, ac = corners[:, 0], corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    across = np.cross(towards, ac)
    det = np.einsum("ij,ij->i", ab, across)
    safe = np.where(np.abs(det) < LEVEL, np.nan, det)
    from_a = origin - a
    u = np.einsum("ij,ij->i", from_a, across) / safe
    q = np.cross(from_a, ab)
    v, away = q @ towards / safe, np.einsum("ij,ij->i", ac, q) / safe
    met = (u >= -1e-9) & (v >= -1e-9) & (u + v <= 1 + 1e-9) & (away > 0) & (away < reach)
    if not met.any():
        return None
    nearest = int(np.argmin(np.where(met, away, np.inf)))
    return float(away[nearest]), int(tile.pack.model_rows[which[nearest]])
