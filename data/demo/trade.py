"""Shops in the ground-floor rooms and market stalls, and the organisations in the buildings that are theirs."""

from __future__ import annotations

import random

from shapely import affinity
from shapely.geometry import Point

from data.demo.book import Book
from data.demo.people_names import given, surname
from data.demo.plan import House
from data.demo.residents import Room

SHOPS = 260
# (share, trade, first parts, last parts, hours)
TRADES = (
    (
        30,
        "food",
        ("老", "小", "阿", "川味", "滇味", "巷口", "好吃", "福满", "一品", "香满"),
        ("米线店", "面馆", "烧烤店", "火锅店", "早点铺", "饺子馆", "家常菜馆", "奶茶店"),
        "06:30-21:30",
    ),
    (
        17,
        "grocery",
        ("好又来", "惠民", "家家乐", "天天", "邻里", "旺福", "万家", "百顺"),
        ("便利店", "超市", "粮油店", "水果店", "生鲜店", "烟酒店"),
        "07:00-23:00",
    ),
    (
        5,
        "leisure",
        ("夜色", "星河", "蓝调", "大都会", "闪电", "老友"),
        ("酒吧", "KTV", "网吧", "台球室", "棋牌室", "清吧"),
        "18:00-02:00",
    ),
    (7, "health", ("康民", "同安", "益生", "仁和堂", "百草"), ("大药房", "诊所", "口腔诊所", "中医馆"), "08:00-21:00"),
    (9, "repair", ("诚信", "老", "快手", "万能", "宏达"), ("五金店", "家电维修", "手机维修", "车行", "开锁服务部"), "08:30-19:30"),
    (9, "beauty", ("名剪", "丝语", "青丝", "尚美", "阿", "花样"), ("理发店", "美容院", "发艺", "美甲店"), "10:00-22:00"),
    (5, "express", ("迅达", "飞燕", "万里", "邻里"), ("快递驿站", "快递点", "物流部"), "09:00-20:00"),
    (2, "recycling", ("利民", "绿源"), ("废品收购站", "旧货回收部"), "08:00-18:00"),
    (10, "clothes", ("衣品", "布衣", "锦绣", "童乐", "百搭"), ("服装店", "童装店", "鞋店", "裁缝铺", "内衣店"), "09:30-21:00"),
    (6, "other", ("晨光", "金彩", "祥云", "满庭芳"), ("文具店", "打印店", "花店", "彩票店", "眼镜店", "干洗店"), "08:30-20:30"),
)
STALLS = ("蔬菜摊", "鲜肉摊", "水产摊", "豆制品摊", "干货摊", "禽蛋摊", "水果摊", "调料摊", "熟食摊", "粮油摊")
COMPANIES = (
    "{second}商贸有限公司",
    "{base}物业服务有限公司",
    "{water}装饰工程有限公司",
    "{second}信息技术有限公司",
    "{base}家政服务有限公司",
    "{base}汽车修理有限公司",
    "{second}仓储物流有限公司",
    "{water}文化传媒有限公司",
    "{base}会计咨询有限公司",
    "{second}劳务服务有限公司",
    "{water}餐饮管理有限公司",
    "{base}口腔门诊部有限公司",
    "{base}教育咨询有限公司",
    "{second}建材有限公司",
    "{water}旅行社有限公司",
    "{base}保洁服务有限公司",
    "{second}保安服务有限公司",
)
ROLE_OF_COMPANY = ("office", "office", "works", "mall", "store", "row", "bank")
# (role of its building, name, category, staff)
BODIES = (
    ("police", "{base}派出所", "government", 91),
    ("community", "{base}社区居民委员会", "government", 18),
    ("school", "{base}小学", "school", 76),
    ("clinic", "{base}社区卫生服务中心", "medical", 54),
    ("market", "{base}农贸市场管理处", "other", 12),
    ("hotel", "{base}宾馆", "other", 42),
    ("bank", "{base}银行金沙支行", "finance", 21),
    ("utility", "{base}供电所", "utility", 16),
    ("fire", "{base}微型消防站", "government", 9),
    ("mall", "{base}购物中心管理有限公司", "company", 65),
    ("cinema", "{water}影城", "company", 24),
    ("tower", "{second}新城物业服务中心", "company", 33),
    ("slab", "{base}小区业主委员会", "other", 7),
    ("old", "{water}里社区工作站", "government", 6),
    ("pavilion", "{base}公园管理所", "other", 11),
    ("row", "{second}路便民服务站", "government", 4),
    ("mall", "{base}幼儿托管中心", "school", 15),
    ("office", "{second}银行理财中心", "finance", 13),
    ("garage", "{base}应急物资站", "government", 3),
    ("toilet", "{base}环卫所", "utility", 38),
    ("works", "{base}自来水加压站", "utility", 5),
    ("hotel", "{water}大酒店有限公司", "company", 88),
    ("school", "{second}技工学校", "school", 62),
)


def add_trade(book: Book, rooms: list[Room]) -> None:
    """Write the shops room by room (those over the usual number stay empty), then the organisations."""
    trading = [r for r in rooms if r.use == "business"]
    chosen = sorted(book.dice.sample(range(len(trading)), min(SHOPS, len(trading))))
    taken: set[str] = set()
    for index in chosen:
        _shop(book, trading[index], taken)
    _organisations(book, rooms)


