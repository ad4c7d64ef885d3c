"""GeoTIFF pictures: wherever their coordinates come from, they lie in the right place with the right colours."""

import numpy as np
import pytest
import shapely
from PIL import Image
from pyproj import CRS, Transformer

from data.errors import BadInput
from data.exchange.datum import DatumUnclear, Elsewhere
from data.exchange.ground.geotiff import corners_of
from data.query import Query
from data.town.datum import convert
from data.town.pictures import read_pictures
from tests.ground.conftest import EAST, NORTH, SOUTH, WEST, cross


def colour_at(station, lon, lat):
    """The colour of the station's only picture at a point."""
    (picture,) = read_pictures(station)
    west, south, east, north = picture.box
    height, width = picture.pixels.shape[:2]
    row, column = int((lat - south) / (north - south) * height), int((lon - west) / (east - west) * width)
    return picture.pixels[row, column, :3].astype(int)


def is_red(colour):
    return colour[0] > 180


def test_picture_lies_where_its_degrees_say(town, lay, tif):
    lay(tif())
    middle = (WEST + EAST) / 2
    assert is_red(colour_at(town, middle - 0.002, (SOUTH + NORTH) / 2 + 0.001))
    assert not is_red(colour_at(town, middle + 0.002, (SOUTH + NORTH) / 2 + 0.001))
    assert not is_red(colour_at(town, middle - 0.002, (SOUTH + NORTH) / 2 - 0.001))


@pytest.mark.parametrize("epsg", [3857, 4544, 4526, 32648, 4490])
def test_any_reference_system_gives_the_same_place(town, lay, tif, epsg):
    there = Transformer.from_crs(4326, epsg, always_xy=True)
    (west, east), (south, north) = there.transform([WEST, EAST], [SOUTH, NORTH])
    lay(tif(box=(west, south, east, north), crs=f"EPSG:{epsg}"))
    middle, right = (west + east) / 2, (east - west) / 20
    height, up = (south + north) / 2, (north - south) / 20
    assert is_red(colour_at(town, *there.transform(middle - right, height + up, direction="INVERSE")))
    assert not is_red(colour_at(town, *there.transform(middle + right, height + up, direction="INVERSE")))


def test_picture_is_cut_to_the_town(town, lay, tif):
    wide = (WEST - 0.1, SOUTH - 0.1, EAST + 0.1, NORTH + 0.1)
    lay(tif(pixels=cross(3000, 3000), box=wide))
    (place,) = town.columns(Query("ground_picture"), ("geometry",))["geometry"]
    houses = shapely.union_all(town.columns(Query("building"), ("geometry",))["geometry"])
    assert place.contains(houses)
    assert place.area < 0.05 * shapely.box(*wide).area


def test_a_fine_picture_is_made_smaller(town, lay, tif, monkeypatch, inside):
    monkeypatch.setattr("data.exchange.ground.picture.LONGEST", 128)
    lay(tif())
    (picture,) = read_pictures(town)
    assert max(picture.pixels.shape) <= 128


def test_pixels_are_as_wide_as_high(town, lay, tif):
    lay(tif())
    (picture,) = read_pictures(town)
    (west, south), (east, north) = picture.corners(town.frame, [0, 1], [0, 1])
    height, width = picture.pixels.shape[:2]
    assert (east - west) / width == pytest.approx((north - south) / height, rel=0.02)


def test_unknown_system_is_asked_for(lay, tif):
    with pytest.raises(BadInput, match="EPSG"):
        lay(tif(crs=None))


def test_system_that_was_said(town, lay, tif):
    (west, east), (south, north) = Transformer.from_crs(4326, 4544, always_xy=True).transform([WEST, EAST], [SOUTH, NORTH])
    report = lay(tif(box=(west, south, east, north), crs=None), datum="EPSG:4544")
    assert report.datum.as_json()["chosen"] == "EPSG:4544"
    assert is_red(colour_at(town, WEST + 0.013, NORTH - 0.005))


def test_picture_drawn_in_gcj02_is_moved(town, lay, tif):
    lon, lat = convert([WEST, EAST], [SOUTH, NORTH], "WGS84", "GCJ02")
    lay(tif(box=(lon[0], lat[0], lon[1], lat[1])), datum="gcj02")
    middle, height = (WEST + EAST) / 2, (SOUTH + NORTH) / 2
    assert is_red(colour_at(town, middle - 0.0004, height + 0.0004))
    assert not is_red(colour_at(town, middle + 0.0004, height + 0.0004))


def test_plain_tif_has_no_place(lay, tif):
    with pytest.raises(BadInput, match=r"tfw"):
        lay(tif(box=None, crs=None))


def test_world_file_gives_the_place(town, lay, tif):
    path = tif(box=None, crs=None)
    wide, high = (EAST - WEST) / 600, (NORTH - SOUTH) / 300
    path.with_suffix(".tfw").write_text("\n".join(map(str, (wide, 0, 0, -high, WEST + wide / 2, NORTH - high / 2))))
    lay(path, datum="EPSG:4326")
    assert is_red(colour_at(town, WEST + 0.012, NORTH - 0.0055))


def test_picture_elsewhere_is_refused(town, lay, tif):
    with pytest.raises(BadInput, match="116"):
        lay(tif(box=(116.3, 39.9, 116.4, 40.0)))
    assert town.count(Query("ground_picture")) == 0


def test_too_coarse_a_picture_is_refused(lay, tif):
    with pytest.raises(BadInput, match="像素"):
        lay(tif(pixels=cross(40, 40), box=(100, 27, 108, 35)))


def test_grey_picture(town, lay, tif):
    lay(tif(pixels=cross(bands=1)))
    colour = colour_at(town, WEST + 0.012, NORTH - 0.0055)
    assert np.ptp(colour) <= 4


