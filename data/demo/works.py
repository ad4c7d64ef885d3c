"""Blocks to work, learn, buy and rest in."""

from __future__ import annotations

from shapely import affinity
from shapely.geometry import LineString, Polygon

from data.demo import shapes
from data.demo.homes import shop_row
from data.demo.lot import Lot, frame_box
from data.demo.plan import House
from data.demo.streets import largest


def public(
    shape: Polygon, name: str, role: str, storeys: int, *, use: str = "public", shops: int = 0, built: int = 2006, below: int = 0
) -> House:
    """Return a building that is not housing; its storeys are 3.6 metres high."""
    return House(
        shape, name, use, role, storeys, storeys * 3.6 + 1.2, shops=shops, units=1 if shops else 0, built=built, below=below
    )


def market(lot: Lot) -> None:
    """The market hall with its forecourt, the old street of bars beside it, and the community's office."""
    base = lot.plan.names.base
    x = lot.left + lot.width * 0.3
    y = lot.bottom + lot.depth * 0.34
    lot.set_down(public(shapes.hall(72, 44), f"{base}农贸市场", "market", 2, use="commercial", shops=58, built=2001), x, y)
    lot.set_down(public(shapes.rectangle(34, 14), f"{base}市场冷库", "store", 1, use="industrial", built=2009), x - 14, y + 44)
    lot.set_down(public(shapes.rectangle(11, 6), f"{base}市场公厕", "toilet", 1, built=2015), x + 34, y + 42)
    lot.ground(frame_box(x, y - 38, 88, 20), "paved", f"{base}市场前广场")
    lot.ground(frame_box(x, lot.top - 22, 84, 30), "paved", f"{base}市场停车场")
    lot.gate(x, y - 30, f"{base}农贸市场南门")
    lot.spot(x + 20, y - 34, f"{base}市场公交站", "公交站")
    bar_street(lot, lot.left + lot.width * 0.7)
    office = public(shapes.l_shape(26, 11, 10, 10), f"{base}社区服务中心", "community", 3, built=2010)
    lot.set_down(office, lot.right - 20, lot.top - 14)
    edge = lot.right - 5
    for n, (length, at) in enumerate(((44, 30), (44, 82), (36, 130))):
        lot.set_down(shop_row(f"{lot.plan.names.second}路便民商铺{'一二三'[n]}排", length), edge, lot.bottom + at, 90)
    lot.ground(frame_box(lot.right - 32, lot.bottom + 66, 24, 70), "paved", f"{base}便民广场")
    lot.ground(frame_box(lot.right - 32, lot.bottom + 66, 12, 46), "green", f"{base}便民广场")
    lot.spot(lot.right - 22, lot.bottom + 40, f"{base}便民广场", "广场")
    lot.lane([(lot.left - 4, y + 32), (lot.left + lot.width * 0.56, y + 32)], 5.0)
    lot.lane([(lot.left + lot.width * 0.56, lot.bottom - 10), (lot.left + lot.width * 0.56, lot.top + 8)], 5.5, f"{base}市场路")
    lot.finish("paved", f"{base}农贸市场")


def bar_street(lot: Lot, x: float) -> None:
    """Two facing rows of two-storey houses on a walking street."""
    base = lot.plan.names.base
    y = lot.bottom + 24
    count = 0
    while y < lot.top - 42:
        length = lot.dice.uniform(30, 38)
        count += 1
        for side in (-1, 1):
            row = shop_row(f"{base}老街{'东' if side > 0 else '西'}侧{count}排", length, 2)
            row.shape = shapes.rectangle(length, 11)
            row.use, row.role, row.street = "mixed", "bar", f"{base}老街"
            row.flats = 2
            lot.set_down(row, x + side * 12, y + length / 2, 90)
        y += length + 5
    lot.lane([(x, lot.bottom - 8), (x, lot.top + 6)], 7.0, f"{base}老街", "path")
    lot.gate(x, lot.bottom, f"{base}老街牌楼")


