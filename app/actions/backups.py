"""Commands on backups: the page of them, one now, a trial of the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.commands import Command
from data.backups.copies import copies_in, mark_of
from data.errors import NotAllowed
from data.i18n import mark, tr
from widgets import background

if TYPE_CHECKING:
    from app.console import Console
    from data.backups.copies import Copy


def show(console: Console) -> None:
    """Open the page of backups."""
    from widgets.backups.page import BackupsPage
    from widgets.sheet import Sheet

    desk = console.backups_desk
    page = BackupsPage(console.live, console.workspace, desk.wish, desk.state)
    sheet = Sheet(console.window.uppermost, tr("备份和恢复"), page, height=720)
    page.wished.connect(desk.take_wish)
    page.make_wanted.connect(desk.make_now)
    page.try_wanted.connect(desk.try_now)
    page.back_wanted.connect(desk.go_back)
    page.gone_told.connect(desk.forget)
    page.show_owed(desk.owed)

    def changed() -> None:
        page.show_state(desk.wish, desk.state, running=desk.running)
        page.show_owed(desk.owed)

    desk.changed.connect(changed)
    sheet.closed.connect(lambda: desk.changed.disconnect(changed))
    sheet.closed.connect(page.dispose)


def now(console: Console) -> None:
    """Make a backup where backups are kept."""
    console.backups_desk.make_now()


def try_back(console: Console) -> None:
    """Try to go back to the newest backup, without changing anything."""
    desk, station = console.backups_desk, console.live

    def newest() -> list[Copy]:
        try:
            return copies_in(desk.wish.place(), mark_of(station))[:1]
        except OSError:
            return []

    def begin(found: list[Copy]) -> None:
        if not found:
            raise NotAllowed(tr("还没有备份，没有可以试的；先备份一次。"))
        desk.try_now(found[0])

    background.ask(desk, station, newest, begin)


GROUP = mark("站")
COMMANDS = (
    Command("backups", mark("备份和恢复…"), GROUP, show, "", "backup"),
    Command("backup_now", mark("现在备份"), GROUP, now, "", "backup"),
    Command("try_restore", mark("试恢复一次"), GROUP, try_back, "", "verify", writes=True),
)
