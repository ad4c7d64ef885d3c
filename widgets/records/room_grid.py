"""The grid of storeys, units and rooms (楼盘表), painted in one widget so that hundreds of rooms cost nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QToolTip, QWidget

from data.i18n import tr
from data.insight.rooms import ROOM_STATES, RoomCell, RoomGrid
from data.workspace import Workspace
from widgets import style
from widgets.parts.hint import plain_hint
from widgets.records.grid_layout import GAP, GUTTER, Band, lay_bands
from widgets.records.lines import quiet_font


def use_label(use: str, *, all_seen: bool = True) -> str:
    """Return the legend's word for a use; where not everybody who lives here may be seen, nobody can say that a room is vacant."""
    vacant = tr("空置") if all_seen else tr("没有看得到的住户")
    return {"household": tr("户籍"), "floating": tr("流动"), "business": tr("商用"), "vacant": vacant}.get(use, "")


def cell_hint(cell: RoomCell, *, all_seen: bool = True) -> str:
    """Return what a room's tool tip says."""
    said = [tr("{room} 室", room=cell.room), use_label(cell.state, all_seen=all_seen)]
    if cell.people:
        said.append(tr("{n} 人", n=cell.people))
    return " · ".join(said) + (f"\n{cell.label}" if cell.label != cell.room else "")


@dataclass(slots=True)
class _Drawn:
    """What was laid out: boxes in widget pixels."""

    cells: list[tuple[QRect, RoomCell]] = field(default_factory=list)
    storeys: list[tuple[QRect, int]] = field(default_factory=list)
    units: list[tuple[QRect, str]] = field(default_factory=list)
    height: int = 0


