"""The folders that have had backups of a station, and up to which erasing all backups in each are clean of what was erased."""

from __future__ import annotations

from pathlib import Path

from data.accounts.session import as_program
from data.backups import known
from data.backups.wish import Wish
from data.store import Station

SETTING = "backups.folders"  # by folder, the journal's entry of that erasing; 0 where there was none yet


def cleared(station: Station) -> dict[str, int]:
    """Return the folders that the station remembers, with the entry of the erasing up to which they are clean."""
    kept = station.setting(SETTING, {})
    return {k: v for k, v in kept.items() if isinstance(v, int)} if isinstance(kept, dict) else {}


def keep(station: Station, folder: Path, upto: int = 0) -> None:
    """Remember a folder, and up to which erasing it is clean; that never goes back."""
    done, name = cleared(station), str(folder.resolve())
    if done.get(name, -1) < upto and not station.read_only:
        with as_program():
            station.set_setting(SETTING, {**done, name: upto})


def of(station: Station, wish: Wish) -> list[Path]:
    """Return all folders that have had backups, as far as the station and this computer know; and the station's own."""
    told = [wish.place().resolve(), known.folder_of(station.path).resolve(), station.path.resolve().parent]
    found = dict.fromkeys([*told, *(Path(name) for name in cleared(station))])
    own = Wish().place().resolve()  # on this computer: where it is not there, nothing has been in it
    return [folder for folder in found if folder != own or folder.is_dir()]
