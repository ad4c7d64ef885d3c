"""Plain geometries read thousands at once, and the odd ones among them left to the long way."""

import json

import pytest
import shapely

from data.exchange.places.ragged import plain_shapes

SOUND = [
    {"type": "Point", "coordinates": [121.4, 31.2]},
    {"type": "Point", "coordinates": [121, 31]},
    {"type": "LineString", "coordinates": [[121.4, 31.2], [121.5, 31.3], [121.6, 31.2]]},
    {"type": "Polygon", "coordinates": [[[0, 0], [4, 0], [4, 4], [0, 0]]]},
    {"type": "Polygon", "coordinates": [[[0, 0], [9, 0], [9, 9], [0, 9], [0, 0]], [[1, 1], [2, 1], [2, 2], [1, 1]]]},
]
ODD = [
    None, "POINT (1 2)", {"type": "Point"}, {"type": "Point", "coordinates": []}, {"type": "Point", "coordinates": [1]},
    {"type": "Point", "coordinates": ["1", "2"]}, {"type": "Point", "coordinates": [True, 2]},
    {"type": "Point", "coordinates": [[1, 2]]}, {"type": "LineString", "coordinates": [[1, 2]]},
    {"type": "LineString", "coordinates": [1, 2]}, {"type": "Polygon", "coordinates": []},
    {"type": "Polygon", "coordinates": [[]]}, {"type": "Polygon", "coordinates": [[[0, 0], [4, 0], [4, 4], [0, 1]]]},
    {"type": "Polygon", "coordinates": [[[0, 0], [4, 0], [0, 0]]]},
    {"type": "Polygon", "coordinates": [[[0, 0], [4], [4, 4], [0, 0]]]},
    {"type": "Polygon", "coordinates": [[[0, 0], [4, None], [4, 4], [0, 0]]]}, {"type": "Point", "coordinates": [10**400, 2]},
    {"type": "Polygon", "coordinates": {"a": 1}}, {"type": "MultiPoint", "coordinates": [[1, 2]]}, {"type": "Ellipse"},
]  # fmt: skip


def test_plain_geometries_are_what_shapely_reads():
    shapes, left = plain_shapes(SOUND)
    expected = shapely.from_geojson([json.dumps(g) for g in SOUND])
    assert left.tolist() == []
    assert shapely.equals_identical(shapes, expected).all()


def test_heights_are_left_out():
    shapes, _ = plain_shapes([{"type": "LineString", "coordinates": [[1, 2, 30], [3, 4, 30]]}])
    assert shapes[0].wkt == "LINESTRING (1 2, 3 4)"


@pytest.mark.parametrize("odd", ODD, ids=json.dumps)
def test_an_odd_geometry_is_left_to_the_long_way(odd):
    _, left = plain_shapes([*SOUND, odd])
    assert len(SOUND) in left.tolist()


def test_no_geometries_are_no_shapes():
    shapes, left = plain_shapes([])
    assert (len(shapes), len(left)) == (0, 0)