def offices(lot: Lot) -> None:
    """Office blocks, a hotel and a bank around a square."""
    base, second = lot.plan.names.base, lot.plan.names.second
    w, d = lot.width, lot.depth
    lot.set_down(
        public(shapes.chamfered(46, 30, 9), f"{second}大厦", "office", 14, use="commercial", shops=4, built=2011, below=1),
        lot.left + 30,
        lot.bottom + 24,
    )
    lot.set_down(
        public(shapes.l_shape(44, 17, 20, 17), f"{base}宾馆", "hotel", 8, use="commercial", shops=3, built=2004),
        lot.right - 34,
        lot.bottom + 30,
    )
    lot.set_down(
        public(shapes.rectangle(30, 16), f"{base}银行营业楼", "bank", 3, use="commercial", built=2007),
        lot.left + w * 0.5,
        lot.bottom + 16,
    )
    lot.set_down(
        public(shapes.u_shape(58, 15, 22, 15), f"{base}商务楼", "office", 6, use="commercial", shops=6, built=2002),
        lot.left + 38,
        lot.top - 28,
    )
    lot.set_down(
        public(shapes.rectangle(42, 15), f"{second}办公楼", "office", 5, use="commercial", shops=5, built=1996),
        lot.right - 30,
        lot.top - 16,
    )
    lot.set_down(shop_row(f"{second}路临街商铺", 46), lot.right - 5, lot.bottom + d * 0.56, 90)
    lot.set_down(
        public(shapes.rectangle(38, 17), f"{base}停车楼", "garage", 3, use="other", built=2012),
        lot.left + 24,
        lot.bottom + d * 0.62,
    )
    square = frame_box(lot.left + w * 0.55, lot.bottom + d * 0.5, 56, 40)
    lot.ground(square, "paved", f"{base}广场")
    lot.ground(frame_box(square.centroid.x, lot.top - 22, 40, 26), "paved", f"{base}停车场")
    lot.ground(frame_box(square.centroid.x, square.centroid.y - 34, 64, 9), "green", "")
    lot.ground(frame_box(square.centroid.x, square.centroid.y + 34, 64, 9), "green", "")
    lot.ground(affinity.scale(square, 0.55, 0.45), "green", f"{base}广场花坛")
    lot.spot(square.centroid.x, square.centroid.y, f"{base}广场", "广场")
    lot.spot(lot.left + w * 0.5, lot.bottom + 6, f"{base}银行自助取款点", "ATM")
    lot.lane([(lot.left - 4, lot.bottom + d * 0.5), (lot.left + w * 0.36, lot.bottom + d * 0.5)], 6.0)
    lot.gate(lot.left + 2, lot.bottom + d * 0.5, f"{base}广场西口")
    lot.finish("paved", f"{base}商务区")


def industry(lot: Lot, name: str, *, large: bool = False) -> None:
    """Sheds, garages and stores on a hard yard; large ones are depots with wide sheds and wide yards."""
    dice = lot.dice
    deep, pitch, most = (27, 52, 10) if large else (19, 43, 8)
    titles = ("修理厂", "仓库", "车间", "车库", "物流库房", "配电房")
    y, count = lot.bottom + 16 + (14 if large else 0), 0
    while y < lot.top - 14:
        x = lot.left + 4
        while x < lot.right - 30 and count < most:
            length = dice.uniform(54, 84) if large else dice.uniform(30, 54)
            title = f"{name}{titles[count % 6]}{count // 6 + 1 if count >= 6 else ''}"
            house = public(
                shapes.rectangle(length, deep - dice.uniform(0, 4)),
                title,
                "works",
                1,
                use="industrial",
                built=dice.randint(1988, 2008),
            )
            house.height = dice.uniform(6.0, 9.5)
            if lot.build(house, x + length / 2, y):
                count += 1
            x += length + dice.uniform(10, 22)
        lot.lane([(lot.left - 4, y + deep / 2 + 8), (lot.right + 4, y + deep / 2 + 8)], 6.0)
        y += pitch
    lot.gate(lot.left + 2, lot.bottom + 35, f"{name}大门")
    lot.finish("paved", name)


def sports(lot: Lot) -> None:
    """A sports park: a gymnasium, a pool hall, courts on the lawn and a ring path."""
    name = f"{lot.plan.names.second}体育公园"
    x, w = (lot.left + lot.right) / 2, lot.width
    y = (lot.bottom_at(x) + lot.top) / 2
    lot.ground(lot.block.buffer(-3), "green", name)
    lot.set_down(public(shapes.chamfered(52, 36, 8), f"{name}体育馆", "gym", 2, built=2015), x - w * 0.16, lot.top - 26)
    lot.set_down(public(shapes.hall(34, 22), f"{name}游泳馆", "gym", 2, built=2015), x + w * 0.28, lot.top - 24)
    for i in range(3):
        lot.ground(frame_box(x - w * 0.28 + i * 24, y - 8, 18, 32), "sport", f"{name}球场")
    lot.ground(frame_box(x + w * 0.27, y - 6, 34, 26), "paved", f"{name}广场")
    ring = largest(lot.inner.buffer(-10))
    lot.lane(
        [(float(a), float(b)) for a, b in ring.exterior.coords],
        3.0,
        f"{name}跑道",
        "path",
    )
    aisle = x + w * 0.1  # between the halls and beside the courts, from the gate to both sides of the ring
    across = LineString([(aisle, lot.top), (aisle, lot.bottom)]).intersection(ring.exterior)
    lot.lane([(x, lot.top + 8), (aisle, lot.top - 6), (aisle, across.bounds[1])], 3.0, "", "path")
    lot.spot(x + w * 0.27, y - 6, f"{name}广场", "广场")
    lot.gate(x, lot.top + 2, f"{name}北门")
    lot.finish("paved", name)


