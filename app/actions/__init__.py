"""The commands, one file a menu."""

from app.actions import drawing, duty, floor_plan, help, incident, looks, map_tools, record, station, task, time, view
from app.commands import Commands


def all_commands() -> Commands:
    """Return every command of the console."""
    groups = (station, record, floor_plan, incident, task, duty, view, looks, time, map_tools, drawing, help)
    return Commands(command for group in groups for command in group.COMMANDS)
