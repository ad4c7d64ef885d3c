"""The strip on the map while a tool is in hand: its name, what to do next, what it reads, and buttons to end it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from data.i18n import tr
from data.workspace import ToolState
from widgets import style
from widgets.parts.button import Button
from widgets.parts.card import FloatingCard
from widgets.parts.hint import plain_hint
from widgets.parts.label import Label

GAP, APART = 10, 16  # pixels between name and reading, and between words and buttons


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
        first.setSpacing(GAP)
        first.addWidget(self.name)
        first.addWidget(self.reading, 1)
        said.addLayout(first)
        said.addWidget(self.hint)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(6)
        self._buttons.addLayout(self._acts)
        for button in (self.snap, self.undo, self.finish, self.cancel):
            self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(14, 6, 8, 6)
        self._row.setSpacing(APART)
        self._row.addLayout(said, 1)
        self._row.addLayout(self._buttons)

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

    def fit(self, room: int) -> QSize:
        """Return the size that it wants where there are so many pixels; the buttons go below the words where both are too wide.

        It does not shrink with each word.
        """
        steps = style.scaled(60)
        wanted = -(-max(self._in_one_row(), style.scaled(420)) // steps) * steps
        self._stack(wanted > room)
        wide = min(wanted, room)
        return QSize(wide, self._row.totalHeightForWidth(wide) if self._row.hasHeightForWidth() else self.sizeHint().height())

    def _in_one_row(self) -> int:
        """Return how wide words and buttons beside each other are, in pixels."""
        name, reading, hint = (label.fontMetrics().size(0, label.text()).width() for label in (self.name, self.reading, self.hint))
        said = max(name + GAP + reading, hint)
        outer, inner = self.contentsMargins(), self._row.contentsMargins()
        return said + APART + self._buttons.sizeHint().width() + outer.left() + outer.right() + inner.left() + inner.right()

    def _stack(self, stacked: bool) -> None:
        if stacked == self.hint.wordWrap():
            return
        for label in (self.reading, self.hint):
            label.setWordWrap(stacked)
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(6 if stacked else APART)
        self._buttons.setAlignment(Qt.AlignmentFlag.AlignLeft)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep clicks beside the buttons from reaching the map."""
        event.accept()
