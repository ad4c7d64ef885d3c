"""The way back: a backup put in the place of the station, which is kept aside; and the trial of it, which changes nothing."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from data.backups.copies import Copy
from data.backups.state import keep_state, kept_state
from data.clock import Clock, format_utc
from data.disk_words import why_not
from data.errors import BadInput, NotAllowed, WatchroomError
from data.i18n import tr
from data.kinds.moments import zone_of
from data.paths import user_folder
from data.progress import Progress
from data.store import Station
from data.store.connect import Door, is_encrypted
from data.store.copies import SealedCopy
from data.store.durable import put_in_place

BESIDE = ("-wal", "-shm")
BLOCK = 1 << 22  # bytes copied between two reports


def put_back(copy: Path, station: Path, key: str | None, now: datetime, zone: str, progress: Progress | None = None) -> Path | None:
    """Put a backup in the place of a closed station; return where the present file was kept, None if there was none.

    The station's name always leads to a whole file: the present one gets a second name first, then the backup takes its place.
    A backup with another passphrase is put back as it is: it was verified when it was made.

    Raises
    ------
    WatchroomError
        If the backup is not sound or cannot be copied; the present file is then as it was.
    """
    fresh = station.with_name(f"{station.name}.restoring")
    try:
        copy_file(copy, fresh, progress or Progress())
        _check(fresh, copy, key, progress)
        aside = keep_aside(station, now, zone) if station.exists() else None
        for suffix in BESIDE:
            Path(f"{station}{suffix}").unlink(missing_ok=True)
        put_in_place(fresh, station)
    except OSError as error:
        raise BadInput(tr("恢复不了 {file}：{why}", file=station, why=why_not(error)), file=station) from error
    finally:
        fresh.unlink(missing_ok=True)
    return aside


def _check(fresh: Path, copy: Path, key: str | None, progress: Progress | None) -> None:
    if key is None and is_encrypted(fresh):
        return  # nobody said its passphrase yet; it was verified when it was made
    try:
        found = SealedCopy(fresh, key).verify(progress)
    except NotAllowed:
        return
    if not found.sound:
        raise WatchroomError(tr("备份 {file} 不完好：{why}", file=copy, why=found.problems[0]))


def keep_aside(station: Path, now: datetime, zone: str) -> Path:
    """Give a station file a second name that tells when it was replaced; with its write-ahead log, which may hold the newest."""
    when = now.astimezone(zone_of(zone)).strftime("%Y%m%d-%H%M%S")
    aside = station.with_name(tr("{stem}-恢复前-{when}.station", stem=station.stem, when=when))
    for suffix in ("", "-wal"):
        here, there = Path(f"{station}{suffix}"), Path(f"{aside}{suffix}")
        if here.exists():
            there.unlink(missing_ok=True)
            _second_name(here, there)
    return aside


def _second_name(here: Path, there: Path) -> None:
    try:
        os.link(here, there)
    except OSError:  # a disk or share that knows no second names
        shutil.copy2(here, there)


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
    """
    progress = progress or Progress()
    place = user_folder() / f"trial-{os.getpid()}.station"
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
