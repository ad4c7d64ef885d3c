"""The main window: it assembles bar, rail, panels, map, inspector and drawer, and does nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from app.actions import map_tools
from app.ahead import read_ahead
from app.drawer_pages import DrawerPages
from app.looking_back import LookingBack
from app.looks import Looks
from app.map_hud import MapHud
from app.map_menu import MapMenu
from app.map_widget import MapFactory
from app.offered import Offered
from app.panels import panel_makers
from app.stage import Stage
from app.taking_calls import TakingCalls
from app.top_signs import TopSigns
from data.i18n import tr
from data.query import Query
from data.window_first import window_first
from data.workspace import Selection, Sought
from widgets import style
from widgets.backups.reading_bar import ReadingBar
from widgets.drawer import Drawer
from widgets.notices import Notices
from widgets.past_bar import PastBar
from widgets.rail import Rail, words
from widgets.records.inspector import Inspector
from widgets.side_panel import SidePanel
from widgets.topbar import TopBar

if TYPE_CHECKING:
    from app.console import Console
    from app.map_views import MapViews
    from app.ways_watch import WaysWatch
    from app.where import Where
    from widgets.palette import Palette
    from widgets.records.import_sheet import ImportSheet
    from widgets.records.import_window import ImportWindow


INSIDE_TALL = 300  # unscaled pixels of the drawer while a part of the map is searched
BESIDE = 8  # pixels between the edge of the map and notices


class MainWindow(QMainWindow):
    """Bar on top, rail at the left, and the stage."""

    def __init__(self, console: Console, map_factory: MapFactory) -> None:
        super().__init__()
        self.console = console
        station, workspace = console.station, console.workspace
        self.setWindowTitle(tr("{name} · 值班一张图", name=station.name))
        self.setAcceptDrops(True)
        self.resize(self.screen().availableSize().boundedTo(QSize(1920, 1080)))
        self.setMinimumSize(1200, 720)
        self._dismantled = self._seeking = self._covered = False
        self._drawer_before: tuple[str, bool, int] | None = None  # how the drawer stood before a search
        self.views: MapViews | None = None
        self.where: Where | None = None
        self.ways: WaysWatch | None = None
        self._palette: Palette | None = None
        self._import_sheet: ImportSheet | None = None
        self.top = TopBar(station, workspace, shortcuts=False)
        self.rail = Rail(shortcuts=False)
        self.stage = Stage()
        self.past_bar = PastBar(station.zone, console.live.clock)
        self.looking_back = LookingBack(station, workspace, self.past_bar)
        self.reading_bar = ReadingBar(station.zone, console.live.clock)
        self.map = map_factory(station, workspace, self.stage)
        self.side = SidePanel()
        self.inspector = Inspector(station, workspace, in_sight=self._in_sight, seeing=console.sight.cameras_seeing_point)
        self.drawer = Drawer()
        self.calls = TakingCalls(console, self)
        self.looks = Looks(console, self.inspector, self.top.search)
        self._arrange()
        self._fill_side()
        self.pages = DrawerPages(self.drawer, console, self.looking_back)
        self.looks.follow_panels(self.side, self.drawer)
        self._make_actions()
        self.map_hud = MapHud(station, workspace, self.map)
        self.map_hud.offer_tools(lambda: map_tools.menu(console))
        self.map_hud.name_keys(console.commands["copy_coordinates"].shortcut, console.commands["go_to"].shortcut)
        self.stage.laid_out.connect(lambda *_: self.map_hud.keep_free(*self.map.margins))
        self.map_menu = MapMenu(console, self.map)
        console.beside.tell(self.reading_bar)
        self.rail.press("layers")
        self.map.town_finished.connect(self.inspector.make_pages)
        read_ahead(self, station)
        self.map.town_finished.connect(self._make_views)

    # Putting it together

    def _arrange(self) -> None:
        central = QWidget()
        column = QVBoxLayout(central)
        below = QHBoxLayout()
        for layout in (column, below):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.reading_bar)
        column.addWidget(self.past_bar)
        column.addLayout(below, 1)
        below.addWidget(self.rail)
        below.addWidget(self.stage, 1)
        self.setCentralWidget(central)
        assert isinstance(self.map, QWidget)
        self.stage.furnish(self.map, self.side, self.inspector, self.drawer)
        self.stage.laid_out.connect(self._laid_out)
        self.top.search.went.connect(lambda _row: self.take_focus())
        self.inspector.folded.connect(self.fold_inspector)
        self.signs = TopSigns(self.console, self.top)
        self.top.bell_pressed.connect(lambda: self.console.notices.toggle_list(self.top.bell))
        self.console.jobs.started.connect(self.top.jobs.add)
        self.console.workspace.selected.connect(self._selected)
        self.console.workspace.sought_changed.connect(self._sought_changed)

    def _fill_side(self) -> None:
        for key, make in panel_makers(self.console).items():
            self.side.add_page(key, words()[key], make)
        self.side.follow(self.rail)
        self.rail.chosen.connect(lambda _key: self.stage.lay_out())
        self.side.folded.connect(self.stage.lay_out)

    def _make_actions(self) -> None:
        self.offered = Offered(self.console, self, self.rail)
        self.top.set_menu(self.offered.menu)
        self.show_allowed()

    def show_allowed(self) -> None:
        """Offer what whoever is at the desk may call, and tell who that is."""
        self.signs.look()
        self.offered.look()
        self.pages.offer()
        self.top.search.offer()

    def hide_map(self, away: bool) -> None:
        """Put the map away while the whole window is covered, or bring it back."""
        self._covered = away
        self.map.setVisible(self.uppermost is self and not away)

    def put_away(self) -> None:
        """Put away what one person opened over the window: somebody else sits down. A call goes on where that one may take it."""
        from widgets.sheet import Sheet

        for sheet in self.findChildren(Sheet):
            sheet.close_sheet()
        self.close_import()
        if self._palette is not None:
            self._palette.hide()
        self.top.search.forget()
        self.looks.forget()
        if self.calls.open and not self.console.commands["take_call"].offered(self.console):
            self.calls.card.leave()

    def take_notices(self, notices: Notices) -> None:
        """Show the number of unread notices on the bell."""
        notices.unread_changed.connect(self.top.bell.set_count)
        self.stage.laid_out.connect(
            lambda left, _t, right, bottom: notices.toasts.keep_free(
                right, bottom, self.stage.x() + left + BESIDE, self.map_hud.hud.coordinates.corner())
        )  # fmt: skip
        self.stage.lay_out()

    # What commands ask for

    def show_panel(self, key: str) -> None:
        """Open a panel at the rail; "" folds it away."""
        if self.rail.value != key:
            self.rail.press(key or self.rail.value)

    def show_import(self, paths: list[Path]) -> None:
        """Open the import over the window, with files if there are any; what was begun before is still there."""
        self.importing.take_files(paths)
        assert self._import_sheet is not None
        self._import_sheet.open_sheet()

    def close_import(self) -> None:
        """Put the import away; what was begun stays."""
        if self._import_sheet is not None:
            self._import_sheet.close_sheet()

    @property
    def importing(self) -> ImportWindow:
        """The import, made when it is first wanted."""
        if self._import_sheet is None:
            from widgets.records.import_sheet import ImportSheet
            from widgets.records.import_window import ImportWindow

            page = ImportWindow(self.console.live, self.console.workspace, self.console.talk)  # what comes in is compared with now
            self._import_sheet = ImportSheet(self, page)
            self._import_sheet.opened.connect(self._cover_changed)
            self._import_sheet.closed.connect(self._cover_changed)
            page.left.connect(self._import_sheet.close_sheet)
            page.templates_wanted.connect(lambda: self.console.run("templates"))
        return self._import_sheet.page

    @property
    def uppermost(self) -> QWidget:
        """What sheets, palette and toasts lie over: the import while it covers the window, else the window."""
        sheet = self._import_sheet
        return sheet if sheet is not None and not sheet.isHidden() else self

    def _cover_changed(self) -> None:
        """Put the map away while a page covers it: without a graphics card it is put together anew for every word that changes."""
        self.map.setVisible(self.uppermost is self and not self._covered)
        self.console.notices.toasts.lie_over(self.uppermost)

    def show_templates(self) -> None:
        """Offer empty workbooks to fill in."""
        from widgets.records.import_templates import TemplatesPage
        from widgets.sheet import Sheet

        page = TemplatesPage(self.console.station, self.console.workspace)
        page.saved.connect(Sheet(self.uppermost, tr("空白模板"), page, height=680).close_sheet)

    def show_export(self, queries: Sequence[Query]) -> None:
        """Ask how lists of records are to be written."""
        from app.actions.station import write_list
        from widgets.records.export_page import ExportPage
        from widgets.sheet import Sheet

        page = ExportPage(self.console.station, queries, self.console.who)
        sheet = Sheet(self.uppermost, tr("导出名单"), page, height=680)
        drafts = page.keep(self.console.workspace)
        typed = drafts.key
        sheet.closed.connect(drafts.flush)
        page.wanted.connect(sheet.close_sheet)
        page.wanted.connect(lambda wish: write_list(self.console, wish, typed))

    def show_palette(self) -> None:
        """Open the command palette."""
        if self._palette is None:
            from widgets.palette import Palette

            self._palette = Palette(self)
            self._palette.chosen.connect(self.console.run)
        self._palette.lie_over(self.uppermost)
        self._palette.open(e for e in self.offered.entries() if e.id != "palette")

    def show_shortcuts(self) -> None:
        """List the keys."""
        from widgets.sheet import Sheet
        from widgets.shortcuts_page import ShortcutsPage

        Sheet(self.uppermost, tr("快捷键"), ShortcutsPage(self.offered.entries()))

    def show_settings(self) -> None:
        """Open the settings."""
        from widgets.settings_page import SettingsPage
        from widgets.sheet import Sheet

        screens = [screen.name() for screen in QGuiApplication.screens()]
        offered = self.console.commands["backups"].offered(self.console)
        page = SettingsPage(asdict(self.console.settings), screens, backups=offered)
        page.changed.connect(lambda values: self.console.change_settings(**values))
        self.console.seat.add_settings(page)
        sheet = Sheet(self.uppermost, tr("设置"), page, height=860)
        page.backups_wanted.connect(sheet.close_sheet)
        page.backups_wanted.connect(lambda: self.console.run("backups"))

    def _make_views(self) -> None:
        """Bring the saved views, after the town was shown for the first time; a picture of the window has none."""
        if hasattr(self.map, "navigator"):
            self.console.task_watch.begin()
            self.console.forces_watch.begin()
            self.console.gateway_desk.begin()
            self.console.beside.begin()
            self.console.backups_desk.begin()
        if self.views is None and hasattr(self.map, "navigator"):
            from app.map_views import MapViews
            from app.ways_watch import WaysWatch
            from app.where import Where

            self.ways = WaysWatch(self.console, self)
            self.views = MapViews(self.console, self.map)  # type: ignore[arg-type]
            self.map_hud.keep_names_off(self.views.card)
            self.where = Where(self.console, self)
            self.where.begin()
            self.stage.laid_out.connect(lambda *_: self.views.place_card() if self.views else None)
            self.map_hud.hud.views.saved_wanted.connect(self.views.toggle)

    def take_focus(self) -> None:
        """Give the keyboard to the map."""
        assert isinstance(self.map, QWidget)
        self.map.setFocus()

    def fold_inspector(self) -> None:
        """Fold the inspector away, or bring it back."""
        self.inspector.setVisible(self.inspector.isHidden())
        self.stage.lay_out()

    def unfold_inspector(self) -> None:
        """Bring the inspector back if it is folded away."""
        if self.inspector.isHidden():
            self.fold_inspector()

    # Reactions

    def _selected(self, chosen: Selection) -> None:
        if chosen:
            self.unfold_inspector()

    def _sought_changed(self, sought: Sought | None) -> None:
        """Show what lies in a part of the map while it is searched, then what was before; what is chosen meanwhile stays."""
        if sought is not None and not self._seeking:
            self._drawer_before = self.drawer.posture
            self.drawer.set_height(style.scaled(INSIDE_TALL))
            self.drawer.show_tab("inside")
        elif sought is None and self._drawer_before is not None:
            if self.drawer.tabs.value == "inside":
                self.drawer.take_posture(self._drawer_before)
            self._drawer_before = None
        self._seeking = sought is not None

    def _laid_out(self, left: int, top: int, right: int, bottom: int) -> None:
        self.map.margins = self.stage.covered(left, max(top, self.calls.covered), right, bottom)
        if self.views is not None and self.views.split is not None:
            self.views.split.second.margins = self.map.margins
            self.views.split.place()

    def _in_sight(self, building: int) -> list[int]:
        """Return the cameras that see a building; called off the Qt thread."""
        return self.console.sight.cameras_seeing(building)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that nothing under the keyboard wanted: Esc goes a step out of what is chosen, 1 to 9 go to saved views."""
        slot = event.key() - Qt.Key.Key_0
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Escape:
            self.console.run("step_out")
        elif slot in range(1, 10) and not held:
            self.console.run("recall_view", slot=slot)
        elif slot in range(1, 10) and held == Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier:
            self.console.run("save_view", slot=slot)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import dropped files."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.console.run("import", paths=[str(p) for p in paths])

    def event(self, event: QEvent) -> bool:
        """Have threads that can wait give way while the window is painted and put together."""
        if event.type() != QEvent.Type.UpdateRequest:
            return super().event(event)
        with window_first.putting_together():
            return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Take everything apart before the OpenGL context goes."""
        self.dismantle()
        super().closeEvent(event)

    def dismantle(self) -> None:
        """End subscriptions and the map."""
        if self._dismantled:
            return
        self._dismantled = True
        self.console.workspace.selected.disconnect(self._selected)
        self.console.workspace.sought_changed.disconnect(self._sought_changed)
        self.map_hud.close()
        self.looking_back.dispose()
        if self.where is not None:
            self.where.close()
        if self.views is not None:
            self.views.close()
        if self.ways is not None:
            self.ways.close()
        if self._import_sheet is not None:
            self._import_sheet.page.dispose()
        for part in (self.top, self.side, self.inspector, self.pages):
            part.dispose()
        self.calls.dispose()
        self.looks.dispose()
        self.map.close()
        self.close()
