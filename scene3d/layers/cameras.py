"""Cameras: pins at their mounting height, and what each sees as a soft shape on the ground."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QTimer

from data.layers.columns import Coded, Column
from data.town.views import view_polygon
from data.workspace import LayerState
from scene3d.actors import mesh_actor
from scene3d.camera import Projection
from scene3d.layers.drawn import Drawn
from scene3d.layers.host import Ground
from scene3d.layers.points import PointLayer
from scene3d.layers.table import storeys_up
from scene3d.light import rgb
from scene3d.meshes.mesh import Mesh, join, mesh, nothing
from scene3d.meshes.prisms import explode, triangulated
from scene3d.overlay.items import Symbol
from scene3d.scene import OVER_LAYER

Floats = npt.NDArray[np.float64]

NEAR_ALPHA, FAR_ALPHA = 88, 16  # opacity 0..255 at the camera and at its range
USUAL_HEIGHT, USUAL_ANGLE, USUAL_RANGE = 4.0, 60.0, 40.0  # metres, degrees, metres, where the record does not say
MOST_CONES = 4_000  # at once: of more cameras those that are seen and nearest to the eye
KEPT_CONES = 3 * MOST_CONES  # worked out before, for when the eye comes back
REST_MS = 250  # after the eye last moved
EDGE = 0.15  # of the screen: a camera beside it may look into it
AROUND = -1.0
FAULT = "#d93025"


def mounted(columns: Mapping[str, Column], ground: Ground) -> Floats:
    """Return the mounting heights in metres: on its storey or roof where the camera names one, else over the ground."""
    height, storey = columns["height"], storeys_up(columns, ground)
    assert not isinstance(height, Coded)
    return np.where(np.isfinite(storey), storey, np.where(np.isfinite(height), height, USUAL_HEIGHT))


@dataclass(frozen=True, slots=True)
class Watch:
    """Where one camera stands and looks: metres, degrees (`AROUND`: all around), and its state."""

    east: float
    north: float
    height: float
    bearing: float
    angle: float
    range: float
    state: str


class CameraLayer(PointLayer):
    """Pins and view cones."""

    rise = staticmethod(mounted)
    more_fields = ("height", "bearing", "view_angle", "range", "state")

    def __init__(self, *of: Any) -> None:
        super().__init__(*of)
        self._cones: dict[Watch, Mesh] = {}
        self._laid: tuple[Any, ...] = ()
        self._projection: Projection | None = None
        self._rested = QTimer(self, interval=REST_MS, singleShot=True)
        self._rested.timeout.connect(self._lay)

    def show(self, found: Any) -> None:
        """Show pins, and work out what the cameras see past the houses."""
        super().show(found)
        self._lay()

    def town_changed(self) -> None:
        """What stands in the way is another."""
        self._cones, self._laid = {}, ()
        super().town_changed()

    def _restyled(self, before: LayerState, state: LayerState) -> None:
        super()._restyled(before, state)
        self._lay()

    def close(self) -> None:
        """Stop following and take away pins and cones."""
        self._rested.stop()
        self.host.workers.drop(f"{self.topic} cones")
        super().close()

    def symbols(self, projection: Projection, scale: float = 1.0) -> tuple[Symbol, ...]:
        """Return the pins; where there are too many cones for all, those that the eye sees follow when it rests."""
        if self.drawn is not None and len(self.drawn.tree) > MOST_CONES and self._moved_to(projection):
            self._projection = projection
            self._rested.start()
        return super().symbols(projection, scale)

    def _moved_to(self, projection: Projection) -> bool:
        known = self._projection
        return known is None or (known.eye, known.width, known.height) != (projection.eye, projection.width, projection.height)

    def _lay(self) -> None:
        """Work out the cones; those that are known stay."""
        topic = f"{self.topic} cones"
        if self.drawn is None:
            self._laid = ()
            self.host.workers.drop(topic)
            self.host.scene.put(self.topic, [])
            self.host.render()
            return
        drawn, ground, known, colour, opacity = self.drawn, self.host.ground(), self._cones, self.colour, self.state.opacity
        rows = in_view(drawn, self._projection)
        style = (id(drawn), id(ground), colour, opacity, rows.tobytes() if len(drawn.tree) > MOST_CONES else b"")
        if style == self._laid:
            return
        self._laid = style

        def work() -> tuple[dict[Watch, Mesh], Mesh]:
            cones = {w: known[w] if w in known else cone(w, ground) for w in watches_of(drawn, rows)}
            painted = [paint(mesh, rgb(FAULT if w.state == "faulty" else colour)[:3], opacity) for w, mesh in cones.items()]
            kept = known | cones if len(known) < KEPT_CONES and len(drawn.tree) > MOST_CONES else cones
            return kept, join(painted) if painted else nothing(4)

        self.host.workers.run(topic, work, self._take_cones)

    def _take_cones(self, found: tuple[dict[Watch, Mesh], Mesh]) -> None:
        self._cones, cones = found
        if self.drawn is None:
            return
        self.host.scene.put(self.topic, [] if cones.empty else [mesh_actor(cones)])
        self.host.render()


def in_view(drawn: Drawn, projection: Projection | None) -> npt.NDArray[np.int64]:
    """Return the rows of the cameras whose cones are drawn: all, or of too many the nearest of those that are seen."""
    rows = np.sort(drawn.tree.rows)
    if len(rows) <= MOST_CONES:
        return rows
    if projection is None:
        return rows[:MOST_CONES]
    at = drawn.table.at[rows].astype(np.float64)
    x, y, away = projection.pixels(np.column_stack([at, np.zeros(len(at))])).T
    wide, tall = projection.width, projection.height
    seen = np.flatnonzero((away > 0) & (x > -EDGE * wide) & (x < (1 + EDGE) * wide) & (y > -EDGE * tall) & (y < (1 + EDGE) * tall))
    return np.sort(rows[seen[np.argsort(away[seen], kind="stable")[:MOST_CONES]]])


def watches_of(drawn: Drawn, rows: npt.NDArray[np.int64]) -> list[Watch]:
    """Return where cameras stand and look."""
    table = drawn.table
    numbers = [np.asarray(table.columns[n], float)[rows] for n in ("bearing", "view_angle", "range")]
    state = table.columns["state"]
    assert isinstance(state, Coded)
    bearing, angle, reach = (
        np.where(np.isnan(c), usual, c) for c, usual in zip(numbers, (AROUND, USUAL_ANGLE, USUAL_RANGE), strict=True)
    )
    columns = (table.at[rows, 0], table.at[rows, 1], table.up[rows], bearing, angle, reach)
    each = zip(rows.tolist(), *(c.tolist() for c in columns), strict=True)
    return [Watch(e, n, up, b, a, r, str(state.value(row) or "")) for row, e, n, up, b, a, r in each]


def cone(watch: Watch, ground: Ground) -> Mesh:
    """Return what a camera sees past the houses as triangles; the first colour number is the share of its range, 0 to 255."""
    if ground.walls is None or watch.state == "planned":
        return nothing(4)
    bearing = float("nan") if watch.bearing == AROUND else watch.bearing
    seen = view_polygon(watch.east, watch.north, watch.height, bearing, watch.angle, watch.range, ground.walls)
    parts = []
    for polygon in explode(np.array([seen], object))[0]:
        flat, faces = triangulated(polygon.segmentize(watch.range / 6))
        far = np.clip(np.linalg.norm(flat - (watch.east, watch.north), axis=1) / watch.range, 0, 1)
        share = np.column_stack([far * 255, np.zeros((len(flat), 2)), np.full(len(flat), 255)])
        parts.append(mesh(np.column_stack([flat, np.full(len(flat), OVER_LAYER + 1.0)]), faces, share))
    return join(parts) if parts else nothing(4)


def paint(of: Mesh, colour: Floats, opacity: float) -> Mesh:
    """Return a cone in its colour, fading with the distance."""
    if of.empty:
        return of
    alpha = (NEAR_ALPHA + (FAR_ALPHA - NEAR_ALPHA) * (of.colours[:, 0] / 255.0)) * opacity
    return replace(of, colours=np.column_stack([np.broadcast_to(colour, (len(of.points), 3)), alpha]).astype(np.uint8))
