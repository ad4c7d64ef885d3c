"""The backups of this console: made when they are due and at the end, tried, gone back to; what is wrong stays in sight."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.faults import report
from app.waiting import do_waiting
from data.accounts.session import OPEN, Session, as_program, in_the_name_of
from data.backups.back import Trial, put_back, try_back
from data.backups.copies import Copy
from data.backups.make import make
from data.backups.renew import Renewal, before_going_back, forget, reachable, renew, waiting
from data.backups.state import State, due, kept_state, worry
from data.backups.wish import Wish, keep_wish, kept_wish
from data.errors import Cancelled, WatchroomError
from data.i18n import tr
from data.progress import Progress
from data.store import Station
from data.store.care import GO_BACK
from data.store.connect import Door
from data.store.opening import CONSOLE
from widgets import background

if TYPE_CHECKING:
    from app.console import Console
    from data.workspace import Workspace

LOOK_MS = 5 * 60_000
SEARCH_MS = 20_000  # after opening: what a start needs is done by then
FIRST_MS = 10 * 60_000  # after opening: nobody's start is slowed down by it
AGAIN_MS = 15 * 60_000  # after a failure
RENEW_AGAIN = 3600.0  # seconds between two attempts to take what was erased out of backups


class BackupsDesk(QObject):
    """`changed` tells that there is something new to say of the backups."""

    changed = Signal()

    def __init__(self, console: Console) -> None:
        super().__init__(console)
        self.console, self.live = console, console.live
        self.wish, self.state = kept_wish(self.live), kept_state(self.live)
        self.running = self._going_back = False
        self.owed: list[Path] = []  # folders out of reach whose backups hold what was erased
        self._renew_from = 0.0  # steady seconds from which on it is tried again
        self._told = ""  # the trouble that was told in a notice; the sign goes on telling it
        self._timer = QTimer(self, interval=FIRST_MS)
        self._timer.timeout.connect(self.look)
        self._first = QTimer(self, interval=SEARCH_MS, singleShot=True)
        self._first.timeout.connect(self._look_once)

    def begin(self) -> None:
        """Begin to look whether a backup is due; a console that only reads leaves it to the one that writes."""
        if not self.live.read_only and not self._timer.isActive():
            self._timer.start()
            self._first.start()
        self.changed.emit()

    def close(self) -> None:
        """Stop looking."""
        self._timer.stop()
        self._first.stop()
        background.forget(self)

    @property
    def worry(self) -> str:
        """What is to be kept in sight, see `data.backups.state.worry`; nothing in a console that only reads."""
        return "" if self.live.read_only else worry(self.wish, self.state, self._now())

    def look(self) -> None:
        """Make a backup if one is due."""
        self._timer.setInterval(AGAIN_MS if self.state.trouble else LOOK_MS)
        wish, state, now = self.wish, self.state, self._now()
        live = self.live

        def ask() -> tuple[bool, list[Path], bool]:
            owed = waiting(live, wish)
            return due(wish, state, live.copies.tip(), now), owed, reachable(owed)

        background.ask(self, live, ask, lambda found: self._look(*found))

    def _look(self, is_due: bool, owed: list[Path], can: bool) -> None:
        self.owed = [folder for folder in owed if not folder.is_dir()]
        if owed and can and time.monotonic() >= self._renew_from:
            self.renew_now()
        elif is_due:
            self.make_now(quiet=True)
        self.changed.emit()

    def _look_once(self) -> None:
        """Hold the search index of a plain file that was changed elsewhere against its records, and see which backups are owed."""
        live, wish = self.live, self.wish
        background.ask(self, live, live.mend_search, self._searched, "search")
        background.ask(self, live, lambda: waiting(live, wish), self._owing, "owed")

    def _owing(self, owed: list[Path]) -> None:
        self.owed = [folder for folder in owed if not folder.is_dir()]
        self.changed.emit()

    def _searched(self, wrong: list[str]) -> None:
        if wrong:
            kinds = tr("、").join(wrong)
            said = tr("搜索索引与记录不符，已重新建立：{kinds}。站文件可能被改动或损坏过，请“检查站文件”。", kinds=kinds)
            self.console.workspace.tell("warning", said)

    def renew_now(self) -> None:
        """Take what was erased out of the backups of before, in the background."""
        if self.running or self.live.read_only:
            return
        self.running = True
        self._renew_from = time.monotonic() + RENEW_AGAIN
        wish = self.wish

        def renewed(done: Renewal) -> None:
            self.owed = [Path(folder) for folder in done.waiting]
            self._ended()
            _tell_renewal(self.console.workspace, done)

        self.console.jobs.start(tr("重写备份"), lambda progress: renew(self.live, wish, progress), renewed, self._failed)
        self.changed.emit()

    def forget(self, folder: Path) -> None:
        """Take somebody's word that a disk with backups is gone for good."""
        forget(self.live, folder, who=self.console.who)
        self.owed = [f for f in self.owed if f != folder]
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
        wish, session = self.wish, OPEN if quiet else self.live.session  # one that is due is the program's own

        def made(copy: Copy) -> None:
            self._ended()
            if not quiet:
                self.console.workspace.tell("done", tr("已备份并核对：{file}", file=copy.path))

        def work(progress: Progress) -> Copy:
            with in_the_name_of(session):
                return make(self.live, wish, progress)

        self.console.jobs.start(tr("备份"), work, made, self._failed)
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
        if not self._may_go_back():
            return
        self.running, session = True, self.live.session

        def tried(trial: Trial) -> None:
            self._ended()
            if trial.sound:
                counts = {"n": f"{trial.records:,}", "entries": f"{trial.journal:,}"}
                self.console.workspace.tell("done", tr("试恢复成功：{n} 条记录都回来了，日志 {entries} 条全部相连。", **counts))
            else:
                self.console.workspace.tell("error", tr("试恢复没有成功：{why}", why=trial.problems[0]))

        def work(progress: Progress) -> Trial:
            with in_the_name_of(session):
                return try_back(self.live, copy, progress)

        self.console.jobs.start(tr("试恢复"), work, tried, self._failed)
        self.changed.emit()

    def go_back(self, copy: Copy) -> None:
        """Close the console, put the backup in the place of the station, and open that."""
        if not self._may_go_back():
            return
        live = self.live
        background.ask(self, live, lambda: before_going_back(live, copy.path), lambda prepare: self._go_back(copy, prepare))

    def _go_back(self, copy: Copy, prepare: Callable[[Path], None] | None) -> None:
        self._going_back = True
        door, zone, now, clock = self.live.copies.door, self.live.zone, self._now(), self.live.clock
        who, session = self.console.workspace.who, self.live.session

        def again() -> Station:
            restore(copy.path, door, now, zone, session, prepare)
            station = Station.open_door(door, clock, hold=CONSOLE)
            station.note("restore", said={"file": copy.path.name}, who=who, command="restore")
            return station

        self.console.again_wanted.emit(again)

    def _may_go_back(self) -> bool:
        """Whether who is at the desk may go back, or try to; else it is told and noted: all that came since would be lost."""
        session = self.live.session
        if not session.may(GO_BACK):
            self.live.note("refused", said={"command": GO_BACK}, who=session.who, command=GO_BACK)
            self.console.workspace.tell("warning", session.refusal(tr("恢复备份")).message)
        return session.may(GO_BACK)

    def wanted_at_close(self) -> bool:
        """Whether a backup is to be made before the program ends: something was changed since the last one.

        Not before going back: the file of now stays beside, and a newer backup of the day could take the place of the one that is
        gone back to.
        """
        wish = self.wish
        if self._going_back or self.live.read_only or not (wish.on and wish.at_close) or self.running:
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
        with as_program():
            return make(self.live, self.wish, progress)

    def _now(self) -> datetime:
        return self.live.clock.now()


