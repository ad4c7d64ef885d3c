"""One layer in the panel: sign, name, count, switch, and under it how it is drawn and what of it is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from data.i18n import tr
from data.insight import LayerCount
from data.kinds.model import Kind
from data.workspace import LayerState, Workspace
from widgets import style
from widgets.layer_section import LayerSection
from widgets.parts.badge import Glyph
from widgets.parts.button import focus_ring
from widgets.parts.hint import plain_hint
from widgets.parts.label import ElidedLabel, Label
from widgets.parts.toggle import Toggle

COUNT = 76  # unscaled pixels: the width of the usual counts


class LayerRow(QWidget):
    """The row; a click beside the switch opens its section.

    `values_wanted` asks for the values of a text field and `rule_values_wanted` for what a rule on a field begins with, both
    with the layer's id; `moved` tells -1 for up and 1 for down; `copy_wanted` asks for a layer with the same look and filter.
    `dragged` tells where the pointer is in the screen's pixels while the row is dragged, `dropped` whether it is let go there.
    """

    values_wanted = Signal(str, str)
    rule_values_wanted = Signal(str, str)
    moved = Signal(str, int)
    copy_wanted = Signal(str)
    dragged = Signal(str, QPoint)
    dropped = Signal(str, bool)

    def __init__(self, kind: Kind, workspace: Workspace, parent: QWidget | None = None, *, layer: str = "",
                 zone: str = "Asia/Shanghai", signs: Mapping[str, str] | None = None) -> None:  # fmt: skip
        super().__init__(parent)
        assert kind.layer is not None
        self.kind, self.workspace, self.id = kind, workspace, layer or kind.name
        self._zone, self._signs = zone, signs
        self.last = workspace.layers[self.id]
        self.removable: Callable[[], bool] = bool  # whether whoever is at the desk may remove the ledger that it shows, now
        self.glyph = Glyph(kind.layer.glyph, self.state.colour or kind.layer.colour)
        self.name, self.count = ElidedLabel(self.state.title(kind)), Label("", "quiet")
        self.toggle = Toggle(tr("显示{layer}", layer=self.state.title(kind)), self.state.visible)
        self.toggle.toggled.connect(lambda on: workspace.set_layer(self.id, visible=on))
        self.section: LayerSection | None = None
        self._over = False
        self._pressed: QPoint | None = None
        self.carried = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.state.title(kind))
        self.setToolTip(tr("点一下设置样式和筛选，上下拖动调整顺序"))
        self._build()
        self.show_state(self.state)

    def _build(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._head = QWidget()
        self._head.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self._head)
        row.setContentsMargins(8, 3, 4, 3)
        row.setSpacing(8)
        row.addWidget(self.glyph)
        # Room for the usual counts from the start, so that none is cut until the layout catches up.
        self.count.setMinimumWidth(style.scaled(COUNT))
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.name, 1)
        row.addWidget(self.count)
        row.addWidget(self.toggle)
        self._column.addWidget(self._head)

    @property
    def state(self) -> LayerState:
        """How the layer is shown now."""
        return self.workspace.layers.get(self.id, self.last)

    def show_state(self, state: LayerState) -> None:
        """Show how the layer is shown."""
        self.last = state
        self.name.setText(state.title(self.kind))
        self.setAccessibleName(state.title(self.kind))
        self.toggle.blockSignals(True)
        self.toggle.setChecked(state.visible)
        self.toggle._move(state.visible)
        self.toggle.blockSignals(False)
        self.name.set_tone("" if state.visible else "faint")
        self.glyph.setEnabled(state.visible)
        self.glyph.set_colour(state.colour or (self.kind.layer.colour if self.kind.layer else "accent"))
        if self.section is not None:
            self.section.show_state(state)

    def show_count(self, count: LayerCount) -> None:
        """Show how many there are, and of how many when filters or the time leave some out."""
        self.count.setText(count.said)
        self.count.setMinimumWidth(0)  # it would count for the width that is asked for
        self.count.setMinimumWidth(self.count.sizeHint().width())  # the name gives way, not the number, and no more than it must
        row = self._head.layout()
        if row is not None:
            row.activate()  # at once: a number that waits for its room is cut in the meantime
        self.count.setToolTip(plain_hint(tr("显示 {shown}，共 {total}", shown=f"{count.shown:,}", total=f"{count.total:,}")))

    def open_section(self, is_open: bool) -> None:
        """Open or close the section under the row."""
        if is_open and self.section is None:
            self.section = LayerSection(
                self.kind, self.workspace, self, layer=self.id, zone=self._zone, signs=self._signs
            )
            self.section.rule_values_wanted.connect(lambda field: self.rule_values_wanted.emit(self.id, field))
            self.section.place.moved.connect(lambda by: self.moved.emit(self.id, by))
            self.section.place.copy_wanted.connect(lambda: self.copy_wanted.emit(self.id))
            if self.removable():
                self.section.place.offer_retiring()
            self._column.addWidget(self.section)
            for field in self.section.text_fields():
                self.values_wanted.emit(self.id, field)
        elif not is_open and self.section is not None:
            self._column.removeWidget(self.section)
            self.section.hide()
            self.section.deleteLater()
            self.section = None
        self.update()

    def menu(self) -> QMenu:
        """Return the menu of the row."""
        menu, state = QMenu(self), self.state
        menu.addAction(tr("样式和筛选"), partial(self.open_section, True))
        menu.addAction(tr("另存为新图层"), partial(self.copy_wanted.emit, self.id))
        if state.own:
            menu.addAction(tr("删除图层"), partial(self.workspace.remove_layer, self.id))
        elif self.removable():
            menu.addSeparator()
            menu.addAction(tr("删除台账…"), partial(self.workspace.run, "retire_kind", kind=state.kind))
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer at the pointer, or with the menu key, what can be done with the layer."""
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press: it becomes a click, or the row is dragged to another place."""
        at = event.position().toPoint()
        self._pressed = at if event.button() == Qt.MouseButton.LeftButton and self._head.geometry().contains(at) else None
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the row once the pointer has gone some way with the button down."""
        if self._pressed is None:
            return
        far = (event.position().toPoint() - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if far and not self.carried:
            self._carry(True)
        if self.carried:
            self.dragged.emit(self.id, event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the row go where it is, or open or close the section."""
        clicked, self._pressed = self._pressed is not None, None
        if self.carried:
            self._carry(False)
            self.dropped.emit(self.id, True)
        elif clicked and self._head.geometry().contains(event.position().toPoint()):
            self.open_section(self.section is None)

    def _carry(self, carried: bool) -> None:
        """Show that the row is in hand; meanwhile it has the keyboard, so that Esc lets go of it."""
        self.carried = carried
        self._head.setCursor(Qt.CursorShape.ClosedHandCursor if carried else Qt.CursorShape.PointingHandCursor)
        if carried:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the section, space switches the layer, Alt with up or down moves it, Esc leaves it where it was."""
        if self.carried and event.key() == Qt.Key.Key_Escape:
            self._pressed = None
            self._carry(False)
            self.dropped.emit(self.id, False)
            return
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if by is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(self.id, by)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_section(self.section is None)
        elif event.key() == Qt.Key.Key_Space:
            self.toggle.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: object) -> None:
        """Light up."""
        self._over = True
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Put the light out."""
        self._over = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground of an open or hovered row and its focus ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.section is not None or self._over or self.carried:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.colour("accent_soft" if self.carried else "page" if self.section is not None else "hover"))
            painter.drawRoundedRect(box, style.scaled(8), style.scaled(8))
        if self.hasFocus():
            focus_ring(painter, QRectF(self._head.geometry()).adjusted(1, 1, -1, -1), style.scaled(8))
        painter.end()
