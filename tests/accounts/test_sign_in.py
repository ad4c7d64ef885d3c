"""Signing in: who gets in, how long one waits, and what journal and file say of it."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest

from data.accounts import delays, passwords
from data.accounts.session import NOBODY, OPEN
from data.errors import InvalidValue, NotAllowed
from data.store import Station, account_rows, tries
from data.store.people import Wait
from data.store.tries import Tries
from tests.accounts.conftest import NOW, PASSWORD, sit_down, told


def fail(station, times, login="duty"):
    for _ in range(times):
        with pytest.raises(NotAllowed):
            station.people.sign_in(login, "不是这个密码")


def test_a_station_without_accounts_is_open(station):
    assert station.session is OPEN
    assert not station.people.any()


def test_the_first_account_administers_and_is_signed_in(station):
    station.people.found(login="Admin", name="赵所", badge="000001", password=PASSWORD, roles=("duty",))
    assert station.session.account.roles == ("administrator", "duty")
    assert station.session.who == "赵所 000001"


def test_there_is_one_first_account(staffed):
    with pytest.raises(NotAllowed, match="已有账号"):
        staffed.people.found(login="other", name="乙", password=PASSWORD)


def test_nobody_is_signed_in_after_opening(staffed, clock):
    staffed.close()
    with Station.open(staffed.path, clock=clock) as again:
        assert again.session is NOBODY


@pytest.mark.parametrize("typed", ["duty", " DUTY ", "100000"])
def test_login_takes_name_or_badge(staffed, typed):
    assert staffed.people.sign_in(typed, PASSWORD).account.login == "duty"


@pytest.mark.parametrize(("login", "password"), [("duty", "不是这个密码"), ("nobody", PASSWORD), ("", PASSWORD)])
def test_wrong_name_and_wrong_password_are_told_alike(staffed, login, password):
    with pytest.raises(NotAllowed) as refused:
        staffed.people.sign_in(login, password)
    assert refused.value.message == "登录名或密码不对"


def test_a_disabled_account_does_not_get_in(staffed):
    duty = next(a for a in staffed.people.all() if a.login == "duty")
    staffed.people.change(duty.id, disabled=True)
    with pytest.raises(NotAllowed, match="不对"):
        staffed.people.sign_in("duty", PASSWORD)


@pytest.mark.parametrize(("failures", "seconds"), [(0, 0), (2, 0), (3, 5), (4, 10), (5, 20), (10, 640), (11, 900), (5000, 900)])
def test_waits_grow_to_a_quarter_of_an_hour(failures, seconds):
    assert delays.wait_after(failures) == seconds


def test_trying_many_names_that_nobody_has_does_not_end_the_wait_of_an_account(staffed, clock, monkeypatch):
    monkeypatch.setattr(account_rows, "MOST_NAMES", 3)
    fail(staffed, 3)
    clock.set(NOW + timedelta(seconds=2))
    for n in range(4):
        fail(staffed, 1, login=f"nobody{n}")
    assert staffed.people.waiting("duty") == 3


def test_of_names_that_nobody_has_only_the_newest_are_kept(staffed, clock, monkeypatch):
    monkeypatch.setattr(account_rows, "MOST_NAMES", 3)
    for n in range(6):
        clock.set(NOW + timedelta(seconds=n))
        fail(staffed, 1, login=f"nobody{n}")
    with staffed._engine.readers.lend() as connection:
        assert connection.execute("SELECT count(*) FROM _sign_ins").fetchone()[0] == 3


def test_the_right_password_waits_too(staffed, clock):
    fail(staffed, 3)
    with pytest.raises(Wait) as refused:
        staffed.people.sign_in("duty", PASSWORD)
    assert refused.value.seconds == 5
    clock.set(NOW + timedelta(seconds=5))
    assert staffed.people.sign_in("duty", PASSWORD).account.login == "duty"


def test_tries_while_waiting_make_it_no_longer(staffed, clock):
    fail(staffed, 3 + 4)
    assert staffed.people.waiting("duty") == 5


def test_success_forgives(staffed, clock):
    fail(staffed, 2)
    staffed.people.sign_in("duty", PASSWORD)
    fail(staffed, 2)
    assert staffed.people.waiting("duty") == 0


def test_opening_the_file_again_forgives_nothing(staffed, clock):
    fail(staffed, 3)
    staffed.close()
    with Station.open(staffed.path, clock=clock) as again, pytest.raises(Wait):
        again.people.sign_in("duty", PASSWORD)


def test_a_clock_set_back_does_not_lock_out_for_ever(staffed, clock):
    fail(staffed, 3)
    clock.set(NOW - timedelta(days=400))
    with pytest.raises(Wait):
        staffed.people.sign_in("duty", PASSWORD)
    clock.set(clock.now() + timedelta(seconds=5))
    assert staffed.people.sign_in("duty", PASSWORD).signed_in


def test_names_that_nobody_has_wait_as_well(staffed):
    fail(staffed, 3, "ghost")
    with pytest.raises(Wait):
        staffed.people.sign_in("ghost", PASSWORD)


def test_a_station_only_read_counts_failures_too(staffed, clock):
    staffed.close()
    with Station.open(staffed.path, read_only=True, clock=clock) as again:
        fail(again, 3, "clerk")
        with pytest.raises(Wait):
            again.people.sign_in("clerk", PASSWORD)


def test_failures_of_one_who_only_reads_count_for_all(staffed, clock):
    with Station.open(staffed.path, read_only=True, clock=clock) as beside:
        fail(beside, 3, "clerk")
    with pytest.raises(Wait):
        staffed.people.sign_in("clerk", PASSWORD)


def test_a_one_time_password_opens_nothing_but_its_change(staffed, ids):
    account, once = staffed.people.add(login="neu", name="新人", roles=("commander",))
    session = staffed.people.sign_in("neu", once)
    assert staffed.people.must_change(account.id)
    assert not session.may("export")
    assert staffed.get("person", ids["person_west"]) is None
    staffed.people.change_own_password(once, PASSWORD)
    assert staffed.session.may("export")


@pytest.mark.parametrize("easy", ["kurz", "aaaaaaaa", "duty", "x" * 300])
def test_easy_passwords_are_refused(staffed, easy):
    sit_down(staffed, "duty")
    with pytest.raises(InvalidValue):
        staffed.people.change_own_password(PASSWORD, easy)


def test_own_password_needs_the_old_one(staffed):
    sit_down(staffed, "duty")
    with pytest.raises(NotAllowed):
        staffed.people.change_own_password("falsch falsch", "neues Kennwort")


def test_a_password_is_kept_anew_when_its_cost_has_changed(staffed, monkeypatch):
    before = _kept(staffed, "duty")
    monkeypatch.setattr(passwords, "COST", [(2, 16, 1)])
    staffed.people.sign_in("duty", PASSWORD)
    after = _kept(staffed, "duty")
    assert before != after
    assert "m=16,t=2" in after


def test_the_cost_is_that_of_the_file(monkeypatch):
    from data.store.connect import DERIVATION, DERIVATIONS

    monkeypatch.undo()
    assert [DERIVATIONS[DERIVATION]] == passwords.COST


def test_journal_and_file_hold_no_password(staffed):
    fail(staffed, 1)
    staffed.people.reset_password(next(a.id for a in staffed.people.all() if a.login == "clerk"))
    staffed.close()
    raw = staffed.path.read_bytes()
    assert PASSWORD.encode() not in raw
    assert "不是这个密码".encode() not in raw


def test_the_journal_tells_who_came_failed_and_left(staffed):
    fail(staffed, 1)
    sit_down(staffed, "duty")
    staffed.people.lock(idle=True)
    staffed.people.sign_out()
    sit_down(staffed, "commander")
    staffed._notes.flush()
    said = told(staffed)
    for act, who in (("sign_in", "commander甲 100002"), ("sign_in_failed", "duty甲 100000"), ("sign_out", "duty甲 100000"),
                     ("lock", "duty甲 100000")):  # fmt: skip
        assert (act, who, "") in said


def test_who_comes_back_to_a_locked_desk_unlocks_it(staffed):
    sit_down(staffed, "duty")
    staffed.people.lock(idle=False)
    sit_down(staffed, "duty")
    sit_down(staffed, "clerk")
    assert [line[0] for line in told(staffed)][-2:] == ["unlock", "sign_in"]


def test_the_chain_holds_with_accounts_in_it(staffed):
    assert staffed.verify().sound


def _kept(station, login):
    account = next(a for a in station.people.all() if a.login == login)
    with station._engine.readers.lend() as connection:
        return connection.execute("SELECT hash FROM _passwords WHERE account = ?", (account.id,)).fetchone()[0]


def test_roles_that_changed_meanwhile_count_after_a_change_of_password(staffed):
    sit_down(staffed, "commander")
    account = staffed.session.account
    with staffed._engine.writing() as connection:  # as the command line of an administrator does
        account_rows.replace_one(connection, replace(account, roles=("auditor",)))
    staffed.people.change_own_password(PASSWORD, f"{PASSWORD}，又一句")
    assert staffed.session.account.roles == ("auditor",)


# Several processes


GUESS = """
import sys
from pathlib import Path
from data.accounts import delays, passwords
from data.errors import NotAllowed
from data.store import Station
passwords.COST[0] = (1, 8, 1)
delays.FIRST = delays.LONGEST  # nobody has waited to the end, be the processes ever so slow
station = Station.open(Path(sys.argv[1]), read_only=sys.argv[2] == "read")
print("ready", flush=True)
sys.stdin.readline()
for _ in range(3):
    try:
        station.people.check("clerk", "not this password")
    except NotAllowed:
        pass
