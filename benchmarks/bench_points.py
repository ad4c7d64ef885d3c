"""A million points on the map: reading them, a frame with and without them, picking exactly, and the names of the demo town."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from time import perf_counter, process_time, sleep, thread_time
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from benchmarks.figure import p95, tell, tell_bound, timed
from data.demo import make_demo
from data.query import Query
from data.records import Edit
from data.store import Station
from data.store.bulk import Part
from data.town.load import load_town
from data.workspace import Selection, Workspace
from scene3d.camera import Eye, Projection
from scene3d.drill import open_chosen, read_inside
from scene3d.layers.drawn import Drawn
from scene3d.layers.tree import FINEST
from scene3d.opening import Opening
from scene3d.overlay.arrange import arrange
from scene3d.overlay.body import Body
from scene3d.overlay.items import Items, Symbol
from scene3d.overlay.labels import place_labels
from scene3d.overlay.memory import Memory
from scene3d.overlay.names import town_labels
from scene3d.overlay.paint import paint
from scene3d.overlay.pins import drop_path, tag_box
from scene3d.overlay.placed import Arrangement, PlacedSymbol
from scene3d.overlay.taken import Taken
from scene3d.shot import Picture

Floats = npt.NDArray[np.float64]

MILLION = 1_000_000
PART = 20_000
SIZE = (1600, 900)
STEPS = 24  # of the way of the eye
PICKS = 1000
FRAME_GOAL = 1.5  # times the frame without
PICK_GOAL_MS = 5.0
LABEL_GOAL_MS = 2.0
MOVED = 200  # records that move at once


def main() -> bool:
    """Print the figures; False when a goal is missed."""
    application = QGuiApplication.instance() or QGuiApplication(["bench"])
    assert application is not None
    with tempfile.TemporaryDirectory() as folder:
        station = make_demo(Path(folder) / "demo.station")
        try:
            return all([*_labels(station), *_million(station)])
        finally:
            station.close()


def fill(station: Station, count: int = MILLION) -> None:
    """Add invented places all over the town, most in its middle."""
    west, south, east, north = station.info().extent or (0.0, 0.0, 0.0, 0.0)
    categories = [f"类别{n}" for n in range(12)]

    def part(number: int) -> Part:
        rng = np.random.default_rng(number)
        lon = rng.normal((west + east) / 2, (east - west) / 5, PART).clip(west, east)
        lat = rng.normal((south + north) / 2, (north - south) / 5, PART).clip(south, north)
        of = rng.integers(0, len(categories), PART)
        columns = {
            "name": [f"点{number * PART + i}" for i in range(PART)], "code": [f"P{number * PART + i}" for i in range(PART)],
            "category": [categories[i] for i in of], "geometry": list(shapely.points(lon, lat)),
        }  # fmt: skip
        return Part(PART, lambda: columns)

    with station.editing(who="bench", why="bench") as draft:
        draft.add_many("place", [part(n) for n in range(count // PART)])


class Rig:
    """The demo town on a plotter of 1600 x 900 with all that is painted over it, frame by frame."""

    def __init__(self, station: Station) -> None:
        self.station = station
        self.town = load_town(station)
        workspace = Workspace(station.kinds)
        for name in workspace.layers:
            workspace.set_layer(name, visible=name == "place")
        self.workspace = workspace
        self.picture = Picture(station, self.town, workspace, SIZE, "light", self.eyes()[0])
        self.names = town_labels(self.town)
        self.memory = Memory()
        self.image = QImage(*SIZE, QImage.Format.Format_ARGB32_Premultiplied)

    def eyes(self) -> list[Eye]:
        """Return a way over the town: from all of it down to a street, turning."""
        west, south, east, north = self.town.extent
        middle = (west + east) / 2, (south + north) / 2
        far = [1500.0 * (80.0 / 1500.0) ** (n / (STEPS - 1)) for n in range(STEPS)]
        return [Eye(*middle, 0.0, distance, -22.0 + 3 * n, 42.0) for n, distance in enumerate(far)]

    def items(self, eye: Eye, *, points: bool) -> tuple[Projection, Items]:
        """Return what is to be painted for an eye."""
        projection = Projection(eye, *SIZE)
        symbols = self.picture.layers.layers["place"].symbols(projection) if points else ()
        return projection, Items(symbols, self.names)

    def frame(self, eye: Eye, *, points: bool) -> None:
        """Render the town and paint what lies over it."""
        self.picture.scene.place(eye)
        self.picture.plotter.render_window.Render()
        projection, items = self.items(eye, points=points)
        arranged = arrange(projection, items, 1.0, self.memory)
        self.image.fill(QColor(0, 0, 0, 0))
        painter = QPainter(self.image)
        paint(painter, projection, items, arranged, "light")
        painter.end()

    def close(self) -> None:
        """Let go of the plotter."""
        self.picture.close()


def _labels(station: Station) -> Iterator[bool]:
    """Time the arranging and the painting of all names of the demo town, while the eye moves."""
    rig = Rig(station)
    times: list[float] = []
    try:
        for eye in [*rig.eyes(), *rig.eyes()]:
            projection, items = rig.items(eye, points=False)

            def names(projection: Projection = projection, items: Items = items) -> None:
                placed = place_labels(projection, items.labels, Taken(*SIZE), Body(projection, None), 1.0, rig.memory)
                painter = QPainter(rig.image)
                paint(painter, projection, items, Arrangement((), placed), "light")
                painter.end()

            times.append(min(_worked(names) for _ in range(3)) * 1000)
    finally:
        rig.close()
    seen = times[STEPS:]
    name = f"names of the demo town ({len(rig.names)}) arranged and painted, processor time of a frame, median"
    yield tell(name, median(seen), "ms", goal=LABEL_GOAL_MS)
    yield tell("the same, p95", p95(seen), "ms", goal=LABEL_GOAL_MS)


def _worked(work: Callable[[], object]) -> float:
    """Return the seconds that this thread worked: what else runs on the machine does not count."""
    start = thread_time()
    work()
    return thread_time() - start


def _million(station: Station) -> Iterator[bool]:
    fill(station)
    yield from _reading(station)
    rig = Rig(station)
    try:
        start = perf_counter()
        rig.picture.layers.refresh()
        drawn: Drawn = rig.picture.layers.layers["place"].drawn  # type: ignore[attr-defined]
        yield tell("a million places from the file to the map", perf_counter() - start, "s", goal=20.0)
        yield from _frames(rig)
        yield from _picks(rig, drawn)
        yield from _moves(rig, station)
        yield from _rooms(rig, station)
    finally:
        rig.close()


def _reading(station: Station) -> Iterator[bool]:
    """Compare reading as arrays with reading as lists: how long it takes, and how long another thread is kept waiting for it."""
    fields = ("lon", "lat", "building", "storey")

    def as_arrays() -> object:
        return station.arrays(Query("place"), fields)

    def as_lists() -> object:
        return station.columns(Query("place"), ("id", *fields))

    # In turns, so that neither finds in memory what the other brought there.
    runs = [(*_beside(as_lists), *_beside(as_arrays)) for _ in range(3)]
    slow, slow_wait, quick, quick_wait = (min(run[i] for run in runs) for i in range(4))
    yield tell("a million places as arrays, processor time", quick, "s", goal=1.0, peer="as lists, a value each", peer_value=slow)
    yield tell("longest wait of another thread meanwhile", quick_wait * 1000, "ms", goal=0.5, peer="as lists, a value each",
               peer_value=slow_wait * 1000)  # fmt: skip


def _beside(work: Callable[[], object]) -> tuple[float, float]:
    """Do work on another thread; return its processor time in seconds, and the longest that this one waited for a turn."""
    with ThreadPoolExecutor(1) as pool:
        start, last = process_time(), perf_counter()
        longest, done = 0.0, pool.submit(work)
        while not done.done():
            sleep(0.002)
            now = perf_counter()
            longest, last = max(longest, now - last), now
        done.result()
    return process_time() - start, longest


def _frames(rig: Rig) -> Iterator[bool]:
    """Compare frames with and without the layer, one after the other on the same way."""
    eyes = rig.eyes()
    for eye in (eyes[0], eyes[-1]):
        rig.frame(eye, points=True)
    pairs = [tuple(min(timed(lambda e=eye, p=points: rig.frame(e, points=p)) for _ in range(2)) for points in (False, True))
             for eye in eyes]  # type: ignore[misc]  # fmt: skip
    without, with_ = (median(p[i] for p in pairs) * 1000 for i in range(2))
    yield tell("frame with a million points in a layer, median", with_, "ms", goal=FRAME_GOAL, peer="without", peer_value=without)
    worst = p95([p[1] for p in pairs]) * 1000
    peer = p95([p[0] for p in pairs]) * 1000
    yield tell("frame with a million points in a layer, p95", worst, "ms", goal=FRAME_GOAL, peer="without, p95", peer_value=peer)


def _picks(rig: Rig, drawn: Drawn) -> Iterator[bool]:
    """Pick at random pixels of what is drawn, and compare with every symbol painted in a colour of its own, one after the other."""
    rng = np.random.default_rng(5)
    wrong, times, members = 0, [], 0
    eyes = rig.eyes()[:: STEPS // 5]
    for eye in eyes:
        projection, items = rig.items(eye, points=True)
        arranged = arrange(projection, items)
        painted = _numbered(arranged.symbols)
        xs, ys = _pixels(painted, rng, PICKS // len(eyes))
        for x, y in zip(xs, ys, strict=True):
            start = perf_counter()
            symbol = arranged.at(x + 0.5, y + 0.5)
            times.append((perf_counter() - start) * 1000)
            number = int(painted[y, x]) - 1
            wrong += symbol is not (arranged.symbols[number].symbol if number >= 0 else None)
        members += _wrong_members(drawn, items.symbols, rng)
    yield tell_bound(f"pick of a symbol among a million, p95 of {len(times)}", p95(times), "ms", goal=PICK_GOAL_MS)
    yield tell(f"picks of {len(times)} that met another symbol than painting each by itself", wrong, "count", goal=0)
    yield tell("clusters whose records are others than going through all million finds", members, "count", goal=0)


def _numbered(symbols: tuple[PlacedSymbol, ...]) -> npt.NDArray[np.int64]:
    """Return a picture (h, w) of which symbol is on top: its number and one, 0 where there is none."""
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.setPen(QColor(0, 0, 0, 0))
    for number, placed in enumerate(symbols, 1):
        painter.setBrush(QColor(number >> 16 & 255, number >> 8 & 255, number & 255))
        painter.save()
        painter.translate(placed.x, placed.y)
        if placed.dot:
            painter.drawEllipse(QPointF(0, 0), placed.radius, placed.radius)
        else:
            painter.scale(placed.scale, placed.scale)
            painter.drawPath(drop_path())
            if placed.symbol.count > 1:
                painter.drawRect(tag_box(placed.symbol.count))
        painter.restore()
    painter.end()
    return (np.frombuffer(image.constBits(), np.uint32).reshape(SIZE[1], SIZE[0]) & 0xFFFFFF).astype(np.int64)


def _pixels(painted: npt.NDArray[np.int64], rng: np.random.Generator, count: int) -> tuple[list[int], list[int]]:
    """Return pixels well inside of what is drawn or well outside of all: on an edge it is the painter's rounding that decides."""
    same = np.ones(painted.shape, bool)
    for dy, dx in ((0, 1), (1, 0), (0, -1), (-1, 0), (1, 1), (-1, -1), (1, -1), (-1, 1)):
        same &= np.roll(painted, (dy, dx), (0, 1)) == painted
    same[:, :8] = same[:, -8:] = same[:8] = same[-8:] = False
    drawn, free = np.argwhere(same & (painted > 0)), np.argwhere(same & (painted == 0) & _far_from(painted))
    at = np.concatenate([rng.choice(drawn, count * 9 // 10), rng.choice(free, count - count * 9 // 10)])
    return at[:, 1].tolist(), at[:, 0].tolist()


def _far_from(painted: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Return the pixels that have nothing drawn within 8 pixels, so that no dot near by is meant."""
    there = painted > 0
    for axis in (0, 1):
        there = np.any([np.roll(there, by, axis) for by in range(-8, 9)], axis=0)
    return ~there


def _wrong_members(drawn: Drawn, symbols: tuple[Symbol, ...], rng: np.random.Generator) -> int:
    """Return how many of some clusters hold other records than those that a look at every single place finds."""
    wrong = 0
    several = [s for s in symbols if len(s.ids) > 1]
    ids = drawn.table.ids
    at = drawn.table.at.astype(np.float64)
    for n in rng.choice(len(several), min(12, len(several)), replace=False).tolist():
        mine = np.array(sorted(several[n].ids))
        rows = np.searchsorted(ids, mine)
        side = _side(at[rows])
        if side is None:
            wrong += 1
            continue
        cube = np.floor(at[rows[0]] / side)
        wrong += not np.array_equal(ids[np.all(np.floor(at / side) == cube, axis=1)], mine)
    return wrong


def _side(at: Floats) -> float | None:
    """Return the side of the smallest square of the grid that holds all of some places."""
    side = FINEST
    while side < 1e6:
        if len(np.unique(np.floor(at / side), axis=0)) == 1:
            return side
        side *= 2
    return None


def _moves(rig: Rig, station: Station) -> Iterator[bool]:
    """Move records, and time until the map shows them, against reading the layer anew."""
    layer: Any = rig.picture.layers.layers["place"]
    ids = layer.drawn.table.ids[:: MILLION // MOVED][:MOVED].tolist()
    east, north = station.frame.to_degrees(np.linspace(-50, 50, len(ids)), np.linspace(40, -40, len(ids)))
    shapes = shapely.points(east, north)
    changes = station.apply(
        [Edit("place", id, {"geometry": s}) for id, s in zip(ids, shapes, strict=True)], who="bench", why="bench"
    )

    def follow() -> None:
        layer.changed(changes)
        layer._soon.stop()
        layer.refresh()

    quick = timed(follow)
    rows = layer.drawn.tree.index_of(ids[0])
    moved = bool(np.allclose(layer.drawn.tree.points[rows, :2], (-50, 40), atol=0.1))
    layer._stale = True
    slow = timed(layer.refresh)
    yield tell(f"{MOVED} of a million places move", quick, "s", goal=0.4, peer="the layer read anew", peer_value=slow)
    yield tell("places that moved and stand elsewhere", 0 if moved else 1, "count", goal=0)


def _rooms(rig: Rig, station: Station) -> Iterator[bool]:
    """Pick rooms of an open storey, and compare with a look at each room's shape."""
    town, rng = rig.town, np.random.default_rng(9)
    opening = Opening(rig.picture.scene)
    wrong, times = 0, []
    dwellings = station.tally(Query("dwelling"), "building")
    most = sorted(dwellings, key=lambda key: -dwellings[key])[:5]
    for (building,) in most:
        row = int(np.flatnonzero(town.buildings.ids == building)[0])
        opened = open_chosen(town, row, Selection("building", int(building), 2), read_inside(station, int(building)), "light")
        opening.show(town, opened)
        for _ in range(PICKS // len(most)):
            room = opened.shapes[int(rng.integers(len(opened.shapes)))]
            x, y = _inside(room.polygon, rng)
            origin = np.array([x, y, opened.floor + 60.0])
            start = perf_counter()
            found = opening.find(town, origin, np.array([0.0, 0.0, -1.0]))
            times.append((perf_counter() - start) * 1000)
            wrong += found is None or found.dwelling != room.dwelling
    opening.show(town, None)
    yield tell_bound(f"pick of a room, p95 of {len(times)}", p95(times), "ms", goal=PICK_GOAL_MS)
    yield tell(f"picks of rooms of {len(times)} that met another than its shape says", wrong, "count", goal=0)


def _inside(shape: shapely.Polygon, rng: np.random.Generator) -> tuple[float, float]:
    """Return a random point inside of a shape, not on its walls."""
    room = shape.buffer(-0.35)
    room = shape if room.is_empty else room
    west, south, east, north = room.bounds
    while True:
        x, y = float(rng.uniform(west, east)), float(rng.uniform(south, north))
        if room.contains(shapely.Point(x, y)):
            return x, y


if __name__ == "__main__":
    main()
