"""The card on the second map: of which moment and period it is, with which layers, in which look; and closing it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from data.clock import Clock, format_utc
from data.i18n import tr
from data.kinds.moments import read_time, show_time, write_time
from data.views import KeptTheme
from widgets import style
from widgets.parts.button import IconButton
from widgets.parts.card import SHADOW, FloatingCard
from widgets.parts.controls import Combo
from widgets.parts.label import ElidedLabel, Label

AGO = (("day", timedelta(days=1)), ("week", timedelta(days=7)), ("month", timedelta(days=30)))
PERIODS = ("same", "24h", "7d", "30d", "all")
WIDE = 560  # unscaled pixels: three lists with their words whole in English too


class SplitCard(FloatingCard):
    """`moment_chosen` emits a moment (UTC as stored) or None for now; `period_chosen` one of `PERIODS`.

    `theme_chosen` emits the id of a theme of the station, 0 for what the other map shows; `dark_chosen` whether it is dark.
    """

    moment_chosen = Signal(object)
    period_chosen = Signal(str)
    theme_chosen = Signal(int)
    dark_chosen = Signal(bool)
    left = Signal()

    def __init__(self, zone: str, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent, opacity=0.97)
        self._zone, self._clock = zone, clock
        self.said = ElidedLabel(tr("右图：现在"), "strong")
        self.moment, self.period, self.theme = Combo(), Combo(), Combo()
        self._fill()
        self.dark = IconButton("moon", tr("深色或浅色"), side=30)
        self.dark.setCheckable(True)
        self.dark.toggled.connect(self.dark_chosen)
        self.close_button = IconButton("close", tr("合上分屏"), side=30)
        self.close_button.clicked.connect(self.left)
        self.moment.activated.connect(self._moment)
        self.moment.lineEdit().returnPressed.connect(self._written)  # type: ignore[union-attr]
        self.period.activated.connect(lambda _: self.period_chosen.emit(str(self.period.currentData())))
        self.theme.activated.connect(lambda _: self.theme_chosen.emit(int(self.theme.currentData() or 0)))
        self._build()

    def _fill(self) -> None:
        ago = {"day": tr("昨天此时"), "week": tr("7 天前"), "month": tr("30 天前")}
        self.moment.addItem(tr("现在"), None)
        for key, _span in AGO:
            self.moment.addItem(ago[key], key)
        self.moment.setEditable(True)
        self.moment.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.moment.setToolTip(tr("哪个时刻：选一个，或写 2026-11-21 21:47 再按回车"))
        words = {"same": tr("时段同左"), "24h": tr("近 24 小时"), "7d": tr("近 7 天"),
                 "30d": tr("近 30 天"), "all": tr("全部时间")}  # fmt: skip
        for key in PERIODS:
            self.period.addItem(words[key], key)
        self.show_themes(())

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 8, 8)
        column.setSpacing(4)
        head, self._choices = QHBoxLayout(), QGridLayout()
        self._choices.setSpacing(4)
        head.addWidget(self.said, 1)
        head.addWidget(self.dark)
        head.addWidget(self.close_button)
        for box, name in ((self.moment, tr("时刻")), (self.period, tr("时段")), (self.theme, tr("图层"))):
            box.setAccessibleName(name)
            box.setMinimumContentsLength(6)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        column.addLayout(head)
        column.addLayout(self._choices)
        self._narrow = True
        self.fit(style.scaled(WIDE))

    def fit(self, width: int) -> None:
        """Lay the choices side by side, or each in a line of its own where there are not so many pixels: none is cut."""
        narrow = width < style.scaled(WIDE)
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for box in (self.moment, self.period, self.theme):
            self._choices.removeWidget(box)
        if narrow:
            for n, box in enumerate((self.moment, self.period, self.theme)):
                self._choices.addWidget(box, n, 0)
        else:
            for n, box in enumerate((self.moment, self.period, self.theme)):
                self._choices.addWidget(box, 0, n)
        for n in range(3):
            self._choices.setColumnStretch(n, int(n == 0) if narrow else (4, 3, 3)[n])  # a moment is the longest
        self._choices.activate()

    def sizeHint(self) -> QSize:
        """Return room for three choices side by side."""
        return QSize(style.scaled(WIDE) + 2 * SHADOW, super().sizeHint().height())

    def show_themes(self, themes: Sequence[KeptTheme]) -> None:
        """Offer the station's themes."""
        self.theme.clear()
        self.theme.addItem(tr("图层同左"), 0)
        for theme in themes:
            self.theme.addItem(theme.name, theme.id)

    def show_moment(self, moment: str | None, *, waiting: bool = False) -> None:
        """Tell which moment the map shows."""
        if waiting:
            self.said.setText(tr("右图：正在还原…"))
            return
        if moment is None:
            self.said.setText(tr("右图：现在"))
            self.moment.setCurrentIndex(0)
        else:
            self.said.setText(tr("右图：{when} 的样子", when=show_time(moment, self._zone, self._clock.now())))
            self.moment.setEditText(write_time(moment, self._zone)[:16])
            self.moment.lineEdit().setCursorPosition(0)  # type: ignore[union-attr]  # its beginning is read first

    def _moment(self, index: int) -> None:
        key = self.moment.itemData(index)
        span = dict(AGO).get(key)
        self.moment_chosen.emit(format_utc(self._clock.now() - span) if span is not None else None)

    def _written(self) -> None:
        text = self.moment.currentText()
        if self.moment.findText(text) >= 0:
            return  # `activated` has told it
        moment = read_time(text, self._zone)
        if moment is None:
            self.said.setText(tr("看不懂这个时刻，请写成 2026-11-21 21:47"))
        else:
            self.moment_chosen.emit(moment)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep clicks from reaching the map."""
        event.accept()


class SideLabel(FloatingCard):
    """Says what the first map shows while there are two."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Label("", "strong")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(self.words)
