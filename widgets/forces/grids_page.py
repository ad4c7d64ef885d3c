"""The grids: who is free in each now, how much of it this shift has passed; one without anybody comes first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from data.clock import format_utc
from data.duty.forces.coverage import GridCoverage, coverage
from data.duty.forces.grids import GridNow, grids_now
from data.i18n import tr
from data.records import ChangeSet
from data.store.station import Station
from data.workspace import Selection, Workspace
from widgets.background import ask
from widgets.parts import Segmented
from widgets.records.lines import Line, LineList
from widgets.records.panel import Panel
from widgets.records.pieces import column, row, words

ORDER = {"bare": 0, "unsure": 1, "covered": 2}
COLOURS = {"bare": "late", "unsure": "soon", "covered": "calm"}
MARKS = {"bare": "✕", "unsure": "?", "covered": "✓"}
PAUSE, LOOK = 1500, 60_000  # ms
SPANS = (4, 8, 12)  # hours


@dataclass(frozen=True, slots=True)
class Grids:
    """What the page shows."""

    now: Sequence[GridNow]
    passed: dict[int, GridCoverage]


def read_grids(station: Station, hours: int) -> Grids:
    """Return the grids with their forces and what was passed in the last hours; on a reader thread."""
    now = station.clock.now()
    found = coverage(station, format_utc(now - timedelta(hours=hours)), format_utc(now + timedelta(seconds=1)))
    return Grids(grids_now(station), {c.id: c for c in found})


class GridsPage(Panel):
    """A list of grids; ``bare`` tells how many have nobody free."""

    bare = Signal(int)

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(station, workspace, parent)
        self.hours = Segmented([(h, tr("近 {n} 小时", n=h)) for h in SPANS], 8)
        self.hours.chosen.connect(lambda _: self.refresh())
        self.count = words("", "small")
        self.list = LineList(workspace)
        self.list.opened.connect(lambda line: self.workspace.select("grid", line.target.id))
        self.list.flown.connect(lambda line: self.workspace.fly_to("grid", line.target.id))
        self._again = QTimer(self, singleShot=True, interval=PAUSE)
        self._again.timeout.connect(self.refresh)
        self._look = QTimer(self, interval=LOOK)
        self._look.timeout.connect(self.refresh)
        self._look.start()
        box = column(self, gap=6)
        top = column(margin=12, gap=8)
        top.addLayout(row(self.hours))
        top.addWidget(self.count)
        box.addLayout(top)
        box.addWidget(self.list, 1)
        self.refresh()

    def refresh(self) -> None:
        """Work it out again."""
        hours = int(str(self.hours.value))
        ask(self, self.station, lambda: read_grids(self.station, hours), self._show, "grids")

    def changed(self, changes: ChangeSet) -> None:
        """Read again soon when forces moved or changed."""
        if changes.kinds & {"force", "grid"} and not self._again.isActive():
            self._again.start()

    def dispose(self) -> None:
        """Stop the clocks as well."""
        self._again.stop()
        self._look.stop()
        super().dispose()

    def _show(self, found: Grids) -> None:
        bare = sum(g.state == "bare" for g in found.now)
        self.count.setText(counted(found.now))
        lines = [self._row(g, found.passed.get(g.id)) for g in sorted(found.now, key=lambda g: (ORDER[g.state], g.name))]
        self.list.set_lines(lines, empty=tr("还没有网格。在台账里画出网格，或导入网格图。"))
        self.bare.emit(bare)

    def _row(self, grid: GridNow, passed: GridCoverage | None) -> Line:
        full = tr("{now} · {passed}", now=grid.said, passed=passed.said) if passed is not None else grid.said
        share = tr("走过 {share}%", share=f"{passed.share * 100:.0f}") if passed is not None and passed.last_at else tr("无人到过")
        free = tr("可派 {n}", n=grid.free or grid.unsure)
        detail = " · ".join((tr("在岗 {n}", n=grid.on_duty), share, *((tr("位置不明"),) if grid.state == "unsure" else ())))
        return Line(grid.name, detail, free, glyph=MARKS[grid.state], badge=COLOURS[grid.state],
                    tone="late" if grid.state == "bare" else "", target=Selection("grid", grid.id), hint=full)  # fmt: skip


def counted(grids: Sequence[GridNow]) -> str:
    """Return how many grids have nobody free, or nobody free whose place is known; "" without grids."""
    bare, unsure = (sum(g.state == state for g in grids) for state in ("bare", "unsure"))
    if bare:
        return tr("{n} 个网格没有可派力量", n=bare)
    if unsure:
        return tr("{n} 个网格的可派力量位置不明", n=unsure)
    return tr("每个网格都有可派力量") if grids else ""
