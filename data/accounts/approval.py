"""Two people for what cannot be taken back: a second one agrees at the same screen, once, to one bulk export, erasing or reveal.

Whoever does such a thing calls `demand` at the last door before it; whoever offers it asks `needed` first (from outside of the
store both through `data.store.people.People`), lets a second person sign in `approve`, and does the work inside of `given`.

What counts is what one person took within a day, by the journal: many small lists are one large one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from data.accounts.roles import APPROVALS
from data.accounts.session import Session, in_the_name_of, session_of
from data.clock import format_utc
from data.errors import NotAllowed
from data.i18n import mark, tr
from data.kinds.model import Kind
from data.store.taken import taken

if TYPE_CHECKING:
    from data.store.engine import Engine
    from data.store.station import Station

# From so many records on a second person must agree. Covered lists say little of each one; uncovered ones say all. Who uncovers
# one record after the other gives a reason for each, and needs nobody for longer: an officer on patrol visits that many.
LISTS, UNCOVERED, ONE_BY_ONE, ERASED = 200, 20, 60, 1
WITHIN = timedelta(hours=24)  # in which acts are added up
GOOD_FOR = timedelta(minutes=10)
ACTS = {"export": mark("批量导出"), "erase": mark("清除个人信息"), "reveal": mark("查看整表敏感信息")}


class Unapproved(NotAllowed):
    """A second person has not agreed yet; ``act`` is one of `APPROVALS`, ``before`` what was taken within the day."""

    def __init__(self, act: str, before: int = 0) -> None:
        told = tr("“{act}”要由第二人当场同意；可以同意的有：所领导、管理员", act=tr(ACTS[act]))
        super().__init__((tr("24 小时内已经取过 {n} 条。", n=before) if before else "") + told)
        self.act, self.before = act, before


@dataclass(eq=False)
class Approval:
    """That a second person agreed to one act, at a moment; it is good once, for who asked."""

    act: str
    what: str
    asked: int  # account of who asked
    by: str  # who agreed, as the journal names them
    at: datetime
    spent: bool = field(default=False)


def needed(engine: Engine, act: str, kinds: Iterable[Kind], count: int, *, uncovered: bool = False) -> bool:
    """Whether a second person must agree; ``uncovered`` is an export with sensitive fields in it. It reads the journal."""
    return _much(engine, act, kinds, count, uncovered)[0]


def _much(
    engine: Engine, act: str, kinds: Iterable[Kind], count: int, uncovered: bool, which: Collection[tuple[str, int]] = ()
) -> tuple[bool, int]:
    """Return whether it is so much that a second person must agree, and how many were taken before, if they are a part of it."""
    if act not in APPROVALS:
        raise ValueError(f"nothing to approve: {act}")
    session = engine.acting
    if session.open:
        return False, 0
    if act == "erase":
        return count >= ERASED, 0
    if not (count and any(kind.personal for kind in kinds)):
        return False, 0
    shown = act == "reveal" or uncovered
    most = ONE_BY_ONE if act == "reveal" and count == 1 else UNCOVERED if shown else LISTS
    if count >= most:
        return True, 0
    since = format_utc(engine.clock.now() - WITHIN)
    with engine.readers.lend() as connection:
        found = taken(connection, engine.kinds, session.who, since)
    before = found.uncovered if shown else found.listed
    return count - len(before.intersection(which)) + len(before) >= most, len(before)


def approve(station: Station, act: str, what: str, *, login: str, password: str) -> Approval:
    """Return the approval of a second person, who proves at this screen who they are.

    Raises
    ------
    NotAllowed
        If it is the same person, the role does not allow it, or name or password are wrong; the journal keeps each.
    """
    session = station.session
    second = station.people.check(login, password)
    said = {"act": act, "what": what, "asked_by": session.who}
    why = _why_not(station, session, second.id, act)
    if why:
        station.note("deny", said=said, who=second.signature, why=why)
        raise NotAllowed(why)
    with in_the_name_of(session_of(second)):
        station.note("approve", said=said, who=second.signature, why=tr("同意{who}：{what}", who=session.who, what=what))
    asked = session.account.id if session.account is not None else 0
    return Approval(act, what, asked, second.signature, station.clock.now())


def _why_not(station: Station, session: Session, second: int, act: str) -> str:
    """Return why an account cannot agree, "" where it can."""
    account = station.people.get(second)
    if session.account is None or account is None:
        return tr("请先登录")
    if account.id == session.account.id:
        return tr("要由另一个人同意，不能自己同意自己")
    if station.people.must_change(account.id):
        return tr("这个账号还要先换掉一次性密码")
    if not session_of(account).may_approve(act):
        return tr("“{role}”不能同意“{act}”", role=session_of(account).label, act=tr(ACTS[act]))
    return ""


_given: ContextVar[Approval | None] = ContextVar("given", default=None)


@contextmanager
def given(approval: Approval | None) -> Iterator[None]:
    """Do the one act that was agreed to; it is spent by it, whether it came to its end or not."""
    token = _given.set(approval)
    try:
        yield
    finally:
        _given.reset(token)
        if approval is not None:
            approval.spent = True


def demand(engine: Engine, act: str, kinds: Iterable[Kind], count: int, *, uncovered: bool = False,
           which: Collection[tuple[str, int]] = ()) -> str:  # fmt: skip
    """Return who agreed, "" where nobody must; what is written into the journal of the act says so (``second``).

    ``which`` are the records (kind, id) where they are known: what was taken before is no more now.

    Raises
    ------
    Unapproved
        If a second person must agree and has not, to this, for this one, within the last minutes.
    """
    much, before = _much(engine, act, kinds, count, uncovered, which)
    if not much:
        return ""
    found, account = _given.get(), engine.acting.account
    mine = account.id if account is not None else 0
    fresh = found is not None and abs(engine.clock.now() - found.at) <= GOOD_FOR
    if found is None or found.spent or not fresh or found.act != act or found.asked != mine:
        raise Unapproved(act, before)
    return found.by
