"""Walls and roofs in the colours of classes: what was baked into their points as light stays, the colour under it changes."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from scene3d.light import ARCHITECT, Lighting, theme_rgb
from scene3d.meshes.mesh import Mesh, normals

Paint = npt.NDArray[np.float64]  # (n, 3) 0..255: a colour for each building row, nan for its own
Colours = npt.NDArray[np.uint8]

# By night coloured walls keep the day's windows, or dark glass would swallow the classes; the colours themselves are dimmed.
FACADES_OF = "light"
DIMMED = {"light": 1.0, "dark": 0.82}
FLAT = 0.4  # of the light that falls on all sides alike, so that a class is the same colour in the legend and on every wall
LIGHTEST = 1.12  # of the brightness that a surface may keep: above it classes would look alike


def recoloured(of: Mesh, paint: Paint, theme: str, *, facade: str) -> Colours:
    """Return the colours (n, 3) of the mesh's points with each building in its colour; what is no building stays.

    Parameters
    ----------
    of
        Walls or roofs with baked light.
    paint
        The colour of each building by row.
    theme
        The theme that the light was baked for.
    facade
        The picture that the mesh wears: with one, white is its own colour, else that of the theme's wall.
    """
    row = rows_of_points(of)
    own = of.colours[:, :3].copy()
    inside = row >= 0
    inside[inside] = ~np.isnan(paint[row[inside], 0])
    light = brightness(own[inside], theme, facade) * DIMMED[theme]
    own[inside] = np.clip(light[:, None] * paint[row[inside]], 0, 255).astype(np.uint8)
    return own


def relit(of: Mesh, colours: Colours, lighting: Lighting, theme: str) -> Colours:
    """Return colours of the mesh's points under another light than the one that was baked into them.

    They are changed only by how surfaces differ from what lies level: that is what `set_tone` does for all.
    """
    facing = np.zeros((len(of.points), 3))
    facing[of.faces.ravel()] = np.repeat(normals(of.points, of.faces), 3, axis=0)
    level = np.array([[0.0, 0.0, 1.0]])
    now, before = (light.shade(facing, theme) / light.shade(level, theme) for light in (lighting, ARCHITECT))
    return np.clip(colours[:, :3] * (now / np.maximum(before, 0.05)), 0, 255).astype(np.uint8)


def rows_of_points(of: Mesh) -> npt.NDArray[np.int32]:
    """Return the building row of each point; -1 where it has none."""
    row = np.full(len(of.points), -1, np.int32)
    row[of.faces.ravel()] = np.repeat(of.rows, 3)
    return row


def brightness(colours: Colours, theme: str, facade: str) -> npt.NDArray[np.float32]:
    """Return how bright coloured surfaces are by the light that was baked into colours (n, 3): about 0.75 to 1.1."""
    whole = 255.0 if facade else float(theme_rgb(theme, "wall").max())
    baked = np.clip(colours.max(axis=1) / np.float32(whole), 0.0, LIGHTEST)
    return np.asarray(FLAT + (1 - FLAT) * baked, np.float32)
