"""A picture of the map made without a window: the same scene and the same painting as on the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from data.duty.plan_picture import Picture as PlanPicture
from data.errors import WrongUsage
from data.i18n import tr
from data.insight.colouring import building_colours
from data.insight.layers import opening_period
from data.layers.keep import restore_layers
from data.store.station import Station
from data.town.load import load_town
from data.town.model import Town
from data.workspace import Selection, Workspace
from scene3d.actors import mesh_actor
from scene3d.arrays import numpy_view
from scene3d.build import build_finish
from scene3d.camera import Eye, Projection
from scene3d.colouring import painted
from scene3d.drill import chosen_labels, open_chosen, read_inside
from scene3d.layers.host import Ground, Host
from scene3d.layers.stack import LayerStack
from scene3d.light import ARCHITECT
from scene3d.opening import Opening
from scene3d.overlay.arrange import arrange
from scene3d.overlay.behind import places_behind
from scene3d.overlay.items import Box, Items, Label, Outline, bands
from scene3d.overlay.memory import Memory
from scene3d.overlay.paint import paint
from scene3d.plan_marks import marks_of, picture_mesh
from scene3d.plotters import end_plotter, new_plotter
from scene3d.scene import TownScene
from scene3d.sheet import building_outline
from scene3d.tiles.town_cache import read_or_build
from scene3d.tools.paint import paint_marks, plates_of
from scene3d.town_eye import PITCH, building_eye, roofs_of, town_eye
from scene3d.town_light import daylight_of

T = TypeVar("T")

BEARING = -22.0  # degrees; a corner view shows more of a town than a frontal one


class _AtOnce:
    """Does at once what the live view does in the background."""

    def run(self, _topic: str, work: Callable[[], T], then: Callable[[T], None]) -> None:
        then(work())

    read = run

    def drop(self, _topic: str) -> None:
        """Nothing waits."""


def render(station: Station, town: Town | None = None, workspace: Workspace | None = None, size: tuple[int, int] = (1600, 900),
           view: str = "3d", theme: str = "light", building: int | None = None, storey: int | None = None,
           layers: Sequence[str] | None = None, *, eye: Eye | None = None, scale: float | None = None,
           margins: tuple[int, int, int, int] = (0, 0, 0, 0), plates: tuple[Box, ...] = ()) -> QImage:  # fmt: skip
    """Return the picture that the map would show.

    Parameters
    ----------
    station
        An open station; it is only read.
    town
        The station's town, read from it when missing.
    workspace
        Layers and period as shown; a fresh one when missing.
    size
        Width and height in pixels.
    view, theme
        "3d" (or "overview"), "plan" or "street"; "light" or "dark".
    building, storey
        The id of a building to choose and go to, and a storey of it to open.
    layers
        The kinds whose layers are shown; None leaves them as in the workspace.
    eye, scale, margins, plates
        Another view than the overview; the size of symbols and words (1 is a desk's); pixels covered by panels; where buttons and
        plates lie on the map, so that no name is written there.

    Raises
    ------
    WrongUsage
        If the building or a layer is not there.
    """
    application = QGuiApplication.instance() or QGuiApplication(["watchroom"])
    town = town if town is not None else load_town(station)
    workspace = workspace if workspace is not None else _workspace(station, theme)
    _switch(workspace, layers)
    daylight = daylight_of(station, workspace)
    theme = daylight.theme if daylight is not None else theme
    row = _row(town, building)
    place = eye or _eye(town, row, "3d" if view in ("overview", "3d") else view, size, margins)
    picture = Picture(station, town, workspace, size, theme, place)
    try:
        image = picture.take(row, Selection("building", building or 0, storey), scale or max(size[1] / 1080, 0.8), margins, plates)
    finally:
        picture.close()
    assert application is not None
    return image


def _workspace(station: Station, theme: str) -> Workspace:
    """A workspace as the console opens."""
    found = Workspace(station.kinds, theme=theme)
    restore_layers(station, found)
    period = opening_period(station)
    found.set_period(period.start, period.end)
    return found


def _switch(workspace: Workspace, layers: Sequence[str] | None) -> None:
    unknown = sorted(set(layers or ()) - set(workspace.layers))
    if unknown:
        known = ", ".join(workspace.layers)
        raise WrongUsage(tr("没有图层 {unknown}，可用的有：{known}", unknown=", ".join(unknown), known=known))
    for name in workspace.layers if layers is not None else ():
        workspace.set_layer(name, visible=name in (layers or ()))


def _row(town: Town, building: int | None) -> int:
    if building is None:
        return -1
    rows = np.flatnonzero(town.buildings.ids == building)
    if not len(rows):
        raise WrongUsage(tr("没有编号为 {id} 的建筑", id=building))
    return int(rows[0])


def eye_for(town: Town, building: int | None, view: str, size: tuple[int, int], margins: tuple[int, int, int, int]) -> Eye:
    """Return where `render` looks from; sizes and margins in pixels."""
    return _eye(town, _row(town, building), "3d" if view in ("overview", "3d") else view, size, margins)


def _eye(town: Town, row: int, view: str, size: tuple[int, int], margins: tuple[int, int, int, int]) -> Eye:
    plan = view == "plan"
    bearing = 0.0 if plan else BEARING
    if row >= 0:
        return building_eye(town, row, Eye(bearing=bearing, pitch=PITCH.get(view, 40.0), parallel=plan), size, margins)
    if view == "street":
        west, south, east, north = town.extent
        return Eye((west + east) / 2, (south + north) / 2, 2.0, 120.0, bearing, PITCH["street"])
    return town_eye(town.extent, roofs_of(town), size, margins, bearing=bearing, pitch=PITCH[view], parallel=plan)


class Picture:
    """A scene on a plotter of its own."""

    def __init__(self, station: Station, town: Town, workspace: Workspace, size: tuple[int, int], theme: str, eye: Eye,
                 window: tuple[int, int] | None = None) -> None:  # fmt: skip
        self.station, self.town, self.theme, self.size, self.eye = station, town, theme, size, eye
        self.plotter = new_plotter(*(window or size))
        self.scene = TownScene(self.plotter, theme)
        self.scene.sharpen()
        daylight = daylight_of(station, workspace)
        self.scene.set_daylight(daylight)
        solid, finish = read_or_build(station.shelf, town, theme)
        self.scene.show_solid(town, solid, theme)
        if finish is None or daylight is not None:
            finish = build_finish(town, theme, daylight.lighting if daylight is not None else ARCHITECT)
        self.scene.show_finish(finish)
        ground = Ground.of(town)
        workers: Any = _AtOnce()
        colours = building_colours(station, workspace.colouring, workspace.period)
        self.scene.set_building_colours(painted(colours, town, theme) if colours is not None else None)
        self._labels: tuple[Label, ...] = ()
        self._body: Outline | None = None
        self._roofless = -1
        self._theme_before, workspace.theme = workspace.theme, theme
        self._workspace = workspace
        self._plans = [plan for plan in workspace.pictures.values() if isinstance(plan, PlanPicture)]
        self.layers = LayerStack(Host(station, workspace, workers, self.scene, lambda: ground, _nothing, _nothing))

    def close(self) -> None:
        """Let go of layers, actors and window."""
        self._workspace.theme = self._theme_before
        self.layers.close()
        self.scene.clear()
        end_plotter(self.plotter)

    def take(self, row: int, chosen: Selection, scale: float, margins: tuple[int, int, int, int],
             plates: tuple[Box, ...] = ()) -> QImage:  # fmt: skip
        """Return the picture, with a building opened where a row is given; ``margins`` and ``plates`` as in `render`."""
        self.prepare(row, chosen, scale)
        return self.painted(image_of(pixels(self.plotter)), scale, margins, plates)

    def prepare(self, row: int, chosen: Selection, scale: float) -> None:
        """Show layers and the chosen building, and look from where the picture is taken; ``scale`` of lines as of symbols."""
        self.scene.widen(scale)
        self.layers.refresh()
        if row >= 0:
            inside = read_inside(self.station, chosen.id)
            opened = open_chosen(self.town, row, chosen, inside, self.theme)
            Opening(self.scene).show(self.town, opened)
            self._labels = chosen_labels(self.town, opened, inside.title)
            self._body = building_outline(self.town, row)
            self._roofless = chosen.id if opened.roofless else -1
        for number, plan in enumerate(self._plans):
            if not (of := picture_mesh(plan, self.theme)).empty:
                self.scene.put(f"plan {number}", [mesh_actor(of)])
        self.scene.place(self.eye)
        self.scene.look_closer(self.size)

    def painted(self, image: QImage, scale: float, margins: tuple[int, int, int, int], plates: tuple[Box, ...] = ()) -> QImage:
        """Return what was rendered with symbols and words painted over it."""
        projection = Projection(self.eye, *self.size)
        symbols = tuple(s for s in self.layers.symbols(projection, scale) if s.building != self._roofless)
        labels = (*self._labels, *self.layers.labels(), *self._names())
        marks = [mark for plan in self._plans for mark in marks_of(plan)]
        plates = (*plates, *plates_of(projection, marks, self.theme, scale))
        items = Items(symbols, labels, body=self._body, covered=bands(self.size, margins), plates=plates)
        painter = QPainter(image)
        memory = Memory()
        memory.behind = places_behind(projection, items, self.scene.target, scale, memory)
        paint(painter, projection, items, arrange(projection, items, scale, memory), self.theme, scale)
        paint_marks(painter, projection, marks, self.theme, scale)
        painter.end()
        return image

    def _names(self) -> tuple[Any, ...]:
        from scene3d.overlay.names import town_labels

        return town_labels(self.town)


def _nothing() -> None:
    """The picture is painted once, at the end."""


def pixels(plotter: Any) -> npt.NDArray[np.uint8]:
    """Return what an off-screen plotter renders, (h, w, 3) 0..255, row 0 on top."""
    from vtkmodules.vtkRenderingCore import vtkWindowToImageFilter

    plotter.render_window.Render()
    grab = vtkWindowToImageFilter()
    grab.SetInput(plotter.render_window)
    grab.ReadFrontBufferOff()
    grab.ShouldRerenderOff()
    grab.Update()
    output = grab.GetOutput()
    width, height, _ = output.GetDimensions()
    return np.ascontiguousarray(numpy_view(output.GetPointData().GetScalars()).reshape(height, width, -1)[::-1, :, :3])


def image_of(rgb: npt.NDArray[np.uint8]) -> QImage:
    """Return a QImage of (h, w, 3) 0..255."""
    height, width, _ = rgb.shape
    pixels = rgb.tobytes()  # QImage does not keep them
    return QImage(pixels, width, height, 3 * width, QImage.Format.Format_RGB888).convertToFormat(QImage.Format.Format_RGB32)
