"""What lies in the drawer: each page is loaded and made when it is first looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from data.i18n import tr
from data.store.in_time import StationInTime
from data.workspace import Workspace
from widgets.drawer import Drawer
from widgets.records.panel import Panel

if TYPE_CHECKING:
    from widgets.dispatch.page import DispatchPage
    from widgets.incidents.board import IncidentBoard
    from widgets.records.inside_page import InsidePage
    from widgets.records.ledger_table import LedgerTable
    from widgets.records.task_board import TaskBoard
    from widgets.time_player import TimePlayer


class DrawerPages:
    """The pages of the console's drawer, by name."""

    def __init__(self, drawer: Drawer, station: StationInTime, workspace: Workspace) -> None:
        self._drawer, self._station, self._workspace = drawer, station, workspace
        drawer.add_tab("tasks", tr("任务"), self._make_tasks)
        drawer.add_tab("time", tr("时间"), self._make_time)
        drawer.add_tab("results", tr("结果"), self._make_results)
        drawer.add_tab("inside", tr("范围"), self._make_inside)
        drawer.add_tab("incidents", tr("警情"), self._make_incidents)
        drawer.add_tab("dispatch", tr("调度"), self._make_dispatch)

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

    def dispose(self) -> None:
        """Let go of those that were made."""
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
