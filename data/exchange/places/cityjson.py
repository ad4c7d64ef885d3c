"""CityJSON in (0.x to 2.0): each building with its parts as one 3D model, footprint, height and attributes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from data.errors import BadInput
from data.exchange.places.city_system import CitySystem, find_system
from data.exchange.places.features import Features, Properties
from data.exchange.places.geometry import Unusable
from data.exchange.places.interiors import HOLDERS, ROOMS, cellars, interiors, room_values, says_below
from data.exchange.places.surfaces import Floats, Surfaces, footprint, model, surfaces_of, used
from data.exchange.report import Reject
from data.i18n import tr
from data.town.shapes import object_array

Objects = dict[str, dict[str, Any]]
WHOLE, PART = "Building", "BuildingPart"
ROOM_KIND = "plan_room"
LOWEST = 0.1  # metres: a model flatter than this says nothing of the height


def read_city(document: Any, path: Path, encoding: str = "utf-8", datum: str | None = None) -> Features:
    """Return the buildings of a CityJSON document in WGS-84 degrees; heights are metres above each building's ground.

    ``datum`` ("EPSG:code") takes the place of a reference system that is missing or wrong.

    Raises
    ------
    BadInput
        If it is no sound CityJSON, its reference system is unknown, or none of its buildings can be taken.
    """
    objects, points = _objects(document, path), _points(document, path)
    system = find_system(document, points, datum, path)
    lon, lat = system.to_degrees(points)
    place = np.column_stack([lon, lat, points[:, 2]])
    found = Features(file=path, numbers=[], ids=[], properties=[], shapes=object_array([]), encoding=encoding, datum=system.guess,
                     kinds=[], values=[], notes=_notes(objects))  # fmt: skip
    shapes: list[Any] = []
    for number, (name, thing) in enumerate(objects.items(), start=1):
        if _is_whole(name, thing, objects):
            _take(found, shapes, number, name, _Building(name, thing, objects), points, place, system)
    rooms = _take_rooms(found, shapes, objects, points, system)
    if rooms:
        found.notes.append(tr("{count} 个房间按轮廓导入，选中楼层时画在楼里", count=rooms))
    if found.rejects and not shapes:
        raise BadInput(tr("文件 {file} 里没有一栋建筑可用，第一个问题：{why}", file=path.name, why=found.rejects[0].why), file=path)
    return _with_shapes(found, shapes)


class _Building:
    """A building with its parts: attributes, and surfaces once asked for."""

    def __init__(self, name: str, thing: dict[str, Any], objects: Objects) -> None:
        self.name = name
        self.parts = _family(name, thing, objects)
        self.properties = _properties(thing, self.parts)

    def surfaces(self, vertices: int) -> list[Surfaces]:
        found = [s for part in self.parts if (s := surfaces_of(part.get("geometry"), vertices)) is not None]
        if not found:
            raise Unusable(tr("没有可用的几何"))
        return found


def _take(found: Features, shapes: list[Any], number: int, name: str, building: _Building, points: Floats, place: Floats,
          system: CitySystem) -> None:  # fmt: skip
    """Add a building to the features, or to the refusals."""
    try:
        surfaces = building.surfaces(len(points))
        shape = footprint(surfaces, points, system.grid)
        if shape is None:
            raise Unusable(tr("所有表面都是竖直的，得不出占地轮廓"))
    except Unusable as error:
        why = tr("{name}：{why}", name=name, why=str(error))
        found.rejects.append(Reject(number, why, "geometry", name, building.properties))
        return
    found.numbers.append(number)
    found.ids.append(name)
    found.properties.append(building.properties)
    found.kinds.append("building")  # type: ignore[union-attr]
    found.values.append(_solid(surfaces, points, place))  # type: ignore[union-attr]
    shapes.append(shapely.transform(shape, lambda xy: np.column_stack(system.to_degrees(xy))))


def _take_rooms(found: Features, shapes: list[Any], objects: Objects, points: Floats, system: CitySystem) -> int:
    """Add the rooms inside of the buildings, and return how many there are."""
    rooms = interiors(objects, points, system.grid)
    below = cellars(rooms)
    for name, said, values in zip(found.ids, found.properties, found.values or (), strict=True):
        if name in below and not says_below(said):
            values["storeys_below"] = below[name]
    for room in rooms:
        found.numbers.append(room.number)
        found.ids.append(room.name)
        found.properties.append(room.properties)
        found.kinds.append(ROOM_KIND)  # type: ignore[union-attr]
        found.values.append(room_values(room))  # type: ignore[union-attr]
        shapes.append(shapely.transform(room.shape, lambda xy: np.column_stack(system.to_degrees(xy))))
    return len(rooms)


def _solid(surfaces: list[Surfaces], points: Floats, place: Floats) -> Properties:
    """Return height, model and level of detail; a footprint alone has none of them."""
    rows = used(surfaces)
    ground = float(points[rows, 2].min())
    height = float(points[rows, 2].max()) - ground
    if height < LOWEST:
        return {}
    return {"height": round(height, 3), "model": model(surfaces, place, ground), "lod": max(s.lod for s in surfaces)}


def _objects(document: Any, path: Path) -> Objects:
    objects = document.get("CityObjects")
    if not isinstance(objects, dict) or not all(isinstance(thing, dict) for thing in objects.values()):
        raise BadInput(tr("文件 {file} 不是有效的 CityJSON：缺少 CityObjects", file=path.name), file=path)
    for name, thing in objects.items():
        if not isinstance(thing.get("type"), str):
            raise BadInput(tr("文件 {file} 不是有效的 CityJSON：对象 {name} 没有 type", file=path.name, name=name), file=path)
        for other in _names(thing, "children") + _names(thing, "parents"):
            if other not in objects:
                raise BadInput(tr("文件 {file} 不是有效的 CityJSON：对象 {name} 引用的 {other} 不存在",
                                  file=path.name, name=name, other=other), file=path)  # fmt: skip
    return objects


def _points(document: Any, path: Path) -> Floats:
    """Return the vertices in the file's own system, three columns."""
    raw, transform = document.get("vertices"), document.get("transform")
    try:
        points = np.array(raw, dtype=float).reshape(-1, 3)
        if len(points) != len(raw):
            raise ValueError(len(raw))
        if transform is not None:
            points = points * np.array(transform["scale"], float) + np.array(transform["translate"], float)
        if not np.isfinite(points).all():
            raise ValueError(points)
    except (TypeError, ValueError, KeyError) as error:
        why = tr("文件 {file} 不是有效的 CityJSON：vertices 或 transform 不是三个一组的数字", file=path.name)
        raise BadInput(why, file=path) from error
    return points


