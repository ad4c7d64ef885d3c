"""The town as columns in local metres: what the scene draws, and what places and sight lines are worked out from."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
Geometries = npt.NDArray[np.object_]  # shapely, local metres


@dataclass(frozen=True, slots=True)
class Roof:
    """A roof that is not flat: its shape, the metres that it rises within the height, the bearing that it falls to in degrees."""

    shape: str
    rise: float
    bearing: float | None = None


@dataclass(frozen=True, slots=True)
class Buildings:
    """All buildings; every array has the same length, row i is one building."""

    ids: Ids
    footprints: Geometries  # Polygon or MultiPolygon
    base: Floats  # metres above ground
    height: Floats  # metres above ground of the top; assumed where the station does not know
    storeys: Ints  # at least 1; assumed where unknown
    below: Ints  # storeys below ground
    names: list[str]
    uses: list[str]
    models: dict[int, object]  # row -> shapely MultiPolygon Z of its own 3D model
    has_parts: npt.NDArray[np.bool_]  # drawn by its parts and not by its own footprint
    model_colours: dict[int, str] = field(default_factory=dict)  # row -> "#b5543a:120 -:44", colours of the model's faces in order
    roofs: dict[int, Roof] = field(default_factory=dict)  # row -> a roof that is not flat
    model_rises: dict[int, float] = field(default_factory=dict)  # row -> metres that the roof of its own model rises

    @property
    def storey_height(self) -> Floats:
        """Metres from floor to floor of each building; a pitched roof is no storey."""
        return (self.eaves - self.base) / np.maximum(self.storeys, 1)

    @property
    def eaves(self) -> Floats:
        """Metres above ground at which the walls end."""
        found = self.height.copy()
        for row, roof in self.roofs.items():
            if row not in self.model_rises:
                found[row] -= roof.rise
        for row, rise in self.model_rises.items():
            found[row] -= rise
        return found


@dataclass(frozen=True, slots=True)
class Parts:
    """Building parts; ``building`` is the row in `Buildings`, -1 where it has none."""

    ids: Ids
    building: Ints
    footprints: Geometries
    base: Floats
    height: Floats
    roofs: dict[int, Roof] = field(default_factory=dict)  # row -> a roof that is not flat


@dataclass(frozen=True, slots=True)
class Roads:
    """Road centre lines with drawn widths in metres; ``bridge`` and ``level`` (n,) where the records tell them."""

    ids: Ids
    lines: Geometries
    width: Floats
    classes: list[str]
    names: list[str]
    bridge: npt.NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, bool))  # empty: none is one
    level: Ints = field(default_factory=lambda: np.zeros(0, np.int32))  # of several above each other, 0 on the ground

    @property
    def raised(self) -> npt.NDArray[np.int64]:
        """The rows of bridges and of what else lies above the ground."""
        if not len(self.bridge):
            return np.zeros(0, np.int64)
        return np.flatnonzero(self.bridge | (self.level > 0))


@dataclass(frozen=True, slots=True)
class Grounds:
    """Water, green and other covers."""

    ids: Ids
    shapes: Geometries
    covers: list[str]
    names: list[str]


@dataclass(frozen=True, slots=True)
class Entrance:
    """The way into a garage under the ground: the place's id, where one drives in, and the unit vector towards its building.

    ``building`` is that building's id; ``below`` tells whether storeys are known there that it can lead to.
    """

    id: int
    at: tuple[float, float]
    into: tuple[float, float]
    building: int = 0
    below: bool = False


@dataclass(frozen=True, slots=True)
class Town:
    """Everything that stands still."""

    buildings: Buildings
    parts: Parts
    roads: Roads
    grounds: Grounds
    extent: tuple[float, float, float, float]  # west, south, east, north in local metres
    entrances: tuple[Entrance, ...] = ()
