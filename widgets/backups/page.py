"""The page of backups: how they stand, where and how often they are made, the list of them, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from data.backups.copies import Copy, copies_in, mark_of
from data.backups.disks import same_disk
from data.backups.lost import Since, since
from data.backups.state import State
from data.backups.wish import Wish
from data.i18n import tr
from data.kinds.moments import show_time
from data.store.station import Station
from data.workspace import Workspace
from widgets import background
from widgets.backups.copy_row import CopyRow
from widgets.parts.button import Button
from widgets.parts.card import Card, Line
from widgets.parts.empty import EmptyState
from widgets.parts.label import Label
from widgets.parts.scroll import Scroller
from widgets.parts.segmented import Segmented
from widgets.parts.toggle import Toggle
from widgets.records.pieces import clear
from widgets.records.pieces import row as row_of

SHOWN = 30  # backups; rotation keeps fewer


class BackupsPage(Scroller):
    """Emits `wished` with a `Wish`, `make_wanted`, and `try_wanted` and `back_wanted` with a `Copy`; the program carries out."""

    wished = Signal(object)
    make_wanted = Signal()
    try_wanted = Signal(object)
    back_wanted = Signal(object)
    gone_told = Signal(object)  # a folder that is gone for good

    def __init__(self, station: Station, workspace: Workspace, wish: Wish, state: State, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=24, gap=0)
        self.station, self.workspace, self._wish = station, workspace, wish
        self.rows: list[CopyRow] = []
        self.now, self.more = Label("", "strong", wrap=True), Label("", "quiet", wrap=True)
        self.trouble, self.tried = Label("", "late", wrap=True), Label("", "quiet", wrap=True)
        self.make = Button(tr("现在备份"), "primary", "backup")
        self.trial = Button(tr("试恢复一次"), "plain", "verify")
        self._may_go_back = station.session.may("try_restore")
        self.trial.setVisible(self._may_go_back)
        self.place, self.same = Label("", wrap=True), Label("", "soon", wrap=True)
        self.choose = Button(tr("选文件夹…"), "plain", "folder")
        self.on = Toggle(tr("自动备份"), wish.on)
        self.every = Segmented([(24, tr("每天")), (6, tr("6 小时")), (1, tr("1 小时"))], wish.every)
        self.at_close = Toggle(tr("退出时备份"), wish.at_close)
        self._list, self._owed = QVBoxLayout(), QVBoxLayout()
        self._build()
        self._connect()
        self.show_state(wish, state)

    def _build(self) -> None:
        card = Card()
        verbs = QHBoxLayout()
        verbs.addWidget(self.make)
        verbs.addWidget(self.trial)
        verbs.addStretch()
        for widget in (self.now, self.more, self.trouble, self.tried):
            card.body.addWidget(widget)
        card.body.addLayout(verbs)
        card.body.addLayout(self._owed)
        self.column.addWidget(card)
        self.column.addSpacing(8)
        where = QWidget()
        said = QVBoxLayout(where)
        said.setContentsMargins(0, 0, 0, 0)
        said.addWidget(self.place)
        said.addWidget(self.same)
        self._row(tr("自动备份"), tr("到时间就备份，写好后打开核对一遍才算数。"), self.on)
        self._row(tr("放在哪里"), "", self.choose, where)
        counts = {"days": self._wish.daily, "weeks": self._wish.weekly, "months": self._wish.monthly}
        self._row(tr("多久一次"), tr("留最近 {days} 天、{weeks} 周、{months} 个月各一份。", **counts), self.every)
        self._row(tr("退出时备份"), tr("退出控制台前，有改动就再备一份。"), self.at_close)
        self.column.addSpacing(12)
        self.column.addWidget(Label(tr("已有的备份"), "strong"))
        self.column.addLayout(self._list)
        self.column.addStretch()

    def _row(self, words: str, hint: str, control: QWidget, below: QWidget | None = None) -> None:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 12, 0, 12)
        row.setSpacing(24)
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(Label(words, "strong"))
        said.addWidget(below or Label(hint, "quiet", wrap=True))
        row.addLayout(said, 1)
        row.addWidget(control)
        self.column.addWidget(holder)
        self.column.addWidget(Line())

    def _connect(self) -> None:
        self.make.clicked.connect(self.make_wanted)
        self.trial.clicked.connect(lambda: self.try_wanted.emit(self.rows[0].copy) if self.rows else None)
        self.choose.clicked.connect(self._choose)
        self.on.toggled.connect(lambda on: self._tell(on=on))
        self.at_close.toggled.connect(lambda on: self._tell(at_close=on))
        self.every.chosen.connect(lambda hours: self._tell(every=hours))

    def dispose(self) -> None:
        """Stop waiting for answers."""
        background.forget(self)

    # What is shown

    def show_state(self, wish: Wish, state: State, *, running: bool = False) -> None:
        """Tell how the backups stand, and read the list anew."""
        self._wish = wish
        clock, zone = self.station.clock, self.station.zone

        def when(moment: str) -> str:
            return show_time(moment, zone, clock.now())

        if running:
            self.now.setText(tr("正在备份…"))
        else:
            self.now.setText(tr("上次备份：{when}，已核对", when=when(state.made)) if state.made else tr("还没有备份过"))
        self.more.setText(state.file)
        self.more.setVisible(bool(state.file))
        failing = {"when": when(state.since), "why": state.trouble} if state.trouble else {}
        self.trouble.setText(tr("自 {when} 起备份不成功：{why}", **failing) if failing else "")
        self.trouble.setVisible(bool(state.trouble))
        self.tried.setText(_tried(state, when))
        if running and self.make.hasFocus():
            self.setFocus()  # or the next one that takes it is the switch of automatic backups, and a key turns them off
        self.make.setEnabled(not running)
        self._show_place(wish)
        self.look()

    def show_owed(self, folders: Sequence[Path]) -> None:
        """Tell of folders out of reach whose backups still hold what was erased."""
        clear(self._owed)
        for folder in folders:
            sentence = tr("{folder} 里的备份还有已经清除的内容：接上后自动重写。", folder=folder)
            self._owed.addWidget(Label(sentence, "soon", wrap=True))
            gone = Button(tr("这个盘已经不在了…"), "link")
            gone.clicked.connect(lambda _=False, f=folder, b=gone: self._ask_gone(f, b))
            verbs = row_of(gone)
            verbs.addStretch(1)
            self._owed.addLayout(verbs)

    def _ask_gone(self, folder: Path, button: Button) -> None:
        """Ask once more, in place: it is somebody's word, and the journal keeps it."""
        button.setText(tr("声明它已报废或丢失，记入日志"))
        button.clicked.disconnect()
        button.clicked.connect(lambda: self.gone_told.emit(folder))

    def _show_place(self, wish: Wish) -> None:
        place = wish.place()
        self.place.setText(str(place))
        alike = same_disk(place, self.station.path)
        self.same.setText(tr("和站文件在同一块盘上：误删误改找得回，盘坏了就一起没了。请选另一块盘或共享文件夹。"))
        self.same.setVisible(alike)

    def look(self) -> None:
        """Read the list, and then what would be lost by each."""
        station, folder = self.station, self._wish.place()

        def work() -> list[Copy]:
            try:
                return copies_in(folder, mark_of(station))[:SHOWN]
            except OSError:
                return []

        background.ask(self, station, work, self._show_list, "list")

    def _show_list(self, copies: Sequence[Copy]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            item.widget().deleteLater()  # type: ignore[union-attr]
        self.rows = []
        self.trial.setEnabled(bool(copies))
        if not copies:
            self._list.addWidget(EmptyState("backup", tr("这里还没有备份"), tr("按“现在备份”做第一份。")))
            return
        for copy in copies:
            may = self._may_go_back and not self.station.read_only
            row = CopyRow(copy, self.station.zone, self.station.clock, self.station.kinds, may_go_back=may)
            row.back_wanted.connect(self.back_wanted)
            row.try_wanted.connect(self.try_wanted)
            row.opened.connect(self._fold_others)
            self._list.addWidget(row)
            self._list.addWidget(Line())
            self.rows.append(row)
        station = self.station
        background.ask(self, station, lambda: [since(station, c) for c in copies], self._show_since, "since")

    def _show_since(self, found: Sequence[Since]) -> None:
        for row, lost in zip(self.rows, found, strict=False):
            row.show_since(lost)

    def _fold_others(self, opened: CopyRow) -> None:
        for row in self.rows:
            if row is not opened:
                row.fold()

    # What is wished

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("备份放在哪里"), str(self._wish.place()))
        if chosen:
            self.take_folder(Path(chosen))

    def take_folder(self, folder: Path) -> None:
        """Keep backups in a folder from now on."""
        self._tell(folder=str(folder))
        self._show_place(self._wish)
        self.look()

    def _tell(self, **values: object) -> None:
        self._wish = replace(self._wish, **values)  # type: ignore[arg-type]
        self.wished.emit(self._wish)


def _tried(state: State, when: object) -> str:
    assert callable(when)
    if not state.tried:
        return tr("还没有试过恢复：每个月试一次，才知道真的恢复得了。")
    if state.tried_sound:
        return tr("上次试恢复：{when}，成功", when=when(state.tried))
    return tr("上次试恢复：{when}，没有成功", when=when(state.tried))
