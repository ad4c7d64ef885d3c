"""Boards, visit lists, and the pages of disputes and hazards."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from data.clock import format_utc
from data.duty import TaskWish, create
from data.duty.boards import POSTS
from data.duty.ledgers import steps
from data.duty.visits import issue_visits, propose
from data.query import Query, Where, equals
from widgets.duty.board_page import DutyBoards
from widgets.duty.ledger_page import LedgerPage
from widgets.duty.planner import VisitPlanner
from widgets.duty.rule_page import DayBars, RulePage
from widgets.duty.visit_page import VisitPage
from widgets.parts import IconButton, Label
from widgets.records.related import related_lines
from widgets.records.task_form import TaskForm
from widgets.records.task_list import TaskList


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_each_post_shows_its_lists_with_as_many_rows_as_they_say(shown, settled):
    boards = shown(DutyBoards, size=(1300, 800))
    for post in POSTS:
        boards.post.set_value(post)
        boards.refresh()
        settled(boards)
        assert boards.shown.board.post == post
        for card, slot in zip(boards.cards, boards.shown.board.slots, strict=False):
            assert card.title.text() == slot.title
            assert len(card.list.lines()) == len(slot.records)


def test_a_row_of_a_board_opens_its_record_and_the_page_may_go(shown, settled, workspace, qtbot):
    boards = shown(DutyBoards, "tasks", size=(1300, 800))
    settled(boards)
    card = next(c for c in boards.cards if c.list.lines())
    with qtbot.waitSignal(boards.left):
        card.list.opened.emit(card.list.lines()[0])
    assert workspace.selection == card.list.lines()[0].target


def test_a_settled_dispute_is_not_late_on_a_board_for_a_time_that_no_longer_runs(shown, settled, demo):
    ids = demo.columns(Query("dispute", (Where("state", "in", ("accepted", "mediating")),)), ("id",))["id"][:2]
    past = format_utc(demo.clock.now() - timedelta(days=5))
    with demo.editing(who="测试", why="期限") as draft:
        for id, state in zip(ids, ("settled", "mediating"), strict=True):
            draft.change("dispute", id, state=state, due_at=past, risk="high", reported_at=past)
    boards = shown(DutyBoards, "analysis", size=(1300, 800))
    settled(boards)
    said = {line.target.id: line.trailing for card in boards.cards for line in card.list.lines() if line.target.kind == "dispute"}
    assert said[ids[1]] == "超 5 天" and "超" not in said[ids[0]]


def test_a_crossing_with_repeated_accidents_is_put_on_record_from_the_board(shown, settled, demo, workspace, qtbot):
    boards = shown(DutyBoards, "analysis", size=(1300, 800))
    settled(boards)
    place = boards.shown.repeated[0]
    least = min(boards.shown.repeated[:7], key=lambda p: p.last_30)  # few of late, and listed for what the year counted
    counted = f"{least.days} 天 {least.total} 起，近 30 天 {least.last_30} 起"
    assert least.total >= 4 and counted in [label.text() for label in boards.findChildren(Label)]
    fly = next(b for b in boards.findChildren(IconButton) if b.toolTip() == "飞到")
    with qtbot.waitSignal(workspace.flight) as flown:
        press(qtbot, fly)
    assert (flown.args[0].lon, flown.args[0].lat) == (place.lon, place.lat)
    boards._register(place)
    qtbot.waitUntil(lambda: demo.count(equals("hazard", type="crossing")) == 1)
    qtbot.waitUntil(lambda: place.name not in [p.name for p in boards.shown.repeated])
    settled(boards)


def test_scores_stand_beside_their_formulas_and_name_no_person(shown, settled, demo):
    boards = shown(DutyBoards, "scores", size=(1300, 800))
    settled(boards, boards.scores)
    names = {s.name for s in boards.scores.found}
    assert names
    assert not names & set(demo.columns(Query("force"), ("name",))["name"])
    said = [boards.scores._formulas.itemAt(i).widget().text() for i in range(boards.scores._formulas.count())]
    assert any("÷" in text for text in said)


def test_a_walk_is_proposed_and_handed_out(shown, settled, demo, qtbot):
    planner = shown(VisitPlanner, size=(900, 700))
    settled(planner)
    officer = planner.proposal.plan.officer
    with qtbot.waitSignal(planner.issued) as issued:
        press(qtbot, planner.issue)
    made = demo.get("visit_list", issued.args[0])
    assert made["officer"] == officer
    settled(planner)
    assert officer not in [line.target.id for line in planner.officers.lines()]


def test_a_visit_list_shows_its_stops_in_order_and_is_not_done_too_early(shown, settled, demo, officer, qtbot):
    buildings = demo.read(Query("building", (Where("use", "is", "residential"),), limit=3))
    for building in buildings:
        create(demo, TaskWish(type="other", subject_kind="building", subject=building.id, assignee=officer.id), "测试员")
    id = issue_visits(demo, propose(demo, officer.id), who="测试员")
    page = shown(VisitPage)
    page.show_record(id)
    settled(page)
    heads = [line.title for line in page.list.lines() if line.heading]
    assert len(heads) == demo.get("visit_list", id)["stops"]
    assert heads[0].startswith("第 1 处")
    press(qtbot, page._bottom.flow.itemAt(0).widget())
    qtbot.waitUntil(page.trouble.isVisible)
    assert "没有反馈" in page.trouble.text()
    settled(page)


def test_a_stop_is_dragged_to_another_place_in_the_order(shown, settled, demo, officer, qtbot):
    buildings = demo.read(Query("building", (Where("use", "is", "residential"),), limit=3))
    for building in buildings:
        create(demo, TaskWish(type="other", subject_kind="building", subject=building.id, assignee=officer.id), "测试员")
    page = shown(VisitPage)
    page.resize(400, 900)
    page.show_record(issue_visits(demo, propose(demo, officer.id), who="测试员"))
    settled(page)
    before = [place for _, place, _ in page.data.stops]
    blocks = page.list._blocks()
    start, end = blocks[0].center(), blocks[1].center() + QPoint(0, 6)
    view = page.list.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for at in (start + QPoint(0, 20), end):
        move = QMouseEvent(QEvent.Type.MouseMove, QPointF(at), QPointF(view.mapToGlobal(at)), Qt.MouseButton.NoButton,
                           Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)  # fmt: skip
        QApplication.sendEvent(view, move)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)
    wanted = [before[1], before[0], *before[2:]]
    qtbot.waitUntil(lambda: page.data is not None and [place for _, place, _ in page.data.stops] == wanted, timeout=20_000)
    settled(page)


def test_a_stop_is_moved_by_the_keyboard(shown, settled, demo, officer, qtbot):
    page = shown(VisitPlanner, officer.id)
    settled(page)
    before = page.proposal.places
    page.stops.setCurrentIndex(page.stops.model().index(1, 0))
    QTest.keyClick(page.stops, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: page.proposal.plan.walk.by_hand, timeout=20_000)
    assert page.proposal.places == (before[1], before[0], *before[2:])
    assert page.stops.stop_at(page.stops.currentIndex().row()) == 1
    press(qtbot, page.shortest)
    qtbot.waitUntil(lambda: not page.proposal.plan.walk.by_hand, timeout=20_000)
    assert page.proposal.places == before


@pytest.fixture
def dispute(demo):
    return demo.first(equals("dispute", state="mediating"))


@pytest.fixture
def page(shown, settled, dispute):
    page = shown(LedgerPage)
    page.show_record("dispute", dispute.id)
    settled(page)
    return page


def test_a_dispute_offers_the_steps_of_its_state_and_shows_the_rule_of_its_risk(page, dispute):
    assert list(page.steps) == [s.name for s in steps("dispute", "mediating")]
    from widgets.parts import Label

    said = " ".join(label.text() for label in page.facts.findChildren(Label))
    assert "规则：" in said


def test_a_mediation_is_written_with_the_mediator_who_fits_best(page, demo, dispute, qtbot, settled):
    press(qtbot, page.steps["mediate"])
    best = page.life.fits[0].id
    assert page.box.mediator == best
    page.box.result.setCurrentIndex(page.box.result.findData("agreed"))
    press(qtbot, page.box.confirm)
    qtbot.waitUntil(lambda: demo.get("dispute", dispute.id)["state"] == "settled")
    assert demo.get("dispute", dispute.id)["mediator"] == best
    qtbot.waitUntil(lambda: page.box is None and "close" in page.steps)
    settled(page)


def test_a_hand_over_without_a_department_is_told_in_the_box(page, demo, dispute, qtbot, settled):
    press(qtbot, page.steps["hand_over"])
    press(qtbot, page.box.confirm)
    qtbot.waitUntil(page.box.trouble.isVisible)
    page.box.department.setText("街道司法所")
    press(qtbot, page.box.confirm)
    qtbot.waitUntil(lambda: demo.get("dispute", dispute.id)["department"] == "街道司法所")
    settled(page)


def test_nowhere_around_a_person_or_a_dispute_does_it_say_who_the_parties_are(page, demo, dispute):
    party = demo.first(Query("dispute_party", (Where("dispute", "is", dispute.id), Where("person", "not", None))))
    about_person = related_lines(demo, "person", party["person"])
    assert not [line for line in about_person if line.target.kind == "dispute_party" or "当事人" in line.title]
    about_dispute = related_lines(demo, "dispute", dispute.id)
    assert party["person"] not in [line.target.id for line in about_dispute if line.target.kind == "person"]


def test_a_hazard_goes_its_way(shown, settled, demo, qtbot):
    hazard = demo.first(equals("hazard", state="reported"))
    page = shown(LedgerPage)
    page.show_record("hazard", hazard.id)
    settled(page)
    press(qtbot, page.steps["accept"])
    press(qtbot, page.box.confirm)
    qtbot.waitUntil(lambda: demo.get("hazard", hazard.id)["state"] == "confirmed")
    qtbot.waitUntil(lambda: "settle" in page.steps)
    settled(page)


def test_the_list_of_tasks_keeps_to_a_family(shown, settled, demo):
    tasks = shown(TaskList)
    settled(tasks)
    tasks.family.setCurrentIndex(tasks.family.findData("risk"))
    settled(tasks)
    families = {demo.get("task", line.target.id)["family"] for line in tasks.list.lines()}
    assert families == {"risk"}


def test_a_template_fills_in_type_family_words_and_due_time(shown, settled, demo):
    shop = demo.first(Query("shop"))
    form = shown(TaskForm, "shop", shop.id)
    settled(form)
    form.template.setCurrentIndex(1)
    assert (form.type.currentData(), form.family.currentData()) == ("inspect", "routine")
    assert "消防" in form.text.toPlainText()
    form.template.setCurrentIndex(0)
    assert form.text.toPlainText() == ""
    settled(form)


def test_a_rule_shows_what_is_to_come_and_makes_it_once(shown, settled, demo, qtbot, workspace):
    rule = demo.first(equals("task_rule", target="camera"))
    page = shown(RulePage)
    page.show_record("task_rule", rule.id)
    settled(page)
    (bars,) = page.facts.findChildren(DayBars)
    assert any(count for _, count in bars._days)
    told = []
    workspace.notice.connect(lambda level, words: told.append(words))
    page._make()
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["今天没有新到期的常规任务"]
    settled(page)
