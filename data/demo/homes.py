"""Blocks to live in: slab compounds, old lanes of low houses, towers on green."""

from __future__ import annotations

from shapely import affinity
from shapely.geometry import Polygon

from data.demo import shapes
from data.demo.lot import Lot, frame_box
from data.demo.plan import House

STOREY = 2.9  # metres from floor to floor in housing


def slab_compound(lot: Lot, name: str, *, most: int = 24, built: int = 1998) -> None:
    """Fill a block with parallel slabs facing south around a garden, with shops along the southern road."""
    dice = lot.dice
    spine = (lot.left + lot.right) / 2 + dice.uniform(-12, 12)
    side_shops(lot, f"{name}沿街商铺")
    garden = frame_box(spine + 42, lot.bottom + lot.depth * 0.55, 62, 46)
    lot.keep_free(garden)
    pitch = dice.uniform(28.5, 30.5)
    rows = max(2, int((lot.depth - 14) / pitch) + 1)
    count = 0
    for row in range(rows):
        y = lot.bottom + 7.5 + row * pitch
        for x, units in _slots(lot, spine):
            if count < most and _slab(lot, name, count + 1, x, y, units, built, trading=row == 0):
                count += 1
        lot.lane([(lot.left - 4, y + 11), (lot.right + 4, y + 11)])
    lot.lane([(spine, lot.bottom - 12), (spine, lot.top + 8)], 5.5)
    lot.gate(spine + 4, lot.bottom - 3, f"{name}南门")
    lot.set_down(_guard(name, built), spine + 7, lot.bottom + 1, gap=1.0)
    sheds(lot, name, 2)
    lot.ground(garden, "green", f"{name}中心花园")
    lot.ground(frame_box(garden.centroid.x, garden.centroid.y, 16, 12), "paved", f"{name}健身广场")
    lot.spot(garden.centroid.x, garden.centroid.y, f"{name}健身广场", "广场")
    lot.finish("compound", name)


def _slots(lot: Lot, spine: float) -> list[tuple[float, int]]:
    """Middles and units of the slabs of a row, laid outwards from the spine lane."""
    found: list[tuple[float, int]] = []
    for side, end in ((-1, lot.left), (1, lot.right)):
        at = spine + side * 6
        while abs(end - at) > 46:
            units = 4 if abs(end - at) > 62 and lot.dice.random() < 0.45 else 3
            length = units * 15.2
            found.append((at + side * length / 2, units))
            at += side * (length + lot.dice.uniform(8, 13))
    return sorted(found)


def _slab(lot: Lot, name: str, number: int, x: float, y: float, units: int, built: int, *, trading: bool) -> bool:
    dice = lot.dice
    storeys = dice.choices((6, 7), (0.45, 0.55))[0]
    length, depth = units * 15.2, 11.5
    if trading:
        y = max(y, lot.bottom_at(x - length / 2) + 7.2, lot.bottom_at(x + length / 2) + 7.2)
    shape = shapes.slab(length, depth, units)
    house = House(
        shape,
        f"{name}{number}栋",
        "mixed" if trading else "residential",
        "slab",
        storeys,
        storeys * STOREY + 1.4,
        compound=name,
        number=str(number),
        units=units,
        flats=2,
        built=built + dice.choice((0, 0, 1, 2)),
        shops=units * 2 if trading else 0,
    )
    if lot.build(house, x + dice.uniform(-0.5, 0.5), y, gap=6.0) is None:
        return False
    lot.ground(frame_box(x, y - 12.2, length - 1, 7.5), "green", "")
    return True


def side_shops(lot: Lot, name: str) -> None:
    """Low rows of shops along the western and eastern road."""
    for side, x in (("西", lot.left + 4.2), ("东", lot.right - 4.2)):
        y = lot.bottom + lot.dice.uniform(34, 46)
        for _ in range(2):
            length = lot.dice.uniform(34, 48)
            lot.set_down(shop_row(f"{name}{side}侧{'一二'[_]}排", length), x, y + length / 2, 90)
            y += length + lot.dice.uniform(9, 16)


def shop_row(name: str, length: float, storeys: int = 1) -> House:
    """Return a row of small shops, one room every 4.5 metres."""
    return House(
        shapes.rectangle(length, 8),
        name,
        "commercial",
        "row",
        storeys,
        storeys * 3.4 + 0.6,
        units=1,
        shops=max(2, int(length / 5.2)),
        built=2003,
    )


def _guard(name: str, built: int, gate: str = "门卫室") -> House:
    return House(shapes.rectangle(4.2, 3.4), f"{name}{gate}", "other", "guard", 1, 3.2, compound=name, built=built)


