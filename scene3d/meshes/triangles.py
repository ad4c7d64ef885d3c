"""Triangles of many polygons at once: convex ones as fans in numpy, the others by ear clipping."""

from __future__ import annotations

from dataclasses import dataclass

import mapbox_earcut
import numpy as np
import numpy.typing as npt
import shapely

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Geometries = npt.NDArray[np.object_]

STRAIGHT = 1e-9  # square metres that a corner spans; with less it is on a line with its neighbours, and no fan is spanned


@dataclass(frozen=True, slots=True)
class Flat:
    """Triangles of polygons: ``points`` (n, 2), ``faces`` (m, 3) counter-clockwise, and the polygon of each point and face."""

    points: Floats
    faces: Ints
    of_point: Ints
    of_face: Ints


@dataclass(frozen=True, slots=True)
class _Corners:
    """The corners of all rings without the closing ones; ``starts`` and ``counts`` are of the polygons' corners."""

    points: Floats
    ring: Ints
    polygon: Ints
    starts: Ints
    counts: Ints
    rings: Ints  # how many rings each polygon has
    ends: npt.NDArray[np.uint32]  # of each ring, counted from the start of its polygon


def flat_triangles(polygons: Geometries) -> Flat:
    """Return the triangles of an array of Polygons with or without holes."""
    if not len(polygons):
        return Flat(np.zeros((0, 2)), np.zeros((0, 3), np.int64), np.zeros(0, np.int64), np.zeros(0, np.int64))
    corners = _corners(polygons)
    convex = _convex(corners)
    fans, fan_of = _fans(corners, np.flatnonzero(convex))
    clipped, clipped_of = _clipped(corners, np.flatnonzero(~convex))
    faces, of = np.concatenate([fans, clipped]), np.concatenate([fan_of, clipped_of])
    order = np.argsort(of, kind="stable")
    return Flat(corners.points, upwards(corners.points, faces[order]), corners.polygon, of[order])


def upwards(points: Floats, faces: Ints) -> Ints:
    """Return the faces, those that run clockwise turned around."""
    a, b, c = points[faces[:, 0]], points[faces[:, 1]], points[faces[:, 2]]
    down = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) < (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    if down.any():
        faces = np.where(down[:, None], faces[:, ::-1], faces)
    return faces


def _corners(polygons: Geometries) -> _Corners:
    rings, owner = shapely.get_rings(polygons, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    kept = np.r_[ring[1:] == ring[:-1], False]  # a ring ends where it began
    points, ring = points[kept], ring[kept]
    polygon = owner[ring]
    counts = np.bincount(polygon, minlength=len(polygons))
    starts = np.cumsum(counts) - counts
    ends = np.cumsum(np.bincount(ring, minlength=len(rings))) - starts[owner]
    return _Corners(points, ring, polygon, starts, counts, np.bincount(owner, minlength=len(polygons)), ends.astype(np.uint32))


def _convex(corners: _Corners) -> npt.NDArray[np.bool_]:
    """Tell which polygons have one ring that turns one way at every corner."""
    n = len(corners.points)
    first, last = corners.starts, corners.starts + corners.counts - 1
    some = corners.counts > 0
    after, before = np.arange(1, n + 1), np.arange(-1, n - 1)
    after[last[some]], before[first[some]] = first[some], last[some]
    on, back = corners.points[after] - corners.points, corners.points - corners.points[before]
    turn = back[:, 0] * on[:, 1] - back[:, 1] * on[:, 0]
    left = np.bincount(corners.polygon, turn > STRAIGHT, minlength=len(corners.counts))
    right = np.bincount(corners.polygon, turn < -STRAIGHT, minlength=len(corners.counts))
    return np.asarray((corners.rings == 1) & (corners.counts >= 3) & (np.maximum(left, right) == corners.counts))


def _fans(corners: _Corners, which: Ints) -> tuple[Ints, Ints]:
    sizes = corners.counts[which] - 2
    of = np.repeat(which, sizes)
    step = np.arange(len(of)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    start = corners.starts[of]
    return np.column_stack([start, start + step + 1, start + step + 2]).astype(np.int64), of


def _clipped(corners: _Corners, which: Ints) -> tuple[Ints, Ints]:
    ends_at = np.cumsum(corners.rings)
    starts, stops = corners.starts[which], corners.starts[which] + corners.counts[which]
    firsts, lasts = ends_at[which] - corners.rings[which], ends_at[which]
    points, ends, clip = np.ascontiguousarray(corners.points), corners.ends, mapbox_earcut.triangulate_float64
    found = [
        clip(points[a:b], ends[r:s])
        for a, b, r, s in zip(starts.tolist(), stops.tolist(), firsts.tolist(), lasts.tolist(), strict=True)
    ]
    sizes = np.fromiter(map(len, found), np.int64, len(found))
    flat = np.concatenate(found).astype(np.int64) if found else np.zeros(0, np.int64)
    return (flat + np.repeat(starts, sizes)).reshape(-1, 3), np.repeat(which, sizes // 3)
