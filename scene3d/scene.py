"""The town on any pyvista plotter: the live view, the wall and the picture made without a window use the same."""

from __future__ import annotations

from typing import Any
from weakref import WeakSet

import numpy as np
import numpy.typing as npt
from vtkmodules.vtkRenderingCore import vtkActor

from data.town.model import Town
from scene3d.actors import can_step_back, cut_open, facade_texture, mesh_actor, set_tone, shadow_actor, step_back
from scene3d.arrays import numpy_view
from scene3d.build import Finish, Solid
from scene3d.camera import VIEW_ANGLE, Eye
from scene3d.daylight import Daylight
from scene3d.light import mixed, theme_rgb
from scene3d.mesh import Mesh
from scene3d.mesh_ground import TOP
from scene3d.mesh_pit import Hole
from scene3d.pick import TownTarget
from scene3d.recolour import FACADES_OF, Paint, recoloured, relit

Floats = npt.NDArray[np.float64]

BACK = 0.42  # how far the others step back behind a chosen building
SHADOW_LAYER = TOP
OVER_LAYER = TOP + 1  # grids, view cones: above the shadows
OWN_LIGHT = ("chosen", "rooms", "ghost", "lines", "shadow")  # what is read in it stays as it is, by day and by night


class TownScene:
    """The actors of a town. Call from the thread that renders only.

    Parameters
    ----------
    plotter
        Any pyvista plotter; lights and camera of its first renderer are taken over.
    theme
        "light" or "dark".
    """

    def __init__(self, plotter: Any, theme: str) -> None:
        self.plotter = plotter
        self.renderer = plotter.renderer
        self.theme = theme
        self.town: Town | None = None
        self.target: TownTarget | None = None
        self.eye = Eye()
        self._actors: dict[str, list[vtkActor]] = {}
        self._tiles: list[_Tile] = []
        self._hidden = -1
        self._back = False
        self._paint: Paint | None = None
        self._daylight: Daylight | None = None
        self._cut: WeakSet[vtkActor] = WeakSet()
        self._toned: WeakSet[vtkActor] = WeakSet()
        self.renderer.SetUseFXAA(False)
        self._paint_sky()

    # What stands

    def show_solid(self, town: Town, solid: Solid, theme: str) -> None:
        """Show buildings and ground; takes the place of what was there."""
        self.clear()
        self.theme, self.town, self.target = theme, town, solid.target
        self._paint_sky()
        self.put("ground", [mesh_actor(solid.ground), mesh_actor(solid.fade)])
        self._tiles = [_Tile(name, m, theme) for name, m in solid.buildings]
        self.put("buildings", [t.actor for t in self._tiles])
        for tile in self._tiles:
            tile.light(self._daylight)
        self.set_building_colours(self._paint if self._paint is not None and len(self._paint) == len(town.buildings.ids) else None)
        self.place(self.eye)

    def show_finish(self, finish: Finish) -> None:
        """Add trees and shadows."""
        self.put("trees", [] if finish.trees.empty else [can_step_back(mesh_actor(finish.trees))])
        self.put("shadow", [shadow_actor(finish.shadow.opacity, finish.shadow.extent, SHADOW_LAYER)])
        self.place(self.eye)

    def put(self, name: str, actors: list[vtkActor]) -> None:
        """Show actors under a name, instead of those that had it."""
        self.take(name)
        for actor in actors:
            self.renderer.AddActor(actor)
            if self._daylight is not None and _takes_light(name):
                self._tone(name, actor)
        if actors:
            self._actors[name] = actors
        self._flatten()

    def put_under(self, name: str, actors: list[vtkActor]) -> None:
        """Show actors under a name below all else that is see-through: such things are drawn in the order of adding."""
        self.put(name, actors)
        for other in (a for n, its in self._actors.items() if n != name for a in its):
            if other.GetForceTranslucent():
                self.renderer.RemoveActor(other)
                self.renderer.AddActor(other)

    def take(self, name: str) -> None:
        """Remove the actors of a name."""
        for actor in self._actors.pop(name, []):
            self.renderer.RemoveActor(actor)
            actor.ReleaseGraphicsResources(self.plotter.render_window)

    def clear(self) -> None:
        """Remove everything."""
        for name in list(self._actors):
            self.take(name)
        self._tiles, self._hidden, self._back = [], -1, False
        self.town = self.target = None

    # The chosen building

    def hide_building(self, row: int) -> None:
        """Leave one building out of the town (-1: none), because it is drawn opened elsewhere."""
        if row == self._hidden:
            return
        for tile in self._tiles:
            tile.leave_out(row)
        self._hidden = row

    def set_building_colours(self, paint: Paint | None) -> None:
        """Show each building in a colour (n, 3) 0..255 by row, nan in its own; None shows all in their own."""
        self._paint = paint
        for tile in self._tiles:
            tile.paint(paint)

    def cut_ground(self, hole: Hole | None) -> None:
        """Leave a hole in all that lies flat and what grows on it, to look into what is under the ground; None closes it."""
        if hole is None and not self._cut:
            return
        for name in ("ground", "shadow", "trees", "layer ground_picture"):
            for actor in self._actors.get(name, []):
                cut_open(actor, hole, first=actor not in self._cut)
                self._cut.add(actor)

    def set_daylight(self, daylight: Daylight | None) -> None:
        """Show the town in the light of the hour; None is the architect's light. Shadows are told by `show_finish`."""
        before, self._daylight = self._daylight, daylight
        if daylight is None and before is None:
            return
        self._paint_sky()
        for name, actors in self._actors.items():
            for actor in actors if _takes_light(name) else ():
                self._tone(name, actor)
        if (before.step if before else None) != (daylight.step if daylight else None):
            for tile in self._tiles:
                tile.light(daylight)

    def _tone(self, name: str, actor: vtkActor) -> None:
        factors = np.ones(3) if self._daylight is None else self._daylight.tone
        set_tone(actor, factors, first=actor not in self._toned)
        self._toned.add(actor)

    def set_back(self, back: bool) -> None:
        """Let everything but the chosen building step back, or come forward again."""
        if back == self._back:
            return
        self._back = back
        colour = mixed(theme_rgb(self.theme, "ground"), np.full(3, 255.0 if self.theme == "light" else 0.0), 0.35)
        for actor in [*self._actors.get("buildings", []), *self._actors.get("trees", [])]:
            step_back(actor, BACK if back else 0.0, colour)

    # The eye

    def place(self, eye: Eye) -> None:
        """Set VTK's camera."""
        self.eye = eye
        camera = self.renderer.GetActiveCamera()
        camera.SetFocalPoint(*eye.target)
        camera.SetPosition(*eye.position)
        camera.SetViewUp(*eye.upward)
        camera.SetViewAngle(VIEW_ANGLE)
        camera.SetParallelProjection(eye.parallel)
        camera.SetParallelScale(eye.parallel_scale)
        camera.SetClippingRange(*self._clipping(eye))
        self._flatten()

    def _clipping(self, eye: Eye) -> tuple[float, float]:
        """Near and far in metres: as tight as the town allows, for the depth buffer's sake."""
        if self.town is None:
            return 1.0, 10_000.0
        west, south, east, north = self.town.extent
        reach = float(np.hypot(east - west, north - south)) * 1.4
        tallest = float(self.town.buildings.height.max(initial=30.0)) + 40.0
        if eye.parallel:
            return max(eye.distance - tallest - 200.0, 0.5), eye.distance + 200.0
        away = float(eye.position[2]) - tallest  # nothing is nearer than straight down to the highest roof
        return max(away * 0.8, eye.distance * 0.02, 0.6), eye.distance + reach + 500.0

    def _flatten(self) -> None:
        """Squeeze the drawing order of flat things into millimetres near by and decimetres far away."""
        step = float(np.clip(self.eye.distance * 0.0003, 0.01, 0.6))
        for name, actors in self._actors.items():
            if name in ("ground", "shadow") or name.startswith("layer "):
                for actor in actors:
                    actor.SetScale(1, 1, step)

    def _paint_sky(self) -> None:
        own = theme_rgb(self.theme, "sky_top"), theme_rgb(self.theme, "sky_bottom")
        top, bottom = (c / 255 for c in ((self._daylight.top, self._daylight.bottom) if self._daylight else own))
        self.renderer.GradientBackgroundOn()
        self.renderer.SetBackground(*bottom)
        self.renderer.SetBackground2(*top)

    def names(self) -> tuple[str, ...]:
        """Return the names of what is shown now."""
        return tuple(self._actors)


