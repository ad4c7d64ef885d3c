"""What a list says when there is nothing in it: what it is for and what to do next."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets import icons, style
from widgets.parts.button import Button
from widgets.parts.label import Label


class EmptyState(QWidget):
    """An icon, a sentence, a quieter second one and, if wanted, a button with a verb that emits `acted`."""

    acted = Signal()

    def __init__(self, icon: str, sentence: str, hint: str = "", verb: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 24, 20, 24)
        column.setSpacing(8)
        column.addWidget(_Picture(icon), 0, Qt.AlignmentFlag.AlignHCenter)
        self.sentence, self.hint = Label(sentence, "strong", wrap=True), Label(hint, "quiet", wrap=True)
        for label in (self.sentence, self.hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        self.hint.setVisible(bool(hint))
        if verb:
            button = Button(verb)
            button.clicked.connect(self.acted)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()

    def say(self, sentence: str, hint: str = "") -> None:
        """Say something else."""
        self.sentence.setText(sentence)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))


class _Picture(QWidget):
    """The icon, large and quiet."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon

    def sizeHint(self) -> QSize:
        return QSize(style.scaled(36), style.scaled(36))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setOpacity(0.7)
        icons.paint(painter, self._icon, QRectF(self.rect()), "quiet")
        painter.end()
