"""What lies in the drawer: each page is loaded and made when it is first looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from data.i18n import tr
from data.query import Query
from widgets.drawer import Drawer
from widgets.records.panel import Panel

if TYPE_CHECKING:
    from app.console import Console
    from app.looking_back import LookingBack
    from app.replaying import Replaying
    from widgets.audit.page import AuditPage
    from widgets.dispatch.page import DispatchPage
    from widgets.incidents.board import IncidentBoard
    from widgets.records.inside_page import InsidePage
    from widgets.records.ledger_table import LedgerTable
    from widgets.records.task_board import TaskBoard
    from widgets.replay.page import ReplayPage
    from widgets.time_player import TimePlayer

DISPATCH_TALL = 300  # unscaled pixels: a cordon with its list
REPLAY_TALL = 240  # four lanes and some rows of the list
JOURNAL_TALL = 460  # filters and a dozen lines
# What whoever looks at a page must be allowed: the command that opens it, and one of the kinds that it shows, where it is not any.
OFFERED: dict[str, tuple[str, tuple[str, ...]]] = {
    "tasks": ("show_board", ("task",)), "time": ("show_time", ("case", "task", "track")), "results": ("show_ledger", ()),
    "inside": ("search_rectangle", ()), "incidents": ("incident_board", ("case",)), "dispatch": ("who_gets_here", ("force",)),
    "replay": ("replay", ("case",)), "journal": ("journal", ()),
}  # fmt: skip


class DrawerPages:
    """The pages of the console's drawer, by name."""

    def __init__(self, drawer: Drawer, console: Console, looking_back: LookingBack) -> None:
        self._drawer, self._console, self._looking_back = drawer, console, looking_back
        self._station, self._workspace = console.station, console.workspace
        self._replaying: Replaying | None = None
        drawer.add_tab("tasks", tr("任务"), self._make_tasks)
        drawer.add_tab("time", tr("时间"), self._make_time)
        drawer.add_tab("results", tr("结果"), self._make_results)
        drawer.add_tab("inside", tr("范围"), self._make_inside)
        drawer.add_tab("incidents", tr("警情"), self._make_incidents)
        drawer.add_tab("dispatch", tr("调度"), self._make_dispatch, tall=DISPATCH_TALL)
        drawer.add_tab("replay", tr("回放"), self._make_replay, tall=REPLAY_TALL)

    def offer(self) -> None:
        """Show the tabs of what whoever is at the desk may see, and no others."""
        session = self._console.live.session

        def wanted(key: str) -> bool:
            command, kinds = OFFERED[key]
            return session.may(command) and (not kinds or any(session.may_read(kind) for kind in kinds))

        self._drawer.offer(wanted)

    @property
    def tasks(self) -> TaskBoard:
        """The board of tasks."""
        return cast("TaskBoard", self._drawer.page("tasks"))

    @property
    def time(self) -> TimePlayer:
        """What plays the time shown."""
        return cast("TimePlayer", self._drawer.page("time"))

    @property
    def results(self) -> LedgerTable:
        """The wide table of a list of records."""
        return cast("LedgerTable", self._drawer.page("results"))

    @property
    def inside(self) -> InsidePage:
        """What lies within a part of the map."""
        return cast("InsidePage", self._drawer.page("inside"))

    @property
    def incidents(self) -> IncidentBoard:
        """The board of open cases."""
        return cast("IncidentBoard", self._drawer.page("incidents"))

    @property
    def dispatch(self) -> DispatchPage:
        """Who comes first, rings, cordons and posts."""
        return cast("DispatchPage", self._drawer.page("dispatch"))

    @property
    def replaying(self) -> Replaying:
        """What replays a period."""
        self._drawer.page("replay")
        assert self._replaying is not None
        return self._replaying

    # What commands ask for

    def show_tasks(self) -> None:
        """Open the board of tasks."""
        self._drawer.show_tab("tasks")

    def show_incidents(self) -> None:
        """Open the board of open cases, the keyboard on it."""
        self._drawer.show_tab("incidents")
        self.incidents.take_focus()

    def show_dispatch(self, view: str) -> DispatchPage:
        """Open one of the views of dispatch, and return the page."""
        self.dispatch.show_view(view)
        self._drawer.show_tab("dispatch")
        return self.dispatch

    def show_results(self, query: Query) -> None:
        """Show a list of records."""
        self._console.window.looks.listed(query)
        self.results.show_query(query)
        self._drawer.show_tab("results")

    def show_replay(self) -> Replaying:
        """Open the page of replay, the keyboard on its time line."""
        self._drawer.show_tab("replay")
        self.replaying.page.line.setFocus()
        return self.replaying

    def show_journal(self) -> None:
        """Open the journal, the keyboard on its lines."""
        if "journal" not in dict(self._drawer.tabs.tabs()):
            self._add_journal()
        self._drawer.show_tab("journal")
        cast("AuditPage", self._drawer.page("journal")).list.setFocus()

    def _add_journal(self) -> None:
        self._drawer.add_tab("journal", tr("日志"), self._make_journal, tall=JOURNAL_TALL)

    def _make_journal(self) -> AuditPage:
        from app.actions.audit import furnish
        from widgets.audit.page import AuditPage

        page = AuditPage(self._console.live, self._workspace)
        furnish(self._console, page)
        return page

    def dispose(self) -> None:
        """Let go of those that were made."""
        if self._replaying is not None:
            self._replaying.dispose()
        for page in self._drawer.pages():
            cast("Panel", page).dispose()

    def _make_tasks(self) -> TaskBoard:
        from widgets.records.task_board import TaskBoard

        return TaskBoard(self._station, self._workspace)

    def _make_time(self) -> TimePlayer:
        from widgets.time_player import TimePlayer

        return TimePlayer(self._station, self._workspace)

    def _make_results(self) -> LedgerTable:
        from widgets.records.ledger_table import LedgerTable

        return LedgerTable(self._station, self._workspace)

    def _make_inside(self) -> InsidePage:
        from widgets.records.inside_page import InsidePage

        return InsidePage(self._station, self._workspace)

    def _make_incidents(self) -> IncidentBoard:
        from widgets.incidents.board import IncidentBoard

        return IncidentBoard(self._station, self._workspace)

    def _make_dispatch(self) -> DispatchPage:
        from widgets.dispatch.page import DispatchPage

        return DispatchPage(self._station, self._workspace)

    def _make_replay(self) -> ReplayPage:
        from app.replaying import Replaying
        from widgets.replay.page import ReplayPage

        page = ReplayPage(self._console.live)
        self._replaying = Replaying(self._station, self._workspace, page, self._looking_back)
        page.propose()
        page.printed.connect(lambda: self._console.run("debrief_replay"))
        return page
