"""The bench: holds the tool in hand, brings it mouse and keys with their place, shows its marks and tells its state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from shapely.geometry.base import BaseGeometry

from data.records import ChangeSet
from data.workspace import ToolState
from scene3d.actors import mesh_actor
from scene3d.light import theme_rgb
from scene3d.meshes.prisms import explode, level
from scene3d.scene import OVER_LAYER
from scene3d.tools.base import Tool, ToolHost
from scene3d.tools.caught import Caught
from scene3d.tools.marks import Handle
from scene3d.tools.sheet import ToolSheet
from scene3d.tools.spot import Snap, Spot

if TYPE_CHECKING:
    from scene3d.view import MapView

Floats = npt.NDArray[np.float64]

CTRL, ALT, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Bench(QObject):
    """The tool in hand of one map, or none."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._view, self.workspace = view, view.workspace
        self.tool: Tool | None = None
        self.snaps = True  # as the person wants it; kept from tool to tool
        self.caught = Caught(view)
        self._snap: Snap | None = None
        self._held = False
        self._laid: dict[str, tuple[BaseGeometry | None, str, int]] = {}
        self.elsewhere: Callable[[str, dict[str, Any]], bool] | None = None  # whether another map takes the tool up instead
        self.sheet = ToolSheet(view.canvas, lambda: view.navigator.projection, view.overlay)
        self.sheet.theme = self.workspace.theme
        self.host = ToolHost(
            view.station, view.workspace, view.workers, lambda: view.town, lambda: view.ground, lambda: view.navigator.projection,
            self.refresh, self.leave, self._lay,
        )  # fmt: skip
        self._connections: list[tuple[Any, Any]] = [
            (self.workspace.tool_wanted, self.take_up), (self.workspace.tool_acted, self.act),
            (self.workspace.theme_changed, self._theme_changed),
        ]  # fmt: skip
        for signal, slot in self._connections:
            signal.connect(slot)
        view.camera_changed.connect(self.follow)

    def close(self) -> None:
        """Lay the tool down and stop listening."""
        for signal, slot in self._connections:
            signal.disconnect(slot)
        if self.tool is not None:
            self.tool.laid_down = True
            self.tool.close()
            self.tool = None

    # Taking up and laying down

    def take_up(self, name: str, arguments: dict[str, Any] | None = None) -> None:
        """Take a tool by the name it has in the catalogue; "" lays down what is in hand."""
        from scene3d.tools.catalog import TOOLS  # no tool is loaded before one is wanted

        if self.elsewhere is not None and self.elsewhere(name, arguments or {}):
            return
        if not name:
            self.leave()
            return
        self.hold(TOOLS[name](self.host, **(arguments or {})))

    def hold(self, tool: Tool | None) -> None:
        """Have this tool in hand, or none."""
        if self.tool is not None:
            self.tool.laid_down = True
            self.tool.close()
        self.tool, self._held, self._snap = tool, False, None
        canvas = self._view.canvas
        if tool is None:
            canvas.unsetCursor()
        else:
            self.workspace.hover_over()
            self.caught.prepare()
            canvas.setCursor(tool.cursor)
            canvas.setFocus()
        self.refresh()

    def leave(self) -> None:
        """Lay the tool down."""
        if self.tool is not None:
            self.hold(None)

    def act(self, act: str) -> None:
        """Do what a button of the strip asks for."""
        tool = self.tool
        if tool is None:
            return
        if act == "snap":
            self.snaps = not self.snaps
            self.refresh()
        elif act in ("finish", "undo", "leave"):
            {"finish": tool.finish, "undo": tool.undo, "leave": self.leave}[act]()
        else:
            tool.act(act)

    # What the hands bring

    @property
    def in_hand(self) -> bool:
        """Whether there is a tool."""
        return self.tool is not None

    def press(self, event: QMouseEvent) -> bool:
        """Whether the tool takes hold of what is under the pointer."""
        plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers() & CTRL
        if self.tool is None or not plain:
            return False
        spot = self.spot(event)
        self._held = spot is not None and self.tool.press(spot)
        return self._held

    def move(self, event: QMouseEvent) -> bool:
        """Bring a move; whether the map shall not see it."""
        if self.tool is None:
            return False
        spot = self.spot(event)
        if spot is not None:
            (self.tool.drag if self._held else self.tool.move)(spot)
            self.refresh()
        return self._held or self.tool.busy

    def release(self, event: QMouseEvent) -> None:
        """Let go of what the tool held."""
        self._held = False
        spot = self.spot(event) if self.tool is not None else None
        if self.tool is not None and spot is not None:
            self.tool.release(spot)
            self.refresh()

    def click(self, event: QMouseEvent) -> bool:
        """Bring a click of the left or the right button; whether the tool took it."""
        spot = self.spot(event) if self.tool is not None else None
        if self.tool is None or spot is None:
            return False
        second = event.button() == Qt.MouseButton.RightButton
        taken = self._second(self.tool, spot) if second else self.tool.click(spot)
        self.refresh()
        return taken

    def _second(self, tool: Tool, spot: Spot) -> bool:
        """A right click ends a drawing, unless the tool has another use for it."""
        drawing = tool.drawing
        if not tool.second(spot) and tool.state().can_finish:
            tool.finish()
        return drawing

    def double(self, event: QMouseEvent) -> bool:
        """Bring a double click; whether the tool took it."""
        spot = self.spot(event) if self.tool is not None else None
        if self.tool is None or spot is None or event.button() != Qt.MouseButton.LeftButton:
            return False
        taken = self.tool.double(spot)
        self.refresh()
        return taken

    def away(self) -> None:
        """The pointer left the map."""
        self._snap = None
        if self.tool is not None and not self._held:
            self.tool.away()
            self.refresh()

    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key that is a command elsewhere belongs to the tool."""
        if self.tool is None:
            return False
        back = event.key() == Qt.Key.Key_Z and event.modifiers() == CTRL
        return (back and self.tool.drawing) or event.key() in (*ENTER, Qt.Key.Key_Backspace, Qt.Key.Key_Escape)

    def key(self, event: QKeyEvent) -> bool:
        """Bring a key; whether the tool took it."""
        tool, key = self.tool, Qt.Key(event.key())
        if tool is None:
            return False
        taken = tool.key(key) if not event.modifiers() & (CTRL | ALT) else False
        if not taken:
            taken = self._usual(tool, key, ctrl=bool(event.modifiers() & CTRL))
        self.refresh()
        return taken

    def _usual(self, tool: Tool, key: Qt.Key, *, ctrl: bool) -> bool:
        """The keys that every tool has."""
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in ENTER and tool.state().can_finish:
            tool.finish()
        elif tool.drawing and (key == Qt.Key.Key_Backspace or (ctrl and key == Qt.Key.Key_Z)):
            tool.undo()
        elif key == Qt.Key.Key_S and not ctrl and tool.snaps:
            self.act("snap")
        else:
            return False
        return True

    # Where the pointer is

    def spot(self, event: QMouseEvent) -> Spot | None:
        """Return what the tool is to know of an event's place; None in the sky."""
        at, tool = event.position(), self.tool
        assert tool is not None
        x, y = at.x(), at.y()
        projection = self._view.navigator.projection
        ground = projection.on_plane(x, y, tool.level)
        found = self._view.found_at(x, y)
        solid = found.point if found is not None and found.point is not None else ground
        point = solid if tool.surface == "solid" else ground
        if point is None:
            return None
        row = found.row if found is not None else -1
        town = self._view.town
        building = int(town.buildings.ids[row]) if town is not None and row >= 0 else 0
        self._snap = None
        if tool.snaps and self.snaps and not event.modifiers() & ALT:
            touched = row if tool.surface == "solid" else -1
            self._snap = self.caught.snap(projection, x, y, point, touched, tool.snap_shapes(), tool.level)
        where = self._snap.point if self._snap is not None else point
        return Spot(
            x, y, np.asarray(where, float), ground if ground is not None else np.array([*point[:2], 0.0]), row, building,
            found.storey if found is not None else None, self._snap, bool(event.modifiers() & SHIFT),
        )  # fmt: skip

    # What is shown

    def _lay(self, name: str, shape: BaseGeometry | None, colour: str, alpha: int) -> None:
        """Lay a shape on the ground under a name of the tools' own."""
        scene, self._laid[name] = self._view.scene, (shape, colour, alpha)
        scene.take(f"tool {name}")
        if shape is not None and not shape.is_empty:
            polygons, _ = explode(np.array([shape], object))
            paint = np.tile(np.r_[theme_rgb(self.workspace.theme, colour)[:3], alpha], (len(polygons), 1))
            on_ground = level(polygons, np.full(len(polygons), OVER_LAYER + 0.2), paint, np.full(len(polygons), -1, np.int32))
            scene.put(f"tool {name}", [] if on_ground.empty else [mesh_actor(on_ground)])
        self._view.canvas.changed()

    def refresh(self) -> None:
        """Show and tell the tool as it is now."""
        tool = self.tool
        if tool is None:
            self.sheet.show_marks(())
            self.workspace.set_tool(ToolState())
            return
        catch = () if self._snap is None else (Handle(self._snap.point, "snap_corner" if self._snap.corner else "snap_edge"),)
        self.sheet.scale = self._view.overlay.size_factor
        self.sheet.show_marks((*tool.marks(), *catch))
        self.workspace.set_tool(replace(tool.state(), snaps=self.snaps if tool.snaps else None))

    def follow(self) -> None:
        """The eye moved or the map has another size: marks lie elsewhere on the screen."""
        self.sheet.setGeometry(self._view.canvas.rect())
        if self.tool is not None:
            self.refresh()

    def records_changed(self, change: ChangeSet) -> None:
        """Let the tool go with what it holds."""
        if self.tool is not None:
            self.tool.records_changed(change)

    def town_changed(self) -> None:
        """The town was read anew."""
        self.caught.forget()
        if self.tool is not None:
            self.caught.prepare()
        self.sheet.raise_()

    def _theme_changed(self, theme: str) -> None:
        self.sheet.theme = theme
        self.sheet.update()
        for name, laid in self._laid.items():
            self._lay(name, *laid)
