"""Who answers for a place: the keeper of the grid that a building or a point lies in."""

from __future__ import annotations

from functools import cached_property

import shapely

from data.query import Query
from data.records import Record
from data.store import Station


class Keepers:
    """The keepers of the grids, looked up by record; read once."""

    def __init__(self, station: Station) -> None:
        self._station = station

    @cached_property
    def _grids(self) -> tuple[shapely.STRtree, list[int], dict[int, int | None]]:
        columns = self._station.columns(Query("grid"), ("id", "keeper", "geometry"))
        rows = [i for i, shape in enumerate(columns["geometry"]) if shape is not None]
        tree = shapely.STRtree([columns["geometry"][i] for i in rows])
        return tree, [columns["id"][i] for i in rows], dict(zip(columns["id"], columns["keeper"], strict=True))

    @cached_property
    def _by_building(self) -> dict[int, int]:
        columns = self._station.columns(Query("building"), ("id", "grid"))
        return {b: g for b, g in zip(columns["id"], columns["grid"], strict=True) if g}

    def grid_of(self, record: Record) -> int | None:
        """Return the grid that a placed record belongs to: its own, its building's, or the one around its point."""
        if record.values.get("grid"):
            return int(record["grid"])
        place = record.place
        building = record.id if record.kind == "building" else record["building"] or (place.building if place else None)
        if building in self._by_building:
            return self._by_building[building]
        return self.grid_at(place.lon, place.lat) if place and place.lon is not None and place.lat is not None else None

    def grid_at(self, lon: float, lat: float) -> int | None:
        """Return the grid around a point in degrees."""
        tree, ids, _ = self._grids
        found = tree.query(shapely.Point(lon, lat), predicate="within")
        return ids[int(min(found))] if len(found) else None

    def of(self, record: Record) -> int | None:
        """Return the keeper of the grid that a placed record belongs to."""
        grid = self.grid_of(record)
        return self.of_grid(grid)

    def of_grid(self, grid: int | None) -> int | None:
        """Return the keeper of a grid."""
        keeper = self._grids[2].get(grid) if grid else None
        return int(keeper) if keeper else None
