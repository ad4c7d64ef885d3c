"""Commands on the program itself: settings, shortcuts, about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.commands import Command
from data.i18n import mark

if TYPE_CHECKING:
    from app.console import Console


def settings(console: Console) -> None:
    """Open the settings."""
    console.window.show_settings()


def shortcuts(console: Console) -> None:
    """List the keys."""
    console.window.show_shortcuts()


GROUP = mark("帮助")
COMMANDS = (
    Command("settings", mark("设置"), GROUP, settings, "Ctrl+,", "settings"),
    Command("shortcuts", mark("快捷键"), GROUP, shortcuts, "F1", "help"),
)
