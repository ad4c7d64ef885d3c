"""Shows the chosen building opened in the scene, and knows what of it lies under a ray."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor

from data.town.model import Town
from scene3d.actors import mesh_actor, plain_actor
from scene3d.arrays import vtk_array, vtk_ids
from scene3d.light import mixed, rgb, theme_rgb
from scene3d.meshes.storeys import Opened, ghost_edges
from scene3d.pick import TownTarget, town_target
from scene3d.picture_actors import ink_actor
from scene3d.scene import TownScene

Floats = npt.NDArray[np.float64]

INK_UP = 0.16  # metres over the floor: on the rooms' colours, under what stands on them


@dataclass(frozen=True, slots=True)
class Found:
    """What lies under a pixel: building row (-1 none), storey (1: ground floor), dwelling id, and where (local metres)."""

    row: int
    storey: int | None
    dwelling: int | None
    point: Floats | None


class Opening:
    """The chosen building on a scene."""

    def __init__(self, scene: TownScene) -> None:
        self._scene = scene
        self.opened: Opened | None = None
        self._rooms: TownTarget | None = None
        self._solid: TownTarget | None = None

    @property
    def theme(self) -> str:
        """The theme of the scene that it is shown in."""
        return self._scene.theme

    def show(self, town: Town, opened: Opened | None) -> None:
        """Show a building opened, instead of the one before; None shows the town as it stands."""
        self.opened = opened
        if opened is None:
            self._rooms = self._solid = None
            for name in ("chosen", "rooms", "ghost", "lines", "pit", "ink"):
                self._scene.take(name)
            self._scene.cut_ground(None)
            self._scene.hide_building(-1)
            self._scene.set_back(False)
            return
        scene, theme = self._scene, self._scene.theme
        scene.hide_building(opened.row)
        scene.set_back(True)
        scene.floor = opened.floor
        scene.put("chosen", [mesh_actor(m, facade=name, theme=theme) for name, m in opened.solid.items()])
        scene.cut_ground(opened.hole)
        scene.put("pit", [mesh_actor(opened.pit, visible_back=False)] if opened.pit is not None else [])
        scene.put("rooms", [mesh_actor(opened.rooms)] if opened.rooms is not None else [])
        scene.put("ink", [ink_actor(opened.ink, opened.floor + INK_UP, theme)] if opened.ink is not None else [])
        scene.put("ghost", [mesh_actor(opened.ghost)] if opened.ghost is not None else [])
        scene.put("lines", self._lines(town, opened, theme))
        self._solid = town_target(*opened.solid.values(), *((opened.pit,) if opened.pit is not None else ()))
        self._rooms = town_target(opened.rooms) if opened.rooms is not None else None

    def _lines(self, town: Town, opened: Opened, theme: str) -> list[vtkActor]:
        accent = theme_rgb(theme, "accent")
        storeys = mixed(accent, rgb("#ffffff"), 0.75 if theme == "light" else 0.45)
        found = [line_actor(opened.lines, storeys, 1.4)] if len(opened.lines) else []
        ghost = ghost_edges(town, opened)
        return [*found, line_actor(ghost, accent, 1.2, opacity=0.55)] if len(ghost) else found

    def find(self, town: Town, origin: Floats, towards: Floats) -> Found | None:
        """Return what a ray meets first: the town, or storey and room of the opened building."""
        target = self._scene.target
        if target is None:
            return None
        opened = self.opened
        hit = target.cast(origin, towards, skip=opened.row if opened else -2)
        best = (
            None if hit is None else (hit.distance, Found(hit.row, storey_of(town, hit.row, float(hit.point[2])), None, hit.point))
        )
        for mine in (self._in_solid(town, origin, towards), self._in_rooms(origin, towards)):
            if mine is not None and (best is None or mine[0] < best[0]):
                best = mine
        return best[1] if best else None

    def _in_solid(self, town: Town, origin: Floats, towards: Floats) -> tuple[float, Found] | None:
        hit = self._solid.cast(origin, towards) if self._solid else None
        if hit is None or self.opened is None:
            return None
        storey = storey_of(town, hit.row, float(hit.point[2]))
        if self.opened.storey is not None and storey is not None:
            storey = min(storey, self.opened.storey)
        hit = replace(hit, row=self.opened.row)  # the slopes of a pit are the building's too
        return hit.distance, Found(hit.row, storey, None, hit.point)

    def _in_rooms(self, origin: Floats, towards: Floats) -> tuple[float, Found] | None:
        hit = self._rooms.cast(origin, towards) if self._rooms else None
        if hit is None or self.opened is None:
            return None
        room = (self.opened.shapes[hit.row].dwelling or None) if hit.row >= 0 else None
        return hit.distance, Found(self.opened.row, self.opened.storey, room, hit.point)


def storey_of(town: Town, row: int, height: float) -> int | None:
    """Return the storey at a height in metres (1: ground floor); None for what is not a building."""
    if row < 0:
        return None
    b = town.buildings
    step = max(float(b.storey_height[row]), 0.1)
    return int(np.clip(np.floor((height - float(b.base[row]) - 0.02) / step) + 1, 1, int(b.storeys[row])))


def line_actor(segments: Floats, colour: Floats, width: float, *, opacity: float = 1.0) -> vtkActor:
    """Return an actor of segments (n, 2, 3) in one colour (3,) 0..255, so many pixels wide."""
    actor = plain_actor(_lines(segments))
    actor.GetMapper().ScalarVisibilityOff()
    actor.GetProperty().SetColor(*(colour / 255))
    actor.GetProperty().SetLineWidth(width)
    actor.GetProperty().SetOpacity(opacity)
    return actor


def coloured_lines(segments: Floats, colours: Floats, width: float) -> vtkActor:
    """Return one actor of segments (n, 2, 3), each in its own colour (n, 4) 0..255, so many pixels wide."""
    data = _lines(segments)
    data.GetPointData().SetScalars(vtk_array(np.repeat(np.clip(colours, 0, 255).astype(np.uint8), 2, axis=0)))
    actor = plain_actor(data)
    actor.GetProperty().SetLineWidth(width)
    actor.ForceTranslucentOn()
    return actor


def _lines(segments: Floats) -> vtkPolyData:
    points = vtkPoints()
    points.SetData(vtk_array(segments.reshape(-1, 3).astype(np.float32)))
    n = len(segments)
    cells = vtkCellArray()
    cells.SetData(vtk_ids(np.arange(0, 2 * n + 1, 2, dtype=np.int64)), vtk_ids(np.arange(2 * n, dtype=np.int64)))
    data = vtkPolyData()
    data.SetPoints(points)
    data.SetLines(cells)
    return data
