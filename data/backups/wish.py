"""How a station's backups are set: whether, where, how often, and how many are kept."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from data.paths import user_folder
from data.store import Station

SETTING = "backups"
EVERY = (1, 6, 24)  # hours between two backups that may be chosen


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wished. ``folder`` "" is one of the program's own on this computer; ``every`` is in hours.

    ``daily``, ``weekly`` and ``monthly`` are of how many days, weeks and months one backup each is kept.
    """

    on: bool = True
    folder: str = ""
    every: int = 24
    at_close: bool = True
    daily: int = 7
    weekly: int = 4
    monthly: int = 12

    def place(self) -> Path:
        """Return the folder in which backups are kept."""
        return Path(self.folder) if self.folder else user_folder() / "backups"


def kept_wish(station: Station) -> Wish:
    """Return how the station's backups are set; what makes no sense takes its default."""
    raw = station.setting(SETTING, {})
    wish = Wish()
    for field in fields(Wish):
        if isinstance(raw, dict) and field.name in raw and _fits(field.name, raw[field.name]):
            wish = replace(wish, **{field.name: raw[field.name]})
    return wish


def keep_wish(station: Station, wish: Wish) -> None:
    """Keep how the backups are set in the station."""
    station.set_setting(SETTING, asdict(wish))


def _fits(name: str, value: object) -> bool:
    if name == "every":
        return value in EVERY
    if name in ("daily", "weekly", "monthly"):
        return type(value) is int and 1 <= value <= 1000
    return type(value) is type(getattr(Wish(), name))
