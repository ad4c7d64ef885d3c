"""Accounts, passwords and failed sign-ins as rows of the station file."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime

import orjson
from sqlcipher3.dbapi2 import Connection

from data.accounts.account import Account, plain_login
from data.accounts.roles import role
from data.accounts.session import NOBODY, OPEN, Session
from data.clock import format_utc, parse_utc
from data.errors import InvalidValue, NotAllowed, WrongUsage
from data.i18n import tr

MOST_NAMES = 500  # of which failed sign-ins are kept; the oldest go first


def any_account(connection: Connection) -> bool:
    """Whether the station has accounts."""
    return connection.execute("SELECT 1 FROM _accounts LIMIT 1").fetchone() is not None


def kept_in(connection: Connection) -> bool:
    """Whether a file of any format has accounts: one of before has no table of them."""
    there = connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '_accounts'").fetchone()
    return there is not None and any_account(connection)


def first_session(connection: Connection) -> Session:
    """Return who is at the desk when a station is opened: nobody yet, or everybody where there are no accounts."""
    return NOBODY if any_account(connection) else OPEN


def every(connection: Connection) -> list[Account]:
    """Return all accounts."""
    return [Account.from_json(orjson.loads(row[0])) for row in connection.execute("SELECT body FROM _accounts")]


def by_id(connection: Connection, id: int) -> Account:
    """Return an account.

    Raises
    ------
    WrongUsage
        If there is none of this id.
    """
    row = connection.execute("SELECT body FROM _accounts WHERE id = ?", (id,)).fetchone()
    if row is None:
        raise WrongUsage(tr("没有编号为 {id} 的账号", id=id))
    return Account.from_json(orjson.loads(row[0]))


def by_login(connection: Connection, login: str) -> Account | None:
    """Return the account of a login name, or of a badge number that only one has."""
    typed = plain_login(login)
    row = connection.execute("SELECT body FROM _accounts WHERE login = ?", (typed,)).fetchone()
    if row is not None:
        return Account.from_json(orjson.loads(row[0]))
    same = [a for a in every(connection) if typed and plain_login(a.badge) == typed]
    return same[0] if len(same) == 1 else None


def insert(connection: Connection, account: Account, kept: str, *, once: bool) -> Account:
    """Write a new account with what is kept of its password, and return it with its id."""
    made = replace(account, id=int(connection.execute("SELECT COALESCE(max(id), 0) + 1 FROM _accounts").fetchone()[0]))
    check(connection, made)
    connection.execute(
        "INSERT INTO _accounts (id, login, body) VALUES (?, ?, ?)", (made.id, plain_login(made.login), body_of(made))
    )
    keep_password(connection, made.id, kept, once=once)
    return made


def replace_one(connection: Connection, account: Account) -> None:
    """Write an account that is there already."""
    connection.execute(
        "UPDATE _accounts SET login = ?, body = ? WHERE id = ?", (plain_login(account.login), body_of(account), account.id)
    )


def keep_password(connection: Connection, id: int, kept: str, *, once: bool) -> None:
    """Keep a password; ``once`` is one that must be changed at the next sign-in."""
    connection.execute("INSERT OR REPLACE INTO _passwords (account, hash, once) VALUES (?, ?, ?)", (id, kept, int(once)))


def forgive(connection: Connection, name: str) -> None:
    """Forget the failed sign-ins of a name (`key_of`)."""
    connection.execute("DELETE FROM _sign_ins WHERE name = ?", (name,))


def check(connection: Connection, account: Account) -> None:
    """Refuse an account that makes no sense."""
    if not account.login.strip():
        raise InvalidValue(tr("请填登录名"), field="login")
    if not account.name.strip():
        raise InvalidValue(tr("请填姓名"), field="name")
    if not account.roles:
        raise InvalidValue(tr("至少选一个角色"), field="roles")
    for name in account.roles:
        role(name)
    other = by_login(connection, account.login)
    if other is not None and other.id != account.id:
        raise InvalidValue(tr("登录名“{login}”已有人用", login=account.login), field="login")


def keep_one(connection: Connection, leaving: int) -> None:
    """Refuse to let the last administrator go."""
    if not any(a.administers for a in every(connection) if a.id != leaving):
        raise NotAllowed(tr("这是最后一个管理员：先让别人也成为管理员"))


def body_of(account: Account) -> str:
    """Return an account as the file keeps it."""
    return orjson.dumps(account.as_json()).decode()


def key_of(login: str) -> str:
    """Return under what failures are kept: not the name itself, for a password may have been typed there."""
    return hashlib.sha256(plain_login(login).encode()).hexdigest()


def failures(connection: Connection, name: str) -> tuple[int, datetime | None]:
    """Return how often a name failed in a row, and when last."""
    row = connection.execute("SELECT failures, last FROM _sign_ins WHERE name = ?", (name,)).fetchone()
    return (int(row[0]), parse_utc(row[1])) if row else (0, None)


def keep_failures(connection: Connection, name: str, count: int, now: datetime) -> None:
    """Keep how often a name failed in a row; of names that nobody has only the newest are kept.

    Those of accounts stay, or whoever tries many names that nobody has would make the pause of an account end.
    """
    connection.execute("INSERT OR REPLACE INTO _sign_ins (name, failures, last) VALUES (?, ?, ?)", (name, count, format_utc(now)))
    of_accounts = orjson.dumps([key_of(account.login) for account in every(connection)]).decode()
    connection.execute(
        "DELETE FROM _sign_ins WHERE name NOT IN (SELECT value FROM json_each(?)) "
        "AND name NOT IN (SELECT name FROM _sign_ins ORDER BY last DESC LIMIT ?)", (of_accounts, MOST_NAMES),
    )  # fmt: skip


def password_of(connection: Connection, id: int) -> str | None:
    """Return what is kept of an account's password."""
    row = connection.execute("SELECT hash FROM _passwords WHERE account = ?", (id,)).fetchone()
    return str(row[0]) if row else None
