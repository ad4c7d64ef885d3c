"""Who is signed in, and what follows from it: the one place that answers whether something may be done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TypeVar

from data.accounts.account import Account
from data.accounts.roles import OWN, Role, role
from data.errors import NotAllowed
from data.i18n import tr
from data.kinds.model import Kind

T = TypeVar("T")
# What lies under the sign-in page while nobody is signed in: the town, and how the map is set up.
TOWN = frozenset({"building", "building_part", "road", "ground", "ground_picture", "map_theme", "map_view"})
# What helps whoever sits there and touches no record: of every role, and while nobody is signed in.
ALWAYS = frozenset({
    "quit", "language", "theme", "light", "shortcuts", "sign_in", "lock", "switch_shift", "sign_out", "own_password",
    "open_station",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Session:
    """What the person at the desk may do. ``open`` is a station without accounts, where everybody may do everything."""

    account: Account | None = None
    roles: tuple[Role, ...] = ()
    open: bool = False

    @property
    def signed_in(self) -> bool:
        """Whether somebody has signed in with an account."""
        return self.account is not None

    @property
    def who(self) -> str:
        """How the journal names the person, "" where there are no accounts."""
        return self.account.signature if self.account is not None else ""

    @property
    def label(self) -> str:
        """The roles in the language in use."""
        return tr("、").join(r.label for r in self.roles)

    # Commands

    def may(self, command: str) -> bool:
        """Whether a command may be called."""
        return self.open or command in ALWAYS or any(command in r.commands for r in self.roles)

    def demand(self, command: str, title: str = "") -> None:
        """Refuse a command that may not be called.

        Raises
        ------
        NotAllowed
            With a sentence that names role and command.
        """
        if not self.may(command):
            raise self.refusal(title or command)

    def refusal(self, what: str) -> NotAllowed:
        """Return the refusal of something that the roles do not allow."""
        if not self.signed_in:
            return NotAllowed(tr("请先登录"))
        return NotAllowed(tr("您的角色（{role}）不能“{what}”；需要时请找管理员", role=self.label, what=what))

    # Kinds and fields

    def may_read(self, kind: str) -> bool:
        """Whether records of a kind may be seen (by grid, those in the grids)."""
        return self.open or any(r.reads.takes(kind) for r in self.roles) or (not self.roles and kind in TOWN)

    def may_write(self, kind: str) -> bool:
        """Whether records of a kind may be added, changed and removed."""
        return self.open or any(r.writes.takes(kind) for r in self.roles)

    def may_reveal(self, kind: Kind, field: str) -> bool:
        """Whether a masked field may be shown for a stated reason."""
        if self.open or kind.field(field).sensitivity == "open":
            return True
        names = (kind.field(field).sensitivity, f"{kind.name}.{field}", *([OWN] if kind.own else []))
        refused = {f"{kind.name}.{field}", *([OWN] if kind.own else [])}
        return self.may_read(kind.name) and any(
            any(n in r.reveals for n in names) and refused.isdisjoint(r.reveals.unwanted) for r in self.roles
        )

    def limited(self, kind: str) -> bool:
        """Whether only records of the kind that stand in the account's grids are seen and written."""
        if self.account is None or not self.account.grids:
            return False
        reading = [r for r in self.roles if r.reads.takes(kind)]
        return bool(reading) and all(r.by_grid.takes(kind) for r in reading)

    def own_only(self, *kinds: str) -> str:
        """Return what stands beside numbers and lists of kinds of which only those of the own grids are seen, else ""."""
        return tr("只含本网格") if any(self.limited(kind) for kind in kinds) else ""

    # The rest

    @property
    def may_export(self) -> bool:
        """Whether lists may be written out."""
        return self.open or any(r.exports for r in self.roles)

    def may_approve(self, act: str) -> bool:
        """Whether the person may be the second who agrees to an act of `data.accounts.roles.APPROVALS`."""
        return any(act in r.approves for r in self.roles)

    @property
    def sees_journal(self) -> bool:
        """Whether the whole journal may be read."""
        return self.open or any(r.journal for r in self.roles)

    @property
    def may_change_accounts(self) -> bool:
        """Whether accounts may be added and changed."""
        return self.open or any(r.accounts for r in self.roles)


OPEN = Session(open=True)
NOBODY = Session()
RESCUE = OPEN  # whoever puts a backup in the place of a station that cannot be opened: nobody can sign in to it


def session_of(account: Account) -> Session:
    """Return the session of an account."""
    return Session(account, tuple(role(name) for name in account.roles))


_acting: ContextVar[Session | None] = ContextVar("acting", default=None)


def acting() -> Session | None:
    """Return the session in whose name this piece of work is done; None: of whoever is signed in now."""
    return _acting.get()


@contextmanager
def in_the_name_of(session: Session) -> Iterator[None]:
    """Do a piece of work as somebody who may have gone home meanwhile, or as the station's own rules (`OPEN`)."""
    token = _acting.set(session)
    try:
        yield
    finally:
        _acting.reset(token)


@contextmanager
def as_program() -> Iterator[None]:
    """Do what the program does by itself, whoever is at the desk or nobody: automatic backups, and how they stand.

    The one way past the rights of who is signed in, beside `by_rule`; whoever offers something to people does not use it.
    """
    with in_the_name_of(OPEN):
        yield


def bound(session: Session, work: Callable[[], T]) -> Callable[[], T]:
    """Return the work, to be done later and on any thread in the name of a session."""

    def done_so() -> T:
        with in_the_name_of(session):
            return work()

    return done_so


def by_rule(work: Callable[[], T]) -> Callable[[], T]:
    """Return work that the station's rules do by themselves, whoever is signed in: due tasks, reminders, positions."""
    return bound(OPEN, work)
