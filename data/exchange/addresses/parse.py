"""The parts of an address as people write it in Chinese: compound, street, building, unit, storey, room."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from data.exchange.addresses.normal import normalise

PROVINCE = re.compile(r"(?:中国)?(?:[^省区县市路街\d]{2,8}?(?:省|自治区|特别行政区))")
CITY = re.compile(r"[^市县区路街\d]{2,7}?(?:市|自治州|盟)(?!场)")
DISTRICT = re.compile(r"[^区县路街\d]{1,6}?(?<!小)(?<!社)(?<!园)(?:区|县)(?!域)")
TOWN = re.compile(r"[^路\d]{2,8}?(?:街道(?:办事处)?|[镇乡])")
COMMUNITY = re.compile(r"[^路\d]{2,12}?(?:社区|居委会|居民委员会|村委会)(?:居委会|居民委员会)?")
PREFIXES = (PROVINCE, CITY, CITY, DISTRICT, TOWN, COMMUNITY)
# Words that name a place only with another before them: of 梅陇镇广场 nothing may be cut.
GENERIC_PLACE = (
    "广场|大厦|大楼|公寓|小区|社区|花园|酒店|宾馆|市场|中心|商场|学校|"
    "医院|公园|仓库|宿舍|大院|写字楼|商务楼|工业园|科技园|产业园|门卫室|车库|配电房|车棚|食堂|公厕"
)
STARTS_A_NUMBER = re.compile(rf"[A-Z]?\d|[A-Z]?(?:栋|幢|座|单元|号楼)|(?:{GENERIC_PLACE})(?![一-鿿])|\Z")

HOUSE = r"\d+(?:号?附\d+|[-之]\d+)?(?:[甲乙丙丁]|[A-Z](?!座))?"
STREET = re.compile(rf"(?P<street>.*?(?:大道|路|街|巷|道|胡同|条))(?P<house>{HOUSE})(?P<mark>弄|号院?(?!楼|栋|幢))?")
# Without 号 the number of a house ends at the first dash: 学士路40-301 may be a room of 40.
BARE_STREET = re.compile(
    r"(?P<street>.*?(?:大道|路|街|巷|道|胡同|条))(?P<house>\d+)(?P<mark>弄|号院?(?!楼|栋|幢))?(?=[-/]|号附|之)"
)
NUMBER = r"(?:[A-Z]?\d+[A-Z]?|[A-Z]|[甲乙丙丁])"
BUILDING = re.compile(
    rf"(?P<number>{NUMBER})(?:号(?:楼栋|楼(?!顶(?![楼层]))|栋|幢|座)|[栋幢#](?:楼(?!顶(?![楼层])|下|上))?|座|楼(?=[-/]?{NUMBER}单元))"
)
# 3号 is a building unless a thing follows that has numbers itself: 3号车棚.
PLAIN_NUMBER = re.compile(
    r"(?P<number>\d+[A-Z]?)号(?!室|房|门[^口前边])"
    r"(?=\Z|[-/#0-9A-Z]|[院内单负地底顶楼天屋东西南北中左右前后附旁隔对斜路门周一])"
)
DASHED = re.compile(
    r"(?P<a>[A-Z]?\d+[A-Z]?|[A-Z])[-/](?P<b>\d+[A-Z]?)(?:[-/](?P<c>\d+[A-Z]?))?(?:[-/](?P<d>\d+[A-Z]?))?(?:室|房|号|户)?\Z"
)
UNIT = re.compile(
    r"(?P<unit>[A-Z]?\d+|[A-Z]|[甲乙丙丁东西中南北])(?:号?(?:单元|门洞?(?!牌|面|市|口|前|卫|岗))|号?梯|单(?=[-/]?\d))"
)
STOREY = re.compile(
    r"(?:(?P<below>负|地下室?|-)|(?P<letter>[BF]))?(?P<storey>\d{1,3})(?:楼|层|F(?![A-Z]))"
    r"|(?P<cellar>B|负|地下室?)(?P<deep>\d)(?=\D|\Z)"
)
TOP = re.compile(r"(?P<roof>楼顶|天台|屋顶|屋面|天面)(?:平台|露台|花园)?|(?P<highest>顶楼|顶层|最高层)")
GROUND = re.compile(r"底楼|底层|首层|底商")
CELLAR = re.compile(r"地下室|地下车库|地下停车场|地库|地下层")
ROOM = re.compile(r"(?P<room>[A-Z]{0,2}\d{1,6}[A-Z]?(?:[-/]\d{1,4})?)(?:号?(?:室|房间?|户|铺面?|摊位?)|号)?(?=\D|\Z)")
UNIT_ROOM = re.compile(
    r"(?P<unit>\d{1,2}|[A-Z])[-/#](?:(?P<storey>\d{1,2})[-/](?=\d)|(?=\d\d))(?P<room>\d{1,5}[A-EG-Z]?)(?:号?(?:室|房|户)|号)?(?![\d层楼F])"
)
UNIT_BEFORE_STOREY = re.compile(r"(?P<unit>\d{1,2}|[A-Z])[-/#](?=\d{1,2}(?:层|楼|F)(?![A-Z]))")
ZONE = re.compile(r"(?P<unit>[A-Z])区(?=[-/]?\d)")  # of a market hall
INSIDE = re.compile(r"(?<![0-9A-Z])[A-Z]{0,2}\d{1,6}[A-Z]?(?:-\d+)?(?:号?(?:室|房|户|铺|摊)|\Z)")
STOREY_MINUS = re.compile(r"-\d{1,2}(?:楼|层|F)(?![-/]?\d)")

ROOF, HIGHEST = "roof", "highest"


@dataclass(frozen=True, slots=True)
class AddressParts:
    """What an address names; "" and None where it says nothing.

    ``head`` is all text before the numbers (provinces and districts included), ``rest`` what could not be placed.
    ``storey`` is only what the text says; `storey_of_room` guesses from a room number. ``top`` is "roof" or "highest" where
    it names the roof or the highest storey, ``cellar`` says that it names the basement without a number. ``place`` is
    the text up to unit, storey and room.
    """

    compound: str = ""
    street: str = ""
    house_number: str = ""
    number: str = ""
    unit: str = ""
    storey: int | None = None
    room: str = ""
    rest: str = ""
    head: str = ""
    top: str = ""
    cellar: bool = False
    place: str = ""
    firm: bool = True

    @property
    def named(self) -> bool:
        """Whether it says where a building is."""
        return bool(self.compound or (self.street and self.house_number) or self.number)


@lru_cache(maxsize=65536)
def parse_address(text: str) -> AddressParts:
    """Return the parts of an address; never fails, a text that names nothing gives empty parts."""
    return next(readings(normalise(text)))


def readings(whole: str) -> Iterator[AddressParts]:
    """Yield the ways in which a normalised address can be read, the likeliest first; ``firm`` ones need no other to agree."""
    found, bare = STREET.match(whole), BARE_STREET.match(whole)
    dashed = found is not None and _dashed_house(whole, found)
    if found and (found["mark"] or found.end() == len(whole) or "院" in whole[found.end() : found.end() + 1]):
        yield _read(whole, found)
    elif not dashed:
        yield _read(whole, None)
    if bare and not bare["mark"]:
        yield replace(_read(whole, bare), firm=False)
    if found and dashed:
        yield replace(_read(whole, found), firm=False)
        yield _read(whole, None)


def _dashed_house(whole: str, found: re.Match[str]) -> bool:
    """Whether a house number with a dash stands without 号, before more numbers: 学士路12-3-301."""
    return not found["mark"] and found.end() < len(whole) and not found["house"].isdecimal()


def said_plainly(parts: AddressParts) -> str:
    """Return where an address says that its building is, in one way of writing: 3#, 3幢 and 3-2-301 all say 3栋."""
    house = parts.house_number + ("" if parts.house_number.endswith("弄") else "号") if parts.street else ""
    return f"{parts.street}{house}{parts.compound}" + (f"{parts.number}栋" if parts.number else "")


