"""What the views of dispatch have in common: controls at the left, a list in the middle, what is taken for granted at the right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from data.i18n import tr
from data.store.station import Station
from data.workspace import Workspace
from widgets import style
from widgets.parts import Label
from widgets.parts.hint import plain_hint
from widgets.records.lines import Line, LineList
from widgets.records.panel import Panel
from widgets.records.pieces import column, row, scroll, words

LEFT, MIDDLE, RIGHT, NAME = 462, 240, 262, 84  # unscaled pixels; of the list in the middle the least
BETWEEN = 60  # pixels of margins and gaps
ANY_HEIGHT = (1 << 24) - 1  # Qt's word for no limit
TALL = 156  # unscaled pixels of a list that stands under its controls

Point = tuple[float, float]  # longitude, latitude


def mode_choices(*, unknown: bool = False) -> list[tuple[str, str]]:
    """Return the ways of moving as choices, with that which nobody knows first if it is wanted."""
    known = [("foot", tr("步行")), ("bicycle", tr("单车")), ("motorcycle", tr("摩托")), ("car", tr("汽车"))]
    return [("any", tr("不明")), *known] if unknown else known


class PlanView(Panel):
    """A view with `controls`, a `summary`, a `list` and `notes`; `name` is what its picture is called in the workspace."""

    name = ""
    shared = Signal(float, float, str)  # longitude, latitude, what the place is called

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(station, workspace, parent)
        self.controls = QVBoxLayout()
        self.controls.setSpacing(8)
        self._named: list[QHBoxLayout] = []  # a control with its name, each
        self.summary = words("", "strong")
        self.notes: Label = words("", "small")
        self.list = LineList(workspace)
        self.list.end_flies = False
        self.list.opened.connect(self.line_opened)
        self._build()

    def _build(self) -> None:
        left, right = QWidget(), QWidget()
        self._inner = inner = column(left, gap=8)
        inner.addWidget(self.summary)
        inner.addLayout(self.controls)
        inner.addStretch(1)
        around = column(right, gap=6)
        around.addWidget(words(tr("这样算的"), "section"))
        around.addWidget(self.notes)
        around.addStretch(1)
        self._under = False
        self._box = box = QHBoxLayout(self)
        box.setContentsMargins(16, 4, 12, 4)
        box.setSpacing(16)
        self._left, self._beside = scroll(left), scroll(right)
        self._beside.setFixedWidth(style.scaled(RIGHT))
        box.addWidget(self._left)
        box.addWidget(self.list, 1)
        box.addWidget(self._beside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for all, the list goes before the notes; they are told at the sentence too.

        Where there is not even room for the controls and a list beside them, the names of the controls stand over them.
        """
        super().resizeEvent(event)
        self._beside.setVisible(self.width() >= style.scaled(LEFT + MIDDLE + RIGHT))
        room = self.width() - style.scaled(MIDDLE) - BETWEEN
        narrow = room < style.scaled(LEFT)
        for line in self._named:
            line.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
            line.setSpacing(2 if narrow else 8)
        least = self._inner.minimumSize().width() + self._left.verticalScrollBar().sizeHint().width()
        under = narrow and least > room
        self._put_list(under)
        self._left.setFixedWidth(self.width() - BETWEEN // 2 if under else min(style.scaled(LEFT), max(room, least)))

    def _put_list(self, under: bool) -> None:
        """Put the list under the first controls, where it would have no room for words beside them; or back."""
        if under == self._under:
            return
        self._under = under
        if under:
            self.controls.insertWidget(1, self.list)
            self.list.setFixedHeight(style.scaled(TALL))
        else:
            self.list.setMinimumHeight(0)
            self.list.setMaximumHeight(ANY_HEIGHT)
            self._box.insertWidget(1, self.list, 1)

    def control(self, label: str, widget: QWidget) -> None:
        """Add a control beside its name."""
        name = words(label, "small", wrap=False)
        name.setFixedWidth(style.scaled(NAME))
        line = row(name, widget)
        self._named.append(line)
        self.controls.addLayout(line)

    def say(self, sentence: str, notes: tuple[str, ...] = (), tone: str = "strong") -> None:
        """Show the result in a sentence, and what it rests on."""
        self.summary.setText(sentence)
        self.summary.set_tone(tone)
        said = "\n".join(f"· {note}" for note in notes)
        self.notes.setText(said)
        self.summary.setToolTip(plain_hint(said))

    def put(self, picture: object) -> None:
        """Show a picture on the map; an answer that comes when another view is looked at shows none."""
        if self.isVisible():
            self.workspace.show_picture(self.name, picture)

    def line_opened(self, line: Line) -> None:
        """A row was clicked."""

    def leave(self) -> None:
        """Take what this view shows off the map."""
        self.workspace.show_picture(self.name)

    def showEvent(self, event: QShowEvent) -> None:
        """Become what was asked for, when it is looked at."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Work out again."""
