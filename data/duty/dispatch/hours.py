"""Opening hours as people write them on a gate, in Chinese or as OpenStreetMap has them: whether it is open at a moment."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from data.errors import InvalidValue
from data.i18n import tr
from data.paths import resource

DAY = 24 * 60  # minutes


class _Words:
    """The words of ``resources/duty/hours.toml``."""

    def __init__(self, said: dict[str, Any]) -> None:
        self.always, self.never = set(said["always"]), tuple(said["never"])
        self.week = tuple(said["week"])
        self.days = {word: tuple(days) for word, days in said["days"].items()}
        self.days |= {week + name: (i,) for week in self.week for i, name in enumerate(said["names"])}
        to, also = (_any(said[name]) for name in ("to", "also"))
        clock = rf"(\d{{1,2}})(?::(\d{{2}})|{_any(said['hour'])}(?:(\d{{1,2}}){_any(said['minute'])}?)?)"
        self.range = re.compile(rf"{clock}\s*{to}\s*{clock}")
        self.to, self.also = re.compile(rf"\s*{to}\s*"), re.compile(rf"(?:{also}|\s)+")
        self.between = re.compile(rf"{_any(said['between'])}|\n")


def _any(words: list[str]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in words) + ")"


@cache
def _words() -> _Words:
    return _Words(tomllib.loads(resource("duty", "hours.toml").read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Hours:
    """Spans of a week in minutes from Monday's midnight: from a first minute to before a last, which may lie in the next week."""

    spans: tuple[tuple[int, int], ...]

    def open_at(self, local: datetime) -> bool:
        """Whether it is open at a moment of the station's own time."""
        minute = local.weekday() * DAY + local.hour * 60 + local.minute
        return any(start <= minute + turn < end for start, end in self.spans for turn in (0, 7 * DAY))


def parse_hours(text: str) -> Hours | None:
    """Return the hours of a text such as ``06:00-23:00`` or ``Mo-Fr 06:00-22:00; Sa 08:00-20:00``, in Chinese as well.

    None where nothing is written: always open.

    Raises
    ------
    InvalidValue
        If it cannot be understood; the sentence gives an example.
    """
    words = _words()
    said = unicodedata.normalize("NFKC", text).strip().lower()
    if not said or said in words.always:
        return None
    if said in words.never:
        return Hours(())
    spans = [span for part in words.between.split(said) if part.strip() for span in _spans(part.strip(), text)]
    return Hours(tuple(sorted(spans)))


def _spans(part: str, whole: str) -> Iterator[tuple[int, int]]:
    words = _words()
    ranges = list(words.range.finditer(part))
    rest = words.also.sub(" ", words.range.sub(" ", part)).strip()
    if rest.endswith(words.never):
        return
    days = _days(rest)
    if not ranges or days is None:
        example = "06:00-23:00"
        raise InvalidValue(tr("看不懂开放时间“{text}”，请写成 {example} 这样", text=whole, example=example), field="hours")
    for day in days:
        for found in ranges:
            yield _span(day, found, whole)


def _span(day: int, found: re.Match[str], whole: str) -> tuple[int, int]:
    first, last = (int(found[i]) * 60 + int(found[i + 1] or found[i + 2] or 0) for i in (1, 4))
    if first > DAY or last > 2 * DAY:
        raise InvalidValue(tr("开放时间“{text}”里没有这样的钟点", text=whole), field="hours")
    return day * DAY + first, day * DAY + (last if last > first else last + DAY)


def _days(text: str) -> tuple[int, ...] | None:
    """Return the days of the week (Monday 0) that a text names, all where it names none; None where it is not understood."""
    if not text:
        return tuple(range(7))
    found: set[int] = set()
    for piece in text.split():
        ends = _words().to.split(piece)
        if len(ends) > 2 or any(_day(end, ends[0]) is None for end in ends):
            return None
        first, last = _day(ends[0], ends[0]) or (), _day(ends[-1], ends[0]) or ()
        if len(ends) == 1:
            found.update(first)
        else:
            found.update((first[0] + i) % 7 for i in range((last[0] - first[0]) % 7 + 1))
    return tuple(sorted(found))


def _day(word: str, before: str) -> tuple[int, ...] | None:
    """Return the days that a word means; the week's word may be left out after it stood before."""
    words = _words()
    if word in words.days:
        return words.days[word]
    week = next((w for w in words.week if before.startswith(w)), None)
    return words.days.get(week + word) if week is not None else None
