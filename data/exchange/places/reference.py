"""From the coordinates that a file is in to WGS-84 degrees."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely

from data.errors import BadInput
from data.exchange.report import DatumGuess
from data.i18n import tr
from data.town.datum import convert, parse_datum, to_wgs84
from data.town.shapes import Geometries

Floats = npt.NDArray[np.float64]
_EPSG = re.compile(r"(?:EPSG)?\s*:{0,2}\s*(\d{4,6})\Z", re.IGNORECASE)


def to_degrees(shapes: Geometries, datum: str | None, path: Path) -> tuple[Geometries, DatumGuess]:
    """Return shapes in WGS-84 degrees, and what they were taken for.

    ``datum`` is one of `data.town.datum.DATUMS`, "EPSG:code", or None for WGS-84 as RFC 7946 has it.
    """
    if datum is None:
        return shapes, DatumGuess("WGS84", sure=True, evidence={"rule": "RFC 7946"})
    code = epsg_code(datum)
    try:
        chosen = f"EPSG:{code}" if code else parse_datum(datum)
        moved = shapely.transform(shapes, lambda points: _moved(points, code, chosen))
    except BadInput as error:
        raise BadInput(tr("文件 {file}：{why}", file=path.name, why=error.message), file=path) from error
    return np.asarray(moved), DatumGuess(chosen, sure=True, evidence={"rule": "given"})


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