station.close()
"""


@pytest.mark.parametrize("ways", [("write", "write"), ("write", "read"), ("read", "read")])
def test_guesses_of_two_processes_are_two(staffed, ways):
    """Each guesses three times at once: of the six, those after the third have to wait, and none is lost."""
    staffed.close()
    command = [sys.executable, "-c", GUESS, str(staffed.path)]
    with contextlib.ExitStack() as running:
        both = [running.enter_context(subprocess.Popen([*command, way], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
                for way in ways]  # fmt: skip
        for one in both:
            assert one.stdout.readline() == "ready\n"
        for one in both:
            one.stdin.write("\n")
            one.stdin.flush()
        for one in both:
            one.communicate()
    assert [one.returncode for one in both] == [0, 0]
    with Station.open(staffed.path) as again, again._engine.readers.lend() as connection:
        failures, _last = account_rows.failures(connection, account_rows.key_of("clerk"))
        told = connection.execute("SELECT count(*) FROM _journal WHERE action = 'sign_in_failed'").fetchone()[0]
    assert failures == told == delays.FREE + 1


def test_an_attempt_counts_while_its_password_is_looked_at(staffed, clock, monkeypatch):
    """Whoever guesses on another thread or in another process meanwhile finds it counted."""
    fail(staffed, 2)
    met = []
    usual = passwords.matches

    def slow(kept, password):
        if not met:
            met.append("one")
            with pytest.raises(Wait):
                staffed.people.check("duty", PASSWORD)
        return usual(kept, password)

    monkeypatch.setattr(passwords, "matches", slow)
    assert staffed.people.sign_in("duty", PASSWORD).signed_in
    assert staffed.people.waiting("duty") == 0


def test_where_nothing_can_be_written_another_process_does_not_begin_anew(staffed, clock, monkeypatch):
    staffed.close()
    monkeypatch.setattr(Tries, "_beside", lambda self: tries.with_this_user())
    with Station.open(staffed.path, read_only=True, clock=clock) as one:
        fail(one, 3, "clerk")
    with Station.open(staffed.path, read_only=True, clock=clock) as other, pytest.raises(Wait):
        other.people.check("clerk", PASSWORD)


def test_broken_counts_are_told_in_a_sentence_and_begun_anew(staffed, clock, monkeypatch):
    staffed.close()
    monkeypatch.setattr(Tries, "_beside", lambda self: tries.with_this_user())
    kept = tries.user_folder() / tries.FILE
    kept.write_bytes(b"no counts" * 1000)
    with Station.open(staffed.path, read_only=True, clock=clock) as one:
        with pytest.raises(NotAllowed, match="换了一份新的"):
            one.people.check("clerk", PASSWORD)
        assert one.people.check("clerk", PASSWORD).login == "clerk"
        assert kept.with_name(f"{kept.name}.broken").exists()
        fail(one, 3, "clerk")
        with pytest.raises(Wait):
            one.people.check("clerk", PASSWORD)
