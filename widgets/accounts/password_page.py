"""Choosing a password of one's own: after a password to be used once, and whenever somebody wants another."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from data.accounts.passwords import SHORTEST
from data.errors import WatchroomError
from data.i18n import tr
from data.store.station import Station
from widgets import style
from widgets.accounts.secret_line import SecretLine
from widgets.accounts.tried import attempt
from widgets.parts.button import Button
from widgets.parts.label import Label


class PasswordPage(QWidget):
    """The old one, and twice the new one; `changed` tells that it counts. ``once`` is after a password to be used once."""

    changed = Signal()

    def __init__(self, station: Station, *, once: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.station, self._once = station, once
        self.old = SecretLine(tr("一次性密码") if once else tr("原密码"))
        self.new = SecretLine(tr("新密码"))
        self.again = SecretLine(tr("再输一次新密码"))
        self.said = Label("", "late", wrap=True)
        self.said.hide()
        self.button = Button(tr("换成新密码"), "primary")
        self.button.clicked.connect(self.change)
        self.old.entered.connect(self.new.setFocus)
        self.new.entered.connect(self.again.setFocus)
        self.again.entered.connect(self.change)
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.scaled(10))
        if self._once:
            column.addWidget(Label(tr("换成自己的密码"), "title"))
            column.addWidget(Label(tr("管理员给的密码只用一次。换好以后，只有您自己知道。"), "quiet", wrap=True))
        column.addWidget(Label(tr("至少 {n} 个字；几个不相干的词连起来，好记又难猜。", n=SHORTEST), "quiet", wrap=True))
        for control in (self.old, self.new, self.again):
            column.addWidget(Label(control.line.accessibleName(), "strong"))
            control.line.setProperty("tall", True)
            column.addWidget(control)
        column.addWidget(self.said)
        column.addSpacing(style.scaled(8))
        self.button.setProperty("tall", True)
        column.addWidget(self.button)

    def take_focus(self) -> None:
        """Put the keyboard into the first line."""
        self.old.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def change(self) -> None:
        """Ask the station."""
        old, new = self.old.text(), self.new.text()
        if new != self.again.text():
            self._say(tr("两次输入不一样，请重来。"))
            self.again.clear()
            self.again.setFocus()
            return
        self.button.setEnabled(False)
        attempt(self, self.station, lambda: self.station.people.change_own_password(old, new), self._done, self._refused)

    def _done(self, _nothing: None) -> None:
        for line in (self.old, self.new, self.again):
            line.clear()
        self.button.setEnabled(True)
        self.changed.emit()

    def _refused(self, error: WatchroomError) -> None:
        self.button.setEnabled(True)
        self._say(error.message)

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.show()
