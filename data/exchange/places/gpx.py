"""GPX 1.0 and 1.1 in: waypoints are places, tracks and routes are tracks with their times."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import shapely

from data.exchange.places.layers import Layer, read_layers
from data.exchange.places.markup import check_count, checked_markup
from data.exchange.places.vectors import read_vectors
from data.i18n import tr

WAYPOINTS, ROUTES, TRACKS = "waypoints", "routes", "tracks"
_POINTS = {ROUTES: ("route_points", ("route_fid",)), TRACKS: ("track_points", ("track_fid", "track_seg_id"))}
_FIELDS = ("name", "cmt", "desc", "src", "type", "time", "ele", "sym")  # the rest is the receiver's own business


def read_gpx(path: Path) -> tuple[list[Layer], str]:
    """Return waypoints, routes and tracks of a GPX file, and its encoding.

    Raises
    ------
    BadInput
        If it is no sound GPX.
    """
    with checked_markup(path, ".gpx") as (plain, encoding, counts):
        found = {layer.name: layer for layer in read_layers(plain, path, "GPX")}
        for name, element in ((WAYPOINTS, "wpt"), (ROUTES, "rte"), (TRACKS, "trk")):
            check_count(path, counts[element], len(found[name].properties) if name in found else 0)
        layers = [found[name] for name in (WAYPOINTS, ROUTES, TRACKS) if name in found and found[name].properties]
        for layer in layers:
            layer.properties = [_said(row) for row in layer.properties]
            if layer.name in _POINTS:
                _add_course(layer, plain)
    for layer in layers:
        layer.usual = "place" if layer.name == WAYPOINTS else "track"
        layer.sure = layer.usual if layer.name != WAYPOINTS else ""
        layer.title = {WAYPOINTS: tr("航点"), ROUTES: tr("路线"), TRACKS: tr("轨迹")}[layer.name]
        layer.name = ""  # the file's own name tells more
    return layers, encoding


def _said(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name in _FIELDS or name.startswith("ext_")}


def _add_course(layer: Layer, plain: Path) -> None:
    """Add when each track begins and ends and how many points it has; its course is what has two points and more."""
    times, courses = _courses(plain, layer.name)
    for at, row in enumerate(layer.properties):
        segments = [points for key, points in courses.items() if key[0] == at]
        row["category"], row["points"] = layer.name.removesuffix("s"), sum(len(points) for points in segments)
        if said := sorted(t for t in times[at] if t):
            row["started_at"], row["ended_at"] = said[0], said[-1]
        lines = [points for points in segments if len(points) > 1]
        layer.shapes[at] = _course(lines)
        layer.whys.pop(at, None)  # of a segment of one point
        if not lines:
            layer.whys[at] = tr("轨迹只有 {count} 个点，连不成线", count=row["points"])
        elif len(lines) < len(segments):
            layer.notes.append(tr("“{name}”有 {count} 段只有一个点，没有画出", name=row.get("name", at + 1),
                                  count=len(segments) - len(lines)))  # fmt: skip


def _course(lines: list[list[tuple[float, float]]]) -> Any:
    if not lines:
        return None
    return shapely.LineString(lines[0]) if len(lines) == 1 else shapely.MultiLineString(lines)


def _courses(plain: Path, name: str) -> tuple[dict[int, list[str]], dict[tuple[int, ...], list[tuple[float, float]]]]:
    """Return the times of all points of each track, and the points of each of its segments."""
    layer, keys = _POINTS[name]
    (read,) = read_vectors(plain, "GPX", plain, layer=layer, columns=[*keys, "time"]).layers
    said, wkb = dict(zip(read.fields, read.columns, strict=True)), read.wkb
    times: dict[int, list[str]] = defaultdict(list)
    courses: dict[tuple[int, ...], list[tuple[float, float]]] = defaultdict(list)
    points = shapely.get_coordinates(shapely.from_wkb(wkb)).tolist() if wkb is not None and len(wkb) else []
    for row, (x, y) in enumerate(points):
        key = tuple(int(said[k][row]) for k in keys)
        courses[key].append((x, y))
        times[key[0]].append(said["time"][row] or "")
    return times, courses
