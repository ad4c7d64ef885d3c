"""One editor for each type of field: it shows a kept value and gives back what was typed, read and checked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import orjson
from PySide6.QtCore import QDate, QPoint, Signal
from PySide6.QtWidgets import QCalendarWidget, QComboBox, QLineEdit, QMenu, QPlainTextEdit, QToolButton, QWidget, QWidgetAction

from data.clock import format_utc, parse_utc
from data.i18n import tr
from data.kinds import Field, values
from data.kinds.moments import zone_of
from data.kinds.units import unit_words
from data.store.station import Station
from widgets import style
from widgets.parts.controls import Combo
from widgets.records.pieces import column, row

PLACEHOLDERS: dict[str, Callable[[], str]] = {
    "date": lambda: tr("例如 2026-11-21"),
    "time": lambda: tr("例如 2026-11-21 21:47"),
    "phone": lambda: tr("11 位手机号，或带区号的固定电话"),
    "id_number": lambda: tr("18 位身份证号"),
    "url": lambda: tr("例如 rtsp://192.168.1.20:554/1"),
}


class Editor(QWidget):
    """Edits one value; ``edited`` on every change by the person."""

    edited = Signal()

    def __init__(self, field: Field, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.station = station
        self.covered = False
        self.box = column(self, gap=2)

    def value(self) -> Any:
        """Return the value in the form in which it is kept.

        Raises
        ------
        InvalidValue
            If the field does not allow what was typed.
        """
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a kept value."""
        raise NotImplementedError

    def cover(self, masked: str) -> None:
        """Show a covered value: typing replaces it, leaving the box empty keeps it."""
        self.covered = True
        for child in self.findChildren(QWidget):
            if isinstance(child, QLineEdit | QPlainTextEdit):
                child.setPlaceholderText(tr("{masked}（不改就留空）", masked=masked))

    @property
    def untouched(self) -> bool:
        """Whether a covered value was left as it is."""
        return self.covered and not self.typed()

    def typed(self) -> str:
        """Return the text in the box."""
        return ""

    def raw(self) -> str:
        """Return what stands in the editor as text, sound or not, for `take_raw` to bring back."""
        return self.typed()

    def take_raw(self, text: str) -> None:
        """Bring back what `raw` returned."""
        self.set_value(text or None)

    def mark(self, wrong: bool) -> None:
        """Show by the frame that the value is wrong."""
        for child in self.findChildren(QWidget):
            if isinstance(child, QLineEdit | QPlainTextEdit | QComboBox):
                style.set_property(child, "wrong", "true" if wrong else "false")

    def focus_widget(self) -> QWidget:
        """Return the widget that takes the keys."""
        return self


