"""The page of a rule of recurring tasks: what it says, how many records it is about, and what falls due in the coming days."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from data.duty.rules import Forecast, forecast, make_due, rule_of, told
from data.errors import WatchroomError
from data.i18n import tr
from widgets import style
from widgets.background import ask, write
from widgets.parts.hint import plain_hint
from widgets.records.pieces import column, push, surface, words
from widgets.records.record_page import RecordData, RecordPage

Answer = tuple[int, Forecast | None, str]


class DayBars(QWidget):
    """A bar for each of the coming days."""

    def __init__(self, coming: Forecast) -> None:
        super().__init__()
        self._days = list(coming.days)
        self.setFixedHeight(style.scaled(64))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("今后 {days} 天到期 {n} 项", days=len(self._days), n=coming.total))
        self.setToolTip(plain_hint("\n".join(f"{day:%m-%d}  {count}" for day, count in self._days)))

    def sizeHint(self) -> QSize:
        """Return room for two weeks of bars."""
        return QSize(style.scaled(280), style.scaled(64))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw bars with the day of the month under every second one."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(style.font(11))
        foot, wide = style.scaled(16), self.width() / max(len(self._days), 1)
        tall, most = self.height() - foot - 4, max((count for _, count in self._days), default=0)
        for n, (day, count) in enumerate(self._days):
            high = max(2.0, tall * count / most) if most and count else 2.0
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.colour("accent" if count else "line"))
            painter.drawRoundedRect(QRectF(n * wide + wide * 0.18, 2 + tall - high, wide * 0.64, high), 2, 2)
            if n % 2 == 0:
                painter.setPen(style.colour("quiet"))
                under = QRectF(n * wide - wide / 2, self.height() - foot, wide * 2, foot)
                painter.drawText(under, Qt.AlignmentFlag.AlignCenter, str(day.day))
        painter.end()


class RulePage(RecordPage):
    """A record page that looks ahead."""

    def _show(self, data: RecordData | None) -> None:
        super()._show(data)
        if data is not None and data.record.kind == "task_rule":
            ask(self, self.station, lambda: self._read(data), self._show_coming, "coming")

    def _read(self, data: RecordData) -> Answer:
        try:
            return data.record.id, forecast(self.station, rule_of(data.record)), ""
        except WatchroomError as error:
            return data.record.id, None, error.message

    def _show_coming(self, answer: Answer) -> None:
        id, coming, trouble = answer
        if self.data is None or self.data.record.id != id:
            return
        card = surface(QWidget(), "inset")
        box = column(card, margin=10, gap=4)
        if coming is None:
            box.addWidget(words(trouble, "late"))
        else:
            said = tr("现有 {subjects} 个对象；今后 {days} 天到期 {n} 项", subjects=f"{coming.subjects:,}", days=len(coming.days),
                      n=coming.total)  # fmt: skip
            box.addWidget(words(said))
            box.addWidget(DayBars(coming))
            box.addWidget(words(tr("手上已有同类任务的、近期核查过的，到时会跳过。"), "small"))
        if not self.station.read_only and self.data.record["active"] is not False:
            box.addWidget(push(tr("生成今天到期的"), self._make, "plain", "refresh"))
        self._facts.insertWidget(0, card)

    def _make(self) -> None:
        id = self._id
        write(self, self.station, lambda: told(make_due(self.station, who=self.who, only=id)), self._made)

    def _made(self, said: str) -> None:
        self.workspace.tell("done" if said else "info", said or tr("今天没有新到期的常规任务"))
