"""Marks that are read at a glance: counts, glyphs of kinds, states with shape and word."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets import style

SHAPES = {"calm": "disc", "soon": "triangle", "late": "diamond"}


class CountBadge(QWidget):
    """A number on a red pill; hides itself at 0 and says 99+ above 99."""

    def __init__(self, count: int = 0, tone: str = "late", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count, self._tone = count, tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setVisible(count > 0)

    @property
    def count(self) -> int:
        """The number shown."""
        return self._count

    def set_count(self, count: int) -> None:
        """Show a number."""
        self._count = count
        self.setVisible(count > 0)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return what is written on it."""
        return "99+" if self._count > 99 else str(self._count)

    def sizeHint(self) -> QSize:
        """Return a pill as wide as its number."""
        height = style.scaled(17)
        width = QFontMetrics(style.font(11, QFont.Weight.Bold)).horizontalAdvance(self.text()) + style.scaled(10)
        return QSize(max(width, height), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = style.colour(self._tone)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()), self.height() / 2, self.height() / 2)
        painter.setPen(style.readable_on(ground))
        painter.setFont(style.font(11, QFont.Weight.Bold))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class Glyph(QWidget):
    """A character in a coloured circle: the sign of a kind, or the first character of a name."""

    def __init__(self, character: str, colour: str = "accent", side: int = 24, parent: QWidget | None = None, *,
                 soft: bool = False) -> None:  # fmt: skip
        super().__init__(parent)
        self._character, self._colour, self._side, self._soft = character, colour, side, soft
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_colour(self, colour: str) -> None:
        """Show another colour ("#rrggbb" or a token)."""
        self._colour = colour
        self.update()

    def sizeHint(self) -> QSize:
        """Return the circle's square."""
        return QSize(style.scaled(self._side), style.scaled(self._side))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw circle and character."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else 0.45)
        paint_glyph(painter, QRectF(self.rect()), self._character, self._colour, soft=self._soft)
        painter.end()


class StateMark(QWidget):
    """A state as shape, colour and word: ``state`` is "calm", "soon" or "late"; or any ``colour`` with a disc."""

    def __init__(self, state: str, words: str = "", parent: QWidget | None = None, *, colour: str = "") -> None:
        super().__init__(parent)
        self._state, self._words, self._colour = state, words, colour
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_state(self, state: str, words: str) -> None:
        """Show another state."""
        self._state, self._words = state, words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for shape and words."""
        metrics = QFontMetrics(style.font(13))
        words = metrics.horizontalAdvance(self._words) + style.scaled(8) if self._words else 0
        return QSize(style.scaled(12) + words + 2, max(metrics.height(), style.scaled(16)))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw shape and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = style.scaled(12)
        box = QRectF(0, (self.height() - side) / 2, side, side)
        paint_shape(painter, box, SHAPES.get(self._state, "disc"), style.colour(self._colour or self._state))
        if self._colour:  # a pale one of a room is seen by its edge
            edge = QColor(style.colour("quiet"))
            edge.setAlpha(150)
            painter.setPen(edge)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(style.colour("text"))
        painter.setFont(style.font(13))
        left = side + style.scaled(8)
        painter.drawText(QRectF(left, 0, self.width() - left, self.height()), Qt.AlignmentFlag.AlignVCenter, self._words)
        painter.end()


def paint_glyph(painter: QPainter, box: QRectF, character: str, colour: str | QColor, *, soft: bool = False) -> None:
    """Draw a kind's sign into a square box; ``soft`` draws it quietly, for the first character of a name."""
    ground = style.colour("hover") if soft else style.colour(colour) if isinstance(colour, str) else colour
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawEllipse(box)
    painter.setPen(style.colour("quiet") if soft else style.readable_on(ground))
    font = style.font(1, QFont.Weight.DemiBold)
    font.setPixelSize(max(round(box.height() * 0.52), 1))
    painter.setFont(font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, character[:1])


def paint_shape(painter: QPainter, box: QRectF, shape: str, colour: QColor) -> None:
    """Draw "disc", "triangle", "diamond", "square" or "ring" into a box."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    inner = box.adjusted(1, 1, -1, -1)
    if shape == "square":
        painter.drawRoundedRect(inner, 3, 3)
    elif shape == "triangle":
        painter.drawPolygon(QPolygonF([QPointF(box.center().x(), box.top()), box.bottomRight(), box.bottomLeft()]))
    elif shape == "diamond":
        c = box.center()
        painter.drawPolygon(QPolygonF([QPointF(c.x(), box.top()), QPointF(box.right(), c.y()),
                                       QPointF(c.x(), box.bottom()), QPointF(box.left(), c.y())]))  # fmt: skip
    elif shape == "ring":
        pen = painter.pen()
        pen.setStyle(Qt.PenStyle.SolidLine)
        pen.setColor(colour)
        pen.setWidthF(2)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(inner)
    else:
        painter.drawEllipse(inner)
