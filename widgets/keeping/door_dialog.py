"""The small windows at a station's door: its passphrase, a new passphrase, and what a new station needs."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QVBoxLayout, QWidget

from data.errors import InvalidValue
from data.i18n import tr
from data.store.rekey import check_new
from widgets import style
from widgets.accounts.secret_line import SecretLine
from widgets.parts.button import Button
from widgets.parts.label import Label
from widgets.records.pieces import row


class DoorDialog(QDialog):
    """A title, what it means, lines to fill in, what is wrong, and two buttons."""

    def __init__(self, title: str, meant: str, go: Button, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setFixedWidth(style.scaled(480))
        self.go, self.leave = go, Button(tr("取消"), "ghost")
        self.trouble = Label("", "late", wrap=True)
        self.trouble.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(28, 24, 28, 20)
        outer.setSpacing(style.scaled(8))
        self.column = QVBoxLayout()
        self.column.setSpacing(style.scaled(8))
        outer.addWidget(Label(title, "title", wrap=True))
        outer.addWidget(Label(meant, "quiet", wrap=True))
        outer.addLayout(self.column)
        outer.addWidget(self.trouble)
        outer.addSpacing(style.scaled(8))
        verbs = row(self.leave, self.go)
        verbs.insertStretch(1, 1)
        outer.addLayout(verbs)
        self.go.clicked.connect(self.attempt)
        self.leave.clicked.connect(self.reject)

    def add(self, words: str, line: QWidget) -> None:
        """Add a line under its words."""
        self.column.addWidget(Label(words, "strong"))
        self.column.addWidget(line)

    def missing(self) -> str:
        """Return what is wrong with what was typed, "" where nothing is."""
        return ""

    def say(self, sentence: str) -> None:
        """Tell what is wrong."""
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    def attempt(self) -> None:
        """Close with what was typed, or say what is missing."""
        missing = self.missing()
        self.say(missing)
        if not missing:
            self.accept()


class PassphraseDialog(DoorDialog):
    """Asks for the passphrase of a station, and whether the key ring is to remember it; ``wrong`` is why it is asked again."""

    def __init__(self, station: str, parent: QWidget | None = None, *, wrong: str = "", may_keep: bool = False) -> None:
        super().__init__(station, tr("这个站文件已加密。忘了口令，可以输入恢复密钥。"), Button(tr("打开"), "primary"), parent)
        self.secret = SecretLine(tr("口令"))
        self.keep = QCheckBox(tr("在这台电脑的系统钥匙串里记住"))
        self.add(tr("口令"), self.secret)
        self.column.addWidget(self.keep)
        self.keep.setVisible(may_keep)
        self.say(wrong)
        self.secret.entered.connect(self.attempt)
        self.secret.setFocus()

    def missing(self) -> str:
        """Return that nothing was typed."""
        return "" if self.secret.text() else tr("请输入口令")


class NewPassphraseDialog(DoorDialog):
    """Asks for a new passphrase, twice."""

    def __init__(self, title: str, meant: str, go: Button, parent: QWidget | None = None) -> None:
        super().__init__(title, meant, go, parent)
        self.new, self.again = SecretLine(tr("口令（至少 8 个字）")), SecretLine(tr("再输一次口令"))
        self._build()
        self.new.entered.connect(self.again.setFocus)
        self.again.entered.connect(self.attempt)
        self.new.setFocus()

    def _build(self) -> None:
        for line in (self.new, self.again):
            self.add(line.line.accessibleName(), line)

    def missing(self) -> str:
        """Return what is wrong with the passphrase."""
        try:
            check_new(self.new.text())
        except InvalidValue as error:
            return error.message
        return "" if self.new.text() == self.again.text() else tr("两次输入的口令不一样")


class NewStationDialog(NewPassphraseDialog):
    """Asks how a new station is called, and for its passphrase; a plain one is a choice that says what it means."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self.name = QLineEdit(name)
        self.name.setAccessibleName(tr("派出所名称"))
        self.encrypted = QCheckBox(tr("用口令加密（建议）"))
        self.encrypted.setChecked(True)
        self.plain = Label(tr("不加密：谁拿到这个文件都能读到里面的人和地址。以后可以再加密。"), "soon", wrap=True)
        meant = tr("一个站文件就是一个派出所的全部资料。")
        super().__init__(tr("新建站文件"), meant, Button(tr("新建"), "primary", "plus"), parent)
        self.encrypted.toggled.connect(self._fit)
        self._fit(True)
        self.name.returnPressed.connect(lambda: self.new.setFocus() if self.encrypted.isChecked() else self.attempt())
        self.name.selectAll()
        self.name.setFocus()

    def _build(self) -> None:
        self.add(tr("派出所名称"), self.name)
        self.column.addWidget(self.encrypted)
        self._secret = QWidget()
        outside, self.column = self.column, QVBoxLayout(self._secret)
        self.column.setContentsMargins(0, 0, 0, 0)
        super()._build()
        self.column = outside
        self.column.addWidget(self._secret)
        self.column.addWidget(self.plain)

    @property
    def passphrase(self) -> str | None:
        """What the station is encrypted with, None for a plain one."""
        return self.new.text() if self.encrypted.isChecked() else None

    def missing(self) -> str:
        """Return what is wrong with name or passphrase."""
        if not self.name.text().strip():
            return tr("请填写派出所名称")
        return super().missing() if self.encrypted.isChecked() else ""

    def _fit(self, encrypted: bool) -> None:
        self._secret.setVisible(encrypted)
        self.plain.setVisible(not encrypted)
        self.say("")
        self.adjustSize()
