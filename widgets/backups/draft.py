"""What is typed into a form is kept while it is not saved, and offered when the form is opened again."""

from __future__ import annotations

import platform
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from data.errors import WatchroomError
from data.i18n import tr
from data.kinds.moments import show_time
from data.store.station import Station
from data.store.unsaved import Typed
from data.workspace import Workspace
from widgets import style
from widgets.background import ask
from widgets.parts.button import Button
from widgets.parts.label import Label

LATER_MS = 1200  # after the last key
Texts = Mapping[str, str]


class DraftLine(QFrame):
    """The line over a form that offers what was typed last time; it says when and how much, and not what."""

    taken = Signal()
    thrown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "inset")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(style.scaled(8))
        self.words = Label("", wrap=True)
        self.take, self.throw = Button(tr("接着填"), "primary"), Button(tr("丢弃"))
        self.take.clicked.connect(self.taken)
        self.throw.clicked.connect(self.thrown)
        row.addWidget(self.words, 1)
        row.addWidget(self.take)
        row.addWidget(self.throw)
        self.hide()


class Drafts(QObject):
    """Keeps the texts of one form.

    Parameters
    ----------
    form
        The form; it owns this.
    name, about
        Which form it is, and the record that it is about (0 for a new one).
    texts
        Returns what is typed, by field: only what differs from how the form was opened.
    put
        Puts such texts back.
    offers
        False puts them back at once, without asking.
    """

    restored = Signal()

    def __init__(self, form: QWidget, station: Station, workspace: Workspace, name: str, about: int,
                 texts: Callable[[], Texts], put: Callable[[Texts], None], *, offers: bool = True) -> None:  # fmt: skip
        super().__init__(form)
        self._form, self._station = form, getattr(station, "live", station)
        self._key = (f"{workspace.who}@{platform.node()}", name, about)
        self._texts, self._put, self._offers = texts, put, offers
        self._found: Typed | None = None
        self._last: dict[str, str] = {}
        self.line = DraftLine(form)
        self.line.taken.connect(self.take)
        self.line.thrown.connect(self.throw)
        self._later = QTimer(self, interval=LATER_MS, singleShot=True)
        self._later.timeout.connect(self.keep)

    @property
    def key(self) -> tuple[str, str, int]:
        """Under which desk, form and record the station keeps it."""
        return self._key

    def look(self) -> None:
        """Ask for what was typed last time."""
        store, key = self._station.unsaved, self._key
        ask(self._form, self._station, lambda: store.kept(*key), self._show, "draft")

    def touched(self) -> None:
        """Something was typed: it is kept a moment after the last key."""
        self._later.start()

    def keep(self, *, at_once: bool = False) -> None:
        """Keep what is typed now, off this thread unless ``at_once``."""
        self._later.stop()
        texts = dict(self._texts())
        if texts == self._last:
            return
        self._last = texts
        store, key = self._station.unsaved, self._key
        self._do(lambda: store.keep(*key, texts) if texts else store.drop(*key), at_once=at_once)

    def flush(self) -> None:
        """Keep what has not been kept yet: the form is put away, maybe with the station."""
        if self._later.isActive():
            self.keep(at_once=self._station.unsaved.free)

    def forget(self) -> None:
        """It was saved: nothing is kept any more."""
        self._later.stop()
        self._last = {}
        store, key = self._station.unsaved, self._key
        self._do(lambda: store.drop(*key))

    def take(self) -> None:
        """Go on with what was typed last time."""
        self.line.hide()
        if self._found is not None:
            self._put(self._found.texts)
            self._last = dict(self._found.texts)
            self.restored.emit()

    def throw(self) -> None:
        """Throw it away."""
        self.line.hide()
        self._found = None
        self.forget()

    def _show(self, found: Typed | None) -> None:
        if found is None or not found.texts or self._later.isActive():
            return  # who types already has begun anew
        self._found = found
        if not self._offers:
            self.take()
            return
        when = show_time(found.at, self._station.zone, self._station.clock.now())
        self.line.words.setText(tr("{when}填的 {n} 项还没有保存", when=when, n=len(found.texts)))
        self.line.show()

    def _do(self, work: Callable[[], object], *, at_once: bool = False) -> None:
        def tried() -> None:
            try:
                work()
            except WatchroomError:
                return  # closed meanwhile, or busy: what is typed stands in the form

        try:
            if at_once:
                tried()
            else:
                self._station.background(tried)
        except WatchroomError:
            return  # closed


def keep_typed(form: QWidget, station: Station, workspace: Workspace, name: str, about: int,
               fields: Mapping[str, QLineEdit | QPlainTextEdit]) -> Drafts:  # fmt: skip
    """Keep what is typed into a small form; it stands there again at once when the form is opened next for the same record.

    To be called when the fields hold what they begin with. Whoever carries out what was typed calls `Drafts.forget`; whoever puts
    the form away, `Drafts.flush`.
    """
    fields = {key: field for key, field in fields.items() if field.parentWidget() is not None}  # a form shows what it needs
    begun = {key: _text(field) for key, field in fields.items()}

    def texts() -> Texts:
        return {key: text for key, field in fields.items() if (text := _text(field)) != begun[key] and text.strip()}

    def put(kept: Texts) -> None:
        for key, text in kept.items():
            field = fields.get(key)
            if isinstance(field, QLineEdit):
                field.setText(text)
            elif field is not None:
                field.setPlainText(text)
                field.moveCursor(QTextCursor.MoveOperation.End)

    drafts = Drafts(form, station, workspace, name, about, texts, put, offers=False)
    for field in fields.values():
        field.textChanged.connect(lambda *_: drafts.touched())
    drafts.look()
    return drafts


def _text(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()
