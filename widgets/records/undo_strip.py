"""A strip that says what was just written and takes it back at a click."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from data.i18n import tr
from data.records import ChangeSet
from data.store.station import Station
from data.workspace import Workspace
from widgets.background import write
from widgets.records.panel import Panel
from widgets.records.pieces import push, row, surface, words

SHOWN_MS = 30_000


class UndoStrip(Panel):
    """Hidden until something was written; hides itself after a while, or once it was taken back."""

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(station, workspace, parent)
        surface(self, "inset")
        self._changes: ChangeSet | None = None
        self.words = words("", "quiet", wrap=False)
        self.undo = push(tr("撤销"), self._undo, "link", "undo")
        line = row(self.words)
        line.setContentsMargins(10, 2, 4, 2)
        line.addStretch(1)
        line.addWidget(self.undo)
        self.setLayout(line)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def offer(self, said: str, changes: ChangeSet) -> None:
        """Say what was written, and offer to take it back."""
        if not changes.id:
            return
        self._changes = changes
        self.words.setText(said)
        self.show()
        self._timer.start()

    def concerns(self, id: int) -> bool:
        """Whether the record is among what was written."""
        return self._changes is not None and self._changes.concerns(id)

    def changed(self, changes: ChangeSet) -> None:
        """Hide when it was taken back elsewhere."""
        if self._changes is not None and changes.undoes == self._changes.id:
            self.hide()

    def _undo(self) -> None:
        if self._changes is not None:
            batch = self._changes.id
            write(self, self.station, lambda: self.station.undo(batch, who=self.who), self._undone)

    def _undone(self, changes: ChangeSet) -> None:
        self.hide()
        self.workspace.tell("done", tr("已撤销"))

    def dispose(self) -> None:
        """Stop the clock as well."""
        self._timer.stop()
        super().dispose()
