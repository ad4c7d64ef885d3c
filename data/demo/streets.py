"""The skeleton of a district: roads, the river with its bridges, and the blocks between them."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import LineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import split

from data.demo.plan import Ground, Plan, Street

WIDTH = 1100.0  # metres, of one district
HEIGHT = 900.0
COLUMNS = (-215.0, 95.0, 345.0)  # where the inner roads stand before they are moved a little
ROWS = (-215.0, 20.0)
RIVER_AT = 185.0  # metres north of the middle where the river crosses a district's border
HALF_RIVER = 24.0
BANK = 17.0  # green strip along the water
PAVEMENT = 3.0


@dataclass(frozen=True, slots=True)
class Edges:
    """Names of the four roads around a district, and which of them this district draws (neighbours share them)."""

    south: str
    north: str
    west: str
    east: str
    draw: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cell:
    """A block: its place in the pattern (column from the west or, mirrored, the east; row from the south) and its ground."""

    column: int
    row: int
    shape: Polygon
    street: str  # the named road on its south side
    side_street: str  # the named road on its west side


def lay_streets(plan: Plan, dice: random.Random, edges: Edges, *, mirror: bool, river: bool) -> list[Cell]:
    """Fill the plan's roads, water and banks, and return the blocks."""
    flip = -1.0 if mirror else 1.0
    shore = _river_line(dice, flip)
    water = largest(shore.buffer(HALF_RIVER, cap_style="flat").intersection(plan.outline))
    columns, rows = _inner(dice, flip)
    _edges(plan, edges)
    names = plan.names
    titles = [f"{names.base}巷", f"{names.second}路", f"{names.base}东街"]
    grades = [("minor_road", 13.0), ("major_road", 22.0), ("minor_road", 12.0)]
    for line, title, (grade, width) in zip(columns, titles, grades, strict=True):
        _crossing_river(plan, line, water, title, grade, width, river=river)
    plan.streets.append(Street(rows[0], f"{names.base}路", "major_road", 24.0))
    plan.streets.append(Street(rows[1], f"{names.water}巷" if river else f"{names.water}街", "minor_road", 13.0))
    quay = LineString([(x, y - HALF_RIVER - 32) for x, y in shore.coords])
    plan.streets.append(Street(quay, f"{names.water}路", "minor_road", 12.0))
    _banks(plan, shore, water, river=river)
    _crossings(plan, edges, [*rows, quay], columns, titles)
    plan.beats = _beats(plan.outline, columns[1], rows[1])
    return _cells(plan, water, columns, rows, titles, edges, mirror=mirror)


def _river_line(dice: random.Random, flip: float) -> LineString:
    """The river's middle: level at both borders, so that neighbours meet, with one bend between."""
    u = np.linspace(-WIDTH / 2, WIDTH / 2, 56)
    rise, sway = dice.uniform(62, 84), dice.uniform(12, 26)
    hold = 1 - (2 * u / WIDTH) ** 2
    bend = rise * np.exp(-(((u - flip * 70) / 235) ** 2)) + sway * np.sin(2 * np.pi * u / WIDTH)
    return LineString(np.column_stack([u, RIVER_AT + hold * bend]))


def _inner(dice: random.Random, flip: float) -> tuple[list[LineString], list[LineString]]:
    columns = []
    for base in COLUMNS:
        u = flip * base + dice.uniform(-14, 14)
        lean = dice.uniform(-17, 17)
        columns.append(LineString([(u - lean, -HEIGHT / 2), (u + lean, HEIGHT / 2)]))
    rows = []
    for base in ROWS:
        v, lean = base + dice.uniform(-9, 9), dice.uniform(-10, 10)
        rows.append(LineString([(-WIDTH / 2, v - lean), (0, v + dice.uniform(-3, 3)), (WIDTH / 2, v + lean)]))
    return columns, rows


def _edges(plan: Plan, edges: Edges) -> None:
    """Roads on the border belong to one of the two districts beside them."""
    x, y = WIDTH / 2, HEIGHT / 2
    lines = {
        "south": (edges.south, [(-x, -y), (x, -y)]),
        "north": (edges.north, [(-x, y), (x, y)]),
        "west": (edges.west, [(-x, -y), (-x, y)]),
        "east": (edges.east, [(x, -y), (x, y)]),
    }
    for side, (name, points) in lines.items():
        if side in edges.draw:
            plan.streets.append(Street(LineString(points), name, "major_road", 20.0))


def _crossing_river(plan: Plan, line: LineString, water: Polygon, name: str, grade: str, width: float, *, river: bool) -> None:
    if not river:
        plan.streets.append(Street(line, name, grade, width))
        return
    for piece in split(line, water.buffer(4).boundary).geoms:
        over = water.buffer(4).contains(piece.interpolate(0.5, normalized=True))
        plan.streets.append(Street(LineString(piece.coords), f"{name}桥" if over else name, grade, width, bridge=bool(over)))


