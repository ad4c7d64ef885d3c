"""The form of any kind, from its declaration: editors with live checks, saved as one change set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QWidget
from shapely.geometry import Point

from data.actors import said as by_whom
from data.duty.ledgers.risk import found_by_rule
from data.errors import InvalidValue, WatchroomError
from data.i18n import tr
from data.kinds import Field, Kind
from data.kinds.masking import masked
from data.kinds.units import unit_words
from data.kinds.values import birth_of, gender_of
from data.records import ChangeSet, Edit, Record
from data.store.station import Station
from data.workspace import Workspace
from widgets.background import write
from widgets.backups.draft import Drafts
from widgets.records.editors import Editor, LineEditor, editor_for
from widgets.records.link_editor import LinkEditor
from widgets.records.panel import Panel
from widgets.records.pieces import column, push, row, rule, scroll, words
from widgets.records.shown import needs_reveal, own_fields


def point_field() -> Field:
    """Return the field under which a record's own point is typed."""
    return Field("geometry", "text", {"zh": tr("经度, 纬度")})


def field_words(field: Field) -> str:
    """Return what stands over a field: its label, unit, and that it is required."""
    said = tr("{label}（{unit}）", label=field.label, unit=unit_words(field.unit)) if field.unit else field.label
    return tr("{label}（必填）", label=said) if field.required else said


class FieldRow(QWidget):
    """Label, editor and the sentence that says what is wrong."""

    edited = Signal()
    checked = Signal()  # some time after the last key

    def __init__(self, field: Field, station: Station, editor: Editor | None = None) -> None:
        super().__init__()
        self.field = field
        self.editor = editor or editor_for(field, station)
        box = column(self, gap=3)
        label = words(field_words(field), "small")
        label.setBuddy(self.editor.focus_widget())
        box.addWidget(label)
        box.addWidget(self.editor)
        self.complaint = words("", "late")
        self.complaint.hide()
        box.addWidget(self.complaint)
        self.touched = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(300)
        self._pause.timeout.connect(self.check)
        self._pause.timeout.connect(self.checked)
        self.editor.edited.connect(self._on_edited)

    def _on_edited(self) -> None:
        self.touched = True
        self._pause.start()
        self.edited.emit()

    def check(self) -> bool:
        """Say under the field what is wrong; whether all is well."""
        self._pause.stop()
        if self.editor.untouched:
            self.complain("")
            return True
        try:
            self.editor.value()
        except InvalidValue as error:
            self.complain(error.message)
            return False
        self.complain("")
        return True

    def complain(self, sentence: str) -> None:
        """Show a sentence under the field; none hides it."""
        self.complaint.setText(sentence)
        self.complaint.setVisible(bool(sentence))
        self.editor.mark(bool(sentence))


class PointEditor(LineEditor):
    """A point in WGS-84 degrees, typed as "102.7423, 25.0561"."""

    def value(self) -> Any:
        """Return the point, or None."""
        text = self.line.text().replace("，", ",").strip()
        if not text:
            return None
        try:
            lon, lat = (float(part) for part in text.replace(",", " ").split())
        except ValueError:
            raise InvalidValue(tr("应写作“经度, 纬度”，例如 102.7423, 25.0561"), field="geometry") from None
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            raise InvalidValue(tr("经度应在 ±180、纬度应在 ±90 之内；先写经度"), field="geometry")
        return Point(lon, lat)

    def set_value(self, value: Any) -> None:
        """Show a point."""
        self.line.setText(f"{value.x:.6f}, {value.y:.6f}" if value is not None else "")


