"""Which view of the town is taken, and coming nearer or going away."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from data.i18n import tr
from widgets.parts.button import IconButton
from widgets.parts.card import FloatingCard, Line
from widgets.parts.segmented import Segmented


class ViewSwitch(FloatingCard):
    """Three dimensions, plan or street; `chosen` emits one of `data.workspace.VIEWS`, `saved_wanted` asks for the saved ones."""

    chosen = Signal(object)
    saved_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        choices = [("3d", tr("三维")), ("plan", tr("平面")), ("street", tr("街景"))]
        self.choices = Segmented(choices, "3d", quiet=True)
        self.choices.chosen.connect(self.chosen)
        row.addWidget(self.choices)
        self.saved = IconButton("views", tr("保存的视图、步行、分屏、出图"), tint="text", side=30)
        self.saved.clicked.connect(self.saved_wanted)
        row.addWidget(self.saved)

    def set_view(self, view: str) -> None:
        """Show which view is taken."""
        self.choices.set_value(view)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep clicks beside the words from reaching the map."""
        event.accept()


class ZoomButtons(FloatingCard):
    """Nearer and farther; `zoomed` emits 1 or -1. Holding a button goes on."""

    zoomed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(3, 3, 3, 3)
        column.setSpacing(2)
        self.nearer, self.farther = IconButton("plus", tr("放大"), tint="text"), IconButton("minus", tr("缩小"), tint="text")
        for button, by in ((self.nearer, 1), (self.farther, -1)):
            button.setAutoRepeat(True)
            button.setAutoRepeatInterval(120)
            button.clicked.connect(lambda _=False, by=by: self.zoomed.emit(by))
        column.addWidget(self.nearer, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(Line())
        column.addWidget(self.farther, 0, Qt.AlignmentFlag.AlignHCenter)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep clicks beside the buttons from reaching the map."""
        event.accept()
