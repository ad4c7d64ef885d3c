"""Questions by field, text, order and place of belonging."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.errors import InvalidValue, WrongUsage
from data.kinds.writing import is_lost
from data.query import Query, Where, equals
from data.records import Edit
from tests.store.conftest import add, box

PEOPLE = [
    {"name": "张伟", "gender": "male", "phone": "13901234567", "birth": "1980-01-02"},
    {"name": "李娜", "gender": "female", "birth": "1990-05-06"},
    {"name": "王100%_\\", "gender": "male", "phone": "13800000000"},
    {"name": "赵六"},
]


@pytest.fixture
def people(station):
    station.apply([Edit("person", None, p) for p in PEOPLE], who="a", why="b")
    return station


def names(station, *where, **rest):
    return [r["name"] for r in station.read(Query("person", where, **rest))]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (Where("gender", "is", "male"), ["张伟", "王100%_\\"]),
        (Where("gender", "is", None), ["赵六"]),
        (Where("gender", "not", "male"), ["李娜", "赵六"]),
        (Where("gender", "not", None), ["张伟", "李娜", "王100%_\\"]),
        (Where("gender", "in", ("female", None)), ["李娜", "赵六"]),
        (Where("gender", "in", ()), []),
        (Where("name", "has", "%_\\"), ["王100%_\\"]),
        (Where("name", "has", "_"), ["王100%_\\"]),
        (Where("phone", "has", "0123"), ["张伟"]),
        (Where("birth", "<", "1990-05-06"), ["张伟"]),
        (Where("birth", ">=", "1990-05-06"), ["李娜"]),
    ],
)
def test_operators(people, where, expected):
    assert names(people, where) == expected


def test_conditions_are_joined_by_and(people):
    assert names(people, Where("gender", "is", "male"), Where("name", "has", "张")) == ["张伟"]


def test_equals(people):
    assert people.count(equals("person", gender="male")) == 2


def test_order_limit_and_offset(people):
    assert names(people, order=("-name",), limit=2, offset=1) == sorted((p["name"] for p in PEOPLE), reverse=True)[1:3]


def test_count_of_a_page(people):
    assert people.count(Query("person", limit=3, offset=2)) == 2


def test_only_the_fields_that_are_named_are_read(people):
    assert people.read(Query("person", fields=("gender",), limit=1))[0].values == {"gender": "male"}


def test_geometry_is_read_only_when_named(station):
    id = add(station, "building", name="a", geometry=box(121.5, 31.2))
    assert "geometry" not in station.get("building", id).values
    assert station.first(Query("building", fields=("geometry",)))["geometry"].equals(box(121.5, 31.2))


@pytest.mark.parametrize(
    "query", [Query("person", (Where("nonsense", "is", 1),)), Query("person", (Where("name", "~", 1),)), Query("ufo")]
)
def test_nonsense_is_refused(people, query):
    with pytest.raises(WrongUsage):
        people.read(query)


def test_a_field_name_cannot_smuggle_sql(people):
    with pytest.raises(WrongUsage):
        people.read(Query("person", order=("name; DROP TABLE person",)))


def test_where_a_person_stands(station, house):
    place = station.get("person", house["person"], placed=True).place
    assert (place.building, place.dwelling, place.storey, place.unit, place.room) == (
        house["building"],
        house["dwelling"],
        3,
        "2",
        "301",
    )
    assert (place.lon, place.lat) == pytest.approx((121.50025, 31.20025))


def test_a_person_who_left_stands_nowhere(station, house):
    station.apply([Edit("residence", house["residence"], {"until": "2024-01-01"})], who="a", why="b")
    assert station.get("person", house["person"], placed=True).place.building is None


def test_a_person_stands_where_they_moved_last(station, house):
    second = add(station, "building", name="二号", geometry=box(121.6, 31.3))
    add(station, "residence", person=house["person"], building=second, since="2025-01-01")
    assert station.get("person", house["person"], placed=True).place.building == second


def test_the_people_of_a_building(station, house):
    add(station, "person", name="别处的人")
    assert names(station, Where("building", "is", house["building"])) == ["张伟"]


def test_the_building_follows_from_the_dwelling(station, house):
    assert station.get("residence", house["residence"])["building"] == house["building"]


def test_the_building_follows_when_the_dwelling_changes(station, house):
    second = add(station, "building", name="二号")
    room = add(station, "dwelling", building=second, room="101")
    station.apply([Edit("residence", house["residence"], {"dwelling": room})], who="a", why="b")
    assert station.get("residence", house["residence"])["building"] == second


def test_a_case_has_its_own_storey(station, house):
    id = add(station, "case", type="theft", reported_at="2026-11-21T10:00:00Z", building=house["building"], storey=7)
    assert station.get("case", id, placed=True).place.storey == 7


def test_an_own_point_comes_before_the_building(station, house):
    from shapely import Point

    id = add(station, "shop", name="面馆", building=house["building"], geometry=Point(121.7, 31.4))
    assert station.get("shop", id, placed=True).place.lon == 121.7


def test_columns_hold_place_and_shapes(station, house):
    columns = station.columns(Query("person"), ["id", "lon", "building", "storey", "room"])
    assert columns == {
        "id": [house["person"]],
        "lon": [pytest.approx(121.50025)],
        "building": [house["building"]],
        "storey": [3],
        "room": ["301"],
    }
    assert station.columns(Query("building"), ["geometry"])["geometry"][0].equals(box(121.5, 31.2))


def test_columns_of_nothing_are_empty(station):
    assert station.columns(Query("person"), ["id", "name"]) == {"id": [], "name": []}


def test_the_kind_of_a_target_is_found(station, house):
    task = add(station, "task", title="走访", type="visit", subject=house["person"])
    assert station.get("task", task)["subject_kind"] == "person"


def test_tally_counts_by_field(people):
    assert people.tally(Query("person"), "gender") == {(None,): 1, ("female",): 1, ("male",): 2}


@pytest.mark.parametrize(
    ("part", "expected"),
    [("hour", 1), ("weekday", 6), ("day", "2026-11-22"), ("week", "2026-W47"), ("month", "2026-11")],
)
def test_tally_of_times_is_in_the_stations_zone(station, part, expected):
    add(station, "case", type="theft", reported_at="2026-11-21T17:30:00Z")
    assert station.tally(Query("case"), f"reported_at:{part}") == {(expected,): 1}


def test_tally_by_two(station):
    for type in ("theft", "theft", "noise"):
        add(station, "case", type=type, reported_at="2026-11-21T17:30:00Z")
    assert station.tally(Query("case"), "type", "reported_at:hour") == {("noise", 1): 1, ("theft", 1): 2}


def test_a_part_of_no_time_is_refused(station):
    with pytest.raises(WrongUsage):
        station.tally(Query("case"), "type:hour")


def test_a_required_field_must_be_there(station):
    with pytest.raises(InvalidValue):
        add(station, "person", phone="13901234567")


def test_an_unknown_field_is_refused(station):
    with pytest.raises(WrongUsage, match="shoe"):
        add(station, "person", name="张伟", shoe=42)


def test_a_wrong_value_among_many_is_refused(station):
    edits = [Edit("person", None, {"name": f"人{n}", "phone": f"139{n:08d}"}) for n in range(500)]
    edits.append(Edit("person", None, {"name": "x", "phone": "not a phone"}))
    with pytest.raises(InvalidValue):
        station.apply(edits, who="a", why="b")
    assert station.count(Query("person")) == 0


def test_many_values_are_brought_to_their_form(station):
    edits = [Edit("person", None, {"name": f"人{n} "}) for n in range(300)]
    station.apply(edits, who="a", why="b")
    assert station.first(Query("person"))["name"] == "人0"


def test_a_default_is_filled_in(station):
    assert station.get("camera", add(station, "camera", code="c1"))["state"] == "working"


def test_a_link_to_nothing_is_refused(station):
    with pytest.raises(InvalidValue, match="999"):
        add(station, "dwelling", building=999, room="1")
    assert station.count(Query("dwelling")) == 0


def test_a_link_of_many_kinds_to_nothing_is_refused(station):
    with pytest.raises(InvalidValue, match="999"):
        add(station, "task", title="x", type="visit", subject=999)


VALUES = st.one_of(st.none(), st.sampled_from(["male", "female"]))
WRITTEN = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=8)
NAMES = WRITTEN.filter(lambda t: not is_lost(t))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(NAMES, VALUES), min_size=1, max_size=12), NAMES, VALUES)
def test_queries_answer_like_a_plain_loop(station, rows, piece, gender):
    edits = [Edit("person", None, {"name": n, "gender": g}) for n, g in rows]
    ids = [c.id for c in station.apply(edits, who="a", why="b").changes]
    kept = {r.id: r for r in station.read(Query("person", (Where("id", "in", tuple(ids)),)))}
    found = station.read(Query("person", (Where("id", "in", tuple(ids)), Where("gender", "is", gender))))
    assert [r.id for r in found] == [i for i in ids if kept[i]["gender"] == gender]
    tally = station.tally(Query("person", (Where("id", "in", tuple(ids)),)), "gender")
    assert tally == Counter((r["gender"],) for r in kept.values())
    has = station.read(Query("person", (Where("id", "in", tuple(ids)), Where("name", "has", piece))))
    assert {r.id for r in has} >= {i for i in ids if piece in kept[i]["name"]}
