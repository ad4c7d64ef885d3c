"""What was revealed for a stated reason, for as long as it may be seen, and the inline question for the reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QComboBox, QWidget

from data.accounts.approval import Approval, Unapproved, given
from data.i18n import tr
from data.records import ChangeSet, Values
from data.store.station import Station
from data.workspace import Workspace
from widgets.background import Subscriptions, ask, forget
from widgets.backups.draft import keep_typed
from widgets.parts.controls import Combo
from widgets.records.pieces import column, push, row, surface, words

SEEN_MS = 3 * 60 * 1000  # how long revealed values stay uncovered


class Reveals(QObject):
    """Holds revealed values and covers them again after `SEEN_MS`; ``changed`` with kind and id."""

    changed = Signal(str, int)

    def __init__(self, station: Station, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.station = station
        self.workspace = workspace
        self._seen: dict[tuple[str, int], dict[str, Any]] = {}
        self._timers: dict[tuple[str, int], QTimer] = {}
        self._heard = Subscriptions(self)
        self._heard.add(station.changed, self._changed)

    def values(self, kind: str, id: int) -> Values:
        """Return what of a record is uncovered now."""
        return self._seen.get((kind, id), {})

    def reveal(self, kind: str, id: int, fields: Sequence[str], reason: str) -> None:
        """Ask the station for the values; it writes the reason into the journal. Who uncovered much today needs a second person."""
        who = self.workspace.who or tr("值班员")

        def read(agreed: Approval | None = None) -> tuple[str, int, dict[str, Any]] | Unapproved:
            try:
                with given(agreed):
                    return kind, id, dict(self.station.reveal(kind, id, fields, who=who, reason=reason))
            except Unapproved as missing:
                return missing

        def take(answer: tuple[str, int, dict[str, Any]] | Unapproved) -> None:
            if isinstance(answer, Unapproved):
                words = tr("查看{kind}（编号 {id}）遮住的内容：{why}", kind=self.station.kinds[kind].label, id=id, why=reason)
                self._ask_second(answer, words, lambda agreed: ask(self, self.station, lambda: read(agreed), take, name))
            else:
                self._take(answer)

        name = f"reveal {kind} {id}"
        ask(self, self.station, read, take, name)

    def _ask_second(self, missing: Unapproved, what: str, then: Callable[[Approval], None]) -> None:
        """Let a second person agree at this screen."""
        from widgets.accounts.second_page import SecondPage
        from widgets.sheet import Sheet

        here = self.parent()
        window = here.window() if isinstance(here, QWidget) else None
        if window is None:
            self.workspace.tell("warning", missing.message)
            return
        told = tr("{what}（24 小时内已经取过 {n} 条）", what=what, n=missing.before)
        page = SecondPage(self.station, missing.act, told)
        sheet = Sheet(getattr(window, "uppermost", window), tr("需要第二人同意"), page, width=520)
        page.refused.connect(sheet.close_sheet)
        page.agreed.connect(sheet.close_sheet)
        page.agreed.connect(then)
        page.take_focus()

    def _changed(self, change: ChangeSet) -> None:
        """Cover everything when somebody else sits down: the reason was another officer's."""
        if change.command == "sign_in":
            forget(self)  # also what is about to be uncovered
            for kind, id in list(self._seen):
                self.cover(kind, id)

    def cover(self, kind: str, id: int) -> None:
        """Cover a record again."""
        timer = self._timers.pop((kind, id), None)
        if timer is not None:
            timer.stop()
            timer.deleteLater()
        if self._seen.pop((kind, id), None) is not None:
            self.changed.emit(kind, id)

    def _take(self, answer: tuple[str, int, dict[str, Any]]) -> None:
        kind, id, values = answer
        self._seen.setdefault((kind, id), {}).update(values)
        timer = self._timers.get((kind, id))
        if timer is None:
            timer = self._timers[kind, id] = QTimer(self)
            timer.setSingleShot(True)
            timer.timeout.connect(lambda: self.cover(kind, id))
        timer.start(SEEN_MS)
        self.changed.emit(kind, id)


def reasons() -> list[str]:
    """Return the reasons offered; any other may be typed."""
    return [tr("处警需要"), tr("入户走访核对"), tr("群众求助"), tr("案件办理"), tr("信息更正")]


class ReasonBox(QWidget):
    """Asks inline why something of a record is to be seen; ``given`` with the reason, which is kept while it is typed."""

    given = Signal(str)

    def __init__(self, reveals: Reveals, kind: str, id: int, cancelled: Callable[[], object]) -> None:
        super().__init__()
        surface(self, "inset")
        box = column(self, margin=8, gap=6)
        box.addWidget(words(tr("为什么要看？理由会记入操作日志，3 分钟后重新遮住"), "small"))
        self.reason = Combo()
        self.reason.setEditable(True)
        self.reason.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.reason.addItems(reasons())
        self.reason.setCurrentIndex(-1)
        self.reason.setAccessibleName(tr("查看理由"))
        line = self.reason.lineEdit()
        assert line is not None
        line.setPlaceholderText(tr("选择或输入理由"))
        line.returnPressed.connect(self._give)
        self.confirm = push(tr("显示"), self._give, "primary")
        self.confirm.setEnabled(False)
        self.reason.currentTextChanged.connect(lambda text: self.confirm.setEnabled(bool(text.strip())))
        box.addWidget(self.reason)
        buttons = row(self.confirm, push(tr("取消"), cancelled, "ghost"))
        buttons.addStretch(1)
        box.addLayout(buttons)
        self.setFocusProxy(self.reason)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.drafts = keep_typed(self, reveals.station, reveals.workspace, f"reveal.{kind}", id, {"reason": line})

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was typed and not given."""
        self.drafts.flush()
        super().hideEvent(event)

    def _give(self) -> None:
        reason = self.reason.currentText().strip()
        if reason:
            self.drafts.forget()
            self.given.emit(reason)
