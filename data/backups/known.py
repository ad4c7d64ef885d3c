"""Where the backups of each station lie, remembered on this computer: a station that cannot be opened any more cannot say it."""

from __future__ import annotations

from pathlib import Path

import orjson

from data.backups.copies import Copy, copies_in
from data.paths import user_folder

FILE = "backups.json"


def remember(station: Path, folder: Path, mark: str) -> None:
    """Remember where a station's backups lie, and their mark; if that cannot be written, the station itself still knows."""
    known = _known()
    name, place = str(station.resolve()), [str(folder.resolve()), mark]
    if known.get(name) == place:
        return
    try:
        (user_folder() / FILE).write_bytes(orjson.dumps({**known, name: place}, option=orjson.OPT_INDENT_2))
    except OSError:
        return


def folder_of(station: Path) -> Path:
    """Return where a station's backups lie, as far as this computer knows; the program's own folder where it does not."""
    return Path(_place_of(station)[0])


def copies_of(station: Path) -> list[Copy]:
    """Return the backups of a station file that this computer knows of, newest first.

    Other stations may keep theirs in the same folder, under the same name: they have another mark.
    """
    folder, mark = _place_of(station)
    try:
        return [c for c in copies_in(Path(folder), mark) if c.path.name.startswith(f"{station.stem}.")]
    except OSError:
        return []


def _place_of(station: Path) -> list[str]:
    return _known().get(str(station.resolve()), [str(user_folder() / "backups"), ""])


def _known() -> dict[str, list[str]]:
    """Return folder and mark by station; of before the mark was kept it is "", which is any."""
    try:
        read = orjson.loads((user_folder() / FILE).read_bytes())
    except (OSError, ValueError):
        return {}
    told = {k: [v, ""] if isinstance(v, str) else v for k, v in read.items()} if isinstance(read, dict) else {}
    return {k: v for k, v in told.items() if isinstance(v, list) and [type(part) for part in v] == [str, str]}
