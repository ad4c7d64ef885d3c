"""Going down into the chosen building: it opens into its storeys, the storey into its rooms as far as the records know them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from data.insight.rooms import RoomGrid, room_grid
from data.query import Query, Where, equals
from data.store.station import Station
from data.town.model import Town
from data.town.rooms import storey_rooms
from data.workspace import Selection
from scene3d.mesh_storeys import Opened, RoomShape, open_building, storey_outline
from scene3d.overlay.items import Label
from scene3d.overlay.names import building_label


@dataclass(frozen=True, slots=True)
class Inside:
    """What was read of a building: its rooms as a grid and its title."""

    building: int
    grid: RoomGrid
    title: str
    units: int


def read_inside(station: Station, building: int) -> Inside:
    """Return the rooms of a building; called on a reader's thread."""
    record = station.get("building", building)
    dwellings = station.read(equals("dwelling", building=building))
    residences = station.read(Query("residence", (Where("building", "is", building), Where("until", "is", None))))
    shops = station.read(equals("shop", building=building))
    title = station.title(record) if record is not None else ""
    return Inside(building, room_grid(dwellings, residences, shops), title, int((record and record["units"]) or 1))


def open_chosen(town: Town, row: int, chosen: Selection, inside: Inside | None, theme: str) -> Opened:
    """Return the meshes of the chosen building with the rooms of its storey; called on a worker's thread."""
    rooms = room_shapes(town, row, chosen.storey, inside) if inside is not None and chosen.storey is not None else ()
    return open_building(town, row, chosen.storey, rooms, chosen.dwelling, theme)


def room_shapes(town: Town, row: int, storey: int, inside: Inside) -> tuple[RoomShape, ...]:
    """Return the rooms of a storey as shapes in local metres."""
    cells = {c.dwelling: c for c in inside.grid.row(storey)}
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
    for room in opened.shapes:
        middle = shapely.get_coordinates(shapely.point_on_surface(room.polygon))[0]
        found.append(Label(room.label, "room", np.array([[*middle, opened.floor + 0.3]]), 300.0, None, 0.16))
    return tuple(found)
