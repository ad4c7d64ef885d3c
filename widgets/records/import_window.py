"""The import: files at the left; at the right what each was taken for, the difference that it makes, and what was done."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QStackedWidget, QWidget

from data.exchange.conversation import Parcel
from data.exchange.conversation.sorts import PLACES, TABLE
from data.exchange.importer import SUPPORTED
from data.i18n import tr
from data.query import Query, Where
from data.store.station import Station
from data.town.pictures import KIND as GROUND_PICTURE
from data.workspace import Workspace
from widgets import style
from widgets.parts import EmptyState, Line
from widgets.records.import_done import ImportDone
from widgets.records.import_files import FileList, Spot, asks
from widgets.records.import_part import PartView
from widgets.records.import_work import WRITE, Talk
from widgets.records.panel import Panel
from widgets.records.pieces import column, push, row, rule, words

FILES_WIDTH = 280


class ImportWindow(Panel):
    """Three states of the right side: waiting for files, a part understood, a parcel imported.

    A ``talk`` that is given goes on when the window is gone; without one the window has its own.
    """

    templates_wanted = Signal()
    left = Signal()

    def __init__(self, station: Station, workspace: Workspace, talk: Talk | None = None, parent: QWidget | None = None) -> None:
        super().__init__(station, workspace, parent)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.talk = talk or Talk(station, lambda: self.who, self)
        self.files = FileList(self.talk, workspace)
        self.stack = QStackedWidget()
        self.trouble = words("", "late", select=True)
        self.done = ImportDone(station, self.talk)
        self.start = self._make_start()
        for page in (self.start, self.done):
            self.stack.addWidget(page)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._refresh)
        self.bar, self.doing = QProgressBar(), words("", "small", wrap=False)
        self.waits = words("", "soon", wrap=False)
        self.cancel = push(tr("取消"), self._cancel, "link")
        self.apply = push(tr("导入"), self.carry_out, "primary", "import")
        self.apply_all = push("", self.carry_out_all)
        self._build()
        self._connect()
        self.talk.follow_language()
        self._busy(self.talk.said)
        self._listed()

    # Putting it together

    def _build(self) -> None:
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        side = QWidget()
        side.setFixedWidth(style.scaled(FILES_WIDTH))
        left = column(side, margin=12, gap=8)
        left.addWidget(self.files, 1)
        left.addWidget(push(tr("添加文件"), self.choose, "plain", "plus"))
        left.addWidget(push(tr("空白模板"), self.templates_wanted.emit, "ghost", "file"))
        box.addWidget(side)
        box.addWidget(Line(upright=True))
        right = column(gap=0)
        self.trouble.setContentsMargins(24, 8, 24, 8)
        self.trouble.hide()  # it has room only while something went wrong
        right.addWidget(self.trouble)
        right.addWidget(self.stack, 1)
        right.addWidget(rule())
        right.addWidget(self._make_bottom())
        box.addLayout(right, 1)

    def _make_bottom(self) -> QWidget:
        bottom = QWidget()
        line = row(self.bar, self.doing, self.cancel)
        line.setContentsMargins(24, 10, 24, 12)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(style.scaled(220))
        line.addStretch(1)
        line.addWidget(self.waits)
        line.addWidget(self.apply_all)
        line.addWidget(self.apply)
        bottom.setLayout(line)
        return bottom

    def _make_start(self) -> QWidget:
        page = QWidget()
        box = column(page, margin=24, gap=8)
        drop = EmptyState(
            "import",
            tr("把文件拖到这里"),
            tr("Excel、CSV 表格，地图文件，或装着它们的 zip，可以一次多个。先看会改什么，再导入；导入后随时可以整体撤销。"),
            tr("选择文件"),
        )  # fmt: skip
        drop.acted.connect(self.choose)
        box.addStretch(1)
        box.addWidget(drop)
        known = words(tr("能读的文件：{known}", known=SUPPORTED), "small")
        known.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(known)
        box.addStretch(2)
        return page

    def _connect(self) -> None:
        self.talk.changed.connect(self._changed)
        self.talk.listed.connect(self._listed)
        self.talk.busy.connect(self._busy)
        self.talk.ticked.connect(self._tick)
        self.talk.failed.connect(self.complain)
        self.talk.written.connect(self._written)
        self.files.went.connect(lambda _spot: self._show())
        self.files.removed.connect(self.talk.drop)
        self.done.next_wanted.connect(self._next)
        self.done.map_wanted.connect(self._show_on_map)
        self.done.saved.connect(lambda sentence: self.workspace.tell("done", sentence))

    @property
    def part(self) -> PartView:
        """What a part was taken for, made when it is first wanted."""
        self._part.finish()
        return self._part

    @cached_property
    def _part(self) -> PartView:
        made = PartView(self.station, self.workspace, self.talk, self.stack, whole=False)
        made.failed.connect(self.complain)
        self.stack.addWidget(made)
        return made

    def make_ahead(self) -> bool:
        """Make a piece of what the first file will be shown on; return whether there is more to make."""
        return self._part.go_on()

    # Files

    def choose(self) -> None:
        """Let the person choose files."""
        pattern = " ".join(f"*{s}" for s in SUPPORTED.split())
        names, _ = QFileDialog.getOpenFileNames(self, tr("选择要导入的文件"), "", tr("可导入的文件 ({pattern})", pattern=pattern))
        self.take_files([Path(n) for n in names])

    def take_files(self, paths: list[Path]) -> None:
        """Look at files; the first of them is shown."""
        if not paths:
            return
        self.complain("")
        keys = self.talk.take(paths)
        self.files.go_to(Spot(keys[0]))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at the files dropped."""
        event.acceptProposedAction()
        self.take_files([Path(u.toLocalFile()) for u in event.mimeData().urls() if u.isLocalFile()])

    def reset(self) -> None:
        """Forget all files and wait for others."""
        self.talk.cancel()
        self.talk.clear()
        self.complain("")

    @property
    def parcel(self) -> Parcel | None:
        """The parcel that is looked at."""
        spot = self.files.spot()
        return self.talk.parcels.get(spot.key) if spot is not None else None

    # Importing

    def carry_out(self) -> None:
        """Import the parcel that is looked at, or go on with one that was cancelled."""
        parcel = self.parcel
        if parcel is None:
            return
        self.complain("")
        if self._stopped(parcel):
            self.talk.resume(parcel.key)
        else:
            self.talk.carry_out(parcel.key)

    def _stopped(self, parcel: Parcel) -> bool:
        """Whether a parcel was cancelled before all of it was compared."""
        begun = parcel.done or parcel.trouble or self.talk.doing(parcel.key)
        return not begun and (not parcel.parts or not parcel.whole)

    def carry_out_all(self) -> None:
        """Import every parcel that waits for nothing, one change set each."""
        self.complain("")
        for parcel in self._ready():
            self.talk.carry_out(parcel.key)

    def _ready(self) -> list[Parcel]:
        """Return the parcels that could be imported now."""
        waiting = [p for p in self.talk.parcels.values() if not p.done and p.writes and p.whole and not p.trouble]
        return [p for p in waiting if not _waits_for(p) and self.talk.doing(p.key) != WRITE]

    def _written(self, key: int) -> None:
        parcel = self.talk.parcels[key]
        report = parcel.done[0] if parcel.done else None
        if report is not None:
            n = sum(r.added + r.updated for r in parcel.done)
            said = tr("已导入 {n} 行，可以整体撤销", n=f"{n:,}") if _of_rows(parcel) else tr("已导入 {file}", file=parcel.name)
            self.workspace.tell("done", said)
        self.files.go_to(Spot(key))
        self._refresh()

    def _next(self) -> None:
        waiting = next((p.key for p in self.talk.parcels.values() if not p.done), None)
        if waiting is None:
            self.choose()
        else:
            self.files.go_to(Spot(waiting))

    def _show_on_map(self, kind: str, ids: tuple[int, ...]) -> None:
        """List what came in over the map, its layer switched on; a picture of the ground is flown to."""
        if kind in self.workspace.layers:
            self.workspace.set_layer(kind, visible=True)
        if kind == GROUND_PICTURE:
            self.workspace.fly_to(kind, ids[0])
        else:
            self.workspace.run("show_ledger", query=Query(kind, (Where("id", "in", ids),)))
        self.left.emit()

    # Showing

    def _listed(self) -> None:
        self.files.refresh()
        self._show()

    def _changed(self, _key: int) -> None:
        self._soon.start()

    def _refresh(self) -> None:
        """Show all as it is now; several things that happen together are shown once."""
        self.files.refresh()
        self._show()

    def _show(self) -> None:
        parcel, spot = self.parcel, self.files.spot()
        if parcel is None or spot is None:
            self.stack.setCurrentWidget(self.start)
        elif parcel.done:
            self.done.show_parcel(parcel)
            self.stack.setCurrentWidget(self.done)
        else:
            self.part.show_part(parcel, max(spot.at, 0))
            self.stack.setCurrentWidget(self.part)
        self._show_apply()

    def _show_apply(self) -> None:
        parcel, ready = self.parcel, self._ready()
        able = parcel is not None and parcel in ready and not self.station.read_only
        self.apply.setVisible(parcel is not None and not parcel.done)
        self.apply.setText(_apply_words(parcel))
        self.apply.setEnabled(able)
        if parcel is not None and self._stopped(parcel):
            self.apply.setText(tr("继续核对"))
            self.apply.setEnabled(True)
        self.waits.setText(_waits_for(parcel) if parcel is not None and not parcel.done else "")
        others = len(ready)
        self.apply_all.setVisible(others > 1)
        self.apply_all.setText(tr("{n} 个文件都导入", n=others))

    def _busy(self, said: str) -> None:
        self.doing.setText(said)
        for widget in (self.bar, self.doing, self.cancel):
            widget.setVisible(bool(said))
        self.bar.setRange(0, 0)
        self._soon.start()

    def _tick(self, done: int, total: int, what: str) -> None:
        if self.bar.maximum() != total:  # the bar paints the window anew at once, the map in it too
            self.bar.setRange(0, total)
        self.bar.setValue(done)
        if what:
            counted = tr("{what} {done} / {total}", what=what, done=f"{done:,}", total=f"{total:,}")
            self.doing.setText(counted if total > 1 else what)

    def _cancel(self) -> None:
        self.talk.cancel()

    def complain(self, sentence: str) -> None:
        """Show what went wrong; "" takes it away."""
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))
        if sentence:
            self._show()

    def dispose(self) -> None:
        """Stop what runs as well, unless it is to go on without this window."""
        self._soon.stop()
        if self.talk.parent() is self:
            self.talk.close()
        super().dispose()


def _apply_words(parcel: Parcel | None) -> str:
    """Return what the button does."""
    if parcel is not None and parcel.writes and _of_rows(parcel):
        return tr("导入 {n} 行", n=f"{parcel.writes:,}")
    nothing = parcel is not None and bool(parcel.used) and parcel.whole and not parcel.writes
    return tr("没有要写入的") if nothing else tr("导入")


def _of_rows(parcel: Parcel) -> bool:
    """Whether a parcel brings rows or features, and not a picture or a model."""
    return all(part.sort in (TABLE, PLACES) for part in parcel.used)


def _waits_for(parcel: Parcel) -> str:
    """Return what the person has to say before a parcel can be imported; "" where it waits for nothing."""
    if any(part.unknown and part.used for part in parcel.parts):
        return tr("请先选“导入为”哪一类")
    if any(part.far and part.used for part in parcel.parts):
        return tr("不在本站范围内：换一个文件，或另选坐标系")
    return tr("请先选坐标系") if _asks(parcel) else ""


def _asks(parcel: Parcel) -> bool:
    return any(asks(part) for part in parcel.parts if part.used)
