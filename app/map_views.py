"""Saved views at work: saving what is seen, going back to it, and flying through all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QPoint, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QWidget

from app.eyes import camera_of, frame_of, framed
from app.tour import Tour
from data.i18n import tr
from data.records import ChangeSet
from data.views import KeptView, SavedView, kept_views, remove_view, rename_view, save_view, set_slot
from data.views.keep import SLOTS
from data.views.view import Frame
from scene3d.glide import Glide
from widgets import background
from widgets.background import Subscriptions
from widgets.views_card import ViewsCard

if TYPE_CHECKING:
    from app.console import Console
    from app.split import Split
    from app.walking import Walking
    from scene3d.view import MapView

PICTURE = (320, 180)  # pixels of the small picture
QUALITY = 72  # of its JPEG: ten kilobytes or so


class MapViews(QObject):
    """What the card of views, the keys and the tour ask for. Views are kept in the station as it is now, whatever time is shown."""

    def __init__(self, console: Console, map_: MapView) -> None:
        super().__init__(map_)
        self.console, self.map = console, map_
        self.kept: list[KeptView] = []
        self.glide = Glide(map_.navigator, self)
        self.card = ViewsCard(map_)
        self.tour = Tour(self, map_)
        self.walking: Walking | None = None
        self.split: Split | None = None
        self._drawn: set[tuple[int, str]] = set()  # views, in which theme, whose row shows a sketch
        self._heard = Subscriptions(self)
        self._heard.add(console.live.changed, self._changed)
        self._heard.add(console.live.kinds_changed, lambda _kinds: self.refresh())  # a view may show one that came or went
        card = self.card
        card.recalled.connect(lambda id: self.recall(id=id))
        card.updated.connect(lambda id: self.save(id=id))
        card.renamed.connect(lambda id, name: self._do(lambda: rename_view(console.live, id, name, who=console.who)))
        card.moved.connect(lambda id, slot: self._do(lambda: set_slot(console.live, id, slot, who=console.who)))
        card.removed.connect(self._remove)
        card.saved.connect(lambda: self.save(slot=self.free_slot))
        card.toured.connect(lambda: console.run("tour"))
        card.acted.connect(console.run)
        card.left.connect(self.fold)
        self.refresh()

    def close(self) -> None:
        """Stop flying, listening and waiting."""
        if self.split is not None:
            self.split.close()
        if self.walking is not None:
            self.walking.stop()
        self.glide.stop()
        self.tour.close()
        self._heard.close()
        background.forget(self)

    # Walking

    def walk(self) -> None:
        """Go down into the streets, or come up again."""
        if self.walking is not None:
            self.walking.stop()
            return
        if self.map.town is None or not len(self.map.town.buildings.ids):
            self.console.workspace.tell("info", tr("这个站还没有建筑，先导入建筑再步行"))
            return
        from app.walking import Walking

        self.fold()
        self.tour.stop()
        self.glide.stop()
        self.walking = Walking(self.map)
        self.walking.walk.ended.connect(self._walked)

    def _walked(self) -> None:
        self.walking = None

    # Two maps

    def toggle_split(self) -> None:
        """Put a second map beside the first, or take it away."""
        if self.split is not None:
            self.split.close()
            return
        from app.split import Split

        self.fold()
        self.split = Split(self.console, self.map, self.console.window.stage)
        self.split.closed.connect(self._joined)

    def _joined(self) -> None:
        self.split = None
        self.map.setFocus()

    # The card

    def refresh(self) -> None:
        """Read the views anew."""
        live = self.console.live
        background.ask(self, live, lambda: kept_views(live), self._show, "views")

    def _show(self, kept: list[KeptView]) -> None:
        self.kept = kept
        session = self.console.live.session
        may = session.may("save_view") and session.may_write("map_view")
        self.card.show_views(kept, changeable=may and not self.console.live.read_only, offered=session.may)
        self._drawn.clear()
        self._draw_sketch()
        self.place_card()

    def _changed(self, change: ChangeSet) -> None:
        if "map_view" in change.kinds:
            self.refresh()

    def toggle(self) -> None:
        """Unfold the card, or fold it."""
        if self.card.isVisible():
            self.fold()
            return
        self.place_card()
        self.card.show()
        self.card.raise_()
        self._draw_sketch()
        (self.card.rows[0] if self.card.rows else self.card.save).setFocus()

    def _draw_sketch(self) -> None:
        """Draw the small picture of one view that was kept without, and go on with the next when it is there."""
        theme, town = self.console.workspace.town_theme, self.map.town
        row = next((r for r in self.card.rows if not r.kept.picture and (r.kept.id, theme) not in self._drawn), None)
        if town is None or row is None or not self.card.isVisible():
            return
        from app.view_sketch import sketch_of

        id, eye = row.kept.id, framed(self.console.station, row.kept.view.camera, frame_of(PICTURE))
        self._drawn.add((id, theme))
        background.ask(self, self.console.live, lambda: sketch_of(town, eye, theme, PICTURE), lambda png: self._sketched(id, png),
                       "sketch")  # fmt: skip

    def _sketched(self, id: int, png: bytes) -> None:
        for row in self.card.rows:
            if row.kept.id == id:
                row.show_sketch(png)
        self._draw_sketch()

    def fold(self) -> None:
        """Put the card away."""
        self.card.hide()
        self.map.setFocus()

    def place_card(self) -> None:
        """Lie under the switch of views, no lower than the map is free."""
        left, top, _right, bottom = self.map.margins
        size, upper = self.card.sizeHint(), top + 60
        tall = min(size.height(), max(self.map.height() - upper - bottom - 8, 260))
        self.card.setGeometry(left + 4, upper, size.width(), tall)
        self.tour.place_strip()
        if self.walking is not None:
            self.walking.place()

    # Saving

    def save(self, *, slot: int | None = None, id: int | None = None) -> None:
        """Keep what is seen now, on a key, or instead of the view of this id."""
        console = self.console
        camera = camera_of(console.station, self.map.navigator.eye, self._free)
        view = SavedView.of(console.workspace, camera, console.station.clock.now(), console.station.moment)
        picture = picture_of(self.map)
        said = tr("视图存在 {slot} 键上", slot=slot) if slot is not None else tr("视图已保存")
        self._do(lambda: save_view(console.live, "", view, picture, who=console.who, slot=slot, id=id), said)

    @property
    def _free(self) -> Frame:
        """What panels leave free of the map now."""
        return frame_of((self.map.width(), self.map.height()), self.map.margins)

    @property
    def free_slot(self) -> int | None:
        """The first key that has no view."""
        taken = {v.slot for v in self.kept}
        return next((s for s in SLOTS if s not in taken), None)

    def _remove(self, id: int) -> None:
        console = self.console
        name = next((v.name for v in self.kept if v.id == id), "")
        self._do(lambda: remove_view(console.live, id, who=console.who))
        console.notices.offer_undo(tr("已删除视图“{name}”", name=name), lambda: console.run("undo"))

    def _do(self, work: Callable[[], object], said: str = "") -> None:
        """Write off the Qt thread, and say what was done."""
        tell = self.console.workspace.tell
        background.write(self, self.console.live, work, lambda _done: tell("done", said) if said else None)

    # Going there

    def recall(self, *, id: int | None = None, slot: int | None = None, milliseconds: float = 0.0) -> KeptView | None:
        """Go to a view by its id or its key; None where there is none."""
        kept = next((v for v in self.kept if (v.id == id if id is not None else v.slot == slot)), None)
        if kept is None:
            if slot is not None:
                self.console.workspace.tell("info", tr("{slot} 键上还没有视图：按 Ctrl+Alt+{slot} 把现在的画面存在这里", slot=slot))
            return None
        self.show(kept.view, milliseconds)
        return kept

    def show(self, view: SavedView, milliseconds: float = 0.0) -> None:
        """Bring back what a view kept, and fly there."""
        if self.walking is not None:
            self.walking.stop()
        console, workspace = self.console, self.console.workspace
        if view.moment != console.station.moment:
            console.run("look_at", moment=view.moment)
        if view.layers:
            workspace.take_layers(view.layers)
        workspace.set_colouring(**asdict(view.colouring))
        workspace.set_light(view.light)
        if view.theme and view.theme != console.settings.theme:
            console.change_settings(theme=view.theme)
        period = view.shown_period(console.station.clock.now())
        if period != workspace.period:
            workspace.set_period(period.start, period.end)
        chosen = view.selection
        workspace.select(chosen.kind, chosen.id, storey=chosen.storey, dwelling=chosen.dwelling)
        workspace.set_view(view.view)
        self.map.navigator.stop()
        self.glide.go(framed(console.station, view.camera, self._free), milliseconds)


def picture_of(map_: MapView) -> bytes:
    """Return what the map shows as a small JPEG, without what lies over its edges."""
    whole = map_.canvas.picture().convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(whole)
    painter.scale(whole.width() / max(map_.width(), 1), whole.height() / max(map_.height(), 1))
    map_.overlay.render(painter, QPoint(), renderFlags=QWidget.RenderFlag.DrawChildren)
    painter.end()
    left, top, right, bottom = map_.margins
    ratio = whole.width() / max(map_.width(), 1)
    free = whole.rect().adjusted(*(round(n * ratio) for n in (left, top, -right, -bottom)))
    seen = whole.copy(free) if free.width() > 100 and free.height() > 100 else whole
    return jpeg(fitting(seen))


def fitting(image: QImage) -> QImage:
    """Return the middle of a picture in the size of the small ones."""
    wide, tall = PICTURE
    scaled = image.scaled(
        wide, tall, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    )
    return scaled.copy((scaled.width() - wide) // 2, (scaled.height() - tall) // 2, wide, tall)


def jpeg(image: QImage) -> bytes:
    """Return a picture as JPEG."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"jpg"))
    writer.setQuality(QUALITY)
    writer.write(image)
    return bytes(buffer.data().data())
