"""What mouse, wheel and keys mean on the map."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QElapsedTimer, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

from scene3d.navigator import Navigator

Floats = npt.NDArray[np.float64]

STILL = 5  # pixels; a press that moves less is a click
TURN = 0.28  # degrees a pixel
HOVER_MS = 40
CTRL = Qt.KeyboardModifier.ControlModifier


class Finder(Protocol):
    """Who knows what lies under a pixel."""

    def held_at(self, x: float, y: float) -> Floats | None:
        """Return the point (local metres) that a drag takes hold of."""

    def click_at(self, x: float, y: float) -> None:
        """Choose what is there."""

    def double_at(self, x: float, y: float) -> None:
        """Fly to what is there."""

    def hover_at(self, x: float, y: float) -> None:
        """Show what is there."""

    def hover_off(self) -> None:
        """Show nothing."""

    def escape(self) -> None:
        """Go a step back."""


class ToolHands(Protocol):
    """Who holds a tool, perhaps: each returns whether the tool took what the hand did, so that the map shall not."""

    @property
    def in_hand(self) -> bool:
        """Whether there is a tool."""

    def press(self, event: QMouseEvent) -> bool:
        """Take hold of something."""

    def move(self, event: QMouseEvent) -> bool:
        """See the pointer move."""

    def release(self, event: QMouseEvent) -> None:
        """Let go of what was taken hold of."""

    def click(self, event: QMouseEvent) -> bool:
        """Take a click of the left or right button that was no drag."""

    def double(self, event: QMouseEvent) -> bool:
        """Take a double click."""

    def key(self, event: QKeyEvent) -> bool:
        """Take a key."""

    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key that is a command of the window is for the tool."""

    def away(self) -> None:
        """The pointer left the map."""


class MapHands(QObject):
    """Left drag moves the ground, right or middle drag (or Ctrl and left) turns, the wheel zooms to the pointer.

    With a tool in hand the middle button moves the ground, since the left one may draw; a left drag that the tool does not take
    moves it too.
    """

    def __init__(self, navigator: Navigator, finder: Finder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._navigator = navigator
        self._finder = finder
        self.tools: ToolHands | None = None
        self._tool_holds = False
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._turning = self._dragging = False
        self._held: Floats | None = None
        self._over: QPointF | None = None
        self._hover = QTimer(self, interval=HOVER_MS, singleShot=True)
        self._hover.timeout.connect(self._hover_now)
        self._since_hover = QElapsedTimer()
        self._keys = {
            Qt.Key.Key_Left: lambda: navigator.shift(-0.06, 0), Qt.Key.Key_Right: lambda: navigator.shift(0.06, 0),
            Qt.Key.Key_Up: lambda: navigator.shift(0, 0.06), Qt.Key.Key_Down: lambda: navigator.shift(0, -0.06),
            Qt.Key.Key_Plus: lambda: navigator.zoom(1 / 1.2), Qt.Key.Key_Equal: lambda: navigator.zoom(1 / 1.2),
            Qt.Key.Key_Minus: lambda: navigator.zoom(1.2), Qt.Key.Key_Q: lambda: navigator.turn(-6, 0),
            Qt.Key.Key_E: lambda: navigator.turn(6, 0), Qt.Key.Key_PageUp: lambda: navigator.turn(0, 4),
            Qt.Key.Key_PageDown: lambda: navigator.turn(0, -4), Qt.Key.Key_Home: navigator.overview,
            Qt.Key.Key_N: lambda: navigator.set_bearing(0.0), Qt.Key.Key_Escape: finder.escape,
        }  # fmt: skip

    def close(self) -> None:
        """Stop the timer."""
        self._hover.stop()

    def press(self, event: QMouseEvent) -> None:
        """Remember where; the first move decides between click and drag."""
        self._navigator.touch()
        self._pressed = self._last = event.position()
        self._dragging = False
        self._tool_holds = self.tools is not None and self.tools.press(event)
        if self._tool_holds:
            return
        left = event.button() == Qt.MouseButton.LeftButton
        with_tool = self.tools is not None and self.tools.in_hand and event.button() == Qt.MouseButton.MiddleButton
        self._turning = not (left or with_tool) or bool(event.modifiers() & CTRL)
        self._held = self._finder.held_at(event.position().x(), event.position().y()) if not self._turning else None

    def move(self, event: QMouseEvent) -> None:
        """Drag, turn or hover."""
        if self.tools is not None and (self._tool_holds or self._pressed is None) and self.tools.move(event):
            return
        if self._pressed is None:
            self._over = event.position()
            if not self._hover.isActive():
                self._hover.start()
            return
        if not self._dragging and (event.position() - self._pressed).manhattanLength() < STILL:
            return
        if not self._dragging:
            self._dragging = True
            self._finder.hover_off()
        self._drag(event.position())

    def _drag(self, at: QPointF) -> None:
        step = at - self._last
        self._last = at
        if self._turning:
            self._navigator.turn(step.x() * TURN, step.y() * TURN)
        elif self._held is not None:
            self._navigator.pull(self._held, at.x(), at.y())
        else:
            self._navigator.shift(-step.x() * 0.001, step.y() * 0.001)

    def release(self, event: QMouseEvent) -> None:
        """A press that did not move is a click."""
        was, self._pressed = self._pressed, None
        clicked, self._dragging = was is not None and not self._dragging, False
        if self._tool_holds and self.tools is not None:
            self._tool_holds = False
            self.tools.release(event)
            return
        if clicked and self.tools is not None and self.tools.click(event):
            return
        if clicked and event.button() == Qt.MouseButton.LeftButton and not self._turning:
            self._finder.click_at(event.position().x(), event.position().y())

    def double(self, event: QMouseEvent) -> None:
        """Fly there."""
        self._pressed = None
        if self.tools is not None and self.tools.double(event):
            return
        if event.button() == Qt.MouseButton.LeftButton:
            self._finder.double_at(event.position().x(), event.position().y())

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom to the pointer; sideways turns."""
        steps = event.angleDelta().y() / 120
        if steps:
            self._navigator.zoom(1.18**-steps, event.position().x(), event.position().y())
        if event.angleDelta().x():
            self._navigator.turn(event.angleDelta().x() / 120 * 4, 0.0)

    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key that is a command of the window is for the tool in hand."""
        return self.tools is not None and self.tools.wants(event)

    def key(self, event: QKeyEvent) -> bool:
        """Carry out a key of the tool in hand, or of the map."""
        if self.tools is not None and self.tools.key(event):
            return True
        if event.modifiers() & (CTRL | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier):
            return False
        act = self._keys.get(Qt.Key(event.key()))
        if act is None:
            return False
        act()
        return True

    def leave(self) -> None:
        """The pointer left the map."""
        if self.tools is not None:
            self.tools.away()
        over, self._over = self._over, None
        self._hover.stop()
        if over is not None:  # what a list or another screen points at stays lit where no hand was on the map
            self._finder.hover_off()

    def _hover_now(self) -> None:
        if self._over is not None and self._pressed is None:
            self._finder.hover_at(self._over.x(), self._over.y())
