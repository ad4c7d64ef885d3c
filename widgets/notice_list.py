"""The list of everything that was told."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from data.i18n import tr
from data.kinds.moments import zone_of
from widgets import style
from widgets.notice import LevelSign, Notice
from widgets.parts.card import SHADOW, FloatingCard
from widgets.parts.empty import EmptyState
from widgets.parts.label import Label
from widgets.parts.scroll import Scroller


class NoticeList(FloatingCard):
    """Everything that was told, the newest first."""

    def __init__(self, notices: list[Notice], zone: str, parent: QWidget) -> None:
        super().__init__(parent, radius=12, opacity=1.0)
        self._window = parent
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        heading = Label(tr("通知"), "heading")
        heading.setContentsMargins(16, 6, 16, 4)
        column.addWidget(heading)
        scroller = Scroller(margin=8, gap=2)
        scroller.column.setContentsMargins(8, 0, 8, 4)
        for notice in notices:
            scroller.column.addWidget(_line(notice, zone))
        if not notices:
            scroller.column.addWidget(EmptyState("bell", tr("没有通知"), tr("任务到期、导入结果和出错都会在这里。")))
        scroller.column.addStretch()
        column.addWidget(scroller)
        self._inside = scroller.inside

    def lie_under(self, button: QWidget) -> None:
        """Open under a button, inside the window."""
        window = self._window
        width = min(style.scaled(400), window.width())
        inside = self._inside
        needed = inside.heightForWidth(width - 2 * SHADOW) if inside.hasHeightForWidth() else inside.sizeHint().height()
        tall = min(needed + style.scaled(60) + 2 * SHADOW, style.scaled(460), window.height() - 70)
        corner = button.mapTo(window, button.rect().bottomRight())
        left = max(min(corner.x() - width + SHADOW + 8, window.width() - width), 0)
        self.setGeometry(left, corner.y() + 2, width, tall)
        self.show()
        self.raise_()
        self.setFocus()

    def keyPressEvent(self, event: object) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            self.hide()

    def focusOutEvent(self, event: object) -> None:
        """Close when the person goes elsewhere."""
        self.hide()


def _line(notice: Notice, zone: str) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(8, 8, 8, 8)
    row.setSpacing(10)
    row.addWidget(LevelSign(notice.level), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(notice.sentence, "", wrap=True), 1)
    row.addWidget(Label(notice.at.astimezone(zone_of(zone)).strftime("%H:%M"), "small"), 0, Qt.AlignmentFlag.AlignTop)
    return line
