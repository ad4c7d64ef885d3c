"""How the map leaves the screen: as a picture of any size, or as a page to print."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QProgressBar, QSpinBox, QVBoxLayout, QWidget

from data.i18n import tr
from data.views.out import LARGEST, PAPERS, SCALES, SIZES, OutWish
from widgets import style
from widgets.parts import Label, Line, Scroller, Segmented, Toggle
from widgets.parts.button import Button
from widgets.parts.controls import Combo, Number


class MapOutPage(Scroller):
    """`wanted` emits an `OutWish` and the file; `cancelled` that it should not be made after all."""

    wanted = Signal(object, object)
    cancelled = Signal()

    def __init__(self, title: str, theme: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=24, gap=0)
        self._theme = theme
        self.form = Segmented([("png", tr("图片")), ("pdf", tr("PDF 页"))], "png")
        self.view = Segmented([("now", tr("当前画面")), ("plan", tr("平面，正北朝上"))], "now")
        self.pixels = Combo()
        for wide, tall in SIZES:
            self.pixels.addItem(f"{wide} × {tall}", (wide, tall))
        self.pixels.addItem(tr("自定"), None)
        self.pixels.setCurrentIndex(1)
        self.wide, self.tall = _pixels(3840), _pixels(2160)
        self.paper = Segmented([(p, p) for p in PAPERS], "A4")
        self.turn = Segmented([(True, tr("横向")), (False, tr("纵向"))], True)
        self.scale = Combo()
        self.scale.addItem(tr("适合画面"), 0)
        for number in SCALES:
            self.scale.addItem(f"1:{number:,}", number)
        self.title = QLineEdit(title)
        self.title.setMinimumWidth(style.scaled(280))
        self.legend = Toggle(tr("图例"), True)
        self.look = Segmented([("light", tr("浅色")), ("dark", tr("深色"))], theme)
        self.save = Button(tr("保存到文件…"), "primary", "export")
        self.save.clicked.connect(self._choose)
        self.progress, self.stop = QProgressBar(), Button(tr("取消"))
        self.progress.setTextVisible(False)
        self.stop.clicked.connect(self.cancelled)
        for choice in (self.form, self.view):
            choice.chosen.connect(lambda _: self._fit())
        self.pixels.currentIndexChanged.connect(lambda _: self._fit())
        self._build()
        self._fit()

    def _build(self) -> None:
        self._row(tr("形式"), tr("图片发给别人、放进文件；PDF 页带标题、图例、比例尺、指北针和日期，拿去打印。"), self.form)
        self._row(tr("画面"), tr("平面的比例尺处处准确；三维画面只在中心处准确。"), self.view)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.pixels, self.wide, self.tall):
            row.addWidget(widget)
        self._size_row = self._row(tr("大小"), tr("像素；大图分块画成，不受显卡限制。"), holder)
        paper = QWidget()
        row = QHBoxLayout(paper)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.paper)
        row.addWidget(self.turn)
        self._paper_row = self._row(tr("纸张"), "", paper)
        self._title_row = self._row(tr("标题"), "", self.title)
        self._scale_row = self._row(tr("比例尺"), tr("只有平面能定比例尺。"), self.scale)
        self._legend_row = self._row(tr("图例"), tr("列出显示着的图层。"), self.legend)
        self._row(tr("外观"), "", self.look)
        row = QHBoxLayout()
        row.setContentsMargins(0, 12, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.save)
        row.addWidget(self.progress, 1)
        row.addWidget(self.stop)
        row.addStretch()
        self.column.addLayout(row)
        self.column.addStretch()
        self.show_progress(None, 1)

    def _row(self, title: str, hint: str, control: QWidget) -> QWidget:
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 10, 0, 0)
        box.setSpacing(10)
        line, texts = QHBoxLayout(), QVBoxLayout()
        line.setSpacing(24)
        texts.setSpacing(2)
        texts.addWidget(Label(title, "strong"))
        if hint:
            texts.addWidget(Label(hint, "quiet", wrap=True))
        line.addLayout(texts, 1)
        line.addWidget(control, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        box.addLayout(line)
        box.addWidget(Line())
        self.column.addWidget(holder)
        return holder

    def _fit(self) -> None:
        """Show what goes with the form."""
        page = self.form.value == "pdf"
        for row in (self._paper_row, self._title_row, self._legend_row):
            row.setVisible(page)
        self._scale_row.setVisible(page and self.view.value == "plan")
        self._size_row.setVisible(not page)
        for box in (self.wide, self.tall):
            box.setVisible(self.pixels.currentData() is None)

    def wish(self) -> OutWish:
        """Return what is chosen."""
        size = self.pixels.currentData() or (self.wide.value(), self.tall.value())
        view = str(self.view.value)
        scale = int(self.scale.currentData()) if view == "plan" else 0
        return OutWish(
            str(self.form.value), tuple(size), str(self.paper.value), bool(self.turn.value), self.title.text().strip(), view, scale,
            self.legend.isChecked(), str(self.look.value),
        )  # fmt: skip

    def show_progress(self, done: int | None, total: int) -> None:
        """Show how far the picture is; None before and after."""
        for widget in (self.progress, self.stop):
            widget.setVisible(done is not None)
        self.save.setEnabled(done is None)
        if done is not None:
            self.progress.setRange(0, total)
            self.progress.setValue(done)

    def _choose(self) -> None:
        wish = self.wish()
        pattern = "PDF (*.pdf)" if wish.form == "pdf" else "PNG (*.png);;JPEG (*.jpg)"
        name, _ = QFileDialog.getSaveFileName(self, tr("保存地图"), f"{self.title.text().strip()}.{wish.form}", pattern)
        if name:
            self.take(Path(name))

    def take(self, out: Path) -> None:
        """Ask for the file to be written."""
        wish = self.wish()
        self.wanted.emit(wish, out if out.suffix else out.with_suffix(f".{wish.form}"))


def _pixels(value: int) -> QSpinBox:
    box = Number()
    box.setRange(64, LARGEST)
    box.setValue(value)
    box.setSuffix(" px")
    return box
