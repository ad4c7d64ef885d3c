"""A line for a password that says when Caps Lock is on, and can show what was typed while it is held."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from data.i18n import tr
from widgets.parts.button import IconButton
from widgets.parts.label import Label


class SecretLine(QWidget):
    """A password to be typed: `text`, `clear`; Enter emits `entered`."""

    entered = Signal()

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = _Line()
        self.line.setAccessibleName(words)
        self.line.returnPressed.connect(self.entered)
        self.line.capitals.connect(self._tell)
        self.peek = IconButton("eye", tr("按住看一看"))
        self.peek.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.peek.pressed.connect(lambda: self.line.setEchoMode(QLineEdit.EchoMode.Normal))
        self.peek.released.connect(lambda: self.line.setEchoMode(QLineEdit.EchoMode.Password))
        self.hint = Label("", "soon")
        self.hint.hide()
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(self.peek)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.hint)
        self.setFocusProxy(self.line)

    def text(self) -> str:
        """Return what was typed."""
        return self.line.text()

    def clear(self) -> None:
        """Forget what was typed."""
        self.line.clear()

    def _tell(self, on: bool) -> None:
        self.hint.setText(tr("大写锁定（Caps Lock）开着"))
        self.hint.setVisible(on)


class _Line(QLineEdit):
    """The line itself; no copy, no drag and no undo give away what is in it."""

    capitals = Signal(bool)  # whether Caps Lock is on, as far as letters tell

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(200)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._on = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Look at the letter: a capital without Shift, or a small one with it, is of Caps Lock."""
        letter = event.text()
        if event.key() == Qt.Key.Key_CapsLock and self._on:
            self._say(False)
        elif letter.isalpha() and letter.isascii():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._say(letter.isupper() != shift)
        super().keyPressEvent(event)

    def _say(self, on: bool) -> None:
        self._on = on
        self.capitals.emit(on)