def park(lot: Lot) -> None:
    """Lawn, pond, winding paths, a pavilion, a tea house and a public toilet."""
    base = lot.plan.names.base
    cx, cy = (lot.left + lot.right) / 2, (lot.bottom + lot.top) / 2
    w, d = lot.width, lot.depth
    pond = affinity.translate(shapes.blob(w * 0.19, d * 0.2, 0.14, 0.6), cx + w * 0.14, cy + d * 0.06)
    lot.ground(lot.block, "green", f"{base}公园")
    lot.ground(pond, "water", f"{base}湖")
    plaza = frame_box(cx - w * 0.24, cy - d * 0.3, 44, 26)
    lot.ground(plaza, "paved", f"{base}公园广场")
    around = [(float(x), float(y)) for x, y in largest(pond.buffer(9).simplify(0.8)).exterior.coords]
    lot.lane(around, 3.0, f"{base}环湖步道", "path")
    lot.lane([(lot.left - 4, lot.bottom - 2), (plaza.centroid.x, plaza.centroid.y), (cx - w * 0.06, cy + 4)], 3.2, "", "path")
    lot.lane([(lot.left - 4, lot.top + 2), (cx - w * 0.3, cy + d * 0.2), (plaza.centroid.x, plaza.centroid.y)], 3.0, "", "path")
    lot.lane([(lot.right + 4, lot.bottom - 2), (cx + w * 0.34, cy - d * 0.32), (cx + w * 0.16, cy - d * 0.22)], 3.0, "", "path")
    lot.lane([(lot.right + 4, lot.top + 2), (cx + w * 0.4, cy + d * 0.3)], 3.0, "", "path")
    lot.set_down(public(shapes.stadium(2.0, 5.0), f"{base}公园揽月亭", "pavilion", 1, built=2008), cx - w * 0.12, cy + d * 0.28)
    lot.set_down(
        public(shapes.l_shape(18, 8, 6, 7), f"{base}公园茶室", "tea", 1, use="commercial", shops=1, built=2008),
        cx - w * 0.33,
        cy + d * 0.02,
    )
    lot.set_down(public(shapes.rectangle(10, 6), f"{base}公园公厕", "toilet", 1, built=2012), cx + w * 0.38, cy - d * 0.12)
    lot.spot(plaza.centroid.x, plaza.centroid.y, f"{base}公园广场", "广场")
    lot.spot(cx - w * 0.3, cy + d * 0.3, f"{base}公园儿童乐园", "游乐场")
    lot.gate(lot.left + 2, lot.bottom + 4, f"{base}公园西南门")
    lot.gate(lot.right - 2, lot.top - 4, f"{base}公园东北门")
    lot.finish("paved", f"{base}公园")


def school(lot: Lot) -> None:
    """A primary school: two teaching buildings, a hall, a canteen, and the oval track with its green infield."""
    base = lot.plan.names.base
    name = f"{base}小学"
    w = lot.width
    radius = min(31.0, lot.depth * 0.2)
    straight = min(w * 0.42, 86.0)
    x, y = (lot.left + lot.right) / 2, lot.bottom + radius + 14
    outer = affinity.translate(shapes.stadium(straight, radius), x, y)
    inner = affinity.translate(shapes.stadium(straight, radius - 9), x, y)
    lot.keep_free(outer)
    lot.ground(outer, "sport", f"{name}操场")
    top = lot.top - 22
    teaching = public(shapes.u_shape(72, 11, 26, 11), f"{name}教学楼", "school", 4, use="school", built=2003)
    lot.set_down(teaching, lot.left + 50, top)
    lot.set_down(
        public(shapes.l_shape(44, 12, 20, 12), f"{name}综合楼", "school", 5, use="school", built=2013), lot.right - 34, top
    )
    lot.set_down(
        public(shapes.rectangle(30, 20), f"{name}体育馆", "school", 2, use="school", built=2014), lot.right - 22, y + radius + 26
    )
    lot.set_down(
        public(shapes.rectangle(28, 14), f"{name}食堂", "school", 2, use="school", built=2003), lot.left + 18, y + radius + 22
    )
    lot.set_down(
        public(shapes.rectangle(5, 4), f"{name}门卫室", "guard", 1, use="other", built=2003), x + 12, lot.bottom + 3, gap=1.0
    )
    for i in range(2):
        lot.ground(frame_box(x - 22 + i * 20, y + radius + 18, 15, 26), "sport", f"{name}篮球场")
    lot.ground(frame_box(lot.left + 50, top - 14, 44, 16), "green", f"{name}花园")
    lot.ground(inner, "green", f"{name}足球场")
    lot.gate(x, lot.bottom - 3, f"{name}校门")
    lot.finish("paved", name)


