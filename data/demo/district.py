"""One district drawn up from its number: what it is called, and which block becomes what."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from shapely import affinity
from shapely.geometry import box

from data.demo import homes, works
from data.demo.lot import Lot, Shape
from data.demo.plan import Names, Plan, Spot
from data.demo.streets import HEIGHT, WIDTH, Cell, Edges, lay_streets

TURN = -9.0  # degrees: the whole town lies a little across the compass
FIRST = "青云石柳梅竹松桃荷枫鹤凤莲桂清玉锦翠芳泉"
SECOND = "溪湾桥塘岗林洲坪亭台"
FAR = "龙屏岩岭峰原"

Fill = Callable[[Lot], None]


@dataclass(frozen=True, slots=True)
class Site:
    """Where a district lies: its number, its column and row, and the size of the whole pattern."""

    number: int
    column: int
    row: int
    columns: int
    rows: int
    size: int

    @property
    def last_in_row(self) -> bool:
        """Whether no district lies to its east."""
        return self.column == self.columns - 1 or self.number == self.size - 1

    @property
    def last_in_column(self) -> bool:
        """Whether no district lies to its north."""
        return self.number + self.columns >= self.size

    @property
    def river(self) -> bool:
        """Whether the river runs through: every fourth row of districts has one."""
        return self.row % 4 == 0

    def shift(self) -> tuple[float, float]:
        """Return where the district's middle lies in metres, before the town is turned."""
        return (self.column - (self.columns - 1) / 2) * WIDTH, (self.row - (self.rows - 1) / 2) * HEIGHT


def sites(size: int) -> list[Site]:
    """Return the places of all districts of a town, filled row by row."""
    columns = max(1, round((size * HEIGHT / WIDTH) ** 0.5))  # as wide as it is high, in metres
    rows = -(-size // columns)
    return [Site(i, i % columns, i // columns, columns, rows, size) for i in range(size)]


def names_of(site: Site) -> Names:
    """Return a district's words; the first is 金沙, and no two of 200 are alike."""
    if site.number == 0:
        return Names("金沙", "盘龙", "望江", "盘水河")
    n = site.number - 1
    base = FIRST[n % 20] + SECOND[n // 20 % 10] + ("" if n < 200 else str(n // 200 + 1))
    return Names(base, FIRST[(n * 7 + 3) % 20] + FAR[n % 6], "望江" if site.river else "绿廊", "盘水河", prefix=base)


def draw_district(site: Site, seed: int) -> Plan:
    """Return the plan of one district, in metres of the town."""
    dice = random.Random(f"plan/{seed}/{site.number}")
    outline = box(-WIDTH / 2, -HEIGHT / 2, WIDTH / 2, HEIGHT / 2)
    plan = Plan(names_of(site), outline)
    mirror = site.number > 0 and dice.random() < 0.5
    cells = lay_streets(plan, dice, _edges(site), mirror=mirror, river=site.river)
    for cell in cells:
        _fill(plan, cell, dice, station=site.number == 0)
    _number_houses(plan, dice)
    _street_spots(plan, dice)
    _move(plan, site)
    return plan


def _edges(site: Site) -> Edges:
    """Borders of a single district have proper names; in a grid of districts they are counted."""
    if site.columns == site.rows == 1:
        return Edges("南门路", "盘龙北路", "西环路", "东环路", frozenset({"south", "north", "west", "east"}))
    draw = {"south", "west"}
    draw |= {"east"} if site.last_in_row else set()
    draw |= {"north"} if site.last_in_column else set()
    south, north = f"纬{site.row + 1}路", f"纬{site.row + 2}路"
    return Edges(south, north, f"经{site.column + 1}路", f"经{site.column + 2}路", frozenset(draw))


def _fill(plan: Plan, cell: Cell, dice: random.Random, *, station: bool) -> None:
    lot = Lot(plan, cell, dice)
    base, second, water = plan.names.base, plan.names.second, plan.names.water
    fills: dict[tuple[int, int], Fill] = {
        (0, 0): lambda t: homes.slab_compound(t, f"{base}小区", most=23),
        (1, 0): works.market,
        (2, 0): works.offices,
        (3, 0): lambda t: works.industry(t, f"{base}汽修城"),
        (0, 1): lambda t: homes.old_lanes(t, f"{water}里", most=18),
        (1, 1): works.park,
        (2, 1): works.school,
        (3, 1): lambda t: works.civic(t, station=station),
        (0, 2): lambda t: homes.courtyards(t, f"{water}新村", most=12),
        (1, 2): lambda t: homes.towers(t, f"{second}新城", most=7),
        (2, 2): works.plaza,
        (3, 2): works.riverside,
        (0, 3): lambda t: works.industry(t, f"{second}仓库", large=True),
        (1, 3): works.campus,
        (2, 3): works.wetland,
        (3, 3): works.sports,
    }
    fills[cell.column, cell.row](lot)


def _number_houses(plan: Plan, dice: random.Random) -> None:
    """Give every compound one number on its street, and every other building one of its own, rising along the street."""
    last: dict[str, int] = {}
    base = plan.names.base
    shared = {f"{base}小区": (f"{base}路", "18")}
    last[f"{base}路"] = 18
    for house in sorted(plan.houses, key=lambda h: (h.street, round(h.shape.centroid.x))):
        known = shared.get(house.compound) if house.compound else None
        if known is None:
            last[house.street] = last.get(house.street, 0) + dice.choice((2, 2, 4, 6))
            known = (house.street, str(last[house.street]))
            if house.compound:
                shared[house.compound] = known
        house.street, house.house_number = known


def _street_spots(plan: Plan, dice: random.Random) -> None:
    """Bus stops and small things that stand along the larger roads."""
    stops = [s for s in plan.streets if s.grade == "major_road" and s.line.length > 150]
    for n in range(10):
        street = stops[n % len(stops)]
        at = street.line.parallel_offset(street.width / 2 + 1.5, dice.choice(("left", "right"))).interpolate(
            dice.uniform(0.15, 0.85), normalized=True
        )
        name, category = (("公交站", "公交站"), ("公交站", "公交站"), ("充电棚", "充电点"), ("便民岗亭", "岗亭"))[n % 4]
        plan.spots.append(Spot(at, f"{street.name}{name}{n // 4 + 1}", category))


def _move(plan: Plan, site: Site) -> None:
    """Carry the plan from the district's frame to the town's: shifted to its place, then turned with the town."""
    east, north = site.shift()

    def out(shape: Shape) -> Shape:
        turned: Shape = affinity.rotate(affinity.translate(shape, east, north), TURN, origin=(0, 0))
        return turned

    plan.outline = out(plan.outline)
    for house in plan.houses:
        house.shape, house.angle = out(house.shape), house.angle + TURN
    for street in plan.streets:
        street.line = out(street.line)
    for ground in plan.grounds:
        ground.shape = out(ground.shape)
        if not ground.shape.is_valid:  # thin corners may cross themselves when turned
            ground.shape = ground.shape.buffer(0)
    for spot in plan.spots:
        spot.at = out(spot.at)
    plan.gates = [(out(at), name) for at, name in plan.gates]
    plan.crossings = [(out(at), name) for at, name in plan.crossings]
    plan.beats = [out(beat) for beat in plan.beats]
