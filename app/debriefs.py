"""The report of a case or of a period as a PDF: the map, moments, intervals, who went and who would have been faster."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, QRectF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)

from app.moment_pictures import SIZE, Aim, MomentPictures
from app.page_cuts import pages_of
from app.pdf import keep_words, page_font, pdf_writer
from data.duty.incidents.debrief import Debrief, Shot, Table
from data.duty.plan_picture import Picture as PlanPicture
from data.errors import BadInput
from data.exchange.out.mark import Mark, mark_of
from data.i18n import tr
from data.town.load import load_town
from data.workspace import Selection
from scene3d.camera import Eye, overview
from scene3d.shot import eye_for
from scene3d.view import MapView

if TYPE_CHECKING:
    from app.console import Console

FROM = 210.0  # metres
ROOM, LEAST = 0.08, 40.0  # beside what a plan shows: of its size, and metres
PLAN_KINDS = ("camera", "gate")  # what stands beside a plan on its map
WIDE, BESIDE = 680, 334  # width of one picture on the page, and of each where two stand beside each other
HEADING = 4  # level of the headings of tables
INK, QUIET = "#1c2733", "#6b7885"
EDGE = 1.0  # dots
FOOT = 40  # dots that are left free for the foot of each page
GAP = '<p class="gap">&nbsp;</p>'
RULES = """td.cell { border-bottom: 1px solid #e1e6eb; }
h4 { margin-top: 0px; margin-bottom: 4px; }
p.gap { margin: 0px; font-size: 7pt; }"""
DOTS = 150  # an inch
POINTS = 9.5  # of the text
MAP = "map{n}.png"


class DebriefOut(QObject):
    """Has the pictures of the place made one after the other, then writes the page; lives until it is written."""

    def __init__(self, console: Console, debrief: Debrief, out: Path, plan: PlanPicture | None = None, command: str = "debrief"
                 ) -> None:  # fmt: skip
        super().__init__(console)
        self._console, self._debrief, self._out = console, debrief, out
        self._plan, self._command, self._shots = plan, command, debrief.shots or (Shot(None, tr("现在的地图")),)
        self._pictures: MomentPictures | None = None
        map_ = console.window.map
        if not isinstance(map_, MapView):
            self._write([])
            return
        self._pictures = MomentPictures(console.live, console.workspace, self._aim(map_), [s.at for s in self._shots], self)
        self._pictures.made.connect(self._write)
        console.destroyed.connect(self._pictures.close)
        self._pictures.begin()

    def _aim(self, map_: MapView) -> Aim:
        """Return what the pictures look at: a plan from above, the place with its building opened, or the whole town."""
        console, debrief = self._console, self._debrief
        town = map_.town or load_town(console.live)
        if self._plan is not None and (extent := self._plan.extent) is not None:
            return Aim(town, eye_over(extent), Selection(), plan=self._plan, kinds=PLAN_KINDS)
        eye = eye_for(town, None, "3d", SIZE, (0, 0, 0, 0))
        if debrief.lon is not None and debrief.lat is not None:
            east, north = console.station.frame.to_local(debrief.lon, debrief.lat)
            eye = replace(eye, east=float(east), north=float(north), up=0.0, distance=FROM)
        chosen = Selection("building", debrief.building, debrief.storey) if debrief.building is not None else Selection()
        return Aim(town, eye, chosen)

    def _write(self, pictures: Sequence[tuple[str, QImage]]) -> None:
        console, debrief, out, who = self._console, self._debrief, self._out, self._console.who
        mark = mark_of(console.live, who, "notice")  # of people it tells nothing, of notices what is in force
        try:
            # A text is laid out with timers of its thread, and takes some milliseconds.
            write_debrief(out, debrief, captioned(self._shots, pictures), mark.line, mark)
            said = {"file": out.name, "format": "pdf", "mark": mark.number}
            console.live.note("export", said=said, who=who, command=self._command)
            console.workspace.tell("done", tr("报告已保存到 {file}。", file=out))
        except BadInput as error:
            console.workspace.tell(error.level, error.message)
        self.deleteLater()


def eye_over(extent: tuple[float, float, float, float]) -> Eye:
    """Return from where a part of the map (west, south, east, north in local metres) is seen whole, straight from above."""
    west, south, east, north = extent
    beside = max(ROOM * max(east - west, north - south), LEAST)
    wider = (west - beside, south - beside, east + beside, north + beside)
    return overview(wider, SIZE, (0, 0, 0, 0), bearing=0.0, pitch=90.0, parallel=True)


def captioned(shots: Sequence[Shot], pictures: Sequence[tuple[str, QImage]]) -> list[tuple[str, QImage]]:
    """Return pictures with what each shows before when it is."""
    said = (" · ".join(t for t in (shot.said, when) if t) for shot, (when, _image) in zip(shots, pictures, strict=False))
    return [(words, image) for words, (_when, image) in zip(said, pictures, strict=False)]


def write_debrief(out: Path, debrief: Debrief, pictures: Sequence[tuple[str, QImage]], foot: str,
                  mark: Mark | None = None) -> None:  # fmt: skip
    """Write a report as PDF, with pictures of the map and the words under each, and ``foot`` and a number under each page.

    Raises
    ------
    BadInput
        If the file cannot be written.
    """
    writer = pdf_writer(out, debrief.title, mark)
    page, upright = QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait
    writer.setPageLayout(QPageLayout(page, upright, QMarginsF(14, 14, 14, 10), QPageLayout.Unit.Millimeter))
    writer.setResolution(DOTS)
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    document.setTextWidth(writer.width())  # one long page, which is cut afterwards
    document.setDocumentMargin(0)
    document.setDefaultFont(page_font(POINTS))
    document.setDefaultStyleSheet(RULES)
    for number, (_words, image) in enumerate(pictures):
        document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(MAP.format(n=number)), image)
    document.setHtml(html_of(debrief, [words for words, _image in pictures]))
    _print(document, writer, foot)
    keep_words(out)


def _print(document: QTextDocument, writer: QPdfWriter, foot: str) -> None:
    wide, high = document.pageSize().width(), float(writer.height() - FOOT)
    pages = pages_of(document, high)
    painter = QPainter(writer)
    for number, page in enumerate(pages):
        if number:
            writer.newPage()
        below = 0.0
        for top, bottom in (*([page.head] if page.head else []), (page.top, page.bottom)):
            painter.save()
            painter.translate(0, below - top)
            draw(document, painter, QRectF(0, top, wide, bottom - top))
            painter.restore()
            below += bottom - top
        painter.setFont(page_font(POINTS - 1))
        painter.setPen(QColor(QUIET))
        box = QRectF(0, high, wide, FOOT)
        painter.drawText(box, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, foot)
        painter.drawText(box, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight, f"{number + 1} / {len(pages)}")
    painter.end()


def draw(document: QTextDocument, painter: QPainter, part: QRectF) -> None:
    """Draw a part of a document in ink: by itself Qt takes the window's colour of words, which is pale where the window is dark."""
    context, ink = QAbstractTextDocumentLayout.PaintContext(), QPalette()
    ink.setColor(QPalette.ColorRole.Text, QColor(INK))
    context.palette, context.clip = ink, part.adjusted(0, EDGE, 0, -EDGE)  # what only touches it would be there, though unseen
    painter.setClipRect(part)
    document.documentLayout().draw(painter, context)


def html_of(debrief: Debrief, pictures: Sequence[str] = ()) -> str:
    """Return a report as the simple HTML that Qt lays out; ``pictures`` are the words under each."""
    facts = "<br>".join(escape(f) for f in debrief.facts)
    parts = [f"<h2>{escape(debrief.title)}</h2>", f"<p>{facts}</p>", _maps(pictures), *map(_table, debrief.tables)]
    return "".join(parts)


def _maps(pictures: Sequence[str]) -> str:
    """Return the pictures, one alone over the whole width, several in rows of two."""
    if not pictures:
        return ""
    wide = WIDE if len(pictures) == 1 else BESIDE
    cells = [f'<td><img src="{MAP.format(n=n)}" width="{wide}"><br>{escape(said)}</td>' for n, said in enumerate(pictures)]
    rows = ["".join(cells[i : i + 2]) for i in range(0, len(cells), 2)]
    return '<table cellpadding="0" cellspacing="6">' + "".join(f"<tr>{row}</tr>" for row in rows) + f"</table>{GAP}"


def _table(table: Table) -> str:
    """Return a table whose head is said again on each page."""
    head = "".join(f'<th align="left" bgcolor="#f0f3f6">{escape(h)}</th>' for h in table.head)
    rows = "".join("<tr>" + "".join(f'<td class="cell">{_cell(cell)}</td>' for cell in row) + "</tr>" for row in table.rows)
    start = f'<h{HEADING}>{escape(table.title)}</h{HEADING}><table width="100%" cellpadding="4" style="border-collapse:collapse">'
    return f"{start}<thead><tr>{head}</tr></thead>{rows}</table>{GAP}"


def _cell(text: str) -> str:
    return escape(text).replace("\n", "<br>")
