"""What can be painted over the scene, in local metres."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Box = tuple[float, float, float, float]  # left, top, width, height in pixels

# A symbol's state is told by a badge of its own shape as well as by colour.
MARKS = ("", "calm", "there", "soon", "late", "fault", "busy", "off", "planned")


@dataclass(frozen=True, slots=True)
class Symbol:
    """A pin. ``ids`` are the records it stands for, the foremost first; more than one shows a count.

    ``mark`` is one of `MARKS`; ``building`` is the record id of the building it stands at, 0 for none.
    """

    kind: str
    ids: Sequence[int]
    point: tuple[float, float, float]
    icon: str
    glyph: str
    colour: str
    mark: str = ""
    count: int = 0
    title: str = ""
    priority: float = 0.0
    building: int = 0
    opacity: float = 1.0
    plate: bool = False  # a plate with a number instead of a pin
    small: bool = False  # only a dot: what is over, off duty or closed
    size: float = 1.0  # times the usual
    together: bool = False  # its records stand on one spot and do not part, however near one comes
    ring: float = 0.0  # metres on the ground within which it really is; 0 draws none
    below: bool = False  # it is a way to the storeys below ground of its building


@dataclass(frozen=True, slots=True, eq=False)
class Label:
    """A name with the places where it may stand, best first; ``along`` (n, 3) turns it with a line.

    ``style`` is one of the keys of `scene3d.overlay.text.STYLES`; ``closest`` is the largest size of a pixel in metres at
    which it shows.
    """

    text: str
    style: str
    places: Floats
    priority: float
    along: Floats | None = None
    closest: float = 1e9


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """The silhouette of solids: rings (n, 2) in local metres with base and top in metres; ``colour`` is a name of the look.

    ``slopes`` (n, 3, 3) are triangles of pitched roofs and models, in local metres.
    """

    solids: tuple[tuple[Floats, float, float], ...]
    colour: str = "accent"
    slopes: Floats | None = None


def bands(size: tuple[int, int], margins: tuple[int, int, int, int]) -> tuple[Box, ...]:
    """Return what margins (left, top, right, bottom) cover of a view as boxes (left, top, width, height), all in pixels."""
    (width, height), (left, top, right, bottom) = size, margins
    boxes = ((0, 0, left, height), (0, 0, width, top), (width - right, 0, right, height), (0, height - bottom, width, bottom))
    return tuple((float(x), float(y), float(w), float(h)) for x, y, w, h in boxes if w > 0 and h > 0)


@dataclass(frozen=True, slots=True, eq=False)
class Items:
    """All that is to be painted."""

    symbols: tuple[Symbol, ...] = ()
    labels: tuple[Label, ...] = ()
    outlines: tuple[Outline, ...] = ()
    hovered: tuple[str, int] | None = None
    chosen: tuple[str, int] | None = None
    body: Outline | None = None  # the chosen building: no other name is written on it
    covered: tuple[Box, ...] = field(default=())  # under furniture: nothing is shown there
    plates: tuple[Box, ...] = field(default=())  # under buttons on the map: no name goes there, and no pin's head
