"""The card of a case: whom to send and why, each step with one key, the place, the times; and the board of what waits."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from data.duty.incidents import CASE_VERBS, Sending, sent_to
from data.duty.incidents.case_view import suggestion_for
from data.query import Query
from data.records import Edit
from widgets import background
from widgets.incidents import case_page
from widgets.incidents.board import IncidentBoard
from widgets.incidents.case_page import CasePage, _first
from widgets.parts import IconButton


@pytest.fixture
def page(station, workspace, qtbot, settled, town):
    made = CasePage(station, workspace, in_sight=lambda _: [], seeing=lambda *_: [])
    qtbot.addWidget(made, before_close_func=lambda w: w.dispose())
    made.resize(404, 1000)
    made.show()
    made.show_record(town.case, to_send=True)
    qtbot.waitUntil(lambda: made.view is not None)
    settled(made)
    return made


def state_of(page):
    return page.station.get("case", page.view.record.id)["state"]


def reach(page, qtbot, settled, state):
    qtbot.waitUntil(lambda: state_of(page) == state)
    settled(page)


def test_the_free_force_is_proposed_with_its_reasons(page, town):
    assert page.forces.chosen == [town.wang]
    line = page.forces.list.lines()[0]
    assert line.title == "王警官"
    assert line.detail


def test_enter_sends_those_who_are_chosen(page, press, qtbot, settled, town):
    press(page.forces.list, Qt.Key.Key_Return)
    reach(page, qtbot, settled, "sent")
    (sent,) = sent_to(page.station, town.case)
    assert (sent["force"], sent["expected"] is not None, bool(sent["reason"])) == (town.wang, True, True)


def test_who_is_near_one_case_is_not_proposed_for_another(page, settled, qtbot, station, monkeypatch, town):
    with station.editing(who="测试", why="又一起") as draft:
        other = draft.add("case", {"type": "help", "reported_at": "2026-11-21T13:40:00Z", "state": "reported"})
    settled(page)
    near, read, found, reads, shown = case_page.suggestion_for, case_page.case_view, threading.Event(), threading.Event(), []

    def slowly(station, view):
        if view.record.id == town.case:
            found.wait()
        return near(station, view)

    def read_slowly(station, id, **how):
        if id == other:
            reads.wait()
        return read(station, id, **how)

    monkeypatch.setattr(case_page, "suggestion_for", slowly)
    monkeypatch.setattr(case_page, "case_view", read_slowly)
    monkeypatch.setattr(page, "_show_suggestion", lambda _found: shown.append(page.view.record.id if page.view else 0))
    page.show_record(town.case)
    qtbot.waitUntil(lambda: background.on_its_way(page, "suggest"))
    page.show_record(other, to_send=True)
    found.set()
    station.background(lambda: None).result()  # on the reader that looked who is near
    qtbot.wait(1)
    assert shown == []
    reads.set()
    settled(page)
    assert shown == [other]


def test_a_step_refused_for_another_case_is_not_said_on_this_one(page, settled, qtbot, station, town, workspace):
    with station.editing(who="测试", why="又一起") as draft:
        other = draft.add("case", {"type": "help", "reported_at": "2026-11-21T13:40:00Z", "state": "reported"})
    told, gate = [], threading.Event()
    workspace.notice.connect(lambda _level, sentence: told.append(sentence))
    station.in_turn(gate.wait)
    page.carry_out(CASE_VERBS["arrive"])  # nobody was sent
    page.show_record(other)
    gate.set()
    settled(page)
    assert (len(told), page.trouble.text()) == (1, "")


def test_somebody_busy_is_sent_only_after_a_second_enter(page, press, qtbot, settled, town):
    page.forces.toggle(town.wang)
    page.forces.toggle(town.li)
    press(page.forces.list, Qt.Key.Key_Return)
    assert (state_of(page), page.forces.question.isVisible()) == ("reported", True)
    press(page.forces.list, Qt.Key.Key_Return)
    reach(page, qtbot, settled, "sent")
    assert [d["force"] for d in sent_to(page.station, town.case)] == [town.li]


def test_a_proposal_that_changed_is_the_one_that_is_sent(page, qtbot, settled, station, town):
    station.apply([Edit("force", town.li, {"duty": "free", "role": "officer", "tier": "core"}),
                   Edit("force", town.wang, {"duty": "busy"})], who="测试", why="换人")  # fmt: skip
    qtbot.waitUntil(lambda: page.forces.chosen == [town.li])


def test_whom_a_person_chose_stays_chosen_when_the_proposal_changes(page, settled, station, town):
    page.forces.toggle(town.li)
    page.forces.toggle(town.wang)
    station.apply([Edit("force", town.li, {"duty": "free"})], who="测试", why="空了")
    settled(page)
    assert page.forces.chosen == [town.li]


def test_space_chooses_and_leaves_out(page, press, town):
    press(page.forces.list, Qt.Key.Key_Space)
    assert page.forces.chosen == []
    assert not page.forces.go.isEnabled()
    press(page.forces.list, Qt.Key.Key_Space)
    assert page.forces.chosen == [town.wang]


def test_each_step_offers_the_next_ones(page, qtbot, settled, press):
    press(page.forces.list, Qt.Key.Key_Return)
    reach(page, qtbot, settled, "sent")
    assert set(page.buttons) == {"leave", "arrive", "call_off"}
    for name, state in (("leave", "on_the_way"), ("arrive", "on_scene"), ("clear", "cleared"), ("close", "closed")):
        page.press(CASE_VERBS[name])
        reach(page, qtbot, settled, state)
    assert set(page.buttons) == {"reopen"}
    assert not page.forces.isVisible()


def test_a_step_that_is_not_possible_does_nothing(page, settled):
    page.press(CASE_VERBS["clear"])
    settled(page)
    assert state_of(page) == "reported"


def test_one_force_is_moved_alone(page, qtbot, settled, press, town):
    press(page.forces.list, Qt.Key.Key_Return)
    reach(page, qtbot, settled, "sent")
    (sent,) = sent_to(page.station, town.case)
    page.move_sent(sent.id, "arrive")
    reach(page, qtbot, settled, "on_scene")
    assert page.station.get("force", town.wang)["duty"] == "on_scene"


def test_who_has_strayed_is_counted_down_by_the_new_way(page, qtbot, settled, press, town):
    press(page.forces.list, Qt.Key.Key_Return)
    reach(page, qtbot, settled, "sent")
    page.sent.show_arrivals(town.case, {town.wang: page.station.clock.now() + timedelta(minutes=9, seconds=5)})
    assert "还有 9 分 5 秒" in page.sent._told[0][0].text()


def test_what_was_compared_when_somebody_was_sent_is_told_with_the_times(page, qtbot, settled, press):
    press(page.forces.list, Qt.Key.Key_Return)
    reach(page, qtbot, settled, "sent")
    assert "王警官" in page.compared.text()


def test_a_long_comparison_leaves_room_for_the_journal():
    assert _first([str(n) for n in range(9)])[4:] == ["4", "还有 4 名，都写在处置报告里"]


def test_who_is_on_the_case_is_not_offered_again(page, qtbot, settled, town):
    page.forces.wanted.emit([Sending(town.wang)], False)
    reach(page, qtbot, settled, "sent")
    assert town.wang not in [offer.force.id for offer in suggestion_for(page.station, page.view).offers]


def test_times_run_on_and_lateness_is_said(page, station):
    station.clock.set(station.clock.now() + timedelta(minutes=30))
    page._tick()
    assert "30 分" in page.running.text()
    assert "已超" in page.due.text()


def test_the_table_of_times_runs_on_too(page, station):
    station.clock.set(station.clock.now() + timedelta(minutes=2, seconds=5))
    page._tick()
    assert page.times.values["waiting"].text() == "2 分 5 秒，还在计时"


def test_a_case_without_a_place_says_so_and_proposes_nobody(page, station, qtbot, settled, town):
    made = station.apply([Edit("case", None, {"type": "theft", "reported_at": "2026-11-21T13:40:00Z"})], who="测试", why="报警")
    page.show_record(made.changes[0].id)
    qtbot.waitUntil(lambda: page.view is not None and page.view.record.id == made.changes[0].id)
    settled(page)
    assert "没有落到地图上" in page.view.place.warning
    assert "地点不明" in page.forces.note.text()
    assert page.forces.chosen == []


def test_a_case_that_is_deleted_meanwhile_is_told(page, station, qtbot, settled, town):
    station.apply([Edit("case", town.case, None)], who="测试", why="误登")
    qtbot.waitUntil(lambda: page.view is None)
    assert "已经删除" in page.title.text()


def test_the_place_tells_the_shop_and_goes_there(page, workspace, town):
    page.tabs.set_value("place")
    page._show_tab("place")
    titles = [line.title for line in page.place.list.lines()]
    assert "好又来便利店" in titles
    page.place.open_storey()
    assert workspace.selection.kind == "building"


def test_the_board_shows_each_open_case_in_its_column(station, workspace, qtbot, settled, town):
    station.apply([Edit("case", None, {"type": "fire", "severity": "urgent", "state": "on_scene", "address": "南门",
                                       "reported_at": "2026-11-21T13:40:00Z"})], who="测试", why="报警")  # fmt: skip
    station.clock.set(station.clock.now() + timedelta(hours=1))
    board = IncidentBoard(station, workspace)
    qtbot.addWidget(board, before_close_func=lambda w: w.dispose())
    board.resize(1100, 260)
    board.show()
    qtbot.waitUntil(lambda: bool(board.columns["reported"].list.lines()))
    settled(board)
    shown = {state: [line.target.id for line in one.list.lines()] for state, one in board.columns.items()}
    assert shown["reported"] == [town.case]
    assert len(shown["on_scene"]) == 1
    assert "超时" in board.columns["reported"].list.lines()[0].trailing
    assert station.count(Query("case")) == 2


def test_the_way_to_the_case_can_be_handed_to_who_was_sent(page, qtbot, settled, workspace, town):
    asked = []
    workspace.command.connect(lambda id, arguments: asked.append((id, arguments)))
    page.forces.send()
    qtbot.waitUntil(lambda: bool(page.view.sent))
    settled(page)
    share = next(b for b in page.findChildren(IconButton) if "王警官" in b.toolTip())
    share.click()
    assert asked[-1][0] == "share_way"
    assert asked[-1][1]["force"] == town.wang


def test_a_case_without_a_place_can_still_be_given_to_somebody(page, qtbot, settled, station, town):
    [made] = station.apply([Edit("case", None, {"type": "noise", "reported_at": "2026-11-21T13:47:00Z"})], who="a", why="b").changes
    page.show_record(made.id)
    qtbot.waitUntil(lambda: page.view is not None and page.view.record.id == made.id)
    settled(page)
    assert "地点不明" in page.forces.note.text()
    assert page.forces.chosen == []
    page.forces.toggle(town.wang)
    page.forces.send()
    reach(page, qtbot, settled, "sent")


def test_of_a_case_that_is_not_there_nothing_is_told(page, settled, town):
    assert page.track.isVisible() and page.tabs.isVisible()
    page.show_record(999_999)
    settled(page)
    assert not any(part.isVisible() for part in (page.chips, page.track, page.tabs, page.pages, page.running, page.due))
    page.show_record(town.case)
    settled(page)
    assert page.track.isVisible() and page.pages.isVisible()
