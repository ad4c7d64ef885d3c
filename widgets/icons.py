"""The program's line icons, drawn in the colour of the text that they stand beside."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from data.paths import resource
from widgets import style


def names() -> list[str]:
    """Return the names of all icons."""
    return sorted(path.stem for path in resource("icons").glob("*.svg"))


def pixmap(name: str, pixels: int, tint: str | QColor = "text", ratio: float = 2.0) -> QPixmap:
    """Return an icon as a picture of ``pixels`` logical pixels; ``tint`` is a colour or the name of a token."""
    shade = style.colour(tint) if isinstance(tint, str) else tint
    return _pixmap(name, pixels, shade.rgba(), ratio)


def paint(painter: QPainter, name: str, rect: QRectF, tint: str | QColor = "text") -> None:
    """Paint an icon into a square of the painter's device."""
    ratio = max(painter.device().devicePixelRatioF(), 1.0)
    painter.drawPixmap(rect.toAlignedRect(), pixmap(name, round(rect.width()), tint, ratio))


def icon(name: str, tint: str = "text") -> QIcon:
    """Return an icon for menus and Qt buttons in the present theme; ask again when the theme changes."""
    made = QIcon()
    for pixels in (16, 20, 24, 32):
        made.addPixmap(pixmap(name, pixels, tint))
        made.addPixmap(pixmap(name, pixels, "quiet"), QIcon.Mode.Disabled)
    return made


def spaced(name: str, pixels: int, gap: int, tint: str = "text") -> QIcon:
    """Return an icon of one size with room to its right: Qt leaves only 4 pixels between a button's icon and its words."""
    made = QIcon()
    for mode, shade in ((QIcon.Mode.Normal, tint), (QIcon.Mode.Disabled, "quiet")):
        drawn = pixmap(name, pixels, shade)
        wide = QPixmap(QSize(pixels + gap, pixels) * drawn.devicePixelRatio())
        wide.setDevicePixelRatio(drawn.devicePixelRatio())
        wide.fill(Qt.GlobalColor.transparent)
        painter = QPainter(wide)
        painter.drawPixmap(0, 0, drawn)
        painter.end()
        made.addPixmap(wide, mode)
    return made


@lru_cache(maxsize=512)
def _pixmap(name: str, pixels: int, rgba: int, ratio: float) -> QPixmap:
    drawing = _renderer(name)
    made = QPixmap(QSize(pixels, pixels) * ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    drawing.render(painter)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(made.rect(), QColor.fromRgba(rgba))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


@lru_cache(maxsize=256)
def _renderer(name: str) -> QSvgRenderer:
    path = resource("icons", f"{name}.svg")
    if not path.exists():
        raise ValueError(f"no such icon: {name}")
    return QSvgRenderer(str(path))
