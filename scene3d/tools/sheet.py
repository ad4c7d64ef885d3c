"""The see-through widget over the map that paints what the tool in hand shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from scene3d.camera import Projection
from scene3d.tools.marks import Mark
from scene3d.tools.paint import paint_marks


class ToolSheet(QWidget):
    """Mouse and keys go through it."""

    def __init__(self, parent: QWidget, projection: Callable[[], Projection]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.theme, self.scale = "light", 1.0
        self.marks: Sequence[Mark] = ()
        self._projection = projection
        self.hide()

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Paint these from now on."""
        self.marks = marks
        self.setVisible(bool(marks))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the marks."""
        painter = QPainter(self)
        paint_marks(painter, self._projection(), self.marks, self.theme, self.scale)
        painter.end()
