"""A whole town as values: district after district, each complete in itself, so that any size needs the memory of one."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
import shapely
from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry

from data.demo.book import Book
from data.demo.cases import add_cases, scene_of
from data.demo.deployments import add_deployments
from data.demo.district import draw_district, sites
from data.demo.duties import add_tasks
from data.demo.gates import add_gates
from data.demo.ledgers import add_ledgers
from data.demo.patrols import add_patrols
from data.demo.people_names import Numbers
from data.demo.pictures import hang_pictures
from data.demo.plan import House
from data.demo.residents import add_residents, add_rooms
from data.demo.rows import Moment, Rows
from data.demo.shifts import add_duty
from data.demo.trade import add_trade, address_of
from data.demo.watch import add_beats, add_cameras, add_forces, beat_at
from data.town.frame import LocalFrame

ORIGIN = (102.7423, 25.0561)  # WGS-84 degrees
ZONE = "Asia/Shanghai"
# Of houses with a roof that is not flat, by the role that they play in the plan.
ROOFS = {"yard": "gabled", "pavilion": "pyramidal", "tea": "hipped", "shed": "skillion", "bar": "gabled", "guard": "hipped"}
GARAGES = 8  # of a district
STATION_NAME = "金沙派出所 · 演示"


def generate(size: int = 1, seed: int = 1, now: datetime | None = None) -> Iterator[Rows]:
    """Yield the rows of each district.

    The same size, seed and hour of ``now`` (UTC) make the same rows; the town itself depends on size and seed alone. The
    year of cases and the half year of tasks end at that hour.
    """
    numbers = Numbers()
    moment = moment_of(now or datetime.now(UTC))
    frame = LocalFrame(*ORIGIN)
    for site in sites(size):
        plan = draw_district(site, seed)
        rows = _district(Book(plan, random.Random(f"records/{seed}/{site.number}"), numbers, moment))
        rows.place(frame)
        yield rows


def moment_of(now: datetime) -> Moment:
    """Return the whole hour before a moment."""
    hour = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    return Moment(hour, hour.astimezone(ZoneInfo(ZONE)))


def _district(book: Book) -> Rows:
    """Write one district in the order that links need: places, then people and things, then events."""
    book.beats = add_beats(book)
    _add_ground(book)
    book.keys = [_add_building(book, house) for house in book.plan.houses]
    forces = add_forces(book)
    rooms = add_rooms(book)
    add_residents(book, rooms)
    add_trade(book, rooms)
    _add_places(book)
    _add_garages(book)
    add_cameras(book)
    cases = add_cases(book, scene_of(book.plan, book.keys, rooms), forces)
    add_deployments(book, cases, forces)
    add_patrols(book)
    hang_pictures(book.rows, cases, add_tasks(book, forces), book.dice)
    add_ledgers(book, forces)
    add_gates(book)
    book.rows.walks = add_duty(book, forces)
    return book.rows


def _add_ground(book: Book) -> None:
    for street in book.plan.streets:
        book.rows.add(
            "road",
            name=street.name or None,
            code=f"R{book.numbers.count('road'):05d}",
            width=street.width,
            bridge=street.bridge or None,
            level=1 if street.bridge else None,
            geometry=street.line,
            **{"class": street.grade},
        )
    for ground in book.plan.grounds:
        code = f"G{book.numbers.count('ground'):05d}"
        book.rows.add("ground", name=ground.name or None, code=code, cover=ground.cover, geometry=ground.shape)


def _add_building(book: Book, house: House) -> int:
    return book.rows.add(
        "building",
        name=house.name,
        code=f"B{book.numbers.count('building'):05d}",
        compound=house.compound or None,
        number=house.number or None,
        address=address_of(house),
        street=house.street,
        house_number=house.house_number,
        height=round(house.height, 1),
        storeys=house.storeys,
        storeys_below=house.below or None,
        units=house.units or None,
        use=house.use,
        built=house.built,
        roof_shape=ROOFS.get(house.role),
        grid=book.beats[beat_at(book.plan, house.shape.centroid)],
        geometry=house.shape,
    )


def _add_garages(book: Book) -> None:
    """A way into the deepest cellars that have room for one before their house, away from other houses and from roads."""
    plan = book.plan
    deepest = sorted(zip(book.keys, plan.houses, strict=True), key=lambda pair: (-pair[1].below, pair[0]))
    taken: list[BaseGeometry] = [h.shape for h in plan.houses]
    taken += [s.line.buffer(s.width / 2) for s in plan.streets]
    taken += [g.shape for g in plan.grounds if g.cover in ("water", "sport")]
    for key, house in deepest[:GARAGES]:
        spot = garage_spot(house.shape, taken) if house.below else None
        if spot is not None:
            at, portal = spot
            taken.append(portal)
            name = f"{house.name}地下车库入口"
            book.rows.add("place", name=name, code=f"P{book.numbers.count('place'):05d}", category="地下车库入口", building=key,
                          geometry=at)  # fmt: skip


def garage_spot(shape: Polygon, taken: list[BaseGeometry]) -> tuple[Point, Polygon] | None:
    """Return where one drives in under a house and what the portal covers; None where there is no room on any side."""
    ring = shapely.get_coordinates(shapely.oriented_envelope(shape))
    middle = shapely.get_coordinates(shape.centroid)[0]
    for a, b in sorted(itertools.pairwise(ring), key=lambda side: -float(np.hypot(*(side[1] - side[0])))):
        along = (b - a) / max(float(np.hypot(*(b - a))), 1e-9)
        out = np.array((along[1], -along[0]))
        out = -out if out @ (middle - a) > 0 else out
        for share in (0.5, 0.25, 0.75):
            at = a + (b - a) * share + out * 11.0
            inner, wide = at - out * 9.6, along * 3.2
            portal = Polygon([at + out * 5 - wide, at + out * 5 + wide, inner + wide, inner - wide])
            if not any(portal.intersects(other) for other in taken):
                return Point(at), portal
    return None


def _add_places(book: Book) -> None:
    for spot in book.plan.spots:
        book.rows.add("place", name=spot.name, code=f"P{book.numbers.count('place'):05d}", category=spot.category, geometry=spot.at)
