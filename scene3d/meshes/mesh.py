"""Triangles as numpy arrays, joined and handed to VTK without copies where that is possible."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkPolyData

from scene3d.arrays import shared_array, shared_ids, vtk_array, vtk_ids

Points = npt.NDArray[np.float32]
Faces = npt.NDArray[np.int64]
Colours = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Mesh:
    """Triangles with a colour a point.

    ``points`` (n, 3) local metres, ``faces`` (m, 3) point numbers, ``colours`` (n, 3 or 4) 0..255, ``uv`` (n, 2) texture
    coordinates or None, ``rows`` (m,) the building row of each triangle (-1: none).
    """

    points: Points
    faces: Faces
    colours: Colours
    rows: npt.NDArray[np.int32]
    uv: npt.NDArray[np.float32] | None = None

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return len(self.faces) == 0

    def take(self, wanted: npt.NDArray[np.bool_]) -> Mesh:
        """Return the mesh of some triangles, with only the points that they use."""
        faces = self.faces[wanted]
        used, numbers = np.unique(faces, return_inverse=True)
        uv = None if self.uv is None else self.uv[used]
        return Mesh(self.points[used], numbers.reshape(-1, 3), self.colours[used], self.rows[wanted], uv)


def mesh(points: npt.ArrayLike, faces: npt.ArrayLike, colours: npt.ArrayLike, rows: npt.ArrayLike | int = -1,
         uv: npt.ArrayLike | None = None) -> Mesh:  # fmt: skip
    """Return a mesh of arrays of any number type; one colour and one row may stand for all."""
    at = np.asarray(points, np.float32).reshape(-1, 3)
    triangles = np.asarray(faces, np.int64).reshape(-1, 3)
    paint = np.asarray(colours)
    if paint.ndim == 1:
        paint = np.broadcast_to(paint, (len(at), len(paint)))
    row = np.broadcast_to(np.asarray(rows, np.int32), (len(triangles),))
    if paint.dtype != np.uint8:
        paint = np.clip(paint, 0, 255).astype(np.uint8)
    return Mesh(at, triangles, np.ascontiguousarray(paint), np.ascontiguousarray(row),
                None if uv is None else np.asarray(uv, np.float32))  # fmt: skip


def nothing(channels: int = 3, *, uv: bool = False) -> Mesh:
    """Return a mesh without triangles."""
    return Mesh(np.zeros((0, 3), np.float32), np.zeros((0, 3), np.int64), np.zeros((0, channels), np.uint8),
                np.zeros(0, np.int32), np.zeros((0, 2), np.float32) if uv else None)  # fmt: skip


def join(parts: Iterable[Mesh]) -> Mesh:
    """Return all meshes as one."""
    meshes: Sequence[Mesh] = [m for m in parts if not m.empty]
    if not meshes:
        return nothing()
    starts = np.cumsum([0] + [len(m.points) for m in meshes[:-1]])
    has_uv = all(m.uv is not None for m in meshes)
    return Mesh(
        np.concatenate([m.points for m in meshes]),
        np.concatenate([m.faces + s for m, s in zip(meshes, starts, strict=True)]),
        np.concatenate([m.colours for m in meshes]),
        np.concatenate([m.rows for m in meshes]),
        np.concatenate([m.uv for m in meshes if m.uv is not None]) if has_uv else None,
    )


def quads(corners: npt.NDArray[np.float64]) -> tuple[Points, Faces]:
    """Return points and two triangles for each quad of ``corners`` (n, 4, 3), in order around it."""
    return corners.reshape(-1, 3).astype(np.float32), _two_each(len(corners))


def upright(a: npt.NDArray[np.float64], b: npt.NDArray[np.float64], low: npt.ArrayLike,
            high: npt.ArrayLike) -> tuple[Points, Faces]:  # fmt: skip
    """Return points and two triangles for each wall from ``a`` to ``b`` (n, 2), between two heights."""
    n = len(a)
    four = np.empty((n, 4, 3), np.float32)
    four[:, 0, :2], four[:, 1, :2], four[:, 2, :2], four[:, 3, :2] = a, b, b, a
    four[:, :2, 2], four[:, 2:, 2] = np.reshape(low, (-1, 1)), np.reshape(high, (-1, 1))
    return four.reshape(-1, 3), _two_each(n)


def _two_each(n: int) -> Faces:
    """Return two triangles for each of n quads whose corners follow each other."""
    first = np.arange(0, 4 * n, 4, dtype=np.int64)[:, None]
    return (first + np.array((0, 1, 2, 0, 2, 3), dtype=np.int64)).reshape(-1, 3)


def normals(points: Points, faces: Faces) -> npt.NDArray[np.float64]:
    """Return the unit normal of each triangle; zero where it has no area."""
    a, b, c = (points[faces[:, i]].astype(float) for i in range(3))
    across = np.cross(b - a, c - a)
    length = np.linalg.norm(across, axis=1, keepdims=True)
    return np.asarray(np.divide(across, length, out=np.zeros_like(across), where=length > 0))


def polydata(of: Mesh, *, colours: bool = True) -> vtkPolyData:
    """Return the mesh as VTK's data; colours are its active scalars."""
    data = _bare(vtk_array(of.points), vtk_ids(_starts(of)), vtk_ids(of.faces.ravel()))
    if colours:
        paint = vtk_array(of.colours)
        paint.SetName("colours")
        data.GetPointData().SetScalars(paint)
    if of.uv is not None:
        data.GetPointData().SetTCoords(vtk_array(of.uv))
    return data