class RecordForm(Panel):
    """Edits a record or a new one; ``saved`` with kind and id, ``left`` when the person gives up.

    Sensitive values stay covered unless they are among ``seen``, those revealed for a reason.
    """

    saved = Signal(str, int)
    written = Signal(object)  # the change set
    left = Signal()

    def __init__(
        self,
        station: Station,
        workspace: Workspace,
        kind: str,
        record: Record | None = None,
        preset: Mapping[str, Any] | None = None,
        seen: Mapping[str, Any] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(station, workspace, parent)
        self._seen = seen or {}
        self.kind: Kind = station.kinds[kind]
        self.record = record
        self.rows: dict[str, FieldRow] = {}
        self._before = dict(record.values) if record else {}
        inner = QWidget()
        self._inner = column(inner, margin=16, gap=12)
        for field in own_fields(self.kind):
            if field.type != "solid":
                self._add_row(field)
                self.rows[field.name].setVisible(record is not None or not field.later)
        if self.kind.place.shape in ("point", "any") and (
            record is None or isinstance(self._before.get("geometry"), Point | type(None))
        ):
            self._add_row(point_field(), PointEditor(point_field(), station))
        self._drawn = None if "geometry" in self.rows else (preset or {}).get("geometry")  # a line or an area from the map
        if record is None and self.kind.place.shape in ("line", "polygon"):
            self._inner.addWidget(self._shape_line())
        if "id_number" in self.rows:
            self.rows["id_number"].checked.connect(self._carry_over)
        self._inner.addStretch(1)
        self._fill(preset or {})
        about = record.id if record else 0
        self.drafts = Drafts(self, station, workspace, f"record.{kind}", about, self._texts, self._take_texts)
        self._build(scroll(inner))
        for line in self.rows.values():
            line.edited.connect(self.drafts.touched)
        self.drafts.look()

    def _build(self, area: QWidget) -> None:
        box = column(self, gap=0)
        name = self.kind.label.lower()
        title = tr("修改{kind}", kind=name) if self.record else tr("登记{kind}", kind=name)
        top = row(words(title, "heading"))
        top.setContentsMargins(16, 12, 16, 8)
        box.addLayout(top)
        box.addWidget(rule())
        box.addWidget(self.drafts.line)
        box.addWidget(area, 1)
        box.addWidget(rule())
        self.trouble = words("", "late")
        self.trouble.setContentsMargins(16, 8, 16, 0)
        self.trouble.hide()
        box.addWidget(self.trouble)
        self.save_button = push(tr("保存"), self.save, "primary", hint="Ctrl+Enter")
        buttons = row(self.save_button, push(tr("取消"), self.left.emit))
        buttons.setContentsMargins(16, 12, 16, 12)
        buttons.addStretch(1)
        box.addLayout(buttons)
        QShortcut(Qt.Modifier.CTRL | Qt.Key.Key_Return, self, self.save, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _add_row(self, field: Field, editor: Editor | None = None) -> None:
        line = FieldRow(field, self.station, editor)
        self.rows[field.name] = line
        self._inner.addWidget(line)

    def _shape_line(self) -> QWidget:
        """Return the line about a shape: that it is drawn, or the way to draw it."""
        if self._drawn is not None:
            return words(tr("形状已在图上画好，保存时一起存"), "small")
        return push(tr("到图上画…"), self._draw, hint=tr("关上这张表，在图上画出它的形状，再填别的"))

    def _draw(self) -> None:
        self.left.emit()
        self.workspace.run("draw_kind", kind=self.kind.name)

    def _carry_over(self) -> None:
        """Take date of birth and gender from a sound identity number where they are still empty."""
        number = self.rows["id_number"].editor
        if number.untouched or not self.rows["id_number"].check():
            return
        for name, said in (("birth", birth_of), ("gender", gender_of)):
            editor = self.rows[name].editor if name in self.rows else None
            if editor is not None and not editor.covered and self._empty(editor):
                editor.set_value(said(number.value()))

    def _empty(self, editor: Editor) -> bool:
        try:
            return editor.value() is None
        except InvalidValue:
            return False

    def _fill(self, preset: Mapping[str, Any]) -> None:
        for name, line in self.rows.items():
            value = preset.get(name, self._before.get(name))
            if self.record is None and value is None:
                value = line.field.default
            if isinstance(line.editor, LinkEditor) and len(line.field.to) > 1:
                known = preset if name in preset else self._before
                line.editor.set_target(known.get(f"{name}_kind") or "", value)
            elif value is not None and name in self._before and name not in self._seen and needs_reveal(line.field, value, "desk"):
                line.editor.cover(masked(line.field, value))
            elif value is not None:
                line.editor.set_value(value)

    def _texts(self) -> dict[str, str]:
        """Return what was typed, by field."""
        return {name: line.editor.raw() for name, line in self.rows.items() if line.touched and not line.editor.untouched}

    def _take_texts(self, texts: Mapping[str, str]) -> None:
        """Put back what was typed last time; fields that are no more are left out."""
        for name, text in texts.items():
            line = self.rows.get(name)
            if line is not None:
                line.editor.take_raw(text)
                line.touched = True
                line.check()

    def dispose(self) -> None:
        """Keep what was typed, and stop listening."""
        self.drafts.flush()
        super().dispose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def wishes(self) -> dict[str, Any] | None:
        """Return the values that differ from the record's; None where something is wrong, which is then said."""
        wrong = [line for line in self.rows.values() if not line.check()]
        if wrong:
            wrong[0].editor.focus_widget().setFocus()
            return None
        found: dict[str, Any] = {"geometry": self._drawn} if self._drawn is not None else {}
        for name, line in self.rows.items():
            if line.editor.untouched:
                continue
            value = line.editor.value()
            if value != self._before.get(name):
                found[name] = value
            if isinstance(line.editor, LinkEditor) and len(line.field.to) > 1:
                kind = line.editor.kind if value is not None else None
                if name in found or kind != self._before.get(f"{name}_kind"):
                    found[f"{name}_kind"] = kind
            if line.field.assumed and name in found and f"{name}_assumed" in self.kind.fields:
                found[f"{name}_assumed"] = False
        return found

    def changed(self, changes: ChangeSet) -> None:
        """Say that somebody else has just changed the record."""
        if self.record is not None and changes.origin is not self and changes.concerns(self.record.id):
            self._complain(tr("{who}刚刚修改了这条记录，保存会盖过相同的字段", who=by_whom(changes.who)))

    def _complain(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    def save(self) -> None:
        """Write what changed as one change set."""
        values = self.wishes()
        if values is None:
            return
        if not values and self.record is not None:
            self.left.emit()
            return
        self.save_button.setEnabled(False)
        kind, id = self.kind.name, self.record.id if self.record else None
        write(self, self.station, lambda: self._write(kind, id, values), self._written, lambda: self.save_button.setEnabled(True))

    def _write(self, kind: str, id: int | None, values: Mapping[str, Any]) -> tuple[ChangeSet | None, str]:
        why = tr("修改{kind}", kind=self.kind.label) if id else tr("登记{kind}", kind=self.kind.label)
        kept = {k: v for k, v in values.items() if id is not None or v is not None}
        try:
            kept |= found_by_rule(self.station, kind, id, kept)
            return self.station.apply([Edit(kind, id, kept)], who=self.who, why=why, command="record.save", origin=self), ""
        except WatchroomError as error:
            return None, error.message

    def _written(self, answer: tuple[ChangeSet | None, str]) -> None:
        changes, trouble = answer
        self.save_button.setEnabled(True)
        self._complain(trouble)
        if changes is not None:
            self.drafts.forget()
            self.written.emit(changes)
            id = next((c.id for c in changes.changes if c.kind == self.kind.name), self.record.id if self.record else 0)
            self.saved.emit(self.kind.name, id)
