"""Layers of symbols: whatever stands at a point, by itself or at its building."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from data.insight.layers import layer_query
from data.records import Record
from data.town.frame import LocalFrame
from scene3d.layers.base import LARGEST, Layer
from scene3d.layers.clusters import Clustered, Marks
from scene3d.layers.host import Ground
from scene3d.layers.states import Shown, shown
from scene3d.overlay.items import Symbol

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Points:
    """Records that stand somewhere, with their points (n, 3) in local metres and their looks."""

    records: tuple[Record, ...]
    points: Floats
    looks: tuple[Shown, ...]
    titles: tuple[str, ...]
    cut: bool = False  # there are more than these


class PointLayer(Layer):
    """Pins, clustered with counts where they would lie on each other."""

    def __init__(self, *of: Any) -> None:
        super().__init__(*of)
        self.found = Points((), np.zeros((0, 3)), (), ())
        self._clustered: Clustered | None = None

    def work(self) -> Callable[[], Points]:
        """Read the records and put them on the town."""
        station, kind, state = self.host.station, self.kind, self.state
        query = replace(layer_query(kind, state, self.host.workspace.period), limit=LARGEST + 1, order=self._order())
        ground, theme = self.host.ground(), self.host.workspace.theme
        label = kind.layer.label if kind.layer else ""
        open_label = bool(label) and kind.field(label).sensitivity == "open"

        def stand() -> Points:
            read = station.read(query)
            records = [r for r in read[:LARGEST] if r.place is not None and r.place.lon is not None]
            now = station.clock.now()
            looks = tuple(shown(r, kind, now, theme) for r in records)
            titles = tuple(station.title(r) if open_label and state.labelled else "" for r in records)
            return Points(tuple(records), points_of(records, station.frame, ground), looks, titles, len(read) > LARGEST)

        return stand

    def _order(self) -> tuple[str, ...]:
        time = self.kind.layer.time if self.kind.layer else ""
        return (f"-{time}",) if time else ()

    def show(self, found: Any) -> None:
        """Keep what was read; pins are made when a size is asked for."""
        self.found = found or Points((), np.zeros((0, 3)), (), ())
        ids = np.array([r.id for r in self.found.records], np.int64)
        priority = np.array([s.priority for s in self.found.looks], float)
        self.tell_cut(self.found.cut, len(ids))
        self._clustered = Clustered(Marks(ids, self.found.points, priority), self._symbol) if len(ids) else None
        self.host.redraw()

    def symbols(self, cell: float) -> tuple[Symbol, ...]:
        """Return the pins."""
        if self._clustered is None or not self.visible:
            return ()
        return cast("tuple[Symbol, ...]", self._clustered.at(cell))

    def _symbol(self, group: Ints) -> Symbol:
        """One pin for a group; it looks like its most important record."""
        first = int(group[0])
        look, record = self.found.looks[first], self.found.records[first]
        layer = self.kind.layer
        place = record.place
        return Symbol(
            self.kind.name, tuple(self.found.records[int(n)].id for n in group), tuple(self.found.points[first].tolist()),
            layer.symbol if layer else "", layer.glyph if layer else "?", look.colour or self.colour, look.mark,
            len(group), self.found.titles[first], look.priority + (layer.order / 100 if layer else 0.0),
            (place.building or 0) if place else 0, self.state.opacity, small=look.small,
        )  # fmt: skip


def points_of(records: list[Record], frame: LocalFrame, ground: Ground) -> Floats:
    """Return where records stand, (n, 3) local metres."""
    if not records:
        return np.zeros((0, 3))
    lon = np.array([r.place.lon if r.place else 0.0 for r in records], float)
    lat = np.array([r.place.lat if r.place else 0.0 for r in records], float)
    east, north = frame.to_local(lon, lat)
    return np.column_stack([east, north, ground.heights(east, north)])
