"""What a part was taken for, each guess as a control with the evidence under it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from data.exchange.conversation import Part
from data.exchange.conversation.sorts import MODEL, PLACES
from data.exchange.conversation.systems import TILES
from data.exchange.datum.hypothesis import datum_label
from data.exchange.report import DatumGuess
from data.exchange.tables.understand import NO_TABLE, Understanding
from data.i18n import tr
from data.store.station import Station
from widgets.offers import allowed
from widgets.parts import Chip, ElidedLabel
from widgets.parts.controls import Combo, Number
from widgets.parts.hint import plain_hint
from widgets.records.pieces import column, push, row, words

ENCODINGS = ("utf-8", "gb18030", "big5", "utf-16")
DATUMS = ("WGS84", "GCJ02", "BD09", "CGCS2000", "EPSG:3857")
SEEK = "?"  # stands for looking for another
NEW = "+"  # stands for a ledger that is not there yet
NOTES, MOST_NOTES = 3, 30  # told in sight, and in the hint
MOST_ROWS = 200  # a header below is none that anybody would look for


class Guess(QWidget):
    """One guess: what it is about, its control, and what speaks for it."""

    def __init__(self, caption: str, control: QWidget, width: int) -> None:
        super().__init__()
        box = column(self, gap=3)
        box.addWidget(words(caption, "small", wrap=False))
        control.setAccessibleName(caption)
        box.addWidget(control)
        self.evidence = ElidedLabel("", "small")
        box.addWidget(self.evidence)
        box.addStretch(1)
        self.setMinimumWidth(width)

    def say(self, evidence: str, tone: str = "small") -> None:
        """Show what speaks for the guess."""
        self.evidence.setText(evidence)
        self.evidence.set_tone(tone)
        self.evidence.setToolTip(plain_hint(evidence))


def _combo() -> QComboBox:
    made = Combo()
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(8)
    return made


class Guesses(QWidget):
    """The band of guesses above the columns; each signal tells what the person chose instead."""

    kind_chosen = Signal(str)
    ledger_wanted = Signal()
    header_chosen = Signal(int)
    encoding_chosen = Signal(str)
    datum_chosen = Signal(str)
    system_wanted = Signal()
    hidden_chosen = Signal(bool)
    building_said = Signal(str)
    forgotten = Signal()

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self.kind, self.encoding, self.datum, self.header = _combo(), _combo(), _combo(), Number()
        self.header.setRange(0, MOST_ROWS)
        self.header.setKeyboardTracking(False)
        self.header.setSpecialValueText(tr("自动"))
        self.header.lineEdit().setTextMargins(6, 0, 0, 0)
        self.sheet = QLineEdit()
        self.sheet.setReadOnly(True)
        self._file = Path()  # that is shown
        self._kind_shown = 0  # where what the part is taken for stands among the kinds
        self.building = QLineEdit()
        self.building.setPlaceholderText(tr("楼名、编号或地址，回车"))
        self._made = {
            "building": Guess(tr("是哪栋楼的模型"), self.building, 240),
            "kind": Guess(tr("导入为"), self.kind, 170),
            "sheet": Guess(tr("文件类型与工作表"), self.sheet, 170),
            "header": Guess(tr("表头在第几行"), self.header, 120),
            "encoding": Guess(tr("文字编码"), self.encoding, 150),
            "datum": Guess(tr("坐标属于"), self.datum, 180),
            "address": Guess(tr("地址"), QWidget(), 150),
        }
        self._build()

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        line = QHBoxLayout()
        line.setSpacing(16)
        for guess in self._made.values():
            line.addWidget(guess, 1)
        box.addLayout(line)
        self.notes = words("", "soon", wrap=True)
        self.hidden = Chip(tr("隐藏的也读"), checkable=True)
        self.hidden.clicked.connect(self.hidden_chosen)
        self._notes = QWidget()
        odd = row(self.hidden, self.notes)
        odd.setStretch(1, 1)
        self._notes.setLayout(odd)
        box.addWidget(self._notes)
        self.last = words("", "accent", wrap=False)
        self.forget = push(tr("忘掉，重新认"), self.forgotten.emit, "link")
        self._last = QWidget()
        told = row(self.last, self.forget)
        told.addStretch(1)
        self._last.setLayout(told)
        box.addWidget(self._last)
        self.kind.activated.connect(lambda _: self._choose_kind(str(self.kind.currentData())))
        self.encoding.activated.connect(lambda _: self.encoding_chosen.emit(str(self.encoding.currentData())))
        self.datum.activated.connect(lambda _: self._choose_datum(str(self.datum.currentData())))
        self.header.valueChanged.connect(self.header_chosen)
        self.building.returnPressed.connect(lambda: self.building_said.emit(self.building.text()))

    def show_part(self, part: Part) -> None:
        """Show what a part was taken for."""
        known = part.known
        self._show_building(part)
        self._show_kind(part)
        self._show_file(part)
        self._made["header"].setVisible(known is not None)
        self._made["encoding"].setVisible(known is not None and bool(known.table.encoding))
        if known is not None:
            self._show_header(known)
            self._show_encoding(known)
        self._show_datum(part)
        self._show_address(part)
        self._show_notes(part)
        last = known.last if known is not None else None
        self._last.setVisible(last is not None)
        if last is not None:
            self.last.setText(tr("和上次导入“{file}”时一样理解", file=last.file))

    def _show_notes(self, part: Part) -> None:
        """Say what is odd about the file, and what of it was missing; what is hidden in a table can be read as well."""
        known = part.known
        notes = known.notes if known is not None else _notes_of_places(part)
        table = known.table if known is not None else None
        hides = table is not None and bool(table.hidden or table.hidden_rows or table.hidden_columns)
        self.notes.setText("\n".join(notes[:NOTES]))
        self.notes.setToolTip(plain_hint("\n".join(notes[:MOST_NOTES]) if len(notes) > NOTES else ""))
        self.notes.set_tone("soon" if known is not None else "")
        self.hidden.setVisible(hides or (known is not None and known.wanted_hidden))
        self.hidden.setChecked(known is not None and known.wanted_hidden)
        self._notes.setVisible(bool(notes) or hides)

    def _show_building(self, part: Part) -> None:
        self._made["building"].setVisible(part.sort == MODEL)
        if part.file != self._file:
            self.building.clear()
        self._file = part.file

    def _show_kind(self, part: Part) -> None:
        known, kinds = part.known, self._station.kinds
        self.kind.clear()
        self._made["kind"].setVisible(known is not None or part.sort == PLACES)
        if known is not None:
            likely = [known.kind.name, *known.alternatives]
            if part.unknown:
                likely = [""]
            others = [k.name for k in kinds.values() if k.name not in (*likely, *NO_TABLE)]
            others_said = tr("看不准，也可能是{others}", others=_plurals(self._station, known.alternatives))
            self._made["kind"].say(*_kind_said(part, known, others_said))
        else:
            likely = [""]
            others = [k.name for k in kinds.values() if k.place.own]
            told = _plurals(self._station, part.report.kind.split(", ")) if part.report is not None else ""
            asked = tr("看不出来，请选是哪一类；都不是就建新台账") if self._may_found else tr("看不出来，请选是哪一类")
            self._made["kind"].say(*((asked, "late") if part.unknown else (told, "small")))
        for name in (*likely, *others):
            self.kind.addItem(kinds[name].plural if name else tr("请选择") if part.unknown else tr("按内容分"), name)
        if known is None and self._may_found:
            self.kind.insertItem(1, tr("新台账：按文件里的属性…"), NEW)
        said = part.kind or (known.kind.name if known is not None and not part.unknown else "")
        self._kind_shown = max(0, self.kind.findData(said))
        self.kind.setCurrentIndex(self._kind_shown)

    @property
    def _may_found(self) -> bool:
        """Whether a ledger may be made for what is none of the station's kinds."""
        return allowed(self._station, "add_kind") and not self._station.read_only

    def _choose_kind(self, name: str) -> None:
        if name == NEW:
            self.kind.setCurrentIndex(self._kind_shown)  # nothing is chosen yet
            self.ledger_wanted.emit()
        else:
            self.kind_chosen.emit(name)

    def _show_file(self, part: Part) -> None:
        known = part.known
        ending = part.file.suffix.lstrip(".").upper()
        named = tr("{ending} · {sheet}", ending=ending, sheet=part.sheet) if part.sheet else ending
        self.sheet.setText(named)
        rows = tr("{n} 行数据", n=f"{len(known.rows):,}") if known is not None else ""
        left_out = tr("，{n} 行不是数据", n=len(known.skipped)) if known is not None and known.skipped else ""
        self._made["sheet"].say(rows + left_out)
        if known is not None:
            notes = [*known.notes, *(tr("第 {row} 行：{why}", row=s.row, why=s.why) for s in known.skipped[:20])]
            self._made["sheet"].evidence.setToolTip(plain_hint("\n".join([rows + left_out, *notes])))

    def _show_header(self, known: Understanding) -> None:
        self.header.blockSignals(True)
        self.header.setValue(known.header_row)
        self.header.blockSignals(False)
        depth = tr("表头占 {n} 行", n=known.header.depth) if known.header.depth > 1 else tr("{n} 列", n=len(known.header.columns))
        self._made["header"].say(depth)

    def _show_encoding(self, known: Understanding) -> None:
        self.encoding.clear()
        names = dict.fromkeys((known.table.encoding, *ENCODINGS))
        for name in filter(None, names):
            self.encoding.addItem(name.upper(), name)
        self.encoding.setCurrentIndex(0)
        self._made["encoding"].say(known.table.evidence)

    def _show_datum(self, part: Part) -> None:
        known = part.known
        report = part.report.datum if part.report is not None else part.taken
        guess = (known.datum if known.pointed else None) if known is not None else report
        self._made["datum"].setVisible(guess is not None or part.asked)
        if guess is not None or part.asked:
            self._fill_datum(part, guess)

    def _fill_datum(self, part: Part, guess: DatumGuess | None) -> None:
        """Offer what is taken first, then what is usual, then the search for any other."""
        tiles = part.file.suffix.lower() == ".mbtiles"
        self.datum.clear()
        open_yet = part.asked and part.taken is None
        if open_yet or len(_taken(part)) > 1:
            self.datum.addItem(tr("请选择") if open_yet else tr("各图层不同"), "")
        first = (guess.chosen,) if guess is not None and len(_taken(part)) < 2 else ()
        for name in dict.fromkeys((*first, *(TILES if tiles else DATUMS))):
            self.datum.addItem(datum_label(name), name)
        if not tiles:
            self.datum.addItem(tr("其他：按代号或名称找…"), SEEK)
        said = (tr("还没有定，请在下面选一种"), "late") if guess is None else _datum_said(guess)
        self._made["datum"].say(*((tr("在站外，离本站 {far}", far=part.far), "late") if part.far else said))

    def _choose_datum(self, name: str) -> None:
        if name == SEEK:
            self.datum.setCurrentIndex(0)  # nothing is chosen yet
            self.system_wanted.emit()
        elif name:
            self.datum_chosen.emit(name)

    def _show_address(self, part: Part) -> None:
        report = part.report
        asked = report is not None and bool(report.matched or report.unmatched)
        self._made["address"].setVisible(asked)
        if report is not None and asked and known_by_place(part):
            inside, outside = tr("{n} 个在楼里", n=f"{report.matched:,}"), tr("{n} 个在楼外", n=f"{report.unmatched:,}")
            said = [inside] * bool(report.matched) + [outside] * bool(report.unmatched)
            self._made["address"].say(tr("，").join(said))
        elif report is not None and asked:
            found = tr("{n} 行找到楼栋", n=f"{report.matched:,}")
            lost = tr("，{n} 行没找到", n=f"{report.unmatched:,}") if report.unmatched else ""
            self._made["address"].say(found + lost, "soon" if report.unmatched else "calm")


