"""Grids and who is free in them: one without a free force is seen at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from data.duty.forces.roster import ForceNow, roster
from data.i18n import tr
from data.query import Query
from data.store import Station


@dataclass(frozen=True, slots=True)
class GridNow:
    """A grid and the forces in it now.

    ``free`` counts who is free and stands in it by a position not older than ten minutes, ``unsure`` who is free and belongs to
    it but whose position is too old or missing, ``on_duty`` all on duty in it or, without a position, belonging to it.
    """

    id: int
    name: str
    free: int
    unsure: int
    on_duty: int

    @property
    def state(self) -> str:
        """"covered", "unsure" (only forces whose place is not known), or "bare" (nobody free)."""
        return "covered" if self.free else "unsure" if self.unsure else "bare"

    @property
    def said(self) -> str:
        """The state in words."""
        if self.free:
            return tr("可派 {free} 人，在岗 {on} 人", free=self.free, on=self.on_duty)
        if self.unsure:
            return tr("可派 {n} 人但位置不明", n=self.unsure)
        return tr("没有可派力量，在岗 {on} 人", on=self.on_duty) if self.on_duty else tr("无人在岗")


def grids_now(station: Station, forces: Sequence[ForceNow] | None = None) -> list[GridNow]:
    """Return each grid with its forces, by name; ``forces`` spares reading those on duty again."""
    on_duty = [f for f in (roster(station, on_duty=True) if forces is None else forces) if f.on_duty]
    rows = station.columns(Query("grid", order=("name",)), ("id", "name", "geometry"))
    where = grid_of_each(rows["id"], rows["geometry"], on_duty)
    return [_grid(id, str(name or ""), [(f, at) for f, at in zip(on_duty, where, strict=True)]) for id, name in
            zip(rows["id"], rows["name"], strict=True)]  # fmt: skip


def bare_grids(station: Station, forces: Sequence[ForceNow] | None = None) -> list[GridNow]:
    """Return the grids in which nobody is free, not even somebody whose place is not known."""
    return [g for g in grids_now(station, forces) if g.state == "bare"]


def grid_of_each(ids: Sequence[int], shapes: Sequence[Any], forces: Sequence[ForceNow]) -> list[int | None]:
    """Return the grid in which each force stands by a position that still counts, None where no such position is known."""
    shaped = [(id, s) for id, s in zip(ids, shapes, strict=True) if s is not None]
    found: list[int | None] = [None] * len(forces)
    placed = [n for n, f in enumerate(forces) if f.standing.usable]
    if not shaped or not placed:
        return found
    points = shapely.points(np.array([(forces[n].standing.lon, forces[n].standing.lat) for n in placed], dtype=float))
    tree = shapely.STRtree([s for _, s in shaped])
    for at, grid in zip(*tree.query(points, predicate="intersects").tolist(), strict=True):
        found[placed[at]] = found[placed[at]] or shaped[grid][0]
    return found


def _grid(id: int, name: str, forces: Sequence[tuple[ForceNow, int | None]]) -> GridNow:
    inside = [f for f, at in forces if at == id]
    belong = [f for f, _ in forces if f.grid == id and not f.standing.usable]
    return GridNow(id, name, sum(f.free for f in inside), sum(f.free for f in belong), len(inside) + len(belong))
