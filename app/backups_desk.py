"""The backups of this console: made when they are due and at the end, tried, gone back to; what is wrong stays in sight."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.faults import report
from app.waiting import do_waiting
from data.backups.back import Trial, put_back, try_back
from data.backups.copies import Copy
from data.backups.make import make
from data.backups.state import State, due, kept_state, worry
from data.backups.wish import Wish, keep_wish, kept_wish
from data.errors import Cancelled, WatchroomError
from data.i18n import tr
from data.progress import Progress
from data.store import Station
from data.store.connect import Door
from data.store.opening import CONSOLE
from widgets import background

if TYPE_CHECKING:
    from app.console import Console

LOOK_MS = 5 * 60_000
FIRST_MS = 10 * 60_000  # after opening: nobody's start is slowed down by it
AGAIN_MS = 15 * 60_000  # after a failure


class BackupsDesk(QObject):
    """`changed` tells that there is something new to say of the backups."""

    changed = Signal()

    def __init__(self, console: Console) -> None:
        super().__init__(console)
        self.console, self.live = console, console.live
        self.wish, self.state = kept_wish(self.live), kept_state(self.live)
        self.running = False
        self._told = ""  # the trouble that was told in a notice; the sign goes on telling it
        self._timer = QTimer(self, interval=FIRST_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Begin to look whether a backup is due; a console that only reads leaves it to the one that writes."""
        if not self.live.read_only and not self._timer.isActive():
            self._timer.start()
        self.changed.emit()

    def close(self) -> None:
        """Stop looking."""
        self._timer.stop()
        background.forget(self)

    @property
    def worry(self) -> str:
        """What is to be kept in sight, see `data.backups.state.worry`; nothing in a console that only reads."""
        return "" if self.live.read_only else worry(self.wish, self.state, self._now())

    def look(self) -> None:
        """Make a backup if one is due."""
        self._timer.setInterval(AGAIN_MS if self.state.trouble else LOOK_MS)
        wish, state, now = self.wish, self.state, self._now()
        background.ask(self, self.live, lambda: due(wish, state, self.live.copies.tip(), now), self._look)

    def _look(self, is_due: bool) -> None:
        if is_due:
            self.make_now(quiet=True)
        self.changed.emit()

    def take_wish(self, wish: Wish) -> None:
        """Set the backups otherwise."""
        keep_wish(self.live, wish)
        self.wish = wish
        self.changed.emit()

    def make_now(self, *, quiet: bool = False) -> None:
        """Make a backup in the background; a quiet one tells only what went wrong."""
        if self.running:
            return
        self.running = True
        wish = self.wish

        def made(copy: Copy) -> None:
            self._ended()
            if not quiet:
                self.console.workspace.tell("done", tr("已备份并核对：{file}", file=copy.path))

        self.console.jobs.start(tr("备份"), lambda progress: make(self.live, wish, progress), made, self._failed)
        self.changed.emit()

    def _ended(self) -> None:
        self.running, self.state = False, kept_state(self.live)
        if not self.state.trouble:
            self._told = ""
        self.changed.emit()

    def _failed(self, error: BaseException) -> None:
        self._ended()
        sentence = error.message if isinstance(error, WatchroomError) else ""
        if sentence and sentence == self._told:
            return  # told once; the sign in the bar stays until it is mended
        self._told = sentence
        report(error, self.console.workspace.tell)

    def try_now(self, copy: Copy) -> None:
        """Try to go back to a backup, without changing anything."""
        self.running = True

        def tried(trial: Trial) -> None:
            self._ended()
            if trial.sound:
                counts = {"n": f"{trial.records:,}", "entries": f"{trial.journal:,}"}
                self.console.workspace.tell("done", tr("试恢复成功：{n} 条记录都回来了，日志 {entries} 条全部相连。", **counts))
            else:
                self.console.workspace.tell("error", tr("试恢复没有成功：{why}", why=trial.problems[0]))

        self.console.jobs.start(tr("试恢复"), lambda progress: try_back(self.live, copy, progress), tried, self._failed)
        self.changed.emit()

    def go_back(self, copy: Copy) -> None:
        """Close the console, put the backup in the place of the station, and open that."""
        door, zone, now, clock = self.live.copies.door, self.live.zone, self._now(), self.live.clock
        who = self.console.workspace.who

        def again() -> Station:
            restore(copy.path, door, now, zone)
            station = Station.open_door(door, clock, hold=CONSOLE)
            station.note("restore", said={"file": copy.path.name}, who=who, command="restore")
            return station

        self.console.again_wanted.emit(again)

    def wanted_at_close(self) -> bool:
        """Whether a backup is to be made before the program ends: something was changed since the last one."""
        wish = self.wish
        if self.live.read_only or not (wish.on and wish.at_close) or self.running:
            return False
        return not self.state.made or self.live.copies.written_since(self.state.tip)

    def make_at_close(self) -> None:
        """Make that backup, if it is wanted, before the station is closed; what goes wrong is kept and told at the next start."""
        try:
            if self.wanted_at_close():
                do_waiting(tr("正在备份…"), tr("不备份，直接退出"), self._make)
        except (WatchroomError, Cancelled):
            return

    def _make(self, progress: Progress) -> Copy:
        return make(self.live, self.wish, progress)

    def _now(self) -> datetime:
        return self.live.clock.now()


def restore(copy: Path, door: Door, now: datetime, zone: str) -> None:
    """Put a backup in the place of a station that was just closed; a small window tells how far it is."""
    do_waiting(tr("正在恢复备份…"), "", lambda progress: put_back(copy, door.path, door.key, now, zone, progress))


def said(state: State, worry: str) -> tuple[str, str]:
    """Return what the sign in the bar says, and all that is known of it."""
    if worry == "failing":
        return tr("备份失败"), state.trouble
    if worry == "broken":
        return tr("备份恢复不了"), tr("上次试恢复没有成功：请打开“备份和恢复”，现在备份一次再试。")
    return (tr("该试恢复了"), tr("已经一个月没有试过恢复：点一下，试一次，不会改动任何东西。")) if worry == "try" else ("", "")
