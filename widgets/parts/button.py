"""Buttons: with words in a role, and with an icon that follows the theme."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget

from widgets import icons, style
from widgets.parts.hint import plain_hint

ROLES = ("plain", "primary", "danger", "ghost", "link")
GAP = 4  # pixels between icon and words beyond Qt's own
TINTS = {"primary": "on_accent", "danger": "late_ink", "link": "accent"}


class Button(QPushButton):
    """A verb on a button; ``role`` is one of `ROLES`, ``icon`` a name of `icons`."""

    def __init__(self, text: str, role: str = "plain", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._icon = icon
        self.setProperty("role", role)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self._refresh_icon()

    def setText(self, text: str) -> None:
        """Show other words; an icon stands off them, and needs no room beside none."""
        before = self.text()
        super().setText(text)
        if bool(text) != bool(before):
            self._refresh_icon()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as the space bar does."""
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def set_role(self, role: str) -> None:
        """Change the role."""
        style.set_property(self, "role", role)
        self._refresh_icon()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon anew in the colours of a new theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self._refresh_icon()

    def _refresh_icon(self) -> None:
        if getattr(self, "_icon", ""):
            side, gap = style.scaled(16), style.scaled(GAP) if self.text() else 0
            self.setIcon(icons.spaced(self._icon, side, gap, TINTS.get(str(self.property("role")), "text")))
            self.setIconSize(QSize(side + gap, side))


class IconButton(QAbstractButton):
    """A square button with an icon only; ``words`` is its tool tip and what a screen reader says."""

    def __init__(self, icon: str, words: str, parent: QWidget | None = None, *, side: int = 32, tint: str = "quiet") -> None:
        super().__init__(parent)
        self._icon, self._side, self._tint = icon, side, tint
        self.setToolTip(plain_hint(words))
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as the space bar does."""
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return the square at the font scale in use, at least 28 px."""
        side = max(style.scaled(self._side), 28)
        return QSize(side, side)

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, focus ring and icon."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        self._paint_ground(painter, box)
        side = style.scaled(18)
        spot = QRectF(0, 0, side, side)
        spot.moveCenter(box.center())
        lively = self.underMouse() and self.isEnabled()
        tint = "accent" if self.isChecked() else "text" if lively else self._tint
        painter.setOpacity(1.0 if self.isEnabled() else 0.45)
        icons.paint(painter, self._icon, spot, tint)
        painter.end()

    def _paint_ground(self, painter: QPainter, box: QRectF) -> None:
        radius = style.scaled(8)
        if self.isEnabled() and (self.isDown() or self.isChecked() or self.underMouse()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.colour("accent_soft" if self.isChecked() or self.isDown() else "hover"))
            painter.drawRoundedRect(box, radius, radius)
        if self.hasFocus():
            focus_ring(painter, box, radius)


def pressed_by_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Press a button that has the keyboard by Enter, and return whether that was it: by themselves only those of a dialog heed it.

    A key that is held presses once.
    """
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or not plain:
        return False
    if not event.isAutoRepeat():
        button.click()
    return True


def focus_ring(painter: QPainter, box: QRectF, radius: float) -> None:
    """Draw the one focus ring of the program just inside a box."""
    pen = painter.pen()
    pen.setColor(style.colour("accent"))
    pen.setWidthF(2)
    pen.setStyle(Qt.PenStyle.SolidLine)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, radius, radius)
