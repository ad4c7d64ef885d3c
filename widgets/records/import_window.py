"""The import panel: drop a file, see what was understood and what each row would do, import, undo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QProgressBar, QStackedWidget, QWidget

from data.exchange.importer import SUPPORTED
from data.exchange.report import ImportReport
from data.exchange.tables.understand import NO_TABLE, Understanding
from data.i18n import tr
from data.progress import Progress
from data.store.station import Station
from data.workspace import Workspace
from widgets.background import ask, on_qt_thread
from widgets.parts import ElidedLabel, EmptyState, Segmented, TabStrip
from widgets.records.import_done import ImportDone
from widgets.records.import_mapping import MappingView
from widgets.records.import_work import (
    ACTIONS,
    Prepared,
    PreviewLines,
    action_words,
    carry_out,
    counted,
    guarded,
    prepare,
    reject_lines,
)
from widgets.records.lines import Line, LineList
from widgets.records.panel import Panel
from widgets.records.pieces import column, push, row, rule, words

Change = Callable[[Understanding], Understanding]


class ImportPanel(Panel):
    """Three states: waiting for a file, a file understood, an import done."""

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(station, workspace, parent)
        self.setAcceptDrops(True)
        self.waiting: list[Path] = []
        self.prepared: Prepared | None = None
        self.report: ImportReport | None = None
        self._progress: Progress | None = None
        self.stack = QStackedWidget()
        self.trouble = words("", "late")
        self.trouble.hide()
        self.bar = QProgressBar()
        self.doing = words("", "small")
        self.cancel = push(tr("取消"), self._cancel, "link")
        self.busy = QWidget()
        self._start_page = self._make_start()
        self._look_page = self._make_look()
        self.done = ImportDone(station, workspace)
        self.done.failed.connect(self._complain)
        self.done.next_wanted.connect(self._next)
        self.own(self.done)
        for page in (self._start_page, self._look_page, self.done):
            self.stack.addWidget(page)
        self._build()

    # The pages

    def _build(self) -> None:
        box = column(self, gap=0)
        self.trouble.setContentsMargins(12, 8, 12, 8)
        box.addWidget(self.trouble)
        line = column(self.busy, margin=12, gap=4)
        line.addWidget(self.bar)
        under = row(self.doing)
        under.addStretch(1)
        under.addWidget(self.cancel)
        line.addLayout(under)
        self.busy.hide()
        box.addWidget(self.busy)
        box.addWidget(self.stack, 1)

    def _make_start(self) -> QWidget:
        page = QWidget()
        box = column(page, margin=12, gap=8)
        drop = EmptyState(
            "import",
            tr("把文件拖到这里"),
            tr("Excel、CSV 表格，GeoJSON、CityJSON 地图。导入前会先预览，导入后可以整体撤销。"),
            tr("选择文件"),
        )
        drop.acted.connect(self.choose)
        box.addWidget(drop, 1)
        box.addWidget(words(tr("能读的文件：{known}", known=SUPPORTED), "small"))
        return page

    def _make_look(self) -> QWidget:
        page = QWidget()
        box = column(page, gap=0)
        top = column(margin=12, gap=6)
        self.file = ElidedLabel("", "heading")
        self.understood = words("", "small")
        self.kind = QComboBox()
        self.sheet = QComboBox()
        for combo, name in ((self.kind, tr("导入为")), (self.sheet, tr("工作表"))):
            combo.setAccessibleName(name)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(6)
        self.kind.activated.connect(self._change_kind)
        self.sheet.activated.connect(self._change_sheet)
        self.counts = words("", "strong")
        top.addWidget(self.file)
        top.addWidget(self.understood)
        top.addWidget(self.kind)
        top.addWidget(self.sheet)
        top.addWidget(self.counts)
        box.addLayout(top)
        self.views = QStackedWidget()
        self.tabs = TabStrip([("rows", tr("预览")), ("columns", tr("列的含义"))])
        self.tabs.chosen.connect(lambda key: self.views.setCurrentIndex(0 if key == "rows" else 1))
        strip = row(self.tabs)
        strip.setContentsMargins(12, 0, 12, 0)
        box.addLayout(strip)
        self.views.addWidget(self._make_rows())
        self.mapping = MappingView()
        self.mapping.chosen.connect(lambda name, target: self._change(lambda known: known.with_mapping({name: target})))
        self.views.addWidget(self.mapping)
        box.addWidget(self.views, 1)
        box.addWidget(rule())
        bottom = column(margin=12, gap=8)
        self.apply = push(tr("导入"), self.carry_out, "primary", "import")
        bottom.addWidget(self.apply)
        bottom.addLayout(row(push(tr("换个文件"), self.choose), push(tr("放弃"), self.reset)))
        box.addLayout(bottom)
        return page

    def _make_rows(self) -> QWidget:
        page = QWidget()
        box = column(page, gap=4)
        self.filter = Segmented([("", tr("全部")), *((a, action_words()[a]) for a in ACTIONS)], "")
        self.filter.chosen.connect(lambda _: self._list())
        line = row(self.filter)
        line.setContentsMargins(12, 8, 12, 0)
        box.addLayout(line)
        self.rows = LineList(self.workspace)
        self.rows.opened.connect(self._show_whole)
        box.addWidget(self.rows, 1)
        self.whole = words("", "quiet", select=True)
        self.whole.setContentsMargins(12, 6, 12, 8)
        self.whole.hide()
        box.addWidget(self.whole)
        return page

    # Files

    def choose(self) -> None:
        """Let the person choose files."""
        pattern = " ".join(f"*{s}" for s in SUPPORTED.split())
        names, _ = QFileDialog.getOpenFileNames(self, tr("选择要导入的文件"), "", tr("可导入的文件 ({pattern})", pattern=pattern))
        self.take_files([Path(n) for n in names])

    def take_files(self, paths: list[Path]) -> None:
        """Look at the first file; the others wait their turn."""
        if paths:
            self.waiting = list(paths[1:])
            self._look_at(paths[0], None, None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at the files dropped."""
        self.take_files([Path(u.toLocalFile()) for u in event.mimeData().urls() if u.isLocalFile()])
        event.acceptProposedAction()

    def reset(self) -> None:
        """Forget the file and wait for another."""
        self._cancel()
        self.prepared = None
        self._complain("")
        self.stack.setCurrentWidget(self._start_page)

    # Looking

    def _change(self, change: Change) -> None:
        if self.prepared is not None and self.prepared.known is not None:
            self._look_at(self.prepared.path, change, self.prepared.known)

    def _change_kind(self) -> None:
        kind = str(self.kind.currentData())
        self._change(lambda known: known.with_kind(kind))

    def _change_sheet(self) -> None:
        sheet = str(self.sheet.currentData())
        if sheet:
            self._change(lambda known: known.with_sheet(sheet))

    def _look_at(self, path: Path, change: Change | None, known: Understanding | None) -> None:
        progress = self._begin(tr("正在读 {file}", file=path.name))
        ask(
            self,
            self.station,
            lambda: guarded(lambda: prepare(self.station, path, change, known, self.who, progress)),
            self._looked,
            "import",
        )

    def _looked(self, answer: Prepared | str | None) -> None:
        self._end()
        if not isinstance(answer, Prepared):
            self._complain(answer or "")
            if self.prepared is not None:
                self._show_prepared(self.prepared)
            return
        self._complain(answer.trouble)
        self.prepared = answer
        self._show_prepared(answer)
        self.stack.setCurrentWidget(self._look_page)

    def _show_prepared(self, found: Prepared) -> None:
        report, known = found.report, found.known
        self.file.setText(found.path.name)
        self.understood.setText(self._said(found))
        self._fill_kinds(known)
        self._fill_sheets(found)
        self.tabs.setVisible(known is not None)
        self.filter.setVisible(known is not None)
        if known is not None:
            self.mapping.show_understanding(known)
            self.mapping.setEnabled(len(found.previews) < 2)
            self.mapping.setToolTip(tr("先选一张工作表，再改列的含义") if len(found.previews) > 1 else "")
        else:
            self.views.setCurrentIndex(0)
        self.counts.setText(counted(report))
        writes = report.added + report.updated
        self.apply.setText(tr("导入 {n} 行", n=f"{writes:,}") if writes else tr("没有要写入的"))
        self.apply.setEnabled(writes > 0 and not self.station.read_only)
        self._list()

    def _said(self, found: Prepared) -> str:
        report, known = found.report, found.known
        kinds = self.station.kinds
        names = tr("、").join(kinds[k.strip()].plural for k in report.kind.split(",") if k.strip() in kinds)
        said = [tr("看作：{kinds}", kinds=names)] if names else []
        if known is not None:
            said.append(tr("表头在第 {n} 行", n=known.header_row))
        if report.encoding:
            said.append(tr("编码 {encoding}", encoding=report.encoding))
        if report.datum is not None:
            said.append(tr("坐标系 {datum}", datum=report.datum.chosen))
        if report.matched or report.unmatched:
            said.append(tr("{matched} 行找到楼栋，{unmatched} 行没找到", matched=report.matched, unmatched=report.unmatched))
        return " · ".join(said)

    def _fill_kinds(self, known: Understanding | None) -> None:
        self.kind.setVisible(known is not None)
        self.kind.clear()
        if known is None:
            return
        likely = [known.kind.name, *known.alternatives]
        others = [k.name for k in self.station.kinds.values() if k.name not in (*likely, *NO_TABLE)]
        for name in (*likely, *others):
            self.kind.addItem(tr("导入为：{kind}", kind=self.station.kinds[name].plural), name)
        self.kind.setCurrentIndex(0)

    def _fill_sheets(self, found: Prepared) -> None:
        known, several = found.known, len(found.previews)
        sheets = [t.sheet for t in known.tables] if known is not None else []
        self.sheet.setVisible(len(sheets) > 1)
        self.sheet.clear()
        for name in sheets:
            self.sheet.addItem(tr("工作表：{sheet}", sheet=name), name)
        if several > 1:
            self.sheet.insertItem(0, tr("工作表：一起导入 {n} 张", n=several), "")
        if known is not None:
            self.sheet.setCurrentIndex(0 if several > 1 else max(0, self.sheet.findData(known.table.sheet)))

    def _list(self) -> None:
        self.whole.hide()
        found = self.prepared
        if found is None:
            return
        empty = tr("没有这样的行")
        if found.previews:
            self.rows.set_lines(PreviewLines(found.previews, str(self.filter.value or "")), empty=empty, uniform=True)
        else:
            self.rows.set_lines(reject_lines(found.report.rejects), empty=empty if found.trouble else tr("每个要素都能导入"))

    def _show_whole(self, line: Line) -> None:
        """Show a row's words in full under the list."""
        self.whole.setText("\n".join(t for t in (line.title, line.detail) if t))
        self.whole.show()

    # Importing

    def carry_out(self) -> None:
        """Write what was shown as one change set."""
        found = self.prepared
        if found is None:
            return
        progress = self._begin(tr("正在导入 {file}", file=found.path.name))
        ask(
            self,
            self.station,
            lambda: guarded(lambda: carry_out(self.station, found, self.who, progress)),
            self._carried_out,
            "import",
        )

    def _carried_out(self, answer: ImportReport | str | None) -> None:
        self._end()
        if not isinstance(answer, ImportReport):
            self._complain(answer or "")
            return
        self.report = answer
        self.done.show_report(answer, self.prepared, len(self.waiting))
        self.stack.setCurrentWidget(self.done)
        self.workspace.tell("done", tr("已导入 {n} 行，可以整体撤销", n=answer.added + answer.updated))

    def _next(self) -> None:
        if self.waiting:
            self.take_files(self.waiting)
        else:
            self.reset()

    # Progress

    def _begin(self, said: str) -> Progress:
        self._cancel()
        progress = Progress(lambda done, total, what: on_qt_thread(lambda: self._tick(progress, done, total, what)))
        self._progress = progress
        self.doing.setText(said)
        self.bar.setRange(0, 0)
        self.busy.show()
        self.stack.setEnabled(False)
        return progress

    def _tick(self, progress: Progress, done: int, total: int, what: str) -> None:
        if progress is self._progress:
            self.bar.setRange(0, total)
            self.bar.setValue(done)
            self.doing.setText(what or self.doing.text())

    def _end(self) -> None:
        self._progress = None
        self.busy.hide()
        self.stack.setEnabled(True)

    def _cancel(self) -> None:
        if self._progress is not None:
            self._progress.cancel()
            self._end()

    def _complain(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    def dispose(self) -> None:
        """Stop what runs as well."""
        self._cancel()
        super().dispose()
