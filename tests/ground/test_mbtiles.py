"""MBTiles: tiles put together where they belong, and files that are none refused."""

import sqlite3

import pytest

from data.errors import BadInput
from data.town.datum import convert
from data.town.pictures import read_pictures
from tests.ground.conftest import EAST, NORTH, SOUTH, WEST, png, tile_of
from tests.ground.test_geotiff import colour_at


def test_tiles_lie_where_they_belong(town, lay, tiles):
    column, _ = tile_of((WEST + EAST) / 2, (SOUTH + NORTH) / 2, 15)
    lay(tiles(zooms=(15,), paint=lambda _zoom, x, y: png((x % 2 * 200, y % 2 * 200, 50))))
    for lon, lat in ((104.001, 30.5995), (104.006, 30.601), (104.0095, 30.603)):
        x, y = tile_of(lon, lat, 15)
        assert colour_at(town, lon, lat) == pytest.approx([x % 2 * 200, y % 2 * 200, 50], abs=8)
    assert column > 0


def test_finest_zoom_is_taken(town, lay, tiles):
    lay(tiles(zooms=(13, 14, 16)))
    assert colour_at(town, 104.002, 30.601)[0] == pytest.approx(160, abs=5)


def test_too_fine_a_zoom_is_left(town, lay, tiles, monkeypatch, inside):
    monkeypatch.setattr("data.exchange.ground.mbtiles.LONGEST", 400)
    report = lay(tiles(zooms=(13, 14, 16)))
    assert any("级瓦片" in note for note in report.notes)
    assert colour_at(town, 104.002, 30.601)[0] == pytest.approx(140, abs=12)


def test_large_tiles(town, lay, tiles):
    lay(tiles(zooms=(15,), paint=lambda *_: png((10, 200, 30), 512)))
    assert colour_at(town, 104.002, 30.601) == pytest.approx([10, 200, 30], abs=6)


def test_gap_is_see_through(town, lay, tiles):
    path = tiles(zooms=(16,))
    with sqlite3.connect(path) as file:
        file.execute("DELETE FROM tiles WHERE tile_column % 2 = 0")
    file.close()
    lay(path)
    (picture,) = read_pictures(town)
    assert 0 < (picture.pixels[..., 3] == 0).mean() < 1


def test_tiles_drawn_in_gcj02(town, lay, tiles):
    """GCJ-02 tiles lie 300 to 600 metres off; the picture is moved by that."""
    lay(tiles(zooms=(17,), paint=lambda _zoom, x, y: png((x % 2 * 200, y % 2 * 200, 50))), datum="gcj02")
    for lon, lat in ((104.001, 30.5995), (104.006, 30.601), (104.0095, 30.6025)):
        x, y = tile_of(*convert(lon, lat, "WGS84", "GCJ02"), 17)
        assert colour_at(town, lon, lat) == pytest.approx([x % 2 * 200, y % 2 * 200, 50], abs=8)


@pytest.mark.parametrize("metadata", [{"format": "pbf"}, {"json": '{"vector_layers": []}'}])
def test_vector_tiles_are_refused(lay, tiles, metadata):
    with pytest.raises(BadInput, match="矢量"):
        lay(tiles(metadata=metadata, paint=lambda *_: b"\x1f\x8b vector"))


def test_vector_tiles_that_do_not_say_so(lay, tiles):
    with pytest.raises(BadInput, match="矢量"):
        lay(tiles(metadata={"name": "x"}, paint=lambda *_: b"\x1f\x8b vector"))


def test_other_system_makes_no_sense(lay, tiles):
    with pytest.raises(BadInput, match="gcj02"):
        lay(tiles(), datum="EPSG:4544")


def test_no_tiles(lay, tiles):
    with pytest.raises(BadInput, match="没有瓦片"):
        lay(tiles(zooms=()))


def test_tile_numbers_that_cannot_be(lay, tiles):
    path = tiles(zooms=(14,))
    with sqlite3.connect(path) as file:
        file.execute("UPDATE tiles SET tile_column = 'abc'")
    file.close()
    with pytest.raises(BadInput):
        lay(path)


def test_view_that_never_ends_is_stopped(lay, tmp_path, monkeypatch, inside):
    monkeypatch.setattr("data.exchange.ground.mbtiles.STEPS", 100_000)
    path = tmp_path / "endless.mbtiles"
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE metadata (name text, value text)")
        file.execute(
            "CREATE VIEW tiles AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
            "SELECT 1 AS zoom_level, 0 AS tile_column, i AS tile_row, x'00' AS tile_data FROM n"
        )
    file.close()
    with pytest.raises(BadInput):
        lay(path)


def test_real_corrupt_file(lay, shared_data):
    with pytest.raises(BadInput, match="损坏"):
        lay(shared_data / "basemap" / "corrupt.mbtiles")


def test_real_tiles_of_the_world_are_too_coarse_for_a_town(lay, shared_data):
    with pytest.raises(BadInput, match="太粗"):
        lay(shared_data / "basemap" / "plain_1.mbtiles")
