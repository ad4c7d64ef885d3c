"""The map as a picture or a page: what is wished, where things lie on the page, and which lengths are true on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10

from data.views.legend import LegendEntry
from data.views.legend_lines import height_needed

MARGIN = 10.0  # mm
HEAD = 15.0  # mm for title and date
FOOT = 13.0  # mm for scale and datum
BESIDE = 54.0  # mm for the legend beside the map
BELOW = 0.35  # of what is left of an upright page: the most that the legend below the map takes
PAPERS = {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}  # mm, upright
SIZES = ((1920, 1080), (3840, 2160), (7680, 4320))  # pixels
LARGEST = 16384
SCALES = (500, 1000, 2000, 5000, 10_000, 25_000)
DOTS = 200  # a inch, of the map on a page
INCH = 25.4  # mm

Box = tuple[float, float, float, float]  # left, top, width, height in mm


@dataclass(frozen=True, slots=True)
class OutWish:
    """What is wished: ``form`` is "png" or "pdf", ``view`` "now" or "plan".

    ``scale`` is the number that a length is divided by (1:2000), 0 for what fits; only a plan on a page has one.
    """

    form: str = "png"
    size: tuple[int, int] = SIZES[1]
    paper: str = "A4"
    landscape: bool = True
    title: str = ""
    view: str = "now"
    scale: int = 0
    legend: bool = True
    theme: str = "light"


@dataclass(frozen=True, slots=True)
class Page:
    """A page in millimetres: its size, and where map and legend lie."""

    width: float
    height: float
    map: Box
    legend: Box | None

    @property
    def pixels(self) -> tuple[int, int]:
        """How many pixels the map has."""
        return round(self.map[2] / INCH * DOTS), round(self.map[3] / INCH * DOTS)


def page_of(wish: OutWish, legend: Sequence[LegendEntry] = ()) -> Page:
    """Return how a page is laid out: the legend beside the map on a broad page, below it as tall as needed on an upright one."""
    upright = PAPERS[wish.paper]
    width, height = (upright[1], upright[0]) if wish.landscape else upright
    left, top = MARGIN, MARGIN + HEAD
    wide, tall = width - 2 * MARGIN, height - 2 * MARGIN - HEAD - FOOT
    if not wish.legend:
        return Page(width, height, (left, top, wide, tall), None)
    if wish.landscape:
        beside = (left + wide - BESIDE, top, BESIDE, tall)
        return Page(width, height, (left, top, wide - BESIDE - 4, tall), beside)
    deep = height_needed(legend, wide, tall * BELOW)
    below = (left, top + tall - deep, wide, deep)
    return Page(width, height, (left, top, wide, tall - deep - 4), below)


def bar_metres(metres_per_mm: float, longest: float = 60.0) -> float:
    """Return the longest round length in metres (1, 2 or 5 times a power of ten) that is at most ``longest`` mm on paper."""
    most = metres_per_mm * longest
    power = 10.0 ** floor(log10(most))
    return next(n * power for n in (5.0, 2.0, 1.0) if n * power <= most)


def half_height(scale: int, height: float) -> float:
    """Return half of what a map ``height`` mm tall shows at 1:``scale``, in metres."""
    return height / 1000 * scale / 2


def tidy_scale(metres_per_mm: float) -> int:
    """Return the number of a scale, rounded to two digits: 1:2100."""
    exact = metres_per_mm * 1000
    power: int = 10 ** max(floor(log10(max(exact, 1.0))) - 1, 0)
    return int(round(exact / power) * power)
