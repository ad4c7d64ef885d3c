"""Provinces, prefectures and counties at the head of an address, and whether the station can lie in them."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, hypot, radians

from data.paths import resource

KM = 111.2  # a degree of latitude
# A station lies in the county whose middle is nearest, or in a neighbour: counties reach about as far as their neighbours' middles.
SLACK, REACH = 15.0, 2.0  # km, and times the distance to the nearest middle
ENDINGS = (
    "特别行政区",
    "维吾尔自治区",
    "壮族自治区",
    "回族自治区",
    "自治区",
    "地区",
    "林区",
    "新区",
    "省",
    "市",
    "盟",
    "区",
    "县",
    "旗",
)
PEOPLES = re.compile(r"(?:[一-鿿]{1,4}族)+(?:自治[州县旗])\Z|自治[州县旗]\Z")
COUNTRY = ("中华人民共和国", "中国")
# After a short name these make it the name of a street or compound: 北京路, 上海花园.
GOES_ON = re.compile(r"[大东南西北中]?(?:路|街|巷|道|里|村|小区|花园|苑|园|城|大厦|新村|公寓|广场|酒店|饭店|银行)")
STREET_NEXT = re.compile(r"[^\d路街道巷]{1,8}(?:大道|路|街|巷)\d")
# 市 and 县 at the head; not 市场, 市政, 县城.
TOWN_LIKE = re.compile(r"[一-鿿]{2,4}?(?:省|市(?![场政民区])|县(?![城医委])|自治州)")
LONGEST = 15


@dataclass(frozen=True, slots=True)
class Region:
    """The divisions named at the head of a text: their names, and for each the codes that it may be."""

    names: tuple[str, ...] = ()
    codes: tuple[frozenset[str], ...] = ()

    @property
    def text(self) -> str:
        """The names as one."""
        return "".join(self.names)


class Divisions:
    """The divisions of the country by name, full and short."""

    def __init__(self, rows: Sequence[tuple[str, str, float, float]]) -> None:
        self.middles = {code: (lon, lat) for code, _, lon, lat in rows}
        self.full: dict[str, set[str]] = defaultdict(set)
        self.short: dict[str, set[str]] = defaultdict(set)
        for code, name, _, _ in rows:
            self.full[name].add(code)
            for short in _shorter(name):
                self.short[short].add(code)
        self._starts = {n[:2] for n in (*self.full, *self.short, *COUNTRY)}

    def peel(self, text: str, known: Callable[[str], bool]) -> tuple[Region, str]:
        """Return the divisions at the head of a text, and the rest.

        ``known`` says whether a text begins with the name of a street, compound or building of the station: such a name
        is not cut, and what stands before one is a division even in its short form (昆明金沙路18号).
        """
        names: list[str] = []
        codes: list[frozenset[str]] = []
        rest = text
        while rest[:2] in self._starts and not known(rest):
            found = self._first(rest, within=codes[-1] if codes else None, known=known)
            if not found:
                break
            name, of = found
            rest = rest[len(name) :]
            if of:
                names.append(name)
                codes.append(of)
        return Region(tuple(names), tuple(codes)), rest

    def _first(self, text: str, within: frozenset[str] | None, known: Callable[[str], bool]) -> tuple[str, frozenset[str]] | None:
        for country in COUNTRY:
            if text.startswith(country) and len(text) > len(country):
                return country, frozenset()
        for length in range(min(LONGEST, len(text) - 1), 1, -1):
            name, rest = text[:length], text[length:]
            if name in self.full:
                return name, _fitting(self.full[name], within)
            codes = self.short.get(name)
            if codes and not GOES_ON.match(rest):
                fitting = {c for c in codes if within and any(c.startswith(_stem(w)) for w in within)}
                if fitting:
                    return name, frozenset(fitting)
                higher = {c for c in codes if c.endswith("00")}
                if higher and (known(rest) or self._follows(rest)):
                    return name, frozenset(higher)
        return None

    def _follows(self, text: str) -> bool:
        """Whether a text begins with a division, or with a street and its number."""
        return any(text[:n] in self.full for n in range(2, LONGEST)) or bool(STREET_NEXT.match(text)) or text[:2] in self.short


def unknown_town(text: str) -> str:
    """Return the town or county at the head of a text, for texts whose divisions were taken off: one that no list has."""
    found = TOWN_LIKE.match(text)
    return found[0] if found else ""


@cache
def divisions() -> Divisions:
    """Return the divisions that come with the program."""
    with resource("divisions", "divisions.csv").open(encoding="utf-8", newline="") as file:
        return Divisions([(r["code"], r["name"], float(r["lon"]), float(r["lat"])) for r in csv.DictReader(file)])


class Surroundings:
    """Which divisions a station can lie in, by where its buildings stand (longitude and latitude in degrees)."""

    def __init__(self, lon: float, lat: float, middles: Mapping[str, tuple[float, float]]) -> None:
        across = cos(radians(lat))
        divided = {c[:4] for c in middles if not c.endswith("00")}
        lowest = {c: at for c, at in middles.items() if not c.endswith("0000") and (not c.endswith("00") or c[:4] not in divided)}
        away = {c: KM * hypot((x - lon) * across, y - lat) for c, (x, y) in lowest.items()}
        most = REACH * min(away.values(), default=0.0) + SLACK
        self._stems = {stem for c, d in away.items() if d <= most for stem in (c[:2], c[:4], c)}

    def admit(self, region: Region) -> None:
        """Take the divisions that the station's own addresses name for its own."""
        self._stems |= {_stem(c) for codes in region.codes for c in codes}

    def elsewhere(self, region: Region) -> str:
        """Return the first named division that the station cannot lie in, "" if there is none."""
        for name, codes in zip(region.names, region.codes, strict=True):
            if not any(_stem(c) in self._stems for c in codes):
                return name
        return ""


def _fitting(codes: set[str], within: frozenset[str] | None) -> frozenset[str]:
    """Return the codes that agree with the division named before; none where the name is not, or no longer, one in it."""
    if not within:
        return frozenset(codes)
    return frozenset(c for c in codes if any(c.startswith(_stem(w)) or w.startswith(_stem(c)) for w in within))


def _stem(code: str) -> str:
    """Return the part of a code that its counties share: 530000 is 53, 530100 is 5301."""
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


def _shorter(name: str) -> list[str]:
    """Return a name without the word for what it is: 昆明市 is 昆明, 大理白族自治州 is 大理, 内蒙古自治区 is 内蒙古."""
    bare = PEOPLES.sub("", name)
    if bare != name:
        return [bare] if len(bare) >= 2 else []
    ending = next((e for e in ENDINGS if name.endswith(e)), "")
    bare = name.removesuffix(ending)
    return [bare] if ending and len(bare) >= 2 else []
