"""Small widgets in the one look: plain-text labels, buttons, headings, flowing rows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from widgets.parts import Button, FlowLayout, Label, Line
from widgets.parts.hint import plain_hint


def words(text: str = "", tone: str = "", *, wrap: bool = True, select: bool = False) -> Label:
    """Return a label that shows text as it is, never as markup."""
    label = Label(text, tone, wrap=wrap)
    if select:
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def push(text: str, then: Callable[[], object], role: str = "plain", icon: str = "", *, hint: str = "") -> Button:
    """Return a button; ``role`` is primary, plain (""), danger, ghost or link."""
    button = Button(text, role, icon)
    button.setToolTip(plain_hint(hint))
    button.clicked.connect(lambda _=False: then())
    return button


def rule() -> Line:
    """Return a hair line between parts."""
    return Line()


def column(widget: QWidget | None = None, *, margin: int = 0, gap: int = 8) -> QVBoxLayout:
    """Return a vertical layout with a margin and a gap in pixels."""
    layout = QVBoxLayout(widget) if widget is not None else QVBoxLayout()
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(gap)
    return layout


def row(*widgets: QWidget, gap: int = 8) -> QHBoxLayout:
    """Return a horizontal layout of widgets."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    for widget in widgets:
        layout.addWidget(widget)
    return layout


def scroll(inner: QWidget) -> QScrollArea:
    """Return a scroll area that goes up and down only."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    inner.setProperty("surface", "clear")
    area.setWidget(inner)
    return area


def clear(layout: QLayout) -> None:
    """Empty a layout and let go of its widgets."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def surface(widget: QWidget, name: str) -> QWidget:
    """Give a widget the background of a surface: page, panel, card or inset."""
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
    widget.setProperty("surface", name)
    return widget


class Holder(QWidget):
    """A widget whose height follows from its width, for chips and small buttons."""

    def __init__(self, gap: int = 6) -> None:
        super().__init__()
        self.flow = FlowLayout(self, gap=gap)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_only(self, *widgets: QWidget) -> None:
        """Replace what it holds."""
        clear(self.flow)
        for widget in widgets:
            self.flow.addWidget(widget)
        self.updateGeometry()
