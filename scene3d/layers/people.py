"""People as counts at their buildings, never one by one and never by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from data.insight.layers import layer_query
from data.query import Query, Where
from data.workspace import LayerState
from scene3d.camera import Projection
from scene3d.layers.base import Layer
from scene3d.overlay.items import Symbol
from scene3d.overlay.reach import reach

FROM_PIXEL = 0.5  # metres a pixel; from further away the counts of the whole town would only be noise
MOST = 400  # counts that are shown at once, the nearest
Tally = dict[int, int]
Whole = npt.NDArray[np.int64]


class PeopleLayer(Layer):
    """A count at each building where people live, seen when one is near."""

    def __init__(self, *of: Any) -> None:
        super().__init__(*of)
        self._rows: Whole = np.zeros(0, np.int64)  # of the buildings
        self._counts: Whole = np.zeros(0, np.int64)
        self._points = np.zeros((0, 3))
        self._made: dict[int, Symbol] = {}

    @property
    def sources(self) -> frozenset[str]:
        """Where people live is written in residences."""
        return frozenset({"person", "residence"})

    def work(self) -> Callable[[], Tally]:
        """Count open residences by building; with a filter, the people that it leaves."""
        station, state = self.host.station, self.state
        query = layer_query(self.kind, state, self.host.workspace.period)

        def count() -> Tally:
            asked = query if state.chosen else Query("residence", (Where("until", "is", None),))
            return {int(key[0]): number for key, number in station.tally(asked, "building").items() if key[0] is not None}

        return count

    def show(self, found: Any) -> None:
        """Stand the counts on the roofs of the buildings."""
        town, tally = self.host.ground().town, found or {}
        self._made = {}
        rows = self.host.ground().rows_of(np.fromiter(tally, float, len(tally)))
        counts = np.fromiter(tally.values(), np.int64, len(tally))
        self._rows, self._counts = rows[rows >= 0], counts[rows >= 0]
        self._points = np.zeros((0, 3))
        if town is not None and len(self._rows):
            middles = shapely.get_coordinates(shapely.centroid(town.buildings.footprints[self._rows]))
            self._points = np.column_stack([middles, town.buildings.height[self._rows] + 1.0])
        self.host.redraw()

    def _restyled(self, before: LayerState, state: LayerState) -> None:
        if before.chosen == state.chosen:
            self._made = {}
            self.host.redraw()
        else:
            self.refresh()

    def symbols(self, projection: Projection, scale: float = 1.0) -> tuple[Symbol, ...]:
        """Return the counts that an eye sees when it is near enough."""
        if not self.visible or not len(self._rows) or projection.metres_per_pixel() * scale > FROM_PIXEL:
            return ()
        at = projection.pixels(self._points)
        seen = np.flatnonzero(
            (at[:, 2] > 0.5) & (at[:, 2] < reach(projection)) & (at[:, 0] > -40) & (at[:, 0] < projection.width + 40)
            & (at[:, 1] > -40) & (at[:, 1] < projection.height + 60)
        )  # fmt: skip
        if len(seen) > MOST:
            seen = np.sort(seen[np.argsort(at[seen, 2], kind="stable")[:MOST]])
        return tuple(self._made.get(n) or self._plate(n) for n in seen.tolist())

    def _plate(self, n: int) -> Symbol:
        town = self.host.ground().town
        assert town is not None
        building, count, layer = int(town.buildings.ids[self._rows[n]]), int(self._counts[n]), self.kind.layer
        east, north, up = self._points[n].tolist()
        priority = 1.0 + float(np.log10(count + 1)) / 10
        found = self._made[n] = Symbol(
            "building", (building,), (east, north, up), self.state.symbol or "person", layer.glyph if layer else "", self.colour,
            count=count, priority=priority, building=building, opacity=self.state.opacity, plate=True, size=self.state.size,
        )  # fmt: skip
        return found
