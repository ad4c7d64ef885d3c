"""The roads of a station in seconds, made when they are first wanted and again after roads, gates or tracks changed."""

from __future__ import annotations

import threading
from weakref import WeakKeyDictionary, ref

import numpy as np

from data.duty.dispatch.gates import read_gates
from data.duty.dispatch.learn import speeds_of
from data.duty.dispatch.speeds import STAIRS
from data.duty.dispatch.travel import Roads, Travel
from data.query import Query
from data.records import ChangeSet
from data.store.station import Station
from data.town.network import Network, network_of

KINDS = frozenset({"road", "gate", "track"})


def read_travel(station: Station) -> Travel:
    """Return the station's roads in seconds as they are now."""
    network = network_of(station)
    roads = _roads(station, network)
    edges, gates = read_gates(station, network.edges)
    return Travel(edges, roads, gates, speeds_of(station, edges, roads), frame=station.frame, zone=station.zone)


def _roads(station: Station, network: Network) -> Roads:
    """Return what is known of the roads of a network, in its order."""
    fields = ("id", "name", "stairs", "speed_limit", "access")
    columns = station.columns(Query("road"), fields)
    row_of = {int(id): row for row, id in enumerate(columns["id"])}
    rows = [row_of[int(id)] for id in network.ids if int(id) in row_of]
    stairs = [bool(columns["stairs"][r]) for r in rows]
    return Roads(
        network.ids,
        tuple(STAIRS if steps else c for c, steps in zip(network.classes, stairs, strict=True)),
        network.oneway,
        np.array([columns["speed_limit"][r] or np.nan for r in rows], dtype=float),
        tuple(columns["access"][r] or "all" for r in rows),
        tuple(columns["name"][r] or "" for r in rows),
    )


class _Kept:
    """The travel times of one station. Safe from any thread."""

    def __init__(self, station: Station) -> None:
        self._station = ref(station)
        self._lock = threading.Lock()
        self._travel: Travel | None = None
        self._stale = True
        station.changed.connect(self._changed)

    def travel(self) -> Travel:
        """Return the roads as they are now."""
        station = self._station()
        assert station is not None
        with self._lock:
            if self._travel is None or self._stale:
                self._stale = False  # first, so that a change in the meantime is not lost
                self._travel = read_travel(station)
            return self._travel

    def _changed(self, changes: ChangeSet) -> None:
        self._stale |= bool(KINDS & changes.kinds)


_kept: WeakKeyDictionary[Station, _Kept] = WeakKeyDictionary()
_keeping = threading.Lock()


def travel_of(station: Station) -> Travel:
    """Return the times over a station's roads; the same ones as long as nothing of them changes. Takes a while the first time."""
    with _keeping:
        kept = _kept.get(station)
        if kept is None:
            kept = _kept[station] = _Kept(station)
    return kept.travel()
