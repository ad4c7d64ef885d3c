"""A year of cases with the rhythm of day and week, a few hot places, and the newest still open."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta
from itertools import accumulate

from shapely.geometry import Point

from data.clock import format_utc
from data.demo.book import Book
from data.demo.case_words import OUTCOMES, STORIES
from data.demo.people_names import given, surname
from data.demo.plan import House, Plan
from data.demo.residents import Room
from data.demo.rows import Moment
from data.demo.watch import BEATS, beat_at

CASES = 3000
OPEN = 20
FRESH = 10  # of the open ones, in which somebody waits or is under way: they came in within the last half hour
STATES = ((3, "reported"), (4, "sent"), (6, "on_the_way"), (10, "on_scene"), (OPEN, "cleared"))  # of the open ones, newest first
# (type, share in thousandths, hour profile, where: share of market, bar street, hot compound, mall, homes, street)
TYPES = (
    ("help", 205, "day", (4, 3, 14, 4, 45, 30)),
    ("dispute", 190, "evening", (12, 8, 18, 3, 49, 10)),
    ("noise", 135, "night", (2, 16, 22, 1, 52, 7)),
    ("theft", 118, "day", (26, 8, 10, 16, 15, 25)),
    ("traffic", 112, "rush", (6, 2, 4, 3, 3, 82)),
    ("fraud", 78, "day", (3, 1, 16, 4, 74, 2)),
    ("vehicle_theft", 46, "night", (12, 6, 26, 6, 30, 20)),
    ("assault", 40, "night", (8, 44, 8, 6, 14, 20)),
    ("missing", 18, "day", (8, 2, 12, 10, 40, 28)),
    ("burglary", 14, "night", (0, 0, 30, 0, 66, 4)),
    ("fire", 10, "evening", (10, 6, 16, 4, 54, 10)),
    ("gambling", 9, "night", (2, 18, 20, 0, 56, 4)),
    ("robbery", 3, "night", (0, 30, 5, 0, 5, 60)),
    ("drugs", 3, "night", (0, 45, 10, 0, 40, 5)),
    ("other", 19, "day", (8, 8, 10, 8, 30, 36)),
)
HOURS = {
    "day": (6, 4, 3, 2, 2, 4, 10, 22, 38, 46, 48, 42, 36, 38, 44, 46, 48, 54, 60, 62, 54, 42, 26, 13),
    "evening": (14, 8, 5, 3, 3, 3, 6, 14, 22, 26, 28, 32, 34, 28, 26, 28, 36, 52, 76, 92, 96, 84, 56, 30),
    "night": (54, 38, 24, 15, 9, 6, 5, 7, 9, 10, 11, 13, 16, 14, 13, 14, 18, 26, 42, 62, 84, 104, 112, 88),
    "rush": (5, 3, 2, 2, 2, 6, 22, 66, 74, 44, 34, 36, 38, 32, 32, 36, 48, 78, 84, 52, 34, 24, 15, 9),
}
WEEK = (0.94, 0.92, 0.93, 0.97, 1.12, 1.2, 1.04)  # Monday first
URGENT = {"robbery": 0.9, "assault": 0.45, "fire": 0.7, "burglary": 0.3, "missing": 0.5, "drugs": 0.5}


@dataclass(slots=True)
class Scene:
    """Everything a case may happen at."""

    plan: Plan
    keys: list[int]
    rooms: dict[int, list[Room]]  # by place in the plan's list of houses
    market: list[int]
    bars: list[int]
    hot: list[int]
    mall: list[int]
    homes: list[int]
    weights: list[int]


def scene_of(plan: Plan, keys: list[int], rooms: list[Room]) -> Scene:
    """Sort the buildings by what draws cases to them."""
    by_house: dict[int, list[Room]] = {}
    for room in rooms:
        by_house.setdefault(room.house, []).append(room)

    def with_role(*roles: str) -> list[int]:
        return [i for i, h in enumerate(plan.houses) if h.role in roles] or [0]

    slabs = with_role("slab")
    homes = [i for i, h in enumerate(plan.houses) if h.flats]
    weights = list(accumulate(len(by_house.get(i, ())) for i in homes))
    return Scene(
        plan,
        keys,
        by_house,
        with_role("market"),
        with_role("bar"),
        slabs[2:8] or slabs,
        with_role("mall", "cinema", "office"),
        homes,
        weights,
    )


def add_cases(book: Book, scene: Scene, forces: dict[str, list[int]]) -> list[int]:
    """Write the cases in the order they were reported and return their keys."""
    everyone = forces["officer"] * 4 + forces["auxiliary"]
    on_duty = [k for k in everyone if book.rows.rows[k - 1].values["duty"] != "off"]
    fresh = _fresh(book.dice)
    drawn = sorted((_when(book.dice, book.moment, fresh[0]) for _ in range(CASES - OPEN)), key=lambda w: -w[0])
    drawn += [(minutes, book.dice.choices(TYPES, [t[1] for t in TYPES])[0]) for minutes in fresh]
    return [
        _case(book, scene, everyone if i < CASES - OPEN else on_duty, minutes, kind, CASES - 1 - i)
        for i, (minutes, kind) in enumerate(drawn)
    ]


def _fresh(dice: random.Random) -> list[float]:
    """Minutes ago of the open cases, oldest first; the last came in just before the hour."""
    gaps = accumulate(dice.uniform(4, 62) * (0.05 if i < FRESH else 0.3 + i / OPEN) for i in range(OPEN))
    return sorted(gaps, reverse=True)


_SHARES = list(accumulate(t[1] for t in TYPES))
_HOURS = {name: list(accumulate(hours)) for name, hours in HOURS.items()}


def _when(dice: random.Random, moment: Moment, newest: float) -> tuple[float, tuple[str, int, str, tuple[int, ...]]]:
    """Draw a type and how many minutes ago it was, at least ``newest`` and within a year."""
    since_midnight = moment.local.hour * 60
    while True:
        kind = dice.choices(TYPES, cum_weights=_SHARES)[0]
        days = dice.randrange(365)
        weekday = (moment.today.weekday() - days) % 7
        if dice.random() * 1.2 > WEEK[weekday]:
            continue
        minute = dice.choices(range(24), cum_weights=_HOURS[kind[2]])[0] * 60 + dice.randrange(60)
        ago = days * 1440 + since_midnight - minute
        if ago > newest + 1:
            return ago, kind


def _case(
    book: Book, scene: Scene, handlers: list[int], minutes: float, kind: tuple[str, int, str, tuple[int, ...]], left: int
) -> int:
    name, _, _, where = kind
    reported = book.moment.now - timedelta(minutes=minutes, seconds=book.dice.randrange(60))
    place, address, at = _where(book, scene, name, where)
    state = "closed" if left >= OPEN else next(s for most, s in STATES if left < most)
    day = (reported + (book.moment.local.utcoffset() or timedelta())).strftime("%Y%m%d")
    caller = surname(book.dice) + given(book.dice, book.dice.choice(("male", "female")), 40)
    urgent = book.dice.random() < URGENT.get(name, 0.04)
    return book.rows.add(
        "case",
        number=f"JQ{day}-{book.numbers.count(day):04d}",
        type=name,
        reported_at=format_utc(reported),
        severity="major" if urgent and book.dice.random() < 0.04 else "urgent" if urgent else "normal",
        occurred_at=format_utc(reported - timedelta(minutes=_delay(name, book.dice))),
        address=address,
        state=state,
        text=book.dice.choice(STORIES[name]).format(place=address),
        caller=caller,
        caller_phone=book.numbers.phone(),
        beat=f"{scene.plan.names.prefix}{BEATS[beat_at(scene.plan, at)]}",
        ended_at=format_utc(reported + timedelta(minutes=book.dice.randint(18, 170))) if state == "closed" else None,
        result=book.dice.choice(OUTCOMES.get(name, OUTCOMES["other"])) if state == "closed" else None,
        handler=book.dice.choice(handlers) if state != "reported" else None,
        **place,
    )


def _delay(name: str, dice: random.Random) -> int:
    """Minutes from happening to report: thefts and frauds are noticed late."""
    return dice.randint(60, 1500) if name in ("theft", "burglary", "vehicle_theft", "fraud") else dice.randint(1, 25)


def _where(book: Book, scene: Scene, name: str, where: tuple[int, ...]) -> tuple[dict[str, object], str, Point]:
    spot: int = book.dice.choices(range(6), where)[0]
    if spot == 5:
        return _on_street(scene, book.dice)
    if spot == 4:
        house = book.dice.choices(scene.homes, cum_weights=scene.weights)[0]
    else:
        house = book.dice.choice((scene.market, scene.bars, scene.hot, scene.mall)[spot])
    return _in_house(scene, house, book.dice)


def _on_street(scene: Scene, dice: random.Random) -> tuple[dict[str, object], str, Point]:
    plan = scene.plan
    if dice.random() < 0.55:
        # A handful of crossings take most of the accidents.
        at, name = plan.crossings[min(int(dice.expovariate(0.28)), len(plan.crossings) - 1)]
        point = Point(at.x + dice.gauss(0, 6), at.y + dice.gauss(0, 6))
        return {"geometry": point}, name, point
    street = dice.choice([s for s in plan.streets if s.name])
    at = street.line.interpolate(dice.random(), normalized=True)
    point = Point(at.x + dice.gauss(0, 2), at.y + dice.gauss(0, 2))
    return {"geometry": point}, f"{street.name}路段", point


def _in_house(scene: Scene, house: int, dice: random.Random) -> tuple[dict[str, object], str, Point]:
    building: House = scene.plan.houses[house]
    rooms = scene.rooms.get(house, ())
    at = building.shape.centroid
    place: dict[str, object] = {"building": scene.keys[house]}
    address = building.name
    if dice.random() < 0.14:
        point = Point(at.x + dice.uniform(-16, 16), at.y + dice.uniform(-16, 16))
        return {"geometry": point}, f"{building.name}附近", point
    if rooms and dice.random() < 0.62:
        room = dice.choice(rooms)
        place |= {"dwelling": room.key, "storey": room.storey}
        address += f"{room.room}室" if building.units < 2 else f"{room.unit}单元{room.room}"
    elif building.storeys > 9:
        place["storey"] = dice.randint(1, building.storeys)
    return place, address, at
