"""GeoTIFF in: any reference system, any number of bands, cut and turned into degrees while it is read."""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import rasterio
from rasterio.crs import CRS
from rasterio.enums import ColorInterp, Resampling
from rasterio.errors import CRSError, NotGeoreferencedWarning
from rasterio.transform import from_bounds
from rasterio.vrt import WarpedVRT
from rasterio.windows import Window

from data.errors import BadInput, Cancelled, WatchroomError
from data.exchange.ground.area import cut
from data.exchange.ground.picture import Box, Picture, Pixels, Report, check_large_enough, fitting, moved, size_of
from data.exchange.report import DatumGuess
from data.i18n import tr
from data.town.datum import parse_datum

STRIP = 512  # rows read between two looks at whether to stop
SAMPLE = 1024  # pixels a side that brightness is judged by
DARKEST, BRIGHTEST = 2, 98  # percentiles of brightness that become black and white, where values are not 0..255
DEGREES = "EPSG:4326"
SHIFTED = ("WGS84", "CGCS2000", "GCJ02", "BD09")  # datums of degrees; a picture drawn in one keeps its own projection
LARGEST_SOURCE = 4_000_000_000  # pixels


@dataclass(frozen=True, slots=True)
class _System:
    """The reference system of the pixels, and the datum whose degrees it gives."""

    crs: Any
    datum: str
    guess: DatumGuess


def read_geotiff(path: Path, area: Box | None, datum: str | None, report: Report) -> Picture:
    """Return the part of a GeoTIFF that the area wants, on a grid of WGS-84 degrees.

    Parameters
    ----------
    path
        The file; a world file (.tfw) beside it is read too.
    area
        West, south, east, north in degrees; None takes all of it.
    datum
        "EPSG:code" or one of `data.town.datum.DATUMS` where the file does not say, or says it wrong.
    report
        Called with rows done and of how many; may raise `Cancelled`.

    Raises
    ------
    BadInput
        If it is no GeoTIFF, has no place, or lies elsewhere.
    """
    with _complaining(path), rasterio.Env(GDAL_CACHEMAX=128), rasterio.open(path, driver="GTiff") as source:
        if source.width * source.height > LARGEST_SOURCE:
            raise BadInput(tr("底图 {file} 有 {width}×{height} 像素，太大了；请先裁到本站范围",
                              file=path.name, width=source.width, height=source.height), file=path)  # fmt: skip
        system = _system(source, datum, path)
        box, width, height = _grid(source, system, area, path)
        painted = _Painting(source)
        options = {"src_crs": system.crs, "crs": DEGREES, "transform": from_bounds(*box, width, height), "width": width,
                   "height": height, "resampling": painted.resampling, "add_alpha": not painted.has_alpha}  # fmt: skip
        pixels = np.zeros((height, width, 4), np.uint8)
        with WarpedVRT(source, **options) as warped:
            for top in range(0, height, STRIP):
                report(top, height)
                window = Window(0, top, width, min(STRIP, height - top))
                pixels[top : top + STRIP] = painted.strip(warped, window)
    if not pixels[..., 3].any():
        raise BadInput(tr("底图 {file} 在本站范围内全是空白", file=path.name), file=path)
    return Picture(pixels, moved(box, system.datum), system.guess, painted.notes)


