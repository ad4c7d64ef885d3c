"""Areas: the place index and shapely together give what a plain loop over all shapes gives."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyproj import Geod

from data.errors import InvalidValue, WrongUsage
from data.query import Area, Query
from data.records import Edit
from tests.store.conftest import add, box

GEOD = Geod(ellps="WGS84")
DEGREES = st.tuples(st.floats(121.49, 121.51), st.floats(31.19, 31.21))


def ids(station, kind, **area):
    return {r.id for r in station.read(Query(kind, area=Area(**area)))}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(DEGREES, min_size=1, max_size=20), DEGREES, st.floats(1, 1500))
def test_near_agrees_with_distances_on_the_ellipsoid(station, points, centre, metres):
    made = station.apply([Edit("camera", None, {"code": "c", "geometry": shapely.Point(p)}) for p in points], who="a", why="b")
    distances = {c.id: GEOD.inv(*centre, *p)[2] for c, p in zip(made.changes, points, strict=True)}
    found = ids(station, "camera", near=(*centre, metres)) & set(distances)
    sure = {i for i, d in distances.items() if d < metres * 0.999 - 0.01}
    possible = {i for i, d in distances.items() if d < metres * 1.001 + 0.01}
    assert sure <= found <= possible


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(DEGREES, min_size=1, max_size=20), st.lists(DEGREES, min_size=3, max_size=6))
def test_within_agrees_with_shapely(station, corners, ring):
    target = shapely.MultiPoint(ring).convex_hull
    if target.geom_type != "Polygon":
        return
    made = station.apply([Edit("building", None, {"name": "b", "geometry": box(*c)}) for c in corners], who="a", why="b")
    expected = {c.id for c, corner in zip(made.changes, corners, strict=True) if box(*corner).intersects(target)}
    assert ids(station, "building", within=target) & {c.id for c in made.changes} == expected


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(DEGREES, min_size=1, max_size=20), DEGREES, DEGREES)
def test_bbox_agrees_with_comparisons(station, points, a, b):
    west, east, south, north = min(a[0], b[0]), max(a[0], b[0]), min(a[1], b[1]), max(a[1], b[1])
    made = station.apply([Edit("camera", None, {"code": "c", "geometry": shapely.Point(p)}) for p in points], who="a", why="b")
    expected = {c.id for c, p in zip(made.changes, points, strict=True) if west <= p[0] <= east and south <= p[1] <= north}
    assert ids(station, "camera", bbox=(west, south, east, north)) & {c.id for c in made.changes} == expected


def test_people_are_where_their_building_is(station, house):
    add(station, "person", name="没有住处")
    assert ids(station, "person", bbox=(121.5, 31.2, 121.501, 31.201)) == {house["person"]}
    assert ids(station, "person", bbox=(121.6, 31.2, 121.601, 31.201)) == set()


def test_dwellings_are_where_their_building_is(station, house):
    assert ids(station, "dwelling", near=(121.50025, 31.20025, 5)) == {house["dwelling"]}


def test_a_shop_with_a_point_is_there_and_not_at_its_building(station, house):
    id = add(station, "shop", name="面馆", building=house["building"], geometry=shapely.Point(121.7, 31.4))
    assert ids(station, "shop", near=(121.50025, 31.20025, 100)) == set()
    assert ids(station, "shop", near=(121.7, 31.4, 1)) == {id}


def test_area_and_count_go_together(station, house):
    assert station.count(Query("person", area=Area(near=(121.50025, 31.20025, 100)), limit=5)) == 1


def test_a_moved_record_is_at_its_new_place(station):
    id = add(station, "camera", code="c", geometry=shapely.Point(121.5, 31.2))
    station.apply([Edit("camera", id, {"geometry": shapely.Point(121.6, 31.3)})], who="a", why="b")
    assert ids(station, "camera", near=(121.5, 31.2, 10)) == set()
    assert ids(station, "camera", near=(121.6, 31.3, 10)) == {id}


def test_a_record_without_shape_is_nowhere(station):
    add(station, "camera", code="c")
    assert ids(station, "camera", bbox=(-180, -90, 180, 90)) == set()


def test_the_extent_holds_all_shapes(station):
    add(station, "camera", code="a", geometry=shapely.Point(121.5, 31.2))
    add(station, "camera", code="b", geometry=shapely.Point(121.6, 31.3))
    assert station.info().extent == pytest.approx((121.5, 31.2, 121.6, 31.3), abs=1e-4)


def test_the_origin_comes_from_the_first_shapes(tmp_path):
    from data.store import Station

    with Station.create(tmp_path / "a.station", "x") as station:
        add(station, "camera", code="a", geometry=shapely.Point(-95.3, 29.7))
        assert (station.frame.lon, station.frame.lat) == (-95.3, 29.7)


@pytest.mark.parametrize(
    "area",
    [
        Area(),
        Area(bbox=(1, 1, 0, 0)),
        Area(near=(0, 0, -1)),
        Area(bbox=(0, 0, 1, 1), near=(0, 0, 1)),
        Area(within=shapely.Point(0, 0)),
        Area(beside=(shapely.Point(), 5.0)),
        Area(beside=(shapely.Point(0, 0), -1.0)),
    ],
)
def test_a_senseless_area_is_refused(station, area):
    with pytest.raises(WrongUsage):
        station.read(Query("camera", area=area))


@pytest.mark.parametrize("shape", [box(121, 31), shapely.Point(1000, 31), shapely.Point(float("inf"), 0)])
def test_a_shape_that_cannot_be_is_refused(station, shape):
    with pytest.raises(InvalidValue):
        add(station, "camera", code="c", geometry=shape)


def test_a_kind_without_shape_takes_none(station):
    with pytest.raises(InvalidValue):
        add(station, "person", name="张伟", geometry=shapely.Point(121, 31))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(DEGREES, min_size=1, max_size=20), st.lists(DEGREES, min_size=2, max_size=4, unique=True), st.floats(1, 400))
def test_beside_a_line_agrees_with_distances_in_metres(station, points, way, metres):
    made = station.apply([Edit("camera", None, {"code": "c", "geometry": shapely.Point(p)}) for p in points], who="a", why="b")
    line = station.frame.geometry_to_local(shapely.LineString(way))
    places = station.frame.geometry_to_local(shapely.points(points))
    away = dict(zip([c.id for c in made.changes], shapely.distance(places, line), strict=True))
    found = ids(station, "camera", beside=(shapely.LineString(way), metres)) & set(away)
    assert {i for i, d in away.items() if d < metres * 0.999 - 0.05} <= found
    assert found <= {i for i, d in away.items() if d < metres * 1.001 + 0.05}


def test_all_that_lies_inside_is_told_by_kind(station, house):
    camera = add(station, "camera", code="c", geometry=shapely.Point(121.5002, 31.2002))
    add(station, "camera", code="far", geometry=shapely.Point(121.6, 31.3))
    found = station.inside(Area(near=(121.50025, 31.20025, 60)))
    assert found["camera"] == [camera]
    assert (found["person"], found["dwelling"], found["building"]) == ([house["person"]], [house["dwelling"]], [house["building"]])
    for kind in station.kinds:
        assert found.get(kind, []) == sorted(ids(station, kind, near=(121.50025, 31.20025, 60)))


def test_only_the_kinds_asked_for_are_told(station, house):
    assert set(station.inside(Area(near=(121.50025, 31.20025, 60)), ("person", "camera"))) == {"person"}


def test_cells_cover_an_area_and_those_within_lie_in_it():
    from data.store.places import Tester, box_of, cells_of

    area = Area(near=(121.5, 31.2, 300.0))
    within, rim = cells_of(Tester(area), box_of(area))
    disc = shapely.union_all([shapely.box(*cell) for cell in (*within, *rim)])
    assert within
    assert Tester(area).surely(np.array(within)).all()
    circle = Tester(area)._inner
    assert disc.buffer(1e-9).covers(circle)


def test_a_building_across_many_cells_is_found_once(station):
    made = station.apply([Edit("building", None, {"name": "长楼", "geometry": shapely.box(121.499, 31.1999, 121.501, 31.2001)})],
                         who="a", why="b")  # fmt: skip
    assert station.inside(Area(near=(121.5, 31.2, 2000.0)), ("building",)) == {"building": [made.changes[0].id]}
