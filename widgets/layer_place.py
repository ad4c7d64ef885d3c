"""Where a layer stands among the others: up and down in the list, its group, and what becomes of a layer that a person made."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from data.i18n import tr
from data.workspace import LayerState, Workspace
from widgets.parts.button import Button, IconButton
from widgets.parts.controls import Combo
from widgets.parts.label import Label


class LayerPlace(QWidget):
    """``moved`` tells -1 for up and 1 for down; ``copy_wanted`` asks for a layer of its own with the same look and filter."""

    moved = Signal(int)
    copy_wanted = Signal()

    def __init__(self, workspace: Workspace, layer: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._layer = workspace, layer
        self.retire: Button | None = None
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.name: QLineEdit | None = None
        if workspace.layers[layer].own:
            self.name = QLineEdit()
            self.name.setAccessibleName(tr("图层名称"))
            self.name.setMaxLength(40)
            self.name.editingFinished.connect(self._rename)
            column.addWidget(self.name)
        column.addLayout(self._order())
        column.addLayout(self._buttons())
        self.show_state(workspace.layers[layer])

    def _order(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        self.up = IconButton("chevron-up", tr("上移（画在更上面，Alt+↑）"), side=28)
        self.down = IconButton("chevron-down", tr("下移（Alt+↓）"), side=28)
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.group = Combo()
        self.group.setEditable(True)
        self.group.setAccessibleName(tr("分组"))
        self.group.setMinimumContentsLength(4)
        self.group.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        line = self.group.lineEdit()
        if line is not None:
            line.setPlaceholderText(tr("分组"))
            line.setMaxLength(30)
            line.editingFinished.connect(self._regroup)
        self.group.activated.connect(self._regroup)
        row.addWidget(Label(tr("顺序"), "quiet"))
        row.addWidget(self.up)
        row.addWidget(self.down)
        row.addWidget(self.group, 1)
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.copy = Button(tr("另存为新图层"), "link", "copy")
        self.copy.setToolTip(tr("按现在的筛选和样式另做一个图层"))
        self.copy.clicked.connect(self.copy_wanted)
        row.addWidget(self.copy)
        row.addStretch()
        self.remove: Button | None = None
        if self.name is not None:
            self.remove = Button(tr("删除图层"), "link", "trash")
            self.remove.clicked.connect(lambda: self._workspace.remove_layer(self._layer))
            row.addWidget(self.remove)
        return row

    def offer_retiring(self) -> None:
        """Offer to remove the ledger that the layer shows; it is the station's own."""
        retire = self.retire = Button(tr("删除台账…"), "link", "trash")
        retire.setToolTip(tr("连同里面的记录一起删除；会先问一次，也可以撤销"))
        retire.clicked.connect(lambda: self._workspace.run("retire_kind", kind=self._workspace.layers[self._layer].kind))
        row = QHBoxLayout()
        row.addWidget(retire)
        row.addStretch()
        self._column.addLayout(row)

    def show_state(self, state: LayerState) -> None:
        """Show name and group."""
        if self.name is not None and not self.name.hasFocus():
            self.name.setText(state.name)
        groups = sorted({s.group for s in self._workspace.layers.values() if s.group})
        if [self.group.itemText(n) for n in range(self.group.count())] != ["", *groups]:
            self.group.clear()
            self.group.addItems(["", *groups])
        self.group.setCurrentText(state.group)

    def _rename(self) -> None:
        if self.name is not None and self.name.text().strip():
            self._workspace.set_layer(self._layer, name=self.name.text().strip())

    def _regroup(self) -> None:
        if self._layer in self._workspace.layers:
            self._workspace.set_layer(self._layer, group=self.group.currentText().strip())
