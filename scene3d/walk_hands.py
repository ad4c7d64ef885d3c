"""Hands and feet of a walk: keys go, the mouse looks, a click chooses, Esc leaves; the map's own hands rest meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QMouseEvent, QWheelEvent

from scene3d.walk import PACE, RUN, Stand, Streets

if TYPE_CHECKING:
    from scene3d.camera import Eye
    from scene3d.view import MapView

TICK = 16  # ms
LONGEST = 0.12  # seconds of one step, so that a slow picture makes no leap
LOOK = 0.16  # degrees a pixel
TURN = 70.0  # degrees a second, by Q and E
BORDER = 80  # pixels from the edge of the map where the pointer is put back into the middle

RIGHT = {Qt.Key.Key_D: 1.0, Qt.Key.Key_Right: 1.0, Qt.Key.Key_A: -1.0, Qt.Key.Key_Left: -1.0}
FORWARD = {Qt.Key.Key_W: 1.0, Qt.Key.Key_Up: 1.0, Qt.Key.Key_S: -1.0, Qt.Key.Key_Down: -1.0}
TURNS = {Qt.Key.Key_Q: -1.0, Qt.Key.Key_E: 1.0}


class Walk(QObject):
    """A walk on a map from now until `stop`; `moved` tells each `Stand`, `ended` that it is over."""

    moved = Signal(object)
    ended = Signal()

    def __init__(self, map_: MapView, parent: QObject | None = None) -> None:
        super().__init__(parent or map_)
        assert map_.town is not None
        self._map = map_
        self.streets = Streets(map_.town)
        self._before: Eye = map_.navigator.eye
        self._held: set[Qt.Key] = set()
        self._fast = False
        self._last: QPointF | None = None
        self._since = QElapsedTimer()
        self._timer = QTimer(self, interval=TICK)
        self._timer.timeout.connect(self._on)
        self.stand = self._begin()
        map_.navigator.stop()
        map_.canvas.installEventFilter(self)
        map_.canvas.setCursor(Qt.CursorShape.CrossCursor)
        map_.canvas.setMouseTracking(True)
        map_.setFocus()
        self._show()

    def _begin(self) -> Stand:
        """Stand where the middle of the view lies on the ground, looking as the map does."""
        navigator, (left, top, right, bottom) = self._map.navigator, self._map.margins
        wide, tall = self._map.width(), self._map.height()
        middle = navigator.projection.on_plane((left + wide - right) / 2, (top + tall - bottom) / 2)
        at = middle if middle is not None else navigator.eye.target
        return Stand(*self.streets.step_in(float(at[0]), float(at[1])), navigator.eye.bearing)

    def stop(self) -> None:
        """Go back up to where the eye was."""
        if not self._timer.parent():
            return
        self._timer.stop()
        self._map.canvas.removeEventFilter(self)
        self._map.canvas.unsetCursor()
        self._map.navigator.fly(self._before)
        self.ended.emit()
        self.deleteLater()

    # Moving

    def _on(self) -> None:
        seconds = min(self._since.restart() / 1000, LONGEST)
        length = PACE * (RUN if self._fast else 1.0) * seconds
        right, forward = (sum(of.get(k, 0.0) for k in self._held) for of in (RIGHT, FORWARD))
        turn = sum(TURNS.get(k, 0.0) for k in self._held)
        stand = self.stand.turned(turn * TURN * seconds, 0.0)
        if right or forward:
            both = (right * right + forward * forward) ** 0.5
            stand = self.streets.walk(stand, right / both * length, forward / both * length)
        if stand != self.stand:
            self.stand = stand
            self._show()

    def look(self, right: float, down: float) -> None:
        """Turn the head by degrees."""
        self.stand = self.stand.turned(right, down)
        self._show()

    def _show(self) -> None:
        """Put the eye there; the navigator's own limits are for flying."""
        navigator = self._map.navigator
        navigator.eye = self.stand.eye
        navigator.moved.emit(navigator.eye)
        navigator.rest_soon()
        self.moved.emit(self.stand)

    # Events of the map

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take keys and mouse for the walk."""
        if isinstance(event, QKeyEvent) and event.type() in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            return self._key(event, down=event.type() == QEvent.Type.KeyPress)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not self._modified(event):
            event.accept()
            return True
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.WindowDeactivate):
            self._rest()
            return False
        return self._pointer(event)

    def _modified(self, event: QKeyEvent) -> bool:
        return bool(event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier))

    def _key(self, event: QKeyEvent, *, down: bool) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            if down:
                self.stop()
            return True
        self._fast = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key not in RIGHT and key not in FORWARD and key not in TURNS:
            return False
        if self._modified(event):
            return False
        if not event.isAutoRepeat():
            self._hold(key, down)
        return True

    def _hold(self, key: Qt.Key, down: bool) -> None:
        if down:
            self._held.add(key)
            if not self._timer.isActive():
                self._since.start()
                self._timer.start()
        else:
            self._held.discard(key)
            if not self._held:
                self._rest()

    def _rest(self) -> None:
        """Stand still."""
        self._held.clear()
        self._timer.stop()
        self._last = None

    def _pointer(self, event: QEvent) -> bool:
        if isinstance(event, QWheelEvent):
            return True
        if not isinstance(event, QMouseEvent):
            return False
        if event.type() == QEvent.Type.MouseMove:
            self._look_to(event.position())
        elif event.type() == QEvent.Type.MouseButtonRelease and event.button() == Qt.MouseButton.LeftButton:
            self._map.click_at(event.position().x(), event.position().y())
        return True

    def _look_to(self, at: QPointF) -> None:
        last, self._last = self._last, at
        if last is None:
            return
        step = at - last
        self.look(step.x() * LOOK, step.y() * LOOK)
        self._keep_inside(at)

    def _keep_inside(self, at: QPointF) -> None:
        """Put the pointer back into the middle before it leaves the map, so that one can turn on and on."""
        left, top, right, bottom = self._map.margins
        free = self._map.canvas.rect().adjusted(left, top, -right, -bottom).adjusted(BORDER, BORDER, -BORDER, -BORDER)
        if free.contains(at.toPoint()) or not free.isValid():
            return
        middle: QPoint = free.center()
        QCursor.setPos(self._map.canvas.mapToGlobal(middle))
        self._last = None  # where it is put is no look; a screen that moves no pointer goes on from where it was
