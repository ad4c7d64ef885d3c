"""The scale and the coordinates under the pointer, in the system that the person chooses here."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from math import floor, log10

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from data.exchange.coordinates import SHOWN, system_label, written
from data.i18n import tr
from widgets import style
from widgets.parts.button import focus_ring
from widgets.parts.card import SHADOW, FloatingCard

LONGEST = 96  # pixels of the longest scale bar
ROUND = (5, 2, 1)


class Coordinates(FloatingCard):
    """Where the pointer is, and a bar of a round length; a click or Enter offers other systems.

    `chosen` emits one of `data.exchange.coordinates.SHOWN`, `copied` and `going` that the place shall be copied, or one gone to.
    """

    chosen = Signal(str)
    copied = Signal()
    going = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, radius=8)
        self._lonlat: tuple[float, float] | None = None
        self._metres, self._pixels = 0.0, 0.0
        self._system = "WGS84"
        self._keys: Mapping[str, str] = {}
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setToolTip(tr("换坐标系，复制坐标，去某个坐标"))

    @property
    def system(self) -> str:
        """The system shown."""
        return self._system

    def set_system(self, system: str) -> None:
        """Show another system, one of `data.exchange.coordinates.SHOWN`."""
        self._system = system
        self.updateGeometry()
        self.update()

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """Tell the keys of "copy" and "go", to be written in the menu."""
        self._keys = keys

    def set_lonlat(self, lon: float | None, lat: float | None = None) -> None:
        """Take WGS-84 degrees to be shown, or nothing."""
        before = self._lonlat is None
        self._lonlat = None if lon is None or lat is None else (lon, lat)
        if before != (self._lonlat is None):
            self.updateGeometry()
        self.update()

    def menu(self) -> QMenu:
        """Return what a click offers."""
        menu = QMenu(self)
        for system in SHOWN:
            action = menu.addAction(system_label(system), partial(self.chosen.emit, system))
            action.setCheckable(True)
            action.setChecked(system == self._system)
        menu.addSeparator()
        for words, then, key in ((tr("复制指针处的坐标"), self.copied, "copy"), (tr("去某个坐标…"), self.going, "go")):
            action = menu.addAction(words, then.emit)
            action.setShortcut(QKeySequence(self._keys.get(key, "")))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        return menu

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Offer the systems."""
        event.accept()
        if event.button() == Qt.MouseButton.LeftButton:
            self._offer()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the space bar do what a click does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._offer()
        else:
            super().keyPressEvent(event)

    def _offer(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        tall = menu.sizeHint().height()
        menu.popup(self.mapToGlobal(self.card_rect().topLeft().toPoint()) - QPoint(0, tall + 4))

    def set_scale(self, metres_per_px: float) -> None:
        """Show the longest bar of 1, 2 or 5 times a power of ten metres that there is room for."""
        self._metres, self._pixels = round_bar(metres_per_px, style.scaled(LONGEST))
        self.setAccessibleName(tr("比例尺 {length}", length=self.length_text()))
        self.update()

    def length_text(self) -> str:
        """Return the bar's length in words."""
        if not self._metres:
            return ""
        if self._metres >= 1000:
            return tr("{length} 公里", length=f"{self._metres / 1000:g}")
        return tr("{length} 米", length=f"{self._metres:g}")

    def lonlat_text(self) -> str:
        """Return the coordinates as written."""
        return "" if self._lonlat is None else written(*self._lonlat, self._system)

    def _words(self) -> str:
        return f"{system_label(self._system)}  {self.lonlat_text()}".strip()

    def sizeHint(self) -> QSize:
        """Return room for the system, the widest coordinates, if there are any, and the longest bar."""
        return QSize(self._wide(self._lonlat is not None), style.scaled(30) + 2 * SHADOW)

    def corner(self) -> QSize:
        """Return what it takes of its corner at most."""
        return QSize(self.widest(), self.sizeHint().height())

    def widest(self) -> int:
        """Return the width, shadows and all, with coordinates in it."""
        return self._wide(coordinates=True)

    def _wide(self, coordinates: bool) -> int:
        metrics = QFontMetrics(style.font(12))
        numbers = metrics.horizontalAdvance("  00000000.00, 0000000.00") if coordinates else 0
        words = metrics.horizontalAdvance(system_label(self._system)) + numbers + style.scaled(24)
        return words + style.scaled(LONGEST + 36) + 2 * SHADOW

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card, coordinates at the left and the bar at the right."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setFont(style.font(12))
        painter.setPen(style.colour("quiet"))
        card = self.card_rect()
        room = card.adjusted(style.scaled(12), 0, -style.scaled(12), 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._words())
        if self.hasFocus():
            focus_ring(painter, card.adjusted(1, 1, -1, -1), style.scaled(8))
        if self._pixels:
            self._paint_bar(painter, room)
        painter.end()

    def _paint_bar(self, painter: QPainter, room: QRectF) -> None:
        right, foot = room.right(), room.center().y() + style.scaled(7)
        left = right - self._pixels
        ink = style.colour("text")
        painter.fillRect(QRectF(left, foot, self._pixels, 1.5), ink)
        for end in (left, right - 1.5):
            painter.fillRect(QRectF(end, foot - 4, 1.5, 5.5), ink)
        painter.setPen(ink)
        wide = style.scaled(LONGEST)
        words = QRectF((left + right - wide) / 2, room.top(), wide, foot - room.top() - 1)
        if self._pixels < wide / 2:
            words.moveRight(right + (wide - QFontMetrics(painter.font()).horizontalAdvance(self.length_text())) / 2)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.length_text())


def round_bar(metres_per_px: float, longest: float) -> tuple[float, float]:
    """Return metres and pixels of the longest bar of a round length within ``longest`` pixels; zeros if there is no scale."""
    if not metres_per_px > 0:
        return 0.0, 0.0
    most = metres_per_px * longest
    power = 10.0 ** floor(log10(most))
    metres = next(step * power for step in ROUND if step * power <= most * (1 + 1e-9))
    return metres, metres / metres_per_px
