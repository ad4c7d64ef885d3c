"""From the coordinates that a file is in to WGS-84 degrees."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely

from data.errors import BadInput
from data.exchange.datum.hypothesis import Hypothesis
from data.exchange.report import DatumGuess
from data.i18n import tr
from data.town.datum import convert, parse_datum, to_wgs84
from data.town.shapes import Geometries

MOSTLY = 0.8  # share of points
Floats = npt.NDArray[np.float64]
_EPSG = re.compile(r"(?:EPSG)?\s*:{0,2}\s*(\d{4,6})\Z", re.IGNORECASE)


class NoSystem(BadInput):
    """A file does not name its reference system and its numbers are no degrees: ``x`` and ``y``, as the file has them.

    ``layer`` is the one that it was said of, "" where the file has only one.
    """

    def __init__(self, message: str, points: Floats, *, file: Path) -> None:
        super().__init__(message, file=file)
        self.layer = ""
        self.x, self.y = points[:, 0], points[:, 1]


def to_degrees(shapes: Geometries, datum: str | None, path: Path) -> tuple[Geometries, DatumGuess]:
    """Return shapes in WGS-84 degrees, and what they were taken for.

    ``datum`` is one of `data.town.datum.SYSTEMS`, "EPSG:code", what `Hypothesis.said` writes, or None for WGS-84 as RFC 7946
    has it.

    Raises
    ------
    NoSystem
        If no datum is given and the numbers are no degrees.
    """
    if datum is None:
        _must_be_degrees(shapes, path)
        return shapes, DatumGuess("WGS84", sure=True, evidence={"rule": "RFC 7946"})
    if "+" in datum:
        return _by_hypothesis(shapes, Hypothesis.meant(datum))
    code = epsg_code(datum)
    try:
        chosen = f"EPSG:{code}" if code else parse_datum(datum)
        moved = shapely.transform(shapes, lambda points: _moved(points, code, chosen))
    except BadInput as error:
        raise BadInput(tr("文件 {file}：{why}", file=path.name, why=error.message), file=path) from error
    return np.asarray(moved), DatumGuess(chosen, sure=True, evidence={"rule": "given"})


def _must_be_degrees(shapes: Geometries, path: Path) -> None:
    """Complain of a file whose numbers are mostly too large for degrees; single slips are its features' own."""
    points = shapely.get_coordinates(shapes[~shapely.is_missing(shapes)])
    if not len(points) or (np.abs([points.min(axis=0), points.max(axis=0)]) <= (180.0, 90.0)).all():
        return
    points = points[np.isfinite(points).all(axis=1)]
    far = (np.abs(points) > (180.0, 90.0)).any(axis=1)
    if len(points) and far.mean() > MOSTLY:
        x, y = points[far][0].tolist()
        message = tr("文件 {file} 的坐标 {x:.10g}, {y:.10g} 不是经纬度（经度 ±180，纬度 ±90），请指明坐标系（EPSG:代号）",
                     file=path.name, x=x, y=y)  # fmt: skip
        raise NoSystem(message, points, file=path)


def _by_hypothesis(shapes: Geometries, meaning: Hypothesis) -> tuple[Geometries, DatumGuess]:
    def moved(points: Floats) -> Floats:
        lon, lat = meaning.place(points[:, 0], points[:, 1])
        return np.column_stack([lon, lat])

    guess = DatumGuess(meaning.datum, True, {"rule": "given"}, meaning.swapped, meaning.packed)
    return np.asarray(shapely.transform(shapes, moved)), guess


def epsg_code(text: str) -> int | None:
    """Return the number of an EPSG code that is not plain WGS-84, None where the text names none."""
    found = _EPSG.match(text.strip())
    return int(found[1]) if found and found[1] != "4326" else None


def _moved(points: Floats, code: int | None, datum: str) -> Floats:
    x, y = points[:, 0], points[:, 1]
    if code:
        lon, lat, _ = to_wgs84(code, x, y, np.zeros(len(points)))
    else:
        lon, lat = convert(x, y, datum, "WGS84")
    return np.column_stack([lon, lat])
