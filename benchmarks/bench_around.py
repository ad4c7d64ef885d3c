"""What lies inside of a circle, rectangle, polygon or strip among a million records, by kind: against GeoPandas and a scan."""

from __future__ import annotations

import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from benchmarks.figure import p95, tell_bound
from data.query import Area
from data.store import Station
from data.store.bulk import Part
from data.town.frame import LocalFrame

Floats = npt.NDArray[np.float64]

ORIGIN = (121.45, 31.22)  # invented records around it
HALF = 5_000.0  # metres: a district of 10 by 10 kilometres
PART = 25_000
KINDS = {"place": 500_000, "case": 250_000, "shop": 150_000, "camera": 100_000}
QUESTIONS = 80
GOAL_MS = 100.0


def main() -> bool:
    """Print the figure twice, with each of its peers; False when the goal is missed or the answers differ."""
    with tempfile.TemporaryDirectory() as folder:
        station = Station.create(Path(folder) / "a.station", "bench", origin=ORIGIN)
        try:
            points = _fill(station)
            return _measure(station, points, Path(folder))
        finally:
            station.close()


def _measure(station: Station, points: dict[str, Floats], folder: Path) -> bool:
    areas = _areas(station.frame)
    frames, scan = _geopandas(station.frame, points), _scan(station.frame, points, folder)
    station.find("place1")  # waits for the search index, which is made in the background after so many new records
    station.inside(areas[0])  # the first question reads the file
    asked = [[_asked(way, area) for way in (partial(_counts, station), frames, scan)] for area in areas]
    mine, theirs, plain = ([answers[i][0] for answers in asked] for i in range(3))
    same = all(_agree(answers[0][1], other) for answers in asked for _, other in answers[1:])
    name = f"what lies inside, of {sum(KINDS.values()):,} records, by kind, p95"
    told = [
        tell_bound(name, p95(mine) * 1000, "ms", goal=GOAL_MS, peer=peer, peer_value=p95(times) * 1000)
        for peer, times in (("GeoPandas with its index, p95", theirs), ("SQLite scan and shapely, p95", plain))
    ]
    if not same:
        print('{"name": "the three answers agree", "ok": false}')
    return same and all(told)


def _asked(way: Callable[[Area], dict[str, int]], area: Area) -> tuple[float, dict[str, int]]:
    """Return the seconds that an answer takes, and the answer."""
    start = perf_counter()
    found = way(area)
    return perf_counter() - start, found


def _counts(station: Station, area: Area) -> dict[str, int]:
    return {kind: len(ids) for kind, ids in station.inside(area, tuple(KINDS)).items()}


def _agree(one: dict[str, int], other: dict[str, int]) -> bool:
    """Whether counts are the same but for records right on the rim: their distances are measured in two ways."""
    return all(abs(one.get(kind, 0) - other.get(kind, 0)) <= 2 for kind in KINDS)


def _fill(station: Station) -> dict[str, Floats]:
    """Add a million points and return them in local metres, by kind."""
    rng = np.random.default_rng(4)
    points: dict[str, Floats] = {}
    with station.editing(who="bench", why="bench") as draft:
        for kind, count in KINDS.items():
            at = np.clip(rng.normal(0.0, HALF / 2.2, (count, 2)), -HALF, HALF)
            points[kind] = at
            draft.add_many(kind, [_part(station, kind, at[i : i + PART], i) for i in range(0, count, PART)])
    return points


def _part(station: Station, kind: str, at: Floats, first: int) -> Part:
    title = {"case": "number", "camera": "code"}.get(kind, "name")

    def columns() -> dict[str, list[Any]]:
        lon, lat = station.frame.to_degrees(at[:, 0], at[:, 1])
        named = [f"{kind}{first + i}" for i in range(len(at))]
        same = {"type": "other", "reported_at": "2026-11-01T08:00:00Z"} if kind == "case" else {}
        more = {name: [value] * len(at) for name, value in same.items()}
        return {title: named, **more, "geometry": list(shapely.points(lon, lat))}

    return Part(len(at), columns)


