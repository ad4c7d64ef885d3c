"""Scores of work by unit or grid, with the formula of each number beside them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from data.duty.scores import Score, Share, formulas, scores, weights_of
from data.i18n import tr
from data.store.station import Station
from data.workspace import Workspace
from widgets import style
from widgets.background import ask
from widgets.parts import ElidedLabel, Segmented
from widgets.parts.hint import plain_hint
from widgets.records.panel import Panel
from widgets.records.pieces import clear, column, row, rule, scroll, words

DAYS = (7, 30, 90)


class Bar(QWidget):
    """A share as a bar with its number; nothing counted is a dash."""

    def __init__(self, value: float | None, said: str, hint: str) -> None:
        super().__init__()
        self._value, self._said = value, said
        self.setToolTip(plain_hint(hint))
        self.setAccessibleName(said)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return room for a bar and a number."""
        return QSize(style.scaled(120), style.scaled(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar and the number."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text = style.scaled(52)
        wide, tall = self.width() - text - 6, style.scaled(6)
        box = QRectF(0, (self.height() - tall) / 2, max(wide, 0), tall)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.colour("hover"))
        painter.drawRoundedRect(box, tall / 2, tall / 2)
        if self._value is not None:
            box.setWidth(max(box.width() * min(self._value, 1.0), tall if self._value else 0))
            painter.setBrush(style.colour("accent"))
            painter.drawRoundedRect(box, tall / 2, tall / 2)
        painter.setPen(style.colour("text" if self._value is not None else "quiet"))
        painter.setFont(style.font(13))
        right = QRectF(self.width() - text, 0, text, self.height())
        painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._said)
        painter.end()


class ScorePage(Panel):
    """A table of scores; nobody's own work is shown, and nothing of residents."""

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(station, workspace, parent)
        self.found: list[Score] = []
        self.by = Segmented([("unit", tr("按班组")), ("grid", tr("按网格"))], "unit")
        self.days = Segmented([(d, tr("{n} 天", n=d)) for d in DAYS], 30)
        self.by.chosen.connect(lambda _: self.refresh())
        self.days.chosen.connect(lambda _: self.refresh())
        top = row(self.by, self.days)
        top.addStretch(1)
        inner = QWidget()
        holder = column(inner, gap=10)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(0, 3)
        for i in (2, 3, 4, 5):
            self._grid.setColumnStretch(i, 2)
        holder.addLayout(self._grid)
        holder.addStretch(1)
        box = column(self, gap=10)
        box.addLayout(top)
        box.addWidget(scroll(inner), 1)
        box.addWidget(rule())
        self._formulas = column(gap=2)
        box.addLayout(self._formulas)

    def refresh(self) -> None:
        """Work out the scores."""
        by, days = str(self.by.value), int(str(self.days.value))
        ask(self, self.station, lambda: (scores(self.station, by, days=days), weights_of(self.station)), self._show, "scores")

    def _show(self, answer: tuple[list[Score], dict[str, int]]) -> None:
        self.found, weights = answer
        clear(self._grid)
        clear(self._formulas)
        heads = [tr("班组") if self.by.value == "unit" else tr("网格"), tr("任务数"), *(name for name, _ in formulas(weights))]
        for i, head in enumerate(heads):
            label = words(head, "small", wrap=False)
            self._grid.addWidget(label, 0, i, Qt.AlignmentFlag.AlignRight if i == 1 else Qt.AlignmentFlag.AlignLeft)
        for n, score in enumerate(self.found, 1):
            self._grid.addWidget(ElidedLabel(score.name), n, 0)
            self._grid.addWidget(words(f"{score.tasks:,}", wrap=False), n, 1, Qt.AlignmentFlag.AlignRight)
            for i, share in enumerate(score.shares.values(), 2):
                self._grid.addWidget(share_bar(share), n, i)
            whole = score.score
            said = "—" if whole is None else f"{whole:.1f}"
            self._grid.addWidget(Bar(None if whole is None else whole / 100, said, said), n, 5)
        if not self.found:
            self._grid.addWidget(words(tr("这段时间没有任务"), "quiet"), 1, 0, 1, 6)
        for name, formula in formulas(weights):
            self._formulas.addWidget(words(tr("{name} = {formula}", name=name, formula=formula), "small"))
        self._formulas.addWidget(words(tr("只算工作：按班组或网格合计，不给个人和居民打分；并入别的任务不计。"), "small"))


def share_bar(share: Share) -> Bar:
    """Return a share as a bar; its hint tells the numbers that it comes from."""
    value = share.value
    hint = tr("{part} ÷ {of}", part=f"{share.part:g}", of=f"{share.of:g}")
    return Bar(value, "—" if value is None else f"{value:.0%}", hint)
