"""Pictures and pages that leave say who took them and when: a line in sight, and a number that the journal keeps."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter

from data.exchange.out.mark import Mark
from widgets import style

SMALLEST = 9  # pixels of the letters
SHARE = 90  # of the picture's height
GROUND, INK = QColor(255, 255, 255, 200), QColor("#3c4854")


def mark_picture(image: QImage, mark: Mark) -> None:
    """Write a mark into the lower right corner of a picture, and its number into the text that picture files carry."""
    keep_number(image, mark)
    font = style.font()
    font.setPixelSize(max(SMALLEST, image.height() // SHARE))
    metrics = QFontMetricsF(font)
    edge = metrics.height() * 0.35
    wide = min(metrics.horizontalAdvance(mark.line) + 2 * edge, float(image.width()))
    tall = metrics.height() + 2 * edge
    box = QRectF(image.width() - wide, image.height() - tall, wide, tall)
    painter = QPainter(image)
    painter.fillRect(box, GROUND)
    painter.setFont(font)
    painter.setPen(INK)
    said = metrics.elidedText(mark.line, Qt.TextElideMode.ElideLeft, wide - 2 * edge)  # the number stands at the end
    painter.drawText(box.adjusted(edge, 0, -edge, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, said)
    painter.end()


def keep_number(image: QImage, mark: Mark) -> None:
    """Put who, when and the number into the text that picture files carry."""
    image.setText("Author", mark.who)
    image.setText("Comment", mark.hidden)
    image.setText("Description", mark.line)
