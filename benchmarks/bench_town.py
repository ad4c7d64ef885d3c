"""New York's footprints from a file to a town that can be clicked, beside GDAL's way into a GeoPackage and bare triangles."""

from __future__ import annotations

import gzip
import resource
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import mapbox_earcut
import numpy as np
import pyogrio
import shapely

from benchmarks.figure import tell, tell_bound
from data.exchange.places import import_places
from data.store import Station
from data.store.tokens import tokens_of
from data.town.load import load_town
from data.town.model import Town
from scene3d.build import build_solid
from scene3d.pick import TownTarget

PACKED = Path(__file__).parents[1].parent / "shared" / "data" / "newyork" / "buildings.geojson.gz"
GOAL = 1.5  # times GDAL and the triangles together
MEMORY_GOAL = 1500.0  # MB at most, of the whole process
ROUNDS = 3
PICKED = 200  # buildings that are clicked from above


@dataclass(frozen=True)
class Spent:
    """Seconds by the clock, and seconds that the processors worked for this process and those it started."""

    clock: float
    work: float

    def __add__(self, other: Spent) -> Spent:
        return Spent(self.clock + other.clock, self.work + other.work)


def main() -> bool:
    """Print the figures; True when the goals are met or the data is not there."""
    if not PACKED.exists():
        print(f"bench_town skipped: {PACKED.name} is not there", flush=True)
        return True
    with TemporaryDirectory() as folder:
        path = Path(folder) / "buildings.geojson"
        with gzip.open(PACKED, "rb") as packed, path.open("wb") as out:
            shutil.copyfileobj(packed, out)
        return _figures(path)


def _figures(path: Path) -> bool:
    tokens_of("name", "张")  # the dictionaries of pinyin are loaded once in a program's life
    name, gdal = _gdal()
    rounds = [(spent(lambda: _town(path)), spent(lambda: gdal(path)), _triangles(path)) for _ in range(ROUNDS)]
    own = _least([r[0] for r in rounds])
    peer = _least([r[1] for r in rounds]) + _least([r[2] for r in rounds])
    good = tell("new york: file to clickable town, seconds of processors", own.work, "s", goal=GOAL,
                peer=f"{name} and earcut", peer_value=peer.work)  # fmt: skip
    tell("new york: file to clickable town, by the clock (for information)", own.clock, "s", goal=GOAL,
         peer=f"{name} and earcut", peer_value=peer.clock)  # fmt: skip
    return good & tell_bound("new york: most memory held", most_memory(), "MB", goal=MEMORY_GOAL)


def _town(path: Path) -> None:
    """Import into an empty station, load the town, build it, click on it, and wait until the search finds."""
    target = path.with_suffix(".station")
    with Station.create(target, "bench") as station:
        report = import_places(station, path, who="bench")
        town = load_town(station)
        solid = build_solid(town, "light")
        _click(town, solid.target)
        if not station.find("Hudson"):
            raise AssertionError("the search finds nothing")
    if report.added != len(town.buildings.ids) or report.rejected:
        raise AssertionError(f"{report.added} added, {report.rejected} rejected, {len(town.buildings.ids)} in the town")
    for file in target.parent.glob(target.name + "*"):
        file.unlink()


def _click(town: Town, target: TownTarget) -> None:
    """Click on some buildings from above: each must be met, or one that stands over it."""
    rows = np.random.default_rng(7).integers(0, len(town.buildings.ids), PICKED)
    inside = shapely.get_coordinates(shapely.point_on_surface(town.buildings.footprints[rows]))
    for row, (x, y) in zip(rows.tolist(), inside.tolist(), strict=True):
        hit = target.cast(np.array([x, y, 2000.0]), np.array([0.0, 0.0, -1.0]))
        if hit is None or not (hit.row == row or hit.point[2] >= town.buildings.height[row] - 0.1):
            raise AssertionError(f"the click on building {row} met {hit}")


def _gdal() -> tuple[str, Callable[[Path], None]]:
    """Return GDAL's own program, or its library where that is not installed, under its name."""
    if shutil.which("ogr2ogr"):
        return "ogr2ogr to GeoPackage", _ogr2ogr
    return "pyogrio (no ogr2ogr here) to GeoPackage", _pyogrio


def _ogr2ogr(path: Path) -> None:
    out = path.with_suffix(".gpkg")
    out.unlink(missing_ok=True)
    subprocess.run(["ogr2ogr", "-f", "GPKG", str(out), str(path)], check=True, capture_output=True)


def _pyogrio(path: Path) -> None:
    meta, _, geometry, fields = pyogrio.raw.read(path)
    out = path.with_suffix(".gpkg")
    out.unlink(missing_ok=True)
    pyogrio.raw.write(out, geometry, fields, meta["fields"], crs=meta["crs"], geometry_type="MultiPolygon",
                      promote_to_multi=True, driver="GPKG")  # fmt: skip


def _triangles(path: Path) -> Spent:
    """Time the triangulation alone, of rings that lie ready."""
    _, _, geometry, _ = pyogrio.raw.read(path, columns=[])
    polygons = shapely.get_parts(shapely.from_wkb(geometry))
    ready = [_rings(polygon) for polygon in polygons.tolist()]

    def work() -> None:
        for points, ends in ready:
            mapbox_earcut.triangulate_float64(points, ends)

    return spent(work)


def _rings(polygon: shapely.Polygon) -> tuple[np.ndarray, np.ndarray]:
    rings = [shapely.get_coordinates(ring)[:-1] for ring in (polygon.exterior, *polygon.interiors)]
    return np.concatenate(rings), np.cumsum([len(ring) for ring in rings], dtype=np.uint32)


def spent(work: Callable[[], object]) -> Spent:
    """Return what some work takes."""
    clock, busy = perf_counter(), _busy()
    work()
    return Spent(perf_counter() - clock, _busy() - busy)


def _busy() -> float:
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(use.ru_utime + use.ru_stime for use in both)


def _least(times: list[Spent]) -> Spent:
    return Spent(min(t.clock for t in times), min(t.work for t in times))


def most_memory() -> float:
    """Return the most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