def _banks(plan: Plan, shore: LineString, water: Polygon, *, river: bool) -> None:
    """Water with a green bank and a promenade on both sides; without a river a green belt in its place."""
    strip = shore.buffer(HALF_RIVER + BANK, cap_style="flat").intersection(plan.outline)
    roads = shapely.union_all([s.line.buffer(s.width / 2 + PAVEMENT, cap_style="flat") for s in plan.streets])
    names = plan.names
    if river:
        plan.grounds.append(Ground(water, "water", names.river))
    for side in (1, -1):
        walk = shapely.offset_curve(shore, side * (HALF_RIVER + 9)).intersection(plan.outline)
        plan.streets.append(Street(_longest(walk), f"{names.water}步道", "path", 3.0))
    walks = shapely.union_all([s.line.buffer(1.9) for s in plan.streets[-2:]])
    green = (strip.difference(water) if river else strip).difference(roads).difference(walks)
    for piece in shapely.get_parts(green):
        if piece.area > 150:
            plan.grounds.append(Ground(piece, "green", f"{names.water}绿带"))


def _longest(line: BaseGeometry) -> LineString:
    found: LineString = max(shapely.get_parts(line), key=lambda p: float(p.length))
    return found


def largest(shape: BaseGeometry) -> Polygon:
    """Return the part with the largest area."""
    found: Polygon = max(shapely.get_parts(shape), key=lambda p: float(p.area))
    return found


def _crossings(plan: Plan, edges: Edges, rows: list[LineString], columns: list[LineString], titles: list[str]) -> None:
    x, y = WIDTH / 2, HEIGHT / 2
    names = plan.names
    across = [*rows, LineString([(-x, -y), (x, -y)]), LineString([(-x, y), (x, y)])]
    across_names = [f"{names.base}路", f"{names.water}巷", f"{names.water}路", edges.south, edges.north]
    along = [*columns, LineString([(-x, -y), (-x, y)]), LineString([(x, -y), (x, y)])]
    for line, name in zip(across, across_names, strict=True):
        for other, title in zip(along, [*titles, edges.west, edges.east], strict=True):
            for at in shapely.get_parts(line.intersection(other)):
                plan.crossings.append((Point(at), f"{name}{title}路口"))


def _beats(outline: Polygon, column: LineString, row: LineString) -> list[Polygon]:
    """Four beats, cut along two roads, counted like reading: north-west, north-east, south-west, south-east."""
    longer = shapely.union_all([_stretched(column), _stretched(row)])
    parts: list[Polygon] = list(
        shapely.get_parts(shapely.polygonize(shapely.get_parts(shapely.node(longer.union(outline.boundary)))))
    )
    return sorted(parts, key=lambda p: (p.centroid.y < 0, p.centroid.x))


def _stretched(line: LineString) -> LineString:
    """The line with its ends pushed out by ten metres, so that it surely crosses the border."""
    points = np.asarray(line.coords)
    first = points[0] + (points[0] - points[1]) / np.linalg.norm(points[0] - points[1]) * 10
    last = points[-1] + (points[-1] - points[-2]) / np.linalg.norm(points[-1] - points[-2]) * 10
    return LineString([first, *points[1:-1], last])


def _cells(
    plan: Plan, water: Polygon, columns: list[LineString], rows: list[LineString], titles: list[str], edges: Edges, *, mirror: bool
) -> list[Cell]:
    lines = [(s.line, s.width / 2 + PAVEMENT) for s in plan.streets if s.grade != "path"]
    frame = box(-WIDTH / 2 + 13, -HEIGHT / 2 + 13, WIDTH / 2 - 13, HEIGHT / 2 - 13)
    taken = [line.buffer(r, cap_style="square") for line, r in lines] + [water.buffer(BANK + 3)]
    found = []
    names = plan.names
    for piece in shapely.get_parts(frame.difference(shapely.union_all(taken))):
        block = piece.buffer(-6).buffer(6)
        if block.is_empty or block.area < 2500:
            continue
        middle = block.representative_point()
        column = sum(middle.x > c.interpolate(c.project(middle)).x for c in columns)
        south = [edges.south, f"{names.base}路", f"{names.water}巷", f"{names.water}路"]
        row = 3 if middle.y > water.centroid.y and _north(block, water) else sum(middle.y > _height(r, middle.x) for r in rows)
        west = [edges.west, *_ordered(titles, mirror)]
        if block.area > 2500:
            found.append(Cell(3 - column if mirror else column, row, block, south[row], west[column]))
    return found


def _ordered(titles: list[str], mirror: bool) -> list[str]:
    return titles[::-1] if mirror else titles


def _north(block: Polygon, water: Polygon) -> bool:
    middle = block.representative_point()
    above = LineString([(middle.x, middle.y), (middle.x, HEIGHT / 2)])
    return not above.intersects(water)


def _height(line: LineString, x: float) -> float:
    points = np.asarray(line.coords)
    return float(np.interp(x, points[:, 0], points[:, 1]))
