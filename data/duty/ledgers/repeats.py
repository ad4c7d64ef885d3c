"""Places with repeated accidents, found from cases that lie close together, counted by period, and named by the crossing.

Method: the cases of the chosen types within the last days that stand somewhere are grouped by complete linkage: two groups grow
together only while no two cases of them are more than `ACROSS` metres apart, so that a group is one place and not a whole street
(Sørensen 1948; scipy.cluster.hierarchy). A group of `LEAST` and more is a place with repeated accidents. It is named by the roads
that meet at the nearest crossing within `ACROSS` metres, and its cases are counted in the last 30 days, the 30 before, and in all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
from shapely.geometry import Point

from data.clock import format_utc, parse_utc
from data.duty.numbers import next_number
from data.i18n import tr
from data.query import Area, Query, Where
from data.store import Station

if TYPE_CHECKING:  # both take a while to load, and a start does not wait for them
    from data.town.network import Network

ACROSS = 60.0  # metres between the two farthest cases of one place
LEAST = 4  # cases
DAYS = 365
TYPES = ("traffic",)
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Repeated:
    """A place with repeated cases: its middle in degrees, its name, its cases (newest first) and how many in which period."""

    lon: float
    lat: float
    name: str
    cases: tuple[int, ...]
    last_30: int
    before_30: int
    total: int
    days: int

    @property
    def reason(self) -> str:
        """The counts in words."""
        return tr("{days} 天内 {total} 起，近 30 天 {last} 起，之前 30 天 {before} 起；{across} 米内归为一处，{least} 起以上列出。",
                  days=self.days, total=self.total, last=self.last_30, before=self.before_30, across=round(ACROSS),
                  least=LEAST)  # fmt: skip


def repeated_places(station: Station, *, days: int = DAYS, types: Sequence[str] = TYPES, least: int = LEAST) -> list[Repeated]:
    """Return the places with repeated cases, most in the last 30 days first, then most in all."""
    from data.town.network import network_of

    now = station.clock.now()
    since = format_utc(now - timedelta(days=days))
    query = Query("case", (Where("type", "in", tuple(types)), Where("reported_at", ">=", since)), order=("-reported_at",))
    columns = station.columns(query, ("id", "lon", "lat", "reported_at"))
    rows = [i for i, lon in enumerate(columns["lon"]) if lon is not None]
    if len(rows) < least:
        return []
    lon, lat = np.array([columns["lon"][i] for i in rows]), np.array([columns["lat"][i] for i in rows])
    at = np.column_stack(station.frame.to_local(lon, lat))
    network = network_of(station)
    found = []
    for members in groups(at, least):
        ids = [columns["id"][rows[i]] for i in members]
        times = [parse_utc(columns["reported_at"][rows[i]]) for i in members]
        middle = at[members].mean(axis=0)
        degrees = station.frame.to_degrees(middle[0], middle[1])
        name = crossing_name(station, network, middle) or _usual_address(station, ids) or tr("没有名字的地方")
        found.append(_repeated(ids, times, now, (float(degrees[0]), float(degrees[1])), name, days))
    return sorted(found, key=lambda r: (-r.last_30, -r.total, r.lon))


def not_on_record(station: Station) -> list[Repeated]:
    """Return the places that no open hazard tells of; one that was closed comes back after `LEAST` cases since then."""
    return [place for place in repeated_places(station) if not _told(station, place)]


def _told(station: Station, place: Repeated) -> bool:
    near = Area(near=(place.lon, place.lat, ACROSS))
    hazards = station.read(Query("hazard", (Where("type", "is", "crossing"),), area=near))
    if any(h["state"] != "closed" for h in hazards):
        return True
    ends = [str(h["closed_on"]) for h in hazards if h["closed_on"]]
    if not ends:
        return False
    ids = Where("id", "in", place.cases)
    return station.count(Query("case", (ids, Where("reported_at", ">=", format_utc(_day_after(station, max(ends))))))) < LEAST


def _day_after(station: Station, date: str) -> datetime:
    return datetime.combine(datetime.fromisoformat(date).date() + timedelta(days=1), time.min, ZoneInfo(station.zone))


def groups(at: Floats, least: int = LEAST) -> list[npt.NDArray[np.int64]]:
    """Return the rows of points (n, 2) in metres that make up one place each, in the order of their first point."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components
    from scipy.spatial import cKDTree

    pairs = cKDTree(at).query_pairs(ACROSS, output_type="ndarray")
    ends = (np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1]))
    _, part = connected_components(coo_matrix(ends, shape=(len(at), len(at))), directed=False)
    found = []
    for label in range(int(part.max()) + 1):
        rows = np.flatnonzero(part == label)
        if len(rows) < least:
            continue
        tree = linkage(at[rows], "complete")
        labels = fcluster(tree, ACROSS, "distance")
        found += [rows[labels == one] for one in np.unique(labels) if int((labels == one).sum()) >= least]
    return sorted(found, key=lambda rows: int(rows[0]))


