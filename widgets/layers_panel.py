"""The layers panel: what lies on the map, how much of it, from which time, and what the signs mean."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from data.i18n import tr
from data.insight import LayerCount, layer_counts
from data.kinds import Kinds
from data.records import ChangeSet
from data.store.station import Station
from data.workspace import LayerState, Period, Workspace
from widgets import background
from widgets.background import Subscriptions
from widgets.colour_section import ColourSection
from widgets.kind_file import add_from_file
from widgets.layer_row import LayerRow
from widgets.layer_values import common_values
from widgets.legend import Legend
from widgets.parts.button import Button
from widgets.parts.label import Label
from widgets.parts.scroll import Scroller
from widgets.time_strip import TimeSection


class LayersPanel(Scroller):
    """Rows for all layers, the time, the legend; ``heading`` for use without a frame that shows the title."""

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None, *, heading: bool = False) -> None:
        super().__init__(parent, margin=8, gap=0)
        self.station, self.workspace = station, workspace
        self.rows: dict[str, LayerRow] = {}
        self.column.setContentsMargins(8, 10 if heading else 2, 8, 16)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.header_widgets = [self._add_button()]  # the frame around it shows them beside its title
        if heading:
            self.column.addLayout(self._head())
        self.column.addLayout(self._rows)
        self.colours = ColourSection(station, workspace)
        self.time = TimeSection(station, workspace)
        self.legend = Legend(station.kinds, workspace)
        for section in (self.colours, self.time, self.legend):
            self.column.addSpacing(18)
            self.column.addWidget(section)
        self.column.addStretch()
        self._add_rows()
        self._subscriptions = Subscriptions(self)
        self._subscriptions.add(workspace.layer_changed, self._layer_changed)
        self._subscriptions.add(workspace.period_changed, self._period_changed)
        self._subscriptions.add(station.changed, self._station_changed)
        self._subscriptions.add(station.kinds_changed, self._kinds_changed)
        self.recount(*self.rows)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 0, 4)
        row.addWidget(Label(tr("图层"), "heading"), 1)
        row.addWidget(self.header_widgets[0])
        return row

    def _add_button(self) -> Button:
        add = Button(tr("添加"), "link", "plus", self)
        add.setToolTip(tr("用一个类别文件（TOML）添加一种台账和图层"))
        add.setEnabled(not self.station.read_only)
        add.clicked.connect(self._choose_kind_file)
        return add

    def _add_rows(self) -> None:
        # What is shown from the start comes first, as the person looks for it most.
        for kind in sorted(self.station.kinds.layers(), key=lambda kind: not (kind.layer and kind.layer.visible)):
            if kind.name in self.workspace.layers and kind.name not in self.rows:
                row = LayerRow(kind, self.workspace)
                row.values_wanted.connect(self._offer_values)
                self.rows[kind.name] = row
                self._rows.addWidget(row)

    def recount(self, *kinds: str) -> None:
        """Ask anew how many records some layers have."""
        states = {name: self.workspace.layers[name] for name in kinds if name in self.rows}
        if not states:
            return
        station, period = self.station, self.workspace.period
        # One question a set of layers: asking for one must not drop the answer for the others.
        background.ask(self, station, lambda: layer_counts(station, states, period), self._show_counts, ",".join(sorted(states)))

    def dispose(self) -> None:
        """Stop listening and waiting."""
        self._subscriptions.close()
        background.forget(self)
        self.colours.dispose()
        self.time.dispose()
        self.legend.dispose()

    def _show_counts(self, counts: dict[str, LayerCount]) -> None:
        for name, count in counts.items():
            if name in self.rows:
                self.rows[name].show_count(count)

    def _layer_changed(self, state: LayerState) -> None:
        row = self.rows.get(state.kind)
        if row is not None:
            row.show_state(state)
            self.recount(state.kind)

    def _period_changed(self, period: Period) -> None:
        self.recount(*(n for n, row in self.rows.items() if row.kind.layer and row.kind.layer.time))

    def _station_changed(self, change: ChangeSet) -> None:
        self.recount(*change.kinds)

    def _choose_kind_file(self) -> None:
        files = tr("类别文件 ({pattern})", pattern="*.toml")
        chosen, _ = QFileDialog.getOpenFileName(self.window(), tr("选择类别文件"), "", files)
        if chosen:
            add_from_file(self, self.station, self.workspace, Path(chosen))

    def _kinds_changed(self, kinds: Kinds) -> None:
        """Offer the layer of a kind that was added while the panel is open."""
        for kind in kinds.layers():
            if kind.layer is not None and kind.name not in self.workspace.layers:
                self.workspace.layers[kind.name] = LayerState(kind.name, kind.layer.visible, colour=kind.layer.colour)
        known = set(self.rows)
        self._add_rows()
        self.recount(*(name for name in self.rows if name not in known))

    def _offer_values(self, kind: str, field: str) -> None:
        station = self.station
        row = self.rows[kind]

        def offer(values: list[str]) -> None:
            if row.section is not None:
                row.section.offer(field, values)

        background.ask(self, station, lambda: common_values(station, kind, field), offer, f"{kind}.{field}")

    def keyPressEvent(self, event: object) -> None:
        """Up and down go from row to row."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(event.key())  # type: ignore[attr-defined]
        focused = next((i for i, row in enumerate(self.rows.values()) if row.hasFocus()), None)
        if by is None or focused is None:
            super().keyPressEvent(event)  # type: ignore[arg-type]
            return
        rows = list(self.rows.values())
        rows[min(max(focused + by, 0), len(rows) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
