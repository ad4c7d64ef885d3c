"""Disk full, read-only, gone, replaced, copied while open, a clock that jumps: it is said what is wrong, and work goes on."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from data.errors import BadInput, NotAllowed, WatchroomError
from data.query import Query
from data.store import Station
from data.store.unsaved import Unsaved
from tests.store.conftest import add

RLIMITED = """
import resource, signal, sys
from pathlib import Path
from data.errors import WatchroomError
from data.records import Edit
from data.store import Station
from data.store.unsaved import Unsaved

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
station = Station.open(Path(sys.argv[1]))
def write(n):
    return station.apply([Edit("person", None, {"name": f"人{i}", "remark": "字" * 500}) for i in range(n)], who="a", why="b")
write(1)
most = Path(sys.argv[1] + "-wal").stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
try:
    write(300)
except WatchroomError as error:
    print("told", error.message)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
write(2)
station.close()
"""


@pytest.fixture
def full(station):
    """Let the disk be full, as SQLite sees it; returns what makes room again."""
    connection = station._engine.connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    yield lambda: connection.execute("PRAGMA max_page_count = 1073741823")
    connection.execute("PRAGMA max_page_count = 1073741823")


def many(station, n=400):
    from data.records import Edit

    return station.apply([Edit("person", None, {"name": f"人{i}", "remark": "字" * 500}) for i in range(n)], who="a", why="b")


def test_a_full_disk_is_told(station, full):
    with pytest.raises(WatchroomError, match="磁盘已满"):
        many(station)


def test_a_full_disk_leaves_nothing_half_written(station, full):
    with pytest.raises(WatchroomError):
        many(station)
    assert station.count(Query("person")) == 0 and station.verify().sound


def test_when_there_is_room_again_work_goes_on(station, full):
    with pytest.raises(WatchroomError):
        many(station)
    full()
    assert len(many(station).changes) == 400


def test_a_full_disk_is_read_all_the_same(station, house, full):
    assert station.find("张伟")


def test_a_form_keeps_what_was_typed_when_the_disk_is_full(station, full):
    station.unsaved.keep("d", "record.person", 0, {"remark": "字" * 400_000})
    assert station.unsaved.kept("d", "record.person", 0).texts["remark"]


@pytest.mark.skipif(sys.platform == "win32", reason="limits of processes are POSIX's")
def test_a_disk_that_refuses_to_write_is_told_and_work_goes_on(station, file):
    station.close()
    done = subprocess.run([sys.executable, "-c", RLIMITED, str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and done.stdout.startswith("told"), done.stderr
    with Station.open(file) as again:
        assert again.count(Query("person")) == 3 and again.verify().sound


# Gone, and back


@pytest.fixture
def gone(station, file, tmp_path):
    """Take the file away as a share that is disconnected does; returns what brings it back."""
    place = tmp_path / "fort"
    place.mkdir()
    names = [file.with_name(file.name + suffix) for suffix in ("", "-wal", "-shm")]

    def back():
        for name in names:
            (place / name.name).rename(name)

    for name in names:
        name.rename(place / name.name)
    return back


def test_a_file_that_is_gone_is_told(station, gone):
    with pytest.raises(WatchroomError, match="够不着"):
        add(station, "person", name="李娜")


def test_nothing_is_written_to_where_nobody_finds_it(station, house, gone, tmp_path):
    with pytest.raises(WatchroomError):
        add(station, "person", name="李娜")
    with Station.open(tmp_path / "fort" / station.path.name) as moved:
        assert not moved.find("李娜")


def test_when_it_is_back_work_goes_on(station, gone, file):
    with pytest.raises(WatchroomError):
        add(station, "person", name="李娜")
    gone()
    add(station, "person", name="李娜")
    assert station.find("李娜")


def test_a_form_keeps_what_was_typed_while_it_is_gone(station, gone):
    station.unsaved.keep("d", "record.person", 0, {"name": "李娜"})
    gone()
    assert station.unsaved.kept("d", "record.person", 0).texts == {"name": "李娜"}


def again_under_another_number(file, tmp_path):
    """Let the file come back as a share does that was mounted anew: the same bytes, another file for the system."""
    for suffix in ("", "-wal", "-shm"):
        name = file.with_name(file.name + suffix)
        shutil.copy(name, tmp_path / "copy")
        name.unlink()
        (tmp_path / "copy").rename(name)


def test_a_share_that_is_mounted_anew_is_written_again(station, house, file, tmp_path):
    again_under_another_number(file, tmp_path)
    add(station, "person", name="李娜")
    with Station.open(file) as other:
        assert other.find("李娜")


def test_it_is_written_again_though_the_connection_of_before_leads_nowhere(station, house, file, tmp_path):
    again_under_another_number(file, tmp_path)
    station._engine.connection.close()  # as the handle of a share that was away: nothing can be asked of it
    assert add(station, "person", name="李娜")


def test_after_that_reading_sees_what_was_written(station, house, file, tmp_path):
    again_under_another_number(file, tmp_path)
    add(station, "person", name="李娜")
    assert station.find("李娜") and station.verify().sound


def test_another_file_in_its_place_is_refused(station, house, file, tmp_path, clock):
    Station.create(tmp_path / "other.station", "另一个", clock=clock).close()
    for suffix in ("-wal", "-shm"):
        file.with_name(file.name + suffix).unlink()
    (tmp_path / "other.station").replace(file)
    with pytest.raises(NotAllowed, match="换成了另一个文件"):
        add(station, "person", name="李娜")


# Copied while it is open


def test_a_copy_without_its_log_opens_as_it_was(station, house, file, tmp_path):
    """What the log alone holds is missing, and what is there is sound."""
    station._engine.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    add(station, "person", name="李娜")
    shutil.copy(file, tmp_path / "copy.station")
    with Station.open(tmp_path / "copy.station") as copy:
        assert copy.find("张伟") and not copy.find("李娜") and copy.verify().sound


def test_a_copy_of_a_file_that_was_never_written_down_says_what_to_do(file, clock, tmp_path):
    station = Station.create(file, "金沙派出所", clock=clock)
    cut = tmp_path / "copy.station"
    cut.write_bytes(file.read_bytes()[: 4096 * 3])
    station.close()
    with pytest.raises(WatchroomError, match=r"备份|不是站文件"):
        Station.open(cut)


def test_a_folder_instead_of_a_file_is_told(tmp_path):
    with pytest.raises(BadInput):
        Station.open(tmp_path)


# The clock


def test_a_clock_set_back_breaks_nothing(station, house, clock):
    clock.set(datetime(2020, 1, 1, tzinfo=UTC))
    add(station, "person", name="李娜")
    assert station.verify().sound


def test_the_order_of_the_journal_is_that_of_its_entries(station, house, clock):
    clock.set(datetime(2020, 1, 1, tzinfo=UTC))
    done = add(station, "person", name="李娜")
    assert station.batches(limit=1)[0].changes[0].id == done


def test_undo_takes_the_last_change_whatever_the_clock_says(station, house, clock):
    clock.set(datetime(2020, 1, 1, tzinfo=UTC))
    add(station, "person", name="李娜")
    station.undo(who="王警官")
    assert not station.find("李娜") and station.find("张伟")


def test_what_was_typed_and_is_saved_is_no_fault_where_it_cannot_be_forgotten_now(station, monkeypatch, caplog):
    """The list was written, or somebody's data were erased, before that."""
    typed = ("张警官@duty-1", "erase", 0)
    station.unsaved.keep(*typed, {"basis": "保存期限届满"})

    def refuse(*_asked):
        raise NotAllowed("另一个程序正在写")

    with monkeypatch.context() as patch:
        patch.setattr(Unsaved, "drop", refuse)
        station.unsaved.saved(*typed)
    assert "lies in the file still" in caplog.text
    station.unsaved.saved(*typed)
    assert station.unsaved.kept(*typed) is None
