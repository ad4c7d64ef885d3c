"""Asks once before a ledger of the station's own is removed, and says what goes with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from data.i18n import tr
from data.store.station import Station
from data.views.uses import Uses, uses_of
from data.workspace import Workspace
from widgets import background
from widgets.parts.button import Button
from widgets.parts.card import Card
from widgets.parts.controls import Combo
from widgets.parts.label import Label
from widgets.parts.scroll import Scroller
from widgets.records.pieces import clear, column, row

NAMED = 4  # views or themes that are named


class RetirePage(Scroller):
    """`wished` with the ledger's kind, or `left`; where no ledger was meant one can be chosen."""

    wished = Signal(str)
    left = Signal()

    def __init__(self, station: Station, workspace: Workspace, kinds: Sequence[str], chosen: str = "",
                 parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(parent, margin=24, gap=10)
        self.station, self.workspace = station, workspace
        self.uses: Uses | None = None
        self.kinds = Combo()
        self.kinds.setAccessibleName(tr("台账"))
        for name in kinds:
            self.kinds.addItem(station.kinds[name].plural, name)
        self.kinds.setCurrentIndex(max(self.kinds.findData(chosen), 0))
        self._choosing = not chosen and len(kinds) > 1
        self.kinds.setVisible(self._choosing)
        self.what = Label("", "strong", wrap=True)
        self.refusal = Label("", "late", wrap=True)
        self.go = Button(tr("删除台账"), "danger", "trash")
        self.leave = Button(tr("取消"))
        self._told = column(gap=4)
        self._build()
        self.kinds.currentIndexChanged.connect(lambda _: self._ask())
        self.go.clicked.connect(lambda: self.wished.emit(self.kind))
        self.leave.clicked.connect(self.left)
        self._ask()

    @property
    def kind(self) -> str:
        """The ledger that is meant."""
        return str(self.kinds.currentData())

    def _build(self) -> None:
        card = Card()
        card.body.addWidget(self.what)
        card.body.addLayout(self._told)
        self.column.addWidget(self.kinds)
        self.column.addWidget(card)
        self.column.addWidget(self.refusal)
        self.column.addWidget(Label(tr(
            "日志、记录的历史和过去的时刻里仍查得到它；删错了按 Ctrl+Z，台账、记录和图层样式整个回来。"
        ), "quiet", wrap=True))  # fmt: skip
        verbs = row(self.go, self.leave)
        verbs.addStretch(1)
        self.column.addLayout(verbs)
        self.column.addStretch()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard."""
        held = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(held, Button):
            held.click()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        """Work out what goes, off the Qt thread; nothing can be removed before it is told."""
        station, kind, layers = self.station, self.kind, tuple(self.workspace.layers.values())
        self.go.setEnabled(False)
        self.what.setText(tr("正在查看“{kind}”里有什么…", kind=station.kinds[kind].plural))
        self.refusal.hide()
        clear(self._told)
        background.ask(self, station, lambda: uses_of(station, kind, layers), self._show, "uses")

    def _show(self, uses: Uses) -> None:
        self.uses, name = uses, self.station.kinds[uses.kind].plural
        if uses.records:
            self.what.setText(tr("删除台账“{kind}”和里面的 {n} 条记录", kind=name, n=f"{uses.records:,}"))
        else:
            self.what.setText(tr("删除台账“{kind}”，里面没有记录", kind=name))
        clear(self._told)
        for line in told(uses):
            self._told.addWidget(Label(line, "quiet", wrap=True))
        self.refusal.setText(uses.refused)
        self.refusal.setVisible(bool(uses.refused))
        self.go.setEnabled(not uses.refused)
        first = self.leave if uses.refused else self.go
        (self.kinds if self._choosing else first).setFocus()  # Enter does not take the one that happens to stand first


def told(uses: Uses) -> list[str]:
    """Return what else goes, or no longer shows the ledger, in sentences."""
    lines = [tr("它的图层、筛选和样式一起收起，台账列表、搜索和统计里不再有它。")]
    if uses.layers:
        lines.append(tr("按它另存的图层一起收起：{names}", names=_named(uses.layers)))
    if uses.views:
        lines.append(tr("这些视图里不再显示它：{names}", names=_named(uses.views)))
    if uses.themes:
        lines.append(tr("这些图层主题里不再显示它：{names}", names=_named(uses.themes)))
    if uses.typed:
        lines.append(tr("有 {n} 份填了没保存的表单，台账回来之前打不开", n=uses.typed))
    return lines


def _named(names: Sequence[str]) -> str:
    shown = tr("、").join(tr("“{name}”", name=name) for name in names[:NAMED])
    return tr("{names}等 {n} 个", names=shown, n=len(names)) if len(names) > NAMED else shown
