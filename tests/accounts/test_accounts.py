"""Changing accounts: who may, what the journal keeps, and that somebody can always administer."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from data.errors import InvalidValue, NotAllowed, WrongUsage
from data.store import Station
from tests.accounts.conftest import PASSWORD, sit_down, told


def account(station, login):
    return next(a for a in station.people.all() if a.login == login)


@pytest.mark.parametrize("role", ["duty", "community", "commander", "clerk", "auditor"])
def test_only_administrators_change_accounts(staffed, role):
    sit_down(staffed, role)
    for wish in (
        lambda: staffed.people.add(login="x", name="某", roles=("duty",)),
        lambda: staffed.people.change(1, name="别人"),
        lambda: staffed.people.reset_password(1),
    ):
        with pytest.raises(NotAllowed, match="管理账号"):
            wish()


def test_the_last_administrator_stays(staffed):
    mine = account(staffed, "admin")
    for wish in ({"disabled": True}, {"roles": ("duty",)}):
        with pytest.raises(NotAllowed, match="最后一个管理员"):
            staffed.people.change(mine.id, **wish)


def test_with_a_second_one_the_first_may_go(staffed):
    staffed.people.change(account(staffed, "clerk").id, roles=("clerk", "administrator"))
    staffed.people.change(account(staffed, "admin").id, disabled=True)
    assert not staffed.session.signed_in


def test_what_changes_for_who_is_signed_in_counts_at_once(staffed):
    staffed.people.change(account(staffed, "admin").id, roles=("administrator", "duty"))
    assert staffed.session.may("take_call")


def test_changes_are_journalled_without_secrets(staffed):
    staffed.people.change(account(staffed, "duty").id, roles=("duty", "clerk"))
    assert told(staffed)[-1] == ("account", "管理员甲 000001", "")
    with staffed._engine.readers.lend() as connection:
        bodies = b"".join(bytes(r[0], "utf8") if isinstance(r[0], str) else r[0] for r in
                          connection.execute("SELECT body FROM _journal WHERE action = 'account'"))  # fmt: skip
    assert b"argon2" not in bodies
    assert b'"roles":["duty","clerk"]' in bodies


def test_undo_goes_past_accounts(staffed, ids):
    sit_down(staffed, "duty")
    mine = staffed.apply([_rename(ids)], who="x", why="改名")
    sit_down(staffed, "administrator")
    staffed.people.change(account(staffed, "clerk").id, name="乙")
    sit_down(staffed, "duty")
    assert staffed.undo(who="x").undoes == mine.id


@pytest.mark.parametrize(
    ("values", "missing"),
    [({"login": " "}, "登录名"), ({"name": ""}, "姓名"), ({"roles": ()}, "角色"), ({"login": "ADMIN"}, "已有人用"),
     ({"login": "100003"}, "已有人用")],
)  # fmt: skip
def test_accounts_without_sense_are_refused(staffed, values, missing):
    with pytest.raises(InvalidValue, match=missing):
        staffed.people.add(**{"login": "neu", "name": "新人", "roles": ("duty",), **values})


def test_an_unknown_role_is_refused(staffed):
    with pytest.raises(WrongUsage, match="角色"):
        staffed.people.add(login="neu", name="新人", roles=("king",))


def test_accounts_are_in_no_query_and_no_search(staffed):
    assert "account" not in staffed.kinds
    assert staffed.find("管理员甲") == []


def test_a_reset_password_is_new_and_for_once(staffed):
    clerk = account(staffed, "clerk")
    once = staffed.people.reset_password(clerk.id)
    assert staffed.people.must_change(clerk.id)
    with pytest.raises(NotAllowed):
        staffed.people.sign_in("clerk", PASSWORD)
    assert staffed.people.sign_in("clerk", once).signed_in


def _rename(ids):
    from data.records import Edit

    return Edit("person", ids["person_west"], {"name": "王西"})


def test_a_file_of_before_accounts_gets_room_for_them(tmp_path, clock):
    path = tmp_path / "alt.station"
    Station.create(path, "老站", clock=clock).close()
    with closing(sqlite3.connect(path)) as old:
        for table in ("_accounts", "_passwords", "_sign_ins"):
            old.execute(f"DROP TABLE {table}")
        old.execute("PRAGMA user_version = 3")
        old.commit()
    with Station.open(path, clock=clock) as again:
        again.people.found(login="admin", name="甲", password=PASSWORD)
        assert again.verify().sound
