"""The rail at the left edge: what the panel beside it shows, each with an icon and a word."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy, QVBoxLayout, QWidget

from data import look
from data.i18n import tr
from widgets import icons, style
from widgets.parts.button import focus_ring
from widgets.parts.hint import plain_hint

KEYS = ("layers", "ledgers", "tasks", "cases", "forces", "figures", "import")
ICONS = {"ledgers": "ledger"}


def words() -> dict[str, str]:
    """Return the word of each key in the language in use."""
    return {
        "layers": tr("图层"), "ledgers": tr("台账"), "tasks": tr("任务"), "cases": tr("警情"), "forces": tr("力量"),
        "figures": tr("统计"), "import": tr("导入"),
    }  # fmt: skip


class Rail(QFrame):
    """The rail; `chosen` emits the key of the panel to show, and "" when the person folds it away by a second click.

    ``shortcuts`` gives Ctrl+1 to Ctrl+7; leave it out where commands own these keys and call `press`.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, shortcuts: bool = True) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self._value = ""
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 6, 5, 6)
        column.setSpacing(2)
        self.buttons = {key: self._button(i, key, text) for i, (key, text) in enumerate(words().items(), 1)}
        for button in self.buttons.values():
            column.addWidget(button)
        column.addStretch()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        if shortcuts:
            for i, key in enumerate(KEYS, 1):
                QShortcut(QKeySequence(f"Ctrl+{i}"), self, lambda key=key: self.press(key))

    def _button(self, number: int, key: str, text: str) -> RailButton:
        button = RailButton(ICONS.get(key, key), text, self)
        button.setToolTip(plain_hint(f"{text}  Ctrl+{number}"))
        button.clicked.connect(lambda: self.press(key))
        return button

    @property
    def value(self) -> str:
        """The key of the panel that is open; "" when it is folded away."""
        return self._value

    def press(self, key: str) -> None:
        """Do what a click on a button does: open its panel, or fold it away when it is open."""
        self.set_value("" if key == self._value else key)
        self.chosen.emit(self._value)

    def set_value(self, key: str) -> None:
        """Show which panel is open without telling anyone."""
        self._value = key
        for name, button in self.buttons.items():
            button.setChecked(name == key)

    def sizeHint(self) -> QSize:
        """Return the rail's width at the font scale in use."""
        return QSize(max(style.scaled(look.size("space", "rail")), *(b.sizeHint().width() + 9 for b in self.buttons.values())), 0)

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the hair line at the right."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), style.colour("panel"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), style.colour("line"))
        painter.end()


class RailButton(QAbstractButton):
    """An icon with a word under it."""

    def __init__(self, icon: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return room for icon and word."""
        wide = QFontMetrics(style.font(12, QFont.Weight.DemiBold)).horizontalAdvance(self.text()) + 8
        return QSize(max(wide, style.scaled(55)), style.scaled(58))

    minimumSizeHint = sizeHint

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go to the neighbours, Enter presses."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, icon and word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        radius = style.scaled(8)
        ground = "accent_soft" if self.isChecked() else "hover" if self.underMouse() else ""
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.colour(ground))
            painter.drawRoundedRect(box, radius, radius)
        if self.hasFocus():
            focus_ring(painter, box, radius)
        tint = "accent" if self.isChecked() else "text" if self.underMouse() else "quiet"
        side = style.scaled(22)
        icons.paint(painter, self._icon, QRectF((self.width() - side) / 2, style.scaled(9), side, side), tint)
        painter.setPen(style.colour(tint))
        painter.setFont(style.font(12, QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal))
        top = style.scaled(33)
        painter.drawText(QRectF(0, top, self.width(), self.height() - top - 4), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()
