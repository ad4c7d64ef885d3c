"""Commands on time: the station as it was, and back to now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.commands import Command
from data.i18n import mark

if TYPE_CHECKING:
    from app.console import Console


def look_back(console: Console) -> None:
    """Look back, or go back to now."""
    console.window.looking_back.toggle()


def look_at(console: Console, moment: str | None) -> None:
    """Look at a moment (UTC as stored); None is now."""
    if moment is None:
        console.window.looking_back.now()
    else:
        console.window.looking_back.to(moment)


def show_time(console: Console) -> None:
    """Open the page of time."""
    console.window.drawer.show_tab("time")
    console.window.pages.time.chart.setFocus()


def play(console: Console) -> None:
    """Play the time shown, or pause."""
    console.window.drawer.show_tab("time")
    console.window.pages.time.toggle()


GROUP = mark("时间")
COMMANDS = (
    Command("show_time", mark("时间轴"), GROUP, show_time, "Ctrl+Shift+T", "clock"),
    Command("play", mark("播放或暂停"), GROUP, play, "Ctrl+Space", "play"),
    Command("look_back", mark("那时的样子／回到现在"), GROUP, look_back, "Ctrl+H", "history"),
    Command("look_at", mark("看某个时刻"), GROUP, look_at, listed=False),
)
