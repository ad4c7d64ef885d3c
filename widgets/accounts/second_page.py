"""A second person agrees, at the same screen, to one act that one alone may not do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from data.accounts.approval import Approval, approve
from data.errors import WatchroomError
from data.i18n import tr
from data.store.station import Station
from widgets import style
from widgets.accounts.secret_line import SecretLine
from widgets.accounts.tried import attempt
from widgets.parts.button import Button
from widgets.parts.card import Card
from widgets.parts.label import Label


class SecondPage(QWidget):
    """Shows what is to be done and by whom; `agreed` brings the approval, `refused` that nobody agreed."""

    agreed = Signal(object)
    refused = Signal()

    def __init__(self, station: Station, act: str, what: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.station, self.act, self.what = station, act, what
        self.login = QLineEdit()
        self.login.setAccessibleName(tr("同意人的登录名或警号"))
        self.password = SecretLine(tr("同意人的密码"))
        self.said = Label("", "late", wrap=True)
        self.said.hide()
        self.button, self.no = Button(tr("同意这一次"), "primary"), Button(tr("不同意"), "ghost")
        self.button.clicked.connect(self.agree)
        self.no.clicked.connect(self.refused)
        self.login.returnPressed.connect(self.password.line.setFocus)
        self.password.entered.connect(self.agree)
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 20)
        column.setSpacing(style.scaled(8))
        wish = Card(surface="inset")
        wish.body.addWidget(Label(self.what, "heading", wrap=True))
        wish.body.addWidget(Label(tr("经办：{who}", who=self.station.session.who), "quiet", wrap=True))
        column.addWidget(wish)
        words = tr("由另一位有权同意的人（所领导或管理员）在这里输入自己的登录名和密码。只对这一次有效，两人的名字都记入日志。")
        column.addWidget(Label(words, "quiet", wrap=True))
        for line in (self.login, self.password):
            column.addWidget(Label((line if line is self.login else self.password.line).accessibleName(), "strong"))
            column.addWidget(line)
        column.addWidget(self.said)
        column.addSpacing(style.scaled(12))
        below = QHBoxLayout()
        below.addWidget(self.no)
        below.addStretch(1)
        below.addWidget(self.button)
        column.addLayout(below)

    def take_focus(self) -> None:
        """Put the keyboard into the first line."""
        self.login.setFocus(Qt.FocusReason.OtherFocusReason)

    def agree(self) -> None:
        """Ask the station who this is and whether they may."""
        login, password = self.login.text(), self.password.text()
        if not self.button.isEnabled():
            return
        self.button.setEnabled(False)
        self.said.hide()
        attempt(
            self, self.station, lambda: approve(self.station, self.act, self.what, login=login, password=password),
            self._done, self._no,
        )  # fmt: skip

    def _done(self, approval: Approval) -> None:
        self.password.clear()
        self.agreed.emit(approval)

    def _no(self, error: WatchroomError) -> None:
        self.button.setEnabled(True)
        self.password.clear()
        self.password.setFocus()
        self.said.setText(error.message)
        self.said.show()
