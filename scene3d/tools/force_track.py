"""Where a force or vehicle was in the last hours: its way on the map with the hours beside it, kept as a track by one press."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt

from data.duty.forces.packing import Fixes
from data.duty.forces.standing import standing
from data.duty.forces.view import track_of
from data.i18n import tr
from data.kinds.moments import zone_of
from data.records import ChangeSet, Record
from data.town.lengths import length_words
from data.workspace import ToolAct, ToolState
from scene3d.tools.base import Tool, ToolHost
from scene3d.tools.marks import Line, Mark, Word
from scene3d.tools.search import rim

Floats = npt.NDArray[np.float64]
SPANS = (2, 8, 12)  # hours
WORDS = 12  # times written along the way
GAP, FAR = 180.0, 500.0  # seconds and metres between positions of which nobody knows the way
UP = 0.4  # metres above the ground


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    record: Record | None
    fixes: Fixes


class ForceTrack(Tool):
    """Shows; the hand turns and moves the map as ever."""

    name = "force_track"
    snaps = False

    def __init__(self, host: ToolHost, kind: str, id: int, hours: int = 8) -> None:
        super().__init__(host)
        self.kind, self.id, self.hours = kind, id, hours
        self.record: Record | None = None
        self.lines: tuple[Floats, ...] = ()
        self.at: Floats = np.zeros((0, 3))
        self.times: Floats = np.zeros(0)
        self.metres = 0.0
        host.station.changed.connect(self._changed)
        self._read()

    @property
    def busy(self) -> bool:
        """The map stays as it is under the pointer."""
        return False

    def close(self) -> None:
        """Stop following the station."""
        self.host.station.changed.disconnect(self._changed, missing_ok=True)

    def act(self, id: str) -> None:
        """Show another span, or keep what is shown as a track."""
        if id == "keep":
            self.host.workspace.run("keep_force_track", kind=self.kind, id=self.id, hours=float(self.hours))
            return
        self.hours = int(id)
        self._read()

    def _changed(self, change: ChangeSet) -> None:
        if change.concerns(self.id):
            self._read()

    def _read(self) -> None:
        station, kind, id, hours = self.host.station, self.kind, self.id, self.hours

        def read() -> _Found:
            return _Found(station.get(kind, id, placed=True), track_of(station, id, hours))

        self.host.workers.read("force_track", read, self._take)

    def _take(self, found: _Found | None) -> None:
        if found is None or self.laid_down:
            return
        self.record, fixes = found.record, found.fixes
        east, north = self.host.station.frame.to_local(fixes.lon, fixes.lat)
        ground = self.host.ground().heights(np.asarray(east), np.asarray(north)) if len(fixes) else np.zeros(0)
        self.at, self.times = np.column_stack([east, north, ground + UP]), fixes.at
        steps = np.hypot(*np.diff(self.at[:, :2], axis=0).T) if len(fixes) > 1 else np.zeros(0)
        cuts = np.flatnonzero((np.diff(fixes.at) > GAP) | (steps > FAR)) + 1
        self.lines = tuple(p for p in np.split(self.at, cuts) if len(p) > 1)
        self.metres = float(np.delete(steps, cuts - 1).sum()) if len(cuts) else float(steps.sum())
        self.host.changed()

    def marks(self) -> Sequence[Mark]:
        """Return the way, the hours along it, and how well the newest place is known."""
        found: list[Mark] = [Line(points, "accent", 3.0) for points in self.lines]
        place = standing(self.record, self.host.station.clock.now()) if self.record is not None else None
        if place is not None and place.known and len(self.at):
            middle = self.host.station.frame.to_local(np.array([place.lon]), np.array([place.lat]))
            here = np.array([float(middle[0][0]), float(middle[1][0]), self.at[-1, 2]])
            if place.accuracy:
                found.append(Line(rim(here, place.accuracy), "accent", 1.6, dashed=True, closed=True))
            found.append(Word(place.said, here, plate=True, shift=(0.0, 18.0)))
        hours = [Word(words, point, plate=True, shift=(0.0, -14.0), spare=True) for words, point in self._hours()]
        return [*found, *hours]  # the newest place first: of the hours only those that have room beside their way

    def _hours(self) -> list[tuple[str, Floats]]:
        """Return times to be written, evenly over the way."""
        if len(self.at) < 2:
            return []
        chosen = np.unique(np.linspace(0, len(self.at) - 1, min(WORDS, len(self.at))).round().astype(int))
        zone = zone_of(self.host.station.zone)
        return [(f"{datetime.fromtimestamp(self.times[n], UTC).astimezone(zone):%H:%M}", self.at[n]) for n in chosen.tolist()[:-1]]

    def state(self) -> ToolState:
        """Tell how long the way was."""
        name = str(self.record["name"]) if self.record is not None else ""
        if len(self.at):
            reading = tr("近 {hours} 小时 {length}，{n} 个定位", hours=self.hours, length=length_words(self.metres), n=len(self.at))
        else:
            reading = tr("近 {hours} 小时没有定位", hours=self.hours)
        acts = [ToolAct(str(h), tr("{n} 小时", n=h), h == self.hours) for h in SPANS]
        if self.lines and self.host.may_keep("keep_force_track", "track"):
            acts.append(ToolAct("keep", tr("存成轨迹")))
        return ToolState(self.name, tr("轨迹：{name}", name=name), "", reading, acts=tuple(acts))
