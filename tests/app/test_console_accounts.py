"""The desk of a station with accounts: sign-in, what is offered, lock on idle, the change of shift."""

from __future__ import annotations

import shutil
import threading
from datetime import UTC, datetime, timedelta

import pytest
import shiboken6
from PySide6.QtGui import QAction

from app.actions.station import write_list
from data.accounts import passwords
from data.clock import FixedClock
from data.exchange.out.wish import Wish
from data.query import Query
from data.store import Station

pytestmark = pytest.mark.screen

PASSWORD = "river-wind-2026"
NOW = datetime(2026, 11, 21, 13, 47, tzinfo=UTC)


def staff(path):
    """Give a station an administrator, a duty officer, a community officer of one grid, and an auditor."""
    with Station.open(path, clock=FixedClock(NOW)) as station:
        people = station.people
        people.found(login="zhao", name="赵建国", badge="010001", password=PASSWORD)
        grid = station.read(Query("grid"))[0].id
        for login, name, role, grids in (
            ("li", "李秀英", "duty", ()), ("wang", "王小明", "community", (grid,)), ("zhou", "周志强", "auditor", ()),
        ):  # fmt: skip
            _, once = people.add(login=login, name=name, roles=(role,), grids=grids)
            people.sign_in(login, once)
            people.change_own_password(once, PASSWORD)
            people.sign_in("zhao", PASSWORD)


@pytest.fixture(scope="module")
def desk(request, demo_file, qapp, tmp_path_factory, nothing_left):
    from pytestqt.qtbot import QtBot

    from tests.app.conftest import close_desk, open_desk

    folder = tmp_path_factory.mktemp("staffed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "COST", [(1, 8, 1)])
        patch.setenv("WATCHROOM_HOME", str(tmp_path_factory.mktemp("home")))
        patch.setattr("scene3d.navigator.FLIGHT_MS", 30)
        path = folder / "staffed.station"
        shutil.copy(demo_file, path)
        staff(path)
        threads = set(threading.enumerate())
        made = open_desk(path, folder, QtBot(request))
        yield made
        close_desk(made)
        nothing_left(threads)


def come_in(desk, login):
    """Sign in by keyboard where the window is covered."""
    page = desk.console.seat.cover.page
    page.login.setText(login)
    page.password.setFocus()
    desk.type(PASSWORD)
    desk.keys("Return")
    desk.wait(lambda: not desk.console.seat.locked)
    desk.settle()


def offered(desk):
    return {a.text() for a in desk.window.findChildren(QAction) if a.isVisible()}


def test_first_the_station_asks_who_it_is(desk):
    seat = desk.console.seat
    assert seat.locked
    assert not desk.map.isVisible()
    assert desk.station.count(Query("person")) == 0
    desk.keys("Ctrl+Shift+P")
    desk.console.run("new_record")
    assert desk.window._palette is None
    desk.workspace.tell("warning", "电脑的时钟往回拨了")
    assert not desk.window.where._begun  # nobody knows yet whose place it would be
    come_in(desk, "li")
    assert desk.window.where._begun
    assert [notice.sentence for notice in desk.console.notices.all] == ["电脑的时钟往回拨了"]
    assert desk.map.isVisible()
    assert desk.window.rail.value == "layers"  # as at a station without accounts
    assert desk.console.who == "李秀英"
    assert desk.window.signs.seat.text() == "李秀英"
    assert desk.station.count(Query("person")) > 1000


def test_who_may_not_is_not_offered_and_refused(desk):
    assert desk.console.commands["take_call"].title in offered(desk)
    assert desk.console.commands["accounts"].title not in offered(desk)
    desk.console.run("accounts")
    assert any("值班民警" in sentence and "人员账号" in sentence for _, sentence in desk.told)


def test_who_agrees_to_a_list_sees_what_is_written_out_and_why(desk, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(desk.console.seat, "with_second", lambda _act, what, *_more, **_named: asked.append(what))
    write_list(desk.console, Wish((Query("person"),), "csv", tmp_path / "人.csv", reason="上级核查"))
    desk.wait(lambda: bool(asked))
    assert "敏感信息原文" in asked[0]
    assert "上级核查" in asked[0]


def test_nobody_there_locks_and_keeps_what_was_typed(desk):
    desk.window.top.search.take_focus()
    desk.type("zhang")
    line = desk.window.focusWidget()
    clock = desk.station.clock
    clock.set(clock.now() + timedelta(minutes=9))
    desk.console.seat.look()
    assert not desk.console.seat.locked
    clock.set(clock.now() + timedelta(minutes=10))
    desk.console.seat.look()
    assert desk.console.seat.locked
    desk.workspace.tell("info", "锁着时来的通知")
    toasts = desk.console.notices.toasts
    assert not desk.console.seat.cover.isAncestorOf(toasts)
    assert desk.window.childAt(desk.window.rect().center()).window() is desk.window
    come_in(desk, "li")
    assert line.text() == "zhang"
    assert desk.window.focusWidget() is line
    desk.fresh()


def test_who_works_by_command_keys_alone_is_there(desk):
    clock = desk.station.clock
    clock.set(clock.now() + timedelta(minutes=9))
    desk.keys("F1")
    clock.set(clock.now() + timedelta(minutes=9))
    desk.console.seat.look()
    assert not desk.console.seat.locked
    desk.keys("Escape")
    desk.fresh()


def test_the_next_officer_takes_over_where_the_one_before_was(desk):
    from widgets.accounts.handover_page import HandoverPage

    all_people = desk.station.count(Query("person"))
    desk.workspace.set_view("plan")
    desk.keys("F9")
    page = desk.console.seat.cover.page
    page.note.setPlainText("3 号楼电梯等回话")
    come_in(desk, "wang")
    (note,) = [p for p in desk.window.findChildren(HandoverPage) if p.isVisible()]
    assert note.text.text() == "3 号楼电梯等回话"
    note.button.click()
    assert desk.workspace.view == "plan"
    assert desk.console.who == "王小明"
    assert 0 < desk.station.count(Query("person")) < all_people
    assert desk.console.commands["take_call"].title not in offered(desk)


def test_the_auditor_has_no_rail_of_cases(desk):
    desk.console.seat.lock()
    come_in(desk, "zhou")
    assert desk.window.rail.buttons["cases"].isHidden()
    assert not desk.window.rail.buttons["layers"].isHidden()
    assert desk.station.count(Query("case")) == 0


def test_a_menu_that_has_ended_keeps_nothing_of_the_officer_before(desk):
    desk.console.run("switch_shift")
    come_in(desk, "li")
    shiboken6.delete(desk.window.offered._parts[0])
    desk.console.run("switch_shift")
    come_in(desk, "wang")
    assert desk.console.commands["take_call"].title not in offered(desk)
    assert desk.console.commands["new_record"].title in offered(desk)


def test_how_backups_stand_is_a_sign_for_who_may_do_something_about_it(desk, monkeypatch):
    monkeypatch.setattr(type(desk.console.backups_desk), "worry", property(lambda _desk: "failing"))
    seen = {}
    for login in ("zhou", "zhao"):  # the auditor and the administrator
        desk.console.run("switch_shift")
        come_in(desk, login)
        seen[login] = desk.window.signs._backups.isVisible()
    assert seen == {"zhou": False, "zhao": True}
