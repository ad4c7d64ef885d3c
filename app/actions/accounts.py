"""Commands on who is at the desk: lock, change of shift, sign out, own password, accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.commands import Command
from data.i18n import mark, tr

if TYPE_CHECKING:
    from app.console import Console


def lock(console: Console) -> None:
    """Cover the window until somebody signs in."""
    console.seat.lock()


def switch_shift(console: Console) -> None:
    """Let the next officer take over; the workspace stays."""
    console.seat.switch()


def sign_out(console: Console) -> None:
    """Let whoever is signed in leave the desk; nothing of theirs stays on it."""
    console.seat.sign_out()


def own_password(console: Console) -> None:
    """Choose another password of one's own."""
    from widgets.accounts.password_page import PasswordPage
    from widgets.sheet import Sheet

    page = PasswordPage(console.live)
    page.layout().setContentsMargins(24, 0, 24, 20)  # type: ignore[union-attr]
    sheet = Sheet(console.window.uppermost, tr("修改自己的密码"), page, width=520)
    page.changed.connect(sheet.close_sheet)
    page.changed.connect(lambda: console.workspace.tell("done", tr("密码已换。")))
    page.take_focus()


def accounts(console: Console) -> None:
    """Show the accounts; where there are none yet, make the first one."""
    if console.live.session.open:
        found(console)
        return
    from widgets.accounts.people_page import PeoplePage
    from widgets.sheet import Sheet

    page = PeoplePage(console.live)
    sheet = Sheet(console.window.uppermost, tr("人员账号"), page, width=1080, height=760)
    sheet.closed.connect(page.dispose)
    page.take_focus()


def found(console: Console) -> None:
    """Make the first account of the station."""
    from widgets.accounts.founding_page import FoundingPage
    from widgets.sheet import Sheet

    page = FoundingPage(console.live, name=console.settings.user)
    sheet = Sheet(console.window.uppermost, tr("建立账号"), page, width=640, height=860)
    page.later.connect(sheet.close_sheet)
    page.founded.connect(sheet.close_sheet)
    page.founded.connect(lambda: console.workspace.tell("done", tr("账号已建立，您已登录。在“人员账号”里添加其他人。")))
    page.take_focus()


GROUP = mark("人员")
COMMANDS = (
    Command("lock", mark("锁定本席"), GROUP, lock, "Ctrl+Alt+L", "lock", accounts=True),
    Command("switch_shift", mark("换班"), GROUP, switch_shift, "F9", "person", accounts=True),
    Command("sign_out", mark("退出我的登录"), GROUP, sign_out, "Ctrl+Alt+O", "quit", accounts=True),
    Command("own_password", mark("修改自己的密码…"), GROUP, own_password, "", "lock", accounts=True),
    Command("accounts", mark("人员账号…"), GROUP, accounts, "", "shield"),
)