def _read(whole: str, found: re.Match[str] | None) -> AddressParts:
    street = house = head = ""
    after = whole
    if found:
        street, head, after = _without_prefixes(found["street"]), found["street"], whole[found.end() :]
        house = found["house"] + ("弄" if found["mark"] == "弄" else "")
    compound, number, tail = _building(after, in_lane=house.endswith("弄") or bool(found and found["mark"] == "号院"))
    place = (whole.removesuffix(tail) if tail else whole).rstrip("-/")
    return inside(
        AddressParts(_without_prefixes(compound.strip("-/")), street, house, number, head=head + compound.strip("-/"), place=place),
        tail,
    )


def storey_of_room(room: str) -> int | None:
    """Return the storey that a room number tells by custom: 301 is on 3, 1203 on 12, 3-1 on 3; None where it tells none."""
    found = re.match(r"[A-Z]*(\d{1,2})[-/]\d{1,2}\Z", room) or re.match(r"[A-Z]*(\d{1,2})\d\d[A-Z]?\Z", room)
    return int(found[1]) or None if found else None


def _building(text: str, *, in_lane: bool) -> tuple[str, str, str]:
    """Return compound, building number, and what follows."""
    found = BUILDING.search(text)
    if found:
        return text[: found.start()], found["number"], text[found.end() :]
    inside = _first_inside(text)
    limit = len(text) if inside is None else inside
    plain = PLAIN_NUMBER.search(text)
    if plain and (plain.start() > limit or not (in_lane or plain.start())):
        plain = None
    dashed = DASHED.search(text)
    if dashed and dashed.start() <= limit and (dashed.start() or not in_lane) and not (plain and plain.start() < dashed.start()):
        return text[: dashed.start()], dashed["a"], _dashed_tail(dashed)
    if plain:
        return text[: plain.start()], plain["number"], text[plain.end() :]
    return text[:limit], "", text[limit:]


