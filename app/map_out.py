"""Makes the map as a picture or a page: tile by tile while the window goes on, then to the file in the background."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import radians, tan
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, QSizeF, QTimer
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from app.map_out_eye import eye_for, middle_of, plan_for
from app.map_out_page import PageWords, paint_page
from app.marked import mark_picture
from app.pdf import keep_words, pdf_writer
from data.clock import format_utc, parse_utc
from data.errors import BadInput
from data.exchange.out.mark import Mark, mark_of
from data.i18n import tr
from data.kinds.moments import show_time
from data.town.load import load_town
from data.town.model import Town
from data.views.legend import LegendEntry, legend_of
from data.views.out import DOTS, INCH, OutWish, half_height, page_of
from data.workspace import Selection
from scene3d.camera import VIEW_ANGLE, Eye, Projection
from scene3d.large import LargePicture, own_workspace
from widgets.views_out_page import MapOutPage

if TYPE_CHECKING:
    from app.console import Console
    from scene3d.view import MapView

DESK = 96  # dots a inch of the desk's screen, for which symbols and words are drawn


class MapOut(QObject):
    """Carries out what its page asks for; one picture at a time."""

    def __init__(self, console: Console, map_: MapView, page: MapOutPage) -> None:
        super().__init__(page)
        self.console, self.map, self.page = console, map_, page
        self._picture: LargePicture | None = None
        self._steps: Iterator[int] = iter(())
        self._out, self._wish = Path(), OutWish()
        self._legend: list[LegendEntry] = []
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._on)
        page.wanted.connect(self.make)
        page.cancelled.connect(self.cancel)
        page.destroyed.connect(self.cancel)

    def make(self, wish: OutWish, out: Path) -> None:
        """Begin."""
        self.cancel()
        self._wish, self._out = wish, out
        console, town = self.console, self.map.town or load_town(self.console.station)
        workspace = own_workspace(console.station, console.workspace)
        workspace.set_theme(wish.theme)
        workspace.pictures = dict(console.workspace.pictures)  # plans that are on the map are on the page
        self._legend = legend_of(console.station.kinds, workspace)
        size = page_of(wish, self._legend).pixels if wish.form == "pdf" else wish.size
        self._eye = self._eye_of(wish, size, town)
        scale = DOTS / DESK * 0.72 if wish.form == "pdf" else max(size[1] / 1080, 0.8)
        chosen = console.workspace.selection
        where = self.map.chosen.where if chosen else Selection()
        self._picture = LargePicture(console.station, town, workspace, size, self._eye, workspace.town_theme, scale, where)
        self._steps = self._picture.make()
        self.page.show_progress(0, self._picture.steps)
        self._turn.start()

    def _eye_of(self, wish: OutWish, size: tuple[int, int], town: Town) -> Eye:
        """Return from where it is looked: as now, with what was seen in the middle still seen; or straight down."""
        map_ = self.map
        now, window, margins = map_.navigator.eye, (map_.width(), map_.height()), map_.margins
        if wish.view != "plan":
            return eye_for(now, window, margins, size)
        if not wish.scale:
            return plan_for(now, window, margins, size, town.extent)
        eye = middle_of(now, window, margins, size)
        distance = half_height(wish.scale, page_of(wish, self._legend).map[3]) / tan(radians(VIEW_ANGLE / 2))
        return replace(eye, bearing=0.0, pitch=90.0, up=0.0, parallel=True, distance=distance)

    def _on(self) -> None:
        assert self._picture is not None
        done = next(self._steps, None)
        if done is not None:
            self.page.show_progress(done, self._picture.steps)
            return
        image = self._picture.image
        self.cancel()
        self._write(image)

    def cancel(self) -> None:
        """Give up what is being made."""
        self._turn.stop()
        self._steps = iter(())
        picture, self._picture = self._picture, None
        if picture is not None:
            picture.close()
            self.page.show_progress(None, 1)

    def _write(self, image: QImage) -> None:
        console, out, wish = self.console, self._out, self._wish
        shown = [state.kind for state in console.workspace.layers.values() if state.visible]
        mark = mark_of(console.live, console.who, *shown)
        words, legend = self._words(image, mark), self._legend if wish.legend else []
        if wish.form != "pdf":  # a page says it at its foot
            mark_picture(image, mark)

        def write() -> None:
            said = {"file": out.name, "format": wish.form, "mark": mark.number}
            console.live.note("picture", said=said, who=console.who, command="map_out")
            if wish.form == "pdf":
                write_page(out, wish, image, words, legend, mark)
            elif not image.save(str(out)):
                raise BadInput(tr("图写不到 {file}：请换一个能写的位置，扩展名用 .png。", file=out), file=out)

        said = tr("地图已保存到 {file}。", file=out)
        console.job(tr("保存地图"), lambda _progress: write(), lambda _done: console.workspace.tell("done", said))

    def _words(self, image: QImage, mark: Mark) -> PageWords:
        console, wish, station = self.console, self._wish, self.console.station
        zone, now = station.zone, console.live.clock.now()
        metres = Projection(self._eye, image.width(), image.height()).metres_per_pixel() * DOTS / INCH
        lon, lat = station.frame.to_degrees(self._eye.east, self._eye.north)
        shown = station.moment or format_utc(now)
        period = console.workspace.period
        span = [show_time(t, zone, parse_utc(shown)) if t else tr("现在") for t in (period.start, period.end)]
        when = show_time(shown, zone) + (tr(" · 警情 {first} 至 {last}", first=span[0], last=span[1]) if period.start else "")
        return PageWords(
            wish.title or station.name, station.name, when,
            tr("坐标系 WGS-84 · 中心 {lon}, {lat}", lon=f"{float(lon):.5f}", lat=f"{float(lat):.5f}"),
            tr("{who} 制图于 {when} · 编号 {number}", who=mark.who, when=mark.when, number=mark.number),
            metres, self._eye.parallel, self._eye.bearing,
        )  # fmt: skip


def write_page(out: Path, wish: OutWish, image: QImage, words: PageWords, legend: list[LegendEntry],
               mark: Mark | None = None) -> None:  # fmt: skip
    """Write a page as PDF.

    Raises
    ------
    BadInput
        If the file cannot be written.
    """
    writer = pdf_writer(out, words.title, mark)
    page = page_of(wish, legend)
    size = QPageSize(QSizeF(min(page.width, page.height), max(page.width, page.height)), QPageSize.Unit.Millimeter)
    turn = QPageLayout.Orientation.Landscape if wish.landscape else QPageLayout.Orientation.Portrait
    writer.setPageLayout(QPageLayout(size, turn, QMarginsF(0, 0, 0, 0)))
    writer.setResolution(1200)
    painter = QPainter()
    if not painter.begin(writer):
        raise BadInput(tr("PDF 写不到 {file}：{why}", file=out, why=tr("请换一个能写的位置")), file=out)
    painter.scale(1200 / INCH, 1200 / INCH)
    paint_page(painter, page, image, words, legend)
    painter.end()
    keep_words(out)

