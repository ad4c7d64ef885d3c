"""The values of stored records, fetched when they are asked for: a million records do not fit where their ids do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from data.exchange.tables.hashed import Numbers
from data.kinds.model import Kind
from data.query import Query, Where
from data.store.station import Station

PIECE = 5_000  # records read at a time: one long answer would keep other threads waiting
MOST = 20_000  # records held at a time


class Held:
    """Some fields of the records of a kind, as they are stored when they are fetched."""

    def __init__(self, station: Station, kind: Kind, names: Sequence[str]) -> None:
        self._station = station
        self._kind = kind
        self._names = tuple(names)
        self._place = {n: i for i, n in enumerate(self._names)}
        self._rows: dict[int, tuple[Any, ...]] = {}
        self._nothing = (None,) * len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._place

    def pieces(self) -> Iterator[tuple[Numbers, dict[str, list[Any]]]]:
        """Yield ids and columns of all records, some thousand at a time, in the order of their ids."""
        last = 0
        while True:
            query = Query(self._kind.name, (Where("id", ">", last),), limit=PIECE)
            columns = self._station.columns(query, ["id", *self._names])
            ids = columns.pop("id")
            if ids:
                yield np.array(ids, np.int64), columns
            if len(ids) < PIECE:
                return
            last = ids[-1]

    def fetch(self, ids: Iterable[int]) -> None:
        """Have the values of these records at hand."""
        wanted = set(ids)
        lacking = wanted.difference(self._rows)
        if not lacking:
            return
        if len(self._rows) + len(lacking) > MOST:
            self._rows = {id: row for id, row in self._rows.items() if id in wanted}
        query = Query(self._kind.name, (Where("id", "in", tuple(sorted(lacking))),))
        columns = self._station.columns(query, ["id", *self._names])
        rows = zip(*(columns[n] for n in self._names), strict=True) if self._names else (() for _ in columns["id"])
        self._rows.update(zip(columns["id"], rows, strict=True))

    def value(self, id: int, name: str) -> Any:
        """Return a value; None where the record has none, or is gone by now."""
        if id not in self._rows:
            self.fetch((id,))
        return self._rows.get(id, self._nothing)[self._place[name]]

    def columns(self, ids: Sequence[int], names: Sequence[str]) -> list[list[Any]]:
        """Return columns of the records of these ids, of which an id that is no record's has None."""
        self.fetch(id for id in ids if id > 0)
        rows = [self._rows.get(id, self._nothing) for id in ids]
        return [[row[self._place[n]] for row in rows] for n in names]
