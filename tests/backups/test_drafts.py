"""What is typed into a form is kept until it is saved or thrown away, and nothing of it is told before it is asked for."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from data.query import equals
from data.store import Station
from data.store.unsaved import Unsaved
from data.workspace import Workspace
from tests.backups.conftest import START
from widgets.background import all_answered
from widgets.records.record_form import RecordForm
from widgets.records.task_form import TaskForm

DESK = ("张警官@duty-1", "record.person", 0)


@pytest.fixture(autouse=True)
def nothing_in_memory():
    yield
    Unsaved._memory.clear()


@pytest.fixture
def workspace(station):
    made = Workspace(station.kinds)
    made.who = "张警官"
    return made


@pytest.fixture
def form(qtbot, station, workspace):
    """Open a form; it is disposed of after the test, or by the test."""

    def make(which=RecordForm, *arguments, **named):
        made = which(station, workspace, *(arguments or (("person",) if which is RecordForm else ())), **named)
        qtbot.addWidget(made)
        made.show()
        qtbot.waitUntil(all_answered)
        return made

    return make


def until(holds):
    while not holds():
        time.sleep(0.001)


def type_name(form, text="李娜"):
    line = form.rows["name"].editor
    line.line.setText(text)
    line.edited.emit()


# In the station


def test_what_is_kept_is_there(station):
    station.unsaved.keep(*DESK, {"name": "李娜"})
    assert station.unsaved.kept(*DESK).texts == {"name": "李娜"}


def test_it_is_there_after_a_crash(station, file, clock):
    station.unsaved.keep(*DESK, {"name": "李娜"})
    with Station.open(file, clock=clock) as again:
        assert again.unsaved.kept(*DESK).texts == {"name": "李娜"}


def test_it_is_in_no_journal(station):
    before = station.copies.tip()
    station.unsaved.keep(*DESK, {"name": "李娜"})
    assert station.copies.tip() == before


def test_each_desk_has_its_own(station):
    station.unsaved.keep(*DESK, {"name": "李娜"})
    assert station.unsaved.kept("王警官@duty-1", *DESK[1:]) is None


def test_what_is_dropped_is_gone(station):
    station.unsaved.keep(*DESK, {"name": "李娜"})
    station.unsaved.drop(*DESK)
    assert station.unsaved.kept(*DESK) is None


def test_what_was_saved_while_keeping_waited_for_the_writer_is_not_offered_again(station):
    with ThreadPoolExecutor(2) as threads:
        with station._engine.lock:
            keeping = threads.submit(station.unsaved.keep, *DESK, {"name": "李娜"})
            until(lambda: Unsaved._memory)
            dropping = threads.submit(station.unsaved.drop, *DESK)
            until(lambda: not Unsaved._memory)
        keeping.result(), dropping.result()
    assert station.unsaved.kept(*DESK) is None


def test_nothing_is_left_of_what_was_dropped(station):
    station.unsaved.keep(*DESK, {"name": "李娜"})
    station.unsaved.drop(*DESK)
    with station._engine.readers.lend() as connection:
        left = connection.execute("SELECT count(*) FROM _meta WHERE name LIKE '%unsaved%' OR value LIKE '%unsaved%'")
        assert left.fetchone()[0] == 0


def test_what_cannot_be_written_stays_in_memory(station, file):
    with Station.open(file, read_only=True) as reading:
        assert not reading.unsaved.keep(*DESK, {"name": "李娜"})
        assert reading.unsaved.kept(*DESK).texts == {"name": "李娜"}


def test_after_a_month_it_is_forgotten(station, clock):
    station.unsaved.keep(*DESK, {"name": "李娜"})
    clock.set(START + timedelta(days=31))
    station.unsaved.drop_old()
    assert station.unsaved.kept(*DESK) is None


def test_within_a_month_it_is_not(station, clock):
    station.unsaved.keep(*DESK, {"name": "李娜"})
    clock.set(START + timedelta(days=29))
    assert station.unsaved.drop_old() == 0


def test_an_encrypted_station_tells_nothing_of_it(tmp_path, clock):
    path = tmp_path / "密.station"
    with Station.create(path, "金沙派出所", passphrase="一二三四五六七八", clock=clock) as station:
        station.unsaved.keep(*DESK, {"name": "李娜"})
    assert "李娜".encode() not in path.read_bytes()


# In forms


def test_a_form_that_is_left_is_offered_again(form):
    first = form()
    type_name(first)
    first.dispose()
    assert not form().drafts.line.isHidden()


def test_the_offer_does_not_tell_what_was_typed(form):
    first = form()
    type_name(first)
    first.dispose()
    assert form().drafts.line.words.text() == "11月21日 21:47填的 1 项还没有保存"


def test_going_on_brings_it_back(form):
    first = form()
    type_name(first)
    first.dispose()
    second = form()
    second.drafts.line.take.click()
    assert second.rows["name"].editor.typed() == "李娜"


def test_what_is_not_sound_comes_back_too(form):
    first = form()
    phone = first.rows["phone"].editor
    phone.line.setText("139x")
    phone.edited.emit()
    first.dispose()
    second = form()
    second.drafts.line.take.click()
    assert phone.line.text() == "139x" == second.rows["phone"].editor.line.text()


def test_a_choice_comes_back(form):
    first = form()
    gender = first.rows["gender"].editor
    gender.set_value("female")
    gender.edited.emit()
    first.dispose()
    second = form()
    second.drafts.line.take.click()
    assert second.rows["gender"].editor.value() == "female"


def test_what_is_thrown_away_is_not_offered_again(form, qtbot, station):
    first = form()
    type_name(first)
    first.dispose()
    second = form()
    second.drafts.line.throw.click()
    qtbot.waitUntil(lambda: station.unsaved.kept(*second.drafts._key) is None)
    second.dispose()
    assert form().drafts.line.isHidden()


def test_what_was_saved_is_not_offered_again(form, qtbot, station):
    first = form()
    type_name(first)
    first.drafts.keep(at_once=True)
    with qtbot.waitSignal(first.saved):
        first.save()
    qtbot.waitUntil(lambda: station.unsaved.kept(*first.drafts._key) is None)
    first.dispose()
    assert form().drafts.line.isHidden()


def test_nothing_typed_is_nothing_kept(form, station):
    first = form()
    first.dispose()
    assert station.unsaved.kept(*first.drafts._key) is None


def test_it_is_kept_while_somebody_types(form, qtbot, station):
    first = form()
    type_name(first)
    qtbot.waitUntil(lambda: station.unsaved.kept(*first.drafts._key) is not None)


def test_each_record_has_its_own(form, station):
    record = station.first(equals("person", name="张伟"))
    first = form()
    type_name(first)
    first.dispose()
    assert form(RecordForm, "person", record).drafts.line.isHidden()


def test_covered_values_are_not_kept(form, station):
    record = station.first(equals("person", name="张伟"))
    first = form(RecordForm, "person", record)
    type_name(first, "张伟伟")
    assert set(first.drafts._texts()) == {"name"}
    first.dispose()


def test_the_words_of_a_task_come_back(form):
    first = form(TaskForm)
    first.text.setPlainText("带上钥匙")
    first.dispose()
    second = form(TaskForm)
    second.drafts.line.take.click()
    assert second.text.toPlainText() == "带上钥匙"


def test_a_task_without_words_is_not_kept(form, station):
    first = form(TaskForm)
    first.dispose()
    assert station.unsaved.kept(*first.drafts._key) is None
