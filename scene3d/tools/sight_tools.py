"""Lines of sight by hand: what is seen from a point at a height, and which cameras see a point."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import shapely
from PySide6.QtCore import Qt
from shapely.geometry.base import BaseGeometry

from data.i18n import mark, tr
from data.query import Query, Where
from data.town.lengths import area_words, length_words
from data.town.model import Town
from data.town.sight import cameras_seeing_point, read_cameras
from data.town.viewshed import EYE, viewshed
from data.workspace import ToolAct, ToolState
from scene3d.tools.base import Tool, ToolHost
from scene3d.tools.marks import Fill, Handle, Line, Mark, Word
from scene3d.tools.search import rim
from scene3d.tools.spot import Spot

Floats = npt.NDArray[np.float64]

REACH = 200.0  # metres, to begin with
FURTHEST = 2000.0  # metres
HEIGHTS = (1.6, 4.0, 10.0, 20.0)  # metres above what one stands on, offered as buttons
MOST_DRAWN = 12  # cameras whose views are drawn


class _Placed(Tool):
    """A tool about one point of the map, given in WGS-84 degrees or clicked; another click takes another point."""

    name = ""
    title = ""
    surface = "solid"
    snaps = False

    def __init__(self, host: ToolHost, lon: float | None = None, lat: float | None = None) -> None:
        super().__init__(host)
        self.at: Floats | None = None
        if lon is not None and lat is not None:
            east, north = host.station.frame.to_local(lon, lat)
            self.at = np.array([float(east), float(north), 0.0])
            self.changed()

    def changed(self) -> None:
        """Work out anew for the point."""
        raise NotImplementedError

    def click(self, spot: Spot) -> bool:
        """Take another point."""
        self.at = spot.point
        self.changed()
        return True


class Viewshed(_Placed):
    """What is seen from a point: drawn on the ground; height by buttons, reach by a handle."""

    name, title = "viewshed", mark("从这里看")

    def __init__(self, host: ToolHost, lon: float | None = None, lat: float | None = None) -> None:
        self.above, self.reach = EYE, REACH
        self.seen: BaseGeometry | None = None
        self._held = self._lit = False
        super().__init__(host, lon, lat)

    @property
    def eye(self) -> float:
        """Metres of the eye above the ground."""
        return (float(self.at[2]) if self.at is not None else 0.0) + self.above

    def changed(self) -> None:
        """Work out what is seen, in the background."""
        town, at, eye, reach = self.host.town(), self.at, self.eye, self.reach
        if town is None or at is None:
            return
        x, y, buildings = float(at[0]), float(at[1]), town.buildings
        self.host.workers.read("viewshed", lambda: viewshed(x, y, eye, reach, buildings), self._take)

    def _take(self, seen: BaseGeometry) -> None:
        if self.laid_down:
            return
        self.seen = seen
        self.host.lay("viewshed", seen, "accent", 96)
        self.host.changed()

    def close(self) -> None:
        """Take it from the ground."""
        self.host.lay("viewshed", None, "accent", 0)

    def press(self, spot: Spot) -> bool:
        """Take hold of the handle of the reach."""
        self._held = self.at is not None and self.nearest(self._grip(), spot) == 0
        return self._held

    def drag(self, spot: Spot) -> None:
        """Look farther or less far."""
        if self.at is not None:
            self.reach = float(np.clip(np.hypot(*(spot.ground - self.at)[:2]), 20.0, FURTHEST))
            self.changed()

    def release(self, spot: Spot) -> None:
        """Let go."""
        self._held = False

    def move(self, spot: Spot) -> None:
        """Light the handle under the pointer."""
        self._lit = self.at is not None and self.nearest(self._grip(), spot) == 0

    def _grip(self) -> Floats:
        assert self.at is not None
        right = self.host.projection().eye.rightward
        return np.array([[self.at[0] + right[0] * self.reach, self.at[1] + right[1] * self.reach, 0.0]])

    def act(self, id: str) -> None:
        """Look from another height, or keep what is seen as a note."""
        if id.startswith("height "):
            self.above = float(id.split()[1])
            self.changed()
            self.host.changed()
        elif id == "keep" and self.seen is not None:
            shape = self.host.station.frame.geometry_to_degrees(self.seen)
            self.host.workspace.run("keep_measure", measure="sight", text=self.reading(), geometry=shape)

    def reading(self) -> str:
        """Tell from how high, how far, and how much ground is seen."""
        if self.at is None or self.seen is None:
            return ""
        share = self.seen.area / (np.pi * self.reach**2) * 100
        return tr("高 {eye}，{reach} 内看得见 {area}（{share}%）", eye=length_words(self.eye), reach=length_words(self.reach),
                  area=area_words(self.seen.area), share=f"{share:.0f}")  # fmt: skip

    def marks(self) -> Sequence[Mark]:
        """Return the mast with the eye, the rim of the reach and its handle."""
        if self.at is None:
            return ()
        eye = np.array([self.at[0], self.at[1], self.eye])
        foot = np.array([self.at[0], self.at[1], 0.0])
        return [
            Line(rim(foot, self.reach), "accent", 1.4, dashed=True, closed=True), Line(np.array([foot, eye]), "text", 1.6),
            Handle(eye, "spot", colour="accent"), Handle(self._grip()[0], "turn", self._lit or self._held, "accent"),
            Word(length_words(self.reach), self._grip()[0], shift=(0.0, -18.0)),
        ]  # fmt: skip

    def state(self) -> ToolState:
        """Return what the strip tells."""
        if self.at is None:
            return ToolState(self.name, tr(self.title), tr("点一处：地面、楼顶或窗口，看从那里看得见哪里"))
        heights = tuple(ToolAct(f"height {h:g}", tr("高 {height} 米", height=f"{h:g}"), self.above == h) for h in HEIGHTS)
        keep = (ToolAct("keep", tr("留作标注")),) if self.seen is not None and self.host.may_keep() else ()
        hint = tr("蓝色的地面看得见；拖圆点改远近，点别处换一处")
        return ToolState(self.name, tr(self.title), hint, self.reading(), acts=(*heights, *keep))


class WhoSees(_Placed):
    """The cameras that see a point, with their views and the lines to it."""

    name, title = "who_sees", mark("谁看得见这里")
    surface = "ground"

    def __init__(self, host: ToolHost, lon: float | None = None, lat: float | None = None) -> None:
        self.cameras: list[tuple[int, Floats, BaseGeometry, str]] | None = None  # id, place, view, name
        super().__init__(host, lon, lat)

    def changed(self) -> None:
        """Find the cameras, on a reader."""
        town, at, station = self.host.town(), self.at, self.host.station
        if town is None or at is None:
            return
        x, y = float(at[0]), float(at[1])

        def find(town: Town = town) -> list[tuple[int, Floats, BaseGeometry, str]]:
            cameras = read_cameras(station)
            seeing = cameras_seeing_point(town, cameras, x, y)
            ids = tuple(id for id, _ in seeing)
            names = {r.id: station.title(r) for r in station.read(Query("camera", (Where("id", "in", ids),)))} if ids else {}
            row = {int(id): i for i, id in enumerate(cameras.ids)}
            return [
                (id, np.array([cameras.east[row[id]], cameras.north[row[id]], cameras.height[row[id]]]), view, names.get(id, ""))
                for id, view in seeing
            ]

        self.cameras = None
        self.host.workers.read("who sees", find, self._take)

    def _take(self, found: list[tuple[int, Floats, BaseGeometry, str]]) -> None:
        self.cameras = found
        self.host.changed()

    def act(self, id: str) -> None:
        """List the cameras in the drawer."""
        if id == "list" and self.cameras:
            ids = tuple(camera[0] for camera in self.cameras)
            self.host.workspace.run("show_ledger", query=Query("camera", (Where("id", "in", ids),)))

    def key(self, key: Qt.Key) -> bool:
        """There are no keys of its own."""
        return False

    def reading(self) -> str:
        """Tell how many cameras see it."""
        if self.cameras is None:
            return ""
        return tr("{n} 个探头看得见", n=len(self.cameras)) if self.cameras else tr("没有探头看得见这里")

    def marks(self) -> Sequence[Mark]:
        """Return the point, the views, and a line from each camera."""
        if self.at is None:
            return ()
        found: list[Mark] = [Handle(self.at, "spot", colour="late" if self.cameras == [] else "accent")]
        for _, place, view, name in (self.cameras or [])[:MOST_DRAWN]:
            for part in shapely.get_parts(view):
                ring = shapely.get_coordinates(part.exterior)
                found.append(Fill((np.column_stack([ring, np.zeros(len(ring))]),), alpha=22))
            far = float(np.hypot(*(place - self.at)[:2]))
            said = f"{name} {length_words(far)}"
            found += [Line(np.array([place, self.at]), "accent", 1.8), Word(said, place, shift=(0.0, 14.0))]
        return found

    def state(self) -> ToolState:
        """Return what the strip tells."""
        hint = tr("点一处，看哪些探头看得见它") if self.at is None else tr("点别处换一处")
        acts = (ToolAct("list", tr("列出探头")),) if self.cameras else ()
        return ToolState(self.name, tr(self.title), hint, self.reading(), acts=acts)
