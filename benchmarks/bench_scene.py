"""Picking in the demo town: time of a pick, and rays compared with testing every triangle."""

from __future__ import annotations

import tempfile
from pathlib import Path
from time import perf_counter

import numpy as np

from benchmarks.figure import p95, tell, tell_bound
from data.demo import make_demo
from data.town.load import load_town
from data.town.model import Town
from scene3d.build import build_finish, build_solid
from scene3d.meshes.mesh import Mesh, join
from scene3d.pick import TownTarget, brute_force

RAYS = 1000


def rays(town: Town) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return rays from all around, as eyes look into the town."""
    rng = np.random.default_rng(7)
    west, south, east, north = town.extent
    found = []
    for _ in range(RAYS):
        at = np.array([rng.uniform(west, east), rng.uniform(south, north), rng.uniform(0, 30)])
        turn, pitch = rng.uniform(0, 2 * np.pi), np.radians(rng.uniform(5, 90))
        towards = np.array([np.cos(turn) * np.cos(pitch), np.sin(turn) * np.cos(pitch), -np.sin(pitch)])
        found.append((at - towards * 900, towards))
    return found


def wrong(whole: Mesh, target: TownTarget, cast: list[tuple[np.ndarray, np.ndarray]]) -> tuple[int, list[float], list[float]]:
    """Return how many rays met another building than the nearest triangle's, and the milliseconds of both ways."""
    missed, quick, slow = 0, [], []
    for origin, towards in cast:
        start = perf_counter()
        hit = target.cast(origin, towards)
        between = perf_counter()
        triangle, _ = brute_force(whole, origin, towards)
        slow.append((perf_counter() - between) * 1000)
        quick.append((between - start) * 1000)
        missed += (hit.row if hit else None) != (int(whole.rows[triangle]) if triangle >= 0 else None)
    return missed, quick, slow


def main() -> bool:
    """Measure picks, and how long the meshes of a town take."""
    with tempfile.TemporaryDirectory() as folder:
        station = make_demo(Path(folder) / "demo.station")
        town = load_town(station)
        station.close()
    start = perf_counter()
    solid = build_solid(town, "light")
    meshed = perf_counter()
    build_finish(town, "light")
    finished = perf_counter()
    whole = join([Mesh(m.points, m.faces, m.colours, m.rows) for _, m in solid.buildings])
    missed, quick, slow = wrong(whole, solid.target, rays(town))
    ok = tell_bound("pick p95", p95(quick), "ms", goal=2.0, peer="every triangle in numpy", peer_value=p95(slow))
    ok &= tell("pick: rays that met another building than brute force, of 1000", missed, "count", goal=0)
    ok &= tell("demo town: buildings and ground as meshes", meshed - start, "s", goal=1.0)
    return ok & tell("demo town: trees and shadows", finished - meshed, "s", goal=3.0)
