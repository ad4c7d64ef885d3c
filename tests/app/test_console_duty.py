"""Duty at the desk: a visit by its check list, the boards of the posts, a dispute out of a case."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent

from data.query import Query, Where, equals
from widgets.duty.board_page import DutyBoards

pytestmark = pytest.mark.screen


@pytest.fixture(autouse=True)
def begin(desk):
    desk.fresh()


@pytest.fixture
def visit(desk):
    """A visit to a room that is in hand, its list shown."""
    in_hand = Where("state", "in", ("signed", "in_progress"))
    where = (Where("template", "is", "room_visit"), Where("subject_kind", "is", "dwelling"), in_hand)
    tasks = desk.station.read(Query("task", where, order=("id",)))
    lived = set(desk.station.columns(Query("residence", (Where("until", "is", None),)), ("dwelling",))["dwelling"])
    task = next(t for t in tasks if t["subject"] in lived)
    desk.workspace.select("task", task.id)
    page = desk.inspector.task
    desk.wait(lambda: page.data is not None and page.data.record.id == task.id)
    desk.settle()
    desk.wait(lambda: page.list.sheet is not None and page.list.sheet.list.task.id == task.id)
    return task


def sheet(desk, kind):
    """Return the page of this kind on the sheet that is open."""
    desk.wait(lambda: bool(desk.window.findChildren(kind)) and desk.window.findChildren(kind)[-1].isVisible())
    desk.settle()
    return desk.window.findChildren(kind)[-1]


def gone(desk, kind):
    """Wait until a page and its sheet are gone."""
    from PySide6.QtCore import QCoreApplication

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    desk.wait(lambda: not [p for p in desk.window.findChildren(kind) if p.isVisible()])


def test_a_visit_confirms_residents_by_clicks_and_one_undo_takes_all_back(desk, visit):
    page = desk.inspector.task
    desk.click(page.buttons["feedback"])
    desk.wait(lambda: page.tabs.value == "list")
    for choice in page.list.rooms[0].choices.values():
        desk.choose(choice, "lives")
    for item in page.list.items.values():
        if item.item.required:
            desk.choose(item.control._few, "yes")
    desk.click(page.list.submit)
    desk.wait(lambda: desk.station.get("task", visit.id)["state"] == "fed_back")
    lived = equals("residence", dwelling=visit["subject"], until=None)
    assert {r["confirmed_at"] for r in desk.station.read(lived)} == {"2026-11-21"}
    desk.settle()
    desk.window.take_focus()
    desk.keys("Ctrl+Z")
    desk.wait(lambda: desk.station.get("task", visit.id)["state"] == visit["state"])
    assert {r["confirmed_at"] for r in desk.station.read(lived)} == {None}


def test_a_late_task_is_opened_from_the_board_of_supervision(desk):
    desk.keys("Ctrl+Shift+B")
    boards = sheet(desk, DutyBoards)
    desk.choose(boards.post, "supervision")
    desk.settle()
    card = next(c for c in boards.cards if c.title.text() == "超期")
    desk.click(card.list.viewport(), card.list.visualRect(card.list.model().index(0, 0)).center())
    desk.wait(lambda: desk.selection.kind == "task")
    gone(desk, DutyBoards)
    desk.settle()
    assert desk.inspector.task.data.card.urgency == "late"


def test_a_dispute_is_made_out_of_the_chosen_case_and_accepted(desk):
    used = {d["case"] for d in desk.station.read(Query("dispute"))}
    quarrels = (Where("type", "is", "dispute"), Where("building", "not", None))
    cases = desk.station.read(Query("case", quarrels, order=("-id",), limit=60))
    case = next(c for c in cases if c.id not in used)
    desk.workspace.select("case", case.id)
    desk.settle()
    desk.console.run("new_dispute")
    desk.wait(lambda: desk.selection.kind == "dispute")
    page = desk.inspector.ledger
    desk.wait(lambda: "accept" in page.steps and page.data.record["case"] == case.id)
    desk.settle()
    desk.click(page.steps["accept"])
    desk.click(page.box.confirm)
    desk.wait(lambda: desk.station.get("dispute", desk.selection.id)["state"] == "accepted")
    desk.settle()


def test_a_dispute_at_a_chosen_building_is_asked_for_what_is_known_now_and_has_its_risk_at_once(desk):
    house = desk.station.first(Query("building", (Where("name", "is", "金沙小区5栋"),)))
    desk.workspace.select("building", house.id)
    desk.settle()
    desk.console.run("new_dispute")
    desk.wait(lambda: (page := desk.inspector.record) is not None and page.form is not None and page.form.kind.name == "dispute")
    desk.settle()
    form = desk.inspector.record.form
    asked = {name for name, line in form.rows.items() if not line.isHidden()}
    assert {"text", "weapon", "children"} <= asked and not asked & {"state", "risk", "risk_reason", "answer", "closed_on"}
    assert form.rows["address"].editor.value() == "金沙小区5栋"
    form.rows["weapon"].editor.set_value(True)
    form.rows["weapon"].editor.edited.emit()
    desk.click(form.save_button)
    desk.wait(lambda: desk.selection.kind == "dispute")
    dispute = desk.station.get("dispute", desk.selection.id)
    assert (dispute["state"], dispute["risk"], dispute["building"]) == ("reported", "high", house.id)
    assert "凶器" in dispute["risk_reason"]
    desk.settle()
