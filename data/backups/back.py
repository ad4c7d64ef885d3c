"""The way back: a backup put in the place of the station, which is kept aside; and the trial of it, which changes nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, count
from pathlib import Path

from data.accounts.session import Session
from data.backups.copies import Copy
from data.backups.state import keep_state, kept_state
from data.clock import Clock, format_utc
from data.disk_words import why_not
from data.errors import BadInput, NotAllowed, WatchroomError
from data.i18n import tr
from data.kinds.moments import zone_of
from data.paths import user_folder
from data.processes import left_in
from data.progress import Progress
from data.store import Station, replacing
from data.store.care import GO_BACK
from data.store.connect import Door, has_key, is_encrypted
from data.store.copies import SealedCopy

BESIDE = ("-wal", "-shm")
BLOCK = 1 << 22  # bytes copied between two reports
TRIAL = "trial-"  # begins the names of copies that are tried


def put_back(copy: Path, station: Path, key: str | None, now: datetime, zone: str, progress: Progress | None = None, *,
             session: Session, prepare: Callable[[Path], None] | None = None) -> Path | None:  # fmt: skip
    """Put a backup in the place of a closed station; return where the present file was kept, None if there was none.

    ``session`` is whoever sat at the desk when it was closed; `data.accounts.session.RESCUE` where the station cannot be opened,
    so that nobody can sign in to it.

    Killed at any moment, the station is what it was, or what the backup is (`data.store.replacing`). A backup with another
    passphrase is put back as it is: it was verified when it was made. ``prepare`` is done to the copy that takes the place
    (`data.backups.renew.before_going_back`).

    Raises
    ------
    NotAllowed
        If they may not: all that came since would be lost.
    WatchroomError
        If the backup is not sound or cannot be copied, or somebody has the station open; the present file is then as it was.
    """
    session.demand(GO_BACK, tr("恢复备份"))
    replacing.finish(station)
    fresh = replacing.fresh_path(station)
    try:
        copy_file(copy, fresh, progress or Progress())
        _check(fresh, copy, key, progress)
        if prepare is not None:
            prepare(fresh)
        aside = aside_name(station.resolve(), now, zone) if station.exists() else None
        replacing.replace_station(station, aside)
    except OSError as error:
        raise BadInput(tr("恢复不了 {file}：{why}", file=station, why=why_not(error)), file=station) from error
    finally:
        replacing.drop_fresh(station)
    return aside


def _check(fresh: Path, copy: Path, key: str | None, progress: Progress | None) -> None:
    encrypted = is_encrypted(fresh)
    if encrypted and not (key is not None and has_key(fresh, key)):
        return  # nobody said its passphrase yet; it was verified when it was made
    try:
        problems = SealedCopy(fresh, key if encrypted else None).verify(progress).problems
    except NotAllowed as error:  # the key is the right one: its beginning is damaged
        problems = (error.message,)
    if problems:
        raise WatchroomError(tr("备份 {file} 不完好：{why}", file=copy, why=problems[0]))


def aside_name(station: Path, now: datetime, zone: str) -> Path:
    """Return a name beside a station that tells when its file was replaced, and that nothing has yet."""
    when = now.astimezone(zone_of(zone)).strftime("%Y%m%d-%H%M%S")
    again = chain([when], (f"{when}-{n}" for n in count(2)))
    names = (station.with_name(tr("{stem}-恢复前-{when}.station", stem=station.stem, when=w)) for w in again)
    return next(path for path in names if not path.exists())


def copy_file(source: Path, target: Path, progress: Progress) -> None:
    """Copy a file that nobody writes, so that it lasts; what is not finished is removed."""
    total, done = source.stat().st_size, 0
    try:
        with source.open("rb") as read, target.open("wb") as write:
            while block := read.read(BLOCK):
                write.write(block)
                done += len(block)
                progress.report(done, total, tr("复制备份"))
            write.flush()
            os.fsync(write.fileno())
    except BaseException:
        target.unlink(missing_ok=True)
        raise


@dataclass(frozen=True, slots=True)
class Trial:
    """A restore that was tried: of which backup, how many records came back, how far its journal goes, and what was wrong."""

    of: Copy
    records: int
    journal: int
    problems: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether it could have been gone back to."""
        return not self.problems


def try_back(station: Station, copy: Copy, progress: Progress | None = None) -> Trial:
    """Go the whole way back with a copy of a backup: fetch it, open it as a station, verify it; then throw it away.

    The copy lies in the program's own folder, encrypted as the station is, and is removed whatever happens.

    Raises
    ------
    NotAllowed
        If whoever is at the desk may not.
    """
    station.session.demand(GO_BACK, tr("恢复备份"))
    progress = progress or Progress()
    place = user_folder() / f"{TRIAL}{os.getpid()}.station"
    for left in left_in(user_folder(), TRIAL):  # of a program that was killed on the way
        left.unlink(missing_ok=True)
    try:
        copy_file(copy.path, place, progress)
        trial = _opened(replace(station.copies.door, path=place, read_only=False), copy, station.clock, progress)
    except OSError as error:
        trial = Trial(copy, 0, 0, (tr("读不了备份 {file}：{why}", file=copy.path, why=why_not(error)),))
    except WatchroomError as error:
        trial = Trial(copy, 0, 0, (error.message,))
    finally:
        for suffix in ("", *BESIDE):
            Path(f"{place}{suffix}").unlink(missing_ok=True)
    if not station.read_only:
        keep_state(station, replace(kept_state(station), tried=format_utc(station.clock.now()), tried_sound=trial.sound))
    return trial


def _opened(door: Door, copy: Copy, clock: Clock, progress: Progress) -> Trial:
    with Station.open_door(door, clock) as tried:
        found = tried.verify(progress)
        info = tried.info()
    return Trial(copy, sum(info.kinds.values()), found.journal, found.problems)