def test_sixteen_bits_are_stretched(town, lay, tif):
    pixels = np.tile(np.linspace(300, 900, 600).astype(np.uint16), (3, 300, 1))
    report = lay(tif(pixels=pixels))
    assert any("拉伸" in note for note in report.notes)
    assert colour_at(town, WEST + 0.009, NORTH - 0.0055)[0] < 110
    assert colour_at(town, WEST + 0.0205, NORTH - 0.0055)[0] > 150


def test_palette(town, lay, tmp_path, tif):
    import rasterio

    path = tif(pixels=np.full((1, 300, 600), 7, np.uint8), photometric="palette")
    with rasterio.open(path, "r+") as file:
        file.write_colormap(1, {7: (200, 30, 40, 255)})
    lay(path)
    assert colour_at(town, WEST + 0.012, NORTH - 0.0055) == pytest.approx([200, 30, 40], abs=6)


def test_nothing_is_see_through(town, lay, tif):
    pixels = cross()
    pixels[:, :, 300:] = 0
    lay(tif(pixels=pixels, nodata=0))
    (picture,) = read_pictures(town)
    alpha = picture.pixels[..., 3]
    assert alpha[:, :5].min() == 255
    assert alpha[:, -5:].max() == 0


def test_blank_picture_is_refused(lay, tif):
    with pytest.raises(BadInput, match="空白"):
        lay(tif(pixels=np.zeros((3, 300, 600), np.uint8), nodata=0))


def test_turned_picture(town, lay, tif):
    """A picture whose rows do not run west to east."""
    import rasterio
    from rasterio.transform import Affine

    path = tif()
    with rasterio.open(path, "r+") as file:
        file.transform = Affine.translation(104.005, 30.61) * Affine.rotation(-45) * Affine.scale(4e-5, -4e-5)
    lay(path)
    (picture,) = read_pictures(town)
    assert 0.2 < (picture.pixels[..., 3] > 0).mean() < 0.9


def test_real_picture(shared_data, tmp_path):
    from data.exchange.importer import import_file
    from data.store.station import Station

    with Station.create(tmp_path / "empty.station", "空") as station:
        report = import_file(station, shared_data / "basemap" / "shade.tif", who="t")
        assert (report.kind, report.added) == ("ground_picture", 1)
        assert station.verify().sound


GAUSS = "EPSG:4544"  # CGCS2000, the central meridian that the small town is near to


@pytest.fixture
def metres(tif):
    """Write a picture in metres that says nothing of its system."""

    def write(name="航拍.tif", **more):
        (west, east), (south, north) = Transformer.from_crs(4326, 4544, always_xy=True).transform([WEST, EAST], [SOUTH, NORTH])
        return tif(name, box=(west, south, east, north), crs=None, **more)

    return write


def test_the_question_names_the_systems_that_fit(lay, metres):
    with pytest.raises(DatumUnclear) as told:
        lay(metres())
    assert told.value.candidates[0] == GAUSS
    assert GAUSS in told.value.message


def test_corners_are_told_before_the_system_is_known(metres):
    x, y = corners_of(metres())
    there = Transformer.from_crs(4326, 4544, always_xy=True).transform(WEST, SOUTH)
    assert (x.min(), y.min()) == pytest.approx(there)


def test_a_picture_elsewhere_tells_how_far(lay, tif):
    with pytest.raises(Elsewhere, match=r"离本站 1,\d{3} 千米"):
        lay(tif(box=(116.3, 39.9, 116.4, 40.0)))


def test_a_picture_elsewhere_tells_in_which_system_the_file_says_it_is(lay, tif):
    with pytest.raises(Elsewhere, match="不在本站：文件写明的坐标系") as told:
        lay(tif(box=(116.3, 39.9, 116.4, 40.0)))
    assert told.value.taken.chosen.startswith("EPSG:")


@pytest.fixture
def photo(tmp_path):
    """Write a JPG with a world file in degrees and return its path."""
    path = tmp_path / "影像.jpg"
    Image.fromarray(cross().transpose(1, 2, 0)).save(path, quality=95)
    wide, high = (EAST - WEST) / 600, (NORTH - SOUTH) / 300
    path.with_suffix(".jgw").write_text("\n".join(map(str, (wide, 0, 0, -high, WEST + wide / 2, NORTH - high / 2))))
    return path


def test_a_photo_with_a_world_file_lies_where_that_says(town, lay, photo):
    lay(photo, datum="wgs84")
    assert is_red(colour_at(town, WEST + 0.012, NORTH - 0.0055))
    assert not is_red(colour_at(town, WEST + 0.018, NORTH - 0.0055))


def test_a_system_beside_a_photo_is_read(town, lay, photo):
    photo.with_suffix(".prj").write_text(CRS.from_epsg(4326).to_wkt())
    assert lay(photo).added == 1


def test_a_photo_without_a_place_is_refused(lay, photo):
    photo.with_suffix(".jgw").unlink()
    with pytest.raises(BadInput, match="jgw") as told:
        lay(photo)
    assert not isinstance(told.value, DatumUnclear)  # no system would help


def test_a_picture_put_together_of_tiles_of_gcj02_is_moved(town, lay, tif):
    x, y = convert([WEST, EAST], [SOUTH, NORTH], "WGS84", "GCJ02WM")
    lay(tif(box=(x[0], y[0], x[1], y[1]), crs=None), datum="GCJ02WM")
    middle, height = (WEST + EAST) / 2, (SOUTH + NORTH) / 2
    assert is_red(colour_at(town, middle - 0.0004, height + 0.0004))
    assert not is_red(colour_at(town, middle + 0.0004, height + 0.0004))
