"""The wall's furniture: title, clock and the cards at both sides of the town."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QLinearGradient, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from data.i18n import tr
from data.insight.wall import WallFigures, wall_figures
from data.records import ChangeSet
from data.store import Station
from data.workspace import Workspace
from widgets.background import Subscriptions, ask, forget
from widgets.day_words import day_words
from widgets.wall.card import WallCard
from widgets.wall.cards import CamerasCard, ForcesCard, NewestCard, TasksCard
from widgets.wall.charts import HoursCard, TodayCard
from widgets.wall.scale import TEXT, TITLE, WallScale, dark

REFRESH = 60_000  # ms: "today" and what is late move on although nothing changes
WATCHED = {"case", "task", "force", "camera"}


class WallBoard(QWidget):
    """Lies over the town and lets the mouse through to it."""

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.station, self.workspace = station, workspace
        self.scale = WallScale(1920, 1080)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.today, self.hours = TodayCard(self.scale, self), HoursCard(self.scale, self)
        self.forces, self.tasks = ForcesCard(self.scale, self), TasksCard(self.scale, self)
        self.newest, self.cameras = NewestCard(self.scale, self), CamerasCard(self.scale, self)
        self._heard = Subscriptions(self)
        self._heard.add(station.changed, self._on_changed)
        self._minute = QTimer(self, interval=1000)
        self._minute.timeout.connect(self._tick)
        self._refresh = QTimer(self, interval=REFRESH)
        self._refresh.timeout.connect(self.reload)
        self._shown_minute = ""

    def start(self) -> None:
        """Read the figures and let the clock run."""
        self._minute.start()
        self._refresh.start()
        self.reload()

    def dispose(self) -> None:
        """Stop the clock and every subscription."""
        self._minute.stop()
        self._refresh.stop()
        self._heard.close()
        forget(self)

    def cards(self) -> list[WallCard]:
        """Return every card."""
        return [self.today, self.hours, self.forces, self.tasks, self.newest, self.cameras]

    def reload(self) -> None:
        """Read the figures anew, off the Qt thread."""
        ask(self, self.station, lambda: wall_figures(self.station), self.show_figures)

    def show_figures(self, figures: WallFigures) -> None:
        """Give the cards new figures."""
        for card in self.cards():
            card.show_figures(figures)

    def covered(self) -> tuple[int, int, int, int]:
        """Return how many pixels the cards cover at the left, top, right and bottom."""
        middle = self.width() / 2
        left = max((c.geometry().right() for c in self.cards() if c.x() < middle), default=0)
        right = self.width() - min((c.x() for c in self.cards() if c.x() >= middle), default=self.width())
        return left, self._title_end(), right, self.scale.px(20)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep in step with the wall's size."""
        self.lay_out()
        super().resizeEvent(event)

    def lay_out(self) -> None:
        """Put everything where it goes at this size; a board not yet shown is told of its size too late."""
        self.scale = WallScale(self.width(), self.height())
        for card in self.cards():
            card.rescale(self.scale)
        edge, gap = self.scale.px(58), self.scale.px(30)
        if self.scale.columns == 2:
            wide, second, newest = self.scale.px(560), self.scale.px(470), self.scale.px(760)
            self._stack([self.today, self.hours], (1, 2), QRect(edge, self._top(), wide, self._room()))
            self._stack([self.forces, self.tasks], (1, 2), QRect(edge + wide + gap, self._top(), second, self._room()))
            self._stack([self.newest, self.cameras], (2.2, 1), self._right(edge, newest))
        else:
            wide = self.scale.px(440)
            self._stack([self.today, self.hours, self.cameras], (1.1, 1.8, 1), QRect(edge, self._top(), wide, self._room()))
            self._stack([self.forces, self.tasks, self.newest], (1, 1.25, 1.9), self._right(edge, wide))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Darken the edges so that type reads on the town, and write title, clock and date."""
        painter = QPainter(self)
        self._shade(painter)
        now = self.now()
        band = QRectF(0, 0, self.width(), self._top())
        painter.setPen(dark("text"))
        title = self.scale.font(TITLE, bold=True)
        painter.setFont(title)
        name = f"{self.station.name}　{tr('值班一张图')}"
        painter.drawText(band, Qt.AlignmentFlag.AlignCenter, name)
        edge = self.scale.px(58)
        painter.setFont(self.scale.font(TEXT))
        painter.setPen(dark("quiet"))
        date = self.date_words(now)
        space = painter.fontMetrics().horizontalAdvance(date)
        right = band.adjusted(0, 0, -edge, 0)
        painter.drawText(right, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, date)
        painter.setFont(title)
        painter.setPen(dark("text"))
        clock = right.adjusted(0, 0, -space - self.scale.px(16), 0)
        painter.drawText(clock, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, now.strftime("%H:%M"))
        painter.end()

    def now(self) -> datetime:
        """Return the station's moment in its zone."""
        return self.station.clock.now().astimezone(ZoneInfo(self.station.zone))

    def date_words(self, now: datetime) -> str:
        """Return the date as it is said."""
        return day_words(now.date())

    def _title_end(self) -> int:
        """Where the band with title and clock ends; the town keeps below it."""
        return self.scale.px(96)

    def _top(self) -> int:
        return self.scale.px(120)

    def _right(self, edge: int, wide: int) -> QRect:
        return QRect(self.width() - edge - wide, self._top(), wide, self._room())

    def _room(self) -> int:
        return self.height() - self._top() - self.scale.px(58)

    def _stack(self, cards: Sequence[WallCard], shares: Sequence[float], box: QRect) -> None:
        """Share a column's height among its cards."""
        gap = self.scale.px(26)
        share = (box.height() - gap * (len(cards) - 1)) / sum(shares)
        y = float(box.y())
        for card, part in zip(cards, shares, strict=True):
            high = share * part
            card.setGeometry(box.x(), int(y), box.width(), int(high))
            y += high + gap

    def _shade(self, painter: QPainter) -> None:
        for x, back in ((0.0, 1.0), (1.0, 0.0)):
            fade = QLinearGradient(x * self.width(), 0, self.width() * (0.22 if back else 0.78), 0)
            fade.setColorAt(0, dark("page", 0.92))
            fade.setColorAt(1, dark("page", 0.0))
            painter.fillRect(self.rect(), fade)
        top = QLinearGradient(0, 0, 0, self._top() * 1.4)
        top.setColorAt(0, dark("page", 0.97))
        top.setColorAt(0.5, dark("page", 0.86))
        top.setColorAt(1, dark("page", 0.0))
        painter.fillRect(self.rect(), top)

    def _tick(self) -> None:
        shown = self.now().strftime("%H:%M")
        if shown != self._shown_minute:
            self._shown_minute = shown
            self.update(0, 0, self.width(), self._top())

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.kinds & WATCHED:
            self.reload()
