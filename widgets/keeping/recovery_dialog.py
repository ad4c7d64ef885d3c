"""The recovery key, shown once: to be written down, printed or saved as a page; it goes when the person says that it is kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QVBoxLayout, QWidget

from data.i18n import tr
from data.store.recovery import GROUPS
from widgets import style
from widgets.parts.button import Button
from widgets.parts.card import Card
from widgets.parts.label import Label
from widgets.records.pieces import row

IN_A_LINE = 5  # groups


class RecoveryDialog(QDialog):
    """Shows the key of a station; `page_wanted` tells the file of a page to be printed. It closes only when the key is kept."""

    page_wanted = Signal(Path)

    def __init__(self, key: str, station: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("恢复密钥"))
        self.setModal(True)
        self.setMinimumWidth(style.scaled(560))
        self.key, self._station = key, station
        self.said = Label(tr(
            "忘了口令，只有它能打开“{station}”。谁拿到它和站文件，谁就能打开，所以抄在纸上、锁起来，不要存在这台电脑里。"
            "它只显示这一次；换口令之后它就作废，会有新的。", station=station
        ), "", wrap=True)  # fmt: skip
        self.lines = [Label(line, "figure") for line in grouped(key)]
        self.kept = QCheckBox(tr("我已经抄好并放在安全的地方"))
        self.page = Button(tr("存成可打印的一页…"), "plain", "print")
        self.done_ = Button(tr("完成"), "primary", "check")
        self.done_.setEnabled(False)
        self.trouble = Label("", "late", wrap=True)
        self.trouble.hide()
        self._build()
        self.kept.toggled.connect(self.done_.setEnabled)
        self.kept.toggled.connect(lambda _: self.say(""))
        self.done_.clicked.connect(self.accept)
        self.page.clicked.connect(self._save)

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 20)
        box.setSpacing(12)
        box.addWidget(Label(tr("恢复密钥"), "title"))
        box.addWidget(self.said)
        card = Card()
        for line in self.lines:
            line.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)  # to be written down, not into the clipboard
            line.setStyleSheet(f"font-family: monospace; font-size: {style.scaled(20)}px;")
            card.body.addWidget(line)
        box.addWidget(card)
        box.addWidget(Label(tr("共 {n} 组，每组末位用来查抄写错误；字母 O、I、L 不会出现。", n=GROUPS), "quiet", wrap=True))
        box.addWidget(self.kept)
        box.addWidget(self.trouble)
        verbs = row(self.page, self.done_)
        verbs.insertStretch(1, 1)
        box.addLayout(verbs)

    def _save(self) -> None:
        name = tr("{station} 恢复密钥.pdf", station=self._station)
        chosen, _ = QFileDialog.getSaveFileName(self, tr("存成可打印的一页"), name, "PDF (*.pdf)")
        if chosen:
            self.page_wanted.emit(Path(chosen))

    def say(self, sentence: str) -> None:
        """Tell what is wrong."""
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    def reject(self) -> None:
        """Stay open until the key is kept: it is not shown again."""
        if self.kept.isChecked():
            super().reject()
        else:
            self.say(tr("先抄好恢复密钥，再勾选上面一行"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is no answer: whoever presses it has not read."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """As Esc."""
        if not self.kept.isChecked():
            event.ignore()
        self.reject()


def grouped(key: str) -> list[str]:
    """Return the key in lines of a few groups."""
    groups = key.split("-")
    return ["   ".join(groups[i : i + IN_A_LINE]) for i in range(0, len(groups), IN_A_LINE)]
