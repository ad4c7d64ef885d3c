"""The signs in the top bar: whether devices report, whether the file is plain, how backups stand, and who is at the desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.backups_desk import said
from data.i18n import tr
from widgets.accounts.seat_sign import SeatSign
from widgets.forces.gateway_sign import GatewaySign
from widgets.parts.sign import Sign
from widgets.topbar import TopBar

if TYPE_CHECKING:
    from app.console import Console


class TopSigns(QObject):
    """Makes the signs of a console's top bar, and ends with it; each calls the command that it is about."""

    def __init__(self, console: Console, top: TopBar) -> None:
        super().__init__(top)
        self._console = console
        gateway = GatewaySign(console.gateway_desk.beat)
        gateway.clicked.connect(lambda: console.run("gateway"))
        console.gateway_desk.changed.connect(gateway.look)
        self._plain = Sign("lock")
        self._plain.clicked.connect(lambda: console.run("passphrase"))
        if not console.live.encrypted:
            self._plain.say(tr("未加密"), tr("谁拿到这个站文件都能读。按这里给它加密"))
        self._backups = Sign("backup")
        self._backups.clicked.connect(lambda: console.run("backups"))
        console.backups_desk.changed.connect(self._show_backups)
        self.seat = SeatSign(self._seat_acts)
        for sign in (gateway, self._plain, self._backups, self.seat):
            top.add_sign(sign)
        gateway.look()

    def _seat_acts(self) -> list[tuple[str, Callable[[], None]]]:
        commands = [self._console.commands[id] for id in ("switch_shift", "lock", "sign_out", "own_password", "accounts")]
        return [(c.title, partial(self._console.run, c.id)) for c in commands if c.offered(self._console)]

    def look(self) -> None:
        """Show what whoever came may see, and who that is."""
        self.seat.show_session(self._console.live.session)
        self._show_backups()

    def _show_backups(self) -> None:
        """Keep in sight what is wrong with the backups, for whoever can do something about it."""
        desk = self._console.backups_desk
        words, hint = said(desk.state, desk.worry) if self._console.commands["backups"].offered(self._console) else ("", "")
        self._backups.say(words, hint, "soon" if desk.worry == "try" else "late")
