"""Making, opening and refusing station files."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading

import pytest

from data.errors import BadInput, Damaged, NotAllowed, WatchroomError
from data.query import Query
from data.records import Edit
from data.store import Station
from tests.store.conftest import add


def test_a_new_station_has_every_built_in_kind(station):
    assert {"building", "person", "task", "attachment"} <= set(station.info().kinds)


def test_what_was_written_is_there_after_reopening(station, file):
    id = add(station, "person", name="张伟")
    station.close()
    with Station.open(file) as again:
        assert again.get("person", id)["name"] == "张伟"


def test_name_zone_and_origin_survive_reopening(station, file):
    station.close()
    with Station.open(file) as again:
        assert (again.name, again.zone, again.frame.lon, again.frame.lat) == ("金沙派出所", "Asia/Shanghai", 121.5, 31.2)


def test_an_existing_file_is_not_overwritten(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text("keep me")
    with pytest.raises(BadInput, match="letter"):
        Station.create(path, "x")
    assert path.read_text() == "keep me"


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(BadInput, match=r"nowhere\.station") as caught:
        Station.open(tmp_path / "nowhere.station")
    assert caught.value.exit_status == 3


def test_a_missing_file_is_not_made_by_opening(tmp_path):
    with pytest.raises(BadInput):
        Station.open(tmp_path / "nowhere.station")
    assert not (tmp_path / "nowhere.station").exists()


def test_a_folder_that_is_missing_is_told(tmp_path):
    with pytest.raises(BadInput):
        Station.create(tmp_path / "no" / "a.station", "x")


def test_a_foreign_database_is_refused(tmp_path):
    path = tmp_path / "other.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE t (a)")
    other.commit()
    other.close()
    with pytest.raises(BadInput):
        Station.open(path)


@pytest.mark.parametrize("content", [b"", b"hello", b"name,phone\n" * 1000, bytes(8192)])
def test_rubbish_is_refused(tmp_path, content):
    path = tmp_path / "rubbish.station"
    path.write_bytes(content)
    with pytest.raises(BadInput):
        Station.open(path, passphrase="x")


def test_a_damaged_file_is_told_as_damaged(station, file):
    for n in range(200):
        add(station, "person", name=f"人{n}", remark="x" * 500)
    station.close()
    content = bytearray(file.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    file.write_bytes(content)
    with pytest.raises(Damaged) as caught:
        Station.open(file)
    assert caught.value.exit_status == 5


def test_a_damaged_head_is_told_as_damaged(station, file):
    station.close()
    content = bytearray(file.read_bytes())
    content[0:16] = os.urandom(16)
    file.write_bytes(content)
    with pytest.raises(Damaged):
        Station.open(file)


def test_a_file_of_a_newer_program_is_refused(station, file):
    station.close()
    raw = sqlite3.connect(file)
    raw.execute("PRAGMA user_version = 999")
    raw.close()
    with pytest.raises(BadInput, match="升级"):
        Station.open(file)


def test_a_second_writer_is_told_to_wait(station, file, monkeypatch):
    monkeypatch.setattr("data.store.connect.BUSY_SECONDS", 0.05)
    with Station.open(file) as second, station._engine.writing(), pytest.raises(NotAllowed) as caught:
        add(second, "person", name="张伟")
    assert caught.value.exit_status == 4


def test_two_programs_do_not_give_out_the_same_id(station, file):
    with Station.open(file) as second:
        first = add(station, "person", name="张伟")
        other = add(second, "person", name="李四")
        third = add(station, "person", name="王五")
    assert len({first, other, third}) == 3


def test_ids_given_out_before_another_program_wrote_are_refused(station, file):
    with Station.open(file) as second:
        with pytest.raises(NotAllowed), station.editing(who="a", why="b") as draft:
            draft.add("person", {"name": "张伟"})
            add(second, "person", name="李四")
        assert [p["name"] for p in second.read(Query("person"))] == ["李四"]


def test_read_only_reads(station, file):
    id = add(station, "person", name="张伟")
    station.close()
    with Station.open(file, read_only=True) as again:
        assert again.get("person", id)["name"] == "张伟"


def test_read_only_does_not_write(station, file):
    station.close()
    with Station.open(file, read_only=True) as again, pytest.raises(NotAllowed):
        add(again, "person", name="张伟")


def test_a_closed_station_says_so(station):
    station.close()
    with pytest.raises(NotAllowed):
        station.count(Query("person"))


def test_closing_twice_is_harmless(station):
    station.close()
    station.close()
    with pytest.raises(NotAllowed):
        station.count(Query("person"))


def test_closing_leaves_one_file(station, file):
    add(station, "person", name="张伟")
    station.close()
    assert [p.name for p in file.parent.iterdir()] == [file.name]


def test_background_reads_run_off_this_thread(station):
    thread = station.background(threading.current_thread).result()
    assert thread is not threading.current_thread()


def test_what_was_asked_to_be_done_is_done_before_the_file_closes(station, file):
    gate = threading.Event()
    station.in_turn(gate.wait)
    station.in_turn(lambda: add(station, "person", name="张伟"))
    closing = threading.Thread(target=station.close)
    closing.start()
    closing.join(0.1)
    gate.set()
    closing.join()
    with Station.open(file) as again:
        assert again.count(Query("person")) == 1
        assert again.verify().sound
    with pytest.raises(NotAllowed):
        station.in_turn(lambda: None)


def test_many_threads_read_while_one_writes(station):
    def read() -> int:
        return max(station.count(Query("person")) for _ in range(30))

    futures = [station.background(read) for _ in range(4)]
    for n in range(30):
        add(station, "person", name=f"人{n}")
    assert all(0 <= f.result() <= 30 for f in futures)


def test_data_loads_neither_qt_nor_vtk():
    code = (
        "import sys, data, data.store, data.query, data.workspace\n"
        "bad = [m for m in sys.modules if m.split('.')[0] in ('PySide6', 'vtkmodules', 'pyvista', 'pyvistaqt', 'pyqtgraph')]\n"
        "sys.exit(repr(bad) if bad else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_full_disk_is_told_and_nothing_is_written(station):
    add(station, "person", name="张伟")
    pages = station._engine.connection.execute("PRAGMA page_count").fetchone()[0]
    station._engine.connection.execute(f"PRAGMA max_page_count = {pages + 3}")
    with pytest.raises(WatchroomError, match="磁盘已满"):
        station.apply([Edit("person", None, {"name": f"人{n}", "remark": "长" * 400}) for n in range(500)], who="a", why="b")
    assert station.count(Query("person")) == 1
    assert station.verify().sound


def test_an_exception_in_the_middle_leaves_the_file_as_it_was(station, monkeypatch):
    add(station, "person", name="张伟")
    before = station.info()
    monkeypatch.setattr("data.store.journal.encode", lambda body: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        add(station, "person", name="李四")
    monkeypatch.undo()
    assert station.info() == before
    assert station.verify().sound
