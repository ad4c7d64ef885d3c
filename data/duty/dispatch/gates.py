"""Gates and barriers on the roads: which edges they stand on, who may pass at an hour, and how long they hold up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from data.duty.dispatch.hours import Hours, parse_hours
from data.duty.dispatch.speeds import GATE
from data.errors import InvalidValue
from data.query import Query
from data.store.station import Station
from data.town.model import Floats
from data.town.network_build import Edges, Longs
from data.town.network_split import split
from data.town.shapes import local_shapes

NEAR = 12.0  # metres from a gate that is a point to the road that it stands on
# Who is let through, by what a gate or road says.
LETS = {
    "all": frozenset({"car", "motorcycle", "bicycle", "foot"}),
    "light": frozenset({"motorcycle", "bicycle", "foot"}),
    "foot": frozenset({"foot"}),
    "nobody": frozenset[str](),
}


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate as its record says. ``hours`` None is always open; ``faulty`` when its hours could not be read: taken as open."""

    id: int
    name: str
    passes: str = "all"
    hours: Hours | None = None
    after_hours: str = "nobody"
    for_forces: bool = True
    wait: float = GATE
    faulty: bool = False

    def delay(self, mode: str, local: datetime, *, force: bool = True) -> float:
        """Return the seconds that it holds up: none while it is open, infinite where it lets nobody through this way.

        ``force`` is for those on duty, for whom it is opened.
        """
        if mode not in LETS[self.passes]:
            return np.inf
        if self.hours is None or self.hours.open_at(local) or mode in LETS[self.after_hours]:
            return 0.0
        return self.wait if force and self.for_forces else np.inf


@dataclass(frozen=True, slots=True, eq=False)
class Gates:
    """Gates where they stand: row of the gate and its node, one pair for each road that it closes."""

    gates: tuple[Gate, ...] = ()
    row: Longs = field(default_factory=lambda: np.zeros(0, np.int64))
    node: Longs = field(default_factory=lambda: np.zeros(0, np.int64))

    def delays(self, mode: str, local: datetime, *, force: bool = True) -> Floats:
        """Return how long each of the nodes holds up."""
        each = np.array([gate.delay(mode, local, force=force) for gate in self.gates])
        return each[self.row] if len(self.row) else np.zeros(0)


def read_gates(station: Station, edges: Edges) -> tuple[Edges, Gates]:
    """Return the edges cut at the station's gates, and the gates on them. A gate far from every road closes none."""
    fields = ("id", "name", "geometry", "passes", "hours", "after_hours", "for_forces", "wait")
    columns = station.columns(Query("gate"), fields)
    gates = tuple(_gate(*row) for row in zip(*(columns[name] for name in fields), strict=True))
    shapes = local_shapes(station.frame, columns["geometry"])
    return place_gates(edges, gates, list(shapes))


def place_gates(edges: Edges, gates: Sequence[Gate], shapes: Sequence[BaseGeometry | None]) -> tuple[Edges, Gates]:
    """Return the edges cut at gates (points, or lines across roads, in local metres), and the gates on them."""
    if not len(edges.lines) or not gates:
        return edges, Gates(tuple(gates))
    tree = shapely.STRtree(edges.lines)
    rows: list[int] = []
    numbers: list[int] = []
    along: list[float] = []
    for row, shape in enumerate(shapes):
        for edge, at in _stands(edges, tree, shape):
            rows.append(row)
            numbers.append(edge)
            along.append(at)
    cut, nodes = split(edges, np.array(numbers, np.int64), np.array(along, float))
    return cut, Gates(tuple(gates), np.array(rows, np.int64), nodes)


def _stands(edges: Edges, tree: shapely.STRtree, shape: BaseGeometry | None) -> list[tuple[int, float]]:
    """Return the edges that a gate closes, and where along each."""
    if shape is None or shape.is_empty:
        return []
    if shape.geom_type == "Point":
        found = tree.query_nearest(shape, max_distance=NEAR, all_matches=False)
        return [(int(e), float(edges.lines[e].project(shape))) for e in found]
    crossed = tree.query(shape, predicate="intersects")
    return [(int(e), float(edges.lines[e].project(edges.lines[e].intersection(shape).representative_point()))) for e in crossed]


def _gate(id: int, name: str | None, _: object, passes: str | None, hours: str | None, after: str | None,
          for_forces: bool | None, wait: int | None) -> Gate:  # fmt: skip
    faulty, read = False, None
    try:
        read = parse_hours(hours or "")
    except InvalidValue:
        faulty = True
    opened = True if for_forces is None else bool(for_forces)
    return Gate(id, name or "", passes or "all", read, after or "nobody", opened, float(GATE if wait is None else wait), faulty)
