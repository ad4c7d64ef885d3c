"""Accounts in the station file: signing in, and who may change them. Passwords lie in a table that nothing else reads."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import fields, replace
from typing import Any

from sqlcipher3.dbapi2 import Connection

from data.accounts import approval, passwords
from data.accounts.account import Account
from data.accounts.roles import ADMINISTRATOR
from data.accounts.session import NOBODY, Session, session_of
from data.clock import format_utc
from data.errors import InvalidValue, NotAllowed, WrongUsage
from data.i18n import tr
from data.kinds.model import Kind
from data.store import account_rows, journal
from data.store.engine import Engine
from data.store.notes import Notes
from data.store.tries import Tries
from data.typed_secrets import opaque


class Wait(NotAllowed):
    """Too many failed sign-ins; ``seconds`` are still to be waited."""

    def __init__(self, seconds: float) -> None:
        super().__init__(tr("登录失败次数太多，请过 {wait} 再试", wait=_said(seconds)))
        self.seconds = seconds


class People:
    """The accounts of a station; safe from any thread."""

    def __init__(self, engine: Engine, notes: Notes, told: Callable[[Session], None]) -> None:
        self._engine, self._notes, self._told = engine, notes, told

    # Who there is

    def any(self) -> bool:
        """Whether the station has accounts; without, everybody may do everything."""
        with self._engine.readers.lend() as connection:
            return account_rows.any_account(connection)

    def all(self) -> list[Account]:
        """Return the accounts, by name."""
        with self._engine.readers.lend() as connection:
            return sorted(account_rows.every(connection), key=lambda a: (a.disabled, a.name))

    def get(self, id: int) -> Account | None:
        """Return an account."""
        return next((a for a in self.all() if a.id == id), None)

    def must_change(self, id: int) -> bool:
        """Whether the account's password is one to be used once."""
        with self._engine.readers.lend() as connection:
            row = connection.execute("SELECT once FROM _passwords WHERE account = ?", (id,)).fetchone()
        return bool(row and row[0])

    # The second person

    def needs_second(self, act: str, kinds: Iterable[Kind], count: int, *, uncovered: bool = False) -> bool:
        """Whether a second person must agree (`data.accounts.approval.needed`); not on the Qt thread."""
        return approval.needed(self._engine, act, kinds, count, uncovered=uncovered)

    def demand_second(self, act: str, kinds: Iterable[Kind], count: int, *, uncovered: bool = False,
                      which: Collection[tuple[str, int]] = ()) -> str:  # fmt: skip
        """Return who agreed, "" where nobody must (`data.accounts.approval.demand`)."""
        return approval.demand(self._engine, act, kinds, count, uncovered=uncovered, which=which)

    # Changing them

    def found(self, *, login: str, name: str, badge: str = "", password: str, roles: tuple[str, ...] = ()) -> Account:
        """Make the first account of a station: an administrator, who may have more roles, and is signed in.

        Raises
        ------
        NotAllowed
            If there are accounts already.
        """
        made = Account(0, login.strip(), name.strip(), badge.strip(), tuple(dict.fromkeys((ADMINISTRATOR, *roles))))
        passwords.check_new(password, login=made.login, badge=made.badge)
        kept = passwords.hashed(password)
        with self._engine.writing() as connection:
            if account_rows.any_account(connection):
                raise NotAllowed(tr("本站已有账号，请登录后由管理员添加"))
            account = account_rows.insert(connection, made, kept, once=False)
            self._note(connection, account.signature, "founded", None, account)
        self._enter(session_of(account))
        return account

    def add(
        self, *, login: str, name: str, badge: str = "", roles: tuple[str, ...], grids: tuple[int, ...] = ()
    ) -> tuple[Account, str]:
        """Add an account; return it with a password that is told once and changed at the first sign-in."""
        session = self._administrator()
        made = Account(0, login.strip(), name.strip(), badge.strip(), roles, grids)
        once = passwords.one_time()
        kept = passwords.hashed(once)
        with self._engine.writing() as connection:
            account = account_rows.insert(connection, made, kept, once=True)
            self._note(connection, session.who, "added", None, account)
        return account, once

    def change(self, id: int, **values: Any) -> Account:
        """Change name, badge, login, roles, grids or disabled of an account.

        Raises
        ------
        NotAllowed
            If nobody would be left to administer.
        """
        session = self._administrator()
        unknown = values.keys() - {f.name for f in fields(Account)} | (values.keys() & {"id"})
        if unknown:
            raise WrongUsage(tr("账号没有“{field}”这一项", field=", ".join(sorted(unknown))))
        with self._engine.writing() as connection:
            before = account_rows.by_id(connection, id)
            after = replace(before, **values)
            if after == before:
                return before
            account_rows.check(connection, after)
            if before.administers and not after.administers:
                account_rows.keep_one(connection, id)
            account_rows.replace_one(connection, after)
            self._note(connection, session.who, _what_changed(before, after), before, after)
        self._refresh(after)
        return after

    def reset_password(self, id: int) -> str:
        """Return a new password for somebody who forgot theirs: told once, changed at the next sign-in."""
        session = self._administrator()
        once = passwords.one_time()
        kept = passwords.hashed(once)
        with self._engine.writing() as connection:
            account = account_rows.by_id(connection, id)
            account_rows.keep_password(connection, id, kept, once=True)
            account_rows.forgive(connection, account_rows.key_of(account.login))
            self._note(connection, session.who, "reset", account, account)
        return once

    def change_own_password(self, old: str, new: str) -> None:
        """Let who is signed in choose another password.

        Raises
        ------
        NotAllowed
            If the old one is wrong.
        InvalidValue
            If the new one is too easy, or the old one.
        """
        account = self._engine.session.account
        if account is None:
            raise NotAllowed(tr("请先登录"))
        account = self.check(account.login, old)  # as it is now: roles may have changed since it signed in
        if opaque(new) == opaque(old):
            raise InvalidValue(tr("新密码不能与原密码相同"), field="password")
        passwords.check_new(new, login=account.login, badge=account.badge)
        kept = passwords.hashed(new)
        with self._engine.writing() as connection:
            account_rows.keep_password(connection, account.id, kept, once=False)
            self._note(connection, account.signature, "own", account, account)
        self._enter(session_of(account))

    def _administrator(self) -> Session:
        session = self._engine.session
        if not session.signed_in or not session.may_change_accounts:
            raise session.refusal(tr("管理账号"))
        return session

    def _refresh(self, account: Account) -> None:
        """Let a change of who is signed in count at once."""
        mine = self._engine.session.account
        if mine is not None and mine.id == account.id:
            self._enter(NOBODY if account.disabled else session_of(account))

    def _enter(self, session: Session) -> None:
        self._engine.session = session
        self._told(session)

    # Signing in

    def sign_in(self, login: str, password: str) -> Session:
        """Let somebody sit down at the desk; with a password to be used once they may only choose another.

        Raises
        ------
        Wait
            After failures, for longer each time.
        NotAllowed
            If name or password are wrong, or the account is disabled; the sentence does not say which.
        """
        account = self.check(login, password)
        session = Session(account) if self.must_change(account.id) else session_of(account)
        before = self._engine.session.account
        back = before is not None and before.id == account.id  # the desk was locked meanwhile, or somebody signs in twice
        self._say("unlock" if back else "sign_in", account.signature, {"account": account.id})
        self._enter(session)
        return session

    def sign_out(self) -> None:
        """Let whoever is signed in leave the desk."""
        account = self._engine.session.account
        if account is not None:
            self._enter(NOBODY)
            self._say("sign_out", account.signature, {"account": account.id})

    def lock(self, *, idle: bool) -> None:
        """Write down that the desk was locked, by hand or because nobody touched it; who is signed in stays so."""
        account = self._engine.session.account
        if account is not None:
            self._say("lock", account.signature, {"account": account.id, "idle": idle or None})

    def check(self, login: str, password: str) -> Account:
        """Return the account that name and password belong to; a failure is kept, journalled and makes the next wait longer.

        It is counted before the password is looked at: of two that guess at once, in whatever processes, the second one waits.
        """
        with self._engine.readers.lend() as connection:
            account = account_rows.by_login(connection, login)
            kept = account_rows.password_of(connection, account.id) if account is not None else None
        name = account_rows.key_of(account.login if account is not None else login)
        tried = self._tries.count(name)
        if tried.seconds > 0:
            raise Wait(tried.seconds)
        if not passwords.matches(kept, password) or account is None or account.disabled:
            self._failed(tried.failures, account)
            raise NotAllowed(tr("登录名或密码不对"))
        self._tries.forgive(name)
        if kept is not None and passwords.outdated(kept):
            self._keep_anew(account.id, kept, password)
        return account

    def waiting(self, login: str) -> float:
        """Return the seconds that a name must still wait."""
        with self._engine.readers.lend() as connection:
            account = account_rows.by_login(connection, login)
        return self._tries.waiting(account_rows.key_of(account.login if account is not None else login))

    @property
    def _tries(self) -> Tries:
        return Tries(self._engine)

    def _failed(self, failures: int, account: Account | None) -> None:
        who = account.signature if account is not None else tr("未知的人")
        self._say("sign_in_failed", who, {"account": account.id if account else 0, "failures": failures})

    def _keep_anew(self, id: int, kept: str, password: str) -> None:
        """Keep a password at today's cost."""
        if self._engine.door.read_only:
            return
        fresh = passwords.hashed(password)
        with self._engine.writing() as connection:
            connection.execute("UPDATE _passwords SET hash = ? WHERE account = ? AND hash = ?", (fresh, id, kept))

    # The journal

    def _say(self, action: str, who: str, said: dict[str, Any]) -> None:
        """Write an entry that changes no record; its words are found when it is shown (`data.audit.lines`)."""
        self._notes.note(action, "", (0,), said, who, "", action)

    def _note(self, connection: Connection, who: str, what: str, before: Account | None, after: Account) -> None:
        """Write a change of an account into the journal; passwords are never among what it says."""
        said = {"what": what, "before": before.as_json() if before is not None else None, "after": after.as_json()}
        at = format_utc(self._engine.clock.now())
        journal.append(connection, [journal.Group("account", "", [after.id], [said])], at=at, who=who, why="", command="account")


def _what_changed(before: Account, after: Account) -> str:
    """Return it as the journal keeps it: words come with the language of who reads."""
    if before.disabled != after.disabled:
        return "disabled" if after.disabled else "enabled"
    return "changed"


def _said(seconds: float) -> str:
    """Return a wait in words."""
    whole = int(seconds) + (seconds > int(seconds))
    return tr("{n} 秒", n=whole) if whole < 60 else tr("{n} 分钟", n=-(-whole // 60))
