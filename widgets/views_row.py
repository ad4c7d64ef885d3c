"""One saved view in the list: its small picture, its key, its name, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFont, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QStackedWidget, QWidget

from data.i18n import tr
from data.views import KeptView
from widgets import style
from widgets.icons import paint
from widgets.parts.button import IconButton, focus_ring
from widgets.parts.hint import plain_hint
from widgets.parts.label import ElidedLabel

PICTURE = (112, 63)  # unscaled pixels


class ViewRow(QWidget):
    """`recalled` by a click or Enter; the other signals carry what the menu asks for, each with the view's id."""

    recalled = Signal(int)
    updated = Signal(int)
    renamed = Signal(int, str)
    moved = Signal(int, object)
    removed = Signal(int)

    def __init__(self, kept: KeptView, parent: QWidget | None = None, *, changeable: bool = True) -> None:
        super().__init__(parent)
        self.kept, self._changeable = kept, changeable
        self._sketch = QPixmap()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(kept.name)
        self.setToolTip(plain_hint(tr("去这个视图（按 {key}）", key=kept.slot) if kept.slot else tr("去这个视图")))
        self.name, self.editor = ElidedLabel(kept.name), QLineEdit(kept.name)
        self._names = QStackedWidget()
        self.editor.returnPressed.connect(self._rename)
        self.editor.editingFinished.connect(self._end_renaming)
        self._names.addWidget(self.name)
        self._names.addWidget(self.editor)
        self.more = IconButton("more", tr("改名、换键、更新、删除"), side=28)
        self.more.setVisible(changeable)
        self.more.clicked.connect(lambda: self.menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height()))))
        row = QHBoxLayout(self)
        row.setContentsMargins(8 + style.scaled(PICTURE[0]) + 10, 6, 4, 6)
        row.setSpacing(4)
        row.addWidget(self._names, 1)
        row.addWidget(self.more)

    def sizeHint(self) -> QSize:
        """Return room for picture and words."""
        return QSize(style.scaled(280), style.scaled(PICTURE[1]) + 12)

    minimumSizeHint = sizeHint

    def menu(self) -> QMenu:
        """Return what can be done with the view."""
        menu, id = QMenu(self), self.kept.id
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        entries = ((tr("用现在的画面更新"), lambda: self.updated.emit(id)), (tr("改名"), self.rename))
        for words, act in entries:
            self._entry(menu, words).triggered.connect(lambda _=False, act=act: act())
        keys = menu.addMenu(tr("放在哪个键上"))
        for slot in (*range(1, 10), None):
            entry = self._entry(keys, str(slot) if slot else tr("不用键"))
            entry.setCheckable(True)
            entry.setChecked(slot == self.kept.slot)
            entry.triggered.connect(lambda _=False, slot=slot: self.moved.emit(id, slot))
        menu.addSeparator()
        self._entry(menu, tr("删除")).triggered.connect(lambda: self.removed.emit(id))
        return menu

    def _entry(self, menu: QMenu, words: str) -> QAction:
        action = QAction(words, menu)
        menu.addAction(action)
        return action

    def show_sketch(self, png: bytes) -> None:
        """Show a drawing where no picture was kept with the view."""
        self._sketch.loadFromData(png)
        self.update()

    def rename(self) -> None:
        """Let the person write another name."""
        self._names.setCurrentIndex(1)
        self.editor.setText(self.kept.name)
        self.editor.selectAll()
        self.editor.setFocus()

    def _end_renaming(self) -> None:
        self._names.setCurrentIndex(0)

    def _rename(self) -> None:
        name = self.editor.text().strip()
        self._names.setCurrentIndex(0)
        if name and name != self.kept.name:
            self.renamed.emit(self.kept.id, name)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.recalled.emit(self.kept.id)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press, so that what lies under does not begin a drag."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes there, F2 renames, Delete removes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.recalled.emit(self.kept.id)
        elif event.key() == Qt.Key.Key_F2 and self._changeable:
            self.rename()
        elif event.key() == Qt.Key.Key_Delete and self._changeable:
            self.removed.emit(self.kept.id)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, picture, key and focus ring."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if self.underMouse() or self.hasFocus():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.colour("hover"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        box = QRectF(8, 6, style.scaled(PICTURE[0]), style.scaled(PICTURE[1]))
        self._paint_picture(painter, box)
        if self.kept.slot:
            self._paint_key(painter, box)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), 8)
        painter.end()

    def _paint_picture(self, painter: QPainter, box: QRectF) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(box, 6, 6)
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(box, style.colour("line"))
        picture = self._picture()
        if not picture.isNull():
            painter.drawPixmap(box, picture, QRectF(picture.rect()))
        else:
            side = style.scaled(24)
            spot = QRectF(0, 0, side, side)
            spot.moveCenter(box.center())
            paint(painter, "views", spot, "quiet")
        painter.restore()

    def _picture(self) -> QPixmap:
        """Return the picture that was kept, else the sketch."""
        picture = QPixmap()
        if self.kept.picture and picture.loadFromData(self.kept.picture):
            return picture
        return self._sketch

    def _paint_key(self, painter: QPainter, box: QRectF) -> None:
        side = style.scaled(20)
        spot = QRectF(box.left() + 4, box.top() + 4, side, side)
        painter.setPen(style.colour("line"))
        painter.setBrush(style.colour("panel"))
        painter.drawRoundedRect(spot, 5, 5)
        painter.setPen(style.colour("text"))
        painter.setFont(style.font(12, QFont.Weight.DemiBold))
        painter.drawText(spot, int(Qt.AlignmentFlag.AlignCenter), str(self.kept.slot))
