"""The OpenGL widget: renders only when something changed, and hands mouse, wheel and keys to whoever moves the eye."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import shiboken6
from PySide6.QtCore import QElapsedTimer, QEvent, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QSurface, QSurfaceFormat, QWheelEvent
from PySide6.QtOpenGLWidgets import QOpenGLWidget
from PySide6.QtWidgets import QWidget

from scene3d.no_charts import put_off_charts, without_mypy

put_off_charts()
with without_mypy():
    from pyvistaqt import QtInteractor, rwi

GL_COLOR_BUFFER_BIT = 0x4000
SOON = 40  # milliseconds
DUE = 3  # milliseconds: what is painted over it takes the picture along, and comes sooner


class Hands(Protocol):
    """Who is told what the person does on the canvas."""

    def press(self, event: QMouseEvent) -> None:
        """Take a button going down."""

    def move(self, event: QMouseEvent) -> None:
        """Take the pointer moving."""

    def release(self, event: QMouseEvent) -> None:
        """Take a button coming up."""

    def double(self, event: QMouseEvent) -> None:
        """Take a double click."""

    def wheel(self, event: QWheelEvent) -> None:
        """Take the wheel."""

    def key(self, event: QKeyEvent) -> bool:
        """Take a key; False where it means nothing here."""

    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key that is a command of the window is for the map."""

    def leave(self) -> None:
        """Take the pointer going away."""


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


class Canvas(QtInteractor):
    """pyvistaqt's view without its own mouse and without its own rendering rhythm.

    Qt asks an OpenGL widget to paint whenever something over it changes; the town is rendered then only if `changed` was
    called since, else the picture of before is kept. ``renders`` counts the renderings.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        with _the_programs_format():
            super().__init__(parent, auto_update=False)
        self.setUpdateBehavior(QOpenGLWidget.UpdateBehavior.PartialUpdate)  # what was rendered stays until something changes
        self.setAcceptDrops(False)  # files are the window's business
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hands: Hands | None = None
        self.renders = 0
        self.drawn: Callable[[float], None] | None = None  # told the milliseconds of each rendering
        self._share = 1.0
        self._since = QElapsedTimer()
        self._stale = True
        self._hollow, self._hasty = True, False
        self._soon = QTimer(self, interval=SOON, singleShot=True)
        self._soon.timeout.connect(self.changed)
        self._due = QTimer(self, interval=DUE, singleShot=True)
        self._due.timeout.connect(self.update)

    @property
    def _surface(self) -> QSurface | None:
        """What the context draws on, asked for each time and never kept.

        pyvistaqt keeps it past its end, and Qt does not tell PySide when a surface ends. The next object of Qt that came to
        lie at the same address was then taken for the surface ("QSurface has no attribute type"), and sooner or later the
        program ended.
        """
        context = getattr(self, "_ctx", None)
        return context.surface() if context is not None and shiboken6.isValid(context) else None

    @_surface.setter
    def _surface(self, _kept: QSurface | None) -> None:
        pass

    @property
    def stale(self) -> bool:
        """Whether a rendering was asked for and is still to come."""
        return self._stale or self._soon.isActive()

    def wake(self) -> None:
        """There is something to render from now on; until this is called nothing is: an empty scene takes as long as a full one.

        The first picture comes with one sample a pixel, for it is waited for; the one after it with all.
        """
        if self._hollow:
            self._hollow, self._hasty = False, True

    def changed_soon(self) -> None:
        """Ask for a rendering that lets words go first: without a graphics card it takes longer than filling a panel."""
        if not self._soon.isActive():
            self._soon.start()

    def changed(self) -> None:
        """Ask for a rendering."""
        self._stale = True
        self._due.start()

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
        super().initializeGL()  # type: ignore[no-untyped-call]

    def resizeGL(self, w: int, h: int) -> None:
        """Render anew in the new size."""
        self._stale = True
        super().resizeGL(w, h)  # type: ignore[no-untyped-call]
        if self._share != 1.0:
            self._fit()

    @property
    def ready(self) -> bool:
        """Whether there is something to render with."""
        return self._RenderWindow is not None and bool(self._RenderWindow.GetReadyForRendering())

    def set_share(self, share: float) -> None:
        """Render with a share of the pixels along each side from now on."""
        if share != self._share:
            self._share = share
            self._fit()

    def _fit(self) -> None:
        """Let the picture behind the widget have its share of the pixels; it is stretched when it is put on."""
        if self._RenderWindow is not None:
            ratio = self.devicePixelRatioF() * self._share
            self._RenderWindow.SetSize(max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio)))

    def paintGL(self) -> None:
        """Render if something changed; else the last picture is there still."""
        if self._hollow:
            self._show_nothing()
        elif self._stale:
            self._stale = False
            self.renders += 1
            self._since.start()
            if self._hasty:
                self._render_in_haste()
            else:
                super().paintGL()  # type: ignore[no-untyped-call]
            if self.drawn is not None:
                self.drawn(self._since.nsecsElapsed() / 1e6)

    def _render_in_haste(self) -> None:
        window, self._hasty = self._RenderWindow, False
        samples = window.GetMultiSamples()
        window.SetMultiSamples(0)
        super().paintGL()  # type: ignore[no-untyped-call]
        window.SetMultiSamples(samples)
        self.changed_soon()

    def _show_nothing(self) -> None:
        """Fill the widget with the sky's colour."""
        functions: Any = self._gl
        if functions is not None:
            functions.glClearColor(*self.renderer.GetBackground(), 1.0)
            functions.glClear(GL_COLOR_BUFFER_BIT)

    def _render(self, *_args: Any, **_kwargs: Any) -> None:  # type: ignore[override]
        """What pyvista asks for by itself waits for the next paint."""
        self.changed()

    # Mouse and keys: ours, VTK's interactor hears nothing

    def event(self, ev: QEvent) -> bool:
        """Keep keys for the map that are commands of the window elsewhere, as the tool in hand wants them."""
        wanted = ev.type() == QEvent.Type.ShortcutOverride and self.hands is not None and isinstance(ev, QKeyEvent)
        if wanted and self.hands.wants(ev):  # type: ignore[union-attr, arg-type]
            ev.accept()
            return True
        return bool(super().event(ev))

    def mousePressEvent(self, ev: QMouseEvent) -> None:
        """Hand on."""
        if self.hands:
            self.hands.press(ev)

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        """Hand on."""
        if self.hands:
            self.hands.move(ev)

    def mouseReleaseEvent(self, ev: QMouseEvent) -> None:
        """Hand on."""
        if self.hands:
            self.hands.release(ev)

    def mouseDoubleClickEvent(self, ev: QMouseEvent) -> None:
        """Hand on."""
        if self.hands:
            self.hands.double(ev)

    def wheelEvent(self, ev: QWheelEvent) -> None:
        """Hand on."""
        if self.hands:
            self.hands.wheel(ev)
        ev.accept()

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        """Hand on; keys that mean nothing here go to the window."""
        if self.hands is None or not self.hands.key(ev):
            ev.ignore()

    def keyReleaseEvent(self, ev: QKeyEvent) -> None:
        """Nothing happens on release."""
        ev.ignore()

    def enterEvent(self, ev: QEnterEvent) -> None:
        """Nothing to do."""

    def leaveEvent(self, ev: QEvent) -> None:
        """Hand on."""
        if self.hands:
            self.hands.leave()

    def focusInEvent(self, ev: QFocusEvent) -> None:
        """Nothing to draw for it: what is under the pointer tells."""