class LineEditor(Editor):
    """One line of text: names, numbers, phones, identity numbers, addresses."""

    def __init__(self, field: Field, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(field, station, parent)
        self.line = QLineEdit()
        self.line.setAccessibleName(field.label)
        placeholder = PLACEHOLDERS.get(field.type)
        self.line.setPlaceholderText(placeholder() if placeholder else unit_words(field.unit))
        self.line.textEdited.connect(lambda _: self.edited.emit())
        self.setFocusProxy(self.line)
        self.box.addWidget(self.line)

    def typed(self) -> str:
        """Return the text in the line."""
        return self.line.text().strip()

    def value(self) -> Any:
        """Return what was typed."""
        return values.read(self.field, self.line.text(), self.station.zone)

    def take_raw(self, text: str) -> None:
        """Put text into the line."""
        self.line.setText(text)

    def set_value(self, value: Any) -> None:
        """Show a kept value as it is typed."""
        self.line.setText(values.written(self.field, value, self.station.zone))

    def focus_widget(self) -> QWidget:
        """Return the line."""
        return self.line


class MomentEditor(LineEditor):
    """A date or a time: typed in any usual way, or chosen from a calendar."""

    def __init__(self, field: Field, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(field, station, parent)
        self.box.removeWidget(self.line)
        button = QToolButton()
        button.setText(tr("日历"))
        button.setAccessibleName(tr("从日历中选"))
        button.clicked.connect(lambda: self._open_calendar(button))
        self.box.addLayout(row(self.line, button, gap=4))

    def _open_calendar(self, button: QToolButton) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget(menu)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        day = self._day()
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        calendar.clicked.connect(self._take)
        calendar.clicked.connect(menu.close)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _now(self) -> str:
        return self.station.clock.now().astimezone(zone_of(self.station.zone)).strftime("%Y-%m-%d %H:%M")

    def _day(self) -> date:
        text = self.line.text()[:10] or self._now()[:10]
        try:
            return date.fromisoformat(text)
        except ValueError:
            return date.fromisoformat(self._now()[:10])

    def _take(self, chosen: QDate) -> None:
        day = date(chosen.year(), chosen.month(), chosen.day()).isoformat()
        if self.field.type == "time":
            day += self.line.text()[10:] or self._now()[10:]
        self.line.setText(day)
        self.edited.emit()


class NoteEditor(Editor):
    """Several lines of text."""

    def __init__(self, field: Field, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(field, station, parent)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(field.label)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(84)
        self.text.textChanged.connect(self._on_text)
        self.setFocusProxy(self.text)
        self.box.addWidget(self.text)
        self._quiet = False

    def _on_text(self) -> None:
        if not self._quiet:
            self.edited.emit()

    def typed(self) -> str:
        """Return the text in the box."""
        return self.text.toPlainText().strip()

    def value(self) -> Any:
        """Return what was typed."""
        return values.read(self.field, self.text.toPlainText(), self.station.zone)

    def set_value(self, value: Any) -> None:
        """Show a kept value."""
        self._quiet = True
        self.text.setPlainText(str(value or ""))
        self._quiet = False

    def focus_widget(self) -> QWidget:
        """Return the text box."""
        return self.text


class ChoiceEditor(Editor):
    """One of a code list, of yes and no; the first entry is "not known"."""

    def __init__(self, field: Field, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(field, station, parent)
        self.combo = Combo()
        self.combo.setAccessibleName(field.label)
        self.combo.addItem(tr("未填"), None)
        if field.type == "bool":
            self.combo.addItem(tr("是"), True)
            self.combo.addItem(tr("否"), False)
        for choice in field.choices:
            self.combo.addItem(choice.label, choice.value)
        self.combo.activated.connect(lambda _: self.edited.emit())
        self.setFocusProxy(self.combo)
        self.box.addWidget(self.combo)

    def value(self) -> Any:
        """Return the value chosen."""
        return values.check(self.field, self.combo.currentData())

    def raw(self) -> str:
        """Return what is chosen, as JSON."""
        return orjson.dumps(self.combo.currentData()).decode()

    def take_raw(self, text: str) -> None:
        """Choose that again."""
        self.set_value(orjson.loads(text))

    def set_value(self, value: Any) -> None:
        """Show a kept value."""
        wanted = bool(value) if self.field.type == "bool" and value is not None else value
        self.combo.setCurrentIndex(max(0, self.combo.findData(wanted)))

    def focus_widget(self) -> QWidget:
        """Return the combo box."""
        return self.combo


def editor_for(field: Field, station: Station, parent: QWidget | None = None) -> Editor:
    """Return the editor that fits a field's type."""
    return EDITORS.get(field.type, LineEditor)(field, station, parent)


def local_now(station: Station) -> str:
    """Return the present moment as it is stored."""
    return format_utc(station.clock.now())


def local_day(station: Station, stored: str) -> date:
    """Return the station's day of a stored time."""
    return parse_utc(stored).astimezone(zone_of(station.zone)).date()


def _link_editor(field: Field, station: Station, parent: QWidget | None = None) -> Editor:
    from widgets.records.link_editor import LinkEditor

    return LinkEditor(field, station, parent)


EDITORS: dict[str, Callable[..., Editor]] = {
    "note": NoteEditor,
    "date": MomentEditor,
    "time": MomentEditor,
    "choice": ChoiceEditor,
    "bool": ChoiceEditor,
    "link": _link_editor,
}
