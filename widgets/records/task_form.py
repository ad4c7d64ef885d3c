"""Handing out a task: on a record or a point, to whom, until when; a second one for the same purpose is pointed out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QPlainTextEdit, QWidget

from data.clock import format_utc
from data.duty import TaskWish, create, duplicates, subject_title
from data.duty.checklists import Template, fitting
from data.duty.usual import usual_type
from data.errors import InvalidValue, WatchroomError
from data.i18n import tr
from data.kinds import Field
from data.kinds.moments import zone_of
from data.store.station import Station
from data.workspace import Workspace
from widgets.background import ask, drop, write
from widgets.backups.draft import Drafts
from widgets.parts import Chip, Segmented
from widgets.parts.controls import Combo
from widgets.records.attachments import read_file
from widgets.records.editors import MomentEditor
from widgets.records.member_picker import MemberPicker
from widgets.records.panel import Panel
from widgets.records.pieces import Holder, clear, column, push, row, rule, scroll, words
from widgets.records.task_data import TaskCard, cards_of

DAY_END = time(18, 0)  # what "today" and "tomorrow" mean as a due time


def due_presets() -> list[tuple[str, str]]:
    """Return the usual due times as (key, words)."""
    return [("2h", tr("2 小时")), ("today", tr("今天")), ("tomorrow", tr("明天")), ("3d", tr("3 天"))]


def due_at(station: Station, preset: str) -> str:
    """Return a preset's due time as stored; today and tomorrow end at 18:00, later than that at midnight."""
    now = station.clock.now().astimezone(zone_of(station.zone)).replace(second=0, microsecond=0)
    if preset == "2h":
        return format_utc(now + timedelta(hours=2))
    if preset == "3d":
        return format_utc(now + timedelta(days=3))
    day = now.date() + timedelta(days=1 if preset == "tomorrow" else 0)
    due = datetime.combine(day, DAY_END, now.tzinfo)
    return format_utc(due if due > now else datetime.combine(day, time(23, 59), now.tzinfo))


def _narrow(combo: QComboBox) -> None:
    """Let a list be narrower than its longest entry, so that the form never grows beyond its panel."""
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(6)


def _choose(combo: QComboBox, value: str) -> None:
    """Begin with a value, where the list has it."""
    if (at := combo.findData(value)) >= 0:
        combo.setCurrentIndex(at)


