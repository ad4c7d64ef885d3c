"""Geometry of CityJSON objects: the surfaces of the level of detail that is wanted, with what each of them is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from data.exchange.places.geometry import Unusable
from data.i18n import tr
from data.town.shapes import only_polygons

Floats = npt.NDArray[np.float64]
Rings = list[list[int]]  # the outline, then the holes; indices of vertices

FINEST = 3.0  # levels of detail from here on carry windows and rooms, which the town does not draw
# How many lists lie around a surface: of a solid only the outer shell is taken, shells inside are cavities.
_DEPTHS = {"MultiSurface": 0, "CompositeSurface": 0, "Solid": 1, "MultiSolid": 2, "CompositeSolid": 2}
GROUND = ("GroundSurface", "OuterFloorSurface")


@dataclass(frozen=True, slots=True)
class Surfaces:
    """The surfaces of one building at one level of detail; ``types`` are their semantics, "" where unknown."""

    rings: list[Rings]
    types: list[str]
    lod: str


def surfaces_of(geometries: Any, vertices: int) -> Surfaces | None:
    """Return the surfaces of the finest level of detail below 3, or the coarsest above; None where there are none.

    Parameters
    ----------
    geometries
        The "geometry" member of a CityJSON object.
    vertices
        How many vertices the file has.

    Raises
    ------
    Unusable
        If a boundary is nested wrongly or names a vertex that is not there.
    """
    usable = [g for g in _list(geometries) if isinstance(g, dict) and str(g.get("type")) in _DEPTHS]
    if not usable:
        return None
    lods = sorted({_lod(g) for g in usable})
    chosen = max((lod for lod in lods if lod < FINEST), default=lods[0])
    rings: list[Rings] = []
    types: list[str] = []
    for geometry in (g for g in usable if _lod(g) == chosen):
        for surface, kind in _surfaces(geometry):
            _check(surface, vertices)
            rings.append([ring for ring in surface if len(ring) >= 3])
            types.append(kind)
    kept = [i for i, surface in enumerate(rings) if surface]
    return Surfaces([rings[i] for i in kept], [types[i] for i in kept], f"{chosen:g}") if kept else None


def footprint(surfaces: Sequence[Surfaces], points: Floats, grid: float) -> shapely.Geometry | None:
    """Return what the surfaces cover seen from above, in the plane of ``points`` (two columns are used).

    The ground surfaces say it where they are told apart; else it is the union of everything that is not upright.
    """
    flat = points[:, :2]
    ground = [r for s in surfaces for r, kind in zip(s.rings, s.types, strict=True) if kind in GROUND]
    for rings in (ground, [r for s in surfaces for r in s.rings]):
        shapes = [shape for shape in (_polygon(r, flat) for r in rings) if shape.area > grid * grid]
        if shapes:
            sound = [p for s in shapes if (p := only_polygons(s if s.is_valid else shapely.make_valid(s))) is not None]
            union = only_polygons(shapely.union_all(sound, grid_size=grid)) if sound else None
            if union is not None and not union.is_empty:
                return union
    return None


def model(surfaces: Sequence[Surfaces], points: Floats, ground: float) -> shapely.MultiPolygon:
    """Return the surfaces as one MultiPolygon Z of the three columns of ``points``, ``ground`` taken off the heights."""
    down = np.array([0.0, 0.0, ground])
    rings = [[points[ring] - down for ring in surface] for s in surfaces for surface in s.rings]
    return shapely.MultiPolygon([shapely.Polygon(outline, holes) for outline, *holes in rings])


def used(surfaces: Sequence[Surfaces]) -> npt.NDArray[np.int64]:
    """Return the indices of the vertices that the surfaces use."""
    return np.unique([v for s in surfaces for rings in s.rings for ring in rings for v in ring])


def _polygon(rings: Rings, points: Floats) -> shapely.Polygon:
    return shapely.Polygon(points[rings[0]], [points[hole] for hole in rings[1:]])


def _surfaces(geometry: dict[str, Any]) -> Iterator[tuple[Rings, str]]:
    boundaries, semantics = geometry.get("boundaries"), geometry.get("semantics")
    if not isinstance(boundaries, list):
        raise Unusable(tr("几何缺少 boundaries"))
    depth = _DEPTHS[geometry["type"]]
    if isinstance(semantics, list):  # CityJSON before 0.5: one after another
        named = iter([str(s.get("type", "")) if isinstance(s, dict) else "" for s in semantics])
        yield from ((surface, next(named, "")) for surface, _ in _flat(boundaries, None, depth))
        return
    found = semantics if isinstance(semantics, dict) else {}
    types = [str(s.get("type", "")) if isinstance(s, dict) else "" for s in _list(found.get("surfaces"))]
    for surface, value in _flat(boundaries, found.get("values"), depth):
        yield surface, types[value] if isinstance(value, int) and 0 <= value < len(types) else ""


def _flat(boundaries: Any, values: Any, depth: int) -> Iterator[tuple[Rings, Any]]:
    """Yield each surface with its semantic value; both are nested alike."""
    if not isinstance(boundaries, list):
        raise Unusable(tr("boundaries 嵌套层数不对"))
    inner = values if isinstance(values, list) else []
    if depth == 0:
        for at, surface in enumerate(boundaries):
            yield surface, inner[at] if at < len(inner) else None
        return
    parts = boundaries if depth == 2 else boundaries[:1]
    for at, part in enumerate(parts):
        yield from _flat(part, inner[at] if at < len(inner) else None, depth - 1)


def _check(surface: Any, vertices: int) -> None:
    if not isinstance(surface, list) or not all(isinstance(ring, list) for ring in surface):
        raise Unusable(tr("boundaries 嵌套层数不对"))
    for ring in surface:
        for index in ring:
            if not isinstance(index, int) or isinstance(index, bool):
                raise Unusable(tr("boundaries 嵌套层数不对"))
            if not 0 <= index < vertices:
                raise Unusable(tr("引用了不存在的顶点 {index}（文件有 {count} 个顶点）", index=index, count=vertices))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _lod(geometry: dict[str, Any]) -> float:
    try:
        return float(geometry.get("lod", 0))
    except (TypeError, ValueError):
        return 0.0
