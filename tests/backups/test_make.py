"""Backups are made, verified, thinned out; what goes wrong is said and kept until it is mended."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import orjson
import pytest

from data.backups import disks, known
from data.backups.copies import copies_in, mark_of
from data.backups.known import copies_of, folder_of
from data.backups.make import make
from data.backups.state import State, due, kept_state, worry
from data.backups.wish import Wish, keep_wish, kept_wish
from data.errors import Damaged, WatchroomError
from data.paths import user_folder
from data.store import Station
from tests.backups.conftest import START, register


def test_a_backup_holds_what_the_station_holds(station, wish):
    made = make(station, wish)
    with Station.open(made.path) as copy:
        assert copy.find("张伟")


def test_it_is_found_in_its_folder(station, wish, folder):
    made = make(station, wish)
    assert copies_in(folder, mark_of(station)) == [made]


def test_its_name_tells_its_moment(station, wish):
    assert make(station, wish).path.name.endswith(".20261121T134700Z.station")


def test_nothing_else_is_left_in_the_folder(station, wish, folder):
    make(station, wish)
    assert len(list(folder.iterdir())) == 1


def test_it_is_verified_before_it_is_called_a_backup(station, wish, folder, monkeypatch):
    from data.store.care import Soundness

    monkeypatch.setattr("data.backups.make.soundness", lambda *_: Soundness(1, ("第 3 页坏了",)))
    with pytest.raises(WatchroomError, match="第 3 页坏了"):
        make(station, wish)
    assert list(folder.iterdir()) == []


def test_one_that_cannot_be_read_is_not_called_a_backup(station, wish, folder, monkeypatch):
    def look(*_):
        raise Damaged("站文件已损坏，请用备份恢复")

    monkeypatch.setattr("data.backups.make.soundness", look)
    with pytest.raises(WatchroomError, match="打开检查时不完好：里面的内容读不出来"):
        make(station, wish)
    assert list(folder.iterdir()) == []


def test_an_encrypted_station_has_encrypted_backups(tmp_path, folder, clock):
    with Station.create(tmp_path / "密.station", "金沙派出所", passphrase="一二三四五六七八", clock=clock) as station:
        made = make(station, Wish(folder=str(folder)))
    assert not made.path.read_bytes().startswith(b"SQLite")


def test_it_opens_with_the_same_passphrase(tmp_path, folder, clock):
    with Station.create(tmp_path / "密.station", "金沙派出所", passphrase="一二三四五六七八", clock=clock) as station:
        made = make(station, Wish(folder=str(folder)))
    with Station.open(made.path, passphrase="一二三四五六七八", read_only=True) as copy:
        assert copy.name == "金沙派出所"


def test_days_that_have_another_backup_are_thinned_out(station, wish, folder, clock):
    for hours in (0, 1, 2):
        clock.set(START + timedelta(hours=hours))
        make(station, wish)
    assert len(copies_in(folder)) == 1


def test_backups_of_other_stations_stay(station, wish, folder, clock, tmp_path):
    (tmp_path / "b").mkdir()
    with Station.create(tmp_path / "b" / "金沙.station", "另一个", clock=clock) as other:
        make(other, wish)
    clock.set(START + timedelta(hours=1))
    make(station, wish)
    assert len(copies_in(folder)) == 2


def test_other_files_stay(station, wish, folder):
    (folder / "合影.jpg").write_bytes(b"x")
    make(station, wish)
    assert (folder / "合影.jpg").exists()


def test_a_folder_that_is_gone_is_told(station, wish, folder):
    folder.rmdir()
    with pytest.raises(WatchroomError, match="移动硬盘没有插上"):
        make(station, wish)


def test_a_folder_that_is_gone_is_not_made(station, wish, folder):
    folder.rmdir()
    with pytest.raises(WatchroomError):
        make(station, wish)
    assert not folder.exists()


def test_a_full_disk_is_told_before_anything_is_written(station, wish, folder, monkeypatch):
    monkeypatch.setattr(disks, "room", lambda _: 1000)
    with pytest.raises(WatchroomError, match="快满了"):
        make(station, wish)
    assert list(folder.iterdir()) == []


def test_a_failure_is_kept_until_it_is_mended(station, wish, folder, clock):
    folder.rmdir()
    with pytest.raises(WatchroomError):
        make(station, wish)
    assert worry(wish, kept_state(station), clock.now()) == "failing"
    folder.mkdir()
    make(station, wish)
    assert worry(wish, kept_state(station), clock.now()) == ""


def test_a_failure_keeps_since_when(station, wish, folder, clock):
    folder.rmdir()
    for hours in (0, 5):
        clock.set(START + timedelta(hours=hours))
        with pytest.raises(WatchroomError):
            make(station, wish)
    assert kept_state(station).since == "2026-11-21T13:47:00Z"


def test_a_failure_takes_no_older_backup_away(station, wish, folder, clock, monkeypatch):
    make(station, wish)
    clock.set(START + timedelta(hours=1))
    monkeypatch.setattr(disks, "room", lambda _: 1000)
    with pytest.raises(WatchroomError):
        make(station, wish)
    assert len(copies_in(folder)) == 1


def test_this_computer_remembers_where_they_lie(station, wish, folder, file):
    make(station, wish)
    assert folder_of(file) == folder


def test_backups_of_another_station_of_the_same_name_are_not_taken_for_its_own(station, wish, file, tmp_path, clock):
    mine = make(station, wish)
    (tmp_path / "other").mkdir()
    with Station.create(tmp_path / "other" / file.name, "另一个所", clock=clock) as other:
        theirs = make(other, wish)
    assert [copies_of(s.path) for s in (station, other)] == [[mine], [theirs]]


def test_what_was_remembered_before_marks_were_is_still_known(station, wish, folder, file):
    make(station, wish)
    (user_folder() / known.FILE).write_bytes(orjson.dumps({str(file.resolve()): str(folder)}))
    assert (folder_of(file), len(copies_of(file))) == (folder, 1)


def test_a_station_that_is_only_read_can_be_backed_up(station, wish, file):
    with Station.open(file, read_only=True) as reading:
        assert make(reading, wish).path.exists()


# When


def test_the_first_one_is_due_at_once(wish):
    assert due(wish, State(), 5, START)


def test_none_is_due_before_its_pause_is_over(wish):
    assert not due(wish, State(made="2026-11-21T13:00:00Z", tip=5), 9, START)


def test_one_is_due_when_its_pause_is_over(wish):
    assert due(wish, State(made="2026-11-20T13:00:00Z", tip=5), 9, START)


def test_none_is_due_where_nothing_was_written(wish):
    assert not due(wish, State(made="2026-11-20T13:00:00Z", tip=9), 9, START)


def test_a_clock_set_back_puts_none_off(wish):
    assert due(wish, State(made="2027-11-20T13:00:00Z", tip=5), 9, START)


def test_none_is_due_where_none_is_wished(wish):
    assert not due(replace(wish, on=False), State(), 5, START)


def test_a_month_after_the_first_one_a_trial_is_due(wish):
    assert worry(wish, State(made="2026-11-21T13:00:00Z", first="2026-10-20T13:00:00Z"), START) == "try"


def test_after_a_trial_there_is_quiet_for_a_month(wish):
    assert worry(wish, State(first="2026-01-01T13:00:00Z", tried="2026-11-01T13:00:00Z"), START) == ""


def test_a_trial_that_went_wrong_is_told(wish):
    assert worry(wish, State(first="2026-01-01T13:00:00Z", tried="2026-11-01T13:00:00Z", tried_sound=False), START) == "broken"


def test_what_is_wished_is_kept(station, folder):
    wish = Wish(folder=str(folder), every=6, daily=3)
    keep_wish(station, wish)
    assert kept_wish(station) == wish


def test_what_makes_no_sense_takes_its_default(station):
    station.set_setting("backups", {"every": "often", "daily": -1, "folder": 7})
    assert kept_wish(station) == Wish()


def test_the_same_disk_is_known(station, folder):
    assert disks.same_disk(station.path, folder / "not" / "yet")


def test_a_second_backup_after_a_change_holds_it(station, wish, clock):
    make(station, wish)
    register(station, "李娜")
    clock.set(START + timedelta(days=1))
    with Station.open(make(station, wish).path) as copy:
        assert copy.find("李娜")


def test_a_copy_under_another_name_has_backups_of_its_own(station, wish, folder, clock, tmp_path):
    station.backup(tmp_path / "练习.station")
    make(station, wish)
    clock.set(START + timedelta(hours=1))
    with Station.open(tmp_path / "练习.station", clock=clock) as training:
        make(training, wish)
    assert len(copies_in(folder)) == 2
