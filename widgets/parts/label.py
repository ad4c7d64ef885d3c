"""Words on a panel: labels with a tone, and one that shortens itself instead of being cut."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from widgets import style
from widgets.parts.hint import plain_hint

TONES = ("", "quiet", "faint", "small", "title", "heading", "section", "strong", "figure", "accent", "calm", "soon", "late")


class Label(QLabel):
    """Plain text in a tone of the style sheet; never rich text, so that records cannot inject markup."""

    def __init__(self, text: str = "", tone: str = "", parent: QWidget | None = None, *, wrap: bool = False) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if tone:
            self.setProperty("tone", tone)

    def set_tone(self, tone: str) -> None:
        """Change the tone, one of `TONES`."""
        style.set_property(self, "tone", tone)


class ElidedLabel(Label):
    """One line that ends in … where room is short, or says itself in fewer words; the whole text is its tool tip."""

    def __init__(self, text: str = "", tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, tone, parent)
        self._brief = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def setText(self, text: str, brief: str = "") -> None:
        """Say something; ``brief`` is the same in few words, for where there is no room."""
        self._brief = brief
        super().setText(text)

    def words_within(self, room: int) -> str:
        """Return as much of the text as a width in pixels has room for."""
        metrics, whole = self.fontMetrics(), self.text()
        if metrics.horizontalAdvance(whole) <= room:
            return whole
        return metrics.elidedText(self._brief or whole, Qt.TextElideMode.ElideRight, room)

    def minimumSizeHint(self) -> QSize:
        """Return room for a few characters."""
        return QSize(self.fontMetrics().horizontalAdvance("…") * 3, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much of the text as there is room for."""
        room = self.contentsRect()
        shown = self.words_within(room.width())
        self.setToolTip(plain_hint(self.text() if shown != self.text() else ""))
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()
