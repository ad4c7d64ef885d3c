"""What may be kept, and what is shown of it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, Point, Polygon

from data.errors import InvalidValue
from data.i18n import set_language
from data.kinds import Field, builtin_kinds
from data.kinds.checking import CHECKS
from data.kinds.model import FIELD_TYPES
from data.kinds.reading import READERS
from data.kinds.values import check, read, show, written

KINDS = builtin_kinds()
ZONE = "Asia/Shanghai"
LABEL = {"zh": "某项", "en": "Thing"}


def a(type: str, **more: object) -> Field:
    return Field("thing", type, LABEL, **more)


@pytest.fixture
def english():
    set_language("en")
    yield
    set_language("zh")


def test_every_type_of_field_can_be_read_and_checked():
    assert set(FIELD_TYPES) == set(CHECKS) == set(READERS)


@pytest.mark.parametrize(
    ("type", "value"),
    [
        ("text", 5),
        ("note", 5),
        ("int", "5"),
        ("int", True),
        ("int", 5.5),
        ("int", float("inf")),
        ("int", 2**63),
        ("real", "5"),
        ("real", float("nan")),
        ("bool", "yes"),
        ("bool", 2),
        ("date", "2024-2-3"),
        ("date", "2024-02-30"),
        ("date", 20240506),
        ("time", "2024-05-06"),
        ("time", "2024-05-06T25:00:00Z"),
        ("time", "2024-05-06 13:47"),
        ("choice", "none of these"),
        ("link", "5"),
        ("link", 0),
        ("link", True),
        ("phone", 13912346027),
        ("phone", "12"),
        ("id_number", "1"),
        ("url", "nothing"),
        ("solid", "POLYGON"),
        ("solid", Point(1, 2)),
        ("solid", Polygon([(0, 0), (1, 0), (1, 1)])),
    ],
)
def test_values_of_the_wrong_kind_are_refused_with_the_label(type, value):
    with pytest.raises(InvalidValue, match="某项"):
        check(a(type), value)


def test_moments_of_python_are_kept_in_the_stored_form():
    assert check(a("time"), dt.datetime(2024, 5, 6, 13, 47, tzinfo=dt.UTC)) == "2024-05-06T13:47:00Z"
    assert check(a("date"), dt.date(2024, 5, 6)) == "2024-05-06"


def test_a_solid_is_a_multipolygon_with_heights():
    face = Polygon([(0, 0, 1), (1, 0, 1), (1, 1, 2)])
    assert check(a("solid"), face) == MultiPolygon([face])


def test_blank_text_is_empty():
    assert check(a("text"), " \u3000") is None
    with pytest.raises(InvalidValue):
        check(a("text", required=True), " ")


@given(st.text(max_size=60))
def test_checking_text_again_changes_nothing(text):
    for type in ("text", "note"):
        once = check(a(type), text)
        assert check(a(type), once) == once


@given(st.text(max_size=40))
def test_reading_anything_gives_a_value_that_checks_or_a_complaint(text):
    for kind in ("case", "person", "camera"):
        for field in KINDS[kind].fields.values():
            try:
                value = read(field, text, ZONE)
            except InvalidValue as told:
                assert field.label in told.message
            else:
                assert check(field, value) == value


@given(
    st.integers(-(10**6), 10**6),
    st.floats(-1e9, 1e9),
    st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2150, 1, 1)),
    st.booleans(),
)
def test_what_is_written_into_an_edit_box_is_read_back(whole, real, moment, yes):
    values = {
        "int": whole,
        "real": check(a("real"), float(f"{real:.15g}")),
        "time": check(a("time"), moment.replace(tzinfo=dt.UTC)),
        "date": moment.date().isoformat(),
        "bool": yes,
    }
    for type, value in values.items():
        assert read(a(type), written(a(type), value, ZONE), ZONE) == value


@pytest.mark.parametrize(
    ("kind", "field", "value", "shown"),
    [
        ("case", "reported_at", "2026-11-21T13:47:00Z", "2026年11月21日 21:47"),
        ("residence", "since", "2024-05-06", "2024年5月6日"),
        ("building", "height", 21.0, "21 米"),
        ("camera", "bearing", 90.5, "90.5°"),
        ("dwelling", "area", 89.456, "89.46 平方米"),
        ("case", "type", "theft", "盗窃"),
        ("road", "oneway", False, "否"),
        ("person", "name", None, ""),
        ("attachment", "size", 2048, "2.0 KB"),
        ("task", "subject", 7, "#7"),
        ("building", "built", 1987, "1987"),
    ],
)
def test_values_as_people_read_them(kind, field, value, shown):
    assert show(KINDS[kind].field(field), value, zone=ZONE) == shown


def test_the_year_is_left_out_of_times_of_this_year():
    field, now = KINDS["case"].field("reported_at"), dt.datetime(2026, 11, 21, 14, tzinfo=dt.UTC)
    assert show(field, "2026-11-21T13:47:00Z", zone=ZONE, now=now) == "11月21日 21:47"
    assert show(field, "2025-11-21T13:47:00Z", zone=ZONE, now=now) == "2025年11月21日 21:47"


def test_units_are_left_to_the_heading_when_asked():
    assert show(KINDS["building"].field("height"), 21.0, zone=ZONE, unit=False) == "21"


@pytest.mark.usefixtures("english")
def test_values_in_english():
    assert show(KINDS["case"].field("reported_at"), "2026-11-21T13:47:00Z", zone=ZONE) == "21 Nov 2026, 21:47"
    assert show(KINDS["case"].field("type"), "theft", zone=ZONE) == "Theft"
    with pytest.raises(InvalidValue, match=r'Storeys "abc" is not right: should be a whole number'):
        read(KINDS["building"].field("storeys"), "abc", ZONE)


def test_a_number_is_shown_with_the_figures_that_its_field_wants():
    place = Field("lon", "real", {"zh": "经度", "en": "Longitude"}, unit="°", digits=5)
    turned = Field("course", "real", {"zh": "航向", "en": "Course"}, unit="°")
    assert [show(f, 102.7403216, zone="UTC") for f in (place, turned)] == ["102.74032°", "102.74°"]
