"""The first thing that a newcomer sees: try the demo, begin a station, or open one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from data.i18n import tr
from widgets import icons, style
from widgets.parts.button import Button, focus_ring
from widgets.parts.hint import plain_hint
from widgets.parts.label import Label
from widgets.parts.segmented import Segmented


class Welcome(QFrame):
    """Three ways in and the stations opened last. A station file may also be dropped here."""

    demo_wanted = Signal()
    new_wanted = Signal()
    open_wanted = Signal()
    file_chosen = Signal(Path)
    language_chosen = Signal(str)

    def __init__(self, recent: Sequence[Path] = (), language: str = "zh", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "page")
        self.setAcceptDrops(True)
        self.demo = Way("play", tr("看演示"), tr("一个虚构的老城片区：约 130 栋楼、5,000 名住户，全部功能都能试。"), leading=True)
        self.new = Way("plus", tr("新建辖区"), tr("从空白开始，导入建筑底图和台账表格。"))
        self.open = Way("folder", tr("打开站文件"), tr("一个 .station 文件就是一个派出所的全部资料。"))
        self.demo.clicked.connect(self.demo_wanted)
        self.new.clicked.connect(self.new_wanted)
        self.open.clicked.connect(self.open_wanted)
        self.language = Segmented([("zh", "中文"), ("en", "English")], language)
        self.language.chosen.connect(lambda value: self.language_chosen.emit(str(value)))
        self._build(recent)

    def _build(self, recent: Sequence[Path]) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(32, 20, 32, 32)
        outer.addWidget(self.language, 0, Qt.AlignmentFlag.AlignRight)
        outer.addStretch(2)
        title = Label(tr("值班一张图"), "welcome")
        title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        outer.addWidget(title)
        line = Label(tr("辖区里的楼、人、店、探头、警情和任务，都在一张三维图上。不联网也能用。"), "quiet", wrap=True)
        line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        outer.addWidget(line)
        outer.addSpacing(28)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addStretch()
        for way in (self.demo, self.new, self.open):
            row.addWidget(way)
        row.addStretch()
        outer.addLayout(row)
        if recent:
            outer.addSpacing(20)
            self._add_recent(outer, recent)
        outer.addStretch(3)

    def _add_recent(self, outer: QVBoxLayout, recent: Sequence[Path]) -> None:
        heading = Label(tr("最近打开"), "section")
        outer.addWidget(heading, 0, Qt.AlignmentFlag.AlignHCenter)
        for path in list(recent)[:5]:
            button = Button(path.stem, "link", "file")
            button.setToolTip(plain_hint(str(path)))
            button.clicked.connect(lambda _=False, path=path: self.file_chosen.emit(path))
            outer.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take station files."""
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the station file that was dropped."""
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.file_chosen.emit(path)


class Way(QAbstractButton):
    """A large button with an icon, a verb and a sentence."""

    def __init__(self, icon: str, verb: str, sentence: str, *, leading: bool = False) -> None:
        super().__init__()
        self._icon, self._sentence, self._leading = icon, sentence, leading
        self.setText(verb)
        self.setAccessibleName(verb)
        self.setAccessibleDescription(sentence)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return room for the longest sentence in either language."""
        width = style.scaled(236)
        metrics = QFontMetrics(style.font(13))
        room = metrics.boundingRect(0, 0, width - style.scaled(40), 1000, Qt.TextFlag.TextWordWrap, self._sentence)
        return QSize(width, max(style.scaled(104) + room.height() + style.scaled(20), style.scaled(190)))

    minimumSizeHint = sizeHint

    def keyPressEvent(self, event: object) -> None:
        """Enter presses, as space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # type: ignore[attr-defined]
            self.click()
        else:
            super().keyPressEvent(event)  # type: ignore[arg-type]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        radius = style.scaled(14)
        painter.setPen(style.colour("accent" if self._leading or self.underMouse() else "line"))
        painter.setBrush(style.colour("hover" if self.isDown() else "panel"))
        painter.drawRoundedRect(box, radius, radius)
        if self.hasFocus():
            focus_ring(painter, box.adjusted(1, 1, -1, -1), radius)
        self._paint_words(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        inset, side = style.scaled(20), style.scaled(40)
        disc = QRectF(inset, inset, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.colour("accent" if self._leading else "accent_soft"))
        painter.drawEllipse(disc)
        small = style.scaled(20)
        spot = QRectF(0, 0, small, small)
        spot.moveCenter(disc.center())
        icons.paint(painter, self._icon, spot, "on_accent" if self._leading else "accent")
        room = QRectF(inset, style.scaled(72), self.width() - 2 * inset, style.scaled(26))
        painter.setPen(style.colour("text"))
        painter.setFont(style.font(17, QFont.Weight.DemiBold))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setPen(style.colour("quiet"))
        painter.setFont(style.font(13))
        under = QRectF(inset, style.scaled(102), self.width() - 2 * inset, self.height() - style.scaled(112))
        painter.drawText(under, Qt.TextFlag.TextWordWrap, self._sentence)


def _dropped(event: QDropEvent) -> Path | None:
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return next((path for path in paths if path.suffix == ".station"), None)
