"""The stage: the map fills it, and the furniture lies over its edges, so that the map never moves when a panel folds."""

from __future__ import annotations

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from widgets.drawer import Drawer
from widgets.side_panel import SidePanel


class Stage(QWidget):
    """Lays side panel, inspector, drawer and map buttons over the map; `laid_out` tells what the map has left."""

    laid_out = Signal(int, int, int, int)  # pixels covered at left, top, right, bottom

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._map: QWidget | None = None
        self._side: SidePanel | None = None
        self._inspector: QWidget | None = None
        self._drawer: Drawer | None = None
        self._second: QWidget | None = None

    def furnish(self, map_: QWidget, side: SidePanel, inspector: QWidget, drawer: Drawer) -> None:
        """Take the pieces; the map lies lowest."""
        self._map, self._side, self._inspector, self._drawer = map_, side, inspector, drawer
        for piece in (map_, drawer, side, inspector):
            piece.setParent(self)
            piece.raise_()
        drawer.raised.connect(self._raised)
        self.lay_out()

    def free(self) -> QRect:
        """Return the part of the map that side panel and inspector leave."""
        side = self._side.width() if self._side is not None and not self._side.isHidden() else 0
        right = self._inspector.width() if self._inspector is not None and not self._inspector.isHidden() else 0
        return QRect(side, 0, max(1, self.width() - side - right), self.height())

    def set_second(self, map_: QWidget | None) -> None:
        """Put a second map beside the first one, or take it away; both share what the panels leave."""
        self._second = map_
        if map_ is not None and self._drawer is not None:
            map_.stackUnder(self._drawer)
        self.lay_out()

    def covered(self, left: int, top: int, right: int, bottom: int) -> tuple[int, int, int, int]:
        """Return what is covered of a map, of what is covered of the stage: two maps lie beside the panels and not under them."""
        return (left, top, right, bottom) if self._second is None else (0, top, 0, bottom)

    def lay_out(self) -> None:
        """Put every piece where it belongs."""
        if self._map is None or self._side is None or self._inspector is None or self._drawer is None:
            return
        self._lay_maps(self._map)
        self._side.setGeometry(0, 0, self._side.sizeHint().width(), self.height())
        wide = min(max(self._inspector.sizeHint().width(), self._inspector.minimumWidth()), self._inspector.maximumWidth())
        self._inspector.setGeometry(self.width() - wide, 0, wide, self.height())
        self._drawer.lie_over(self.free())

    def _lay_maps(self, first: QWidget) -> None:
        if self._second is None:
            first.setGeometry(self.rect())
            return
        free = self.free()
        half = free.width() // 2 - 1  # equally wide, so that one camera shows the same on both
        first.setGeometry(free.x(), 0, half, self.height())
        self._second.setGeometry(free.x() + free.width() - half, 0, half, self.height())

    def _raised(self, below: int) -> None:
        """Tell what of the map is covered."""
        free = self.free()
        self.laid_out.emit(free.x(), 0, self.width() - free.right() - 1, below)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the window."""
        super().resizeEvent(event)
        self.lay_out()
