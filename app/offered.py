"""What the window offers of the declared commands: menu, keys, palette and rail, as far as whoever is at the desk may call them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.commands import Command
from data.i18n import tr
from widgets.rail import Rail
from widgets.sheet import Cover

if TYPE_CHECKING:
    from app.console import Console
    from widgets.palette_match import Entry

BENEATH = ("undo", "redo", "new_record")  # act on what lies under a page, where nobody would see it happen


class Offered(QObject):
    """Derives the menu and the keys of a window from the commands of its console."""

    def __init__(self, console: Console, window: QWidget, rail: Rail) -> None:
        super().__init__(window)
        self._console = console
        self._rail = rail
        self._away = ""  # panel that was open when nobody might have it; it is back when somebody may
        self._window = window
        self.menu = QMenu(window)
        self._actions: dict[str, QAction] = {}
        self._parts: list[QMenu] = []
        for group, commands in console.commands.grouped().items():
            part = QMenu(tr(group), self.menu)  # one that `addMenu` makes itself ends for PySide with what it takes for its parent
            self.menu.addMenu(part)
            self._parts.append(part)
            for command in commands:
                part.addAction(self._action(command, window))
            part.aboutToShow.connect(lambda part=part, commands=commands: self._enable(part, commands))
            part.aboutToHide.connect(lambda part=part: _enable_all(part))

    def _action(self, command: Command, window: QWidget) -> QAction:
        action = QAction(command.title, window)
        if command.shortcut:
            action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        action.triggered.connect(lambda _checked=False, id=command.id: self._run(id))
        window.addAction(action)
        self._actions[command.id] = action
        return action

    def _run(self, id: str) -> None:
        if id in BENEATH and any(cover.isVisible() for cover in self._window.findChildren(Cover)):
            title = self._console.commands[id].title
            self._console.workspace.tell("info", tr("“{what}”没有做：先关掉打开着的这一页。", what=title.rstrip("…")))
            return
        self._console.run(id)

    def _enable(self, part: QMenu, commands: list[Command]) -> None:
        for action, command in zip(part.actions(), commands, strict=True):
            action.setEnabled(command.enabled(self._console))

    def look(self) -> None:
        """Offer what may be called, and nothing else: in menus, by keys, at the rail."""
        console, rail = self._console, self._rail
        for id, action in self._actions.items():
            action.setVisible(console.commands[id].offered(console))
        for part in filter(shiboken6.isValid, self._parts):
            part.menuAction().setVisible(any(a.isVisible() for a in part.actions()))
        for key, button in rail.buttons.items():
            button.setVisible(f"panel_{key}" not in console.commands or console.commands[f"panel_{key}"].offered(console))
        if rail.value and rail.buttons[rail.value].isHidden():
            self._away = rail.value
            rail.press(rail.value)
        elif self._away and not rail.buttons[self._away].isHidden():
            back, self._away = self._away, ""
            if not rail.value:
                rail.press(back)

    def entries(self) -> list[Entry]:
        """Return the commands as palette and shortcut page show them."""
        from widgets.palette_match import Entry

        console = self._console
        return [
            Entry(c.id, c.title, tr(group), c.shortcut, c.enabled(console), c.icon, _names(c))
            for group, commands in console.commands.grouped().items()
            for c in commands
            if c.offered(console)
        ]


def _names(command: Command) -> tuple[str, ...]:
    """Return what else a command is looked for by, in both languages."""
    return command.source, command.id.replace("_", " "), *command.also, *(tr(words) for words in command.also)


def _enable_all(part: QMenu) -> None:
    """Let keys through again: a disabled action keeps its key to itself, long after the menu told why it cannot be called."""
    for action in part.actions():
        action.setEnabled(True)