def _takes_light(name: str) -> bool:
    """Whether what is shown under a name is lit; signs and what is chosen are read by day and by night."""
    return name not in OWN_LIGHT and (not name.startswith("layer ") or name == "layer ground_picture")


class _Tile:
    """One mesh of buildings that can leave one of them out."""

    def __init__(self, facade: str, of: Mesh, theme: str) -> None:
        self.actor = can_step_back(mesh_actor(of, facade=facade, theme=theme))
        self._facade, self._theme, self._mesh = facade, theme, of
        self._paint: Paint | None = None
        self._daylight: Daylight | None = None
        self._points = self.actor.GetMapper().GetInput().GetPoints()
        self._whole = of.points
        self._row_of: npt.NDArray[np.int32] = np.full(len(of.points), -1, np.int32)
        self._row_of[of.faces.ravel()] = np.repeat(of.rows, 3)
        self._out = -1

    def paint(self, paint: Paint | None) -> None:
        """Give the walls the colours of their buildings, or their own again."""
        if paint is not None or self._paint is not None:
            self._paint = paint
            self._colour()

    def light(self, daylight: Daylight | None) -> None:
        """Show the walls in the light of the hour, or in the architect's."""
        if daylight is not None or self._daylight is not None:
            self._daylight = daylight
            self._colour()

    def _colour(self) -> None:
        of, theme, paint = self._mesh, self._theme, self._paint
        colours = of.colours if paint is None else recoloured(of, paint, theme, facade=self._facade)
        if self._daylight is not None:
            colours = relit(of, colours, self._daylight.lighting, theme)
        data = self.actor.GetMapper().GetInput()
        numpy_view(data.GetPointData().GetScalars())[:] = colours
        if self._facade:
            windows = self._daylight.windows if self._daylight else ""
            wears = (theme, windows) if paint is None else (FACADES_OF, "")
            self.actor.SetTexture(facade_texture(self._facade, *wears))
        data.GetPointData().GetScalars().Modified()
        data.Modified()
        self.actor.GetMapper().Update()

    def leave_out(self, row: int) -> None:
        """Collapse one building to a point under the ground, and bring back the one before."""
        live = numpy_view(self._points.GetData())
        touched = False
        for now, gone in ((self._out, False), (row, True)):
            its = self._row_of == now
            if now >= 0 and its.any():
                live[its] = (0.0, 0.0, -50.0) if gone else self._whole[its]
                touched = True
        self._out = row
        if touched:
            self._points.GetData().Modified()
            self._points.Modified()
            self.actor.GetMapper().GetInput().Modified()
            self.actor.GetMapper().Update()
