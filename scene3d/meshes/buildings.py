"""All buildings of a town as meshes: footprints, parts and own 3D models, with roof houses where roofs are wide."""

from __future__ import annotations

import itertools
import re
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from data.town.model import Buildings, Town
from scene3d.light import rgb, shade, theme_rgb
from scene3d.meshes.facade import BY_USE, SHOPPING
from scene3d.meshes.mesh import Mesh, join, mesh, normals
from scene3d.meshes.prisms import PLAIN, Prisms, explode, raised, triangulated
from scene3d.meshes.roofs import eaves_of, roof_triangles

Floats = npt.NDArray[np.float64]

TALL = 34.0  # metres; above it a building of unknown use is taken for offices
MOST_FACES = 1_000_000  # of one colour of a model
ROOF_TILES = "#c3b5a4"
UPRIGHT = 0.2  # of a normal's height; what faces up less than that is a wall
MANY = 6000  # solids; with more, roofs stay plain
TINTS = np.array([[1.0, 1.0, 1.0], [0.99, 0.975, 0.955], [0.965, 0.97, 0.975], [0.985, 0.955, 0.93], [0.955, 0.955, 0.945]])


def building_meshes(
    town: Town, theme: str, rows: npt.NDArray[np.int64] | None = None, paint: Floats | None = None
) -> dict[str, Mesh]:
    """Return the meshes of all buildings, or of some rows, by facade name; ``paint`` (3,) 0..255 replaces their colours."""
    solids = prisms(town, rows)
    rich = len(solids.rows) < MANY
    found = raised(solids, theme, parapets=rich, feet=rich, paint=paint)
    plain = [found[PLAIN], own_mesh(town, theme, rows, paint)]
    if rich:
        plain.append(raised(roof_houses(solids, pitched_rows(town)), theme, parapets=False, paint=paint)[PLAIN])
    found[PLAIN] = join(plain)
    return {name: m for name, m in found.items() if not m.empty}


def prisms(town: Town, rows: npt.NDArray[np.int64] | None = None, *, bodies: bool = False) -> Prisms:
    """Return the solids that are drawn for buildings: their footprints, or their parts where they have any.

    Buildings with a model of their own are left out, unless plain ``bodies`` are wanted for them too (for their shadows).
    """
    b, p = town.buildings, town.parts
    wanted = np.ones(len(b.ids), bool)
    if rows is not None:
        wanted[:] = False
        wanted[rows] = True
    modelled = np.zeros(len(b.ids), bool)
    modelled[list(b.models)] = not bodies
    own = np.flatnonzero(wanted & ~b.has_parts & ~modelled)
    part_row = np.asarray(p.building, np.int64)
    shown = np.append(wanted & ~modelled, rows is None)  # the last stands for -1: parts of no building
    of_parts = np.flatnonzero(shown[part_row])
    parts, source = explode(np.concatenate([b.footprints[own], p.footprints[of_parts]]))
    row = np.concatenate([own, part_row[of_parts]])[source].astype(np.int32)
    base = np.concatenate([b.base[own], p.base[of_parts]])[source]
    eaves = np.concatenate([eaves_of(b.height, b.roofs)[own], eaves_of(p.height, p.roofs)[of_parts]])
    top = np.maximum(eaves[source], base + 0.5)
    return _dressed(b, parts, base, top, row)


