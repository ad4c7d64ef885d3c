"""Small road nets for tests of dispatch, and forces on them."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import shapely

from data.duty.dispatch.forces import Force
from data.duty.dispatch.gates import Gates, place_gates
from data.duty.dispatch.travel import Roads, Travel
from data.duty.forces.standing import Standing
from data.town.network_build import cut_at_crossings

NOW = datetime(2026, 11, 21, 13, 47, tzinfo=UTC)  # a Saturday, 21:47 in Shanghai


def roads_of(n, classes=None, oneway=None, limits=None, access=None):
    return Roads(
        np.arange(n) + 1,
        tuple(classes or ["minor_road"] * n),
        np.array(oneway or [False] * n, dtype=bool),
        np.array(limits or [np.nan] * n, dtype=float),
        tuple(access or ["all"] * n),
        tuple(f"路{i + 1}" for i in range(n)),
    )


def travel_on(*lines, gates=(), gate_shapes=(), speeds=None, levels=None, **said):
    """Return travel times over lines in local metres; the frame's origin is 0, 0 so that metres and degrees go together."""
    n = len(lines)
    shapes = np.empty(n, object)
    shapes[:] = [shapely.LineString(points) for points in lines]
    edges = cut_at_crossings(shapes, np.array(levels or [0.0] * n), np.full(n, 6.0))
    edges, placed = place_gates(edges, gates, gate_shapes) if gates else (edges, Gates())
    return Travel(edges, roads_of(n, **said), placed, speeds)


def force(travel, id, at, mode="car", age=0.0, **said):
    lon, lat = travel.degrees(np.array([at], dtype=float))[0] if at is not None else (None, None)
    return Force(id, f"力{id}", Standing(lon, lat, age), mode, **said)


def grid_lines(nx, ny, step=100.0):
    """Return the streets of a grid, each from end to end."""
    across = [[(0, y * step), ((nx - 1) * step, y * step)] for y in range(ny)]
    return across + [[(x * step, 0), (x * step, (ny - 1) * step)] for x in range(nx)]
