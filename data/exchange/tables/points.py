"""Longitude and latitude from cells: plain degrees, degrees with a hemisphere, degrees-minutes-seconds, and pairs."""

from __future__ import annotations

import math
import re

from data.exchange.tables.table import Cell, cell_text

DEGREES = re.compile(
    r"([-+]?\d+(?:\.\d+)?)\s*(?:[°度]\s*(?:(\d+(?:\.\d+)?)\s*['′分]\s*)?(?:(\d+(?:\.\d+)?)\s*(?:[\"″秒]|''))?\s*)?"
)
HEMISPHERE = re.compile(r"[NSEW]|[东西南北](?:经|纬)?", re.IGNORECASE)
NEGATIVE = frozenset("SWsw南西")
SPLIT = re.compile(r"\s*[,，;；/|\s]\s*")
EMPTY = frozenset({"na", "nan", "null", "none", "n/a", "-", "#n/a", ""})


def read_degrees(cell: Cell) -> float | None:
    """Return the degrees that a cell says; None if it says none."""
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float):
        return float(cell) if math.isfinite(cell) else None
    text = cell_text(cell)
    hemisphere = HEMISPHERE.search(text)
    plain = HEMISPHERE.sub("", text).strip(" :：")
    found = DEGREES.fullmatch(plain)
    if not found:
        return None
    value = abs(float(found[1])) + float(found[2] or 0) / 60 + float(found[3] or 0) / 3600
    negative = found[1].startswith("-") or (hemisphere is not None and hemisphere[0][0] in NEGATIVE)
    return -value if negative else value


def is_empty(cell: Cell) -> bool:
    """Whether a cell is empty or says in words that it is."""
    return cell is None or (isinstance(cell, str) and cell.strip().casefold() in EMPTY)


def is_longitude(cell: Cell) -> bool:
    """Whether a cell can be a longitude."""
    value = read_degrees(cell)
    return value is not None and -180 <= value <= 180


def is_latitude(cell: Cell) -> bool:
    """Whether a cell can be a latitude."""
    value = read_degrees(cell)
    return value is not None and -90 <= value <= 90


def read_pair(cell: Cell) -> tuple[float, float] | None:
    """Return longitude and latitude of a cell that holds both; the first is the latitude only if it must be."""
    if not isinstance(cell, str):
        return None
    parts = [p for p in SPLIT.split(cell.strip("()[]（）POINT ").strip()) if p]
    if len(parts) != 2:
        return None
    one, other = read_degrees(parts[0]), read_degrees(parts[1])
    if one is None or other is None:
        return None
    return (one, other) if abs(one) > 90 or abs(other) <= 90 else (other, one)
