"""The rooms inside of CityJSON buildings (BuildingRoom of 2.0, Room of 1.x, units and storeys that have a floor), as outlines."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from data.exchange.places.features import Properties
from data.exchange.places.geometry import Unusable
from data.exchange.places.surfaces import Floats, Surfaces, footprint, surfaces_of, used

Objects = dict[str, dict[str, Any]]

ROOMS, HOLDERS = ("BuildingRoom", "Room"), ("BuildingUnit", "BuildingStorey", "Storey")
STEP = 3.0  # metres from floor to floor where storeys are not told
SAME = 1.2  # metres: floors that lie nearer to each other in height are of one storey
NUMBERS = ("storey", "storeynumber", "level", "floor", "floornumber", "buildingstorey")
NAMES = ("name", "roomNumber", "room_number", "number", "房号")
FLOORS = ("FloorSurface", "GroundSurface")
BELOW = ("storeysbelow", "storeysbelowground", "buildinglevelsunderground", "地下层数")  # how a building says it itself


@dataclass(frozen=True, slots=True)
class Interior:
    """A room: number in the file, name, building, attributes, floor outline in the file's own system, heights in metres."""

    number: int
    name: str
    building: str
    properties: Properties
    shape: shapely.Geometry
    base: float
    height: float
    storey: int


def interiors(objects: Objects, points: Floats, grid: float) -> list[Interior]:
    """Return the rooms of all buildings; what has no floor that can be outlined is left out.

    Of units and storeys those are taken that have no room in them: they are the finest that the file tells.
    """
    found: list[tuple[int, str, dict[str, Any], shapely.Geometry, float, float]] = []
    for number, (name, thing) in enumerate(objects.items(), start=1):
        if thing["type"] in ROOMS or (thing["type"] == HOLDERS[0] and not _has_rooms(thing, objects)):
            outlined = _outlined(thing, points, grid)
            if outlined is not None:
                found.append((number, name, thing, *outlined))
    if not found:
        return []
    owner = {name: _building_of(name, thing, objects) for name, thing in objects.items()}
    building = [owner[name] for _, name, *_ in found]
    heights: dict[str, list[float]] = defaultdict(list)
    for (*_, low, _high), b in zip(found, building, strict=True):
        heights[b].append(low)
    floors = {b: _floors(its) for b, its in heights.items()}
    grounds = _grounds(set(building), owner, objects, points)
    made = []
    for (number, name, thing, shape, low, high), b in zip(found, building, strict=True):
        storey = _said(name, thing, objects) or _counted(low, floors[b], grounds[b])
        base = low - grounds[b]
        made.append(Interior(number, name, b, _properties(thing), shape, round(base, 3), round(high - low, 3), storey))
    return made


def room_values(room: Interior) -> Properties:
    """Return the values of a room's record; without a name of its own it is called as the file calls the object."""
    name = next((str(room.properties[key]) for key in NAMES if room.properties.get(key)), room.name)
    return {"name": name, "storey": room.storey, "base": room.base, "height": room.height}


def cellars(rooms: Sequence[Interior]) -> dict[str, int]:
    """Return how many storeys below the ground the rooms of a building are on, by the building's name; none that has none."""
    found: dict[str, int] = {}
    for room in rooms:
        if room.storey < 0:
            found[room.building] = max(-room.storey, found.get(room.building, 0))
    return found


def says_below(properties: Properties) -> bool:
    """Whether a building says itself how many storeys it has below the ground."""
    return any(re.sub(r"[_:\s]", "", key.lower()) in BELOW for key in properties)


def _outlined(thing: dict[str, Any], points: Floats, grid: float) -> tuple[shapely.Geometry, float, float] | None:
    try:
        surfaces = surfaces_of(thing.get("geometry"), len(points))
    except Unusable:
        return None
    if surfaces is None:
        return None
    rows = used([surfaces])
    low, high = float(points[rows, 2].min()), float(points[rows, 2].max())
    floor = [r for r, kind in zip(surfaces.rings, surfaces.types, strict=True) if kind in FLOORS]
    own = Surfaces(floor, ["GroundSurface"] * len(floor), surfaces.lod) if floor else surfaces
    shape = footprint([own], points, grid)
    return None if shape is None else (shape, low, high)


