"""The duty of the demo station: teams, vehicles, equipment, shifts, patrol routes with points, patrols, and where forces walked."""

from __future__ import annotations

import math
import random
from datetime import timedelta
from typing import Any

import numpy as np
import shapely
from shapely.geometry import LineString, Point

from data.clock import format_utc
from data.demo.book import Book
from data.demo.patrols import ends_of, walk
from data.demo.plan import Spot
from data.demo.rows import Walk

SHIFT_BEGAN, SHIFT_LASTS = timedelta(hours=8), timedelta(hours=12)
NEXT_SHIFT = 18  # planned for the next shift
NOT_COME = 2  # should have been there an hour ago
TEAM_TYPES = {
    "值班A组": "response", "值班B组": "response", "社区警务组": "community", "巡防一队": "patrol", "巡防二队": "patrol",
    "小区安保队": "security", "市场安保队": "security", "商圈安保队": "security",
}  # fmt: skip
POSTS = {
    "officer": "值班处警", "auxiliary": "街面巡防", "guard": "门岗", "grid": "网格走访", "volunteer": "邻里守望",
    "courier": "移动哨", "sanitation": "街面保洁",
}  # fmt: skip
SKILLS = {
    "officer": ("枪械、驾驶、谈判", "枪械、驾驶", "侦查勘验、驾驶", "调解、妇女儿童", "枪械、急救、驾驶"),
    "auxiliary": (
        "急救、驾驶", "控制约束、驾驶", "摩托驾驶", "交通疏导", "消防、控制约束", "无人机、驾驶", "心理疏导",
    ),
    "grid": ("调解", "调解、方言", "急救"), "guard": ("消防", "控制约束", "消防、急救"),
    "volunteer": ("", "急救", "手语", "", "调解"), "courier": ("", "", "摩托驾驶"), "sanitation": ("", "", "消防"),
}  # fmt: skip
# (name, type, seats, state)
VEHICLES = (
    ("巡01", "car", 5, "in_use"), ("巡02", "car", 5, "in_use"), ("巡03", "car", 5, "ready"),
    ("铁骑1", "motorcycle", 2, "in_use"), ("铁骑2", "motorcycle", 2, "ready"), ("社区电瓶车", "cart", 6, "ready"),
    ("处突面包车", "van", 9, "repair"),
)  # fmt: skip
# (name, type, how many)
EQUIPMENT = (
    ("对讲机", "radio", 12), ("执法记录仪", "body_camera", 10), ("防刺服", "shield", 6), ("约束带", "restraint", 6),
    ("急救包", "first_aid", 4), ("自动除颤仪", "first_aid", 2), ("灭火毯", "fire", 4), ("反光锥", "road", 8),
    ("酒精检测仪", "tester", 2), ("无人机", "drone", 1),
)  # fmt: skip
ROUTE_METRES, POINT_EVERY = 1500.0, 260.0
PACE = 1.2  # metres a second
LATE_POINT = 2  # the point that the second patrol passed by too late
EVERY = 20.0  # seconds between two positions
WALKED = {"officer": 5000.0, "auxiliary": 4000.0, "grid": 2400.0, "volunteer": 1500.0, "courier": 6000.0, "sanitation": 900.0}


def add_duty(book: Book, forces: dict[str, list[int]]) -> list[Walk]:
    """Write it all and return where forces walked; its dice are its own, so that nothing else in the town changes."""
    dice = random.Random(f"duty/{book.plan.names.prefix}/{len(book.plan.houses)}")
    _add_teams(book, forces)
    vehicles = _add_vehicles(book, dice)
    _add_skills(book, forces)
    _add_shifts(book, forces, vehicles, dice)
    _add_equipment(book, forces, vehicles, dice)
    lines = [s.line for s in book.plan.streets if not s.bridge]
    walks = _add_patrols(book, forces, lines)
    return walks + _walks(book, forces, lines, dice, {w.key for w in walks})


def _values(book: Book, key: int) -> dict[str, Any]:
    return book.rows.rows[key - 1].values


def _on_duty(book: Book, keys: list[int]) -> list[int]:
    return [k for k in keys if _values(book, k)["duty"] != "off"]


def _add_teams(book: Book, forces: dict[str, list[int]]) -> None:
    leaders: dict[str, tuple[int, str]] = {}
    for role, keys in forces.items():
        for key in keys:
            leaders.setdefault(_values(book, key)["team"], (key, role))
    for number, (name, (leader, role)) in enumerate(leaders.items(), 1):
        bare = name.removeprefix(book.plan.names.prefix)
        usual = {"grid": "grid", "volunteer": "volunteers"}.get(role, "other")
        book.rows.add("team", name=name, type=TEAM_TYPES.get(bare, usual), leader=leader, call_sign=f"{600 + number}",
                      grid=_values(book, leader)["grid"] if role == "grid" else None)  # fmt: skip


