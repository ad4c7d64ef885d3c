"""The table of roles: what each of the six may and may not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.actions import all_commands
from data.accounts.account import Account
from data.accounts.roles import APPROVALS, OWN, Names, role, roles
from data.accounts.session import NOBODY, OPEN, Session, session_of
from data.errors import NotAllowed, WrongUsage
from data.kinds import builtin_kinds
from data.kinds.load import parse_kind
from tests.accounts.conftest import ROLES

EVERYBODY = {"quit", "language", "theme", "lock", "switch_shift", "own_password", "shortcuts"}
# Commands that say most of what a role is for: who may call them, d(uty) c(ommunity) l(eads) k(lerk) a(uditor) m(anages).
WHO = {
    "take_call": "dl", "send_forces": "dl", "case_close": "dl", "carry_out_cordon": "dl", "switch_gateway": "dlm",
    "new_record": "dclkm", "delete_record": "dclkm", "import": "dclkm", "export": "dclk", "undo": "dclkm",
    "new_task": "dclkm", "plan_visits": "dclkm", "new_dispute": "dclkm", "task_rules": "dlkm", "plan_patrol": "dlkm",
    "escalation_rules": "dlkm",
    "backup": "dlkm", "verify": "dclkam", "accounts": "m", "journal": "la", "search": "dclkam", "view_plan": "dclkam",
}  # fmt: skip
LETTERS = dict(zip("dclkam", ("duty", "community", "commander", "clerk", "auditor", "administrator"), strict=True))
PEOPLE = ("person", "residence", "dispute", "dispute_party", "mediation", "notice", "case")


def session(*names, grids=()):
    return session_of(Account(1, "x", "某人", "1", names, grids))


def test_there_are_the_six():
    assert tuple(roles()) == ROLES


@pytest.mark.parametrize("command", sorted(WHO))
@pytest.mark.parametrize("letter", sorted(LETTERS))
def test_who_may_call(command, letter):
    assert session(LETTERS[letter]).may(command) == (letter in WHO[command])


@pytest.mark.parametrize("name", ROLES)
def test_every_role_says_yes_or_no_to_every_command(name):
    commands = {c.id for c in all_commands()}
    allowed = {c for c in commands if session(name).may(c)}
    assert EVERYBODY & commands <= allowed
    assert allowed < commands | {"never"}


def test_the_auditor_calls_nothing_that_writes():
    assert not [c.id for c in all_commands() if c.writes and session("auditor").may(c.id)]


def test_every_pattern_of_commands_means_one_that_there_is():
    known = {c.id for c in all_commands()} | {"accounts"}
    for each in roles().values():
        for pattern in (*each.commands.wanted, *each.commands.unwanted):
            assert any(k in Names((pattern,)) for k in known), (each.name, pattern)


def test_every_pattern_of_kinds_and_fields_means_one_that_there_is():
    kinds = builtin_kinds()
    fields = {"personal", "sensitive", *(f"{k.name}.{f}" for k in kinds.values() for f in k.fields)}
    for each in roles().values():
        for part in (each.reads, each.writes, each.by_grid):
            for pattern in {*part.wanted, *part.unwanted} - {OWN}:
                assert any(k in Names((pattern,)) for k in kinds), (each.name, pattern)
        for pattern in {*each.reveals.wanted, *each.reveals.unwanted} - {OWN}:
            assert any(f in Names((pattern,)) for f in fields), (each.name, pattern)


@pytest.mark.parametrize("name", ["auditor", "administrator"])
@pytest.mark.parametrize("kind", PEOPLE)
def test_some_roles_see_no_people(name, kind):
    assert not session(name).may_read(kind)
    assert not session(name).may_write(kind)


DOG = parse_kind("""
name = "dog"
label = { zh = "犬只", en = "Dog" }
title = "{name}"
[fields]
name = { type = "text", label = { zh = "犬名", en = "Name" }, required = true }
keeper_phone = { type = "phone", label = { zh = "电话", en = "Phone" }, sensitivity = "sensitive", mask = "phone" }
""", "dog.toml", own=True)  # fmt: skip


@pytest.mark.parametrize(("name", "reads", "writes", "reveals"), [
    ("duty", True, True, True), ("community", True, True, True), ("commander", True, True, True), ("clerk", True, True, True),
    ("auditor", False, False, False), ("administrator", False, False, False),
])  # fmt: skip
def test_who_has_a_part_in_what_a_station_declared_itself(name, reads, writes, reveals):
    one = session(name)
    assert (one.may_read("dog"), one.may_write("dog"), one.may_reveal(DOG, "keeper_phone")) == (reads, writes, reveals)


def test_what_a_role_leaves_out_of_the_own_kinds_it_does_not_uncover():
    """As it is with seeing and changing them: "-own" goes before all that would give it."""
    clerk = replace(role("clerk"), reveals=Names.of(["sensitive", "personal", "-own"]))
    one = Session(session("clerk").account, (clerk,))
    assert one.may_reveal(builtin_kinds()["person"], "phone")
    assert not one.may_reveal(DOG, "keeper_phone")
    assert Session(one.account, (clerk, role("clerk"))).may_reveal(DOG, "keeper_phone")


def test_what_a_station_declared_itself_goes_by_grid_as_people_do():
    assert session("community", grids=(1,)).limited("dog")
    assert not session("duty", grids=(1,)).limited("dog")


@pytest.mark.parametrize("name", ROLES)
def test_who_may_write_may_read(name):
    one = session(name)
    assert all(one.may_read(kind) for kind in builtin_kinds() if one.may_write(kind))


@pytest.mark.parametrize("name", ROLES)
def test_nobody_reveals_the_keys_of_devices(name):
    assert not session(name).may_reveal(builtin_kinds()["device"], "digest")


@pytest.mark.parametrize(("name", "may"), [("duty", True), ("community", False), ("commander", True), ("clerk", False),
                                           ("auditor", False), ("administrator", False)])  # fmt: skip
def test_who_reveals_a_callers_telephone(name, may):
    assert session(name).may_reveal(builtin_kinds()["case"], "caller_phone") == may


def test_open_fields_need_no_right():
    assert session("auditor").may_reveal(builtin_kinds()["building"], "name")


@pytest.mark.parametrize(("name", "approves"), [("duty", ()), ("community", ()), ("clerk", ()), ("auditor", ()),
                                                ("commander", APPROVALS), ("administrator", APPROVALS)])  # fmt: skip
def test_who_approves(name, approves):
    assert tuple(a for a in APPROVALS if session(name).may_approve(a)) == approves


def test_who_sees_the_journal_and_who_exports():
    assert [n for n in ROLES if session(n).sees_journal] == ["commander", "auditor"]
    assert [n for n in ROLES if session(n).may_export] == ["duty", "community", "commander", "clerk"]
    assert [n for n in ROLES if session(n).may_change_accounts] == ["administrator"]


def test_grids_count_for_the_community_officer_only():
    assert session("community", grids=(1,)).limited("person")
    assert not session("community").limited("person")
    assert not session("community", grids=(1,)).limited("building")
    assert not session("clerk", grids=(1,)).limited("person")
    assert not session("community", "duty", grids=(1,)).limited("person")


def test_several_roles_give_what_each_gives():
    both = session("administrator", "duty")
    assert both.may("accounts")
    assert both.may("take_call")
    assert both.may_read("person")


def test_the_open_station_allows_all_and_nobody_nothing():
    assert OPEN.may("accounts")
    assert OPEN.may_write("person")
    assert not NOBODY.may("search")
    assert not NOBODY.may_export
    assert NOBODY.may("quit")


def test_refusals_name_role_and_what(station):
    with pytest.raises(NotAllowed, match=r"内勤.*不能“派警”"):
        session("clerk").demand("send_forces", "派警")
    with pytest.raises(NotAllowed, match="请先登录"):
        NOBODY.demand("export")


def test_an_unknown_role_is_told():
    with pytest.raises(WrongUsage, match="可用的有"):
        role("king")


def test_patterns_take_beginnings_and_leave_out():
    names = Names.of(["force_*", "-force_release"])
    assert "force_arrive" in names
    assert "force_release" not in names
    assert "task" not in names
