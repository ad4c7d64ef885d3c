"""One search box over everything that the station keeps, as you type and by keyboard only."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from data.i18n import tr
from data.store.station import Station
from data.workspace import Workspace
from widgets import background, icons, style
from widgets.parts.button import IconButton
from widgets.parts.label import Label
from widgets.search_popup import ResultsPopup
from widgets.search_results import Heading, Recent, ResultList, Row, Spot
from widgets.search_rows import Found, found_rows
from widgets.search_spots import found_spots

WAIT_MS = 30  # after the last keystroke
KEPT = 8
SPOT_FROM = 260.0  # metres from which a place given by coordinates is looked at


class SearchBar(QWidget):
    """The box; choosing a line selects the record and flies there. `went` tells the line that was chosen.

    ``shortcut`` gives Ctrl+F; leave it out where a command owns it and calls `take_focus`.
    """

    went = Signal(object)
    going = Signal()  # a line was chosen; the text that found it is still in the box
    shown = Signal()  # the results on the list are those of the text in the box

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None, *, shortcut: bool = True) -> None:
        super().__init__(parent)
        self.station, self.workspace = station, workspace
        self._recent: list[str] = []
        self._enter = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(720)
        self.edit = QLineEdit()
        self.popup: ResultsPopup | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self._search)
        self._build()
        self.offer()
        if shortcut:
            QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.take_focus)

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(style.scaled(38), 2, 6, 2)
        self.edit.setProperty("role", "search")
        # Reached by Ctrl+F and the mouse alone: as a stop for Tab it would get the cursor whenever what had it is hidden, and
        # Ctrl+Z would then undo typing instead of the last change.
        self.edit.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.edit.setAccessibleName(tr("搜索"))
        self.edit.installEventFilter(self)
        self.edit.textEdited.connect(self._typed)
        self._key = Label("Ctrl F", "key")
        self._clear = IconButton("close", tr("清空"), side=28)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.clicked.connect(self._empty)
        self._clear.hide()
        row.addWidget(self.edit, 1)
        row.addWidget(self._key, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._clear)

    def offer(self) -> None:
        """Say what whoever is at the desk can search for."""
        everybody, places = tr("搜索姓名、地址、店铺、警情、拼音首字母…"), tr("搜索地址、店铺、探头、拼音首字母…")
        self.edit.setPlaceholderText(everybody if self._finds_people else places)

    @property
    def _finds_people(self) -> bool:
        return self.station.session.may_read("person")

    def take_focus(self) -> None:
        """Put the cursor into the box with its text selected."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()
        self._open()

    def sizeHint(self) -> QSize:
        """Return the height of the box and a comfortable width."""
        return QSize(style.scaled(560), max(style.scaled(36), 32))

    def minimumSizeHint(self) -> QSize:
        """Return the narrowest box that can still be typed in."""
        return QSize(style.scaled(200), max(style.scaled(36), 32))

    def found(self) -> list[Found]:
        """Return the records on the list."""
        return [row for row in self.popup.list.lines.rows if isinstance(row, Found)] if self.popup is not None else []

    def recent(self) -> list[str]:
        """Return what was searched for and opened, newest first; kept only while the program runs."""
        return list(self._recent)

    def forget(self) -> None:
        """Let go of what was typed, found and searched for before: somebody else sits at the desk."""
        self._recent = []
        background.forget(self)
        self._empty()
        self._close()
        if self.popup is not None:
            self.popup.list.show_rows([], first=False)

    def dispose(self) -> None:
        """Stop waiting for answers and take the list away."""
        self._timer.stop()
        background.forget(self)
        if self.popup is not None:
            self.popup.deleteLater()
            self.popup = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that move through the list, and close it when the box is left."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key_pressed(event)
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusIn:
            self.update()
            # Not when the window is merely activated with the cursor in the box.
            if event.reason() == Qt.FocusReason.MouseFocusReason:
                self._open()
        elif event.type() == QEvent.Type.FocusOut:
            self.update()
            self._close()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let a click anywhere on the box begin."""
        self.take_focus()

    def resizeEvent(self, event: object) -> None:
        """Keep the list under the box."""
        if self.popup is not None and self.popup.isVisible():
            self.popup.settle()

    moveEvent = resizeEvent

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, the glass and the focus ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.edit.hasFocus()
        width = 2 if focused else 1
        pen = painter.pen()
        pen.setColor(style.colour("accent" if focused else "line"))
        pen.setWidthF(width)
        painter.setPen(pen)
        painter.setBrush(style.colour("panel" if focused else "page"))
        half = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), style.scaled(8), style.scaled(8))
        side = style.scaled(18)
        spot = QRectF(style.scaled(12), (self.height() - side) / 2, side, side)
        icons.paint(painter, "search", spot, "accent" if focused else "quiet")
        painter.end()

    def _key_pressed(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._open()
            self._list().step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            for _ in range(6):
                self._list().step(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._entered()
        elif key == Qt.Key.Key_Escape:
            self._escaped()
        else:
            return False
        return True

    def _entered(self) -> None:
        if self._timer.isActive() or background.waiting(self):
            self._enter = True  # typed faster than the station answers: the first find is taken when it comes
            if self._timer.isActive():
                self._timer.stop()
                self._search()
            return
        row = self._list().current()
        if row is not None:
            self._pick(row)

    def _escaped(self) -> None:
        if self.edit.text():
            self._empty()
        else:
            self._close()
            self.edit.clearFocus()

    def _empty(self) -> None:
        self.edit.clear()
        self._typed("")

    def _typed(self, text: str) -> None:
        self._enter = False
        self._clear.setVisible(bool(text))
        self._key.setVisible(not text)
        self._timer.start()

    def _search(self) -> None:
        text = self.edit.text().strip()
        if not text:
            background.forget(self)
            self._show_start()
            return
        station, system = self.station, self.workspace.coordinates

        def answer() -> tuple[list[Spot], list[Found]]:
            return found_spots(station, text, system), found_rows(station, text, limit=4)

        background.ask(self, station, answer, lambda found: self._show(text, *found), "search")

    def _show(self, text: str, spots: list[Spot], found: list[Found]) -> None:
        kinds = self.station.kinds
        limited = any(self.station.session.limited(kind) for kind in kinds)
        own = tr("人员、纠纷只搜本网格的") if limited else ""
        rows: list[Row] = [Heading(tr("坐标")), *spots] if spots else []
        for kind, group in groupby(found, key=lambda row: row.kind):
            rows += [Heading(kinds[kind].plural), *group]
        if not rows:
            people = tr("换个写法试试：姓名的一两个字、拼音首字母（zw）、完整的手机号、路名加门牌号。")
            hint = people if self._finds_people else tr("换个写法试试：拼音首字母、路名加门牌号。")
            self._popup().say(tr("没有找到“{text}”", text=text), " ".join(t for t in (own, hint) if t))
        else:
            self._popup().say("")
        self._popup().add(own if rows else "")
        self._list().show_rows(rows)
        self._open(refresh=False)
        self.shown.emit()
        if self._enter:
            self._enter = False
            self._entered()

    def _show_start(self) -> None:
        rows: list[Row] = [Heading(tr("最近搜索")), *(Recent(text) for text in self._recent)] if self._recent else []
        people = tr("姓名、拼音首字母、完整的电话或证件号、地址、店名、警情编号、探头编号，或一个坐标")
        hint = people if self._finds_people else tr("拼音首字母、地址、店名、探头编号，或一个坐标")
        self._popup().say("" if rows else tr("可以搜什么"), "" if rows else hint)
        self._popup().add("")
        self._list().show_rows(rows, first=False)
        self._popup().settle()
        self.shown.emit()

    def _pick(self, row: Found | Recent | Spot | Heading) -> None:
        if isinstance(row, Recent):
            self.edit.setText(row.text)
            self._typed(row.text)
            return
        if isinstance(row, Heading):
            return
        self.going.emit()
        self._remember(self.edit.text().strip())
        self._close()
        self._empty()
        self.edit.clearFocus()
        if isinstance(row, Spot):
            self.workspace.fly_to(lon=row.lon, lat=row.lat, distance=SPOT_FROM)
            self.workspace.use_tool("place_mark", lon=row.lon, lat=row.lat)
        else:
            self.workspace.select(row.kind, row.id)
            self.workspace.fly_to(row.kind, row.id)
        self.went.emit(row)

    def _remember(self, text: str) -> None:
        if text:
            self._recent = [text, *(t for t in self._recent if t != text)][:KEPT]

    def _open(self, *, refresh: bool = True) -> None:
        popup = self._popup()
        if not popup.isVisible():
            if refresh and not self.edit.text().strip():
                self._show_start()
            if self.edit.hasFocus():
                popup.show()
        popup.settle()

    def _close(self) -> None:
        if self.popup is not None:
            self.popup.hide()

    def _list(self) -> ResultList:
        return self._popup().list

    def _popup(self) -> ResultsPopup:
        if self.popup is None:
            self.popup = ResultsPopup(self, self.station.kinds)
            self.popup.list.picked.connect(self._pick)
        self.popup.list.lines.kinds = self.station.kinds  # one may have come since
        return self.popup
