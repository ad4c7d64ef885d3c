"""The parts of an address as people write it in Chinese: compound, street, building, unit, storey, room."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from data.kinds.writing import narrow

NUMERAL = "零〇一二三四五六七八九十百两"
# Words after which a Chinese numeral is a number; elsewhere it belongs to a name (三里屯, 五一路).
COUNTED = re.compile(rf"第?([{NUMERAL}]{{1,6}})(?=号|栋|幢|座|单元|楼|层|室|房|门|弄|#|-)")
ORDINAL = re.compile(r"第(?=\d+(?:栋|幢|座|单元|层|号))")
SEPARATORS = str.maketrans({"—": "-", "–": "-", "－": "-", "―": "-", "~": "-", "～": "-", "‐": "-", "_": "-", "\\": "/", "、": "/"})
BLANK = re.compile(r"[\s,，。;；]+")
BRACKETED = re.compile(r"[(（【\[][^)）】\]]*[)）】\]]")

PROVINCE = re.compile(r"(?:中国)?(?:[^省区县市路街\d]{2,8}?(?:省|自治区|特别行政区))")
CITY = re.compile(r"[^市县区路街\d]{2,7}?(?:市|自治州|盟)(?!场)")
DISTRICT = re.compile(r"[^区县路街\d]{1,6}?(?<!小)(?<!社)(?<!园)(?:区|县)(?!域)")
TOWN = re.compile(r"[^路\d]{2,8}?(?:街道(?:办事处)?|[镇乡])")
COMMUNITY = re.compile(r"[^路\d]{2,12}?(?:社区|居委会|居民委员会|村委会)(?:居委会|居民委员会)?")
PREFIXES = (PROVINCE, CITY, CITY, DISTRICT, TOWN, COMMUNITY)
STARTS_A_NUMBER = re.compile(r"[A-Z]?\d|[A-Z]?(?:栋|幢|座|单元|号楼)|\Z")

STREET = re.compile(
    r"(?P<street>.*?(?:大道|路|街|巷|道|胡同|条))"
    r"(?P<house>\d+(?:[-之附]\d+)?(?:[甲乙丙丁]|[A-Z](?!座))?)(?P<mark>弄|号院?(?!楼|栋|幢))?"
)
NUMBER = r"(?:[A-Z]?\d+[A-Z]?|[A-Z]|[甲乙丙丁])"
BUILDING = re.compile(rf"(?P<number>{NUMBER})(?:号(?:楼栋|楼|栋|幢|座)|栋楼?|幢楼?|座|#楼?|楼(?=[-/]?{NUMBER}单元))")
PLAIN_NUMBER = re.compile(r"(?P<number>\d+[A-Z]?)号(?!室|房|门)")
DASHED = re.compile(
    r"(?P<a>[A-Z]?\d+[A-Z]?|[A-Z])[-/](?P<b>\d+[A-Z]?)(?:[-/](?P<c>\d+[A-Z]?))?(?:[-/](?P<d>\d+[A-Z]?))?(?:室|房|号|户)?\Z"
)
UNIT = re.compile(r"(?P<unit>[A-Z]?\d+|[A-Z]|[甲乙丙丁东西中南北])(?:单元|门洞?(?!牌|面|市)|梯)")
STOREY = re.compile(
    r"(?:(?P<below>负|地下|-)|(?P<letter>[BF]))?(?P<storey>\d{1,3})(?:楼|层|F)"
    r"|(?P<cellar>B)(?P<deep>\d)(?=\D|\Z)"
)
ROOM = re.compile(r"(?P<room>[A-Z]{0,2}\d{1,5}[A-Z]?(?:[-/]\d{1,4})?)(?:号?(?:室|房|户|铺)|号)?(?=\D|\Z)")
UNIT_ROOM = re.compile(
    r"(?P<unit>\d{1,2}|[A-Z])[-/](?:(?P<storey>\d{1,2})[-/])?(?P<room>\d{2,5}[A-Z]?)(?:号?(?:室|房|户)|号)?(?=\D|\Z)"
)


@dataclass(frozen=True, slots=True)
class AddressParts:
    """What an address names; "" and None where it says nothing.

    ``head`` is all text before the numbers (provinces and districts included), ``rest`` what could not be placed.
    ``storey`` is only what the text says; `storey_of_room` guesses from a room number.
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

    @property
    def named(self) -> bool:
        """Whether it says where a building is."""
        return bool(self.compound or (self.street and self.house_number) or self.number)


