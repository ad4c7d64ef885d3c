"""The layers panel: what lies on the map, how much of it, from which time, and what the signs mean."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from data.i18n import tr
from data.insight import LayerCount, layer_counts
from data.kinds import Kinds
from data.kinds.moments import show_time
from data.records import ChangeSet
from data.store.imports import Imported
from data.store.station import Station
from data.workspace import LayerState, Period, Workspace
from widgets import background
from widgets.background import Subscriptions
from widgets.colour_section import ColourSection
from widgets.kind_file import add_from_file
from widgets.layer_drag import DropLine, Gap, Listed, gap_at
from widgets.layer_group import LayerGroup
from widgets.layer_row import LayerRow
from widgets.layer_signs import sign_words
from widgets.layer_values import common_values, values_for_rule
from widgets.legend import Legend
from widgets.offers import allowed
from widgets.parts.button import Button
from widgets.parts.label import Label
from widgets.parts.scroll import Scroller
from widgets.time_strip import TimeSection
from widgets.views_themes import ThemeRow


class LayersPanel(Scroller):
    """Rows for all layers, the time, the legend; ``heading`` for use without a frame that shows the title."""

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None, *, heading: bool = False) -> None:
        super().__init__(parent, margin=8, gap=0)
        self.station, self.workspace = station, workspace
        self.rows: dict[str, LayerRow] = {}
        self.groups: dict[str, LayerGroup] = {}
        self._signs = sign_words(station.kinds)
        self._turn, self._asked = 0, dict[str, int]()  # questions, and the last one of each layer
        self._line, self._pointer = DropLine(self, self.inside), QPoint()
        self.column.setContentsMargins(8, 10 if heading else 2, 8, 16)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.header_widgets = [self._add_button()]  # the frame around it shows them beside its title
        if heading:
            self.column.addLayout(self._head())
        self.themes = ThemeRow(station, workspace)
        self.column.addWidget(self.themes)
        self.column.addLayout(self._rows)
        self._own = Label("", "quiet", wrap=True)
        self._own.setContentsMargins(8, 4, 8, 0)
        self.column.addWidget(self._own)
        self.colours = ColourSection(station, workspace)
        self.time = TimeSection(station, workspace)
        self.legend = Legend(station.kinds, workspace, zone=station.zone)
        for section in (self.colours, self.time, self.legend):
            self.column.addSpacing(18)
            self.column.addWidget(section)
        self.column.addStretch()
        self._follow_layers()
        self._subscriptions = Subscriptions(self)
        self._subscriptions.add(workspace.layer_changed, self._layer_changed)
        self._subscriptions.add(workspace.layers_changed, self._follow_layers)
        self._subscriptions.add(workspace.period_changed, self._period_changed)
        self._subscriptions.add(station.changed, self._station_changed)
        self._subscriptions.add(station.kinds_changed, self._kinds_changed)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 0, 4)
        row.addWidget(Label(tr("图层"), "heading"), 1)
        row.addWidget(self.header_widgets[0])
        return row

    def _add_button(self) -> Button:
        add = Button(tr("添加"), "link", "plus", self)
        add.setToolTip(tr("添加一个图层：选一类记录，再设筛选和样式；或用类别文件（TOML）添加一种台账"))
        add.clicked.connect(self._offer_new)
        return add

    def add_menu(self) -> QMenu:
        """Return the menu of what can be added."""
        menu = QMenu(self)
        for kind in self.station.kinds.layers():
            if kind.layer is not None and self.station.session.may_read(kind.name):
                action = menu.addAction(tr("新图层：{kind}", kind=kind.plural))
                action.triggered.connect(lambda _=False, name=kind.name: self.add_layer(name))
        menu.addSeparator()
        menu.addAction(tr("新图层：某次导入的记录…")).triggered.connect(self._ask_imports)
        if allowed(self.station, "add_kind"):
            file = menu.addAction(tr("用类别文件添加台账…"))
            file.setEnabled(not self.station.read_only)
            file.triggered.connect(self._choose_kind_file)
        return menu

    def _offer_new(self) -> None:
        menu = self.add_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        button = self.header_widgets[0]
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _ask_imports(self) -> None:
        """Offer the latest imports once they are read."""
        station = self.station
        background.ask(self, station, station.imports, self._offer_imports, "imports")

    def _offer_imports(self, found: list[Imported]) -> None:
        menu = self.imports_menu(found)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        button = self.header_widgets[0]
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def imports_menu(self, found: list[Imported]) -> QMenu:
        """Return the menu of the records that imports brought, a line for each kind of each."""
        menu, kinds = QMenu(self), self.station.kinds
        for one in found:
            for name, (first, last, count) in one.added.items():
                if kinds[name].layer is not None and self.station.session.may_read(name):
                    when, number = show_time(one.at, self.station.zone), f"{count:,}"
                    words = tr("{what}：{kind} {count} 条 · {when}", what=one.why, kind=kinds[name].plural, count=number, when=when)
                    action = menu.addAction(words)
                    action.triggered.connect(
                        lambda _=False, n=name, ids=(first, last), what=one.why: self.add_layer(n, name=what, between=ids)
                    )
        if menu.isEmpty():
            menu.addAction(tr("还没有导入过能画在图上的记录")).setEnabled(False)
        return menu

    def add_layer(self, id: str, **values: Any) -> LayerRow:
        """Add a layer like one that is there but for some fields of `LayerState`, and open its section for the person."""
        like = self.workspace.layers[id]
        kind = self.station.kinds[like.kind]
        used = sum(1 for s in self.workspace.layers.values() if s.kind == kind.name)
        name = tr("{layer} {number}", layer=kind.plural, number=used + 1)
        usual: dict[str, Any] = {"name": name, "visible": True, "order": like.drawn_at(kind) + 0.001 * used}
        made = self.workspace.add_layer(replace(like, key=f"{kind.name}.1", **usual | values))
        self._follow_layers()
        for row in self.rows.values():
            row.open_section(row.id == made.id)
        return self.rows[made.id]

    def _follow_layers(self) -> None:
        """Show the rows of the layers that there are, in their groups and their order."""
        layers, kinds = self.workspace.layers, self.station.kinds
        seen = {id for id, state in layers.items() if self.station.session.may_read(state.kind)}
        for id in self.rows.keys() - seen:
            row = self.rows.pop(id)
            row.hide()
            row.deleteLater()
        added = [id for id in layers if id in seen - self.rows.keys() and layers[id].kind in kinds and kinds[layers[id].kind].layer]
        for id in added:
            self._add_row(id)
        self._lay_out()
        self._say_own()
        self.recount(*added)

    def _say_own(self) -> None:
        """Say of which layers only those of the own grids lie on the map."""
        session, kinds = self.station.session, self.station.kinds
        limited = dict.fromkeys(kinds[row.kind.name].plural for row in self.rows.values() if session.limited(row.kind.name))
        self._own.setText(tr("{layers}：{own}", layers=tr("、").join(limited), own=tr("只含本网格")) if limited else "")
        self._own.setVisible(bool(limited))

    def _add_row(self, id: str) -> None:
        kind = self.station.kinds[self.workspace.layers[id].kind]
        row = LayerRow(kind, self.workspace, layer=id, zone=self.station.zone, signs=self._signs)
        row.removable = partial(self._removable, row)
        row.values_wanted.connect(self._offer_values)
        row.rule_values_wanted.connect(self._offer_rule)
        row.moved.connect(self._move)
        row.copy_wanted.connect(self.add_layer)
        row.dragged.connect(lambda _id, pointer: self._drag(pointer))
        row.dropped.connect(self._drop)
        self.rows[id] = row

    def _removable(self, row: LayerRow) -> bool:
        """Whether the ledger that a row shows is the station's own, and may be removed now."""
        may = all(allowed(self.station, command, writes=(row.kind.name,)) for command in ("retire_kind", "add_kind"))
        return row.kind.own and not row.state.own and may and not self.station.read_only

    def _lay_out(self) -> None:
        """Put the rows where they belong, those without a group first."""
        wanted = self._in_order()
        self.rows = {row.id: row for row in wanted}
        groups = list(dict.fromkeys(row.state.group for row in wanted))
        for widget in (*self.groups.values(), *wanted):
            self._rows.removeWidget(widget)  # not takeAt: an item that lives on keeps the widget's old height in mind
        for name in self.groups.keys() - set(groups):
            gone = self.groups.pop(name)
            gone.hide()
            gone.deleteLater()
        for name in groups:
            rows = [row for row in wanted if row.state.group == name]
            if name:
                head = self.groups.get(name) or self._add_group(name)
                head.show_rows(rows)
                self._rows.addWidget(head)
            for row in rows:
                self._rows.addWidget(row)
                row.setVisible(not name or not self.groups[name].folded)

    def _add_group(self, name: str) -> LayerGroup:
        head = self.groups[name] = LayerGroup(name, self.workspace)
        head.fold_changed.connect(self._lay_out)
        return head

    def _in_order(self) -> list[LayerRow]:
        """Return the rows as they are listed: what a person has put somewhere stays there, else what shows at first comes first."""
        moved = any(row.state.order is not None and not row.state.own for row in self.rows.values())

        def place(row: LayerRow) -> tuple[bool, str, bool, float]:
            declared = row.kind.layer is not None and row.kind.layer.visible
            return bool(row.state.group), row.state.group, not moved and not declared, row.state.drawn_at(row.kind)

        return sorted(self.rows.values(), key=place)

    def _move(self, id: str, by: int) -> None:
        """Move a layer up or down; from then on the order is the person's."""
        rows = self._in_order()
        at = next(n for n, row in enumerate(rows) if row.id == id)
        to = at + by
        if not 0 <= to < len(rows) or rows[to].state.group != rows[at].state.group:
            return
        rows[at], rows[to] = rows[to], rows[at]
        self.workspace.arrange_layers(row.id for row in rows)

    def _listed(self) -> list[Listed]:
        """Return what stands in the list now, from top to bottom."""
        self.column.activate()
        found = []
        for n in range(self._rows.count()):
            item = self._rows.itemAt(n)
            widget = item.widget() if item is not None else None
            if isinstance(widget, LayerRow | LayerGroup) and not widget.isHidden():
                layer, group = (widget.id, widget.state.group) if isinstance(widget, LayerRow) else ("", widget.name)
                found.append(Listed(layer, group, widget.y(), widget.y() + widget.height()))
        return found

    def _gap(self, pointer: QPoint) -> Gap:
        return gap_at(self._listed(), self.inside.mapFromGlobal(pointer).y())

    def _drag(self, pointer: QPoint) -> None:
        """Show where a row would lie if it were let go now."""
        gap, box, self._pointer = self._gap(pointer), self._rows.geometry(), pointer
        self._line.show_at(box.left() + 4, box.right() - 4, gap.at, pointer)

    def _drop(self, id: str, wanted: bool) -> None:
        """Put a row where it was let go: into another group, if that is there; from then on the order is the person's."""
        self._line.put_away()
        if not wanted:
            return
        gap = self._gap(self._pointer)
        rest = [row.id for row in self._in_order() if row.id != id]
        mates = [one for one in rest if self.rows[one].state.group == gap.group]
        above = [one for one in mates if one in gap.before]
        first = rest.index(mates[0]) if mates else len(rest)
        at = rest.index(above[-1]) + 1 if above else first
        self.workspace.set_layer(id, group=gap.group)
        self.workspace.arrange_layers([*rest[:at], id, *rest[at:]])

    def recount(self, *kinds: str) -> None:
        """Ask anew how many records some layers have."""
        states = {name: self.workspace.layers[name] for name in kinds if name in self.rows}
        if not states:
            return
        station, period = self.station, self.workspace.period
        self._turn += 1
        turn = self._turn
        self._asked.update(dict.fromkeys(states, turn))
        # One question a set of layers: asking for one must not drop the answer for the others. A slow answer of before
        # (of the past, when now is shown again) does not take the place of a newer one.
        background.ask(
            self, station, lambda: layer_counts(station, states, period), lambda counts: self._show_counts(counts, turn),
            ",".join(sorted(states)),
        )  # fmt: skip

    def dispose(self) -> None:
        """Stop listening and waiting."""
        self._line.put_away()
        self._subscriptions.close()
        background.forget(self)
        self.colours.dispose()
        self.themes.dispose()
        self.time.dispose()
        self.legend.dispose()

    def _show_counts(self, counts: dict[str, LayerCount], turn: int) -> None:
        for name, count in counts.items():
            if name in self.rows and self._asked.get(name) == turn:
                self.rows[name].show_count(count)

    def _layer_changed(self, state: LayerState) -> None:
        row = self.rows.get(state.id)
        if row is None or state.id not in self.workspace.layers:
            return
        before = row.last
        row.show_state(state)
        if state.group in self.groups:
            self.groups[state.group].show_state()
        if before.chosen != state.chosen:
            self.recount(state.id)

    def _period_changed(self, period: Period) -> None:
        self.recount(*(n for n, row in self.rows.items() if row.kind.layer and row.kind.layer.time))

    def _station_changed(self, change: ChangeSet) -> None:
        if change.command == "sign_in":
            self._follow_layers()
        self.recount(*(id for id, row in self.rows.items() if row.kind.name in change.kinds))

    def _choose_kind_file(self) -> None:
        files = tr("类别文件 ({pattern})", pattern="*.toml")
        chosen, _ = QFileDialog.getOpenFileName(self.window(), tr("选择类别文件"), "", files)
        if chosen:
            add_from_file(self, self.station, self.workspace, Path(chosen))

    def _kinds_changed(self, kinds: Kinds) -> None:
        """Offer the layer of a kind that was added while the panel is open, and no longer that of one that was removed."""
        self._signs = sign_words(kinds)
        self.legend.follow_kinds(kinds)
        self.workspace.follow_kinds(kinds)

    def _offer_values(self, id: str, field: str) -> None:
        station, row = self.station, self.rows[id]
        kind = row.kind.name

        def offer(values: list[str]) -> None:
            if row.section is not None:
                row.section.offer(field, values)

        background.ask(self, station, lambda: common_values(station, kind, field), offer, f"{id}.{field}")

    def _offer_rule(self, id: str, field: str) -> None:
        station, row = self.station, self.rows[id]
        kind = row.kind.name

        def offer(values: list[Any]) -> None:
            if row.section is not None:
                row.section.offer_rule(field, values)

        background.ask(self, station, lambda: values_for_rule(station, kind, field), offer, f"rule {id}.{field}")

    def keyPressEvent(self, event: object) -> None:
        """Up and down go from row to row."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(event.key())  # type: ignore[attr-defined]
        focused = next((i for i, row in enumerate(self.rows.values()) if row.hasFocus()), None)
        if by is None or focused is None:
            super().keyPressEvent(event)  # type: ignore[arg-type]
            return
        rows = list(self.rows.values())
        rows[min(max(focused + by, 0), len(rows) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
