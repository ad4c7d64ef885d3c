"""Who lives where: rooms of every storey, households in them, and those who moved away."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from data.demo.book import Book
from data.demo.people_names import LOOSE_PLACES, given, surname
from data.demo.plan import House
from data.demo.rows import Moment, Rows

VACANT = 0.08
LET = 0.2
Families = tuple[tuple[int, tuple[tuple[str, int, int], ...]], ...]
# Households by who lives in them, as (share, members); a member is (role, youngest, oldest).
FAMILIES: Families = (
    (20, (("head", 28, 47), ("spouse", 27, 46), ("child", 0, 17))),
    (11, (("head", 29, 46), ("spouse", 28, 45), ("child", 3, 17), ("child", 0, 14))),
    (12, (("head", 30, 48), ("spouse", 29, 47), ("child", 1, 16), ("parent", 60, 82))),
    (6, (("head", 32, 48), ("spouse", 31, 47), ("child", 3, 17), ("parent", 60, 80), ("parent", 60, 80))),
    (13, (("head", 48, 64), ("spouse", 46, 63), ("child", 19, 33))),
    (11, (("head", 58, 84), ("spouse", 57, 82))),
    (10, (("head", 26, 56), ("spouse", 25, 55))),
    (7, (("head", 62, 91),)),
    (6, (("head", 24, 58),)),
    (4, (("head", 28, 52), ("child", 2, 20))),
)
LODGERS: Families = (
    (28, (("tenant", 21, 45), ("spouse", 21, 44))),
    (22, (("tenant", 20, 38), ("cotenant", 20, 38))),
    (12, (("tenant", 20, 33), ("cotenant", 20, 33), ("cotenant", 20, 33))),
    (20, (("tenant", 26, 44), ("spouse", 25, 43), ("child", 0, 15))),
    (18, (("tenant", 20, 52),)),
)
WORK = (
    "{base}小学",
    "{base}购物中心",
    "{base}农贸市场",
    "{second}大厦物业",
    "自由职业",
    "个体经营",
    "外卖配送",
    "建筑工地",
    "{second}仓库",
    "{base}汽修城",
    "软件公司",
    "设计公司",
    "社区卫生服务中心",
    "供电所",
    "公交公司",
    "餐馆",
    "超市",
    "家政服务",
)


@dataclass(frozen=True, slots=True)
class Room:
    """A room and its key; ``use`` as the dwelling kind has it."""

    key: int
    house: int  # place in the plan's list of houses
    storey: int
    unit: str
    room: str
    use: str


def add_rooms(book: Book) -> list[Room]:
    """Write the rooms of all buildings: trade on the ground floor where the plan says so, homes above."""
    found = []
    for place, house in enumerate(book.plan.houses):
        for storey, unit, room, use in _rooms(house, book.dice):
            owner = surname(book.dice) + given(book.dice, book.dice.choice(("male", "female")), 50) if use != "other" else None
            area = _area(house, use, book.dice)
            key = book.rows.add(
                "dwelling",
                building=book.keys[place],
                storey=storey,
                unit=unit,
                room=room,
                use=use,
                area=area,
                owner=owner,
                owner_phone=book.numbers.phone() if use in ("let", "business") else None,
            )
            found.append(Room(key, place, storey, unit, room, use))
    return found


def _rooms(house: House, dice: random.Random) -> Iterator[tuple[int, str, str, str]]:
    if house.role == "market":
        yield from ((1, "A" if n <= house.shops // 2 else "B", f"{n:02d}", "business") for n in range(1, house.shops + 1))
        return
    if not house.flats:
        yield from ((1, "1", f"{100 + n}", "business") for n in range(1, house.shops + 1))
        offices = range(2, house.storeys + 1) if house.role == "office" else ()
        yield from ((storey, "1", f"{storey}{n:02d}", "other") for storey in offices for n in range(1, 5))
        return
    for unit in range(1, house.units + 1):
        per_unit = house.shops // house.units
        for n in range(1, per_unit + 1):
            yield 1, str(unit), f"{100 + n}", "business"
        for storey in range(2 if per_unit else 1, house.storeys + 1):
            for n in range(1, house.flats + 1):
                yield storey, str(unit), f"{storey}{n:02d}", _use(dice)


def _use(dice: random.Random) -> str:
    draw = dice.random()
    return "vacant" if draw < VACANT else "let" if draw < VACANT + LET else "owner"


def _area(house: House, use: str, dice: random.Random) -> float:
    if use == "business":
        return round(dice.uniform(8, 16) if house.role == "market" else dice.uniform(22, 60), 1)
    return round({"tower": 104, "slab": 78, "old": 56}.get(house.role, 62) * dice.uniform(0.82, 1.2), 1)


def add_residents(book: Book, rooms: list[Room]) -> int:
    """Fill the homes with households; return how many people were written."""
    count = 0
    for room in rooms:
        if room.use == "owner":
            count += _household(book, room, FAMILIES, "household")
        elif room.use == "let":
            count += _household(book, room, LODGERS, "floating")
        if room.use in ("let", "vacant") and book.dice.random() < 0.18:
            count += _moved_away(book, room)
    return count


def _household(book: Book, room: Room, kinds: Families, registration: str) -> int:
    members = book.dice.choices([m for _, m in kinds], [s for s, _ in kinds])[0]
    since = book.moment.days_ago(int(book.dice.expovariate(1 / (420 if registration == "floating" else 3300))) + 12)
    family = surname(book.dice)
    first = book.dice.choice(("male", "female")) if book.dice.random() < 0.35 else "male"
    head = book.dice.randint(*members[0][1:])
    moved_in = f"{book.plan.houses[room.house].built + 1}-01-01"  # not before the house stood
    for role, young, old in members:
        gender = _gender(role, first, book.dice)
        age = _age(role, young, old, head, book.dice)
        keeps = role in ("head", "tenant", "child") or (role == "parent" and book.dice.random() < 0.7)
        name = family if keeps else surname(book.dice)
        guest = registration == "household" and role == "parent" and book.dice.random() < 0.3
        person = _person(book, name, gender, age, local=registration == "household" and not guest)
        book.rows.add(
            "residence",
            person=person,
            building=book.keys[room.house],
            dwelling=room.key,
            registration="lodging" if guest else registration,
            role=role,
            since=max(since, moved_in, _born(book.rows, person)),
        )
    return len(members)


def _born(rows: Rows, person: int) -> str:
    return str(rows.rows[person - 1].values["birth"])


def _age(role: str, young: int, old: int, head: int, dice: random.Random) -> int:
    """Return an age in years that goes with the age of the household's head: parents are 20 years older, children younger."""
    if role in ("head", "tenant"):
        return head
    if role == "spouse":
        return max(20, head + dice.randint(-5, 3))
    if role == "child":
        oldest = max(0, min(old, head - 22))
        return dice.randint(min(young, oldest), oldest)
    if role == "parent":
        return min(96, dice.randint(max(young, head + 20), max(old, head + 28)))
    return dice.randint(young, old)


