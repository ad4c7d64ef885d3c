"""Times and distances of dispatch as they are said."""

from __future__ import annotations

import math

from data.duty.spans import span_words
from data.i18n import tr


def seconds_words(seconds: float) -> str:
    """Return the time of a way, which may have no end, as it is said."""
    if not math.isfinite(seconds):
        return tr("到不了")
    return span_words(seconds)


def distance_words(metres: float) -> str:
    """Return a way's length as it is said: 850 米, 2.4 公里."""
    return tr("{length} 公里", length=f"{metres / 1000:.1f}") if metres >= 1000 else tr("{metres} 米", metres=f"{metres:.0f}")
