"""Coarser massing for far away: houses of about one height grow together where the gap cannot be seen, small corners go."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from scene3d.meshes.prisms import Prisms
from scene3d.tiles.pack import Members, Pack, packed

Floats = npt.NDArray[np.float64]
Geometries = npt.NDArray[np.object_]

# How far, in metres, outlines and heights of each coarse level may be from what stands there.
ERRORS = (3.0, 6.0, 12.0, 24.0, 48.0)
GAP = 0.25  # of the error on each side: nearer than that, houses grow together; streets stay open
CORNER = 0.5  # of the error: how far an outline may move when corners go
SPECK = 0.25  # of the square of the error; smaller ones go


@dataclass(frozen=True, slots=True)
class _Stock:
    """What a level is made of: outlines, tops in metres, and which look and tint they have."""

    polygons: Geometries
    base: Floats
    top: Floats
    facade: npt.NDArray[np.uint8]
    tint: Floats


def coarser(exact: Pack) -> list[Pack]:
    """Return the coarse levels of a tile, one for each of `ERRORS`; each is made of the one before."""
    stock = _Stock(exact.polygons(), exact.base.astype(float), exact.top.astype(float), exact.facade, exact.tint.astype(float))
    stock = _with_models(exact, stock)
    places, ids = _places(exact, stock)
    found = []
    for error in ERRORS:
        stock = _merged(stock, error)
        found.append(_as_pack(stock, places, ids))
    return found


def _with_models(exact: Pack, stock: _Stock) -> _Stock:
    """Own models as the boxes that they fill: far away no more of them is seen."""
    if not len(exact.model):
        return stock
    edges = np.r_[0, np.flatnonzero(np.diff(exact.model_ids)) + 1, len(exact.model_ids)]
    parts = [exact.model[a:b].reshape(-1, 3) for a, b in itertools.pairwise(edges)]
    shapes = np.empty(len(parts), object)
    shapes[:] = [shapely.MultiPoint(p[:, :2].astype(float)).convex_hull for p in parts]
    n = len(shapes)
    top = np.array([np.percentile(p[:, 2], 80) for p in parts])
    base = np.array([p[:, 2].min() for p in parts], float)
    return _Stock(np.concatenate([stock.polygons, shapes]), np.r_[stock.base, base], np.r_[stock.top, np.maximum(top, base + 0.5)],
                  np.r_[stock.facade, np.zeros(n, np.uint8)], np.vstack([stock.tint, np.ones((n, 3))]))  # fmt: skip


def _places(exact: Pack, stock: _Stock) -> tuple[Geometries, npt.NDArray[np.int64]]:
    """Return a point within each solid and its building."""
    edges = np.r_[0, np.flatnonzero(np.diff(exact.model_ids)) + 1] if len(exact.model) else np.zeros(0, np.int64)
    ids = np.concatenate([exact.ids, exact.model_ids[edges]])
    return np.asarray(shapely.point_on_surface(stock.polygons), object), ids


def _merged(stock: _Stock, error: float) -> _Stock:
    if not len(stock.polygons):
        return stock
    storey = np.floor(stock.top / error).astype(np.int64) * 4096 + np.floor(stock.base / error).astype(np.int64)
    order = np.argsort(storey, kind="stable")
    starts = np.r_[0, np.flatnonzero(np.diff(storey[order])) + 1]
    ends = np.r_[starts[1:], len(order)]
    rough = shapely.simplify(stock.polygons[order], error * GAP, preserve_topology=False)
    fat = shapely.buffer(rough, error * GAP, join_style="mitre", quad_segs=1)
    united = np.array([shapely.union_all(fat[a:b]) for a, b in zip(starts, ends, strict=True)], object)
    thin = shapely.simplify(shapely.buffer(united, -error * GAP, join_style="mitre", quad_segs=1), error * CORNER)
    polygons, of = shapely.get_parts(thin, return_index=True)
    kept = (shapely.get_type_id(polygons) == 3) & (shapely.area(polygons) > error * error * SPECK)
    polygons, of = polygons[kept], of[kept]
    area = np.maximum(shapely.area(stock.polygons)[order], 1e-6)
    weight = np.add.reduceat(area, starts)

    def mean(values: Floats) -> Floats:
        weighed = values[order] * (area if values.ndim == 1 else area[:, None])
        total = np.add.reduceat(weighed, starts, axis=0)
        return np.asarray(total / (weight if values.ndim == 1 else weight[:, None]))

    top, base = mean(stock.top)[of], mean(stock.base)[of]
    facade = _usual(stock.facade[order], area, starts, ends)
    return _Stock(polygons, base, np.maximum(top, base + 0.5), facade[of], mean(stock.tint)[of])


def _usual(looks: npt.NDArray[np.uint8], area: Floats, starts: npt.NDArray[np.int64],
           ends: npt.NDArray[np.int64]) -> npt.NDArray[np.uint8]:  # fmt: skip
    """Return the look that has the largest area in each group."""
    return np.array([np.bincount(looks[a:b], area[a:b]).argmax() for a, b in zip(starts, ends, strict=True)], np.uint8)


def _as_pack(stock: _Stock, places: Geometries, ids: npt.NDArray[np.int64]) -> Pack:
    n = len(stock.polygons)
    nobody = np.full(n, -1, np.int32)
    none = np.empty(n, object)
    none[:] = ""
    solids = Prisms(stock.polygons, stock.base, stock.top, nobody, np.full(n, 3.3), none, none, stock.tint)
    found = packed(solids, np.zeros(n, np.int64), members=_members(stock.polygons, places, ids)).roofed()
    found.facade[:] = stock.facade
    found.foot[:] = stock.facade
    return found


def _members(polygons: Geometries, places: Geometries, ids: npt.NDArray[np.int64]) -> Members:
    """Return which buildings each solid stands for: those that lie in it, of whatever height."""
    if not len(polygons) or not len(places):
        return Members(np.zeros(1, np.int64), np.full(1, -1, np.int32))  # never quite empty: that is what makes it coarse
    at, of = shapely.STRtree(polygons).query(places, predicate="intersects")
    return Members(np.r_[ids[at], 0].astype(np.int64), np.r_[of, -1].astype(np.int32))
