"""Two people: who may be the second, for what, how often, and that the doors ask for it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.accounts import approval
from data.accounts.approval import Unapproved
from data.errors import NotAllowed
from data.exchange.export import Wish, write_out
from data.query import Query
from data.store.erasing import Wish as Erasing
from tests.accounts.conftest import NOW, PASSWORD, sit_down, told

PEOPLE = Wish((Query("person"),), "csv")


@pytest.fixture
def low(monkeypatch):
    """Two records are much."""
    monkeypatch.setattr(approval, "LISTS", 2)
    monkeypatch.setattr(approval, "UNCOVERED", 2)


@pytest.fixture
def desk(staffed, low):
    sit_down(staffed, "duty")
    return staffed


def agree(station, act="export", login="commander", password=PASSWORD):
    return approval.approve(station, act, "全部人员", login=login, password=password)


def test_bulk_exports_need_a_second_person(desk):
    with pytest.raises(Unapproved, match="批量导出"):
        write_out(desk, PEOPLE)


def test_with_a_second_person_it_is_written(desk):
    with approval.given(agree(desk)):
        assert write_out(desk, PEOPLE).count("\n") == 4


def test_few_records_need_nobody(desk):
    assert write_out(desk, Wish((Query("person", limit=1),), "csv"))


def test_lists_without_people_need_nobody(desk):
    assert write_out(desk, Wish((Query("grid"),), "csv"))


def test_uncovered_lists_are_much_sooner(staffed, ids, monkeypatch):
    sit_down(staffed, "duty")
    monkeypatch.setattr(approval, "UNCOVERED", 2)
    assert write_out(staffed, PEOPLE)
    with pytest.raises(Unapproved):
        write_out(staffed, Wish((Query("person"),), "csv", reason="上级调取"))


def test_an_approval_is_good_once(desk):
    agreed = agree(desk)
    with approval.given(agreed):
        write_out(desk, PEOPLE)
    with approval.given(agreed), pytest.raises(Unapproved):
        write_out(desk, PEOPLE)


def test_it_is_good_for_ten_minutes(desk, clock):
    agreed = agree(desk)
    clock.set(NOW + timedelta(minutes=11))
    with approval.given(agreed), pytest.raises(Unapproved):
        write_out(desk, PEOPLE)


def test_it_is_good_for_one_sort_of_act(desk):
    with approval.given(agree(desk, "erase")), pytest.raises(Unapproved):
        write_out(desk, PEOPLE)


def test_it_is_good_for_who_asked(desk):
    agreed = agree(desk)
    sit_down(desk, "clerk")
    with approval.given(agreed), pytest.raises(Unapproved):
        write_out(desk, PEOPLE)


@pytest.mark.parametrize(("login", "why"), [("duty", "另一个人"), ("clerk", "不能同意"), ("auditor", "不能同意")])
def test_who_may_not_be_the_second(desk, login, why):
    with pytest.raises(NotAllowed, match=why):
        agree(desk, login=login)
    assert "deny" in _actions(desk)


def test_a_commander_needs_another_one(staffed, low):
    sit_down(staffed, "commander")
    with pytest.raises(NotAllowed, match="另一个人"):
        agree(staffed)
    assert agree(staffed, login="admin").by == "管理员甲 000001"


def test_wrong_passwords_count_here_as_well(desk):
    for _ in range(3):
        with pytest.raises(NotAllowed):
            agree(desk, password="falsch falsch")
    assert desk.people.waiting("commander") == 5


def test_both_names_are_in_the_journal(desk):
    agree(desk)
    _command, who, why = told(desk)[-1]
    assert who == "commander甲 100002"
    assert why == "同意duty甲 100000：全部人员"


def test_whole_lists_are_revealed_by_two(desk, ids):
    both = [ids["person_west"], ids["person_east"]]
    with pytest.raises(Unapproved, match="整表"):
        desk.reveal_list("person", both, ["phone"], who="x", reason="核对")
    with approval.given(agree(desk, "reveal")):
        assert len(desk.reveal_list("person", both, ["phone"], who="x", reason="核对")) == 2


def test_one_record_is_revealed_by_one(desk, ids):
    assert desk.reveal("person", ids["person_west"], ["phone"], who="x", reason="核对")


def test_nobody_erases_alone(staffed, ids):
    sit_down(staffed, "commander")
    wish = Erasing({"person": [ids["stranger"]]})
    with pytest.raises(Unapproved, match="清除"):
        staffed.eraser.erase(wish, who="x", why="到期")
    with approval.given(agree(staffed, "erase", login="admin")):
        staffed.eraser.erase(wish, who="x", why="到期")
    assert staffed.get("person", ids["stranger"]) is None
    assert staffed.eraser.erasures()[0].said["second"] == "管理员甲 000001"


def test_the_duty_officer_does_not_erase(desk, ids):
    with pytest.raises(NotAllowed, match="不能“清除"):
        desk.eraser.erase(Erasing({"person": [ids["stranger"]]}), who="x", why="到期")


def test_who_may_not_export_is_refused(staffed):
    sit_down(staffed, "administrator")
    with pytest.raises(NotAllowed, match="导出"):
        write_out(staffed, Wish((Query("grid"),), "csv"))


def test_a_station_without_accounts_asks_nobody(station, ids, low):
    assert write_out(station, PEOPLE)
    assert station.reveal_list("person", [ids["person_west"], ids["person_east"]], ["phone"], who="x", reason="y")


def _actions(station):
    with station._engine.readers.lend() as connection:
        return [row[0] for row in connection.execute("SELECT action FROM _journal")]
