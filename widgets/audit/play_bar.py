"""The way of one person through the records, step by step: buttons, where it stands, and what was done there."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from data.audit.sessions import Session, at_step
from data.i18n import tr
from widgets.parts.button import Button, IconButton
from widgets.parts.label import ElidedLabel, Label
from widgets.records.pieces import row

TURN = 1_600  # ms on each step while it plays


class PlayBar(QWidget):
    """`stepped` tells the line (`Told`) that is shown; `left` that the person has seen enough."""

    stepped = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session: Session | None = None
        self._timer = QTimer(self, interval=TURN)
        self._timer.timeout.connect(self._on)
        self.before = IconButton("step-back", tr("上一步（左方向键）"))
        self.play = IconButton("play", tr("播放"), side=36, tint="accent")
        self.after = IconButton("step-on", tr("下一步（右方向键）"))
        self.where = Label("", "strong")
        self.what = ElidedLabel("", "body")
        self.leave = Button(tr("结束回放"), "plain")
        self.before.clicked.connect(lambda: self.step(-1))
        self.after.clicked.connect(lambda: self.step(1))
        self.play.clicked.connect(self.toggle)
        self.leave.clicked.connect(self.left)
        line = row(self.before, self.play, self.after, self.where)
        line.addWidget(self.what, 1)
        line.addWidget(self.leave)
        line.setContentsMargins(0, 0, 0, 0)
        self.setLayout(line)
        self.hide()

    def show_session(self, session: Session | None) -> None:
        """Take a session at its step; None ends it."""
        self._timer.stop()
        self.session = session if session is not None and session.steps else None
        self.setVisible(self.session is not None)
        self._tell()

    def step(self, by: int) -> None:
        """Go some steps on or back."""
        if self.session is None:
            return
        self.session = at_step(self.session, self.session.at + by)
        self._tell()

    def toggle(self) -> None:
        """Play, or pause."""
        if self.session is None:
            return
        if self._timer.isActive():
            self._timer.stop()
        else:
            if self.session.at == len(self.session.steps) - 1:
                self.step(-len(self.session.steps))
            self._timer.start()
        self._show_play()

    def _on(self) -> None:
        self.step(1)
        if self.session is None or self.session.at == len(self.session.steps) - 1:
            self._timer.stop()
            self._show_play()

    def _tell(self) -> None:
        self._show_play()
        if self.session is None:
            return
        told = self.session.steps[self.session.at]
        self.where.setText(f"{self.session.at + 1}/{len(self.session.steps)}")
        self.what.setText(" · ".join(p for p in (told.when, told.who, told.act, told.about, told.said) if p))
        self.stepped.emit(told)

    def _show_play(self) -> None:
        on = self._timer.isActive()
        self.play.set_icon("pause" if on else "play")
        self.play.setToolTip(tr("暂停（空格）") if on else tr("播放（空格）"))
        self.play.setAccessibleName(self.play.toolTip())

    def dispose(self) -> None:
        """Stop playing."""
        self._timer.stop()
