"""The names that a town carries: roads along their lines, waters, parks, compounds, buildings."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from data.town.model import Town
from scene3d.overlay.items import Label

Floats = npt.NDArray[np.float64]

NEAR = 0.34  # metres a pixel; nearer than that, buildings tell their names
SPACING = 70.0  # metres between the places where a road may carry its name
ROAD_PRIORITY = {"highway": 46, "major_road": 45, "minor_road": 35, "path": 20}
ROAD_NEAR = {"highway": 2.6, "major_road": 2.6, "minor_road": 1.0, "path": 0.4}
# Style, priority, and the largest size of a pixel in metres at which it shows.
STYLE_OF_COVER = {
    "water": ("water", 50.0, 4.0), "green": ("green", 40.0, 1.4), "sport": ("green", 30.0, 0.8),
    "compound": ("compound", 60.0, 1.2), "paved": ("green", 22.0, 0.7),
}  # fmt: skip


def town_labels(town: Town) -> tuple[Label, ...]:
    """Return all names that may be shown."""
    return (*_roads(town), *_grounds(town), *_buildings(town))


def _roads(town: Town) -> list[Label]:
    by_name: dict[str, list[int]] = {}
    for number, (name, kind) in enumerate(zip(town.roads.names, town.roads.classes, strict=True)):
        if name and kind in ROAD_PRIORITY:
            by_name.setdefault(name, []).append(number)
    return [label for name, numbers in by_name.items() if (label := _road(town, name, numbers)) is not None]


def _road(town: Town, name: str, numbers: Sequence[int]) -> Label | None:
    places, along = [], []
    for number in numbers:
        for line in shapely.get_parts(town.roads.lines[number]):
            if line.length < 25:
                continue
            at = np.arange(min(SPACING, line.length) / 2, line.length, SPACING)
            a = shapely.get_coordinates(shapely.line_interpolate_point(line, np.maximum(at - 12, 0)))
            b = shapely.get_coordinates(shapely.line_interpolate_point(line, np.minimum(at + 12, line.length)))
            middle = shapely.get_coordinates(shapely.line_interpolate_point(line, at))
            places.append(np.column_stack([middle, np.zeros(len(at))]))
            along.append(np.column_stack([(b - a) / 2, np.zeros(len(at))]))
    if not places:
        return None
    kind = town.roads.classes[numbers[0]]
    return Label(name, "road", np.concatenate(places), float(ROAD_PRIORITY[kind]), np.concatenate(along), ROAD_NEAR[kind])


def _grounds(town: Town) -> list[Label]:
    """One label a name: a park in several pieces, or with a square of its name in it, is still one park."""
    pieces: dict[tuple[str, str], list[BaseGeometry]] = {}
    for shape, cover, name in zip(town.grounds.shapes, town.grounds.covers, town.grounds.names, strict=True):
        if name and cover in STYLE_OF_COVER and shapely.get_dimensions(shape) == 2:
            pieces.setdefault((name, cover), []).append(shape)
    found = []
    foremost: dict[str, str] = {}
    for name, cover in sorted(pieces, key=lambda of: -STYLE_OF_COVER[of[1]][1]):
        foremost.setdefault(name, cover)
    for (name, cover), shapes in pieces.items():
        if foremost[name] != cover:
            continue
        style, priority, near = STYLE_OF_COVER[cover]
        shapes.sort(key=lambda s: -s.area)
        area = sum(s.area for s in shapes)
        places = np.concatenate([_inside(s) for s in shapes[:6]])
        near = near if area > 2500 else near * 0.45
        found.append(
            Label(name, style, np.column_stack([places, np.full(len(places), 0.5)]), priority + min(area / 1e5, 5.0), None, near)
        )
    return found


def _inside(shape: BaseGeometry) -> Floats:
    """Return some points well inside of an area, the best first."""
    first = shapely.get_coordinates(shapely.point_on_surface(shape))
    west, south, east, north = shape.bounds
    x, y = np.meshgrid(np.linspace(west, east, 9)[1:-1], np.linspace(south, north, 9)[1:-1])
    at = np.column_stack([x.ravel(), y.ravel()])
    good = shapely.contains_xy(shape, at[:, 0], at[:, 1])
    return np.concatenate([first, at[good]])


def _buildings(town: Town) -> list[Label]:
    b = town.buildings
    found = []
    middles = shapely.get_coordinates(shapely.centroid(b.footprints)) if len(b.ids) else np.zeros((0, 2))
    size = shapely.area(b.footprints) * np.maximum(b.height, 3.0)
    for row, name in enumerate(b.names):
        if name:
            great = size[row] > 250_000
            place = np.array([[*middles[row], b.height[row] + 1.0]])
            found.append(Label(name, "building", place, 15.0 + float(np.log10(size[row] + 1)), None, 1.8 if great else NEAR))
    return found


def building_label(town: Town, row: int, text: str, height: float) -> Label:
    """Return the name plate of the chosen building at a height in metres."""
    middle = shapely.get_coordinates(shapely.centroid(town.buildings.footprints[row]))[0]
    return Label(text, "chosen", np.array([[*middle, height]]), 900.0)
