"""Passwords: kept as Argon2id only, checked in constant time, made anew when the cost has changed."""

from __future__ import annotations

import secrets
from functools import cache
from typing import TYPE_CHECKING

from data.accounts.account import plain_login
from data.errors import InvalidValue
from data.i18n import tr
from data.store.connect import DERIVATION, DERIVATIONS
from data.typed_secrets import as_bytes, forms, opaque

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST = 8
LONGEST = 200  # characters; longer ones only cost time
LONGEST_TYPED = 4 * LONGEST  # of so many codes at most: some systems write one letter with its accents as several
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # those that are read over the telephone without a mistake
COST = [DERIVATIONS[DERIVATION]]  # passes, KiB, lanes (RFC 9106, section 4); a list so that tests can do with less


@cache
def _hasher(passes: int, kibibytes: int, lanes: int) -> PasswordHasher:
    from argon2 import PasswordHasher  # only stations with accounts need it

    return PasswordHasher(time_cost=passes, memory_cost=kibibytes, parallelism=lanes)


def hashed(password: str) -> str:
    """Return what is kept of a password: Argon2id with its parameters and a salt of its own."""
    return _hasher(*COST[0]).hash(as_bytes(opaque(password)))


def matches(kept: str | None, password: str) -> bool:
    """Whether a password is the one that was kept; takes as long where none was kept, so that nobody learns who is there."""
    typed = forms(password[:LONGEST_TYPED])
    found = [_verified(kept or _nobodys(*COST[0]), form[:LONGEST]) for form in typed]
    return any(found) and kept is not None


def _verified(kept: str, password: str) -> bool:
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return _hasher(*COST[0]).verify(kept, as_bytes(password))
    except (VerificationError, InvalidHashError):
        return False


def outdated(kept: str) -> bool:
    """Whether a password was kept at another cost than today's."""
    return _hasher(*COST[0]).check_needs_rehash(kept)


@cache
def _nobodys(*_cost: int) -> str:
    return hashed(secrets.token_urlsafe(16))


def check_new(password: str, *, login: str = "", badge: str = "") -> None:
    """Refuse a password that is too easy.

    Raises
    ------
    InvalidValue
        With a sentence that says what is missing.
    """
    password = opaque(password)
    if len(password) < SHORTEST:
        raise InvalidValue(tr("密码至少 {n} 个字", n=SHORTEST), field="password")
    if len(password) > LONGEST:
        raise InvalidValue(tr("密码最多 {n} 个字", n=LONGEST), field="password")
    if plain_login(password) in {plain_login(login), plain_login(badge)}:
        raise InvalidValue(tr("密码不能与登录名或警号相同"), field="password")
    if len(set(password)) < 4:
        raise InvalidValue(tr("密码太简单：至少要有 4 个不同的字"), field="password")


def one_time() -> str:
    """Return a password to be told once and changed at the first sign-in: twelve letters in three groups."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))
