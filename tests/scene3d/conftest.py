"""Towns to test with: a small invented one, and Shanghai from the real data where it is there."""

from __future__ import annotations

import json
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
import shapely
from psygnal import Signal
from shapely.geometry import LineString, Polygon, box, shape

from data.clock import FixedClock
from data.kinds import builtin_kinds
from data.layers.columns import Coded
from data.records import ChangeSet, Place, Record
from data.town.frame import LocalFrame
from data.town.model import Buildings, Grounds, Parts, Roads, Town
from data.workspace import Workspace

SHANGHAI = Path(__file__).parents[2].parent / "shared" / "data" / "shanghai"
FRAME = LocalFrame(102.74, 25.05)


def objects(items):
    found = np.empty(len(items), object)
    found[:] = items
    return found


def town_of(footprints, heights, storeys, uses, *, names=None, parts=(), roads=(), grounds=(), bases=None, first_id=101):
    n = len(footprints)
    has_parts = np.zeros(n, bool)
    has_parts[[p[0] for p in parts if p[0] >= 0]] = True
    buildings = Buildings(
        np.arange(first_id, first_id + n),
        objects(footprints),
        np.zeros(n) if bases is None else np.array(bases, float),
        np.array(heights, float),
        np.array(storeys, np.int32),
        np.zeros(n, np.int32),
        names or [f"{i + 1}栋" for i in range(n)],
        list(uses),
        {},
        has_parts,
    )
    part = Parts(
        np.arange(len(parts)) + 5001,
        np.array([p[0] for p in parts], np.int32),
        objects([p[1] for p in parts]),
        np.array([p[2] for p in parts], float),
        np.array([p[3] for p in parts], float),
    )
    road = Roads(
        np.arange(len(roads)) + 7001,
        objects([r[0] for r in roads]),
        np.array([r[1] for r in roads], float),
        [r[2] for r in roads],
        [r[3] for r in roads],
    )
    ground = Grounds(
        np.arange(len(grounds)) + 9001, objects([g[0] for g in grounds]), [g[1] for g in grounds], [g[2] for g in grounds]
    )
    shapes = [*footprints, *(r[0] for r in roads), *(g[0] for g in grounds)]
    extent = tuple(float(v) for v in shapely.total_bounds(objects(shapes)))
    return Town(buildings, part, road, ground, extent)


def small_town():
    """Two rows of slabs, a tower, shops, a ring-shaped school, a park, a river and four roads."""
    footprints, heights, storeys, uses = [], [], [], []
    for row in range(5):
        for column in range(3):
            x, y = -210 + column * 75, -120 + row * 34
            footprints.append(box(x, y, x + 58, y + 12))
            heights.append(21.0 if column else 18.0)
            storeys.append(7 if column else 6)
            uses.append("residential")
    for k in range(3):
        footprints.append(box(60 + 46 * k, 60, 84 + 46 * k, 84))
        heights.append(66.0 + 9 * k)
        storeys.append(22 + 3 * k)
        uses.append("commercial" if k == 1 else "residential")
    for k in range(5):
        footprints.append(box(-210 + 44 * k, 62, -174 + 44 * k, 76))
        heights.append(7.2)
        storeys.append(2)
        uses.append("mixed")
    footprints.append(Polygon([(60, -120), (140, -120), (140, -60), (60, -60)], [[(75, -105), (125, -105), (125, -75), (75, -75)]]))
    heights.append(15.0)
    storeys.append(4)
    uses.append("school")
    roads = [
        (LineString([(-260, 45), (260, 45)]), 14.0, "major_road", "金沙路"),
        (LineString([(40, -180), (40, 180)]), 12.0, "major_road", "盘龙路"),
        (LineString([(-240, -140), (-240, 140)]), 6.0, "minor_road", "望江里"),
        (LineString([(60, -140), (240, -140), (240, 40)]), 6.0, "minor_road", "学府路"),
        (LineString([(150, -40), (230, -100)]), 2.0, "path", ""),
    ]
    track = LineString([(165, -30), (225, -30)]).buffer(28)
    grounds = [
        (Polygon([(-280, 110), (280, 150), (280, 190), (-280, 150)]), "water", "盘水河"),
        (box(148, -128, 236, -62), "green", "金沙公园"),
        (track, "sport", ""),
        (box(-222, -130, 28, 30), "compound", "金沙小区"),
    ]
    return town_of(footprints, heights, storeys, uses, roads=roads, grounds=grounds)


def _features(name):
    return json.loads((SHANGHAI / f"{name}.geojson").read_text(encoding="utf-8"))["features"]


