"""What plans of dispatch show on the map: grounds and roads in the scene, ways, places and words painted over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from data.duty.plan_picture import Picture
from scene3d.actors import mesh_actor
from scene3d.camera import Projection
from scene3d.meshes.mesh import Mesh
from scene3d.overlay.items import Box
from scene3d.plan_marks import marks_of, picture_mesh
from scene3d.tools.marks import Mark
from scene3d.tools.paint import plates_of
from scene3d.tools.sheet import ToolSheet

if TYPE_CHECKING:
    from scene3d.view import MapView


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
