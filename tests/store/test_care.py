"""Verify, backup and restore."""

from __future__ import annotations

import pytest
from sqlcipher3 import dbapi2

from data.accounts.session import OPEN
from data.errors import BadInput, Cancelled, NotAllowed, WatchroomError
from data.progress import Progress
from data.query import Query
from data.store import Station, care
from data.store.care import restore
from tests.store.conftest import add, box


def raw(file, statement):
    connection = dbapi2.connect(str(file))
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_new_station_is_sound(station):
    assert station.verify().problems == ()


def test_a_broken_link_is_found(station, house, file):
    station.close()
    raw(file, f"DELETE FROM person WHERE id = {house['person']}")
    with Station.open(file) as again:
        assert any("人员" in p for p in again.verify().problems)


def test_a_broken_link_of_many_kinds_is_found(station, house, file):
    task = add(station, "task", title="x", type="visit", subject=house["person"])
    station.close()
    raw(file, f"UPDATE task SET subject = 99999 WHERE id = {task}")
    with Station.open(file) as again:
        assert len(again.verify().problems) == 1


def test_a_row_missing_from_the_place_index_is_found(station, file):
    add(station, "building", name="a", geometry=box(121.5, 31.2))
    station.close()
    raw(file, "DELETE FROM _place")
    with Station.open(file) as again:
        assert any("位置索引" in p for p in again.verify().problems)


def test_a_row_missing_from_the_search_index_is_found(station, file):
    id = add(station, "person", name="张伟")
    station.close()
    raw(file, f"DELETE FROM _search_person WHERE rowid = {id}")
    with Station.open(file) as again:
        assert any("搜索索引" in p for p in again.verify().problems)


def test_a_changed_attachment_is_found(station, house, file):
    station.attach("person", house["person"], "照片.jpg", b"abc", who="a")
    station.close()
    raw(file, "UPDATE _content SET bytes = x'00'")
    with Station.open(file) as again:
        assert any("照片.jpg" in p for p in again.verify().problems)


def test_verify_can_be_cancelled(station):
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        station.verify(progress)


def test_a_backup_holds_what_the_station_holds(station, house, tmp_path):
    station.backup(tmp_path / "b.station")
    with Station.open(tmp_path / "b.station") as copy:
        assert copy.info() == station.info()
        assert copy.verify().sound


def test_work_goes_on_during_a_backup(station, tmp_path):
    add(station, "person", name="前")
    future = station.background(lambda: station.backup(tmp_path / "b.station"))
    add(station, "person", name="后")
    future.result()
    with Station.open(tmp_path / "b.station") as copy:
        assert copy.verify().sound
        assert copy.count(Query("person")) in (1, 2)


def test_a_backup_ends_though_somebody_writes_all_the_time(station, tmp_path, monkeypatch):
    monkeypatch.setattr(care, "PAGES", 20)
    written = []

    def write(*_of):
        written.append(len(written))
        assert len(written) < 100, "it began anew each time"
        station.set_setting("count", len(written))

    station.backup(tmp_path / "b.station", Progress(write))
    assert len(written) > 2
    with Station.open(tmp_path / "b.station", read_only=True) as copy:
        assert copy.verify().sound


def test_a_backup_of_an_encrypted_station_is_encrypted(file, tmp_path):
    with Station.create(file, "x", passphrase="geheim") as station:
        add(station, "person", name="ZHANGWEISECRET")
        station.backup(tmp_path / "b.station")
    assert b"ZHANGWEI" not in (tmp_path / "b.station").read_bytes()
    with pytest.raises(NotAllowed):
        Station.open(tmp_path / "b.station")
    with Station.open(tmp_path / "b.station", passphrase="geheim") as copy:
        assert copy.count(Query("person")) == 1


def test_a_backup_overwrites_nothing(station, tmp_path):
    (tmp_path / "b.station").write_text("keep")
    with pytest.raises(BadInput):
        station.backup(tmp_path / "b.station")
    assert (tmp_path / "b.station").read_text() == "keep"


def test_a_backup_that_fails_leaves_nothing_behind(station, tmp_path):
    with pytest.raises(BadInput):
        station.backup(tmp_path / "missing" / "b.station")
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        station.backup(tmp_path / "b.station", progress)
    assert not [p for p in tmp_path.iterdir() if p.name.startswith("b.station")]


def test_restore_brings_back(station, tmp_path):
    id = add(station, "person", name="张伟")
    station.backup(tmp_path / "b.station")
    restore(tmp_path / "b.station", tmp_path / "new.station")
    with Station.open(tmp_path / "new.station") as again:
        assert again.get("person", id)["name"] == "张伟"


def test_restore_overwrites_only_when_told(station, tmp_path):
    station.backup(tmp_path / "b.station")
    add(station, "person", name="张伟")
    station.close()
    with pytest.raises(BadInput):
        restore(tmp_path / "b.station", station.path)
    restore(tmp_path / "b.station", station.path, replace=OPEN)
    with Station.open(station.path) as again:
        assert again.count(Query("person")) == 0


def test_restore_of_rubbish_leaves_the_station_alone(station, tmp_path):
    station.close()
    before = station.path.read_bytes()
    (tmp_path / "b.station").write_text("rubbish")
    with pytest.raises(WatchroomError):
        restore(tmp_path / "b.station", station.path, replace=OPEN)
    assert station.path.read_bytes() == before


def test_restore_of_a_backup_that_was_tampered_with_is_refused(station, tmp_path):
    add(station, "person", name="张伟")
    station.backup(tmp_path / "b.station")
    raw(tmp_path / "b.station", "UPDATE _meta SET value = '[1, \"00\"]' WHERE name = 'tip'")
    with pytest.raises(WatchroomError):
        restore(tmp_path / "b.station", tmp_path / "new.station")
    assert not (tmp_path / "new.station").exists()


def test_settings_are_kept(station, file):
    station.set_setting("layers", {"person": True})
    station.close()
    with Station.open(file) as again:
        assert (again.setting("layers"), again.setting("none", 7)) == ({"person": True}, 7)
