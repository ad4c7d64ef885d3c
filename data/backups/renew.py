"""Backups made before an erasing: each is written anew without what was erased, or removed where its key is lost.

The newest backup is made anew first, so that the station is never without a verified one; then one copy after the other is fetched
beside itself, emptied of what was erased, verified and put in its place (`data.store.replacing`). What lies on a disk or share that
is not there now is remembered and done when it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from data.accounts.session import as_program
from data.actors import PROGRAM
from data.backups import folders
from data.backups.back import copy_file
from data.backups.copies import PATTERN, drop_litter, mark_of
from data.backups.make import make
from data.backups.wish import Wish
from data.disk_words import why_not
from data.errors import Damaged, NotAllowed, WatchroomError
from data.i18n import mark, tr
from data.keeping import again
from data.keeping.again import Gone
from data.progress import Progress
from data.store import Station, replacing
from data.store.connect import is_encrypted
from data.store.copies import SealedCopy

ACT = "cleared"
LOGS = ("", "-wal", "-shm", "-journal", ".lock")
WORD = mark("恢复前")  # in the names of what going back has kept beside the station (`data.backups.back.aside_name`)
ASIDE = rf"-({WORD}|before-restore)-\d{{8}}-\d{{6}}(-\d+)?\.station"


@dataclass(slots=True)
class Renewal:
    """What was done with backups: names of those written anew and removed, and what is left with the reason.

    ``waiting`` are folders that are not there now; ``upto`` is the entry of the last erasing that all this is about.
    """

    upto: int
    made: str = ""
    rewritten: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    left: dict[str, str] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether nothing is left that holds what was erased, as far as is known."""
        return not self.left and not self.waiting


def waiting(station: Station, wish: Wish) -> list[Path]:
    """Return the folders whose backups may still hold what was erased, whether they are there now or not."""
    last = _last(station)
    done = folders.cleared(station)
    return [folder for folder in folders.of(station, wish) if done.get(str(folder), 0) < last] if last else []


def reachable(owed: list[Path]) -> bool:
    """Whether there is one among these folders that something can be done in now."""
    return any(folder.is_dir() for folder in owed)


def renew(station: Station, wish: Wish, progress: Progress | None = None) -> Renewal:
    """Take what was erased out of all backups that can be reached, and note it in the journal.

    It belongs to the erasing, whoever is at the desk by then: the program does it by itself.

    Raises
    ------
    NotAllowed
        If the station itself still holds it in its pages.
    WatchroomError
        If no new backup could be made: the older ones are then as they were.
    """
    with as_program():
        return _renew(station, wish, progress or Progress())


def _renew(station: Station, wish: Wish, progress: Progress) -> Renewal:
    done, was = Renewal(_last(station)), again.gone(station.eraser.erasures())
    owed = waiting(station, wish)
    done.waiting = [str(folder) for folder in owed if not folder.is_dir()]
    there = [folder for folder in owed if folder.is_dir()]
    if was is None or not there:
        return done
    if station.eraser.owes and not station.eraser.sweep(progress):
        raise NotAllowed(tr("空白页要等别处读完，再整理。"))
    if any(_holding(station, path, was) for folder in there for path in _copies(station, folder)):
        done.made = make(station, wish, progress).path.name
    for folder in there:
        _clear(station, folder, was, done, progress)
    _note(station, done)
    return done


def before_going_back(station: Station, path: Path) -> Callable[[Path], None] | None:
    """Return what is to be done to a copy of a backup before it takes the station's place; None where it holds nothing erased.

    One that cannot be looked into, as its passphrase is another, is gone back to as it is.
    """
    was = again.gone(station.eraser.erasures())
    if was is None or not _holding(station, path, was):
        return None
    try:
        below, clock = _sealed(station, path).shared_ids(station.copies.row_hash), station.clock
    except WatchroomError:
        return None
    key = station.copies.door.key if is_encrypted(path) else None
    door = replace(station.copies.door, read_only=False, key=key)

    def prepare(fresh: Path) -> None:
        again.erase_in(replace(door, path=fresh), was, below, clock).close()

    return prepare


def forget(station: Station, folder: Path, *, who: str) -> None:
    """Take a person's word that a disk with backups is gone for good; the journal keeps who said so.

    Raises
    ------
    NotAllowed
        If whoever is at the desk may not look after backups.
    """
    station.session.demand("backups", tr("管理备份"))
    folders.keep(station, folder, _last(station))
    said = {"upto": _last(station), "forgotten": str(folder)}
    station.note(ACT, said=said, who=who, command="backup")


