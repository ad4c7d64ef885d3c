"""The report of a case or of a period as a PDF: the map, moments, intervals, who went and who would have been faster."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, QSizeF, QUrl
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QTextDocument

from app.moment_pictures import SIZE, Aim, MomentPictures
from app.pdf import pdf_writer
from data.clock import format_utc
from data.duty.incidents.debrief import Debrief, Table
from data.errors import BadInput
from data.i18n import tr
from data.kinds.moments import show_time
from data.town.load import load_town
from data.workspace import Selection
from scene3d.shot import eye_for
from scene3d.view import MapView
from widgets import style

if TYPE_CHECKING:
    from app.console import Console

FROM = 210.0  # metres
WIDE, SEVERAL = 680, 500  # width of one picture on the page, and of each where there are several
DOTS = 150  # an inch
POINTS = 9.5  # of the text
MAP = "map{n}.png"


class DebriefOut(QObject):
    """Has the pictures of the place made one after the other, then writes the page; lives until it is written."""

    def __init__(self, console: Console, debrief: Debrief, out: Path) -> None:
        super().__init__(console)
        self._console, self._debrief, self._out = console, debrief, out
        self._pictures: MomentPictures | None = None
        map_ = console.window.map
        if not isinstance(map_, MapView):
            self._write([])
            return
        self._pictures = MomentPictures(console.live, console.workspace, self._aim(map_), debrief.moments or (None,), self)
        self._pictures.made.connect(self._write)
        console.destroyed.connect(self._pictures.close)
        self._pictures.begin()

    def _aim(self, map_: MapView) -> Aim:
        """Return what the pictures look at: the place with its building opened, or the whole town."""
        console, debrief = self._console, self._debrief
        town = map_.town or load_town(console.live)
        eye = eye_for(town, None, "3d", SIZE, (0, 0, 0, 0))
        if debrief.lon is not None and debrief.lat is not None:
            east, north = console.station.frame.to_local(debrief.lon, debrief.lat)
            eye = replace(eye, east=float(east), north=float(north), up=0.0, distance=FROM)
        chosen = Selection("building", debrief.building, debrief.storey) if debrief.building is not None else Selection()
        return Aim(town, eye, chosen)

    def _write(self, pictures: Sequence[tuple[str, QImage]]) -> None:
        console, debrief, out, who = self._console, self._debrief, self._out, self._console.who
        when = show_time(format_utc(console.live.clock.now()), console.station.zone)
        foot = tr("{station} · {who} 于 {when} 生成", station=console.station.name, who=who, when=when)
        try:
            write_debrief(out, debrief, pictures, foot)  # a text is laid out with timers of its thread, and takes some milliseconds
            console.workspace.tell("done", tr("报告已保存到 {file}。", file=out))
        except BadInput as error:
            console.workspace.tell(error.level, error.message)
        self.deleteLater()


def write_debrief(out: Path, debrief: Debrief, pictures: Sequence[tuple[str, QImage]], foot: str) -> None:
    """Write a report as PDF, with pictures of the map and the words under each.

    Raises
    ------
    BadInput
        If the file cannot be written.
    """
    writer = pdf_writer(out, debrief.title)
    page, upright = QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait
    writer.setPageLayout(QPageLayout(page, upright, QMarginsF(14, 14, 14, 14), QPageLayout.Unit.Millimeter))
    writer.setResolution(DOTS)
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    document.setPageSize(QSizeF(writer.width(), writer.height()))  # set, so that nothing more is left free around it
    document.setDocumentMargin(0)
    font = style.font()
    font.setPointSizeF(POINTS)
    document.setDefaultFont(font)
    for number, (_words, image) in enumerate(pictures):
        document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(MAP.format(n=number)), image)
    document.setHtml(html_of(debrief, foot, [words for words, _image in pictures]))
    document.print_(writer)


def html_of(debrief: Debrief, foot: str, pictures: Sequence[str] = ()) -> str:
    """Return a report as the simple HTML that Qt lays out; ``pictures`` are the words under each."""
    parts = [f"<h2>{escape(debrief.title)}</h2>", *(f"<p>{escape(f)}</p>" for f in debrief.facts)]
    wide = WIDE if len(pictures) == 1 else SEVERAL
    parts += [f'<p><img src="{MAP.format(n=n)}" width="{wide}"><br>{escape(said)}</p>' for n, said in enumerate(pictures)]
    parts += [_table(table) for table in debrief.tables]
    parts.append(f'<p style="color:#6b7885">{escape(foot)}</p>')
    return "".join(parts)


def _table(table: Table) -> str:
    head = "".join(f'<th align="left" bgcolor="#f0f3f6">{escape(h)}</th>' for h in table.head)
    rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table.rows)
    drawn = 'width="100%" cellpadding="4" style="border-collapse:collapse"'
    start = f"<h4>{escape(table.title)}</h4><table {drawn}>"
    return f"{start}<tr>{head}</tr>{rows}</table>"
