"""Going back to a backup: what would be lost, the present file kept aside, the trial."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from data.accounts.session import OPEN
from data.backups.back import put_back, try_back
from data.backups.lost import since
from data.backups.make import make
from data.backups.state import kept_state
from data.errors import NotAllowed, WatchroomError
from data.paths import user_folder
from data.store import Station, connect
from tests.backups.conftest import START, register

ZONE = "Asia/Shanghai"


@pytest.fixture
def copy(station, wish):
    return make(station, wish)


def back(station, copy):
    """Close the station and put the backup in its place; returns where the present file was kept."""
    station.close()
    return put_back(copy.path, station.path, station.copies.door.key, START + timedelta(hours=1), ZONE, session=OPEN)


def test_after_going_back_the_station_is_as_it_was(station, copy, file):
    register(station, "李娜")
    back(station, copy)
    with Station.open(file) as again:
        assert again.find("张伟") and not again.find("李娜")


def test_the_present_file_is_kept_aside(station, copy):
    register(station, "李娜")
    aside = back(station, copy)
    with Station.open(aside) as before:
        assert before.find("李娜")


def test_its_name_tells_when(station, copy):
    assert back(station, copy).name == "金沙-恢复前-20261121-224700.station"


def test_what_only_the_log_holds_is_kept_aside_too(station, copy, file, tmp_path):
    """A station that was not closed well has its newest changes in the write-ahead log."""
    register(station, "李娜")
    crashed = tmp_path / "crash" / "金沙.station"
    crashed.parent.mkdir()
    for suffix in ("", "-wal"):
        (tmp_path / f"crash/金沙.station{suffix}").write_bytes((tmp_path / f"金沙.station{suffix}").read_bytes())
    aside = put_back(copy.path, crashed, None, START, ZONE, session=OPEN)
    with Station.open(aside) as before:
        assert before.find("李娜")


def test_the_old_log_is_not_laid_over_the_backup(station, copy, file, tmp_path):
    register(station, "李娜")
    crashed = tmp_path / "crash" / "金沙.station"
    crashed.parent.mkdir()
    for suffix in ("", "-wal"):
        (tmp_path / f"crash/金沙.station{suffix}").write_bytes((tmp_path / f"金沙.station{suffix}").read_bytes())
    put_back(copy.path, crashed, None, START, ZONE, session=OPEN)
    with Station.open(crashed) as again:
        assert again.verify().sound and not again.find("李娜")


def test_a_backup_that_is_not_sound_is_refused(station, copy, file):
    raw = bytearray(copy.path.read_bytes())
    raw[4096 * 20 : 4096 * 40] = bytes(4096 * 20)
    copy.path.write_bytes(raw)
    with pytest.raises(WatchroomError):
        back(station, copy)
    with Station.open(file) as still:
        assert still.find("张伟")


@pytest.fixture
def secret(tmp_path, wish, clock, monkeypatch):
    """An encrypted station that was closed, how it is opened, and its backup."""
    monkeypatch.setattr(connect, "DERIVATIONS", {1: (1, 64, 1)})
    with Station.create(tmp_path / "密.station", "金沙派出所", passphrase="一二三四五六七八", clock=clock) as station:
        return station.copies.door, make(station, wish)


def test_a_backup_whose_beginning_is_damaged_is_not_taken_for_one_of_another_passphrase(secret):
    door, copy = secret
    content = bytearray(copy.path.read_bytes())
    content[100] ^= 1
    copy.path.write_bytes(content)
    with pytest.raises(WatchroomError, match="不完好"):
        put_back(copy.path, door.path, door.key, START, ZONE, session=OPEN)


def test_a_backup_of_another_passphrase_is_put_back_as_it_is(secret, tmp_path, clock):
    door, _ = secret
    Station.create(tmp_path / "旧.station", "金沙派出所", passphrase="八七六五四三二一", clock=clock).close()
    put_back(tmp_path / "旧.station", door.path, door.key, START, ZONE, session=OPEN)
    with Station.open(door.path, passphrase="八七六五四三二一") as again:
        assert again.verify().sound
    with pytest.raises(NotAllowed):
        Station.open(door.path, passphrase="一二三四五六七八")


def test_a_station_that_is_gone_comes_back(station, copy, file):
    station.close()
    file.unlink()
    assert put_back(copy.path, file, None, START, ZONE, session=OPEN) is None
    with Station.open(file) as again:
        assert again.find("张伟")


def test_nothing_is_left_beside_the_station(station, copy, file):
    aside = back(station, copy)
    assert sorted(p.name for p in file.parent.glob("*station*")) == sorted([file.name, aside.name])


# What would be lost


def test_right_after_a_backup_nothing_would_be_lost(station, copy):
    assert since(station, copy).state == "same"


def test_changes_since_are_counted(station, copy):
    register(station, "李娜")
    register(station, "王芳")
    lost = since(station, copy)
    assert (lost.state, lost.sets, lost.kinds) == ("older", 2, {"person": 2})


def test_a_backup_of_another_way_is_told(station, copy, file):
    register(station, "李娜")
    aside = back(station, copy)
    with Station.open(file) as again:
        register(again, "王芳")
        assert since(again, replace(copy, path=aside)).state == "foreign"


def test_a_backup_with_another_passphrase_is_told(station, copy, tmp_path, clock):
    other = tmp_path / "密.station"
    Station.create(other, "金沙派出所", passphrase="一二三四五六七八", clock=clock).close()
    assert since(station, replace(copy, path=other)).state in ("locked", "broken")


def test_a_broken_backup_is_told(station, copy):
    copy.path.write_bytes(copy.path.read_bytes()[:4096] + b"\x00" * 4096)
    assert since(station, copy).state == "broken"


# The trial


def test_a_trial_brings_all_records_back(station, copy):
    trial = try_back(station, copy)
    assert trial.sound and trial.records == sum(station.info().kinds.values())


def test_a_trial_leaves_nothing_behind(station, copy):
    try_back(station, copy)
    assert not list(user_folder().glob("trial*"))


def test_a_trial_changes_neither_station_nor_backup(station, copy):
    before = copy.path.read_bytes()
    try_back(station, copy)
    assert copy.path.read_bytes() == before


def test_a_trial_is_remembered(station, copy, clock):
    clock.set(START + timedelta(days=31))
    try_back(station, copy)
    assert kept_state(station).tried == "2026-12-22T13:47:00Z"


def test_a_trial_of_a_broken_backup_says_what_is_wrong(station, copy):
    copy.path.write_bytes(copy.path.read_bytes()[:8192])
    trial = try_back(station, copy)
    assert not trial.sound and not kept_state(station).tried_sound


def test_a_trial_of_a_backup_that_is_gone_says_so(station, copy):
    copy.path.unlink()
    assert not try_back(station, copy).sound
