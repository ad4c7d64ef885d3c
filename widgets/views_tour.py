"""The strip over the map during a flight through the views: which one, pause, and stop."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from data.i18n import tr
from widgets.parts.button import Button, IconButton
from widgets.parts.card import FloatingCard
from widgets.parts.label import Label


class TourStrip(FloatingCard):
    """Space pauses, left and right go on, Esc stops."""

    paused = Signal()
    stopped = Signal()
    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.words = Label("", "strong")
        self.back, self.on = IconButton("step-back", tr("前一个视图")), IconButton("step-on", tr("后一个视图"))
        self.pause, self.stop = IconButton("pause", tr("暂停")), Button(tr("停止 Esc"), "ghost")
        self.back.clicked.connect(lambda: self.stepped.emit(-1))
        self.on.clicked.connect(lambda: self.stepped.emit(1))
        self.pause.clicked.connect(self.paused)
        self.stop.clicked.connect(self.stopped)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(6)
        row.addWidget(self.words)
        for button in (self.back, self.pause, self.on, self.stop):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys are the strip's
            row.addWidget(button)
        self.hide()

    def say(self, number: int, of: int, name: str, *, going: bool) -> None:
        """Tell which view it is, and whether it goes on."""
        self.words.setText(tr("{number} / {of}　{name}", number=number, of=of, name=name))
        self.pause.set_icon("pause" if going else "play")
        self.pause.setToolTip(tr("暂停") if going else tr("继续"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space, left, right and Esc."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() == Qt.Key.Key_Escape:
            self.stopped.emit()
        elif event.key() == Qt.Key.Key_Space:
            self.paused.emit()
        elif Qt.Key(event.key()) in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep clicks from reaching the map."""
        event.accept()