# Where


def _last(station: Station) -> int:
    """Return the entry of the last erasing, 0 where nothing was erased."""
    return max((erasure.entry for erasure in station.eraser.erasures()), default=0)


def _copies(station: Station, folder: Path) -> list[Path]:
    """Return the backups of this station in a folder, and what going back to one has kept."""
    stem, mark = station.path.stem, mark_of(station)
    aside = re.compile(re.escape(stem) + ASIDE)
    found = []
    for path in sorted(folder.iterdir()):
        name = PATTERN.match(path.name)
        if (name is not None and (name["stem"], name["mark"]) == (stem, mark)) or aside.fullmatch(path.name):
            found.append(path)
    return found


# Doing it


def _sealed(station: Station, path: Path) -> SealedCopy:
    """Return a copy; one that was made before the station was encrypted is plain still."""
    copy = station.copies.at(path)
    return copy if is_encrypted(path) else SealedCopy(path, None)


def _holding(station: Station, path: Path, was: Gone) -> bool:
    """Whether a copy may still hold what was erased; one that cannot be looked into may."""
    try:
        copy = _sealed(station, path)
        held = copy.holdings()
        return held.unswept or bool(again.left_of(was, held.erased, copy.shared_ids(station.copies.row_hash)))
    except (WatchroomError, OSError):
        return True


def _clear(station: Station, folder: Path, was: Gone, done: Renewal, progress: Progress) -> None:
    left_before = len(done.left)
    try:
        for path in _copies(station, folder):
            _clear_one(station, path, was, done, progress)
        drop_litter(station, folder)
    except OSError as error:
        done.left[str(folder)] = why_not(error)
    if len(done.left) == left_before:
        folders.keep(station, folder, done.upto)


def _clear_one(station: Station, path: Path, was: Gone, done: Renewal, progress: Progress) -> None:
    try:
        replacing.finish(path)
        if not _holding(station, path, was):
            return
        _rewrite(station, path, was, progress)
        done.rewritten.append(path.name)
    except (NotAllowed, Damaged):  # another passphrase, or broken: nobody could go back to it with what is known now
        _remove(path)
        done.removed.append(path.name)
    except WatchroomError as error:
        done.left[path.name] = error.message
    except OSError as error:
        done.left[path.name] = why_not(error)


def _rewrite(station: Station, path: Path, was: Gone, progress: Progress) -> None:
    """Write a copy anew without it: beside itself, and verified before it takes the place."""
    progress.report(0, 0, tr("重写备份 {file}", file=path.name))
    fresh = replacing.fresh_path(path)
    sealed = _sealed(station, path)
    (tip, hash), below = sealed.base(), sealed.shared_ids(station.copies.row_hash)
    door = replace(station.copies.door, path=fresh, read_only=False, key=station.copies.door.key if is_encrypted(path) else None)
    try:
        for log in ("-wal", "-journal"):
            if Path(f"{path}{log}").exists():
                copy_file(Path(f"{path}{log}"), Path(f"{fresh}{log}"), progress)
        copy_file(path, fresh, progress)
        with again.erase_in(door, was, below, station.clock, progress) as copy:
            copy.copies.keep_base(tip, hash)
        found = SealedCopy(fresh, door.key).verify(progress)
        if not found.sound:
            raise WatchroomError(tr("备份 {file} 不完好：{why}", file=path, why=found.problems[0]))
        replacing.replace_station(path)
    finally:
        _drop_fresh(path)


def _drop_fresh(path: Path) -> None:
    replacing.drop_fresh(path)
    fresh = replacing.fresh_path(path)
    if not fresh.exists():
        for ending in LOGS:
            Path(f"{fresh}{ending}").unlink(missing_ok=True)


def _remove(path: Path) -> None:
    for ending in LOGS:
        Path(f"{path}{ending}").unlink(missing_ok=True)


def _note(station: Station, done: Renewal) -> None:
    said = {
        "upto": done.upto, "made": done.made, "rewritten": done.rewritten, "removed": done.removed,
        "left": sorted(done.left), "waiting": done.waiting,
    }  # fmt: skip
    station.note(ACT, said=said, who=PROGRAM, command="backup")
