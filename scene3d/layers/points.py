"""Layers of symbols: whatever stands at a point, by itself or at its building; a million of them too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from data.insight.layers import layer_query
from data.kinds import Field, Kind
from data.kinds.values import show
from data.layers.columns import Coded
from data.records import ChangeSet
from data.workspace import LayerState
from scene3d.camera import Projection
from scene3d.layers.base import Layer
from scene3d.layers.drawn import Drawn, Face, draw, redraw
from scene3d.layers.host import Ground
from scene3d.layers.looks import fields_looked_at, looks
from scene3d.layers.table import Rise, Table, Wanted, joined, read_table, storeys_up
from scene3d.overlay.items import Symbol

LIVE = 2_000  # records: more changes at once are read as a whole
ORDERED = 40.0  # more than any state of a record counts
GARBAGE = 0.5  # of the rows may be of records that have changed since
FACE_ONLY = ("opacity", "colour", "name", "group", "order")


class PointLayer(Layer):
    """Pins, clustered with counts where they would lie on each other."""

    rise: Rise = staticmethod(storeys_up)
    more_fields: tuple[str, ...] = ()

    def __init__(self, *of: Any) -> None:
        super().__init__(*of)
        self.drawn: Drawn | None = None
        self._stale = True  # what was read is not what is there any more
        self._outrun = False  # nor will be what is being read
        self._reading = False
        self._moved: set[int] = set()  # records that changed since
        self._face: Face | None = None
        self._looked_for: tuple[Drawn | None, int, bool] = None, 0, False

    # Reading

    def _wanted(self) -> Wanted:
        state = self.state
        query = replace(layer_query(self.kind, state, self.host.workspace.period), placed=False)
        label = (self._label(),) if state.labelled and self._label() else ()
        return Wanted(query, tuple(dict.fromkeys((*fields_looked_at(self.kind, state), *label, *self.more_fields))))

    def _label(self) -> str:
        name = self.state.label or (self.kind.layer.label if self.kind.layer else "")
        return name if name in self.kind.fields and self.kind.fields[name].sensitivity == "open" else ""

    def work(self) -> Callable[[], Drawn]:
        """Read the records, unless they are known, and put them on the town as the layer's style says."""
        host, kind, state, wanted = self.host, self.kind, self.state, self._wanted()
        known = self.drawn.table if self.drawn is not None and not self._stale else None
        if known is not None and (known.wanted != wanted or known.mixed):
            known = None
        ground, theme = host.ground(), host.workspace.theme
        self._reading, self._outrun, self._moved = True, False, set()

        def stand() -> Drawn:
            table = known if known is not None else self.read(wanted, ground)
            return draw(table, looks(kind, state, table.columns, host.station.clock.now(), theme))

        return stand

    def read(self, wanted: Wanted, ground: Ground, ids: tuple[int, ...] = ()) -> Table:
        """Read all records, or those of ``ids``; called on a reader's thread."""
        return read_table(self.host.station, wanted, ground, self.rise, ids)

    def show(self, found: Any) -> None:
        """Keep what was read; pins are made when they are first seen."""
        self.drawn, self._face = found or None, None
        self._stale, self._reading = self._outrun or not found, False
        self.host.redraw()
        if self._moved:
            self._soon.start()

    def town_changed(self) -> None:
        """Stand on the new town."""
        self._grow_stale()
        super().town_changed()

    def _restyled(self, before: LayerState, state: LayerState) -> None:
        """Only what all symbols have in common changed: nothing is read or sorted."""
        if replace(before, **{name: getattr(state, name) for name in FACE_ONLY}) == state and self.drawn is not None:
            self._face = None
            self.host.redraw()
        else:
            self.refresh()

    # Changes of few records

    def changed(self, change: ChangeSet) -> None:
        """Follow a change set: few records are moved where they are, of many all are read again."""
        if not change.kinds & self.sources:
            return
        if change.kinds & self.sources == {self.kind.name} and 0 < len(change.changes) <= LIVE:
            self._moved |= {c.id for c in change.touching(self.kind.name)}
        else:
            self._grow_stale()
        self.refresh_soon()

    def _grow_stale(self) -> None:
        """Let all be read again, also where something is being read: it may be of the moment before."""
        self._stale = self._outrun = True

    def refresh(self) -> None:
        """Read again; few changes come into what is drawn without anything being read or sorted anew."""
        if self._moved and self.drawn is not None and self._can_follow(self.drawn):
            self._follow(self.drawn)
            return
        self._stale = self._stale or bool(self._moved)
        super().refresh()

    def _can_follow(self, drawn: Drawn) -> bool:
        ready = self.visible and not self._closed and not self._stale and not self._reading
        return ready and drawn.table.wanted == self._wanted() and len(drawn.table) * GARBAGE < len(drawn.tree) + LIVE

    def _follow(self, drawn: Drawn) -> None:
        host, kind, state = self.host, self.kind, self.state
        ground, theme, moved = host.ground(), host.workspace.theme, frozenset(self._moved)
        self._reading, self._moved = True, set()

        def follow() -> Drawn:
            table = joined(drawn.table, self.read(drawn.table.wanted, ground, tuple(sorted(moved))))
            return redraw(drawn, table, looks(kind, state, table.columns, host.station.clock.now(), theme), moved)

        host.workers.read(self.topic, follow, self.show)

    # What is shown

    def holds(self, id: int) -> bool:
        """Whether a record is among the pins, also where one with a count stands for it."""
        if not self.visible or self.drawn is None:
            return False
        if self._looked_for[:2] != (self.drawn, id):  # asked for with every picture, of a million records too
            self._looked_for = self.drawn, id, bool((self.drawn.tree.ids == id).any())
        return self._looked_for[2]

    def symbols(self, projection: Projection, scale: float = 1.0) -> tuple[Symbol, ...]:
        """Return the pins."""
        if self.drawn is None or not self.visible:
            return ()
        if self._face is None:
            self._face = self._make_face()
        return self.drawn.symbols(projection, scale, self._face, self.host.ground())

    def _make_face(self) -> Face:
        layer, state = self.kind.layer, self.state
        label = self.kind.fields[self._label()] if state.labelled and self._label() else None
        words = _none if label is None else partial(_words, label, self.host.station.zone)
        glyph, symbol = (layer.glyph, layer.symbol) if layer else ("?", "")
        return Face(self.kind.name, glyph, symbol, self.colour, state.opacity, above(state, self.kind), words)


def above(state: LayerState, kind: Kind) -> float:
    """Return how much a layer's place in the list adds to the importance of its symbols; what a person has ordered counts most."""
    if state.order is None or state.own:
        return (100.0 - state.drawn_at(kind)) / 100
    return ORDERED * (100.0 - state.order)


def _none(_table: Table, _row: int) -> str:
    return ""


def _words(field: Field, zone: str, table: Table, row: int) -> str:
    """Return what a field says of one record."""
    column = table.columns.get(field.name)
    if column is None:
        return ""
    if isinstance(column, Coded):
        return show(field, column.value(row), zone=zone)
    value = float(column[row])
    if np.isnan(value):
        return ""
    return show(field, int(value) if field.type == "int" else value, zone=zone)
