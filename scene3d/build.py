"""Building the meshes of a town in steps, in any thread, so that the first of it shows early."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.resting import resting
from data.town.model import Town
from scene3d.facade import picture
from scene3d.light import ARCHITECT, Lighting
from scene3d.lightmap import Lightmap, lightmap
from scene3d.mesh import Mesh
from scene3d.mesh_buildings import building_meshes, prisms
from scene3d.mesh_ground import fade_mesh, ground_mesh
from scene3d.mesh_trees import Trees, plant, tree_mesh
from scene3d.pick import TownTarget, town_target

SPLIT = 90_000  # triangles of one facade; beyond that they are cut into tiles that VTK can leave out
TILE = 400.0  # metres
ASIDE = 12  # squares beside each other at most: of a large town they are larger, as thousands of actors are slow


@dataclass(frozen=True, slots=True)
class Solid:
    """The first step: what one clicks on. ``buildings`` holds (facade name, mesh) in tiles."""

    buildings: tuple[tuple[str, Mesh], ...]
    ground: Mesh
    fade: Mesh
    target: TownTarget


@dataclass(frozen=True, slots=True)
class Finish:
    """The second step: trees and the shadows on the ground."""

    trees: Mesh
    shadow: Lightmap


@resting()
def build_solid(town: Town, theme: str) -> Solid:
    """Return the buildings, the ground and what rays are cast at."""
    meshes = building_meshes(town, theme)
    tiles = tuple((name, tile) for name, whole in meshes.items() for tile in tiled(whole))
    for name in meshes:
        if name:
            picture(name, theme)  # drawn here once and kept, so that the Qt thread finds it ready
    target = town_target(*meshes.values())
    return Solid(tiles, ground_mesh(town, theme), fade_mesh(town.extent, theme), target)


def build_finish(town: Town, theme: str, lighting: Lighting = ARCHITECT) -> Finish:
    """Return the trees and the shadow picture for a light."""
    trees = plant(town) if len(town.buildings.ids) else Trees(np.zeros((0, 2)), np.zeros(0), np.zeros(0))
    return Finish(tree_mesh(trees, theme), lightmap(prisms(town, bodies=True), trees, town.extent, theme, lighting))


def tiled(whole: Mesh) -> list[Mesh]:
    """Return the mesh cut by ground squares where it is large; a building stays in one piece."""
    if len(whole.faces) <= SPLIT:
        return [whole]
    apart = _loosened(whole)
    square = _squares(apart)
    faces_in = np.bincount(square)
    face_order = np.argsort(square, kind="stable")
    of_point = np.full(len(apart.points), len(faces_in), np.int16)
    of_point[apart.faces] = square[:, None]
    points_in = np.bincount(of_point, minlength=len(faces_in))[: len(faces_in)]
    point_order = np.argsort(of_point, kind="stable")[: int(points_in.sum())]
    number = np.empty(len(apart.points), np.int64)
    number[point_order] = np.arange(len(point_order))
    faces = number[apart.faces[face_order]]
    points, colours, rows = apart.points[point_order], apart.colours[point_order], apart.rows[face_order]
    uv = None if apart.uv is None else apart.uv[point_order]
    found, p, f = [], 0, 0
    for n, m in zip(points_in.tolist(), faces_in.tolist(), strict=True):
        own, its = slice(p, p + n), slice(f, f + m)
        found.append(Mesh(points[own], faces[its] - p, colours[own], rows[its], None if uv is None else uv[own]))
        p, f = p + n, f + m
    return found


def _loosened(whole: Mesh) -> Mesh:
    """Give triangles of no building points of their own: only these may share points with triangles of another square."""
    loose = np.flatnonzero(whole.rows < 0)
    if not len(loose):
        return whole
    again = whole.faces[loose].ravel()
    faces = whole.faces.copy()
    faces[loose] = len(whole.points) + np.arange(len(again), dtype=np.int64).reshape(-1, 3)
    uv = None if whole.uv is None else np.concatenate([whole.uv, whole.uv[again]])
    return Mesh(np.concatenate([whole.points, whole.points[again]]), faces, np.concatenate([whole.colours, whole.colours[again]]),
                whole.rows, uv)  # fmt: skip


def _squares(whole: Mesh) -> npt.NDArray[np.int16]:
    """Return the ground square of each triangle, numbered from 0: that of its building's first point, or of its own."""
    rows, first = whole.rows, whole.faces[:, 0]
    loose = np.flatnonzero(rows < 0)
    lead = np.zeros(int(rows.max()) + 2, np.int64)
    lead[rows[::-1] + 1] = first[::-1]  # what is written last stays: the first
    at = np.concatenate([whole.points[lead, :2], whole.points[first[loose], :2]])
    corner = at.min(axis=0)
    side = max(TILE, float((at.max(axis=0) - corner).max()) / ASIDE)
    across, up = np.floor((at - corner) / side).astype(np.int64).T
    key = across * (ASIDE + 1) + up
    of_face = key[rows + 1]
    of_face[loose] = key[len(lead) :]
    number = np.cumsum(np.bincount(of_face) > 0) - 1
    return np.asarray(number[of_face], np.int16)
