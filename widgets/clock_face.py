"""The time and the day of the station, moved on at each full minute by one timer."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from data.clock import Clock
from data.kinds.moments import zone_of
from widgets import style
from widgets.day_words import day_words
from widgets.parts.label import Label


class ClockFace(QWidget):
    """21:47 and 11月21日 周六 in the station's zone; `minute` tells that a minute has passed."""

    minute = Signal()

    def __init__(self, clock: Clock, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock, self._zone = clock, zone
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.scaled(12))
        self.time, self.day = Label("", "clock"), Label("", "quiet")
        row.addWidget(self.time)
        row.addWidget(self.day)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tick)
        self.refresh()
        self._wait()

    def refresh(self) -> None:
        """Show the present moment."""
        now = self._clock.now().astimezone(zone_of(self._zone))
        self.time.setText(now.strftime("%H:%M"))
        self.day.setText(day_words(now.date()))
        self.setAccessibleName(f"{self.time.text()} {self.day.text()}")

    def _tick(self) -> None:
        self.refresh()
        self._wait()
        self.minute.emit()

    def _wait(self) -> None:
        """Wait for the next full minute; a little past it, so that a timer that fires early does not show the old one."""
        now = self._clock.now()
        self._timer.start(60_000 - now.second * 1000 - now.microsecond // 1000 + 20)
