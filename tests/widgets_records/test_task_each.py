"""The form of one task on each of the records found: the count first, then the form, then the tasks."""

import pytest
from shapely import Point

from data.duty import TaskWish, create
from data.query import Area, Query, Where, equals
from data.workspace import Sought
from widgets.records.inside_page import InsidePage
from widgets.records.inspector import Inspector
from widgets.records.task_each import TaskEachForm


@pytest.fixture
def query():
    return Query("camera", (Where("state", "is", "faulty"),))


@pytest.fixture
def form(shown, query, qtbot):
    made = shown(TaskEachForm, query)
    qtbot.waitUntil(lambda: bool(made.planned.subjects))
    return made


def open_on(demo, type_, query):
    ids = {r.id for r in demo.read(query)}
    return {int(t["subject"]) for t in demo.read(equals("task", subject_kind="camera", type=type_)) if t["state"] != "closed"} & ids


def test_the_form_tells_how_many_tasks_there_will_be(form, demo, query):
    n = demo.count(query) - form.planned.doubles
    assert f"给 {n} 条" in form._subject_words.text()
    assert form.issue.text() == f"下发 {n} 项"


def test_work_on_cameras_begins_as_repair(form):
    assert form.type.currentData() == "repair"


def test_what_has_such_a_task_is_left_out_and_told(demo, form, query, officer, qtbot):
    form.type.setCurrentIndex(form.type.findData("check"))
    qtbot.waitUntil(lambda: form.planned.doubles == len(open_on(demo, "check", query)))
    before = form.planned.doubles
    free = next(r.id for r in demo.read(query) if r.id in form.planned.subjects)
    create(demo, TaskWish(type="check", subject_kind="camera", subject=free, assignee=officer.id), "指挥室")
    form._look_for_doubles()
    qtbot.waitUntil(lambda: form.planned.doubles == before + 1)
    assert not form.warning.isHidden()


def test_drafts_are_made_on_each(form, demo, qtbot):
    wanted = form.planned.subjects
    with qtbot.waitSignal(form.handed_out) as told:
        form.draft.click()
    tasks = [demo.get("task", id) for id in told.args[0]]
    assert tuple(t["subject"] for t in tasks) == wanted
    assert {t["state"] for t in tasks} == {"draft"}


def test_the_inspector_lists_the_tasks_and_shows_again_what_it_showed(shown, demo, query, workspace, qtbot):
    inspector, asked = shown(Inspector), []
    workspace.command.connect(lambda id, arguments: asked.append((id, arguments)))
    inspector.new_tasks(query)
    form = inspector.task_form
    qtbot.waitUntil(lambda: bool(form.planned.subjects))
    n = len(form.planned.subjects)
    form.draft.click()
    qtbot.waitUntil(lambda: inspector.task_form is None)
    ((command, arguments),) = asked
    assert (command, demo.count(arguments["query"])) == ("show_ledger", n)


def test_the_search_offers_one_for_all_and_one_for_each_with_their_number(demo, workspace, qtbot):
    page = InsidePage(demo, workspace)
    qtbot.addWidget(page)
    asked, area = [], Area(near=(demo.frame.lon, demo.frame.lat, 300.0))
    workspace.command.connect(lambda id, arguments: asked.append((id, arguments)))
    with qtbot.waitSignal(page.model.counted):
        workspace.seek(Sought(area, "半径 300 米", demo.frame.geometry_to_degrees(Point(0, 0).buffer(300))))
    with qtbot.waitSignal(page.model.counted):
        page.show_kind("camera")
    whole, each = page.task_menu().actions()
    assert "整个范围" in whole.text()
    assert f"{page.model.total:,} 条" in each.text()
    each.trigger()
    assert asked == [("new_tasks", {"query": page.query})]
    page.dispose()
