"""Who and what keeps watch: beats and forces in three tiers, and cameras on poles, gates and shop fronts."""

from __future__ import annotations

import math
import random

from shapely.geometry import LineString, Point

from data.demo.book import Book
from data.demo.people_names import given, surname
from data.demo.plan import Plan, Street

CAMERAS = 87
BEATS = ("第一网格", "第二网格", "第三网格", "第四网格")
# (tier, role, how many, how many of them on duty, teams)
FORCES = (
    ("core", "officer", 7, 5, ("值班A组", "值班B组", "社区警务组")),
    ("close", "auxiliary", 34, 13, ("值班A组", "值班B组", "巡防一队", "巡防二队")),
    ("close", "guard", 30, 11, ("小区安保队", "市场安保队", "商圈安保队")),
    ("close", "grid", 20, 7, BEATS),
    ("loose", "volunteer", 168, 9, ("义警队", "楼栋长", "红袖标")),
    ("loose", "courier", 112, 12, ("骑手驿站", "快递先锋")),
    ("loose", "sanitation", 70, 6, ("环卫一班", "环卫二班")),
)


def add_beats(book: Book) -> list[int]:
    """Write the four beats and return their keys."""
    return [
        book.rows.add("grid", name=f"{book.plan.names.prefix}{name}", geometry=shape)
        for name, shape in zip(BEATS, book.plan.beats, strict=True)
    ]


def beat_at(plan: Plan, at: Point) -> int:
    """Return which beat (0 to 3) a point lies in; the nearest, on the border."""
    return min(range(4), key=lambda i: plan.beats[i].distance(at))


def add_forces(book: Book) -> dict[str, list[int]]:
    """Write all members and return their keys by role; each beat gets a grid worker as keeper."""
    found: dict[str, list[int]] = {}
    streets = [s for s in book.plan.streets if s.line.length > 60 and not s.bridge]
    lengths = [s.line.length for s in streets]
    for tier, role, total, on_duty, teams in FORCES:
        for n in range(total):
            at = _post(book.plan, book.dice, streets, lengths, role) if n < on_duty else None
            if role == "grid" and at is not None:
                at = _in_beat(book.plan, n % 4, at, streets, lengths)
            found.setdefault(role, []).append(_member(book, tier, role, teams[n % len(teams)], n, at))
    for beat, keeper in zip(book.beats, found["grid"], strict=False):
        book.rows.set("grid", beat, keeper=keeper)
    return found


def _member(book: Book, tier: str, role: str, team: str, n: int, at: Point | None) -> int:
    gender = (
        "female"
        if book.dice.random() < {"grid": 0.6, "volunteer": 0.6, "sanitation": 0.5, "courier": 0.1}.get(role, 0.15)
        else "male"
    )
    name = surname(book.dice) + given(book.dice, gender, book.dice.randint(30, 56))
    beat = book.beats[beat_at(book.plan, at)] if at and role != "grid" else book.beats[n % 4]
    duty = "off" if at is None else "busy" if role in ("officer", "auxiliary") and n % 3 == 1 else "free"
    return book.rows.add(
        "force",
        name=name,
        number=f"99{book.numbers.count('force'):05d}",
        tier=tier,
        role=role,
        team=f"{book.plan.names.prefix}{team}",
        phone=book.numbers.phone(),
        duty=duty,
        grid=beat,
        geometry=at,
        seen_at=book.moment.after(minutes=-book.dice.randint(0, 9)) if at else None,
    )


def _post(plan: Plan, dice: random.Random, streets: list[Street], lengths: list[float], role: str) -> Point:
    """Guards stand at gates, everybody else is somewhere along a road."""
    if role == "guard" and plan.gates:
        at, _ = dice.choice(plan.gates)
        return _outside(plan, Point(at.x + dice.uniform(-3, 3), at.y + dice.uniform(-3, 3)))
    street = dice.choices(streets, lengths)[0]
    return _beside(street, dice.uniform(0.04, 0.96), dice.choice((-1, 1)) * (street.width / 2 - 1.5))


def _in_beat(plan: Plan, beat: int, at: Point, streets: list[Street], lengths: list[float]) -> Point:
    """A grid worker is about in the beat that the team is named by; by dice of their own: nothing else in the town changes."""
    dice = random.Random(f"beat/{at.x:.3f}/{at.y:.3f}")
    for _ in range(200):
        if beat_at(plan, at) == beat:
            break
        at = _post(plan, dice, streets, lengths, "grid")
    return at


