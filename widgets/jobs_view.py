"""Long work that is under way: what it does, how far it is, and a way to stop it."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from data.i18n import tr
from widgets import style
from widgets.parts.button import IconButton
from widgets.parts.card import FloatingCard
from widgets.parts.hint import plain_hint
from widgets.parts.label import ElidedLabel, Label


class Job(Protocol):
    """What is shown of a job; ``progressed`` carries done, total (0 for unknown) and what, ``ended`` nothing."""

    title: str
    progressed: Any
    ended: Any

    def cancel(self) -> None:
        """Ask it to stop."""


class JobLine(QWidget):
    """One job: its title, the step it is at, per cent, a bar, and a button to stop it."""

    def __init__(self, job: Job, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job = job
        self.title, self.share = ElidedLabel(job.title), Label("", "small")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(job.title)
        self.stop = IconButton("close", tr("停止：{what}", what=job.title), side=28)
        self.stop.clicked.connect(self._stop)
        self._build()
        job.progressed.connect(self.show_progress)

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        column = QVBoxLayout()
        column.setSpacing(4)
        words = QHBoxLayout()
        words.addWidget(self.title, 1)
        words.addWidget(self.share)
        column.addStretch()
        column.addLayout(words)
        column.addWidget(self.bar)
        column.addStretch()
        row.addLayout(column, 1)
        row.addWidget(self.stop)

    def show_progress(self, done: int, total: int, what: str) -> None:
        """Show how far it is; a total of 0 shows that it moves and counts what is done."""
        self.title.setText(f"{self._job.title} · {what}" if what else self._job.title)
        self.bar.setRange(0, 1000 if total > 0 else 0)
        if total > 0:
            self.bar.setValue(round(1000 * min(done / total, 1)))
            self.share.setText(f"{min(done / total, 1):.0%}")
        else:
            self.share.setText(f"{done:,}" if done else "")

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.share.setText(tr("正在停止"))
        self._job.cancel()


class JobsView(QWidget):
    """A place in the top bar: the newest job, and how many more; a click on the number lists all. Hidden when idle."""

    busy = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[JobLine] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.more = IconButton("chevron-down", tr("显示所有进行中的工作"), side=28)
        self.more.clicked.connect(self._list_all)
        self._row.addWidget(self.more)
        self._popup: FloatingCard | None = None
        self._refresh()

    def add(self, job: Job) -> None:
        """Show a job until it ends."""
        line = JobLine(job, self)
        self._lines.append(line)
        self._row.insertWidget(0, line, 1)
        job.ended.connect(lambda: self._remove(line))
        self._refresh()

    def lines(self) -> list[JobLine]:
        """Return the jobs shown, oldest first."""
        return list(self._lines)

    def sizeHint(self) -> QSize:
        """Return the width that a job takes in the top bar."""
        return QSize(style.scaled(250), style.scaled(40))

    def minimumSizeHint(self) -> QSize:
        """Return the narrowest that still tells per cent and has the cross."""
        return QSize(style.scaled(120), style.scaled(36))

    def _remove(self, line: JobLine) -> None:
        if line in self._lines:
            self._lines.remove(line)
            line.hide()
            line.deleteLater()
            self._refresh()

    def _refresh(self) -> None:
        in_popup = self._popup is not None and self._popup.isVisible()
        for line in self._lines:
            line.setVisible(in_popup or line is self._lines[-1])
        self.more.setVisible(len(self._lines) > 1)
        self.more.setToolTip(plain_hint(tr("进行中的工作：{count} 项", count=len(self._lines))))
        self.setVisible(bool(self._lines))
        if not self._lines:
            self._close()
        self.busy.emit(bool(self._lines))

    def _list_all(self) -> None:
        if self._popup is not None:
            self._close()
            return
        self._popup = FloatingCard(self.window(), radius=12, opacity=1.0)
        column = QVBoxLayout(self._popup)
        for line in self._lines:
            column.addWidget(line)
            line.show()
        self._popup.setMinimumWidth(style.scaled(320))
        self._popup.adjustSize()
        corner = self.mapTo(self.window(), self.rect().bottomLeft())
        self._popup.move(corner)
        self._popup.show()
        self._popup.raise_()

    def _close(self) -> None:
        if self._popup is None:
            return
        for line in self._lines:
            self._row.insertWidget(0, line, 1)
            line.setVisible(line is self._lines[-1])
        self._popup.deleteLater()
        self._popup = None