def crossing_name(station: Station, network: Network, at: Floats) -> str:
    """Return the names of the roads for cars at the nearest crossing, or of the nearest road; empty where none has a name."""
    edges, driven = network.edges, network.side("drive").edges
    if not len(driven):
        return ""
    starts, stops = edges.starts[driven], edges.ends[driven]
    ends = np.concatenate([starts, stops])
    degree = np.bincount(ends, minlength=len(edges.nodes))
    away = np.hypot(*(np.asarray(edges.nodes) - at).T)
    near = np.flatnonzero((degree >= 3) & (away <= ACROSS))
    if len(near):
        node = near[np.argmin(away[near])]
        touching = driven[(starts == node) | (stops == node)]
        names = _names(station, network, touching)
        if len(names) > 1:
            return tr("{roads}路口", roads=tr("与").join(names[:2]))
        if names:
            return tr("{road}岔路口", road=names[0])
    spot = network.snap((float(at[0]), float(at[1])), "drive")
    names = _names(station, network, driven[[spot.edge]]) if spot is not None and spot.away <= ACROSS else []
    return tr("{road}路段", road=names[0]) if names else ""


def _usual_address(station: Station, cases: Sequence[int]) -> str:
    """Return the place that most of these cases name."""
    columns = station.columns(Query("case", (Where("id", "in", tuple(cases)),)), ("address",))
    said = Counter(a for a in columns["address"] if a)
    return said.most_common(1)[0][0] if said else ""


def hazard_of(station: Station, place: Repeated, *, who: str) -> int:
    """Put a place on record as a hazard, or bring the one that is there within `ACROSS` metres up to date; return its id."""
    near = Area(near=(place.lon, place.lat, ACROSS))
    query = Query("hazard", (Where("type", "is", "crossing"), Where("state", "not", "closed")), area=near)
    there = station.first(query)
    values = {"cases": place.total, "reason": place.reason}
    why = tr("事故多发处：{name}", name=place.name)
    with station.editing(who=who, why=why, command="hazard.add") as draft:
        if there is not None:
            draft.change("hazard", there.id, **values)
            return there.id
        return draft.add("hazard", {
            "number": next_number(station, "hazard", "YH"), "name": tr("{name}事故多发", name=place.name), "type": "crossing",
            "severity": "serious", "found_at": format_utc(station.clock.now()), "source": "cases", "state": "reported",
            "geometry": Point(place.lon, place.lat), **values,
        })  # fmt: skip


def _repeated(ids: list[int], times: list[datetime], now: datetime, at: tuple[float, float], name: str, days: int) -> Repeated:
    age = [(now - t).days for t in times]
    last, before = sum(a < 30 for a in age), sum(30 <= a < 60 for a in age)
    return Repeated(at[0], at[1], name, tuple(ids), last, before, len(ids), days)


def _names(station: Station, network: Network, edges: npt.NDArray[np.int64]) -> list[str]:
    ids = tuple(dict.fromkeys(int(network.ids[network.edges.roads[e]]) for e in edges))
    columns = station.columns(Query("road", (Where("id", "in", ids),)), ("id", "name"))
    return list(dict.fromkeys(sorted(n for n in columns["name"] if n)))
