"""The heading of a group of layers: folds them, and shows or hides them all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from data.i18n import tr
from data.workspace import Workspace
from widgets.parts.button import IconButton
from widgets.parts.label import ElidedLabel
from widgets.parts.toggle import Toggle

if TYPE_CHECKING:
    from widgets.layer_row import LayerRow


class LayerGroup(QWidget):
    """``fold_changed`` tells that its rows come or go."""

    fold_changed = Signal()

    def __init__(self, name: str, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self.name = workspace, name
        self._layers: tuple[str, ...] = ()
        self.folded = False
        self.fold = IconButton("chevron-down", tr("收起这一组"), side=28)
        self.toggle = Toggle(tr("显示“{group}”里的全部图层", group=name))
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 6, 4, 0)
        row.setSpacing(4)
        row.addWidget(self.fold)
        row.addWidget(ElidedLabel(name, "small"), 1)
        row.addWidget(self.toggle)
        self.fold.clicked.connect(self._fold)
        self.toggle.clicked.connect(self._switch)

    def show_rows(self, rows: Sequence[LayerRow]) -> None:
        """Take the rows that belong to the group."""
        self._layers = tuple(row.id for row in rows)
        self.show_state()

    def show_state(self) -> None:
        """Show whether any of the layers is shown."""
        self.toggle.blockSignals(True)
        self.toggle.setChecked(any(self._workspace.layers[id].visible for id in self._layers if id in self._workspace.layers))
        self.toggle._move(self.toggle.isChecked())
        self.toggle.blockSignals(False)

    def _fold(self) -> None:
        self.folded = not self.folded
        self.fold.set_icon("chevron-right" if self.folded else "chevron-down")
        self.fold.setToolTip(tr("展开这一组") if self.folded else tr("收起这一组"))
        self.fold_changed.emit()

    def _switch(self) -> None:
        on = self.toggle.isChecked()
        for id in self._layers:
            self._workspace.set_layer(id, visible=on)