def _dressed(b: Buildings, polygons: npt.NDArray[np.object_], base: Floats, top: Floats, row: npt.NDArray[np.int32]) -> Prisms:
    storey = np.clip(np.append(b.storey_height, 3.3)[row], 2.2, 6.5)  # the last stands for -1: of no building
    ids = np.append(b.ids, 0)[row]
    by_use = np.array([*(BY_USE.get(use) for use in b.uses), None], object)[row]
    unknown = np.where(top > TALL, "office", "dwelling").astype(object)
    facade = np.where(by_use == None, unknown, by_use)  # noqa: E711
    low = (top - base < 2.6) | (shapely.area(polygons) < 12)
    facade[low] = PLAIN
    shops = np.array([*(use in SHOPPING for use in b.uses), False], bool)[row] & (base < 0.5) & ~low
    foot = np.where(shops, "shop", facade).astype(object)
    return Prisms(polygons, base, top, row, storey, facade, foot, TINTS[(ids * 7919 // 3) % len(TINTS)])


def pitched_rows(town: Town) -> npt.NDArray[np.int32]:
    """Return the rows of buildings of which any roof is not flat."""
    parts = [int(town.parts.building[part]) for part in town.parts.roofs]
    return np.array([*town.buildings.roofs, *parts], np.int32)


def roof_houses(solids: Prisms, pitched: npt.NDArray[np.int32]) -> Prisms:
    """Stair heads on wide flat roofs, one every 17 m along the building, where they fit; none on the rows ``pitched``."""
    wide = (shapely.area(solids.polygons) > 130) & (solids.top > 8) & (solids.top - solids.base > 5)
    wide &= ~np.isin(solids.rows, pitched)
    boxes: list[object] = []
    source: list[int] = []
    for number in np.flatnonzero(wide):
        for box in _boxes(solids.polygons[number]):
            boxes.append(box)
            source.append(int(number))
    of = solids.take(np.asarray(source, np.int64)) if source else solids.take(np.zeros(len(solids.rows), bool))
    plain = np.full(len(source), PLAIN, object)
    shapes = np.empty(len(boxes), object)
    shapes[:] = boxes
    return Prisms(shapes, of.top - 0.7, of.top + 2.1, of.rows, np.full(len(source), 2.8), plain, plain, of.tint)


def _boxes(polygon: shapely.Polygon) -> list[shapely.Polygon]:
    ring = shapely.get_coordinates(shapely.oriented_envelope(polygon))[:4]
    if len(ring) < 4:
        return []
    long, wide = ring[1] - ring[0], ring[3] - ring[0]
    if np.linalg.norm(long) < np.linalg.norm(wide):
        long, wide = wide, long
    length, width = float(np.linalg.norm(long)), float(np.linalg.norm(wide))
    if width < 7:
        return []
    along, across = long / length, wide / width
    count = max(int(length // 17), 1)
    middle = ring[0] + wide * 0.5
    found = []
    for place in (np.arange(count) + 0.5) / count * length:
        centre = middle + along * place
        corners = [centre + along * x * 1.7 + across * y * min(2.4, width * 0.22) for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
        box = shapely.Polygon(corners)
        if polygon.contains(box):
            found.append(box)
    return found


def own_triangles(town: Town, rows: npt.NDArray[np.int64] | None = None) -> list[tuple[Floats, Floats, int]]:
    """Return what is drawn of buildings beside upright solids, by row: own 3D models and pitched roofs.

    Corners (3n, 3) of triangles and the colour (n, 3) of each, -1 where it has none of its own.
    """
    b = town.buildings
    wanted = b.models if rows is None else {int(r): b.models[int(r)] for r in rows if int(r) in b.models}
    found = []
    for row, model in wanted.items():
        points, faces = model_triangles(model)
        found.append((points, model_colours(b.model_colours.get(row, ""), faces), row))
    return found + [(points, _tiled(points), row) for points, row in roof_triangles(town, rows)]


def _tiled(points: Floats) -> Floats:
    """Return the colour of tiles for slopes, none for gables: those are walls."""
    facing = normals(points.astype(np.float32), np.arange(len(points)).reshape(-1, 3))
    return np.where(facing[:, 2:] > UPRIGHT, rgb(ROOF_TILES), -1.0)


def own_mesh(town: Town, theme: str, rows: npt.NDArray[np.int64] | None, paint: Floats | None) -> Mesh:
    """Own 3D models and pitched roofs: in their own colours or as roof and wall, told apart by their slope."""
    parts = own_triangles(town, rows)
    if not parts:
        return mesh(np.zeros((0, 3)), np.zeros((0, 3)), np.zeros((0, 3)))
    points = np.concatenate([p for p, _, _ in parts])
    rows_of = np.concatenate([np.full(len(p) // 3, row, np.int32) for p, _, row in parts])
    faces = np.arange(len(points)).reshape(-1, 3)
    facing = normals(points.astype(np.float32), faces)
    level_share = np.clip(facing[:, 2] * 1.6 - 0.3, 0, 1)[:, None]
    own = theme_rgb(theme, "wall") * (1 - level_share) + theme_rgb(theme, "roof") * level_share if paint is None else paint
    if paint is None:
        own = _coloured(own, np.concatenate([colours for _, colours, _ in parts]), theme)
    bright = np.repeat(shade(facing, theme)[:, None] * own, 3, axis=0)
    foot = np.where(points[:, 2:3] < 0.5, 0.9, 1.0)
    return mesh(points, faces, bright * foot, rows_of)


def _coloured(own: Floats, colours: Floats, theme: str) -> Floats:
    """Return colours with those of the model where it has any; by night as much darker as walls are."""
    known = colours[:, 0] >= 0
    night = theme_rgb(theme, "wall") / theme_rgb("light", "wall")
    own[known] = colours[known] * night
    return own


def model_colours(text: str, faces: npt.NDArray[np.int64]) -> Floats:
    """Return the own colour (n, 3) of a model's faces by their numbers, -1 where they have none."""
    known = face_colours(text)
    return known[np.minimum(faces, len(known) - 1)]


def model_triangles(solid: Any) -> tuple[Floats, npt.NDArray[np.int64]]:
    """Return the corners (3n, 3) of a model's triangles, and the number of the face (n,) that each is of."""
    faces = shapely.get_parts(solid)
    plain = (shapely.get_num_interior_rings(faces) == 0) & (shapely.get_num_coordinates(faces) == 4)
    numbers = np.flatnonzero(plain)
    corners = shapely.get_coordinates(faces[plain], include_z=True).reshape(-1, 4, 3)[:, :3].reshape(-1, 3)
    others = [(triangles_of(faces[i]), i) for i in np.flatnonzero(~plain)]
    if not others:
        return corners, numbers
    flat = np.concatenate([corners, *(t for t, _ in others)])
    return flat, np.concatenate([numbers, *(np.full(len(t) // 3, i) for t, i in others)])


def face_colours(text: str) -> Floats:
    """Return the colour (n, 3) of each face from "#b5543a:120 -:44", and one more row for all that follow; -1 is none."""
    found = [np.full((1, 3), -1.0)]
    for word in reversed(text.split()):
        colour, _, count = word.partition(":")
        known = re.fullmatch(r"#[0-9a-f]{6}", colour)
        times = min(int(count), MOST_FACES) if count.isdigit() else 0
        found.append(np.tile(rgb(colour) if known else np.full(3, -1.0), (times, 1)))
    return np.concatenate(found[::-1])


def triangles_of(face: shapely.Polygon) -> Floats:
    """Return the corners (3n, 3) of the triangles of one plane face, seen from the side that its ring turns around."""
    rings = [np.asarray(r.coords)[:-1, :3] for r in (face.exterior, *face.interiors)]
    points = np.concatenate(rings)
    normal = _newell(rings[0])
    length = np.linalg.norm(normal)
    if length < 1e-9:
        return np.zeros((0, 3))
    normal = normal / length
    side = np.cross(normal, [0, 0, 1] if abs(normal[2]) < 0.9 else [1, 0, 0])
    side /= np.linalg.norm(side)
    flat = np.column_stack([points @ side, points @ np.cross(normal, side)])
    ends = np.cumsum([0] + [len(r) for r in rings])
    shell, *holes = [flat[a:b] for a, b in itertools.pairwise(ends)]
    lifted = {tuple(q): p for q, p in zip(flat.tolist(), points, strict=True)}
    at, faces = triangulated(shapely.Polygon(shell, holes))
    solid = np.array([lifted[tuple(q)] for q in at.tolist()])
    return solid[faces].reshape(-1, 3) if len(faces) else np.zeros((0, 3))


def _newell(ring: Floats) -> Floats:
    """Return the normal of a ring that need not be quite plane (Newell's method)."""
    after = np.roll(ring, -1, axis=0)
    return np.asarray(np.sum(np.cross(ring, after), axis=0) / 2)