def civic(lot: Lot, *, station: bool) -> None:
    """The police station with its yard (or, in districts without one, a police post), the clinic and a fire post."""
    base = lot.plan.names.base
    w, d = lot.width, lot.depth
    title = f"{base}派出所" if station else f"{base}警务室"
    lot.set_down(
        public(shapes.u_shape(46, 14, 16, 12), title, "police", 5 if station else 3, built=2009, below=1),
        lot.left + 34,
        lot.bottom + 42,
    )
    lot.set_down(
        public(shapes.rectangle(22, 7), f"{title}车库", "garage", 1, use="other", built=2009), lot.left + 18, lot.bottom + 74
    )
    lot.ground(frame_box(lot.left + 34, lot.bottom + 14, 54, 24), "paved", f"{title}院坝")
    lot.gate(lot.left + 34, lot.bottom - 3, f"{title}大门")
    clinic = public(shapes.l_shape(40, 14, 18, 14), f"{base}社区卫生服务中心", "clinic", 5, built=2008, below=1)
    lot.set_down(clinic, lot.left + w * 0.7, lot.top - 26)
    lot.set_down(
        public(shapes.rectangle(16, 8), f"{base}社区卫生服务中心发热门诊", "clinic", 1, built=2020),
        lot.right - 12,
        lot.bottom + d * 0.5,
    )
    lot.set_down(public(shapes.rectangle(24, 14), f"{base}微型消防站", "fire", 2, built=2014), lot.right - 16, lot.bottom + 14)
    lot.set_down(public(shapes.rectangle(30, 12), f"{base}供电所", "utility", 3, built=1999), lot.left + 20, lot.top - 12)
    lot.ground(frame_box(lot.left + w * 0.7, lot.top - 50, 46, 18), "green", f"{base}卫生服务中心花园")
    lot.ground(frame_box(lot.left + w * 0.42, lot.bottom + d * 0.5, w * 0.5, 12), "green", "")
    lot.lane([(lot.left - 4, lot.bottom + d * 0.58), (lot.right + 4, lot.bottom + d * 0.58)], 6.0)
    lot.spot(lot.left + w * 0.7, lot.top - 36, f"{base}社区卫生服务中心门口", "公交站")
    lot.finish("paved", f"{base}公共服务区")


def plaza(lot: Lot) -> None:
    """A shopping centre with a cinema on a square by the river."""
    base, water = lot.plan.names.base, lot.plan.names.water
    w, d = lot.width, lot.depth
    x, y = (lot.left + lot.right) / 2, (lot.bottom + lot.top) / 2
    lot.set_down(
        public(
            shapes.chamfered(min(96, w * 0.45), min(48, d * 0.42), 14),
            f"{base}购物中心",
            "mall",
            5,
            use="commercial",
            shops=26,
            built=2016,
            below=2,
        ),
        x - w * 0.2,
        y + d * 0.06,
    )
    lot.set_down(
        public(shapes.chamfered(min(48, w * 0.24), 34, 8), f"{water}影城", "cinema", 4, use="commercial", shops=3, built=2016),
        x + w * 0.26,
        y + d * 0.12,
    )
    lot.set_down(
        public(shapes.rectangle(min(60, w * 0.3), 12), f"{water}路美食街", "row", 2, use="commercial", shops=9, built=2012),
        x + w * 0.22,
        lot.bottom + 8,
    )
    lot.ground(frame_box(x, lot.bottom + 30, w * 0.8, 16), "paved", f"{base}商业广场")
    for i in range(4):
        lot.ground(frame_box(x - w * 0.3 + i * w * 0.2, lot.bottom + 30, w * 0.1, 7), "green", f"{base}商业广场树阵")
    lot.ground(frame_box(x + w * 0.02, y, 12, 30), "green", "")
    lot.spot(x, lot.bottom + 28, f"{base}商业广场", "广场")
    lot.gate(x, lot.bottom, f"{base}购物中心正门")
    lot.finish("paved", f"{base}商业广场")


