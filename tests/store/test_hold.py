"""One writer: who holds a station file, what others may do meanwhile, and what a process leaves that died."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from dataclasses import asdict, replace

import orjson
import pytest

from data.accounts import passwords
from data.accounts.session import NOBODY
from data.errors import NotAllowed
from data.records import Edit
from data.store import Station, hold
from data.store.hold import Hold, Holder, holder_of, lock_path, take
from tests.store.conftest import add

NOW = "2026-11-21T13:47:00Z"
HOLDS = """
import sys
from pathlib import Path
from data.store.hold import take
take(Path(sys.argv[1]), "2026-11-21T13:00:00Z", "console")
print("held", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def other(file, station):
    """Another process that holds the file."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )  # fmt: skip
    assert process.stdout.readline().strip() == "held"
    yield process
    process.kill()
    process.communicate()


def end(process):
    process.kill()
    process.communicate()


def test_the_first_console_writes(station, file, clock):
    with Station.open(file, hold="console", clock=clock) as first:
        assert not first.read_only


def test_a_second_console_only_reads(station, file, clock):
    with Station.open(file, hold="console", clock=clock), Station.open(file, hold="console", clock=clock) as second:
        assert second.read_only


def test_a_second_console_knows_who_writes(station, file, clock, other):
    with Station.open(file, hold="console", clock=clock) as second:
        assert (second.held_by.process, second.held_by.since) == (other.pid, "2026-11-21T13:00:00Z")


def test_a_second_console_reads_what_the_first_writes(station, file, clock):
    with Station.open(file, hold="console", clock=clock) as first, Station.open(file, hold="console", clock=clock) as second:
        id = add(first, "person", name="张伟")
        assert second.get("person", id)["name"] == "张伟"


def test_it_writes_when_the_first_has_ended(station, file, clock):
    first = Station.open(file, hold="console", clock=clock)
    with Station.open(file, hold="console", clock=clock) as second:
        first.close()
        with second.again(hold="console") as writer:
            assert not writer.read_only


def test_who_is_not_seated_any_more_has_to_sign_in_when_it_is_opened_again(station, file, clock, monkeypatch):
    monkeypatch.setattr(passwords, "COST", [(1, 8, 1)])
    station.people.found(login="admin", name="管理员甲", password="晚风轻轻吹过江面")
    with station.again() as here, station.again(seated=False) as locked:
        assert (here.session.who, locked.session) == ("管理员甲", NOBODY)


def test_the_key_is_known_when_it_is_opened_again(tmp_path, clock):
    file = tmp_path / "密.station"
    Station.create(file, "金沙派出所", passphrase="一二三四五六七八", clock=clock).close()
    with Station.open(file, passphrase="一二三四五六七八", read_only=True) as reads, reads.again(hold="console") as writes:
        assert add(writes, "person", name="张伟")


def test_nobody_holds_a_file_after_it_was_closed(station, file, clock):
    Station.open(file, hold="console", clock=clock).close()
    assert holder_of(file) is None


def test_nothing_is_left_beside_a_file_that_was_closed(station, file, clock):
    Station.open(file, hold="console", clock=clock).close()
    assert not lock_path(file).exists()


def test_what_a_killed_process_held_is_free(station, file, clock, other):
    end(other)
    with Station.open(file, hold="console", clock=clock) as again:
        assert not again.read_only


def test_whoever_comes_after_a_killed_process_learns_of_it(station, file, clock, other):
    end(other)
    held = take(file, NOW, "console")
    held.release()
    assert held.left.process == other.pid


def test_a_closed_console_leaves_nothing_to_learn(station, file, clock):
    Station.open(file, hold="console", clock=clock).close()
    held = take(file, NOW, "console")
    held.release()
    assert held.left is None


def test_a_command_writes_beside_the_console(station, file, clock, other):
    with Station.open(file, hold="command", clock=clock) as command:
        assert add(command, "person", name="张伟")


def test_both_give_out_different_ids(station, file, clock):
    with Station.open(file, hold="console", clock=clock) as console, Station.open(file, hold="command", clock=clock) as command:
        add(console, "person", name="张伟")
        add(command, "person", name="李娜")
        add(console, "person", name="王芳")
        assert console.verify().sound


def elsewhere(file, computer="duty-2"):
    """Make it look as if the file is held from another computer; the lock itself is held in another process."""
    path = lock_path(file)
    holder = orjson.loads(path.read_bytes())
    path.write_bytes(orjson.dumps({**holder, "machine": "another", "computer": computer}))


@pytest.mark.parametrize("how", [{"hold": "console"}, {"hold": "command"}, {}, {"read_only": True}])
def test_another_computer_is_refused(station, file, clock, other, how):
    elsewhere(file)
    with pytest.raises(NotAllowed, match="duty-2"):
        Station.open(file, clock=clock, **how)


def test_what_another_computer_left_refuses_nobody(station, file, clock, other):
    elsewhere(file)
    end(other)
    with Station.open(file, hold="console", clock=clock) as again:
        assert not again.read_only


def test_the_lock_names_no_person(station, file, clock):
    with Station.open(file, hold="console", clock=clock):
        assert set(orjson.loads(lock_path(file).read_bytes())) == {"computer", "machine", "process", "since", "program"}


def test_another_name_of_the_file_meets_the_same_lock(station, file, clock, tmp_path):
    link = tmp_path / "别名.station"
    link.symlink_to(file)
    with Station.open(file, hold="console", clock=clock), Station.open(link, hold="console", clock=clock) as second:
        assert second.read_only


def test_an_older_file_in_use_is_not_brought_up_to_date_under_its_user(station, file, clock, other):
    station.close()
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(str(file))
    connection.execute("PRAGMA user_version = 2")
    connection.close()
    with pytest.raises(NotAllowed, match="另一个控制台"):
        Station.open(file, hold="console", clock=clock)


# A share that knows no locks


@pytest.fixture
def no_locks(monkeypatch):
    def refuse(_file, _shared):
        raise OSError(errno.ENOLCK, "no locks available")

    monkeypatch.setattr(hold, "_system_lock", lambda: refuse)


def test_without_locks_the_second_learns_who_has_it(file, no_locks):
    held = take(file, NOW, "console")
    second = take(file, NOW, "console")
    held.release()
    assert isinstance(second, Holder) and second.process == os.getpid()


def test_without_locks_it_is_free_after_a_release(file, no_locks):
    take(file, NOW, "console").release()
    again = take(file, NOW, "console")
    again.release()
    assert isinstance(again, Hold)


def test_without_locks_a_dead_process_of_this_computer_holds_nothing(file, no_locks):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    lock_path(file).write_bytes(orjson.dumps(_holder(process=gone.pid)))
    assert holder_of(file) is None


def test_without_locks_another_computer_holds_it_while_it_shows_life(file, no_locks):
    lock_path(file).write_bytes(orjson.dumps(_holder(machine="another")))
    assert holder_of(file).machine == "another"


def test_without_locks_another_computer_that_fell_silent_holds_nothing(file, no_locks):
    path = lock_path(file)
    path.write_bytes(orjson.dumps(_holder(machine="another")))
    long_ago = path.stat().st_mtime - hold.SILENT - 10
    os.utime(path, (long_ago, long_ago))
    assert holder_of(file) is None


def test_the_heart_beats(file, no_locks, monkeypatch):
    monkeypatch.setattr(hold, "BEAT", 0.01)
    held = take(file, NOW, "console")
    os.utime(held.path, (0, 0))
    for _ in range(6000):  # until the thread's next beat
        if held.path.stat().st_mtime:
            break
        time.sleep(0.005)
    beaten = held.path.stat().st_mtime
    held.release()
    assert beaten > 0


def _holder(**other):
    return asdict(replace(Holder("duty-2", hold.this_machine(), os.getpid(), NOW, "console"), **other))


def test_a_folder_that_cannot_be_written_is_only_read(station, file, clock, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "denied")

    monkeypatch.setattr("data.store.opening.take", refuse)
    with Station.open(file, hold="console", clock=clock) as opened:
        assert opened.read_only and opened.held_by is None


def test_a_console_that_only_reads_refuses_to_write(station, file, clock, other):
    with Station.open(file, hold="console", clock=clock) as second, pytest.raises(NotAllowed):
        second.apply([Edit("person", None, {"name": "张伟"})], who="王警官", why="登记")
