"""How very many records look, worked out once for each way of looking: by state, by sign, by the layer's rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
import numpy.typing as npt

from data.kinds import Kind
from data.layers.columns import Coded, Column
from data.layers.rule import OTHER, StyleClass
from data.layers.state import LayerState
from data.records import Record
from scene3d.layers.states import Shown, fields_of, shown

Whole = npt.NDArray[np.int64]
MOST_WAYS = 100_000  # combinations that are counted instead of sorted


@dataclass(frozen=True, slots=True)
class Looks:
    """The look of row i is ``palette[numbers[i]]``; ``hidden`` rows are not shown at all."""

    numbers: npt.NDArray[np.int32]
    palette: tuple[Shown, ...]
    hidden: npt.NDArray[np.bool_]

    @property
    def priority(self) -> npt.NDArray[np.float32]:
        """How important each row is."""
        table = np.array([s.priority for s in self.palette], np.float32)
        return table[self.numbers] if len(table) else np.zeros(len(self.numbers), np.float32)


def fields_looked_at(kind: Kind, state: LayerState) -> tuple[str, ...]:
    """Return the fields that must be read to know how records look."""
    sign = (kind.layer.sign,) if kind.layer and kind.layer.sign else ()
    rule = (state.rule.field,) if state.rule else ()
    return tuple(dict.fromkeys((*fields_of(kind), *sign, *rule)))


def looks(kind: Kind, state: LayerState, columns: Mapping[str, Column], now: datetime, theme: str) -> Looks:
    """Return the looks of all rows; columns are those of `fields_looked_at`."""
    names = fields_of(kind)
    sign = kind.layer.sign if kind.layer else ""
    coded = {n: _coded(columns[n]) for n in dict.fromkeys((*names, *((sign,) if sign else ())))}
    rows = len(columns["id"])
    classes = state.rule.classify(columns[state.rule.field]) if state.rule else np.full(rows, OTHER, np.int32)
    parts = [(c.codes.astype(np.int64) + 1, len(c.values) + 1) for c in coded.values()]
    parts.append((classes.astype(np.int64) + 1, len(state.rule.classes) + 1 if state.rule else 1))
    numbers, firsts = _ways(parts, rows)
    palette, shown_ones = [], []
    for row in firsts.tolist():
        values = {n: c.value(row) for n, c in coded.items()}
        own = shown(Record(kind.name, 0, values), kind, now, theme)
        of = state.rule.look(int(classes[row])) if state.rule else StyleClass()
        choice = kind.field(sign).choice(values[sign]) if sign else None
        symbol = of.symbol or state.symbol or (choice.symbol if choice else "")
        small = own.small and not of.colour
        size = round(of.size * state.size, 2)
        palette.append(replace(own, colour=of.colour or own.colour, symbol=symbol, size=size, small=small))
        shown_ones.append(of.shown)
    hidden = ~np.array(shown_ones, bool)[numbers] if rows else np.zeros(0, bool)
    return Looks(numbers, tuple(palette), hidden)


def _coded(column: Column) -> Coded:
    if isinstance(column, Coded):
        return column
    values, codes = np.unique(column, return_inverse=True)
    known = int(np.isfinite(values).sum())
    return Coded(np.where(codes < known, codes, -1).astype(np.int32), tuple(values[:known].tolist()))


def _ways(parts: list[tuple[Whole, int]], rows: int) -> tuple[npt.NDArray[np.int32], Whole]:
    """Number the combinations that occur; return the number of each row, and the first row of each combination."""
    whole, size = np.zeros(rows, np.int64), 1
    for codes, radix in parts:
        whole, size = whole * radix + codes, size * radix
    if size > MOST_WAYS:
        _, firsts, numbers = np.unique(whole, return_index=True, return_inverse=True)
        return numbers.astype(np.int32), firsts
    first = np.full(size, rows, np.int64)
    first[whole[::-1]] = np.arange(rows - 1, -1, -1)
    there = np.flatnonzero(first < rows)
    number = np.zeros(size, np.int32)
    number[there] = np.arange(len(there))
    return number[whole], first[there]
