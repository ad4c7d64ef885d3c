from __future__ import annotations

import pytest

from data.duty.forces.states import ON_DUTY
from data.duty.incidents import OPEN_CASES
from data.query import Query, Where
from widgets.forces.forces_panel import ForcesPanel
from widgets.records.cases_panel import CasesPanel
from widgets.records.figures_panel import FiguresPanel
from widgets.records.import_panel import ImportPanel
from widgets.records.inspector import Inspector
from widgets.records.ledger_panel import LedgerPanel
from widgets.records.task_board import TaskBoard
from widgets.records.task_list import TaskList

PANELS = (Inspector, LedgerPanel, TaskList, TaskBoard, CasesPanel, ForcesPanel, FiguresPanel, ImportPanel)


@pytest.mark.parametrize("panel", PANELS)
def test_a_disposed_panel_hears_nothing(shown, demo, workspace, panel, settled):
    made = shown(panel)
    settled(made)
    made.dispose()
    heard = []
    made.changed = heard.append
    with demo.editing(who="别人", why="改") as draft:
        draft.add("case", {"type": "theft", "reported_at": "2026-11-21T13:00:00Z"})
    assert heard == []


@pytest.mark.parametrize("panel", PANELS)
def test_every_panel_follows_the_theme(shown, workspace, panel, settled):
    made = shown(panel)
    settled(made)
    workspace.set_theme("dark")
    settled(made)
    assert made.isVisible()


def test_open_cases_newest_first(shown, demo, settled):
    panel = shown(CasesPanel, size=(288, 900))
    settled(panel)
    found = demo.read(Query("case", (Where("state", "in", OPEN_CASES),), order=("-reported_at",)))
    assert [line.target.id for line in panel.list.lines()] == [c.id for c in found]


def test_the_times_of_cases_go_on_though_nothing_changes(shown, settled):
    panel = shown(CasesPanel, size=(288, 900))
    settled(panel)
    panel.list.set_lines([])
    panel.minute.timeout.emit()
    settled(panel)
    assert panel.minute.isActive()
    assert panel.list.lines()


def test_cases_of_one_type(shown, demo, settled):
    panel = shown(CasesPanel, size=(288, 900))
    panel.open_only.set_value("all")
    panel.type.setCurrentIndex(panel.type.findData("theft"))
    settled(panel)
    assert {demo.get("case", line.target.id)["type"] for line in panel.list.lines()} == {"theft"}


def test_forces_on_duty_by_tier(shown, demo, settled):
    panel = shown(ForcesPanel, size=(288, 900))
    settled(panel)
    settled(panel.people)
    lines = panel.people.list.lines()
    rows = [line for line in lines if not line.heading]
    assert len(rows) == demo.count(Query("force", (Where("duty", "in", ON_DUTY),)))
    assert [line.title for line in lines if line.heading] == ["核心", "紧密", "松散"]


def test_closed_tasks_do_not_dwarf_the_open_ones(shown, settled):
    panel = shown(FiguresPanel, size=(288, 1200))
    settled(panel)
    closed = next(bar for bar in panel.tasks._bars if bar.words == "已办结")
    longest = max(bar.number for bar in panel.tasks._bars if bar.colour)
    assert not closed.colour
    assert closed.number > longest == panel.tasks.most()


def test_figures_equal_what_the_station_holds(shown, demo, settled):
    panel = shown(FiguresPanel, size=(288, 1200))
    settled(panel)
    on = demo.count(Query("force", (Where("duty", "in", ON_DUTY),)))
    assert panel.numbers["on"].text() == str(on)
    assert panel.hours._counts.shape == (7, 24)
    assert sum(d.cases for d in panel.days._days) == panel.hours._counts.sum()
