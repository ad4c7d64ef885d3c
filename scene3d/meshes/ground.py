"""What lies flat: the ground with its soft edge, water, green, sport and paved areas, roads with kerbs and markings.

Heights in these meshes are not metres but the order of drawing (0, 1, 2 ...); the scene squeezes them so that the layers
stay apart at every distance and never show a step.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from data.town.model import Grounds, Roads, Town
from scene3d.light import mixed, rgb, theme_rgb
from scene3d.meshes.bridges import MOST
from scene3d.meshes.mesh import Mesh, join, mesh
from scene3d.meshes.over_water import UNSEEN, over_water
from scene3d.meshes.prisms import explode, level

Floats = npt.NDArray[np.float64]
Geometries = npt.NDArray[np.object_]

LAYERS = ("paved", "green", "water_edge", "water", "sport_edge", "sport", "field", "picture", "path", "kerb", "road", "marking")
TOP = len(LAYERS) + 1  # the first free layer above the ground
COVER_LAYER = {"water": "water", "green": "green", "sport": "sport", "paved": "paved", "compound": "paved", "other": ""}
KERB = 0.9  # metres
TRACK = 8.5  # metres, the lanes around a sports field
TRACK_BED, TIE = 2.8, 5.0  # metres: breadth of a railway, length of its light and dark pieces
DASHES = 20000


def ground_mesh(town: Town, theme: str) -> Mesh:
    """Return all that lies flat on the ground, heights in drawing order."""
    lines = over_water(town.roads, town.grounds).rest
    parts = [_disc(town.extent, theme), *_covers(town.grounds, theme), *_roads(town.roads, lines, theme)]
    return join(parts)


def fade_mesh(extent: tuple[float, float, float, float], theme: str) -> Mesh:
    """Return the ring around the ground that fades into the sky (colours with alpha)."""
    centre, near, far = _reach(extent)
    turn = np.linspace(0, 2 * np.pi, 97)[:-1]
    rings = [(near, 255), (near + (far - near) * 0.35, 150), (near + (far - near) * 0.7, 45), (far, 0)]
    points = np.concatenate(
        [np.column_stack([centre[0] + r * np.cos(turn), centre[1] + r * np.sin(turn), np.zeros(96)]) for r, _ in rings]
    )
    colours = np.concatenate([np.tile(np.r_[theme_rgb(theme, "ground"), alpha], (96, 1)) for _, alpha in rings])
    i = np.arange(96)
    faces = []
    for ring in range(len(rings) - 1):
        a, b = ring * 96 + i, ring * 96 + (i + 1) % 96
        faces += [np.column_stack([a, a + 96, b + 96]), np.column_stack([a, b + 96, b])]
    return mesh(points, np.concatenate(faces), colours)


def _reach(extent: tuple[float, float, float, float]) -> tuple[Floats, float, float]:
    west, south, east, north = extent
    half = max(np.hypot(east - west, north - south) / 2, 60.0)
    return np.array([(west + east) / 2, (south + north) / 2]), half * 1.12, half * 2.3


def _disc(extent: tuple[float, float, float, float], theme: str) -> Mesh:
    centre, near, _ = _reach(extent)
    turn = np.linspace(0, 2 * np.pi, 97)[:-1]
    rim = np.column_stack([centre[0] + near * np.cos(turn), centre[1] + near * np.sin(turn), np.zeros(96)])
    i = np.arange(96)
    faces = np.column_stack([np.full(96, 96), i, (i + 1) % 96])
    return mesh(np.vstack([rim, [*centre, 0.0]]), faces, theme_rgb(theme, "ground"))


def _flat(shapes: Geometries, layer: str, colour: Floats) -> Mesh:
    polygons, _ = explode(shapes)
    n = len(polygons)
    height = np.full(n, float(LAYERS.index(layer) + 1))
    return level(polygons, height, np.broadcast_to(colour, (n, 3)), np.full(n, -1, np.int32))


def _covers(grounds: Grounds, theme: str) -> list[Mesh]:
    found = []
    layers = np.array([COVER_LAYER.get(c, "") for c in grounds.covers], object)
    areal = shapely.get_dimensions(grounds.shapes) == 2 if len(layers) else np.zeros(0, bool)
    paint = {name: theme_rgb(theme, name) for name in ("paved", "green", "water", "sport", "ground", "road_edge")}
    paint["paved"] = mixed(paint["paved"], paint["ground"], 0.35)
    for name in ("paved", "green"):
        found.append(_flat(grounds.shapes[(layers == name) & areal], name, paint[name]))
    water = shapely.get_parts(shapely.union_all(grounds.shapes[(layers == "water") & areal]))  # no bank between two waters
    found.append(_flat(water, "water_edge", mixed(paint["water"], rgb("#3d6a88") if theme == "light" else rgb("#0c2434"), 0.22)))
    found.append(_flat(shapely.buffer(water, -1.6), "water", paint["water"]))
    found += _sport(grounds.shapes[(layers == "sport") & areal], theme, paint)
    return found


def _sport(shapes: Geometries, theme: str, paint: dict[str, Floats]) -> list[Mesh]:
    """Sports grounds; a large long one gets lanes around a green field."""
    polygons, _ = explode(shapes)
    large = shapely.area(polygons) > 2500
    fields = shapely.buffer(polygons[large], -TRACK)
    lanes = [
        shapely.difference(shapely.buffer(polygons[large], -d), shapely.buffer(polygons[large], -d - 0.18))
        for d in (0.9, 3.4, 5.9, TRACK - 0.3)
    ]
    grass = mixed(paint["green"], paint["sport"], 0.08)
    line = mixed(paint["sport"], rgb("#ffffff"), 0.65 if theme == "light" else 0.25)
    return [
        _flat(polygons, "sport", paint["sport"]),
        *(_flat(lane, "field", line) for lane in lanes),
        _flat(fields, "field", grass),
    ]


def _roads(roads: Roads, lines: Geometries, theme: str) -> list[Mesh]:
    """Roads along their ``lines``, of which what is a deck over water is left out."""
    classes = np.array(roads.classes, object)
    seen = ~np.isin(classes.astype(str), UNSEEN)
    seen[flat_not(roads)] = False
    paths, rails = seen & (classes == "path"), seen & (classes == "rail")
    streets = seen & ~paths & ~rails
    width = np.maximum(roads.width, 1.2)
    road, edge = theme_rgb(theme, "road"), theme_rgb(theme, "road_edge")
    rail = mixed(edge, theme_rgb(theme, "quiet"), 0.35)
    return [
        _flat(_ribbons(lines[paths], np.clip(width[paths], 1.2, 4.0)), "path", theme_rgb(theme, "path")),
        _flat(_ribbons(lines[rails], np.full(int(rails.sum()), TRACK_BED)), "path", rail),
        _dashes(lines[rails], mixed(rail, rgb("#ffffff"), 0.72 if theme == "light" else 0.22), TIE, TIE, TRACK_BED * 0.24),
        _flat(_ribbons(lines[streets], width[streets] + 2 * KERB), "kerb", edge),
        _flat(_ribbons(lines[streets], width[streets]), "road", road),
        _dashes(lines[streets & (roads.width >= 11)], mixed(edge, theme_rgb(theme, "quiet"), 0.18), 4.0, 6.0, 0.14),
    ]


def _ribbons(lines: Geometries, width: Floats) -> Geometries:
    return np.asarray(shapely.buffer(lines, width / 2, quad_segs=4, cap_style="round", join_style="round"))


def flat_not(roads: Roads) -> npt.NDArray[np.int64]:
    """Return the rows of roads that do not lie on the ground: bridges are built over it, see `mesh_bridges`."""
    raised = roads.raised
    return raised if shapely.get_num_geometries(roads.lines[raised]).sum() <= MOST else raised[:0]


def _dashes(lines: Geometries, colour: Floats, dash: float, gap: float, half: float) -> Mesh:
    """Dashes along the middle of lines: metres long, metres apart, and half of their width; lanes of roads, sleepers of tracks."""
    parts = shapely.get_parts(lines)
    starts = [(n, s) for n, line in enumerate(parts) for s in np.arange(gap, line.length - dash - gap, dash + gap)][:DASHES]
    if not starts:
        return mesh(np.zeros((0, 3)), np.zeros((0, 3)), np.zeros((0, 3)))
    number, along = np.array([n for n, _ in starts]), np.array([s for _, s in starts])
    a = shapely.get_coordinates(shapely.line_interpolate_point(parts[number], along))
    b = shapely.get_coordinates(shapely.line_interpolate_point(parts[number], along + dash))
    side = np.column_stack([-(b - a)[:, 1], (b - a)[:, 0]])
    side *= (half / np.maximum(np.linalg.norm(side, axis=1), 1e-9))[:, None]
    corners = np.stack([a - side, b - side, b + side, a + side], axis=1).reshape(-1, 2)
    first = np.arange(len(a))[:, None] * 4
    faces = np.concatenate([first + np.array((0, 1, 2)), first + np.array((0, 2, 3))], axis=1).reshape(-1, 3)
    height = np.full(len(corners), float(LAYERS.index("marking") + 1))
    return mesh(np.column_stack([corners, height]), faces, colour)