def _add_vehicles(book: Book, dice: random.Random) -> list[int]:
    home = next((h.shape.exterior for h in book.plan.houses if h.role == "police"), None)
    keys = []
    for number, (name, type, seats, state) in enumerate(VEHICLES):
        at = None
        if home is not None:
            door = home.interpolate(dice.random(), normalized=True)
            at = Point(door.x + 4 + 3.2 * (number % 3), door.y - 4 - 5.5 * (number // 3))
        team = "巡防一队" if number < 3 else "巡防二队"
        keys.append(book.rows.add(
            "vehicle", name=f"{book.plan.names.prefix}{name}", plate=f"演A{book.numbers.count('vehicle'):04d}警", type=type,
            seats=seats, state=state, team=f"{book.plan.names.prefix}{team}", geometry=at,
            seen_at=book.moment.after(minutes=-dice.randint(1, 8)) if at is not None else None,
            source="osmand" if at is not None else None, accuracy=6.0 if at is not None else None,
        ))  # fmt: skip
    return keys


def _add_skills(book: Book, forces: dict[str, list[int]]) -> None:
    for role, keys in forces.items():
        for n, key in enumerate(keys):
            said = SKILLS[role][n % len(SKILLS[role])]
            if said:
                _values(book, key)["skills"] = said


def _add_shifts(book: Book, forces: dict[str, list[int]], vehicles: list[int], dice: random.Random) -> None:
    began = book.moment.now - SHIFT_BEGAN
    ends = began + SHIFT_LASTS
    for role, keys in forces.items():
        on = _on_duty(book, keys)
        for n, key in enumerate(on):
            vehicle = vehicles[n % 2] if role == "auxiliary" and n < 4 else None
            came = began + timedelta(minutes=dice.randint(-12, 2))
            _shift(book, key, role, began, ends, in_at=format_utc(came), vehicle=vehicle)
            values = _values(book, key)
            values |= {"duty_since": format_utc(came), "accuracy": round(dice.uniform(4, 18), 0), "source": _source(role)}
            if vehicle is not None:
                book.rows.set("force", key, vehicle=vehicle)
    off = [(role, k) for role in ("officer", "auxiliary", "grid") for k in forces[role] if _values(book, k)["duty"] == "off"]
    for n, (role, key) in enumerate(off[: NEXT_SHIFT + NOT_COME]):
        if n < NOT_COME:
            _shift(book, key, role, book.moment.now - timedelta(hours=1), ends)
        else:
            _shift(book, key, role, ends, ends + SHIFT_LASTS)


def _source(role: str) -> str:
    return {"officer": "cot", "auxiliary": "osmand"}.get(role, "owntracks")


def _shift(book: Book, key: int, role: str, starts: Any, ends: Any, **more: Any) -> None:
    values = _values(book, key)
    book.rows.add("shift", force=key, starts_at=format_utc(starts), ends_at=format_utc(ends), team=values["team"],
                  grid=values["grid"], post=POSTS[role], **more)  # fmt: skip


def _add_equipment(book: Book, forces: dict[str, list[int]], vehicles: list[int], dice: random.Random) -> None:
    on = _on_duty(book, [*forces["officer"], *forces["auxiliary"]])
    for name, type, count in EQUIPMENT:
        for n in range(count):
            given = type in ("radio", "body_camera", "restraint") and n < len(on)
            carried = type in ("first_aid", "road", "fire") and n % 2 == 0
            holder = {"holder": on[n], "holder_kind": "force"} if given else {}
            holder = {"holder": vehicles[n % len(vehicles)], "holder_kind": "vehicle"} if carried else holder
            book.rows.add(
                "equipment", name=name, code=f"ZB{book.numbers.count('equipment'):04d}", type=type,
                state="issued" if holder else "repair" if dice.random() < 0.06 else "ready",
                issued_at=format_utc(book.moment.now - SHIFT_BEGAN) if holder else None,
                check_by=book.moment.days_ago(-dice.randint(-10, 300)), **holder,
            )  # fmt: skip


def _add_patrols(book: Book, forces: dict[str, list[int]], lines: list[Any]) -> list[Walk]:
    """A route in each beat; two patrols under way, the second late at a point, and one to come."""
    streets = ends_of(lines)
    routes = []
    for number, beat in enumerate(book.plan.beats):
        dice = random.Random(f"route/{book.plan.names.prefix}/{number}")
        near = min(sorted(streets), key=lambda node: Point(node[0] / 2, node[1] / 2).distance(beat.centroid))
        routes.append((_route(book, number, walk(streets, dice, ROUTE_METRES, near)), walk))
    walkers = _on_duty(book, forces["auxiliary"])[-3:]
    starts = (-22, -15, 90)
    found = []
    for n, (walker, minutes) in enumerate(zip(walkers, starts, strict=False)):
        (key, line), _ = routes[n]
        start = book.moment.now + timedelta(minutes=minutes)
        name = f"{_values(book, walker)['name']}"
        book.rows.add("patrol", name=f"{book.plan.names.prefix}{_route_name(n)} · {name}", route=key, force=walker,
                      starts_at=format_utc(start), state="under_way" if minutes < 0 else "planned")  # fmt: skip
        if minutes < 0:
            found.append(_patrol_walk(book, walker, line, start.timestamp(), late=n == 1))
    return found


def _route_name(number: int) -> str:
    return ("第一网格夜巡线", "第二网格夜巡线", "第三网格夜巡线", "第四网格夜巡线")[number % 4]


def _route(book: Book, number: int, line: LineString) -> tuple[int, LineString]:
    key = book.rows.add("patrol_route", name=f"{book.plan.names.prefix}{_route_name(number)}", grid=book.beats[number], mode="foot",
                        minutes=round(line.length / PACE / 60), geometry=line)  # fmt: skip
    along = np.arange(0.0, line.length, POINT_EVERY).tolist()
    points = [line.interpolate(metres) for metres in along]
    for n, (metres, at, name) in enumerate(zip(along, points, point_names(points, book.plan.spots), strict=True)):
        book.rows.add("patrol_point", route=key, order=n + 1, name=name, geometry=at,
                      after=round(metres / PACE / 60), within=4, radius=30.0)  # fmt: skip
    return key, line


def point_names(points: list[Point], spots: list[Spot]) -> list[str]:
    """Name each point by the nearest spot, and by the side of it where points share one: no two of a route are called the same."""
    found: list[str] = []
    for n, at in enumerate(points, 1):
        spot = min(spots, key=lambda s: s.at.distance(at), default=None)
        if spot is None:
            found.append(f"{n} 号点")
            continue
        shared = sum(min(spots, key=lambda s: s.at.distance(p)) is spot for p in points) > 1
        name = f"{spot.name}（{_side(spot.at, at)}侧）" if shared else spot.name
        found.append(name if name not in found else f"{spot.name}（{n} 号点）")
    return found


def _side(middle: Point, at: Point) -> str:
    turn = math.degrees(math.atan2(at.x - middle.x, at.y - middle.y))
    return ("北", "东北", "东", "东南", "南", "西南", "西", "西北")[round(turn / 45) % 8]


def _patrol_walk(book: Book, key: int, line: LineString, start: float, *, late: bool) -> Walk:
    """Along the route; who is late stood somewhere for seven minutes before the point where he is."""
    at = np.arange(start, book.moment.now.timestamp() + 1, EVERY)
    gone = (at - start) * PACE
    if late:
        stop = POINT_EVERY * LATE_POINT - 80
        gone = np.where(gone > stop, np.maximum(stop, gone - 420 * PACE), gone)
    places = shapely.get_coordinates(shapely.line_interpolate_point(line, np.minimum(gone, line.length)))
    _values(book, key)["geometry"] = Point(places[-1])
    return Walk(key, at, places, 6.0)


def _walks(book: Book, forces: dict[str, list[int]], lines: list[Any], dice: random.Random, known: set[int]) -> list[Walk]:
    """Where the others on duty came from in the last two hours: along the streets to where they are now."""
    streets = ends_of(lines)
    found = []
    for role, metres in WALKED.items():
        for key in (k for k in _on_duty(book, forces[role]) if k not in known):
            here = _values(book, key)["geometry"]
            near = min(sorted(streets), key=lambda node: Point(node[0] / 2, node[1] / 2).distance(here))
            back = walk(streets, dice, metres, near)
            way = LineString([*reversed(back.coords), (here.x, here.y)])
            at = np.arange(book.moment.now.timestamp() - 7200, book.moment.now.timestamp() + 1, 3 * EVERY)
            places = shapely.get_coordinates(shapely.line_interpolate_point(way, np.linspace(0, 1, len(at)), normalized=True))
            found.append(Walk(key, at, places, _values(book, key)["accuracy"]))
    return found
