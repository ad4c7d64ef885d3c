"""The see-through widget over the map that paints what the tool in hand shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from scene3d.camera import Projection
from scene3d.overlay.widget import OverlayWidget
from scene3d.tools.marks import Fill, Mark
from scene3d.tools.paint import paint_marks


class ToolSheet(QWidget):
    """Mouse and keys go through it. Filled shapes are painted under the symbols of the ``overlay``, whose colours tell states."""

    def __init__(self, parent: QWidget, projection: Callable[[], Projection], overlay: OverlayWidget) -> None:
        super().__init__(parent)
        self._overlay = overlay
        overlay.grounds.append(self._paint_fills)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.theme, self.scale = "light", 1.0
        self.marks: Sequence[Mark] = ()
        self._projection = projection
        self.hide()

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Paint these from now on."""
        if any(isinstance(mark, Fill) for mark in (*self.marks, *marks)):
            self._overlay.update()
        self.marks = marks
        self.setVisible(bool(marks))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the marks that lie over the symbols."""
        painter = QPainter(self)
        over = [mark for mark in self.marks if not isinstance(mark, Fill)]
        paint_marks(painter, self._projection(), over, self.theme, self.scale)
        painter.end()

    def _paint_fills(self, painter: QPainter) -> None:
        under = [mark for mark in self.marks if isinstance(mark, Fill)]
        if under and self.isVisible():
            paint_marks(painter, self._projection(), under, self.theme, self.scale)
