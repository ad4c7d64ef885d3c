"""GeoTIFF, and pictures with a world file, in: any reference system and bands, turned into degrees while they are read."""

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
from data.exchange.datum.offers import offers
from data.exchange.datum.question import DatumUnclear
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
MERCATORS = {"GCJ02WM": "GCJ02"}  # Web Mercator whose degrees are of another datum: what is put together of tiles
DRIVERS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG"}  # anything else is a GeoTIFF
WORLD_FILES = {"JPEG": ".jgw", "PNG": ".pgw", "GTiff": ".tfw"}
MOST_WORDS = 20_000  # characters of a .prj
LARGEST_SOURCE = 4_000_000_000  # pixels

Floats = npt.NDArray[np.float64]


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
        The file; a world file (.tfw, .jgw, .pgw) and a .prj beside it are read too.
    area
        West, south, east, north in degrees; None takes all of it.
    datum
        "EPSG:code", "GCJ02WM" or one of `data.town.datum.DATUMS` where the file does not say, or says it wrong.
    report
        Called with rows done and of how many; may raise `Cancelled`.

    Raises
    ------
    DatumUnclear
        If nothing says in which reference system it is.
    BadInput
        If it cannot be read, has no place, or lies elsewhere.
    """
    with _opened(path) as source:
        if source.width * source.height > LARGEST_SOURCE:
            raise BadInput(tr("底图 {file} 有 {width}×{height} 像素，太大了；请先裁到本站范围",
                              file=path.name, width=source.width, height=source.height), file=path)  # fmt: skip
        system = _system(source, datum, path, area)
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


def corners_of(path: Path) -> tuple[Floats, Floats]:
    """Return the corners of a picture as it has them, east and north, before any reference system is thought of.

    Raises
    ------
    BadInput
        If it cannot be read or has no place.
    """
    with _opened(path) as source:
        return _corners(source, path)


def _corners(source: Any, path: Path) -> tuple[Floats, Floats]:
    _check_placed(source, path)
    if source.transform.is_identity:
        points = source.gcps[0]
        return np.array([p.x for p in points], float), np.array([p.y for p in points], float)
    wide, high = source.width, source.height
    corners = [source.transform * corner for corner in ((0, 0), (wide, 0), (wide, high), (0, high))]
    return np.array([x for x, _ in corners], float), np.array([y for _, y in corners], float)


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """Open a picture by the one driver that its name calls for."""
    with _complaining(path), rasterio.Env(GDAL_CACHEMAX=128), rasterio.open(path, driver=_driver(path)) as source:
        yield source


def _driver(path: Path) -> str:
    return DRIVERS.get(path.suffix.lower(), "GTiff")


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
        form = {"JPEG": "JPG", "PNG": "PNG"}.get(_driver(path), "GeoTIFF")
        said = tr("读不了底图 {file}，文件已损坏或不是 {form}：{why}", file=path.name, form=form, why=why)
        raise BadInput(said, file=path) from error


def _check_placed(source: Any, path: Path) -> None:
    if source.transform.is_identity and not source.gcps[0]:
        world = WORLD_FILES[_driver(path)]
        why = tr("图片 {file} 没有地理位置：里面没有坐标，旁边也没有同名的坐标文件（{world}）；请把两个文件放在一起",
                 file=path.name, world=world)  # fmt: skip
        raise BadInput(why, file=path)


def _system(source: Any, datum: str | None, path: Path, area: Box | None) -> _System:
    """Return the reference system: as given, or as the file says."""
    _check_placed(source, path)
    said = source.crs or source.gcps[1] or _beside(path)
    if datum is not None:
        return _given(parse_datum(datum), said)
    if said is None:
        raise _asked(*_corners(source, path), area, path)
    epsg = said.to_epsg()
    return _System(said, "WGS84", DatumGuess(f"EPSG:{epsg}" if epsg else said.to_wkt()[:60], True, {"rule": "GeoTIFF"}))


def _given(name: str, said: Any) -> _System:
    """Return the reference system that the person says; of datums of degrees the picture's own projection stays."""
    guess = DatumGuess(name, True, {"rule": "given", "given": True})
    if name.startswith("EPSG:"):
        return _System(CRS.from_string(name), "WGS84", guess)
    if name in MERCATORS:
        return _System(CRS.from_epsg(3857), MERCATORS[name], guess)
    if name not in SHIFTED:
        known = ", ".join((*SHIFTED, *MERCATORS))
        raise BadInput(tr("底图的坐标系可以指明为 {known} 或 EPSG:代号，不能是 {said}", known=known, said=name))
    return _System(said or CRS.from_string(DEGREES), name, guess)


def _beside(path: Path) -> Any:
    """Return the system that a .prj beside a picture names, as programs write it with a world file; None without one."""
    beside = next((p for p in (path.with_suffix(".prj"), path.with_suffix(".PRJ")) if p.is_file()), None)
    if beside is None:
        return None
    text = beside.read_bytes()[:MOST_WORDS].decode("utf-8", "ignore").strip()
    return CRS.from_wkt(text) if text else None


def _asked(x: Floats, y: Floats, area: Box | None, path: Path) -> DatumUnclear:
    """Return the question for the system, with those that would put the picture into the station."""
    made = offers(x, y, area)
    fitting = [offer for offer in made if offer.fits][:3]
    words = tr("、").join(tr("{label}（{code}）", label=offer.label, code=offer.said) for offer in fitting)
    said = tr("底图 {file} 没有说明坐标系，请指明坐标系（EPSG:代号）", file=path.name)
    if fitting:
        said = tr("{question}；会落在本站的有{systems}", question=said, systems=words)
    return DatumUnclear(said, [offer.said for offer in fitting], file=path)


def _grid(source: Any, system: _System, area: Box | None, path: Path) -> tuple[Box, int, int]:
    """Return box (degrees of the system's datum), width and height of the picture that is made."""
    with WarpedVRT(source, src_crs=system.crs, crs=DEGREES) as whole:
        bounds, across, down = whole.bounds, whole.width, whole.height
    full: Box = (bounds.left, bounds.bottom, bounds.right, bounds.top)
    if not all(map(math.isfinite, full)) or abs(full[0]) > 361 or abs(full[2]) > 361 or full[1] < -91 or full[3] > 91:
        raise BadInput(tr("底图 {file} 的坐标不在它的坐标系里，请指明正确的坐标系（EPSG:代号）", file=path.name), file=path)
    box = moved(cut(moved(full, system.datum), area, path, system.guess), system.datum, back=True)
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
