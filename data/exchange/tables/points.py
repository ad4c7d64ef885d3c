"""Coordinates from cells: plain numbers, degrees with a hemisphere, degrees-minutes-seconds, and both in one cell."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from data.exchange.tables.table import Cell, cell_text

_NUMBER = r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?"
_SIDE = (
    r"(?:[NSEW](?![A-Za-z])|[东西南北](?:经|纬)?|(?:longitude|latitude|lon|lng|lat|经度|纬度|经|纬)(?![A-Za-z])|[xy](?=\s*[:=]))\s*[:：=]?"
)
# 31°14′23.5″, 31度14分23.5秒, 31:14:23.5, 31 14 23.5; each with or without a side of the world before or after.
_MARKED = (
    r"(?P<d>\d+(?:\.\d+)?)\s*[°度º]\s*(?:(?P<m>\d+(?:\.\d+)?)\s*['’′分]\s*)?"
    r"(?:(?P<s>\d+(?:\.\d+)?)\s*(?:[\"”″秒]|''|’’|′′)?\s*)?"
)
_COLONS = r"(?P<d>\d+)\s*[:：]\s*(?P<m>\d+)\s*[:：]\s*(?P<s>\d+(?:\.\d+)?)"
_SPACED = r"(?P<d>\d{1,3})(?:\s+|[-−])(?P<m>[0-5]?\d)(?:\s+|[-−])(?P<s>[0-5]?\d(?:\.\d+)?)"
_SPELT = tuple(re.compile(rf"(?P<sign>[-+]?)\s*{form}") for form in (_MARKED, _COLONS, _SPACED))
_PLAIN = re.compile(rf"({_NUMBER})\s*[°度º]?")
SIDE = re.compile(_SIDE, re.IGNORECASE)
NEGATIVE = frozenset("SWsw南西")
_NORTHERN = frozenset("NSns南北")
_WORDED = {"lat": "lat", "latitude": "lat", "纬度": "lat", "纬": "lat"}
POINT = re.compile(r"\s*(?:SRID=\d+;)?\s*POINT\s*Z?M?\s*\(\s*(.+?)\s*\)\s*\Z", re.IGNORECASE)
_FRAME = "()[]{}（）【】<> \t\n\"'"
EMPTY = frozenset({"na", "nan", "null", "none", "n/a", "-", "#n/a", ""})


@dataclass(frozen=True, slots=True)
class Coordinate:
    """One number of a point. ``axis`` is "lon" or "lat" where the cell says which, ``spelt`` where it is in minutes and seconds."""

    value: float
    axis: str = ""
    spelt: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Both numbers of a point, in the order written unless the cell itself names its axes (``fixed``)."""

    first: float
    second: float
    fixed: bool = False
    spelt: bool = False


def read_coordinate(cell: Cell) -> Coordinate | None:
    """Return the number that a cell says, in degrees or metres; None if it says none."""
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float):
        return Coordinate(float(cell)) if math.isfinite(cell) else None
    return _read(cell_text(cell)) if not isinstance(cell, str) or len(cell) < 80 else None


def _read(text: str) -> Coordinate | None:
    side = SIDE.search(text)
    bare = SIDE.sub(" ", text, count=1).strip(" :：,，") if side else text.strip()
    value, spelt = _value(bare)
    if value is None:
        return None
    word = side[0].strip(" :：=").lower() if side else ""
    negative = bool(word) and len(word) <= 2 and word[0] in NEGATIVE
    return Coordinate(-abs(value) if negative else value, _axis(word), spelt)


def _axis(word: str) -> str:
    if not word:
        return ""
    if word in ("x", "y"):
        return ""  # surveyors call north x
    return "lat" if word in _WORDED or (len(word) <= 2 and (word[0] in _NORTHERN or word.endswith("纬"))) else "lon"


def _value(text: str) -> tuple[float | None, bool]:
    plain = _PLAIN.fullmatch(text)
    if plain:
        number = float(plain[1])
        return (number, False) if math.isfinite(number) else (None, False)
    for form in _SPELT:
        found = form.fullmatch(text)
        if found:
            minutes, seconds = float(found["m"] or 0), float(found["s"] or 0)
            if minutes >= 60 or seconds >= 60:
                return None, False
            size = float(found["d"]) + minutes / 60 + seconds / 3600
            return (-size if found["sign"] == "-" else size), True
    return None, False


def is_empty(cell: Cell) -> bool:
    """Whether a cell is empty or says in words that it is."""
    return cell is None or (isinstance(cell, str) and cell.strip().casefold() in EMPTY)


def is_coordinate(cell: Cell) -> bool:
    """Whether a cell can be one of the numbers of a point."""
    return read_coordinate(cell) is not None


def read_pair(cell: Cell) -> Pair | None:
    """Return both numbers of a cell that holds a point: 121.5,31.2 or 31.2 121.5 or POINT(121.5 31.2) or N31°14′ E121°30′."""
    if not isinstance(cell, str) or len(cell) > 200:
        return None
    text = cell_text(cell)
    point = POINT.match(text)
    inner = " ".join(point[1].split()[:2]) if point else text.replace('"', "") if "{" in text else text
    for one, other in _halves(inner.strip(_FRAME)):
        first, second = read_coordinate(one.strip(_FRAME)), read_coordinate(other.strip(_FRAME))
        if first is not None and second is not None:
            return _paired(first, second)
    return None


def _halves(text: str) -> list[tuple[str, str]]:
    """Return the ways to cut a text in two, most telling first: at a comma, then at a space, or after a side of the world."""
    commas = [p for p in re.split(r"\s*[,，;；/|、]\s*", text) if p]
    if len(commas) == 2 or (len(commas) == 3 and _PLAIN.fullmatch(commas[2])):  # a third number is a height
        return [(commas[0], commas[1])]
    words = text.split()
    if len(words) == 3 and "." in words[0] and all(_PLAIN.fullmatch(w) for w in words):
        return [(words[0], words[1])]
    if len(words) % 2 == 0 and words:
        return [(" ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :]))]
    return [(text[: m.end()], text[m.end() :]) for m in re.finditer(r"[NSEWnsew″\"秒]", text) if 0 < m.end() < len(text)]


def _paired(first: Coordinate, second: Coordinate) -> Pair | None:
    if first.axis and first.axis == second.axis:
        return None
    spelt = first.spelt or second.spelt
    if first.axis == "lat" or second.axis == "lon":
        return Pair(second.value, first.value, fixed=True, spelt=spelt)
    if 90 < abs(second.value) <= 180 and abs(first.value) <= 90:  # the first is the latitude only if it must be
        return Pair(second.value, first.value, fixed=True, spelt=spelt)
    must = 90 < abs(first.value) <= 180 and abs(second.value) <= 90
    return Pair(first.value, second.value, fixed=must or bool(first.axis or second.axis), spelt=spelt)
