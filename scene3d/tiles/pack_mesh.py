"""Meshes of a packed tile: plain massing in the colours that walls have on the whole, or walls with their pictures."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from scene3d.light import LIGHTS, shade, theme_rgb
from scene3d.meshes.facade import MEAN
from scene3d.meshes.mesh import Mesh, join, mesh, normals, upright
from scene3d.meshes.prisms import PLAIN, outward, raised
from scene3d.tiles.pack import LOOKS, Pack

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

SHORTEST = 1e-3  # metres; a shorter wall has no direction
LOW = 0.5  # metres; a wall that begins lower stands on the ground


def facade_meshes(pack: Pack, theme: str, *, rich: bool) -> dict[str, Mesh]:
    """Return the meshes of a tile by facade name, with parapets and feet where ``rich``."""
    found = raised(pack.prisms(), theme, parapets=rich, feet=rich) if pack.count else {}
    found[PLAIN] = join([*([found[PLAIN]] if PLAIN in found else []), model_mesh(pack, theme)])
    return {name: m for name, m in found.items() if not m.empty}


def massing(pack: Pack, theme: str) -> Mesh:
    """Return walls and roofs without pictures; the rows of a coarse pack are its solids' numbers."""
    whole = pack.roofed()
    rows = whole.rows if not len(whole.members) else np.arange(whole.count, dtype=np.int32)
    return join([*_walls(whole, rows, theme), _roofs(whole, rows, theme), model_mesh(whole, theme)])


@cache
def mean_colours(theme: str) -> npt.NDArray[np.float32]:
    """Return what each of `LOOKS` comes to when it is seen from far away, (looks, 3) 0..255."""
    return np.array([theme_rgb(theme, "wall") if name == PLAIN else MEAN[theme][name] for name in LOOKS], np.float32)


def _walls(pack: Pack, rows: npt.NDArray[np.int32], theme: str) -> list[Mesh]:
    """Walls from the ground to the roof; where the lowest storey looks otherwise, it is a strip of its own."""
    owner = pack.solid_of_corner
    a, b = pack.corners, pack.corners[pack.after]
    along = (b - a).astype(float)
    length = np.hypot(along[:, 0], along[:, 1])
    split = pack.base + np.minimum(pack.storey, pack.top - pack.base)
    differs = pack.foot != pack.facade
    two = differs & (pack.top - split > SHORTEST)
    own = np.flatnonzero(length > SHORTEST)
    bright = shade(outward(along[own], length[own]), theme).astype(np.float32)
    low, high = np.where(two, split, pack.base), pack.top
    look = np.where(differs & ~two, pack.foot, pack.facade)
    found = [_strip(pack, rows, own, bright, owner, (a, b), (low, high), look, theme)]
    if two.any():
        its = np.flatnonzero(two[owner[own]])
        found.append(_strip(pack, rows, own[its], bright[its], owner, (a, b), (pack.base, split), pack.foot, theme))
    return found


def _strip(pack: Pack, rows: npt.NDArray[np.int32], own: Ints, bright: npt.NDArray[np.float32], owner: npt.NDArray[np.int32],
           ends: tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]], heights: tuple[npt.NDArray[np.float32], ...],
           look: npt.NDArray[np.uint8], theme: str) -> Mesh:  # fmt: skip
    of, (a, b) = owner[own], ends
    low, high = heights[0][of], heights[1][of]
    points, faces = upright(a[own], b[own], low, high)  # type: ignore[arg-type]
    colour = mean_colours(theme)[look] * pack.tint
    above = bright[:, None] * colour[of]
    four = np.empty((len(own), 4, 3), np.uint8)
    four[:, 2:] = np.clip(above, 0, 255)[:, None]
    four[:, :2] = np.clip(above * np.where(low < LOW, LIGHTS[theme].foot, 1.0)[:, None], 0, 255)[:, None]
    return Mesh(points, faces, four.reshape(-1, 3), np.repeat(rows[of], 2))


def _roofs(pack: Pack, rows: npt.NDArray[np.int32], theme: str) -> Mesh:
    owner = pack.solid_of_corner
    points = np.empty((len(pack.corners), 3), np.float32)
    points[:, :2], points[:, 2] = pack.corners, pack.top[owner]
    up = float(shade(np.array([[0.0, 0.0, 1.0]]), theme)[0])
    paint = np.clip(theme_rgb(theme, "roof") * up * pack.tint, 0, 255).astype(np.uint8)
    return Mesh(points, pack.roofs.astype(np.int64), paint[owner], rows[pack.roof_of])


def model_mesh(pack: Pack, theme: str) -> Mesh:
    """Return own 3D models: faces in their own colours, darker by night as walls are, or as roof and wall by their slope."""
    if not len(pack.model):
        return mesh(np.zeros((0, 3)), np.zeros((0, 3)), np.zeros((0, 3)))
    points = pack.model.reshape(-1, 3)
    faces = np.arange(len(points)).reshape(-1, 3)
    facing = normals(points, faces)
    level = np.clip(facing[:, 2] * 1.6 - 0.3, 0, 1)[:, None]
    own = theme_rgb(theme, "wall") * (1 - level) + theme_rgb(theme, "roof") * level
    known = pack.model_paint[:, 0] >= 0
    own[known] = pack.model_paint[known] * (theme_rgb(theme, "wall") / theme_rgb("light", "wall"))
    bright = np.repeat(shade(facing, theme)[:, None] * own, 3, axis=0)
    foot = np.where(points[:, 2:3] < LOW, 0.9, 1.0)
    return mesh(points, faces, bright * foot, pack.model_rows)
