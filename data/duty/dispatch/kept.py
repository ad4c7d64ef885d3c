"""The roads of a station in seconds, made when they are first wanted and again after roads, gates or tracks changed."""

from __future__ import annotations

from typing import Any

import numpy as np

from data.duty.dispatch.gates import read_gates
from data.duty.dispatch.learn import speeds_of
from data.duty.dispatch.speeds import STAIRS
from data.duty.dispatch.travel import Roads, Travel
from data.query import Query
from data.store.kept import KeptByStation
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
    """Return what is known of the roads of a network, in its order.

    Of a road that was removed since the network was made nothing is known; that change is told, and all this made anew.
    """
    columns = station.columns(Query("road"), ("id", "name", "stairs", "speed_limit", "access"))
    row_of = {int(id): row for row, id in enumerate(columns["id"])}
    rows = [row_of.get(int(id)) for id in network.ids]

    def told(field: str) -> list[Any]:
        return [columns[field][row] if row is not None else None for row in rows]

    return Roads(
        network.ids,
        tuple(STAIRS if steps else c for c, steps in zip(network.classes, told("stairs"), strict=True)),
        network.oneway,
        np.array([limit or np.nan for limit in told("speed_limit")], dtype=float),
        tuple(access or "all" for access in told("access")),
        tuple(name or "" for name in told("name")),
    )


_travels = KeptByStation(KINDS, read_travel)


def travel_of(station: Station) -> Travel:
    """Return the times over a station's roads; the same ones as long as nothing of them changes. Takes a while the first time."""
    return _travels.of(station)
