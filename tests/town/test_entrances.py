"""Ways into garages under the ground: which places are some, and where they lead."""

import pytest
from shapely.geometry import Point

from data.query import Query, equals
from data.records import Change, ChangeSet, Edit
from data.town.entrances import concerns, garage_entrances
from data.town.load import load_town

METRE = 1e-5  # degrees, near enough


@pytest.fixture
def at_door(town):
    """Add a place some metres south of a building's middle and return the town with it."""
    building = town.first(Query("building"))

    def add(category="地下车库入口", south=30.0, **more):
        shape = town.columns(equals("building", id=building.id), ("geometry",))["geometry"][0]
        spot = Point(shape.centroid.x, shape.bounds[1] - south * METRE)
        values = {"name": "入口", "category": category, "geometry": spot, **more}
        place = town.apply([Edit("place", None, values)], who="t", why="x")
        return place.changes[0].id, load_town(town)

    return add


def test_an_entrance_looks_at_the_house_that_it_leads_under(at_door):
    id, town = at_door()
    found = town.entrances
    assert [e.id for e in found] == [id]
    assert found[0].into == pytest.approx((0.0, 1.0), abs=0.05)


@pytest.mark.parametrize("category", ["公交站", None])
def test_other_places_are_none(at_door, category):
    assert at_door(category)[1].entrances == ()


def test_far_from_any_house_it_leads_nowhere(at_door):
    assert at_door(south=900.0)[1].entrances == ()


def test_its_own_house_counts_more_than_the_nearest(at_door, town):
    others = town.read(Query("building"))
    _, found = at_door(building=others[-1].id)
    row = list(found.buildings.ids).index(others[-1].id)
    to_own = found.buildings.footprints[row].centroid
    entrance = found.entrances[0]
    away = (to_own.x - entrance.at[0], to_own.y - entrance.at[1])
    assert entrance.into[0] * away[0] + entrance.into[1] * away[1] > 0


def test_a_town_without_houses_has_none(town):
    from data.town.model import Buildings

    empty = load_town(town).buildings
    columns = (empty.ids, empty.footprints, empty.base, empty.height, empty.storeys, empty.below)
    bare = Buildings(*(column[:0] for column in columns), [], [], {}, empty.has_parts[:0])
    assert garage_entrances(town, bare) == ()


def changes(*of):
    return ChangeSet(1, "2026-11-21T00:00:00Z", "t", "", "", of)


@pytest.mark.parametrize(("kind", "before", "after", "wanted"), [
    ("place", None, {"category": "车库入口"}, True), ("place", {"category": "车库入口"}, {"category": "公交站"}, True),
    ("place", None, {"category": "公交站"}, False), ("place", {"name": "旧"}, {"name": "新"}, False), ("task", None, {}, False),
])  # fmt: skip
def test_only_their_changes_make_the_town_new(kind, before, after, wanted):
    assert concerns(changes(Change(kind, 7, before, after))) is wanted