def old_lanes(lot: Lot, name: str, *, most: int = 20, built: int = 1984) -> None:
    """Fill a block with old low houses close together, a few of them round a court."""
    dice = lot.dice
    pitch, count = max(23.5, (lot.depth - 74) / 5), 0
    rows = int((lot.depth - 72) / pitch) + 1
    spine = lot.left + lot.width * dice.uniform(0.42, 0.55)
    court = frame_box(spine - 38, lot.bottom + lot.depth * 0.5, 44, 30)
    lot.keep_free(court)
    for row in range(rows):
        y = lot.bottom + 6.5 + row * pitch
        for x, units, length in _old_slots(lot, spine):
            if row and dice.random() < 0.36:  # houses pulled down long ago left vegetable gardens
                lot.ground(frame_box(x, y, length * dice.uniform(0.5, 0.9), 10), "green", f"{name}菜园")
            elif count < most and _old_house(lot, name, count + 1, x, y, units, length, built, trading=row == 0):
                count += 1
        lot.lane([(lot.left - 4, y + 9.6), (lot.right + 4, y + 9.6)], 3.6)
    lot.lane([(spine, lot.bottom - 12), (spine, lot.top + 10)], 4.5, f"{name}巷")
    lot.gate(spine + 3.4, lot.bottom - 3, f"{name}牌坊")
    lot.ground(court, "green", f"{name}院坝")
    lot.spot(court.centroid.x, court.centroid.y, f"{name}院坝", "广场")
    _kindergarten(lot, name, spine)
    sheds(lot, name, 2)
    lot.finish("compound", name)


def _kindergarten(lot: Lot, name: str, spine: float) -> None:
    """A kindergarten with its playground west of the lane, and a pocket park east of it, north of the old houses."""
    west, y = (lot.left + spine) / 2, lot.top - 19
    title = f"{name}幼儿园"
    house = House(shapes.u_shape(44, 10, 15, 9), title, "school", "kindergarten", 3, 11.6, built=2011)
    lot.set_down(house, west - 12, y)
    lot.ground(frame_box(west + 28, y, 24, 22), "sport", f"{title}操场")
    lot.gate(west + 30, lot.top + 3, f"{title}大门")
    east = (spine + lot.right) / 2
    lot.ground(frame_box(east, y - 2, (lot.right - spine) - 24, 34), "green", f"{name}口袋公园")
    lot.ground(frame_box(east, y - 2, 22, 12), "paved", f"{name}口袋公园")
    lot.spot(east, y - 2, f"{name}口袋公园", "广场")


def _old_slots(lot: Lot, spine: float) -> list[tuple[float, int, float]]:
    found: list[tuple[float, int, float]] = []
    for side, end in ((-1, lot.left), (1, lot.right)):
        at = spine + side * 4.5
        while abs(end - at) > 30:
            units = 3 if abs(end - at) > 44 and lot.dice.random() < 0.5 else 2
            length = units * lot.dice.uniform(13.4, 14.6)
            found.append((at + side * length / 2, units, length))
            at += side * (length + lot.dice.uniform(6, 10))
    return sorted(found)


def _old_house(
    lot: Lot, name: str, number: int, x: float, y: float, units: int, length: float, built: int, *, trading: bool
) -> bool:
    dice = lot.dice
    storeys = dice.choices((3, 4, 5), (0.3, 0.45, 0.25))[0]
    if trading:
        y = max(y, lot.bottom_at(x - length / 2) + 7, lot.bottom_at(x + length / 2) + 7)
    shape = shapes.slab(length, 9.6, units, balconies=False) if dice.random() < 0.75 else _hooked(length)
    house = House(
        shape,
        f"{name}{number}栋",
        "mixed" if trading else "residential",
        "old",
        storeys,
        storeys * 2.8 + 0.9,
        compound=name,
        number=str(number),
        units=units,
        flats=2,
        shops=units * 2 if trading else 0,
        built=built + dice.randint(-4, 5),
    )
    if lot.build(house, x, y, gap=4.5) is None:
        return False
    if dice.random() < 0.6:
        lot.ground(frame_box(x, y - 8.4, length * 0.8, 4.0), "green", "")
    return True


def _hooked(length: float) -> Polygon:
    """Return a low house with a wing, set around its own middle."""
    shape = shapes.l_shape(length, 9.0, 4.6, 8.5)
    return affinity.translate(shape, 0, -4.4)


def sheds(lot: Lot, name: str, most: int) -> None:
    """Put a few bicycle sheds and stores where there is room."""
    dice, count = lot.dice, 0
    for _ in range(160):
        if count == most:
            return
        x, y = dice.uniform(lot.left + 6, lot.right - 6), dice.uniform(lot.bottom + 12, lot.top - 4)
        shed = House(
            shapes.rectangle(dice.uniform(9, 16), 4.4), f"{name}车棚{count + 1}", "other", "shed", 1, 2.8, compound=name, built=2005
        )
        if not lot.on_lane(frame_box(x, y, 18, 18)) and lot.build(shed, x, y, 90 if dice.random() < 0.3 else 0, gap=3.2):
            count += 1


