"""The page that changes the passphrase: the one of now, the new one twice, and what that means."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from data.errors import InvalidValue
from data.i18n import tr
from data.store.rekey import check_new
from widgets.accounts.secret_line import SecretLine
from widgets.parts.button import Button
from widgets.parts.label import Label
from widgets.parts.scroll import Scroller
from widgets.records.pieces import row


class PassphrasePage(Scroller):
    """Emits `wished` with the passphrase of now and the new one; a plain station has none of now."""

    wished = Signal(str, str)

    def __init__(self, *, encrypted: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=24, gap=8)
        self._encrypted = encrypted
        self.old, self.new, self.again = SecretLine(tr("现在的口令")), SecretLine(tr("新口令")), SecretLine(tr("再输一次新口令"))
        self.go = Button(tr("更换口令") if encrypted else tr("加密"), "primary", "lock")
        self.trouble = Label("", "late", wrap=True)
        self.trouble.hide()
        meant = tr("整个文件用新口令重新加密一遍；中途断电也不会坏。以前的备份和拷贝仍用以前的口令。换好后会给一份新的恢复密钥。")
        if not encrypted:
            meant = tr("这个站没有加密：谁拿到文件都能读。加密后打开要输口令，并会给一份恢复密钥。原来的明文备份请自行删除。")
        self.column.addWidget(Label(meant, "quiet", wrap=True))
        for words, line in ((tr("现在的口令"), self.old), (tr("新口令"), self.new), (tr("再输一次新口令"), self.again)):
            label = Label(words, "strong")
            self.column.addWidget(label)
            self.column.addWidget(line)
            label.setVisible(encrypted or line is not self.old)
        self.old.setVisible(encrypted)
        self.column.addWidget(self.trouble)
        verbs = row(self.go)
        verbs.addStretch(1)
        self.column.addLayout(verbs)
        self.column.addStretch()
        self.go.clicked.connect(self._try)
        self.again.entered.connect(self._try)

    def take_focus(self) -> None:
        """Put the keyboard into the first line."""
        (self.old if self._encrypted else self.new).setFocus()

    def _try(self) -> None:
        missing = self.missing()
        self.say(missing)
        if not missing:
            self.wished.emit(self.old.text(), self.new.text())

    def missing(self) -> str:
        """Return what is wrong with what was typed, "" where nothing is."""
        if self._encrypted and not self.old.text():
            return tr("请输入现在的口令")
        try:
            check_new(self.new.text())
        except InvalidValue as error:
            return error.message
        if self.new.text() != self.again.text():
            return tr("两次输入的新口令不一样")
        return ""

    def say(self, sentence: str) -> None:
        """Tell what is wrong."""
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))
