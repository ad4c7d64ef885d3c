"""Two maps side by side with one camera: the second shows another time, other layers or another look."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from data.clock import format_utc, parse_utc
from data.i18n import tr
from data.kinds.moments import show_time
from data.records import ChangeSet
from data.store.in_time import StationInTime
from data.store.past_engine import PastEngine
from data.views import KeptTheme, kept_themes
from data.workspace import Period, Selection
from scene3d.camera import Eye
from scene3d.large import own_workspace
from scene3d.navigator import Navigator
from scene3d.view import MapView
from widgets import background
from widgets.background import Subscriptions
from widgets.views_split import SideLabel, SplitCard
from widgets.views_walk import WalkPlan

if TYPE_CHECKING:
    from app.console import Console
    from app.stage import Stage

SPANS = {"24h": timedelta(hours=24), "7d": timedelta(days=7), "30d": timedelta(days=30)}


class Split(QObject):
    """A second map from now until `close`; `closed` tells that it is gone."""

    closed = Signal()

    def __init__(self, console: Console, first: MapView, stage: Stage) -> None:
        super().__init__(stage)
        self.console, self.first, self._stage = console, first, stage
        self.station = StationInTime(console.live)
        self.workspace = own_workspace(console.station, console.workspace)
        self.workspace.who = console.who
        self._period = "same"
        self._theme = 0
        self._themes: list[KeptTheme] = []
        self._made: list[PastEngine] = []
        self._busy = self._gone = self._ready = False
        self.second = MapView(self.station, self.workspace, stage)
        self.card = SplitCard(console.live.zone, console.live.clock, self.second)
        self.label = SideLabel(first)
        self._heard = Subscriptions(self)
        self._listen()
        stage.set_second(self.second)
        self.second.show()
        self.label.show()
        self.second.town_shown.connect(self._follow_first)
        self._select(console.workspace.selection, to_first=False)
        self._say()
        self._offer_themes()

    def _listen(self) -> None:
        shown, own, live = self.console.workspace, self.workspace, self.console.live
        self._heard.add(shown.layer_changed, lambda _state: self._same_layers())
        self._heard.add(shown.layers_changed, self._same_layers)
        self._heard.add(shown.period_changed, self._period_changed)
        self._heard.add(shown.selected, lambda chosen: self._select(chosen, to_first=False))
        self._heard.add(own.selected, lambda chosen: self._select(chosen, to_first=True))
        self._heard.add(own.notice, shown.tell)
        self._heard.add(own.command, lambda id, arguments: shown.run(id, **arguments))
        self._heard.add(own.tool_changed, shown.set_tool)
        self._heard.add(own.sought_changed, shown.seek)
        self._heard.add(shown.tool_acted, own.act_on_tool)
        self.first.tools.elsewhere = self._take_tool
        self._heard.add(self.console.station.moved, lambda _moment: self._say())
        self._heard.add(live.changed, self._live_changed)
        self._heard.add(live.kinds_changed, lambda _kinds: self._offer_themes())
        self.first.navigator.moved.connect(self._first_moved)
        self.second.navigator.moved.connect(self._second_moved)
        self.first.camera_changed.connect(self.place)
        card = self.card
        card.moment_chosen.connect(self.look_at)
        card.period_chosen.connect(self.choose_period)
        card.theme_chosen.connect(self.choose_theme)
        card.dark_chosen.connect(lambda dark: self.workspace.set_theme("dark" if dark else "light"))
        card.dark.blockSignals(True)
        card.dark.setChecked(self.workspace.theme == "dark")
        card.dark.blockSignals(False)
        card.left.connect(self.close)

    def close(self) -> None:
        """Let go of the second map, its threads and its past."""
        if self._gone:
            return
        self._gone = True
        self.first.tools.elsewhere = None
        self.workspace.use_tool()
        self._heard.close()
        background.forget(self)
        self.first.navigator.moved.disconnect(self._first_moved)
        self.first.camera_changed.disconnect(self.place)
        self._stage.set_second(None)
        self.label.hide()
        self.label.deleteLater()
        self.second.close()
        self.second.setParent(None)
        self.second.deleteLater()
        for engine in self._made:
            engine.close()
        self.station.release()
        self.closed.emit()
        self.deleteLater()

    # One camera

    def _first_moved(self, eye: Eye) -> None:
        self._move(self.second.navigator, eye)

    def _second_moved(self, eye: Eye) -> None:
        if self._ready:
            self._move(self.first.navigator, eye)

    def _move(self, navigator: Navigator, eye: Eye) -> None:
        """Put the other eye there; who put it there is not told again."""
        if self._busy or navigator.eye == eye:
            return
        self._busy = True
        try:
            navigator.stop()
            navigator.eye = eye  # not placed: a walker's eye is outside a flier's limits
            navigator.moved.emit(eye)
            navigator.rest_soon()
        finally:
            self._busy = False

    def _follow_first(self) -> None:
        """Its town is there: from here on it moves the first one too."""
        self._ready = True
        self._move(self.second.navigator, self.first.navigator.eye)

    def _select(self, chosen: Selection, *, to_first: bool) -> None:
        workspace = self.console.workspace if to_first else self.workspace
        if workspace.selection != chosen:
            workspace.select(chosen.kind, chosen.id, storey=chosen.storey, dwelling=chosen.dwelling)

    def _take_tool(self, name: str, arguments: dict[str, Any]) -> bool:
        """Take a tool up on the map that has the keyboard, and lay down what the other one has in hand; True for the second."""
        focused = QApplication.focusWidget()
        here = self.second.tools.in_hand if not name else focused is not None and self.second.isAncestorOf(focused)
        if here:
            self.first.tools.leave()
            self.workspace.use_tool(name, **arguments)
        else:
            self.workspace.use_tool()
        return here

    # What the second one shows

    def look_at(self, moment: str | None) -> None:
        """Show a moment (UTC as stored), None for now."""
        if moment is None:
            background.forget(self)
            self.station.show(None)
            self._moved()
            return
        self.card.show_moment(moment, waiting=True)
        station, made = self.station, self._made

        def rebuild() -> PastEngine:
            engine = station.look_back(moment)
            made.append(engine)
            return engine

        background.ask(self, station, rebuild, self._show, "past")

    def _show(self, engine: PastEngine) -> None:
        for other in [e for e in self._made if e is not engine]:
            other.close()
        self._made.clear()
        self.station.show(engine)
        self._moved()

    def _moved(self) -> None:
        self.card.show_moment(self.station.moment)
        self.choose_period(self._period)

    def choose_period(self, key: str) -> None:
        """Show the cases of another period: "same" is the first map's."""
        self._period = key
        now = self.station.clock.now()
        if key == "same":
            self._take_period(self._moved_along(self.console.workspace.period))
        else:
            self._take_period(Period(format_utc(now - SPANS[key])) if key in SPANS else Period())

    def _moved_along(self, period: Period) -> Period:
        """Return a period as long before this map's moment as the first map's is before its own."""
        by = self.station.clock.now() - self.console.station.clock.now()
        if period.start is None or abs(by) < timedelta(minutes=1):
            return period
        return Period(*(format_utc(parse_utc(t) + by) if t else None for t in (period.start, period.end)))

    def _take_period(self, period: Period) -> None:
        if period != self.workspace.period:
            self.workspace.set_period(period.start, period.end)

    def _period_changed(self, _period: Period) -> None:
        if self._period == "same":
            self.choose_period("same")
        self._say()

    def choose_theme(self, id: int) -> None:
        """Show the layers of a theme of the station, 0 for those of the first map."""
        self._theme = id
        if not id:
            self._same_layers()
            return
        theme = next((t.theme for t in self._themes if t.id == id), None)
        if theme is not None:
            theme.apply(self.workspace)

    def _same_layers(self) -> None:
        if not self._theme:
            self.workspace.take_layers(self.console.workspace.layers.values())

    def _offer_themes(self) -> None:
        live = self.console.live
        background.ask(self, live, lambda: kept_themes(live), self._take_themes, "themes")

    def _take_themes(self, themes: list[KeptTheme]) -> None:
        self._themes = themes
        self.card.show_themes(themes)

    def _live_changed(self, change: ChangeSet) -> None:
        if "map_theme" in change.kinds:
            self._offer_themes()

    # Where things lie

    def _say(self) -> None:
        """Tell what the first map shows."""
        moment, live = self.console.station.moment, self.console.live
        when = tr("{when} 的样子", when=show_time(moment, live.zone, live.clock.now())) if moment else tr("现在")
        self.label.words.setText(tr("左图：{when}", when=when))
        self.place()

    def place(self) -> None:
        """Lie at the tops of the maps."""
        if self._gone:
            return
        self.card.fit(self.second.width() - 8)
        size, label = self.card.sizeHint(), self.label.sizeHint()
        self.card.setGeometry(4, 4, min(size.width(), self.second.width() - 8), size.height())
        floor = self.first.height() - self.first.margins[3]
        plan = self.first.findChild(WalkPlan)  # of a walk, in the same corner
        beside = plan.geometry().right() if plan is not None and plan.isVisibleTo(self.first) else 0
        lift = self.console.window.map_hud.hud.above_corner(beside + 4 + label.width())
        self.label.setGeometry(beside + 4, floor - label.height() - 8 - lift, label.width(), label.height())
        for piece in (self.card, self.label):
            piece.raise_()
        self.label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
