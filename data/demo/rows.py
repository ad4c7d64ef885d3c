"""Records on their way to the station: values with links to each other by provisional keys."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import shapely

from data.clock import format_utc
from data.town.frame import LocalFrame


@dataclass(frozen=True, slots=True)
class Row:
    """One record to be. Links among its values hold keys of other rows; ``geometry`` is in WGS-84 degrees."""

    kind: str
    key: int
    values: dict[str, Any]


@dataclass(slots=True)
class Picture:
    """A file to hang on a record."""

    kind: str
    key: int
    file_name: str
    content: bytes
    remark: str


@dataclass(frozen=True, slots=True, eq=False)
class Walk:
    """Where a force member went: the key of its row, seconds since 1970, and places (n, 2), accuracy in metres."""

    key: int
    at: np.ndarray[Any, np.dtype[np.float64]]
    places: np.ndarray[Any, np.dtype[np.float64]]  # metres until `Rows.place`, then degrees
    accuracy: float


@dataclass(slots=True)
class Rows:
    """The rows of one district in writing order: what is linked to stands before what links, but for `late`."""

    rows: list[Row] = field(default_factory=list)
    late: list[Row] = field(default_factory=list)  # further values of rows that exist by then
    pictures: list[Picture] = field(default_factory=list)
    walks: list[Walk] = field(default_factory=list)

    def add(self, kind: str, **values: Any) -> int:
        """Take a record and return its key; empty values are left out."""
        key = len(self.rows) + 1
        self.rows.append(Row(kind, key, {n: v for n, v in values.items() if v is not None}))
        return key

    def set(self, kind: str, key: int, **values: Any) -> None:
        """Give an earlier row values that link to later ones."""
        self.late.append(Row(kind, key, values))

    def of(self, kind: str) -> Iterable[Row]:
        """Yield the rows of a kind."""
        return (r for r in self.rows if r.kind == kind)

    def place(self, frame: LocalFrame) -> None:
        """Turn every geometry from local metres to degrees, rounded to about a centimetre."""
        placed = [r for r in self.rows if "geometry" in r.values]
        shapes = np.array([r.values["geometry"] for r in placed], dtype=object)

        def degrees(points: np.ndarray[Any, np.dtype[np.float64]]) -> np.ndarray[Any, np.dtype[np.float64]]:
            return np.asarray(np.round(np.column_stack(frame.to_degrees(points[:, 0], points[:, 1])), 7), np.float64)

        for row, shape in zip(placed, shapely.transform(shapes, degrees), strict=True):
            row.values["geometry"] = shape
        self.walks = [replace(walk, places=degrees(walk.places)) for walk in self.walks]


@dataclass(frozen=True, slots=True)
class Moment:
    """The hour that the demo is told from, and the day at the station."""

    now: datetime  # UTC, whole hour
    local: datetime  # the same, at the station

    @property
    def today(self) -> date:
        """The station's date."""
        return self.local.date()

    def days_ago(self, days: int) -> str:
        """Return a stored date."""
        return (self.today - timedelta(days=days)).isoformat()

    def after(self, **span: float) -> str:
        """Return a stored time, this much after the hour."""
        return format_utc(self.now + timedelta(**span))