def shared_polydata(of: Mesh) -> vtkPolyData:
    """Return points and triangles of the mesh as VTK's data over the same memory, which must not be changed any more."""
    return _bare(shared_array(of.points), shared_ids(_starts(of)), shared_ids(of.faces.ravel()))


def slim_polydata(of: Mesh) -> tuple[vtkPolyData, Colours]:
    """Return the mesh as VTK's data over the same memory but for the colours, and those colours: they may be changed."""
    colours = np.ascontiguousarray(of.colours).copy()
    data = _bare(shared_array(of.points), shared_array(_starts(of).astype(np.int32)), shared_array(of.faces.ravel()))
    paint = shared_array(colours)
    paint.SetName("colours")
    data.GetPointData().SetScalars(paint)
    if of.uv is not None:
        data.GetPointData().SetTCoords(shared_array(of.uv))
    return data, colours


def _starts(of: Mesh) -> npt.NDArray[np.int64]:
    return np.arange(0, 3 * len(of.faces) + 1, 3, dtype=np.int64)


def _bare(at: Any, starts: Any, corners: Any) -> vtkPolyData:
    data, points, cells = vtkPolyData(), vtkPoints(), vtkCellArray()
    points.SetData(at)
    data.SetPoints(points)
    cells.SetData(starts, corners)
    data.SetPolys(cells)
    return data


def creases(of: Mesh, *, bend: float = 0.9) -> npt.NDArray[np.float64]:
    """Return the edges (n, 2, 3) at which a mesh ends or bends: where the normals' cosine is below ``bend``."""
    corners = of.points[of.faces].astype(float)
    flat = np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1) < 1e-4
    corners = corners[~flat]
    facing = normals(of.points, of.faces)[~flat].astype(float)
    _, number = np.unique(np.round(corners.reshape(-1, 3), 2), axis=0, return_inverse=True)
    ends = number.reshape(-1, 3)[:, [[0, 1], [1, 2], [2, 0]]].reshape(-1, 2)
    places = corners[:, [[0, 1], [1, 2], [2, 0]]].reshape(-1, 2, 3)
    owner = np.repeat(np.arange(len(corners)), 3)
    keys, first, edge, count = np.unique(np.sort(ends, axis=1), axis=0, return_index=True, return_inverse=True, return_counts=True)
    total = np.zeros((len(keys), 3))
    np.add.at(total, edge.reshape(-1), facing[owner])
    together = np.linalg.norm(total, axis=1) / np.maximum(count, 1)  # 1 where all lie in one plane
    seen = (count == 1) | (together < np.sqrt((1 + bend) / 2))
    return np.asarray(places[first[seen]])
