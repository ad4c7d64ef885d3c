"""Footprints raised to walls and roofs: every edge a wall with its picture, roofs with parapets."""

from __future__ import annotations

from dataclasses import dataclass

import mapbox_earcut
import numpy as np
import numpy.typing as npt
import shapely

from scene3d.light import LIGHTS, shade, theme_rgb
from scene3d.meshes.facade import BAY, CELLS
from scene3d.meshes.mesh import Mesh, join, mesh, upright
from scene3d.meshes.triangles import flat_triangles, upwards

Floats = npt.NDArray[np.float64]
Geometries = npt.NDArray[np.object_]

PARAPET = 0.7  # metres above the roof
PARAPET_WIDTH = 0.35  # metres
SHORT = 1.6  # metres; a shorter wall has no windows
PLAIN = ""  # the facade without a picture


@dataclass(frozen=True, slots=True)
class Prisms:
    """Solids to raise; every array has one entry a solid.

    ``polygons`` are Polygons in local metres, ``base`` and ``top`` metres above ground, ``rows`` the building row,
    ``storey`` metres from floor to floor, ``facade`` and ``foot`` the pictures of the walls and of the lowest storey,
    ``tint`` (n, 3) factors on the colour of the wall.
    """

    polygons: Geometries
    base: Floats
    top: Floats
    rows: npt.NDArray[np.int32]
    storey: Floats
    facade: npt.NDArray[np.object_]
    foot: npt.NDArray[np.object_]
    tint: Floats

    def take(self, wanted: npt.NDArray[np.bool_]) -> Prisms:
        """Return some of the solids."""
        return Prisms(self.polygons[wanted], self.base[wanted], self.top[wanted], self.rows[wanted], self.storey[wanted],
                      self.facade[wanted], self.foot[wanted], self.tint[wanted])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edges:
    """Directed edges (n, 2) with the outside on their right, and the solid each belongs to."""

    a: Floats
    b: Floats
    owner: npt.NDArray[np.int64]


def explode(shapes: Geometries) -> tuple[Geometries, npt.NDArray[np.int64]]:
    """Return the Polygons in an array of (Multi)Polygons and where each came from; empty ones are left out."""
    parts, source = shapely.get_parts(shapes, return_index=True)
    good = (shapely.get_type_id(parts) == 3) & ~shapely.is_empty(parts) & (shapely.area(parts) > 0.05)
    return parts[good], source[good]


