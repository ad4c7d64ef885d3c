"""The page of backups and what the desk does with it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QObject, Signal

from app.backups_desk import BackupsDesk
from app.jobs import Job, Jobs
from data.accounts import passwords
from data.accounts.account import Account
from data.accounts.session import OPEN, in_the_name_of, session_of
from data.backups.make import make
from data.backups.state import State, kept_state
from data.backups.wish import Wish, keep_wish, kept_wish
from data.errors import WatchroomError
from data.store import Station
from data.store.audit import Filter
from data.workspace import Workspace
from tests.backups.conftest import START, register
from widgets.background import all_answered
from widgets.backups.page import BackupsPage


class Console(QObject):
    """What the desk of backups needs of a console."""

    again_wanted = Signal(object)

    def __init__(self, live):
        super().__init__()
        self.live, self.workspace, self.jobs = live, Workspace(live.kinds), Jobs(self)


@pytest.fixture
def desk(qtbot, station, wish):
    keep_wish(station, wish)
    console = Console(station)
    made = BackupsDesk(console)
    yield made
    made.close()
    console.jobs.close()


@pytest.fixture
def told(desk):
    heard = []
    desk.console.workspace.notice.connect(lambda level, sentence: heard.append((level, sentence)))
    return heard


@pytest.fixture
def page(qtbot, station, wish):
    def show(state=None):
        made = BackupsPage(station, Workspace(station.kinds), wish, state or kept_state(station))
        qtbot.addWidget(made)
        qtbot.waitUntil(all_answered)
        return made

    return show


def done(qtbot, desk):
    qtbot.waitUntil(lambda: not desk.running and not desk.console.jobs.running)


def test_without_backups_it_says_what_to_do(page):
    assert page().rows == []


def test_backups_are_listed_newest_first(page, station, wish, clock):
    for days in (0, 1):
        clock.set(START + timedelta(days=days))
        register(station, f"人{days}")
        make(station, wish)
    assert [r.copy.at.day for r in page().rows] == [22, 21]


def test_each_says_what_would_be_lost(page, station, wish):
    make(station, wish)
    register(station, "李娜")
    assert page().rows[0].since.text() == "之后的 1 次修改将丢失：人员 1"


def test_the_first_click_only_asks(page, station, wish, qtbot):
    make(station, wish)
    shown = page()
    wanted = []
    shown.back_wanted.connect(wanted.append)
    shown.rows[0].go.click()
    assert wanted == [] and not shown.rows[0].question.isHidden()


def test_the_second_click_goes_back(page, station, wish, qtbot):
    copy = make(station, wish)
    shown = page()
    shown.rows[0].go.click()
    with qtbot.waitSignal(shown.back_wanted) as told:
        shown.rows[0].sure.click()
    assert told.args == [copy]


def test_the_same_disk_is_told(page):
    assert not page().same.isHidden()


def test_trouble_is_told_with_its_beginning(page):
    shown = page(State(trouble="盘没有插上", since="2026-11-20T13:00:00Z"))
    assert "11月20日 21:00" in shown.trouble.text() and "盘没有插上" in shown.trouble.text()


def test_another_folder_is_wished(page, qtbot, tmp_path):
    shown = page()
    with qtbot.waitSignal(shown.wished) as told:
        shown.take_folder(tmp_path)
    assert told.args[0].folder == str(tmp_path)


def test_a_reading_console_lists_but_does_not_go_back(qtbot, station, wish, file):
    make(station, wish)
    with Station.open(file, read_only=True) as reading:
        shown = BackupsPage(reading, Workspace(reading.kinds), wish, State())
        qtbot.addWidget(shown)
        qtbot.waitUntil(all_answered)
        assert shown.rows[0].go.isHidden()


# The desk


def test_a_due_backup_is_made(qtbot, desk, station):
    desk.look()
    qtbot.waitUntil(lambda: bool(kept_state(station).made))
    done(qtbot, desk)


def test_a_quiet_backup_tells_nothing(qtbot, desk, station, told):
    desk.look()
    qtbot.waitUntil(lambda: bool(kept_state(station).made))
    done(qtbot, desk)
    assert told == []


def test_one_that_was_asked_for_is_told(qtbot, desk, told):
    desk.make_now()
    done(qtbot, desk)
    assert told[0][0] == "done"


def test_a_failure_is_told_once(qtbot, desk, told, folder):
    folder.rmdir()
    for _ in range(2):
        desk.make_now(quiet=True)
        done(qtbot, desk)
    assert len(told) == 1


def test_a_failure_stays_in_sight(qtbot, desk, folder):
    folder.rmdir()
    desk.make_now(quiet=True)
    done(qtbot, desk)
    assert desk.worry == "failing"


def test_when_it_is_mended_the_sign_goes(qtbot, desk, folder):
    folder.rmdir()
    desk.make_now(quiet=True)
    done(qtbot, desk)
    folder.mkdir()
    desk.make_now(quiet=True)
    done(qtbot, desk)
    assert desk.worry == ""


def test_a_trial_is_told(qtbot, desk, station, wish, told):
    desk.try_now(make(station, wish))
    done(qtbot, desk)
    assert told[0][0] == "done" and "试恢复成功" in told[0][1]


def test_a_trial_that_goes_wrong_is_told(qtbot, desk, station, wish, told):
    copy = make(station, wish)
    copy.path.write_bytes(copy.path.read_bytes()[:8192])
    desk.try_now(copy)
    done(qtbot, desk)
    assert told[0][0] == "error"


def test_going_back_opens_the_station_as_it_was(qtbot, desk, station, wish):
    copy = make(station, wish)
    register(station, "李娜")
    with qtbot.waitSignal(desk.console.again_wanted) as asked:
        desk.go_back(copy)
    station.close()
    with asked.args[0]() as again:
        assert not again.find("李娜") and not again.read_only


def test_the_end_before_going_back_leaves_the_backup_that_is_gone_back_to(qtbot, desk, station, wish, clock):
    """Of one day the newest is kept: a backup of what is left behind took its place."""
    copy = make(station, wish)
    register(station, "李娜")
    clock.set(START + timedelta(minutes=5))
    desk.state = kept_state(station)
    with qtbot.waitSignal(desk.console.again_wanted) as asked:
        desk.go_back(copy)
    desk.make_at_close()
    assert copy.path.exists()
    station.close()
    with asked.args[0]() as again:
        assert not again.find("李娜")


def test_a_way_back_that_is_refused_at_once_is_told(qtbot, desk, station, wish, monkeypatch):
    """The thread has ended before anybody could ask how it goes."""
    copy = make(station, wish)
    with qtbot.waitSignal(desk.console.again_wanted) as asked:
        desk.go_back(copy)
    station.close()
    copy.path.unlink()
    monkeypatch.setattr(Job, "start", lambda job: (job._thread.start(), job._thread.join()))
    with pytest.raises(WatchroomError):
        asked.args[0]()


def test_at_the_end_changes_are_backed_up(desk, station, wish):
    make(station, wish)
    desk.state = kept_state(station)
    register(station, "李娜")
    assert desk.wanted_at_close()


def test_at_the_end_looks_alone_make_no_backup(desk, station, wish):
    make(station, wish)
    desk.state = kept_state(station)
    station.note("search", said={"text": "张"}, who="王警官")
    assert not desk.wanted_at_close()


def test_at_the_end_none_is_made_where_that_is_not_wished(desk, station):
    desk.take_wish(Wish(at_close=False))
    assert not desk.wanted_at_close()


def test_the_end_waits_for_its_backup(qtbot, desk, station):
    desk.make_at_close()
    assert kept_state(station).made


def test_what_is_wished_is_kept_in_the_station(desk, station):
    desk.take_wish(Wish(every=6))
    assert kept_wish(station).every == 6


@pytest.fixture
def clerk(station, wish, monkeypatch):
    """A clerk is at the desk, and there is a backup."""
    monkeypatch.setattr(passwords, "COST", [(1, 8, 1)])
    copy = make(station, wish)
    station.people.found(login="admin", name="管理员甲", password="晚风轻轻吹过江面")
    station._engine.session = session_of(Account(2, "clerk", "内勤甲", roles=("clerk",)))
    return copy


def test_who_may_not_go_back_is_not_offered_it(page, clerk):
    made = page()
    assert (len(made.rows), made.rows[0].go.isHidden(), made.trial.isHidden()) == (1, True, True)


@pytest.mark.parametrize("way", ["go_back", "try_now"])
def test_who_may_not_go_back_is_refused_and_that_is_noted(desk, told, station, clerk, way):
    getattr(desk, way)(clerk)
    assert (desk.running, [level for level, _ in told]) == (False, ["warning"])
    with in_the_name_of(OPEN):
        station._notes.flush()
        assert station.journal_page(Filter(acts=("refused",))).lines[0].who == "内勤甲"
