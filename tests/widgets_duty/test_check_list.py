"""The check list of a task: what is asked, what is kept, and what a press on one button writes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from shapely.geometry import Point

from data.clock import format_utc
from data.duty import TaskWish, create, move
from data.query import Query, Where, equals
from data.records import Edit
from widgets.records.task_page import TaskPage


@pytest.fixture
def room(demo):
    """A let room in which somebody lives."""
    let = {d.id for d in demo.read(equals("dwelling", use="let"))}
    lived = demo.read(Query("residence", (Where("until", "is", None),), order=("id",)))
    return next(int(r["dwelling"]) for r in lived if r["dwelling"] in let)


@pytest.fixture
def visit(demo, room, officer):
    """A visit to the room, signed for."""
    wish = TaskWish(subject_kind="dwelling", subject=room, assignee=officer.id, template="room_visit", family="routine")
    task = create(demo, wish, "测试员")
    move(demo, task, "sign", who="测试员")
    return task


@pytest.fixture
def page(shown, settled, visit):
    page = shown(TaskPage)
    page.show_record(visit)
    settled(page, page.list)
    page.turn_to("list")
    return page


def test_beside_a_long_text_its_name_stands_at_the_first_line(demo, shown, settled, officer):
    lines = "\n".join(f"第 {n} 处" for n in range(30))
    task = create(demo, TaskWish(subject_kind="", subject=0, assignee=officer.id, title="核查", text=lines), "测试员")
    page = shown(TaskPage)
    page.resize(404, 800)
    page.show_record(task)
    text = settled_label(page, settled, lines)
    name = next(label for label in page.findChildren(QLabel) if label.text() == demo.kinds["task"].fields["text"].label)
    assert name.geometry().top() == text.geometry().top()
    assert name.height() < text.height() / 4


def settled_label(page, settled, words):
    settled(page)
    return next(label for label in page.findChildren(QLabel) if label.text() == words)


def fill(page):
    """Say that everybody lives here and all is sound."""
    page.list.rooms[0].confirm_all()
    for id in ("gas", "bike"):
        page.list.items[id].control.choose("yes")


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def names_in(block):
    return {label.text() for label, _choice in block._names.values()}


def test_names_are_covered_until_a_reason_is_given(page, demo, room, qtbot):
    (block,) = page.list.rooms
    there = demo.read(equals("residence", dwelling=room, until=None))
    people = {demo.get("person", r["person"])["name"] for r in there}
    assert not names_in(block) & people
    press(qtbot, block.show_names)
    block._reason.reason.setCurrentText("入户走访核对")
    press(qtbot, block._reason.confirm)
    qtbot.waitUntil(lambda: names_in(block) == people)
    noted = [e for r in there for e in demo.looks("person", r["person"]) if e.action == "reveal"]
    assert len(noted) == len({r["person"] for r in there})
    assert {e.why for e in noted} == {"入户走访核对"}


def test_one_press_feeds_back_and_confirms_the_residents(page, demo, visit, room, qtbot, settled):
    fill(page)
    press(qtbot, page.list.submit)
    qtbot.waitUntil(lambda: demo.get("task", visit)["state"] == "fed_back")
    there = demo.read(equals("residence", dwelling=room, until=None))
    assert {r["confirmed_at"] for r in there} == {"2026-11-21"}
    qtbot.waitUntil(lambda: not page.list.submit.isVisible())
    settled(page, page.list)


def test_the_place_of_feedback_is_where_they_are_then(page, demo, visit, officer, qtbot, settled):
    fill(page)
    there = Point(102.7401, 25.0502)
    demo.apply([Edit("force", officer.id, {"geometry": there, "seen_at": format_utc(demo.clock.now())})], who="测试", why="到了")
    settled(page, page.list)
    assert "定位" in page.list.progress.text() and "没有可用" not in page.list.progress.text()
    assert page.list.items["gas"].value() == "yes"  # what was answered stays
    press(qtbot, page.list.submit)
    qtbot.waitUntil(lambda: demo.get("task", visit)["state"] == "fed_back")
    assert demo.get("task", visit)["fed_lon"] == pytest.approx(there.x)
    settled(page, page.list)


def test_what_is_not_answered_is_told_and_nothing_is_written(page, demo, visit, qtbot, settled):
    press(qtbot, page.list.submit)
    qtbot.waitUntil(page.list.trouble.isVisible)
    assert "燃气软管" in page.list.trouble.text()
    assert demo.get("task", visit)["state"] == "signed"
    settled(page, page.list)


def test_answers_are_kept_half_way_and_come_back(page, demo, visit, qtbot, settled, shown):
    page.list.items["gas"].control.choose("no")
    assert page.list.items["gas"].finding.isVisible()
    press(qtbot, page.list.keep)
    qtbot.waitUntil(lambda: demo.get("task", visit)["answered"] == 1)
    settled(page, page.list)
    again = shown(TaskPage)
    again.show_record(visit)
    settled(again, again.list)
    assert again.list.items["gas"].value() == "no"


def test_somebody_new_is_registered_with_name_and_number_checked(page, demo, visit, room, qtbot, settled, write):
    fill(page)
    page.list.rooms[0].add_new()
    new = page.list.rooms[0].new[0]
    press(qtbot, page.list.submit)
    qtbot.waitUntil(page.list.trouble.isVisible)
    write(new.lines["name"], "周新")
    press(qtbot, page.list.submit)
    qtbot.waitUntil(lambda: demo.get("task", visit)["state"] == "fed_back")
    person = demo.first(equals("person", name="周新"))
    assert demo.first(equals("residence", person=person.id))["dwelling"] == room
    settled(page, page.list)


def test_the_step_of_feeding_back_leads_to_the_list(page, qtbot):
    page.turn_to("facts")
    press(qtbot, page.buttons["feedback"])
    assert page.tabs.value == "list"
    assert page.box is None


def test_a_task_without_a_template_says_how_to_get_a_list(shown, demo, settled, officer):
    page = shown(TaskPage)
    page.show_record(create(demo, TaskWish("走一走", assignee=officer.id), "测试员"))
    settled(page, page.list)
    assert page.list.sheet is None
    assert not page.list.submit.isVisible()


def test_pictures_go_with_the_feedback_in_one_change_set(shown, demo, settled, officer, qtbot, tmp_path):
    task = create(demo, TaskWish("看一看", assignee=officer.id), "测试员")
    move(demo, task, "sign", who="测试员")
    page = shown(TaskPage)
    page.show_record(task)
    settled(page, page.list)
    press(qtbot, page.buttons["feedback"])
    picture = tmp_path / "现场.jpg"
    picture.write_bytes(b"picture")
    page.box.add_files([picture])
    page.box.text.setPlainText("看过了")
    press(qtbot, page.box.confirm)
    qtbot.waitUntil(lambda: demo.get("task", task)["state"] == "fed_back")
    assert demo.count(equals("attachment", record_kind="task", record=task)) == 1
    assert {c.kind for c in demo.batches(limit=1)[0].changes} == {"task", "attachment"}
    settled(page, page.list, page.files)


@pytest.fixture
def write(qapp):
    from PySide6.QtGui import QInputMethodEvent

    def into(widget, text):
        event = QInputMethodEvent()
        event.setCommitString(text)
        qapp.sendEvent(widget, event)

    return into
