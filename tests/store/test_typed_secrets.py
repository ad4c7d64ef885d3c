"""One secret, however a keyboard or system writes its signs; files and accounts of before open as ever."""

from __future__ import annotations

import unicodedata

import pytest

from data import typed_secrets
from data.accounts import passwords
from data.errors import InvalidValue, NotAllowed
from data.store import Station, connect, rekey
from data.typed_secrets import opaque

COMPOSED, TAKEN_APART = "café müller 2026", unicodedata.normalize("NFD", "café müller 2026")
WIDE_SPACE = "金沙　派出所　2026"  # as a Chinese input method types a space
WAYS = [(COMPOSED, TAKEN_APART), (TAKEN_APART, COMPOSED), (WIDE_SPACE, "金沙 派出所 2026"), ("金沙 派出所 2026", WIDE_SPACE),
        ("pass\u00a0phrase", "pass phrase")]  # fmt: skip


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Derive keys at the least cost: what is tried is which ones."""
    monkeypatch.setitem(connect.DERIVATIONS, connect.DERIVATION, (1, 8, 1))
    monkeypatch.setattr(passwords, "COST", [(1, 8, 1)])


@pytest.fixture
def of_before(monkeypatch):
    """Let secrets be kept as they are typed, as programs of before did."""

    def keep(typed):
        with monkeypatch.context() as then:
            then.setattr(connect, "opaque", lambda text: text)
            then.setattr(passwords, "opaque", lambda text: text)
            return typed()

    return keep


@pytest.mark.parametrize(("kept", "typed"), WAYS)
def test_a_file_opens_however_its_passphrase_is_written(tmp_path, kept, typed):
    Station.create(tmp_path / "a.station", "金沙", passphrase=kept).close()
    for secret in (kept, typed):
        with Station.open(tmp_path / "a.station", passphrase=secret) as station:
            assert station.opens_with(kept)
            assert station.opens_with(typed)


@pytest.mark.parametrize("kept", [TAKEN_APART, WIDE_SPACE])
def test_a_file_of_before_opens_by_what_was_typed_then(tmp_path, of_before, kept):
    of_before(lambda: Station.create(tmp_path / "a.station", "金沙", passphrase=kept).close())
    with Station.open(tmp_path / "a.station", passphrase=kept) as station:
        assert not station.opens_with(opaque(kept))
    assert rekey.change_passphrase(tmp_path / "a.station", kept, COMPOSED, who="x").recovery
    Station.open(tmp_path / "a.station", passphrase=TAKEN_APART).close()


@pytest.mark.parametrize("wrong", ["Café müller 2026", "ｃａｆé müller 2026", "café  müller 2026", "cafe muller 2026", "金沙"])
def test_what_is_another_secret_stays_one(tmp_path, wrong):
    Station.create(tmp_path / "a.station", "金沙", passphrase=COMPOSED).close()
    with pytest.raises(NotAllowed, match="口令不对"):
        Station.open(tmp_path / "a.station", passphrase=wrong)


def test_a_new_passphrase_opens_in_every_form(tmp_path):
    Station.create(tmp_path / "a.station", "金沙", passphrase=COMPOSED).close()
    rekey.change_passphrase(tmp_path / "a.station", TAKEN_APART, WIDE_SPACE, who="x")
    with Station.open(tmp_path / "a.station", passphrase=opaque(WIDE_SPACE)) as station:
        assert station.info().encrypted


def test_a_wrong_passphrase_costs_no_more_than_its_forms(tmp_path, monkeypatch):
    Station.create(tmp_path / "a.station", "金沙", passphrase="plain words").close()
    tried = []
    usual = connect.derive_key
    monkeypatch.setattr(connect, "derive_key", lambda secret, salt: tried.append(secret) or usual(secret, salt))
    with pytest.raises(NotAllowed):
        Station.open(tmp_path / "a.station", passphrase="other words")
    assert tried == ["other words"]


def test_half_a_sign_is_a_wrong_passphrase_and_no_fault(tmp_path):
    Station.create(tmp_path / "a.station", "金沙", passphrase=COMPOSED).close()
    with pytest.raises(NotAllowed):
        Station.open(tmp_path / "a.station", passphrase="caf\udce9 2026")
    assert not passwords.matches(passwords.hashed("x" * 9), "\udce9" * 9)


def test_signs_that_only_fill_do_not_make_a_passphrase_long(tmp_path):
    with pytest.raises(InvalidValue, match="至少"):
        rekey.check_new(unicodedata.normalize("NFD", "éèêë"))


@pytest.mark.parametrize(("kept", "typed"), WAYS)
def test_a_password_is_one_however_it_is_written(kept, typed):
    assert passwords.matches(passwords.hashed(kept), typed)


@pytest.mark.parametrize("kept", [TAKEN_APART, WIDE_SPACE])
def test_a_password_of_before_is_taken_as_it_was_typed(of_before, kept):
    assert passwords.matches(of_before(lambda: passwords.hashed(kept)), kept)


def test_forms_are_as_typed_first():
    assert typed_secrets.forms(TAKEN_APART) == (TAKEN_APART, COMPOSED)
    assert typed_secrets.forms(COMPOSED) == (COMPOSED,)


def test_a_long_password_is_not_cut_within_what_was_typed():
    kept = "é" * (passwords.LONGEST - 1) + "."
    assert passwords.matches(passwords.hashed(kept), unicodedata.normalize("NFD", kept))
    assert not passwords.matches(passwords.hashed(kept), unicodedata.normalize("NFD", kept[:-1] + "!"))
