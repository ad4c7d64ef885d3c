"""All keys in one place, by group."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from data.i18n import tr
from widgets.palette import key_text
from widgets.palette_match import Entry, ranked
from widgets.parts.label import Label
from widgets.parts.scroll import Scroller


class ShortcutsPage(Scroller):
    """The commands that have a shortcut, and the keys and clicks of the map; a line to search them."""

    def __init__(self, entries: Iterable[Entry], parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=24, gap=4)
        self._entries = [*(entry for entry in entries if entry.shortcut), *map_keys()]
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(tr("按名称查找"))
        self.edit.setClearButtonEnabled(False)
        self.edit.textChanged.connect(self._fill)
        self.column.addWidget(self.edit)
        self._body: QWidget | None = None
        self._fill("")
        self.column.addStretch()

    def rows(self) -> list[tuple[str, str]]:
        """Return title and keys of each line shown."""
        return [(entry.title, key_text(entry.shortcut)) for entry in self._shown]

    def _fill(self, typed: str) -> None:
        self._shown = ranked(self._entries, typed)
        if self._body is not None:
            self._body.deleteLater()
        self._body = QWidget()
        grid = QGridLayout(self._body)
        grid.setContentsMargins(0, 8, 0, 8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        line = 0
        for group in dict.fromkeys(entry.group for entry in self._shown):
            heading = Label(group, "section")
            heading.setContentsMargins(0, 12, 0, 2)
            grid.addWidget(heading, line, 0, 1, 2)
            line += 1
            for entry in (entry for entry in self._shown if entry.group == group):
                grid.addWidget(Label(entry.title, wrap=True), line, 0)
                grid.addWidget(_keys(key_text(entry.shortcut)), line, 1, Qt.AlignmentFlag.AlignRight)
                line += 1
        if not self._shown:
            grid.addWidget(Label(tr("没有这样的快捷键"), "quiet"), 0, 0)
        self.column.insertWidget(1, self._body)


def map_keys() -> list[Entry]:
    """Return what mouse and keys do on the map, which no command declares."""
    group = tr("地图")
    lines = [
        (tr("选中"), tr("单击")), (tr("飞到"), tr("双击")), (tr("平移"), tr("左键拖动")), (tr("转动"), tr("右键拖动")),
        (tr("缩放"), tr("滚轮")), (tr("平移"), "← → ↑ ↓"), (tr("转动"), "Q E"), (tr("俯仰"), "PgUp PgDn"), (tr("缩放"), "+ −"),
        (tr("看全景"), "Home"), (tr("正北朝上"), "N"), (tr("返回上一步"), "Esc"),
    ]  # fmt: skip
    return [Entry(f"map.{i}", title, group, keys) for i, (title, keys) in enumerate(lines)]


def _keys(text: str) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    # What the mouse does is a phrase and not a row of keys.
    for key in [text] if text in (tr("左键拖动"), tr("右键拖动"), tr("双击")) else text.split(" "):
        row.addWidget(Label(key, "key"))
    return holder
