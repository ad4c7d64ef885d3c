"""Name and password: at the start of a shift, after a lock, and when the next officer takes over."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from data.errors import WatchroomError
from data.i18n import tr
from data.store.people import Wait
from data.store.station import Station
from widgets import style
from widgets.accounts.secret_line import SecretLine
from widgets.accounts.tried import attempt
from widgets.parts.button import Button
from widgets.parts.label import Label

MODES = ("first", "locked", "switch")
NOTE_LONG = 500  # characters of a hand-over note


class SignInPage(QWidget):
    """Asks who it is; `signed_in` tells that the station knows now.

    Parameters
    ----------
    mode
        "first" where nobody is signed in, "locked" for who was (others may come instead), "switch" for the next officer.
    login, name
        Who was signed in; in "locked" the login name stands there already.
    """

    signed_in = Signal()

    def __init__(self, station: Station, mode: str, *, login: str = "", name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.station, self.mode = station, mode
        self.login = QLineEdit(login if mode == "locked" else "")
        self.login.setAccessibleName(tr("登录名或警号"))
        self.login.setMaxLength(60)
        self.password = SecretLine(tr("密码"))
        self.note = QPlainTextEdit(self)
        self.note.setVisible(mode == "switch")
        self.note.setAccessibleName(tr("交接留言"))
        self.note.setPlaceholderText(tr("例：3 号楼电梯报修已联系物业，等回话"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(style.scaled(96))
        self.said = Label("", "late", wrap=True)
        kept = self.said.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # the card does not move when something is said
        self.said.setSizePolicy(kept)
        self.said.hide()
        self.button = Button(tr("登录进入") if mode != "locked" else tr("解锁继续"), "primary")
        self.button.clicked.connect(self.go_in)
        self.login.returnPressed.connect(self.password.line.setFocus)
        self.password.entered.connect(self.go_in)
        self._until = QTimer(self, interval=1000)
        self._until.timeout.connect(self._count)
        self._left = 0
        self._build(name)

    def _build(self, name: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.scaled(10))
        title, words = self._words(name)
        column.addWidget(Label(title, "title"))
        column.addWidget(Label(words, "quiet", wrap=True))
        column.addSpacing(style.scaled(8))
        if self.mode == "switch":
            column.addWidget(Label(tr("{name}的交接留言（可不写）", name=name), "strong"))
            column.addWidget(self.note)
            column.addSpacing(style.scaled(8))
        for label, control in ((tr("登录名或警号"), self.login), (tr("密码"), self.password)):
            column.addWidget(Label(label, "strong"))
            column.addWidget(control)
        for line in (self.login, self.password.line):
            line.setProperty("tall", True)  # a style sheet's least height wins over one that is set here
        column.addWidget(self.said)
        column.addSpacing(style.scaled(8))
        self.button.setProperty("tall", True)
        column.addWidget(self.button)

    def _words(self, name: str) -> tuple[str, str]:
        if self.mode == "locked":
            return tr("本席已锁定"), tr("{name}，输入密码接着做；界面和没写完的内容都还在。换人也可以直接登录。", name=name)
        if self.mode == "switch":
            return tr("换班"), tr("下一位登录后，地图和打开的页面照旧，之后的操作记在他名下。")
        return tr("请登录"), tr("看到什么、能做什么，由您的角色决定；登录和操作都会记入日志。")

    def take_focus(self) -> None:
        """Put the keyboard where typing goes on."""
        first = self.note if self.mode == "switch" else self.password if self.login.text() else self.login
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_in(self) -> None:
        """Ask the station."""
        login, password = self.login.text(), self.password.text()
        if not self.button.isEnabled():
            return
        if not login.strip() or not password:
            self._say(tr("请填登录名和密码"))
            (self.password if login.strip() else self.login).setFocus()
            return
        self._busy(True)
        attempt(self, self.station, lambda: self._sign_in(login, password), self._done, self._refused)

    def _sign_in(self, login: str, password: str) -> None:
        self.station.people.sign_in(login, password)

    def _done(self, _nothing: None) -> None:
        self.password.clear()
        self._busy(False)
        self.signed_in.emit()

    def _refused(self, error: WatchroomError) -> None:
        self._busy(False)
        self.password.clear()
        self._say(error.message)
        self.password.setFocus()
        if isinstance(error, Wait):
            self._left = int(error.seconds) + 1
            self.button.setEnabled(False)
            self._until.start()
            self._count()

    def _count(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._until.stop()
            self.button.setEnabled(True)
            self.said.hide()
            return
        self._say(tr("登录失败次数太多，请过 {n} 秒再试", n=self._left))

    def _busy(self, on: bool) -> None:
        self.button.setEnabled(not on)
        for line in (self.login, self.password):
            line.setEnabled(not on)
        if on:
            self.said.hide()

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.show()