def shanghai_town():
    """The real town without the store: footprints with heights, parts, roads, water and green."""
    if not SHANGHAI.exists():
        pytest.skip("../shared/data/shanghai is missing")
    frame = LocalFrame(121.498, 31.239)
    buildings = [f for f in _features("buildings") if "Polygon" in f["geometry"]["type"]]
    footprints = [frame.geometry_to_local(shape(f["geometry"])) for f in buildings]
    heights = [float(f["properties"].get("height") or 12.0) for f in buildings]
    row_of = {f["properties"]["id"]: i for i, f in enumerate(buildings)}
    parts = []
    for f in _features("building_parts"):
        p = f["properties"]
        parts.append(
            (
                row_of.get(p.get("root_id"), -1),
                frame.geometry_to_local(shape(f["geometry"])),
                float(p.get("min_height") or 0),
                float(p.get("height") or 12),
            )
        )
    widths = {"highway": 16.0, "major_road": 12.0, "minor_road": 7.0, "path": 2.5, "rail": 3.0}
    roads = [
        (
            frame.geometry_to_local(shape(f["geometry"])),
            widths.get(f["properties"]["kind"], 3.0),
            f["properties"]["kind"],
            f["properties"].get("name", ""),
        )
        for f in _features("roads")
        if "Line" in f["geometry"]["type"] and not f["properties"].get("is_tunnel")
    ]
    grounds = [
        (frame.geometry_to_local(shape(f["geometry"])), "water", f["properties"].get("name", ""))
        for f in _features("water")
        if "Polygon" in f["geometry"]["type"]
    ]
    green = {"park", "grass", "garden", "wood", "forest"}
    for f in _features("landuse"):
        if "Polygon" in f["geometry"]["type"]:
            kind = f["properties"]["kind"]
            cover = "green" if kind in green else "paved" if kind == "pedestrian" else "other"
            grounds.append((frame.geometry_to_local(shape(f["geometry"])), cover, f["properties"].get("name", "")))
    town = town_of(
        footprints,
        heights,
        [max(round(h / 3.3), 1) for h in heights],
        [""] * len(heights),
        names=[f["properties"].get("name", "") for f in buildings],
        parts=parts,
        roads=roads,
        grounds=grounds,
    )
    west, south, east, north = shapely.total_bounds(town.buildings.footprints)
    return Town(town.buildings, town.parts, town.roads, town.grounds, (west, south, east, north))


class NoShelf:
    """A station that keeps nothing."""

    usable = False

    def holds_for(self, _other):
        return False


class OneTown:
    """A station as far as the map reads it: a frame, kinds, a clock, changes, and answers to queries."""

    def __init__(self, town):
        self.town = town
        self.frame = FRAME
        self.kinds = builtin_kinds()
        self.clock = FixedClock(datetime(2026, 11, 21, 13, 47, tzinfo=UTC))
        self.changed = _Changes().changed
        self.records = {}
        self.tallies = {}
        self.shelf = NoShelf()

    def background(self, work):
        done = Future()
        done.set_result(work())
        return done

    def read(self, query):
        return list(self.records.get(query.kind, ()))

    zone = "Asia/Shanghai"

    def arrays(self, query, fields):
        asked = [w.value for w in query.where if (w.field, w.op) == ("id", "in")]
        found = [r for r in self.read(query) if not asked or r.id in asked[0]]
        return {name: self._column(query.kind, name, found) for name in ("id", *fields)}

    def columns(self, query, fields):
        found, places = self.read(query), ("lon", "lat", "building", "storey")
        return {n: [r.id if n == "id" else getattr(r.place, n) if n in places else r[n] for r in found] for n in fields}

    def _column(self, kind, name, found):
        field = self.kinds[kind].fields.get(name)
        place = name in ("lon", "lat", "storey") or name == "building"
        values = [r.id if name == "id" else getattr(r.place, name) if place else r[name] for r in found]
        if name == "id" or place or field.type in ("int", "real", "bool", "link"):
            return np.array([np.nan if v is None else v for v in values], float)
        known = list(dict.fromkeys([*(c.value for c in field.choices), *(v for v in values if v is not None)]))
        return Coded(np.array([-1 if v is None else known.index(v) for v in values], np.int32), tuple(known))

    def count(self, query):
        return len(self.read(query))

    def setting(self, name, default=None):
        return default

    def tally(self, query, *by):
        return self.tallies

    def get(self, kind, id, *, placed=False):
        return next((r for r in self.records.get(kind, ()) if r.id == id), None)

    def title(self, record, *, masked=True):
        return str(record.values.get("name") or record.values.get("code") or "")


class _Changes:
    changed = Signal(ChangeSet)


def record(kind, id, east, north, building=None, **values):
    """A record that stands at a point in local metres."""
    lon, lat = FRAME.to_degrees(east, north)
    return Record(kind, id, values, Place(float(lon), float(lat), building))


@pytest.fixture(scope="session")
def small():
    return small_town()


@pytest.fixture(scope="session")
def shanghai():
    return shanghai_town()


@pytest.fixture
def station(small):
    return OneTown(small)


@pytest.fixture
def make_record():
    return record


@pytest.fixture
def workspace(station):
    found = Workspace(station.kinds)
    for name in found.layers:
        found.set_layer(name, visible=False)
    return found


@pytest.fixture
def view(qtbot, station, workspace, monkeypatch):
    """The map of the small town, shown and finished."""
    from scene3d import view as module

    monkeypatch.setattr("scene3d.tiles.town_loader.load_town", lambda asked: asked.town)
    found = module.MapView(station, workspace)
    found.resize(900, 600)
    with qtbot.waitSignal(found.town_finished, timeout=30_000):
        found.show()
    qtbot.waitUntil(lambda: found.renders > 0, timeout=30_000)
    yield found
    found.close()
    found.deleteLater()
