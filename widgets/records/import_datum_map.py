"""Where a choice of datum puts a file's points, or a picture's corners, among the station's buildings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QWidget

from data.exchange.conversation import Part
from data.exchange.conversation.sorts import GROUND
from data.exchange.conversation.systems import choices_of
from data.exchange.datum import Choice, Surroundings
from data.i18n import tr
from data.query import Area, Query
from data.store.station import Station
from widgets import style

Floats = npt.NDArray[np.float64]
MOST_BUILDINGS = 4000
AROUND = 0.004  # degrees around the points whose buildings are drawn: some 400 m
SHOWN = 8  # choices
HELD = 2  # of them whose surroundings are drawn
FAR = 20_000.0  # metres: what is farther is told in words, and the map stays with the station


@dataclass(frozen=True)
class Scenery:
    """Choices with their points and the buildings around, in local metres; ``outline``: the points are a picture's corners."""

    choices: tuple[Choice, ...]
    points: tuple[Floats, ...]
    rings: tuple[Floats, ...]
    outline: bool = False
    home: Floats | None = None  # south-west and north-east of the station


def scenery_of(station: Station, part: Part, layer: str = "", text: str = "") -> Scenery:
    """Return what is to be drawn; it reads the station and is not for the Qt thread."""
    choices = choices_of(station, part, layer, text)[:SHOWN]
    points = tuple(np.column_stack(station.frame.to_local(np.array(c.lon), np.array(c.lat))) if c.lon else np.empty((0, 2))
                   for c in choices)  # fmt: skip
    bounds = Surroundings(station).bounds
    if part.sort == GROUND and bounds is not None:  # where a picture lies beside the station, the station is what tells
        rings = _within(station, bounds)
    else:
        rings = [ring for choice in choices[:HELD] for ring in _rings(station, choice)]
    home = np.column_stack(station.frame.to_local([bounds[0], bounds[2]], [bounds[1], bounds[3]])) if bounds is not None else None
    return Scenery(choices, points, tuple(rings[:MOST_BUILDINGS]), part.sort == GROUND, home)


def _rings(station: Station, choice: Choice) -> list[Floats]:
    if not choice.lon:
        return []
    west, east = np.percentile(choice.lon, (5, 95))
    south, north = np.percentile(choice.lat, (5, 95))
    box = (float(west) - AROUND, float(south) - AROUND, float(east) + AROUND, float(north) + AROUND)
    return _within(station, box)


def _within(station: Station, box: tuple[float, float, float, float]) -> list[Floats]:
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
            painter.drawText(corner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap,
                             _caption(scene.choices[self._at]))  # fmt: skip
        painter.end()

    def _paint(self, painter: QPainter, scene: Scenery) -> None:
        middle, reach = _frame(scene, self._at)
        scale = min(self.width(), self.height()) / (2 * reach)

        def place(xy: Floats) -> list[QPointF]:
            x = self.width() / 2 + (xy[:, 0] - middle[0]) * scale
            y = self.height() / 2 - (xy[:, 1] - middle[1]) * scale
            return [QPointF(a, b) for a, b in zip(x.tolist(), y.tolist(), strict=True)]

        path = QPainterPath()
        for ring in scene.rings:
            path.addPolygon(QPolygonF(place(ring)))
        painter.setPen(style.colour("quiet", 0.55))
        painter.setBrush(style.colour("roof"))
        painter.drawPath(path)
        order = [n for n in range(len(scene.points)) if n != self._at] if not scene.outline else []
        for n in (*order, self._at):  # the chosen ones lie on top
            spots = place(scene.points[n])
            self._paint_outline(painter, spots) if scene.outline else self._paint_dots(painter, spots, chosen=n == self._at)

    def _paint_dots(self, painter: QPainter, spots: list[QPointF], *, chosen: bool) -> None:
        painter.setPen(style.colour("panel"))
        painter.setBrush(style.colour("accent" if chosen else "quiet", 1.0 if chosen else 0.35))
        size = 4 if chosen else 2.5
        for spot in spots:
            painter.drawEllipse(spot, size, size)

    def _paint_outline(self, painter: QPainter, spots: list[QPointF]) -> None:
        painter.setPen(style.colour("accent"))
        painter.setBrush(style.colour("accent", 0.18))
        painter.drawPolygon(QPolygonF(spots))


def _frame(scene: Scenery, at: int) -> tuple[Floats, float]:
    """Return the middle of what is drawn and how far it reaches, in metres: the points, of a picture the station as well."""
    shown = next(p for p in (scene.points[at], *scene.points) if len(p))
    if scene.outline and scene.home is not None:
        both = np.vstack([shown, scene.home])
        if len(scene.points[at]) and np.ptp(both, axis=0).max() < FAR:
            return (both.min(axis=0) + both.max(axis=0)) / 2, _reach(both)
        return scene.home.mean(axis=0), _reach(scene.home)
    middle = np.median(shown, axis=0)
    return middle, max(float(np.percentile(np.abs(shown - middle), 90)) * 1.3, 150.0)


def _reach(points: Floats) -> float:
    return max(float(np.ptp(points, axis=0).max()) * 0.6, 150.0)


def _caption(choice: Choice) -> str:
    """Return what the map shows: the system, and where it lies where that is not here."""
    away = choice.metres is not None and choice.metres > FAR and not choice.guess.evidence.get("why")
    return f"{choice.label}\n{choice.words}" if away else choice.label
