"""OpenStreetMap in, as XML or PBF: buildings, parts, roads, grounds, shops, places, addresses and cameras in one go."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from data.errors import BadInput
from data.exchange.places.features import Features, Properties
from data.exchange.places.geometry import Unusable
from data.exchange.places.mapping import name_of
from data.exchange.places.osm_kinds import RAILS, is_closed_line, is_furniture, kinds_of
from data.exchange.places.sound import make_sound
from data.exchange.places.thing import Point, Thing
from data.exchange.places.unpack import plain_copy
from data.exchange.report import DatumGuess, Reject
from data.i18n import tr
from data.isolated import Failed, limits_for, read_apart
from data.isolated.wire import Broken, parted
from data.town.shapes import object_array

POINTS = ("shop", "place", "address", "camera")  # kinds that stand at one point, whatever they were drawn as
SHOWN = 8  # names of objects in a note


def read_osm(path: Path, format: str) -> Features:
    """Return what an OpenStreetMap file ("osm" or "pbf", packed or not) holds that a station keeps.

    The number of a feature is that of its object; an object that is several things gives several features.

    Raises
    ------
    BadInput
        If the file is damaged or cut off, or holds nothing of use.
    """
    try:
        things = _things(path, format)
    except (Failed, Broken, ValueError, shapely.errors.ShapelyError) as error:
        raise BadInput(tr("文件 {file} 已损坏或不完整，读不了（{why}）。请重新下载或导出该文件", file=path.name, why=error),
                       file=path) from error  # fmt: skip
    if not things:
        raise BadInput(tr("文件 {file} 里没有建筑、道路、商铺、地点、门牌或探头", file=path.name), file=path)
    found = _Found()
    for thing in things:
        found.take(thing)
    return found.features(path)


class _Found:
    """Features in the making, a list for each column."""

    def __init__(self) -> None:
        self.things: list[Thing] = []
        self.kinds: list[str] = []
        self.shapes: list[BaseGeometry] = []
        self.rejects: list[Reject] = []
        self.cut: list[str] = []
        self.furniture = 0

    def take(self, thing: Thing) -> None:
        """Add a feature for each kind that an object is of."""
        shape = _shape_of(thing)
        kinds = kinds_of(thing.tags, shape)
        if thing.closed and is_closed_line(thing.tags):
            kinds = kinds_of(thing.tags, "line")
        elif thing.closed and "highway" in thing.tags:
            kinds = ["road", *kinds]  # people walk round a square as they walk along a street
        self.furniture += is_furniture(thing.tags)
        for kind in kinds:
            try:
                self._add(thing, kind, _drawn(thing, kind))
            except Unusable as error:
                why = tr("{name}：{why}", name=thing.name, why=str(error))
                self.rejects.append(Reject(thing.id, why, "geometry", thing.name, _said(thing), _remains(thing), kind))

    def _add(self, thing: Thing, kind: str, shape: BaseGeometry) -> None:
        self.things.append(thing)
        self.kinds.append(kind)
        self.shapes.append(shape)
        if thing.missing and kind in ("road", "ground"):
            self.cut.append(thing.name)

    def features(self, path: Path) -> Features:
        """Return all as features, mended where that is certain."""
        shapes = object_array(self.shapes)
        whys: list[str | None] = [None] * len(shapes)
        notes = make_sound(shapes, whys, [thing.id for thing in self.things])
        rejects = [
            Reject(self.things[k].id, tr("{name}：{why}", name=self.things[k].name, why=why), "geometry", self.things[k].name,
                   _said(self.things[k]), shapes[k], self.kinds[k]) for k, why in enumerate(whys) if why is not None
        ]  # fmt: skip
        kept = [k for k, why in enumerate(whys) if why is None]
        things = [self.things[k] for k in kept]
        return Features(
            file=path, numbers=[t.id for t in things], ids=[t.name if t.id > 0 else "" for t in things],
            properties=[_said(self.things[k], self.kinds[k]) for k in kept],
            shapes=shapes[np.array(kept, dtype=int)], rejects=[*self.rejects, *rejects], notes=[*self._notes(), *notes],
            datum=DatumGuess("WGS84", sure=True, evidence={"rule": "OpenStreetMap"}),
            kinds=[self.kinds[k] for k in kept],
        )  # fmt: skip

    def _notes(self) -> list[str]:
        notes = []
        if self.cut:
            some = ", ".join(self.cut[:SHOWN]) + ("…" if len(self.cut) > SHOWN else "")
            notes.append(tr("{count} 条线在数据的边缘被裁断，只取现有的部分：{some}", count=len(self.cut), some=some))
        rails = Counter(k == "road" and t.tags.get("railway") in RAILS for k, t in zip(self.kinds, self.things, strict=True))[True]
        if rails:
            notes.append(tr("道路中有 {count} 条是轨道", count=rails))
        if self.furniture:
            notes.append(tr("没有名称的座椅、垃圾桶、停车位等 {count} 个没有导入", count=self.furniture))
        return notes


def _things(path: Path, format: str) -> list[Thing]:
    """Return the objects that have a tag of ours, with their points and areas."""
    with plain_copy(path, f".{format}") as plain:
        answer = read_apart("osm", {"path": str(plain), "format": format}, path, limits=limits_for(plain))
    counts, lengths, points, *areas = answer.arrays
    if int(counts.sum()) != len(lengths) or int(lengths.sum()) != len(points):
        raise Broken("runs")
    runs = np.split(points, np.cumsum(lengths)[:-1]) if len(lengths) else []
    ends = np.cumsum(counts).tolist()
    things = []
    for said, first, end, area in zip(answer.said, [0, *ends], ends, parted(areas[0], areas[1]), strict=False):
        type, id, tags, missing, closed = said
        made = Thing(type, id, tags, [[(x, y) for x, y in run.tolist()] for run in runs[first:end]], missing, closed)
        made.area = None if area is None else shapely.from_wkb(area)
        things.append(made)
    return things


def _shape_of(thing: Thing) -> str:
    if thing.type == "node":
        return "point"
    return "area" if thing.type == "relation" or thing.closed else "line"


def _drawn(thing: Thing, kind: str) -> BaseGeometry:
    """Return the shape that an object has as a kind.

    Raises
    ------
    Unusable
        If the file leaves out too much of it.
    """
    if kind in POINTS:
        return _point(thing)
    if kind == "road" or (kind == "ground" and _shape_of(thing) == "line"):
        return _line(thing)
    if thing.type == "node":
        return shapely.Point(_first(thing))
    return _area(thing)


def _point(thing: Thing) -> BaseGeometry:
    if thing.type == "node":
        return shapely.Point(_first(thing))
    if thing.area is not None:
        return thing.area.representative_point()
    _first(thing)
    return shapely.MultiPoint([point for run in thing.runs for point in run]).centroid


def _first(thing: Thing) -> Point:
    if not thing.runs:
        raise Unusable(tr("文件里没有它的位置"))
    return thing.runs[0][0]


def _remains(thing: Thing) -> BaseGeometry | None:
    """Return what the file has of an object, for a person to mend."""
    points = [point for run in thing.runs for point in run]
    return shapely.LineString(points) if len(points) > 1 else shapely.Point(points[0]) if points else None


def _line(thing: Thing) -> BaseGeometry:
    lines = [run for run in thing.runs if len(set(run)) > 1]
    if not lines:
        if not thing.missing:
            raise Unusable(tr("线至少要有两个点"))
        raise Unusable(tr("文件里缺少它的 {count} 个节点，连不成线", count=thing.missing))
    return shapely.LineString(lines[0]) if len(lines) == 1 else shapely.MultiLineString(lines)


def _area(thing: Thing) -> BaseGeometry:
    if thing.area is not None:
        return thing.area
    if thing.type == "relation":
        raise Unusable(tr("文件里缺少它的成员，或它的成员围不成面"))
    if thing.missing:
        raise Unusable(tr("文件里缺少它的 {count} 个节点，轮廓不完整", count=thing.missing))
    ring = thing.runs[0] if thing.runs else []
    if len(set(ring)) < 3:
        raise Unusable(tr("面的边界至少要有三个不同的点"))
    return shapely.Polygon(ring)


def _said(thing: Thing, kind: str = "") -> Properties:
    """Return the tags; a shop without a name is called by its brand, who runs it, or what it sells."""
    said = {**thing.tags, "@id": thing.name} if thing.id > 0 else dict(thing.tags)  # editors number what is new anew each time
    if kind == "shop" and not name_of(said):
        said["name"] = next(said[key] for key in ("brand", "operator", "shop") if said.get(key))
    if kind == "place" and not name_of(said) and said.get("amenity") == "parking_entrance":
        said["name"] = tr("车库入口")
    return said
