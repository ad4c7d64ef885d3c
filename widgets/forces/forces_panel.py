"""The panel of forces at the rail: people, shifts, patrols, grids, and how the gateway stands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QWidget

from data.i18n import tr
from data.records import ChangeSet
from data.store.station import Station
from data.workspace import Workspace
from widgets.forces.grids_page import GridsPage
from widgets.forces.patrols_page import PatrolsPage
from widgets.forces.people_page import PeoplePage
from widgets.forces.shifts_page import ShiftsPage
from widgets.parts import Button, TabStrip
from widgets.parts.hint import plain_hint
from widgets.records.panel import Panel
from widgets.records.pieces import column, push, row, rule

PAGES = ("people", "shifts", "patrols", "grids")


class ForcesPanel(Panel):
    """Four pages behind tabs; each is made when it is first wanted."""

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None, *,
                 gateway: Callable[[], str] = str) -> None:  # fmt: skip
        super().__init__(station, workspace, parent)
        self._gateway_said = gateway
        self.tabs = TabStrip(self._tabs())
        self.tabs.chosen.connect(self.show_page)
        self.stack = QStackedWidget()
        self.pages: dict[str, Panel] = {}
        self.gateway: Button = push(tr("定位网关"), lambda: self.workspace.run("gateway"), "ghost", "pin",
                                    hint=tr("手机和终端的位置从这里进来"))  # fmt: skip
        self.only_for(self.gateway, "gateway")
        box = column(self, gap=0)
        top = row(self.tabs)
        top.setContentsMargins(12, 4, 12, 0)
        box.addLayout(top)
        box.addWidget(self.stack, 1)
        box.addWidget(rule())
        bottom = row(self.gateway)
        bottom.addStretch(1)
        bottom.setContentsMargins(8, 6, 8, 6)
        box.addLayout(bottom)
        self.show_page("people")
        self.tell_gateway()

    def _tabs(self) -> list[tuple[str, str]]:
        """Return the tabs of what whoever is at the desk may see."""
        every = (("people", tr("人员"), "force"), ("shifts", tr("排班"), "shift"), ("patrols", tr("巡逻"), "patrol"),
                 ("grids", self.station.kinds["grid"].plural, "grid"))  # fmt: skip
        return [(key, said) for key, said, kind in every if self.may(reads=(kind,))]

    def changed(self, changes: ChangeSet) -> None:
        """Offer what the one who came may see."""
        if changes.command == "sign_in":
            self.tabs.set_tabs(self._tabs())
            if self.tabs.value not in dict(self._tabs()):
                self.show_page("people")

    @property
    def people(self) -> PeoplePage:
        """The page of people."""
        page = self.pages["people"]
        assert isinstance(page, PeoplePage)
        return page

    def show_page(self, key: str) -> None:
        """Turn to a page: one of `PAGES`."""
        if key not in self.pages:
            self.pages[key] = self._make(key)
            self.own(self.pages[key])
            self.stack.addWidget(self.pages[key])
        self.tabs.set_value(key)
        self.stack.setCurrentWidget(self.pages[key])

    def tell_gateway(self) -> None:
        """Show how the gateway stands."""
        said = self._gateway_said()
        self.gateway.setText(tr("定位网关（已开）") if said else tr("定位网关（未开）"))
        self.gateway.setToolTip(plain_hint(said or tr("手机和终端的位置从这里进来")))

    def _make(self, key: str) -> Panel:
        makers = {"people": PeoplePage, "shifts": ShiftsPage, "patrols": PatrolsPage, "grids": GridsPage}
        page: Panel = makers[key](self.station, self.workspace)
        if isinstance(page, GridsPage):
            page.bare.connect(lambda count: self.tabs.set_count("grids", count or None))
        return page