class RoomGridView(QWidget):
    """Storeys from the top down, units side by side; as wide as its parent, never wider.

    ``room_chosen`` carries the dwelling's id, ``storey_chosen`` the storey.
    """

    room_chosen = Signal(int)
    storey_chosen = Signal(int)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.all_seen = True  # whether everybody who lives here may be seen
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("楼盘表"))
        self._cells: tuple[RoomCell, ...] = ()
        self._storeys: tuple[int, ...] = ()
        self._busy: frozenset[int] = frozenset()
        self._drawn = _Drawn()
        self._selected = 0
        self._storey: int | None = None
        self._cursor = -1
        self._hover: object = None

    def set_rooms(self, grid: RoomGrid, busy: frozenset[int] = frozenset()) -> None:
        """Show these rooms; ``busy`` are the dwellings with open tasks, which get a dot."""
        self._cells = (*grid.cells, *grid.unplaced)
        self._storeys = (*grid.storeys, *((0,) if grid.unplaced else ()))
        self._busy = busy
        self._cursor = -1
        self._lay()

    def set_selected(self, dwelling: int | None, storey: int | None) -> None:
        """Mark a room and a storey."""
        self._selected = dwelling or 0
        self._storey = storey
        found = [i for i, (_, cell) in enumerate(self._drawn.cells) if cell.dwelling == self._selected]
        if found:
            self._cursor = found[0]
        self.update()

    @property
    def uses(self) -> list[str]:
        """The uses that occur, in the legend's order."""
        there = {c.state for c in self._cells}
        return [u for u in ROOM_STATES if u in there]

    def box_of(self, dwelling: int) -> QRect:
        """Return the box of a room in widget pixels; empty where it is not shown."""
        return next((box for box, cell in self._drawn.cells if cell.dwelling == dwelling), QRect())

    def box_of_storey(self, storey: int) -> QRect:
        """Return the box of a storey's number in widget pixels; empty where there is none."""
        return next((box for box, number in self._drawn.storeys if number == storey), QRect())

    def sizeHint(self) -> QSize:
        """Return the height that the rooms need at this width."""
        return QSize(320, max(self._drawn.height, 40))

    def _lay(self) -> None:
        bands = lay_bands(self._cells, self._storeys, max(self.width(), 200))
        self._drawn = _draw_bands(bands)
        self.setFixedHeight(max(self._drawn.height, 40))
        self.updateGeometry()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out again when the width changes."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells that the exposed part touches."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(quiet_font(self.font()))
        exposed = event.rect()
        for box, unit in self._drawn.units:
            self._text(painter, box, unit, "quiet")
        for box, storey in self._drawn.storeys:
            if box.intersects(exposed):
                self._storey_number(painter, box, storey)
        for i, (box, cell) in enumerate(self._drawn.cells):
            if box.intersects(exposed):
                self._cell(painter, box, cell, at_cursor=i == self._cursor and self.hasFocus())
        painter.end()

    def _storey_number(self, painter: QPainter, box: QRect, storey: int) -> None:
        chosen = storey == self._storey
        if chosen or self._hover == ("storey", storey):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.colour("accent_soft" if chosen else "hover"))
            painter.drawRoundedRect(box.adjusted(0, 1, -4, -1), 6, 6)
        self._text(painter, box.adjusted(0, 0, -4, 0), str(storey) if storey else "?", "accent" if chosen else "quiet")

    def _cell(self, painter: QPainter, box: QRect, cell: RoomCell, *, at_cursor: bool) -> None:
        chosen = cell.dwelling == self._selected
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.colour("accent" if chosen else cell.state))
        painter.drawRoundedRect(box, 5, 5)
        if at_cursor or self._hover == ("room", cell.dwelling):
            painter.setPen(QPen(style.colour("text" if at_cursor else "accent"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(0.75, 0.75, -0.75, -0.75), 5, 5)
        ink = "on_accent" if chosen else "quiet" if cell.state == "vacant" else "text"
        self._text(painter, box.adjusted(2, 0, -2, 0), cell.label, ink)
        if cell.dwelling in self._busy:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.colour("on_accent" if chosen else "soon"))
            painter.drawEllipse(QPoint(box.right() - 5, box.top() + 5), 2, 2)

    def _text(self, painter: QPainter, box: QRect, text: str, colour: str) -> None:
        painter.setPen(style.colour(colour))
        short = QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, short)

    def _under(self, point: QPoint) -> tuple[str, int] | None:
        for box, cell in self._drawn.cells:
            if box.contains(point):
                return "room", cell.dwelling
        for box, storey in self._drawn.storeys:
            if storey and box.contains(point):
                return "storey", storey
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark what lies under the pointer."""
        under = self._under(event.position().toPoint())
        if under != self._hover:
            self._hover = under
            self.setCursor(Qt.CursorShape.PointingHandCursor if under else Qt.CursorShape.ArrowCursor)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing lies under the pointer any more."""
        self._hover = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a room or a storey."""
        under = self._under(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or under is None:
            return
        if under[0] == "storey":
            self.storey_chosen.emit(under[1])
        else:
            self._cursor = next(i for i, (_, c) in enumerate(self._drawn.cells) if c.dwelling == under[1])
            self.room_chosen.emit(under[1])

    def event(self, event: QEvent) -> bool:
        """Show a room's hint."""
        if event.type() == QEvent.Type.ToolTip:
            point = event.pos()  # type: ignore[attr-defined]
            found = next((c for box, c in self._drawn.cells if box.contains(point)), None)
            if found:
                QToolTip.showText(event.globalPos(), plain_hint(cell_hint(found, all_seen=self.all_seen)), self)  # type: ignore[attr-defined]
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk from room to room, Enter chooses."""
        steps = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
        if event.key() in steps and self._drawn.cells:
            self._walk(*steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._cursor >= 0:
            self.room_chosen.emit(self._drawn.cells[self._cursor][1].dwelling)
        else:
            super().keyPressEvent(event)

    def _walk(self, right: int, down: int) -> None:
        """Move to the nearest room in a direction."""
        if self._cursor < 0:
            self._cursor = 0
        else:
            here = self._drawn.cells[self._cursor][0].center()
            best = min(
                ((_cost(box.center() - here, right, down), i) for i, (box, _) in enumerate(self._drawn.cells) if i != self._cursor),
                default=(float("inf"), self._cursor),
            )
            if best[0] < float("inf"):
                self._cursor = best[1]
        self.update()
        self.ensure_seen(self._drawn.cells[self._cursor][0])

    def ensure_seen(self, box: QRect) -> None:
        """Ask the scroll area around, if there is one, to show the box."""
        around: QWidget | None = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        inner = around.widget() if around is not None else None
        if around is not None and inner is not None:
            spot = self.mapTo(inner, box.center())
            around.ensureVisible(spot.x(), spot.y(), box.width(), box.height())


def _cost(way: QPoint, right: int, down: int) -> float:
    """Return how far a room lies in the wanted direction; infinite where it does not lie there."""
    along = way.x() * right + way.y() * down
    across = abs(way.y() * right) + abs(way.x() * down)
    if along <= 0 or (right and across > 4):
        return float("inf")
    return along + 3 * across if right else 4 * along + across


def _draw_bands(bands: Sequence[Band]) -> _Drawn:
    """Return the boxes of bands laid out one below the other."""
    drawn = _Drawn()
    top = 0
    for band in bands:
        if any(unit.name for unit in band.units):
            for unit in band.units:
                drawn.units.append((QRect(unit.left, top, unit.width, 24), tr("{unit} 单元", unit=unit.name) if unit.name else ""))
            top += 26
        for storey, lines in band.rows:
            height = lines * (band.row_height + GAP)
            drawn.storeys.append((QRect(0, top, GUTTER, height - GAP), storey))
            for unit in band.units:
                for i, cell in enumerate(unit.rooms.get(storey, ())):
                    if cell is None:
                        continue
                    line, column = divmod(i, unit.columns)
                    left = unit.left + round(column * unit.width / unit.columns)
                    right = unit.left + round((column + 1) * unit.width / unit.columns) - GAP
                    drawn.cells.append((QRect(left, top + line * (band.row_height + GAP), right - left, band.row_height), cell))
            top += height
        top += 8
    drawn.height = top
    return drawn