def normalise(text: str) -> str:
    """Return an address with full-width forms narrowed, blanks and remarks in brackets gone, and numerals as digits."""
    plain = narrow(text).upper().translate(SEPARATORS)
    plain = BLANK.sub("", BRACKETED.sub("", plain))
    return ORDINAL.sub("", COUNTED.sub(lambda m: _digits(m[1]), plain))


def _digits(numeral: str) -> str:
    """Return the digits of a numeral: 十二 is 12, 三〇一 is 301."""
    plain = numeral.replace("两", "二").replace("〇", "零")
    if "十" not in plain and "百" not in plain:
        return "".join(str("零一二三四五六七八九".index(c)) for c in plain)
    import cn2an  # reads its tables when loaded, and few numerals need them

    try:
        return str(cn2an.cn2an(plain, "smart"))
    except ValueError:  # no numeral after all (百十)
        return numeral


@lru_cache(maxsize=65536)
def parse_address(text: str) -> AddressParts:
    """Return the parts of an address; never fails, a text that names nothing gives empty parts."""
    whole = normalise(text)
    street, house, after, head = _street(whole)
    compound, number, tail = _building(after, in_lane=house.endswith("弄"))
    parts = AddressParts(_without_prefixes(compound), street, house, number, head=head + compound)
    return _inside(parts, tail)


def storey_of_room(room: str) -> int | None:
    """Return the storey that a room number tells by custom: 301 is on 3, 1203 on 12, 3-1 on 3; None where it tells none."""
    found = re.match(r"[A-Z]*(\d{1,2})[-/]\d{1,2}\Z", room) or re.match(r"[A-Z]*(\d{1,2})\d\d[A-Z]?\Z", room)
    return int(found[1]) or None if found else None


def _street(whole: str) -> tuple[str, str, str, str]:
    """Return street, house number, the text after them, and the text before the numbers."""
    found = STREET.match(whole)
    if not found or not (found["mark"] or found.end() == len(whole) or "院" in whole[found.end() : found.end() + 1]):
        return "", "", whole, ""
    house = found["house"] + ("弄" if found["mark"] == "弄" else "")
    return _without_prefixes(found["street"]), house, whole[found.end() :], found["street"]


def _building(text: str, *, in_lane: bool) -> tuple[str, str, str]:
    """Return compound, building number, and what follows."""
    found = BUILDING.search(text)
    if found:
        return text[: found.start()], found["number"], text[found.end() :]
    dashed = DASHED.search(text)
    inside = _first_inside(text)
    if dashed and (inside is None or dashed.start() <= inside) and (dashed.start() > 0 or not in_lane):
        return text[: dashed.start()], dashed["a"], _dashed_tail(dashed)
    plain = PLAIN_NUMBER.search(text)
    if plain and (in_lane or plain.start() > 0) and (inside is None or plain.start() <= inside):
        return text[: plain.start()], plain["number"], text[plain.end() :]
    return (text, "", "") if inside is None else (text[:inside], "", text[inside:])


def _first_inside(text: str) -> int | None:
    """Return where unit, storey or room begins; None if the text names none."""
    starts = [m.start() for p in (UNIT, STOREY) if (m := p.search(text))]
    room = re.search(r"[A-Z]{0,2}\d{1,5}[A-Z]?(?:-\d+)?(?:号?(?:室|房|户|铺)|\Z)", text)
    if room:
        starts.append(room.start())
    return min(starts) if starts else None


def _dashed_tail(found: re.Match[str]) -> str:
    """5-2-301 and 5-2-3-301 are building, unit, (storey,) room; 5-301 building and room; 5-2 building and unit."""
    b, c, d = found["b"], found["c"], found["d"]
    if d:
        return f"{b}单元{c}层{d}"
    if c:
        return f"{b}单元{c}"
    return b if len(b) >= 3 else f"{b}单元"


def _inside(parts: AddressParts, tail: str) -> AddressParts:
    """Return the parts with unit, storey and room read from the text behind the building."""
    text = tail.lstrip("-/#.")
    pair = UNIT_ROOM.match(text)
    if pair:
        storey = int(pair["storey"]) if pair["storey"] else None
        return replace(parts, unit=pair["unit"], storey=storey, room=pair["room"], rest=text[pair.end() :])
    if found := UNIT.match(text):
        parts, text = replace(parts, unit=found["unit"]), text[found.end() :].lstrip("-/")
    if found := STOREY.match(text):
        parts, text = replace(parts, storey=_storey(found)), text[found.end() :].lstrip("-/")
    if found := ROOM.match(text):
        parts, text = replace(parts, room=found["room"].replace("/", "-")), text[found.end() :]
    return replace(parts, rest=text)


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
