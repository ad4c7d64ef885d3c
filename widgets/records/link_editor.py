"""The box that finds the record a link points to, as one types."""

from __future__ import annotations

from typing import Any

import orjson
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from data.errors import InvalidValue
from data.i18n import tr
from data.kinds import Field, values
from data.store.station import Hit, Station
from widgets.background import ask, drop
from widgets.records.editors import Editor

PAUSE_MS = 120  # after the last key before it asks


class LinkEditor(Editor):
    """Shows the title of the record linked to; typing searches the kinds that the link allows."""

    def __init__(self, field: Field, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(field, station, parent)
        self.kind = field.to[0] if field.to else ""
        self._id: int | None = None
        self._title = ""
        self.line = QLineEdit()
        self.line.setAccessibleName(field.label)
        self.line.setPlaceholderText(tr("输入名称、编号或拼音首字母来找"))
        self.line.setClearButtonEnabled(True)
        self.line.textEdited.connect(self._on_typed)
        self.line.textChanged.connect(self._on_cleared)
        self.line.installEventFilter(self)
        self.setFocusProxy(self.line)
        self.found = QListWidget()
        self.found.setVisible(False)
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.found.itemClicked.connect(self._take)
        self.box.addWidget(self.line)
        self.box.addWidget(self.found)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._search)

    def value(self) -> Any:
        """Return the id of the record linked to."""
        if self._id is None and self.line.text().strip():
            raise InvalidValue(tr("“{label}”：请从找到的记录中选一条", label=self.field.label), field=self.field.name)
        return values.check(self.field, self._id)

    def set_value(self, value: Any) -> None:
        """Show the record with this id; its title is read in the background."""
        self._id = value
        self._title = f"#{value}" if value else ""
        self.line.setText(self._title)
        if value:
            kind = self.kind
            ask(self, self.station, lambda: self._read_title(kind, value), self._show_title, "title")

    def set_target(self, kind: str, id: int | None, title: str = "") -> None:
        """Link to a record of one of several kinds."""
        self.kind = kind or self.kind
        if title:
            self._id, self._title = id, title
            self.line.setText(title)
        else:
            self.set_value(id)

    def raw(self) -> str:
        """Return kind and id of the record linked to, or what was typed to find one."""
        return orjson.dumps([self.kind, self._id, "" if self._id is not None else self.line.text()]).decode()

    def take_raw(self, text: str) -> None:
        """Link to that record again."""
        kind, id, typed = orjson.loads(text)
        self.set_target(kind, id)
        if id is None:
            self.line.setText(typed)

    def focus_widget(self) -> QWidget:
        """Return the line."""
        return self.line

    def _read_title(self, kind: str, id: int) -> tuple[int, str]:
        record = self.station.get(kind, id)
        return id, self.station.title(record) if record else tr("已删除的记录")

    def _show_title(self, answer: tuple[int, str]) -> None:
        if answer[0] == self._id:
            self._title = answer[1]
            self.line.setText(answer[1])

    def _on_typed(self, text: str) -> None:
        if text != self._title:
            self._id = None
        self._pause.start()
        self.edited.emit()

    def _on_cleared(self, text: str) -> None:
        if not text and self._id is not None:
            self._id = None
            self.edited.emit()

    def _search(self) -> None:
        text = self.line.text().strip()
        if not text:
            self._put_away()
            return
        ask(self, self.station, lambda: self.station.find(text, kinds=self.field.to, limit=8), self._show_found, "find")

    def _show_found(self, hits: list[Hit]) -> None:
        self.found.clear()
        for hit in hits:
            item = QListWidgetItem(
                f"{hit.title}　{self.station.kinds[hit.record.kind].label}" if len(self.field.to) > 1 else hit.title
            )
            item.setData(Qt.ItemDataRole.UserRole, (hit.record.kind, hit.record.id, hit.title))
            self.found.addItem(item)
        if not hits:
            item = QListWidgetItem(tr("没有找到，换个词试试"))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.found.addItem(item)
        self.found.setCurrentRow(0)
        height = self.found.sizeHintForRow(0) * min(max(len(hits), 1), 6) + 8
        self.found.setFixedHeight(height)
        self.found.show()

    def _take(self, item: QListWidgetItem | None) -> None:
        target = item.data(Qt.ItemDataRole.UserRole) if item else None
        if target is None:
            return
        self.kind, self._id, self._title = target
        self.line.setText(self._title)
        self._put_away()
        self.edited.emit()

    def _put_away(self) -> None:
        """Hide what was found, and what is still being looked for."""
        self._pause.stop()
        drop(self, "find")
        self.found.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down walk the finds, Enter takes one, Esc closes them."""
        if watched is not self.line or event.type() != QEvent.Type.KeyPress or not self.found.isVisible():
            return super().eventFilter(watched, event)
        assert isinstance(event, QKeyEvent)
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self.found.setCurrentRow(max(0, min(self.found.count() - 1, self.found.currentRow() + step)))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.found.currentItem())
            return True
        if event.key() == Qt.Key.Key_Escape:
            self._put_away()
            return True
        return super().eventFilter(watched, event)
