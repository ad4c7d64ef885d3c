"""What the map is drawn on: rendered only when something changed, and telling mouse, wheel and keys to whoever moves the eye."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QElapsedTimer, QEvent, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QFocusEvent, QImage, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from scene3d.graphics import has_card

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


if TYPE_CHECKING:
    Widget = QWidget
else:
    Widget = object  # a widget has one class of Qt, and each canvas brings its own


class Canvas(Widget):
    """What both canvases have in common; make one with `new_canvas`.

    Qt asks a widget to paint whenever something over it changes; the town is rendered then only if `changed` was called since,
    else the picture of before is kept. ``renders`` counts the renderings.
    """

    def begin(self) -> None:
        """Set up; to be called when the widget is there."""
        self.setAcceptDrops(False)  # files are the window's business
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
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
        """Render at once what was asked for, for what is just being painted over it."""
        raise NotImplementedError

    def picture(self) -> QImage:
        """Return what is shown, rendered anew if something changed, in the pixels of the screen."""
        raise NotImplementedError

    @property
    def ready(self) -> bool:
        """Whether there is something to render with."""
        raise NotImplementedError

    def set_share(self, share: float) -> None:
        """Render with a share of the pixels along each side from now on."""
        if share != self._share:
            self._share = share
            self._fit()

    def _fit(self) -> None:
        """Let what is rendered have its share of the pixels; it is stretched when it is put on."""
        raise NotImplementedError

    def _pixels(self) -> tuple[int, int]:
        """Return width and height of what is rendered, in pixels."""
        ratio = self.devicePixelRatioF() * self._share
        return max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio))

    def _render_if_changed(self) -> None:
        """Render, if there is a town and something changed since the last time."""
        if self._hollow or not self._stale:
            return
        self._stale = False
        self.renders += 1
        self._since.start()
        window = self.render_window  # type: ignore[attr-defined]
        hasty, self._hasty = self._hasty, False
        samples = window.GetMultiSamples()
        if hasty:
            window.SetMultiSamples(0)
        self._render_town()
        if hasty:
            window.SetMultiSamples(samples)
            self.changed_soon()
        if self.drawn is not None:
            self.drawn(self._since.nsecsElapsed() / 1e6)

    def _render_town(self) -> None:
        """Let VTK render."""
        raise NotImplementedError

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


def new_canvas(parent: QWidget | None = None) -> Canvas:
    """Return a canvas: with a graphics card one that stays on the card, else one that paints a picture as any widget is painted.

    Without a card Qt puts a window together pixel by pixel, if there is but one OpenGL widget in it: that takes longer than to
    render the town, and each word that changes beside the map waits for it too.
    """
    if has_card():
        from scene3d.card_canvas import CardCanvas

        return CardCanvas(parent)
    from scene3d.picture_canvas import PictureCanvas

    return PictureCanvas(parent)
