"""A column of cells read at once: equal cells once, and what plainly is as it is kept not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from data.exchange.tables.cells import Reader, RowValues
from data.exchange.tables.damaged import Watched
from data.exchange.tables.table import Cell
from data.exchange.tables.targets import Target
from data.store import plainly

WRONG = object()  # stands where a cell has a fault
MOST_KNOWN = 200_000  # different cells remembered of one column and type
NOTHING = type(None)


class ColumnReader:
    """Reads one column; ``reader`` is the one that reads it row by row, so that both ways give the same."""

    def __init__(self, index: int, target: Target, reader: Reader) -> None:
        self.index = index
        self.target = target
        self._reader = reader
        self._known: dict[type, dict[Any, Any]] = {}
        assert target.field is not None
        # Codes may be damaged though they look well.
        digits = isinstance(reader, Watched) and (target.field.type == "text" or reader.rounded)
        self._plain_type = "" if digits else target.field.type

    def read(self, cells: Sequence[Cell]) -> tuple[list[Any], bool]:
        """Return the values of cells, `WRONG` where there is a fault and None where nothing is said; and whether any is wrong."""
        types = {t for t in set(map(type, cells)) if t is not NOTHING}
        looks: dict[type, Callable[[Any, Any], Any]] = {}
        wrong = False
        for each in types:
            some = set(cells if len(types) == 1 else (c for c in cells if type(c) is each))
            some.discard(None)
            known, bad = self._learn(each, some)
            looks[each], wrong = known.get, wrong or bad
        if not types:
            return [None] * len(cells), False
        if len(types) > 1:
            return [None if c is None else looks[type(c)](c, c) for c in cells], wrong
        only = next(iter(types))
        if not self._known[only]:
            return list(cells), False
        look = looks[only]
        return [look(c, c) for c in cells], wrong

    def _learn(self, type: type, cells: set[Any]) -> tuple[dict[Any, Any], bool]:
        """Return what cells of a type are read as, those left out that are read as they are; and whether one of these is wrong."""
        known = self._known.setdefault(type, {})
        if len(known) > MOST_KNOWN:
            known.clear()
        fresh = [c for c in cells if c not in known] if known else list(cells)
        for cell in self._odd(type, fresh):
            known[cell] = self._one(cell)
        return known, bool(known) and WRONG in map(known.get, cells)

    def _odd(self, type: type, cells: list[Any]) -> Iterable[Any]:
        """Return the cells that must be looked at one by one."""
        if type is not str or not self._plain_type:
            return cells
        if plainly.all_right(self._plain_type, cells):
            return ()
        right = plainly.right(self._plain_type, cells)
        return cells if right is None else [c for c, good in zip(cells, right, strict=True) if not good]

    def _one(self, cell: Cell) -> Any:
        said = RowValues(0)
        self._reader(said, cell)
        if said.faults:
            return WRONG
        return next(iter((said.residence or said.values).values()), None)
