"""What is copied out of the window to the clipboard: noted in the journal by how much and from where, never by what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from app.console import Console


class Copied(QObject):
    """Hears every copy that is made in this program, by a button or by hand, and empties the clipboard for the next person."""

    def __init__(self, console: Console) -> None:
        super().__init__(console)
        self._console = console
        self._clipboard = QGuiApplication.clipboard()
        self._clipboard.dataChanged.connect(self._changed)

    def _changed(self) -> None:
        """Note a copy: how many characters, and of which record, if one is chosen. What another program copies is not ours."""
        if not self._clipboard.ownsClipboard():
            return
        text = self._clipboard.text()
        if not text:
            return
        console = self._console
        chosen = console.workspace.selection
        console.live.note("copy", chosen.kind, (chosen.id,), {"characters": len(text)}, who=console.who)

    def forget(self) -> None:
        """Empty the clipboard where this program filled it: somebody else sits at the desk."""
        if self._clipboard.ownsClipboard():
            self._clipboard.clear()

    def close(self) -> None:
        """Listen no longer."""
        self._clipboard.dataChanged.disconnect(self._changed)
