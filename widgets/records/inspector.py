"""The right side: the page of what is selected, a way back and forward, and what to do when nothing is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from data.i18n import tr
from data.look import size
from data.query import Query, equals
from data.records import Record
from data.store.station import Station
from data.workspace import Selection, Workspace
from widgets import style
from widgets.background import ask, drop
from widgets.parts import ElidedLabel, IconButton
from widgets.records.panel import Panel
from widgets.records.pieces import column, push, row, rule, words
from widgets.records.reveals import Reveals

if TYPE_CHECKING:
    from data.duty.incidents.place_card import Seeing
    from widgets.duty.ledger_page import LedgerPage
    from widgets.duty.rule_page import RulePage
    from widgets.duty.visit_page import VisitPage
    from widgets.forces.force_page import ForcePage
    from widgets.incidents.case_page import CasePage
    from widgets.records.building_page import BuildingPage, InSight
    from widgets.records.record_page import RecordPage
    from widgets.records.task_form import TaskForm
    from widgets.records.task_page import TaskPage

Page = TypeVar("Page", bound=Panel)
PAGES = ("building", "record", "task", "ledger", "rule", "visits", "case", "force")
HELD = 60  # ms after which a page that is not filled yet is painted as it is


class Inspector(Panel):
    """Follows the workspace's selection; ``folded`` when the person puts it away.

    The app brings it new records and tasks: `new_record`, `new_task`, `open_record`. Pages are made when they are first
    wanted, so that the window opens sooner; `make_pages` makes them while nobody waits.
    """

    folded = Signal()
    opened = Signal(str, int)  # kind and id of a record whose page is shown

    def __init__(
        self, station: Station, workspace: Workspace, parent: QWidget | None = None, in_sight: InSight | None = None,
        seeing: Seeing | None = None,
    ) -> None:  # fmt: skip
        super().__init__(station, workspace, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # what lies under it is painted without painting it again
        self.setFixedWidth(style.scaled(size("space", "inspector")))
        self.reveals = Reveals(station, workspace, self)
        self._in_sight, self._seeing = in_sight, seeing
        self._disposed = False
        self._held = QTimer(self, interval=HELD, singleShot=True)
        self._held.timeout.connect(self._paint)
        self.task_form: TaskForm | None = None
        self.stack = QStackedWidget()
        self.empty = self._empty_page()
        self.stack.addWidget(self.empty)
        self.back = IconButton("back", tr("后退（Alt+←）"))
        self.forward = IconButton("forward", tr("前进（Alt+→）"))
        self.back.clicked.connect(workspace.back)
        self.forward.clicked.connect(workspace.forward)
        self._where = ElidedLabel("", "small")
        self._build()
        self.listen(workspace.selected, self._on_selected)
        self._on_selected(workspace.selection)

    @cached_property
    def building(self) -> BuildingPage:
        """The page of a building."""
        from widgets.records.building_page import BuildingPage

        page = self._kept(BuildingPage(self.station, self.workspace, reveals=self.reveals, in_sight=self._in_sight))
        page.record_wanted.connect(self.open_record)
        page.filled.connect(self._paint)
        return page

    @cached_property
    def record(self) -> RecordPage:
        """The page of any other record."""
        from widgets.records.record_page import RecordPage

        page = self._kept(RecordPage(self.station, self.workspace, reveals=self.reveals))
        page.closed.connect(lambda: self._on_selected(self.workspace.selection))
        return page

    @cached_property
    def task(self) -> TaskPage:
        """The page of a task."""
        from widgets.records.task_page import TaskPage

        return self._kept(TaskPage(self.station, self.workspace))

    @cached_property
    def ledger(self) -> LedgerPage:
        """The page of a dispute or hazard."""
        from widgets.duty.ledger_page import LedgerPage

        page = self._kept(LedgerPage(self.station, self.workspace, reveals=self.reveals))
        page.closed.connect(lambda: self._on_selected(self.workspace.selection))
        return page

    @cached_property
    def rule(self) -> RulePage:
        """The page of a rule of recurring tasks."""
        from widgets.duty.rule_page import RulePage

        page = self._kept(RulePage(self.station, self.workspace, reveals=self.reveals))
        page.closed.connect(lambda: self._on_selected(self.workspace.selection))
        return page

    @cached_property
    def visits(self) -> VisitPage:
        """The page of a visit list."""
        from widgets.duty.visit_page import VisitPage

        return self._kept(VisitPage(self.station, self.workspace))

    @cached_property
    def case(self) -> CasePage:
        """The page of a case."""
        from widgets.incidents.case_page import CasePage

        page = self._kept(CasePage(self.station, self.workspace, in_sight=self._in_sight, seeing=self._seeing))
        page.record_wanted.connect(self.open_record)
        return page

    @cached_property
    def force(self) -> ForcePage:
        """The page of a force member."""
        from widgets.forces.force_page import ForcePage

        page = self._kept(ForcePage(self.station, self.workspace))
        page.record_wanted.connect(self.open_record)
        return page

    def _kept(self, page: Page) -> Page:
        self.own(page)
        self.stack.addWidget(page)
        return page

    def forget(self) -> None:
        """Let go of every page with what it says: somebody else sits at the desk. What is chosen is shown anew."""
        self._close_form()
        self.stack.setCurrentWidget(self.empty)
        for name in [name for name in PAGES if name in self.__dict__]:
            page: Panel = self.__dict__.pop(name)
            self.disown(page)
            page.dispose()
            self.stack.removeWidget(page)
            page.deleteLater()
        self._on_selected(self.workspace.selection)

    def make_pages(self) -> None:
        """Make the pages soon, one after the other, letting clicks and keys through in between."""
        QTimer.singleShot(0, self, self._make_next)

    def _make_next(self) -> None:
        missing = next((name for name in ("building", "record", "task", "case") if name not in self.__dict__), None)
        if missing is not None and not self._disposed:
            getattr(self, missing)
            self.make_pages()
            if missing == "building":
                self.building.prepare()

    def _build(self) -> None:
        fold = IconButton("chevron-right", tr("收起"))
        fold.clicked.connect(self.folded)
        box = column(self, gap=0)
        top = row(self.back, self.forward, gap=2)
        top.addWidget(self._where, 1)
        top.addWidget(fold)
        top.setContentsMargins(8, 6, 8, 4)
        box.addLayout(top)
        box.addWidget(rule())
        box.addWidget(self.stack, 1)

    def _empty_page(self) -> QWidget:
        page = QWidget()
        box = column(page, margin=24, gap=10)
        box.addStretch(2)
        box.addWidget(words(tr("从哪里开始"), "title"))
        box.addWidget(words(tr("在地图上点一栋楼，看它的楼层、房间和住户；双击飞过去。"), "quiet"))
        box.addWidget(self.only_for(words(tr("搜索姓名、地址、店铺、警情，拼音首字母也行。"), "quiet"), reads=("person",)))
        box.addWidget(push(tr("搜索（Ctrl+F）"), lambda: self.workspace.run("search"), "plain", "search"))
        said = words(tr("把人口、房屋、商铺的表格拖到窗口里就能导入。"), "quiet")
        box.addWidget(self.only_for(said, "import"))
        button = push(tr("导入表格"), lambda: self.workspace.run("import"), "plain", "import")
        box.addWidget(self.only_for(button, "import"))
        box.addStretch(3)
        return page

    def _on_selected(self, chosen: Selection) -> None:
        self._close_form()
        self.back.setEnabled(self.workspace.can_go_back)
        self.forward.setEnabled(self.workspace.can_go_forward)
        if not chosen:
            drop(self, "dwelling")
            self._where.setText("")
            self.stack.setCurrentWidget(self.empty)
        elif chosen.kind == "building":
            self._tell_opened(chosen)
            self._hold_paint()
            self._turn_to(self.building, self.station.kinds["building"].label)
            self.building.show_building(chosen)
        elif chosen.kind == "dwelling":
            self._tell_opened(chosen)
            self._show_dwelling(chosen)
        elif chosen.kind == "case":
            self._tell_opened(chosen)
            self._turn_to(self.case, self.station.kinds["case"].label)
            self.case.show_record(chosen.id)
        elif chosen.kind in ("dispute", "hazard"):
            self._tell_opened(chosen)
            self._turn_to(self.ledger, self.station.kinds[chosen.kind].label)
            self.ledger.show_record(chosen.kind, chosen.id)
        elif chosen.kind == "task_rule":
            self._tell_opened(chosen)
            self._turn_to(self.rule, self.station.kinds["task_rule"].label)
            self.rule.show_record("task_rule", chosen.id)
        elif chosen.kind == "visit_list":
            self._tell_opened(chosen)
            self._turn_to(self.visits, self.station.kinds["visit_list"].label)
            self.visits.show_record(chosen.id)
        elif chosen.kind == "force":
            self._tell_opened(chosen)
            self._turn_to(self.force, self.station.kinds["force"].label)
            self.force.show_record(chosen.id)
        elif chosen.kind == "task":
            self._tell_opened(chosen)
            self._turn_to(self.task, self.station.kinds["task"].label)
            self.task.show_record(chosen.id)
        else:
            self.open_record(chosen.kind, chosen.id)

    def _tell_opened(self, chosen: Selection) -> None:
        """Tell which record is looked at; of a building also the dwelling that is open in it."""
        self.opened.emit(chosen.kind, chosen.id)
        if chosen.dwelling:
            self.opened.emit("dwelling", chosen.dwelling)

    def _hold_paint(self) -> None:
        """Paint nothing until the page is filled: without a graphics card one painting takes longer than the answer."""
        if self.isVisible():
            self.setUpdatesEnabled(False)
            self._held.start()

    def _paint(self) -> None:
        self._held.stop()
        self.setUpdatesEnabled(True)

    def _turn_to(self, page: QWidget, where: str) -> None:
        drop(self, "dwelling")  # what is shown now was chosen later
        self._where.setText(where)
        self.stack.setCurrentWidget(page)

    def _show_dwelling(self, chosen: Selection) -> None:
        """A dwelling is shown in its building."""
        ask(self, self.station, lambda: self.station.first(equals("dwelling", id=chosen.id)), self._show_in_building, "dwelling")

    def _show_in_building(self, dwelling: Record | None) -> None:
        if dwelling is None or not dwelling["building"]:
            self.open_record("dwelling", self.workspace.selection.id)
            return
        self._turn_to(self.building, self.station.kinds["building"].label)
        self.building.show_building(Selection("building", dwelling["building"], dwelling["storey"], dwelling.id))

    def open_record(self, kind: str, id: int) -> None:
        """Show a record's own page, a building's or a dwelling's too."""
        self._close_form()
        self.opened.emit(kind, id)
        self._turn_to(self.record, self.station.kinds[kind].label)
        self.record.show_record(kind, id)

    def new_record(self, kind: str, preset: Mapping[str, Any] | None = None) -> None:
        """Show the form of a new record."""
        self._close_form()
        self._turn_to(self.record, tr("登记{kind}", kind=self.station.kinds[kind].label.lower()))
        self.record.add(kind, preset)

    def new_task(self, kind: str = "", id: int | None = None, lon: float | None = None, lat: float | None = None,
                 where: str = "") -> None:  # fmt: skip
        """Show the form of a new task on a record, on a point, on a part of the map in words, or on nothing."""
        from widgets.records.task_form import TaskForm

        form = TaskForm(self.station, self.workspace, kind, id, lon, lat, where=where)
        form.issued.connect(lambda task: self.workspace.select("task", task))
        self._show_form(form)

    def new_tasks(self, query: Query) -> None:
        """Show the form of one task on each record that is asked for; the tasks that come of it are listed."""
        from widgets.records.task_each import TaskEachForm, tasks_query

        form = TaskEachForm(self.station, self.workspace, query)
        form.handed_out.connect(lambda made: self.workspace.run("show_ledger", query=tasks_query(made)))
        form.handed_out.connect(lambda _made: form.left.emit())
        self._show_form(form)

    def _show_form(self, form: TaskForm) -> None:
        self._close_form()
        before = self.stack.currentWidget()
        self.task_form = form
        where, had = self._where.text(), self.window().focusWidget()
        form.left.connect(lambda: self._leave_form(before or self.empty, where, had))
        self.stack.addWidget(form)
        self._turn_to(form, tr("布置任务"))
        form.type.setFocus()

    def _leave_form(self, before: QWidget, where: str, had: QWidget | None) -> None:
        """Show again what was there, and give the keyboard back to whoever had it."""
        self._close_form()
        self._turn_to(before, where)
        if had is not None and shiboken6.isValid(had):
            had.setFocus()

    def _close_form(self) -> None:
        if self.task_form is not None:
            form, self.task_form = self.task_form, None
            form.dispose()
            self.stack.removeWidget(form)
            form.hide()
            form.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), style.colour("panel"))
        painter.end()

    def dispose(self) -> None:
        """End an open form as well."""
        self._disposed = True
        self._paint()
        self._close_form()
        super().dispose()