def address_of(house: House) -> str:
    """Return a building's postal address: road, number, and the building within its compound."""
    within = house.name if house.compound else ""
    return f"{house.street}{house.house_number}号{within}"


def _shop(book: Book, room: Room, taken: set[str]) -> None:
    house = book.plan.houses[room.house]
    who = _someone(book.dice)
    trade, name, hours = _name(house, who, book.dice, taken)
    book.rows.add(
        "shop",
        name=name,
        licence=book.numbers.licence(),
        trade=trade,
        address=f"{address_of(house)}{_within(house, room)}",
        contact=who,
        phone=book.numbers.phone(),
        state="closed" if book.dice.random() < 0.05 else "open",
        hours=hours,
        checked_at=book.moment.days_ago(book.dice.randint(3, 300)),
        building=book.keys[room.house],
        dwelling=room.key,
        geometry=_door(house, room),
    )


def _within(house: House, room: Room) -> str:
    return (
        f"{room.unit}{room.room}摊"
        if house.role == "market"
        else f"{room.unit}单元{room.room}"
        if house.units > 1
        else f"{room.room}铺"
    )


def _name(house: House, who: str, dice: random.Random, taken: set[str]) -> tuple[str, str, str]:
    """Return trade, name and hours; bar streets lean to leisure and food, stalls are called after their keeper."""
    if house.role == "market":
        stall = dice.choice(STALLS)
        return ("grocery" if stall != "熟食摊" else "food"), _unique(f"{who[0]}记{stall}", taken), "06:00-19:00"
    if house.role == "hotel" and f"hotel {house.name}" not in taken:
        taken.add(f"hotel {house.name}")
        return "lodging", _unique(house.name, taken), "00:00-24:00"
    weights = [t[0] * (5 if house.role == "bar" and t[1] == "leisure" else 1) for t in TRADES]
    _, trade, first, last, hours = dice.choices(TRADES, weights)[0]
    head = dice.choice(first)
    head = f"{head}{who[0]}" if head in ("老", "小", "阿") else head
    return trade, _unique(head + dice.choice(last), taken, who[0]), hours


def _unique(name: str, taken: set[str], extra: str = "") -> str:
    """Return the name, with its keeper's surname or a branch number where another shop has it already."""
    tries = [name, f"{extra}氏{name}"] if extra else [name]
    tries += [f"{name}（{n}店）" for n in "二三四五六七八九"] + [f"{name}（{n}店）" for n in range(10, 99)]
    found = next(t for t in tries if t not in taken)
    taken.add(found)
    return found


def _door(house: House, room: Room) -> Point:
    """Return a point inside the shop, spread along the front wall by room; stalls stand in a grid."""
    middle = house.shape.centroid
    bare = affinity.rotate(house.shape, -house.angle, origin=middle)
    west, south, east, north = bare.bounds
    if house.role == "market":
        n = int(room.room) - 1 + (0 if room.unit == "A" else 30)
        at = Point(west + 8 + (n % 10) * (east - west - 16) / 9, south + 9 + (n // 10) * (north - south - 18) / 5)
    else:
        total = max(1, house.shops)
        per = max(1, total // max(1, house.units))
        n = (int(room.unit) - 1) * per + int(room.room[-2:]) - 1
        at = Point(west + (n + 0.5) * (east - west) / total, south + min(3.5, (north - south) / 3))
    inside = affinity.rotate(at, house.angle, origin=middle)
    return inside if house.shape.contains(inside) else house.shape.representative_point()


def _someone(dice: random.Random) -> str:
    gender = dice.choice(("male", "female"))
    return surname(dice) + given(dice, gender, 45)


def _organisations(book: Book, rooms: list[Room]) -> None:
    """Bodies sit in buildings of their own, companies in a free office where their building has one."""
    free = [r for r in rooms if r.use == "other"]
    wanted = list(BODIES)
    wanted += [(ROLE_OF_COMPANY[i % 7], name, "company", book.dice.randint(4, 60)) for i, name in enumerate(COMPANIES)]
    for role, title, category, staff in wanted:
        index = _home(book.plan.houses, role, title.format(**book.words), book.dice)
        at = book.plan.houses[index].shape.representative_point()
        office = next((r for r in book.dice.sample(free, len(free)) if r.house == index), None)
        if office:
            free.remove(office)
        book.rows.add(
            "organisation",
            name=title.format(**book.words).replace("金沙支行", f"{book.words['base']}支行"),
            licence=book.numbers.licence(),
            category=category,
            address=address_of(book.plan.houses[index]),
            contact=_someone(book.dice),
            phone=book.numbers.phone(),
            staff=staff,
            building=book.keys[index],
            dwelling=office.key if office else None,
            geometry=Point(at.x + book.dice.uniform(-1, 1), at.y + book.dice.uniform(-1, 1)),
        )


def _home(houses: list[House], role: str, title: str, dice: random.Random) -> int:
    """Return the building an organisation sits in: one named like it, else one of its role, else any that trades."""
    named = [i for i, h in enumerate(houses) if h.role == role and title.startswith(h.name[:4])]
    alike = [i for i, h in enumerate(houses) if h.role == role]
    trading = [i for i, h in enumerate(houses) if h.use == "commercial"]
    return (named or [dice.choice(alike or trading or range(len(houses)))])[0]
