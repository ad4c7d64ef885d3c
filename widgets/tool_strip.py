"""The strip on the map while a tool is in hand: its name, what to do next, what it reads, and buttons to end it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from data.i18n import tr
from data.workspace import ToolState
from widgets import style
from widgets.parts.button import Button
from widgets.parts.card import FloatingCard
from widgets.parts.hint import plain_hint
from widgets.parts.label import Label


class ToolStrip(FloatingCard):
    """Shows a `ToolState`; `acted` emits "finish", "undo", "leave", "snap" or an act of the tool. Hidden while the hand is bare."""

    acted = Signal(str)
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, opacity=0.97)
        self.state = ToolState()
        self.name, self.hint, self.reading = Label("", "strong"), Label("", "quiet"), Label("", "accent")
        self.snap = self._button(tr("吸附"), "snap", tr("点被房角和边线吸住（S；按住 Alt 暂时不吸）"))
        self.snap.setCheckable(True)
        self.undo = self._button(tr("撤一点"), "undo", tr("去掉最后一个点（退格键或 Ctrl+Z）"))
        self.finish = self._button(tr("完成"), "finish", tr("结束（双击、右击或回车）"), "primary")
        self.cancel = self._button(tr("取消"), "leave", tr("放下工具（Esc）"))
        self._acts = QHBoxLayout()
        self._acts.setSpacing(6)
        self._own: list[Button] = []
        self._build()
        self.hide()

    def _build(self) -> None:
        said = QVBoxLayout()
        said.setSpacing(1)
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self.name)
        first.addWidget(self.reading)
        first.addStretch(1)
        said.addLayout(first)
        said.addWidget(self.hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.setSpacing(6)
        row.addLayout(said, 1)
        row.addSpacing(10)
        row.addLayout(self._acts)
        for button in (self.snap, self.undo, self.finish, self.cancel):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def _button(self, words: str, act: str, hint: str, role: str = "plain") -> Button:
        button = Button(words, role, parent=self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard with the map
        button.setToolTip(plain_hint(hint))
        button.clicked.connect(lambda: self.acted.emit(act))
        return button

    def set_state(self, state: ToolState) -> None:
        """Show a tool as it stands; an empty state hides the strip."""
        before, self.state = self.state, state
        if before.acts != state.acts:
            self._offer(state)
        if not state:
            self.hide()
            return
        self.name.setText(state.title)
        self.hint.setText(state.hint)
        self.reading.setText(state.reading)
        self.snap.setVisible(state.snaps is not None)
        self.snap.setChecked(bool(state.snaps))
        self.undo.setVisible(state.can_undo)
        self.finish.setVisible(state.can_finish)
        self.cancel.setText(tr("取消") if state.drawing else tr("关闭"))
        self.show()
        self.resized.emit()

    def _offer(self, state: ToolState) -> None:
        for button in self._own:
            self._acts.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._own = [self._button(act.words, act.id, "") for act in state.acts]
        for button, act in zip(self._own, state.acts, strict=True):
            button.setCheckable(act.on)
            button.setChecked(act.on)
            self._acts.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
            button.show()  # now, so that the width asked for next counts it

    def own_buttons(self) -> list[Button]:
        """Return the buttons of the tool's own acts."""
        return list(self._own)

    def width_for(self, room: int) -> int:
        """Return how wide it wants to be where there are so many pixels; it does not shrink with each word."""
        wanted = max(self.sizeHint().width(), style.scaled(420))
        steps = style.scaled(60)
        return min(-(-wanted // steps) * steps, room)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep clicks beside the buttons from reaching the map."""
        event.accept()
