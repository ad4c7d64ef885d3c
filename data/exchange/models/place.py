"""Where a model stands: which way is up, how long its unit is, how it is turned, and on which footprint."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from PIL import Image, ImageDraw
from shapely import affinity
from shapely.geometry.base import BaseGeometry

from data.errors import WrongUsage
from data.i18n import tr
from data.town.shapes import only_polygons

Floats = npt.NDArray[np.float64]

UNITS = {"m": 1.0, "cm": 0.01, "mm": 0.001, "in": 0.0254, "ft": 0.3048}  # metres
UPS = ("y", "z")
ALIKE = 1.7  # a model and its footprint may differ this much in width before the unit is doubted
MANY = 3000  # triangles; the outline of more is made of squares
SQUARES = 400  # across an outline
CLEARLY = 0.05  # of the overlap: a model is turned only where that fits so much better


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person said of a model, empty where nothing: axis that is up, unit, and degrees to turn it clockwise."""

    up: str = ""
    unit: str = ""
    turn: float | None = None


@dataclass(frozen=True, slots=True)
class Stand:
    """A model set up in local metres: triangles (n, 3, 3), the share 0..1 of the footprint it covers, and what was found out."""

    triangles: Floats
    fit: float
    up: str
    unit: str
    turn: float


def wish_of(said: Mapping[str, str]) -> Wish:
    """Return what the person said.

    Raises
    ------
    WrongUsage
        If axis, unit or angle is none that is known.
    """
    up, unit = said.get("up", "").lower(), said.get("unit", "").lower()
    if up and up not in UPS:
        raise WrongUsage(tr("模型向上的轴只能是 {known}，这里是 {said}", known=" / ".join(UPS), said=up))
    if unit and unit not in UNITS:
        raise WrongUsage(tr("模型的单位只能是 {known}，这里是 {said}", known=" ".join(UNITS), said=unit))
    try:
        turn = float(said["turn"]) if "turn" in said else None
    except ValueError as error:
        raise WrongUsage(tr("模型的转角应是度数，这里是 {said}", said=said["turn"])) from error
    return Wish(up, unit, turn)


def upright(triangles: Floats, up: str) -> Floats:
    """Return triangles with x east, y north, z up: glTF has y up and north at -z."""
    if up == "z":
        return triangles
    return np.stack([triangles[..., 0], -triangles[..., 2], triangles[..., 1]], axis=-1)


def outline_of(triangles: Floats) -> BaseGeometry | None:
    """Return what triangles cover seen from above, None where they are all upright."""
    flat = triangles[..., :2]
    a, b = flat[:, 1] - flat[:, 0], flat[:, 2] - flat[:, 0]
    area = np.abs(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]) / 2
    seen = flat[area > area.max(initial=0.0) * 1e-9]
    if not len(seen):
        return None
    width = float(np.ptp(seen.reshape(-1, 2), axis=0).max())
    shapes = shapely.polygons(seen) if len(seen) <= MANY else _squares(seen, width / SQUARES)
    whole = only_polygons(shapely.union_all(shapes, grid_size=max(width / 10_000, 1e-9)))
    return whole if whole is not None and whole.area > 0 else None


def _squares(triangles: Floats, side: float) -> npt.NDArray[np.object_]:
    """Return strips of squares that triangles (n, 3, 2) cover: thousands of triangles take too long to join."""
    corner = triangles.min(axis=(0, 1))
    places = ((triangles - corner) / side + 1).reshape(-1, 6)
    image = Image.new("1", (SQUARES + 3, SQUARES + 3))
    paint = ImageDraw.Draw(image)
    for place in places.tolist():
        paint.polygon(place, fill=1)
    covered = np.asarray(image, np.int8)
    edges = np.diff(covered, axis=1, prepend=0, append=0)
    row, start = np.nonzero(edges == 1)
    _, end = np.nonzero(edges == -1)
    west, south = corner[0] + (start - 1) * side, corner[1] + (row - 1) * side
    return np.asarray(shapely.box(west, south, corner[0] + (end - 1) * side, south + side))


