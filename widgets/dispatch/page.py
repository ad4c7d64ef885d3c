"""The tab of dispatch in the drawer: one of its views at a time."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from data.i18n import tr
from data.store.station import Station
from data.workspace import Workspace
from widgets.dispatch.cordon_view import CordonView
from widgets.dispatch.plan_view import PlanView
from widgets.dispatch.posting_view import PostingView
from widgets.dispatch.rings_view import RingsView
from widgets.dispatch.who_view import WhoView
from widgets.parts import Segmented
from widgets.records.panel import Panel
from widgets.records.pieces import column, push, row


class DispatchPage(Panel):
    """Who gets here, rings, cordon, posts; what a view shows on the map goes when another is chosen."""

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(station, workspace, parent)
        self.arrivals, self.rings = WhoView(station, workspace), RingsView(station, workspace)
        self.cordon, self.posting = CordonView(station, workspace), PostingView(station, workspace)
        self.views: dict[str, PlanView] = {view.name: view for view in (self.arrivals, self.rings, self.cordon, self.posting)}
        labels = {"who": tr("谁先到"), "rings": tr("几分钟圈"), "cordon": tr("布控"), "posting": tr("驻点")}
        self.chooser = Segmented(list(labels.items()), "rings")
        self.stack = QStackedWidget()
        self.clear = push(tr("从地图上收起"), self.leave, "link", "close")
        for view in self.views.values():
            self.stack.addWidget(view)
            self.own(view)
        self.stack.setCurrentWidget(self.rings)
        self.chooser.chosen.connect(lambda key: self.show_view(str(key)))
        self._build()

    def _build(self) -> None:
        head = row(self.chooser)
        head.addStretch(1)
        head.addWidget(self.clear)
        head.setContentsMargins(16, 4, 12, 0)
        box = column(self, gap=4)
        box.addLayout(head)
        box.addWidget(self.stack, 1)

    def show_view(self, key: str) -> None:
        """Show one of the views; the pictures of the others go."""
        self.chooser.set_value(key)
        for name, view in self.views.items():
            if name != key:
                self.workspace.show_picture(view.name)
        same = self.stack.currentWidget() is self.views[key]
        self.stack.setCurrentWidget(self.views[key])
        if same:
            self.views[key].refresh()

    def leave(self) -> None:
        """Take everything off the map."""
        for view in self.views.values():
            view.leave()
