"""Building the meshes of a town in steps, in any thread, so that the first of it shows early."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.resting import resting
from data.town.model import Town
from scene3d.light import ARCHITECT, Lighting
from scene3d.meshes.bridges import bridge_mesh, deck_outlines, decks
from scene3d.meshes.buildings import prisms
from scene3d.meshes.ground import fade_mesh, ground_mesh
from scene3d.meshes.lightmap import Lightmap, lightmap
from scene3d.meshes.mesh import Mesh
from scene3d.meshes.trees import Trees, plant, tree_mesh
from scene3d.tiles.levels import PLAIN
from scene3d.tiles.pack_mesh import mean_colours
from scene3d.tiles.target import TilesTarget
from scene3d.tiles.town_tiles import TownTiles, tiles_of


@dataclass(frozen=True, slots=True)
class Solid:
    """The first step: what one clicks on.

    ``tiles`` are the buildings, ``target`` what rays are cast at, ``extent`` is west, south, east and north in local metres,
    ``tallest`` the height of the highest roof in metres.
    """

    tiles: TownTiles
    ground: Mesh
    fade: Mesh
    target: TilesTarget
    extent: tuple[float, float, float, float]
    tallest: float
    theme: str

    @property
    def buildings(self) -> tuple[tuple[str, Mesh], ...]:
        """All buildings in detail, as (facade name, mesh) of each tile: a large town takes its time."""
        return tuple(m for tile in range(len(self.tiles)) for m in self.tiles.meshes(tile, PLAIN, self.theme))


@dataclass(frozen=True, slots=True)
class Finish:
    """The second step: trees, bridges and the shadows on the ground."""

    trees: Mesh
    shadow: Lightmap
    bridges: Mesh


@resting()
def build_solid(town: Town, theme: str) -> Solid:
    """Return the buildings, the ground and what rays are cast at."""
    tiles = tiles_of(town)
    return solid_of(tiles, ground_mesh(town, theme), town.extent, theme)


def solid_of(tiles: TownTiles, ground: Mesh, extent: tuple[float, float, float, float], theme: str) -> Solid:
    """Return the first step of a town whose tiles and ground are there already."""
    tallest = float(tiles.boxes.corners[:, 5].max(initial=0.0))
    mean_colours(theme)  # draws the pictures of the walls here, so that the Qt thread finds them ready
    return Solid(tiles, ground, fade_mesh(extent, theme), tiles.target(), extent, tallest, theme)


def build_finish(town: Town, theme: str, lighting: Lighting = ARCHITECT) -> Finish:
    """Return the trees, the bridges and the shadow picture for a light."""
    trees = plant(town) if len(town.buildings.ids) else Trees(np.zeros((0, 2)), np.zeros(0), np.zeros(0))
    raised = decks(town)
    shadow = lightmap(prisms(town, bodies=True), trees, town.extent, theme, lighting, deck_outlines(raised))
    return Finish(tree_mesh(trees, theme), shadow, bridge_mesh(raised, theme))
