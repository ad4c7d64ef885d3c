"""Follows the light that is wanted: the architect's, or that of the hour at the station's place, a step every minute."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from data.store.station import Station
from data.workspace import Workspace
from scene3d.daylight import Daylight, daylight_at
from scene3d.light import ARCHITECT, Lighting
from scene3d.scene import TownScene

STEP_MS = 60_000  # the sun moves a quarter of a degree in it


def daylight_of(station: Station, workspace: Workspace) -> Daylight | None:
    """Return the light of the station's hour where the workspace wants it; None is the architect's light."""
    if workspace.light != "sun":
        return None
    frame = station.frame
    return daylight_at(frame.lon, frame.lat, station.clock.now(), station.zone)


class TownLight(QObject):
    """Keeps the scene in the light that the workspace wants.

    Parameters
    ----------
    station, workspace
        Whose place, clock and zone tell the hour, and which light is wanted.
    scene
        What is lit.
    render, shade
        Called when the picture changed, and when shadows must be cast anew.
    """

    def __init__(self, station: Station, workspace: Workspace, scene: TownScene, render: Callable[[], None],
                 shade: Callable[[], None], parent: QObject | None = None) -> None:  # fmt: skip
        super().__init__(parent)
        self._station, self._workspace, self._scene = station, workspace, scene
        self._render, self._shade = render, shade
        self.daylight: Daylight | None = None
        self._minute = QTimer(self, interval=STEP_MS)
        self._minute.timeout.connect(self.follow)
        workspace.light_changed.connect(self._switched)
        self.follow()

    @property
    def lighting(self) -> Lighting:
        """What surfaces are lit by now."""
        return self.daylight.lighting if self.daylight is not None else ARCHITECT

    def close(self) -> None:
        """Stop following."""
        self._minute.stop()
        self._workspace.light_changed.disconnect(self._switched)

    def _switched(self, _light: str) -> None:
        self.follow()

    def follow(self) -> None:
        """Light the scene as it is to be lit now; another theme of the town is told to the workspace, which has it built anew."""
        before, self.daylight = self.daylight, daylight_of(self._station, self._workspace)
        if self.daylight is None:
            self._minute.stop()
        elif not self._minute.isActive():
            self._minute.start()
        if before is None and self.daylight is None:
            return
        self._scene.set_daylight(self.daylight)
        theme = self._workspace.theme if self.daylight is None else self.daylight.theme
        anew = theme != self._workspace.town_theme
        self._workspace.set_town_theme(theme)
        if self._scene.town is None:
            return
        if not anew and _step(before) != _step(self.daylight):
            self._shade()
        self._render()


def _step(daylight: Daylight | None) -> object:
    return None if daylight is None else daylight.step
