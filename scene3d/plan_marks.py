"""What a plan of dispatch looks like: its grounds and roads as one mesh, its ways, places and words as marks."""

from __future__ import annotations

import numpy as np
import shapely

from data.duty.plan_picture import Ground, Path, Picture, Spot, Streets
from scene3d.light import theme_rgb
from scene3d.meshes.mesh import Mesh, join, mesh, quads
from scene3d.meshes.prisms import explode, level
from scene3d.scene import OVER_LAYER
from scene3d.tools.marks import Handle, Line, Mark, Word

STREET_ALPHA, RIM_ALPHA, RIM = 225, 190, 3.6  # opacity 0..255, metres: seen from the overview too
OVER_GROUND = 0.15  # of a step of the order of drawing, between what lies over each other
PAINTED = 0.3  # metres over the ground of what is painted over the scene


def picture_mesh(picture: Picture, theme: str) -> Mesh:
    """Return the grounds and roads of a picture in a theme's colours, one over the other."""
    parts = [_ground_mesh(ground, theme, n) for n, ground in enumerate(picture.grounds)]
    over = OVER_LAYER + OVER_GROUND * (len(picture.grounds) + 1)
    parts += [street_mesh(streets, theme, over + OVER_GROUND * n) for n, streets in enumerate(picture.streets)]
    return join(parts)


def _ground_mesh(ground: Ground, theme: str, number: int) -> Mesh:
    if ground.shape.is_empty:
        return join([])
    colour, height = theme_rgb(theme, ground.colour)[:3], OVER_LAYER + OVER_GROUND * number
    layers = [(ground.shape, ground.alpha, 0.0)]
    if ground.rim:
        layers.append((shapely.difference(ground.shape, ground.shape.buffer(-RIM)), RIM_ALPHA, 0.05))
    parts = []
    for shape, alpha, up in layers:
        polygons, _ = explode(np.array([shape], object))
        paint = np.tile(np.r_[colour, alpha], (len(polygons), 1))
        parts.append(level(polygons, np.full(len(polygons), height + up), paint, np.full(len(polygons), -1, np.int32)))
    return join(parts)


def street_mesh(streets: Streets, theme: str, height: float) -> Mesh:
    """Return roads as ribbons on the ground, one quad for each straight piece, a little longer so that bends are closed."""
    a, b = streets.pieces[:, 0], streets.pieces[:, 1]
    length = np.hypot(*(b - a).T)
    a, b, length = a[length > 0], b[length > 0], length[length > 0]
    if not len(a):
        return join([])
    along = (b - a) / length[:, None] * (streets.width / 2)
    side = np.column_stack([-along[:, 1], along[:, 0]])
    a, b = a - along * 0.4, b + along * 0.4
    corners = np.stack([a + side, a - side, b - side, b + side], axis=1)
    points, faces = quads(np.concatenate([corners, np.full((*corners.shape[:2], 1), height)], axis=2))
    return mesh(points, faces, np.r_[theme_rgb(theme, streets.colour)[:3], STREET_ALPHA])


def marks_of(picture: Picture) -> list[Mark]:
    """Return the ways, places and words of a picture."""
    found: list[Mark] = []
    for path in picture.paths:
        found += _path_marks(path)
    for spot in picture.spots:
        found += _spot_marks(spot)
    return found


def _path_marks(path: Path) -> list[Mark]:
    line = np.column_stack([path.line, np.full(len(path.line), PAINTED)])
    found: list[Mark] = [Line(line, path.colour, path.width, dashed=path.dashed)]
    if path.words and len(line) > 1:
        middle = shapely.line_interpolate_point(shapely.LineString(path.line), 0.5, normalized=True)
        found.append(Word(path.words, np.array([middle.x, middle.y, PAINTED]), plate=True))
    return found


def _spot_marks(spot: Spot) -> list[Mark]:
    point = np.array([*spot.at, PAINTED])
    found: list[Mark] = [Handle(point, "post", lit=True, colour=spot.colour)]
    if spot.words:
        found.append(Word(spot.words, point, plate=True, shift=(0.0, -21.0)))
    return found
