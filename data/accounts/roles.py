"""Roles, each declared once in ``resources/roles/*.toml``: which commands, kinds and fields somebody in it may use."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

from data.errors import WrongUsage
from data.i18n import choose, tr
from data.kinds import builtin_kinds
from data.paths import resource

APPROVALS = ("export", "erase", "reveal")  # what a second person must agree to
ADMINISTRATOR = "administrator"
OWN = "own"  # among kinds: all that a station declared itself, whose names no role can know


@dataclass(frozen=True, slots=True)
class Names:
    """Names that are meant by patterns: ``force_*`` takes all that begin so, ``-undo`` leaves one out again."""

    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()

    @classmethod
    def of(cls, patterns: Sequence[str]) -> Names:
        """Return the names that are written as patterns."""
        return cls(tuple(p for p in patterns if not p.startswith("-")), tuple(p[1:] for p in patterns if p.startswith("-")))

    def __contains__(self, name: object) -> bool:
        text = str(name)
        return any(fnmatchcase(text, p) for p in self.wanted) and not any(fnmatchcase(text, p) for p in self.unwanted)

    def takes(self, kind: str) -> bool:
        """Whether a kind is meant: by its name, or by `OWN` where a station declared it itself."""
        if kind in builtin_kinds():
            return kind in self
        return OWN not in self.unwanted and (OWN in self.wanted or kind in self)


@dataclass(frozen=True, slots=True)
class Role:
    """One role. An account may have several; each gives, none takes away what another gives."""

    name: str
    labels: Mapping[str, str]
    says: Mapping[str, str]  # what it is for, in a sentence
    order: int
    commands: Names
    reads: Names  # kinds
    writes: Names
    reveals: Names  # "sensitive" or "kind.field"
    by_grid: Names  # kinds of which an account with grids sees its own only
    exports: bool  # lists may be written out
    approves: tuple[str, ...]  # of `APPROVALS`
    journal: bool  # the whole journal may be read
    accounts: bool  # may add and change accounts

    @property
    def label(self) -> str:
        """The label in the language in use."""
        return choose(dict(self.labels))

    @property
    def sentence(self) -> str:
        """What it is for, in the language in use."""
        return choose(dict(self.says))


@cache
def roles() -> Mapping[str, Role]:
    """Return the roles by name, in the order in which they are offered."""
    found = [_read(path.stem, tomllib.loads(path.read_text(encoding="utf-8"))) for path in resource("roles").glob("*.toml")]
    return {role.name: role for role in sorted(found, key=lambda r: r.order)}


def role(name: str) -> Role:
    """Return a role.

    Raises
    ------
    WrongUsage
        If there is none of this name.
    """
    found = roles().get(name)
    if found is None:
        raise WrongUsage(tr("没有“{role}”这个角色，可用的有：{known}", role=name, known=", ".join(roles())))
    return found


def _read(name: str, raw: Mapping[str, Any]) -> Role:
    approves = tuple(raw.get("approves", ()))
    if unknown := set(approves) - set(APPROVALS):
        raise ValueError(f"{name}.toml: cannot approve {', '.join(sorted(unknown))}")
    names = {part: Names.of(raw.get(part, ())) for part in ("commands", "reads", "writes", "reveals", "by_grid")}
    return Role(
        name, raw["label"], raw["says"], int(raw["order"]), **names,
        exports=bool(raw.get("exports", False)), approves=approves,
        journal=bool(raw.get("journal", False)), accounts=bool(raw.get("accounts", False)),
    )  # fmt: skip