def _properties(thing: dict[str, Any]) -> Properties:
    attributes = thing.get("attributes")
    return dict(attributes) if isinstance(attributes, dict) else {}


def _parents(name: str, objects: Objects) -> Iterator[str]:
    """Yield what an object is in, the nearest first."""
    seen, waiting = {name}, [name]
    while waiting:
        thing = objects[waiting.pop(0)]
        value = thing.get("parents") or thing.get("parent") or []
        for parent in [value] if isinstance(value, str) else value:
            if isinstance(parent, str) and parent in objects and parent not in seen:
                seen.add(parent)
                waiting.append(parent)
                yield parent


def _building_of(name: str, thing: dict[str, Any], objects: Objects) -> str:
    """Return the building that an object is in, or is; "" for none."""
    if thing["type"] == "Building":
        return name
    kinds = {parent: objects[parent]["type"] for parent in _parents(name, objects)}
    wanted = ("Building", "BuildingPart")
    return next((parent for want in wanted for parent, kind in kinds.items() if kind == want), "")


def _has_rooms(thing: dict[str, Any], objects: Objects) -> bool:
    children = thing.get("children")
    return any(objects.get(c, {}).get("type") in ROOMS for c in children) if isinstance(children, list) else False


def _floors(heights: Sequence[float]) -> list[float]:
    """Return the heights of a building's floors, the lowest first."""
    found: list[float] = []
    for height in sorted(heights):
        if not found or height - found[-1] > SAME:
            found.append(height)
    return found


def _grounds(buildings: set[str], owner: dict[str, str], objects: Objects, points: Floats) -> dict[str, float]:
    """Return the height of each building's foot in the file's own system: of its own model, else of what is inside of it."""
    shells: dict[str, float] = {}
    insides: dict[str, float] = {}
    for name, thing in objects.items():
        low = _lowest(thing, points) if owner[name] in buildings else None
        if low is not None:
            into = shells if thing["type"] in ("Building", "BuildingPart") else insides
            into[owner[name]] = min(low, into.get(owner[name], low))
    return {b: shells.get(b, insides.get(b, 0.0)) for b in buildings}


def _lowest(thing: dict[str, Any], points: Floats) -> float | None:
    try:
        surfaces = surfaces_of(thing.get("geometry"), len(points))
    except Unusable:
        return None
    return None if surfaces is None else float(points[used([surfaces]), 2].min())


def _said(name: str, thing: dict[str, Any], objects: Objects) -> int:
    """Return the storey as the room or its storey object says it; 0 where they do not."""
    holders = [p for p in _parents(name, objects) if objects[p]["type"] in HOLDERS[1:]]
    for properties in (_properties(thing), *(_properties(objects[p]) for p in holders)):
        for key, value in properties.items():
            if key.lower().replace("_", "") in NUMBERS and (number := _number(value)):
                return number
    return 0


def _number(value: Any) -> int:
    """Return a storey of a number or of words such as B1 and 3F; 0 where it is neither."""
    found = re.fullmatch(r"\s*(B|-)?\s*(\d{1,3})\s*[Ff楼层]?\s*", str(value)) if not isinstance(value, bool) else None
    return 0 if found is None else -int(found[2]) if found[1] else int(found[2])


def _counted(low: float, floors: Sequence[float], ground: float) -> int:
    """Return the storey of a floor at a height: counted from the floor that lies nearest to the building's foot."""
    heights: npt.NDArray[np.float64] = np.array(floors) - ground
    first = int(np.argmin(np.abs(heights))) if (np.abs(heights) < STEP / 2).any() else None
    own = int(np.argmin(np.abs(np.array(floors) - low)))
    if first is not None:
        return own - first + 1 if own >= first else own - first
    above = round((low - ground) / STEP)
    return above + 1 if above >= 0 else above
