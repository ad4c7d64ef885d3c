"""What lies on the map itself: views, tools, north, storeys, zoom, scale and coordinates; nothing more."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from widgets.hud_compass import Compass
from widgets.hud_scale import Coordinates
from widgets.hud_storeys import StoreySelector
from widgets.hud_views import ViewSwitch, ZoomButtons
from widgets.parts.card import SHADOW
from widgets.tool_button import ToolButton
from widgets.tool_strip import ToolStrip

__all__ = ["Compass", "Coordinates", "HudLayer", "StoreySelector", "ViewSwitch", "ZoomButtons"]

GAP = 12


class HudLayer(QObject):
    """Makes the pieces as children of the 3D view and keeps them at its edges, whatever its size becomes.

    The pieces are children of the view and not of a layer over it, so that everything beside them reaches the map.
    """

    settled = Signal()  # what `plates` tells has changed

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self._free, self._lid = (0, 0, 0, 0), QRect()
        self._plates: tuple[tuple[float, float, float, float], ...] = ()
        self.views = ViewSwitch(view)
        self.compass = Compass(view)
        self.storeys = StoreySelector(view)
        self.zoom = ZoomButtons(view)
        self.coordinates = Coordinates(view)
        self.tools, self.strip = ToolButton(view), ToolStrip(view)
        self.pieces = (self.views, self.compass, self.storeys, self.zoom, self.coordinates, self.tools, self.strip)
        self.strip.resized.connect(self.settle)
        for piece in self.pieces:
            piece.installEventFilter(self)
            piece.raise_()
        view.installEventFilter(self)
        self.settle()

    def keep_free(self, left: int = 0, top: int = 0, right: int = 0, bottom: int = 0) -> None:
        """Leave room at the edges for panels and the drawer that lie over the map, in pixels."""
        self._free = (left, top, right, bottom)
        self.settle()

    def keep_beside(self, lid: QRect) -> None:
        """Let a card lie over the upper middle, in the view's pixels: only what would lie under it goes below it."""
        self._lid = lid
        self.settle()

    def set_visible(self, visible: bool) -> None:
        """Show or hide everything, as for pictures and the wall."""
        for piece in (self.views, self.compass, self.zoom, self.coordinates, self.tools):
            piece.setVisible(visible)
        self.storeys.setVisible(visible and self.storeys.offers_storeys)

    @property
    def column(self) -> int:
        """Width that scale, zoom, storeys and compass take at the right edge, with the gap."""
        return GAP + max(piece.sizeHint().width() for piece in (self.coordinates, self.zoom, self.storeys, self.compass))

    def area(self) -> QRect:
        """Return the part of the map that nothing lies over."""
        left, top, right, bottom = self._free
        if not self._lid.isEmpty():  # what it covers at the top is counted by `_top`
            top = min(top, max(self._lid.top() - GAP, 0))
        return self._view.rect().adjusted(left + GAP, top + GAP, -right - GAP, -bottom - GAP)

    def above_corner(self, right: int) -> int:
        """Return how far what lies at the lower left has to lie above scale and coordinates, if it reaches that far right."""
        return self.coordinates.sizeHint().height() if right > self.area().right() - self.coordinates.widest() else 0

    def plates(self) -> tuple[tuple[float, float, float, float], ...]:
        """Return what the pieces cover of the map (left, top, width, height in pixels), the coordinates at their widest."""
        found = []
        for piece in self.pieces:
            if piece.isVisibleTo(self._view):
                place = piece.geometry()
                if piece is self.coordinates:
                    place.setLeft(place.right() + 1 - self.coordinates.widest())
                place.adjust(SHADOW, SHADOW, -SHADOW, -SHADOW)
                found.append((float(place.left()), float(place.top()), float(place.width()), float(place.height())))
        return tuple(found)

    def settle(self) -> None:
        """Put every piece into its corner."""
        self._settle()
        plates = self.plates()
        if plates != self._plates:
            self._plates = plates
            self.settled.emit()

    def _settle(self) -> None:
        room = self.area().adjusted(-SHADOW, -SHADOW, SHADOW, SHADOW)  # their shadows may reach into the gap
        beside, north = room.left() + self.views.sizeHint().width() - SHADOW, room.right() + 1 - self.compass.sizeHint().width()
        top = self._top(room, room.left(), beside + self.tools.sizeHint().width())
        self._put(self.views, room.left(), top)
        self._put(self.tools, beside, top)
        self._settle_strip(room)
        under = self.tools.isVisibleTo(self._view) and self.tools.geometry().right() - SHADOW > north + SHADOW
        below = self.tools.geometry().bottom() - SHADOW if under else 0  # half a map has no room for all three beside each other
        self._put(self.compass, north, max(self._top(room, north, room.right()), below))
        tall = self.coordinates.sizeHint().height()
        self._put(self.coordinates, room.right() + 1 - self.coordinates.sizeHint().width(), room.bottom() + 1 - tall)
        zoom = self.zoom.sizeHint()
        self._put(self.zoom, room.right() + 1 - zoom.width(), room.bottom() + 1 - tall - zoom.height())
        if self.compass.geometry().bottom() > self.zoom.geometry().top():  # too low for both: beside each other
            self._put(self.compass, self.zoom.geometry().left() - self.compass.sizeHint().width() + 2 * SHADOW, self.compass.y())
        self._settle_storeys(room, self.compass.geometry().bottom(), self.zoom.geometry().top())

    def _top(self, room: QRect, left: int, right: int) -> int:
        """Return where pieces between two pixels begin: at the top, or below the card that lies over them."""
        near = 2 * SHADOW  # both have shadows, which may lie over each other
        under = not self._lid.isEmpty() and self._lid.left() + near < right and left + near < self._lid.right()
        return max(room.top(), self._lid.bottom() + 1 + GAP - SHADOW) if under else room.top()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the view's size and the pieces' own."""
        # A piece that wants another size sends a LayoutRequest to the view.
        moved = watched is self._view and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest)
        if moved or (watched is self.storeys and event.type() == QEvent.Type.Show):
            self.settle()
        return False

    def _settle_strip(self, room: QRect) -> None:
        """The strip lies in the middle of the top; where it would lie over the other pieces, below them."""
        beside = self.tools.geometry().right() + 1 - SHADOW
        left, right = beside, room.right() - self.compass.sizeHint().width()
        size = self.strip.fit(room.width())
        wide, tall = size.width(), size.height()
        if wide <= right - left:
            middle = min(max(room.center().x(), left + wide // 2), right - wide // 2)
            self.strip.setGeometry(middle - wide // 2, self._top(room, middle - wide // 2, middle + wide // 2), wide, tall)
        else:
            at, below = room.center().x() - wide // 2, self.views.geometry().bottom() - SHADOW
            self.strip.setGeometry(at, max(below, self._top(room, at, at + wide)), wide, tall)

    def _settle_storeys(self, room: QRect, top: int, bottom: int) -> None:
        size = self.storeys.sizeHint()
        tall = min(size.height(), max(bottom - top, 0))
        middle = (top + bottom) // 2
        self.storeys.setGeometry(room.right() + 1 - size.width(), middle - tall // 2, size.width(), tall)

    def _put(self, piece: QWidget, x: int, y: int) -> None:
        size = piece.sizeHint()
        piece.setGeometry(x, y, size.width(), size.height())


