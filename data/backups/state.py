"""How the backups of a station stand: when the last one was made, what went wrong since, when a restore was tried."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime, timedelta

from data.accounts.session import as_program
from data.backups.wish import Wish
from data.clock import parse_utc
from data.store import Station

SETTING = "backups.state"
TRY_AFTER = timedelta(days=30)  # a restore should be tried once a month


@dataclass(frozen=True, slots=True)
class State:
    """Moments are UTC as stored, "" for never; ``tip`` is the journal's last entry in the last backup.

    ``trouble`` says why the last attempt failed, ``since`` when that began; ``tried_sound`` whether the last trial went well.
    """

    made: str = ""
    file: str = ""
    tip: int = 0
    trouble: str = ""
    since: str = ""
    first: str = ""  # backup: the month until the first trial counts from it
    tried: str = ""
    tried_sound: bool = True


def kept_state(station: Station) -> State:
    """Return how the station's backups stand."""
    raw, state = station.setting(SETTING, {}), State()
    for field in fields(State):
        if isinstance(raw, dict) and type(raw.get(field.name)) is type(getattr(state, field.name)):
            state = replace(state, **{field.name: raw[field.name]})
    return state


def keep_state(station: Station, state: State) -> None:
    """Keep how they stand in the station; the program knows it, whoever is at the desk."""
    with as_program():
        station.set_setting(SETTING, asdict(state))


def due(wish: Wish, state: State, tip: int, now: datetime) -> bool:
    """Whether a backup should be made now: something was written since the last one, and its pause is over.

    A clock that was set back does not put backups off: a last one in the future counts as long ago.
    """
    if not wish.on or (tip == state.tip and state.made and not state.trouble):
        return False
    if not state.made:
        return True
    passed = now - parse_utc(state.made)
    return passed >= timedelta(hours=wish.every) or passed < timedelta(0)


def worry(wish: Wish, state: State, now: datetime) -> str:
    """Return what the desk is told as long as it lasts: "failing", "broken" (a trial went wrong), "try" (it is time), or ""."""
    if not wish.on:
        return ""
    if state.trouble:
        return "failing"
    if not state.tried_sound:
        return "broken"
    begun = state.tried or state.first
    return "try" if begun and now - parse_utc(begun) >= TRY_AFTER else ""
