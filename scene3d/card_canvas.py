"""The map on a graphics card: an OpenGL widget, of which Qt puts the window together on the card too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QOpenGLContext, QSurface, QSurfaceFormat
from PySide6.QtOpenGLWidgets import QOpenGLWidget
from PySide6.QtWidgets import QWidget

from scene3d.canvas import Canvas
from scene3d.no_charts import put_off_charts, without_mypy

put_off_charts()
with without_mypy():
    from pyvistaqt import QtInteractor, rwi

GL_COLOR_BUFFER_BIT = 0x4000


class _Kept(QSurfaceFormat):
    """A format that cannot become the program's default."""

    @staticmethod
    def setDefaultFormat(_format: Any) -> None:
        """Leave the default as it is."""


@contextmanager
def _the_programs_format() -> Iterator[None]:
    """Keep the OpenGL format that the program set at its start.

    pyvistaqt sets the default again for every view, and Qt warns of that once its shared context is there.
    """
    if QSurfaceFormat.defaultFormat().profile() != QSurfaceFormat.OpenGLContextProfile.CoreProfile:
        yield
        return
    module: Any = rwi
    usual, module.QSurfaceFormat = module.QSurfaceFormat, _Kept
    try:
        yield
    finally:
        module.QSurfaceFormat = usual


class CardCanvas(Canvas, QtInteractor):  # type: ignore[misc]
    """pyvistaqt's view without its own mouse and without its own rendering rhythm."""

    def __init__(self, parent: QWidget | None = None) -> None:
        with _the_programs_format():
            QtInteractor.__init__(self, parent, auto_update=False)
        self.setUpdateBehavior(QOpenGLWidget.UpdateBehavior.PartialUpdate)  # what was rendered stays until something changes
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # what lies under it is not painted for every step of a movement
        self.begin()

    @property
    def _ctx(self) -> QOpenGLContext | None:
        """The context of this view as Qt has it, asked for each time and never kept; None before there is one, and after.

        pyvistaqt keeps PySide's object and renders only while that very object is the current context. PySide may take an object
        for ended whose context lives on, and make another: from then on symbols moved over a town that stood still.
        """
        return self.context() if getattr(self, "_begun", False) and shiboken6.isValid(self) else None

    @_ctx.setter
    def _ctx(self, kept: QOpenGLContext | None) -> None:
        self._begun = kept is not None

    @property
    def _surface(self) -> QSurface | None:
        """What the context draws on, asked for each time and never kept.

        pyvistaqt keeps it past its end, and Qt does not tell PySide when a surface ends. The next object of Qt that came to
        lie at the same address was then taken for the surface ("QSurface has no attribute type"), and sooner or later the
        program ended.
        """
        context = self._ctx
        return context.surface() if context is not None else None

    @_surface.setter
    def _surface(self, _kept: QSurface | None) -> None:
        pass

    def draw(self) -> None:
        """Render at once what was asked for, for what is just being painted over it.

        Qt, told that an OpenGL widget and one over it are both to be painted, paints everything that lies over either: two
        hundred words and switches of the panels beside the map, for each step of a movement.
        """
        if not self._due.isActive() or not self.isValid():
            return
        self._due.stop()
        self.makeCurrent()
        self.paintGL()
        self.context().functions().glFlush()  # another context puts the window together
        self.doneCurrent()

    def initializeGL(self) -> None:
        """Render anew in a new context: what was rendered ended with the one before."""
        self._stale = True
        QtInteractor.initializeGL(self)  # type: ignore[no-untyped-call]

    def resizeGL(self, w: int, h: int) -> None:
        """Render anew in the new size."""
        self._stale = True
        QtInteractor.resizeGL(self, w, h)  # type: ignore[no-untyped-call]
        if self._share != 1.0:
            self._fit()

    def picture(self) -> QImage:
        """Return what is shown."""
        return self.grabFramebuffer()

    @property
    def ready(self) -> bool:
        """Whether there is something to render with."""
        return self._RenderWindow is not None and bool(self._RenderWindow.GetReadyForRendering())

    def _fit(self) -> None:
        if self._RenderWindow is not None:
            self._RenderWindow.SetSize(*self._pixels())

    def paintGL(self) -> None:
        """Render if something changed; else the last picture is there still."""
        if self._hollow:
            self._show_nothing()
        else:
            self._render_if_changed()

    def _render_town(self) -> None:
        QtInteractor.paintGL(self)  # type: ignore[no-untyped-call]

    def _show_nothing(self) -> None:
        """Fill the widget with the sky's colour."""
        functions: Any = self._gl
        if functions is not None:
            functions.glClearColor(*self.renderer.GetBackground(), 1.0)
            functions.glClear(GL_COLOR_BUFFER_BIT)

    def _render(self, *_args: Any, **_kwargs: Any) -> None:  # type: ignore[override]
        """What pyvista asks for by itself waits for the next paint."""
        self.changed()