@contextmanager
def _complaining(path: Path) -> Iterator[None]:
    """Turn what the reader finds wrong with a file into a sentence."""
    if not path.is_file():
        raise BadInput(tr("找不到文件 {file}", file=path), file=path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            warnings.simplefilter("ignore", RuntimeWarning)
            yield
    except CRSError as error:
        said = tr("底图 {file} 的坐标系看不懂，请指明坐标系（EPSG:代号）：{why}", file=path.name, why=error)
        raise BadInput(said, file=path) from error
    except (WatchroomError, Cancelled):
        raise
    except Exception as error:  # GDAL's own errors have no name that may be imported; what it says is in the sentence
        why = str(error).strip() or type(error).__name__
        raise BadInput(tr("读不了底图 {file}，文件已损坏或不是 GeoTIFF：{why}", file=path.name, why=why), file=path) from error


def _system(source: Any, datum: str | None, path: Path) -> _System:
    """Return the reference system: as given, or as the file says."""
    placed = not source.transform.is_identity or source.gcps[0]
    if not placed:
        why = tr("图片 {file} 没有地理位置（没有坐标，也没有 .tfw 文件）；请用带坐标的 GeoTIFF", file=path.name)
        raise BadInput(why, file=path)
    said = source.crs or source.gcps[1]
    if datum is not None:
        name = parse_datum(datum)
        guess = DatumGuess(name, True, {"rule": "given"})
        if name.startswith("EPSG:"):
            return _System(CRS.from_string(name), "WGS84", guess)
        if name not in SHIFTED:
            known = ", ".join(SHIFTED)
            raise BadInput(tr("底图的坐标系可以指明为 {known} 或 EPSG:代号，不能是 {said}", known=known, said=name), file=path)
        return _System(said or CRS.from_string(DEGREES), name, guess)
    if said is None:
        raise BadInput(tr("底图 {file} 没有说明坐标系，请指明坐标系（EPSG:代号）", file=path.name), file=path)
    epsg = said.to_epsg()
    return _System(said, "WGS84", DatumGuess(f"EPSG:{epsg}" if epsg else said.to_wkt()[:60], True, {"rule": "GeoTIFF"}))


def _grid(source: Any, system: _System, area: Box | None, path: Path) -> tuple[Box, int, int]:
    """Return box (degrees of the system's datum), width and height of the picture that is made."""
    with WarpedVRT(source, src_crs=system.crs, crs=DEGREES) as whole:
        bounds, across, down = whole.bounds, whole.width, whole.height
    full: Box = (bounds.left, bounds.bottom, bounds.right, bounds.top)
    if not all(map(math.isfinite, full)) or abs(full[0]) > 361 or abs(full[2]) > 361 or full[1] < -91 or full[3] > 91:
        raise BadInput(tr("底图 {file} 的坐标不在它的坐标系里，请指明正确的坐标系（EPSG:代号）", file=path.name), file=path)
    box = moved(cut(moved(full, system.datum), area, path), system.datum, back=True)
    width, height = fitting((box[2] - box[0]) / (full[2] - full[0]) * across, (box[3] - box[1]) / (full[3] - full[1]) * down)
    metres = size_of(box)
    check_large_enough(width, height, path, max(metres) / max(width, height))
    # Pixels as wide as they are high on the ground: degrees of longitude are shorter.
    height = max(round(width * metres[1] / metres[0]), 1)
    width, height = fitting(width, height)
    return box, width, height


class _Painting:
    """How the bands of a file become red, green, blue and opacity."""

    def __init__(self, source: Any) -> None:
        kinds = list(source.colorinterp)
        self.has_alpha = ColorInterp.alpha in kinds
        self.table = _table(source) if kinds[0] == ColorInterp.palette else None
        self.bands = _bands(kinds, source.count)
        self.resampling = Resampling.nearest if self.table is not None else Resampling.bilinear
        self.low, self.high = (0.0, 255.0) if self.table is not None else _range(source, self.bands)
        self.notes = self._notes(source)

    def strip(self, warped: Any, window: Window) -> Pixels:
        """Return some rows as (h, w, 4)."""
        found = warped.read(self.bands, window=window)
        opaque = warped.dataset_mask(window=window)
        if self.table is not None:
            painted = self.table[found[0].astype(np.int64).clip(0, len(self.table) - 1)]
            return np.dstack([painted[..., :3], np.minimum(painted[..., 3], opaque)])
        if found.dtype != np.uint8 or (self.low, self.high) != (0.0, 255.0):
            found = _stretched(found, self.low, self.high)
        colours = [found[i if len(found) > 1 else 0] for i in range(3)]
        return np.dstack([*colours, opaque])

    def _notes(self, source: Any) -> tuple[str, ...]:
        if (self.low, self.high) == (0.0, 255.0):
            return ()
        return (tr("底图的像素值是 {low:g} 到 {high:g}，已按亮度拉伸显示", low=self.low, high=self.high),)


def _bands(kinds: list[Any], count: int) -> list[int]:
    wanted = [ColorInterp.red, ColorInterp.green, ColorInterp.blue]
    if all(k in kinds for k in wanted):
        return [kinds.index(k) + 1 for k in wanted]
    colour = [i + 1 for i in range(count) if kinds[i] != ColorInterp.alpha]
    return colour[:3] if len(colour) >= 3 else colour[:1] or [1]


def _table(source: Any) -> Pixels:
    """Return the colours of a palette, (n, 4)."""
    found = source.colormap(1)
    table = np.zeros((max(found) + 1, 4), np.uint8)
    for value, colour in found.items():
        table[value] = colour
    return table


def _range(source: Any, bands: list[int]) -> tuple[float, float]:
    """Return the values that are shown black and white."""
    bits = source.tags(bands[0], ns="IMAGE_STRUCTURE").get("NBITS")
    if source.dtypes[bands[0] - 1] == "uint8":
        return 0.0, float(2 ** int(bits) - 1) if bits and bits.isdigit() and 0 < int(bits) < 8 else 255.0
    share = min(1.0, SAMPLE / max(source.width, source.height))
    shape = (len(bands), max(int(source.height * share), 1), max(int(source.width * share), 1))
    sample = source.read(bands, out_shape=shape, masked=True).compressed().astype(float)
    sample = sample[np.isfinite(sample)]
    if not len(sample):
        return 0.0, 1.0
    low, high = np.percentile(sample, (DARKEST, BRIGHTEST))
    return float(low), float(high) if high > low else float(low) + 1.0


def _stretched(values: npt.NDArray[Any], low: float, high: float) -> Pixels:
    share = (values.astype(np.float32) - np.float32(low)) / np.float32(high - low)
    return np.asarray(np.nan_to_num(np.clip(share, 0, 1)) * 255, np.uint8)
