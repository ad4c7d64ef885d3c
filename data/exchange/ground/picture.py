"""A ground picture on its way in: pixels on a grid of degrees, and where they lie."""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from data.errors import BadInput
from data.exchange.report import DatumGuess
from data.i18n import tr
from data.town.datum import convert
from data.town.frame import LocalFrame

Pixels = npt.NDArray[np.uint8]
Box = tuple[float, float, float, float]  # west, south, east, north in WGS-84 degrees

LONGEST = 8192  # pixels a side
MOST = 36_000_000  # pixels: 108 MB in memory, and as a texture what an office PC's graphics still hold
LEAST = 32  # pixels across the area; fewer show nothing
QUALITY = 88  # of JPEG and WebP: what is lost cannot be seen on a map
OPAQUE = 255


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels (h, w, 3 or 4) 0..255 with row 0 in the north, evenly spaced in degrees over ``box``."""

    pixels: Pixels
    box: Box
    datum: DatumGuess
    notes: tuple[str, ...] = field(default_factory=tuple)

    @property
    def metres(self) -> float:
        """Return the size of a pixel in metres, north to south."""
        west, south, _, north = self.box
        height = LocalFrame(west, south).to_local(west, north)[1]
        return round(float(height) / len(self.pixels), 3)


def size_of(box: Box) -> tuple[float, float]:
    """Return width and height in metres of a box in degrees."""
    west, south, east, north = box
    middle = LocalFrame((west + east) / 2, (south + north) / 2)
    (left, right), _ = middle.to_local([west, east], [(south + north) / 2] * 2)
    _, (bottom, top) = middle.to_local([(west + east) / 2] * 2, [south, north])
    return float(right - left), float(top - bottom)


def fitting(width: float, height: float) -> tuple[int, int]:
    """Return the whole pixels of a picture that would have so many, made smaller where that is too much."""
    share = min(1.0, LONGEST / max(width, height), math.sqrt(MOST / (width * height)))
    return max(round(width * share), 1), max(round(height * share), 1)


def overlap(box: Box, area: Box | None) -> Box | None:
    """Return the part of a box that lies in the area (all of it without one), None where there is none."""
    if area is None:
        return box
    west, south = max(box[0], area[0]), max(box[1], area[1])
    east, north = min(box[2], area[2]), min(box[3], area[3])
    return (west, south, east, north) if west < east and south < north else None


def moved(box: Box, datum: str, *, back: bool = False) -> Box:
    """Return a box of a datum's degrees in WGS-84 (``back``: the other way); the shift hardly varies over a station's area."""
    source, target = ("WGS84", datum) if back else (datum, "WGS84")
    lon, lat = convert([box[0], box[2]], [box[1], box[3]], source, target)
    return float(lon[0]), float(lat[0]), float(lon[1]), float(lat[1])


def encoded(pixels: Pixels) -> tuple[bytes, str]:
    """Return the file that is kept, and its ending: JPEG, or WebP where something is see-through."""
    out = io.BytesIO()
    if pixels.shape[2] == 4 and int(pixels[..., 3].min()) == OPAQUE:
        pixels = pixels[..., :3]
    image = Image.fromarray(np.ascontiguousarray(pixels))
    if pixels.shape[2] == 3:
        image.save(out, "JPEG", quality=QUALITY, subsampling=0)
        return out.getvalue(), ".jpg"
    image.save(out, "WEBP", quality=QUALITY, method=2)
    return out.getvalue(), ".webp"


def check_large_enough(width: int, height: int, path: Path, metres: float) -> None:
    """Refuse a picture that is too coarse to show anything of the area.

    Raises
    ------
    BadInput
        If it has fewer than `LEAST` pixels across.
    """
    if max(width, height) < LEAST:
        raise BadInput(tr("底图 {file} 太粗：一个像素 {metres:.0f} 米，在本站范围内看不出东西；请换一张更清晰的",
                          file=path.name, metres=metres), file=path)  # fmt: skip


Report = Callable[[int, int], None]  # rows done, of how many
