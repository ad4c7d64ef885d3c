"""A building opened: what is below the chosen storey, the storey with its rooms, and the ghost of what is above.

For a storey below ground the ground is cut open around it; the roof is a storey on top of the whole building.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from data.town.model import Town
from data.town.storeys import floor_height, roof_storey
from scene3d.light import mixed, rgb, shade, theme_rgb
from scene3d.meshes.buildings import building_meshes, own_mesh, prisms
from scene3d.meshes.mesh import Mesh, creases, join, mesh, quads
from scene3d.meshes.pit import Hole, pit_hole, pit_mesh
from scene3d.meshes.prisms import PLAIN, Prisms, edges, explode, level, raised

Floats = npt.NDArray[np.float64]
Geometries = npt.NDArray[np.object_]

WALL = 1.35  # metres, the cut walls around rooms
THICK = 0.22  # metres
LIFT = 1.5  # storeys that what is above is lifted
SELECTED = -2  # the row of the storey's own floor in `Opened.rooms`
STATES = ("household", "floating", "business", "vacant")  # of a room, and the look's names of their colours


@dataclass(frozen=True, slots=True)
class RoomShape:
    """A room to draw: its polygon in local metres, the dwelling's id (0: none), its state and what is written on it.

    The state is one of `STATES`, "" for what is no dwelling.
    """

    polygon: shapely.Polygon
    dwelling: int
    state: str
    label: str


@dataclass(frozen=True, slots=True)
class Ink:
    """A floor plan on a storey: how dark it is (h, w) with row 0 at its foot, where its corners lie (4, 2), lower left first."""

    dark: npt.NDArray[np.uint8]
    corners: Floats


@dataclass(frozen=True, slots=True)
class Opened:
    """A chosen building: ``solid`` by facade, ``rooms`` (rows are room numbers), ``ghost`` with alpha, storey ``lines``.

    ``lines`` are (n, 2, 3) segments in local metres, ``floor`` is the height of the storey's floor. ``pit`` are the slopes around a
    storey below ground, ``hole`` what is cut out of the ground for them. ``roofless`` tells that what is above the floor is lifted.
    """

    row: int
    storey: int | None
    solid: dict[str, Mesh]
    rooms: Mesh | None
    ghost: Mesh | None
    lines: Floats
    floor: float
    shapes: tuple[RoomShape, ...] = ()
    pit: Mesh | None = None
    hole: Hole | None = None
    roofless: bool = False
    ink: Ink | None = None


def open_building(town: Town, row: int, storey: int | None, rooms: Sequence[RoomShape], dwelling: int | None, theme: str,
                  *, walls: bool = True) -> Opened:  # fmt: skip
    """Return the meshes of a chosen building; ``storey`` None leaves it whole, 1 is the ground floor, negative is below ground.

    Without ``walls`` rooms are colours on the floor only, for a plan to be laid on them.
    """
    b = town.buildings
    paint = _accent(theme)
    own = prisms(town, np.array([row]), bodies=storey is not None)  # a model of its own cannot be cut: its plain body is
    step = float(b.storey_height[row])
    if storey is not None and storey < 0 and len(own.rows):
        return _open_below(town, row, storey, rooms, dwelling, theme, walls=walls)
    if storey is not None and storey >= roof_storey(int(b.storeys[row])) and len(own.rows):
        return _open_roof(town, row, storey, rooms, dwelling, theme)
    if storey is None or storey < 1 or not len(own.rows):
        whole = building_meshes(town, theme, np.array([row]), paint)
        return Opened(row, None, whole, None, None, _rings(own, b.base[row], step, b.height[row]), float(b.base[row]))
    floor = float(b.base[row]) + (min(storey, int(b.storeys[row])) - 1) * step
    below = _cut(own, -1e9, floor)
    solid = raised(below, theme, parapets=False, paint=paint) if len(below.rows) else {}
    outline = _outline(own, floor)
    plan = _plan(outline, rooms, floor, theme, dwelling, walls=walls)
    lines = _rings(below, b.base[row], step, floor)
    return Opened(
        row,
        storey,
        {k: m for k, m in solid.items() if not m.empty},
        plan,
        _ghost(town, row, floor + step, theme),
        lines,
        floor,
        tuple(rooms),
        roofless=True,
    )


def _open_below(town: Town, row: int, storey: int, rooms: Sequence[RoomShape], dwelling: int | None, theme: str,
                *, walls: bool) -> Opened:  # fmt: skip
    """A storey below ground: a pit with its plan at the bottom, and the building lifted over it as a ghost."""
    b = town.buildings
    own, step = prisms(town, np.array([row]), bodies=True), float(b.storey_height[row])
    floor = floor_height(storey, float(b.base[row]), step)
    outline = _outline(own, floor)
    hole = pit_hole(outline, floor, town, row)
    plan = _plan(outline, rooms, floor, theme, dwelling, walls=walls)
    return Opened(row, storey, {}, plan, _ghost(town, row, -1e9, theme), np.zeros((0, 2, 3)), floor, tuple(rooms),
                  pit_mesh(hole, theme), hole, roofless=True)  # fmt: skip


def _open_roof(town: Town, row: int, storey: int, rooms: Sequence[RoomShape], dwelling: int | None, theme: str) -> Opened:
    """The roof: the whole building, and its highest outline to stand on."""
    b = town.buildings
    own = prisms(town, np.array([row]), bodies=True)
    top = float(own.top.max())
    highest = shapely.union_all(own.polygons[own.top > top - 0.5])
    solid = raised(own, theme, parapets=False, paint=_accent(theme))
    lines = _rings(own, float(b.base[row]), float(b.storey_height[row]), top)
    plan = _plan(highest, rooms, top, theme, dwelling)
    return Opened(row, storey, {k: m for k, m in solid.items() if not m.empty}, plan, None, lines, top, tuple(rooms))


def _accent(theme: str) -> Floats:
    accent = theme_rgb(theme, "accent")
    return mixed(accent, rgb("#ffffff"), 0.36 if theme == "light" else 0.08)


def _cut(solids: Prisms, low: float, high: float) -> Prisms:
    """Return what lies between two heights."""
    some = solids.take((solids.base < high - 0.05) & (solids.top > low + 0.05))
    return replace(some, base=np.maximum(some.base, low), top=np.minimum(some.top, high))


def storey_outline(town: Town, row: int, storey: int) -> BaseGeometry:
    """Return the outline of a building at a storey, in local metres."""
    own = prisms(town, np.array([row]), bodies=True)
    if not len(own.rows):
        whole: BaseGeometry = town.buildings.footprints[row]
        return whole
    b = town.buildings
    return _outline(own, floor_height(storey, float(b.base[row]), float(b.storey_height[row])))


def _outline(solids: Prisms, height: float) -> BaseGeometry:
    """Return the outline of the building at a height; the widest below where nothing is at that height."""
    at = (solids.base <= height + 0.05) & (solids.top > height + 0.3)
    return shapely.union_all(solids.polygons[at] if at.any() else solids.polygons)


def _rings(solids: Prisms, base: float, step: float, top: float) -> Floats:
    """Return the lines between storeys all around, a little outside of the walls."""
    heights = np.arange(base + step, top - 0.2, step)
    found = []
    for number, polygon in enumerate(solids.polygons):
        around = edges(np.array([polygon.buffer(0.06, join_style="mitre")], object))
        for height in heights[(heights > solids.base[number]) & (heights < solids.top[number])]:
            ends = np.stack([around.a, around.b], axis=1)
            found.append(np.concatenate([ends, np.full((len(ends), 2, 1), height)], axis=2))
    return np.concatenate(found) if found else np.zeros((0, 2, 3))


def _plan(outline: BaseGeometry, rooms: Sequence[RoomShape], floor: float, theme: str, dwelling: int | None,
          *, walls: bool = True) -> Mesh:  # fmt: skip
    """The storey seen from above: its floor, its rooms by use, and cut walls around them."""
    base = theme_rgb(theme, "panel")
    accent = theme_rgb(theme, "accent")
    ground, _ = explode(np.array([outline], object))
    n = len(ground)
    parts = [level(ground, np.full(n, floor + 0.04), np.tile(base, (n, 1)), np.full(n, SELECTED, np.int32))]
    parts.append(
        _low_walls(ground, np.full(n, SELECTED, np.int32), floor, np.tile(mixed(accent, rgb("#ffffff"), 0.12), (n, 1)), theme)
    )
    if rooms:
        shapes = np.array([r.polygon for r in rooms], object)
        colours = np.array([_room_colour(r, theme, dwelling) for r in rooms])
        polygons, source = explode(shapes)
        rows = source.astype(np.int32)
        parts.append(level(polygons, np.full(len(rows), floor + 0.09), colours[source], rows))
        if walls:
            paint = np.tile(mixed(base, theme_rgb(theme, "quiet"), 0.12), (len(rows), 1))
            parts.append(_low_walls(polygons, rows, floor, paint, theme, height=WALL * 0.8))
    return join(parts)


def _room_colour(room: RoomShape, theme: str, dwelling: int | None) -> Floats:
    if dwelling is not None and room.dwelling == dwelling:
        return theme_rgb(theme, "accent")
    if not room.state:
        return mixed(theme_rgb(theme, "panel"), theme_rgb(theme, "page"), 0.6)
    return mixed(theme_rgb(theme, room.state if room.state in STATES else "vacant"), theme_rgb(theme, "text"), 0.05)


def _low_walls(
    polygons: Geometries, rows: npt.NDArray[np.int32], floor: float, colours: Floats, theme: str, *, height: float = WALL
) -> Mesh:
    """Thin walls along the inside of outlines, with tops."""
    inner = shapely.buffer(polygons, -THICK, join_style="mitre")
    tops, source = explode(shapely.difference(polygons, inner))
    lids = level(tops, np.full(len(tops), floor + height), np.minimum(colours[source] * 1.04, 255), rows[source])
    faces = []
    for shapes, turn in ((polygons, 1), (inner, -1)):
        solid, of = explode(shapes)
        along = edges(solid)
        a, b = (along.a, along.b) if turn > 0 else (along.b, along.a)
        owner = of[along.owner]
        low, high = np.full(len(a), floor), np.full(len(a), floor + height)
        corners = np.stack([np.column_stack(p) for p in ((a, low), (b, low), (b, high), (a, high))], axis=1)
        points, triangles = quads(corners)
        run = b - a
        facing = np.column_stack([run[:, 1], -run[:, 0], np.zeros(len(a))]) / np.maximum(np.linalg.norm(run, axis=1), 1e-9)[:, None]
        bright = np.repeat(shade(facing, theme), 4)[:, None]
        faces.append(mesh(points, triangles, bright * np.repeat(colours[owner], 4, axis=0), np.repeat(rows[owner], 2)))
    return join([lids, *faces])


def _above(town: Town, row: int, cut: float, theme: str) -> tuple[Prisms, Mesh]:
    """Return what of a building is over a height: its upright solids, and its pitched roofs or own model."""
    solids = _cut(prisms(town, np.array([row])), cut, 1e9)
    own = own_mesh(town, theme, np.array([row]), _accent(theme))
    if own.empty:
        return solids, own
    kept = own.take(own.points[own.faces, 2].max(axis=1) > cut + 0.05)
    points = kept.points.copy()
    points[:, 2] = np.maximum(points[:, 2], cut)  # what reaches below is cut off where it stands upright
    return solids, replace(kept, points=points)


def _ghost(town: Town, row: int, cut: float, theme: str) -> Mesh | None:
    lift = LIFT * float(town.buildings.storey_height[row])
    above, own = _above(town, row, cut, theme)
    plain = np.full(len(above.rows), PLAIN, object)
    upright = replace(above, facade=plain, foot=plain)
    parts = [raised(upright, theme, parapets=False, paint=_accent(theme))[PLAIN]] if len(above.rows) else []
    solid = join([*parts, own])
    if solid.empty:
        return None
    alpha = np.full((len(solid.colours), 1), 34 if theme == "light" else 40, np.uint8)
    raised_points = solid.points + np.array([0, 0, lift], np.float32)
    return Mesh(raised_points, solid.faces, np.concatenate([solid.colours[:, :3], alpha], axis=1), solid.rows)


def ghost_edges(town: Town, opened: Opened) -> Floats:
    """Return the outline (n, 2, 3) of what was lifted: the rings at its foot and top and its upright edges."""
    if opened.ghost is None or opened.storey is None:
        return np.zeros((0, 2, 3))
    step = float(town.buildings.storey_height[opened.row])
    cut = opened.floor + step if opened.storey > 0 else -1e9
    above, own = _above(town, opened.row, cut, "light")
    found = [] if own.empty else [creases(own) + np.array([0.0, 0.0, LIFT * step])]
    for polygon, base, top in zip(above.polygons, above.base + LIFT * step, above.top + LIFT * step, strict=True):
        around = edges(np.array([polygon.simplify(0.3)], object))
        for height in (base, top):
            ends = np.stack([around.a, around.b], axis=1)
            found.append(np.concatenate([ends, np.full((len(ends), 2, 1), height)], axis=2))
        posts = np.stack([np.column_stack([around.a, np.full(len(around.a), z)]) for z in (base, top)], axis=1)
        found.append(posts)
    return np.concatenate(found) if found else np.zeros((0, 2, 3))