def riverside(lot: Lot) -> None:
    """A hotel and a tea house in a garden by the water."""
    water = lot.plan.names.water
    x, y = (lot.left + lot.right) / 2, (lot.bottom + lot.top) / 2
    lot.ground(lot.block.buffer(-6), "green", f"{water}滨江花园")
    lot.set_down(
        public(shapes.butterfly_tower(58, 18), f"{water}大酒店", "hotel", 12, use="commercial", shops=3, built=2014, below=2),
        x,
        y + lot.depth * 0.16,
    )
    lot.set_down(
        public(shapes.u_shape(24, 8, 8, 7), f"{water}茶楼", "tea", 2, use="commercial", shops=2, built=2010),
        x - lot.width * 0.25,
        lot.bottom + 16,
    )
    lot.lane([(x, lot.bottom - 8), (x, y - 2)], 6.0)
    lot.ground(frame_box(x + lot.width * 0.2, lot.bottom + 20, 34, 20), "paved", f"{water}大酒店停车场")
    lot.gate(x, lot.bottom - 2, f"{water}大酒店大门")
    lot.finish("paved", f"{water}大酒店")


def wetland(lot: Lot) -> None:
    """Open green on the far bank with a lawn, a pond, a path and a pavilion."""
    water = lot.plan.names.water
    x, y = (lot.left + lot.right) / 2, (lot.bottom + lot.top) / 2
    lot.ground(lot.block, "green", f"{water}湿地公园")
    lot.ground(affinity.translate(shapes.blob(lot.width * 0.2, lot.depth * 0.17, 0.18, 2.0), x - 10, y), "water", f"{water}湿地")
    lot.lane(
        [
            (lot.left - 4, lot.bottom),
            (x - lot.width * 0.3, y + lot.depth * 0.3),
            (x + lot.width * 0.2, y + lot.depth * 0.32),
            (lot.right + 4, lot.bottom + 4),
        ],
        3.0,
        f"{water}绿道",
        "path",
    )
    lot.set_down(
        public(shapes.stadium(2, 4.5), f"{water}湿地观鸟亭", "pavilion", 1, built=2018), x + lot.width * 0.33, y - lot.depth * 0.1
    )
    lot.set_down(
        public(shapes.rectangle(10, 6), f"{water}湿地公厕", "toilet", 1, built=2018), x + lot.width * 0.3, y + lot.depth * 0.16
    )
    lot.spot(x + lot.width * 0.3, y, f"{water}湿地公园观景台", "广场")
    lot.finish("paved", f"{water}湿地公园")


def campus(lot: Lot) -> None:
    """A technical school on the north bank: long wings, dormitories and a ball court."""
    second = lot.plan.names.second
    name = f"{second}技工学校"
    lot.set_down(
        public(shapes.u_shape(62, 13, 24, 13), f"{name}教学楼", "school", 5, use="school", built=1999), lot.left + 44, lot.top - 24
    )
    lot.set_down(
        public(shapes.slab(52, 13, 3, balconies=False), f"{name}宿舍楼", "school", 6, use="school", built=2005),
        lot.left + lot.width * 0.66,
        lot.top - 14,
    )
    lot.set_down(
        public(shapes.rectangle(40, 16), f"{name}实训楼", "school", 3, use="school", built=2010),
        lot.left + lot.width * 0.68,
        lot.top - 46,
    )
    lot.set_down(
        public(shapes.rectangle(24, 14), f"{name}食堂", "school", 2, use="school", built=2005), lot.right - 18, lot.top - 14
    )
    x = lot.left + lot.width * 0.46
    y = lot.bottom_at(x) + 40
    if lot.top_at(x) - y > 70:
        oval = affinity.translate(shapes.stadium(64, 25), x, y)
        lot.keep_free(oval)
        lot.ground(oval, "sport", f"{name}操场")
        lot.ground(affinity.translate(shapes.stadium(64, 18), x, y), "green", f"{name}足球场")
    lot.ground(frame_box(lot.right - 36, lot.top - 52, 30, 18), "sport", f"{name}篮球场")
    lot.ground(frame_box(lot.left + 44, lot.top - 44, 36, 12), "green", f"{name}花园")
    lot.gate(lot.left + lot.width * 0.5, lot.top + 2, f"{name}北门")
    lot.finish("paved", name)
