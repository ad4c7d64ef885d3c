"""Lists, numbers and sliders that a wheel does not change: it scrolls what they stand on, and they take no keyboard by it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSlider, QSpinBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

BRIEF = Qt.ItemDataRole.UserRole + 1  # of an entry: what it says in few words
MOST = 40  # entries that are listed before the list has to be scrolled


class Combo(QComboBox):
    """A list to choose from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(MOST)

    def showPopup(self) -> None:
        """Open the list, as wide as its words: in a narrow box it is wider than the box."""
        view = self.view()
        edges = 2 * view.frameWidth() + view.verticalScrollBar().sizeHint().width()
        view.setMinimumWidth(view.sizeHintForColumn(0) + edges)
        super().showPopup()

    def words_within(self, room: int) -> str:
        """Return what is chosen, as much as a width in pixels has room for: whole, in its few words (`BRIEF`), or up to an …."""
        metrics, whole = self.fontMetrics(), self.currentText()
        brief = self.currentData(BRIEF)
        if metrics.horizontalAdvance(whole) <= room:
            return whole
        return metrics.elidedText(brief or whole, Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box; Qt would cut words off in the middle of a letter."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        option.currentText = self.words_within(
            self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self).width()
        )
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let what it stands on scroll."""
        event.ignore()


class Number(QSpinBox):
    """A whole number to write or to step."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let what it stands on scroll."""
        event.ignore()


class Slider(QSlider):
    """A share to drag."""

    def __init__(self, along: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(along, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let what it stands on scroll."""
        event.ignore()
