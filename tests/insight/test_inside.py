"""What lies in a part of the map, by kind."""

from __future__ import annotations

import shapely

from data.insight.inside import Count, count_inside, listed_kinds, named_area, queries_inside, task_words
from data.query import Area, Query


def test_only_kinds_that_stand_somewhere_are_listed(demo):
    names = listed_kinds(demo.kinds)
    assert names[:3] == ["person", "dwelling", "building"]
    assert "note" in names
    assert not {"alias", "attachment", "residence", "ground", "road"} & set(names)


def test_counts_are_those_of_the_questions(demo):
    area = Area(near=(demo.frame.lon, demo.frame.lat, 150.0))
    counts = count_inside(demo, area)
    assert {c.kind for c in counts} >= {"person", "building", "dwelling"}
    for count, query in zip(counts, queries_inside(counts, area), strict=True):
        assert (query.kind, demo.count(query)) == (count.kind, count.count)


def test_the_whole_station_is_inside_of_its_extent(demo):
    counts = {c.kind: c.count for c in count_inside(demo, Area(within=shapely.box(*demo.info().extent).buffer(0.001)))}
    assert counts["building"] == demo.count(Query("building"))
    assert counts["camera"] == demo.count(Query("camera"))


def test_a_task_on_all_of_it_names_people_covered(demo):
    area = Area(near=(demo.frame.lon, demo.frame.lat, 120.0))
    text = task_words(demo, area, [Count("person", 3), Count("shop", 2)], "半径 120 米")
    people = demo.read(Query("person", area=area, limit=5))
    assert text.startswith("范围：半径 120 米\n")
    assert people
    assert not any(person["name"] in text for person in people)


def test_a_part_of_the_map_is_called_after_the_building_that_is_nearest(demo):
    building = demo.first(Query("building", fields=("name", "geometry")))
    middle = building["geometry"].representative_point()
    assert named_area(demo, "半径 120 米", middle.x, middle.y) == f"{building['name']}一带（半径 120 米）"
    assert named_area(demo, f"{building['name']}里面", middle.x, middle.y) == f"{building['name']}里面"


def test_where_no_building_is_near_a_part_of_the_map_is_its_size(demo):
    assert named_area(demo, "半径 120 米", demo.frame.lon + 1.0, demo.frame.lat) == "半径 120 米"
