"""What the plan of a district consists of, before any record is made: values in metres of the district's own frame."""

from __future__ import annotations

from dataclasses import dataclass, field

from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry


@dataclass(slots=True)
class House:
    """One building. ``flats`` counts rooms on a storey of one unit, ``shops`` the ground-floor rooms that trade.

    ``front`` is where its customers come in: a point just outside the wall.
    """

    shape: Polygon
    name: str
    use: str
    role: str  # what the generator meant it to be: "slab", "old", "tower", "row", "market", "school", ...
    storeys: int
    height: float  # metres
    compound: str = ""
    number: str = ""
    street: str = ""
    house_number: str = ""
    below: int = 0
    units: int = 0
    flats: int = 0
    shops: int = 0
    built: int = 2000
    angle: float = 0.0  # degrees, turn of its long axis


@dataclass(slots=True)
class Street:
    """One road; ``line`` is its centre, ``width`` in metres."""

    line: LineString
    name: str
    grade: str  # a value of the road kind's "class"
    width: float
    bridge: bool = False


@dataclass(slots=True)
class Ground:
    """One piece of ground."""

    shape: BaseGeometry
    cover: str
    name: str = ""


@dataclass(slots=True)
class Spot:
    """A point of interest."""

    at: Point
    name: str
    category: str


@dataclass(slots=True)
class Names:
    """The words that a district is named with."""

    base: str  # 金沙
    second: str  # 盘龙
    water: str  # 望江
    river: str
    prefix: str = ""  # before the names of its beats; empty where the station has one district


@dataclass(slots=True)
class Plan:
    """A district before it becomes records."""

    names: Names
    outline: Polygon
    houses: list[House] = field(default_factory=list)
    streets: list[Street] = field(default_factory=list)
    grounds: list[Ground] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    gates: list[tuple[Point, str]] = field(default_factory=list)
    beats: list[Polygon] = field(default_factory=list)
    crossings: list[tuple[Point, str]] = field(default_factory=list)
