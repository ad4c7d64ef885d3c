"""What a person corrects once is found from then on, can be undone and stands in a ledger."""

from __future__ import annotations

import pytest

from data.errors import InvalidValue, WrongUsage
from data.exchange.addresses import AddressBook, learn_alias, lesson_of
from data.query import Query, equals


@pytest.fixture
def ids(town):
    columns = town.columns(Query("building"), ["id", "name"])
    return dict(zip(columns["name"], columns["id"], strict=True))


def found(town, text):
    match = AddressBook(town).match(text)
    return match.building if match.found else None


def test_an_old_name_is_found_from_then_on(town, ids):
    assert found(town, "老纺织厂宿舍5栋2单元301") is None
    learn_alias(town, "老纺织厂宿舍5栋2单元301", ids["金沙小区5栋"], who="张三")
    match = AddressBook(town).match("老纺织厂宿舍5栋2单元301")
    assert match.building == ids["金沙小区5栋"]
    assert match.dwelling is not None


def test_one_building_teaches_the_name_of_its_compound(town, ids):
    learn_alias(town, "老纺织厂宿舍5栋2单元301", ids["金沙小区5栋"], who="张三")
    assert found(town, "老纺织厂宿舍12栋") == ids["金沙小区12栋"]


def test_another_number_teaches_that_building_alone(town, ids):
    learn_alias(town, "老纺织厂宿舍3栋", ids["金沙小区5栋"], who="张三")
    assert found(town, "老纺织厂宿舍3栋1单元301") == ids["金沙小区5栋"]
    assert found(town, "老纺织厂宿舍5栋") is None


def test_a_name_of_a_building_is_learnt(town, ids):
    learn_alias(town, "老供销社", ids["银杏大厦"], who="张三")
    assert found(town, "老供销社1203") == ids["银杏大厦"]
    assert found(town, "成都市老供销社12层") == ids["银杏大厦"]


def test_a_compound_may_be_told(town, ids):
    learn_alias(town, "老纺织厂宿舍", compound="金沙小区", who="张三")
    assert found(town, "老纺织厂宿舍1栋") == ids["金沙小区1栋"]


def test_a_text_of_another_town_is_found_once_a_person_said_so(town, ids):
    text = "北京市海淀区金沙小区5栋2单元301"
    assert AddressBook(town).match(text).outside
    learn_alias(town, text, ids["金沙小区5栋"], who="张三")
    assert found(town, text) == ids["金沙小区5栋"]
    assert found(town, "北京市海淀区金沙小区1栋") is None


def test_undo_forgets(town, ids):
    done = learn_alias(town, "老供销社", ids["银杏大厦"], who="张三")
    town.undo(done.id, who="张三")
    assert found(town, "老供销社") is None


def test_the_alias_stands_in_its_ledger(town, ids):
    learn_alias(town, "老供销社3楼", ids["银杏大厦"], who="张三")
    record = town.first(equals("alias", text="老供销社"))
    assert (record["building"], record["learnt_from"]) == (ids["银杏大厦"], "老供销社3楼")


def test_a_second_correction_replaces_the_first(town, ids):
    learn_alias(town, "老供销社", ids["银杏大厦"], who="张三")
    learn_alias(town, "老供销社", ids["翠竹新村A座"], who="李四")
    assert town.count(Query("alias")) == 1
    assert found(town, "老供销社") == ids["翠竹新村A座"]


def test_what_is_known_is_not_written_again(town, ids):
    assert learn_alias(town, "金沙小区5栋", ids["金沙小区5栋"], who="张三").id == 0


@pytest.mark.parametrize("text", ["5栋2单元301", "", "301"])
def test_a_number_alone_is_no_name(town, ids, text):
    with pytest.raises(InvalidValue):
        lesson_of(town, text, ids["银杏大厦"])


def test_a_building_that_is_not_there_is_told(town):
    with pytest.raises(InvalidValue, match="999"):
        lesson_of(town, "老供销社", 999)


def test_a_lesson_needs_a_building_or_compound(town):
    with pytest.raises(WrongUsage):
        lesson_of(town, "老供销社")


def test_a_book_that_learns_needs_no_reading_again(town, ids, book):
    book.match("老供销社")
    book.learn("老供销社", building=ids["银杏大厦"])
    assert book.match("老供销社").building == ids["银杏大厦"]


CORRECTED = [
    "老纺织厂宿舍3-2-301",
    "老纺织厂宿舍3#2-301",
    "银杏大厦对面",
    "金沙小区",
    "金沙小区15栋2单元301",
    "北京市海淀区金沙小区5栋",
    "青山市翠竹新村B座",
]


@pytest.mark.parametrize("text", CORRECTED)
def test_whatever_was_corrected_leads_there(town, ids, text):
    learn_alias(town, text, ids["翠竹新村A座"], who="张三")
    assert found(town, text) == ids["翠竹新村A座"]


@pytest.mark.parametrize("text", ["银杏大厦对面", "金沙小区", "金沙小区5栋旁", "北京市海淀区金沙小区5栋"])
def test_a_correction_takes_no_name_from_others(town, ids, text):
    learn_alias(town, text, ids["翠竹新村A座"], who="张三")
    assert found(town, "银杏大厦1203") == ids["银杏大厦"]
    assert found(town, "金沙小区5栋2单元301") == ids["金沙小区5栋"]
    assert found(town, "金沙小区5-2-301") == ids["金沙小区5栋"]


def test_an_alias_holds_however_the_number_is_written(town, ids):
    learn_alias(town, "老纺织厂宿舍3-2-301", ids["翠竹新村A座"], who="张三")
    assert {found(town, f"老纺织厂宿舍{n}") for n in ("3栋", "3幢1单元", "三号楼", "3#2-301")} == {ids["翠竹新村A座"]}
