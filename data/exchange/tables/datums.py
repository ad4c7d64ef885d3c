"""Which datum a table's coordinates are in, by where they fall: on the buildings that the rows name, or on any building."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from data.exchange.addresses import AddressBook
from data.exchange.report import DatumGuess
from data.exchange.tables.cells import RowReader
from data.exchange.tables.links import LinkBook
from data.exchange.tables.understand import Understanding
from data.query import Query
from data.store.station import Station
from data.town.datum import DATUMS, convert

SAMPLE = 300  # rows that are tried
FEWEST = 5  # rows without which nothing is said
NEAR = 60.0  # metres: a point that belongs to a building is this near to it
AHEAD = 3.0  # how much nearer the best must be than the next
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Witness:
    """Points of the file with the building that each row names, -1 where it names none."""

    lon: Floats
    lat: Floats
    building: npt.NDArray[np.int64]


def guess_datum(known: Understanding, station: Station) -> DatumGuess:
    """Return the datum that puts the points where they belong, or what was assumed if nothing speaks for another.

    Differences are 300 to 1,000 m in China and none between WGS-84 and GCJ-02 elsewhere, so buildings tell them apart.
    """
    seen = _witness(known, station)
    if len(seen.lon) < FEWEST:
        return known.datum
    columns = station.columns(Query("building"), ["id", "geometry"])
    shapes = {i: g for i, g in zip(columns["id"], columns["geometry"], strict=True) if g is not None}
    if not shapes:
        return known.datum
    local = {i: station.frame.geometry_to_local(g) for i, g in shapes.items()}
    distances = {d: _distance(seen, d, station, local) for d in DATUMS}
    ranked = sorted(distances, key=lambda d: distances[d])
    best, second = ranked[0], ranked[1]
    evidence: dict[str, Any] = {f"{d}_metres": round(distances[d], 1) for d in DATUMS}
    evidence |= {"rows": len(seen.lon), "named": _named(seen)}
    clear = distances[best] <= NEAR and distances[second] >= AHEAD * max(distances[best], 5.0)
    if not clear:
        return DatumGuess(known.datum.chosen, False, {**known.datum.evidence, **evidence})
    return DatumGuess(best, True, evidence)


def _named(seen: Witness) -> int:
    return int((seen.building >= 0).sum())


def _witness(known: Understanding, station: Station) -> Witness:
    reader = RowReader(known, LinkBook(station))
    book = AddressBook(station) if reader.placed else None
    step = max(1, len(known.rows) // SAMPLE)
    found: list[tuple[float, float, int]] = []
    for index in known.rows[::step]:
        row = reader.read(index, known.table.rows[index])
        if row.lon is None or row.lat is None:
            continue
        match = book.match(row.address) if book is not None and row.address else None
        building = match.building if match is not None and match.found else None
        found.append((row.lon, row.lat, -1 if building is None else building))
    array = np.array(found, dtype=float).reshape(-1, 3)
    return Witness(array[:, 0], array[:, 1], array[:, 2].astype(np.int64))


def _distance(seen: Witness, datum: str, station: Station, local: dict[int, Any]) -> float:
    """Return the median distance in metres from the points to the buildings named, or to the nearest where too few are named."""
    east, north = station.frame.to_local(*convert(seen.lon, seen.lat, datum, "WGS84"))
    points = np.asarray(shapely.points(east, north), dtype=object)
    named = seen.building >= 0
    if named.sum() >= FEWEST:
        targets = [local.get(int(b)) for b in seen.building[named]]
        pairs = [(p, t) for p, t in zip(points[named], targets, strict=True) if t is not None]
        return float(np.median([p.distance(t) for p, t in pairs])) if pairs else float("inf")
    tree = shapely.STRtree(list(local.values()))
    _, distances = tree.query_nearest(points, return_distance=True, all_matches=False)
    return float(np.median(distances))
