"""Where to post n forces so that most cases of the past lie within some minutes, compared with where they stand today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

from data.clock import format_utc
from data.duty.dispatch.forces import FAR, Force, forces_of
from data.duty.dispatch.kept import travel_of
from data.duty.dispatch.place_names import names_apart
from data.duty.dispatch.rings import points_of
from data.duty.dispatch.travel import Travel
from data.i18n import tr
from data.query import Query, Where
from data.store.station import Station
from data.town.model import Floats
from data.town.network_build import Bools, Longs
from data.town.network_side import Reach

DAYS = 30  # of cases
WITHIN = 180.0  # seconds
CELL, CANDIDATES = 90.0, 400  # metres: one crossing of each square of that size is a candidate; larger squares where too many
PATIENCE = 4.0  # seconds for the proof


@dataclass(frozen=True, slots=True)
class PostPlace:
    """A place to stand at (local metres), its name, and how many cases it adds to those that the ones before it reach in time."""

    at: tuple[float, float]
    name: str
    adds: int


@dataclass(frozen=True, slots=True)
class Posting:
    """Where n forces reach most cases in time.

    ``covered`` of ``cases`` are reached from ``places``; ``today`` from where the ``today_count`` forces stand now, ``today_best``
    from the best n of those. ``bound`` is what no n of the candidates can exceed, ``proved`` that it is reached.
    """

    places: tuple[PostPlace, ...]
    cases: int
    covered: int
    bound: int
    proved: bool
    today: int
    today_count: int
    today_best: int
    within: float
    mode: str

    @property
    def said(self) -> str:
        """The comparison in words."""
        if not self.cases:
            return tr("这段时间没有带位置的警情")
        percent = round(self.covered * 100 / self.cases)
        now = round(self.today_best * 100 / self.cases)
        return tr("{n} 处驻点能让 {percent}% 的警情在 {minutes} 分钟内到场；今天的 {n} 处最好位置是 {now}%",
                  n=len(self.places), percent=percent, minutes=f"{self.within / 60:g}", now=now)  # fmt: skip

    @property
    def method(self) -> str:
        """How it was found, in words."""
        if self.proved:
            return tr("最大覆盖，整数规划求得，已证明最优")
        least = round(self.covered * 100 / max(self.bound, 1))
        return tr("最大覆盖，逐个选增益最大的位置，不低于最优的 {percent}%", percent=least)


def post(travel: Travel, cases: Floats, forces: Sequence[Force], n: int, now: datetime, *, mode: str = "car",
         within: float = WITHIN, patience: float = PATIENCE) -> Posting:  # fmt: skip
    """Return where n forces that move in one way reach most of the cases (m, 2) in local metres within some seconds."""
    candidates = _candidates(travel, mode, now, cases)
    at = travel.edges.nodes[candidates]
    covers = reach_table(travel, at, cases, mode, now, within)
    chosen, covered, bound = best_places(covers, n, patience)
    names = names_apart(travel, [int(candidates[row]) for row in chosen])
    places, seen = [], np.zeros(len(cases), bool)
    for row in chosen:
        added = covers[row] & ~seen
        seen |= covers[row]
        name = names[int(candidates[row])][0]
        places.append(PostPlace((float(at[row, 0]), float(at[row, 1])), name, int(added.sum())))
    today = points_of(travel, [f for f in forces if f.free and f.standing.known])
    today = today[np.hypot(*today.T) <= FAR]
    stand = reach_table(travel, today, cases, mode, now, within)
    best = best_places(stand, n, patience / 2)[1]
    return Posting(tuple(places), len(cases), covered, bound, covered >= bound, int(stand.any(axis=0).sum()) if len(stand) else 0,
                   len(today), best, within, mode)  # fmt: skip


def reach_table(travel: Travel, places: Floats, cases: Floats, mode: str, now: datetime, within: float) -> Bools:
    """Return which cases are reached in time from which places (places, cases)."""
    side = travel.side(mode, now)
    table = np.zeros((len(places), len(cases)), bool)
    if not len(side.edges) or not len(cases):
        return table
    ends = side.snap_all(cases)
    for row, place in enumerate(places):
        point = (float(place[0]), float(place[1]))
        near = side.snap(point)
        if near is not None:
            table[row] = Reach(side, point, [near], within).costs_to(ends) <= within
    return table


def _candidates(travel: Travel, mode: str, now: datetime, cases: Floats) -> Longs:
    """Return the crossings that are worth a thought: those of the main roads' part near cases, thinned out by squares."""
    side = travel.side(mode, now)
    nodes = np.unique(np.concatenate([side.starts[side.main], side.ends[side.main]])).astype(np.int64)
    if not len(nodes) or not len(cases):
        return np.zeros(0, np.int64)
    at = travel.edges.nodes[nodes]
    low, high = cases.min(axis=0) - 500, cases.max(axis=0) + 500
    nodes = nodes[((at >= low) & (at <= high)).all(axis=1)]
    meets = np.bincount(np.concatenate([side.starts, side.ends]), minlength=len(travel.edges.nodes))
    nodes = nodes[np.argsort(-meets[nodes], kind="stable")]  # of each square the crossing where most roads meet
    cell = CELL
    while True:
        squares = np.floor(travel.edges.nodes[nodes] / cell).astype(np.int64)
        _, first = np.unique(squares, axis=0, return_index=True)
        if len(first) <= CANDIDATES:
            return np.asarray(nodes[np.sort(first)])
        cell *= 1.4


