"""People as counts at their buildings, never one by one and never by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import shapely

from data.insight.layers import layer_query
from data.query import Query, Where
from scene3d.layers.base import Layer
from scene3d.overlay.items import Symbol

FROM_CELL = 46.0  # metres; with larger squares the counts of the whole town would only be noise
Tally = dict[int, int]


class PeopleLayer(Layer):
    """A count at each building where people live, seen when one is near."""

    def __init__(self, *of: Any) -> None:
        super().__init__(*of)
        self._symbols: tuple[Symbol, ...] = ()

    @property
    def sources(self) -> frozenset[str]:
        """Where people live is written in residences."""
        return frozenset({"person", "residence"})

    def work(self) -> Callable[[], Tally]:
        """Count open residences by building; with a filter, the people that it leaves."""
        station, state = self.host.station, self.state
        query = layer_query(self.kind, state, self.host.workspace.period, fields=("gender",))

        def count() -> Tally:
            if not state.chosen:
                found = station.tally(Query("residence", (Where("until", "is", None),)), "building")
                return {int(key[0]): number for key, number in found.items() if key[0] is not None}
            tally: Tally = {}
            for person in station.read(query):
                if person.place is not None and person.place.building is not None:
                    tally[person.place.building] = tally.get(person.place.building, 0) + 1
            return tally

        return count

    def show(self, found: Any) -> None:
        """Make one symbol a building."""
        ground = self.host.ground()
        symbols = []
        for building, count in (found or {}).items():
            row = ground.row_of(building)
            if row >= 0 and ground.town is not None:
                x, y = shapely.get_coordinates(shapely.centroid(ground.town.buildings.footprints[row]))[0]
                at = (float(x), float(y), float(ground.town.buildings.height[row]) + 1.0)
                symbols.append(self._plate(building, count, at))
        self._symbols = tuple(symbols)
        self.host.redraw()

    def _plate(self, building: int, count: int, at: tuple[float, float, float]) -> Symbol:
        layer, priority = self.kind.layer, 1.0 + float(np.log10(count + 1)) / 10
        return Symbol(
            "building", (building,), at, "person", layer.glyph if layer else "", self.colour, count=count,
            priority=priority, building=building, opacity=self.state.opacity, plate=True,
        )  # fmt: skip

    def symbols(self, cell: float) -> tuple[Symbol, ...]:
        """Return the counts when one is near enough."""
        return self._symbols if self.visible and cell <= FROM_CELL else ()
