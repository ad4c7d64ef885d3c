"""How a length of time is told: one rule for cases, ways, walks and whatever else is measured."""

from __future__ import annotations

from data.i18n import tr

FINE = 600  # seconds under which single seconds still say something


def span_words(seconds: float) -> str:
    """Return a length of time (seconds, not negative) as it is said: 45 秒, 3 分 20 秒, 25 分钟, 1 小时 5 分, 2 天 3 小时.

    Seconds are told below ten minutes, minutes below a day; what is left out is rounded, halves up.
    """
    whole = max(int(seconds + 0.5), 0)
    if whole < FINE:
        return _to_the_second(whole)
    minutes = (whole + 30) // 60
    if minutes < 60:
        return tr("{m} 分钟", m=minutes)
    if minutes < 24 * 60:
        hours, minutes = divmod(minutes, 60)
        return tr("{h} 小时 {m} 分", h=hours, m=minutes) if minutes else tr("{h} 小时", h=hours)
    days, hours = divmod((whole + 1800) // 3600, 24)
    return tr("{d} 天 {h} 小时", d=days, h=hours) if hours else tr("{d} 天", d=days)


def _to_the_second(whole: int) -> str:
    minutes, rest = divmod(whole, 60)
    if not minutes:
        return tr("{s} 秒", s=rest)
    return tr("{m} 分 {s} 秒", m=minutes, s=rest) if rest else tr("{m} 分钟", m=minutes)
