"""`watchroom shot`: the picture that the screen would show, made without opening a window to the user."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.map_widget import MapFactory
from app.marked import mark_picture
from app.start import application
from app.still import StillMap, StillView
from data.errors import BadInput, WrongUsage
from data.exchange.out.mark import mark_of
from data.i18n import language, tr
from data.store import Station
from data.town.storeys import roof_storey
from data.workspace import Workspace

PATIENCE = 30.0  # seconds for the panels to fill


@dataclass(frozen=True, slots=True)
class Wish:
    """What picture is wanted: ``view`` is "overview", "plan", "wall" or "console"."""

    width: int
    height: int
    view: str = "overview"
    building: int | None = None
    storey: int | None = None
    layers: tuple[str, ...] | None = None
    theme: str = "light"

    @property
    def still(self) -> StillView:
        """What the map part shows."""
        return StillView("plan" if self.view == "plan" else "3d", self.building, self.storey, self.layers)


def take(station: Station, out: Path, wish: Wish, who: str = "") -> None:
    """Write the picture, which says ``who`` took it and when, in its corner and in what picture files carry besides.

    Raises
    ------
    BadInput
        If the file cannot be written.
    WrongUsage
        If the building, its storey or a layer is not there.
    """
    check_storey(station, wish)
    app = application(offscreen=True)
    _quiet_vtk()
    makers = {"console": console_picture, "wall": wall_picture}
    image = makers.get(wish.view, map_picture)(station, wish)
    app.processEvents()
    mark = mark_of(station, who, *(() if wish.view == "wall" else ("person",)))
    mark_picture(image, mark)
    said = {"file": out.name, "format": wish.view, "mark": mark.number}
    station.note("picture", said=said, who=mark.who, command="shot")
    if not image.save(str(out)):
        raise BadInput(tr("图写不到 {file}：请换一个能写的位置，扩展名用 .png。", file=out), file=out)


def check_storey(station: Station, wish: Wish) -> None:
    """Refuse a storey that the building does not have; a picture of nothing would look like a picture."""
    if wish.storey is None:
        return
    building = station.get("building", wish.building) if wish.building is not None else None
    if building is None:
        raise WrongUsage(tr("--storey 要和 --building 一起给，写明是哪栋楼的楼层。"))
    top, below = building["storeys"] or 0, building["storeys_below"] or 0
    if wish.storey == 0 or not -below <= wish.storey <= roof_storey(top):
        raise WrongUsage(tr("{building} 没有第 {storey} 层：地上 {top} 层，地下 {below} 层（写作 -1、-2）。",
                            building=station.title(building), storey=wish.storey, top=top, below=below))  # fmt: skip


def _quiet_vtk() -> None:
    """Keep VTK from writing to standard error that it found no X server: it renders without one."""
    from vtkmodules.vtkCommonCore import vtkLogger

    vtkLogger.SetStderrVerbosity(vtkLogger.VERBOSITY_OFF)


def map_picture(station: Station, wish: Wish) -> QImage:
    """Return the map alone."""
    from scene3d.shot import render

    still = wish.still
    size = (wish.width, wish.height)
    return render(station, None, None, size, still.view, wish.theme, still.building, still.storey, still.layers)


def console_picture(station: Station, wish: Wish) -> QImage:
    """Return the whole window."""
    from app.console import Console
    from app.settings import Settings

    settings = Settings(language=language(), theme=wish.theme)
    console = Console(station, settings, map_factory=_factory(wish), keeps_station=True)
    try:
        console.window.reading_bar.hide()  # the picture is made by reading only, which says nothing of the desk
        return _picture_of(console.window, console.window.map, wish, console.workspace)
    finally:
        console.close()


def wall_picture(station: Station, wish: Wish) -> QImage:
    """Return the wall."""
    from app.wall import WALL_LAYERS, Wall

    layers = wish.layers if wish.layers is not None else tuple(k for k in station.kinds if k in WALL_LAYERS)
    wish = replace(wish, storey=None, layers=layers)  # rooms stay shut on a wall
    wall = Wall(station, map_factory=_factory(wish))
    try:
        return _picture_of(wall, wall.map, wish, wall.workspace)
    finally:
        wall.close()
        wall.deleteLater()


def _factory(wish: Wish) -> MapFactory:
    def make(station: Station, workspace: Workspace, parent: QWidget) -> StillMap:
        return StillMap(station, workspace, parent, wish.still)

    return make


def _picture_of(window: QWidget, map_: object, wish: Wish, workspace: Workspace) -> QImage:
    """Let the panels fill, render the map for the room that they leave, and take the picture."""
    window.setMinimumSize(1, 1)
    window.resize(wish.width, wish.height)
    window.show()
    window.setFocus()
    if wish.building is not None:
        workspace.select("building", wish.building, storey=wish.storey)
    _settle()
    assert isinstance(map_, StillMap)
    map_.take()
    _settle()
    return window.grab().toImage()


def _settle() -> None:
    """Wait until every question of the panels is answered and shown."""
    from widgets.background import all_answered

    end, quiet = time.monotonic() + PATIENCE, 0
    while quiet < 5 and time.monotonic() < end:
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        quiet = quiet + 1 if all_answered() else 0
        time.sleep(0.01)
