"""What tasks do by themselves while the console is open: due ones by rule, escalation, reminders by colour and sound."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from data.accounts.session import by_rule
from data.duty.checklists.answers import today_of
from data.duty.ledgers.risk import refresh_risks
from data.duty.reminders import Reminder, may_sound, reminders, said
from data.duty.rules import WHO, Made, make_due, told
from data.duty.supervision import Escalated, escalate_late
from data.i18n import tr
from widgets.background import ask, forget, on_its_way

if TYPE_CHECKING:
    from app.console import Console

TICK_MS = 60_000


class TaskWatch(QObject):
    """Looks once when the town is shown, and then each minute; rules are looked at again when the day changes."""

    def __init__(self, console: Console) -> None:
        super().__init__()
        self._console = console
        self.workspace = console.workspace  # where failures of the background work are told
        self._day: date | None = None
        self._looked: datetime = console.live.clock.now()
        self._mute_told = False
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self.look)

    def begin(self) -> None:
        """Look for the first time, and each minute from now on."""
        if self._console.live.read_only or self._tick.isActive():
            return
        self._tick.start()
        self.look()

    def look(self) -> None:
        """Make what is due if the day is new, raise what is late, and remind of what became pressing."""
        live, today = self._console.live, date.fromisoformat(today_of(self._console.live))
        if today != self._day:
            self._day = today
            ask(self, live, by_rule(self._new_day), self._made, "due")
        if not on_its_way(self, "late"):  # what was raised is told by who raised it
            ask(self, live, by_rule(lambda: escalate_late(live)), self._raised, "late")
        before, now = self._looked, live.clock.now()
        ask(self, live, lambda: reminders(live, before, now), lambda found: self._remind(found, now), "reminders")

    def _new_day(self) -> list[Made]:
        """Make what is due, and look at disputes again: a third report may have come in."""
        refresh_risks(self._console.live, who=tr(WHO))
        return make_due(self._console.live)

    def make_due_now(self) -> None:
        """Make what is due because somebody asked; that there was nothing is told as well."""
        live, who = self._console.live, self._console.who
        ask(self, live, by_rule(lambda: make_due(live, who=who)), lambda made: self._made(made, asked=True), "due now")

    def _made(self, made: list[Made], *, asked: bool = False) -> None:
        words = told(made)
        if words:
            level = "warning" if any(m.trouble for m in made) else "info"
            self.workspace.tell(level, tr("按规则生成了到期任务：{what}", what=words))
        elif asked:
            self.workspace.tell("info", tr("今天没有新到期的常规任务"))

    def _raised(self, found: list[Escalated]) -> None:
        if len(found) == 1:
            self.workspace.tell("warning", tr("超期任务已升到第 {n} 级：{title}", n=found[0].level, title=found[0].title))
        elif found:
            self.workspace.tell("warning", tr("{n} 项超期任务已按规则升级", n=len(found)))

    def _remind(self, found: list[Reminder], now: datetime) -> None:
        self._looked = now  # not before it is told: an answer that comes too late is asked for once more
        if not found:
            return
        level, sentence = said(found)
        self.workspace.tell(level, sentence)
        console = self._console
        if may_sound(console.settings.reminder_sound, console.live.clock.now(), console.live.zone):
            self._ring(late=level == "late")

    def try_sound(self) -> None:
        """Let somebody who chose a sound hear it, or read that there is none."""
        self._mute_told = False
        self._ring(late=False)

    def _ring(self, *, late: bool) -> None:
        from app.sound import ring

        if not ring(late=late) and not self._mute_told:
            self._mute_told = True
            self.workspace.tell("warning", tr("这台电脑没有声音输出：提醒只亮颜色、写在通知里，听不到"))

    def close(self) -> None:
        """Stop looking."""
        self._tick.stop()
        forget(self)