def _gender(role: str, first: str, dice: random.Random) -> str:
    if role in ("head", "tenant"):
        return first
    if role == "spouse":
        return "female" if first == "male" else "male"
    return dice.choice(("male", "female"))


def _moved_away(book: Book, room: Room) -> int:
    """Someone who lived here and left: their residence has an end."""
    age, left = book.dice.randint(21, 48), book.dice.randint(20, 700)
    person = _person(book, surname(book.dice), book.dice.choice(("male", "female")), age, local=False)
    book.rows.add(
        "residence",
        person=person,
        building=book.keys[room.house],
        dwelling=room.key,
        registration="floating",
        role="tenant",
        since=book.moment.days_ago(left + book.dice.randint(60, 900)),
        until=book.moment.days_ago(left),
    )
    return 1


def _person(book: Book, family: str, gender: str, age: int, *, local: bool) -> int:
    birth = _birth(age, book.dice, book.moment)
    region = "990001" if local else book.dice.choice(("990002", "990003", "990004"))
    home = (
        f"{book.words['base']}街道"
        if local
        else book.dice.choice(LOOSE_PLACES) + book.dice.choice(("白水镇", "新桥镇", "石坪乡", "大河镇", "三岔乡"))
    )
    return book.rows.add(
        "person",
        name=family + given(book.dice, gender, age),
        gender=gender,
        birth=birth,
        id_number=book.numbers.identity(region, birth, gender),
        phone=book.numbers.phone() if 13 <= age < 80 or book.dice.random() < 0.2 else None,
        work=_work(age, gender, book.dice, book.words),
        home=home,
        checked_at=book.moment.days_ago(book.dice.randint(1, 330)),
    )


def _birth(age: int, dice: random.Random, moment: Moment) -> str:
    month, day = dice.randint(1, 12), dice.randint(1, 28)
    year = moment.today.year - age - (1 if (month, day) >= (moment.today.month, moment.today.day) else 0)
    return f"{year:04d}-{month:02d}-{day:02d}"


def _work(age: int, gender: str, dice: random.Random, words: dict[str, str]) -> str | None:
    if age < 6:
        return None
    if age < 19:
        return f"{words['base']}小学" if age < 13 else "在校学生"
    if age >= (60 if gender == "male" else 55):
        return "退休"
    return dice.choice(WORK).format(**words)
