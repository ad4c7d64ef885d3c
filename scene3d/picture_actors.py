"""VTK actors of a ground picture: tiles of texture on pieces of ground, each corner where it lies in local metres."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from vtkmodules.vtkRenderingCore import vtkActor, vtkTexture

from data.town.frame import LocalFrame
from data.town.pictures import GroundPicture
from scene3d.actors import image_of, plain_actor
from scene3d.light import rgb, theme_rgb
from scene3d.meshes.ground import LAYERS
from scene3d.meshes.mesh import Mesh, mesh, polydata
from scene3d.meshes.storeys import Ink

TILE = 2048  # pixels a side of a texture: what the oldest graphics take
PIECES = 24  # of a tile both ways: degrees are bent a little in metres, and depth is too coarse over one huge triangle
HEIGHT = float(LAYERS.index("picture") + 1)  # in the order of drawing
APART = 0.4  # of a step of that order, over all pictures
MOST_APART = 8  # pictures
# What a picture is multiplied with: by night a photograph taken by day must not outshine the town.
NIGHT = rgb("#56657a") / 255
DAY = np.ones(3)


def picture_actors(picture: GroundPicture, frame: LocalFrame, theme: str, number: int = 0) -> list[vtkActor]:
    """Return the actors of a picture; a later ``number`` lies on an earlier one."""
    height, width = picture.pixels.shape[:2]
    up = HEIGHT + APART * min(number, MOST_APART) / MOST_APART
    found = []
    for bottom in range(0, height, TILE):
        for left in range(0, width, TILE):
            top, right = min(bottom + TILE, height), min(left + TILE, width)
            found.append(_tile(picture, frame, theme, (left, bottom, right, top), up))
    return found


def _tile(picture: GroundPicture, frame: LocalFrame, theme: str, part: tuple[int, int, int, int], up: float) -> vtkActor:
    left, bottom, right, top = part
    pixels = np.ascontiguousarray(picture.pixels[bottom:top, left:right])
    actor = plain_actor(polydata(_sheet(picture, frame, part, up), colours=False))
    actor.GetMapper().ScalarVisibilityOff()
    actor.GetProperty().SetColor(*tint(theme))
    actor.SetTexture(_texture(pixels))
    if pixels.shape[2] == 4 and int(pixels[..., 3].min()) < 255:
        actor.ForceTranslucentOn()
    else:
        actor.ForceOpaqueOn()
    return actor


def tint(theme: str) -> tuple[float, float, float]:
    """Return what the colours of a picture are multiplied with in a theme."""
    red, green, blue = NIGHT if theme == "dark" else DAY
    return float(red), float(green), float(blue)


def _texture(pixels: npt.NDArray[np.uint8]) -> vtkTexture:
    texture = vtkTexture()
    texture.SetInputData(image_of(pixels))
    texture.InterpolateOn()
    texture.MipmapOn()
    texture.RepeatOff()
    texture.EdgeClampOn()
    texture.SetMaximumAnisotropicFiltering(8)
    return texture


def _sheet(picture: GroundPicture, frame: LocalFrame, part: tuple[int, int, int, int], up: float) -> Mesh:
    """Return the ground under a tile in pieces; u goes east, v north."""
    height, width = picture.pixels.shape[:2]
    left, bottom, right, top = part
    u, v = (g.ravel() for g in np.meshgrid(np.linspace(0, 1, PIECES + 1), np.linspace(0, 1, PIECES + 1)))
    at = picture.corners(frame, (left + u * (right - left)) / width, (bottom + v * (top - bottom)) / height)
    points = np.column_stack([at, np.full(len(at), up)])
    column, row = (g.ravel() for g in np.meshgrid(np.arange(PIECES), np.arange(PIECES)))
    a = row * (PIECES + 1) + column
    b, c, d = a + 1, a + PIECES + 2, a + PIECES + 1
    faces = np.concatenate([np.column_stack([a, b, c]), np.column_stack([a, c, d])])
    return mesh(points, faces, (0, 0, 0), -1, np.column_stack([u, v]))


def ink_actor(ink: Ink, height: float, theme: str) -> vtkActor:
    """Return the actor of a floor plan at a height in metres: lines in the colour of words, nothing between them."""
    pixels = np.empty((*ink.dark.shape, 4), np.uint8)
    pixels[..., :3] = theme_rgb(theme, "text")
    pixels[..., 3] = ink.dark
    points = np.column_stack([ink.corners, np.full(4, height)])
    sheet = mesh(points, [[0, 1, 2], [0, 2, 3]], (0, 0, 0), -1, [[0, 0], [1, 0], [1, 1], [0, 1]])
    actor = plain_actor(polydata(sheet, colours=False))
    actor.GetMapper().ScalarVisibilityOff()
    actor.GetProperty().SetColor(1, 1, 1)
    actor.SetTexture(_texture(pixels))
    actor.ForceTranslucentOn()
    return actor