def towers(lot: Lot, name: str, *, most: int = 7, built: int = 2012) -> None:
    """Stand towers on green, staggered so that each sees past the one before it."""
    dice = lot.dice
    across = max(2, int(lot.width / 84))
    letters = "ABCDEFGHJK"
    heights = dice.sample((18, 18, 20, 24, 26, 33, 28), 7)
    step = lot.width / across
    count = 0
    for row in range(2):
        for i in range(across):
            x = lot.left + step * (i + (0.42 if row else 0.58))
            y = lot.top_at(x) - 17 if row else lot.bottom + 38
            if (
                (row == 0 or lot.top_at(x) - lot.bottom > 96)
                and count < most
                and _tower(lot, name, letters[count], x, y, heights[count], built)
            ):
                count += 1
    for _ in range(80):
        x, y = dice.uniform(lot.left + 18, lot.right - 18), dice.uniform(lot.bottom + 38, lot.top - 14)
        if count < 7 and _tower(lot, name, letters[count], x, y, heights[count], built):
            count += 1
    podium = shop_row(f"{name}商业街", lot.width * 0.34, 2)
    podium.compound = name
    podium.shape = shapes.rectangle(lot.width * 0.34, 10)
    lot.set_down(podium, lot.left + lot.width * 0.27, lot.bottom + 5.5)
    other = shop_row(f"{name}商业街二段", lot.width * 0.3, 2)
    other.compound = name
    other.shape = shapes.rectangle(lot.width * 0.3, 10)
    lot.set_down(other, lot.right - lot.width * 0.2, lot.bottom + 5.5)
    _tower_grounds(lot, name)


def _tower(lot: Lot, name: str, letter: str, x: float, y: float, storeys: int, built: int) -> bool:
    dice = lot.dice
    kind = dice.randrange(3)
    shape = (shapes.cross_tower(27, 23), shapes.y_tower(16.5, 12), shapes.butterfly_tower(34, 16))[kind]
    house = House(
        shape,
        f"{name}{letter}座",
        "residential",
        "tower",
        storeys,
        storeys * 3.0 + 4.5,
        compound=name,
        number=letter,
        units=1,
        flats=4,
        below=2,
        built=built + dice.choice((0, 1, 1, 2)),
    )
    return lot.set_down(house, x, y, dice.choice((-6, 0, 0, 6)), gap=13.0) is not None


def _tower_grounds(lot: Lot, name: str) -> None:
    middle = (lot.bottom + lot.top) / 2 + 7
    centre = (lot.left + lot.right) / 2
    lot.lane(
        [
            (lot.left - 4, middle),
            (lot.left + 30, middle + 3),
            (centre, middle - 5),
            (lot.right - 30, middle + 3),
            (lot.right + 4, middle),
        ],
        5.0,
    )
    lot.lane([(centre, lot.bottom - 12), (centre, middle - 5)], 6.0)
    lot.gate(centre + 5, lot.bottom - 3, f"{name}大门")
    lot.ground(frame_box(centre, middle, lot.width - 16, lot.depth - 40), "green", f"{name}绿地")
    pond = shapes.blob(16, 9, 0.12, 1.0)
    placed = affinity.translate(pond, centre + 40, middle + 14)
    if lot.fits(placed, gap=3.0) and not lot.on_lane(placed.buffer(2)):
        lot.ground(placed, "water", f"{name}水景")
    lot.set_down(_guard(name, 2012, "门岗"), centre - 8, lot.bottom + 4, gap=1.0)
    lot.spot(centre + 12, middle + 12, f"{name}儿童乐园", "游乐场")
    lot.finish("compound", name)


def courtyards(lot: Lot, name: str, *, most: int = 10, built: int = 1976) -> None:
    """Fill a shallow block with older houses in L and U form around small yards."""
    dice, count = lot.dice, 0
    step = 34.0
    for row in range(max(1, int(lot.depth / 36))):
        for i in range(int(lot.width / step)):
            if count >= most:
                break
            x = lot.left + 17 + i * step + dice.uniform(-1.5, 1.5)
            y = lot.bottom + 16 + row * 36
            kind = dice.randrange(3)
            size = dice.uniform(20, 25)
            shape = (shapes.l_shape(size, 8, 11, 8), shapes.u_shape(size, 8, 10, 7.5), shapes.rectangle(size, 10.5))[kind]
            storeys = dice.choice((2, 2, 3))
            house = House(
                shape,
                f"{name}{count + 1}号",
                "residential",
                "yard",
                storeys,
                storeys * 3.0 + 1.6,
                compound=name,
                number=str(count + 1),
                units=1,
                flats=2,
                built=built + dice.randint(0, 12),
            )
            if lot.build(house, x, y, 180 if row % 2 else 0) is not None:
                count += 1
                lot.ground(frame_box(x, y + (6 if row % 2 else -6), 8, 6), "green", "")
        lot.lane([(lot.left - 4, lot.bottom + 34 + row * 36), (lot.right + 4, lot.bottom + 34 + row * 36)], 3.4, f"{name}")
    lot.gate(lot.left + 3, lot.bottom - 3, f"{name}巷口")
    lot.finish("compound", name)
