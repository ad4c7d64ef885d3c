"""A QR code, painted in black on white whatever the theme: a phone must read it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets import style

QUIET = 4  # modules of white around, as the standard asks


class QrCode(QWidget):
    """Shows a text as a QR code; nothing for an empty text."""

    def __init__(self, text: str = "", side: int = 220, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._rows: list[bytearray] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show another text."""
        if text:
            import segno

            self._rows = [bytearray(row) for row in segno.make(text, error="m", micro=False).matrix]
        else:
            self._rows = []
        self.update()

    def sizeHint(self) -> QSize:
        """Return a square."""
        return QSize(style.scaled(self._side), style.scaled(self._side))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the modules, each a whole number of pixels."""
        if not self._rows:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        count = len(self._rows) + 2 * QUIET
        module = max(self.width() // count, 1)
        left = (self.width() - module * count) // 2 + module * QUIET
        top = (self.height() - module * count) // 2 + module * QUIET
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("black"))
        for y, cells in enumerate(self._rows):
            for x, dark in enumerate(cells):
                if dark:
                    painter.drawRect(QRectF(left + x * module, top + y * module, module, module))
        painter.end()
