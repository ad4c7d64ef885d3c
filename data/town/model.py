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

    @property
    def storey_height(self) -> Floats:
        """Metres from floor to floor of each building."""
        return (self.height - self.base) / np.maximum(self.storeys, 1)


@dataclass(frozen=True, slots=True)
class Parts:
    """Building parts; ``building`` is the row in `Buildings`, -1 where it has none."""

    ids: Ids
    building: Ints
    footprints: Geometries
    base: Floats
    height: Floats


@dataclass(frozen=True, slots=True)
class Roads:
    """Road centre lines with drawn widths in metres."""

    ids: Ids
    lines: Geometries
    width: Floats
    classes: list[str]
    names: list[str]


@dataclass(frozen=True, slots=True)
class Grounds:
    """Water, green and other covers."""

    ids: Ids
    shapes: Geometries
    covers: list[str]
    names: list[str]


@dataclass(frozen=True, slots=True)
class Town:
    """Everything that stands still."""

    buildings: Buildings
    parts: Parts
    roads: Roads
    grounds: Grounds
    extent: tuple[float, float, float, float]  # west, south, east, north in local metres
