"""Reference systems as Chinese offices write them: zones with and without number, axes exchanged, degrees in any order."""

from pathlib import Path

import numpy as np
import pytest
import shapely
from pyproj import Transformer

from data.errors import BadInput
from data.exchange.places.grids import grid_of, suggestion
from data.exchange.places.read import read_places
from data.exchange.places.systems import place_shapes
from tests.places.vectors import dot, write

PATH = Path("x.shp")
ZONES = [*range(4491, 4502), *range(4502, 4513), *range(4513, 4534), *range(4534, 4555)]


def meridian_of(code):
    """The central meridian of a CGCS2000 zone in degrees, by the order of the codes."""
    if code < 4513:
        return 75 + 6 * ((code - 4491) % 11)
    return 75 + 3 * ((code - 4513) % 21)


def placed(points, own=None, datum=None):
    shapes, guess, notes = place_shapes(np.array([shapely.Point(p) for p in points], dtype=object), own, datum, PATH)
    return [(round(s.x, 6), round(s.y, 6)) for s in shapes], guess, notes


@pytest.mark.parametrize("code", ZONES)
def test_each_zone_of_cgcs2000_comes_back_to_its_degrees(code, tmp_path):
    lon, lat = meridian_of(code) + 0.7, 31.2
    x, y = Transformer.from_crs("EPSG:4490", f"EPSG:{code}", always_xy=True).transform(lon, lat)
    found, guess, notes = placed([(x, y)], f"EPSG:{code}")
    assert (found, guess.chosen, notes) == ([(round(lon, 6), lat)], f"EPSG:{code}", [])


@pytest.mark.parametrize("code", [4491, 4507, 4528, 4549])
def test_north_before_east_is_exchanged(code):
    lon, lat = meridian_of(code) + 0.5, 31.2
    x, y = Transformer.from_crs("EPSG:4490", f"EPSG:{code}", always_xy=True).transform(lon, lat)
    found, _, notes = placed([(y, x)], f"EPSG:{code}")
    assert (found, len(notes)) == ([(lon, lat)], 1)


@pytest.mark.parametrize(("written", "declared"), [(4528, 4549), (4549, 4528), (4498, 4509), (4509, 4498), (4528, 4509)])
def test_the_number_of_the_zone_is_put_right(written, declared):
    lon, lat = meridian_of(written) + 0.5, 31.2
    x, y = Transformer.from_crs("EPSG:4490", f"EPSG:{written}", always_xy=True).transform(lon, lat)
    if meridian_of(written) != meridian_of(declared):
        with pytest.raises(BadInput, match="带号"):
            placed([(x, y)], f"EPSG:{declared}")
        return
    found, _, notes = placed([(x, y)], f"EPSG:{declared}")
    assert (found, len(notes)) == ([(lon, lat)], 1)


def test_the_number_of_another_zone_is_refused():
    with pytest.raises(BadInput, match="38"):
        placed([(38_500_000.0, 3_457_000.0)], "EPSG:4549")


@pytest.mark.parametrize(("point", "code"), [
    ((40_500_000.0, 3_457_000.0), "EPSG:4528"), ((3_457_000.0, 40_500_000.0), "EPSG:4528"),
    ((20_500_000.0, 3_457_000.0), "EPSG:4498"),
    ((500_000.0, 3_457_000.0), "EPSG:4547"), ((13_529_030.0, 3_661_130.0), "EPSG:3857"),
])  # fmt: skip
def test_metres_without_a_system_are_asked_for_with_a_suggestion(point, code):
    with pytest.raises(BadInput, match=code):
        placed([point])


def test_local_metres_have_no_suggestion():
    assert suggestion(np.array([(12.0, 40.0)])) == ""


def test_latitude_before_longitude_is_exchanged():
    found, guess, notes = placed([(31.2, 121.5), (31.3, 121.6)])
    assert (found, guess.sure, len(notes)) == ([(121.5, 31.2), (121.6, 31.3)], False, 1)


def test_latitude_before_longitude_in_a_system_of_degrees_is_exchanged():
    found, _, notes = placed([(31.2, 121.5)], "EPSG:4490")
    assert (found, len(notes)) == ([(121.5, 31.2)], 1)


@pytest.mark.parametrize("code", [2345, 2436, 4555])
def test_older_chinese_datums_say_that_they_are_coarse(code):
    from pyproj import CRS

    grid = grid_of(CRS.from_epsg(code)) if code != 4555 else None
    point = (500_000.0 + (grid.zone if grid else 0) * 1e6, 3_457_000.0) if code != 4555 else (121.5, 31.2)
    _, _, notes = placed([point], f"EPSG:{code}")
    assert any("精确" in note for note in notes)


@pytest.mark.parametrize("name", [
    'PROJCS["CGCS2000_3_Degree_GK_CM_120E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",'
    'SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],'
    'PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],'
    'PARAMETER["Central_Meridian",120.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]',
])  # fmt: skip
def test_a_prj_of_arcgis_is_understood(name):
    x, y = Transformer.from_crs("EPSG:4490", "EPSG:4549", always_xy=True).transform(120.5, 31.2)
    found, guess, _ = placed([(x, y)], name)
    assert (found, guess.chosen) == ([(120.5, 31.2)], "EPSG:4549")


@pytest.mark.parametrize("code", [3857, 28992, 7415, 32651, 2263, 4490])
def test_any_code_goes(code, tmp_path):
    there = {28992: (5.0, 52.0), 7415: (5.0, 52.0), 2263: (-74.0, 40.7)}.get(code, (121.5, 31.2))
    flat = {7415: 28992}.get(code, code)
    x, y = Transformer.from_crs("EPSG:4326", f"EPSG:{flat}", always_xy=True).transform(*there)
    found, _, _ = placed([(x, y)], f"EPSG:{code}")
    assert np.abs(np.array(found[0]) - there).max() < 2e-5


def test_a_point_that_the_system_cannot_have_is_refused_alone(tmp_path):
    path = write(tmp_path / "places.gpkg", [shapely.Point(500_000, 3_457_000), shapely.Point(1e30, 1e30)], crs="EPSG:32651",
                 name=["甲", "乙"])  # fmt: skip
    read = read_places(path)
    assert (read.numbers, [r.row for r in read.rejects]) == ([1], [2])


def test_an_unknown_code_is_told(tmp_path):
    path = write(tmp_path / "places.gpkg", [dot(0, 0)], name=["甲"])
    with pytest.raises(BadInput, match="99999"):
        read_places(path, "EPSG:99999")
