"""Pictures of the ground, read by the process apart; what comes back is looked at like the file itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from data.errors import BadInput
from data.exchange.datum.question import DatumUnclear, Elsewhere
from data.exchange.ground.picture import MOST, Box, Picture, Report
from data.exchange.report import DatumGuess
from data.i18n import tr
from data.isolated import Answer, Failed, Limits, limits_for, read_apart

Floats = npt.NDArray[np.float64]
ROOM = 4 << 30  # bytes beyond the file's own size: pixels, warped pixels, and what a compression unpacks on the way


def read_picture(path: Path, area: Box | None, datum: str | None, report: Report) -> Picture:
    """Return the part of a picture that the area wants; see `read_geotiff` and `read_mbtiles`.

    Raises
    ------
    DatumUnclear
        If nothing says in which reference system it is.
    BadInput
        If it cannot be read, has no place, or lies elsewhere.
    """
    answer = _asked(path, "picture", report, area=area, datum=datum)
    (pixels,) = answer.arrays
    if pixels.dtype != np.uint8 or pixels.ndim != 3 or pixels.shape[2] not in (3, 4) or pixels.size > 4 * MOST:
        raise BadInput(tr("读不了底图 {file}：内容不对", file=path.name), file=path)
    return Picture(pixels, _box(answer.said["box"]), _guess(answer.said["datum"]), tuple(map(str, answer.said["notes"])))


def corners_of(path: Path) -> tuple[Floats, Floats]:
    """Return the corners of a picture as it has them, east and north.

    Raises
    ------
    BadInput
        If it cannot be read or has no place.
    """
    x, y = _asked(path, "corners", None).arrays
    return x, y


def bounds_of(path: Path) -> Box:
    """Return what tiles cover, in the degrees of whatever they were drawn in.

    Raises
    ------
    BadInput
        If they cannot be read.
    """
    return _box(_asked(path, "bounds", None).said["box"])


def _asked(path: Path, what: str, report: Report | None, **more: Any) -> Answer:
    usual = limits_for(path)
    limits = Limits(2 * usual.seconds, usual.memory + ROOM, usual.output)
    asked = {"path": str(path.absolute()), "what": what, "area": None, "datum": None, **more}
    try:
        answer = read_apart("ground", asked, path, limits=limits, report=report)
    except Failed as error:
        raise BadInput(tr("读不了底图 {file}：{why}", file=path.name, why=error), file=path) from error
    said = answer.said
    if "unclear" in said:
        raise DatumUnclear(said["unclear"], said["candidates"], file=path)
    if "elsewhere" in said:
        raise Elsewhere(said["elsewhere"], _guess(said["taken"]), said["far"], file=path)
    return answer


def _box(said: Any) -> Box:
    west, south, east, north = map(float, said)
    return west, south, east, north


def _guess(said: dict[str, Any]) -> DatumGuess:
    return DatumGuess(**said)
