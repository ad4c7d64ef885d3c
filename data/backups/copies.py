"""The backups that lie in a folder: whose they are, when they were made; everything that tells it is in their names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from data.errors import WatchroomError
from data.store import Station, replacing

PATTERN = re.compile(r"^(?P<stem>.+)\.(?P<mark>[0-9a-f]{8})\.(?P<at>\d{8}T\d{6}Z)\.station$")
NO_MARK = "00000000"
WRITTEN = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Copy:
    """One backup: file, moment (aware, UTC), size in bytes, and the mark of its station."""

    path: Path
    at: datetime
    size: int
    mark: str


def mark_of(station: Station) -> str:
    """Return what tells a station from others, whatever its file is called; `NO_MARK` for one only read that has none yet."""
    try:
        return station.copies.mark()
    except WatchroomError:
        return NO_MARK


def path_for(station: Station, folder: Path, at: datetime) -> Path:
    """Return where a backup of a moment goes."""
    return folder / f"{station.path.stem}.{mark_of(station)}.{at.astimezone(UTC).strftime(WRITTEN)}.station"


def copies_in(folder: Path, mark: str = "") -> list[Copy]:
    """Return the backups in a folder, newest first: of one station, or of all.

    Raises
    ------
    OSError
        If the folder cannot be read.
    """
    found = []
    for path in folder.iterdir():
        name = PATTERN.match(path.name)
        if name is None or (mark and name["mark"] != mark):
            continue
        at = datetime.strptime(name["at"], WRITTEN).replace(tzinfo=UTC)
        found.append(Copy(path, at, path.stat().st_size, name["mark"]))
    return sorted(found, key=lambda c: c.at, reverse=True)


def drop_litter(station: Station, folder: Path) -> None:
    """Remove what backups that were cut off have left in a folder: whole copies, under names that nobody looks for.

    To be called by who makes the backups, while none is being made.
    """
    begins = re.compile(rf"{re.escape(station.path.stem)}\.{mark_of(station)}\.\d{{8}}T\d{{6}}Z\.station\.(checking|restoring)")
    for path in folder.iterdir():
        if begins.match(path.name) and not Path(f"{path.with_suffix('')}{replacing.NOTE}").exists():
            path.unlink(missing_ok=True)