class TaskForm(Panel):
    """``issued`` with the id of the new task, ``left`` when the person gives up."""

    issued = Signal(int)
    left = Signal()

    def __init__(
        self,
        station: Station,
        workspace: Workspace,
        subject_kind: str = "",
        subject: int | None = None,
        lon: float | None = None,
        lat: float | None = None,
        parent: QWidget | None = None,
        *,
        where: str = "",
    ) -> None:
        super().__init__(station, workspace, parent)
        self.subject = (subject_kind, subject)
        self.point, self.where = (lon, lat), where
        self.files: list[Path] = []
        self._doubles: list[TaskCard] = []
        kind = station.kinds["task"]
        self.type = self._combo(kind.fields["type"])
        _choose(self.type, usual_type(subject_kind, placed=lon is not None))
        self.family = self._combo(kind.fields["family"])
        self.template = Combo()
        self.template.setAccessibleName(kind.fields["template"].label)
        self.template.addItem(tr("不用模板"), None)
        _narrow(self.template)
        self._from_template = ""  # the words that a template brought, to be taken away with it
        self.priority = Segmented([(c.value, c.label) for c in kind.fields["priority"].choices], "normal")
        self.title = QLineEdit()
        self.title.setPlaceholderText(tr("不填则按类型和对象起名"))
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(tr("要做什么、注意什么"))
        self.text.setFixedHeight(80)
        self.text.setTabChangesFocus(True)
        self.due = MomentEditor(kind.fields["due_at"], station)
        self.preset = Segmented(due_presets())
        self.members = MemberPicker(station, workspace)
        self.own(self.members)
        self.warning = QWidget()
        self.trouble = words("", "late")
        self.file_chips = Holder()
        self.issue = push(tr("下发"), self._issue, "primary")
        QShortcut(Qt.Modifier.CTRL | Qt.Key.Key_Return, self, self._by_keys, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.draft = push(tr("存为草稿"), self._keep)
        self._subject_words = words("", "quiet")
        self.drafts = Drafts(self, station, workspace, f"task.{subject_kind}", subject or 0, self._texts, self._take_texts)
        self._build()
        self._connect()
        self.preset.set_value("3d")
        self._take_preset("3d")
        self._read_subject()
        self._read_templates()
        self._look_for_doubles()
        for edited in (self.title.textEdited, self.text.textChanged, self.due.edited, self.type.activated, self.preset.chosen):
            edited.connect(lambda *_: self.drafts.touched())
        self.drafts.look()

    def _texts(self) -> dict[str, str]:
        """Return what was typed, by field."""
        said = {"title": self.title.text(), "text": self.text.toPlainText()}
        texts = {name: text for name, text in said.items() if text.strip() and text.strip() != self._from_template}
        return {**texts, "due": self.due.raw(), "type": str(self.type.currentData())} if texts else {}

    def _take_texts(self, texts: Mapping[str, str]) -> None:
        """Put back what was typed last time."""
        self.title.setText(texts.get("title", ""))
        self.text.setPlainText(texts.get("text", ""))
        if "due" in texts:
            self.preset.set_value(None)
            self.due.take_raw(texts["due"])
        self.type.setCurrentIndex(max(0, self.type.findData(texts.get("type"))))

    def dispose(self) -> None:
        """Keep what was typed, and stop listening."""
        self.drafts.flush()
        super().dispose()

    def _combo(self, field: Field) -> QComboBox:
        combo = Combo()
        combo.setAccessibleName(field.label)
        for choice in field.choices:
            combo.addItem(choice.label, choice.value)
        combo.setCurrentIndex(max(0, combo.findData(field.default)))
        _narrow(combo)
        return combo

    def _build(self) -> None:
        box = column(self, gap=0)
        top = column(margin=0, gap=2)
        top.setContentsMargins(16, 12, 16, 10)
        top.addWidget(words(tr("布置任务"), "title"))
        top.addWidget(self._subject_words)
        box.addLayout(top)
        box.addWidget(rule())
        box.addWidget(self.drafts.line)
        inner = QWidget()
        form = column(inner, margin=16, gap=6)
        self._warning_box = column(self.warning, margin=10, gap=4)
        self.warning.setProperty("surface", "inset")
        self.warning.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.warning.hide()
        for label, widget in (
            (tr("模板（带核对单）"), self.template),
            (tr("类型"), self._side_by_side(self.type, self.family)),
            ("", self.warning),
            (tr("承办人"), self.members),
            (tr("期限"), self.preset),
            ("", self.due),
            (tr("优先级"), self.priority),
            (tr("要求"), self.text),
            (tr("任务名称"), self.title),
        ):
            if label:
                form.addWidget(words(label, "small"))
            form.addWidget(widget)
        form.addWidget(self.file_chips)
        attach = row(push(tr("添加附件"), self._choose_files, "link", "attachment"))
        attach.addStretch(1)
        form.addLayout(attach)
        form.addStretch(1)
        box.addWidget(scroll(inner), 1)
        box.addWidget(rule())
        bottom = column(margin=12, gap=6)
        self.trouble.hide()
        bottom.addWidget(self.trouble)
        bottom.addLayout(row(self.issue, self.draft, push(tr("取消"), self.left.emit)))
        box.addLayout(bottom)

    def _side_by_side(self, *widgets: QWidget) -> QWidget:
        holder = QWidget()
        holder.setLayout(row(*widgets))
        return holder

    def _read_templates(self) -> None:
        """Offer the templates for this kind of subject."""
        kind = self.subject[0]
        ask(self, self.station, lambda: fitting(self.station, kind) if kind else [], self._show_templates, "templates")

    def _show_templates(self, found: list[Template]) -> None:
        for template in found:
            self.template.addItem(template.name, template)
        self.template.setEnabled(bool(found))
        self.template.setToolTip("" if found else tr("这类对象还没有模板；在台账“任务模板”里可以自己写"))

    def _take_template(self) -> None:
        """Fill in what a template says; words that a person typed stay."""
        template: Template | None = self.template.currentData()
        if self.text.toPlainText().strip() == self._from_template:
            self._from_template = template.text if template else ""
            self.text.setPlainText(self._from_template)
        if template is None:
            return
        self.type.setCurrentIndex(max(0, self.type.findData(template.type)))
        self.family.setCurrentIndex(max(0, self.family.findData(template.family)))
        self.preset.set_value(None)
        self.due.set_value(format_utc(self.station.clock.now() + timedelta(days=template.days)))

    def _connect(self) -> None:
        self.template.currentIndexChanged.connect(lambda _: self._take_template())
        self.type.currentIndexChanged.connect(lambda _: self._look_for_doubles())
        self.preset.chosen.connect(self._take_preset)
        self.due.edited.connect(lambda: self.preset.set_value(None))
        self.members.picked.connect(lambda _: self._picked())
        self._check_ready()

    def _picked(self) -> None:
        self._complain("")
        self._check_ready()

    def _check_ready(self) -> None:
        self.issue.setEnabled(bool(self.members.member))
        self.issue.setToolTip("Ctrl+Enter" if self.members.member else tr("先选一位承办人"))

    def _take_preset(self, preset: object) -> None:
        self.due.set_value(due_at(self.station, str(preset)))

    def _read_subject(self) -> None:
        kind, id = self.subject
        drop(self, "subject")
        if id is not None:
            ask(self, self.station, lambda: self._title_of(kind, id), self._subject_words.setText, "subject")
        elif self.where:
            self._subject_words.setText(tr("范围：{where}", where=self.where))
        elif self.point[0] is not None:
            self._subject_words.setText(tr("地图上的一点 {lon}, {lat}", lon=f"{self.point[0]:.5f}", lat=f"{self.point[1]:.5f}"))
        else:
            self._subject_words.setText(tr("不针对某个对象"))

    def _title_of(self, kind: str, id: int) -> str:
        record = self.station.get(kind, id)
        return f"{self.station.kinds[kind].label} · {subject_title(self.station, record)}" if record else ""

    def _look_for_doubles(self) -> None:
        kind, id = self.subject
        if id is None:
            return
        type_ = self.type.currentData()
        ask(
            self,
            self.station,
            lambda: cards_of(self.station, duplicates(self.station, kind, id, type_)),
            self._show_doubles,
            "doubles",
        )

    def _show_doubles(self, found: list[TaskCard]) -> None:
        self._doubles = found
        clear(self._warning_box)
        self.warning.setVisible(bool(found))
        if not found:
            return
        self._warning_box.addWidget(words(tr("这里已有 {n} 项同类任务没有办结，确认不重复再下发：", n=len(found)), "soon"))
        for card in found[:3]:
            said = " · ".join(t for t in (card.title, card.state_label, card.assignee, card.left) if t)
            self._warning_box.addWidget(push(said, partial(self.workspace.select, "task", card.id), "link"))

    def _choose_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, tr("添加附件"))
        self.add_files([Path(n) for n in names])

    def add_files(self, paths: list[Path]) -> None:
        """Attach files to the task to be."""
        self.files += paths
        self.file_chips.show_only(*(Chip(p.name) for p in self.files))

    def _by_keys(self) -> None:
        """Hand it out; or say what is missing, for keys have no hint."""
        if self.issue.isEnabled():
            self._issue()
        elif not self.members.member:
            self._complain(tr("先选一位承办人"))

    def _issue(self) -> None:
        self._send(issue=True)

    def _keep(self) -> None:
        self._send(issue=False)

    def _send(self, *, issue: bool) -> None:
        try:
            due = self.due.value()
        except InvalidValue as error:
            self._complain(error.message)
            return
        kind, subject = self.subject
        wish = TaskWish(
            title=self.title.text(),
            type=self.type.currentData(),
            text=self.text.toPlainText(),
            subject_kind=kind,
            subject=subject,
            assignee=self.members.member or None,
            due_at=due,
            priority=str(self.priority.value),
            lon=self.point[0],
            lat=self.point[1],
            issue=issue,
            family=self.family.currentData(),
            template=chosen.code if (chosen := self.template.currentData()) else "",
            where=self.where,
        )
        files = list(self.files)
        self.issue.setEnabled(False)
        self.draft.setEnabled(False)
        self._start(wish, files)

    def _start(self, wish: TaskWish, files: list[Path]) -> None:
        write(self, self.station, lambda: self._create(wish, files), self._created, self._ready_again)

    def _ready_again(self) -> None:
        self.draft.setEnabled(True)
        self._check_ready()

    def _create(self, wish: TaskWish, files: list[Path]) -> tuple[int, str]:
        try:
            id = create(self.station, wish, self.who, [(p.name, read_file(p)) for p in files])
        except WatchroomError as error:
            return 0, error.message
        return id, ""

    def _created(self, answer: tuple[int, str]) -> None:
        id, trouble = answer
        self._ready_again()
        self._complain(trouble)
        if id:
            self.drafts.forget()
            self.workspace.tell("done", tr("任务已布置，可按 Ctrl+Z 撤销"))
            self.issued.emit(id)

    def _complain(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
