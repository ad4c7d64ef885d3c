"""A whole town as values: district after district, each complete in itself, so that any size needs the memory of one."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from data.demo.cases import add_cases, scene_of
from data.demo.district import draw_district, sites
from data.demo.duties import add_tasks
from data.demo.people_names import Numbers
from data.demo.pictures import hang_pictures
from data.demo.plan import Plan
from data.demo.residents import add_residents, add_rooms
from data.demo.rows import Moment, Rows
from data.demo.trade import add_trade, address_of
from data.demo.watch import add_beats, add_cameras, add_forces, beat_at
from data.town.frame import LocalFrame

ORIGIN = (102.7423, 25.0561)  # WGS-84 degrees
ZONE = "Asia/Shanghai"
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
        rows = _district(plan, random.Random(f"records/{seed}/{site.number}"), numbers, moment)
        rows.place(frame)
        yield rows


def moment_of(now: datetime) -> Moment:
    """Return the whole hour before a moment."""
    hour = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    return Moment(hour, hour.astimezone(ZoneInfo(ZONE)))


def _district(plan: Plan, dice: random.Random, numbers: Numbers, moment: Moment) -> Rows:
    """Write one district in the order that links need: places, then people and things, then events."""
    rows = Rows()
    names = plan.names
    words = {"base": names.base, "second": names.second, "water": names.water}
    beats = add_beats(rows, plan)
    _add_ground(rows, plan, numbers)
    keys = _add_buildings(rows, plan, beats, numbers)
    forces = add_forces(rows, plan, beats, dice, numbers, moment)
    rooms = add_rooms(rows, plan.houses, keys, dice, numbers)
    add_residents(rows, rooms, keys, dice, numbers, moment, words)
    add_trade(rows, plan.houses, keys, rooms, dice, numbers, moment, words)
    _add_places(rows, plan, numbers)
    add_cameras(rows, plan, keys, dice, numbers)
    add_cases(rows, scene_of(plan, keys, rooms), forces, dice, numbers, moment)
    tasks = add_tasks(rows, forces, dice, numbers, moment)
    hang_pictures(rows, tasks, dice)
    return rows


def _add_ground(rows: Rows, plan: Plan, numbers: Numbers) -> None:
    for street in plan.streets:
        rows.add(
            "road",
            name=street.name or None,
            code=f"R{numbers.count('road'):05d}",
            width=street.width,
            bridge=street.bridge or None,
            level=1 if street.bridge else None,
            geometry=street.line,
            **{"class": street.grade},
        )
    for ground in plan.grounds:
        rows.add(
            "ground", name=ground.name or None, code=f"G{numbers.count('ground'):05d}", cover=ground.cover, geometry=ground.shape
        )


def _add_buildings(rows: Rows, plan: Plan, beats: list[int], numbers: Numbers) -> list[int]:
    return [
        rows.add(
            "building",
            name=h.name,
            code=f"B{numbers.count('building'):05d}",
            compound=h.compound or None,
            number=h.number or None,
            address=address_of(h),
            street=h.street,
            house_number=h.house_number,
            height=round(h.height, 1),
            storeys=h.storeys,
            storeys_below=h.below or None,
            units=h.units or None,
            use=h.use,
            built=h.built,
            grid=beats[beat_at(plan, h.shape.centroid)],
            alias=h.alias or None,
            geometry=h.shape,
        )
        for h in plan.houses
    ]


def _add_places(rows: Rows, plan: Plan, numbers: Numbers) -> None:
    for spot in plan.spots:
        rows.add("place", name=spot.name, code=f"P{numbers.count('place'):05d}", category=spot.category, geometry=spot.at)
