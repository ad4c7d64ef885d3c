"""Putting another file in the place of a station, with what lies beside it: noted first, so that it is done whole or not at all.

A station that was not closed well has its newest changes in a log beside it. To replace the one before the other would leave,
for a moment, a station without its newest changes, or another one's log over the new file. So what is to be done is written
beside the station first. Until that note has its name the old file and its log lie there untouched; from then on whoever opens
the station finishes it first. The file that is replaced keeps a second name, with its log, where one is asked for.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import orjson

from data.clock import SystemClock, format_utc
from data.disk_words import why_not
from data.errors import BadInput, NotAllowed, WatchroomError
from data.i18n import tr
from data.store.durable import put_in_place, rename, sync_folder, write_synced
from data.store.hold import Hold, take

FRESH, NOTE = ".restoring", ".restore"  # endings: of the file that comes, and of the note of what is to be done
LOGS = ("-wal", "-journal")  # what SQLite would lay over whatever file has the name; it goes with its own
SHARED = "-shm"  # of no worth without the processes that share it
TRIES, PAUSE = 50, 0.1  # while another process finishes the same


def replace_station(station: Path, aside: Path | None = None) -> None:
    """Put the file that lies at `fresh_path`, whole and synced, in the place of a station that nobody has open.

    ``aside`` is the second name that the file of now keeps, in the same folder.

    Raises
    ------
    NotAllowed
        If somebody has the station open.
    OSError
        If it cannot be done; the station is then as it was.
    """
    station = station.resolve()
    fresh, note = fresh_path(station), _note_path(station)
    begun = Path(f"{note}.part")
    with _held(station):
        try:
            write_synced(begun, orjson.dumps({"aside": aside.name if aside is not None else ""}))
            put_in_place(begun, note)
            _carry_out(fresh, station, aside)
        except OSError:
            begun.unlink(missing_ok=True)
            _take_back(fresh, station, aside, note)
            raise
        _over(station, note)


def fresh_path(station: Path) -> Path:
    """Return what the file that comes is called until it takes the station's place: beside the file itself, where a link leads."""
    return Path(f"{station.resolve()}{FRESH}")


def finish(station: Path) -> bool:
    """Finish a replacing that was cut off; whether there was one. To be called before a station file is looked at.

    Raises
    ------
    WatchroomError
        If it cannot be finished: what lies there is then not to be opened.
    """
    station = station.resolve()
    note = _note_path(station)
    if not note.exists():
        return False
    try:
        with _held(station):
            if note.exists():  # nobody else has finished it meanwhile
                _carry_out(fresh_path(station), station, _aside_of(note, station))
                _over(station, note)
    except OSError as error:
        words = {"file": station, "why": why_not(error)}
        sentence = tr("{file} 上次恢复备份没有做完，这次也做不完：{why}。请关闭其他使用它的程序后再打开。", **words)
        raise BadInput(sentence, file=station) from error
    return True


def drop_fresh(station: Path) -> None:
    """Remove the file that was to come, unless what was noted still has to be finished with it."""
    if not _note_path(station.resolve()).exists():
        fresh_path(station).unlink(missing_ok=True)


@contextmanager
def _held(station: Path) -> Iterator[None]:
    """Hold the station meanwhile: two that do the same at once would take away each other's log."""
    for _ in range(TRIES):
        held = take(station, format_utc(SystemClock().now()), "command")
        if isinstance(held, Hold):
            break
        if not _note_path(station).exists():
            raise NotAllowed(tr("{file} 还在别处打开着。请先关闭所有使用它的窗口和命令，再恢复备份", file=station))
        time.sleep(PAUSE)
    else:
        raise NotAllowed(tr("{file} 还在别处打开着。请先关闭所有使用它的窗口和命令，再恢复备份", file=station))
    try:
        yield
    finally:
        held.release()


def _note_path(station: Path) -> Path:
    return Path(f"{station}{NOTE}")


def _aside_of(note: Path, station: Path) -> Path | None:
    """Return the second name that a note gives; it leads nowhere but into the station's folder."""
    try:
        name = orjson.loads(note.read_bytes())["aside"]
    except (ValueError, KeyError, TypeError) as error:
        raise WatchroomError(tr("{file} 的内容不对；请删除它，再打开站文件", file=note)) from error
    if not isinstance(name, str) or Path(name).name != name:
        raise WatchroomError(tr("{file} 的内容不对；请删除它，再打开站文件", file=note))
    return station.with_name(name) if name else None


def _carry_out(fresh: Path, station: Path, aside: Path | None) -> None:
    """Do what is noted, or the rest of it: each step may have been done before."""
    if not fresh.exists():
        return  # it has its place already, and so has all that came before
    if aside is not None and station.exists() and not aside.exists():
        _second_name(station, aside)
    for ending in LOGS:
        log = Path(f"{station}{ending}")
        if aside is None:
            log.unlink(missing_ok=True)
        elif log.exists():
            rename(log, Path(f"{aside}{ending}"))
    Path(f"{station}{SHARED}").unlink(missing_ok=True)
    sync_folder(station.parent)  # the log is away for good before another file has the name
    put_in_place(fresh, station)


def _second_name(station: Path, aside: Path) -> None:
    try:
        os.link(station, aside)
    except OSError:  # a disk or share that knows no second names: the note leads to the file that comes
        rename(station, aside)


def _take_back(fresh: Path, station: Path, aside: Path | None, note: Path) -> None:
    """Undo what was begun, as far as that can be; where it cannot, the note stays, and the next opening finishes it."""
    if not note.exists() or not fresh.exists():
        return
    try:
        if aside is not None:
            for ending in LOGS:
                if Path(f"{aside}{ending}").exists():
                    rename(Path(f"{aside}{ending}"), Path(f"{station}{ending}"))
            if not station.exists():
                rename(aside, station)
            aside.unlink(missing_ok=True)
            sync_folder(station.parent)
        note.unlink()
        sync_folder(station.parent)
    except OSError:
        return


def _over(station: Path, note: Path) -> None:
    """Take the note away: all of it is done, and lasts."""
    note.unlink(missing_ok=True)
    sync_folder(station.parent)
