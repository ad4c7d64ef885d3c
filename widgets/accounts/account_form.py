"""One account to fill in: who it is, roles, grids; and the password that is told once."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from data.accounts.account import Account
from data.i18n import tr
from widgets.accounts.role_choice import RoleChoice
from widgets.parts.button import Button
from widgets.parts.card import Card
from widgets.parts.chip import Chip
from widgets.parts.flow import FlowLayout
from widgets.parts.label import Label
from widgets.parts.scroll import Scroller


class AccountForm(Scroller):
    """Shows an account or an empty form; emits what is wished, the page carries it out."""

    saved = Signal(int, dict)  # id (0 for a new one) and values
    reset_wanted = Signal(int)
    switched = Signal(int, bool)  # id and whether it is to be disabled

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=0, gap=8)
        self.account: Account | None = None
        self.name, self.badge, self.login = QLineEdit(), QLineEdit(), QLineEdit()
        self.choice = RoleChoice()
        self.roles = self.choice.boxes
        self.grids: dict[int, Chip] = {}
        self._grids_head = Label(tr("网格（只管社区民警看到哪些人；一个不选就是全辖区）"), "strong", wrap=True)
        self._grids_box = QWidget()
        self._grids = FlowLayout(self._grids_box)
        self.said = Label("", "late", wrap=True)
        self.once = Card(surface="inset")
        self.once_words, self.once_text = Label("", "quiet", wrap=True), Label("", "figure")
        self.once_text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.save = Button(tr("保存"), "primary")
        self.reset = Button(tr("重置密码"))
        self.switch = Button(tr("停用账号"), "danger")
        self.save.clicked.connect(lambda: self.saved.emit(self.account.id if self.account else 0, self.values()))
        self.reset.clicked.connect(lambda: self.account and self.reset_wanted.emit(self.account.id))
        self.switch.clicked.connect(lambda: self.account and self.switched.emit(self.account.id, not self.account.disabled))
        self._build()
        self.show_account(None)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(16)
        for words, line in ((tr("姓名"), self.name), (tr("警号"), self.badge), (tr("登录名"), self.login)):
            side = QVBoxLayout()
            side.setSpacing(8)
            line.setAccessibleName(words)
            line.setMaxLength(60)
            side.addWidget(Label(words, "strong"))
            side.addWidget(line)
            row.addLayout(side, 1)
        self.column.addLayout(row)
        self.column.addWidget(Label(tr("角色（可以有几个，权限相加）"), "strong"))
        self.column.addWidget(self.choice)
        for widget in (self._grids_head, self._grids_box):
            widget.hide()  # until there are grids
            self.column.addWidget(widget)
        self.column.addWidget(self.said)
        self.once.body.addWidget(self.once_words)
        self.once.body.addWidget(self.once_text)
        self.column.addWidget(self.once)
        below = QHBoxLayout()
        below.addWidget(self.switch)
        below.addWidget(self.reset)
        below.addStretch(1)
        below.addWidget(self.save)
        self.column.addLayout(below)
        self.column.addStretch(1)

    @property
    def new(self) -> bool:
        """Whether the form is for an account that is not there yet."""
        return self.account is None and self.isVisible()

    def offer_grids(self, grids: Mapping[int, str]) -> None:
        """Offer the grids of the station by id."""
        if {id: chip.text() for id, chip in self.grids.items()} == dict(grids):
            return
        for chip in self.grids.values():
            self._grids.removeWidget(chip)
            chip.deleteLater()
        self.grids = {id: Chip(name, "accent", checkable=True) for id, name in grids.items()}
        for chip in self.grids.values():
            self._grids.addWidget(chip)
        for widget in (self._grids_head, self._grids_box):
            widget.setVisible(bool(grids))
        self._check_grids()

    def show_account(self, account: Account | None) -> None:
        """Show an account, or an empty form for a new one."""
        self.account = account
        for line, text in ((self.name, account and account.name), (self.badge, account and account.badge),
                           (self.login, account and account.login)):  # fmt: skip
            line.setText(text or "")
        self.choice.choose(account.roles if account is not None else ())
        self._check_grids()
        self.said.hide()
        self.once.hide()
        self.save.setText(tr("保存") if account else tr("添加"))
        self.reset.setVisible(account is not None)
        self.switch.setVisible(account is not None)
        if account is not None:
            self.switch.setText(tr("恢复") if account.disabled else tr("停用账号"))

    def _check_grids(self) -> None:
        for id, chip in self.grids.items():
            chip.setChecked(self.account is not None and id in self.account.grids)

    def values(self) -> dict[str, object]:
        """Return what was filled in."""
        return {
            "name": self.name.text().strip(), "badge": self.badge.text().strip(), "login": self.login.text().strip(),
            "roles": self.choice.chosen(),
            "grids": tuple(id for id, chip in self.grids.items() if chip.isChecked()),
        }  # fmt: skip

    def take_focus(self) -> None:
        """Put the keyboard into the first line."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, sentence: str, tone: str) -> None:
        """Say how it went."""
        self.said.set_tone(tone)
        self.said.setText(sentence)
        self.said.show()

    def tell_once(self, account: Account, once: str) -> None:
        """Show a password that is told once."""
        self.said.hide()
        words = tr("{name}（登录名 {login}）的一次性密码。当面告诉本人；关掉这一页就再也看不到了。",
                   name=account.name, login=account.login)  # fmt: skip
        self.once_words.setText(words)
        self.once_text.setText(once)
        self.once.show()
