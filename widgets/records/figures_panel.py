"""The figures at the left: cases of today and by day, hour and type; tasks and how they are closed; forces on duty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QWidget

from data.i18n import tr
from data.insight import StationFigures, station_figures
from data.insight.rhythm import day_start, local_day
from data.query import Query, Where
from data.records import ChangeSet
from data.store.station import Station
from data.workspace import Workspace
from widgets.background import ask
from widgets.parts import Label
from widgets.records.figure_charts import Bar, Bars, DayBars, HourMap
from widgets.records.panel import Panel
from widgets.records.pieces import column, scroll, words

DAYS = 30
TYPES_SHOWN = 8
TICK_MS = 300_000


@dataclass(frozen=True, slots=True)
class Figures:
    """What the panel shows."""

    station: StationFigures
    types: Mapping[str, int]  # cases of the last 30 days


def read_figures(station: Station) -> Figures:
    """Return the figures; on a reader thread."""
    since = day_start(station, local_day(station) - timedelta(days=DAYS - 1))
    tally = station.tally(Query("case", (Where("reported_at", ">=", since),)), "type")
    return Figures(station_figures(station, days=DAYS, newest=1), {str(k[0] or ""): n for k, n in tally.items()})


class FiguresPanel(Panel):
    """Numbers and charts in a column; they follow every change."""

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(station, workspace, parent)
        self._figures: Figures | None = None
        self.days, self.hours = DayBars(), HourMap()
        self.types, self.tasks, self.forces = Bars(), Bars(), Bars()
        self.numbers: dict[str, Label] = {}
        self.compared = words("", "small")
        self.on_time = words("", "small")
        inner = QWidget()
        box = column(inner, margin=16, gap=8)
        box.addLayout(self._tiles())
        for heading, widget in (
            (tr("每天警情（起，近 30 天）"), self.days),
            (tr("警情时段（起，近 30 天）"), self.hours),
            (tr("警情类型（起，近 30 天）"), self.types),
            (tr("任务（项）"), self.tasks),
        ):
            box.addSpacing(6)
            box.addWidget(words(heading, "section"))
            box.addWidget(widget)
        box.addWidget(self.on_time)
        box.addSpacing(6)
        box.addWidget(words(tr("在岗力量（人）"), "section"))
        box.addWidget(self.forces)
        self.bare = words("", "late")
        box.addWidget(self.bare)
        box.addStretch(1)
        column(self, gap=0).addWidget(scroll(inner))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(400)
        self._pause.timeout.connect(self.refresh)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self.refresh)
        self._tick.start()
        self.refresh()

    def _tiles(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        tiles = (
            ("today", tr("今日警情（起）")),
            ("open", tr("未办结任务（项）")),
            ("late", tr("超期任务（项）")),
            ("on", tr("在岗（人）")),
        )
        for i, (key, said) in enumerate(tiles):
            tile = column(gap=0)
            self.numbers[key] = words("–", "figure", wrap=False)
            tile.addWidget(self.numbers[key])
            tile.addWidget(words(said, "small"))
            if key == "today":
                tile.addWidget(self.compared)
            tile.addStretch(1)
            grid.addLayout(tile, i // 2, i % 2)
        return grid

    def refresh(self) -> None:
        """Read the figures again."""
        ask(self, self.station, lambda: read_figures(self.station), self._show, "figures")

    def changed(self, changes: ChangeSet) -> None:
        """Read again soon when what is counted changed."""
        if changes.kinds & {"case", "task", "force", "camera"}:
            self._pause.start()

    def themed(self) -> None:
        """Draw the charts in the new colours."""
        if self._figures is not None:
            self._show(self._figures)

    def _show(self, figures: Figures) -> None:
        self._figures = figures
        now = figures.station
        self.numbers["today"].setText(f"{now.cases_today:,}")
        self.numbers["open"].setText(f"{now.tasks.open:,}")
        self.numbers["late"].setText(f"{now.tasks.late:,}")
        self.numbers["on"].setText(f"{now.forces.on:,}")
        self.compared.setText(self._compared(now))
        self.days.show_days(now.cases_per_day)
        self.hours.show_counts(now.rhythm)
        self._show_bars(figures)

    def _compared(self, now: StationFigures) -> str:
        if now.change is None:
            return tr("上周同日此时 {count} 起", count=now.cases_week_ago)
        percent = round(abs(now.change) * 100)
        if percent == 0:
            return tr("与上周同日此时持平")
        return tr("比上周同日此时多 {n}%", n=percent) if now.change > 0 else tr("比上周同日此时少 {n}%", n=percent)

    def _show_bars(self, figures: Figures) -> None:
        kinds, now = self.station.kinds, figures.station
        of_type = kinds["case"].fields["type"]
        most = sorted(figures.types.items(), key=lambda t: -t[1])[:TYPES_SHOWN]
        self.types.show_bars([Bar(c.label if (c := of_type.choice(t)) else t, n) for t, n in most])
        states = kinds["task"].fields["state"].choices
        colours = {"closed": "", "verified": "calm", "returned": "soon"}  # all that was ever closed would dwarf what is open
        self.tasks.show_bars([Bar(s.label, now.tasks.by_state.get(s.value, 0), colours.get(s.value, "accent")) for s in states])
        share = now.tasks.on_time
        self.on_time.setText(
            tr("近 30 天按期办结 {n}%", n=round(share * 100)) if share is not None else tr("近 30 天没有办结有期限的任务")
        )
        self.bare.setText(tr("没有可派力量的网格：{grids}", grids=tr("、").join(now.bare)) if now.bare else "")
        tiers = kinds["force"].fields["tier"].choices
        self.forces.show_bars([Bar(t.label, now.forces.by_tier.get(t.value, (0, 0))[0]) for t in tiers])

    def dispose(self) -> None:
        """Stop the clocks as well."""
        self._tick.stop()
        self._pause.stop()
        super().dispose()
