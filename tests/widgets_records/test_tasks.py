from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from data.duty import TaskWish, create, move
from data.duty.states import VERBS
from data.i18n import set_language
from data.query import Query, Where, equals
from widgets.background import waiting
from widgets.parts import Chip, ElidedLabel
from widgets.records.inspector import Inspector
from widgets.records.lines import quiet_font
from widgets.records.task_board import COLUMNS, TaskBoard
from widgets.records.task_data import cards_of
from widgets.records.task_form import TaskForm, due_at
from widgets.records.task_list import TaskList


@pytest.fixture
def inspector(shown):
    return shown(Inspector)


@pytest.fixture
def form(shown, slab):
    return shown(TaskForm, "building", slab.id)


@pytest.fixture
def issued(demo, slab, officer):
    return create(demo, TaskWish(type="check", subject_kind="building", subject=slab.id, assignee=officer.id), "指挥室")


def newest(demo):
    return demo.first(Query("task", order=("-id",)))


def pick(form, officer, write, qtbot):
    qtbot.waitUntil(lambda: bool(form.members.list.lines()))
    write(form.members.line, officer["name"])
    line = next(line for line in form.members.list.lines() if line.target.id == officer.id)
    form.members.list.opened.emit(line)


@pytest.mark.parametrize(
    ("kind", "type_"), [("person", "visit"), ("shop", "inspect"), ("camera", "repair"), ("case", "check"), ("dispute", "mediate")]
)
def test_the_type_begins_as_such_work_usually_is(shown, demo, kind, type_):
    assert shown(TaskForm, kind, demo.first(Query(kind)).id).type.currentData() == type_


def test_a_task_on_a_part_of_the_map_is_called_by_it(shown, demo, qtbot):
    form = shown(TaskForm, "", None, demo.frame.lon, demo.frame.lat, where="半径 150 米")
    assert "半径 150 米" in form._subject_words.text() and form.type.currentData() == "check"
    with qtbot.waitSignal(form.issued) as caught:
        form.draft.click()
    task = demo.get("task", caught.args[0], placed=True)
    assert task["title"] == "核查：半径 150 米" and task.place.lon == pytest.approx(demo.frame.lon)


def test_no_task_is_issued_without_an_assignee(form):
    assert not form.issue.isEnabled()
    assert form.draft.isEnabled()


def test_the_picker_tells_duty_and_tasks_in_hand(form, demo, officer, issued, qtbot):
    form.members._read()
    qtbot.waitUntil(lambda: bool(form.members.list.lines()))
    line = next(line for line in form.members.list.lines() if line.target.id == officer.id)
    assert line.trailing == "在岗"
    assert "手上" in line.detail


def test_words_for_one_task_stay_when_the_step_of_another_is_done(inspector, workspace, demo, officer, slab, qtbot):
    wish = TaskWish(type="visit", subject_kind="building", subject=slab.id, assignee=officer.id, issue=True)
    tasks = [create(demo, wish, "指挥室") for _ in range(2)]
    workspace.select("task", tasks[0])
    page = inspector.task
    qtbot.waitUntil(lambda: page.data is not None and page.data.record.id == tasks[0])
    gate = threading.Event()
    demo.in_turn(gate.wait)
    page.carry_out("sign")
    workspace.select("task", tasks[1])
    qtbot.waitUntil(lambda: page.data is not None and page.data.record.id == tasks[1])
    page.start(VERBS["return"])
    page.box.text.setPlainText("写到一半")
    gate.set()
    qtbot.waitUntil(lambda: demo.get("task", tasks[0])["state"] == "signed" and not waiting(page))
    assert page.box is not None and page.box.text.toPlainText() == "写到一半"


