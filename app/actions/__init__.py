"""The commands, one file a menu."""

from app.actions import help, record, station, task, view
from app.commands import Commands


def all_commands() -> Commands:
    """Return every command of the console."""
    return Commands([*station.COMMANDS, *record.COMMANDS, *task.COMMANDS, *view.COMMANDS, *help.COMMANDS])
