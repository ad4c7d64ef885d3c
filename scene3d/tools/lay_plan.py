"""Placing the plan of a storey by its handles: pulled where it belongs, made larger at a corner, turned at the end of its stem."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from data.i18n import tr
from data.query import equals
from data.records import Record
from data.store.station import Station
from data.town.floor_plans import KIND, FloorPlan, floor_plans, laid
from data.town.storeys import floor_height
from data.workspace import ToolAct, ToolState
from scene3d.meshes.storeys import storey_outline
from scene3d.tools.base import Tool, ToolHost
from scene3d.tools.marks import Fill, Handle, Line, Mark, Word
from scene3d.tools.spot import Spot

Floats = npt.NDArray[np.float64]

CORNERS, MIDDLE, STEM = range(4), 4, 5  # handles by their numbers
SMALLEST, LARGEST = 0.05, 20.0  # of scale, as the kind says
STEP = 15.0  # degrees, with Shift held
OUT = 0.22  # how far the stem reaches over the upper side, as a share of the height
OVER = 0.15  # metres above the floor at which the handles lie
Read = tuple[Record, FloorPlan, tuple[int, int]]


class LayPlan(Tool):
    """Handles of one plan; what is let go is written, and undone as all else."""

    name = "lay_plan"
    snaps = False

    def __init__(self, host: ToolHost, building: int, storey: int) -> None:
        super().__init__(host)
        self.building, self.storey = building, storey
        self.plan: FloorPlan | None = None
        self._id, self._size = 0, (1, 1)
        self._held = self._lit = -1
        self._before: FloorPlan | None = None
        self._from = np.zeros(3)
        host.workers.read("lay_plan", lambda: _read(host.station, building, storey), self._take)

    def _take(self, found: Read | None) -> None:
        if found is None:
            self.host.workspace.tell("info", tr("这一层还没有平面图；先用“铺平面图…”选一个文件"))
            self.host.leave()
            return
        record, self.plan, self._size = found
        self._id = record.id
        self.host.changed()

    # Where it lies

    @property
    def _row(self) -> int:
        return self.host.ground().row_of(self.building)

    @property
    def _floor(self) -> float:
        town = self.host.town()
        if town is None or self._row < 0:
            return 0.0
        b = town.buildings
        return floor_height(self.storey, float(b.base[self._row]), float(b.storey_height[self._row])) + OVER

    def corners(self) -> Floats:
        """Return the corners of the plan (4, 3) as it lies now, in local metres; none while it is not known."""
        town = self.host.town()
        if self.plan is None or town is None or self._row < 0:
            return np.zeros((0, 3))
        flat = laid(self.plan, self._size, storey_outline(town, self._row, self.storey))
        return np.column_stack([flat, np.full(4, self._floor)])

    def _handles(self) -> Floats:
        corners = self.corners()
        if not len(corners):
            return corners
        up = (corners[2] + corners[3] - corners[0] - corners[1]) / 2
        stem = (corners[2] + corners[3]) / 2 + up * OUT
        return np.vstack([corners, corners.mean(axis=0), stem])

    def _on_floor(self, spot: Spot) -> Floats | None:
        return self.host.projection().on_plane(spot.x, spot.y, self._floor)

    # The hand

    def press(self, spot: Spot) -> bool:
        """Take hold of a handle."""
        self._held, self._before = self.nearest(self._handles(), spot, 14.0), self.plan
        at = self._on_floor(spot)
        if at is None or self.plan is None:
            self._held = -1
        else:
            self._from = at
        return self._held >= 0

    def drag(self, spot: Spot) -> None:
        """Move, turn or scale the plan as it was when it was taken hold of."""
        at, before = self._on_floor(spot), self._before
        if at is None or before is None:
            return
        if self._held == MIDDLE:
            away = at - self._from
            self.plan = replace(before, east=before.east + float(away[0]), north=before.north + float(away[1]))
            return
        middle = self._handles()[MIDDLE]
        was, now = (self._from - middle)[:2], (at - middle)[:2]
        if self._held == STEM:
            turn = before.turn + float(np.degrees(np.arctan2(now[0], now[1]) - np.arctan2(was[0], was[1])))
            self.plan = replace(before, turn=(STEP * round(turn / STEP) if spot.shift else turn) % 360.0)
        else:
            share = float(np.hypot(*now) / max(np.hypot(*was), 1e-6))
            self.plan = replace(before, scale=float(np.clip(before.scale * share, SMALLEST, LARGEST)))

    def release(self, spot: Spot) -> None:
        """Have what changed written."""
        self._held = -1
        if self.plan is not None and self.plan != self._before:
            self._keep()

    def _keep(self) -> None:
        assert self.plan is not None
        values = {
            "turn": round(self.plan.turn, 2), "scale": round(self.plan.scale, 4), "east": round(self.plan.east, 2),
            "north": round(self.plan.north, 2),
        }  # fmt: skip
        self.host.workspace.run("keep_moved", kind=KIND, id=self._id, values=values)

    def act(self, id: str) -> None:
        """Fit the plan to the storey's outline again."""
        if id == "fit" and self.plan is not None:
            self.plan = replace(self.plan, turn=0.0, scale=1.0, east=0.0, north=0.0)
            self._keep()
            self.host.changed()

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

    # What it shows

    def marks(self) -> Sequence[Mark]:
        """Return the frame of the plan with its handles, and while it is changed what it is now."""
        at = self._handles()
        if not len(at) or self.plan is None:
            return ()
        frame, top = at[:4], (at[2] + at[3]) / 2
        shapes = ("corner", "corner", "corner", "corner", "spot", "turn")
        found: list[Mark] = [Fill((frame,), alpha=18), Line(frame, closed=True), Line(np.array([top, at[STEM]]), width=1.6)]
        found += [Handle(p, shapes[n], n in (self._lit, self._held)) for n, p in enumerate(at)]
        if self._held >= 0:
            said = tr("转 {turn}°，{scale}%", turn=f"{self.plan.turn:.0f}", scale=f"{self.plan.scale * 100:.0f}")
            found.append(Word(said, at[MIDDLE], plate=True, shift=(0.0, -26.0)))
        return found

    def state(self) -> ToolState:
        """Return what the strip tells."""
        hint = tr("拖中点移动，拖角缩放，拖顶上的圆点转动（Shift 每 15°）")
        return ToolState(self.name, tr("摆放平面图"), hint, acts=(ToolAct("fit", tr("重新套合")),))


def _read(station: Station, building: int, storey: int) -> Read | None:
    """Return the plan of a storey with its record and the size of its picture in pixels; on a reader's thread."""
    record = station.first(equals(KIND, building=building, storey=storey))
    plan = next((p for p in floor_plans(station, building) if p.storey == storey), None)
    ink = plan.ink() if plan is not None else None
    return None if record is None or plan is None or ink is None else (record, plan, (ink.shape[1], ink.shape[0]))
