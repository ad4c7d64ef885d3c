"""Brings the town: what the station file keeps of it is shown at once, then it is read; what is new is made and kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, QTimer, Signal

from data.store.station import Station
from data.town.load import load_town
from data.town.model import Town
from scene3d.build import Finish, Solid, build_finish, build_solid, solid_of
from scene3d.layers.host import Ground
from scene3d.light import ARCHITECT, Lighting
from scene3d.meshes.ground import ground_mesh
from scene3d.scene import TownScene
from scene3d.tiles.detail import Detail
from scene3d.tiles.town_cache import TOWN_KINDS, Known, fetch_exact, keep_town, read_known, reuse_coarse
from scene3d.town_eye import roofs_of
from scene3d.workers import Workers

Floats = npt.NDArray[np.float64]
Extent = tuple[float, float, float, float]

SOON_MS = 30  # the buildings are drawn before trees and shadows are put up, which cost as much
LARGE = 20_000  # buildings; to read fewer takes less than to show them twice


@dataclass(frozen=True, slots=True)
class Read:
    """A town that was read, with all that is worked out of it on a reader's thread.

    ``tip`` is the journal's entry up to which it holds, -1 where nothing of it may be kept. ``finish`` are trees and
    shadows in the architect's light where the file keeps them.
    """

    town: Town
    ground: Ground
    roofs: Floats
    solid: Solid
    tip: int
    finish: Finish | None = None


class TownLoader(QObject):
    """Loads the town of a station into a scene.

    Parameters
    ----------
    station, workers, scene, detail
        Where it comes from, who reads and makes it, and where it is shown.
    theme, lighting
        Tell the look and the light that are wanted now.
    aim
        Called with extent (local metres) and roofs of a town before it is shown.
    take
        Called with the town when it can be clicked, before `shown`.
    """

    shown = Signal()  # buildings are there and can be clicked
    finished = Signal()  # trees and shadows too

    def __init__(self, station: Station, workers: Workers, scene: TownScene, detail: Detail, theme: Callable[[], str],
                 lighting: Callable[[], Lighting], aim: Callable[[Extent, Floats], None], take: Callable[[Read], None],
                 parent: QObject | None = None) -> None:  # fmt: skip
        super().__init__(parent)
        self._station, self._workers, self._scene, self._detail = station, workers, scene, detail
        self._theme, self._lighting, self._aim, self._take = theme, lighting, aim, take
        self._read: Read | None = None
        self._known: Known | None = None
        self._finish: Finish | None = None
        self._awaited, self._rising = True, False
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._soon.timeout.connect(self._show_kept)
        detail.complete.connect(self._stands)
        detail.coarse_made.connect(self._keep)

    @property
    def awaited(self) -> bool:
        """Whether a town is still to be shown."""
        return self._awaited

    def load(self) -> None:
        """Read the town in the background and show it; what the file keeps of a large one is shown before it is read."""
        self._awaited = True
        if self._read is None and self._known is None:
            self._read_first()
        else:
            self._known = None
            self._read_town()

    def _read_first(self) -> None:
        station, theme = self._station, self._theme()
        self._workers.read("known", lambda: read_first(station, theme), self._take_first)

    def _take_first(self, first: Known | Read) -> None:
        if isinstance(first, Read):
            self._take_read(first)
        elif first.solid.theme != self._theme():
            self._read_town()
        else:
            self._show_known(first)

    def _show_known(self, known: Known) -> None:
        self._known = known
        self._aim(known.solid.extent, known.roofs)
        self._scene.show_solid(None, known.solid, known.solid.theme)
        self._keep_back(known.finish)
        self._rising = True
        self._detail.begin()

    def _read_town(self) -> None:
        station, theme, known = self._station, self._theme(), self._known
        self._workers.read("town", lambda: read_town(station, theme, known), self._take_read)

    def _take_read(self, read: Read) -> None:
        if read.solid.theme != self._theme():
            self._show_again(read)
            return
        self._read = read
        if self._known is not None and read.solid is self._known.solid:
            self._take(read)
            self._scene.know_town(read.town, read.solid)
            self._can_be_clicked()
            return
        self._known = None
        self._show(read)

    def set_town(self, town: Town) -> None:
        """Show a town that did not come from the station."""
        theme = self._theme()
        self._awaited, self._known = True, None
        self._workers.run("solid", lambda: _worked_out(town, build_solid(town, theme), -1), self._take_read)

    def follow_theme(self) -> None:
        """Show the town in the look that is wanted now."""
        if self._read is not None:
            self._show_again(self._read)

    def _show_again(self, read: Read) -> None:
        theme, town, tiles = self._theme(), read.town, read.solid.tiles
        self._awaited, self._known = True, None

        def work() -> Read:
            solid = solid_of(tiles, ground_mesh(town, theme), town.extent, theme)
            return Read(town, read.ground, read.roofs, solid, read.tip)

        self._workers.run("solid", work, self._take_read)

    def _show(self, read: Read) -> None:
        self._finish = None
        self._take(read)
        self._aim(read.town.extent, read.roofs)
        self._scene.show_solid(read.town, read.solid, read.solid.theme)
        self._keep_back(read.finish)
        self._rising = True
        self._detail.begin()

    def _keep_back(self, finish: Finish | None) -> None:
        if finish is not None and self._lighting() is ARCHITECT:
            self._finish = finish
            self._soon.stop()

    def _show_kept(self) -> None:
        if self._finish is not None and self._lighting() is ARCHITECT:
            self._scene.show_finish(self._finish)
            self.finished.emit()
        else:
            self.finish()

    def close(self) -> None:
        """Show nothing any more."""
        self._soon.stop()

    def _stands(self) -> None:
        """All that is seen of the buildings stands."""
        if not self._rising:
            return
        self._rising = False
        if self._known is not None and self._scene.town is None:
            self._read_town()
        else:
            self._can_be_clicked()

    def _can_be_clicked(self) -> None:
        self._awaited = False
        self.shown.emit()
        if self._finish is not None:
            self._soon.start()
        else:
            self.finish()

    def finish(self) -> None:
        """Plant trees and cast shadows in the light that there is now."""
        read, theme, lighting = self._read, self._scene.theme, self._lighting()
        if read is not None and not self._awaited and theme == self._theme():
            town = read.town
            self._workers.run("finish", lambda: build_finish(town, theme, lighting), lambda f: self._take_finish(f, lighting))

    def _take_finish(self, finish: Finish, lighting: Lighting) -> None:
        self._scene.show_finish(finish)
        if lighting is ARCHITECT:
            self._finish = finish
            self._keep()
        self._detail.looked_anew()
        self.finished.emit()

    def _keep(self) -> None:
        """Keep in the file what was made, so that it is read next time."""
        read, finish, station = self._read, self._finish, self._station
        if read is not None and read.tip >= 0 and read.solid is not None:
            self._workers.read("keep", lambda: keep_town(station.shelf, read.town, read.solid, finish, read.tip), _kept)


def _kept(_whether: bool) -> None:
    """Where it could not be kept it is made again next time."""


def read_first(station: Station, theme: str) -> Known | Read:
    """Return the town to begin with: what the file keeps of it if it is large, else the whole of it."""
    known = read_known(station.shelf, theme)
    return known if known is not None and len(known.ids) > LARGE else read_town(station, theme, known)


def read_town(station: Station, theme: str, known: Known | None) -> Read:
    """Return a station's town; its meshes are those that are known already where nothing of it was changed since."""
    shelf = station.shelf
    tip = shelf.tip() if shelf.usable else -1
    town = load_town(station)
    if known is not None and np.array_equal(known.ids, town.buildings.ids) and not shelf.touched(known.tip, TOWN_KINDS):
        fetch_exact(shelf, known.solid.tiles)
        return _worked_out(town, known.solid, known.tip, known.finish)
    solid = build_solid(town, theme)
    reuse_coarse(shelf, solid.tiles)
    return _worked_out(town, solid, tip if shelf.holds_for(station.shelf) else -1)


def _worked_out(town: Town, solid: Solid, tip: int, finish: Finish | None = None) -> Read:
    return Read(town, Ground.of(town), roofs_of(town), solid, tip, finish)


