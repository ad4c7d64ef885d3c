"""Opening hours as people write them on a gate, in Chinese or as OpenStreetMap has them: whether it is open at a moment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from data.errors import InvalidValue
from data.i18n import tr

DAY = 24 * 60  # minutes
_DAYS = {
    **{name: (i,) for i, name in enumerate(("mo", "tu", "we", "th", "fr", "sa", "su"))},
    **{f"周{name}": (i,) for i, name in enumerate("一二三四五六日")},
    **{f"星期{name}": (i,) for i, name in enumerate("一二三四五六日")},
    "周天": (6,), "星期天": (6,), "工作日": tuple(range(5)), "周末": (5, 6), "每天": tuple(range(7)), "每日": tuple(range(7)),
}  # fmt: skip
_ALWAYS = ("24/7", "全天", "24小时", "全天开放", "常开")
_NEVER = ("off", "closed", "关闭", "常闭", "不开放")
_CLOCK = r"(\d{1,2})(?::(\d{2})|[点时](\d{1,2})?分?)"
_RANGE = re.compile(_CLOCK + r"\s*(?:-|—|–|~|～|至|到)\s*" + _CLOCK)
_TO = re.compile(r"\s*(?:-|—|–|至|到)\s*")


@dataclass(frozen=True, slots=True)
class Hours:
    """Spans of a week in minutes from Monday's midnight: from a first minute to before a last, which may lie in the next week."""

    spans: tuple[tuple[int, int], ...]

    def open_at(self, local: datetime) -> bool:
        """Whether it is open at a moment of the station's own time."""
        minute = local.weekday() * DAY + local.hour * 60 + local.minute
        return any(start <= minute + turn < end for start, end in self.spans for turn in (0, 7 * DAY))


def parse_hours(text: str) -> Hours | None:
    """Return the hours of a text such as ``06:00-23:00``, ``Mo-Fr 06:00-22:00; Sa 08:00-20:00`` or ``周一至周五 6点到22点``.

    None where nothing is written: always open.

    Raises
    ------
    InvalidValue
        If it cannot be understood; the sentence gives an example.
    """
    said = text.strip().lower().replace("：", ":")
    if not said or said in _ALWAYS:
        return None
    if said in _NEVER:
        return Hours(())
    spans = [span for part in re.split(r"[;；。\n]", said) if part.strip() for span in _spans(part.strip(), text)]
    return Hours(tuple(sorted(spans)))


def _spans(part: str, whole: str) -> Iterator[tuple[int, int]]:
    ranges = list(_RANGE.finditer(part))
    rest = _RANGE.sub(" ", part).strip(" ,，、和")
    if rest in _NEVER or any(rest.endswith(word) for word in _NEVER):
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
    for piece in re.split(r"[,，、\s]+", text):
        ends = _TO.split(piece)
        if len(ends) > 2 or any(_day(end, ends[0]) is None for end in ends):
            return None
        first, last = _day(ends[0], ends[0]) or (), _day(ends[-1], ends[0]) or ()
        if len(ends) == 1:
            found.update(first)
        else:
            found.update((first[0] + i) % 7 for i in range((last[0] - first[0]) % 7 + 1))
    return tuple(sorted(found))


def _day(word: str, before: str) -> tuple[int, ...] | None:
    """Return the days that a word means; 五 after 周一 is 周五."""
    if word in _DAYS:
        return _DAYS[word]
    return _DAYS.get(f"周{word}") if before.startswith(("周", "星期")) else None
