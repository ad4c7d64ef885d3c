"""Hands and eyes for tests of the map widget."""

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QWheelEvent

from scene3d.camera import Eye, Projection

LEFT = Qt.MouseButton.LeftButton


def settle(qtbot, view):
    qtbot.waitUntil(lambda: view.settled and not view.navigator._rest.isActive(), timeout=20_000)


def pixel_of(view, point):
    x, y, _ = view.navigator.projection.pixels(point)[0]
    return QPoint(round(x), round(y))


def roof(view, row):
    middle = view.town.buildings.footprints[row].centroid
    return (middle.x, middle.y, float(view.town.buildings.height[row]) - 0.7)


def drag(view, start, end, button=LEFT, modifiers=Qt.KeyboardModifier.NoModifier):
    canvas = view.canvas
    for kind, at, down in (
        (QEvent.Type.MouseButtonPress, start, button), (QEvent.Type.MouseMove, (start + end) / 2, button),
        (QEvent.Type.MouseMove, end, button), (QEvent.Type.MouseButtonRelease, end, Qt.MouseButton.NoButton),
    ):  # fmt: skip
        what = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else button
        event = QMouseEvent(kind, QPointF(at), QPointF(canvas.mapToGlobal(at)), what, down, modifiers)
        handler = {QEvent.Type.MouseButtonPress: canvas.mousePressEvent, QEvent.Type.MouseMove: canvas.mouseMoveEvent,
                   QEvent.Type.MouseButtonRelease: canvas.mouseReleaseEvent}[kind]  # fmt: skip
        handler(event)


def wheel(view, at, steps):
    event = QWheelEvent(
        QPointF(at), QPointF(view.canvas.mapToGlobal(at)), QPoint(), QPoint(0, 120 * steps), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    view.canvas.wheelEvent(event)


def picture(view):
    """What was rendered, (h, w, 3)."""
    image = view.canvas.picture().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3).copy()  # the image's memory goes with it


def shown(view, kind, at=(110.0, 20.0)):
    """What a layer shows to an eye near a place."""
    return view.layers.layers[kind].symbols(Projection(Eye(*at, 0.0, 120.0, 0.0, 60.0), 900, 600))
