"""The map without a graphics card: VTK renders a picture in memory, and Qt paints it as it paints any other widget."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from vtkmodules.vtkCommonCore import vtkUnsignedCharArray

from scene3d.arrays import numpy_view
from scene3d.canvas import Canvas
from scene3d.plotters import end_plotter, new_plotter

SMALL = 64, 64  # pixels, until the widget has its size


class PictureCanvas(Canvas, QWidget):
    """A plotter without a window of its own, and the last picture that it rendered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        QWidget.__init__(self, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._plotter: Any = new_plotter(*SMALL)
        self.renderer = self._plotter.renderer
        self.render_window = self._plotter.render_window
        self.render_window.SetFrameBlitModeToNoBlit()
        self._read = vtkUnsignedCharArray()
        self._shown: npt.NDArray[np.uint32] = np.zeros((0, 0), np.uint32)  # row 0 on top, as Qt keeps RGB32
        self.begin()

    def close(self) -> bool:
        """Let go of VTK's window; nothing is rendered afterwards."""
        if self._plotter is not None:
            self._hollow, self._shown = True, np.zeros((0, 0), np.uint32)
            self._soon.stop()
            self._due.stop()
            end_plotter(self._plotter)
            self._plotter = self.render_window = None  # VTK's window ends with the last who holds it
        return QWidget.close(self)

    @property
    def ready(self) -> bool:
        """Whether there is something to render with."""
        return self._plotter is not None

    def draw(self) -> None:
        """Nothing to do: what lies under a widget is painted before it."""

    def picture(self) -> QImage:
        """Return what is shown."""
        self._render_if_changed()
        ratio = self.devicePixelRatioF()
        image = QImage(round(self.width() * ratio), round(self.height() * ratio), QImage.Format.Format_RGB32)
        painter = QPainter(image)
        self._put_on(painter, image.width(), image.height())
        painter.end()
        return image

    def paintEvent(self, event: QPaintEvent) -> None:
        """Render if something changed, and paint the part that is asked for."""
        if self._stale and not self._hollow:
            self._due.stop()
            self._render_if_changed()
            rest = self.visibleRegion().subtracted(event.region())
            if not rest.isEmpty():
                self.update(rest)
        painter = QPainter(self)
        self._put_on(painter, self.width(), self.height())
        painter.end()

    def _put_on(self, painter: QPainter, width: int, height: int) -> None:
        """Paint the last picture over so much; before there is one, the sky."""
        tall, wide = self._shown.shape
        if not tall:
            painter.fillRect(0, 0, width, height, QColor.fromRgbF(*self._sky()))
            return
        image = QImage(self._shown.data, wide, tall, 4 * wide, QImage.Format.Format_RGB32)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self._share != 1.0)
        painter.drawImage(QRect(0, 0, width, height), image)

    def _sky(self) -> tuple[float, float, float]:
        return tuple(self.renderer.GetBackground())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Render anew in the new size."""
        QWidget.resizeEvent(self, event)
        self._fit()

    def event(self, ev: QEvent) -> bool:
        """Render anew on a screen with other pixels."""
        if ev.type() == QEvent.Type.DevicePixelRatioChange:
            self._fit()
            self.changed()
        return super().event(ev)

    def _fit(self) -> None:
        if self._plotter is not None:
            self.render_window.SetSize(*self._pixels())
            self._stale = True

    def _render_town(self) -> None:
        window = self.render_window
        window.Render()
        wide, tall = window.GetSize()
        window.GetRGBACharPixelData(0, 0, wide - 1, tall - 1, 0, self._read)
        upright = np.ascontiguousarray(numpy_view(self._read).reshape(tall, wide, 4)[::-1])
        # In Qt's own order once for each rendering: parts of it are painted many times.
        read = QImage(upright.data, wide, tall, 4 * wide, QImage.Format.Format_RGBX8888)
        image = read.convertToFormat(QImage.Format.Format_RGB32)
        self._shown = np.frombuffer(image.constBits(), np.uint32).reshape(tall, wide).copy()