def _areas(frame: LocalFrame) -> list[Area]:
    """Return shapes of 200 to 800 metres all over the district, of each sort the same number."""
    rng = np.random.default_rng(8)
    found = []
    for number in range(QUESTIONS):
        x, y = rng.uniform(-HALF * 0.8, HALF * 0.8, 2)
        size = float(rng.uniform(200, 800))
        found.append((_circle, _rectangle, _polygon, _strip)[number % 4](frame, float(x), float(y), size, rng))
    return found


def _circle(frame: LocalFrame, x: float, y: float, size: float, _rng: np.random.Generator) -> Area:
    lon, lat = frame.to_degrees(x, y)
    return Area(near=(float(lon), float(lat), size / 2))


def _rectangle(frame: LocalFrame, x: float, y: float, size: float, _rng: np.random.Generator) -> Area:
    return Area(within=_degrees(frame, shapely.box(x, y, x + size, y + size * 0.7)))


def _polygon(frame: LocalFrame, x: float, y: float, size: float, rng: np.random.Generator) -> Area:
    turns = np.sort(rng.uniform(0, 2 * np.pi, 9))
    far = rng.uniform(0.4, 1.0, 9) * size / 1.6
    ring = shapely.Polygon(np.column_stack([x + far * np.sin(turns), y + far * np.cos(turns)]))
    return Area(within=_degrees(frame, ring.buffer(0)))


def _strip(frame: LocalFrame, x: float, y: float, size: float, rng: np.random.Generator) -> Area:
    line = shapely.LineString(np.cumsum(np.vstack([[x, y], rng.uniform(-size, size, (3, 2))]), axis=0))
    return Area(beside=(_degrees(frame, line), 40.0))


def _degrees(frame: LocalFrame, shape: Any) -> Any:
    return frame.geometry_to_degrees(shape)


def _local(frame: LocalFrame, area: Area) -> Any:
    """Return the shape of a question in local metres, as the peers take it."""
    if area.near is not None:
        east, north = frame.to_local(area.near[0], area.near[1])
        return shapely.Point(float(east), float(north)).buffer(area.near[2], quad_segs=64)
    shape, metres = area.beside or (area.within, 0.0)
    local: Any = frame.geometry_to_local(shape)
    return local.buffer(metres, quad_segs=64) if metres else local


def _geopandas(frame: LocalFrame, points: dict[str, Floats]) -> Callable[[Area], dict[str, int]]:
    """Return the question to GeoPandas: all points in one frame with its spatial index, grouped by kind."""
    import geopandas

    kinds = np.repeat(list(points), [len(at) for at in points.values()])
    table = geopandas.GeoDataFrame({"kind": kinds}, geometry=shapely.points(np.concatenate(list(points.values()))))
    table["kind"] = table["kind"].astype("category")
    assert table.sindex is not None  # made here, before it is measured

    def ask(area: Area) -> dict[str, int]:
        rows = table.sindex.query(_local(frame, area), predicate="intersects")
        return {str(kind): int(n) for kind, n in table.iloc[rows].groupby("kind", observed=True).size().items()}

    return ask


def _scan(frame: LocalFrame, points: dict[str, Floats], folder: Path) -> Callable[[Area], dict[str, int]]:
    """Return the question to a plain SQLite table without an index: the shape's box in SQL, shapely for the rest."""
    connection = sqlite3.connect(folder / "plain.db")
    connection.execute("CREATE TABLE point (kind TEXT, x REAL, y REAL)")
    for kind, at in points.items():
        connection.executemany("INSERT INTO point VALUES (?, ?, ?)", ((kind, x, y) for x, y in at.tolist()))
    connection.commit()

    def ask(area: Area) -> dict[str, int]:
        shape = _local(frame, area)
        west, south, east, north = shape.bounds
        rows = connection.execute(
            "SELECT kind, x, y FROM point WHERE x BETWEEN ? AND ? AND y BETWEEN ? AND ?", (west, east, south, north)
        ).fetchall()
        at = np.array([row[1:] for row in rows], float).reshape(-1, 2)
        inside = shapely.intersects_xy(shape, at[:, 0], at[:, 1])
        return Counter(row[0] for row, kept in zip(rows, inside, strict=True) if kept)

    return ask


if __name__ == "__main__":
    main()
