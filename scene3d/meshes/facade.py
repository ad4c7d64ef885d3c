"""The pictures on the walls: windows, balconies, shop fronts and storey lines, drawn by arithmetic for each theme."""

from __future__ import annotations

from functools import cache
from random import Random

import numpy as np
import numpy.typing as npt

from scene3d.light import mixed, rgb, theme_rgb

Picture = npt.NDArray[np.float64]

CELLS = 8  # bays and storeys in a picture, before it repeats
PIXELS = 64  # of a bay and of a storey
BAY = 3.3  # metres of wall that a window needs
FACADES = ("dwelling", "office", "public", "industrial", "shop")

# Which picture a building wears by its use; the ground floors of SHOPPING uses are shop fronts.
BY_USE = {"residential": "dwelling", "mixed": "dwelling", "commercial": "office", "public": "public", "school": "public",
          "industrial": "industrial"}  # fmt: skip
SHOPPING = ("mixed", "commercial")


# By night this share of the windows is lit, drawn by lot for the picture: it tells nothing of anybody's home.
LIT = {"": {"office": 0.10, "shop": 0.62, "usual": 0.17}, "late": {"office": 0.05, "shop": 0.24, "usual": 0.09},
       "deep": {"office": 0.03, "shop": 0.08, "usual": 0.03}}  # fmt: skip


# What the pictures of the evening come to when they are seen from far away: a first picture of a town need not wait for them
# to be drawn. A test holds it to the pictures.
MEAN = {
    "light": {"dwelling": (223.1, 224.4, 223.0), "office": (196.9, 205.1, 211.9), "public": (218.5, 221.3, 221.7),
              "industrial": (234.7, 233.6, 228.7), "shop": (195.4, 199.8, 201.4)},
    "dark": {"dwelling": (60.9, 70.3, 77.4), "office": (57.6, 66.6, 73.5), "public": (59.3, 69.1, 76.9),
             "industrial": (56.8, 68.0, 77.4), "shop": (116.2, 111.2, 94.7)},
}  # fmt: skip


@cache
def picture(name: str, theme: str, windows: str = "") -> npt.NDArray[np.uint8]:
    """Return the picture of a facade, (512, 512, 3), row 0 at the foot of the first storey.

    ``windows`` says how far into the night it is: "" in the evening, "late" or "deep", when fewer are lit.
    """
    luck = Random(FACADES.index(name) + 11)
    lit = LIT[windows].get(name, LIT[windows]["usual"])
    out = np.empty((CELLS * PIXELS, CELLS * PIXELS, 3))
    out[:] = theme_rgb(theme, "wall")
    for storey in range(CELLS):
        for bay in range(CELLS):
            cell = out[storey * PIXELS : (storey + 1) * PIXELS, bay * PIXELS : (bay + 1) * PIXELS]
            DRAWN[name](cell, _Panes(theme, luck, lit), storey, bay)
    return np.clip(out, 0, 255).astype(np.uint8)


class _Panes:
    """The colours of one cell: wall, glass (some lit at night), frames."""

    def __init__(self, theme: str, luck: Random, lit: float) -> None:
        self.wall = theme_rgb(theme, "wall")
        self.dark = theme == "dark"
        glass = theme_rgb(theme, "window")
        glow = rgb("#f2c777")
        is_lit = luck.random() < lit
        if self.dark:
            unlit = mixed(glass, theme_rgb(theme, "page"), 0.45 + 0.25 * luck.random())
            self.glass = mixed(unlit, glow, 0.55 + 0.4 * luck.random()) if is_lit else unlit
        else:
            self.glass = mixed(mixed(glass, rgb("#ffffff"), 0.25 * luck.random()), rgb("#7f93a6"), 0.30 * luck.random())
        self.line = mixed(self.wall, rgb("#000000"), 0.28 if self.dark else 0.13)
        self.bright = mixed(self.wall, rgb("#ffffff"), 0.10 if self.dark else 0.55)
        self.sign = mixed(rgb(("#c8553d", "#3d7ea6", "#4f8a5b", "#c9973b", "#7b6ba8", "#8f9aa6")[luck.randrange(6)]), self.wall,
                          0.35 if not self.dark else 0.25)  # fmt: skip


