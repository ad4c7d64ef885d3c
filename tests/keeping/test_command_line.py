"""Keeping without a screen: lists, erasing, the report, the passphrase, and what the recovery key may do there."""

from __future__ import annotations

import json

import pytest

from app.cli import run
from data.store import Station
from tests.keeping.conftest import raw


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    from data.store import connect

    monkeypatch.setattr(connect, "DERIVATIONS", {1: (1, 64, 1)})


def call(capsys, *words):
    status = run([str(w) for w in words])
    said = capsys.readouterr()
    return status, said.out, said.err


def test_due_lists_ids_and_reasons(closed, capsys):
    file, ids = closed
    _, out, _ = call(capsys, "due", file, "--json")
    assert json.loads(out)["person"]["due"] == [ids["her"]]


def test_erase_takes_what_is_due(closed, capsys):
    file, _ = closed
    _, out, _ = call(capsys, "erase", file, "person", "--basis", "保存期满", "--second", "李所长", "--yes", "--json")
    assert json.loads(out)["records"] == {"person": 1, "residence": 1, "attachment": 1}
    assert b"13977778888" not in raw(file)


def test_erase_wants_to_be_confirmed(closed, capsys):
    file, ids = closed
    status, _, err = call(capsys, "erase", file, "person", "--id", ids["her"], "--basis", "保存期满")
    assert (status, "--yes" in err) == (4, True)


def test_erase_says_why_something_stays(closed, capsys):
    file, ids = closed
    status, _, err = call(capsys, "erase", file, "person", "--id", ids["other"], "--basis", "保存期满", "--yes")
    assert (status, "在住" in err) == (4, True)


def test_verify_says_how_many_entries_are_empty(closed, capsys):
    file, _ = closed
    call(capsys, "erase", file, "person", "--basis", "保存期满", "--yes")
    _, out, _ = call(capsys, "verify", file, "--json")
    told = json.loads(out)
    assert (told["sound"], told["erased"] > 0) == (True, True)


def test_subject_writes_a_workbook_and_the_journal_keeps_it(closed, capsys, tmp_path):
    file, ids = closed
    status, _, _ = call(capsys, "subject", file, "person", ids["her"], tmp_path / "her.xlsx")
    with Station.open(file) as station:
        assert (status, (tmp_path / "her.xlsx").exists()) == (0, True)
        assert station.looks("person", ids["her"])[-1].action == "subject"


def test_new_shows_the_recovery_key_once(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("WATCHROOM_PASSPHRASE", "correct horse")
    _, _, err = call(capsys, "new", tmp_path / "n.station", "--name", "新")
    with Station.open(tmp_path / "n.station", passphrase="correct horse") as station:
        assert station.recovery_key() in err


def test_passphrase_changes_it(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("WATCHROOM_PASSPHRASE", "correct horse")
    monkeypatch.setenv("WATCHROOM_NEW_PASSPHRASE", "battery staple")
    file = tmp_path / "n.station"
    call(capsys, "new", file, "--name", "新")
    status, _, _ = call(capsys, "passphrase", file)
    with Station.open(file, passphrase="battery staple") as station:
        assert (status, station.name) == (0, "新")


@pytest.mark.parametrize("command", ["info", "verify", "due"])
def test_with_the_recovery_key_nothing_goes_but_a_new_passphrase(capsys, tmp_path, monkeypatch, command):
    monkeypatch.setenv("WATCHROOM_PASSPHRASE", "correct horse")
    file = tmp_path / "n.station"
    call(capsys, "new", file, "--name", "新")
    with Station.open(file, passphrase="correct horse") as station:
        key = station.recovery_key()
    monkeypatch.setenv("WATCHROOM_PASSPHRASE", key)
    status, _, err = call(capsys, command, file)
    assert (status, "passphrase" in err) == (4, True)


def test_the_recovery_key_makes_a_new_passphrase(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("WATCHROOM_PASSPHRASE", "correct horse")
    file = tmp_path / "n.station"
    call(capsys, "new", file, "--name", "新")
    with Station.open(file, passphrase="correct horse") as station:
        monkeypatch.setenv("WATCHROOM_PASSPHRASE", station.recovery_key())
    monkeypatch.setenv("WATCHROOM_NEW_PASSPHRASE", "battery staple")
    assert call(capsys, "passphrase", file)[0] == 0
