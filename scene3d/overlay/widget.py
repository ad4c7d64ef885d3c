"""The see-through widget over the canvas that paints symbols and labels."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from scene3d.camera import Projection
from scene3d.overlay.arrange import Arrangement, arrange
from scene3d.overlay.items import Items
from scene3d.overlay.paint import paint


class OverlayWidget(QWidget):
    """Shows what it is given; mouse and keys go through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.theme = "light"
        self.size_factor = 1.0
        self.items = Items()
        self.arrangement = Arrangement()
        self._projection: Projection | None = None

    def show_items(self, projection: Projection, items: Items, *, anew: bool = True) -> None:
        """Paint these from now on; without ``anew`` everything stays where it is."""
        self._projection, self.items = projection, items
        if anew:
            self.arrangement = arrange(projection, items, self.size_factor)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what was arranged."""
        if self._projection is None:
            return
        painter = QPainter(self)
        paint(painter, self._projection, self.items, self.arrangement, self.theme, self.size_factor)
        painter.end()