def restore(
    copy: Path, door: Door, now: datetime, zone: str, session: Session, prepare: Callable[[Path], None] | None = None
) -> None:
    """Put a backup in the place of a station that was just closed; a small window tells how far it is."""

    def work(progress: Progress) -> None:
        put_back(copy, door.path, door.key, now, zone, progress, session=session, prepare=prepare)

    do_waiting(tr("正在恢复备份…"), "", work)


def _tell_renewal(workspace: Workspace, done: Renewal) -> None:
    """Tell what became of the backups of before an erasing."""
    parts = [
        tr("以前的备份里也抹去了清除的内容：重写 {n} 份。", n=len(done.rewritten)) if done.rewritten else "",
        tr("打不开的旧备份删除了 {n} 份。", n=len(done.removed)) if done.removed else "",
        tr("有 {n} 份没有做成，会再试：{why}", n=len(done.left), why=next(iter(done.left.values()))) if done.left else "",
        tr("{folder} 现在够不着，接上后自动做。", folder=done.waiting[0]) if done.waiting else "",
    ]
    told = "".join(p for p in parts if p)
    if told:
        workspace.tell("done" if done.whole else "warning", told)


def said(state: State, worry: str) -> tuple[str, str]:
    """Return what the sign in the bar says, and all that is known of it."""
    if worry == "failing":
        return tr("备份失败"), state.trouble
    if worry == "broken":
        return tr("备份恢复不了"), tr("上次试恢复没有成功：请打开“备份和恢复”，现在备份一次再试。")
    return (tr("该试恢复了"), tr("已经一个月没有试过恢复：点一下，试一次，不会改动任何东西。")) if worry == "try" else ("", "")
