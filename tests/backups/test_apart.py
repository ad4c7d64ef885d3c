"""A backup is looked through by a process of its own, which finds what is found here."""

from __future__ import annotations

from contextlib import nullcontext

import pytest

from data.backups import apart
from data.backups.apart import soundness
from data.errors import Cancelled, Damaged
from data.isolated import Failed
from data.progress import Progress
from data.store import Station
from data.store.copies import SealedCopy


@pytest.fixture(params=["plain", "encrypted"])
def copy(request, tmp_path, clock):
    """A copy of a station with a person in it."""
    path, word = tmp_path / "a.station", "一二三四五六七八" if request.param == "encrypted" else None
    with Station.create(path, "金沙派出所", passphrase=word, clock=clock) as station:
        with station.editing(who="t", why="x") as draft:
            draft.add("person", {"name": "张伟"})
        station.backup(tmp_path / "b.station")
        return station.copies.at(tmp_path / "b.station")


def opens(copy):
    """Whether a copy can be looked through at all."""
    try:
        copy.verify()
    except Damaged:
        return False
    return True


def elsewhere_only(monkeypatch):
    monkeypatch.setattr(SealedCopy, "verify", lambda *_: pytest.fail("it was looked through here"))


def test_a_sound_copy_is_sound_there(copy, monkeypatch):
    here = copy.verify()
    elsewhere_only(monkeypatch)
    assert soundness(copy, Progress()) == here
    assert here.sound


def test_a_damaged_copy_is_not(copy, monkeypatch):
    content = copy.path.read_bytes()
    damaged = content.replace("张伟".encode(), "张三".encode())
    middle = len(content) // 2  # of an encrypted one each page is as good as the other
    copy.path.write_bytes(damaged if damaged != content else content[:middle] + bytes(4096) + content[middle + 4096 :])
    with pytest.raises(Damaged) if not opens(copy) else nullcontext():  # the page may be one that tells of the tables
        assert not soundness(copy, Progress()).sound


def test_where_the_process_gives_up_it_is_looked_through_here(copy, monkeypatch):
    def give_up(*_args, **_named):
        raise Failed("MemoryError")

    monkeypatch.setattr(apart, "read_apart", give_up)
    assert soundness(copy, Progress()).sound


def test_the_key_is_in_no_argument_and_no_variable(copy, monkeypatch):
    from data.isolated import apart as processes

    seen, start = [], processes.subprocess.Popen
    monkeypatch.setattr(processes.subprocess, "Popen", lambda *a, **k: seen.append(repr((a, k))) or start(*a, **k))
    processes.close_all()
    soundness(copy, Progress())
    assert seen
    assert not any(copy.key in said for said in seen if copy.key)


def test_a_cancelled_look_ends(copy):
    progress = Progress(lambda *_: progress.cancel())
    with pytest.raises(Cancelled):
        soundness(copy, progress)
