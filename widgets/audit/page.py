"""The auditor's page in the drawer: the journal with filters, the way of a person through it on the map, report and head."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from data.audit.lines import Told, ToldPage, read_told
from data.audit.sessions import Session, session_of
from data.i18n import tr
from data.store.audit import Filter
from data.store.station import Station
from data.workspace import Workspace
from widgets.audit.filter_row import FilterRow
from widgets.audit.journal_list import JournalList
from widgets.audit.play_bar import PlayBar
from widgets.background import ask, on_its_way
from widgets.parts.button import Button
from widgets.parts.label import ElidedLabel
from widgets.records.panel import Panel
from widgets.records.pieces import column, row

KEYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class AuditPage(Panel):
    """`asked` tells what was asked of the journal, `step` the line that is played; the others what is to be written or checked."""

    asked = Signal(object)
    step = Signal(object)
    report_wanted = Signal(object)
    head_wanted = Signal()
    check_wanted = Signal()

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(station, workspace, parent)
        self._before: int | None = None
        self._wanted = Filter()
        self.filters = FilterRow(station.kinds, station.zone)
        self.filters.changed.connect(self.refresh)
        self.list = JournalList()
        self.list.more_wanted.connect(self._more)
        self.list.played.connect(self.play)
        self.bar = PlayBar()
        self.bar.stepped.connect(self.step)
        self.bar.left.connect(lambda: self.bar.show_session(None))
        self.count = ElidedLabel("", "quiet")
        self.play_button = self._button(tr("回放这一班"), "play", lambda: self.play(self.list.current()))
        self.play_button.setToolTip(tr("此人从登录到退出，一步一步在地图上看（回车）"))
        self.list.chosen.connect(lambda told: self.play_button.setEnabled(told is not None))
        self.report = self._button(tr("签名报告…"), "print", lambda: self.report_wanted.emit(self._wanted))
        self.head = self._button(tr("存封签…"), "export", self.head_wanted.emit)
        self.check = self._button(tr("核对…"), "verify", self.check_wanted.emit)
        self.check.setToolTip(tr("核对封签或报告有没有被改过"))
        self._build()
        ask(self, station, station.journal_people, self.filters.offer_people, "people")
        self.refresh()

    def _button(self, label: str, icon: str, then: Callable[[], object]) -> Button:
        button = Button(label, "plain", icon)
        button.clicked.connect(lambda _on=False: then())
        return button

    def _build(self) -> None:
        box = column(self, gap=6)
        box.setContentsMargins(16, 0, 16, 6)
        box.addWidget(self.filters)
        box.addWidget(self.bar)
        box.addWidget(self.list, 1)
        line = row(gap=6)
        line.addWidget(self.count, 1)
        for button in (self.play_button, self.report, self.head, self.check):
            line.addWidget(button)
        box.addLayout(line)

    # Reading

    def refresh(self) -> None:
        """Read the journal anew by what is asked."""
        wanted = self.filters.wanted
        if wanted is None:
            self.count.setText(tr("看不懂时间或编号，请写成 2026-11-21 13:00"))
            return
        self._wanted = wanted
        self.count.setText(tr("正在读日志…"))
        self.asked.emit(wanted)
        ask(self, self.station, lambda: read_told(self.station, wanted), self._show, "lines")

    def _show(self, page: ToldPage) -> None:
        self.list.take(page.lines, anew=True, more=page.before is not None)
        self._before = page.before
        self._tell()

    def _more(self) -> None:
        if on_its_way(self, "lines"):
            return  # of what is asked anew there is no first page yet
        wanted, before = self._wanted, self._before
        ask(self, self.station, lambda: read_told(self.station, wanted, before), self._add, "lines")

    def _add(self, page: ToldPage) -> None:
        self._before = page.before
        self.list.take(page.lines, anew=False, more=page.before is not None)
        self._tell()

    def _tell(self) -> None:
        n = len(self.list.lines)
        if not n:
            self.count.setText(tr("没有符合条件的日志。换个条件，或清空条件。"))
        elif self._before is not None:
            self.count.setText(tr("最近 {n} 行，往下滚动接着读", n=n))
        else:
            self.count.setText(tr("共 {n} 行", n=n))

    # Playing

    def play(self, told: Told | None) -> None:
        """Show what the person of a line did at that sitting, step by step."""
        if told is not None:
            self.asked.emit(Filter(who=told.line.who))  # another reading than that of the list
            ask(self, self.station, lambda: session_of(self.station, told.line), self._play, "session")

    def _play(self, session: Session) -> None:
        self.bar.show_session(session)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go through what is played, the space bar plays, Esc ends it."""
        if self.bar.session is None:
            super().keyPressEvent(event)
        elif event.key() in KEYS:
            self.bar.step(KEYS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Space:
            self.bar.toggle()
        elif event.key() == Qt.Key.Key_Escape:
            self.bar.show_session(None)
        else:
            super().keyPressEvent(event)

    def dispose(self) -> None:
        """Stop reading and playing."""
        self.filters.dispose()
        self.bar.dispose()
        super().dispose()
