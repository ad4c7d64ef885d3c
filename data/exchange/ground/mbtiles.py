"""MBTiles in (1.3, raster): the tiles of the finest zoom that the area needs, put together and turned into degrees."""

from __future__ import annotations

import io
import json
import math
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import numpy as np
import numpy.typing as npt
from PIL import Image

from data.errors import BadInput
from data.exchange.ground.area import cut
from data.exchange.ground.picture import LONGEST, MOST, Box, Picture, Pixels, Report, check_large_enough, moved, size_of
from data.exchange.report import DatumGuess
from data.i18n import tr
from data.town.datum import parse_datum

FINEST = 24  # zooms; the finest has pixels of a centimetre
TILE = 256  # pixels, or twice as many
LARGEST_TILE = 4_000_000  # bytes
STEPS = 20_000_000  # of SQLite's machine for one question; a view made to run for ever is stopped
TILES_A_REPORT = 16
PICTURES = ((b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"RIFF", "WEBP"))
VECTORS = ("pbf", "mvt", "application/vnd.mapbox-vector-tile")
# What may be said of tiles, and the datum of the degrees that come of it.
MERCATORS = {"WGS84": "WGS84", "EPSG:3857": "WGS84", "CGCS2000": "WGS84", "GCJ02": "GCJ02", "GCJ02WM": "GCJ02", "BD09": "BD09"}
WORLD: Box = (-180.0, -85.0511, 180.0, 85.0511)


@dataclass(frozen=True, slots=True)
class _Level:
    """The tiles of one zoom: columns and rows (counted from the north) that are there."""

    zoom: int
    columns: tuple[int, int]
    rows: tuple[int, int]

    @property
    def box(self) -> Box:
        """What they cover, in degrees."""
        return (_lon(self.columns[0], self.zoom), _lat(self.rows[1] + 1, self.zoom),
                _lon(self.columns[1] + 1, self.zoom), _lat(self.rows[0], self.zoom))  # fmt: skip


def read_mbtiles(path: Path, area: Box | None, datum: str | None, report: Report) -> Picture:
    """Return the part of an MBTiles file that the area wants, on a grid of WGS-84 degrees.

    Parameters
    ----------
    path, area, report
        As for `data.exchange.ground.geotiff.read_geotiff`.
    datum
        "GCJ02" or "BD09" where the tiles were drawn in it; tiles are always in Web Mercator.

    Raises
    ------
    BadInput
        If it is no MBTiles, holds vectors and no pictures, or lies elsewhere.
    """
    chosen = _datum(datum, path)
    with _opened(path) as tiles:
        _refuse_vectors(tiles, path)
        levels = _levels(tiles, path)
        full = moved(levels[-1].box, chosen.chosen)
        wanted = moved(cut(full, area, path, chosen), chosen.chosen, back=True)
        level = _finest(levels, wanted)
        pixels, box = _mosaic(tiles, level, wanted, path, report)
    metres = size_of(box)
    check_large_enough(pixels.shape[1], pixels.shape[0], path, max(metres) / max(pixels.shape[:2]))
    if not pixels[..., 3].any():
        raise BadInput(tr("底图 {file} 在本站范围内全是空白", file=path.name), file=path)
    notes = () if level is levels[-1] else (tr("用了第 {zoom} 级瓦片（最细 {finest} 级），再细就太大了",
                                               zoom=level.zoom, finest=levels[-1].zoom),)  # fmt: skip
    return Picture(pixels, moved(box, chosen.chosen), chosen, notes)


def bounds_of(path: Path) -> Box:
    """Return what the tiles cover, in the degrees of whatever they were drawn in.

    Raises
    ------
    BadInput
        If it cannot be read.
    """
    with _opened(path) as tiles:
        return _levels(tiles, path)[-1].box


