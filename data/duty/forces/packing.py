"""Positions as columns, and many of them packed into one text: about eight letters for each of a moving device."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

SOURCES = ("owntracks", "osmand", "cot", "replay", "hand")  # by their number in what is packed
VERSION = 1
DEGREE = 1e7  # kept to a centimetre
UNKNOWN = 65535
_WIDTHS = (4, 4, 4, 4, 2, 2, 2, 1)  # bytes of carrier, time, longitude, latitude, accuracy, speed, course, source


class Fix(NamedTuple):
    """One position of a force or vehicle: ``carrier`` is its id, ``at`` seconds since 1970 (UTC), the rest in degrees and metres.

    ``accuracy``, ``speed`` (metres a second) and ``course`` (degrees from north) are None where the source did not say.
    """

    carrier: int
    at: float
    lon: float
    lat: float
    accuracy: float | None = None
    speed: float | None = None
    course: float | None = None
    battery: int | None = None
    source: str = "hand"


@dataclass(frozen=True, slots=True, eq=False)
class Fixes:
    """Positions (n) as columns, by carrier and then by time; nan stands for what is not known."""

    carrier: Whole
    at: Floats
    lon: Floats
    lat: Floats
    accuracy: Floats
    speed: Floats
    course: Floats
    source: Whole

    def __len__(self) -> int:
        return len(self.at)

    def where(self, chosen: npt.NDArray[np.bool_]) -> Fixes:
        """Return some of them."""
        return Fixes(*(getattr(self, name)[chosen] for name in self.__slots__))


def fixes_of(found: Sequence[Fix]) -> Fixes:
    """Return single positions as columns."""
    if not found:
        return no_fixes()
    carrier, at, lon, lat, accuracy, speed, course, _battery, source = zip(*found, strict=True)
    number = {name: n for n, name in enumerate(SOURCES)}
    made = Fixes(
        np.array(carrier, np.int64), np.array(at, float), np.array(lon, float), np.array(lat, float), _numbers(accuracy),
        _numbers(speed), _numbers(course), np.array([number[s] for s in source], np.int64),
    )  # fmt: skip
    return _ordered(made)


def no_fixes() -> Fixes:
    """Return none."""
    nothing, none = np.zeros(0), np.zeros(0, np.int64)
    return Fixes(none, nothing, nothing, nothing, nothing, nothing, nothing, none)


def joined(parts: Iterable[Fixes]) -> Fixes:
    """Return several as one, each position once."""
    given = [p for p in parts if len(p)]
    if not given:
        return no_fixes()
    every = _ordered(Fixes(*(np.concatenate([getattr(p, name) for p in given]) for name in Fixes.__slots__)))
    again = (np.diff(every.carrier) == 0) & (np.diff(every.at) == 0) & (np.diff(every.lon) == 0) & (np.diff(every.lat) == 0)
    return every.where(np.concatenate([[True], ~again]))


def pack(fixes: Fixes) -> str:
    """Return positions as text: each column as differences, its bytes ordered by weight, compressed, in base 64."""
    columns = (
        fixes.carrier, np.round(fixes.at * 1000).astype(np.int64) - _base(fixes), np.round(fixes.lon * DEGREE).astype(np.int64),
        np.round(fixes.lat * DEGREE).astype(np.int64), _small(fixes.accuracy, 10), _small(fixes.speed, 100),
        _small(fixes.course, 100), fixes.source,
    )  # fmt: skip
    head = np.array([VERSION, len(fixes), _base(fixes)], "<i8").tobytes()
    body = b"".join(_bytes_of(column, width) for column, width in zip(columns, _WIDTHS, strict=True))
    return base64.b64encode(zlib.compress(head + body, 6)).decode("ascii")


def unpack(text: str) -> Fixes:
    """Return packed positions.

    Raises
    ------
    ValueError
        If the text is none that `pack` made.
    """
    try:
        raw = zlib.decompress(base64.b64decode(text, validate=True))
        version, count, base = np.frombuffer(raw[:24], "<i8").tolist()
    except (zlib.error, ValueError) as error:
        raise ValueError("no packed positions") from error
    if version != VERSION or len(raw) != 24 + count * sum(_WIDTHS):
        raise ValueError("no packed positions")
    columns, at = [], 24
    for width in _WIDTHS:
        columns.append(_column_of(raw[at : at + width * count], width, count))
        at += width * count
    carrier, time, lon, lat, accuracy, speed, course, source = columns
    return Fixes(carrier, (time + base) / 1000, lon / DEGREE, lat / DEGREE, _large(accuracy, 10), _large(speed, 100),
                 _large(course, 100), source)  # fmt: skip


def _ordered(fixes: Fixes) -> Fixes:
    order = np.lexsort((fixes.at, fixes.carrier))
    return Fixes(*(getattr(fixes, name)[order] for name in Fixes.__slots__))


def _numbers(values: Sequence[float | None]) -> Floats:
    return np.array([np.nan if v is None else v for v in values], float)


def _base(fixes: Fixes) -> int:
    return int(np.floor(fixes.at.min() * 1000)) if len(fixes) else 0


def _small(values: Floats, by: float) -> Whole:
    known = np.clip(np.nan_to_num(values * by, nan=UNKNOWN), 0, UNKNOWN)
    return np.where(np.isnan(values), UNKNOWN, np.minimum(np.round(known), UNKNOWN - 1)).astype(np.int64)


def _large(values: Whole, by: float) -> Floats:
    return np.where(values == UNKNOWN, np.nan, values / by)


def _bytes_of(column: Whole, width: int) -> bytes:
    """Return differences from row to row, all lowest bytes first, then all of the next weight."""
    steps = np.diff(column, prepend=0).astype("<i8").view(np.uint8).reshape(-1, 8)
    return np.ascontiguousarray(steps[:, :width].T).tobytes()


def _column_of(raw: bytes, width: int, count: int) -> Whole:
    """Return a column; differences came as numbers of ``width`` bytes, in which a sum that runs over comes back."""
    parts = np.frombuffer(raw, np.uint8).reshape(width, count).astype(np.int64)
    total = np.zeros(count, np.int64)
    for n in range(width):
        total += parts[n] << (8 * n)
    summed = np.cumsum(total) % (1 << (8 * width))
    half = 1 << (8 * width - 1)
    return np.where(summed >= half, summed - (1 << (8 * width)), summed) if width > 2 else summed
