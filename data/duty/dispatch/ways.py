"""The way of a force to a place: its line, when they are there, how far they are, and whether they have strayed from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
import shapely

from data.duty.dispatch.kept import travel_of
from data.duty.dispatch.speeds import climb
from data.duty.dispatch.travel import Travel
from data.duty.dispatch.words import distance_words, seconds_words
from data.i18n import tr
from data.store.station import Station
from data.town.model import Floats
from data.town.network_side import Route

OFF = 60.0  # metres from the line from which somebody has left it, or the accuracy of the position where that is worse
THERE = 40.0  # metres from the place at which somebody has arrived
LATE = 30.0  # seconds past the time told before it is said


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """A way that was worked out at a moment. ``line`` (n, 2) is in local metres, ``run`` the seconds at each of its points.

    ``seconds`` is the whole with the storeys at its end; ``roads`` are the names along it.
    """

    line: Floats
    run: Floats
    seconds: float
    metres: float
    mode: str
    began: datetime
    roads: tuple[str, ...] = ()

    @property
    def arrives(self) -> datetime:
        """When they are there, if nothing comes between."""
        return self.began + timedelta(seconds=self.seconds)

    @property
    def said(self) -> str:
        """Time, distance and the roads in words."""
        named = tr(" → ").join(self.roads[:6])
        said = tr("{time}，{distance}", time=seconds_words(self.seconds), distance=distance_words(self.metres))
        return tr("{way}：{roads}", way=said, roads=named) if named else said


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody is on a way: seconds and metres left, metres from the line, and what that means."""

    left: float
    metres: float
    off: float
    strayed: bool
    arrived: bool
    arrives: datetime

    @property
    def said(self) -> str:
        """What is left in words."""
        if self.arrived:
            return tr("已到")
        if self.strayed:
            return tr("偏离路线 {off}，正在重算", off=distance_words(self.off))
        return tr("还有 {time}（{distance}）", time=seconds_words(self.left), distance=distance_words(self.metres))


def way_to(station: Station, start: tuple[float, float], end: tuple[float, float], mode: str, *, now: datetime | None = None,
           storey: int | None = None, storeys: int | None = None) -> Way | None:  # fmt: skip
    """Return the quickest way between two places (longitude, latitude), None where there is none."""
    travel, moment = travel_of(station), now or station.clock.now()
    return find_way(travel, travel.local(*start), travel.local(*end), mode, moment, climb(storey, storeys))


def find_way(travel: Travel, start: tuple[float, float], end: tuple[float, float], mode: str, now: datetime,
             climb_seconds: float = 0.0) -> Way | None:  # fmt: skip
    """Return the quickest way between two places in local metres."""
    reach = travel.from_point(start, mode, now)
    route = travel.way(reach, end) if reach is not None else None
    return _way(travel, route, mode, now, climb_seconds) if route is not None else None


def _way(travel: Travel, route: Route, mode: str, now: datetime, climb_seconds: float) -> Way:
    line, run = (route.line, route.run) if len(route.line) > 1 else (np.vstack([route.line, route.line]), np.zeros(2))
    names = tuple(travel.road_names(route.roads))
    return Way(line, run, route.cost + climb_seconds, route.whole, mode, now, names)


def progress(way: Way, at: tuple[float, float], now: datetime, accuracy: float | None = None) -> Progress:
    """Return how far somebody is who stands at a place in local metres: time is told by the nearest point of the way.

    Who is off by more than `OFF` and more than their accuracy has strayed: find a new way from where they are.
    """
    line = shapely.LineString(way.line)
    here = shapely.Point(at)
    along, off = float(line.project(here)), float(line.distance(here))
    run = np.r_[0.0, np.cumsum(np.hypot(*np.diff(way.line, axis=0).T))]
    gone = float(np.interp(along, run, way.run))
    left, metres = way.seconds - gone, float(run[-1]) - along
    arrived = float(np.hypot(*(way.line[-1] - np.array(at)))) <= THERE
    strayed = not arrived and off > max(OFF, accuracy or 0.0)
    return Progress(left, metres, off, strayed, arrived, now if arrived else now + timedelta(seconds=left))


def countdown(arrives: datetime, now: datetime) -> str:
    """Return the time to an arrival in words: 还有 2 分 10 秒, or by how much it is past."""
    left = (arrives - now).total_seconds()
    if left >= 0:
        return tr("还有 {time}", time=seconds_words(left))
    return tr("应已到") if left > -LATE else tr("晚了 {time}", time=seconds_words(-left))