def _first_inside(text: str) -> int | None:
    """Return where unit, storey or room begins; None if the text names none."""
    starts = [m.start() for p in (UNIT, STOREY, INSIDE, TOP, GROUND, CELLAR) if (m := p.search(text))]
    return min(starts) if starts else None


def _dashed_tail(found: re.Match[str]) -> str:
    """5-2-301 and 5-2-3-301 are building, unit, (storey,) room; 5-301 building and room; 5-2 building and unit."""
    b, c, d = found["b"], found["c"], found["d"]
    if d:
        return f"{b}单元{c}层{d}"
    if c:
        return f"{b}单元{c}"
    return b if len(b) >= 3 else f"{b}单元"


def inside(parts: AddressParts, tail: str) -> AddressParts:
    """Return the parts with unit, storey and room read from the text behind the building."""
    text = tail if STOREY_MINUS.match(tail) else tail.lstrip("-/#.")
    pair = UNIT_ROOM.match(text)
    if pair:
        storey = int(pair["storey"]) if pair["storey"] else None
        return replace(parts, unit=pair["unit"], storey=storey, room=pair["room"], rest=text[pair.end() :])
    if found := UNIT.match(text) or UNIT_BEFORE_STOREY.match(text) or ZONE.match(text):
        parts, text = replace(parts, unit=found["unit"]), _behind(text, found)
    if found := TOP.match(text):
        parts, text = replace(parts, top=ROOF if found["roof"] else HIGHEST), _behind(text, found)
    elif found := STOREY.match(text):
        parts, text = replace(parts, storey=_storey(found)), _behind(text, found)
    elif found := GROUND.match(text):
        parts, text = replace(parts, storey=1), _behind(text, found)
    elif found := CELLAR.match(text):
        parts, text = replace(parts, cellar=True), _behind(text, found)
    if found := ROOM.match(text):
        parts, text = replace(parts, room=found["room"].replace("/", "-")), text[found.end() :]
    elif len(parts.unit) > 2:  # 大厦1516单元 is a room
        parts = replace(parts, unit="", room=parts.unit)
    return replace(parts, rest=text)


def _behind(text: str, found: re.Match[str]) -> str:
    """Return the text behind a part, without the mark between."""
    after = text[found.end() :]
    return after if STOREY_MINUS.match(after) else after.lstrip("-/")


def _storey(found: re.Match[str]) -> int | None:
    if found["cellar"]:
        return -int(found["deep"]) or None
    below = found["below"] or found["letter"] == "B"
    return (-int(found["storey"]) if below else int(found["storey"])) or None


def _without_prefixes(text: str) -> str:
    """Take off province, city, district, town and community, unless nothing would be left that names a place."""
    for prefix in PREFIXES:
        found = prefix.match(text)
        if found and not STARTS_A_NUMBER.match(text[found.end() :]):
            text = text[found.end() :]
    return text
