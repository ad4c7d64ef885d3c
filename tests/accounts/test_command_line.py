"""The command line of a station with accounts: who acts is told by the environment, and exit status 4 says no."""

from __future__ import annotations

import json
import re

import pytest
from sqlcipher3 import dbapi2

from app.cli import run
from data.accounts import approval
from data.accounts.session import OPEN, in_the_name_of
from data.store import Station
from data.store.audit import Filter
from tests.accounts.conftest import PASSWORD


@pytest.fixture
def call(staffed, monkeypatch, tmp_path):
    """Call a command line as somebody; return exit status and what it printed."""
    path = staffed.path
    staffed.close()
    monkeypatch.setenv("WATCHROOM_HOME", str(tmp_path / "home"))

    def called(*arguments, who="", password=PASSWORD, second=""):
        for name, value in (("ACCOUNT", who), ("PASSWORD", password if who else ""), ("APPROVER", second),
                            ("APPROVER_PASSWORD", PASSWORD if second else "")):  # fmt: skip
            monkeypatch.setenv(f"WATCHROOM_{name}", value)
        return run([arguments[0], str(path), *arguments[1:]])

    return called


def test_nobody_gets_nothing(call, capsys):
    assert call("info") == 4
    assert "WATCHROOM_ACCOUNT" in capsys.readouterr().err


def test_a_wrong_password_is_refused(call, capsys):
    assert call("info", who="duty", password="falsch falsch") == 4
    assert capsys.readouterr().out == ""


def test_guessing_waits_here_too(call, capsys):
    for _ in range(3):
        call("info", who="duty", password="falsch falsch")
    assert call("info", who="duty") == 4
    assert re.search(r"请过 [1-5] 秒", capsys.readouterr().err)  # five, and a second or two may have gone by


@pytest.mark.parametrize(("who", "found"), [("duty", 3), ("community", 2)])
def test_each_finds_what_the_role_may_see(call, capsys, who, found):
    assert call("query", "person", who=who) == 0
    assert len(json.loads(capsys.readouterr().out)) == found


def test_where_people_are_left_out_it_is_said(call, capsys):
    assert call("info", "--json", who="community") == 0
    told = capsys.readouterr()
    assert "只含本网格" in told.err
    assert json.loads(told.out)["kinds"]["person"] == 2


def test_what_may_not_be_read_has_no_number(call, capsys):
    assert call("info", "--json", who="auditor") == 0
    assert "person" not in json.loads(capsys.readouterr().out)["kinds"]


def test_who_asks_on_the_command_line_is_in_the_journal(call, capsys, staffed):
    assert call("find", "王", who="duty") == 0
    assert call("query", "person", who="duty") == 0
    assert call("query", "person", who="auditor") == 4
    with Station.open(staffed.path) as again, in_the_name_of(OPEN):
        lines = again.journal_page(Filter(acts=("search", "list", "export"))).lines
    assert [(line.act, line.kind, line.command) for line in lines] == [("export", "person", "query"), ("search", "", "find")]
    assert len({line.who for line in lines}) == 1
    assert "王" not in str(lines[1].said["text"]).replace("王*", "")


def test_a_file_that_is_not_sound_is_left_as_it_is(call, staffed):
    raw = dbapi2.connect(str(staffed.path))
    for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '_journal'").fetchall():
        raw.execute(f"DROP TRIGGER {name}")
    raw.execute("DELETE FROM _journal WHERE entry = 5")
    raw.commit()
    raw.close()
    before = staffed.path.read_bytes()
    assert call("verify", who="auditor") == 5
    assert staffed.path.read_bytes() == before


def test_who_checked_a_sound_file_is_in_the_journal(call, staffed):
    assert call("verify", who="auditor") == 0
    with Station.open(staffed.path) as again, in_the_name_of(OPEN):
        (newest, *_) = again.journal_page(Filter(acts=("sign_in",))).lines
        auditor = next(a for a in again.people.all() if a.login == "auditor")
    assert newest.who == auditor.signature


def test_who_may_not_see_people_is_told_so(call, capsys):
    assert call("query", "person", who="auditor") == 4
    assert "导出" in capsys.readouterr().err


def test_who_may_not_call_a_command_is_told_so(call, capsys):
    assert call("undo", who="auditor") == 4
    assert "审计员" in capsys.readouterr().err


@pytest.mark.parametrize("who", ["", "duty", "clerk", "commander"])
def test_the_passphrase_is_changed_by_an_administrator_only(call, monkeypatch, who):
    monkeypatch.setenv("WATCHROOM_NEW_PASSPHRASE", "battery staple")
    assert call("passphrase", who=who) == 4
    assert call("info", who="duty") == 0  # it is as plain as it was


def test_an_administrator_changes_the_passphrase_under_their_name(call, staffed, monkeypatch):
    monkeypatch.setenv("WATCHROOM_NEW_PASSPHRASE", "battery staple")
    assert call("passphrase", who="admin") == 0
    with Station.open(staffed.path, passphrase="battery staple") as station, in_the_name_of(OPEN):
        assert station.journal_page(Filter(acts=("key",))).lines[0].who == "管理员甲 000001"


def test_verify_is_for_all_with_an_account(call):
    assert call("verify", who="auditor") == 0


def test_much_needs_a_second_person(call, capsys, monkeypatch):
    monkeypatch.setattr(approval, "LISTS", 2)
    assert call("query", "person", who="duty") == 4
    assert call("query", "person", who="duty", second="clerk") == 4
    assert capsys.readouterr().out == ""
    assert call("query", "person", who="duty", second="commander") == 0
    assert len(json.loads(capsys.readouterr().out)) == 3