def _outside(plan: Plan, at: Point) -> Point:
    """Return the point, or where it lies in a building the place a metre before the nearest wall."""
    house = next((h for h in plan.houses if h.shape.contains(at)), None)
    if house is None:
        return at
    wall = house.shape.exterior.interpolate(house.shape.exterior.project(at))
    away = 1 + 1 / max(wall.distance(at), 0.01)
    return Point(at.x + (wall.x - at.x) * away, at.y + (wall.y - at.y) * away)


def _beside(street: Street, share: float, off: float) -> Point:
    at = street.line.interpolate(share, normalized=True)
    turn = math.radians(_direction(street.line, share))
    return Point(at.x - off * math.sin(turn), at.y + off * math.cos(turn))


def _direction(line: LineString, share: float) -> float:
    """Return the direction of a road at a share of its length, degrees anticlockwise from east."""
    a, b = (line.interpolate(min(1, max(0, share + d)), normalized=True) for d in (-0.01, 0.01))
    return math.degrees(math.atan2(b.y - a.y, b.x - a.x))


def add_cameras(book: Book) -> list[int]:
    """Write the cameras: two at most crossings, one at each gate, some on shop fronts, the others along the roads."""
    posts = _crossing_posts(book.plan, book.dice) + _gate_posts(book.plan, book.dice)
    posts = posts[: CAMERAS - 22] + _front_posts(book.plan, book.keys, book.dice)
    posts += _road_posts(book.plan, book.dice, CAMERAS - len(posts))
    return [_camera(book, at, name, bearing, building) for at, name, bearing, building in posts[:CAMERAS]]


Post = tuple[Point, str, float, int | None]


def _crossing_posts(plan: Plan, dice: random.Random) -> list[Post]:
    found: list[Post] = []
    for at, name in plan.crossings:
        for side in dice.sample((0, 1, 2, 3), 2):
            turn = math.radians(45 + 90 * side) + math.radians(-9)
            corner = Point(at.x + 16 * math.cos(turn), at.y + 16 * math.sin(turn))
            found.append((corner, f"{name}{['东北', '西北', '西南', '东南'][side]}角", (90 - math.degrees(turn) + 180) % 360, None))
    dice.shuffle(found)
    return found[:40]


def _gate_posts(plan: Plan, dice: random.Random) -> list[Post]:
    return [(Point(at.x + 3, at.y + 2), name, dice.uniform(0, 360), None) for at, name in plan.gates]


def _front_posts(plan: Plan, keys: list[int], dice: random.Random) -> list[Post]:
    found: list[Post] = []
    fronts = [i for i, h in enumerate(plan.houses) if h.shops and h.role != "market"]
    for i in dice.sample(fronts, min(10, len(fronts))):
        house = plan.houses[i]
        middle, turn = house.shape.centroid, math.radians(house.angle - 90)
        ray = LineString([(middle.x, middle.y), (middle.x + 60 * math.cos(turn), middle.y + 60 * math.sin(turn))])
        edge = ray.intersection(house.shape.exterior)
        wall = edge.centroid if not edge.is_empty else middle
        at = Point(wall.x + 0.6 * math.cos(turn), wall.y + 0.6 * math.sin(turn))
        found.append((at, f"{house.name}门前", (90 - math.degrees(turn)) % 360, keys[i]))
    return found


def _road_posts(plan: Plan, dice: random.Random, count: int) -> list[Post]:
    streets = [s for s in plan.streets if s.name and s.line.length > 90]
    lengths = [s.line.length for s in streets]
    found: list[Post] = []
    for n in range(max(0, count)):
        street = dice.choices(streets, lengths)[0]
        share = dice.uniform(0.08, 0.92)
        along = _direction(street.line, share) + dice.choice((0, 180))
        found.append((_beside(street, share, street.width / 2 + 1.0), f"{street.name}{n + 1}号杆", (90 - along) % 360, None))
    return found


def _camera(book: Book, at: Point, name: str, bearing: float, building: int | None) -> int:
    mount = book.dice.choices(("fixed", "dome", "panorama"), (0.62, 0.3, 0.08))[0]
    code = f"J-{book.numbers.count('camera'):03d}"
    angle, reach = {"fixed": (60, 45), "dome": (75, 80), "panorama": (180, 30)}[mount]
    return book.rows.add(
        "camera",
        code=code,
        name=name,
        address=name,
        height=round(3.6 if building else book.dice.choice((4.5, 6.0, 6.5)), 1),
        bearing=round(bearing, 1),
        view_angle=angle,
        range=reach + book.dice.choice((-5, 0, 0, 10)),
        mount=mount,
        state=book.dice.choices(("working", "faulty", "planned"), (93, 5, 2))[0],
        stream=f"rtsp://{code.lower()}.camera.invalid/live",
        owner=book.dice.choice(("派出所", "社区", "物业", "商户")),
        building=building,
        geometry=_outside(book.plan, at),
    )
