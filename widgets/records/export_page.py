"""How a list leaves the station: format, encoding, datum, and whether what is covered is written for a reason."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QVBoxLayout, QWidget

from data.errors import WatchroomError
from data.exchange.formats import CSV_ENCODINGS, LIST_FORMATS, PLACED, SEVERAL
from data.exchange.out.wish import Wish
from data.i18n import mark, tr
from data.kinds.masking import may_show
from data.query import Query
from data.store.station import Station
from data.workspace import Workspace
from widgets import style
from widgets.background import ask
from widgets.backups.draft import Drafts, keep_typed
from widgets.parts import Label, Line, Scroller, Segmented, Toggle
from widgets.parts.controls import Combo
from widgets.records.pieces import column, push, row, words
from widgets.records.reveals import reasons
from widgets.records.saved_as import saved_as

SAID = {
    "xlsx": mark("Excel 工作簿：列有类型，附一页来源说明"),
    "csv": mark("纯文本表格，什么程序都能打开"),
    "geojson": mark("地图数据，网页地图和 GIS 通用"),
    "gpkg": mark("QGIS 等 GIS 软件用，一个文件装下图形和字段"),
    "kml": mark("在 Google Earth 等三维地图里看"),
    "json": mark("给其他程序用"),
}
CALLED = {"xlsx": "Excel", "csv": "CSV", "geojson": "GeoJSON", "gpkg": "GeoPackage", "kml": "KML", "json": "JSON"}
DATUMS = (("WGS84", "WGS-84 (GPS)"), ("GCJ02", mark("GCJ-02（高德、腾讯）")), ("BD09", mark("BD-09（百度）")),
          ("CGCS2000", "CGCS2000"))  # fmt: skip
FEW = 3  # kinds that a file is named after; more make a name longer than disks take
WIDE = 240  # of choices in which one may write
ENCODINGS = {"utf-8-sig": "UTF-8", "gb18030": "GB18030"}


class ExportPage(Scroller):
    """Emits `wanted` with a `Wish` when the person has named the file."""

    wanted = Signal(object)

    def __init__(self, station: Station, queries: Sequence[Query], who: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=24, gap=0)
        self._station, self._queries, self._who = station, tuple(queries), who
        kinds = [station.kinds[q.kind] for q in queries]
        self._names = tr("、").join(k.plural for k in kinds)
        many = tr("{kind}等 {n} 类", kind=kinds[0].plural, n=len(kinds)) if len(kinds) > FEW else ""
        self._file = many or self._names
        offered = [f for f in LIST_FORMATS if len(kinds) == 1 or f in SEVERAL]
        self.format = Segmented([(f, CALLED[f]) for f in offered], offered[0])
        self.format.chosen.connect(lambda _: self._fit())
        self.about_format, self.about_datum = _two_lines(), _two_lines()
        self.encoding = Segmented([(e, ENCODINGS[e]) for e in CSV_ENCODINGS], CSV_ENCODINGS[0])
        self.datum = Combo()
        self.datum.setAccessibleName(tr("坐标系"))
        self.datum.setEditable(True)
        self.datum.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.datum.setMinimumWidth(style.scaled(WIDE))
        for value, said in DATUMS:
            self.datum.addItem(tr(said), value)
        covered = [(k, f) for k in kinds for f in k.fields.values() if not may_show(f, "desk") and f.type != "solid"]
        self._session = station.session
        may = all(self._session.may_reveal(k, f.name) for k, f in covered)  # written uncovered all of them, or none
        self.hidden = [f.label for _kind, f in covered] if may else []
        self.uncover = Toggle(tr("写出遮住的字段"), False)
        self.uncover.toggled.connect(lambda _: self._fit())
        self.reason = Combo()
        self.reason.setEditable(True)
        self.reason.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.reason.addItems(reasons())
        self.reason.setCurrentIndex(-1)
        self.reason.setAccessibleName(tr("导出理由"))
        self.reason.setMinimumWidth(style.scaled(WIDE))
        line = self.reason.lineEdit()
        assert line is not None
        line.setPlaceholderText(tr("选择或输入理由"))
        self.reason.currentTextChanged.connect(lambda _: self._fit())
        self.count = words("", "strong")  # of a search there may be twenty kinds
        self.trouble = words("", "late")
        self.datum.currentTextChanged.connect(lambda _: self.trouble.setText(""))
        self.save = push(tr("导出到文件…"), self._choose, "primary", "export")
        self._build()
        self._fit()
        ask(self, station, lambda: sum(station.count(q) for q in self._queries), self._counted, "count")

    def _build(self) -> None:
        self.column.addWidget(self.count)
        self._row(tr("格式"), self.about_format, self.format)
        self._row(tr("坐标系"), self.about_datum, self.datum)
        fields = tr("、").join(dict.fromkeys(self.hidden))
        hidden = tr("默认遮住：{fields}。写出原文要有理由，每条记录都记入操作日志。", fields=fields)
        self._cover_row = self._row(tr("敏感信息"), words(hidden, "quiet"), self.uncover)
        self._reason_row = self._row(tr("理由"), words(tr("写明用途，例如上级核查、案件办理。"), "quiet"), self.reason)
        self._encoding_row = self._row(tr("文字编码"), words(tr("旧版 Excel 打开是乱码时选 GB18030。"), "quiet"), self.encoding)
        stays = self._encoding_row.sizePolicy()  # the button stays under the pointer whichever format is chosen
        stays.setRetainSizeWhenHidden(len(self._queries) == 1)  # of several kinds there is no .csv
        self._encoding_row.setSizePolicy(stays)
        self.column.addWidget(self.trouble)
        buttons = row(self.save)
        buttons.addStretch(1)
        self.column.addLayout(buttons)
        self.column.addStretch()

    def _row(self, title: str, hint: QWidget, control: QWidget) -> QWidget:
        holder = QWidget()
        box = column(holder, gap=10)
        line = row(gap=24)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(Label(title, "strong"))
        texts.addWidget(hint)
        line.addLayout(texts, 1)
        line.addWidget(control, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        box.setContentsMargins(0, 10, 0, 0)
        box.addLayout(line)
        box.addWidget(Line())
        self.column.addWidget(holder)
        return holder

    def keep(self, workspace: Workspace) -> Drafts:
        """Keep the reason while it is typed, until the list was written; return what keeps it."""
        line = self.reason.lineEdit()
        assert line is not None
        name = "_".join(["export", *sorted({query.kind for query in self._queries})])
        return keep_typed(self, self._station, workspace, name, 0, {"reason": line})

    def wish(self, out: Path) -> Wish:
        """Return what is chosen, for a file."""
        chosen = self.datum.currentText().strip()
        known = {tr(said): value for value, said in DATUMS}
        datum = known.get(chosen, chosen) if self.format.value in PLACED else "WGS84"
        reason = self.reason.currentText().strip() if self.uncover.isChecked() else ""
        return Wish(self._queries, str(self.format.value), out, datum, str(self.encoding.value), "desk", reason, self._who)

    def _fit(self) -> None:
        """Show what goes with the format, and offer the button when nothing is missing."""
        form = str(self.format.value)
        self.about_format.setText(tr(SAID[form]))
        self._encoding_row.setVisible(form == "csv")
        free = form in PLACED
        self.datum.setEnabled(free)
        if not free:
            self.datum.setCurrentIndex(0)
        placed = tr("在高德、腾讯、百度地图上用时选它们的坐标系；也可以写 EPSG 代号，例如 EPSG:4549。")
        self.about_datum.setText(placed if free else tr("{format} 规定用 WGS-84 坐标，不用选。", format=CALLED[form]))
        self._cover_row.setVisible(bool(self.hidden))
        self._reason_row.setVisible(bool(self.hidden) and self.uncover.isChecked())
        self.save.setEnabled(not self.uncover.isChecked() or bool(self.reason.currentText().strip()))
        self.trouble.setText("")

    def _counted(self, count: int) -> None:
        own = self._session.own_only(*(query.kind for query in self._queries))
        said = tr("{names} · {count} 条", names=self._names, count=f"{count:,}")
        self.count.setText(" · ".join(t for t in (said, own) if t))

    def _choose(self) -> None:
        form = str(self.format.value)
        if not self._right(self.wish(Path(f"{self._file}.{form}"))):
            return  # told before a file is asked for
        name, _ = QFileDialog.getSaveFileName(self, tr("导出到文件"), f"{self._file}.{form}", f"{CALLED[form]} (*.{form})")
        if name:
            self.take(Path(name))

    def take(self, out: Path) -> None:
        """Ask for the file to be written, or say what is wrong."""
        wish = self.wish(saved_as(str(out), f".{self.format.value}"))
        if self._right(wish):
            self.wanted.emit(wish)

    def _right(self, wish: Wish) -> bool:
        """Whether what is chosen makes sense; what does not is said."""
        try:
            wish.check()
        except WatchroomError as error:
            self.trouble.setText(error.message)
            return False
        return True


def _two_lines() -> Label:
    """Return quiet words that take two lines, be they shorter: what stands below stays where it is."""
    word = tr("坐标系")  # in the letters that are shown: lines of Chinese are taller
    made, two = words("", "quiet"), words(f"{word}\n{word}", "quiet", wrap=False)
    two.ensurePolished()
    made.setMinimumHeight(two.sizeHint().height())
    made.setAlignment(Qt.AlignmentFlag.AlignTop)
    return made
