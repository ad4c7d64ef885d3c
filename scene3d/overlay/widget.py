"""The see-through widget over the canvas that paints symbols and labels."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QWidget

from data.look import colours
from scene3d.camera import Projection
from scene3d.overlay.arrange import Arrangement, arrange
from scene3d.overlay.behind import Place, on_ground, places_behind
from scene3d.overlay.carried import Carried
from scene3d.overlay.changed import changed
from scene3d.overlay.items import Box, Items
from scene3d.overlay.memory import Memory
from scene3d.overlay.paint import paint
from scene3d.overlay.text import Style, font
from scene3d.tiles.target import TilesTarget

MESSAGE, HINT = Style(16, True, "text"), Style(13, False, "quiet")
LINE = 28  # pixels


class OverlayWidget(QWidget):
    """Shows what it is given; mouse and keys go through it.

    ``beneath`` draws what lies under it, so that both come into one picture. ``unlooked`` is called when names come to places of
    which it is not known whether a house stands before them, though the eye rests.
    """

    def __init__(self, parent: QWidget, beneath: Callable[[], None] = lambda: None,
                 unlooked: Callable[[], None] = lambda: None) -> None:  # fmt: skip
        super().__init__(parent)
        self.beneath, self._unlooked = beneath, unlooked
        self.grounds: list[Callable[[QPainter], None]] = []  # what else is painted, under symbols and words
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.theme = "light"
        self.size_factor = 1.0
        self.items = Items()
        self.arrangement = Arrangement()
        self.margins = (0, 0, 0, 0)  # pixels covered at the left, top, right and bottom
        self.plates: tuple[Box, ...] = ()  # where buttons and plates lie on the map
        self.message = self.hint = ""
        self._projection: Projection | None = None
        self._memory = Memory()
        self._from: tuple[Projection, object] | None = None  # where it was looked from for what is hidden, and in which town
        self._known: dict[Place, bool] = {}  # what was found out there
        self._soon = QTimer(self, interval=1, singleShot=True)
        self._soon.timeout.connect(self._paint_changed)
        self._changed: QRegion | None = QRegion()  # what waits to be painted anew, None for all
        self._looked: tuple[Projection, str, float] | None = None  # eye, theme and size of what is painted
        self._carried: Carried | None = None  # what was arranged last, to go along with the eye

    def show_items(self, projection: Projection, items: Items, *, anew: bool = True) -> None:
        """Paint these from now on; without ``anew`` everything stays where it is."""
        before, looked = (self.items, self.arrangement), (projection, self.theme, self.size_factor)
        self._projection, self.items = projection, items
        if anew:
            self.arrangement, self._carried = arrange(projection, items, self.size_factor, self._memory), None
            if self._from is not None and self._from[0] == projection and on_ground(self.arrangement.labels) - self._known.keys():
                self._unlooked()
        if self._changed is not None:
            part = changed(projection, before, (items, self.arrangement), self.size_factor) if looked == self._looked else None
            self._changed = None if part is None else self._changed | part
        self._looked = looked
        self._soon.start()  # events come first: arranging and painting together hold them up too long

    def carry(self, projection: Projection) -> bool:
        """Let all go along with the eye where it stands in the town; False where it must be arranged anew."""
        if self._looked is None or self._looked[1:] != (self.theme, self.size_factor):
            return False
        if self._carried is None:
            self._carried = Carried(self._looked[0], self.arrangement)
        found = self._carried.to(projection)
        if found is None:
            return False
        self.arrangement, self._projection, self._changed = found, projection, None
        self._looked = (projection, self.theme, self.size_factor)
        return True

    def paint_now(self) -> None:
        """Ask Qt to paint what waits, with whatever else is painted next: a step of a movement is one picture."""
        self._soon.stop()
        self._paint_changed()

    def _paint_changed(self) -> None:
        if self._changed is None:
            self.update()
        else:
            self.update(self._changed)
        self._changed = QRegion()

    def look_behind(self, target: TilesTarget | None) -> bool:
        """Find out which names lie behind houses; True where others must be painted."""
        if self._projection is None:
            return False
        if self._from is None or self._from[0] != self._projection or self._from[1] is not target:
            self._from, self._known = (self._projection, target), {}
        if target is None or self._projection.eye.parallel:
            self._from = None  # nothing hides anything
        before = self._memory.behind
        self._memory.behind = places_behind(self._projection, self.items, target, self.size_factor, self._memory, self._known)
        return self._memory.behind != before

    def say(self, message: str = "", hint: str = "") -> None:
        """Show a quiet sentence in the middle of the free part, and under it what to do; nothing takes it away."""
        if (message, hint) != (self.message, self.hint):
            self.message, self.hint = message, hint
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what was arranged."""
        self.beneath()
        painter = QPainter(self)
        for ground in self.grounds:
            painter.save()
            ground(painter)
            painter.restore()
        if self._projection is not None:
            paint(painter, self._projection, self.items, self.arrangement, self.theme, self.size_factor, event.rect())
        if self.message:
            self._say(painter)
        painter.end()

    def _say(self, painter: QPainter) -> None:
        left, top, right, bottom = self.margins
        line = round(LINE * self.size_factor)
        box = self.rect().adjusted(left, top, -right, -bottom)
        y = box.center().y() - line
        for text, style in ((self.message, MESSAGE), (self.hint, HINT)):
            painter.setFont(font(style, self.size_factor))
            painter.setPen(QColor(colours(self.theme)[style.colour]))
            painter.drawText(QRect(box.x(), y, box.width(), line), Qt.AlignmentFlag.AlignCenter, text)
            y += line
