"""Building the meshes of a town in steps, in any thread, so that the first of it shows early."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.town.model import Town
from scene3d.facade import picture
from scene3d.lightmap import Lightmap, lightmap
from scene3d.mesh import Mesh, join
from scene3d.mesh_buildings import building_meshes, prisms
from scene3d.mesh_ground import fade_mesh, ground_mesh
from scene3d.mesh_trees import Trees, plant, tree_mesh
from scene3d.pick import TownTarget, town_target

SPLIT = 90_000  # triangles of one facade; beyond that they are cut into tiles that VTK can leave out
TILE = 400.0  # metres


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


def build_solid(town: Town, theme: str) -> Solid:
    """Return the buildings, the ground and what rays are cast at."""
    meshes = building_meshes(town, theme)
    tiles = tuple((name, tile) for name, whole in meshes.items() for tile in tiled(whole))
    for name in meshes:
        if name:
            picture(name, theme)  # drawn here once and kept, so that the Qt thread finds it ready
    target = town_target(join([Mesh(m.points, m.faces, m.colours[:, :3], m.rows) for m in meshes.values()]))
    return Solid(tiles, ground_mesh(town, theme), fade_mesh(town.extent, theme), target)


def build_finish(town: Town, theme: str) -> Finish:
    """Return the trees and the shadow picture."""
    trees = plant(town) if len(town.buildings.ids) else Trees(np.zeros((0, 2)), np.zeros(0), np.zeros(0))
    return Finish(tree_mesh(trees, theme), lightmap(prisms(town), trees, town.extent, theme))


def tiled(whole: Mesh) -> list[Mesh]:
    """Return the mesh cut by ground squares where it is large; a building stays in one piece."""
    if len(whole.faces) <= SPLIT:
        return [whole]
    first = whole.points[whole.faces[:, 0], :2]
    _, lead = np.unique(whole.rows, return_index=True)
    order = np.searchsorted(whole.rows[lead], whole.rows)
    at = np.where(whole.rows[:, None] >= 0, first[lead][order], first)
    square = np.floor(at / TILE).astype(np.int64)
    _, number = np.unique(square, axis=0, return_inverse=True)
    number = number.ravel()
    return [whole.take(number == n) for n in range(int(number.max()) + 1)]
