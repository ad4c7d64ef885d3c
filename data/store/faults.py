"""What can be wrong with the journal, each with the entry that it is about, as people read it."""

from __future__ import annotations

from dataclasses import dataclass

from data.i18n import tr


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the entries ``first`` to ``last``; ``other`` is a second entry that it is about."""

    what: str  # a key of the words below
    first: int
    last: int
    other: int = 0

    @property
    def sentence(self) -> str:
        """What people read."""
        span = str(self.first) if self.last <= self.first else f"{self.first}–{self.last}"
        return _sentence(self.what, span, self.other)


def _sentence(what: str, entry: str, other: int) -> str:
    words = {
        "missing": tr("日志第 {entry} 条缺失", entry=entry),
        "body": tr("日志第 {entry} 条的内容被改动", entry=entry),
        "link": tr("日志链在第 {entry} 条断开", entry=entry),
        "moved": tr("日志第 {entry} 条被挪到了第 {other} 条", entry=entry, other=other),
        "inserted": tr("日志第 {entry} 条是插进来的", entry=entry),
        "cut": tr("日志在第 {entry} 条之后被截断", entry=entry),
        "unread": tr("日志从第 {entry} 条起读不出来", entry=entry),
        "head": tr("日志封签（第 {entry} 条）的签名不对", entry=entry),
        "anew": tr("日志第 {entry} 条与签过名的封签不符：之间的日志被重写过", entry=entry),
        "unsigned": tr("日志第 {entry} 条应有的封签不在了", entry=entry),
        "outside": tr("日志与另存的封签（第 {entry} 条）不符：日志被重写过", entry=entry),
        "short": tr("另存的封签签到第 {entry} 条，日志只到第 {other} 条：末尾被截掉了", entry=entry, other=other),
        "stranger": tr("另存的封签（第 {entry} 条）是另一个站的，或本站的签名密钥被换过", entry=entry),
    }
    return words[what]
