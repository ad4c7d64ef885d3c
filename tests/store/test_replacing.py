"""A station is replaced whole or not at all, wherever the program is killed; and nothing of one file meets the log of the other."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.accounts.session import OPEN
from data.backups.back import put_back
from data.clock import FixedClock
from data.errors import BadInput, NotAllowed, WatchroomError
from data.query import Query
from data.records import Edit
from data.store import Station, care, hold, replacing
from data.store.care import restore

NOW = datetime(2026, 11, 21, 13, 47, tzinfo=UTC)
STEPS = ("replace", "link", "unlink", "fsync", "ftruncate")


class Killed(BaseException):
    """The process has gone: nothing that it would do afterwards happens."""


class Machine:
    """Counts what is done to the disk, and kills before or after one of it; after that nothing is done any more."""

    def __init__(self, monkeypatch) -> None:
        self.done, self.at, self.after, self.dead = 0, 0, False, False
        for name in STEPS:
            monkeypatch.setattr(os, name, self._stepping(getattr(os, name)))
        monkeypatch.setattr(io, "open", self._opening(io.open))

    def _stepping(self, real):
        def step(*args, **kwargs):
            if self.dead:
                raise Killed
            self.done += 1
            if self.done == self.at and not self.after:
                self.dead = True
                raise Killed
            try:
                return real(*args, **kwargs)
            finally:
                if self.done == self.at:
                    self.dead = True
                    raise Killed

        return step

    def _opening(self, real):
        def opened(file, mode="r", *args, **kwargs):
            if self.dead and set(mode) & set("wax+"):
                raise Killed
            return real(file, mode, *args, **kwargs)

        return opened


@pytest.fixture(scope="module")
def left(tmp_path_factory):
    """A folder with a backup, and a station that was not closed: its newest record lies in the log alone."""
    folder = tmp_path_factory.mktemp("left")
    station = Station.create(folder / "a.station", "金沙", origin=(121.5, 31.2), clock=FixedClock(NOW))
    station.apply([Edit("person", None, {"name": "张伟"})], who="王警官", why="登记")
    station.backup(folder / "backup.station")
    station._engine.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    station.apply([Edit("person", None, {"name": "李娜"})], who="王警官", why="登记")
    station._engine.index_now()
    crashed = folder / "crashed"
    crashed.mkdir()
    for suffix in ("", "-wal"):
        shutil.copy(folder / f"a.station{suffix}", crashed / f"a.station{suffix}")
    station.close()
    assert (crashed / "a.station-wal").stat().st_size
    return folder


@pytest.fixture
def file(left, tmp_path):
    for suffix in ("", "-wal"):
        shutil.copy(left / "crashed" / f"a.station{suffix}", tmp_path / f"a.station{suffix}")
    return tmp_path / "a.station"


def names(file: Path) -> set[str]:
    """Return who is in a station; reading all of it finds a log that is laid over another file."""
    with Station.open(file, clock=FixedClock(NOW)) as station:
        return {str(r["name"]) for r in station.read(Query("person"))}


BEFORE, AFTER = {"张伟", "李娜"}, {"张伟"}


def killed_everywhere(monkeypatch, left, tmp_path, work, *, sides=(False, True)):
    """Kill ``work`` before and after each of its steps; return who is in the station then, who was put aside, what is left over."""
    monkeypatch.setattr(care, "verify", lambda *_: care.Soundness(0, ()))  # looked at elsewhere, and takes its time
    found = []
    for after in sides:
        at, ended = 0, False
        while not ended:
            at += 1
            folder = tmp_path / f"{after}-{at}"
            shutil.copytree(left / "crashed", folder)
            with monkeypatch.context() as patch:
                machine = Machine(patch)
                machine.at, machine.after = at, after
                with contextlib.suppress(Killed):
                    work(folder / "a.station")
                ended = not machine.dead
            (folder / "a.station.lock").unlink(missing_ok=True)  # the system lets go of a lock with its process
            held = names(folder / "a.station")
            aside = [names(p) for p in folder.glob("*恢复前*.station")]
            found.append((held, aside, [p.name for p in folder.iterdir() if p.name.endswith(".restore")]))
        assert at > 5
    return found


def refuse(*_args):
    raise OSError(95, "no links here")


@pytest.fixture(scope="module", params=[True, False], ids=["second names", "no second names"])
def killed(left, tmp_path_factory, request):
    """What kills at each step of going back have left, on a disk that knows second names and on one that does not."""
    with pytest.MonkeyPatch.context() as patch:
        if not request.param:
            patch.setattr(os, "link", refuse)

        def work(station):
            put_back(left / "backup.station", station, None, NOW, "Asia/Shanghai", session=OPEN)

        sides = (False, True) if request.param else (False,)
        return killed_everywhere(patch, left, tmp_path_factory.mktemp("killed"), work, sides=sides)


def test_killed_anywhere_the_station_is_the_old_one_or_the_new_one(killed):
    assert {frozenset(held) for held, _aside, _left in killed} == {frozenset(BEFORE), frozenset(AFTER)}


def test_killed_anywhere_what_was_replaced_is_whole_beside_it(killed):
    assert all(aside == [BEFORE] for held, aside, _left in killed if held == AFTER)


def test_killed_anywhere_no_note_is_left_after_the_next_opening(killed):
    assert not any(left for _held, _aside, left in killed)


def test_the_command_line_s_way_back_is_as_safe(monkeypatch, left, tmp_path):
    def work(station):
        restore(left / "backup.station", station, replace=OPEN)

    found = killed_everywhere(monkeypatch, left, tmp_path, work)
    assert {frozenset(held) for held, _aside, _left in found} == {frozenset(BEFORE), frozenset(AFTER)}


def test_a_cut_off_restore_is_finished_before_a_key_is_asked_for(left, file):
    from data.store.connect import is_encrypted

    noted(left, file)
    is_encrypted(file)
    assert not Path(f"{file}.restore").exists()


def noted(left, file, aside=""):
    """Leave what a kill leaves right after the note has its name."""
    shutil.copy(left / "backup.station", replacing.fresh_path(file))
    Path(f"{file}.restore").write_text(f'{{"aside":"{aside}"}}')


def test_a_cut_off_restore_is_finished_by_whoever_opens_the_file(left, file):
    noted(left, file)
    assert names(file) == AFTER


def test_two_that_finish_it_at_once_do_not_meet(left, file):
    noted(left, file)
    other = hold.take(file, "2026-11-21T13:47:00Z", "command")
    Path(f"{file}.restore").unlink()  # the other has done it
    other.release()
    assert names(file) == BEFORE


def test_a_name_that_leads_elsewhere_is_not_followed(left, file):
    noted(left, file, aside="../../else.station")
    with pytest.raises(WatchroomError, match="内容不对"):
        Station.open(file)


def test_a_station_that_is_open_is_not_replaced(left, file):
    with Station.open(file, hold="console", clock=FixedClock(NOW)), pytest.raises(NotAllowed, match="别处"):
        put_back(left / "backup.station", file, None, NOW, "Asia/Shanghai", session=OPEN)
    assert names(file) == BEFORE


def test_a_link_stays_one(left, file, tmp_path):
    link = tmp_path / "elsewhere" / "link.station"
    link.parent.mkdir()
    link.symlink_to(file)
    restore(left / "backup.station", link, replace=OPEN)
    assert link.is_symlink()
    assert names(file) == AFTER


# Windows: what is open cannot be renamed, replaced or removed


@pytest.fixture
def windows(monkeypatch):
    """Let the disk refuse as Windows does."""

    def strict(real):
        def call(*paths, **kwargs):
            mine = {str(Path(p).resolve()) for p in paths if isinstance(p, (str, Path))}
            handles = []
            for handle in Path("/proc/self/fd").iterdir():
                try:
                    handles.append(str(handle.readlink()))
                except OSError:
                    continue
            held = mine & set(handles)
            if held and not any(p.endswith(".lock") for p in held):
                raise PermissionError(13, "in use")
            return real(*paths, **kwargs)

        return call

    for name in ("replace", "unlink"):
        monkeypatch.setattr(os, name, strict(getattr(os, name)))


def test_nothing_is_open_when_a_file_is_replaced(left, file, windows):
    put_back(left / "backup.station", file, None, NOW, "Asia/Shanghai", session=OPEN)
    assert names(file) == AFTER


def test_a_file_that_somebody_has_open_stays_as_it_was(left, file, windows):
    with file.open("rb"), pytest.raises(BadInput):
        put_back(left / "backup.station", file, None, NOW, "Asia/Shanghai", session=OPEN)
    assert names(file) == BEFORE
    assert not list(file.parent.glob("*恢复前*"))
