"""The small windows at a station's door: what they ask, what they take, and when they are shown."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from app import key_ring, run, settings, welcome
from app.settings import Settings
from data.store import Station
from widgets.keeping.door_dialog import NewStationDialog, PassphraseDialog

SECRET = "correct horse"


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    from data.store import connect

    monkeypatch.setattr(connect, "DERIVATIONS", {1: (1, 64, 1)})


@pytest.fixture
def new(qtbot):
    made = NewStationDialog("金沙")
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_new_station_is_encrypted_unless_one_says_otherwise(new):
    new.new.line.setText(SECRET)
    new.again.line.setText(SECRET)
    new.attempt()
    assert (new.result(), new.name.text(), new.passphrase) == (QDialog.DialogCode.Accepted, "金沙", SECRET)


@pytest.mark.parametrize(("name", "first", "second", "said"), [
    ("", SECRET, SECRET, "名称"), ("金沙", "short", "short", "至少 8"),
    ("金沙", SECRET, "correct hors", "不一样"), ("金沙", "", "", "至少 8"),
])  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_made(new, name, first, second, said):
    new.name.setText(name)
    new.new.line.setText(first)
    new.again.line.setText(second)
    new.attempt()
    assert new.isVisible()
    assert said in new.trouble.text()


def test_a_plain_one_says_what_that_means(new):
    assert not new.plain.isVisible()
    new.encrypted.setChecked(False)
    assert new.plain.isVisible()
    new.attempt()
    assert (new.result(), new.passphrase) == (QDialog.DialogCode.Accepted, None)


def test_enter_goes_from_line_to_line_and_then_makes_it(new, qtbot):
    for line in (new.name, new.new.line, new.again.line):
        line.setText("金沙派出所站点" if line is new.name else SECRET)
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert new.result() == QDialog.DialogCode.Accepted


def test_a_wrong_passphrase_is_told_where_it_is_asked_again(qtbot):
    made = PassphraseDialog("金沙", wrong="口令不对")
    qtbot.addWidget(made)
    made.show()
    assert made.trouble.isVisible()
    made.attempt()
    assert "口令" in made.trouble.text()
    assert made.isVisible()


@pytest.fixture
def encrypted(tmp_path):
    path = tmp_path / "a.station"
    Station.create(path, "甲所", passphrase=SECRET).close()
    return path


@pytest.fixture
def typed(monkeypatch):
    """What is typed when a passphrase is asked for, one after the other; what was told each time."""
    answers, told = [], []

    def ask(_station, _parent, *, wrong, may_keep):
        told.append(wrong)
        return answers.pop(0), False

    monkeypatch.setattr(welcome, "ask_passphrase", ask)
    monkeypatch.setattr(key_ring.KeyRing, "recall", lambda _self: None)
    return answers, told


def test_a_file_that_was_double_clicked_asks_in_a_window(qapp, encrypted, typed, monkeypatch):
    settings.save(Settings(theme="dark"))
    opened, looks = [], []
    monkeypatch.setattr(run, "_one_station", lambda station, *, resumes: (opened.append(station.name), station.close())[1])
    monkeypatch.setattr(welcome, "dress", lambda chosen: looks.append(chosen.theme))
    typed[0].extend(["wrong", SECRET])
    assert run.run_console(encrypted, None) == 0
    assert opened == ["甲所"]
    assert [bool(t) for t in typed[1]] == [False, True]
    assert looks == ["dark"]


def test_who_gives_up_gets_nothing(qapp, encrypted, typed):
    typed[0].append(None)
    assert run.run_console(encrypted, None) == 0


def test_a_damaged_file_that_was_double_clicked_shows_its_backups(qapp, tmp_path, monkeypatch):
    path = tmp_path / "plain.station"
    Station.create(path, "甲所").close()
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)
    shown = []
    monkeypatch.setattr(welcome, "ask_station", lambda _settings, *, sentence, damaged: shown.append((bool(sentence), damaged)))
    assert run.run_console(path, None) == 0
    assert shown == [(True, path)]


def test_a_file_that_is_refused_says_so_in_a_window_after_a_double_click(qapp, tmp_path, monkeypatch):
    """Nobody reads what is said where no terminal is."""
    path = tmp_path / "newer.station"
    Station.create(path, "甲所").close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 999")
        connection.commit()
    shown = []
    monkeypatch.setattr(welcome, "ask_station", lambda _settings, *, sentence, damaged: shown.append((sentence, damaged)))
    assert run.run_console(path, None) == 0
    ((sentence, damaged),) = shown
    assert "更新版本" in sentence
    assert damaged is None
