"""Times and distances of dispatch as they are said."""

from __future__ import annotations

import math

from data.i18n import tr


def seconds_words(seconds: float) -> str:
    """Return a span as it is said: 45 秒, 3 分 20 秒, 25 分钟, 1 小时 5 分."""
    if not math.isfinite(seconds):
        return tr("到不了")
    whole = max(round(seconds), 0)
    if whole < 60:
        return tr("{s} 秒", s=whole)
    if whole < 600:
        minutes, rest = divmod(whole, 60)
        return tr("{m} 分 {s} 秒", m=minutes, s=rest) if rest else tr("{m} 分钟", m=minutes)
    minutes = round(whole / 60)
    if minutes < 60:
        return tr("{m} 分钟", m=minutes)
    hours, minutes = divmod(minutes, 60)
    return tr("{h} 小时 {m} 分", h=hours, m=minutes)


def distance_words(metres: float) -> str:
    """Return a way's length as it is said: 850 米, 2.4 公里."""
    return tr("{length} 公里", length=f"{metres / 1000:.1f}") if metres >= 1000 else tr("{metres} 米", metres=f"{metres:.0f}")
