"""What the journal says of signing in and of accounts: a code in the file, words in the language of who reads."""

from __future__ import annotations

import pytest

from data.audit.lines import read_told
from data.i18n import set_language
from data.store.audit import Filter
from tests.accounts.conftest import cheap, clock, ids, sit_down, staffed, station

__all__ = ["cheap", "clock", "ids", "staffed", "station"]  # fixtures


@pytest.fixture
def speak():
    """Read in a language, and in Chinese again afterwards."""
    yield set_language
    set_language("zh")


def words(staffed):
    """Return what was done and what is said of it, oldest first, as an auditor reads it."""
    sit_down(staffed, "auditor")
    return [(t.act, t.said) for t in reversed(read_told(staffed, Filter()).lines)]


@pytest.mark.parametrize(("written", "read", "told"), [
    ("zh", "en", [("Signed in", ""), ("Locked", "Locked by itself, as nobody was there"), ("Unlocked", ""), ("Locked", "")]),
    ("en", "zh", [("登录", ""), ("锁定", "久未操作，自动锁定"), ("解锁", ""), ("锁定", "")]),
    ("zh", "zh", [("登录", ""), ("锁定", "久未操作，自动锁定"), ("解锁", ""), ("锁定", "")]),
])  # fmt: skip
def test_signing_in_and_locking_are_told_once_in_the_language_of_who_reads(staffed, speak, written, read, told):
    speak(written)
    sit_down(staffed, "duty")
    staffed.people.lock(idle=True)
    sit_down(staffed, "duty")
    staffed.people.lock(idle=False)
    speak(read)
    found = words(staffed)
    assert found[-5:-1] == told


def test_failures_are_counted_in_words(staffed, speak):
    for _ in range(2):
        with pytest.raises(Exception, match="不对"):
            staffed.people.sign_in("duty", "not the one")
    speak("en")
    assert [said for _, said in words(staffed) if "failed" in said.lower()][-1].endswith("2 in a row)")


def test_changes_of_accounts_are_told_with_names(staffed, speak):
    duty = next(a for a in staffed.people.all() if a.login == "duty")
    speak("en")
    staffed.people.change(duty.id, disabled=True)
    staffed.people.reset_password(duty.id)
    staffed.people.change(duty.id, disabled=False)
    speak("zh")
    said = [said for _, said in words(staffed)]
    for one in ("停用账号：duty甲 100000", "重置密码：duty甲 100000", "恢复账号：duty甲 100000", "修改自己的密码"):
        assert any(one in line for line in said), one


@pytest.mark.parametrize(("act", "why"), [("sign_in", "Signed in"), ("sign_in", "登录"), ("lock", "Locked"), ("lock", "锁定")])
def test_reasons_of_before_that_repeat_the_act_are_not_told(staffed, speak, act, why):
    staffed.note(act, who="x", why=why)
    for language in ("zh", "en"):
        speak(language)
        assert words(staffed)[-2][1] == ""


def test_reasons_of_before_are_told_in_the_language_of_now(staffed):
    staffed.note("lock", who="x", why="Locked by itself, as nobody was there")
    assert words(staffed)[-2][1] == "久未操作，自动锁定"
