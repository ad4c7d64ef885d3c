"""The first account of a station: who administers it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from data.accounts.roles import ADMINISTRATOR
from data.errors import WatchroomError
from data.i18n import tr
from data.store.station import Station
from widgets.accounts.role_choice import RoleChoice
from widgets.accounts.secret_line import SecretLine
from widgets.accounts.tried import attempt
from widgets.parts.button import Button
from widgets.parts.label import Label
from widgets.parts.scroll import Scroller

DAILY = "commander"  # what whoever sets a station up mostly is as well


class FoundingPage(Scroller):
    """Asks who administers the station; `founded` tells that there are accounts now, `later` that it stays open to all."""

    founded = Signal()
    later = Signal()

    def __init__(self, station: Station, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=0, gap=8)
        self.station = station
        self.name, self.badge, self.login = QLineEdit(name), QLineEdit(), QLineEdit()
        self.password, self.again = SecretLine(tr("密码")), SecretLine(tr("再输一次密码"))
        self.others = RoleChoice(without=ADMINISTRATOR)
        self.others.choose([DAILY])
        self.said = Label("", "late", wrap=True)
        self.said.hide()
        self.button, self.not_now = Button(tr("建立账号"), "primary"), Button(tr("以后再说"), "ghost")
        self.button.clicked.connect(self.found)
        self.not_now.clicked.connect(self.later)
        self.again.entered.connect(self.found)
        self._build()

    def _build(self) -> None:
        words = tr("有了账号，每个人登录后只看到和能做角色允许的事，日志写明是谁。第一个账号是管理员，由他添加别人。")
        self.column.addWidget(Label(words, "quiet", wrap=True))
        self._beside((tr("姓名"), self._named(self.name, tr("姓名"))), (tr("警号"), self._named(self.badge, tr("警号"))))
        self._beside((tr("登录名"), self._named(self.login, tr("登录名"))))
        self._beside((tr("密码"), self.password), (tr("再输一次密码"), self.again))
        self.column.addWidget(Label(tr("管理员同时还是（仅凭管理员角色看不到人员信息）"), "strong", wrap=True))
        self.column.addWidget(self.others)
        self.column.addWidget(self.said)
        below = QHBoxLayout()
        below.addWidget(self.not_now)
        below.addStretch(1)
        below.addWidget(self.button)
        self.column.addLayout(below)
        self.column.addStretch(1)

    def _beside(self, *parts: tuple[str, QWidget]) -> None:
        """Put what is asked for into one row: in a window of 768 pixels the page is whole, its buttons with it."""
        row = QHBoxLayout()
        row.setSpacing(16)
        for label, control in parts:
            side = QVBoxLayout()
            side.setSpacing(8)
            side.addWidget(Label(label, "strong"))
            side.addWidget(control)
            row.addLayout(side, 1)
        self.column.addLayout(row)

    def _named(self, line: QLineEdit, words: str) -> QLineEdit:
        line.setAccessibleName(words)
        line.setMaxLength(60)
        return line

    def take_focus(self) -> None:
        """Put the keyboard into the first empty line."""
        (self.badge if self.name.text() else self.name).setFocus(Qt.FocusReason.OtherFocusReason)

    def found(self) -> None:
        """Ask the station."""
        password = self.password.text()
        if password != self.again.text():
            self._say(tr("两次输入不一样，请重来。"))
            self.again.clear()
            self.again.setFocus()
            return
        chosen = self.others.chosen()
        login, name, badge = self.login.text(), self.name.text(), self.badge.text()
        self.button.setEnabled(False)
        attempt(
            self, self.station,
            lambda: self.station.people.found(login=login, name=name, badge=badge, password=password, roles=chosen),
            self._done, self._refused,
        )  # fmt: skip

    def _done(self, _account: object) -> None:
        self.password.clear()
        self.again.clear()
        self.founded.emit()

    def _refused(self, error: WatchroomError) -> None:
        self.button.setEnabled(True)
        self._say(error.message)

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.show()