def test_a_task_is_issued_from_the_form(form, demo, slab, officer, write, qtbot):
    pick(form, officer, write, qtbot)
    write(form.text, "看看消防通道")
    with qtbot.waitSignal(form.issued) as caught:
        qtbot.mouseClick(form.issue, Qt.MouseButton.LeftButton)
    task = demo.get("task", caught.args[0])
    assert (task["subject"], task["assignee"], task["state"], task["text"]) == (slab.id, officer.id, "issued", "看看消防通道")
    assert task["due_at"] == due_at(demo, "3d")


def test_control_and_enter_hand_it_out_and_say_what_is_missing(form, demo, officer, write, qtbot):
    qtbot.waitUntil(lambda: bool(form.members.list.lines()))
    form.window().activateWindow()
    form.text.setFocus()
    qtbot.waitUntil(form.text.hasFocus)
    qtbot.keyClick(form.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(form.trouble.isVisible)
    assert "承办人" in form.trouble.text()
    pick(form, officer, write, qtbot)
    assert not form.trouble.isVisible()
    with qtbot.waitSignal(form.issued) as caught:
        qtbot.keyClick(form.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert demo.get("task", caught.args[0])["state"] == "issued"


def test_a_room_is_named_with_its_building(shown, demo, let_room, slab, qtbot):
    form = shown(TaskForm, "dwelling", let_room.id)
    qtbot.waitUntil(lambda: bool(form._subject_words.text()))
    assert form._subject_words.text() == f"房屋 · {slab['name']} {demo.title(let_room)}"


def test_the_card_of_a_task_on_a_room_tells_its_building(demo, let_room, slab):
    id = create(demo, TaskWish(type="visit", subject_kind="dwelling", subject=let_room.id), "指挥室")
    assert cards_of(demo, [demo.get("task", id)])[0].subject == f"{slab['name']} {demo.title(let_room)}"


def test_a_draft_needs_nobody(form, demo, qtbot):
    with qtbot.waitSignal(form.issued) as caught:
        qtbot.mouseClick(form.draft, Qt.MouseButton.LeftButton)
    assert demo.get("task", caught.args[0])["state"] == "draft"


def test_a_second_task_for_the_same_purpose_is_pointed_out(form, issued, qtbot):
    form.type.setCurrentIndex(form.type.findData("check"))
    qtbot.waitUntil(form.warning.isVisible)
    assert issued in [card.id for card in form._doubles]


@pytest.mark.parametrize(("preset", "stored"), [
    ("2h", "2026-11-21T15:47:00Z"),  # two hours after 13:47 UTC
    ("today", "2026-11-21T15:59:00Z"),  # after 18:00 local, so the end of the day
    ("tomorrow", "2026-11-22T10:00:00Z"),  # 18:00 in Shanghai
    ("3d", "2026-11-24T13:47:00Z"),
])  # fmt: skip
def test_due_presets(demo, preset, stored):
    assert due_at(demo, preset) == stored


def test_a_wrong_due_time_is_told(form, officer, write, qtbot):
    pick(form, officer, write, qtbot)
    form.due.line.clear()
    write(form.due.line, "下辈子")
    qtbot.mouseClick(form.issue, Qt.MouseButton.LeftButton)
    assert form.trouble.isVisible()


def test_files_go_with_the_task(form, demo, tmp_path, qtbot):
    path = tmp_path / "说明.txt"
    path.write_text("内容", encoding="utf-8")
    form.add_files([path])
    with qtbot.waitSignal(form.issued) as caught:
        qtbot.mouseClick(form.draft, Qt.MouseButton.LeftButton)
    id = caught.args[0]
    assert demo.count(equals("attachment", record_kind="task", record=id)) == 1
    demo.undo(who="指挥室")  # the notice says that Ctrl+Z takes it back, all of it
    assert demo.get("task", id) is None and demo.count(equals("attachment", record_kind="task", record=id)) == 0


def test_the_whole_loop_by_hand(inspector, demo, workspace, issued, write, qtbot):
    workspace.select("task", issued)
    page = inspector.task

    def state():
        return demo.get("task", issued)["state"]

    def press(verb, after, text=""):
        qtbot.waitUntil(lambda: page.data is not None and verb in page.buttons)
        qtbot.mouseClick(page.buttons[verb], Qt.MouseButton.LeftButton)
        if text:
            write(page.box.text, text)
            qtbot.mouseClick(page.box.confirm, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: state() == after and page.data.record["state"] == after)

    press("sign", "signed")
    press("start", "in_progress")
    press("feedback", "fed_back", "一切正常")
    press("verify", "verified")
    press("close", "closed")
    assert page.buttons == {}
    assert "一切正常" in demo.get("task", issued)["feedback"]
    demo.undo(who="测试员")
    qtbot.waitUntil(lambda: page.data.record["state"] == "verified")


def test_ctrl_enter_confirms_what_was_written(inspector, demo, workspace, officer, slab, write, qtbot):
    id = create(demo, TaskWish(type="check", subject_kind="building", subject=slab.id, assignee=officer.id), "指挥室")
    for verb in ("sign", "start"):
        move(demo, id, verb, who="测试员")
    workspace.select("task", id)
    page = inspector.task
    qtbot.waitUntil(lambda: page.data is not None and "feedback" in page.buttons)
    qtbot.mouseClick(page.buttons["feedback"], Qt.MouseButton.LeftButton)
    qtbot.keyClick(page.box.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)  # nothing written yet
    assert page.box is not None
    write(page.box.text, "已看过")
    qtbot.keyClick(page.box.text, Qt.Key.Key_Return)
    write(page.box.text, "一切正常")
    assert "Ctrl+Enter" in page.box.confirm.toolTip()
    qtbot.keyClick(page.box.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: demo.get("task", id)["state"] == "fed_back")
    assert "已看过\n一切正常" in demo.get("task", id)["feedback"]


def test_only_legal_moves_are_offered(inspector, workspace, issued, qtbot):
    workspace.select("task", issued)
    qtbot.waitUntil(lambda: inspector.task.data is not None)
    assert set(inspector.task.buttons) == {"sign", "assign", "return", "supervise"}


def test_giving_it_to_somebody_else_begins_where_the_name_is_typed(inspector, workspace, issued, qtbot):
    workspace.select("task", issued)
    qtbot.waitUntil(lambda: inspector.task.data is not None)
    inspector.window().activateWindow()
    qtbot.mouseClick(inspector.task.buttons["assign"], Qt.MouseButton.LeftButton)
    box = inspector.task.box
    qtbot.waitUntil(box.members.line.hasFocus)
    assert box.confirm.text() == inspector.task.buttons["assign"].text() == "改派"


def test_who_is_chosen_stays_when_enter_is_pressed_once_more(inspector, demo, workspace, issued, officer, write, qtbot):
    other = demo.first(Query("force", (Where("duty", "is", "free"), Where("id", "not", officer.id)), order=("-name",)))
    workspace.select("task", issued)
    qtbot.waitUntil(lambda: inspector.task.data is not None)
    inspector.window().activateWindow()
    qtbot.mouseClick(inspector.task.buttons["assign"], Qt.MouseButton.LeftButton)
    box = inspector.task.box
    qtbot.waitUntil(lambda: len(box.members.list.lines()) > 1 and box.members.line.hasFocus())
    qtbot.keyClick(box.members.line, Qt.Key.Key_Return)
    assert not box.members.member  # nothing was typed
    write(box.members.line, other["name"])
    qtbot.keyClick(box.members.line, Qt.Key.Key_Return)
    qtbot.keyClick(box.members.line, Qt.Key.Key_Return)
    qtbot.keyClick(box.members.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: demo.get("task", issued)["assignee"] == other.id)


def test_what_was_supervised_presses_no_more_once_it_is_closed(inspector, demo, workspace, issued, qtbot):
    with demo.editing(who="指挥室", why="督办") as draft:
        draft.change("task", issued, supervised_at="2026-11-21T13:00:00Z", escalated=1)

    def chips():
        return {c.text(): c.property("tone") for c in inspector.task.chips.findChildren(Chip) if not c.isHidden()}

    workspace.select("task", issued)
    qtbot.waitUntil(lambda: "督办中" in chips())
    with demo.editing(who="指挥室", why="办结") as draft:
        draft.change("task", issued, state="closed")
    qtbot.waitUntil(lambda: "督办过" in chips() and "督办中" not in chips())


def test_returning_needs_words(inspector, workspace, issued, qtbot):
    workspace.select("task", issued)
    qtbot.waitUntil(lambda: inspector.task.data is not None)
    qtbot.mouseClick(inspector.task.buttons["return"], Qt.MouseButton.LeftButton)
    assert not inspector.task.box.confirm.isEnabled()


@pytest.mark.parametrize("width", [360, 700, 1200])
def test_the_time_left_has_room_on_a_card_of_any_board(shown, qtbot, width):
    board = shown(TaskBoard, size=(width, 220))
    cards = board.columns[0].list
    qtbot.waitUntil(lambda: bool(cards.lines()))
    room = cards.viewport().width() - 36  # the card's edges and margins
    longest = max(QFontMetrics(quiet_font(cards.font())).horizontalAdvance(line.trailing) for line in cards.lines())
    assert room >= longest


def test_the_board_has_every_open_task_in_its_column(shown, demo, qtbot):
    board = shown(TaskBoard, size=(1200, 220))
    qtbot.waitUntil(lambda: bool(board.columns[0].list.lines()))
    for states, column in zip(COLUMNS, board.columns, strict=True):
        assert column.count.text() == str(demo.count(Query("task", (Where("state", "in", states),))))


def test_a_card_moves_when_its_task_does(shown, demo, issued, qtbot):
    board = shown(TaskBoard, size=(1200, 220))

    def ids(column):
        return [line.target.id for line in board.columns[column].list.lines()]

    qtbot.waitUntil(lambda: issued in ids(0))
    move(demo, issued, "sign", who="测试员")
    qtbot.waitUntil(lambda: issued in ids(1) and issued not in ids(0))


def test_a_click_on_a_card_selects_its_task(shown, workspace, qtbot):
    board = shown(TaskBoard, size=(1200, 220))
    cards = board.columns[1].list
    qtbot.waitUntil(lambda: bool(cards.lines()))
    qtbot.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=cards.visualRect(cards.model().index(0, 0)).center())
    assert (workspace.selection.kind, workspace.selection.id) == ("task", cards.lines()[0].target.id)


def test_late_tasks_only_are_listed(shown, demo, qtbot, settled):
    tasks = shown(TaskList, size=(288, 900))
    settled(tasks)
    tasks.filter.set_value("late")
    tasks.refresh()
    settled(tasks)
    assert tasks.list.lines()
    assert all(line.tone == "late" for line in tasks.list.lines())


def test_mine_are_those_that_i_handed_out(shown, demo, workspace, slab, qtbot, settled):
    mine = create(demo, TaskWish(subject_kind="building", subject=slab.id), workspace.who)
    tasks = shown(TaskList, size=(288, 900))
    tasks.filter.set_value("mine")
    tasks.refresh()
    settled(tasks)
    assert [line.target.id for line in tasks.list.lines()] == [mine]


@pytest.mark.parametrize("spoken", ["zh", "en"])
def test_headings_are_whole_in_the_narrowest_column(shown, spoken):
    set_language(spoken)
    try:
        board = shown(TaskBoard, size=(580, 240))
        for one in board.columns:
            one.count.setText("200")
            one.resize(one.minimumWidth(), 200)
            one.layout().activate()
            (heading,) = one.findChildren(ElidedLabel)
            heading.ensurePolished()
            assert heading.fontMetrics().horizontalAdvance(heading.text()) <= heading.width(), heading.text()
    finally:
        set_language("zh")
