"""The banner over a past moment: that it is the past, which moment, ways to another one, and back to now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from data.actors import said as by_whom
from data.clock import Clock, format_utc
from data.i18n import tr
from data.kinds.moments import read_time, show_time, write_time
from data.store.in_time import Moment
from widgets import icons, style
from widgets.parts.button import Button, IconButton
from widgets.parts.label import ElidedLabel, Label
from widgets.past_track import PastTrack

PAUSE = 120  # ms that the hand rests on the strip before that moment is rebuilt


class PastBar(QFrame):
    """`wanted` tells a moment (UTC as stored) to look at; `left` asks for now."""

    wanted = Signal(str)
    left = Signal()

    def __init__(self, zone: str, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone, self._clock = zone, clock
        self._moments: Sequence[Moment] = ()
        self._moment: str | None = None
        self._next = ""
        self._soon = QTimer(self, interval=PAUSE, singleShot=True)
        self._soon.timeout.connect(lambda: self.wanted.emit(self._next))
        self.words, self.last = Label("", "strong"), ElidedLabel("", "quiet")
        self.track = PastTrack(zone)
        self.track.picked.connect(self._picked)
        self.track.stepped.connect(self.step)
        self.before = IconButton("chevron-left", tr("前一次改动"))
        self.after = IconButton("chevron-right", tr("后一次改动"))
        self.before.clicked.connect(lambda: self.step(-1))
        self.after.clicked.connect(lambda: self.step(1))
        self.field = QLineEdit()
        self.field.setAccessibleName(tr("看哪个时刻，写作 2026-11-21 21:47"))
        self.field.setToolTip(tr("写一个时刻再按回车，例如 2026-11-21 21:47"))
        self.field.returnPressed.connect(self._typed)
        self.back = Button(tr("回到现在"), "primary", "clock")
        self.back.clicked.connect(self.left)
        self._build()
        self.hide()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(style.scaled(48), 6, 16, 6)
        row.setSpacing(style.scaled(12))
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self.words)
        said.addWidget(self.last)
        self.last.setMinimumWidth(style.scaled(260))
        row.addLayout(said, 3)
        row.addWidget(self.before)
        row.addWidget(self.track, 4)
        row.addWidget(self.after)
        self.field.setFixedWidth(style.scaled(150))
        row.addWidget(self.field)
        row.addWidget(self.back)

    def show_moments(self, moments: Sequence[Moment]) -> None:
        """Take all changes of the station, oldest first."""
        self._moments = moments
        self.track.show_changes([m.at for m in moments], format_utc(self._clock.now()))
        self._show_steps()

    def show_moment(self, moment: str | None) -> None:
        """Tell which moment is shown; None puts the banner away."""
        self._moment = moment
        self._soon.stop()
        self.setVisible(moment is not None)
        if moment is not None:
            when = show_time(moment, self._zone, self._clock.now())
            self.words.setText(tr("这是 {when} 的样子", when=when))
            self.setAccessibleName(self.words.text())
            self.field.setText(write_time(moment, self._zone)[:16])
            self.track.show_moment(moment)
        self._show_steps()

    def show_waiting(self) -> None:
        """Tell that a moment is being rebuilt."""
        self.last.setText(tr("正在还原…"))
        self.show()

    def step(self, by: int) -> None:
        """Go to the change before (-1) or after (1) the moment shown."""
        if self._moment is None:
            return
        if by < 0:
            found = [m.at for m in self._moments if m.at < self._moment]
            self._go(found[-1] if found else self._moment)
        else:
            found = [m.at for m in self._moments if m.at > self._moment]
            self._go(found[0]) if found else self.left.emit()

    def _go(self, moment: str) -> None:
        self._soon.stop()
        self.track.show_moment(moment)
        self.wanted.emit(moment)

    def _picked(self, moment: str) -> None:
        self._next = moment
        self._soon.start()

    def _typed(self) -> None:
        moment = read_time(self.field.text(), self._zone)
        if moment is None:
            self.last.setText(tr("看不懂这个时刻，请写成 2026-11-21 21:47"))
            return
        self._go(min(moment, format_utc(self._clock.now())))

    def _show_steps(self) -> None:
        moment = self._moment
        done = [m for m in self._moments if moment is not None and m.at <= moment]
        self.before.setEnabled(bool(done) and done[0].at < (moment or ""))
        if not done:
            self.last.setText(tr("站文件那时还没有记录") if self._moments else "")
            return
        when = show_time(done[-1].at, self._zone, self._clock.now())
        who, why = by_whom(done[-1].who), done[-1].why
        self.last.setText(tr("只能看，不能改 · 最后一次改动：{when} {who} {why}", when=when, who=who, why=why))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to now."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a ground that no other bar has."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), style.colour("soon_soft"))
        painter.fillRect(0, self.height() - 2, self.width(), 2, style.colour("soon"))
        side = style.scaled(22)
        icons.paint(painter, "history", QRectF(16, (self.height() - side) / 2, side, side), "text")
        painter.end()
