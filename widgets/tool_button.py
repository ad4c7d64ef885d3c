"""The quiet button on the map that unfolds the menu of its tools."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from data.i18n import tr
from widgets import icons
from widgets.parts.button import Button
from widgets.parts.card import FloatingCard


@dataclass(frozen=True, slots=True)
class ToolEntry:
    """One tool of the menu: the id of its command, its name, keys and icon, and whether it can be used now."""

    id: str
    words: str
    shortcut: str = ""
    icon: str = ""
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class ToolSection:
    """Tools that belong together, under a heading."""

    words: str
    entries: tuple[ToolEntry, ...]


class ToolButton(FloatingCard):
    """工具; `chosen` emits the id of the command. The sections are asked for each time the menu opens."""

    chosen = Signal(str)
    about_to_open = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sections: Sequence[ToolSection] = ()
        self.button = Button(tr("工具"), "ghost", "ruler", self)
        self.button.setToolTip(tr("测量、查找、视线、绘制"))
        self.button.clicked.connect(self.open)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.addWidget(self.button)

    def set_lit(self, lit: bool) -> None:
        """Show that a tool is in hand."""
        self.button.set_role("primary" if lit else "ghost")

    def open(self) -> None:
        """Unfold the menu under the button."""
        self.about_to_open.emit()
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height() + 4)))

    def menu(self) -> QMenu:
        """Return the menu as it is now."""
        menu = QMenu(self)
        for section in self.sections:
            part = menu.addMenu(section.words)
            for entry in section.entries:
                part.addAction(self._action(entry, part))
        return menu

    def _action(self, entry: ToolEntry, parent: QMenu) -> QAction:
        action = QAction(entry.words, parent)
        if entry.icon:
            action.setIcon(icons.icon(entry.icon))
        if entry.shortcut:
            action.setShortcut(QKeySequence(entry.shortcut))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # only shown here: the window owns the keys
        action.setEnabled(entry.enabled)
        action.triggered.connect(lambda _checked=False: self.chosen.emit(entry.id))
        return action

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep clicks beside the button from reaching the map."""
        event.accept()
