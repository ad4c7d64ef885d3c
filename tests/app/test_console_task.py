"""A task's whole life at the desk: handed out from a building's page, carried through every state, taken back."""

from __future__ import annotations

import pytest

from data.query import Query, Where, equals

pytestmark = pytest.mark.screen

SLAB = "金沙小区2栋"


@pytest.fixture
def slab(desk):
    """A building without open tasks, its page shown."""
    desk.fresh()
    found = desk.building(SLAB)
    desk.workspace.select("building", found.id)
    desk.wait(lambda: desk.inspector.building.view is not None and desk.inspector.building.view.id == found.id)
    desk.settle()
    return found


@pytest.fixture
def officer(desk):
    """A force member on duty."""
    return desk.station.first(equals("force", tier="core", duty="free"))


@pytest.fixture
def form(desk, slab):
    """The form for a task on the building, opened by its button."""
    desk.click(desk.button("布置任务", desk.inspector.building))
    desk.settle()
    return desk.inspector.task_form


def choose_type(desk, form, value):
    """Choose a type of task by the keyboard."""
    desk.click(form.type)
    view = form.type.view()
    desk.wait(view.isVisible)
    form.type.hidePopup()
    desk.wait(lambda: not view.isVisible())
    form.type.setFocus()
    while form.type.currentData() != value:
        before = form.type.currentIndex()
        desk.keys("Down")
        assert form.type.currentIndex() != before, f"no type {value}"
    desk.settle()


def issue(desk, form, officer, text=""):
    """Choose the officer, write what is to be done, and hand it out; return the task's id."""
    desk.click(form.members.line)
    desk.type(officer["name"])
    desk.wait(lambda: bool(form.members.list.lines()))
    at = next(i for i, line in enumerate(form.members.list.lines()) if line.target.id == officer.id)
    desk.click(form.members.list.viewport(), form.members.list.visualRect(form.members.list.model().index(at, 0)).center())
    if text:
        desk.click(form.text)
        desk.type(text)
    desk.click(form.issue)
    desk.wait(lambda: desk.selection.kind == "task")
    desk.settle()
    return desk.selection.id


def step(desk, task, verb, after, text=""):
    """Press a step's button, write what it asks for, and wait for the task to be there."""
    page = desk.inspector.task
    desk.wait(lambda: verb in page.buttons and page.data.record.id == task)
    desk.settle()
    desk.click(page.buttons[verb])
    if text:
        desk.wait(lambda: page.box is not None and page.box.isVisible())
        desk.type(text)
        desk.click(page.box.confirm)
    desk.wait(lambda: state(desk, task) == after and page.data.record["state"] == after)


def state(desk, task):
    """Return where a task stands in the file."""
    return desk.station.get("task", task)["state"]


def on_board(desk, task):
    """Return the number of the board's column that holds the task's card, or None."""
    columns = desk.window.pages.tasks.columns
    return next((i for i, c in enumerate(columns) if task in [line.target.id for line in c.list.lines()]), None)


def test_the_whole_life_of_a_task(desk, form, slab, officer):
    choose_type(desk, form, "inspect")
    task = issue(desk, form, officer, "看看消防通道")
    record = desk.station.get("task", task)
    assert (record["subject_kind"], record["subject"], record["assignee"]) == ("building", slab.id, officer.id)
    assert (record["state"], record["text"]) == ("issued", "看看消防通道")
    desk.wait(lambda: on_board(desk, task) == 0)
    step(desk, task, "sign", "signed")
    step(desk, task, "start", "in_progress")
    desk.wait(lambda: on_board(desk, task) == 1)
    step(desk, task, "feedback", "fed_back", "通道畅通，已拍照")
    desk.wait(lambda: on_board(desk, task) == 2)
    step(desk, task, "verify", "verified")
    desk.wait(lambda: on_board(desk, task) == 3)
    step(desk, task, "close", "closed")
    desk.wait(lambda: on_board(desk, task) is None)
    assert "通道畅通，已拍照" in desk.station.get("task", task)["feedback"]
    history = desk.station.history("task", task)
    states = [e.after["state"] for e in history if e.after and "state" in e.after]
    assert states == ["issued", "signed", "in_progress", "fed_back", "verified", "closed"]
    assert {e.who for e in history} == {"张警官"}
    desk.window.take_focus()
    desk.keys("Ctrl+Z")
    desk.wait(lambda: state(desk, task) == "verified")
    desk.wait(lambda: on_board(desk, task) == 3)
    for redo in ("Ctrl+Shift+Z", "Ctrl+Y"):
        desk.keys(redo)
        desk.wait(lambda: state(desk, task) == "closed")
        if redo != "Ctrl+Y":
            desk.keys("Ctrl+Z")
            desk.wait(lambda: state(desk, task) == "verified")


def test_a_second_one_with_the_same_purpose_is_pointed_out(desk, form, slab, officer):
    choose_type(desk, form, "repair")
    assert not form.warning.isVisible()
    first = issue(desk, form, officer)
    desk.workspace.select("building", slab.id)
    desk.settle()
    desk.click(desk.button("布置任务", desk.inspector.building))
    again = desk.inspector.task_form
    choose_type(desk, again, "repair")
    desk.wait(again.warning.isVisible)
    assert [card.id for card in again._doubles] == [first]
    assert desk.station.count(Query("task", (Where("subject", "is", slab.id), Where("type", "is", "repair")))) == 1


def test_escape_leaves_the_form_and_keeps_the_building(desk, form, slab):
    desk.keys("Esc")
    desk.wait(lambda: desk.inspector.task_form is None)
    assert desk.selection.id == slab.id
    assert desk.inspector.stack.currentWidget() is desk.inspector.building
    assert desk.inspector._where.text() == "建筑"


def test_leaving_the_form_gives_the_keyboard_back(desk, slab):
    desk.window.take_focus()
    desk.keys("Ctrl+T")
    desk.wait(lambda: desk.inspector.task_form is not None)
    desk.keys("Esc")
    assert desk.inspector.task_form is None
    desk.keys("Esc")
    assert not desk.selection, "the map does not hear the keys"


def test_a_card_on_the_board_opens_its_task(desk):
    desk.fresh()
    cards = desk.window.pages.tasks.columns[0].list
    desk.wait(lambda: bool(cards.lines()))
    desk.click(cards.viewport(), cards.visualRect(cards.model().index(0, 0)).center())
    assert (desk.selection.kind, desk.selection.id) == ("task", cards.lines()[0].target.id)
    desk.wait(lambda: desk.inspector.task.isVisible() and desk.inspector.task.title.text() == cards.lines()[0].title)


def test_a_step_that_is_not_legal_is_not_offered(desk):
    desk.fresh()
    issued = desk.station.first(equals("task", state="issued"))
    desk.workspace.select("task", issued.id)
    desk.wait(lambda: desk.inspector.task.data is not None and desk.inspector.task.data.record.id == issued.id)
    assert set(desk.inspector.task.buttons) == {"sign", "assign", "return", "supervise"}
