"""No text of a person or a file ever becomes a part of SQL."""

from __future__ import annotations

import pytest

from data.errors import BadInput, WrongUsage
from data.kinds.load import parse_kind
from data.query import Query, Where
from data.records import Edit
from data.store import Station
from data.store.schema import quote

EVIL = ["'; DROP TABLE person; --", '" OR 1=1 --', "x' UNION SELECT * FROM _meta --", "%", "_", "\\", "NEAR(", '"', "*",
        "tokens:x", "NOT"]  # fmt: skip
NAMES = ["person; DROP TABLE person", 'na"me', "name--", "1name", "Name", "naïve", "sqlite_x", "", "a" * 60]
DECLARED = """name = "{name}"
title = "{{title}}"
[label]
zh = "甲"
en = "A"
[fields.{field}]
type = "text"
[fields.{field}.label]
zh = "题"
en = "T"
"""


@pytest.fixture(scope="module")
def station(tmp_path_factory):
    with Station.create(tmp_path_factory.mktemp("sql") / "a.station", "甲", origin=(121.5, 31.2)) as made:
        made.apply([Edit("person", None, {"name": "张伟", "work": text}) for text in EVIL], who="a", why="b")
        yield made


@pytest.mark.parametrize("text", EVIL)
def test_a_value_finds_itself_and_nothing_else(station, text):
    for op in ("is", "has"):
        found = station.read(Query("person", (Where("work", op, text),)))
        assert found
        assert all(text in r["work"] for r in found)


@pytest.mark.parametrize("text", EVIL)
def test_what_is_typed_into_the_search_is_no_question_of_its_own(station, text):
    station.find(text)
    station.read(Query("person", text=text))
    assert station.count(Query("person")) == len(EVIL)


@pytest.mark.parametrize("name", EVIL)
def test_a_name_that_is_no_field_is_refused(station, name):
    with pytest.raises(WrongUsage):
        station.read(Query("person", (Where(name, "is", 1),)))
    with pytest.raises(WrongUsage):
        station.read(Query("person", order=(name,)))
    with pytest.raises(WrongUsage):
        station.read(Query(name))


@pytest.mark.parametrize("op", ["; --", "= 1 OR 1", "LIKE", ""])
def test_a_comparison_that_is_none_is_refused(station, op):
    with pytest.raises(WrongUsage):
        station.read(Query("person", (Where("name", op, 1),)))


@pytest.mark.parametrize("name", [n for n in NAMES if n != "sqlite_x"])
def test_a_declared_name_is_a_plain_word(name):
    with pytest.raises(BadInput):
        parse_kind(DECLARED.format(name=name, field="title"), "x", own=True)


@pytest.mark.parametrize("name", ["select", "order", "group", "table"])
def test_a_declared_name_may_be_a_word_of_sql(tmp_path, name):
    with Station.create(tmp_path / "a.station", "甲") as made:
        made.add_kind(DECLARED.format(name=name, field="title"), who="a")
        made.apply([Edit(name, None, {"title": "x"})], who="a", why="b")
        assert made.count(Query(name)) == 1
        assert made.verify().sound


def test_a_quoted_name_cannot_end_its_quotes():
    assert quote('a" b') == '"a"" b"'
