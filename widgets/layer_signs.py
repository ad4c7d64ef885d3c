"""The signs of the map as pictures for buttons and menus, and what each of them means in words."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from data.kinds import Kinds
from data.paths import resource
from widgets import style

SIDE = 18  # unscaled pixels


def sign_words(kinds: Kinds) -> dict[str, str]:
    """Return the signs that kinds use, with the words of the kind or code that first uses each."""
    found: dict[str, str] = {}
    for kind in kinds.layers():
        if kind.layer and kind.layer.symbol:
            found.setdefault(kind.layer.symbol, kind.label)
    for kind in kinds.layers():
        sign = kind.fields.get(kind.layer.sign) if kind.layer and kind.layer.sign else None
        for choice in sign.choices if sign else ():
            if choice.symbol:
                found.setdefault(choice.symbol, choice.label)
    return {name: words for name, words in found.items() if resource("symbols", f"{name}.svg").is_file()}


def sign_icon(name: str, colour: str = "text") -> QIcon:
    """Return a sign in a colour (a token or "#rrggbb")."""
    return QIcon(_pixmap(name, style.scaled(SIDE), style.colour(colour).name(), ""))


def disc_icon(colour: str) -> QIcon:
    """Return a disc of a colour; "" gives an empty ring."""
    return QIcon(_pixmap("", style.scaled(SIDE), style.colour("quiet").name(), style.colour(colour).name() if colour else ""))


def dot_icon(size: float) -> QIcon:
    """Return a dot as large as symbols of a size (1 is the usual) are among each other."""
    side = style.scaled(SIDE)
    made = QPixmap(QSize(side, side) * 2)
    made.setDevicePixelRatio(2.0)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(style.colour("text"))
    radius = side * 0.5 * (size - 0.45)
    painter.drawEllipse(QPointF(side / 2, side / 2), radius, radius)
    painter.end()
    return QIcon(made)


def symbol_icon(name: str, colour: str) -> QIcon:
    """Return a sign in white on a disc of a colour, as it stands on the map."""
    return QIcon(_pixmap(name, style.scaled(SIDE + 4), "#ffffff", style.colour(colour).name()))


@lru_cache(maxsize=500)
def _pixmap(name: str, side: int, tint: str, disc: str) -> QPixmap:
    made = QPixmap(QSize(side, side) * 2)
    made.setDevicePixelRatio(2.0)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    whole = QRectF(0, 0, side, side)
    if disc or not name:
        painter.setPen(Qt.PenStyle.NoPen if disc else QColor(tint))
        painter.setBrush(QColor(disc) if disc else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(whole.adjusted(1, 1, -1, -1))
    if name:
        inset = side * 0.2 if disc else 0.0
        drawing = resource("symbols", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", tint)
        QSvgRenderer(QByteArray(drawing.encode())).render(painter, whole.adjusted(inset, inset, -inset, -inset))
    painter.end()
    return made
