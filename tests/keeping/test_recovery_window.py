"""What the window does around a passphrase: the change with its recovery key, and who comes with that key."""

from __future__ import annotations

import pytest

from app import recovery as around
from data.store import Station, recovery
from tests.pdf_text import text_of

OLD, NEW = "correct horse", "battery staple"


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    from data.store import connect

    monkeypatch.setattr(connect, "DERIVATIONS", {1: (1, 64, 1)})


@pytest.fixture
def shown(monkeypatch):
    """The recovery keys that were shown."""
    keys = []
    monkeypatch.setattr(around, "show_recovery", lambda key, _name, _parent=None: keys.append(key))
    return keys


@pytest.fixture
def secret(file, clock):
    with Station.create(file, "金沙", passphrase=OLD, clock=clock) as station:
        key = station.recovery_key()
    return file, key


def test_after_a_change_the_new_key_is_shown_and_the_station_open(secret, shown, qapp):
    file, _ = secret
    with around.change_and_open(file, OLD, NEW, "王警官") as station:
        assert shown == [station.recovery_key()]


def test_a_change_that_cannot_be_leaves_the_station_open_as_it_was(secret, shown, qapp, monkeypatch):
    file, key = secret
    told = []
    monkeypatch.setattr(around.QMessageBox, "warning", lambda *arguments: told.append(arguments[-1]))
    with Station.open(file, passphrase=OLD, read_only=True) as reader:
        reader.info()
        with around.change_and_open(file, OLD, NEW, "王警官") as station:
            assert (station.recovery_key(), shown, len(told)) == (key, [], 1)


def test_who_comes_with_the_recovery_key_chooses_a_passphrase(secret, shown, qapp, monkeypatch):
    file, key = secret
    monkeypatch.setattr("app.welcome.ask_new_passphrase", lambda _parent, _question="": NEW)
    with around.settle(Station.open(file, passphrase=key), key, "王警官") as station:
        assert (station.recovered, station.opens_with(NEW), station.opens_with(key)) == (False, True, False)


def test_who_does_not_choose_one_does_not_get_in(secret, shown, qapp, monkeypatch):
    file, key = secret
    monkeypatch.setattr("app.welcome.ask_new_passphrase", lambda _parent, _question="": None)
    assert around.settle(Station.open(file, passphrase=key), key, "王警官") is None


def test_the_page_to_print_is_written(qapp, tmp_path):
    around.write_page(tmp_path / "key.pdf", recovery.written(bytes(32)), "金沙")
    written = (tmp_path / "key.pdf").read_bytes()
    assert written.startswith(b"%PDF")
    copied = text_of(written)
    assert all(group in copied for group in recovery.written(bytes(32)).split("-"))
    assert "�" not in copied
