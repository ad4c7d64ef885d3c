"""The banner of a console that only reads: who writes the file, and the way to write when that one has ended."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from data.clock import Clock
from data.i18n import tr
from data.kinds.moments import show_time
from data.store.hold import Holder
from widgets import icons, style
from widgets.parts.button import Button
from widgets.parts.label import ElidedLabel, Label
from widgets.parts.toggle import Toggle


class ReadingBar(QFrame):
    """`wanted` asks to write now; `waits` says whether to begin by itself as soon as nobody else writes."""

    wanted = Signal()

    def __init__(self, zone: str, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone, self._clock = zone, clock
        self.words, self.more = Label("", "strong"), ElidedLabel("", "quiet")
        self.wait = Toggle(tr("对方退出后，这里接着写"))
        self._wait_words = Label(tr("对方退出后，这里接着写"))
        self.write = Button(tr("在这里写"), "primary", "edit")
        self.write.clicked.connect(self.wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(style.scaled(48), 6, 16, 6)
        row.setSpacing(style.scaled(12))
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self.words)
        said.addWidget(self.more)
        row.addLayout(said, 1)
        for widget in (self._wait_words, self.wait, self.write):
            row.addWidget(widget)
        self.hide()

    @property
    def waits(self) -> bool:
        """Whether this console shall write as soon as nobody else does."""
        return self.wait.isChecked()

    def show_held(self, holder: Holder) -> None:
        """Tell who writes."""
        since = show_time(holder.since, self._zone, self._clock.now()) if holder.since else ""
        if holder.program == "command":
            self.words.setText(tr("只能看：一条命令正在写这个站文件"))
        elif holder.here:
            self.words.setText(tr("只能看：这台电脑上另一个控制台正在使用这个站文件"))
        else:
            self.words.setText(tr("只能看：“{computer}”正在使用这个站文件", computer=holder.computer))
        self.more.setText(tr("自 {when} 起 · 它改了什么，这里马上看得到", when=since) if since else "")
        self._offer(waits=True, writes=False)

    def show_free(self) -> None:
        """Tell that nobody writes any more."""
        self.words.setText(tr("只能看：现在没有别人在用这个站文件了"))
        self.more.setText(tr("可以在这里接着写；打开的页面和选中的内容都还在"))
        self._offer(waits=False, writes=True)

    def show_closed(self) -> None:
        """Tell that the place cannot be written."""
        self.words.setText(tr("只能看：站文件所在的文件夹不能写入"))
        self.more.setText(tr("要修改，请把站文件移到可以写的地方再打开"))
        self._offer(waits=False, writes=False)

    def _offer(self, *, waits: bool, writes: bool) -> None:
        self.wait.setVisible(waits)
        self._wait_words.setVisible(waits)
        self.write.setVisible(writes)
        self.setAccessibleName(self.words.text())
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a ground that tells it from other bars."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), style.colour("accent", 0.10))
        painter.fillRect(0, self.height() - 2, self.width(), 2, style.colour("accent"))
        side = style.scaled(22)
        icons.paint(painter, "lock", QRectF(16, (self.height() - side) / 2, side, side), "accent")
        painter.end()