def _is_whole(name: str, thing: dict[str, Any], objects: Objects) -> bool:
    """Tell whether an object is a building of its own; a part without a parent is."""
    if thing["type"] == WHOLE:
        return True
    return thing["type"] == PART and not any(objects[p]["type"] in (WHOLE, PART) for p in _names(thing, "parents"))


def _family(name: str, thing: dict[str, Any], objects: Objects) -> list[dict[str, Any]]:
    """Return a building and its parts of all depths, each once."""
    found, waiting = {name: thing}, [thing]
    while waiting:
        for child in _names(waiting.pop(), "children"):
            if child not in found and objects[child]["type"] == PART:
                found[child] = objects[child]
                waiting.append(objects[child])
    return list(found.values())


def _names(thing: dict[str, Any], member: str) -> list[str]:
    """Return the names of other objects; early versions wrote Parts and a single parent."""
    value = thing.get(member) or thing.get({"children": "Parts", "parents": "parent"}[member])
    if isinstance(value, str):
        return [value]
    return [v for v in value if isinstance(v, str)] if isinstance(value, list) else []


def _properties(thing: dict[str, Any], parts: list[dict[str, Any]]) -> Properties:
    """Return the attributes of a building; what only its single part says is its own too."""
    own = thing.get("attributes") if isinstance(thing.get("attributes"), dict) else {}
    only = parts[1].get("attributes") if len(parts) == 2 and not thing.get("geometry") else {}
    return {**_address(thing), **(only if isinstance(only, dict) else {}), **(own or {})}


def _address(thing: dict[str, Any]) -> Properties:
    found = thing.get("address")
    first = found[0] if isinstance(found, list) and found else found
    if not isinstance(first, dict):
        return {}
    plain = {key.lower(): value for key, value in first.items()}
    words = {"addr_street": "thoroughfarename", "addr_housenumber": "thoroughfarenumber"}
    return {key: str(plain[word]) for key, word in words.items() if plain.get(word)}


def _notes(objects: Objects) -> list[str]:
    counts = Counter(thing["type"] for thing in objects.values())
    notes = []
    if counts[PART]:
        notes.append(tr("{count} 个 BuildingPart 并入所属建筑", count=counts[PART]))
    others = {name: count for name, count in counts.items() if name not in (WHOLE, PART, *ROOMS, *HOLDERS)}
    notes += [tr("{count} 个 {type} 没有导入：只导入建筑", count=count, type=name) for name, count in sorted(others.items())]
    return notes


def _with_shapes(found: Features, shapes: list[Any]) -> Features:
    return Features(found.file, found.numbers, found.ids, found.properties, object_array(shapes), found.rejects, found.notes,
                    found.encoding, found.datum, found.kinds, found.values)  # fmt: skip
