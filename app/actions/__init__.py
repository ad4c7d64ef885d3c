"""The commands, one file a menu."""

from app.actions import (
    dispatch,
    drawing,
    duty,
    floor_plan,
    forces,
    help,
    incident,
    looks,
    map_tools,
    record,
    station,
    task,
    time,
    view,
)
from app.commands import Commands


def all_commands() -> Commands:
    """Return every command of the console."""
    groups = (station, record, floor_plan, incident, dispatch, task, duty, forces, view, looks, time, map_tools, drawing, help)
    return Commands(command for group in groups for command in group.COMMANDS)
