"""The station's roads as a network: shortest ways in metres, on foot or by car, for measuring and for dispatch."""

from __future__ import annotations

import threading

import numpy as np

from data.query import Query
from data.store.kept import KeptByStation
from data.store.station import Station
from data.town.load import ROAD_WIDTHS
from data.town.model import Ids
from data.town.network_build import Bools, Edges, cut_at_crossings
from data.town.network_side import OnEdge, Reach, Route, Side
from data.town.shapes import local_shapes

__all__ = ["Network", "OnEdge", "Reach", "Route", "Side", "network_of", "read_network"]

MODES = ("walk", "drive")
# What each mode keeps to; rails and ferries carry neither.
CLASSES = {
    "walk": frozenset({"major_road", "minor_road", "path", "other"}),
    "drive": frozenset({"highway", "major_road", "minor_road", "other"}),
}
MOST_OFF = 150.0  # metres from a point to another road than the nearest one


class Network:
    """Nodes at crossings and ends, edges with lengths; what may be gone which way is asked by mode.

    One-way roads hold for cars only.
    """

    def __init__(self, edges: Edges, ids: Ids, classes: list[str], oneway: Bools) -> None:
        self.edges, self.ids, self.classes = edges, ids, classes
        self.oneway = np.asarray(oneway, dtype=bool)
        self._sides: dict[str, Side] = {}
        self._lock = threading.Lock()

    def side(self, mode: str) -> Side:
        """Return what the network is in one of `MODES`."""
        with self._lock:
            if mode not in self._sides:
                self._sides[mode] = self._side(mode)
            return self._sides[mode]

    def _side(self, mode: str) -> Side:
        usable = np.array([c in CLASSES[mode] for c in self.classes], dtype=bool)[self.edges.roads]
        return Side(self.edges, self.ids, usable, ~self.oneway[self.edges.roads] | (mode == "walk"))

    def snap(self, point: tuple[float, float], mode: str = "walk", *, main: bool = False) -> OnEdge | None:
        """Return the nearest place on a road for a point in local metres; ``main`` keeps to the largest connected part."""
        return self.side(mode).snap(point, main=main)

    def reach(self, point: tuple[float, float], mode: str = "walk", *, limit: float = np.inf, back: bool = False,
              main: bool = False) -> Reach | None:  # fmt: skip
        """Return the ways from a point to everywhere within a limit in metres, or with ``back`` from everywhere to it."""
        start = self.snap(point, mode, main=main)
        return None if start is None else Reach(self.side(mode), point, [start], limit, back)

    def route(self, start: tuple[float, float], end: tuple[float, float], mode: str = "walk") -> Route | None:
        """Return the shortest way between two points in local metres; None where no road leads from one to the other.

        A point whose nearest road is cut off from the rest is brought to the largest connected part instead.
        """
        for main in (False, True):
            reach = self.reach(start, mode, main=main)
            found = reach.to(end, main=main) if reach is not None else None
            if found is not None and (not main or max(found.before, found.after) <= MOST_OFF):
                return found
        return None


def read_network(station: Station) -> Network:
    """Return the network of the station's roads as they are now, tunnels and bridges included, in metres of its frame."""
    fields = ("id", "geometry", "class", "width", "oneway", "tunnel", "bridge", "level")
    columns = station.columns(Query("road"), fields)
    lines = local_shapes(station.frame, columns["geometry"])
    there = np.array([line is not None for line in lines], dtype=bool)
    rows = np.flatnonzero(there)
    said = zip(columns["level"], columns["bridge"], columns["tunnel"], strict=True)
    level = np.array([_level(*of) for of in said], dtype=float)
    classes = [columns["class"][row] or "other" for row in rows]
    usual = [ROAD_WIDTHS.get(c, ROAD_WIDTHS["other"]) for c in classes]
    width = np.array([columns["width"][row] or wide for row, wide in zip(rows, usual, strict=True)], dtype=float)
    return Network(
        cut_at_crossings(lines[rows], level[rows], width),
        np.array(columns["id"], dtype=np.int64)[rows],
        classes,
        np.array([bool(one) for one in columns["oneway"]], dtype=bool)[rows],
    )


def _level(level: int | None, bridge: bool | None, tunnel: bool | None) -> float:
    if level is not None:
        return float(level)
    return 1.0 if bridge else -1.0 if tunnel else 0.0


_networks = KeptByStation({"road"}, read_network)


def network_of(station: Station) -> Network:
    """Return the network of a station; the same one as long as its roads do not change. Takes a while the first time."""
    return _networks.of(station)
