"""One card on the wall: a translucent ground, a quiet title, and a body that the cards paint."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from data.insight.wall import WallFigures
from widgets.wall.scale import QUIET, WallScale, dark


class WallCard(QWidget):
    """A card; subclasses give a title and paint their body from the figures."""

    def __init__(self, scale: WallScale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scale = scale
        self.figures: WallFigures | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def title(self) -> str:
        """Return what stands above the body."""
        raise NotImplementedError(type(self).__name__)

    def paint_body(self, painter: QPainter, box: QRectF, figures: WallFigures) -> None:
        """Paint the body into ``box`` (pixels)."""
        raise NotImplementedError(type(self).__name__)

    def show_figures(self, figures: WallFigures) -> None:
        """Take new figures and repaint."""
        self.figures = figures
        self.update()

    def rescale(self, scale: WallScale) -> None:
        """Take the sizes of another wall."""
        self.scale = scale
        self.updateGeometry()
        self.update()

    def body_box(self) -> QRectF:
        """Return where the body lies."""
        pad, head = self.scale.px(28), self.scale.px(28 + QUIET * 1.9)
        return QRectF(pad, head, self.width() - 2 * pad, self.height() - head - pad)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, title and body."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self.scale.px(12)
        painter.setPen(QPen(dark("line"), 1))
        painter.setBrush(dark("panel", 0.95))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.setPen(dark("quiet"))
        painter.setFont(self.scale.font(QUIET))
        pad = self.scale.px(28)
        head = QRectF(pad, self.scale.px(22), self.width() - 2 * pad, self.scale.px(QUIET * 1.5))
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.title())
        if self.figures is not None:
            self.paint_body(painter, self.body_box(), self.figures)
        painter.end()

    def words(self, painter: QPainter, box: QRectF, text: str, size: float, colour: str = "text", *, bold: bool = False,
              right: bool = False) -> float:  # fmt: skip
        """Write a line into a box, cut with an ellipsis where it must; return its width in pixels."""
        painter.setFont(self.scale.font(size, bold=bold))
        painter.setPen(dark(colour))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(box.width())))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, shown)
        return float(metrics.horizontalAdvance(shown))
