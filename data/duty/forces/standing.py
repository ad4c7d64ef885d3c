"""How good a position still is: its age, its accuracy and what both mean, said plainly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from data.clock import parse_utc
from data.i18n import tr
from data.records import Record

# Seconds up to which a position counts as each; what is older still is lost. A person on foot leaves a block within two minutes
# and a grid within ten.
FRESH, AGEING, STALE = 120, 600, 3600
LEVELS = ("fresh", "ageing", "stale", "lost", "none")
OPACITY = {"fresh": 1.0, "ageing": 0.75, "stale": 0.5, "lost": 0.3, "none": 0.0}  # of the symbol on the map
TONES = {"fresh": "calm", "ageing": "soon", "stale": "late", "lost": "quiet", "none": "quiet"}
COARSE = 100.0  # metres; a position that is off by more says in which street somebody is, not where
WALKS, DRIVES = 1.4, 8.3  # metres a second by which somebody may have gone on since
FASTEST = 33.0


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody was last seen, and what that is worth now.

    ``age`` is in seconds (None: never seen), ``accuracy`` in metres (None: the source did not say), ``level`` one of `LEVELS`.
    """

    lon: float | None = None
    lat: float | None = None
    age: float | None = None
    accuracy: float | None = None
    source: str | None = None
    speed: float | None = None

    @property
    def level(self) -> str:
        """How old the position is, as one word."""
        if self.lon is None or self.lat is None:
            return "none"
        if self.age is None or self.age > STALE:
            return "lost"
        return "fresh" if self.age <= FRESH else "ageing" if self.age <= AGEING else "stale"

    @property
    def known(self) -> bool:
        """Whether there is a position at all."""
        return self.lon is not None and self.lat is not None

    @property
    def usable(self) -> bool:
        """Whether one may still count on it: not older than ten minutes."""
        return self.level in ("fresh", "ageing")

    @property
    def said(self) -> str:
        """Age and accuracy in words: 刚刚 · ±8 米."""
        if not self.known:
            return tr("没有定位")
        return " · ".join(t for t in (age_said(self.age), self.accuracy_said) if t)

    @property
    def accuracy_said(self) -> str:
        """The accuracy in words, "" where the source did not say."""
        if self.accuracy is None:
            return ""
        if self.accuracy >= COARSE:
            return tr("误差约 {metres} 米，仅供参考", metres=f"{self.accuracy:,.0f}")
        return tr("±{metres} 米", metres=f"{self.accuracy:.0f}")

    @property
    def reach(self) -> float:
        """The radius in metres within which they are: the accuracy, and how far they may have gone since (`WALKS`, `DRIVES`)."""
        if not self.known:
            return 0.0
        pace = min(max(self.speed or 0.0, WALKS), FASTEST) if (self.speed or 0.0) < DRIVES else DRIVES
        return (self.accuracy if self.accuracy is not None else 15.0) + pace * min(self.age or 0.0, float(STALE))


def standing(record: Record, now: datetime) -> Standing:
    """Return the standing of a force or vehicle that was read with its place (``placed``) or its geometry."""
    lon, lat = _place(record)
    seen = record["seen_at"]
    age = max((now - parse_utc(seen)).total_seconds(), 0.0) if seen else None
    return Standing(lon, lat, age, record["accuracy"], record["source"], record["speed"])


def age_said(seconds: float | None) -> str:
    """Return an age in words: 刚刚, 3 分钟前, 2 小时前, 时间不明."""
    if seconds is None:
        return tr("时间不明")
    if seconds < 60:
        return tr("刚刚")
    minutes = int(seconds // 60)
    if minutes < 60:
        return tr("{n} 分钟前", n=minutes)
    hours = minutes // 60
    return tr("{n} 小时前", n=hours) if hours < 24 else tr("{n} 天前", n=hours // 24)


def _place(record: Record) -> tuple[float | None, float | None]:
    if record.place is not None:
        return record.place.lon, record.place.lat
    shape = record["geometry"]
    return (shape.x, shape.y) if shape is not None else (None, None)
