"""Every action declared once; menus, palette, shortcuts and the shortcut page derive from the declaration."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from data.i18n import tr

if TYPE_CHECKING:
    from app.console import Console


@dataclass(frozen=True, slots=True)
class Command:
    """One action. ``source`` is its title in Chinese, given through `data.i18n.mark`; ``group`` its menu.

    ``shortcut`` may name several keys by ", ", the first is told. ``run`` takes the console and keyword arguments; ``needs``
    names what must be there: "" or "selection".
    """

    id: str
    source: str
    group: str
    run: Callable[..., Any]
    shortcut: str = ""
    icon: str = ""
    needs: str = ""
    writes: bool = False
    listed: bool = True  # commands that need arguments are called by views and not offered in menus
    accounts: bool = False  # only where the station has accounts
    makes: str = ""  # the kind that it writes, where it is always the same: whoever may not write it has no use for it
    about: tuple[str, ...] = ()  # kinds that it is about: whoever may not see them has no use for it
    also: tuple[str, ...] = ()  # further words that people look for it by, in Chinese, given through `mark`

    @property
    def keys(self) -> tuple[str, ...]:
        """All its shortcuts, the one that is told first."""
        return tuple(self.shortcut.split(", "))

    @property
    def title(self) -> str:
        """The title in the language in use."""
        return tr(self.source)

    def offered(self, console: Console) -> bool:
        """Whether whoever is at the desk may call it: what they may not is in no menu and under no key."""
        session = console.live.session
        if not session.may(self.id) or (self.accounts and session.open):
            return False
        return all(map(session.may_read, self.about)) and (not self.makes or session.may_write(self.makes))

    def enabled(self, console: Console, *, named: bool = False) -> bool:
        """Whether it can be carried out now; a record that is named need not be chosen too."""
        if not self.offered(console):
            return False
        if self.writes and console.station.read_only:
            return False
        return self.needs != "selection" or named or bool(console.workspace.selection)


NAMING = ("id", "case")  # arguments that name the record that a command is about


def names_record(arguments: Mapping[str, Any]) -> bool:
    """Whether the arguments of a command name the record that it is about."""
    return any(arguments.get(name) for name in NAMING)


class Commands:
    """The commands by id, in the order of declaration."""

    def __init__(self, commands: Iterable[Command]) -> None:
        self._commands: dict[str, Command] = {}
        for command in commands:
            if command.id in self._commands:
                raise ValueError(f"command declared twice: {command.id}")
            self._commands[command.id] = command

    def __getitem__(self, id: str) -> Command:
        return self._commands[id]

    def __iter__(self) -> Iterator[Command]:
        return iter(self._commands.values())

    def __contains__(self, id: str) -> bool:
        return id in self._commands

    def grouped(self) -> dict[str, list[Command]]:
        """Return the listed commands by group."""
        groups: dict[str, list[Command]] = {}
        for command in self:
            if command.listed:
                groups.setdefault(command.group, []).append(command)
        return groups
