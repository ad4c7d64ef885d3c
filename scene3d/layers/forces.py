"""Forces and vehicles: pins that fade as their position ages, say how old it is, and stand in the ring of its accuracy."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import numpy as np
from PySide6.QtCore import QTimer

from data.clock import Clock, format_utc, parse_utc
from data.duty.forces.standing import OPACITY, Standing, age_said
from data.duty.replay.whereabouts import Places
from data.layers.columns import Coded, column_of
from data.town.frame import LocalFrame
from data.workspace import LayerState
from scene3d.camera import Projection
from scene3d.layers.drawn import Drawn
from scene3d.layers.host import Ground
from scene3d.layers.points import PointLayer
from scene3d.layers.table import Table, Wanted
from scene3d.overlay.items import Symbol

TICK = 20_000  # ms between two looks at the clock: positions age without any change of a record
MOST = 5_000  # records whose age is followed; of more the layer shows plain pins
OLD = ("ageing", "stale", "lost")


class Ages:
    """How good the positions of what is drawn are, each worked out when its pin is first seen.

    Of a record that changed the rows of before lie in the table too: only those that are drawn are looked at.
    """

    def __init__(self, drawn: Drawn, clock: Clock) -> None:
        self.drawn, self._clock = drawn, clock
        rows = drawn.tree.rows
        self._row = dict(zip(drawn.table.ids[rows].tolist(), rows.tolist(), strict=True))
        self._said: dict[int, Standing | None] = {}

    def __getitem__(self, id: int) -> Standing | None:
        """Return how good the position of a record was when that was first asked, None for one that is not drawn."""
        if id not in self._said:
            self._said[id] = self._now(id)
        return self._said[id]

    @property
    def outworn(self) -> bool:
        """Whether one of those asked for has grown old enough to look it."""
        return any(_worn(self._now(id)) != _worn(before) for id, before in self._said.items())

    def _now(self, id: int) -> Standing | None:
        row = self._row.get(id)
        if row is None:
            return None
        seen, accuracy = self.drawn.table.columns["seen_at"], self.drawn.table.columns["accuracy"]
        assert isinstance(seen, Coded)
        at = seen.value(row)
        age = max((self._clock.now() - parse_utc(str(at))).total_seconds(), 0.0) if at else None
        metres = None if isinstance(accuracy, Coded) or np.isnan(accuracy[row]) else float(accuracy[row])
        return Standing(0.0, 0.0, age, metres)


class ForceLayer(PointLayer):
    """A point layer whose pins tell how good their position is."""

    more_fields = ("seen_at", "accuracy")

    def __init__(self, *of: Any) -> None:
        super().__init__(*of)
        self._ages: Ages | None = None
        self._worn: dict[int, tuple[Symbol, Symbol]] = {}
        self._clock = QTimer(self, interval=TICK)
        self._clock.timeout.connect(self._aged)
        self._clock.start()
        self.host.workspace.whereabouts_changed.connect(self._moved_in_time)

    def close(self) -> None:
        """Stop the clock as well."""
        self._clock.stop()
        self.host.workspace.whereabouts_changed.disconnect(self._moved_in_time)
        super().close()

    def _moved_in_time(self) -> None:
        """A replay has gone on: forces stand where they were."""
        self._grow_stale()
        self.refresh_soon()

    def read(self, wanted: Wanted, ground: Ground, ids: tuple[int, ...] = ()) -> Table:
        """Read the records; while a period is replayed they stand where their positions say."""
        found, places = super().read(wanted, ground, ids), self.host.workspace.whereabouts
        return found if not isinstance(places, Places) else standing_at(found, places, self.host.station.frame)

    def _aged(self) -> None:
        """Paint anew what has grown old enough to look it."""
        ages = self._ages
        if self.visible and ages is not None and ages.drawn is self.drawn and ages.outworn:  # else what is painted next is new
            self._ages = None
            self.host.redraw()

    def _restyled(self, before: LayerState, state: LayerState) -> None:
        self._worn = {}
        super()._restyled(before, state)

    def symbols(self, projection: Projection, scale: float = 1.0) -> tuple[Symbol, ...]:
        """Return the pins as they look at their age."""
        found = super().symbols(projection, scale)
        if not found or self.drawn is None or len(self.drawn.tree) > MOST:
            return found
        if self._ages is None or self._ages.drawn is not self.drawn:
            self._ages, self._worn = Ages(self.drawn, self.host.station.clock), {}
        ages = self._ages
        return tuple(self._dressed(symbol, ages) for symbol in found)

    def _dressed(self, symbol: Symbol, ages: Ages) -> Symbol:
        if symbol.count > 1:
            return symbol
        worn = self._worn.get(symbol.ids[0])
        if worn is None or worn[0] is not symbol:
            worn = self._worn[symbol.ids[0]] = (symbol, self._aged_symbol(symbol, ages))
        return worn[1]

    def _aged_symbol(self, symbol: Symbol, ages: Ages) -> Symbol:
        place = ages[symbol.ids[0]]
        if place is None or symbol.small:
            return symbol
        title = symbol.title
        if title and place.level in OLD:
            title = f"{title} · {age_said(place.age)}"
        opacity = symbol.opacity * OPACITY[place.level]
        return replace(symbol, title=title, opacity=opacity, ring=place.accuracy or 0.0)


def _worn(place: Standing | None) -> tuple[str, str]:
    """Return how a position looks at its age: its level, and the words that stand beside it."""
    if place is None:
        return "", ""
    return place.level, age_said(place.age) if place.level in OLD else ""


def standing_at(table: Table, places: Places, frame: LocalFrame) -> Table:
    """Return records where their carriers were seen, with when that was and how good it is; the others stay where they are."""
    row_of = {int(id): n for n, id in enumerate(places.carrier)}
    pairs = [(row, row_of[id]) for row, id in enumerate(table.ids.tolist()) if id in row_of]
    if not pairs:
        return table
    rows, of = (np.array(column, np.int64) for column in zip(*pairs, strict=True))
    at, up, columns = table.at.copy(), table.up.copy(), dict(table.columns)
    east, north = frame.to_local(places.lon[of], places.lat[of])
    at[rows], up[rows] = np.column_stack([east, north]), np.nan
    seen, accuracy = columns["seen_at"], columns["accuracy"]
    assert isinstance(seen, Coded)
    times = [seen.value(row) for row in range(len(table))]
    for row, n in pairs:
        times[row] = format_utc(datetime.fromtimestamp(float(places.at[n]), UTC))
    metres = np.full(len(table), np.nan) if isinstance(accuracy, Coded) else np.array(accuracy, float)
    metres[rows] = places.accuracy[of]
    columns |= {"seen_at": column_of(times, numbers=False), "accuracy": metres}
    return replace(table, columns=columns, at=at, up=up)
