"""Pictures of the map at past moments, one after the other, while the window goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from data.clock import parse_utc
from data.duty.plan_picture import Picture
from data.duty.replay.whereabouts import read_whereabouts
from data.kinds.moments import show_time
from data.progress import Progress
from data.store.in_time import StationInTime
from data.store.past_engine import PastEngine
from data.store.station import Station
from data.town.model import Town
from data.workspace import Selection, Workspace
from scene3d.camera import Eye
from scene3d.large import LargePicture, own_workspace
from widgets import background

SIZE = (1600, 900)  # pixels
SCALE = 1.4  # of symbols


@dataclass(frozen=True, slots=True)
class Aim:
    """What all pictures look at: the town, from where, the building that is opened, and the plan that is drawn on it.

    ``kinds`` are the layers that are shown; None leaves them as they are on the map.
    """

    town: Town
    eye: Eye
    chosen: Selection
    plan: Picture | None = None
    kinds: tuple[str, ...] | None = None


class MomentPictures(QObject):
    """Makes a picture for each moment (UTC as stored, None for now); `made` tells them with when each is, in words."""

    made = Signal(object)

    def __init__(self, live: Station, shown: Workspace, aim: Aim, moments: Sequence[str | None], parent: QObject) -> None:
        super().__init__(parent)
        self._station, self._shown, self._aim = StationInTime(live), shown, aim
        self._left = list(moments)
        self._found: list[tuple[str, QImage]] = []
        self._picture: LargePicture | None = None
        self._steps: Iterator[int] = iter(())
        self._progress = Progress()
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._on)

    def begin(self) -> None:
        """Begin with the first."""
        self._next()

    def close(self) -> None:
        """Give up what is being made."""
        self._progress.cancel()
        self._turn.stop()
        background.forget(self)
        if self._picture is not None:
            self._picture.close()
            self._picture = None
        self._station.release()

    def _next(self) -> None:
        if not self._left:
            found = self._found
            self.close()
            self.made.emit(found)
            return
        moment, station, progress = self._left.pop(0), self._station, self._progress
        if moment is None:
            station.show(None)
            self._start(None)
            return
        background.ask(self, station, lambda: station.look_back(moment, progress), self._look, "look")

    def _look(self, engine: PastEngine) -> None:
        self._station.show(engine)
        self._start(engine.moment)

    def _start(self, moment: str | None) -> None:
        station, aim = self._station, self._aim
        workspace = own_workspace(station, self._shown)
        workspace.set_theme("light")
        for name in workspace.layers if aim.kinds is not None else ():
            workspace.set_layer(name, visible=name in (aim.kinds or ()))
        if aim.plan is not None:
            workspace.show_picture("plan", aim.plan)
        if moment is not None:
            workspace.set_period(workspace.period.start, None)
            workspace.show_whereabouts(read_whereabouts(station.live, moment, moment).at(parse_utc(moment).timestamp()))
        self._said = show_time(moment, station.zone) if moment is not None else ""
        self._picture = LargePicture(station, aim.town, workspace, SIZE, aim.eye, "light", SCALE, aim.chosen)
        self._steps = self._picture.make()
        self._turn.start()

    def _on(self) -> None:
        assert self._picture is not None
        if next(self._steps, None) is not None:
            return
        self._turn.stop()
        picture, self._picture = self._picture, None
        self._found.append((self._said, picture.image))
        picture.close()
        self._next()