def edges(polygons: Geometries) -> Edges:
    """Return the edges of polygons, outer rings counter-clockwise and holes clockwise whatever the input's order is."""
    rings, owner = shapely.get_rings(polygons, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    same = ring[1:] == ring[:-1]
    a, b, of = points[:-1][same], points[1:][same], ring[:-1][same]
    area = np.bincount(of, a[:, 0] * b[:, 1] - b[:, 0] * a[:, 1], minlength=len(rings))
    outer = np.r_[True, owner[1:] != owner[:-1]] if len(owner) else np.zeros(0, bool)
    flip = ((area > 0) != outer)[of]
    if flip.any():
        a, b = np.where(flip[:, None], b, a), np.where(flip[:, None], a, b)
    long = np.flatnonzero(np.hypot(*(b - a).T) > 1e-3)
    return Edges(a[long], b[long], owner[of[long]])


def triangulated(polygon: shapely.Polygon) -> tuple[Floats, npt.NDArray[np.int64]]:
    """Return points (n, 2) and triangles (m, 3), counter-clockwise, of a polygon with holes."""
    rings = [np.asarray(r.coords)[:-1, :2] for r in (polygon.exterior, *polygon.interiors)]
    points = np.ascontiguousarray(np.concatenate(rings))
    ends = np.cumsum([len(r) for r in rings], dtype=np.uint32)
    faces = mapbox_earcut.triangulate_float64(points, ends).reshape(-1, 3).astype(np.int64)
    return points, upwards(points, faces)


def level(polygons: Geometries, heights: Floats, colours: Floats, rows: npt.NDArray[np.int32]) -> Mesh:
    """Return polygons as level surfaces at heights, one colour (n, 3 or 4) and row each."""
    if not len(polygons):
        return mesh(np.zeros((0, 3)), np.zeros((0, 3)), np.zeros((0, colours.shape[1] if colours.ndim > 1 else 3)))
    flat = flat_triangles(polygons)
    points = np.empty((len(flat.points), 3), np.float32)
    points[:, :2], points[:, 2] = flat.points, heights[flat.of_point]
    paint = np.clip(colours, 0, 255).astype(np.uint8)
    return mesh(points, flat.faces, paint[flat.of_point], rows[flat.of_face])


def raised(prisms: Prisms, theme: str, *, parapets: bool = True, feet: bool = True, paint: Floats | None = None) -> dict[str, Mesh]:
    """Return meshes by facade name (`PLAIN` for roofs and walls without a picture).

    ``feet`` says whether the lowest storey is always walls of its own, darker towards the ground; without it only where it wears
    another picture, which halves the triangles of a large town. ``paint`` (3,) 0..255 replaces the colours of wall and roof (the
    chosen building).
    """
    walls = _walls(prisms, theme, feet, paint)
    plain = [walls.pop(PLAIN)] if PLAIN in walls else []
    plain.append(_roofs(prisms, theme, parapets, paint))
    return {PLAIN: join(plain), **walls}


def _walls(prisms: Prisms, theme: str, feet: bool, paint: Floats | None) -> dict[str, Mesh]:
    along = edges(prisms.polygons)
    storey = np.minimum(prisms.storey, prisms.top - prisms.base)
    split, storeys = prisms.base + storey, (prisms.top - prisms.base) / np.maximum(storey, 0.1)
    none, one = np.zeros(len(storey)), np.ones(len(storey))
    whole = np.zeros(len(storey), bool) if feet else prisms.foot == prisms.facade
    strips = [
        _Strip(along, prisms.foot, prisms.base, np.where(whole, prisms.top, split), none, np.where(whole, storeys, one)),
        _Strip(along, prisms.facade, split, np.where(whole, split, prisms.top), one, storeys),
    ]
    found: dict[str, list[Mesh]] = {}
    for strip in strips:
        for name in dict.fromkeys(strip.facade.tolist()):
            found.setdefault(str(name), []).append(_strip_mesh(strip, str(name), prisms, theme, paint))
    return {name: join(parts) for name, parts in sorted(found.items())}


@dataclass(frozen=True, slots=True)
class _Strip:
    """One level of walls: between two heights (metres) and two storey numbers of each solid."""

    edges: Edges
    facade: npt.NDArray[np.object_]
    low: Floats
    high: Floats
    first: Floats
    last: Floats


def _strip_mesh(strip: _Strip, name: str, prisms: Prisms, theme: str, paint: Floats | None) -> Mesh:
    wanted = (strip.facade == name) & (strip.high - strip.low > 1e-3)
    own = np.flatnonzero(wanted[strip.edges.owner])
    a, b, owner = strip.edges.a[own], strip.edges.b[own], strip.edges.owner[own]
    low, high = strip.low[owner], strip.high[owner]
    points, faces = upright(a, b, low, high)
    along = b - a
    length = np.hypot(along[:, 0], along[:, 1])
    bright = shade(outward(along, length), theme)
    colours = _wall_colours(bright, low, prisms.tint[owner], name, theme, paint)
    rows = np.repeat(prisms.rows[owner], 2)
    uv = None if name == PLAIN else _uv(length, strip.first[owner], strip.last[owner], prisms.rows[owner])
    return Mesh(points, faces, colours, rows, uv)


def outward(along: Floats, length: Floats) -> Floats:
    """Return the unit normals (n, 3) of walls by their directions (n, 2) with the outside on their right."""
    across = np.zeros((len(along), 3))
    across[:, 0], across[:, 1] = along[:, 1], -along[:, 0]
    across /= np.maximum(length, 1e-9)[:, None]
    return across


def _wall_colours(bright: Floats, low: Floats, tint: Floats, name: str, theme: str,
                  paint: Floats | None) -> npt.NDArray[np.uint8]:  # fmt: skip
    """Darker at the foot of a wall that stands on the ground; a picture brings the wall's own colour."""
    foot = np.where(low < 0.5, LIGHTS[theme].foot, 1.0)
    own = np.full(3, 255.0) if name != PLAIN else theme_rgb(theme, "wall")
    above = bright[:, None] * (own * tint if paint is None else paint)
    four = np.empty((len(bright), 4, 3), np.uint8)
    four[:, 2:] = np.clip(above, 0, 255).astype(np.uint8)[:, None]
    four[:, :2] = np.clip(above * foot[:, None], 0, 255).astype(np.uint8)[:, None]
    return four.reshape(-1, 3)


def _uv(length: Floats, first: Floats, last: Floats, rows: npt.NDArray[np.int32]) -> npt.NDArray[np.float32]:
    """Whole bays along the wall and storeys up it; each building starts elsewhere in the picture."""
    bays = np.where(length < SHORT, 0.0, np.maximum(np.round(length / BAY), 1.0))
    left, up = (rows * 5) % CELLS, (rows * 3) % CELLS
    four = np.empty((len(length), 4, 2), np.float32)
    four[:, 0, 0] = four[:, 3, 0] = left / CELLS
    four[:, 1, 0] = four[:, 2, 0] = (left + bays) / CELLS
    four[:, 0, 1] = four[:, 1, 1] = (first + up) / CELLS
    four[:, 2, 1] = four[:, 3, 1] = (last + up) / CELLS
    return four.reshape(-1, 2)


def _roofs(prisms: Prisms, theme: str, parapets: bool, paint: Floats | None) -> Mesh:
    up = shade(np.array([[0.0, 0.0, 1.0]]), theme)[0]
    roof = theme_rgb(theme, "roof") if paint is None else paint * 0.86
    rim = theme_rgb(theme, "wall") if paint is None else paint
    n = len(prisms.rows)
    roofs = np.broadcast_to(roof * up, (n, 3)) * (prisms.tint if paint is None else 1.0)
    if not parapets:
        return level(prisms.polygons, prisms.top, roofs, prisms.rows)
    inner = shapely.buffer(prisms.polygons, -PARAPET_WIDTH, join_style="mitre", quad_segs=1)
    fits = (shapely.get_type_id(inner) == 3) & (shapely.area(inner) > 20) & (prisms.top - prisms.base > 2.2)
    flat = level(prisms.polygons[~fits], prisms.top[~fits], roofs[~fits], prisms.rows[~fits])
    low = level(inner[fits], prisms.top[fits] - PARAPET, roofs[fits], prisms.rows[fits])
    return join(
        [
            flat,
            low,
            _rims(prisms.take(fits), inner[fits], rim * min(up * 1.03, 1.06)),
            _parapet_walls(prisms.take(fits), inner[fits], theme, rim),
        ]
    )


def _rims(prisms: Prisms, inner: Geometries, colour: Floats) -> Mesh:
    tops, source = explode(shapely.difference(prisms.polygons, inner))
    colours = np.broadcast_to(colour, (len(tops), 3))
    return level(tops, prisms.top[source], colours, prisms.rows[source])


def _parapet_walls(prisms: Prisms, inner: Geometries, theme: str, colour: Floats) -> Mesh:
    """The inner faces of the parapets: they look inwards, so edges are walked the other way."""
    along = edges(inner)
    high = prisms.top[along.owner]
    a, b = along.b, along.a
    points, faces = upright(a, b, high - PARAPET, high)
    facing = outward(b - a, np.linalg.norm(b - a, axis=1))
    bright = np.repeat(shade(facing, theme) * 0.93, 4)[:, None]
    return mesh(points, faces, bright * colour, np.repeat(prisms.rows[along.owner], 2))
