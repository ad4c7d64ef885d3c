"""Who sits at the desk, in the bar at the top; a click offers lock, change of shift, sign-out, password."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from data.accounts.session import Session
from data.i18n import tr
from widgets.parts.button import Button
from widgets.parts.hint import plain_hint


class SeatSign(Button):
    """Name and role of who is signed in; not there where the station has no accounts. ``offer`` gives the acts of the menu."""

    def __init__(self, offer: Callable[[], list[tuple[str, Callable[[], None]]]], parent: QWidget | None = None) -> None:
        super().__init__("", "ghost", "person", parent)
        self._offer = offer
        self.clicked.connect(self._open)
        self.hide()

    def show_session(self, session: Session) -> None:
        """Show who is signed in."""
        account = session.account
        self.setVisible(account is not None)
        if account is None:
            return
        limited = session.limited("person")  # numbers of people are those of the grids: that must be seen at any time
        self.setText(tr("{name} · 只含本网格的人", name=account.name) if limited else account.name)
        words = tr("{name} · {role}：锁定、换班、退出登录、改密码", name=account.signature, role=session.label)
        self.setToolTip(plain_hint(words))
        self.setAccessibleName(words)

    def menu(self) -> QMenu:
        """Return the menu of what can be done with the seat."""
        menu = QMenu(self)
        for words, act in self._offer():
            menu.addAction(words, act)
        return menu

    def _open(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))
