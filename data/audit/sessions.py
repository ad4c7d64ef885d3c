"""The way of one person through the records: from a sign-in, or a pause, to the next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from data.audit.lines import Told, titles_of, told
from data.clock import format_utc, parse_utc
from data.store.audit import Filter, JournalLine
from data.store.station import Station

PAUSE = timedelta(minutes=30)  # without an entry: what follows is another session
LONGEST = timedelta(hours=16)
MOST = 2_000  # steps
ENDS = ("sign_out", "lock")


@dataclass(frozen=True, slots=True)
class Session:
    """What a person did at one sitting, oldest first; ``at`` is the step that was asked for."""

    who: str
    steps: tuple[Told, ...]
    at: int


def session_of(station: Station, line: JournalLine) -> Session:
    """Return the session that an entry belongs to. Not on the Qt thread."""
    moment = parse_utc(line.at)
    around = Filter(who=line.who, start=format_utc(moment - LONGEST), end=format_utc(moment + LONGEST))
    found = sorted(station.journal_page(around, most=MOST).lines, key=lambda one: (one.at, one.entry))
    at = next((n for n, one in enumerate(found) if one.entry == line.entry), 0)
    first = at
    while first > 0 and not _parted(found[first - 1], found[first]):
        first -= 1
    end = at + 1
    while end < len(found) and not _parted(found[end - 1], found[end]):
        end += 1
    steps = [one for one in found[first:end] if one.act != "declare"]
    before = sum(one.act != "declare" for one in found[first:at])
    titles = titles_of(station, steps)
    return Session(line.who, tuple(told(station, one, titles) for one in steps), min(before, max(len(steps) - 1, 0)))


def _parted(before: JournalLine, after: JournalLine) -> bool:
    apart = parse_utc(after.at) - parse_utc(before.at) >= PAUSE
    return apart or after.act == "sign_in" or before.act in ENDS


def at_step(session: Session, step: int) -> Session:
    """Return the session at another step, kept within it."""
    return replace(session, at=max(0, min(step, len(session.steps) - 1)))
