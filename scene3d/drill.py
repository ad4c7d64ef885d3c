"""Going down into the chosen building: it opens into its storeys, the storey into its rooms as far as the records know them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from data.insight.room_outlines import RoomOutline, dwellings_of, room_outlines
from data.insight.rooms import RoomCell, RoomGrid, room_grid
from data.query import Query, Where, equals
from data.store.station import Station
from data.town.floor_plans import FloorPlan, floor_plans, laid
from data.town.model import Town
from data.town.rooms import storey_rooms
from data.workspace import Selection
from scene3d.meshes.storeys import Ink, Opened, RoomShape, open_building, storey_outline
from scene3d.overlay.items import Label
from scene3d.overlay.names import building_label


@dataclass(frozen=True, slots=True)
class Inside:
    """What was read of a building: its rooms as a grid and its title."""

    building: int
    grid: RoomGrid
    title: str
    units: int
    outlines: tuple[RoomOutline, ...] = ()
    plans: tuple[FloorPlan, ...] = ()


def read_inside(station: Station, building: int) -> Inside:
    """Return the rooms of a building; called on a reader's thread."""
    record = station.get("building", building)
    dwellings = station.read(equals("dwelling", building=building))
    residences = station.read(Query("residence", (Where("building", "is", building), Where("until", "is", None))))
    shops = station.read(equals("shop", building=building))
    title = station.title(record) if record is not None else ""
    grid, units = room_grid(dwellings, residences, shops), int((record and record["units"]) or 1)
    return Inside(building, grid, title, units, room_outlines(station, building), floor_plans(station, building))


def open_chosen(town: Town, row: int, chosen: Selection, inside: Inside | None, theme: str) -> Opened:
    """Return the meshes of the chosen building with the rooms of its storey; called on a worker's thread."""
    rooms = room_shapes(town, row, chosen.storey, inside) if inside is not None and chosen.storey is not None else ()
    plan = next((p for p in inside.plans if p.storey == chosen.storey), None) if inside is not None else None
    ink = plan.ink() if plan is not None else None
    outlined = inside is not None and any(o.storey == chosen.storey for o in inside.outlines)
    opened = open_building(town, row, chosen.storey, rooms, chosen.dwelling, theme, walls=ink is None or outlined)
    if plan is None or ink is None or chosen.storey is None:
        return opened
    corners = laid(plan, (ink.shape[1], ink.shape[0]), storey_outline(town, row, chosen.storey))
    return replace(opened, ink=Ink(ink, corners))


def room_shapes(town: Town, row: int, storey: int, inside: Inside) -> tuple[RoomShape, ...]:
    """Return the rooms of a storey as shapes in local metres: as a file outlined them, else laid out by their numbers."""
    cells = {c.dwelling: c for c in inside.grid.row(storey)}
    known = [o for o in inside.outlines if o.storey == storey]
    if known:
        return _outlined(known, inside)
    return _laid_out(town, row, storey, inside, cells)


def _outlined(outlines: list[RoomOutline], inside: Inside) -> tuple[RoomShape, ...]:
    """Return rooms of a file with the dwellings that they are, as far as links and numbers tell."""
    found = []
    for outline, dwelling in zip(outlines, dwellings_of(outlines, inside.grid), strict=True):
        cell = inside.grid.cell(dwelling) if dwelling else None
        part = _largest(outline.polygon)
        if part is not None:
            state, label = (cell.state, cell.label) if cell else ("", outline.name)
            found.append(RoomShape(part, dwelling, state, label))
    return tuple(found)


def _laid_out(town: Town, row: int, storey: int, inside: Inside, cells: dict[int, RoomCell]) -> tuple[RoomShape, ...]:
    units = [unit for unit, _ in inside.grid.units]
    known = units if len(units) >= inside.units and all(units) else inside.units
    laid = storey_rooms(storey_outline(town, row, storey), [(c.dwelling, c.unit, c.room) for c in cells.values()], known)
    return tuple(
        RoomShape(part, room.dwelling, cells[room.dwelling].state, cells[room.dwelling].label)
        for room in laid
        if (part := _largest(room.polygon)) is not None
    )


def _largest(shape: BaseGeometry) -> shapely.Polygon | None:
    parts = [p for p in shapely.get_parts(shape) if p.geom_type == "Polygon" and p.area > 0.3]
    return max(parts, key=lambda p: p.area, default=None)


def chosen_labels(town: Town, opened: Opened | None, title: str) -> tuple[Label, ...]:
    """Return the name plate of the opened building and the numbers in its rooms."""
    if opened is None:
        return ()
    b = town.buildings
    height = float(b.height[opened.row]) + 2.0 if opened.storey is None else opened.floor + 1.5
    found = [building_label(town, opened.row, title, height)] if title and opened.storey is None else []
    for room in (r for r in opened.shapes if r.label):
        middle = shapely.get_coordinates(shapely.point_on_surface(room.polygon))[0]
        found.append(Label(room.label, "room", np.array([[*middle, opened.floor + 0.3]]), 300.0, None, 0.16))
    return tuple(found)