def _datum(datum: str | None, path: Path) -> DatumGuess:
    chosen = MERCATORS.get(parse_datum(datum)) if datum is not None else "WGS84"
    if chosen is None:
        raise BadInput(tr("MBTiles 总是 Web 墨卡托瓦片，{file} 的坐标系只能指明为 wgs84、gcj02 或 bd09", file=path.name), file=path)
    return DatumGuess(chosen, True, {"rule": "MBTiles"} if datum is None else {"rule": "given", "given": True})


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a foreign database: read only, as it lies, without what it may bring along to run."""
    if not path.is_file():
        raise BadInput(tr("找不到文件 {file}", file=path), file=path)
    address = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
    connection: sqlite3.Connection | None = None
    try:
        connection = sqlite3.connect(address, uri=True)
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_TILE)
        connection.set_progress_handler(lambda: 1, STEPS)
        yield connection
    except (sqlite3.Error, sqlite3.Warning, OverflowError, UnicodeDecodeError) as error:
        raise BadInput(tr("读不了底图 {file}，文件已损坏或不是 MBTiles：{why}", file=path.name, why=error), file=path) from error
    finally:
        if connection is not None:
            connection.close()


def _refuse_vectors(tiles: sqlite3.Connection, path: Path) -> None:
    said = {str(k): str(v) for k, v in tiles.execute("SELECT name, value FROM metadata LIMIT 100") if v is not None}
    kind = said.get("format", "").lower()
    if kind in VECTORS or (not kind and _has_layers(said.get("json", ""))):
        raise BadInput(tr("{file} 是矢量瓦片，不是图片；请导出为图片（PNG 或 JPG）瓦片再导入", file=path.name), file=path)


def _has_layers(text: str) -> bool:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and "vector_layers" in found


def _levels(tiles: sqlite3.Connection, path: Path) -> list[_Level]:
    """Return the zooms that have tiles, the coarsest first."""
    found = []
    question = "SELECT min(tile_column), max(tile_column), min(tile_row), max(tile_row) FROM tiles WHERE zoom_level = ?"
    for zoom in range(FINEST + 1):
        west, east, south, north = tiles.execute(question, (zoom,)).fetchone()
        if west is None:
            continue
        side = 2**zoom
        if not all(isinstance(v, int) and 0 <= v < side for v in (west, east, south, north)):
            raise BadInput(tr("底图 {file} 第 {zoom} 级的瓦片编号不对，文件已损坏", file=path.name, zoom=zoom), file=path)
        found.append(_Level(zoom, (west, east), (side - 1 - north, side - 1 - south)))
    if not found:
        raise BadInput(tr("底图 {file} 里没有瓦片", file=path.name), file=path)
    return found


def _finest(levels: list[_Level], wanted: Box) -> _Level:
    """Return the finest zoom whose pixels over the box are not too many."""
    for level in reversed(levels):
        west, south, east, north = _pixels_of(wanted, level.zoom)
        width, height = east - west, south - north
        if width <= LONGEST and height <= LONGEST and width * height <= MOST:
            return level
    return levels[0]


def _mosaic(tiles: sqlite3.Connection, level: _Level, wanted: Box, path: Path, report: Report) -> tuple[Pixels, Box]:
    """Return the pixels over the box, on a grid of degrees, and the box that they cover exactly."""
    west, bottom, east, top = _pixels_of(wanted, level.zoom)
    left, right = math.floor(west), max(math.ceil(east), math.floor(west) + 1)
    upper, lower = math.floor(top), max(math.ceil(bottom), math.floor(top) + 1)
    canvas = np.zeros((min(lower - upper, LONGEST), min(right - left, LONGEST), 4), np.uint8)
    lower, right = upper + canvas.shape[0], left + canvas.shape[1]
    side = 2**level.zoom
    rows = range(max(upper // TILE, level.rows[0]), min((lower - 1) // TILE, level.rows[1]) + 1)
    columns = range(max(left // TILE, level.columns[0]), min((right - 1) // TILE, level.columns[1]) + 1)
    question = "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ? LIMIT 1"
    for done, (row, column) in enumerate((r, c) for r in rows for c in columns):
        if done % TILES_A_REPORT == 0:
            report(done, len(rows) * len(columns))
        found = tiles.execute(question, (level.zoom, column, side - 1 - row)).fetchone()
        if found is not None and found[0] is not None:
            _lay(canvas, _decoded(found[0], path), column * TILE - left, row * TILE - upper)
    edges = (left / TILE, lower / TILE, right / TILE, upper / TILE)
    box = _lon(edges[0], level.zoom), _lat(edges[1], level.zoom), _lon(edges[2], level.zoom), _lat(edges[3], level.zoom)
    return _evenly(canvas, upper, lower, level.zoom), box


def _lay(canvas: Pixels, tile: Pixels, x: int, y: int) -> None:
    """Put a tile where it belongs; what sticks out is cut."""
    height, width = canvas.shape[:2]
    left, top, right, bottom = max(x, 0), max(y, 0), min(x + TILE, width), min(y + TILE, height)
    canvas[top:bottom, left:right] = tile[top - y : bottom - y, left - x : right - x]


def _decoded(data: object, path: Path) -> Pixels:
    """Return a tile as (256, 256, 4)."""
    kind = next((k for mark, k in PICTURES if isinstance(data, bytes) and data.startswith(mark)), None)
    if kind is None:
        raise BadInput(tr("{file} 的瓦片不是 PNG、JPG 或 WebP 图片；矢量瓦片请先导出为图片瓦片", file=path.name), file=path)
    try:
        with Image.open(io.BytesIO(data), formats=(kind,)) as image:  # type: ignore[arg-type]
            if max(image.size) > 4 * TILE:
                raise ValueError(image.size)
            whole = image.convert("RGBA")
            return np.asarray(whole if whole.size == (TILE, TILE) else whole.resize((TILE, TILE), Image.Resampling.BOX))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise BadInput(tr("底图 {file} 里有一块瓦片已损坏：{why}", file=path.name, why=error), file=path) from error


def _evenly(canvas: Pixels, upper: int, lower: int, zoom: int) -> Pixels:
    """Return rows evenly spaced in degrees of latitude; Mercator spaces them wider towards the poles."""
    count = len(canvas)
    north, south = _lat(upper / TILE, zoom), _lat(lower / TILE, zoom)
    latitude = north + (np.arange(count) + 0.5) / count * (south - north)
    at = _row(latitude, zoom) * TILE - upper - 0.5
    return np.ascontiguousarray(canvas[np.clip(np.round(at), 0, count - 1).astype(np.int64)])


def _pixels_of(box: Box, zoom: int) -> Box:
    """Return a box in pixels of a zoom: west, south, east, north, rows counted from the north."""
    west, south, east, north = (min(max(v, low), high) for v, low, high in zip(box, WORLD[:2] * 2, WORLD[2:] * 2, strict=True))
    x = [(v + 180.0) / 360.0 * 2**zoom * TILE for v in (west, east)]
    y = [float(v) * TILE for v in _row(np.array([south, north]), zoom)]
    return x[0], y[0], x[1], y[1]


def _row(latitude: npt.NDArray[np.float64], zoom: int) -> npt.NDArray[np.float64]:
    """Return tile rows from the north for degrees of latitude (Web Mercator)."""
    return np.asarray((1 - np.arcsinh(np.tan(np.radians(latitude))) / np.pi) / 2 * 2**zoom)


def _lon(column: float, zoom: int) -> float:
    return column / float(2**zoom) * 360.0 - 180.0


def _lat(row: float, zoom: int) -> float:
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * row / 2**zoom))))
