"""Datums named in the headings of coordinates: 百度经度, lng_gcj02, 经度(WGS84), X(EPSG:4549)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from data.town.datum import SYSTEMS, parse_datum

_EPSG = re.compile(r"epsg\s*[:：]?\s*(\d{4,5})")
# In the order in which they are preferred where a table has the same points in several.
_WORDS = (
    ("WGS84", re.compile(r"wgs[-_ ]?(?:19)?84|wgs|(?<![a-z])gps(?![a-z])")),
    ("CGCS2000", re.compile(r"cgcs[-_ ]?2000|cgcs|国家2000|大地2000|(?<!\d)2000(?!\d)")),
    ("GCJ02", re.compile(r"gcj[-_ ]?02|gcj|火星|高德|腾讯|amap|gaode|tencent")),
    ("BD09", re.compile(r"bd[-_ ]?09(?:ll|mc)?|百度|baidu|(?<![a-z])bd(?=$|[^a-z]|lng|lon|lat|x|y)")),
)
# The names that exports write, which say more than the words above.
_EXACT = tuple((system, re.compile(rf"(?<![a-z0-9]){system.casefold()}(?![a-z0-9])")) for system in SYSTEMS)
_REST = re.compile(r"坐标系|系(?=[经纬])")


def datum_in(headings: Iterable[str]) -> str:
    """Return the datum that headings of coordinates name, "" where they name none."""
    text = " ".join(headings).casefold()
    code = _EPSG.search(text)
    if code:
        return parse_datum(f"EPSG:{code[1]}")
    return next((datum for datum, word in (*_EXACT, *_WORDS) if word.search(text)), "")


def without_datum(word: str) -> tuple[str, int]:
    """Return the key of a heading without the datum that it names, and how little that datum is preferred (0 best)."""
    for place, (_, pattern) in enumerate(_WORDS):
        if pattern.search(word):
            return _REST.sub("", pattern.sub("", word)), place
    return word, 0
