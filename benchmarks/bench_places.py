"""A town of 20,000 buildings: imported (beside GDAL doing the same into a GeoPackage), loaded, and seen by 87 cameras."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyogrio

from benchmarks.figure import tell, tell_bound, timed
from data.exchange.places import import_places
from data.store import Station
from data.town.load import load_town
from data.town.sight import Cameras, Sightlines

BUILDINGS = 20_000
CAMERAS = 87
STEP, SIDE = 3e-4, 1.5e-4  # degrees: about 30 m apart, 15 m wide


def main() -> bool:
    """Print import, load and sight figures; True when all goals are met."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "buildings.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": [_building(n) for n in range(BUILDINGS)]}))
        station = Station.create(Path(folder) / "town.station", "town")
        try:
            return _figures(station, path)
        finally:
            station.close()


def _figures(station: Station, path: Path) -> bool:
    seconds = timed(lambda: import_places(station, path, who="bench"))
    peer = timed(lambda: _gdal(path))
    good = tell("import_20k_buildings", seconds, "s", goal=12, peer="GDAL GeoJSON to GeoPackage", peer_value=peer)
    good &= tell_bound("load_town_20k", timed(lambda: load_town(station)), "s", goal=3)
    town = load_town(station)
    cameras = _cameras(town.extent)
    best = min(timed(lambda: Sightlines(town, cameras).views) for _ in range(5))
    return tell_bound("view_cones_87", best * 1000, "ms", goal=100) and good


def _building(number: int) -> dict[str, object]:
    row, column = divmod(number, 150)
    w, s = 121.4 + column * STEP, 31.2 + row * STEP
    ring = [[w, s], [w + SIDE, s], [w + SIDE, s + SIDE], [w, s + SIDE], [w, s]]
    properties = {"id": number, "kind": "building", "name": f"{number}号楼", "height": 9 + number % 60}
    return {"type": "Feature", "id": str(number), "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def _gdal(path: Path) -> None:
    meta, _, geometry, fields = pyogrio.raw.read(path)
    names, crs, out = meta["fields"], meta["crs"], path.with_suffix(".gpkg")
    pyogrio.raw.write(out, geometry, fields, names, crs=crs, geometry_type="Polygon", driver="GPKG")


def _cameras(extent: tuple[float, float, float, float]) -> Cameras:
    dice = np.random.default_rng(7)
    west, south, east, north = extent
    place = dice.uniform(west, east, CAMERAS), dice.uniform(south, north, CAMERAS)
    look = np.full(CAMERAS, 4.0), dice.uniform(0, 360, CAMERAS), np.full(CAMERAS, 60.0), np.full(CAMERAS, 60.0)
    return Cameras(np.arange(1, CAMERAS + 1), *place, *look)
