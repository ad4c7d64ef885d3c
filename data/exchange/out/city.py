"""The town out as CityJSON 2.0 (https://www.cityjson.org/specs/2.0.0), in metres of its UTM zone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson
import shapely

from data.disk_words import why_not
from data.errors import BadInput
from data.exchange.out.faces import Face, block, sheet, surfaces
from data.exchange.out.mark import Mark
from data.i18n import tr
from data.kinds.masking import may_show
from data.query import Query
from data.records import Record
from data.store.station import Station
from data.town.datum import convert
from data.town.frame import LocalFrame
from data.town.load import load_town
from data.town.model import Town

Floats = npt.NDArray[np.float64]
Corner = tuple[int, int, int]  # a corner on the grid
STEP = 0.001  # metres: the grid on which corners lie
COVERS = {"water": "WaterBody", "green": "PlantCover"}  # other covers are land use
KEPT_APART = ("model", "model_colours", "geometry")


def write_city(station: Station, out: Path, mark: Mark | None = None) -> int:
    """Write buildings, parts, roads and grounds to a file and return how many objects it holds.

    Buildings are blocks (LoD 1.2) unless they have a model of their own (LoD 2). Fields that are not open stay out.

    Raises
    ------
    BadInput
        If the file cannot be written.
    """
    city = city_of(station)
    if mark is not None:  # in places of the format's own, so that it stays valid
        city["metadata"] |= {"title": mark.line, "identifier": mark.hidden}
    try:
        out.write_bytes(orjson.dumps(city, option=orjson.OPT_SERIALIZE_NUMPY))
    except OSError as error:
        raise BadInput(tr("写不了 {file}：{why}", file=out, why=why_not(error)), file=out) from error
    return len(city["CityObjects"])


def city_of(station: Station) -> dict[str, Any]:
    """Return the town as a CityJSON document."""
    town = load_town(station)
    corners = Corners(station.frame, utm_zone(station.frame.lon, station.frame.lat))
    objects: dict[str, Any] = {}
    names = _buildings(station, town, corners, objects)
    _parts(station, town, names, corners, objects)
    _roads(station, town, corners, objects)
    _grounds(station, town, corners, objects)
    vertices, translate = corners.vertices()
    low, high = (vertices.min(axis=0), vertices.max(axis=0)) if len(vertices) else (np.zeros(3), np.zeros(3))
    return {
        "type": "CityJSON", "version": "2.0",
        "transform": {"scale": [STEP] * 3, "translate": translate.tolist()},
        "metadata": {
            "title": station.name, "referenceDate": f"{station.clock.now():%Y-%m-%d}",
            "referenceSystem": f"https://www.opengis.net/def/crs/EPSG/0/{corners.epsg}",
            "geographicalExtent": [*(low * STEP + translate).tolist(), *(high * STEP + translate).tolist()],
        },
        "CityObjects": objects, "vertices": vertices.tolist(),
    }  # fmt: skip


def utm_zone(lon: float, lat: float) -> int:
    """Return the EPSG code of the WGS-84 UTM zone that a point lies in."""
    zone = min(int((lon + 180.0) // 6.0) + 1, 60)
    return (32600 if lat >= 0 else 32700) + zone


@dataclass
class Corners:
    """Corners that faces share: each stands once, on a grid of millimetres in the zone."""

    frame: LocalFrame
    epsg: int
    _index: dict[Corner, int] = field(default_factory=dict)
    _origin: Floats | None = None

    def boundary(self, face: Face) -> list[list[int]]:
        """Return a face as rings of indexes; empty where nothing is left of it on the grid."""
        rings = [self._ring(ring) for ring in face.rings]
        return [self._numbered(r) for r in rings if len(r) >= 3] if len(rings[0]) >= 3 else []

    def line(self, points: Floats) -> list[int]:
        """Return a line as indexes; empty where it is a point on the grid."""
        found = self._ring(points, closed=False)
        return self._numbered(found) if len(found) >= 2 else []

    def vertices(self) -> tuple[npt.NDArray[np.int64], Floats]:
        """Return all corners as whole numbers, and what is added to them after scaling."""
        origin = self._origin if self._origin is not None else np.zeros(3)
        return np.array(list(self._index), dtype=np.int64).reshape(-1, 3), origin

    def _ring(self, points: Floats, *, closed: bool = True) -> list[Corner]:
        """Return the corners on the grid, none twice in a row; they get numbers only where the face stays."""
        found = list(map(tuple, self._whole(points).tolist()))
        kept = [a for n, a in enumerate(found) if n == 0 or a != found[n - 1]]
        return kept[:-1] if closed and len(kept) > 1 and kept[0] == kept[-1] else kept

    def _numbered(self, corners: Iterable[Corner]) -> list[int]:
        return [self._index.setdefault(corner, len(self._index)) for corner in corners]

    def _whole(self, points: Floats) -> npt.NDArray[np.int64]:
        lon, lat = self.frame.to_degrees(points[:, 0], points[:, 1])
        metres = np.column_stack([*convert(lon, lat, "WGS84", f"EPSG:{self.epsg}"), points[:, 2]])
        if self._origin is None:
            self._origin = np.floor(metres.min(axis=0))
        return np.asarray(np.round((metres - self._origin) / STEP), np.int64)


def _buildings(station: Station, town: Town, corners: Corners, objects: dict[str, Any]) -> dict[int, str]:
    """Add the buildings; return the name of each by its row in the town."""
    buildings, names = town.buildings, {}
    records = _records(station, "building")
    for row, id in enumerate(buildings.ids.tolist()):
        names[row] = name = _free(records[id]["code"] or f"building-{id}", objects)
        geometry = []
        if row in buildings.models:
            geometry = _shells(surfaces(buildings.models[row]), corners, "2")  # type: ignore[arg-type]
        elif not buildings.has_parts[row]:
            geometry = _blocks(buildings.footprints[row], buildings.base[row], buildings.height[row], corners)
        objects[name] = {"type": "Building", "attributes": _attributes(station, records[id]), "geometry": geometry}
    return names


def _parts(station: Station, town: Town, names: dict[int, str], corners: Corners, objects: dict[str, Any]) -> None:
    """Add the parts under their buildings; a part whose building is not there stands as one itself."""
    parts, records = town.parts, _records(station, "building_part")
    for row, id in enumerate(parts.ids.tolist()):
        name = _free(records[id]["code"] or f"building_part-{id}", objects)
        made = {
            "type": "BuildingPart", "attributes": _attributes(station, records[id]),
            "geometry": _blocks(parts.footprints[row], parts.base[row], parts.height[row], corners),
        }  # fmt: skip
        parent = names.get(int(parts.building[row]))
        if parent is None:
            made["type"] = "Building"
        else:
            made["parents"] = [parent]
            objects[parent].setdefault("children", []).append(name)
        objects[name] = made


def _roads(station: Station, town: Town, corners: Corners, objects: dict[str, Any]) -> None:
    records = _records(station, "road")
    for id, shape in zip(town.roads.ids.tolist(), town.roads.lines, strict=True):
        lines = [corners.line(_flat(part)) for part in shapely.get_parts(shape)]
        geometry = [{"type": "MultiLineString", "lod": "0", "boundaries": [line for line in lines if line]}]
        name = _free(records[id]["code"] or f"road-{id}", objects)
        objects[name] = {"type": "Road", "attributes": _attributes(station, records[id]), "geometry": geometry}


def _grounds(station: Station, town: Town, corners: Corners, objects: dict[str, Any]) -> None:
    grounds, records = town.grounds, _records(station, "ground")
    for id, shape, cover in zip(grounds.ids.tolist(), grounds.shapes, grounds.covers, strict=True):
        geometry = _shells([sheet(part) for part in shapely.get_parts(shape)], corners, "0")
        name = _free(records[id]["code"] or f"ground-{id}", objects)
        kind = COVERS.get(cover, "LandUse")
        objects[name] = {"type": kind, "attributes": _attributes(station, records[id]), "geometry": geometry}


def _blocks(footprint: shapely.Geometry, base: float, top: float, corners: Corners) -> list[dict[str, Any]]:
    """Return a footprint of one piece as a solid, one of several as surfaces: CityJSON has no building of loose solids."""
    pieces = [p for p in shapely.get_parts(footprint) if p.area > 0]
    faces = [face for piece in pieces for face in block(piece, float(base), float(top))]
    if len(pieces) != 1:
        return _shells(faces, corners, "1.2")
    kept = [(b, f.surface) for f in faces if (b := corners.boundary(f))]
    if not kept:
        return []
    boundaries, semantics = [b for b, _ in kept], _semantics([s for _, s in kept])
    semantics["values"] = [semantics["values"]]  # of the one shell
    return [{"type": "Solid", "lod": "1.2", "boundaries": [boundaries], "semantics": semantics}]


def _shells(faces: Iterable[Face], corners: Corners, lod: str) -> list[dict[str, Any]]:
    kept = [(b, f.surface) for f in faces if (b := corners.boundary(f))]
    if not kept:
        return []
    geometry: dict[str, Any] = {"type": "MultiSurface", "lod": lod, "boundaries": [b for b, _ in kept]}
    if any(s for _, s in kept):
        geometry["semantics"] = _semantics([s for _, s in kept])
    return [geometry]


def _semantics(said: Sequence[str]) -> dict[str, Any]:
    kinds = list(dict.fromkeys(said))
    return {"surfaces": [{"type": kind} for kind in kinds], "values": [kinds.index(s) for s in said]}


def _records(station: Station, kind: str) -> dict[int, Record]:
    return {r.id: r for r in station.read(Query(kind))}


def _attributes(station: Station, record: Record) -> dict[str, Any]:
    """Return the open fields that are filled; links mean nothing elsewhere."""
    fields = station.kinds[record.kind].fields
    return {
        n: v for n, v in record.values.items()
        if v is not None and n not in KEPT_APART and n in fields and fields[n].type != "link" and may_show(fields[n], "public")
    }  # fmt: skip


def _free(name: str, taken: dict[str, Any]) -> str:
    """Return a name that no object has yet."""
    found, n = name, 2
    while found in taken:
        found, n = f"{name}-{n}", n + 1
    return found


def _flat(line: shapely.LineString) -> Floats:
    points = shapely.get_coordinates(line)
    return np.column_stack([points, np.zeros(len(points))])
