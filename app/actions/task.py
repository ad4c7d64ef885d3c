"""Commands on tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.commands import Command
from data.i18n import mark
from data.query import Query

if TYPE_CHECKING:
    from app.console import Console


def new_task(console: Console, kind: str = "", id: int | None = None, lon: float | None = None, lat: float | None = None,
             text: str = "", where: str = "") -> None:  # fmt: skip
    """Open the form for a task on what is chosen, on a given record, or on a point of the map.

    ``text`` is what is to be done; ``where`` a part of the map in words, where it is on all that lies there.
    """
    chosen = console.workspace.selection
    if not kind and chosen and lon is None:
        kind, id = ("dwelling", chosen.dwelling) if chosen.dwelling else (chosen.kind, chosen.id)
    console.window.unfold_inspector()
    console.window.inspector.new_task(kind, id, lon, lat, where)
    if text and console.window.inspector.task_form is not None:
        console.window.inspector.task_form.text.setPlainText(text)


def new_tasks(console: Console, query: Query) -> None:
    """Open the form for one task on each record that is asked for."""
    console.window.unfold_inspector()
    console.window.inspector.new_tasks(query)


def show_board(console: Console) -> None:
    """Open the board of tasks."""
    console.window.pages.show_tasks()


GROUP = mark("任务")
COMMANDS = (
    Command("new_task", mark("布置任务…"), GROUP, new_task, "Ctrl+T", "plus", writes=True, about=("task",)),
    Command("new_tasks", mark("逐条布置任务…"), GROUP, new_tasks, listed=False, writes=True, about=("task",)),
    Command("show_board", mark("任务看板"), GROUP, show_board, "Ctrl+B", "tasks", about=("task",)),
)
