"""What lies around a place: everything within 50, 100 or 200 metres, by kind, nearest first."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from data.clock import format_utc
from data.duty import OPEN_STATES
from data.i18n import tr
from data.kinds import Kind
from data.query import Area, Query, Where
from data.records import Record
from data.store.station import Station
from data.workspace import Selection, Workspace
from widgets.background import ask
from widgets.parts import IconButton, Segmented
from widgets.records.lines import Line, LineList
from widgets.records.panel import Panel
from widgets.records.pieces import column, push, row, rule, words

RADII = (50, 100, 200)  # metres
KINDS = ("camera", "case", "shop", "organisation", "force", "task", "place", "building")
MOST = 40  # rows of each kind
RECENT_DAYS = 30


def around(station: Station, kind: str, id: int, metres: int) -> list[Line]:
    """Return what lies around a record, in groups; on a reader thread. Cases of the last 30 days and open tasks only."""
    record = station.get(kind, id, placed=True)
    place = record.place if record else None
    if place is None or place.lon is None or place.lat is None:
        return []
    lines: list[Line] = []
    for name in KINDS:
        if name in station.kinds:
            lines += _group(station, station.kinds[name], (place.lon, place.lat, float(metres)), (kind, id))
    return lines


def around_queries(station: Station, kind: str, id: int, metres: int) -> list[Query]:
    """Return what is asked for what lies around a record, of the kinds of which there is something; on a reader thread."""
    record = station.get(kind, id, placed=True)
    place = record.place if record else None
    if place is None or place.lon is None or place.lat is None:
        return []
    near = (place.lon, place.lat, float(metres))
    asked = [Query(n, _conditions(station, n), area=Area(near=near)) for n in KINDS if n in station.kinds]
    return [q for q in asked if station.count(q)]


def _group(station: Station, kind: Kind, near: tuple[float, float, float], itself: tuple[str, int]) -> list[Line]:
    query = Query(kind.name, _conditions(station, kind.name), area=Area(near=near), placed=True)
    found = [r for r in station.read(query) if (r.kind, r.id) != itself]
    if not found:
        return []
    far = _distances(station, found, near)
    order = np.argsort(far, kind="stable")[:MOST]
    layer = kind.layer
    rows = [
        Line(
            station.title(found[i]) or kind.label,
            _detail(kind, found[i]),
            tr("{n} 米", n=round(far[i])) if far[i] else tr("楼内"),
            glyph=layer.glyph if layer else kind.label[:1],
            badge=layer.colour if layer else "",
            target=Selection(kind.name, found[i].id),
        )
        for i in order
    ]
    return [Line(kind.plural, trailing=str(len(found)), heading=True), *rows]


def _conditions(station: Station, kind: str) -> tuple[Where, ...]:
    if kind == "task":
        return (Where("state", "in", OPEN_STATES),)
    if kind == "case":
        return (Where("reported_at", ">=", format_utc(station.clock.now() - timedelta(days=RECENT_DAYS))),)
    return ()


def _distances(station: Station, records: list[Record], near: tuple[float, float, float]) -> list[float]:
    """Return metres from the middle; 0 where a record has no place of its own."""
    lon = [r.place.lon if r.place and r.place.lon is not None else near[0] for r in records]
    lat = [r.place.lat if r.place and r.place.lat is not None else near[1] for r in records]
    east, north = station.frame.to_local(lon, lat)
    here_east, here_north = station.frame.to_local(near[0], near[1])
    return [float(d) for d in np.hypot(east - here_east, north - here_north)]


def _detail(kind: Kind, record: Record) -> str:
    """Return open facts of a record: choices and addresses."""
    said = []
    for name in kind.columns:
        field = kind.fields[name]
        choice = field.choice(record[name]) if field.type == "choice" and f"{{{name}}}" not in kind.title else None
        if choice:
            said.append(choice.label)
        elif name == "address" and record[name]:
            said.append(str(record[name]))
    return " · ".join(said)


class AroundView(Panel):
    """The list with its radius; ``left`` when the person goes back."""

    left = Signal()

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(station, workspace, parent)
        self._kind, self._id = "", 0
        self.radius = Segmented([(m, tr("{n} 米", n=m)) for m in RADII], 100)
        self.radius.chosen.connect(lambda _: self.refresh())
        self.title = words(tr("周边搜索"), "heading", wrap=False)
        self.list = LineList(workspace)
        self.list.opened.connect(lambda line: self.workspace.select(line.target.kind, line.target.id))
        self.list.flown.connect(lambda line: self.workspace.fly_to(line.target.kind, line.target.id))
        back = IconButton("back", tr("返回"))
        back.clicked.connect(self.left)
        box = column(self, gap=0)
        top = row(back, self.title, gap=6)
        top.addStretch(1)
        top.addWidget(self.only_for(push(tr("导出"), self._export, "link", hint=tr("把列出的记录存成表格")), "export"))
        top.addWidget(self.radius)
        top.setContentsMargins(10, 8, 16, 8)
        box.addLayout(top)
        box.addWidget(rule())
        box.addWidget(self.list, 1)

    def show_around(self, kind: str, id: int) -> None:
        """Search around a record."""
        self._kind, self._id = kind, id
        self.refresh()

    def refresh(self) -> None:
        """Search again."""
        kind, id, metres = self._kind, self._id, int(str(self.radius.value))
        ask(self, self.station, lambda: around(self.station, kind, id, metres), self._show, "around")

    def _export(self) -> None:
        kind, id, metres = self._kind, self._id, int(str(self.radius.value))
        ask(self, self.station, lambda: around_queries(self.station, kind, id, metres), self._export_found, "export")

    def _export_found(self, queries: list[Query]) -> None:
        if queries:
            self.workspace.run("export", queries=queries)

    def _show(self, lines: list[Line]) -> None:
        self.list.set_lines(lines, empty=tr("这个范围内没有记录，选大一些的范围试试"))
