"""Commands on the program itself: settings, shortcuts, about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.commands import Command
from data.clock import format_utc
from data.i18n import mark, tr
from data.kinds.moments import show_time

if TYPE_CHECKING:
    from app.console import Console


def settings(console: Console) -> None:
    """Open the settings."""
    console.window.show_settings()


def shortcuts(console: Console) -> None:
    """List the keys."""
    console.window.show_shortcuts()


def crash_reports(console: Console) -> None:
    """Show the reports of faults on this computer."""
    from app.crashes import reports
    from widgets.backups.crash_page import CrashPage
    from widgets.sheet import Sheet

    live = console.live
    page = CrashPage(reports(), lambda r: show_time(format_utc(r.at), live.zone, live.clock.now()))  # type: ignore[attr-defined]
    page.deleted.connect(lambda path: path.unlink(missing_ok=True))
    Sheet(console.window.uppermost, tr("出错报告"), page)


GROUP = mark("帮助")
COMMANDS = (
    Command("settings", mark("设置"), GROUP, settings, "Ctrl+,", "settings"),
    Command("crash_reports", mark("出错报告"), GROUP, crash_reports, "", "warning", also=(mark("故障日志"), mark("崩溃记录"))),
    Command("shortcuts", mark("快捷键"), GROUP, shortcuts, "F1", "help"),
)
