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
        self._holders: list[tuple[QWidget, str]] = []  # a tile, and the kind that it counts
        self.compared = words("", "small")
        self.on_time = words("", "small")
        inner = QWidget()
        box = column(inner, margin=16, gap=8)
        box.addLayout(self._tiles())
        self.bare = words("", "late")
        for heading, kind, parts in (
            (tr("每天警情（起，近 30 天）"), "case", (self.days,)),
            (tr("警情时段（起，近 30 天）"), "case", (self.hours,)),
            (tr("警情类型（起，近 30 天）"), "case", (self.types,)),
            (tr("任务（项）"), "task", (self.tasks, self.on_time)),
            (tr("在岗力量（人）"), "force", (self.forces, self.bare)),
        ):
            box.addWidget(self._section(heading, kind, *parts))
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

    def _section(self, heading: str, kind: str, *parts: QWidget) -> QWidget:
        """Return a heading with its charts, for those who may see what they count."""
        section = QWidget()
        box = column(section, gap=8)
        box.setContentsMargins(0, 6, 0, 0)
        box.addWidget(words(heading, "section"))
        for part in parts:
            box.addWidget(part)
        return self.only_for(section, reads=(kind,))

    def _tiles(self) -> QGridLayout:
        grid = self._grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        tiles = (
            ("today", tr("今日警情（起）"), "case"),
            ("open", tr("未办结任务（项）"), "task"),
            ("late", tr("超期任务（项）"), "task"),
            ("on", tr("在岗（人）"), "force"),
        )
        for key, said, kind in tiles:
            holder = QWidget()
            tile = column(holder, gap=0)
            self.numbers[key] = words("–", "figure", wrap=False)
            tile.addWidget(self.numbers[key])
            tile.addWidget(words(said, "small"))
            if key == "today":
                tile.addWidget(self.compared)
            tile.addStretch(1)
            self._holders.append((holder, kind))
        self._lay_tiles()
        return grid

    def _lay_tiles(self) -> None:
        """Lay out the tiles of what whoever is at the desk may see, two in a row."""
        shown = [holder for holder, kind in self._holders if self.may(reads=(kind,))]
        for holder, _kind in self._holders:
            self._grid.removeWidget(holder)
            if holder not in shown:
                holder.hide()
        for i, holder in enumerate(shown):
            self._grid.addWidget(holder, i // 2, i % 2)
            if holder.parentWidget() is not None:
                holder.show()

    def refresh(self) -> None:
        """Read the figures again."""
        ask(self, self.station, lambda: read_figures(self.station), self._show, "figures")

    def changed(self, changes: ChangeSet) -> None:
        """Read again soon when what is counted changed."""
        if changes.command == "sign_in":
            self._lay_tiles()
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
