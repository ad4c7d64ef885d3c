"""An account: who somebody at the desk is, and in which roles and grids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from data.accounts.roles import ADMINISTRATOR


@dataclass(frozen=True, slots=True)
class Account:
    """One account. It is never removed, for the journal speaks of it; it is disabled. Its password is kept elsewhere."""

    id: int
    login: str  # what is typed to sign in
    name: str  # full name
    badge: str = ""  # badge number
    roles: tuple[str, ...] = ()
    grids: tuple[int, ...] = ()  # ids of grids; empty: the whole area
    disabled: bool = False

    @property
    def signature(self) -> str:
        """How the journal names the person: name and badge number."""
        return f"{self.name} {self.badge}".strip()

    @property
    def administers(self) -> bool:
        """Whether the account can add and change others now."""
        return ADMINISTRATOR in self.roles and not self.disabled

    def as_json(self) -> dict[str, Any]:
        """Return the account as file and journal keep it; it holds no secret."""
        return asdict(self)

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Account:
        """Return an account that was kept."""
        return cls(**{**raw, "roles": tuple(raw["roles"]), "grids": tuple(raw["grids"])})


def plain_login(text: str) -> str:
    """Return what is typed to sign in, as it is compared: no case, no space around."""
    return text.strip().casefold()
