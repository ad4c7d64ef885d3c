"""What a ray meets: exact, from a cell locator over all triangles of the town, with the building's row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from vtkmodules.vtkCommonCore import mutable
from vtkmodules.vtkCommonDataModel import vtkGenericCell, vtkPolyData, vtkStaticCellLocator

from scene3d.meshes.mesh import Mesh, nothing, shared_polydata

Floats = npt.NDArray[np.float64]

PAD = 5.0  # metres
FAR = 60_000.0  # metres, the length of a ray


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a ray met something: ``row`` of the building (-1 none), the point in local metres, the distance along the ray."""

    row: int
    point: Floats
    distance: float


class TownTarget:
    """The triangles that rays are cast at."""

    def __init__(self, data: vtkPolyData, locator: vtkStaticCellLocator | None, rows: npt.NDArray[np.int32]) -> None:
        self._data = data
        self._locator = locator
        self._rows = rows
        self._cell = vtkGenericCell()

    def cast(self, origin: Floats, towards: Floats, *, skip: int = -2) -> Hit | None:
        """Return the nearest hit of a ray, or None; triangles of the row ``skip`` are passed through."""
        start = np.asarray(origin, float)
        gone = 0.0
        while self._locator is not None and gone < FAR:
            found = self._nearest(start, towards, FAR - gone)
            if found is None:
                return None
            if found.row != skip:
                return Hit(found.row, found.point, gone + found.distance)
            gone += found.distance + 1e-3
            start = np.asarray(origin, float) + np.asarray(towards) * gone
        return None

    def _nearest(self, origin: Floats, towards: Floats, reach: float) -> Hit | None:
        t: Any = mutable(0.0)
        sub: Any = mutable(0)
        cell_id: Any = mutable(-1)
        point, inside = [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]
        end = np.asarray(origin + np.asarray(towards) * reach)
        locator: Any = self._locator
        hit = locator.IntersectWithLine(origin.tolist(), end.tolist(), 0.0, t, point, inside, sub, cell_id, self._cell)
        if not hit:
            return None
        return Hit(int(self._rows[int(cell_id)]), np.array(point), float(t) * reach)

    def hidden(self, points: Floats, eye: Floats, own: npt.NDArray[np.int64] | None = None) -> npt.NDArray[np.bool_]:
        """Whether something stands between the eye and each of the points (n, 3); a point's ``own`` row does not count."""
        found = np.zeros(len(points), bool)
        for number, point in enumerate(points):
            way = point - eye
            length = float(np.linalg.norm(way))
            if length > 3:
                hit = self.cast(eye, way / length, skip=-2 if own is None else int(own[number]))
                found[number] = hit is not None and hit.distance < length - 1.5
        return found


def town_target(*of: Mesh) -> TownTarget:
    """Return what rays are cast at; may be built in any thread."""
    meshes = [m for m in of if not m.empty]
    if not meshes:
        return TownTarget(shared_polydata(nothing()), None, np.zeros(0, np.int32))
    data = shared_polydata(_padded(meshes))
    locator = vtkStaticCellLocator()
    locator.SetDataSet(data)
    locator.SetNumberOfCellsPerNode(8)
    locator.BuildLocator()
    return TownTarget(data, locator, np.concatenate([*(m.rows for m in meshes), [-1, -1]]).astype(np.int32))


def _padded(meshes: Sequence[Mesh]) -> Mesh:
    """Join meshes and add two triangles without area outside: a wall in the very face of the locator's box would be missed."""
    own = np.concatenate([m.points for m in meshes])
    low, high = ([pick(own[:, axis]) for axis in range(3)] for pick in (np.min, np.max))
    ends = np.repeat(np.array([np.subtract(low, PAD), np.add(high, PAD)], np.float32), 3, axis=0)
    points = np.concatenate([own, ends])
    starts = np.cumsum([0, *(len(m.points) for m in meshes)])
    pad = np.arange(6, dtype=np.int64).reshape(2, 3)
    faces = np.concatenate([*(m.faces + s for m, s in zip(meshes, starts, strict=False)), pad + starts[-1]])
    return Mesh(points, faces, np.zeros((0, 3), np.uint8), np.zeros(0, np.int32))


def brute_force(of: Mesh, origin: Floats, towards: Floats) -> tuple[int, float]:
    """Return the triangle that a ray meets first and the distance, (-1, inf) for none (Moeller and Trumbore 1997).

    Tests every triangle; it is what `TownTarget` is checked against.
    """
    a, b, c = (of.points[of.faces[:, i]].astype(float) for i in range(3))
    ab, ac = b - a, c - a
    across = np.cross(towards, ac)
    det = np.einsum("ij,ij->i", ab, across)
    safe = np.where(np.abs(det) < 1e-12, np.nan, det)
    from_a = origin - a
    u = np.einsum("ij,ij->i", from_a, across) / safe
    q = np.cross(from_a, ab)
    v = q @ towards / safe
    t = np.einsum("ij,ij->i", ac, q) / safe
    met = (u >= -1e-9) & (v >= -1e-9) & (u + v <= 1 + 1e-9) & (t > 0)
    if not met.any():
        return -1, float("inf")
    nearest = int(np.argmin(np.where(met, t, np.inf)))
    return nearest, float(t[nearest])
