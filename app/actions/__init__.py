"""The commands, one file a menu."""

from app.actions import (
    accounts,
    audit,
    backups,
    dispatch,
    drawing,
    duty,
    floor_plan,
    forces,
    help,
    incident,
    keeping,
    looks,
    map_tools,
    record,
    replay,
    station,
    task,
    time,
    view,
)
from app.commands import Commands


def all_commands() -> Commands:
    """Return every command of the console."""
    groups = (
        station, audit, backups, record, floor_plan, incident, dispatch, task, duty, forces, view, looks, time, replay, map_tools,
        drawing, accounts, keeping, help,
    )  # fmt: skip
    return Commands(command for group in groups for command in group.COMMANDS)
