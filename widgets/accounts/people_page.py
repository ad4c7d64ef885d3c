"""The administrator's page: who has an account, in which roles and grids; add, change, disable, reset a password."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from data.accounts.account import Account
from data.accounts.roles import role
from data.errors import WatchroomError
from data.i18n import tr
from data.query import Query
from data.store.station import Station
from widgets import background, style
from widgets.accounts.account_form import AccountForm
from widgets.accounts.tried import attempt
from widgets.parts.button import Button
from widgets.parts.empty import EmptyState
from widgets.records.lines import LINE_ROLE, Line, LineDelegate

T = TypeVar("T")


class PeoplePage(QWidget):
    """Accounts at the left, the chosen one at the right; `told` says what was done."""

    told = Signal(str, str)

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.station = station
        self.accounts: list[Account] = []
        self.list = QListWidget()
        self.list.setAccessibleName(tr("账号"))
        self.list.setMouseTracking(True)
        self.list.setItemDelegate(LineDelegate(parent=self.list))
        self.list.currentRowChanged.connect(self._chosen)
        self.add = Button(tr("添加账号"), "primary", "plus")
        self.add.clicked.connect(self.begin_new)
        self.form = AccountForm()
        self.form.saved.connect(self._save)
        self.form.reset_wanted.connect(self._reset)
        self.form.switched.connect(self._switch)
        self.sides = QStackedWidget()
        hint = tr("每人一个账号；离岗的停用，不删除，日志里还有他。")
        self.sides.addWidget(EmptyState("person", tr("选一个账号，或添加一个"), hint))
        self.sides.addWidget(self.form)
        self._build()
        self.refresh()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 20)
        row.setSpacing(24)
        left = QVBoxLayout()
        left.setSpacing(style.scaled(8))
        self.list.setFixedWidth(style.scaled(300))
        self.list.setMinimumHeight(style.scaled(580))
        left.addWidget(self.list, 1)
        left.addWidget(self.add)
        row.addLayout(left)
        row.addWidget(self.sides, 1)

    def refresh(self, then: int | None = None, after: Callable[[], None] | None = None) -> None:
        """Read the accounts anew; ``then`` is chosen after it, and ``after`` called."""

        def read() -> tuple[list[Account], dict[int, str]]:
            grids = self.station.columns(Query("grid", order=("name",)), ("id", "name"))
            return self.station.people.all(), dict(zip(grids["id"], grids["name"], strict=True))

        background.ask(self, self.station, read, lambda found: self._fill(*found, then, after), "read")

    def _fill(self, accounts: list[Account], grids: dict[int, str], then: int | None, after: Callable[[], None] | None) -> None:
        self.accounts = accounts
        self.form.offer_grids(grids)
        self.list.blockSignals(True)
        self.list.clear()
        for account in accounts:
            line = _line(account)
            item = QListWidgetItem(line.title)
            item.setData(LINE_ROLE, line)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(p for p in (line.title, line.detail, line.trailing) if p))
            self.list.addItem(item)
        self.list.setCurrentRow(-1)
        self.list.blockSignals(False)
        mine = self.station.session.account
        wanted = then if then is not None or self.form.new or mine is None else mine.id
        at = next((i for i, a in enumerate(accounts) if a.id == wanted), -1)
        if at >= 0:
            self.list.setCurrentRow(at)
        elif not self.form.new:
            self.sides.setCurrentIndex(0)
        if after is not None:
            after()

    def take_focus(self) -> None:
        """Put the keyboard on the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_new(self) -> None:
        """Show an empty form."""
        self.list.setCurrentRow(-1)
        self.form.show_account(None)
        self.sides.setCurrentWidget(self.form)
        self.form.take_focus()

    def _chosen(self, row: int) -> None:
        if 0 <= row < len(self.accounts):
            self.form.show_account(self.accounts[row])
            self.sides.setCurrentWidget(self.form)

    def _save(self, id: int, values: dict[str, object]) -> None:
        people = self.station.people
        if id:
            self._try(lambda: people.change(id, **values), lambda account: self._changed(account.id, tr("已保存")))
        else:
            self._try(lambda: people.add(**values), self._added)  # type: ignore[arg-type]

    def _added(self, made: tuple[Account, str]) -> None:
        account, once = made
        self.refresh(account.id, lambda: self.form.tell_once(account, once))

    def _reset(self, id: int) -> None:
        account = next(a for a in self.accounts if a.id == id)
        self._try(lambda: self.station.people.reset_password(id), lambda once: self.form.tell_once(account, once))

    def _switch(self, id: int, disabled: bool) -> None:
        done = tr("已停用") if disabled else tr("已恢复")
        self._try(lambda: self.station.people.change(id, disabled=disabled), lambda account: self._changed(account.id, done))

    def _changed(self, id: int, sentence: str) -> None:
        self.refresh(id, lambda: self.form.say(sentence, "calm"))

    def _try(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        attempt(self, self.station, work, then, self._refused)

    def _refused(self, error: WatchroomError) -> None:
        self.form.say(error.message, "late")

    def dispose(self) -> None:
        """Drop answers that are still waited for."""
        background.forget(self)


def _line(account: Account) -> Line:
    """Return an account as a row: who, in which roles, the badge number or that it is disabled."""
    parts = tr("、").join(role(name).label for name in account.roles)
    state = tr("已停用") if account.disabled else account.badge
    return Line(account.name, parts, state, glyph=account.name[:1], placed=False)
