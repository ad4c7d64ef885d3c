"""Commands on replay: go through a past period, from event to event, at a speed, and a debrief of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.actions.incident import debrief
from app.commands import Command
from data.errors import NotAllowed
from data.i18n import mark, tr

if TYPE_CHECKING:
    from app.console import Console


def replay(console: Console, start: str = "", end: str = "") -> None:
    """Open the page of replay; with a period (UTC as stored) it begins."""
    running = console.window.pages.show_replay()
    if start and end:
        running.begin(start, end)


def replay_case(console: Console, id: int = 0) -> None:
    """Replay what happened with a case, the chosen one where none is named.

    Raises
    ------
    NotAllowed
        If no case is chosen.
    """
    chosen = console.workspace.selection
    case = id or (chosen.id if chosen.kind == "case" else 0)
    if not case:
        raise NotAllowed(tr("先选一起警情"))
    console.window.pages.show_replay().begin_case(case)
    console.workspace.fly_to("case", case)


def act(name: str) -> Callable[[Console], None]:
    """Return what carries out one of the acts of the page."""

    def carry_out(console: Console) -> None:
        console.window.pages.show_replay().page.act(name)

    return carry_out


def end_replay(console: Console) -> None:
    """Show now again."""
    console.window.pages.replaying.end()


def debrief_replay(console: Console) -> None:
    """Write a debrief of what is replayed: of the case where it is one, else of the period.

    Raises
    ------
    NotAllowed
        If nothing is replayed.
    """
    shown = console.window.pages.replaying.page.replay
    if shown is None:
        raise NotAllowed(tr("先回放一段时间"))
    if shown.case is not None:
        debrief(console, shown.case)
    else:
        debrief(console, period=(shown.start, shown.end))


GROUP = mark("时间")
COMMANDS = (
    Command("replay", mark("回放一段时间…"), GROUP, replay, "Ctrl+Shift+H", "history", about=("case",)),
    Command("replay_case", mark("回放这起警情"), GROUP, replay_case, "", "history", "selection", about=("case",)),
    Command("replay_play", mark("回放：播放或暂停"), GROUP, act("toggle"), "", "play", about=("case",)),
    Command("replay_next", mark("回放：下一件事"), GROUP, act("next"), "Ctrl+Alt+Right", "step-on", about=("case",)),
    Command("replay_before", mark("回放：上一件事"), GROUP, act("before"), "Ctrl+Alt+Left", "step-back", about=("case",)),
    Command("replay_faster", mark("回放：加快"), GROUP, act("faster"), "", "play", about=("case",)),
    Command("replay_slower", mark("回放：放慢"), GROUP, act("slower"), "", "play", about=("case",)),
    Command("end_replay", mark("结束回放"), GROUP, end_replay, "", "clock", about=("case",)),
    Command("debrief_replay", mark("出复盘报告…"), GROUP, debrief_replay, "", "print", about=("case",)),
)
