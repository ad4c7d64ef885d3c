"""A town, and ground pictures to lay under it."""

import io
import sqlite3
import warnings

import numpy as np
import pytest
import rasterio
from PIL import Image
from rasterio.errors import NotGeoreferencedWarning
from rasterio.transform import from_bounds

from data.exchange.importer import import_file
from data.town.datum import convert

WEST, SOUTH, EAST, NORTH = 103.99, 30.595, 104.02, 30.608  # around the small town


@pytest.fixture
def lay(town):
    """Import a picture and return the report."""

    def bring_in(path, **more):
        return import_file(town, path, who="李警官", **more)

    return bring_in


def cross(width=600, height=300, bands=3):
    """A picture: green, with a red left upper quarter, so that turning it round is seen."""
    pixels = np.zeros((bands, height, width), np.uint8)
    pixels[min(1, bands - 1)] = 160
    pixels[0, : height // 2, : width // 2] = 250
    return pixels


@pytest.fixture
def tif(tmp_path):
    """Write a GeoTIFF and return its path; ``box`` is west, south, east, north in its own system."""

    def write(name="航拍.tif", pixels=None, box=(WEST, SOUTH, EAST, NORTH), crs="EPSG:4326", **profile):
        pixels = cross() if pixels is None else pixels
        count, height, width = pixels.shape
        place = {"transform": from_bounds(*box, width, height)} if box else {}
        path = tmp_path / name
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            with rasterio.open(path, "w", driver="GTiff", count=count, height=height, width=width, dtype=pixels.dtype, crs=crs,
                               **place, **profile) as out:  # fmt: skip
                out.write(pixels)
        return path

    return write


def png(colour, size=256):
    """A tile of one colour."""
    out = io.BytesIO()
    Image.new("RGB", (size, size), colour).save(out, "PNG")
    return out.getvalue()


def tile_of(lon, lat, zoom):
    """Column and row (from the north) of the tile that a point lies in."""
    x, y = convert(lon, lat, "WGS84", "EPSG:3857")
    half = 20037508.342789244
    side = 2**zoom
    return int((x + half) / (2 * half) * side), int((half - y) / (2 * half) * side)


@pytest.fixture
def tiles(tmp_path):
    """Write an MBTiles file of tiles over the town and return its path; ``paint`` gives the bytes for zoom, column and row."""

    def write(name="瓦片.mbtiles", zooms=(14, 15), paint=lambda zoom, _x, _y: png((zoom * 10, 90, 60)), metadata=None):
        path = tmp_path / name
        file = sqlite3.connect(path)
        file.execute("CREATE TABLE metadata (name text, value text)")
        file.execute("CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob)")
        file.executemany("INSERT INTO metadata VALUES (?, ?)", (metadata or {"name": "x", "format": "png"}).items())
        for zoom in zooms:
            (left, top), (right, bottom) = tile_of(WEST, NORTH, zoom), tile_of(EAST, SOUTH, zoom)
            for x in range(left, right + 1):
                for y in range(top, bottom + 1):
                    file.execute("INSERT INTO tiles VALUES (?, ?, ?, ?)", (zoom, x, 2**zoom - 1 - y, paint(zoom, x, y)))
        file.commit()
        file.close()
        return path

    return write


@pytest.fixture
def inside(monkeypatch):
    """Pictures are read in the test's own process, so that its changes hold for the reader."""
    from data.isolated import Answer
    from data.isolated.readers import reader_of

    def read(reader, asked, shown, *, limits, report):
        return Answer(*reader_of(reader)(asked, report or (lambda *_: None)))

    monkeypatch.setattr("data.exchange.ground.apart.read_apart", read)