def _box(cell: Picture, left: float, foot: float, right: float, top: float, colour: npt.ArrayLike) -> None:
    """Fill a box given in shares of the bay and of the storey."""
    x0, x1, y0, y1 = (round(v * PIXELS) for v in (left, right, foot, top))
    cell[y0:y1, x0:x1] = colour


def _pane(cell: Picture, panes: _Panes, left: float, foot: float, right: float, top: float, leaves: int) -> None:
    """A window: reveal, glass a little lighter towards its foot, leaves."""
    _box(cell, left - 0.03, foot - 0.03, right + 0.03, top + 0.03, panes.bright)
    _box(cell, left, foot, right, top, panes.glass)
    _box(cell, left, top - 0.07, right, top, mixed(panes.glass, rgb("#000000"), 0.22))
    for leaf in range(1, leaves):
        x = left + (right - left) * leaf / leaves
        _box(cell, x - 0.012, foot, x + 0.012, top, panes.bright)


def _slab_line(cell: Picture, panes: _Panes) -> None:
    _box(cell, 0, 0, 1, 0.045, panes.line)


def _dwelling(cell: Picture, panes: _Panes, storey: int, bay: int) -> None:
    _slab_line(cell, panes)
    if bay % 4 in (1, 2):  # balconies in pairs
        _box(cell, 0.06, 0.03, 0.94, 0.36, mixed(panes.wall, panes.line, 0.55))
        _box(cell, 0.06, 0.34, 0.94, 0.38, panes.bright)
        _pane(cell, panes, 0.10, 0.40, 0.90, 0.86, 4)
    else:
        _pane(cell, panes, 0.26, 0.32, 0.74, 0.82, 2)
        if (storey * 5 + bay * 3) % 7 < 3:  # an air conditioner beside the window
            _box(cell, 0.80, 0.18, 0.97, 0.32, mixed(panes.wall, panes.line, 0.8))


def _office(cell: Picture, panes: _Panes, storey: int, bay: int) -> None:
    _box(cell, 0, 0, 1, 1, mixed(panes.wall, panes.glass, 0.25))
    _box(cell, 0, 0.24, 1, 0.94, panes.glass)
    _box(cell, 0, 0.86, 1, 0.94, mixed(panes.glass, rgb("#000000"), 0.16))
    for x in (0.0, 0.5):
        _box(cell, x, 0.0, x + 0.035, 1, panes.bright)
    _box(cell, 0, 0, 1, 0.03, panes.line)


def _public(cell: Picture, panes: _Panes, storey: int, bay: int) -> None:
    _slab_line(cell, panes)
    _pane(cell, panes, 0.12, 0.30, 0.88, 0.84, 3)


def _industrial(cell: Picture, panes: _Panes, storey: int, bay: int) -> None:
    for x in np.arange(0, 1, 0.125):
        _box(cell, x, 0, x + 0.03, 1, mixed(panes.wall, panes.line, 0.35))
    if bay % 2:
        _box(cell, 0.0, 0.62, 1.0, 0.84, panes.glass)


def _shop(cell: Picture, panes: _Panes, storey: int, bay: int) -> None:
    _box(cell, 0, 0.72, 1, 0.93, panes.sign)
    _box(cell, 0.14, 0.79, 0.86, 0.86, mixed(panes.sign, rgb("#ffffff"), 0.6))
    _box(cell, 0.05, 0.06, 0.95, 0.70, panes.glass)
    _box(cell, 0.05, 0.62, 0.95, 0.70, mixed(panes.glass, rgb("#000000"), 0.2))
    for x in (0.05, 0.48, 0.68, 0.93):
        _box(cell, x, 0.06, x + 0.025, 0.70, panes.bright)
    _box(cell, 0, 0.93, 1, 1, panes.line)


DRAWN = {"dwelling": _dwelling, "office": _office, "public": _public, "industrial": _industrial, "shop": _shop}
