"""The records of a layer as columns: read at once or followed change by change, with no record made of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.layers.columns import Coded, Column
from data.query import Query, Where
from data.store.station import Station
from scene3d.layers.host import Ground

Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]
Rise = Callable[[Mapping[str, Column], Ground], Floats]
PLACED = ("lon", "lat", "building", "storey")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a layer reads: the question and the columns beside the place."""

    query: Query
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Records that stand somewhere. ``at`` (n, 2) east and north in metres; ``up`` (n,) height, nan on whatever is there.

    ``mixed`` says that it holds rows of records as they were before too, which only what is drawn of it leaves out.
    """

    wanted: Wanted
    columns: Mapping[str, Column]
    at: Singles
    up: Singles
    mixed: bool = False

    def __len__(self) -> int:
        return len(self.at)

    @property
    def ids(self) -> npt.NDArray[np.int64]:
        """The records' ids."""
        return np.asarray(self.columns["id"]).astype(np.int64)


def storeys_up(columns: Mapping[str, Column], ground: Ground) -> Floats:
    """Return the height of the storey that each record stands on, nan where none is known."""
    building, storey = columns["building"], columns["storey"]
    assert not isinstance(building, Coded)
    assert not isinstance(storey, Coded)
    return ground.storeys(building, storey)


def read_table(station: Station, wanted: Wanted, ground: Ground, rise: Rise = storeys_up, ids: tuple[int, ...] = ()) -> Table:
    """Read all records, or those of ``ids``; called on a reader's thread."""
    query = wanted.query if not ids else Query(wanted.query.kind, (*wanted.query.where, Where("id", "in", ids)))
    columns = station.arrays(query, tuple(dict.fromkeys((*PLACED, *wanted.fields))))
    lon, lat = columns["lon"], columns["lat"]
    assert not isinstance(lon, Coded)
    assert not isinstance(lat, Coded)
    stands = np.flatnonzero(np.isfinite(lon) & np.isfinite(lat))
    if len(stands) < len(lon):
        columns = {n: _taken(c, stands) for n, c in columns.items()}
    east, north = station.frame.to_local(columns["lon"], columns["lat"])  # type: ignore[arg-type]
    at = np.column_stack([east, north]).astype(np.float32)
    return Table(wanted, columns, at, rise(columns, ground).astype(np.float32))


def joined(table: Table, more: Table) -> Table:
    """Return both tables as one."""
    columns = {n: _both(c, more.columns[n]) for n, c in table.columns.items()}
    return Table(table.wanted, columns, np.concatenate([table.at, more.at]), np.concatenate([table.up, more.up]), mixed=True)


def _taken(column: Column, rows: npt.NDArray[np.int64]) -> Column:
    return Coded(column.codes[rows], column.values) if isinstance(column, Coded) else column[rows]


def _both(a: Column, b: Column) -> Column:
    if isinstance(a, Coded) and isinstance(b, Coded):
        if a.values == b.values:
            return Coded(np.concatenate([a.codes, b.codes]), a.values)
        number = {v: i for i, v in enumerate(a.values)}
        codes = np.array([*(number.setdefault(v, len(number)) for v in b.values), -1], np.int32)
        return Coded(np.concatenate([a.codes, codes[b.codes]]), tuple(number))
    return np.concatenate([a, b])
