"""A signed head of the journal as a page to be printed and kept elsewhere: in words, in letters, and as a square code."""

from __future__ import annotations

from pathlib import Path

import segno
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPageSize, QPainter

from app.pdf import keep_words, page_font, pdf_writer
from data.exchange.out.mark import Mark
from data.i18n import tr
from data.kinds.moments import write_time
from data.store.heads import Head, as_text

DOTS = 150  # an inch
SIDE = 480  # dots of the square code
GROUP = 8  # letters of the text between two spaces


def grouped(text: str) -> str:
    """Return a head's text with its long runs in groups that an eye can follow."""
    words = text.split(" ")
    return " ".join(" ".join(w[i : i + GROUP] for i in range(0, len(w), GROUP)) if len(w) > 40 else w for w in words)


def write_head_page(out: Path, head: Head, name: str, zone: str, mark: Mark) -> None:
    """Write the page as PDF, with who took it out and when.

    Raises
    ------
    BadInput
        If the file cannot be written.
    """
    writer = pdf_writer(out, tr("日志封签"), mark)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    writer.setResolution(DOTS)
    painter = QPainter(writer)
    wide = float(writer.width())
    top = 0.0
    for text, size in (
        (tr("日志封签"), 16.0),
        (name, 12.0),
        (tr("第 {entry} 条，{when}", entry=head.entry, when=write_time(head.at, zone)), 10.0),
        (tr("放到别处保存。以后用“核对日志封签或报告”核对：日志末尾被截掉，或整本被重写，都会发现。"), 8.0),
    ):
        top = _write(painter, text, size, top, wide)
    _square(painter, as_text(head), top + 12)
    top = _write(painter, grouped(as_text(head)), 7.0, top + SIDE + 30, wide)
    _write(painter, mark.line, 7.0, top + 6, wide)
    painter.end()
    keep_words(out)


def _write(painter: QPainter, text: str, size: float, top: float, wide: float) -> float:
    """Write lines and return where the next ones begin."""
    painter.setFont(page_font(size))
    painter.setPen(QColor("#1c2733"))
    wrap = int(Qt.TextFlag.TextWordWrap)
    needed = painter.boundingRect(QRectF(0, top, wide, 4000), wrap, text)
    painter.drawText(needed, wrap, text)
    return needed.bottom() + 10


def _square(painter: QPainter, text: str, top: float) -> None:
    matrix = segno.make_qr(text, error="m").matrix
    cell = SIDE / len(matrix)
    for y, line in enumerate(matrix):
        for x, dark in enumerate(line):
            if dark:
                painter.fillRect(QRectF(x * cell, top + y * cell, cell + 0.3, cell + 0.3), QColor("#000000"))
