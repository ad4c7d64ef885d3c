"""What plans show on the map, as plain shapes with names of colours; see `data.workspace.Workspace.show_picture`."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from shapely.geometry.base import BaseGeometry

Floats = npt.NDArray[np.float64]

STREET = 5.0  # metres of a road that is coloured


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """A polygon on the ground in local metres; ``alpha`` 0..255, with a clear rim or without one."""

    shape: BaseGeometry
    colour: str
    alpha: int = 40
    rim: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Streets:
    """Coloured roads: straight pieces (n, 2, 2) in local metres, ``width`` metres wide."""

    pieces: Floats
    colour: str
    width: float = STREET


@dataclass(frozen=True, slots=True, eq=False)
class Path:
    """A line (n, 2) in local metres painted over the map; ``width`` pixels."""

    line: Floats
    colour: str = "route"
    width: float = 4.0
    dashed: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in local metres with a word beside it."""

    at: tuple[float, float]
    colour: str = "accent"
    words: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """All that one plan shows; things later in a list lie over earlier ones."""

    grounds: tuple[Ground, ...] = ()
    streets: tuple[Streets, ...] = ()
    paths: tuple[Path, ...] = ()
    spots: tuple[Spot, ...] = field(default=())

    @property
    def extent(self) -> tuple[float, float, float, float] | None:
        """West, south, east, north of all in local metres; None where there is nothing."""
        corners = [np.reshape(g.shape.bounds, (2, 2)) for g in self.grounds if not g.shape.is_empty]
        corners += [p.line for p in self.paths] + [np.array([s.at]) for s in self.spots]
        if not corners:
            return None
        at = np.vstack(corners)
        return (*at.min(axis=0).tolist(), *at.max(axis=0).tolist())
