"""One record of any kind: what it says, what belongs to it, attachments, history; edit, delete, fly, task."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from data.errors import WatchroomError
from data.i18n import tr
from data.kinds import Field, Kind
from data.kinds.model import SOURCE_DATUM
from data.query import Query, Where
from data.records import ChangeSet, Edit, Record
from data.store.station import Station
from data.workspace import Selection, Workspace
from widgets.background import ask, write
from widgets.parts import Chip, Glyph, IconButton, TabStrip
from widgets.parts.tabs import BESIDE
from widgets.records.attachments import AttachmentsView
from widgets.records.gone import gone_words
from widgets.records.history_view import HistoryView
from widgets.records.lines import Line, LineList
from widgets.records.more_actions import more_actions
from widgets.records.panel import Panel
from widgets.records.pieces import Holder, clear, column, push, row, rule, scroll, words
from widgets.records.record_form import RecordForm
from widgets.records.related import joining_records, related_lines
from widgets.records.reveals import ReasonBox, Reveals
from widgets.records.shown import Titles, link_target, link_titles, needs_reveal, own_fields, shown
from widgets.records.undo_strip import UndoStrip


@dataclass(frozen=True, slots=True)
class RecordData:
    """What the page shows."""

    record: Record
    title: str
    titles: Titles
    related: list[Line]
    taskable: bool
    home: str = ""  # the building and room where it stands, of a kind that does not show them as fields


def read_record(station: Station, kind: str, id: int) -> RecordData | None:
    """Return a record with what belongs to it; None where it is gone. On a reader thread."""
    declared = station.kinds[kind]
    fields = [n for n, f in declared.fields.items() if f.type != "solid"]
    if declared.place.shape == "point":
        fields.append("geometry")
    record = station.first(Query(kind, (Where("id", "is", id),), fields=tuple(fields), placed=True))
    if record is None:
        return None
    taskable = "task" in station.kinds and kind in station.kinds["task"].fields["subject"].to
    title = station.title(record, masked=False) or f"{declared.label} {id}"
    home = "" if "building" in declared.fields else home_title(station, record)
    return RecordData(record, title, link_titles(station, [record]), related_lines(station, kind, id), taskable, home)


def home_title(station: Station, record: Record) -> str:
    """Return the titles of the building and the room where a record stands; empty where it stands in none."""
    place = record.place
    found = (("building", place.building), ("dwelling", place.dwelling)) if place else ()
    records = [station.get(kind, id) for kind, id in found if id is not None]
    return " ".join(station.title(r) for r in records if r is not None)


class RecordPage(Panel):
    """The page; `show_record` fills it. ``reveals`` may be shared with other pages.

    ``closed`` tells that a form of a new record is gone and nothing of this page is to be seen.
    """

    closed = Signal()
    task_role = "primary"  # of the button that hands out a task

    def __init__(
        self, station: Station, workspace: Workspace, parent: QWidget | None = None, reveals: Reveals | None = None
    ) -> None:
        super().__init__(station, workspace, parent)
        self.reveals = reveals or Reveals(station, workspace, self)
        self.reveals.changed.connect(self._on_revealed)
        self._kind, self._id = "", 0
        self.data: RecordData | None = None
        self.form: RecordForm | None = None
        self._edit_when_read = False  # the form is wanted and the record is still being read
        self._stack = QStackedWidget()
        column(self, gap=0).addWidget(self._stack)
        self._view = QWidget()
        self._stack.addWidget(self._view)
        self.header = column(margin=0, gap=6)
        files = [("files", tr("附件"))] if self.may(reads=("attachment",)) else []
        self.tabs = TabStrip([("facts", tr("资料")), ("related", tr("关联")), *files, ("history", tr("历史"))])
        self.tabs.chosen.connect(self._show_tab)
        self.pages = QStackedWidget()
        self.facts = QWidget()
        self._facts: QVBoxLayout = column(self.facts, margin=16, gap=10)
        self.related = LineList(workspace)
        self.related.opened.connect(lambda line: self._go(line.target))
        self.related.flown.connect(lambda line: self.workspace.fly_to(line.target.kind, line.target.id))
        self.files = AttachmentsView(station, workspace)
        self.history = HistoryView(station, workspace)
        self.own(self.files)
        self.own(self.history)
        for page in (scroll(self.facts), self.related, self.files, self.history):
            self.pages.addWidget(page)
        self.action_box = column(margin=0, gap=8)
        self.undo_strip = UndoStrip(station, workspace)
        self.own(self.undo_strip)
        self._build()

    def _build(self) -> None:
        box = column(self._view, gap=0)
        top = QWidget()
        top_box = column(top, gap=6)
        top_box.setContentsMargins(16, 14, 16, 8)
        top_box.addLayout(self.header)
        box.addWidget(top)
        strip = row(self.tabs)
        strip.setContentsMargins(16 - BESIDE, 0, 16, 0)  # so that the words stand under those above
        box.addLayout(strip)
        box.addWidget(self.pages, 1)
        box.addWidget(rule())
        bottom = QWidget()
        bottom_box = column(bottom, margin=12, gap=8)
        bottom_box.addWidget(self.undo_strip)
        bottom_box.addLayout(self.action_box)
        box.addWidget(bottom)

    def show_record(self, kind: str, id: int) -> None:
        """Read and show a record."""
        if (kind, id) != (self._kind, self._id):
            self._leave_form()
            self.data, self._edit_when_read = None, False
            if not self.undo_strip.concerns(id):
                self.undo_strip.hide()
            self.tabs.set_value("facts")
            self._show_tab("facts")
        self._kind, self._id = kind, id
        ask(self, self.station, lambda: read_record(self.station, kind, id), self._show, "record")

    def changed(self, changes: ChangeSet) -> None:
        """Read again when the record or what belongs to it changed."""
        if self._id and self.isVisibleTo(self.window()) and self._concerned(changes):
            self.show_record(self._kind, self._id)

    def _concerned(self, changes: ChangeSet) -> bool:
        linking = {k.name for k, _ in self.station.kinds.linking_to(self._kind)}
        return changes.concerns(self._id) or bool(changes.kinds & linking)

    def _show(self, data: RecordData | None) -> None:
        self.data = data
        clear(self.header)
        clear(self._facts)
        clear(self.action_box)
        if data is None:
            title, hint = gone_words(self.station)
            self.header.addWidget(words(title, "title"))
            self.header.addWidget(words(hint, "quiet"))
            self.related.set_lines([])
            return
        kind = self.station.kinds[self._kind]
        self._show_header(kind, data)
        self._show_facts(kind, data)
        self.related.set_lines(data.related, empty=tr("没有关联的记录"))
        self.tabs.set_count("related", sum(not line.heading for line in data.related) or None)
        self._show_actions(data)
        self._fill_tab(self.tabs.value)
        if self._edit_when_read:
            self.edit()

    def _show_header(self, kind: Kind, data: RecordData) -> None:
        layer = kind.layer
        badge = Glyph(layer.glyph if layer else kind.label[:1], layer.colour if layer else "quiet", 36)
        texts = column(gap=2)
        texts.addWidget(words(data.title, "title", select=True))
        texts.addWidget(words(kind.label, "quiet"))
        line = row(badge, gap=12)
        line.addLayout(texts, 1)
        self.header.addLayout(line)
        chips = [self._chip(kind.fields[n], data.record[n]) for n in self._chip_fields(kind) if data.record[n] is not None]
        if chips:
            holder = Holder()
            holder.show_only(*chips)
            self.header.addWidget(holder)

    def _chip_fields(self, kind: Kind) -> list[str]:
        layer = kind.layer
        return list(dict.fromkeys(n for n in ((layer.state, *layer.filter) if layer else ()) if n))

    def _chip(self, field: Field, value: Any) -> Chip:
        choice = field.choice(value)
        return Chip(shown(field, value, self.zone), dot=choice.colour if choice else "")

    def _show_facts(self, kind: Kind, data: RecordData) -> None:
        seen = self.reveals.values(self._kind, self._id)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, 84)
        number, covered = 0, []
        if data.home and (place := data.record.place):
            there = Selection("building", place.building or 0, place.storey, place.dwelling)
            grid.addWidget(words(tr("住址"), "quiet"), 0, 0)
            grid.addWidget(push(data.home, lambda: self._go(there), "link"), 0, 1)
            number = 1
        for field in own_fields(kind):
            value = seen.get(field.name, data.record[field.name])
            if value in (None, ""):
                continue
            label = words(field.label, "quiet")
            label.setMaximumWidth(120)
            # A link is as tall as a button; of a long text the label stands beside the first line.
            beside = Qt.AlignmentFlag.AlignVCenter if field.type == "link" else Qt.AlignmentFlag.AlignTop
            grid.addWidget(label, number, 0, beside)
            grid.addWidget(self._value_widget(kind, field, data, value, field.name in seen), number, 1)
            if needs_reveal(field, value, "desk") and field.name not in seen and self.station.session.may_reveal(kind, field.name):
                covered.append(field.name)
            number += 1
        self._facts.addLayout(grid)
        if covered:
            self._offer_reveal(covered)
        if seen:
            self._offer_cover()
        self._show_place(data)
        self._facts.addStretch(1)

    def _value_widget(self, kind: Kind, field: Field, data: RecordData, value: Any, revealed: bool) -> QWidget:
        if field.type == "link" and needs_reveal(field, value, "desk") and not revealed:
            return words(shown(field, value, self.zone))
        if field.type == "link":
            target = link_target(kind, field, data.record)
            title = data.titles.get(target, tr("已删除的记录")) if target else ""
            return push(title, lambda: self._go(Selection(*target)) if target else None, "link")
        text = shown(field, value, self.zone, revealed=revealed)
        if kind.fields.get(f"{field.name}_assumed") and data.record[f"{field.name}_assumed"]:
            text = tr("{value}（推定）", value=text)
        value_words = words(text, select=True)
        value_words.setContentsMargins(7, 0, 0, 0)  # in line with links, which have a border
        return value_words

    def _offer_cover(self) -> None:
        """Let what was revealed be covered before its minutes are over."""
        kind, id = self._kind, self._id
        line = row(push(tr("现在遮住"), lambda: self.reveals.cover(kind, id), "plain", "eye"))
        line.addWidget(words(tr("3 分钟后自动遮住"), "small"), 1)
        self._facts.addLayout(line)

    def _offer_reveal(self, covered: list[str]) -> None:
        holder = QWidget()
        box = column(holder, gap=6)
        labels = tr("、").join(self.station.kinds[self._kind].fields[n].label for n in covered)

        def ask_reason() -> None:
            button.hide()
            reason = ReasonBox(self.reveals, self._kind, self._id, lambda: _swap(reason, button))
            reason.given.connect(lambda why: self.reveals.reveal(self._kind, self._id, covered, why))
            box.addWidget(reason)
            reason.setFocus()

        button = push(tr("显示{what}", what=labels), ask_reason, "plain", "eye")
        box.addWidget(button)
        self._facts.addWidget(holder)

    def _show_place(self, data: RecordData) -> None:
        if not self.station.kinds[self._kind].place.stands:
            return
        place = data.record.place
        if place is None or place.lon is None or place.lat is None:
            self._facts.addWidget(words(tr("还没有上图：修改时填写所在建筑或经纬度"), "small"))
            return
        where = tr("位置 {lon}, {lat}", lon=f"{place.lon:.5f}", lat=f"{place.lat:.5f}")
        if source := data.record[SOURCE_DATUM]:
            where = tr("{where} · 导入时是 {datum}", where=where, datum=source)
        self._facts.addWidget(words(where, "small", select=True))

    def _show_actions(self, data: RecordData) -> None:
        first = []
        if data.taskable and self.station.session.may("new_task") and self.station.may_write("task"):
            first.append(push(tr("布置任务"), self._task, self.task_role, "plus"))
        if self.station.kinds[self._kind].place.stands:
            first.append(push(tr("飞到"), lambda: self.workspace.fly_to(self._kind, self._id), "plain", "fly"))
        if more := more_actions(self.station, self.workspace, self._kind, self._id):
            self.action_box.addLayout(row(*more))
        line = row(*first)
        if self.station.may_write(self._kind):
            line.addWidget(push(tr("修改"), self.edit, "plain" if data.taskable else "primary", "edit"))
            delete = IconButton("trash", tr("删除"), tint="late")
            delete.clicked.connect(self.delete)
            line.addWidget(delete)
        self.action_box.addLayout(line)

    def _task(self) -> None:
        self.workspace.run("new_task", kind=self._kind, id=self._id)

    def _go(self, target: Selection) -> None:
        if target:
            self.workspace.select(target.kind, target.id, storey=target.storey, dwelling=target.dwelling)

    def _show_tab(self, key: str) -> None:
        order = ["facts", "related", "files", "history"]
        self.pages.setCurrentIndex(order.index(key))
        self._fill_tab(key)

    def _fill_tab(self, key: str) -> None:
        if key == "files" and self._id:
            self.files.show_record(self._kind, self._id)
        elif key == "history" and self._id:
            self.history.show_record(self._kind, self._id)

    def _on_revealed(self, kind: str, id: int) -> None:
        if (kind, id) == (self._kind, self._id) and self.data is not None:
            clear(self._facts)
            self._show_facts(self.station.kinds[kind], self.data)

    def edit(self) -> None:
        """Change to the form, as soon as the record is read."""
        self._edit_when_read = self.data is None
        if self.data is not None:
            seen = self.reveals.values(self._kind, self._id)
            self._open_form(RecordForm(self.station, self.workspace, self._kind, self.data.record, seen=seen))

    def add(self, kind: str, preset: Mapping[str, Any] | None = None) -> None:
        """Show the form of a new record."""
        self._leave_form()
        self._open_form(RecordForm(self.station, self.workspace, kind, preset=preset))

    def _open_form(self, form: RecordForm) -> None:
        self.form = form
        form.saved.connect(self._on_saved)
        form.written.connect(lambda changes: self.undo_strip.offer(tr("已保存"), changes))
        form.left.connect(self._give_up)
        self._stack.addWidget(form)
        self._stack.setCurrentWidget(form)
        next(iter(form.rows.values())).editor.focus_widget().setFocus()

    def _give_up(self) -> None:
        adding = self.form is not None and self.form.record is None
        self._leave_form()
        if adding:
            self.closed.emit()

    def _on_saved(self, kind: str, id: int) -> None:
        joins = self.form is not None and self.form.record is None and not self.station.kinds[kind].ledger
        self._leave_form()
        if joins:
            self.closed.emit()
        elif self.workspace.selection == Selection(kind, id):
            self.show_record(kind, id)
        else:
            self.workspace.select(kind, id)

    def _leave_form(self) -> None:
        if self.form is not None:
            form, self.form = self.form, None
            self._stack.setCurrentWidget(self._view)
            form.dispose()
            self._stack.removeWidget(form)
            form.deleteLater()

    def delete(self) -> None:
        """Remove the record; undo brings it back."""
        kind, id = self._kind, self._id
        write(self, self.station, lambda: self._remove(kind, id), self._deleted)

    def _remove(self, kind: str, id: int) -> ChangeSet | str:
        """Remove a record with what only joins it to others (residences, attachments); on a reader thread."""
        why = tr("删除{kind}", kind=self.station.kinds[kind].label)
        edits = [Edit(joining.kind, joining.id, None) for joining in joining_records(self.station, kind, id)]
        try:
            return self.station.apply([*edits, Edit(kind, id, None)], who=self.who, why=why, command="record.delete")
        except WatchroomError as error:
            return error.message

    def _deleted(self, changes: ChangeSet | str) -> None:
        if isinstance(changes, str):
            self.workspace.tell("warning", changes)
            return
        self.undo_strip.offer(tr("已删除"), changes)
        self.show_record(self._kind, self._id)

    def dispose(self) -> None:
        """End the form as well."""
        self._leave_form()
        super().dispose()


def _swap(away: QWidget, back: QWidget) -> None:
    """Put one widget away and bring another back."""
    away.hide()
    away.deleteLater()
    back.show()
