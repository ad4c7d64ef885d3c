"""Moving a record that stands at a point, and turning a camera by its handle: written when it is let go, undone as all else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from data.i18n import tr
from data.query import Query, Where
from data.records import ChangeSet, Place, Record
from data.town.lengths import length_words
from data.workspace import ToolState
from scene3d.layers.chosen_mark import height_of
from scene3d.tools.base import Tool, ToolHost
from scene3d.tools.marks import Fill, Handle, Line, Mark, Word
from scene3d.tools.spot import Spot

Floats = npt.NDArray[np.float64]

TURN_AT = 0.55  # share of the range at which the handle that turns lies
NEAREST, FARTHEST = 1.0, 5000.0  # metres of a camera's range, as its kind says
STEP = 15.0  # degrees, with Shift held
USUAL = {"bearing": 0.0, "view_angle": 60.0, "range": 40.0, "height": 4.0}  # of a camera that does not say
SPOT, TURN, REACH = 0, 1, 2


class Move(Tool):
    """Handles of one record: where it stands, and of a camera which way and how far it looks."""

    name = "move"

    def __init__(self, host: ToolHost, kind: str, id: int) -> None:
        super().__init__(host)
        self.kind, self.id = host.station.kinds[kind], id
        self.at: Floats | None = None  # local metres, at the height where its symbol stands
        self.looks: dict[str, float] = {}  # of a camera: bearing, view_angle, range
        self.record_title = ""
        self._held = self._lit = -1
        self._moved = False
        self._read(self._take)

    def _read(self, then: Callable[[Record | None], None]) -> None:
        station, query = self.host.station, Query(self.kind.name, (Where("id", "is", self.id),), placed=True)
        self.host.workers.read("move", lambda: station.first(query), then)

    def records_changed(self, change: ChangeSet) -> None:
        """Go with the record where an undo or somebody else puts it."""
        if self._held < 0 and any(one.id == self.id for one in change.touching(self.kind.name)):
            self._read(lambda record: self._take(record) if record is not None else self.host.leave())

    def _take(self, record: Record | None) -> None:
        place = record.place if record is not None else None
        if record is None or place is None or place.lon is None or place.lat is None:
            self.host.workspace.tell("info", tr("这条记录还没有位置：在图上右击它该在的地方登记"))
            self.host.leave()
            return
        self.record_title = self.host.station.title(record)
        east, north = (float(v) for v in self.host.station.frame.to_local(place.lon, place.lat))
        if {"bearing", "range", "view_angle"} <= set(self.kind.fields):
            self.looks = {n: usual if record.values.get(n) is None else float(record.values[n]) for n, usual in USUAL.items()}
        self.surface = "ground" if self.looks else "solid"  # who points at a roof means the roof; a camera stays at its height
        self.at = np.array([east, north, self._height(east, north, place)])
        self.host.changed()

    def _height(self, east: float, north: float, place: Place | None = None) -> float:
        return self.looks["height"] if self.looks else height_of(self.host.ground(), place, (east, north))

    # The hand

    def press(self, spot: Spot) -> bool:
        """Take hold of a handle."""
        self._held, self._moved = self.nearest(self._handles(), spot, 14.0), False
        if self._held == SPOT and self.at is not None and self.looks:
            self.level = float(self.at[2])
        return self._held >= 0

    def drag(self, spot: Spot) -> None:
        """Move the record, or turn the camera."""
        if self.at is None:
            return
        self._moved = True
        if self._held == SPOT:
            self.at = np.array([*spot.point[:2], self._height(spot.point[0], spot.point[1])])
            return
        way = spot.ground[:2] - self.at[:2]
        if self._held == TURN:
            bearing = float(np.degrees(np.arctan2(way[0], way[1]))) % 360.0
            self.looks["bearing"] = (STEP * round(bearing / STEP)) % 360.0 if spot.shift else round(bearing, 1) % 360.0
        elif self._held == REACH:
            self.looks["range"] = float(np.clip(round(float(np.hypot(*way))), NEAREST, FARTHEST))

    def release(self, spot: Spot) -> None:
        """Have what changed written."""
        held, self._held, self.level = self._held, -1, 0.0
        if self.at is None or not self._moved:
            return
        values: dict[str, Any] = {}
        if held == SPOT:
            lon, lat = self.host.station.frame.to_degrees(self.at[0], self.at[1])
            values["geometry"] = shapely.Point(float(lon), float(lat))
        elif held == TURN:
            values["bearing"] = self.looks["bearing"]
        elif held == REACH:
            values["range"] = self.looks["range"]
        self._moved = False
        self.host.workspace.run("keep_moved", kind=self.kind.name, id=self.id, values=values)

    def move(self, spot: Spot) -> None:
        """Light the handle under the pointer."""
        self._lit = self.nearest(self._handles(), spot, 14.0)

    def away(self) -> None:
        """No handle is under the pointer."""
        self._lit = -1

    @property
    def busy(self) -> bool:
        """Beside the handles the map keeps the pointer."""
        return self._lit >= 0 or self._held >= 0

    def _handles(self) -> Floats:
        if self.at is None:
            return np.zeros((0, 3))
        if not self.looks:
            return self.at[None, :]
        turn, reach = (self._along(share * self.looks["range"]) for share in (TURN_AT, 1.0))
        return np.vstack([self.at, turn, reach])

    def _along(self, metres: float, off: float = 0.0) -> Floats:
        """Return the point on the ground so far in the direction of the camera, turned by ``off`` degrees."""
        assert self.at is not None
        turn = np.radians(self.looks["bearing"] + off)
        return np.array([self.at[0] + metres * np.sin(turn), self.at[1] + metres * np.cos(turn), 0.0])

    # What it shows

    def marks(self) -> Sequence[Mark]:
        """Return the handles, and of a camera the cone as it would be without houses."""
        if self.at is None:
            return ()
        found: list[Mark] = []
        if self.looks:
            found += self._cone()
        shapes = ("spot", "turn", "corner")
        found += [Handle(p, shapes[n], n in (self._lit, self._held)) for n, p in enumerate(self._handles())]
        return found

    def _cone(self) -> list[Mark]:
        assert self.at is not None
        half, reach = self.looks["view_angle"] / 2, self.looks["range"]
        foot = np.array([self.at[0], self.at[1], 0.0])
        arc = np.array([self._along(reach, off) for off in np.linspace(-half, half, 25)])
        ring = arc if half >= 180 else np.vstack([foot, arc])
        said = Word(tr("朝向 {bearing}°，{range}", bearing=f"{self.looks['bearing']:.0f}", range=length_words(reach)),
                    self._along(reach), shift=(0.0, -18.0))  # fmt: skip
        middle = Line(np.array([foot, self._along(reach)]), dashed=True)
        lines: list[Mark] = [Fill((ring,)), Line(ring, closed=True, width=1.6), middle]
        return [*lines, said] if self._held > 0 else lines

    def state(self) -> ToolState:
        """Return what the strip tells."""
        hint = tr("拖圆点移动位置")
        if self.looks:
            hint = tr("拖探头移动位置，拖中间的手柄转朝向（Shift 每 15°），拖远端改可视距离")
        return ToolState(self.name, tr("移动：{title}", title=self.record_title or self.kind.label), hint)
