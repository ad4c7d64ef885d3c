"""Making a backup: a consistent copy, opened and verified before it gets its name; then old ones are thinned out."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from data.actors import PROGRAM
from data.backups import disks, folders
from data.backups.apart import soundness
from data.backups.copies import Copy, copies_in, drop_litter, mark_of, path_for
from data.backups.known import remember
from data.backups.rotation import surplus
from data.backups.state import State, keep_state, kept_state
from data.backups.wish import Wish
from data.clock import format_utc, parse_utc
from data.disk_words import why_not
from data.errors import BadInput, Damaged, WatchroomError
from data.i18n import tr
from data.kinds.moments import zone_of
from data.progress import Progress
from data.store import Station
from data.store.copies import SealedCopy
from data.store.durable import put_in_place


def make(station: Station, wish: Wish, progress: Progress | None = None) -> Copy:
    """Make a backup now, and keep in the station how that went.

    Raises
    ------
    NotAllowed
        If whoever is at the desk may not; one that is due is made `data.accounts.session.as_program`.
    WatchroomError
        If it could not be made; the sentence says why and what to do.
    """
    station.session.demand("backup", tr("备份"))
    now = parse_utc(format_utc(station.clock.now()))
    state = kept_state(station)
    try:
        copy = _made(station, wish, now, progress or Progress())
        _thin_out(station, wish)
    except WatchroomError as error:
        since = state.since or format_utc(now)
        _noted(station, replace(state, trouble=error.message, since=since), "failed", {"act": "backup"})
        raise
    _noted(station, replace(state, trouble="", since="", made=format_utc(now), file=str(copy.path),
                            first=state.first or format_utc(now)), "backup", {"file": copy.path.name})  # fmt: skip
    remember(station.path, wish.place(), mark_of(station))
    with contextlib.suppress(WatchroomError):
        folders.keep(station, wish.place())
    return copy


def _noted(station: Station, state: State, act: str, said: dict[str, str]) -> None:
    """Keep the state, and the journal's tip with it; where nothing can be written just now it is known to who called."""
    if station.read_only:
        return
    try:
        station.note(act, said=said, who=PROGRAM, command="backup")
        keep_state(station, replace(state, tip=station.copies.tip() if state.trouble == "" else state.tip))
    except WatchroomError:
        return


def _made(station: Station, wish: Wish, now: datetime, progress: Progress) -> Copy:
    folder = wish.place()
    _ready(station, folder, own=not wish.folder)
    out = path_for(station, folder, now)
    part = out.with_name(f"{out.name}.checking")  # no name of a backup, until it was found sound
    part.unlink(missing_ok=True)
    if out.exists():
        return next(c for c in copies_in(folder, mark_of(station)) if c.path == out)  # of this very second
    try:
        station.backup(part, progress)
        progress.report(0, 0, tr("核对备份"))
        if why := _unsound(station.copies.at(part), progress):
            raise WatchroomError(tr("备份写好了，但打开检查时不完好：{why}。请检查那个盘。", why=why))
        put_in_place(part, out)
    except OSError as error:
        raise BadInput(tr("写不了备份 {file}：{why}", file=out, why=why_not(error)), file=out) from error
    finally:
        part.unlink(missing_ok=True)
    return Copy(out, now, out.stat().st_size, mark_of(station))


def _unsound(copy: SealedCopy, progress: Progress) -> str:
    """Return what is wrong with a copy, "" for nothing."""
    try:
        found = soundness(copy, progress)
    except Damaged:  # its sentence would say to take a backup
        return tr("里面的内容读不出来")
    return "" if found.sound else found.problems[0]


def _ready(station: Station, folder: Path, *, own: bool) -> None:
    """Refuse a place that is not there or too full, before anything is written.

    A folder that a person chose is never made: a share that is not connected leaves an empty place where it would be.
    """
    if own:
        folder.mkdir(parents=True, exist_ok=True)
    if not folder.is_dir():
        sentence = tr("备份文件夹 {folder} 不在了：移动硬盘没有插上，或共享文件夹没有连上。接好后会自动再备份。", folder=folder)
        raise BadInput(sentence)
    needed, free = disks.lasting_size(station.path) * disks.SPARE, disks.room(folder)
    if free < needed:
        words = {"folder": folder, "free": megabytes(free), "needed": megabytes(needed)}
        raise WatchroomError(tr("备份文件夹 {folder} 快满了：还剩 {free} MB，这一份要 {needed} MB。请腾出空间。", **words))


def megabytes(size: float) -> str:
    """Return a size in megabytes, as it is said."""
    return f"{size / 1e6:,.0f}" if size >= 1e7 else f"{size / 1e6:,.1f}"


def _thin_out(station: Station, wish: Wish) -> None:
    """Remove the backups of this station that need not be kept; one that cannot be removed now goes next time."""
    try:
        mine = (c for c in copies_in(wish.place(), mark_of(station)) if c.path.name.startswith(f"{station.path.stem}."))
        copies = {c.at: c for c in mine}  # a copy of the station under another name has backups of its own
        drop_litter(station, wish.place())
    except OSError:
        return
    counts = {"daily": wish.daily, "weekly": wish.weekly, "monthly": wish.monthly}
    for moment in surplus(list(copies), zone_of(station.zone), **counts):
        try:
            copies[moment].path.unlink()
        except OSError:
            continue
