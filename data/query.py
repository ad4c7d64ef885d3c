"""A question to the station as a frozen value; the store turns it into SQL in one place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from shapely.geometry.base import BaseGeometry

if TYPE_CHECKING:
    from data.accounts.session import Session

# "is"/"not" take a value or None; "in" a tuple; "has" a piece of text; "<", "<=", ">", ">=" a value.
OPERATORS = ("is", "not", "in", "has", "<", "<=", ">", ">=")


@dataclass(frozen=True, slots=True)
class Where:
    """One condition on a field. ``id`` may be asked for like a field."""

    field: str
    op: str
    value: Any


@dataclass(frozen=True, slots=True)
class Area:
    """Where to look; exactly one of the four is given. All coordinates are WGS-84 degrees."""

    bbox: tuple[float, float, float, float] | None = None  # west, south, east, north
    near: tuple[float, float, float] | None = None  # longitude, latitude, metres
    within: BaseGeometry | None = None  # a polygon
    beside: tuple[BaseGeometry, float] | None = None  # a point, line or polygon, and metres on the ground around it


@dataclass(frozen=True, slots=True)
class Query:
    """Which records of one kind.

    ``order`` names fields, "-name" for descending. ``fields`` limits what is read; empty reads all but geometry and
    solids, which are read only when named. ``placed`` also fills `Record.place`.
    """

    kind: str
    where: tuple[Where, ...] = ()
    text: str = ""
    area: Area | None = None
    order: tuple[str, ...] = ()
    limit: int | None = None
    offset: int = 0
    fields: tuple[str, ...] = ()
    placed: bool = False
    by: Session | None = None  # who asks: the store lets through what they may see; it is put in at the station's door

    def and_where(self, field: str, op: str, value: Any) -> Query:
        """Return the query with one more condition."""
        return replace(self, where=(*self.where, Where(field, op, value)))


def equals(kind: str, **values: Any) -> Query:
    """Return the query for records whose fields have these values."""
    return Query(kind, tuple(Where(n, "is", v) for n, v in values.items()))
