"""What plans of dispatch show on the map: grounds and roads in the scene, ways, places and words painted over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import shapely
from PySide6.QtCore import QObject

from data.duty.plan_picture import Ground, Path, Picture, Spot, Streets
from scene3d.actors import mesh_actor
from scene3d.camera import Projection
from scene3d.light import theme_rgb
from scene3d.meshes.mesh import Mesh, join, mesh, quads
from scene3d.meshes.prisms import explode, level
from scene3d.overlay.items import Box
from scene3d.scene import OVER_LAYER
from scene3d.tools.marks import Handle, Line, Mark, Word
from scene3d.tools.paint import plates_of
from scene3d.tools.sheet import ToolSheet

if TYPE_CHECKING:
    from scene3d.view import MapView

Floats = npt.NDArray[np.float64]

STREET_ALPHA, RIM_ALPHA, RIM = 225, 190, 3.6  # opacity 0..255, metres: seen from the overview too
OVER_GROUND = 0.15  # of a step of the order of drawing, between what lies over each other
PAINTED = 0.3  # metres over the ground of what is painted over the scene


class Plans(QObject):
    """The pictures of the workspace on one map."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._view, self.workspace = view, view.workspace
        self.sheet = ToolSheet(view.canvas, lambda: view.navigator.projection, view.overlay)
        self.sheet.theme = self.workspace.town_theme
        self._in_scene: set[str] = set()  # topics of which something lies in the scene and not only over it
        self._connections: list[tuple[Any, Any]] = [
            (self.workspace.picture_changed, self.show), (self.workspace.town_theme_changed, self._theme_changed),
        ]  # fmt: skip
        for signal, slot in self._connections:
            signal.connect(slot)
        view.camera_changed.connect(self.follow)
        for name in self.workspace.pictures:
            self.show(name)

    def close(self) -> None:
        """Stop listening."""
        for signal, slot in self._connections:
            signal.disconnect(slot)

    def show(self, name: str) -> None:
        """Show the picture of a name as it is now, or take it away."""
        picture, topic = self.workspace.pictures.get(name), f"plan {name}"
        self._mark()
        if not isinstance(picture, Picture) or not (picture.grounds or picture.streets):
            self._view.workers.drop(topic)
            self._take(topic)
            return
        theme = self.workspace.town_theme
        self._view.workers.run(topic, lambda: picture_mesh(picture, theme), lambda found: self._put(topic, found))

    def _take(self, topic: str) -> None:
        """Take away what lies in the scene; ways and words are painted over it, and the town is not rendered for them."""
        if topic in self._in_scene:
            self._in_scene.discard(topic)
            self._view.scene.take(topic)
            self._view.canvas.changed()

    def _put(self, topic: str, of: Mesh) -> None:
        if of.empty:
            self._take(topic)
            return
        self._in_scene.add(topic)
        self._view.scene.put(topic, [mesh_actor(of)])
        self._view.canvas.changed()

    def _mark(self) -> None:
        marks: list[Mark] = []
        for picture in self.workspace.pictures.values():
            if isinstance(picture, Picture):
                marks += marks_of(picture)
        self.sheet.scale = self._view.overlay.size_factor
        self.sheet.setGeometry(self._view.canvas.rect())
        self.sheet.show_marks(marks)
        self._view.names_anew()
        self.sheet.stackUnder(self._view.tools.sheet)

    def plates(self, projection: Projection) -> tuple[Box, ...]:
        """Return where the words of plans lie for an eye: names of the town make room for them."""
        return plates_of(projection, self.sheet.marks, self.sheet.theme, self.sheet.scale)

    def follow(self) -> None:
        """The eye moved or the map has another size."""
        self.sheet.setGeometry(self._view.canvas.rect())
        self.sheet.update()

    def _theme_changed(self, theme: str) -> None:
        self.sheet.theme = theme
        for name in self.workspace.pictures:
            self.show(name)


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
