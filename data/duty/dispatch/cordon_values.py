"""What a cordon is planned from and what comes of it, as frozen values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from shapely.geometry.base import BaseGeometry

from data.duty.dispatch.forces import Force
from data.duty.dispatch.speeds import mode_label
from data.duty.dispatch.words import seconds_words
from data.i18n import tr
from data.town.model import Floats

ANY = "any"  # whatever is quickest on each road
MARGIN = 30.0  # seconds that a force must be there before the front
AHEAD = 600.0  # seconds from now within which the ring is to close


@dataclass(frozen=True, slots=True)
class Escape:
    """What is known of a flight: from where (local metres), when, by what (one of the modes or `ANY`), how much quicker."""

    at: tuple[float, float]
    began: datetime
    mode: str = ANY
    haste: float = 1.2

    @property
    def mode_said(self) -> str:
        """The way of moving in words."""
        return tr("方式不明，按每段路上最快的算") if self.mode == ANY else mode_label(self.mode)


@dataclass(frozen=True, slots=True)
class Post:
    """A crossing or gate to be held: where (local metres), by whom, in how many seconds from now, and when the front is there.

    ``front`` is in seconds from now. ``cameras`` are ids of those that look at it from close by.
    """

    node: int
    at: tuple[float, float]
    name: str
    gate: bool
    force: Force
    seconds: float
    front: float
    cameras: tuple[int, ...] = ()

    @property
    def slack(self) -> float:
        """Seconds between the force and the front."""
        return self.front - self.seconds

    @property
    def said(self) -> str:
        """Who holds what, and when, in words."""
        return tr("{force} 到 {place}：{time}到位，比对方早 {slack}", force=self.force.name, place=self.name,
                  time=seconds_words(self.seconds), slack=seconds_words(self.slack))  # fmt: skip


@dataclass(frozen=True, slots=True)
class WayOut:
    """A way out that stays open: where, and in how many seconds from now the front is there (negative: it may be past)."""

    node: int
    at: tuple[float, float]
    name: str
    front: float
    cameras: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Cordon:
    """A cordon as it was planned at a moment. ``held`` and ``ways`` count ways out of the area that can be reached in time.

    ``inside`` (a polygon in local metres) is what lies within; ``proved`` that no choice leaves fewer ways open, nor as few with
    fewer posts. ``front`` tells how far somebody can have come, seconds after now, as a polygon in local metres.
    """

    escape: Escape
    now: datetime
    within: float
    posts: tuple[Post, ...]
    ways_open: tuple[WayOut, ...]
    ways: int
    proved: bool
    bound: tuple[int, int]
    inside: BaseGeometry
    inner_roads: Floats
    front: Callable[[float], BaseGeometry]
    assumptions: tuple[str, ...] = ()
    cameras: tuple[int, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def closed(self) -> bool:
        """Whether every way out is cut."""
        return not self.ways_open

    @property
    def elapsed(self) -> float:
        """Seconds from the flight to the plan."""
        return (self.now - self.escape.began).total_seconds()

    @property
    def ready(self) -> float:
        """Seconds from now until the last post is held; 0 without posts."""
        return max((post.seconds for post in self.posts), default=0.0)

    @property
    def said(self) -> str:
        """The result in one sentence."""
        n = len(self.posts)
        if self.closed and not self.ways:
            return tr("没有路通往外面，不必设卡")
        if self.closed:
            how = tr("（已证明最少）") if self.proved else tr("（至少 {least} 处）", least=self.bound[1])
            return tr("{n} 处设卡可合围{how}，{time}内全部到位", n=n, how=how, time=seconds_words(self.ready))
        if not n:
            return tr("来不及合围：{open} 条出路都赶不上", open=len(self.ways_open))
        said = tr("合不上：{n} 处设卡能切断 {cut} 条出路，还有 {open} 条敞开", n=n, cut=self.ways - len(self.ways_open),
                  open=len(self.ways_open))  # fmt: skip
        return tr("{said}（已证明不能更少）", said=said) if self.proved else said
