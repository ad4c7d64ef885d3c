"""What a window says in any way: texts and hints, what lists hold, names for readers of the screen, painted words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction, QPainter, QPainterPath
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QLineEdit, QWidget

from widgets.records.lines import LINE_ROLE

GETTERS = ("text", "toolTip", "statusTip", "whatsThis", "windowTitle", "accessibleName", "accessibleDescription", "placeholderText",
           "toPlainText", "title", "currentText")  # fmt: skip
ROLE = Qt.ItemDataRole
ROLES = (ROLE.DisplayRole, ROLE.EditRole, ROLE.ToolTipRole, ROLE.StatusTipRole, ROLE.AccessibleTextRole,
         ROLE.AccessibleDescriptionRole, LINE_ROLE)  # fmt: skip
MOST_ROWS = 120


def said(*within: QWidget) -> set[str]:
    """Return all that widgets say now, hidden pages included; of none given, that every window of the program says."""
    found = {QApplication.clipboard().text()}
    for top in within or QApplication.topLevelWidgets():
        for widget in [top, *top.findChildren(QWidget)]:
            found.update(_of_widget(widget))
        for action in top.findChildren(QAction):
            found.update((action.text(), action.toolTip(), action.statusTip()))
    return found


def _of_widget(widget: QWidget) -> Iterator[str]:
    for name in GETTERS:
        get = getattr(widget, name, None)
        if callable(get):
            yield from _text(get)
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _of_model(widget.model())
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(n) for n in range(widget.count()))
    if isinstance(widget, QLineEdit) and widget.completer() is not None:
        yield from _of_model(widget.completer().completionModel())


def _text(get: Callable[[], Any]) -> Iterator[str]:
    try:
        value = get()
    except TypeError:  # it asks for more, and is no plain text
        return
    if isinstance(value, str) and value:
        yield value


def _of_model(model: QAbstractItemModel) -> Iterator[str]:
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
    for row in range(min(model.rowCount(QModelIndex()), MOST_ROWS)):
        for column in range(columns):
            index = model.index(row, column)
            yield from (str(value) for role in ROLES if (value := model.data(index, role)) is not None)


class Painted:
    """Hears every word that the program paints itself."""

    def __init__(self, patch: Any) -> None:
        self.words: set[str] = set()
        for owner, name in ((QPainter, "drawText"), (QPainter, "drawStaticText"), (QPainterPath, "addText")):
            patch.setattr(owner, name, self._hearing(getattr(owner, name)))

    def _hearing(self, real: Any) -> Any:
        def paint(this: Any, *arguments: Any) -> Any:
            self.words.update(a for a in arguments if isinstance(a, str))
            return real(this, *arguments)

        return paint

    def take(self) -> set[str]:
        """Return what was painted since the last call."""
        taken, self.words = self.words, set()
        return taken
