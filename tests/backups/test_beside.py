"""Two consoles on one file: what one writes the other shows, and when one ends the other may write."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject

from app.beside import Beside
from app.console import Console
from data.clock import FixedClock, SystemClock
from data.records import Edit
from data.store import Station
from data.workspace import Workspace
from widgets.backups.reading_bar import ReadingBar


class Desk(QObject):
    def __init__(self, live):
        super().__init__()
        self.live, self.workspace = live, Workspace(live.kinds)


@pytest.fixture
def second(shared_file, first):
    station = Station.open(shared_file, hold="console")
    yield station
    station.close()


@pytest.fixture
def beside(qtbot, second):
    desk = Desk(second)
    made = Beside(desk)
    made._seen = second.shelf.tip()
    yield made
    made.close()


@pytest.fixture
def bar(qtbot, beside, second):
    made = ReadingBar(second.zone, SystemClock())
    qtbot.addWidget(made)
    beside.tell(made)
    return made


def look(qtbot, beside):
    qtbot.waitUntil(lambda: beside._asked is None or beside._asked.done())  # else the look before is not over, and none is begun
    with qtbot.waitSignal(beside.looked):
        beside.look()


def register(station, name="张伟"):
    return station.apply([Edit("person", None, {"name": name})], who="王警官", why="登记")


def test_what_the_first_writes_is_told_at_the_second(qtbot, beside, first, second):
    told = []
    second.changed.connect(told.append)
    done = register(first)
    look(qtbot, beside)
    assert [(c.id, c.changes[0].after["name"]) for c in told] == [(done.id, "张伟")]


def test_it_is_told_once(qtbot, beside, first, second):
    told = []
    register(first)
    look(qtbot, beside)
    second.changed.connect(told.append)
    look(qtbot, beside)
    assert told == []


def test_own_changes_are_not_told_again(qtbot, first):
    desk = Desk(first)
    beside = Beside(desk)
    beside._seen = first.shelf.tip()
    told = []
    first.changed.connect(told.append)
    register(first)
    look(qtbot, beside)
    beside.close()
    assert len(told) == 1


def test_the_banner_says_who_writes(bar):
    assert "另一个控制台正在使用" in bar.words.text() and bar.write.isHidden()


def test_it_offers_to_write_when_the_other_has_ended(qtbot, bar, beside, first):
    first.close()
    look(qtbot, beside)
    assert not bar.write.isHidden()


@pytest.mark.parametrize("locked", [False, True])
def test_to_write_here_does_not_unlock_the_desk(locked, second, monkeypatch):
    asked = []
    monkeypatch.setattr(second, "again", lambda **how: asked.append(how))
    wanted = SimpleNamespace(emit=lambda act: act())
    console = SimpleNamespace(live=second, seat=SimpleNamespace(locked=locked), again_wanted=wanted)
    Console.write_here(console)
    assert asked == [{"hold": "console", "seated": not locked}]


def test_it_begins_to_write_by_itself_if_asked(qtbot, bar, beside, first):
    bar.wait.setChecked(True)
    first.close()
    with qtbot.waitSignal(beside.free):
        beside.look()


def test_a_click_asks_to_write(qtbot, bar, beside, first):
    first.close()
    look(qtbot, beside)
    with qtbot.waitSignal(beside.free):
        bar.write.click()


def test_a_console_that_writes_has_no_banner(qtbot, first):
    desk = Desk(first)
    beside = Beside(desk)
    bar = ReadingBar(first.zone, SystemClock())
    qtbot.addWidget(bar)
    beside.tell(bar)
    beside.close()
    assert bar.isHidden()


def test_a_folder_that_cannot_be_written_is_told(qtbot, shared_file):
    with Station.open(shared_file, read_only=True) as station:
        desk = Desk(station)
        beside = Beside(desk)
        bar = ReadingBar(station.zone, SystemClock())
        qtbot.addWidget(bar)
        beside.tell(bar)
        beside.close()
        assert "不能写入" in bar.words.text()


def test_a_clock_behind_the_last_change_is_told_at_opening(qtbot, tmp_path):
    clock = FixedClock(datetime(2026, 11, 21, 13, 47, tzinfo=UTC))
    with Station.create(tmp_path / "b.station", "金沙派出所", clock=clock) as station:
        register(station)
        clock.set(datetime(2026, 11, 21, 11, 47, tzinfo=UTC))
        desk, told = Desk(station), []
        desk.workspace.notice.connect(lambda _level, sentence: told.append(sentence))
        beside = Beside(desk)
        beside.begin()
        beside.close()
    assert "早 2 小时" in told[0]
