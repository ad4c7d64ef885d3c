"""The town on any pyvista plotter: the live view, the wall and the picture made without a window use the same."""

from __future__ import annotations

from typing import Any
from weakref import WeakSet

import numpy as np
import numpy.typing as npt
from vtkmodules.vtkRenderingCore import vtkActor

from data.town.model import Entrance, Town
from scene3d.actors import can_step_back, cut_open, mesh_actor, set_tone, shadow_actor, step_back
from scene3d.build import Finish, Solid
from scene3d.camera import VIEW_ANGLE, Eye, Projection
from scene3d.daylight import Daylight
from scene3d.graphics import is_card
from scene3d.light import mixed, theme_rgb
from scene3d.meshes.entrances import entrance_mesh
from scene3d.meshes.ground import TOP
from scene3d.meshes.pit import Hole
from scene3d.mixing import Mixing
from scene3d.pick import TownTarget, town_target
from scene3d.recolour import Paint
from scene3d.smoothing import smooth, well_afterwards
from scene3d.tiles.actors import TileActors
from scene3d.tiles.levels import STILL, Care, Levels
from scene3d.tiles.target import TilesTarget
from scene3d.tiles.tile import Tile

Floats = npt.NDArray[np.float64]
Extent = tuple[float, float, float, float]

BACK = 0.42  # how far the others step back behind a chosen building
SHADOW_LAYER = TOP
OVER_LAYER = TOP + 1  # grids, view cones: above the shadows
LIES_FLAT = ("ground", "shadow", "trees", "layer ground_picture")  # and what grows on it: open where one looks under the ground
FLAT = ("layer ", "plan ", "tool ")  # the names of what lies on the ground begin so
SOFT, SHARP = 1, 4  # samples along a slanting picture
SLOW_SAMPLES = 4  # of a pixel, without a graphics card: more are not drawn then, and still take memory
READ = ("layer ", "roof layer ")  # signs on the ground and on roofs
OWN_LIGHT = ("chosen", "rooms", "ink", "ghost", "lines", "shadow")  # what is read in it stays as it is, by day and by night


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
        self.target: TilesTarget | None = None
        self.tiles: TileActors | None = None
        self.eye = Eye()
        self._actors: dict[str, list[vtkActor]] = {}
        self._stack: tuple[str, ...] = ()
        self._size: tuple[Extent, float] = ((-250.0, -250.0, 250.0, 250.0), 0.0)
        self._portals: TownTarget | None = None
        self._lifted = 0.0  # metres that bridges and portals stand over what lies flat
        self._hidden = -1
        self.floor = 0.0  # metres: of the rooms that are shown
        self._sharpness = SOFT
        self._quick: bool | None = None  # whether there is a graphics card, None until something was drawn
        self._back = False
        self._wider = 1.0
        self._paint: Paint | None = None
        self._daylight: Daylight | None = None
        self._hole: Hole | None = None
        self._cut: WeakSet[vtkActor] = WeakSet()
        self._toned: WeakSet[vtkActor] = WeakSet()
        self._mixing = Mixing()
        self.renderer.SetUseFXAA(False)
        self.renderer.SetUseOIT(False)  # what lies over what is ours to say; mixed regardless of order, colours get muddy
        self._paint_sky()

    # What stands

    def show_solid(self, town: Town | None, solid: Solid, theme: str) -> None:
        """Show the ground, and the buildings as far as `look_closer` and the tiles' own makers make them.

        Takes the place of what was there. ``town`` is None while only its meshes are known.
        """
        paint = self._paint
        self.clear()
        self.theme, self.town, self.target = theme, town, solid.target if town is not None else None
        self._size = solid.extent, solid.tallest
        self._paint_sky()
        self.put("ground", [mesh_actor(solid.ground), mesh_actor(solid.fade)])
        fits = paint is not None and town is not None and len(paint) == len(town.buildings.ids)
        self._paint = paint if fits else None
        self.tiles = TileActors(solid.tiles, theme, self.renderer.AddActor, self._drop, self._dress)
        if town is not None:
            self._show_entrances(town)
        self.place(self.eye)

    def know_town(self, town: Town, solid: Solid) -> None:
        """Take the town whose meshes are shown already: what stands stays, and can be clicked from now on."""
        self.town, self.target = town, solid.target
        self._show_entrances(town)

    def look_closer(self, size: tuple[int, int], care: Care = STILL) -> None:
        """Make at once whatever of the town is seen in a picture of this size in pixels, and show it."""
        if self.tiles is not None:
            wanted = self.tiles.wanted(Projection(self.eye, *size), care)
            self.tiles.give(self.tiles.make(self.tiles.missing(wanted)))
            self.show_tiles(wanted)

    def show_tiles(self, wanted: Levels) -> bool:
        """Show tiles at wished levels, the nearest first: what they hide need not be coloured. True where something changed."""
        if self.tiles is None:
            return False
        changed = self.tiles.show(wanted)
        props, first = self.renderer.GetViewProps(), self.tiles.ordered(self.eye.position)
        rest = [prop for prop in (props.GetItemAsObject(n) for n in range(props.GetNumberOfItems())) if prop not in first]
        props.RemoveAllItems()  # the collection alone: the renderer itself would let go of what lies on the graphics card
        for prop in (*first, *rest):
            props.AddItem(prop)
        return changed

    def _dress(self, tile: Tile) -> None:
        """Give a tile what the whole town wears now."""
        self._mixing.solid(tile.actor)
        tile.light(self._daylight)
        tile.paint(self._paint)
        tile.leave_out(self._hidden)
        tile.sharpen(self._sharpness)
        if self._daylight is not None:
            self._tone("buildings", tile.actor)
        if self._back:
            step_back(tile.actor, BACK, self._back_colour())

    def _drop(self, actor: vtkActor) -> None:
        self.renderer.RemoveActor(actor)
        actor.ReleaseGraphicsResources(self.plotter.render_window)

    def show_finish(self, finish: Finish) -> None:
        """Add trees, bridges and shadows."""
        self.put("trees", [] if finish.trees.empty else [can_step_back(mesh_actor(finish.trees))])
        self.put("bridges", [] if finish.bridges.empty else [can_step_back(mesh_actor(finish.bridges))])
        self.put("shadow", [shadow_actor(finish.shadow.opacity, finish.shadow.extent, SHADOW_LAYER)])
        self.place(self.eye)

    def _show_entrances(self, town: Town) -> None:
        """Stand the portals of garages; they are few and always those of the town as it was read."""
        portals = entrance_mesh(town.entrances, self.theme)
        self.put("entrances", [] if portals.empty else [can_step_back(mesh_actor(portals))])
        self._portals = None if portals.empty else town_target(portals)

    def entrance_at(self, origin: Floats, towards: Floats) -> Entrance | None:
        """Return the entrance of a garage that a ray meets first, None where it meets none, or a house before it."""
        hit = self._portals.cast(origin - [0.0, 0.0, self._lifted], towards) if self._portals is not None else None
        if hit is None or self.town is None or not 0 <= hit.row < len(self.town.entrances):
            return None
        before = self.target.cast(origin, towards) if self.target is not None else None
        return None if before is not None and before.distance < hit.distance else self.town.entrances[hit.row]

    def show_extras(self, *, trees: bool, shadows: bool) -> None:
        """Draw trees and shadows or leave them out, as while the eye moves."""
        for name, shown in (("trees", trees), ("shadow", shadows)):
            for actor in self._actors.get(name, []):
                actor.SetVisibility(shown)

    def learn_graphics(self) -> None:
        """Sharpen pictures on slanting walls where a graphics card does it, save mixing where there is none.

        To be called once something was drawn.
        """
        self._quick = is_card(self.plotter.render_window.ReportCapabilities())
        self.sharpen(SHARP if self._quick else SOFT)
        if not self._quick:
            self._mixing.begin(self.plotter.render_window)

    def smoothed_afterwards(self, view: Projection) -> bool:
        """Whether edges are smoothed in the picture for this eye, and not by samples: see `scene3d.smoothing`."""
        return self._quick is False and well_afterwards(view)

    def smooth(self, samples: int, view: Projection) -> None:
        """Smooth edges for an eye, with as much care as so many samples of a pixel."""
        most = samples if self._quick else min(samples, SLOW_SAMPLES)
        smooth(self.plotter.render_window, self.renderer, most, afterwards=self.smoothed_afterwards(view))

    def sharpen(self, samples: int = SHARP) -> None:
        """Take so many samples along slanting pictures: all of them for a picture that may take its time."""
        self._sharpness = samples
        for tile in self._standing():
            tile.sharpen(samples)

    def widen(self, scale: float) -> None:
        """Draw all lines so many times as wide as on a desk."""
        more, self._wider = scale / self._wider, scale
        for actor in (actor for actors in self._actors.values() for actor in actors) if more != 1.0 else ():
            _widen(actor, more)

    def put(self, name: str, actors: list[vtkActor]) -> None:
        """Show actors under a name, instead of those that had it."""
        self.take(name)
        for actor in actors:
            self._mixing.clear(actor)
            _widen(actor, self._wider)
            self.renderer.AddActor(actor)
            if self._daylight is not None and _takes_light(name):
                self._tone(name, actor)
        if actors:
            self._actors[name] = actors
        if name in LIES_FLAT:
            self._cut_open(name)
        if name in self._stack[:-1]:
            self._restack()
        self._flatten()

    def stack(self, names: tuple[str, ...]) -> bool:
        """Draw what lies flat in this order from now on, the last over the others; True where the picture is another."""
        self._stack = names
        return self._restack()

    def _restack(self) -> bool:
        """See-through things are drawn in the order of the collection: bring it into that of the stack."""
        props = self.renderer.GetViewProps()
        before = [props.GetItemAsObject(n) for n in range(props.GetNumberOfItems())]
        wanted = [actor for name in self._stack for actor in self._actors.get(name, ())]
        places = iter(wanted)
        after = [next(places) if prop in wanted else prop for prop in before]
        if after == before:
            return False
        props.RemoveAllItems()  # the collection alone, as in `show_tiles`
        for prop in after:
            props.AddItem(prop)
        return True

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
            self._drop(actor)

    def clear(self) -> None:
        """Remove everything."""
        for name in list(self._actors):
            self.take(name)
        if self.tiles is not None:
            self.tiles.clear()
        self._hidden, self._back, self._hole = -1, False, None
        self.town = self.target = self.tiles = None

    def _standing(self) -> list[Tile]:
        """All tiles of buildings that lie ready."""
        return self.tiles.all if self.tiles is not None else []

    # The chosen building

    def hide_building(self, row: int) -> None:
        """Leave one building out of the town (-1: none), because it is drawn opened elsewhere."""
        if row == self._hidden:
            return
        self._hidden = row
        for tile in self._standing():
            tile.leave_out(row)
        if self.tiles is not None:
            self.tiles.keep_exact(row)

    def set_building_colours(self, paint: Paint | None) -> None:
        """Show each building in a colour (n, 3) 0..255 by row, nan in its own; None shows all in their own."""
        self._paint = paint
        for tile in self._standing():
            tile.paint(paint)

    def cut_ground(self, hole: Hole | None) -> None:
        """Leave a hole in all that lies flat and what grows on it, to look into what is under the ground; None closes it."""
        self._hole = hole
        for name in LIES_FLAT:
            self._cut_open(name)

    def _cut_open(self, name: str) -> None:
        for actor in self._actors.get(name, []):
            if self._hole is not None or actor in self._cut:
                cut_open(actor, self._hole, first=actor not in self._cut)
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
        for tile in self._standing():
            self._tone("buildings", tile.actor)
        if (before.step if before else None) != (daylight.step if daylight else None):
            for tile in self._standing():
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
        colour = self._back_colour()
        finish = [a for name in ("trees", "bridges", "entrances") for a in self._actors.get(name, [])]
        for actor in [*(t.actor for t in self._standing()), *finish]:
            step_back(actor, BACK if back else 0.0, colour)

    def _back_colour(self) -> Floats:
        return mixed(theme_rgb(self.theme, "ground"), np.full(3, 255.0 if self.theme == "light" else 0.0), 0.35)

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
        if self.tiles is None:
            return 1.0, 10_000.0
        (west, south, east, north), tallest = self._size
        reach = float(np.hypot(east - west, north - south)) * 1.4
        tallest = max(tallest, 30.0) + 40.0
        if eye.parallel:
            return max(eye.distance - tallest - 200.0, 0.5), eye.distance + 200.0
        away = float(eye.position[2]) - tallest  # nothing is nearer than straight down to the highest roof
        return max(away * 0.8, eye.distance * 0.02, 0.6), eye.distance + reach + 500.0

    def _flatten(self) -> None:
        """Squeeze the drawing order of flat things into millimetres near by and decimetres far away."""
        step = float(np.clip(self.eye.distance * 0.0003, 0.01, 0.6))
        self._lifted = TOP * step
        for name, actors in self._actors.items():
            if name in ("ground", "shadow") or name.startswith(FLAT):
                for actor in actors:
                    actor.SetScale(1, 1, step)
            elif name in ("bridges", "entrances"):
                for actor in actors:
                    actor.SetPosition(0, 0, self._lifted)  # over all that lies flat, however far away that is spread
            elif name in ("rooms", "ink") and self.floor >= 0:  # a ground floor lies over the shadow of its own house
                for actor in actors:
                    actor.SetPosition(0, 0, max((OVER_LAYER + 2) * step - self.floor, 0.0))

    def _paint_sky(self) -> None:
        own = theme_rgb(self.theme, "sky_top"), theme_rgb(self.theme, "sky_bottom")
        top, bottom = (c / 255 for c in ((self._daylight.top, self._daylight.bottom) if self._daylight else own))
        self.renderer.GradientBackgroundOn()
        self.renderer.SetBackground(*bottom)
        self.renderer.SetBackground2(*top)

    def names(self) -> tuple[str, ...]:
        """Return the names of what is shown now."""
        return (*self._actors, *(("buildings",) if self._standing() else ()))


def _widen(actor: vtkActor, scale: float) -> None:
    actor.GetProperty().SetLineWidth(actor.GetProperty().GetLineWidth() * scale)


def _takes_light(name: str) -> bool:
    """Whether what is shown under a name is lit; signs and what is chosen are read by day and by night."""
    return name not in OWN_LIGHT and (not name.startswith(READ) or name == "layer ground_picture")
