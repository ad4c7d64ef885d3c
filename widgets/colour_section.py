"""Colouring the buildings: by what, in how many classes, and the legend that says what each colour means."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from data.i18n import tr
from data.insight.colouring import FEWEST, MOST, Colours, building_colours, sources, ways
from data.kinds import Kinds
from data.records import ChangeSet
from data.store.station import Station
from data.workspace import Colouring, Period, Workspace
from widgets import background, style
from widgets.background import Subscriptions
from widgets.offers import allowed
from widgets.parts.controls import Combo
from widgets.parts.label import Label
from widgets.parts.segmented import Segmented

LINE = 26  # unscaled pixels of a class in the legend


class ColourSection(QWidget):
    """Under the heading 建筑: a list of what the colours can tell, the number of classes, and the legend."""

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._station, self._workspace = station, workspace
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(Label(tr("建筑"), "heading"))
        self.by = Combo()
        self.by.setAccessibleName(tr("建筑按什么着色"))
        self.by.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.by.setMinimumContentsLength(6)
        self.by.currentIndexChanged.connect(self._chosen)
        column.addWidget(self.by)
        self.classes = Segmented([(n, str(n)) for n in range(FEWEST, MOST + 1)], workspace.colouring.classes)
        self.classes.setAccessibleName(tr("分成几级"))
        self.classes.chosen.connect(lambda count: workspace.set_colouring(classes=count))
        self._count_row = self._row(tr("分级"), self.classes)
        column.addWidget(self._count_row)
        self.legend = ClassLegend()
        column.addWidget(self.legend)
        self._note = Label("", "quiet", wrap=True)
        column.addWidget(self._note)
        self._offer(station.kinds)
        self._subscriptions = Subscriptions(self)
        self._subscriptions.add(workspace.colouring_changed, self._follow)
        self._subscriptions.add(workspace.period_changed, self._period_changed)
        self._subscriptions.add(workspace.town_theme_changed, self.legend.set_theme)
        self._subscriptions.add(station.changed, self._station_changed)
        self._subscriptions.add(station.kinds_changed, self._offer)
        self.legend.set_theme(workspace.town_theme)
        self._follow(workspace.colouring)

    def dispose(self) -> None:
        """Stop listening and waiting."""
        self._subscriptions.close()
        background.forget(self)

    def _row(self, words: str, control: QWidget) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Label(words, "quiet"))
        row.addWidget(control, 1)
        return holder

    def _offer(self, kinds: Kinds) -> None:
        """Offer what the buildings' fields and counts allow."""
        self.by.blockSignals(True)
        self.by.clear()
        self.by.addItem(tr("本色"), "")
        for way in ways(kinds):
            if not allowed(self._station, reads=tuple(sources(way.name))):
                continue
            self.by.addItem(tr("按{field}着色", field=way.label), way.name)
        self.by.setCurrentIndex(max(self.by.findData(self._workspace.colouring.by), 0))
        self.by.blockSignals(False)
        session = self._station.session
        there = session.open or session.signed_in
        if there and self._workspace.colouring.by != self.by.currentData():  # the one who came may not see what it tells
            self._workspace.set_colouring(by="")

    def _chosen(self, _index: int) -> None:
        self._workspace.set_colouring(by=str(self.by.currentData() or ""))

    def _follow(self, colouring: Colouring) -> None:
        self.by.blockSignals(True)
        self.by.setCurrentIndex(max(self.by.findData(colouring.by), 0))
        self.by.blockSignals(False)
        self.classes.set_value(colouring.classes)
        numbers = {w.name for w in ways(self._station.kinds) if w.numbers}
        self._count_row.setVisible(colouring.by in numbers)
        self._ask()

    def _ask(self) -> None:
        station, wanted, period = self._station, self._workspace.colouring, self._workspace.period
        background.ask(self, station, lambda: building_colours(station, wanted, period), self._show)

    def _show(self, colours: Colours | None) -> None:
        self.legend.show_classes(colours)
        empty = colours is not None and not any(not c.outside for c in colours.classes)
        own = self._station.session.own_only(*sources(self._workspace.colouring.by))
        self._note.setText(tr("没有可以分级的数据。") if empty else own)
        self._note.setVisible(empty or bool(own))

    def _period_changed(self, _period: Period) -> None:
        if self._workspace.colouring.by == "cases":
            self._ask()

    def _station_changed(self, change: ChangeSet) -> None:
        if change.command == "sign_in":
            self._offer(self._station.kinds)
        if change.kinds & sources(self._workspace.colouring.by):
            self._ask()


class ClassLegend(QWidget):
    """A line a class: its colour, its words, and how many buildings are in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colours: Colours | None = None
        self._theme = "light"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def set_theme(self, theme: str) -> None:
        """Show the colours as the town has them in a theme."""
        self._theme = theme
        self.update()

    def show_classes(self, colours: Colours | None) -> None:
        """Show what the colours mean; None shows nothing."""
        self.colours = colours
        self.setVisible(colours is not None and bool(colours.classes))
        if colours is not None:
            self.setAccessibleName("；".join(f"{c.label} {c.buildings}" for c in colours.classes))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for all lines."""
        lines = len(self.colours.classes) + 1 if self.colours is not None else 0
        return QSize(160, lines * style.scaled(LINE))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a heading that names the numbers at the right, and the classes, the most first."""
        if self.colours is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = style.scaled(LINE)
        self._words(painter, QRectF(0, 0, self.width(), line), self.colours.way.label, tr("栋数"), "quiet")
        pairs = list(zip(self.colours.classes, self.colours.paint(self._theme), strict=True))
        ranked = [p for p in pairs if not p[0].outside]
        for row, (of, colour) in enumerate([*(reversed(ranked) if self.colours.way.numbers else ranked),
                                            *(p for p in pairs if p[0].outside)], start=1):  # fmt: skip
            box = QRectF(0, row * line, self.width(), line)
            side = style.scaled(16)
            patch = QRectF(0, box.center().y() - side / 2, side + style.scaled(6), side)
            painter.setPen(style.colour("quiet", 0.35))
            painter.setBrush(style.colour(colour))
            painter.drawRoundedRect(patch.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            self._words(painter, box.adjusted(patch.width() + style.scaled(10), 0, 0, 0), of.label, f"{of.buildings:,}", "text")
        painter.end()

    def _words(self, painter: QPainter, box: QRectF, left: str, right: str, colour: str) -> None:
        painter.setFont(style.font(13 if colour == "text" else 12))
        painter.setPen(style.colour("quiet"))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, right)
        painter.setPen(style.colour(colour))
        room = box.width() - painter.fontMetrics().horizontalAdvance(right) - style.scaled(8)
        fitting = painter.fontMetrics().elidedText(left, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, fitting)
