"""What became of the messages that came in: taken, refused and why, dropped; told plainly."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field
from datetime import UTC, datetime

from data.i18n import tr

LAST = 50  # refusals that are remembered
REASONS = ("token", "off", "garbage", "large", "sealed", "place", "far", "future", "old", "many")


@dataclass(frozen=True, slots=True)
class Refusal:
    """One refused message: when (seconds since 1970), from where, why (one of `REASONS`), and what it said."""

    at: float
    sender: str
    reason: str
    detail: str = ""

    @property
    def said(self) -> str:
        """The refusal in words."""
        return reason_said(self.reason) + (f"（{self.detail}）" if self.detail else "")


@dataclass(slots=True)
class Counts:
    """Written by the gateway's thread alone, read by anybody."""

    taken: int = 0  # positions
    ignored: int = 0  # messages that are no positions and need not be: way points, pings
    dropped: int = 0  # positions that came faster than they could be stored
    stored: int = 0
    batches: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    last: deque[Refusal] = field(default_factory=lambda: deque(maxlen=LAST))
    last_taken: float = 0.0  # seconds since 1970

    def refuse(self, reason: str, sender: str, detail: str = "") -> None:
        """Count a refusal, and remember it unless the same has just been."""
        self.refused[reason] += 1
        before = self.last[-1] if self.last else None
        if before is None or (before.reason, before.sender, before.detail) != (reason, sender, detail):
            self.last.append(Refusal(datetime.now(UTC).timestamp(), sender, reason, detail))

    @property
    def all_refused(self) -> int:
        """How many messages were refused."""
        return sum(self.refused.values())

    @property
    def said(self) -> str:
        """All in one line."""
        parts = [tr("收到 {n} 个定位", n=f"{self.taken:,}")]
        if self.all_refused:
            parts.append(tr("拒收 {n} 条", n=f"{self.all_refused:,}"))
        if self.dropped:
            parts.append(tr("来不及存而丢弃 {n} 个", n=f"{self.dropped:,}"))
        return tr("，").join(parts)


def reasons_said(why: Counter[str]) -> str:
    """Return why messages were refused, the most frequent reason first, and how many for each where there are several."""
    if len(why) == 1:
        return reason_said(next(iter(why)))
    return tr("、").join(tr("{why} {n} 条", why=reason_said(reason), n=f"{n:,}") for reason, n in why.most_common())


def reason_said(reason: str) -> str:
    """Return why something was refused, in words."""
    return {
        "token": tr("没有口令或口令不对"), "off": tr("终端已停用"), "garbage": tr("看不懂的内容"), "large": tr("内容太长"),
        "sealed": tr("内容加了密，网关没有密钥"), "place": tr("坐标不对"), "far": tr("离本站太远"),
        "future": tr("时间在未来，终端的钟不准"), "old": tr("超过七天的旧定位"), "many": tr("连接太多"),
    }[reason]  # fmt: skip