def best_places(covers: Bools, n: int, patience: float = PATIENCE) -> tuple[list[int], int, int]:
    """Return the rows of the n places that cover most columns, how many they cover, and what no n can exceed.

    Greedily: each time the place that adds most, which is within 1 - 1/e of the best (Nemhauser, Wolsey and Fisher 1978); then by
    an integer programme (HiGHS), whose answer is taken where it is better. The bound is the programme's.
    """
    chosen = _greedy(covers, n)
    count = int(covers[chosen].any(axis=0).sum()) if chosen else 0
    some = covers.any(axis=0)
    if len(covers) <= n or count == int(some.sum()):
        return chosen, count, count
    columns, weights = np.unique(covers[:, some], axis=1, return_counts=True)
    better, bound = _programme(columns, weights, n, patience)
    if better is not None and int(covers[better].any(axis=0).sum()) > count:
        chosen = _in_order(covers, better)
        count = int(covers[chosen].any(axis=0).sum())
    return chosen, count, max(bound, count)


def _greedy(covers: Bools, n: int) -> list[int]:
    chosen: list[int] = []
    seen = np.zeros(covers.shape[1], bool)
    for _ in range(min(n, len(covers))):
        gains = (covers & ~seen).sum(axis=1)
        best = int(np.argmax(gains))
        if not gains[best]:
            break
        chosen.append(best)
        seen |= covers[best]
    return chosen


def _in_order(covers: Bools, rows: Longs) -> list[int]:
    order = _greedy(covers[rows], len(rows))
    return [int(rows[i]) for i in order]


def _programme(covers: Bools, weights: Longs, n: int, patience: float) -> tuple[Longs | None, int]:
    """Return the best n rows by weight of the columns they cover, None where none was found in time, and a bound."""
    rows, columns = covers.shape
    reached = csr_matrix(np.hstack([covers.T.astype(float), -np.eye(columns)]))
    cost = np.concatenate([np.zeros(rows), -weights.astype(float)])
    few = np.concatenate([np.ones(rows), np.zeros(columns)])[None, :]
    found = milp(
        cost,
        constraints=[LinearConstraint(reached, 0, np.inf), LinearConstraint(few, 0, n)],
        bounds=Bounds(0, 1),
        integrality=np.concatenate([np.ones(rows), np.zeros(columns)]),
        options={"time_limit": patience, "mip_rel_gap": 0.0},
    )
    dual = getattr(found, "mip_dual_bound", None)
    bound = int(weights.sum()) if dual is None or not np.isfinite(dual) else int(np.floor(-dual + 1e-6))
    return (np.flatnonzero(found.x[:rows] > 0.5) if found.x is not None else None), bound


def posting(station: Station, n: int, *, mode: str = "car", within: float = WITHIN, days: int = DAYS,
            now: datetime | None = None) -> Posting:  # fmt: skip
    """Return where n forces should stand by the cases of the last days. Takes some seconds: ask it off the window's thread."""
    travel, moment = travel_of(station), now or station.clock.now()
    since = format_utc(moment - timedelta(days=days))
    columns = station.columns(Query("case", (Where("reported_at", ">=", since),)), ("lon", "lat"))
    rows = [i for i, lon in enumerate(columns["lon"]) if lon is not None]
    east, north = travel.frame.to_local([columns["lon"][i] for i in rows], [columns["lat"][i] for i in rows])
    cases = np.column_stack([east, north]).reshape(-1, 2)
    near = cases[np.hypot(*cases.T) <= FAR] if len(cases) else cases
    return post(travel, near, forces_of(station, moment), n, moment, mode=mode, within=within)
