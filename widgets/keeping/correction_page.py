"""The page on which a request for correction is written down: which field, what it should be, and in the person's words."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from data.errors import WatchroomError
from data.i18n import tr
from data.kinds import Kind
from data.kinds.values import read
from data.store.station import Station
from data.workspace import Workspace
from widgets.backups.draft import Drafts, keep_typed
from widgets.parts.button import Button
from widgets.parts.controls import Combo
from widgets.parts.label import Label
from widgets.parts.scroll import Scroller
from widgets.records.pieces import row
from widgets.records.shown import own_fields

TYPES = ("text", "note", "date", "choice", "phone", "id_number", "int", "real", "bool", "time", "url")


class CorrectionPage(Scroller):
    """Emits `wished` with values by field, and the words."""

    wished = Signal(object, str)

    def __init__(self, kind: Kind, title: str, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=24, gap=8)
        self._kind, self._zone = kind, zone
        self.field = Combo()
        self.field.setAccessibleName(tr("哪一项"))
        self.field.addItem(tr("（不指明哪一项）"), "")
        for field in own_fields(kind):
            if field.type in TYPES:
                self.field.addItem(field.label, field.name)
        self.value = QLineEdit()
        self.value.setAccessibleName(tr("应为"))
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(tr("本人的说明"))
        self.text.setMaximumHeight(110)
        self.go = Button(tr("记下请求"), "primary", "check")
        self.trouble = Label("", "late", wrap=True)
        self.trouble.hide()
        self.column.addWidget(Label(tr("{title}：十五天内答复，答复前留在“更正请求”里。", title=title), "quiet", wrap=True))
        for words, widget in ((tr("哪一项"), self.field), (tr("应为"), self.value), (tr("本人的说明"), self.text)):
            self.column.addWidget(Label(words, "strong"))
            self.column.addWidget(widget)
        self.column.addWidget(self.trouble)
        verbs = row(self.go)
        verbs.addStretch(1)
        self.column.addLayout(verbs)
        self.column.addStretch()
        self.field.currentIndexChanged.connect(lambda _: self.value.setEnabled(bool(self.field.currentData())))
        self.value.setEnabled(False)
        self.go.clicked.connect(self._try)

    def keep(self, station: Station, workspace: Workspace, id: int) -> Drafts:
        """Keep what is typed about a record until it was written down; return what keeps it."""
        fields: dict[str, QLineEdit | QPlainTextEdit] = {"value": self.value, "text": self.text}
        return keep_typed(self, station, workspace, f"correction.{self._kind.name}", id, fields)

    def take_focus(self) -> None:
        """Put the keyboard on what is to be corrected."""
        self.field.setFocus()

    def _try(self) -> None:
        try:
            values = self.values()
        except WatchroomError as error:
            self.say(error.message)
            return
        words = self.text.toPlainText().strip()
        if not values and not words:
            self.say(tr("请写明要更正什么"))
            return
        self.wished.emit(values, words)

    def values(self) -> dict[str, Any]:
        """Return the value wished for by its field; nothing where none was chosen."""
        name = self.field.currentData()
        if not name:
            return {}
        return {name: read(self._kind.field(name), self.value.text().strip() or None, self._zone)}

    def say(self, sentence: str) -> None:
        """Tell what is wrong."""
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))
