"""The datums that coordinates may be in: what speaks for each, and where each puts the points among the buildings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from data.exchange.tables.datums import Choice, hypotheses
from data.exchange.tables.understand import Understanding
from data.i18n import tr
from data.query import Area, Query
from data.store.station import Station
from widgets import style
from widgets.background import ask
from widgets.parts import Card
from widgets.records.pieces import clear, column, push, scroll, words

Floats = npt.NDArray[np.float64]
MOST_BUILDINGS = 4000
AROUND = 0.004  # degrees around the points whose buildings are drawn: some 400 m
SHOWN = 4


@dataclass(frozen=True)
class Scenery:
    """Choices with their points and the buildings around, in local metres."""

    choices: tuple[Choice, ...]
    points: tuple[Floats, ...]
    rings: tuple[Floats, ...]


def scenery_of(station: Station, known: Understanding) -> Scenery:
    """Return what is to be drawn; it reads the station and is not for the Qt thread."""
    choices = hypotheses(known, station)[:SHOWN]
    points = tuple(np.column_stack(station.frame.to_local(np.array(c.lon), np.array(c.lat))) if c.lon else np.empty((0, 2))
                   for c in choices)  # fmt: skip
    rings: list[Floats] = []
    for choice in choices[:2]:
        rings += _rings(station, choice)
    return Scenery(choices, points, tuple(rings[:MOST_BUILDINGS]))


def _rings(station: Station, choice: Choice) -> list[Floats]:
    if not choice.lon:
        return []
    west, east = np.percentile(choice.lon, (5, 95))
    south, north = np.percentile(choice.lat, (5, 95))
    box = (float(west) - AROUND, float(south) - AROUND, float(east) + AROUND, float(north) + AROUND)
    shapes = station.columns(Query("building", area=Area(bbox=box), limit=MOST_BUILDINGS), ["geometry"])["geometry"]
    polygons = [g for s in shapes if s is not None for g in shapely.get_parts(s) if g.geom_type == "Polygon"]
    return [np.column_stack(station.frame.to_local(*np.asarray(p.exterior.coords)[:, :2].T)) for p in polygons]


class DatumMap(QWidget):
    """Footprints and points, north up, as large as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(style.scaled(260), style.scaled(180))
        self.setAccessibleName(tr("各种坐标系下这些点落在哪里"))
        self._scenery: Scenery | None = None
        self._at = 0

    def show_points(self, scenery: Scenery | None, at: int) -> None:
        """Draw the points of one choice; those of the others stay as faint dots."""
        self._scenery, self._at = scenery, at
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, buildings and points."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.colour("ground"))
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        scene = self._scenery
        if scene is not None and any(len(p) for p in scene.points):
            painter.setClipRect(self.rect())
            self._paint(painter, scene)
            painter.setPen(style.colour("text"))
            corner = self.rect().adjusted(12, 8, -12, -8)
            painter.drawText(corner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, scene.choices[self._at].label)
        painter.end()

    def _paint(self, painter: QPainter, scene: Scenery) -> None:
        near = [p for p in (*scene.points[self._at : self._at + 1], *scene.points) if len(p)]
        spread = near[0]
        middle = np.median(spread, axis=0)
        reach = max(float(np.percentile(np.abs(spread - middle), 90)) * 1.3, 150.0)
        scale = min(self.width(), self.height()) / (2 * reach)

        def place(xy: Floats) -> list[QPointF]:
            x = self.width() / 2 + (xy[:, 0] - middle[0]) * scale
            y = self.height() / 2 - (xy[:, 1] - middle[1]) * scale
            return [QPointF(a, b) for a, b in zip(x.tolist(), y.tolist(), strict=True)]

        path = QPainterPath()
        for ring in scene.rings:
            path.addPolygon(place(ring))
        painter.setPen(style.colour("quiet", 0.55))
        painter.setBrush(style.colour("roof"))
        painter.drawPath(path)
        painter.setPen(style.colour("panel"))
        for n, points in enumerate(scene.points):
            chosen = n == self._at
            painter.setBrush(style.colour("accent" if chosen else "quiet", 1.0 if chosen else 0.35))
            for spot in place(points):
                painter.drawEllipse(spot, 4 if chosen else 2.5, 4 if chosen else 2.5)


class DatumView(QWidget):
    """The choices at the left, the map at the right; ``chosen`` with the guess that `Understanding` takes."""

    chosen = Signal(object)

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._known: Understanding | None = None
        self._scenery: Scenery | None = None
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(16)
        inner = QWidget()
        self._list = QVBoxLayout(inner)
        self._list.setContentsMargins(0, 0, 8, 0)
        self._list.setSpacing(8)
        box.addWidget(scroll(inner), 3)
        self.map = DatumMap()
        box.addWidget(self.map, 2)

    def show_understanding(self, known: Understanding) -> None:
        """Ask what the coordinates may be in; the same again changes nothing."""
        if known is self._known:
            return
        before, self._known = self._known, known
        if before is not None and before.table is known.table and before.mapping == known.mapping and self._scenery is not None:
            self._fill()
            return
        self._scenery = None
        clear(self._list)
        self._list.addWidget(words(tr("正在比较各种坐标系…"), "quiet"))
        self.map.show_points(None, 0)
        ask(self, self._station, lambda: scenery_of(self._station, known), self._show, "datums")

    def _show(self, scenery: Scenery) -> None:
        self._scenery = scenery
        self._fill()

    def _fill(self) -> None:
        clear(self._list)
        scenery, known = self._scenery, self._known
        if scenery is None or known is None:
            return
        now = next((n for n, c in enumerate(scenery.choices) if _same(c, known)), 0)
        self.map.show_points(scenery, now)
        if not scenery.choices:
            self._list.addWidget(words(tr("这些行没有能用的坐标"), "quiet"))
        for n, choice in enumerate(scenery.choices):
            self._list.addWidget(self._card(n, choice, chosen=n == now and not known.datum.asks))
        self._list.addStretch(1)

    def _card(self, n: int, choice: Choice, *, chosen: bool) -> Card:
        card = Card(margin=10)
        card.body.setSpacing(4)
        line = column(gap=2)
        line.addWidget(words(choice.label + (tr(" · 现在按它处理") if chosen else ""), "accent" if chosen else "strong"))
        line.addWidget(words(choice.words, "small"))
        card.body.addLayout(line)
        buttons = QHBoxLayout()
        buttons.addWidget(push(tr("看这些点"), lambda: self.map.show_points(self._scenery, n), "link"))
        if not chosen:
            buttons.addWidget(push(tr("就用它"), lambda: self.chosen.emit(choice.guess)))
        buttons.addStretch(1)
        card.body.addLayout(buttons)
        return card


def _same(choice: Choice, known: Understanding) -> bool:
    guess, now = choice.guess, known.datum
    return (guess.chosen, guess.swapped, guess.packed) == (now.chosen, now.swapped, now.packed)