def known_by_place(part: Part) -> bool:
    """Whether what a part brings belongs to buildings by where it lies, and not by an address."""
    return part.sort == PLACES


def _notes_of_places(part: Part) -> tuple[str, ...]:
    """Return what is told of a map whose features are listed: missing files beside it, how it was read, what was mended."""
    return part.report.notes if part.places is not None and part.report is not None else ()


def _kind_said(part: Part, known: Understanding, others: str) -> tuple[str, str]:
    """Return what speaks for a kind, and the tone in which to say it."""
    if part.unknown:
        return tr("列名认不出来，请选是哪一类"), "late"
    if known.wanted_kind and known.last is None:
        return tr("由您指定"), "small"
    return (tr("由列名认出"), "small") if known.sure else (others, "soon")


def _datum_said(guess: DatumGuess) -> tuple[str, str]:
    """Return what speaks for a datum, and the tone in which to say it."""
    if guess.evidence.get("given") or guess.evidence.get("rule") == "given":
        return tr("由您指定"), "small"
    if guess.asks:
        return tr("分不清，请在下面选一种"), "late"
    return (tr("证据充分"), "small") if guess.sure else (tr("没有旁证，按此处理"), "soon")


def _taken(part: Part) -> set[str]:
    """Return the datums that the layers of a map were taken for."""
    return {guess.chosen for guess in part.places.features.guesses.values()} if part.places is not None else set()


def _plurals(station: Station, names: tuple[str, ...] | list[str]) -> str:
    return tr("、").join(station.kinds[n].plural for n in names if n in station.kinds)