def stand_on(triangles: Floats, footprint: BaseGeometry, wish: Wish, ups: tuple[str, ...]) -> Stand | None:
    """Return a model of unknown place set up on a footprint (local metres), None where it does not fit in size.

    What is not wished is found: of ``ups`` and the units that make it as wide as the footprint, and of the turns that lay it
    along the footprint's edges, the one that covers it best.
    """
    best: Stand | None = None
    for up in (wish.up,) if wish.up else ups:
        turned = upright(triangles, up)
        outline = outline_of(turned)
        unit = _unit(outline, footprint, wish) if outline is not None else None
        if outline is None or unit is None:
            continue
        metres = UNITS[unit]
        found = _turned(turned * metres, affinity.scale(outline, metres, metres, origin=(0, 0)), footprint, wish)
        stand = Stand(found[0], found[1], up, unit, found[2])
        if best is None or stand.fit > best.fit + CLEARLY:
            best = stand
    return best


def _unit(outline: BaseGeometry, footprint: BaseGeometry, wish: Wish) -> str | None:
    if wish.unit:
        return wish.unit
    ratio = math.sqrt(footprint.area / outline.area)
    off = {unit: abs(math.log(ratio / metres)) for unit, metres in UNITS.items()}
    if off["m"] <= math.log(ALIKE):
        return "m"
    nearest = min(off, key=lambda unit: off[unit])
    return nearest if off[nearest] <= math.log(ALIKE) else None


def _turned(triangles: Floats, outline: BaseGeometry, footprint: BaseGeometry, wish: Wish) -> tuple[Floats, float, float]:
    """Return triangles on the footprint, the share of overlap, and degrees clockwise."""
    angles = [wish.turn] if wish.turn is not None else _angles(outline, footprint)
    fits = [_fit(outline, footprint, angle) for angle in angles]
    best = max(range(len(angles)), key=lambda i: fits[i])
    chosen = next(i for i in range(len(angles)) if fits[i] >= fits[best] - CLEARLY)  # the first is the least turned
    middle, target = outline.centroid, footprint.centroid
    back = math.radians(-angles[chosen])
    x, y = triangles[..., 0] - middle.x, triangles[..., 1] - middle.y
    east = x * math.cos(back) - y * math.sin(back) + target.x
    north = x * math.sin(back) + y * math.cos(back) + target.y
    return np.stack([east, north, triangles[..., 2]], axis=-1), fits[chosen], angles[chosen]


def _angles(outline: BaseGeometry, footprint: BaseGeometry) -> list[float]:
    """Return turns worth trying, the least first."""
    apart = _edge(outline) - _edge(footprint)
    found = {round((apart + quarter * 90 + 180) % 360 - 180, 3) for quarter in range(4)}
    return [0.0, *sorted(found - {0.0}, key=lambda angle: (abs(angle), angle))]


def _edge(shape: BaseGeometry) -> float:
    """Return the direction in degrees of the longer side of the smallest box around a shape, counter-clockwise from east."""
    ring = shapely.get_coordinates(shapely.oriented_envelope(shape))
    sides = np.diff(ring[:3], axis=0) if len(ring) >= 3 else np.array([[1.0, 0.0]])
    longest = sides[int(np.argmax(np.linalg.norm(sides, axis=1)))]
    return math.degrees(math.atan2(longest[1], longest[0]))


def _fit(outline: BaseGeometry, footprint: BaseGeometry, angle: float) -> float:
    """Return overlap over union of outline and footprint, centre on centre."""
    middle, target = outline.centroid, footprint.centroid
    laid = affinity.translate(affinity.rotate(outline, -angle, origin=middle), target.x - middle.x, target.y - middle.y)
    return overlap(laid, footprint)


def overlap(one: BaseGeometry, other: BaseGeometry) -> float:
    """Return the share 0..1 that two areas have in common of what they cover together."""
    sound = [s if s.is_valid else s.buffer(0) for s in (one, other)]
    common = shapely.intersection(sound[0], sound[1]).area
    whole = sound[0].area + sound[1].area - common
    return float(common / whole) if whole > 0 else 0.0
