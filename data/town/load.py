"""The town of a station: its buildings, parts, roads and grounds read as columns and put into local metres."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from data.query import Query
from data.resting import resting
from data.store.station import Station
from data.town.entrances import garage_entrances
from data.town.frame import LocalFrame
from data.town.heights import complete_heights, storey_height
from data.town.model import Buildings, Floats, Geometries, Grounds, Ids, Ints, Parts, Roads, Town
from data.town.parts import drawn_by_parts, link_parts
from data.town.roofs import LARGEST_SHARE, RoofColumns, model_rise, pitched_roofs
from data.town.shapes import is_polygonal, local_shapes, mend_polygons

# Drawn widths in metres where the record has none: lanes of 3.5 m and what is usual beside them.
ROAD_WIDTHS = {"highway": 15.0, "major_road": 12.0, "minor_road": 6.0, "path": 2.5, "rail": 3.0, "ferry": 1.0, "other": 4.0}
LANE, VERGES = 3.5, 1.0  # metres: of a lane, and what lies beside all of them
POINTS_KEPT = (1, 99)  # percentiles
EMPTY_EXTENT = (-250.0, -250.0, 250.0, 250.0)  # metres around the origin of a station that has nothing yet

_BUILDING = ("id", "geometry", "name", "use", "height", "height_assumed", "base", "storeys", "storeys_assumed", "storeys_below",
             "roof_shape", "roof_height", "roof_bearing")  # fmt: skip
_PART = ("id", "geometry", "building", "height", "height_assumed", "base", "storeys", "roof_shape", "roof_height", "roof_bearing")
_ROAD = ("id", "geometry", "class", "name", "width", "lanes", "tunnel", "bridge", "level")
_GROUND = ("id", "geometry", "cover", "name")

Columns = dict[str, list[Any]]


@resting()
def load_town(station: Station) -> Town:
    """Return everything that stands still, in local metres around the station's origin.

    What has no usable shape is left out. Heights and storeys that the station does not know (or only assumed) are
    completed by `data.town.heights`.
    """
    buildings = _buildings(station)
    parts = _parts(station, buildings)
    buildings.has_parts[:] = drawn_by_parts(buildings.footprints, parts.building, parts.footprints, parts.base)
    _raise_to_parts(buildings, parts)
    roads, grounds = _roads(station), _grounds(station)
    extent = _extent(station, buildings.footprints, parts.footprints, roads.lines, grounds.shapes)
    return Town(buildings, parts, roads, grounds, extent, garage_entrances(station, buildings))


def _buildings(station: Station) -> Buildings:
    columns = station.columns(Query("building"), _BUILDING)
    shapes = mend_polygons(_local(columns, station.frame))
    columns, shapes = _keep(columns, shapes, is_polygonal(shapes))
    base = np.nan_to_num(_floats(columns["base"]))
    heights = complete_heights(_known(columns, "height"), _known(columns, "storeys"), base, shapely.area(shapes), columns["use"])
    ids = _ids(columns)
    models, painted = _models(station, ids)
    rises = {row: model_rise(model) for row, model in models.items() if isinstance(model, shapely.Geometry)}
    rises = {row: rise for row, rise in rises.items() if 0 < rise < LARGEST_SHARE * heights.height[row]}
    return Buildings(
        ids=ids, footprints=shapes, base=base, height=heights.height, storeys=heights.storeys,
        below=np.nan_to_num(_floats(columns["storeys_below"])).astype(np.int32), names=_texts(columns["name"]),
        uses=_texts(columns["use"]), models=models, has_parts=np.zeros(len(ids), dtype=bool), model_colours=painted,
        roofs=pitched_roofs(RoofColumns.of(columns), shapes, base, heights.height), model_rises=rises,
    )  # fmt: skip


def _raise_to_parts(buildings: Buildings, parts: Parts) -> None:
    """Make buildings that are drawn by their parts as high as the highest of them, with storeys to match."""
    tops = np.zeros(len(buildings.ids))
    linked = parts.building >= 0
    np.maximum.at(tops, parts.building[linked], parts.height[linked])
    higher = buildings.has_parts & (tops > buildings.height)
    if higher.any():
        uses = [use for use, wanted in zip(buildings.uses, higher, strict=True) if wanted]
        buildings.height[higher] = tops[higher]
        count = (tops[higher] - buildings.base[higher]) / storey_height(uses)
        buildings.storeys[higher] = np.maximum(buildings.storeys[higher], np.round(count))


def _models(station: Station, ids: Ids) -> tuple[dict[int, object], dict[int, str]]:
    """Return the own 3D models and their colours by row; few buildings have one, so only those are read."""
    columns = station.columns(Query("building").and_where("lod", "not", None), ("id", "model", "model_colours"))
    row = {int(id): i for i, id in enumerate(ids)}
    found = zip(columns["id"], columns["model"], columns["model_colours"], strict=True)
    kept = [(row[i], m, c) for i, m, c in found if m is not None and i in row]
    models = local_shapes(station.frame, [m for _, m, _ in kept])
    return {r: m for (r, _, _), m in zip(kept, models, strict=True)}, {r: c for r, _, c in kept if c}


def _parts(station: Station, buildings: Buildings) -> Parts:
    columns = station.columns(Query("building_part"), _PART)
    shapes = mend_polygons(_local(columns, station.frame))
    columns, shapes = _keep(columns, shapes, is_polygonal(shapes))
    building = _rows(columns["building"], buildings.ids)
    orphan = building < 0
    building[orphan] = link_parts(buildings.footprints, shapes[orphan])
    base = np.nan_to_num(_floats(columns["base"]))
    height = _part_heights(columns, building, base, shapely.area(shapes), buildings)
    return Parts(_ids(columns), building, shapes, base, height, pitched_roofs(RoofColumns.of(columns), shapes, base, height))


def _part_heights(columns: Columns, building: Ints, base: Floats, area: Floats, buildings: Buildings) -> Floats:
    """Return top heights; a part of unknown height is as high as its building."""
    height = _known(columns, "height")
    unknown = np.isnan(height) & np.isnan(_floats(columns["storeys"])) & (building >= 0)
    height[unknown] = buildings.height[building[unknown]]
    uses = [buildings.uses[b] if b >= 0 else "" for b in building]
    return complete_heights(height, _floats(columns["storeys"]), base, area, uses).height


def _roads(station: Station) -> Roads:
    """Return the roads that lie open; tunnels are left out, they have no place on the ground."""
    columns = station.columns(Query("road"), _ROAD)
    lines = _local(columns, station.frame)
    tunnel = np.array([bool(t) for t in columns["tunnel"]], dtype=bool)
    columns, lines = _keep(columns, lines, (shapely.length(lines) > 0) & ~tunnel)
    classes = [c or "other" for c in columns["class"]]
    usual = np.array([ROAD_WIDTHS.get(c, ROAD_WIDTHS["other"]) for c in classes], dtype=float)
    lanes = _floats(columns["lanes"])
    usual = np.where(lanes > 0, lanes * LANE + VERGES, usual)
    width = _floats(columns["width"])
    bridge = np.array([bool(b) for b in columns["bridge"]], dtype=bool)
    level = np.nan_to_num(_floats(columns["level"])).astype(np.int32)
    return Roads(_ids(columns), lines, np.where(width > 0, width, usual), classes, _texts(columns["name"]), bridge, level)


def _grounds(station: Station) -> Grounds:
    """Return the covers that have an area, the largest first so that smaller ones lie on them."""
    columns = station.columns(Query("ground"), _GROUND)
    shapes = _local(columns, station.frame)
    shapes[~is_polygonal(shapes)] = None
    shapes = mend_polygons(shapes)
    columns, shapes = _keep(columns, shapes, is_polygonal(shapes))
    order = np.argsort(-shapely.area(shapes), kind="stable") if len(shapes) else np.zeros(0, dtype=np.int64)
    covers, names = [c or "other" for c in columns["cover"]], _texts(columns["name"])
    return Grounds(_ids(columns)[order], shapes[order], [covers[i] for i in order], [names[i] for i in order])


def _local(columns: Columns, frame: LocalFrame) -> Geometries:
    return local_shapes(frame, columns["geometry"])


def _keep(columns: Columns, shapes: Geometries, wanted: npt.NDArray[np.bool_]) -> tuple[Columns, Geometries]:
    if wanted.all():
        return columns, shapes
    rows = np.flatnonzero(wanted)
    return {name: [values[i] for i in rows] for name, values in columns.items()}, shapes[wanted]


def _known(columns: Columns, name: str) -> Floats:
    """Return a column of numbers with nan where it is empty or was only assumed."""
    assumed = columns.get(f"{name}_assumed") or [None] * len(columns[name])
    return _floats([None if a else v for v, a in zip(columns[name], assumed, strict=True)])


def _floats(values: Sequence[Any]) -> Floats:
    return np.array([np.nan if v is None else v for v in values], dtype=float)


def _texts(values: Sequence[Any]) -> list[str]:
    return [v or "" for v in values]


def _ids(columns: Columns) -> Ids:
    return np.array(columns["id"], dtype=np.int64)


def _rows(wanted: Sequence[int | None], ids: Ids) -> Ints:
    """Return the row of each id in ``ids``, -1 where it is not there."""
    row = {int(id): i for i, id in enumerate(ids)}
    return np.array([row.get(w, -1) if w is not None else -1 for w in wanted], dtype=np.int32)


def _extent(station: Station, *groups: Geometries) -> tuple[float, float, float, float]:
    """Return what the shapes cover; where there is none, the ground's pictures, else most of the records with a point."""
    shapes = np.concatenate(groups)
    if not len(shapes):
        pictures = station.columns(Query("ground_picture"), ("geometry",))["geometry"]
        shapes = local_shapes(station.frame, [place for place in pictures if place is not None])
    if not len(shapes):
        return _points_extent(station)
    west, south, east, north = (float(v) for v in shapely.total_bounds(shapes))
    return west, south, east, north


def _points_extent(station: Station) -> tuple[float, float, float, float]:
    """Return the middle 98 per cent of all points both ways: tables of incidents hold places far out."""
    kinds = [kind.name for kind in station.kinds.values() if kind.place.shape == "point"]
    found = [station.columns(Query(kind), ("lon", "lat")) for kind in kinds]
    points = np.array([(x, y) for c in found for x, y in zip(c["lon"], c["lat"], strict=True) if x is not None], float)
    if not len(points):
        return EMPTY_EXTENT
    east, north = station.frame.to_local(points[:, 0], points[:, 1])
    (west, right), (south, top) = np.percentile(east, POINTS_KEPT), np.percentile(north, POINTS_KEPT)
    return (
        float(min(west, EMPTY_EXTENT[0])), float(min(south, EMPTY_EXTENT[1])),
        float(max(right, EMPTY_EXTENT[2])), float(max(top, EMPTY_EXTENT[3])),
    )  # fmt: skip
