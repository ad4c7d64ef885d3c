"""One thing told to the person, its levels, and the sign of each level."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from data.i18n import tr
from widgets import icons, style

LEVELS = ("info", "done", "warning", "late", "error")  # late is work that is overdue, an error what went wrong
TINTS = {"info": "accent", "done": "calm", "warning": "soon", "late": "late", "error": "late"}
SIGNS = {"late": "clock"}  # of levels whose sign has another name


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing told; ``verb`` and ``act`` offer a way on or back (撤销)."""

    level: str
    sentence: str
    at: datetime
    verb: str = ""
    act: Callable[[], None] | None = None


def level_words() -> dict[str, str]:
    """Return the word of each level, said beside its sign."""
    return {"info": tr("提示"), "done": tr("完成"), "warning": tr("注意"), "late": tr("超期"), "error": tr("出错")}


class LevelSign(QWidget):
    """The sign of a level; its shape tells as much as its colour."""

    def __init__(self, level: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level = level
        self.setAccessibleName(level_words()[level])

    def sizeHint(self) -> QSize:
        """Return the size of the sign."""
        return QSize(style.scaled(20), style.scaled(20))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        side = style.scaled(20)
        place = QRectF(0, (self.height() - side) / 2, side, side)
        icons.paint(painter, SIGNS.get(self._level, self._level), place, TINTS[self._level])
        painter.end()
