"""Measuring along roads: the shortest way over the station's network, on foot or by car, from point to point."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from data.i18n import mark, tr
from data.town.lengths import length_words
from data.town.network import Network, Reach, Route, network_of
from data.workspace import ToolAct
from scene3d.tools.base import ToolHost
from scene3d.tools.marks import Handle, Line, Mark, Word
from scene3d.tools.measures import Measure

Floats = npt.NDArray[np.float64]
Leg = tuple[float, float, float, float, str]  # from, to (east, north) and the mode


class AlongRoads(Measure):
    """Legs between points follow the roads; they are worked out in the background and kept while their ends stay."""

    name, title = "measure_road", mark("沿路量距")
    surface = "ground"

    def __init__(self, host: ToolHost, mode: str = "walk") -> None:
        super().__init__(host)
        self.mode = mode
        self._network: Network | None = None
        self._legs: dict[Leg, Route | None] = {}
        self._reach: Reach | None = None  # from the last point, for the way to the pointer
        host.workers.read("network", lambda: network_of(host.station), self._take_network)

    def _take_network(self, network: Network) -> None:
        self._network = network
        self._work_out()
        self.host.changed()

    # Working out

    def changed(self) -> None:
        """Points changed: work the legs out anew."""
        self._work_out()

    def _work_out(self) -> None:
        network, mode = self._network, self.mode
        wanted = self._wanted()
        self._legs = {leg: self._legs[leg] for leg in wanted if leg in self._legs}
        missing = [leg for leg in wanted if leg not in self._legs]
        if network is None:
            return
        if missing:
            self.host.workers.read("legs", lambda: _routes(network, missing), self._take_legs)
        self._reach = None
        if self.drawing:
            last = (float(self.points[-1][0]), float(self.points[-1][1]))
            self.host.workers.read("reach", lambda: network.reach(last, mode), self._take_reach)

    def _wanted(self) -> list[Leg]:
        flat = [(float(p[0]), float(p[1])) for p in self.points]
        return [(*a, *b, self.mode) for a, b in pairwise(flat)]

    def _take_legs(self, found: dict[Leg, Route | None]) -> None:
        wanted = set(self._wanted())
        self._legs.update({leg: route for leg, route in found.items() if leg in wanted})
        self.host.changed()

    def _take_reach(self, reach: Reach | None) -> None:
        self._reach = reach
        self.host.changed()

    def act(self, id: str) -> None:
        """Change between on foot and by car, or keep the measure."""
        if id in ("walk", "drive"):
            self.mode = id
            self._work_out()
            self.host.changed()
        else:
            super().act(id)

    def acts(self) -> tuple[ToolAct, ...]:
        """On foot or by car; a way that is known can be kept."""
        modes = (ToolAct("walk", tr("步行"), self.mode == "walk"), ToolAct("drive", tr("驾车"), self.mode == "drive"))
        return (*modes, *(super().acts() if all(self._routes()) else ()))

    # What is known

    def _routes(self) -> list[Route | None]:
        return [self._legs.get(leg) for leg in self._wanted()]

    def _ahead(self) -> Route | None:
        """Return the way to the pointer."""
        if self.over is None or not self.drawing or self._reach is None:
            return None
        return self._reach.to((float(self.over[0]), float(self.over[1])))

    def reading(self) -> str:
        """Tell the metres on roads, and those from and to the road where they count."""
        legs = self._wanted()
        if any(leg in self._legs and self._legs[leg] is None for leg in legs):
            return tr("有一段没有路相通")
        if any(leg not in self._legs for leg in legs):
            return tr("正在找路…")
        routes = [r for r in [*self._routes(), self._ahead()] if r is not None]
        if not routes:
            return ""
        return tr("沿路 {length}，连同离路 {whole}", length=length_words(sum(r.length for r in routes)),
                  whole=length_words(sum(r.whole for r in routes)))  # fmt: skip

    def geometry(self) -> BaseGeometry:
        """Return the way on the plan."""
        return shapely.LineString(np.vstack([r.line for r in self._routes() if r is not None]))

    # What it shows

    def marks(self) -> Sequence[Mark]:
        """Return the ways, straight dashes where none is known, handles and lengths."""
        found: list[Mark] = []
        for (a, b), route in zip(pairwise(self.points), self._routes(), strict=True):
            found += self._way(route) if route is not None else [Line(np.array([a, b]), "quiet", 1.6, dashed=True)]
        ahead = self._ahead()
        if ahead is not None:
            found += self._way(ahead)
        elif self.over is not None and self.drawing:
            found.append(Line(np.array([self.points[-1], self.over]), "quiet", 1.6, dashed=True))
        found += [Handle(p, "corner", i in (self._lit, self._held)) for i, p in enumerate(self.points)]
        return found

    def _way(self, route: Route) -> list[Mark]:
        """Return a way: whole on the road, dashed where it leaves it, with its length in the middle."""
        line = np.column_stack([route.line, np.zeros(len(route.line))])
        first, last = (1 if route.before > 0.5 else 0), (len(line) - 1 if route.after > 0.5 else len(line))
        road = line[first:last]
        found: list[Mark] = [Line(line[:2], "quiet", 1.6, dashed=True)] if first else []
        if last < len(line):
            found.append(Line(line[-2:], "quiet", 1.6, dashed=True))
        if len(road) < 2:
            return found
        middle = shapely.get_coordinates(shapely.line_interpolate_point(shapely.LineString(road[:, :2]), 0.5, normalized=True))[0]
        return [*found, Line(road, "accent", 4.0), Word(length_words(route.length), np.array([*middle, 0.0]), plate=True)]


def _routes(network: Network, legs: Sequence[Leg]) -> dict[Leg, Route | None]:
    return {leg: network.route(leg[:2], leg[2:4], leg[4]) for leg in legs}
