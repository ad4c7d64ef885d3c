"""Addresses find the building and room that they name, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from data.query import equals

# text, building, unit, room, whether the room is recorded
FOUND = [
    ("金沙小区5栋2单元301", "金沙小区5栋", "2", "301", True),
    ("金沙小区五号楼2单元301室", "金沙小区5栋", "2", "301", True),
    ("金沙小区5-1-301", "金沙小区5栋", "1", "301", True),
    ("金沙小区5#2-1203", "金沙小区5栋", "2", "1203", True),
    ("四川省成都市青羊区金沙街道金沙小区5栋2单元301", "金沙小区5栋", "2", "301", True),
    ("金沙小区１２栋１单元２０１", "金沙小区12栋", "1", "201", True),
    ("金沙小区12栋201", "金沙小区12栋", "1", "201", True),
    ("金沙小区1栋2单元301", "金沙小区1栋", "2", "301", True),
    ("金沙小区05栋2单元301", "金沙小区5栋", "2", "301", True),
    ("金沙5栋2单元301", "金沙小区5栋", "2", "301", True),
    ("金沙小区5栋2单元801", "金沙小区5栋", "2", "801", False),
    ("金沙路18号2单元301", "金沙小区5栋", "2", "301", True),
    ("金沙路18号", "金沙小区5栋", None, None, False),
    ("成都市解放路66号1203室", "银杏大厦", None, "1203", True),
    ("银杏大厦12层1203", "银杏大厦", None, "1203", True),
    ("银杏大厦", "银杏大厦", None, None, False),
    ("翠竹新村A座", "翠竹新村A座", None, None, False),
    ("翠竹新邨A座", "翠竹新村A座", None, None, False),
    ("河滨花园三期5栋", "河滨花园三期5栋", None, None, False),
    ("幸福社区3栋", "幸福社区3栋", None, None, False),
]
OUTSIDE = [
    "翠柏新村A座",
    "金沙小区15栋2单元301",
    "河滨花园一期5栋",
    "河滨花园5栋",
    "西湖小区5栋",
    "金沙三区5栋",
    "解放路67号",
    "外地",
    "",
    "   ",
    "5栋",
    "金沙小区",
    "金沙路18号9栋",
]


@pytest.fixture
def names(town):
    columns = town.columns(equals("building"), ["id", "name"])
    return dict(zip(columns["id"], columns["name"], strict=True))


@pytest.mark.parametrize(("text", "building", "unit", "room", "recorded"), FOUND, ids=[row[0] for row in FOUND])
def test_found(book, names, text, building, unit, room, recorded):
    match = book.match(text)
    assert match.found, match.why
    assert (names[match.building], match.unit, match.room, match.dwelling is not None) == (building, unit, room, recorded)


@pytest.mark.parametrize("text", OUTSIDE)
def test_nothing_is_forced(book, text):
    match = book.match(text)
    assert not match.found
    assert match.why


def test_a_compound_without_a_number_offers_its_buildings(book):
    assert len(book.match("金沙小区").alternatives) == 4


@pytest.mark.parametrize("text", ["金沙小区5栋附近", "金沙小区5栋旁", "解放路66号对面"])
def test_beside_a_building_is_not_in_it(book, text):
    match = book.match(text)
    assert not match.found
    assert len(match.alternatives) == 1


def test_a_room_in_two_units_is_not_guessed(book):
    match = book.match("金沙小区5栋301")
    assert match.found
    assert match.dwelling is None


def test_an_unrecorded_room_is_said(book):
    match = book.match("金沙小区5栋2单元801")
    assert match.missing_room
    assert match.storey == 8


def test_a_room_added_in_the_same_import_is_found(book):
    match = book.match("金沙小区5栋2单元801")
    book.remember(match.building, "2", "801", -1, 8)
    assert book.match("金沙小区5栋2单元801").dwelling == -1


def test_the_recorded_storey_wins(book):
    assert book.match("金沙小区5栋2单元1203").storey == 12


@st.composite
def misspelt(draw: DrawFn) -> str:
    return draw(st.sampled_from(["金沙", "金沙小区", "河滨", "银杏大厦", "X"])) + draw(
        st.text(alphabet="金沙小区一二三期栋单元-/#0123456789号路A", max_size=12)
    )


def test_a_match_is_always_explained(book):
    @settings(max_examples=300)
    @given(misspelt())
    def check(text: str) -> None:
        match = book.match(text)
        assert match.why
        assert 0.0 <= match.sure <= 1.0
        assert match.building is not None or match.dwelling is None

    check()
