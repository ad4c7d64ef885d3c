"""Which ground a picture is cut to: where the station's houses stand, and some way around."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from data.errors import BadInput
from data.exchange.datum.hypothesis import datum_label
from data.exchange.datum.offers import away, distance_words
from data.exchange.datum.question import Elsewhere
from data.exchange.ground.picture import Box, overlap, size_of
from data.exchange.report import DatumGuess
from data.i18n import tr
from data.query import Query
from data.store.station import Station
from data.town.frame import LocalFrame

KINDS = ("building", "road", "place", "grid")  # the first that the station has says where it lies
KEPT = (0.5, 99.5)  # percentiles both ways: one house far out does not make the area larger
MANY = 200  # records; of fewer all count
AROUND = 0.25  # of the width and height, on each side
LEAST_AROUND = 400.0  # metres
LARGEST = 60_000.0  # metres a side of a picture that nothing tells how to cut


def area_of(station: Station) -> Box | None:
    """Return the ground that a picture is wanted for, in degrees; None for a station that has nothing yet."""
    for kind in KINDS:
        columns = station.columns(Query(kind), ("lon", "lat"))
        points = np.array([(x, y) for x, y in zip(columns["lon"], columns["lat"], strict=True) if x is not None], float)
        if len(points):
            return _around(station.frame, points)
    return None


def _around(frame: LocalFrame, points: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Box:
    east, north = frame.to_local(points[:, 0], points[:, 1])
    kept = KEPT if len(points) > MANY else (0, 100)
    (west, right), (south, top) = np.percentile(east, kept), np.percentile(north, kept)
    aside, along = (max((b - a) * AROUND, LEAST_AROUND) for a, b in ((west, right), (south, top)))
    lon, lat = frame.to_degrees([west - aside, right + aside], [south - along, top + along])
    return float(lon[0]), float(lat[0]), float(lon[1]), float(lat[1])


def cut(box: Box, area: Box | None, path: Path, taken: DatumGuess) -> Box:
    """Return the part of a picture's box that the station wants; ``taken`` is the system that it was read in.

    Raises
    ------
    Elsewhere
        If the picture does not reach into the area.
    BadInput
        If it is far larger than a station's area and nothing tells which part is meant.
    """
    wanted = overlap(box, area)
    if wanted is None:
        raise _elsewhere(box, area, path, taken)
    if area is None and max(size_of(wanted)) > LARGEST:
        raise BadInput(tr("底图 {file} 比一个站的范围大得多，而本站还没有建筑；请先导入建筑，底图会自动裁到本站范围",
                          file=path.name), file=path)  # fmt: skip
    return wanted


def _elsewhere(box: Box, area: Box | None, path: Path, taken: DatumGuess) -> Elsewhere:
    """Return where a picture lies and what can be done, by whether its system was said by the file or by the person."""
    far = distance_words(away(np.array(box[::2]), np.array(box[1::2]), area) or 0.0)
    facts = {"file": path.name, "lon": (box[0] + box[2]) / 2, "lat": (box[1] + box[3]) / 2, "far": far}
    facts["datum"] = datum_label(taken.chosen)
    if taken.evidence.get("given"):
        said = tr("底图 {file} 按“{datum}”在经度 {lon:.4f}、纬度 {lat:.4f} 一带，离本站 {far}，请另选坐标系（EPSG:代号）", **facts)
    else:
        said = tr("底图 {file} 不在本站：文件写明的坐标系是“{datum}”，位于经度 {lon:.4f}、纬度 {lat:.4f} 一带，离本站 {far}，"
                  "没有能用的部分。请换一张覆盖本站的底图；如果是文件的坐标系写错了，请指明（EPSG:代号）", **facts)  # fmt: skip
    return Elsewhere(said, taken, far, file=path)
